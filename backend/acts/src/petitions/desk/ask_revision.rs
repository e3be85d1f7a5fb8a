//! The clerk says what has to change; the petitioner changes it, and supporters are kept.

use super::ruling::{Decision, Seen, decide};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{EventKind, Passage, RulingKind, Step};
use weerklank_store::follow;
use weerklank_store::petitions::{NewEvent, add_event};

/// Sends a petition back with what has to change. The reason is between desk and petitioner; the
/// thread only tells that it was asked.
///
/// # Errors
/// Those of every decision of the desk.
pub fn ask_revision(house: &House, actor: &Actor, seen: Seen, reason: &Passage) -> ActResult<()> {
    let decision = Decision {
        kind: RulingKind::Revise,
        step: Step::AskRevision,
        permission: Permission::DecidePetitions,
        act: AuditAct::RevisionAsked,
        code: None,
        citation: None,
        reason: Some(reason.as_str()),
    };
    decide(
        house,
        actor,
        seen,
        &decision,
        |_, _, _| {},
        |db, petition, now| {
            let event = NewEvent::plain(EventKind::RevisionRequested, now);
            let event = add_event(db, petition.id, &event)?;
            follow::tell_petitioner(db, petition.id, event, now)?;
            Ok(())
        },
    )
}
