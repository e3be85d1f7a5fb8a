//! An author says whether the answer to an input is what was meant.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, Utc};
use weerklank_domain::responses::{CannotAsk, HeardVoice};
use weerklank_store::Db;
use weerklank_store::inputs::{InputRecord, author_of_token, find_by_id};
use weerklank_store::people::hash_of_token;
use weerklank_store::responses::{add_voice, newest_report, views_of_input};

/// Keeps what the author says, once.
///
/// # Errors
/// [`ActError::Missing`] for a link that leads nowhere, [`ActError::CannotAsk`] before an answer is
/// published, [`ActError::Stale`] when something was said before.
pub fn say_heard(house: &House, token: &str, says: HeardVoice) -> ActResult<()> {
    let now = house.clock.now();
    let hash = hash_of_token(token);
    house.store.write(|db| {
        let (input, _) = author_of_token(db, &hash)?.ok_or(ActError::Missing)?;
        keep(db, &input, says, now)
    })
}

/// Keeps what the author of an input said in the seeds.
///
/// # Errors
/// As [`say_heard`].
pub fn enter_heard(house: &House, input_id: i64, says: HeardVoice) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let input = find_by_id(db, input_id)?.ok_or(ActError::Missing)?;
        keep(db, &input, says, now)
    })
}

fn keep(db: &mut Db, input: &InputRecord, says: HeardVoice, now: DateTime<Utc>) -> ActResult<()> {
    let not_answered = ActError::CannotAsk(CannotAsk::NotAnswered);
    let Some((report, _, _)) = newest_report(db, input.round_id)? else {
        return Err(not_answered);
    };
    let views = views_of_input(db, report, input.id)?;
    if views.iter().all(|view| view.response_id.is_none()) {
        return Err(not_answered);
    }
    match add_voice(db, (input.round_id, input.id), says, now)? {
        true => Ok(()),
        false => Err(ActError::Stale),
    }
}
