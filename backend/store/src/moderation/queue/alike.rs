//! What else waits that reads the same, so that one decision can cover it.

use super::super::ModerationSubject;
use super::record::{ItemRecord, Row, items, record};
use crate::Db;
use crate::errors::StoreResult;
use crate::schema::{inputs, moderation_items, replies, staff};
use diesel::prelude::*;

/// So many texts are looked at.
const MOST_TEXTS: i64 = 2_000;

/// What else waits in the same round with a near-identical text, or in the same thread with the same
/// text; the oldest first.
pub fn alike_items(db: &mut Db, item: &ItemRecord, most: i64) -> StoreResult<Vec<ItemRecord>> {
    let waiting = items!()
        .filter(moderation_items::closed_at.is_null())
        .filter(moderation_items::id.ne(item.id))
        .order(moderation_items::id)
        .limit(most);
    let rows: Vec<Row> = match item.subject {
        ModerationSubject::Input(id) => {
            let group: Option<i64> = inputs::table
                .find(id)
                .select(inputs::group_id)
                .first(db)
                .optional()?
                .flatten();
            let leader = group.unwrap_or(id);
            let mut members: Vec<i64> = inputs::table
                .filter(inputs::group_id.eq(Some(leader)))
                .order(inputs::id)
                .limit(MOST_TEXTS)
                .select(inputs::id)
                .load(db)?;
            members.push(leader);
            waiting
                .filter(moderation_items::input_id.eq_any(members))
                .load(db)?
        }
        ModerationSubject::Reply(id) => {
            let (thread, text): (i64, String) = replies::table
                .find(id)
                .select((replies::thread_id, replies::text))
                .first(db)?;
            let same: Vec<i64> = replies::table
                .filter(replies::thread_id.eq(thread))
                .filter(replies::text.eq(text))
                .order(replies::id)
                .limit(MOST_TEXTS)
                .select(replies::id)
                .load(db)?;
            waiting
                .filter(moderation_items::reply_id.eq_any(same))
                .load(db)?
        }
        ModerationSubject::Petition(_) | ModerationSubject::Update(_) => Vec::new(),
    };
    rows.into_iter().map(record).collect()
}
