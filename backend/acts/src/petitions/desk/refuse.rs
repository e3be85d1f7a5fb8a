//! The clerk refuses publication. The request itself is delivered and answered all the same: the
//! right of petition has no such condition (Constitution, article 5).

use super::ruling::{Decision, Seen, decide};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::petitions::deliver::{Delivery, deliver};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{EventKind, Handling, Passage, RefusalCode, RulingKind, Step};
use weerklank_store::follow;
use weerklank_store::petitions::{NewEvent, add_event, find_by_id};

/// Refuses publication on a ground of the rules that the petition was filed under; ground, the rule
/// that it cites and the reason are public. The petitioner's name never is.
///
/// # Errors
/// Those of every decision, and [`ActError::Missing`] for a ground that these rules do not have.
pub fn refuse(
    house: &House,
    actor: &Actor,
    seen: Seen,
    ground: RefusalCode,
    reason: &Passage,
) -> ActResult<()> {
    let petition = house
        .store
        .read(|db| Ok::<_, ActError>(find_by_id(db, seen.petition_id)?))?
        .ok_or(ActError::Missing)?;
    let cited = petition
        .rules
        .ground(ground.code())
        .ok_or(ActError::Missing)?;
    let decision = Decision {
        kind: RulingKind::Refuse,
        step: Step::Refuse,
        permission: Permission::DecidePetitions,
        act: AuditAct::PetitionRefused,
        code: Some(ground.code()),
        citation: Some(&cited.cites_nl),
        reason: Some(reason.as_str()),
    };
    decide(
        house,
        actor,
        seen,
        &decision,
        |_, ruled, now| {
            ruled.is_public = true;
            ruled.listed_at = Some(now);
        },
        |db, petition, now| {
            let event = NewEvent {
                code: Some(ground.code().to_owned()),
                text: Some(reason.as_str().to_owned()),
                ..NewEvent::plain(EventKind::Refused, now)
            };
            let event = add_event(db, petition.id, &event)?;
            follow::tell_petitioner(db, petition.id, event, now)?;
            // The request itself goes to its body, which owes an answer to it.
            let delivery = Delivery {
                event: EventKind::Delivered,
                proposal: Handling::Executive,
                note: None,
                text: None,
            };
            deliver(db, petition, &delivery, now)?;
            Ok(())
        },
    )
}
