//! Work for later: rows that the scheduler claims, does and ticks off.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, moment};
use crate::schema::jobs;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// Closes a petition whose time has come (subject: the petition).
    ClosePetition,
    /// Opens a petition whose time has come (subject: the petition).
    OpenPetition,
    /// Reminds people who did not confirm; comes back by itself.
    RemindSigners,
    /// Erases what was never confirmed; comes back by itself.
    EraseUnconfirmed,
    /// Turns the signatures of petitions answered long ago into numbers; comes back by itself.
    SealSignatures,
    /// Tells signers who asked for it an event (subject: the event).
    TellSigners,
    /// Erases drafts that nobody touched for long; comes back by itself.
    EraseDrafts,
    /// Opens a round whose time has come (subject: the round).
    OpenRound,
    /// Closes a round whose time has come (subject: the round).
    CloseRound,
    /// Ends what moderation limited for a term; comes back by itself.
    EndLimits,
}

impl JobKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::ClosePetition,
        Self::OpenPetition,
        Self::RemindSigners,
        Self::EraseUnconfirmed,
        Self::SealSignatures,
        Self::TellSigners,
        Self::EraseDrafts,
        Self::OpenRound,
        Self::CloseRound,
        Self::EndLimits,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::ClosePetition => "close_petition",
            Self::OpenPetition => "open_petition",
            Self::RemindSigners => "remind_signers",
            Self::EraseUnconfirmed => "erase_unconfirmed",
            Self::SealSignatures => "seal_signatures",
            Self::TellSigners => "tell_signers",
            Self::EraseDrafts => "erase_drafts",
            Self::OpenRound => "open_round",
            Self::CloseRound => "close_round",
            Self::EndLimits => "end_limits",
        }
    }
}

/// A job that this process may do now.
#[derive(Debug, Clone)]
pub struct ClaimedJob {
    /// Its key.
    pub id: i64,
    /// What it does.
    pub kind: JobKind,
    /// What it does it to.
    pub subject_id: Option<i64>,
    /// How often it was tried before.
    pub attempts: i32,
}

type DueJob = (i64, String, Option<i64>, i32, Option<Moment>);

/// How long a claim holds; a process that died is followed by another after this.
const CLAIM: TimeDelta = TimeDelta::minutes(5);

/// Plans a job. Its key says what it is for: planned twice it is one job, moved to the newer time.
pub fn plan(
    db: &mut Db,
    kind: JobKind,
    subject_id: Option<i64>,
    due_at: DateTime<Utc>,
) -> StoreResult<()> {
    let key = match subject_id {
        Some(subject) => format!("{}:{subject}", kind.code()),
        None => kind.code().to_owned(),
    };
    let row = (
        jobs::job_key.eq(&key),
        jobs::kind.eq(kind.code()),
        jobs::subject_id.eq(subject_id),
        jobs::state.eq("waiting"),
        jobs::due_at.eq(Moment::from(due_at)),
        jobs::attempts.eq(0),
    );
    // ON CONFLICT has no common form.
    let added = on_both!(db, |inner| diesel::insert_into(jobs::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added == 0 {
        diesel::update(jobs::table.filter(jobs::job_key.eq(&key)))
            .set((
                jobs::state.eq("waiting"),
                jobs::due_at.eq(Moment::from(due_at)),
                jobs::attempts.eq(0),
                jobs::claimed_until.eq(None::<Moment>),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Plans a job that comes back by itself, unless it is planned already.
pub fn plan_recurring(db: &mut Db, kind: JobKind, due_at: DateTime<Utc>) -> StoreResult<()> {
    let planned: Option<i64> = jobs::table
        .filter(jobs::job_key.eq(kind.code()).and(jobs::state.eq("waiting")))
        .select(jobs::id)
        .first(db)
        .optional()?;
    match planned {
        Some(_) => Ok(()),
        None => plan(db, kind, None, due_at),
    }
}

/// Claims the job that has waited longest among those that are due.
pub fn claim(db: &mut Db, now: DateTime<Utc>) -> StoreResult<Option<ClaimedJob>> {
    let now = Moment::from(now);
    loop {
        let unclaimed = jobs::claimed_until
            .is_null()
            .or(jobs::claimed_until.le(now));
        let found: Option<DueJob> = jobs::table
            .filter(jobs::state.eq("waiting").and(jobs::due_at.le(now)))
            .filter(unclaimed)
            .order((jobs::due_at, jobs::id))
            .select((
                jobs::id,
                jobs::kind,
                jobs::subject_id,
                jobs::attempts,
                jobs::claimed_until,
            ))
            .first(db)
            .optional()?;
        let Some((id, code, subject_id, attempts, seen)) = found else {
            return Ok(None);
        };
        let until = moment(Some(DateTime::from(now) + CLAIM));
        let target = jobs::table.filter(jobs::id.eq(id).and(jobs::state.eq("waiting")));
        // Compare and set: another process may have been first.
        let claimed = match seen {
            None => diesel::update(target.filter(jobs::claimed_until.is_null()))
                .set(jobs::claimed_until.eq(until))
                .execute(db)?,
            Some(seen) => diesel::update(target.filter(jobs::claimed_until.eq(seen)))
                .set(jobs::claimed_until.eq(until))
                .execute(db)?,
        };
        if claimed == 1 {
            let kind = JobKind::ALL
                .into_iter()
                .find(|kind| kind.code() == code)
                .ok_or_else(|| StoreError::corrupt("jobs", &id))?;
            return Ok(Some(ClaimedJob {
                id,
                kind,
                subject_id,
                attempts,
            }));
        }
    }
}

/// Ticks a job off.
pub fn done(db: &mut Db, id: i64) -> StoreResult<()> {
    set_state(db, id, "done", None)
}

/// Gives a job up, with the reason.
pub fn failed(db: &mut Db, id: i64, reason: &str) -> StoreResult<()> {
    set_state(db, id, "failed", Some(reason))
}

/// Puts a job back, to be done at `due_at`; `reason` when it failed, `None` when it comes back by
/// itself.
pub fn again(db: &mut Db, id: i64, due_at: DateTime<Utc>, reason: Option<&str>) -> StoreResult<()> {
    let attempts = if reason.is_some() { 1 } else { 0 };
    diesel::update(jobs::table.find(id))
        .set((
            jobs::due_at.eq(Moment::from(due_at)),
            jobs::claimed_until.eq(None::<Moment>),
            jobs::attempts.eq(jobs::attempts + attempts),
            jobs::last_error.eq(reason),
        ))
        .execute(db)?;
    Ok(())
}

fn set_state(db: &mut Db, id: i64, state: &str, reason: Option<&str>) -> StoreResult<()> {
    diesel::update(jobs::table.find(id))
        .set((
            jobs::state.eq(state),
            jobs::claimed_until.eq(None::<Moment>),
            jobs::last_error.eq(reason),
        ))
        .execute(db)?;
    Ok(())
}

/// How many jobs are due, and how many were given up.
pub fn backlog(db: &mut Db, now: DateTime<Utc>) -> StoreResult<(i64, i64)> {
    let due = jobs::table
        .filter(
            jobs::state
                .eq("waiting")
                .and(jobs::due_at.le(Moment::from(now))),
        )
        .count()
        .get_result(db)?;
    let failed = jobs::table
        .filter(jobs::state.eq("failed"))
        .count()
        .get_result(db)?;
    Ok((due, failed))
}
