//! One of the two sides of a decision asks for the decision of somebody else.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_domain::moderation::{CannotComplain, Side, may_complain};
use weerklank_domain::petitions::Passage;
use weerklank_store::StoreError;
use weerklank_store::moderation::{add_complaint, decision};
use weerklank_store::people::{Keyed, Vault};

/// What proves, in the address of the form, that somebody is that side of a decision: only our mails and
/// pages for that side know it.
#[must_use]
pub fn complaint_proof(vault: &Vault, side: Side, decision_id: i64) -> String {
    vault.hash(Keyed::Complaint(decision_id), side.code())
}

/// The address of the form.
#[must_use]
pub fn complaint_path(vault: &Vault, side: Side, decision_id: i64) -> String {
    let proof = complaint_proof(vault, side, decision_id);
    format!("/complaints/{}/{decision_id}/{proof}", side.code())
}

/// Keeps the complaint, of somebody who proved to be that side.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::CannotComplain`], or what the store says.
pub fn complain(house: &House, side: Side, decision_id: i64, text: &Passage) -> ActResult<()> {
    let now = house.clock.now();
    let outcome = house.store.write(|db| {
        let decision = decision(db, decision_id)?.ok_or(ActError::Missing)?;
        may_complain(side, (decision.action, decision.source), decision.at, now)?;
        let by = (decision.id, decision.staff_id);
        add_complaint(db, by, side, text.as_str(), now)?;
        Ok(())
    });
    match outcome {
        Err(ActError::Store(StoreError::Taken)) => Err(CannotComplain::Already.into()),
        other => other,
    }
}
