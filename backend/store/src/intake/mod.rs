//! The intake: signing and confirming, many at a time, each durable before it is answered.
//!
//! Requests wait in a bounded queue. One thread takes what has arrived, runs set-based statements
//! in one transaction with one flush, and answers each request with its own outcome after the
//! commit. Counts change in the same transaction. Two requests for one mailbox never share a group:
//! the second waits for the next one, so that it sees what the first did.

mod confirm;
mod queue;
mod sign;

pub use confirm::{ConfirmOutcome, ConfirmRequest};
pub use queue::{Intake, Overloaded, Reply};
pub use sign::{SignOutcome, SignRequest};

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{instruments, petitions, signatures};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use weerklank_domain::instruments::Rules;
use weerklank_domain::petitions::{Holder, PetitionState, SigningWindow};

/// Something that has to be written.
#[derive(Debug, Clone)]
pub enum Request {
    /// Somebody signs.
    Sign(Box<SignRequest>),
    /// Somebody confirms.
    Confirm(ConfirmRequest),
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Of signing.
    Sign(SignOutcome),
    /// Of confirming.
    Confirm(ConfirmOutcome),
}

/// Writes a group of requests in the caller's transaction. The outcome of a request that has to
/// wait for the next group is `None`.
///
/// # Errors
/// Only what the database says; then nothing of the group is written.
pub fn write_group(db: &mut Db, requests: &[&Request]) -> StoreResult<Vec<Option<Outcome>>> {
    let mut outcomes = vec![None; requests.len()];
    let mut signs = Vec::new();
    let mut confirms = Vec::new();
    for (place, request) in requests.iter().enumerate() {
        match request {
            Request::Sign(sign) => signs.push((place, &**sign)),
            Request::Confirm(confirm) => confirms.push((place, confirm)),
        }
    }
    if !signs.is_empty() {
        for (place, outcome) in sign::write(db, &signs)? {
            outcomes[place] = Some(Outcome::Sign(outcome));
        }
    }
    if !confirms.is_empty() {
        for (place, outcome) in confirm::write(db, &confirms)? {
            outcomes[place] = Some(Outcome::Confirm(outcome));
        }
    }
    Ok(outcomes)
}

/// Writes requests in the caller's transaction, in as many groups as they need.
///
/// # Errors
/// Only what the database says; then the caller's transaction is to be rolled back.
pub fn write_all(db: &mut Db, requests: &[Request]) -> StoreResult<Vec<Outcome>> {
    let mut outcomes: Vec<Option<Outcome>> = vec![None; requests.len()];
    loop {
        let waiting: Vec<usize> = (0..requests.len())
            .filter(|place| outcomes[*place].is_none())
            .collect();
        if waiting.is_empty() {
            return Ok(outcomes.into_iter().flatten().collect());
        }
        let group: Vec<&Request> = waiting.iter().map(|place| &requests[*place]).collect();
        for (place, outcome) in waiting.into_iter().zip(write_group(db, &group)?) {
            outcomes[place] = outcome;
        }
    }
}

/// What the group needs to know of the petitions that it is about.
struct Standing {
    window: SigningWindow,
    rules: Rules,
}

type StandingRow = (
    i64,
    String,
    Option<Moment>,
    Option<Moment>,
    Option<String>,
    i64,
    String,
);

fn standings(db: &mut Db, ids: &HashSet<i64>) -> StoreResult<HashMap<i64, Standing>> {
    let rows: Vec<StandingRow> = petitions::table
        .inner_join(instruments::table)
        .filter(petitions::id.eq_any(ids))
        .select((
            petitions::id,
            petitions::state,
            petitions::opened_at,
            petitions::closes_at,
            petitions::source_key,
            instruments::id,
            instruments::rules,
        ))
        .load(db)?;
    rows.into_iter()
        .map(
            |(id, state, opened_at, closes_at, source_key, instrument, rules)| {
                let state = PetitionState::from_code(&state)
                    .ok_or_else(|| StoreError::corrupt("petitions", &id))?;
                let window = SigningWindow {
                    state,
                    opens_at: utc(opened_at),
                    closes_at: utc(closes_at),
                    is_elsewhere: source_key.is_some(),
                };
                let rules = crate::instruments::rules(instrument, &rules)?;
                Ok((id, Standing { window, rules }))
            },
        )
        .collect()
}

/// One confirmed person of a mailbox.
struct Signed {
    signer_id: i64,
    holder: Holder,
}

/// Who confirmed already, by mailbox, the first place first.
fn signed_by_mailbox(
    db: &mut Db,
    mailboxes: &HashSet<&str>,
) -> StoreResult<HashMap<String, Vec<Signed>>> {
    use signatures as s;
    let rows: Vec<(String, i64, String, String)> = s::table
        .filter(s::mailbox_key.eq_any(mailboxes))
        .order(s::slot)
        .select((s::mailbox_key, s::signer_id, s::name_key, s::household_key))
        .load(db)?;
    let mut signed = HashMap::<String, Vec<Signed>>::new();
    for (mailbox, signer_id, name_key, household_key) in rows {
        let holder = Holder {
            name_key,
            household_key,
        };
        signed
            .entry(mailbox)
            .or_default()
            .push(Signed { signer_id, holder });
    }
    Ok(signed)
}
