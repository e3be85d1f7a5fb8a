//! Changes of state by the clock, and the end of what we hold about signers.

use super::tallies::{NewTally, record};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moderation::{ModerationSubject, settle};
use crate::moment::{Moment, moment, utc};
use crate::outbox::Audience;
use crate::schema::{
    instruments, petition_counts, petition_hour_counts, petition_place_counts, petitioners,
    petitions, signatures, signers, supporters,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::BTreeMap;
use weerklank_domain::petitions::{PetitionState, PlaceKind};

/// Closes a petition whose closing time has come; `false` when it is not open or not due, so that
/// doing it twice does nothing.
pub fn close(db: &mut Db, petition_id: i64, now: DateTime<Utc>) -> StoreResult<bool> {
    let changed = diesel::update(petitions::table.find(petition_id))
        .filter(petitions::state.eq(PetitionState::Open.code()))
        .filter(petitions::closes_at.assume_not_null().le(Moment::from(now)))
        .set(petitions::state.eq(PetitionState::Closed.code()))
        .execute(db)?;
    Ok(changed == 1)
}

/// Makes a petition public whose opening time has come; `false` when it is public or not due.
pub fn open(db: &mut Db, petition_id: i64, now: DateTime<Utc>) -> StoreResult<bool> {
    let changed = diesel::update(petitions::table.find(petition_id))
        .filter(petitions::state.eq(PetitionState::Open.code()))
        .filter(petitions::is_public.eq(false))
        .filter(petitions::opened_at.assume_not_null().le(Moment::from(now)))
        .set(petitions::is_public.eq(true))
        .execute(db)?;
    Ok(changed == 1)
}

/// What the source of an imported petition says now.
#[derive(Debug, Clone, Copy)]
pub struct SourceChange {
    /// When the source last changed it.
    pub changed_at: Option<DateTime<Utc>>,
    /// When it opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// When it closed.
    pub closes_at: Option<DateTime<Utc>>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// Its state.
    pub state: PetitionState,
    /// Whether everybody may see it.
    pub is_public: bool,
}

/// Lets an imported petition follow its source.
pub fn follow_source(
    db: &mut Db,
    petition_id: i64,
    change: &SourceChange,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    diesel::update(petitions::table.find(petition_id))
        .set((
            petitions::source_changed_at.eq(moment(change.changed_at)),
            petitions::opened_at.eq(moment(change.opened_at)),
            petitions::closes_at.eq(moment(change.closes_at)),
            petitions::answered_at.eq(moment(change.answered_at)),
            petitions::state.eq(change.state.code()),
            petitions::is_public.eq(change.is_public),
        ))
        .execute(db)?;
    settle(db, ModerationSubject::Petition(petition_id), None, now)?;
    Ok(())
}

/// Petitions that were answered so long ago, by their own rules, that nobody needs to know any more
/// who was behind them: their signatures are only needed as numbers.
pub fn due_to_seal(db: &mut Db, now: DateTime<Utc>) -> StoreResult<Vec<i64>> {
    let rows: Vec<(i64, Option<Moment>, i64, String)> = petitions::table
        .inner_join(instruments::table)
        .inner_join(petition_counts::table)
        .filter(petitions::answered_at.is_not_null())
        .filter(petition_counts::live.gt(0).or(diesel::dsl::exists(
            petitioners::table.filter(petitioners::petition_id.eq(petitions::id)),
        )))
        .select((
            petitions::id,
            petitions::answered_at,
            instruments::id,
            instruments::rules,
        ))
        .load(db)?;
    let mut due = Vec::new();
    for (id, answered_at, instrument_id, json) in rows {
        let rules = crate::instruments::rules(instrument_id, &json)?;
        if utc(answered_at).is_some_and(|at| now >= at + rules.seal_after_answer()) {
            due.push(id);
        }
    }
    Ok(due)
}

/// Erases every signature of a petition, and who signed, backed and filed it, and puts their numbers into the sealed
/// tally, by place, hour and channel: the count stays what it is. Answers how many.
pub fn seal_signatures(
    db: &mut Db,
    petition_id: i64,
    reason: &str,
    now: DateTime<Utc>,
) -> StoreResult<i64> {
    use {
        petition_counts as c, petition_hour_counts as h, petition_place_counts as p,
        signatures as s,
    };
    type Row = (String, Option<i64>, Moment, String);
    let rows: Vec<Row> = s::table
        .filter(s::petition_id.eq(petition_id).and(s::state.eq("live")))
        .select((s::place_kind, s::area_id, s::hour, s::channel))
        .load(db)?;
    let mut groups = BTreeMap::<Row, i64>::new();
    for row in rows {
        *groups.entry(row).or_default() += 1;
    }
    let mut sealed = 0;
    for ((place, area_id, hour, channel), amount) in groups {
        let kind = PlaceKind::from_code(&place)
            .ok_or_else(|| StoreError::corrupt("signatures", &petition_id))?;
        diesel::update(c::table.find(petition_id))
            .set((c::live.eq(c::live - amount), c::total.eq(c::total - amount)))
            .execute(db)?;
        diesel::update(p::table.find((petition_id, &place, area_id.unwrap_or(0))))
            .set(p::live.eq(p::live - amount))
            .execute(db)?;
        diesel::update(h::table.find((petition_id, hour)))
            .set(h::live.eq(h::live - amount))
            .execute(db)?;
        let tally = NewTally {
            is_imported: false,
            place: kind,
            area_id,
            country: None,
            hour: Some(hour.into()),
            channel,
            amount,
            source: "weerklank".to_owned(),
            source_date: now,
            reason: reason.to_owned(),
        };
        record(db, petition_id, &tally, now)?;
        sealed += amount;
    }
    // Second places first: they refer to the first ones.
    diesel::delete(s::table.filter(s::petition_id.eq(petition_id).and(s::slot.eq(2))))
        .execute(db)?;
    diesel::delete(s::table.filter(s::petition_id.eq(petition_id))).execute(db)?;
    erase_people(db, petition_id)?;
    Ok(sealed)
}

/// Erases who signed, backed and filed a petition, with the mails to them.
fn erase_people(db: &mut Db, petition_id: i64) -> StoreResult<()> {
    let people: Vec<i64> = signers::table
        .filter(signers::petition_id.eq(petition_id))
        .select(signers::id)
        .load(db)?;
    crate::outbox::forget(db, Audience::Signer, &people)?;
    diesel::delete(signers::table.filter(signers::petition_id.eq(petition_id))).execute(db)?;
    let people: Vec<i64> = supporters::table
        .filter(supporters::petition_id.eq(petition_id))
        .select(supporters::id)
        .load(db)?;
    crate::outbox::forget(db, Audience::Supporter, &people)?;
    diesel::delete(supporters::table.filter(supporters::petition_id.eq(petition_id)))
        .execute(db)?;
    crate::outbox::forget(db, Audience::Petitioner, &[petition_id])?;
    diesel::delete(petitioners::table.find(petition_id)).execute(db)?;
    Ok(())
}
