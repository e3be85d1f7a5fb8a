//! The scheduler: one thread that does what is due, by the house's clock.

use crate::web::App;
use chrono::TimeDelta;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use weerklank_acts::commitments::erase_old_followers;
use weerklank_acts::follow::tell_signers;
use weerklank_acts::inputs::{erase_old_proofs, erase_participants};
use weerklank_acts::moderation::{end_limits, erase_notifiers, erase_originals};
use weerklank_acts::people::erase_old_sessions;
use weerklank_acts::petitions::write::erase_drafts;
use weerklank_acts::petitions::{
    close, erase_unconfirmed, forget_sent_mails, open, remind, seal_answered,
};
use weerklank_acts::representation::erase_voices;
use weerklank_acts::rounds::{close_round, open_round};
use weerklank_acts::{ActError, ActResult};
use weerklank_store::jobs::{self, ClaimedJob, JobKind};

/// Jobs that come back by themselves, and how soon.
const RECURRING: [(JobKind, TimeDelta); 5] = [
    (JobKind::EraseDrafts, TimeDelta::hours(12)),
    (JobKind::RemindSigners, TimeDelta::minutes(10)),
    (JobKind::EraseUnconfirmed, TimeDelta::minutes(30)),
    (JobKind::SealSignatures, TimeDelta::hours(6)),
    (JobKind::EndLimits, TimeDelta::minutes(10)),
];
const MOST_ATTEMPTS: i32 = 10;
/// How often limits forget whoever has been quiet.
const SWEEP: Duration = Duration::from_secs(60);

/// Plans what comes back by itself.
///
/// # Errors
/// What the store says.
pub fn plan_recurring(app: &App) -> ActResult<()> {
    let now = app.house.clock.now();
    app.house.store.write(|db| {
        for (kind, _) in RECURRING {
            jobs::plan_recurring(db, kind, now)?;
        }
        Ok(())
    })
}

/// Works until `stop` is closed, looking every `tick`.
pub fn run(app: &Arc<App>, stop: &Receiver<()>, tick: Duration) {
    let mut swept = Instant::now();
    loop {
        let pause = match do_one(app) {
            Ok(true) => Duration::ZERO,
            Ok(false) => tick,
            Err(error) => {
                tracing::error!(%error, "the scheduler could not look");
                tick
            }
        };
        if swept.elapsed() >= SWEEP {
            app.limits.sweep();
            swept = Instant::now();
        }
        match stop.recv_timeout(pause) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Does the job that has waited longest; `false` when none is due.
fn do_one(app: &App) -> ActResult<bool> {
    let now = app.house.clock.now();
    // Looking costs no writer's lock; claiming does.
    let (due, _) = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(jobs::backlog(db, now)?))?;
    if due == 0 {
        return Ok(false);
    }
    let claimed = app
        .house
        .store
        .write(|db| Ok::<_, ActError>(jobs::claim(db, now)?))?;
    let Some(job) = claimed else {
        return Ok(false);
    };
    let outcome = perform(app, &job);
    app.house.store.write(|db| {
        match &outcome {
            Ok(()) => match RECURRING.iter().find(|(kind, _)| *kind == job.kind) {
                Some((_, period)) => jobs::again(db, job.id, now + *period, None)?,
                None => jobs::done(db, job.id)?,
            },
            Err(error) if job.attempts + 1 < MOST_ATTEMPTS => {
                tracing::warn!(job = job.id, kind = ?job.kind, %error, "a job failed and is tried again");
                let wait = TimeDelta::minutes(1 << job.attempts.clamp(0, 8));
                jobs::again(db, job.id, now + wait, Some(&error.to_string()))?;
            }
            Err(error) => {
                tracing::error!(job = job.id, kind = ?job.kind, %error, "a job was given up");
                jobs::failed(db, job.id, &error.to_string())?;
            }
        }
        Ok::<_, ActError>(())
    })?;
    Ok(true)
}

fn perform(app: &App, job: &ClaimedJob) -> ActResult<()> {
    let house = &app.house;
    let subject = || job.subject_id.ok_or(ActError::Missing);
    match job.kind {
        JobKind::ClosePetition => {
            let closed = close(house, subject()?)?;
            tracing::info!(petition = job.subject_id, closed, "closing time");
        }
        JobKind::OpenPetition => {
            let opened = open(house, subject()?)?;
            tracing::info!(petition = job.subject_id, opened, "opening time");
        }
        JobKind::RemindSigners => {
            let reminded = remind(house)?;
            tracing::debug!(reminded, "reminders were queued");
        }
        JobKind::EraseUnconfirmed => {
            let erased = erase_unconfirmed(house)?;
            let forgotten = forget_sent_mails(house)?;
            tracing::debug!(
                erased,
                forgotten,
                "unconfirmed signatures and old mails were erased"
            );
        }
        JobKind::EraseDrafts => {
            let drafts = erase_drafts(house)?;
            let sessions = erase_old_sessions(house)?;
            let proofs = erase_old_proofs(house)?;
            let (authors, repliers) = erase_participants(house)?;
            let notifiers = erase_notifiers(house)?;
            let followers = erase_old_followers(house)?;
            let voices = erase_voices(house)?;
            tracing::debug!(
                drafts,
                sessions,
                proofs,
                authors,
                repliers,
                notifiers,
                followers,
                voices,
                "old drafts, sessions, proofs and people who took part were erased"
            );
        }
        JobKind::SealSignatures => {
            let sealed = seal_answered(house)?;
            tracing::debug!(sealed, "signatures of answered petitions were sealed");
        }
        JobKind::OpenRound => {
            let opened = open_round(house, subject()?)?;
            tracing::info!(round = job.subject_id, opened, "opening time");
        }
        JobKind::CloseRound => {
            let closed = close_round(house, subject()?)?;
            tracing::info!(round = job.subject_id, closed, "closing time");
        }
        JobKind::EndLimits => {
            let ended = end_limits(house)?;
            let erased = erase_originals(house)?;
            tracing::debug!(
                ended,
                erased,
                "limits ended, and words left out were erased"
            );
        }
        JobKind::TellSigners => {
            tell_signers(house, subject()?)?;
            tracing::info!(event = job.subject_id, "signers are told");
        }
    }
    Ok(())
}
