//! What comes in is looked at for the queue: whether it waits, and what draws attention in it. Nothing is
//! decided here: a mark keeps nobody from reading.

use crate::errors::ActResult;
use crate::house::House;
use chrono::{DateTime, Utc};
use weerklank_domain::moderation::{Holds, Mark, Phrase, signals};
use weerklank_store::Db;
use weerklank_store::moderation::{Arrival, Voice, is_newcomer, signal_words};

/// Something that comes in.
pub(crate) struct Incoming<'a> {
    /// The body that decides on it.
    pub body_id: i64,
    /// What is read first there.
    pub holds: Holds,
    /// Who wrote it, within that place.
    pub voice: Option<Voice>,
    /// Its title, where it has one.
    pub title: Option<&'a str>,
    /// Its text (Markdown).
    pub text: &'a str,
}

/// How it comes in.
pub(crate) fn arrival_of(
    house: &House,
    db: &mut Db,
    incoming: &Incoming,
    now: DateTime<Utc>,
) -> ActResult<Arrival> {
    let is_newcomer = match &incoming.voice {
        Some(voice) => is_newcomer(db, voice)?,
        None => false,
    };
    Ok(Arrival {
        hold: incoming.holds.why(is_newcomer, now),
        is_newcomer,
        marks: marks_in(house, db, incoming.body_id, (incoming.title, incoming.text))?,
    })
}

/// What draws attention in a text.
pub(crate) fn marks_in(
    house: &House,
    db: &mut Db,
    body_id: i64,
    (title, text): (Option<&str>, &str),
) -> ActResult<Vec<Mark>> {
    let phrases: Vec<Phrase> = signal_words(db, &[body_id])?
        .into_iter()
        .map(|word| word.phrase)
        .collect();
    Ok(match title {
        Some(title) => signals(&format!("{title}\n\n{text}"), &phrases, house.own_host()),
        None => signals(text, &phrases, house.own_host()),
    })
}
