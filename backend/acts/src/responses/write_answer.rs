//! Somebody writes an answer.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_petition, overtaken};
use weerklank_domain::people::Permission;
use weerklank_domain::responses::{AnswerEffect, AnswerText, MayAnswer, may_answer};
use weerklank_store::petitions::{self, PetitionRecord};
use weerklank_store::responses::{draft, save};
use weerklank_store::{Db, StoreResult};

/// Keeps an answer as a draft, over the revision that was read (0: there was none), and answers the
/// new revision. It may lack anything.
///
/// # Errors
/// [`ActError::Stale`] when somebody else wrote in the meantime, [`ActError::Overtaken`] when it was
/// published in the meantime, [`ActError::WrongStep`] when the petition cannot be answered.
pub fn write_answer(
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
        effect_of(db, &petition)?;
        let Some(revision) = save(db, petition.id, read, text, actor.staff_id, now)? else {
            return Err(who_wrote(db, &petition)?);
        };
        audit_petition(
            db,
            actor,
            AuditAct::AnswerWritten,
            &petition,
            &format!("revision {revision}"),
            now,
        )?;
        Ok(revision)
    })
}

/// What publishing would do to a petition.
pub(super) fn effect_of(db: &mut Db, petition: &PetitionRecord) -> ActResult<AnswerEffect> {
    let given = MayAnswer {
        state: petition.state,
        has_answer: !petitions::answers(db, petition.id)?.is_empty(),
        is_imported: petition.source_key.is_some(),
    };
    Ok(may_answer(given)?)
}

/// Why a revision is not there any more: it was published, or written over.
pub(super) fn who_wrote(db: &mut Db, petition: &PetitionRecord) -> StoreResult<ActError> {
    match draft(db, petition.id)? {
        Some(_) => Ok(ActError::Stale),
        None => overtaken(db, petition, &[AuditAct::AnswerPublished]),
    }
}
