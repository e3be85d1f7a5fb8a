//! Who agrees with a reply, and what somebody who was proven did in a thread.

use crate::Db;
use crate::connection::on_both;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::{agreements, repliers, replies};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// Counts what somebody thinks of a reply: one vote a key, the last one counts. `value` is 1 or -1.
/// Answers whether anything changed.
pub fn agree(
    db: &mut Db,
    reply_id: i64,
    voter_key: &str,
    value: i16,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    use agreements as a;
    let row = (
        a::reply_id.eq(reply_id),
        a::voter_key.eq(voter_key),
        a::value.eq(value),
        a::at.eq(Moment::from(at)),
    );
    // ON CONFLICT has no common form.
    let added = on_both!(db, |inner| diesel::insert_into(a::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    let was_changed = added == 0
        && diesel::update(a::table.find((reply_id, voter_key)))
            .filter(a::value.ne(value))
            .set((a::value.eq(value), a::at.eq(Moment::from(at))))
            .execute(db)?
            == 1;
    if added == 0 && !was_changed {
        return Ok(false);
    }
    // A vote that changed leaves the other side.
    let (to, from) = (i32::from(value), i32::from(was_changed));
    let (agreed, disagreed) = if to > 0 { (1, -from) } else { (-from, 1) };
    diesel::update(replies::table.find(reply_id))
        .set((
            replies::agreed.eq(replies::agreed + agreed),
            replies::disagreed.eq(replies::disagreed + disagreed),
            replies::balance.eq(replies::balance + agreed - disagreed),
        ))
        .execute(db)?;
    Ok(true)
}

/// What somebody did in a thread.
#[derive(Debug, Clone, Default)]
pub struct Mine {
    /// The replies that this person wrote.
    pub written: HashSet<i64>,
    /// What this person thinks of replies: 1 or -1.
    pub votes: HashMap<i64, i16>,
}

/// What somebody did about replies: `keys` are those of the votes, one for each reply, and `replier_keys`
/// those of whoever wrote, one for each thread in which the replies were written.
pub fn mine(db: &mut Db, replier_keys: &[String], keys: &[(i64, String)]) -> StoreResult<Mine> {
    let ids: Vec<i64> = keys.iter().map(|(id, _)| *id).collect();
    let voters: Vec<&str> = keys.iter().map(|(_, key)| key.as_str()).collect();
    let own = diesel::dsl::exists(
        repliers::table
            .filter(repliers::replier_key.eq_any(replier_keys))
            .filter(repliers::id.nullable().eq(replies::replier_id)),
    );
    let vote = agreements::table
        .filter(agreements::reply_id.eq(replies::id))
        .filter(agreements::voter_key.eq_any(voters))
        .select(agreements::value)
        .single_value();
    let rows: Vec<(i64, bool, Option<i16>)> = replies::table
        .filter(replies::id.eq_any(ids))
        .select((replies::id, own, vote))
        .load(db)?;
    let mut mine = Mine::default();
    for (id, is_own, vote) in rows {
        if is_own {
            mine.written.insert(id);
        }
        if let Some(vote) = vote {
            mine.votes.insert(id, vote);
        }
    }
    Ok(mine)
}
