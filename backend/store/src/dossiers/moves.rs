//! The steps of a dossier through its phases, and what the next one has to know.

use super::rounds::rounds_of;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{phase_moves as m, round_counts, rounds, staff};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::dossiers::{MoveKind, PhaseFacts, PhaseKind};
use weerklank_domain::inputs::InputState;

/// A step that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveRecord {
    /// What kind of step.
    pub kind: MoveKind,
    /// The phase that was left.
    pub from: Option<PhaseKind>,
    /// The phase that was entered.
    pub to: Option<PhaseKind>,
    /// The public reason.
    pub reason: Option<String>,
    /// Who made it, by name; for the desk.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A step to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMove {
    /// What kind of step.
    pub kind: MoveKind,
    /// The phase that is left.
    pub from: Option<PhaseKind>,
    /// The phase that is entered.
    pub to: Option<PhaseKind>,
    /// The public reason.
    pub reason: Option<String>,
    /// Who makes it.
    pub staff_id: Option<i64>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Adds a step.
pub fn add_move(db: &mut Db, dossier_id: i64, new: &NewMove) -> StoreResult<()> {
    diesel::insert_into(m::table)
        .values((
            m::dossier_id.eq(dossier_id),
            m::kind.eq(new.kind.code()),
            m::from_phase.eq(new.from.map(PhaseKind::code)),
            m::to_phase.eq(new.to.map(PhaseKind::code)),
            m::reason.eq(&new.reason),
            m::staff_id.eq(new.staff_id),
            m::at.eq(Moment::from(new.at)),
        ))
        .execute(db)?;
    Ok(())
}

type Row = (
    i64,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Moment,
);

/// The steps of a dossier, the oldest first.
pub fn moves(db: &mut Db, dossier_id: i64) -> StoreResult<Vec<MoveRecord>> {
    let rows: Vec<Row> = m::table
        .left_join(staff::table)
        .filter(m::dossier_id.eq(dossier_id))
        .order(m::id)
        .select((
            m::id,
            m::kind,
            m::from_phase,
            m::to_phase,
            m::reason,
            staff::name.nullable(),
            m::at,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(id, kind, from, to, reason, by, at)| {
            let corrupt = || StoreError::corrupt("phase_moves", &id);
            let phase = |code: Option<String>| match code {
                Some(code) => PhaseKind::from_code(&code).map(Some).ok_or_else(corrupt),
                None => Ok(None),
            };
            Ok(MoveRecord {
                kind: MoveKind::from_code(&kind).ok_or_else(corrupt)?,
                from: phase(from)?,
                to: phase(to)?,
                reason,
                by,
                at: at.into(),
            })
        })
        .collect()
}

/// What a dossier still has at a moment, by the clock: rounds that run, inputs without an answer.
/// Whether the next phase has its scope is not known here: `has_scope` is false.
pub fn facts(db: &mut Db, dossier_id: i64, now: DateTime<Utc>) -> StoreResult<PhaseFacts> {
    let running = rounds_of(db, dossier_id)?
        .iter()
        .filter(|round| round.window().shown_state(now).is_running())
        .count();
    let open: Vec<i64> = round_counts::table
        .inner_join(rounds::table)
        .filter(rounds::dossier_id.eq(dossier_id))
        .filter(round_counts::facet.eq("state"))
        .filter(round_counts::value.eq(InputState::Open.code()))
        .select(round_counts::amount)
        .load(db)?;
    Ok(PhaseFacts {
        running_rounds: i64::try_from(running).unwrap_or(i64::MAX),
        open_inputs: open.iter().sum(),
        has_scope: false,
    })
}
