//! Somebody makes invitation codes for letters.

use super::subject::{audit_round, round_for};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::random::invitation_code;
use std::collections::BTreeSet;
use weerklank_domain::people::Permission;
use weerklank_domain::rounds::may_make_codes;
use weerklank_store::people::hash_of_token;
use weerklank_store::rounds::{NewBatch, add_batch};

/// Makes a batch of codes and answers them, this once: only their hashes are kept. Whoever takes part
/// types one over ([`weerklank_domain::rounds::plain_code`]); its hash leads to the round.
///
/// # Errors
/// [`crate::ActError::CannotMakeCodes`].
pub fn make_codes(
    house: &House,
    actor: &Actor,
    round_id: i64,
    label: &str,
    amount: u16,
) -> ActResult<Vec<String>> {
    let now = house.clock.now();
    // A set: two that are the same would be one letter that nobody can use.
    let mut codes = BTreeSet::new();
    while codes.len() < usize::from(amount) {
        codes.insert(invitation_code(house.random.as_ref()));
    }
    let hashes: Vec<String> = codes.iter().map(|code| hash_of_token(code)).collect();
    house.store.write(|db| {
        let round = round_for(db, actor, Permission::ManageRounds, round_id, now)?;
        may_make_codes(round.access, round.window().shown_state(now), amount)?;
        let batch = NewBatch {
            round_id: round.id,
            label,
            hashes: &hashes,
            staff_id: actor.staff_id,
            at: now,
        };
        add_batch(db, &batch)?;
        let subject = (round.number, round.body.0);
        let detail = amount.to_string();
        audit_round(db, actor, AuditAct::RoundCodesMade, subject, &detail, now)
    })?;
    Ok(codes.into_iter().collect())
}
