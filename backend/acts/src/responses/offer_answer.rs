//! Somebody puts an answer before a second person.

use super::write_answer::{effect_of, who_wrote};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_petition};
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::Permission;
use weerklank_domain::responses::{AnswerEffect, AnswerText, lacks};
use weerklank_store::petitions;
use weerklank_store::responses::{offer, save};

/// Writes an answer over the revision that was read and puts it before a second person; answers the
/// revision that this person is to read.
///
/// # Errors
/// [`ActError::Lacking`] with everything that is missing; otherwise as
/// [`super::write_answer`]. Nothing was written.
pub fn offer_answer(
    house: &House,
    actor: &Actor,
    petition_id: i64,
    read: i32,
    text: &AnswerText,
) -> ActResult<i32> {
    let now = house.clock.now();
    house.store.write(|db| {
        let petition = petitions::find_by_id(db, petition_id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::DraftAnswers, petition.body_id)?;
        let Some(revision) = save(db, petition.id, read, text, actor.staff_id, now)? else {
            return Err(who_wrote(db, &petition)?);
        };
        // Only now, with the draft in hand: nobody publishes it meanwhile.
        let is_correction = effect_of(db, &petition)? == AnswerEffect::Corrects;
        let missing = lacks(text, is_correction, day_of(now));
        if !missing.is_empty() {
            return Err(ActError::Lacking(missing));
        }
        if !offer(db, petition.id, revision, actor.staff_id, now)? {
            return Err(ActError::Stale);
        }
        audit_petition(
            db,
            actor,
            AuditAct::AnswerOffered,
            &petition,
            &format!("revision {revision}"),
            now,
        )?;
        Ok(revision)
    })
}
