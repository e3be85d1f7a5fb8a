//! The clock ends what was for a term.

use super::limits::end;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, Utc};
use weerklank_domain::TextLanguage;
use weerklank_domain::inputs::{InputState, ModerationState};
use weerklank_store::moderation::{
    ModerationSubject, due_limits, hold_subject, unmark_old_writers,
};
use weerklank_store::petitions::find_by_id as find_petition;
use weerklank_store::{Db, StoreError};

/// So many are ended in one transaction.
const BATCH: i64 = 50;

/// Ends the limits and the suspensions whose term has passed; answers how many limits.
///
/// # Errors
/// What the store says.
pub fn end_limits(house: &House) -> ActResult<usize> {
    let now = house.clock.now();
    house
        .store
        .write(|db| Ok::<_, ActError>(unmark_old_writers(db, now)?))?;
    let mut ended = 0;
    loop {
        let some = house.store.write(|db| {
            let due = due_limits(db, now, BATCH)?;
            for (decision_id, subject) in &due {
                end_one(house, db, *subject, *decision_id, now)?;
            }
            Ok::<_, ActError>(due.len())
        })?;
        if some == 0 {
            return Ok(ended);
        }
        ended += some;
    }
}

fn end_one(
    house: &House,
    db: &mut Db,
    subject: ModerationSubject,
    decision_id: i64,
    now: DateTime<Utc>,
) -> ActResult<()> {
    use weerklank_store::{inputs, petitions, replies};
    hold_subject(db, subject)?;
    let changed = match subject {
        ModerationSubject::Input(id) => {
            let input = inputs::find_by_id(db, id)?.ok_or(ActError::Missing)?;
            let is_limited = end(house, db, (subject, input.language), &[decision_id], now)?;
            match (input.standing.state, input.standing.moderation) {
                // What its author took back stands as it was left.
                (InputState::Withdrawn, _) => true,
                (_, ModerationState::Limited) => {
                    let to = ModerationState::Limited.relieved(is_limited);
                    inputs::restand(db, &input, input.standing.relieved_to(to), now)?
                }
                _ => true,
            }
        }
        ModerationSubject::Reply(id) => {
            let reply = replies::find_by_id(db, id)?.ok_or(ActError::Missing)?;
            let is_limited = end(house, db, (subject, reply.language), &[decision_id], now)?;
            match reply.moderation {
                ModerationState::Limited => {
                    replies::restand(db, &reply, reply.moderation.relieved(is_limited))?
                }
                _ => true,
            }
        }
        // Where a petition stands, and its news, does not depend on what limits it.
        ModerationSubject::Petition(id) => {
            let language = language_of(db, id)?;
            end(house, db, (subject, language), &[decision_id], now)?;
            true
        }
        ModerationSubject::Update(id) => {
            let news = petitions::update(db, id)?.ok_or(ActError::Missing)?;
            let language = language_of(db, news.petition_id)?;
            end(house, db, (subject, language), &[decision_id], now)?;
            true
        }
    };
    if changed {
        Ok(())
    } else {
        Err(StoreError::Changed.into())
    }
}

/// The language of a petition, which is that of its news.
fn language_of(db: &mut Db, petition_id: i64) -> ActResult<TextLanguage> {
    let petition = find_petition(db, petition_id)?.ok_or(ActError::Missing)?;
    Ok(petition.language.into())
}
