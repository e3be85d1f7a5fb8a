//! The clerk sends a petition on to the authority that is competent, without delay and with notice
//! to the petitioner (Awb 2:3; PET-3).

use super::ruling::{Decision, Seen, decide};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::random::nonce;
use weerklank_domain::people::{EmailAddress, Permission};
use weerklank_domain::petitions::{EventKind, Passage, RulingKind, Step};
use weerklank_store::follow;
use weerklank_store::people::Seal;
use weerklank_store::petitions::{NewEvent, add_event};

/// To whom a petition is sent on.
#[derive(Debug, Clone)]
pub struct ForwardedTo {
    /// The authority's name; public.
    pub name: String,
    /// Where a mail with the petition goes; `None` when the clerk sends it in another way.
    pub email: Option<EmailAddress>,
}

/// Sends a petition on.
///
/// # Errors
/// Those of every decision of the desk.
pub fn forward(
    house: &House,
    actor: &Actor,
    seen: Seen,
    to: &ForwardedTo,
    reason: &Passage,
) -> ActResult<()> {
    let decision = Decision {
        kind: RulingKind::Forward,
        step: Step::Forward,
        permission: Permission::DecidePetitions,
        act: AuditAct::PetitionForwarded,
        code: None,
        citation: None,
        reason: Some(reason.as_str()),
    };
    let sealed = to.email.as_ref().map(|email| {
        house.vault.seal(
            Seal::ForwardedTo(seen.petition_id),
            email.as_str(),
            nonce(house.random.as_ref()),
        )
    });
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
                to_name: Some(to.name.clone()),
                text: Some(reason.as_str().to_owned()).filter(|text| !text.is_empty()),
                ..NewEvent::plain(EventKind::Forwarded, now)
            };
            let event = add_event(db, petition.id, &event)?;
            if let Some(sealed) = &sealed {
                follow::send_on(db, petition.id, event, sealed, now)?;
            }
            follow::tell_petitioner(db, petition.id, event, now)?;
            Ok(())
        },
    )
}
