//! Pages of a thread by key: every page costs the same, the last one too.

use super::ReplyRecord;
use super::find::{Row, record, rows};
use crate::Db;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::{bodies, replies};
use chrono::DateTime;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;
use weerklank_domain::replies::ReplySort;

/// Where a page begins: after the reply with these values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyCursor {
    /// What the page is ordered by: a moment in microseconds, or a number.
    pub value: i64,
    /// The key of the reply.
    pub id: i64,
}

/// A page of a thread.
#[derive(Debug, Clone, Default)]
pub struct ReplyPage {
    /// The replies.
    pub items: Vec<ReplyRecord>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<ReplyCursor>,
    /// Whether the last page has others before it.
    pub has_earlier: bool,
}

/// The first replies of some replies, by their key.
pub type Children = HashMap<i64, Vec<ReplyRecord>>;

fn cursor(row: &ReplyRecord, sort: ReplySort) -> ReplyCursor {
    ReplyCursor {
        value: match sort {
            ReplySort::Newest | ReplySort::Oldest => row.written_at.timestamp_micros(),
            ReplySort::MostReplies => row.descendants.into(),
            ReplySort::MostAgreed => (row.agreed - row.disagreed).into(),
        },
        id: row.id,
    }
}

/// One page of the replies that are shown: those to `parent`, or those that answer none.
pub fn page(
    db: &mut Db,
    thread_id: i64,
    parent: Option<i64>,
    sort: ReplySort,
    after: Option<ReplyCursor>,
    limit: i64,
) -> StoreResult<ReplyPage> {
    let mut items = load(db, (thread_id, parent), sort, after, limit + 1, false)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().filter(|_| has_more);
    Ok(ReplyPage {
        next: last.map(|row| cursor(row, sort)),
        items,
        has_earlier: after.is_some(),
    })
}

/// The last page in the same order, read from its end.
pub fn last_page(
    db: &mut Db,
    thread_id: i64,
    parent: Option<i64>,
    sort: ReplySort,
    limit: i64,
) -> StoreResult<ReplyPage> {
    let mut items = load(db, (thread_id, parent), sort, None, limit + 1, true)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_earlier = items.len() > limit;
    items.truncate(limit);
    items.reverse();
    Ok(ReplyPage {
        items,
        next: None,
        has_earlier,
    })
}

fn load(
    db: &mut Db,
    (thread_id, parent): (i64, Option<i64>),
    sort: ReplySort,
    after: Option<ReplyCursor>,
    limit: i64,
    is_reverse: bool,
) -> StoreResult<Vec<ReplyRecord>> {
    let mut query = rows!()
        .filter(replies::thread_id.eq(thread_id))
        .filter(replies::is_shown.eq(true))
        .limit(limit)
        .into_boxed();
    query = match parent {
        Some(parent) => query.filter(replies::parent_id.eq(Some(parent))),
        None => query.filter(replies::parent_id.is_null()),
    };
    let (parent, id) = (replies::parent_id, replies::id);
    // The parent is always the same, and stands in the order only so that PostgreSQL sees that an
    // index has it: it does not take IS NULL for a constant.
    macro_rules! ordered {
        ($column:expr, $is_down:expr) => {
            if $is_down == is_reverse {
                query.order((parent.asc(), $column.asc(), id.asc()))
            } else {
                query.order((parent.desc(), $column.desc(), id.desc()))
            }
        };
    }
    query = match sort {
        ReplySort::Newest => ordered!(replies::written_at, true),
        ReplySort::Oldest => ordered!(replies::written_at, false),
        ReplySort::MostReplies => ordered!(replies::descendants, true),
        ReplySort::MostAgreed => ordered!(replies::balance, true),
    };
    if let Some(after) = after {
        // Both conditions, so that the index is entered at its place.
        macro_rules! below {
            ($column:expr, $value:expr) => {
                query.filter($column.le($value)).filter(
                    $column
                        .lt($value)
                        .or($column.eq($value).and(id.lt(after.id))),
                )
            };
        }
        let at = Moment::from(DateTime::from_timestamp_micros(after.value).unwrap_or_default());
        let number = i32::try_from(after.value).unwrap_or(i32::MAX);
        query = match sort {
            ReplySort::Newest => below!(replies::written_at, at),
            ReplySort::Oldest => query.filter(replies::written_at.ge(at)).filter(
                replies::written_at
                    .gt(at)
                    .or(replies::written_at.eq(at).and(id.gt(after.id))),
            ),
            ReplySort::MostReplies => below!(replies::descendants, number),
            ReplySort::MostAgreed => below!(replies::balance, number),
        };
    }
    let rows: Vec<Row> = query.load(db)?;
    rows.into_iter().map(record).collect()
}

/// The first `each` replies to each of some replies, in one statement.
pub fn children_of(db: &mut Db, parents: &[i64], each: i64) -> StoreResult<Children> {
    if parents.is_empty() {
        return Ok(Children::new());
    }
    // One look into the index a parent, however many replies it has; the numbers are ours.
    let firsts: Vec<String> = parents
        .iter()
        .map(|parent| {
            format!(
                "SELECT id FROM (SELECT id FROM replies WHERE parent_id = {parent} AND is_shown = TRUE
                 ORDER BY written_at, id LIMIT {each}) AS p{parent}"
            )
        })
        .collect();
    let among = format!("replies.id IN ({})", firsts.join(" UNION ALL "));
    let rows: Vec<Row> = rows!()
        .filter(sql::<Bool>(&among))
        .order((replies::parent_id, replies::written_at, replies::id))
        .load(db)?;
    let mut children = Children::new();
    for row in rows {
        let reply = record(row)?;
        if let Some(parent) = reply.parent_id {
            children.entry(parent).or_default().push(reply);
        }
    }
    Ok(children)
}

/// So many can stand on top of a thread.
const MOST_PINNED: i64 = 5;

/// The replies of staff that stand on top of a thread, the newest first.
pub fn pinned(db: &mut Db, thread_id: i64) -> StoreResult<Vec<ReplyRecord>> {
    let rows: Vec<Row> = rows!()
        .filter(replies::thread_id.eq(thread_id))
        // Word for word the condition of the index: SQLite compares them.
        .filter(sql::<Bool>("replies.is_pinned"))
        .filter(replies::is_shown.eq(true))
        .order(replies::id.desc())
        .limit(MOST_PINNED)
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// The newest replies of staff in a thread that do not stand on top of it.
pub fn unpinned_staff(db: &mut Db, thread_id: i64, limit: i64) -> StoreResult<Vec<ReplyRecord>> {
    let rows: Vec<Row> = rows!()
        .filter(replies::thread_id.eq(thread_id))
        .filter(replies::staff_id.is_not_null())
        .filter(replies::is_pinned.eq(false))
        .filter(replies::is_shown.eq(true))
        .order(replies::id.desc())
        .limit(limit)
        .load(db)?;
    rows.into_iter().map(record).collect()
}
