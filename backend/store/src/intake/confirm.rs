//! Confirming: a public row, and counts one higher.

use super::{signed_by_mailbox, standings};
use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::petitions::{Confirmed, add_confirmed};
use crate::schema::{signatures, signers};
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use weerklank_domain::petitions::{CannotConfirm, Claim, Holder, PlaceKind, Slot, claim_slot};

/// Somebody who was sent a token or code confirms.
#[derive(Debug, Clone)]
pub struct ConfirmRequest {
    /// The person row.
    pub signer_id: i64,
    /// The name, when the person chose to show it.
    pub public_name: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What became of confirming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmOutcome {
    /// Counted, now or by an earlier click.
    Counted,
    /// This person signed before, by another mail; it counts once.
    Repeat,
    /// Two people signed with this mailbox already, or one at another address.
    Full,
    /// The petition does not take it any more.
    Refused(CannotConfirm),
    /// There is no such person row (any more).
    Unknown,
}

#[derive(Queryable)]
struct SignerRow {
    id: i64,
    petition_id: i64,
    mailbox_key: String,
    name_key: String,
    household_key: String,
    state: String,
    place_kind: String,
    area_id: Option<i64>,
    channel: String,
    begun_at: Moment,
}

#[derive(Insertable)]
#[diesel(table_name = signatures, treat_none_as_default_value = false)]
struct NewSignature<'a> {
    signer_id: i64,
    petition_id: i64,
    mailbox_key: &'a str,
    slot: i16,
    household_key: &'a str,
    name_key: &'a str,
    first_slot: Option<i16>,
    first_name_key: Option<&'a str>,
    state: &'static str,
    public_name: Option<&'a str>,
    place_kind: &'a str,
    area_id: Option<i64>,
    channel: &'a str,
    confirmed_at: Moment,
    hour: Moment,
}

/// A request that is good for a new signature.
struct Candidate<'a> {
    place: usize,
    row: &'a SignerRow,
    request: &'a ConfirmRequest,
    slot: Slot,
}

pub(super) fn write(
    db: &mut Db,
    requests: &[(usize, &ConfirmRequest)],
) -> StoreResult<Vec<(usize, ConfirmOutcome)>> {
    let rows = load(db, requests)?;
    let petitions: HashSet<i64> = rows.values().map(|row| row.petition_id).collect();
    let standings = standings(db, &petitions)?;
    let all: HashSet<&str> = rows.values().map(|row| row.mailbox_key.as_str()).collect();
    let signed = signed_by_mailbox(db, &all)?;
    let mut mailboxes = HashSet::new();
    let mut outcomes = Vec::with_capacity(requests.len());
    let mut candidates = Vec::with_capacity(requests.len());
    let mut spent = Vec::new();
    for (place, request) in requests {
        let Some(row) = rows.get(&request.signer_id) else {
            outcomes.push((*place, ConfirmOutcome::Unknown));
            continue;
        };
        if row.state == "confirmed" {
            outcomes.push((*place, ConfirmOutcome::Counted));
            continue;
        }
        let standing = standings
            .get(&row.petition_id)
            .ok_or_else(|| StoreError::corrupt("signers", &row.id))?;
        if let Err(reason) = standing.window.may_confirm(row.begun_at.into(), request.at) {
            outcomes.push((*place, ConfirmOutcome::Refused(reason)));
            continue;
        }
        if !mailboxes.insert(row.mailbox_key.as_str()) {
            continue;
        }
        let before = signed.get(&row.mailbox_key).map_or(&[][..], Vec::as_slice);
        let holders: Vec<Holder> = before.iter().map(|signed| signed.holder.clone()).collect();
        let candidate = Holder {
            name_key: row.name_key.clone(),
            household_key: row.household_key.clone(),
        };
        match claim_slot(&holders, &candidate) {
            Claim::New(slot) => candidates.push(Candidate {
                place: *place,
                row,
                request,
                slot,
            }),
            Claim::Repeat => {
                spent.push(row.id);
                outcomes.push((*place, ConfirmOutcome::Repeat));
            }
            Claim::Full => {
                spent.push(row.id);
                outcomes.push((*place, ConfirmOutcome::Full));
            }
        }
    }
    let first_names: HashMap<&str, &str> = signed
        .iter()
        .filter_map(|(mailbox, people)| {
            Some((mailbox.as_str(), people.first()?.holder.name_key.as_str()))
        })
        .collect();
    let inserted = insert(db, &candidates, &first_names)?;
    count(db, &candidates, &inserted)?;
    for candidate in candidates {
        // One that another process took in the same moment waits for the next group, where this
        // process sees what the other did.
        if inserted.contains(&candidate.row.id) {
            outcomes.push((candidate.place, ConfirmOutcome::Counted));
        }
    }
    set_state(db, &inserted.into_iter().collect::<Vec<_>>(), "confirmed")?;
    set_state(db, &spent, "spent")?;
    Ok(outcomes)
}

fn load(
    db: &mut Db,
    requests: &[(usize, &ConfirmRequest)],
) -> StoreResult<HashMap<i64, SignerRow>> {
    use signers as s;
    let ids: Vec<i64> = requests
        .iter()
        .map(|(_, request)| request.signer_id)
        .collect();
    let rows: Vec<SignerRow> = s::table
        .filter(s::id.eq_any(&ids))
        .select((
            s::id,
            s::petition_id,
            s::mailbox_key,
            s::name_key,
            s::household_key,
            s::state,
            s::place_kind,
            s::area_id,
            s::channel,
            s::begun_at,
        ))
        .load(db)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Inserts public rows and answers whose were new; the unique indexes decide.
fn insert(
    db: &mut Db,
    candidates: &[Candidate],
    first_names: &HashMap<&str, &str>,
) -> StoreResult<HashSet<i64>> {
    if candidates.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<NewSignature> = candidates
        .iter()
        .map(|candidate| {
            let is_second = candidate.slot == Slot::Second;
            let row = candidate.row;
            NewSignature {
                signer_id: row.id,
                petition_id: row.petition_id,
                mailbox_key: &row.mailbox_key,
                slot: candidate.slot.number(),
                household_key: &row.household_key,
                name_key: &row.name_key,
                first_slot: is_second.then_some(Slot::First.number()),
                first_name_key: first_names
                    .get(row.mailbox_key.as_str())
                    .copied()
                    .filter(|_| is_second),
                state: "live",
                public_name: candidate.request.public_name.as_deref(),
                place_kind: &row.place_kind,
                area_id: row.area_id,
                channel: &row.channel,
                confirmed_at: Moment::from(candidate.request.at),
                hour: Moment::from(hour_of(candidate.request.at)),
            }
        })
        .collect();
    // A batch, and ON CONFLICT, have no common form.
    let ids: Vec<i64> = on_both!(db, |inner| diesel::insert_into(signatures::table)
        .values(&rows)
        .on_conflict_do_nothing()
        .returning(signatures::signer_id)
        .get_results(inner))?;
    Ok(ids.into_iter().collect())
}

fn count(db: &mut Db, candidates: &[Candidate], inserted: &HashSet<i64>) -> StoreResult<()> {
    let confirmed = candidates
        .iter()
        .filter(|candidate| inserted.contains(&candidate.row.id))
        .map(|candidate| {
            let kind = PlaceKind::from_code(&candidate.row.place_kind)
                .ok_or_else(|| StoreError::corrupt("signers", &candidate.row.id))?;
            Ok(Confirmed {
                petition_id: candidate.row.petition_id,
                place_kind: kind.code(),
                area_id: candidate.row.area_id.unwrap_or(0),
                hour: Moment::from(hour_of(candidate.request.at)),
            })
        })
        .collect::<StoreResult<Vec<_>>>()?;
    add_confirmed(db, &confirmed)
}

fn set_state(db: &mut Db, ids: &[i64], state: &str) -> StoreResult<()> {
    if !ids.is_empty() {
        diesel::update(signers::table.filter(signers::id.eq_any(ids)))
            .set(signers::state.eq(state))
            .execute(db)?;
    }
    Ok(())
}

/// The beginning of an hour, UTC.
fn hour_of(at: DateTime<Utc>) -> DateTime<Utc> {
    // Truncating to an hour only fails near the ends of chrono's range.
    at.duration_trunc(TimeDelta::hours(1)).unwrap_or(at)
}
