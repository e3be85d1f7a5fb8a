//! Signatures of people whose mailbox needs no proof any more.

use crate::errors::ActResult;
use chrono::{DateTime, Utc};
use weerklank_store::Db;
use weerklank_store::intake::{
    ConfirmOutcome, ConfirmRequest, Outcome, Request, SignOutcome, SignRequest, write_all,
};

/// Signs and confirms in one go: each person with the name that may be public, and the moment.
/// Answers how many were new.
///
/// # Errors
/// What the store says.
pub(super) fn sign_and_confirm(
    db: &mut Db,
    people: impl Iterator<Item = (SignRequest, Option<String>, DateTime<Utc>)>,
) -> ActResult<usize> {
    let (requests, confirmations): (Vec<Request>, Vec<_>) = people
        .map(|(signing, name, at)| (Request::Sign(Box::new(signing)), (name, at)))
        .unzip();
    let confirmations: Vec<Request> = write_all(db, &requests)?
        .into_iter()
        .zip(confirmations)
        .filter_map(|(outcome, (public_name, at))| match outcome {
            Outcome::Sign(SignOutcome::Accepted {
                signer_id: Some(signer_id),
            }) => Some(Request::Confirm(ConfirmRequest {
                signer_id,
                public_name,
                at,
            })),
            Outcome::Sign(_) | Outcome::Confirm(_) => None,
        })
        .collect();
    let confirmed = write_all(db, &confirmations)?;
    let counted = |outcome: &&Outcome| **outcome == Outcome::Confirm(ConfirmOutcome::Counted);
    Ok(confirmed.iter().filter(counted).count())
}
