//! The clerk hands a petition over to its body.

use super::close::close_when_due;
use super::deliver::{Delivery, deliver};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_petition, overtaken};
use chrono::{DateTime, Utc};
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{EventKind, Handling, Passage, PetitionState, RulingKind, Step};
use weerklank_domain::responses::CannotRecord;
use weerklank_store::petitions::{self, NewRuling, PetitionRecord};
use weerklank_store::{Db, follow, obligations};

/// How a petition is handed over.
#[derive(Debug, Clone)]
pub struct HandOver {
    /// How the clerk proposes to handle it.
    pub proposal: Handling,
    /// What the clerk adds, for the list of incoming papers.
    pub note: Option<Passage>,
    /// How it was handed over, for the thread.
    pub text: Option<Passage>,
}

/// Hands a closed petition over to its body: it gets a number on the list of incoming papers, and the
/// body owes an answer. Answers the number. One that was answered while it was open is answered from
/// this moment on: the obligation is met as it begins.
///
/// # Errors
/// [`ActError::Overtaken`] when somebody else did it, [`ActError::WrongStep`] in another state,
/// [`ActError::CannotRecord`] for an imported one.
pub fn hand_over(
    house: &House,
    actor: &Actor,
    petition_id: i64,
    given: &HandOver,
) -> ActResult<String> {
    let now = house.clock.now();
    house.store.write(|db| {
        let petition = closed(db, actor, petition_id, now)?;
        let moved = petitions::set_state(
            db,
            petition.id,
            PetitionState::Closed,
            PetitionState::HandedOver,
            petition.is_public,
            now,
        )?;
        if !moved {
            return Err(overtaken(db, &petition, &[AuditAct::PetitionHandedOver])?);
        }
        let delivery = Delivery {
            event: EventKind::HandedOver,
            proposal: given.proposal,
            note: given.note.as_ref().map(Passage::as_str),
            text: given.text.as_ref().map(Passage::as_str),
        };
        let delivered = deliver(db, &petition, &delivery, now)?;
        petitions::add_ruling(
            db,
            petition.id,
            &NewRuling {
                kind: RulingKind::HandOver,
                text_version: petition.text_version,
                code: None,
                citation: None,
                reason: None,
                staff_id: actor.staff_id,
                at: now,
            },
        )?;
        if !petitions::answers(db, petition.id)?.is_empty() {
            was_answered(db, &petition, now)?;
        }
        follow::tell_petitioner(db, petition.id, delivered.event_id, now)?;
        audit_petition(
            db,
            actor,
            AuditAct::PetitionHandedOver,
            &petition,
            &format!("{} {}", delivered.number, given.proposal.code()),
            now,
        )?;
        Ok(delivered.number)
    })
}

/// What was answered while it was open or closed is answered now.
fn was_answered(db: &mut Db, petition: &PetitionRecord, now: DateTime<Utc>) -> ActResult<()> {
    let from = PetitionState::HandedOver;
    let to = from.after(Step::Answer)?;
    petitions::set_state(db, petition.id, from, to, petition.is_public, now)?;
    obligations::meet(db, petition.id, ObligationKind::Answer, now)?;
    Ok(())
}

/// The petition, closed; one whose time has come is closed before the scheduler comes by.
fn closed(
    db: &mut Db,
    actor: &Actor,
    petition_id: i64,
    now: DateTime<Utc>,
) -> ActResult<PetitionRecord> {
    let mut petition = petitions::find_by_id(db, petition_id)?.ok_or(ActError::Missing)?;
    actor.require(Permission::RecordEvents, petition.body_id)?;
    if petition.source_key.is_some() {
        return Err(CannotRecord::Elsewhere.into());
    }
    if petition.state == PetitionState::Open && close_when_due(db, petition.id, now)? {
        petition.state = PetitionState::Closed;
    }
    match petition.state.after(Step::HandOver) {
        Ok(_) => Ok(petition),
        Err(_)
            if matches!(
                petition.state,
                PetitionState::HandedOver | PetitionState::Answered
            ) =>
        {
            Err(overtaken(db, &petition, &[AuditAct::PetitionHandedOver])?)
        }
        Err(wrong) => Err(wrong.into()),
    }
}
