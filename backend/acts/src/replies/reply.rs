//! Somebody replies.

use super::person::replier;
use super::place::{ThreadPlace, thread_place};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::inputs::CannotTakePart;
use crate::moderation::{Incoming, arrival_of, may_write};
use crate::people::Proven;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use weerklank_domain::Language;
use weerklank_domain::inputs::{ModerationAction, ModerationState};
use weerklank_domain::moderation::Holds;
use weerklank_domain::replies::{DEEPEST_REPLY, Stance};
use weerklank_domain::rounds::ModerationTime;
use weerklank_store::moderation::{LimitRecord, Voice, holds_of_body, limits_of_replies};
use weerklank_store::replies::{
    NewReplier, NewReply, ReplyRecord, ThreadRecord, ThreadSubject, add, ancestors, find_by_id,
    thread_by_id, thread_of,
};
use weerklank_store::{Db, StoreResult};

/// What somebody replies. Its texts were parsed before: see `ReplyText`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyWriting {
    /// What it is about.
    pub subject: ThreadSubject,
    /// The round of an input.
    pub round_id: Option<i64>,
    /// The key of the reply that it answers.
    pub parent_id: Option<i64>,
    /// BCP 47 tag of the language of the text.
    pub language: String,
    /// The text.
    pub text: String,
    /// The code of the stance.
    pub stance: Option<String>,
    /// The name that is shown; empty for none.
    pub name: String,
}

/// A reply has its place.
#[derive(Debug, Clone)]
pub struct Replied {
    /// Its key.
    pub id: i64,
    /// Its number within the thread.
    pub number: i64,
    /// Whether it is read before others see it.
    pub is_awaiting: bool,
    /// The address of the thread.
    pub thread_url: String,
}

impl Replied {
    /// Where whoever replied goes on: to the reply, or to the thread when it is not there yet.
    #[must_use]
    pub fn place(&self) -> String {
        if self.is_awaiting {
            format!("{}?received=1", self.thread_url)
        } else {
            format!("{}/{}", self.thread_url, self.number)
        }
    }
}

/// Adds what somebody replies whose mailbox or code was proven. It waits where replies are read first.
///
/// # Errors
/// [`CannotTakePart::NoReplies`] when no reply is taken there, [`ActError::Missing`] when there is nothing
/// to reply to that everybody may read, [`ActError::Suspended`], or what the store says.
pub fn reply(house: &House, proven: &Proven, writing: &ReplyWriting) -> ActResult<Replied> {
    let now = house.clock.now();
    house.store.write(|db| {
        let place = place_now(db, writing, now)?;
        may_write(house, db, place.body_id, proven, now)?;
        reply_in(house, db, proven, writing, now)
    })
}

/// The same within a transaction.
pub(crate) fn reply_in(
    house: &House,
    db: &mut Db,
    proven: &Proven,
    writing: &ReplyWriting,
    now: DateTime<Utc>,
) -> ActResult<Replied> {
    let place = place_now(db, writing, now)?;
    if place.round_id != writing.round_id && proven.email.is_none() {
        // A code opens one round only.
        return Err(CannotTakePart::NoReplies.into());
    }
    let thread = open_thread(db, &place)?;
    let parent = match writing.parent_id {
        Some(parent) => Some(answerable(db, &thread, parent)?),
        None => None,
    };
    let language = Language::from_tag(&writing.language).unwrap_or(place.language);
    let replier = replier(
        house,
        proven,
        thread.id,
        place.round_id,
        (&writing.name, language),
    );
    let incoming = Incoming {
        body_id: place.body_id,
        holds: holds_of_thread(db, &place, Some(&thread))?,
        voice: Some(voice_in(&place, thread.id, &replier)),
        title: None,
        text: &writing.text,
    };
    let arrival = arrival_of(house, db, &incoming, now)?;
    let is_awaiting = arrival.hold.is_some();
    let stance = writing.stance.as_deref().and_then(Stance::from_code);
    let added = add(
        db,
        &NewReply {
            thread: &thread,
            parent_id: parent.map(|parent| parent.id),
            language: language.into(),
            text: &writing.text,
            stance,
            moderation: if is_awaiting {
                ModerationState::Awaiting
            } else {
                ModerationState::Visible
            },
            display_name: Some(writing.name.as_str()).filter(|name| !name.is_empty()),
            replier: Some(replier),
            staff: None,
            source: None,
            arrival,
            at: now,
        },
    )?
    .ok_or(ActError::Missing)?;
    Ok(Replied {
        id: added.id,
        number: added.number,
        is_awaiting,
        thread_url: place.replies_url(),
    })
}

/// What a reply is about: what it answers may have been moved since somebody began to write.
fn place_now(db: &mut Db, writing: &ReplyWriting, now: DateTime<Utc>) -> ActResult<ThreadPlace> {
    let subject = match writing.parent_id {
        None => writing.subject,
        Some(parent) => {
            let parent = find_by_id(db, parent)?.ok_or(ActError::Missing)?;
            let thread = thread_by_id(db, parent.thread_id)?.ok_or(ActError::Missing)?;
            thread.subject
        }
    };
    thread_place(db, subject, now)
}

/// What is read first in a thread.
///
/// # Errors
/// What the store says.
pub fn holds_of_thread(
    db: &mut Db,
    place: &ThreadPlace,
    thread: Option<&ThreadRecord>,
) -> StoreResult<Holds> {
    let holds = match place.holds {
        Some(of_round) => of_round,
        None => holds_of_body(db, place.body_id)?.0,
    };
    Ok(Holds {
        is_before: thread.map_or(place.moderation, |thread| thread.moderation)
            == ModerationTime::Before
            || (holds.is_before && place.round_id.is_none()),
        ..holds
    })
}

/// Whoever replies, within the round or the thread.
fn voice_in(place: &ThreadPlace, thread_id: i64, replier: &NewReplier) -> Voice {
    match (place.round_id, &replier.author_key) {
        (Some(round), Some(key)) => Voice::Round(round, key.clone()),
        _ => Voice::Thread(thread_id, replier.replier_key.clone()),
    }
}

/// The thread of something that takes replies.
pub(crate) fn open_thread(db: &mut Db, place: &ThreadPlace) -> ActResult<ThreadRecord> {
    if !place.is_readable {
        return Err(ActError::Missing);
    }
    if !place.takes_replies {
        return Err(CannotTakePart::NoReplies.into());
    }
    if is_closed(&place.limits(db)?) {
        return Err(CannotTakePart::NoReplies.into());
    }
    let thread = thread_of(db, place.subject, place.moderation)?;
    if !thread.is_open {
        return Err(CannotTakePart::NoReplies.into());
    }
    Ok(thread)
}

/// A reply that can be answered: everybody reads it, and there is room below it.
pub(super) fn answerable(db: &mut Db, thread: &ThreadRecord, id: i64) -> ActResult<ReplyRecord> {
    let parent = find_by_id(db, id)?
        .filter(|parent| parent.thread_id == thread.id && parent.is_shown)
        .ok_or(ActError::Missing)?;
    if !parent.is_readable() || parent.depth >= DEEPEST_REPLY {
        return Err(CannotTakePart::NoReplies.into());
    }
    // What stands above it may have been closed to everything below.
    let above = ancestors(db, thread.id, parent.number, DEEPEST_REPLY)?;
    let limited: Vec<i64> = above
        .iter()
        .filter(|one| one.moderation == ModerationState::Limited)
        .map(|one| one.id)
        .collect();
    if limits_of_replies(db, &limited)?
        .values()
        .any(|limits| is_closed(limits))
    {
        return Err(CannotTakePart::NoReplies.into());
    }
    Ok(parent)
}

fn is_closed(limits: &[LimitRecord]) -> bool {
    limits
        .iter()
        .any(|limit| limit.action == ModerationAction::Close)
}
