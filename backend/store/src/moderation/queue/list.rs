//! The list: newcomers first, then the oldest, page by key. Every single filter is the beginning of an
//! index, so that a page of a hundred thousand items costs what a page of ten does.

use super::record::{ItemRecord, Row, items, record};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::{moderation_items, staff};
use crate::search::is_postgres;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use std::collections::HashMap;
use weerklank_domain::TextLanguage;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::moderation::{Concern, ItemKind, Signal};

/// Whose items are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    #[default]
    All,
    /// Those that this member of staff has.
    Mine(i64),
    /// Those that nobody else than this member of staff has at a moment.
    Free(i64, DateTime<Utc>),
}

/// What the queue is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct ItemFilter {
    /// The bodies for which somebody moderates.
    pub bodies: Vec<i64>,
    /// Those of them whose petitions this somebody decides on: for others, what waits for the clerk is
    /// not to be seen here.
    pub petitions_of: Vec<i64>,
    /// Only texts of this kind.
    pub kind: Option<ItemKind>,
    /// Only items that are there for this reason.
    pub why: Option<Concern>,
    /// Only items of the round of this key.
    pub round_id: Option<i64>,
    /// Only items with this mark.
    pub signal: Option<Signal>,
    /// Whose.
    pub whose: Whose,
}

/// Where a page begins: after this item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemCursor {
    /// Whether its author is new.
    pub is_newcomer: bool,
    /// Its key.
    pub id: i64,
}

impl ItemCursor {
    /// The place of an item.
    #[must_use]
    pub fn of(item: &ItemRecord) -> Self {
        Self {
            is_newcomer: item.is_newcomer,
            id: item.id,
        }
    }
}

/// Which filter a statement enters an index by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Body,
    Kind,
    Why,
    Round,
    Holder,
}

/// The parts of a statement for one body.
struct Asked<'a> {
    filter: &'a ItemFilter,
    body_id: i64,
    is_postgres: bool,
}

impl Asked<'_> {
    fn lead(&self) -> Lead {
        match self.filter {
            ItemFilter {
                whose: Whose::Mine(_),
                ..
            } => Lead::Holder,
            ItemFilter {
                round_id: Some(_), ..
            } => Lead::Round,
            ItemFilter { why: Some(_), .. } => Lead::Why,
            ItemFilter { kind: Some(_), .. } => Lead::Kind,
            _ => Lead::Body,
        }
    }

    /// SQLite does not know how common a value is: a plus keeps it from entering an index by any
    /// condition but the leading one. PostgreSQL has statistics, and no plus for text.
    fn conditions(&self) -> String {
        let (filter, lead) = (self.filter, self.lead());
        let by_mark = filter.signal.is_some();
        let plus = |leads: bool| {
            if self.is_postgres || (leads && !by_mark) {
                ""
            } else {
                "+"
            }
        };
        let by_body = matches!(lead, Lead::Body | Lead::Kind | Lead::Why);
        let mut all = vec![
            "m.closed_at IS NULL".to_owned(),
            format!("{}m.body_id = {}", plus(by_body), self.body_id),
        ];
        if let Some(kind) = filter.kind {
            all.push(format!(
                "{}m.kind = '{}'",
                plus(lead == Lead::Kind),
                kind.code()
            ));
        }
        if let Some(why) = filter.why {
            all.push(format!(
                "{}m.why = '{}'",
                plus(lead == Lead::Why),
                why.code()
            ));
        }
        if let Some(round) = filter.round_id {
            all.push(format!("{}m.round_id = {round}", plus(lead == Lead::Round)));
        }
        match filter.whose {
            Whose::All => {}
            Whose::Mine(staff) => {
                all.push(format!("{}m.claimed_by = {staff}", plus(true)));
            }
            // SQLite keeps moments as text without trailing zeros: each sorts before its longer form here.
            Whose::Free(staff, now) => all.push(format!(
                "(m.claimed_by IS NULL OR m.claimed_by = {staff} OR m.claimed_until <= '{}')",
                now.format("%Y-%m-%d %H:%M:%S%.6f+00:00")
            )),
        }
        if !filter.petitions_of.contains(&self.body_id) {
            all.push(format!("{}m.why <> 'submitted'", plus(false)));
        }
        all.join(" AND ")
    }

    /// The keys of one part of the queue after one of them, in order.
    fn statement(&self, is_newcomer: bool, after: i64, limit: i64) -> String {
        let is_newcomer = if is_newcomer { "TRUE" } else { "FALSE" };
        let conditions = self.conditions();
        match self.filter.signal {
            None => format!(
                "SELECT m.id FROM moderation_items m WHERE {conditions} AND m.is_newcomer = {is_newcomer}
                 AND m.id > {after} ORDER BY m.id LIMIT {limit}"
            ),
            Some(signal) => format!(
                "SELECT DISTINCT k.item_id AS id FROM moderation_marks k JOIN moderation_items m ON m.id = k.item_id
                 WHERE k.body_id = {} AND k.signal = '{}' AND k.is_newcomer = {is_newcomer} AND k.item_id > {after}
                 AND {conditions} ORDER BY k.item_id LIMIT {limit}",
                self.body_id,
                signal.code()
            ),
        }
    }
}

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// The keys of the first items after a place, newcomers first, then the oldest.
fn keys(
    db: &mut Db,
    filter: &ItemFilter,
    after: Option<ItemCursor>,
    limit: i64,
) -> StoreResult<Vec<i64>> {
    let is_postgres = is_postgres(db);
    let mut found: Vec<(bool, i64)> = Vec::new();
    for body_id in filter.bodies.iter().copied() {
        let asked = Asked {
            filter,
            body_id,
            is_postgres,
        };
        let mut left = limit;
        for is_newcomer in [true, false] {
            let after = match after {
                Some(after) if is_newcomer && !after.is_newcomer => continue,
                Some(after) if after.is_newcomer == is_newcomer => after.id,
                _ => 0,
            };
            if left == 0 {
                break;
            }
            let statement = asked.statement(is_newcomer, after, left);
            let rows: Vec<Key> = diesel::sql_query(statement).load(db)?;
            left -= i64::try_from(rows.len()).unwrap_or(left);
            found.extend(rows.iter().map(|row| (!is_newcomer, row.id)));
        }
    }
    found.sort_unstable();
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found.into_iter().map(|(_, id)| id).collect())
}

/// The statements that read a page, for whoever wants to know how a database does that.
pub fn page_statements(db: &mut Db, filter: &ItemFilter, limit: i64) -> Vec<String> {
    let is_postgres = is_postgres(db);
    let statements = |body_id| {
        let asked = Asked {
            filter,
            body_id,
            is_postgres,
        };
        [true, false].map(|is_newcomer| asked.statement(is_newcomer, 0, limit))
    };
    filter.bodies.iter().copied().flat_map(statements).collect()
}

/// One page of the queue.
pub fn item_page(
    db: &mut Db,
    filter: &ItemFilter,
    after: Option<ItemCursor>,
    limit: i64,
) -> StoreResult<Vec<ItemRecord>> {
    let keys = keys(db, filter, after, limit)?;
    let rows: Vec<Row> = items!()
        .filter(moderation_items::id.eq_any(&keys))
        .load(db)?;
    let mut page: Vec<ItemRecord> = rows.into_iter().map(record).collect::<StoreResult<_>>()?;
    page.sort_by_key(|item| (!item.is_newcomer, item.id));
    Ok(page)
}

/// Nobody counts further than this to see that there is a lot.
pub const CAPPED_AT: i64 = 1_000;

/// How many items there are, counted up to [`CAPPED_AT`].
pub fn item_count(db: &mut Db, filter: &ItemFilter) -> StoreResult<i64> {
    let is_postgres = is_postgres(db);
    let mut count = 0;
    for body_id in filter.bodies.iter().copied() {
        let asked = Asked {
            filter,
            body_id,
            is_postgres,
        };
        let (conditions, most) = (asked.conditions(), CAPPED_AT - count);
        let found = match filter.signal {
            None => format!("SELECT 1 FROM moderation_items m WHERE {conditions} LIMIT {most}"),
            Some(signal) => format!(
                "SELECT DISTINCT k.item_id FROM moderation_marks k JOIN moderation_items m ON m.id = k.item_id
                 WHERE k.body_id = {body_id} AND k.signal = '{}' AND {conditions} LIMIT {most}",
                signal.code()
            ),
        };
        let row: Key = diesel::sql_query(format!("SELECT COUNT(*) AS id FROM ({found}) AS found"))
            .get_result(db)?;
        count += row.id;
        if count >= CAPPED_AT {
            break;
        }
    }
    Ok(count)
}

/// What an item is about, as far as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The text (Markdown); empty where nobody is to read it any more.
    pub text: String,
    /// Its language.
    pub language: TextLanguage,
    /// Its number for people: R12-0043, P26-0001, R12-0043 #2.
    pub name: String,
    /// The title of the round, petition or dossier.
    pub place: String,
}

#[derive(QueryableByName)]
struct TextRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    text: String,
    #[diesel(sql_type = Text)]
    lang: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    round: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    input: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    reference: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    reply: Option<i64>,
    #[diesel(sql_type = Text)]
    place: String,
}

/// The texts of some items, by their keys.
pub fn item_texts(db: &mut Db, ids: &[i64]) -> StoreResult<HashMap<i64, Kept>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let keys: Vec<String> = ids.iter().map(ToString::to_string).collect();
    // Four kinds of rows in one statement; the keys are ours.
    let rows: Vec<TextRow> = diesel::sql_query(format!(
        "SELECT m.id, CASE WHEN i.state = 'withdrawn' OR r.is_deleted THEN ''
                ELSE COALESCE(i.text, r.text, u.text, p.request) END AS text,
            COALESCE(i.lang, r.lang, p.lang, up.lang) AS lang,
            COALESCE(ro.number, trd.number) AS round, COALESCE(i.number, ti.number) AS input,
            COALESCE(p.reference, up.reference, tp.reference, td.reference) AS reference, r.number AS reply,
            COALESCE(ro.title, trd.title, p.title, up.title, tp.title, td.title) AS place
         FROM moderation_items m
         LEFT JOIN inputs i ON i.id = m.input_id LEFT JOIN rounds ro ON ro.id = i.round_id
         LEFT JOIN replies r ON r.id = m.reply_id LEFT JOIN threads t ON t.id = r.thread_id
         LEFT JOIN inputs ti ON ti.id = t.input_id LEFT JOIN rounds trd ON trd.id = ti.round_id
         LEFT JOIN petitions tp ON tp.id = t.petition_id LEFT JOIN dossiers td ON td.id = t.dossier_id
         LEFT JOIN petitions p ON p.id = m.petition_id
         LEFT JOIN petition_updates u ON u.id = m.update_id LEFT JOIN petitions up ON up.id = u.petition_id
         WHERE m.id IN ({})",
        keys.join(", ")
    ))
    .load(db)?;
    rows.into_iter()
        .map(|row| {
            let language = TextLanguage::from_code(&row.lang)
                .ok_or_else(|| StoreError::corrupt("moderation_items", &row.id))?;
            let place = match (row.round, row.input) {
                (Some(round), Some(number)) => InputNumber { round, number }.to_string(),
                _ => row.reference.unwrap_or_default(),
            };
            let kept = Kept {
                text: row.text,
                language,
                name: match row.reply {
                    Some(reply) => format!("{place} #{reply}"),
                    None => place,
                },
                place: row.place,
            };
            Ok((row.id, kept))
        })
        .collect()
}

/// The rounds of some bodies in which something waits: number, title and language.
pub fn rounds_in_queue(
    db: &mut Db,
    bodies: &[i64],
    most: i64,
) -> StoreResult<Vec<(i64, String, String)>> {
    use crate::schema::{dossiers, rounds};
    let waits = moderation_items::table
        .filter(moderation_items::closed_at.is_null())
        .filter(moderation_items::round_id.eq(rounds::id.nullable()));
    Ok(rounds::table
        .inner_join(dossiers::table)
        .filter(dossiers::body_id.eq_any(bodies))
        .filter(diesel::dsl::exists(waits))
        .order(rounds::number.desc())
        .limit(most)
        .select((rounds::number, rounds::title, rounds::lang))
        .load(db)?)
}
