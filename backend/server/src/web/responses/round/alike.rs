//! What in no theme yet says something like an input or a theme: a suggestion with the words that are
//! shared; people decide.

use super::{handle_url, theme_url};
use serde::Serialize;
use weerklank_domain::TextLanguage;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::search::{Written, alike};
use weerklank_store::inputs::{InputCard, find};
use weerklank_store::responses::{inputs_of_theme, theme, unsorted};
use weerklank_store::rounds::RoundRecord;
use weerklank_store::{Db, StoreResult};

/// So many texts are compared at the most; of near-identical ones the first.
const MOST_COMPARED: i64 = 5_000;
/// So many inputs of a theme say what it is about.
const MOST_OF_THEME: i64 = 200;
/// So many suggestions are shown.
const MOST_SHOWN: usize = 50;

/// What texts should be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Like {
    /// The input with this number.
    Input(i64),
    /// The theme with this number.
    Theme(i64),
}

/// What suggestions are like, on the page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LikeView {
    pub(super) is_input: bool,
    pub(super) is_theme: bool,
    pub(super) number: i64,
    pub(super) name: String,
    pub(super) url: String,
    /// The title of the theme, or the words of the input.
    pub(super) words: String,
    /// Whether only a part of what is in no theme was compared.
    pub(super) is_part: bool,
}

impl Like {
    /// Reads it off an address.
    pub fn read(input: &str, theme: &str) -> Option<Self> {
        match (input.parse(), theme.parse()) {
            (Ok(number), _) => Some(Self::Input(number)),
            (_, Ok(number)) => Some(Self::Theme(number)),
            _ => None,
        }
    }

    /// The same as a field of an address.
    pub fn pair(self) -> (&'static str, String) {
        match self {
            Self::Input(number) => ("like", number.to_string()),
            Self::Theme(number) => ("of", number.to_string()),
        }
    }
}

/// Suggestions, with what they are like.
pub struct Suggested {
    pub(super) like: LikeView,
    /// Inputs with the words that they share, the most alike first.
    pub(super) items: Vec<(InputCard, Vec<String>)>,
}

/// Title and text of an input.
fn whole(title: Option<&str>, text: &str) -> String {
    match title {
        Some(title) => format!("{title} {text}"),
        None => text.to_owned(),
    }
}

fn whole_card(card: &InputCard) -> String {
    whole(card.title.as_deref(), &card.text)
}

/// What in no theme yet is like an input or a theme of a round; `None` when that is not there.
pub fn suggest(db: &mut Db, round: &RoundRecord, like: Like) -> StoreResult<Option<Suggested>> {
    let Some((mut view, about)) = asked(db, round, like)? else {
        return Ok(None);
    };
    let mut cards = unsorted(db, round.id, None, 0, MOST_COMPARED + 1)?;
    view.is_part = i64::try_from(cards.len()).unwrap_or(i64::MAX) > MOST_COMPARED;
    cards.truncate(usize::try_from(MOST_COMPARED).unwrap_or(usize::MAX));
    if let Like::Input(number) = like {
        cards.retain(|card| card.number != number);
    }
    let texts: Vec<String> = cards.iter().map(whole_card).collect();
    let among: Vec<Written> = texts
        .iter()
        .zip(&cards)
        .map(|(text, card)| (text.as_str(), card.language))
        .collect();
    let about: Vec<Written> = about
        .iter()
        .map(|(text, language)| (text.as_str(), *language))
        .collect();
    let items = alike(&about, &among, MOST_SHOWN)
        .into_iter()
        .filter_map(|one| Some((cards.get(one.index)?.clone(), one.shared)))
        .collect();
    Ok(Some(Suggested { like: view, items }))
}

type About = (LikeView, Vec<(String, TextLanguage)>);

fn asked(db: &mut Db, of: &RoundRecord, like: Like) -> StoreResult<Option<About>> {
    let (round_id, round) = (of.id, of.number);
    match like {
        Like::Input(number) => {
            let Some(input) = find(db, round_id, number)? else {
                return Ok(None);
            };
            let text = whole(input.title.as_deref(), &input.text);
            let view = LikeView {
                is_input: true,
                number,
                name: InputNumber { round, number }.to_string(),
                url: handle_url(round, number),
                words: weerklank_domain::text::excerpt(&input.text, 200),
                ..LikeView::default()
            };
            Ok(Some((view, vec![(text, input.language)])))
        }
        Like::Theme(number) => {
            let Some(found) = theme(db, round_id, number)? else {
                return Ok(None);
            };
            let members = inputs_of_theme(db, found.id, 0, MOST_OF_THEME)?;
            let own = format!("{} {}", found.title, found.summary);
            let mut about: Vec<_> = members
                .iter()
                .map(|card| (whole_card(card), card.language))
                .collect();
            about.push((own, of.language.into()));
            let view = LikeView {
                is_theme: true,
                number,
                url: theme_url(round, number),
                words: found.title,
                ..LikeView::default()
            };
            Ok(Some((view, about)))
        }
    }
}
