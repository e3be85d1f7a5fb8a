//! Lists of inputs: filters, orders, paging by key, search, and what people wrote already.

use super::find::point;
use super::find::standing;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{areas, inputs};
use crate::search::{Index, Words, holding, is_postgres};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use weerklank_domain::areas::Point;
use weerklank_domain::inputs::{Channel, InputState, ModerationState, SenderKind, Standing};
use weerklank_domain::rounds::InputForm;
use weerklank_domain::search::Query;
use weerklank_domain::{Language, TextLanguage};

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's: public, readable, the first of its like.
    Public,
    /// The desk's: every input.
    Desk,
}

/// What a list of inputs is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct InputFilter {
    /// Only inputs that stand so.
    pub state: Option<InputState>,
    /// Only inputs of this form.
    pub form: Option<InputForm>,
    /// Only inputs that came this way.
    pub channel: Option<Channel>,
    /// Only inputs about the area of this key.
    pub area_id: Option<i64>,
    /// Only inputs that moderation left so.
    pub moderation: Option<ModerationState>,
    /// Only inputs that hold these words.
    pub query: Option<Query>,
}

/// The order of a list. Ties are broken by number, so that paging never skips or repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InputSort {
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// Those that most people stand behind first.
    Endorsed,
    /// Those with the most replies first.
    Replied,
}

impl InputSort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Newest, Self::Oldest, Self::Endorsed, Self::Replied];

    /// The word for it in addresses and message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Endorsed => "endorsed",
            Self::Replied => "replied",
        }
    }

    /// The order of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// Where a page begins: after the input with these values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputCursor {
    /// The number that the list is ordered by before the input's own; 0 where there is none.
    pub value: i64,
    /// The number of the input.
    pub number: i64,
}

/// One input in a list.
#[derive(Debug, Clone)]
pub struct InputCard {
    /// Its key.
    pub id: i64,
    /// Its number within the round.
    pub number: i64,
    /// The form.
    pub form: InputForm,
    /// The language of its text.
    pub language: TextLanguage,
    /// The title of an idea.
    pub title: Option<String>,
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub standing: Standing,
    /// Whether it came after the closing.
    pub is_late: bool,
    /// The way it came.
    pub channel: Channel,
    /// Whose platform it was found on.
    pub source_name: Option<String>,
    /// Whether everybody may read it.
    pub is_public: bool,
    /// The name that its author shows.
    pub display_name: Option<String>,
    /// Who sent it.
    pub sender_kind: SenderKind,
    /// The name of its area.
    pub area_name: Option<String>,
    /// The place in words.
    pub place_name: Option<String>,
    /// The place on the map.
    pub point: Option<Point>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// When it got its number.
    pub registered_at: DateTime<Utc>,
    /// How many people sent this text.
    pub senders: i32,
    /// How many people stand behind it.
    pub endorsements: i32,
    /// How many replies it has.
    pub replies: i32,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct InputPage {
    /// The inputs.
    pub items: Vec<InputCard>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<InputCursor>,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    number: i64,
    form: String,
    lang: String,
    title: Option<String>,
    text: String,
    standing: (String, String),
    is_late: bool,
    channel: String,
    source_name: Option<String>,
    is_public: bool,
    display_name: Option<String>,
    sender_kind: String,
    area_name: Option<String>,
    place_name: Option<String>,
    point: (Option<i32>, Option<i32>),
    received_at: Moment,
    registered_at: Moment,
    senders: i32,
    endorsements: i32,
    replies: i32,
}

macro_rules! cards {
    () => {
        (
            inputs::id,
            inputs::number,
            inputs::form,
            inputs::lang,
            inputs::title,
            inputs::text,
            (inputs::state, inputs::moderation),
            inputs::is_late,
            inputs::channel,
            inputs::source_name,
            inputs::is_public,
            inputs::display_name,
            inputs::sender_kind,
            areas::name.nullable(),
            inputs::place_name,
            (inputs::latitude, inputs::longitude),
            inputs::received_at,
            inputs::registered_at,
            inputs::senders,
            inputs::endorsements,
            inputs::replies,
        )
    };
}

/// One page of the inputs of a round that match.
pub fn page(
    db: &mut Db,
    round_id: i64,
    scope: Scope,
    filter: &InputFilter,
    sort: InputSort,
    after: Option<InputCursor>,
    limit: i64,
) -> StoreResult<InputPage> {
    let mut query = inputs::table
        .left_join(areas::table)
        .filter(inputs::round_id.eq(round_id))
        .select(cards!())
        .limit(limit + 1)
        .into_boxed();
    if scope == Scope::Public {
        query = query.filter(inputs::is_listed.eq(true));
    }
    if let Some(state) = filter.state {
        query = query.filter(inputs::state.eq(state.code()));
    }
    if let Some(form) = filter.form {
        query = query.filter(inputs::form.eq(form.code()));
    }
    if let Some(channel) = filter.channel {
        query = query.filter(inputs::channel.eq(channel.code()));
    }
    if let Some(area) = filter.area_id {
        query = query.filter(inputs::area_id.eq(Some(area)));
    }
    if let Some(moderation) = filter.moderation {
        query = query.filter(inputs::moderation.eq(moderation.code()));
    }
    if let Some(asked) = &filter.query {
        let holding = holding(is_postgres(db), Index::Inputs, asked, Words::All);
        query = query.filter(sql::<Bool>(&holding));
    }
    let number = inputs::number;
    query = match sort {
        InputSort::Newest => query.order(number.desc()),
        InputSort::Oldest => query.order(number.asc()),
        InputSort::Endorsed => query.order((inputs::endorsements.desc(), number.desc())),
        InputSort::Replied => query.order((inputs::replies.desc(), number.desc())),
    };
    if let Some(after) = after {
        let value = i32::try_from(after.value).unwrap_or(i32::MAX);
        let earlier = number.lt(after.number);
        query = match sort {
            InputSort::Newest => query.filter(earlier),
            InputSort::Oldest => query.filter(number.gt(after.number)),
            // Both conditions, so that the index is entered at its place.
            InputSort::Endorsed => query.filter(inputs::endorsements.le(value)).filter(
                inputs::endorsements
                    .lt(value)
                    .or(inputs::endorsements.eq(value).and(earlier)),
            ),
            InputSort::Replied => query.filter(inputs::replies.le(value)).filter(
                inputs::replies
                    .lt(value)
                    .or(inputs::replies.eq(value).and(earlier)),
            ),
        };
    }
    let mut rows: Vec<Row> = query.load(db)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| has_more);
    let next = last.map(|row| InputCursor {
        value: match sort {
            InputSort::Newest | InputSort::Oldest => 0,
            InputSort::Endorsed => row.endorsements.into(),
            InputSort::Replied => row.replies.into(),
        },
        number: row.number,
    });
    Ok(InputPage {
        next,
        items: rows.into_iter().map(card).collect::<StoreResult<_>>()?,
    })
}

fn card(row: Row) -> StoreResult<InputCard> {
    let corrupt = || StoreError::corrupt("inputs", &row.id);
    Ok(InputCard {
        form: InputForm::from_code(&row.form).ok_or_else(corrupt)?,
        language: TextLanguage::from_code(&row.lang).ok_or_else(corrupt)?,
        standing: standing(row.id, &row.standing.0, &row.standing.1)?,
        channel: Channel::from_code(&row.channel).ok_or_else(corrupt)?,
        sender_kind: SenderKind::from_code(&row.sender_kind).ok_or_else(corrupt)?,
        received_at: row.received_at.into(),
        registered_at: row.registered_at.into(),
        id: row.id,
        number: row.number,
        title: row.title,
        text: row.text,
        is_late: row.is_late,
        source_name: row.source_name,
        is_public: row.is_public,
        display_name: row.display_name,
        area_name: row.area_name,
        place_name: row.place_name,
        point: point(row.point),
        senders: row.senders,
        endorsements: row.endorsements,
        replies: row.replies,
    })
}

/// So many inputs that share a word are looked at for those that share the most.
const MOST_CANDIDATES: i64 = 200;

/// What people wrote already that looks like this text, most words in common first.
///
/// Candidates share a telling word; among them the tokens are compared one by one.
pub fn similar(
    db: &mut Db,
    round_id: i64,
    text: &str,
    language: Language,
    most: usize,
) -> StoreResult<Vec<InputCard>> {
    let plain = weerklank_domain::text::plain_text(text);
    let Some(query) = Query::parse_longest(&plain) else {
        return Ok(Vec::new());
    };
    let holding = holding(is_postgres(db), Index::Inputs, &query, Words::Any);
    let rows: Vec<Row> = inputs::table
        .left_join(areas::table)
        .filter(inputs::round_id.eq(round_id))
        .filter(inputs::is_listed.eq(true))
        .filter(sql::<Bool>(&holding))
        .order(inputs::number.desc())
        .limit(MOST_CANDIDATES)
        .select(cards!())
        .load(db)?;
    let mut scored: Vec<(usize, Row)> = rows
        .into_iter()
        .map(|row| {
            let words = weerklank_domain::text::plain_text(&row.text);
            let title = row.title.as_deref().unwrap_or_default();
            let tokens = weerklank_domain::search::tokens(&format!("{title} {words}"), language);
            (query.in_common(&tokens), row)
        })
        .filter(|(score, _)| *score >= query.enough())
        .collect();
    scored.sort_by(|(a, first), (b, second)| b.cmp(a).then(second.number.cmp(&first.number)));
    scored.truncate(most);
    scored.into_iter().map(|(_, row)| card(row)).collect()
}
