//! A petition is removed from the site: its address answers 410 with the class of reason.

use super::ruling::{Decision, Seen, decide};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{EventKind, Passage, RulingKind, Step, TakenDownReason};
use weerklank_store::follow;
use weerklank_store::petitions::{NewEvent, add_event};

/// Removes a petition, in whatever state it is. The class of reason is public; the reason in words
/// goes to the petitioner only.
///
/// # Errors
/// Those of every decision of the desk.
pub fn take_down(
    house: &House,
    actor: &Actor,
    seen: Seen,
    class: TakenDownReason,
    reason: &Passage,
) -> ActResult<()> {
    let decision = Decision {
        kind: RulingKind::TakeDown,
        step: Step::TakeDown,
        permission: Permission::TakeDown,
        act: AuditAct::PetitionTakenDown,
        code: Some(class.code()),
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
            let event = NewEvent {
                code: Some(class.code().to_owned()),
                ..NewEvent::plain(EventKind::TakenDown, now)
            };
            let event = add_event(db, petition.id, &event)?;
            follow::tell_petitioner(db, petition.id, event, now)?;
            Ok(())
        },
    )
}
