//! The clerk records what the body decided on an incoming paper.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_petition, overtaken};
use weerklank_domain::calendar::{day_of, start_of};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::EventKind;
use weerklank_domain::responses::CannotRecord;
use weerklank_store::follow;
use weerklank_store::petitions::{self, Decision, NewEvent};

/// Records how the body handles a paper of its list; the petitioner is told.
///
/// # Errors
/// [`ActError::Overtaken`] when it was recorded before, [`ActError::Missing`] when the petition is
/// not on the list, [`ActError::CannotRecord`] for a day that cannot be.
pub fn record_handling(
    house: &House,
    actor: &Actor,
    petition_id: i64,
    decision: &Decision,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let petition = petitions::find_by_id(db, petition_id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::RecordEvents, petition.body_id)?;
        let paper = petitions::incoming(db, petition.id)?.ok_or(ActError::Missing)?;
        if decision.decided_on < day_of(paper.received_at) {
            return Err(CannotRecord::BeforeFiling.into());
        }
        if decision.decided_on > day_of(now) {
            return Err(CannotRecord::InFuture.into());
        }
        if !petitions::decide(db, petition.id, decision)? {
            return Err(overtaken(db, &petition, &[AuditAct::HandlingRecorded])?);
        }
        let noon = start_of(decision.decided_on) + chrono::TimeDelta::hours(12);
        let event = NewEvent {
            code: Some(decision.handling.code().to_owned()),
            text: decision.note.clone(),
            ..NewEvent::plain(
                EventKind::HandlingDecided,
                noon.clamp(paper.received_at, now),
            )
        };
        let event_id = petitions::add_event(db, petition.id, &event)?;
        follow::tell_petitioner(db, petition.id, event_id, now)?;
        audit_petition(
            db,
            actor,
            AuditAct::HandlingRecorded,
            &petition,
            &format!("{} {}", paper.number, decision.handling.code()),
            now,
        )?;
        Ok(())
    })
}
