//! Somebody confirms a signature.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::petitions::Invitation;
use weerklank_store::intake::{ConfirmOutcome, ConfirmRequest, Outcome, Request};

/// Confirms the signature of an invitation; `done` is called after the commit. Confirming twice
/// counts once and answers the same.
///
/// # Errors
/// [`ActError::Overloaded`] when the queue is full; then `done` is never called.
pub fn confirm(
    house: &House,
    invitation: &Invitation,
    done: impl FnOnce(ActResult<ConfirmOutcome>) + Send + 'static,
) -> ActResult<()> {
    let public_name = invitation
        .signer
        .show_name
        .then(|| invitation.person.name.clone());
    let request = ConfirmRequest {
        signer_id: invitation.signer.id,
        public_name,
        at: house.clock.now(),
    };
    let reply = Box::new(
        move |outcome: Result<Outcome, weerklank_store::StoreError>| {
            done(match outcome {
                Ok(Outcome::Confirm(ConfirmOutcome::Refused(reason))) => Err(reason.into()),
                Ok(Outcome::Confirm(ConfirmOutcome::Unknown) | Outcome::Sign(_)) => {
                    Err(ActError::Missing)
                }
                Ok(Outcome::Confirm(outcome)) => Ok(outcome),
                Err(error) => Err(error.into()),
            });
        },
    );
    house
        .intake
        .submit(Request::Confirm(request), reply)
        .map_err(|_| ActError::Overloaded)
}
