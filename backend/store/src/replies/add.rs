//! A reply gets its number and its place.

use super::relocate::hold_threads;
use super::threads::{ThreadRecord, next_number};
use crate::Db;
use crate::errors::StoreResult;
use crate::moderation::{Arrival, ModerationSubject, arrive};
use crate::moment::Moment;
use crate::schema::{repliers, replies};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::collections::BTreeSet;
use weerklank_domain::inputs::ModerationState;
use weerklank_domain::people::Role;
use weerklank_domain::replies::Stance;
use weerklank_domain::{Language, TextLanguage};

/// The person behind a reply, sealed.
#[derive(Debug, Clone)]
pub struct NewReplier {
    /// Which mailbox or code, by a keyed hash that holds for this thread only.
    pub replier_key: String,
    /// The same for the round, where the thread hangs on an input.
    pub author_key: Option<String>,
    /// Name, address and token.
    pub sealed: String,
    /// The hash of the token.
    pub token_hash: String,
    /// The language to write in.
    pub language: Language,
}

/// Staff who reply as their body.
#[derive(Debug, Clone)]
pub struct NewStaffVoice {
    /// The account.
    pub staff_id: i64,
    /// The part that it has at the body.
    pub role: Role,
    /// The body.
    pub body_id: i64,
    /// The source of the fact that it puts right; `None` for a reply that corrects nothing.
    pub correction: Option<String>,
    /// Whether it stands on top.
    pub is_pinned: bool,
}

/// Where an imported reply comes from.
#[derive(Debug, Clone)]
pub struct ReplySource {
    /// Its key in the other system.
    pub source_key: String,
    /// Whether what it answered is gone.
    pub is_orphan: bool,
    /// How many agreed, as the other system counted; nobody has their votes.
    pub agreed: i32,
    /// How many disagreed.
    pub disagreed: i32,
    /// Taken back by its author there.
    pub is_deleted: bool,
}

/// A reply to be added.
#[derive(Debug, Clone)]
pub struct NewReply<'a> {
    /// The thread.
    pub thread: &'a ThreadRecord,
    /// The reply that it answers.
    pub parent_id: Option<i64>,
    /// The language of the text.
    pub language: TextLanguage,
    /// The text (Markdown).
    pub text: &'a str,
    /// Where the writer stands.
    pub stance: Option<Stance>,
    /// What moderation made of it.
    pub moderation: ModerationState,
    /// The name that is shown.
    pub display_name: Option<&'a str>,
    /// The person.
    pub replier: Option<NewReplier>,
    /// Staff.
    pub staff: Option<NewStaffVoice>,
    /// Where it comes from.
    pub source: Option<ReplySource>,
    /// How it came in, for the queue of moderation.
    pub arrival: Arrival,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// What a reply got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddedReply {
    /// Its key.
    pub id: i64,
    /// Its number within the thread.
    pub number: i64,
    /// The key of its person row.
    pub replier_id: Option<i64>,
}

/// Adds a reply with its number, and raises every count above it. `None` when what it answers is not
/// shown in this thread.
///
/// # Errors
/// [`crate::StoreError::Taken`] when the source key or the token is in use.
pub fn add(db: &mut Db, new: &NewReply) -> StoreResult<Option<AddedReply>> {
    // What is shown stays shown, as text or as a stub: there is no race with the count below.
    let depth = match new.parent_id {
        None => 0,
        Some(parent) => {
            // What it answers may be on its way to another thread.
            hold_threads(db, &BTreeSet::from([new.thread.id]))?;
            let above: Option<i32> = replies::table
                .find(parent)
                .filter(replies::thread_id.eq(new.thread.id))
                .filter(replies::is_shown.eq(true))
                .select(replies::depth)
                .first(db)
                .optional()?;
            match above {
                Some(depth) => depth + 1,
                None => return Ok(None),
            }
        }
    };
    let is_shown = new.moderation != ModerationState::Awaiting;
    let number = next_number(db, new.thread, is_shown)?;
    let replier_id = match &new.replier {
        Some(replier) => Some(add_replier(db, new.thread.id, replier, new.at)?),
        None => None,
    };
    let id = insert(db, new, (number, depth), replier_id)?;
    arrive(db, ModerationSubject::Reply(id), &new.arrival, new.at)?;
    if let Some(parent) = new.parent_id.filter(|_| is_shown) {
        raise_above(db, parent)?;
    }
    Ok(Some(AddedReply {
        id,
        number,
        replier_id,
    }))
}

/// Adds a reply of another system, once; answers its key, and whether it is new. Many of them belong
/// in one transaction, parents first.
///
/// # Errors
/// What the store says.
pub fn enter(db: &mut Db, new: &NewReply) -> StoreResult<Option<(AddedReply, bool)>> {
    if let Some(source) = &new.source {
        let known: Option<(i64, i64, Option<i64>)> = replies::table
            .filter(replies::source_key.eq(&source.source_key))
            .select((replies::id, replies::number, replies::replier_id))
            .first(db)
            .optional()?;
        if let Some((id, number, replier_id)) = known {
            let known = AddedReply {
                id,
                number,
                replier_id,
            };
            return Ok(Some((known, false)));
        }
    }
    Ok(add(db, new)?.map(|added| (added, true)))
}

fn insert(
    db: &mut Db,
    new: &NewReply,
    (number, depth): (i64, i32),
    replier_id: Option<i64>,
) -> StoreResult<i64> {
    let (staff, source) = (new.staff.as_ref(), new.source.as_ref());
    let agreed = source.map_or(0, |source| source.agreed);
    let disagreed = source.map_or(0, |source| source.disagreed);
    let correction = staff.and_then(|staff| staff.correction.as_deref());
    Ok(diesel::insert_into(replies::table)
        .values((
            replies::thread_id.eq(new.thread.id),
            replies::number.eq(number),
            replies::parent_id.eq(new.parent_id),
            replies::depth.eq(depth),
            replies::lang.eq(new.language.code()),
            replies::text.eq(new.text),
            replies::stance.eq(new.stance.map(Stance::code)),
            replies::moderation.eq(new.moderation.code()),
            replies::is_deleted.eq(source.is_some_and(|source| source.is_deleted)),
            replies::is_orphan.eq(source.is_some_and(|source| source.is_orphan)),
            replies::display_name.eq(new.display_name),
            replies::replier_id.eq(replier_id),
            (
                replies::staff_id.eq(staff.map(|staff| staff.staff_id)),
                replies::staff_role.eq(staff.map(|staff| staff.role.code())),
                replies::staff_body_id.eq(staff.map(|staff| staff.body_id)),
                replies::is_correction.eq(correction.is_some()),
                replies::source_url.eq(correction),
                replies::is_pinned.eq(staff.is_some_and(|staff| staff.is_pinned)),
                replies::written_at.eq(Moment::from(new.at)),
                replies::agreed.eq(agreed),
                replies::disagreed.eq(disagreed),
                replies::balance.eq(agreed - disagreed),
                replies::children.eq(0),
                replies::descendants.eq(0),
                replies::is_shown.eq(new.moderation != ModerationState::Awaiting),
                replies::source_key.eq(source.map(|source| source.source_key.as_str())),
            ),
        ))
        .returning(replies::id)
        .get_result(db)?)
}

fn add_replier(
    db: &mut Db,
    thread_id: i64,
    replier: &NewReplier,
    at: DateTime<Utc>,
) -> StoreResult<i64> {
    Ok(diesel::insert_into(repliers::table)
        .values((
            repliers::thread_id.eq(thread_id),
            repliers::replier_key.eq(&replier.replier_key),
            repliers::author_key.eq(&replier.author_key),
            repliers::sealed.eq(&replier.sealed),
            repliers::token_hash.eq(&replier.token_hash),
            repliers::lang.eq(replier.language.code()),
            repliers::begun_at.eq(Moment::from(at)),
        ))
        .returning(repliers::id)
        .get_result(db)?)
}

/// Counts one more reply that is shown below `parent`, and below all that it answers. The thread is
/// locked.
pub(super) fn raise_above(db: &mut Db, parent: i64) -> StoreResult<()> {
    diesel::update(replies::table.find(parent))
        .set(replies::children.eq(replies::children + 1))
        .execute(db)?;
    // WITH RECURSIVE has no form in diesel.
    diesel::sql_query(
        "WITH RECURSIVE above (id, parent_id) AS (
            SELECT id, parent_id FROM replies WHERE id = $1
            UNION ALL
            SELECT r.id, r.parent_id FROM replies r JOIN above ON r.id = above.parent_id)
         UPDATE replies SET descendants = descendants + 1 WHERE id IN (SELECT id FROM above)",
    )
    .bind::<BigInt, _>(parent)
    .execute(db)?;
    Ok(())
}
