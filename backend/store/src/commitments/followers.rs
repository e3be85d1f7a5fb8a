//! Who follows a commitment, and what they say of it.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::outbox::{Audience, Message, forget};
use crate::schema::{commitment_followers as f, commitments as c, outbox};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text, Timestamp};
use weerklank_domain::Language;
use weerklank_domain::commitments::{CommitmentState, Says};

/// Somebody who follows a commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowerRecord {
    /// Its key.
    pub id: i64,
    /// The commitment.
    pub commitment_id: i64,
    /// The sealed address.
    pub sealed: String,
    /// The language to write in.
    pub language: Language,
    /// When the following began.
    pub begun_at: DateTime<Utc>,
    /// Whether news is still sent.
    pub wants_news: bool,
    /// What was answered.
    pub says: Option<Says>,
}

/// Somebody who will follow a commitment.
#[derive(Debug, Clone)]
pub struct NewFollower<'a> {
    /// The commitment.
    pub commitment_id: i64,
    /// The keyed hash for this commitment.
    pub key: &'a str,
    /// The sealed address.
    pub sealed: &'a str,
    /// The language to write in.
    pub language: Language,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Lets somebody follow, once; whoever stopped gets news again.
pub fn add_follower(db: &mut Db, new: &NewFollower) -> StoreResult<()> {
    let row = (
        f::commitment_id.eq(new.commitment_id),
        f::follower_key.eq(new.key),
        f::sealed.eq(new.sealed),
        f::lang.eq(new.language.code()),
        f::begun_at.eq(Moment::from(new.at)),
        f::wants_news.eq(true),
    );
    // ON CONFLICT has no common form.
    let added = on_both!(db, |inner| diesel::insert_into(f::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added == 0 {
        diesel::update(f::table)
            .filter(f::commitment_id.eq(new.commitment_id))
            .filter(f::follower_key.eq(new.key))
            .set(f::wants_news.eq(true))
            .execute(db)?;
    }
    Ok(())
}

type Row = (i64, i64, String, String, Moment, bool, Option<String>);

/// The follower of a key; `None` once erased.
pub fn follower(db: &mut Db, id: i64) -> StoreResult<Option<FollowerRecord>> {
    let row: Option<Row> = f::table
        .find(id)
        .select((
            f::id,
            f::commitment_id,
            f::sealed,
            f::lang,
            f::begun_at,
            f::wants_news,
            f::says,
        ))
        .first(db)
        .optional()?;
    row.map(
        |(id, commitment_id, sealed, lang, begun_at, wants_news, says)| {
            let corrupt = || StoreError::corrupt("commitment_followers", &id);
            Ok(FollowerRecord {
                language: Language::from_tag(&lang).ok_or_else(corrupt)?,
                says: match says {
                    Some(says) => Some(Says::from_code(&says).ok_or_else(corrupt)?),
                    None => None,
                },
                id,
                commitment_id,
                sealed,
                begun_at: begun_at.into(),
                wants_news,
            })
        },
    )
    .transpose()
}

/// The follower of a commitment by the keyed hash.
pub fn follower_of_key(
    db: &mut Db,
    commitment_id: i64,
    key: &str,
) -> StoreResult<Option<FollowerRecord>> {
    let id: Option<i64> = f::table
        .filter(f::commitment_id.eq(commitment_id))
        .filter(f::follower_key.eq(key))
        .select(f::id)
        .first(db)
        .optional()?;
    match id {
        Some(id) => follower(db, id),
        None => Ok(None),
    }
}

/// Stops news for somebody, and removes what waits to be sent. Done twice it is as good as once.
pub fn stop_news(db: &mut Db, id: i64) -> StoreResult<()> {
    diesel::update(f::table.find(id))
        .set(f::wants_news.eq(false))
        .execute(db)?;
    diesel::delete(
        outbox::table
            .filter(outbox::person_id.eq(id))
            .filter(outbox::audience.eq(Audience::Follower.code()))
            .filter(outbox::state.ne("sent")),
    )
    .execute(db)?;
    Ok(())
}

/// Keeps what a follower says of something that is done, and the numbers with it, from the answer that
/// was looked at; `false` when it was changed in the meantime.
pub fn say(db: &mut Db, follower: &FollowerRecord, says: Says) -> StoreResult<bool> {
    if follower.says == Some(says) {
        return Ok(true);
    }
    let target = f::table.find(follower.id);
    let new = f::says.eq(Some(says.code()));
    let changed = match follower.says {
        None => diesel::update(target.filter(f::says.is_null()))
            .set(new)
            .execute(db)?,
        Some(before) => diesel::update(target.filter(f::says.eq(Some(before.code()))))
            .set(new)
            .execute(db)?,
    };
    if changed == 0 {
        return Ok(false);
    }
    let by = |of: Says| i64::from(says == of) - i64::from(follower.says == Some(of));
    let counted = diesel::update(c::table.find(follower.commitment_id))
        .filter(c::state.eq(CommitmentState::Done.code()))
        .set((
            c::says_done.eq(c::says_done + by(Says::Done)),
            c::says_not_done.eq(c::says_not_done + by(Says::NotDone)),
        ))
        .execute(db)?;
    if counted == 0 {
        return Err(StoreError::Changed);
    }
    Ok(true)
}

/// Queues a mail about a step to everybody who follows and wants news; nobody is told the same twice.
/// Answers how many are told.
pub fn tell_followers(
    db: &mut Db,
    message: Message,
    commitment_id: i64,
    step_id: i64,
    now: DateTime<Utc>,
) -> StoreResult<usize> {
    // One statement for everybody; INSERT … SELECT with ON CONFLICT has no common form.
    Ok(diesel::sql_query(
        "INSERT INTO outbox (event_key, message, person_id, state, due_at, attempts, created_at, audience, event_id)
         SELECT CAST($1 AS TEXT) || ':' || CAST(id AS TEXT) || ':' || CAST($2 AS TEXT), $1, id, 'queued', $3, 0, $3, 'follower', $4
         FROM commitment_followers WHERE commitment_id = $5 AND wants_news
         ON CONFLICT (event_key) DO NOTHING",
    )
    .bind::<Text, _>(message.code())
    .bind::<Text, _>(step_id.to_string())
    .bind::<Timestamp, _>(Moment::from(now))
    .bind::<BigInt, _>(step_id)
    .bind::<BigInt, _>(commitment_id)
    .execute(db)?)
}

/// Erases who followed what was settled before a moment, some hundreds at a time; what they said stays
/// in the numbers. Answers how many.
pub fn erase_followers(db: &mut Db, before: DateTime<Utc>) -> StoreResult<usize> {
    const BATCH: i64 = 500;
    let ids: Vec<i64> = f::table
        .inner_join(c::table)
        .filter(
            c::settled_at
                .lt(Some(Moment::from(before)))
                .assume_not_null(),
        )
        .order(f::id)
        .limit(BATCH)
        .select(f::id)
        .load(db)?;
    forget(db, Audience::Follower, &ids)?;
    Ok(diesel::delete(f::table.filter(f::id.eq_any(&ids))).execute(db)?)
}
