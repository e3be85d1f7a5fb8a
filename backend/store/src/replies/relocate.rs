//! A reply goes to another thread with everything below it, and comes back: one statement for each thing
//! that changes, however many replies go along.
//!
//! Where it stood, a stub stays; it is what remembers the place. Whoever wrote a reply stays proven by the
//! thread in which it was written: no row and no key of a person changes.

use super::ReplyRecord;
use super::find::{find, find_by_id};
use super::threads::{SubjectKeys, ThreadRecord, ThreadSubject, raise_subject, thread_by_id};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moderation::follow_branch;
use crate::moment::Moment;
use crate::schema::{moved_numbers, replies, threads};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable};
use std::collections::{BTreeSet, HashMap};
use weerklank_domain::inputs::ModerationState;

/// A place in a thread, by what the thread hangs on and the number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyPlace {
    /// What the thread hangs on.
    pub subject: ThreadSubject,
    /// The number within the thread.
    pub number: i64,
}

/// Every reply of a branch: the reply with everything below it.
const BRANCH: &str = "WITH RECURSIVE branch (id) AS (
    SELECT id FROM replies WHERE id = $1
    UNION ALL
    SELECT r.id FROM replies r JOIN branch ON r.parent_id = branch.id)";

#[derive(QueryableByName)]
struct Size {
    #[diesel(sql_type = BigInt)]
    shown: i64,
}

/// How many replies of a branch are shown.
fn shown(db: &mut Db, root: i64) -> StoreResult<i64> {
    // WITH RECURSIVE has no form in diesel.
    let size: Size = diesel::sql_query(format!(
        "{BRANCH} SELECT COUNT(*) AS shown FROM replies r JOIN branch ON branch.id = r.id WHERE r.is_shown"
    ))
    .bind::<BigInt, _>(root)
    .get_result(db)?;
    Ok(size.shown)
}

/// Keeps everybody waiting who writes in some threads until the transaction ends. They are locked in the
/// order of their keys, so that two who move something do not wait for each other.
pub fn hold_threads(db: &mut Db, ids: &BTreeSet<i64>) -> StoreResult<()> {
    for id in ids {
        diesel::update(threads::table.find(id))
            .set(threads::last_number.eq(threads::last_number))
            .execute(db)?;
    }
    Ok(())
}

/// Where something that was moved comes from: the stub that stands there.
///
/// # Errors
/// What the store says.
pub fn stub_of(db: &mut Db, id: i64) -> StoreResult<Option<ReplyRecord>> {
    let stub: Option<i64> = replies::table
        .filter(replies::moved_id.eq(Some(id)))
        .select(replies::id)
        .first(db)
        .optional()?;
    match stub {
        Some(stub) => find_by_id(db, stub),
        None => Ok(None),
    }
}

/// Moves a reply with everything below it to the end of another thread, where it answers nothing. Both
/// threads are held. A stub stays, and every address leads on.
///
/// # Errors
/// [`StoreError::Changed`] when it does not stand any more where it was looked at.
pub fn move_branch(db: &mut Db, reply: &ReplyRecord, to: &ThreadRecord) -> StoreResult<()> {
    let root = standing(db, reply)?;
    let size = shown(db, root.id)?;
    let last_number: i64 = threads::table
        .find(to.id)
        .select(threads::last_number)
        .first(db)?;
    keep_numbers(db, root.id)?;
    renumber(
        db,
        root.id,
        &Destination {
            thread_id: to.id,
            parent_id: None,
            deeper: -root.depth,
            last_number,
        },
    )?;
    forget_numbers(db, root.id)?;
    count(db, to.id, size)?;
    // The stub is shown in its stead.
    count(db, root.thread_id, 1 - size)?;
    leave_stub(db, &root)?;
    add_below(db, root.parent_id, 1 - size)?;
    follow_branch(db, root.id, BRANCH)
}

/// Moves a reply with everything below it back to where its stub stands. Both threads are held. What was
/// written below it elsewhere comes along.
///
/// # Errors
/// [`StoreError::Changed`] when it does not stand any more where it was looked at.
pub fn return_branch(db: &mut Db, reply: &ReplyRecord) -> StoreResult<()> {
    let root = standing(db, reply)?;
    let stub = stub_of(db, root.id)?.ok_or(StoreError::Changed)?;
    let size = shown(db, root.id)?;
    keep_numbers(db, root.id)?;
    diesel::delete(replies::table.find(stub.id)).execute(db)?;
    let had: Option<i64> = moved_numbers::table
        .filter(moved_numbers::thread_id.eq(stub.thread_id))
        .filter(moved_numbers::reply_id.eq(root.id))
        .select(diesel::dsl::min(moved_numbers::number))
        .first(db)?;
    if had != Some(stub.number) {
        // The stub was moved itself since, and has the only number that leads there.
        keep_number(db, (stub.thread_id, stub.number), root.id)?;
    }
    let last_number: i64 = threads::table
        .find(stub.thread_id)
        .select(threads::last_number)
        .first(db)?;
    renumber(
        db,
        root.id,
        &Destination {
            thread_id: stub.thread_id,
            parent_id: stub.parent_id,
            deeper: stub.depth - root.depth,
            last_number,
        },
    )?;
    forget_numbers(db, root.id)?;
    count(db, root.thread_id, -size)?;
    count(db, stub.thread_id, size - 1)?;
    add_below(db, stub.parent_id, size - 1)?;
    follow_branch(db, root.id, BRANCH)
}

/// The reply as it stands now that its thread is held.
fn standing(db: &mut Db, reply: &ReplyRecord) -> StoreResult<ReplyRecord> {
    find_by_id(db, reply.id)?
        .filter(|now| now.thread_id == reply.thread_id && now.number == reply.number)
        .ok_or(StoreError::Changed)
}

/// Where a branch goes.
struct Destination {
    thread_id: i64,
    parent_id: Option<i64>,
    /// How much deeper it stands there.
    deeper: i32,
    /// The number that was given out last there.
    last_number: i64,
}

/// Keeps the numbers of a branch, so that they lead on. That of a stub leads on already.
fn keep_numbers(db: &mut Db, root: i64) -> StoreResult<()> {
    // INSERT … SELECT over WITH RECURSIVE has no form in diesel.
    diesel::sql_query(format!(
        "{BRANCH} INSERT INTO moved_numbers (thread_id, number, reply_id)
         SELECT r.thread_id, r.number, r.id FROM replies r JOIN branch ON branch.id = r.id
         WHERE r.moved_id IS NULL"
    ))
    .bind::<BigInt, _>(root)
    .execute(db)?;
    Ok(())
}

fn keep_number(db: &mut Db, (thread_id, number): (i64, i64), reply_id: i64) -> StoreResult<()> {
    diesel::insert_into(moved_numbers::table)
        .values((
            moved_numbers::thread_id.eq(thread_id),
            moved_numbers::number.eq(number),
            moved_numbers::reply_id.eq(reply_id),
        ))
        .execute(db)?;
    Ok(())
}

/// Forgets the numbers at which the replies of a branch stand again.
fn forget_numbers(db: &mut Db, root: i64) -> StoreResult<()> {
    diesel::sql_query(format!(
        "{BRANCH} DELETE FROM moved_numbers WHERE reply_id IN (SELECT id FROM branch) AND EXISTS (
            SELECT 1 FROM replies r WHERE r.id = moved_numbers.reply_id
                AND r.thread_id = moved_numbers.thread_id AND r.number = moved_numbers.number)"
    ))
    .bind::<BigInt, _>(root)
    .execute(db)?;
    Ok(())
}

/// Gives every reply of a branch its place in a thread: the number that it had there, unless its stub stands
/// there, or a new one in the order of the numbers that it has.
fn renumber(db: &mut Db, root: i64, to: &Destination) -> StoreResult<()> {
    diesel::sql_query(format!(
        "{BRANCH}, had (id, old, known) AS (
            SELECT r.id, r.number, (SELECT MIN(m.number) FROM moved_numbers m
                WHERE m.thread_id = $2 AND m.reply_id = r.id AND NOT EXISTS (
                    SELECT 1 FROM replies s
                    WHERE s.thread_id = $2 AND s.number = m.number AND s.id <> r.id))
            FROM replies r JOIN branch ON branch.id = r.id),
         numbered (id, number) AS (
            SELECT id, COALESCE(known, $3 + SUM(CASE WHEN known IS NULL THEN 1 ELSE 0 END)
                OVER (ORDER BY old)) FROM had)
         UPDATE replies SET thread_id = $2, number = n.number, depth = replies.depth + $4,
            parent_id = CASE WHEN replies.id = $1 THEN $5 ELSE replies.parent_id END
         FROM numbered n WHERE n.id = replies.id"
    ))
    .bind::<BigInt, _>(root)
    .bind::<BigInt, _>(to.thread_id)
    .bind::<BigInt, _>(to.last_number)
    .bind::<Integer, _>(to.deeper)
    .bind::<Nullable<BigInt>, _>(to.parent_id)
    .execute(db)?;
    Ok(())
}

/// Counts the replies that a thread shows more, or fewer, and keeps the number that was given out last.
fn count(db: &mut Db, thread_id: i64, shown: i64) -> StoreResult<()> {
    let highest: Option<i64> = replies::table
        .filter(replies::thread_id.eq(thread_id))
        .select(diesel::dsl::max(replies::number))
        .first(db)?;
    diesel::update(threads::table.find(thread_id))
        .set(threads::shown.eq(threads::shown + shown))
        .execute(db)?;
    // A number is given out once, also when what bore it is elsewhere now.
    diesel::update(threads::table.find(thread_id))
        .filter(threads::last_number.lt(highest.unwrap_or(0)))
        .set(threads::last_number.eq(highest.unwrap_or(0)))
        .execute(db)?;
    let thread = thread_by_id(db, thread_id)?.ok_or(StoreError::Changed)?;
    raise_subject(db, thread.subject, i32::try_from(shown).unwrap_or(0))
}

/// What stays where a reply stood: its number, its place and nothing of what it said.
fn leave_stub(db: &mut Db, root: &ReplyRecord) -> StoreResult<()> {
    diesel::insert_into(replies::table)
        .values((
            replies::thread_id.eq(root.thread_id),
            replies::number.eq(root.number),
            replies::parent_id.eq(root.parent_id),
            replies::depth.eq(root.depth),
            replies::lang.eq(root.language.code()),
            replies::text.eq(""),
            replies::moderation.eq(ModerationState::Visible.code()),
            replies::is_deleted.eq(true),
            replies::is_orphan.eq(root.is_orphan),
            replies::is_correction.eq(false),
            replies::is_pinned.eq(false),
            replies::written_at.eq(Moment::from(root.written_at)),
            (
                replies::agreed.eq(0),
                replies::disagreed.eq(0),
                replies::balance.eq(0),
                replies::children.eq(0),
                replies::descendants.eq(0),
                replies::is_shown.eq(true),
                replies::moved_id.eq(Some(root.id)),
            ),
        ))
        .execute(db)?;
    Ok(())
}

/// Counts replies more, or fewer, below a reply and all that it answers.
fn add_below(db: &mut Db, parent: Option<i64>, shown: i64) -> StoreResult<()> {
    let Some(parent) = parent else {
        return Ok(());
    };
    // WITH RECURSIVE has no form in diesel.
    diesel::sql_query(
        "WITH RECURSIVE above (id, parent_id) AS (
            SELECT id, parent_id FROM replies WHERE id = $1
            UNION ALL
            SELECT r.id, r.parent_id FROM replies r JOIN above ON r.id = above.parent_id)
         UPDATE replies SET descendants = descendants + $2 WHERE id IN (SELECT id FROM above)",
    )
    .bind::<BigInt, _>(parent)
    .bind::<Integer, _>(i32::try_from(shown).unwrap_or(0))
    .execute(db)?;
    Ok(())
}

/// The reply that has a number in a thread, or had it before it was moved.
pub fn follow(db: &mut Db, thread_id: i64, number: i64) -> StoreResult<Option<ReplyRecord>> {
    let moved = match find(db, thread_id, number)? {
        Some(reply) if reply.moved_id.is_none() => return Ok(Some(reply)),
        Some(stub) => stub.moved_id,
        None => moved_numbers::table
            .find((thread_id, number))
            .select(moved_numbers::reply_id)
            .first(db)
            .optional()?,
    };
    match moved {
        Some(id) => find_by_id(db, id),
        None => Ok(None),
    }
}

type PlaceRow = (i64, i64, Option<i64>, SubjectKeys);

macro_rules! located {
    () => {
        replies::table.inner_join(threads::table).select((
            replies::id,
            replies::number,
            replies::moved_id,
            (threads::input_id, threads::petition_id, threads::dossier_id),
        ))
    };
}

/// Where some replies stand, by their key.
pub fn places_of(db: &mut Db, ids: &[i64]) -> StoreResult<HashMap<i64, ReplyPlace>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<PlaceRow> = located!().filter(replies::id.eq_any(ids)).load(db)?;
    rows.into_iter()
        .map(|row| Ok((row.0, place(&row)?)))
        .collect()
}

/// Where some replies come from that were moved, by their key.
pub fn origins_of(db: &mut Db, ids: &[i64]) -> StoreResult<HashMap<i64, ReplyPlace>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<PlaceRow> = located!()
        .filter(replies::moved_id.eq_any(ids.iter().copied().map(Some)))
        .load(db)?;
    rows.into_iter()
        .filter_map(|row| Some((row.2?, row)))
        .map(|(moved, row)| Ok((moved, place(&row)?)))
        .collect()
}

fn place(row: &PlaceRow) -> StoreResult<ReplyPlace> {
    Ok(ReplyPlace {
        subject: ThreadSubject::of(row.3, "replies", row.0)?,
        number: row.1,
    })
}
