//! `GET` and `POST /desk/rounds/{number}/answers/sort`: what is in no theme yet, put into one, or set aside,
//! many at once.

use super::alike::{Like, LikeView, Suggested, suggest};
use super::board::theme_problem;
use super::frame::{Said, WorkHead, run};
use super::{handle_url, sort_url};
use crate::web::address::address;
use crate::web::app::App;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::{DraftAnswers, SeeDesk};
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::{Choice, Returned, choices, needed};
use crate::web::rounds::desk::look;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::responses::round::{Aside, ThemeText, make_theme, put_inputs, set_aside};
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_domain::responses::SetAsideReason;
use weerklank_domain::search::Query;
use weerklank_domain::text::excerpt;
use weerklank_store::inputs::InputCard;
use weerklank_store::responses::{Chosen, ThemeLine, count_unsorted, themes_of, unsorted};
use weerklank_store::rounds::RoundRecord;

/// How many on a page.
const PAGE_SIZE: i64 = 50;
const EXCERPT: usize = 300;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct SortPage {
    head: WorkHead,
    here: String,
    q: String,
    is_narrowed: bool,
    has_like: bool,
    like: LikeView,
    total: i64,
    items: Vec<Item>,
    is_empty: bool,
    has_next: bool,
    next_url: String,
    themes: Vec<ThemeChoice>,
    title: Field,
    reasons: Vec<Choice>,
    aside_reason: Field,
    original: Field,
    explanation: Field,
    has_problem_chosen: bool,
    takes_all: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Item {
    number: i64,
    name: String,
    url: String,
    lang: &'static str,
    has_title: bool,
    title: String,
    words: String,
    channel: &'static str,
    at: String,
    is_late: bool,
    has_senders: bool,
    senders: i32,
    has_shared: bool,
    /// Words in common with what suggestions are like.
    shared: String,
    like_url: String,
    is_chosen: bool,
}

/// A theme to choose.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ThemeChoice {
    number: i64,
    title: String,
    is_selected: bool,
}

/// The themes to choose from.
pub(super) fn theme_choices(themes: &[ThemeLine], selected: Option<i64>) -> Vec<ThemeChoice> {
    themes
        .iter()
        .map(|theme| ThemeChoice {
            number: theme.number,
            title: theme.title.clone(),
            is_selected: selected == Some(theme.number),
        })
        .collect()
}

/// What is asked for, in the address.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    after: String,
    /// The number of the input that suggestions are like.
    like: String,
    /// The number of the theme that they are like.
    of: String,
}

impl Asked {
    fn read(query: &str) -> Self {
        web::Query::<Self>::from_query(query)
            .map(web::Query::into_inner)
            .unwrap_or_default()
    }

    fn words(&self) -> Option<Query> {
        Query::parse(&self.q)
    }

    fn like(&self) -> Option<Like> {
        Like::read(&self.like, &self.of)
    }

    fn after(&self) -> i64 {
        self.after.parse().unwrap_or(0)
    }
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default)]
struct Fields {
    deed: String,
    chosen: Vec<i64>,
    takes_all: bool,
    theme: String,
    title: String,
    reason: String,
    original: String,
    explanation: String,
    q: String,
    like: String,
    of: String,
}

impl Fields {
    fn of(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            pairs
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.clone())
                .unwrap_or_default()
        };
        Self {
            deed: value("deed"),
            chosen: pairs
                .iter()
                .filter(|(name, _)| name == "input")
                .filter_map(|(_, number)| number.parse().ok())
                .collect(),
            takes_all: value("all") == "1",
            theme: value("theme"),
            title: value("title"),
            reason: value("aside_reason"),
            original: value("original"),
            explanation: value("aside_why"),
            q: value("q"),
            like: value("like"),
            of: value("of"),
        }
    }

    fn chosen(&self) -> Chosen {
        match self.takes_all {
            true => Chosen::Unsorted(Query::parse(&self.q)),
            false => Chosen::Alike(self.chosen.clone()),
        }
    }
}

/// What somebody asks for.
enum Deed {
    Put(i64),
    Make(ThemeText),
    SetAside(Aside, Passage),
}

/// The number of an input, typed as `R12-0043` or as `43`.
fn number_of(typed: &str) -> Option<i64> {
    let typed = typed.trim();
    let digits = typed.rsplit('-').next().unwrap_or(typed);
    digits.parse().ok().filter(|number| *number > 0)
}

/// Why something is set aside, as somebody typed it.
///
/// # Errors
/// Every value that is missing or wrong.
pub(super) fn aside_of(
    reason: &str,
    original: &str,
    explanation: &str,
) -> Result<(Aside, Passage), Vec<Problem>> {
    let problem = |field, code| Problem { field, code };
    let aside = match SetAsideReason::from_code(reason) {
        None => Err(problem("aside_reason", "required")),
        Some(SetAsideReason::Duplicate) => number_of(original)
            .map(Aside::Duplicate)
            .ok_or(problem("original", "required")),
        Some(SetAsideReason::OffTopic) => Ok(Aside::OffTopic),
        Some(SetAsideReason::NotAdmissible) => Ok(Aside::NotAdmissible),
        Some(SetAsideReason::Unreadable) => Ok(Aside::Unreadable),
        Some(SetAsideReason::Late) => Ok(Aside::Late),
    };
    match (aside, needed("aside_why", explanation)) {
        (Ok(aside), Ok(explanation)) => Ok((aside, explanation)),
        (aside, explanation) => Err([aside.err(), explanation.err()]
            .into_iter()
            .flatten()
            .collect()),
    }
}

fn parsed(fields: &Fields) -> Result<Deed, Vec<Problem>> {
    if fields.chosen.is_empty() && !fields.takes_all {
        return Err(vec![Problem {
            field: "input",
            code: "choose_some",
        }]);
    }
    if fields.deed == "aside" {
        return aside_of(&fields.reason, &fields.original, &fields.explanation)
            .map(|(aside, explanation)| Deed::SetAside(aside, explanation));
    }
    match fields.theme.parse() {
        Ok(number) => Ok(Deed::Put(number)),
        Err(_) => ThemeText::parse(&fields.title, "")
            .map(Deed::Make)
            .map_err(|fault| vec![theme_problem(fault)]),
    }
}

struct Found {
    total: i64,
    like: Option<LikeView>,
    /// Inputs, with words in common where suggestions are asked for.
    items: Vec<(InputCard, Vec<String>)>,
    themes: Vec<ThemeLine>,
}

async fn find(app: &Arc<App>, round: &RoundRecord, asked: &Asked) -> WebResult<Found> {
    let (id, round, asked) = (round.id, round.clone(), asked.clone());
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let suggested = match asked.like() {
                    Some(like) => match suggest(db, &round, like)? {
                        Some(suggested) => Some(suggested),
                        None => return Ok(None),
                    },
                    None => None,
                };
                let words = asked.words();
                let total = count_unsorted(db, id, words.as_ref())?;
                let themes = themes_of(db, id)?;
                let (like, items) = match suggested {
                    Some(Suggested { like, items }) => (Some(like), items),
                    None => {
                        let page = unsorted(db, id, words.as_ref(), asked.after(), PAGE_SIZE + 1)?;
                        let plain = page.into_iter().map(|card| (card, Vec::new()));
                        (None, plain.collect())
                    }
                };
                Ok::<_, ActError>(Some(Found {
                    total,
                    like,
                    items,
                    themes,
                }))
            })
        })
        .await?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

async fn respond(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    round: &RoundRecord,
    (asked, fields, said): (&Asked, &Fields, &Said),
) -> WebResult<HttpResponse> {
    let found = find(app, round, asked).await?;
    let head = WorkHead::of(app, (staff, request, visitor), round, "sort", said);
    let view = SortPage::of(head, round.number, found, asked, fields, said);
    desk_page(app, staff, request, visitor, said.status(), &view)
}

/// Shows what is in no theme yet.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let round = look(&app, &staff.actor, Permission::SeeDesk, *number).await?;
    let asked = Asked::read(request.query_string());
    let shown = (&asked, &Fields::default(), &Said::default());
    respond(&app, &staff, &request, visitor, &round, shown).await
}

/// Puts the chosen inputs into a theme, or sets them aside.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DraftAnswers>,
    number: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (pairs, is_proven): (Vec<(String, String)>, bool) =
        opened(&app, &request, form, request.path())?;
    let fields = Fields::of(&pairs);
    let round = look(&app, &staff.actor, Permission::DraftAnswers, *number).await?;
    let said = match (is_proven, parsed(&fields)) {
        (true, Ok(deed)) => {
            let (actor, id, chosen) = (staff.actor.clone(), round.id, fields.chosen());
            let outcome = run(&app, move |app| match deed {
                Deed::Put(theme) => put_inputs(&app.house, &actor, id, &chosen, Some(theme))
                    .map(|went| ("sorted", went)),
                Deed::Make(text) => make_theme(&app.house, &actor, id, &text, Some(&chosen))
                    .map(|(_, went)| ("sorted", went)),
                Deed::SetAside(aside, why) => {
                    set_aside(&app.house, &actor, id, &chosen, &aside, &why)
                        .map(|went| ("aside", went))
                }
            })
            .await?;
            match Said::of(outcome)? {
                Ok((done, went)) => {
                    // Whoever works through suggestions goes on with them.
                    let mut pairs = vec![("done", done.to_owned()), ("count", went.to_string())];
                    pairs.extend(Like::read(&fields.like, &fields.of).map(Like::pair));
                    return Ok(see_other(&address(&sort_url(round.number), &pairs)));
                }
                Err(said) => said,
            }
        }
        (true, Err(problems)) => Returned::wrong(problems).into(),
        (false, _) => Returned::expired().into(),
    };
    let asked = Asked {
        q: fields.q.clone(),
        like: fields.like.clone(),
        of: fields.of.clone(),
        after: String::new(),
    };
    let shown = (&asked, &fields, &said);
    respond(&app, &staff, &request, visitor, &round, shown).await
}

impl Item {
    fn of(round: i64, (card, shared): &(InputCard, Vec<String>), fields: &Fields) -> Self {
        let name = InputNumber {
            round,
            number: card.number,
        };
        Self {
            number: card.number,
            name: name.to_string(),
            url: handle_url(round, card.number),
            lang: card.language.code(),
            has_title: card.title.is_some(),
            title: card.title.clone().unwrap_or_default(),
            words: excerpt(&card.text, EXCERPT),
            channel: card.channel.code(),
            at: rfc3339(card.received_at),
            is_late: card.is_late,
            has_senders: card.senders > 1,
            senders: card.senders,
            has_shared: !shared.is_empty(),
            shared: shared.join(", "),
            like_url: address(&sort_url(round), &[("like", card.number.to_string())]),
            is_chosen: fields.chosen.contains(&card.number),
        }
    }
}

impl SortPage {
    fn of(
        head: WorkHead,
        round: i64,
        mut found: Found,
        asked: &Asked,
        fields: &Fields,
        said: &Said,
    ) -> Self {
        let problems = &said.returned.problems;
        let field = |value: &str, name| Field::of(value, name, problems);
        let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
        let has_next = found.items.len() > size;
        found.items.truncate(size);
        let here = sort_url(round);
        let last = found.items.last().map_or(0, |(card, _)| card.number);
        let selected = match asked.like() {
            Some(Like::Theme(theme)) if fields.theme.is_empty() => Some(theme),
            _ => fields.theme.parse().ok(),
        };
        Self {
            head,
            q: asked.q.clone(),
            is_narrowed: !asked.q.trim().is_empty(),
            has_like: found.like.is_some(),
            like: found.like.unwrap_or_default(),
            total: found.total,
            is_empty: found.items.is_empty(),
            items: found
                .items
                .iter()
                .map(|item| Item::of(round, item, fields))
                .collect(),
            has_next,
            next_url: address(
                &here,
                &[("q", asked.q.clone()), ("after", last.to_string())],
            ),
            here,
            themes: theme_choices(&found.themes, selected),
            title: field(&fields.title, "title"),
            reasons: choices(
                SetAsideReason::ALL.iter().map(|reason| reason.code()),
                &fields.reason,
            ),
            aside_reason: field(&fields.reason, "aside_reason"),
            original: field(&fields.original, "original"),
            explanation: field(&fields.explanation, "aside_why"),
            has_problem_chosen: problems.iter().any(|problem| problem.field == "input"),
            takes_all: fields.takes_all,
        }
    }
}

impl PageView for SortPage {
    const TEMPLATE: &'static str = "pages/desk/responses/sort";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::rounds::desk::inputs::sample_card;
        let theme = ThemeLine {
            id: 1,
            number: 1,
            title: "Bomen <b>der</b>".to_owned(),
            summary: String::new(),
            owner: None,
            due_on: None,
            inputs: 3,
            open: 3,
            response: None,
        };
        let page = |items: Vec<InputCard>, may, fields: &Fields, said: &Said, done| {
            let number = fields.like.parse().or(fields.of.parse()).unwrap_or(0);
            let like = (number > 0).then(|| LikeView {
                is_input: !fields.like.is_empty(),
                is_theme: !fields.of.is_empty(),
                number,
                name: "R12-0043".to_owned(),
                url: handle_url(12, number),
                words: "Bomen <b>der</b>".to_owned(),
                is_part: !fields.of.is_empty(),
            });
            let shared = match like {
                Some(_) => vec!["bomen".to_owned(), "schaduw".to_owned()],
                None => Vec::new(),
            };
            let found = Found {
                total: i64::try_from(items.len()).unwrap_or(0),
                like,
                items: items
                    .into_iter()
                    .map(|card| (card, shared.clone()))
                    .collect(),
                themes: vec![theme.clone()],
            };
            let asked = Asked {
                q: fields.q.clone(),
                like: fields.like.clone(),
                of: fields.of.clone(),
                after: String::new(),
            };
            let head = WorkHead::sample("sort", may, said, done);
            Self::of(head, 12, found, &asked, fields, said)
        };
        let (cards, plain) = (vec![sample_card(1), sample_card(2)], Said::default());
        let many = (1..=PAGE_SIZE + 1).map(sample_card).collect();
        let fields = Fields {
            chosen: vec![1],
            reason: "duplicate".to_owned(),
            title: "Groen <b>der</b>".to_owned(),
            takes_all: true,
            q: "boom".to_owned(),
            ..Fields::default()
        };
        let problems = ["input", "title", "aside_reason", "original", "aside_why"];
        let wrong = Said::from(Returned::wrong(
            problems
                .map(|field| Problem {
                    field,
                    code: "required",
                })
                .to_vec(),
        ));
        let none = Fields::default();
        let like = Fields {
            like: "43".to_owned(),
            ..Fields::default()
        };
        let of = Fields {
            of: "1".to_owned(),
            ..Fields::default()
        };
        vec![
            (
                "like".to_owned(),
                page(cards.clone(), true, &like, &plain, None),
            ),
            (
                "like-theme".to_owned(),
                page(cards.clone(), true, &of, &plain, Some("sorted")),
            ),
            (
                "like-nothing".to_owned(),
                page(Vec::new(), true, &of, &plain, None),
            ),
            (
                "full".to_owned(),
                page(cards.clone(), true, &none, &plain, Some("sorted")),
            ),
            ("more".to_owned(), page(many, true, &none, &plain, None)),
            (
                "errors".to_owned(),
                page(cards.clone(), true, &fields, &wrong, None),
            ),
            (
                "read-only".to_owned(),
                page(cards, false, &none, &plain, None),
            ),
            (
                "empty".to_owned(),
                page(Vec::new(), true, &none, &plain, None),
            ),
            (
                "nothing-found".to_owned(),
                page(Vec::new(), true, &fields, &plain, None),
            ),
        ]
    }
}
