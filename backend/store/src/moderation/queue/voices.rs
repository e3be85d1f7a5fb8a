//! Who wrote something, within one place only: a round, or the thread of a petition or dossier. What
//! somebody does in two places is never joined (invariant 11).

use super::super::{DecisionRecord, ModerationSubject, decisions_on};
use super::record::{ItemRecord, Row, items, record};
use crate::Db;
use crate::errors::StoreResult;
use crate::schema::{authors, inputs, moderation_items, repliers, replies, staff};
use diesel::prelude::*;

/// Somebody within one place, by a keyed hash that holds there only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voice {
    /// In a round: inputs, and replies below them.
    Round(i64, String),
    /// In the thread of a petition or dossier.
    Thread(i64, String),
}

/// So much of what one person wrote is looked at.
const MOST: i64 = 200;

/// The person behind a subject; `None` where nobody knows (any more).
pub fn voice_of(db: &mut Db, subject: ModerationSubject) -> StoreResult<Option<Voice>> {
    Ok(match subject {
        ModerationSubject::Input(id) => inputs::table
            .inner_join(authors::table.on(authors::id.nullable().eq(inputs::author_id)))
            .filter(inputs::id.eq(id))
            .select((authors::round_id, authors::author_key))
            .first::<(i64, Option<String>)>(db)
            .optional()?
            .and_then(|(round, key)| Some(Voice::Round(round, key?))),
        ModerationSubject::Reply(id) => {
            let found: Option<(Option<String>, i64, String)> = replies::table
                .inner_join(repliers::table.on(repliers::id.nullable().eq(replies::replier_id)))
                .filter(replies::id.eq(id))
                .select((
                    repliers::author_key,
                    repliers::thread_id,
                    repliers::replier_key,
                ))
                .first(db)
                .optional()?;
            match found {
                Some((Some(key), thread, _)) => round_of(db, thread)?.map(|r| Voice::Round(r, key)),
                Some((None, thread, key)) => Some(Voice::Thread(thread, key)),
                None => None,
            }
        }
        ModerationSubject::Petition(_) | ModerationSubject::Update(_) => None,
    })
}

fn round_of(db: &mut Db, thread_id: i64) -> StoreResult<Option<i64>> {
    use crate::schema::threads;
    Ok(threads::table
        .inner_join(inputs::table)
        .filter(threads::id.eq(thread_id))
        .select(inputs::round_id)
        .first(db)
        .optional()?)
}

/// The keys of the inputs and of the replies that somebody wrote there, `most` of each, the newest first.
fn written(
    db: &mut Db,
    voice: &Voice,
    is_read: bool,
    most: i64,
) -> StoreResult<(Vec<i64>, Vec<i64>)> {
    let readable: &[&str] = if is_read {
        &["visible", "limited"]
    } else {
        &["visible", "limited", "awaiting", "hidden"]
    };
    let by_reply = replies::table
        .inner_join(repliers::table.on(repliers::id.nullable().eq(replies::replier_id)))
        .filter(replies::moderation.eq_any(readable))
        .order(replies::id.desc())
        .limit(most)
        .select(replies::id)
        .into_boxed();
    Ok(match voice {
        Voice::Round(round, key) => (
            inputs::table
                .inner_join(authors::table.on(authors::id.nullable().eq(inputs::author_id)))
                .filter(authors::round_id.eq(round))
                .filter(authors::author_key.eq(Some(key)))
                .filter(inputs::moderation.eq_any(readable))
                .order(inputs::id.desc())
                .limit(most)
                .select(inputs::id)
                .load(db)?,
            by_reply
                .filter(repliers::author_key.eq(Some(key)))
                .load(db)?,
        ),
        Voice::Thread(thread, key) => (
            Vec::new(),
            by_reply
                .filter(repliers::thread_id.eq(thread))
                .filter(repliers::replier_key.eq(key))
                .load(db)?,
        ),
    })
}

/// Whether somebody wrote nothing there yet that everybody reads.
pub fn is_newcomer(db: &mut Db, voice: &Voice) -> StoreResult<bool> {
    let (inputs, replies) = written(db, voice, true, 1)?;
    Ok(inputs.is_empty() && replies.is_empty())
}

/// What else of somebody waits there, the oldest first, without the item of a key.
pub fn items_of_voice(db: &mut Db, voice: &Voice, but: i64) -> StoreResult<Vec<ItemRecord>> {
    let (inputs, replies) = written(db, voice, false, MOST)?;
    let rows: Vec<Row> = items!()
        .filter(moderation_items::closed_at.is_null())
        .filter(moderation_items::id.ne(but))
        .filter(
            moderation_items::input_id
                .eq_any(inputs)
                .or(moderation_items::reply_id.eq_any(replies)),
        )
        .order(moderation_items::id)
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// What was decided before on what somebody wrote there, the newest first.
pub fn decisions_of_voice(
    db: &mut Db,
    voice: &Voice,
    most: i64,
) -> StoreResult<Vec<DecisionRecord>> {
    let (inputs, replies) = written(db, voice, false, MOST)?;
    decisions_on(db, &inputs, &replies, most)
}
