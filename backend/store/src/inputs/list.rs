//! Lists of inputs: filters, orders, paging by key, search, and what people wrote already.

use super::card::{InputCard, Row, card, cards};
use super::hits;
use crate::Db;
use crate::errors::StoreResult;
use crate::rounds::Facet;
use crate::schema::{areas, inputs, round_counts};
use crate::search::{Index, Words, holding, is_postgres};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use weerklank_domain::inputs::{Channel, InputState, ModerationState};
use weerklank_domain::rounds::InputForm;
use weerklank_domain::search::Query;

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

impl InputFilter {
    /// What it asks for besides words: the facet, the column, and the value as a literal. Codes and
    /// numbers are ours, so they can stand in a statement.
    fn values(&self) -> Vec<(Facet, &'static str, String)> {
        let coded = |facet, column, code: Option<&str>| {
            code.map(|code| (facet, column, format!("'{code}'")))
        };
        [
            coded(Facet::State, "state", self.state.map(InputState::code)),
            coded(Facet::Form, "form", self.form.map(InputForm::code)),
            coded(Facet::Channel, "channel", self.channel.map(Channel::code)),
            coded(
                Facet::Moderation,
                "moderation",
                self.moderation.map(ModerationState::code),
            ),
            self.area_id
                .map(|area| (Facet::Area, "area_id", area.to_string())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
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

    /// The number that it orders by before the input's own; 0 where there is none.
    fn value(self, row: &Row) -> i64 {
        match self {
            Self::Newest | Self::Oldest => 0,
            Self::Endorsed => row.endorsements.into(),
            Self::Replied => row.replies.into(),
        }
    }

    /// The least comes first.
    fn rank(self, row: &Row) -> (i64, i64) {
        let number = if self == Self::Oldest {
            row.number
        } else {
            -row.number
        };
        (-self.value(row), number)
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

/// A page of a list.
#[derive(Debug, Clone)]
pub struct InputPage {
    /// The inputs.
    pub items: Vec<InputCard>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<InputCursor>,
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
    let asked = Asked {
        round_id,
        scope,
        filter,
        sort,
        after,
        limit: limit + 1,
        rarest: rarest(db, round_id, filter)?,
    };
    let mut rows = match &filter.query {
        Some(words) if is_postgres(db) => {
            let holding = holding(true, Index::Inputs, words, Words::All);
            asked.in_order(db, Some(&holding))?
        }
        Some(words) => hits::rows(db, &asked, words)?,
        None => asked.in_order(db, None)?,
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| has_more);
    let next = last.map(|row| InputCursor {
        value: sort.value(row),
        number: row.number,
    });
    Ok(InputPage {
        next,
        items: rows.into_iter().map(card).collect::<StoreResult<_>>()?,
    })
}

/// What a page is asked for.
pub(super) struct Asked<'a> {
    pub(super) round_id: i64,
    pub(super) scope: Scope,
    filter: &'a InputFilter,
    pub(super) sort: InputSort,
    pub(super) after: Option<InputCursor>,
    /// One more than the page holds.
    pub(super) limit: i64,
    /// The filter that the fewest inputs pass, and how many at the most.
    pub(super) rarest: Option<(Facet, i64)>,
}

/// The filter that the fewest inputs of a round pass, by its kept counts.
fn rarest(db: &mut Db, round_id: i64, filter: &InputFilter) -> StoreResult<Option<(Facet, i64)>> {
    use round_counts as c;
    let mut rarest: Option<(Facet, i64)> = None;
    for (facet, _, value) in filter.values() {
        let amount: Option<i64> = c::table
            .find((round_id, facet.code(), value.trim_matches('\'')))
            .select(c::amount)
            .first(db)
            .optional()?;
        let amount = amount.unwrap_or(0);
        if rarest.is_none_or(|(_, least)| amount < least) {
            rarest = Some((facet, amount));
        }
    }
    Ok(rarest)
}

/// Where rows come from.
enum From<'a> {
    /// The index of the rarest filter and the order, with a condition besides.
    Index {
        is_listed: bool,
        holding: Option<&'a str>,
    },
    /// Keys.
    Keys(&'a [i64]),
}

impl Asked<'_> {
    /// The first rows in the order of an index. Each index begins with whether an input is listed:
    /// what the desk lists is merged from both parts.
    pub(super) fn in_order(&self, db: &mut Db, holding: Option<&str>) -> StoreResult<Vec<Row>> {
        let part = |is_listed| From::Index { is_listed, holding };
        let mut rows = self.load(db, &part(true))?;
        if self.scope == Scope::Desk {
            rows.extend(self.load(db, &part(false))?);
            rows.sort_by_key(|row| self.sort.rank(row));
            rows.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        }
        Ok(rows)
    }

    /// The first rows of those with these keys.
    pub(super) fn among(&self, db: &mut Db, keys: &[i64]) -> StoreResult<Vec<Row>> {
        self.load(db, &From::Keys(keys))
    }

    /// Between which numbers a page in the order of numbers stands.
    pub(super) fn bounds(&self) -> hits::Bounds {
        let number = self.after.map(|after| after.number);
        match self.sort {
            InputSort::Newest => (None, number),
            InputSort::Oldest => (number, None),
            InputSort::Endorsed | InputSort::Replied => (None, None),
        }
    }

    fn load(&self, db: &mut Db, from: &From) -> StoreResult<Vec<Row>> {
        let (is_listed, leading) = match from {
            From::Index { is_listed, .. } => {
                (Some(*is_listed), self.rarest.map(|(facet, _)| facet))
            }
            From::Keys(_) => ((self.scope == Scope::Public).then_some(true), None),
        };
        let is_by_key = matches!(from, From::Keys(_));
        // SQLite does not know how common a value is: a plus keeps it from entering an index by any
        // condition but the one that is told. PostgreSQL has statistics, and no plus for text.
        let is_told = is_postgres(db);
        let plus = |leads: bool| if leads || is_told { "" } else { "+" };
        let (round, round_id) = (plus(!is_by_key), self.round_id);
        let mut query = inputs::table
            .left_join(areas::table)
            .filter(sql::<Bool>(&format!("{round}inputs.round_id = {round_id}")))
            .select(cards!())
            .limit(self.limit)
            .into_boxed();
        if let Some(is_listed) = is_listed {
            query = query.filter(inputs::is_listed.eq(is_listed));
        }
        for (facet, column, value) in self.filter.values() {
            let plus = plus(leading == Some(facet));
            query = query.filter(sql::<Bool>(&format!("{plus}inputs.{column} = {value}")));
        }
        query = match from {
            From::Index { holding: None, .. } => query,
            From::Index {
                holding: Some(holding),
                ..
            } => query.filter(sql::<Bool>(holding)),
            From::Keys(keys) => query.filter(inputs::id.eq_any(*keys)),
        };
        let number = inputs::number;
        query = match self.sort {
            InputSort::Newest => query.order(number.desc()),
            InputSort::Oldest => query.order(number.asc()),
            InputSort::Endorsed => query.order((inputs::endorsements.desc(), number.desc())),
            InputSort::Replied => query.order((inputs::replies.desc(), number.desc())),
        };
        if let Some(after) = self.after {
            let value = i32::try_from(after.value).unwrap_or(i32::MAX);
            let earlier = number.lt(after.number);
            query = match self.sort {
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
        Ok(query.load(db)?)
    }
}
