//! A notice is decided: what it is about is restricted, or stays; whoever reported it and whoever wrote it are
//! told.

use super::{Cause, Measure, Moderation, Target, Why};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, Utc};
use weerklank_domain::moderation::{DecisionSource, NoticeOutcome};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_store::Db;
use weerklank_store::moderation::{
    NoticeRecord, decide_notice as keep_outcome, notice, tell_notifier,
};

/// What is decided on a notice. One that is right cannot be upheld without doing something, and saying why.
#[derive(Debug, Clone)]
pub enum NoticeRuling {
    /// It is right, in whole or in part.
    Restrict {
        /// Whether it is right in part only.
        is_partly: bool,
        /// What is done.
        measure: Measure,
        /// Why, as both sides are told.
        why: Why,
    },
    /// It is not.
    Keep {
        /// Why, as whoever reported it is told.
        reason: Passage,
    },
}

impl NoticeRuling {
    fn outcome(&self) -> NoticeOutcome {
        match self {
            Self::Restrict {
                is_partly: true, ..
            } => NoticeOutcome::Partly,
            Self::Restrict {
                is_partly: false, ..
            } => NoticeOutcome::Upheld,
            Self::Keep { .. } => NoticeOutcome::NotUpheld,
        }
    }

    /// What happens to a contribution; one that is hidden or gone already stays so.
    fn moderation(&self, target: &Target) -> Moderation {
        match self.clone() {
            Self::Restrict { measure, why, .. } if target.possible(measure.action()) => {
                Moderation::Restrict { measure, why }
            }
            Self::Restrict { why, .. } => Moderation::Keep { reason: why.reason },
            Self::Keep { reason } => Moderation::Keep { reason },
        }
    }
}

/// Decides.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Missing`], [`ActError::Stale`] when it is decided already,
/// [`ActError::Claimed`] when a colleague works on it, or what the store says.
pub fn decide_notice(
    house: &House,
    actor: &Actor,
    id: i64,
    ruling: &NoticeRuling,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let notice = notice(db, id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::Moderate, notice.body_id)?;
        if notice.decided.is_some() {
            return Err(ActError::Stale);
        }
        if let Some((holder, name)) = &notice.assigned_to
            && *holder != actor.staff_id
        {
            return Err(ActError::Claimed(name.clone(), now));
        }
        let target = Target::find(db, notice.subject, now)?;
        let cause = Cause {
            source: DecisionSource::Notice,
            since: Some(notice.received_at),
        };
        let decision =
            target.decide(house, db, actor, &ruling.moderation(&target), (cause, now))?;
        settle_notice(db, actor, &notice, (ruling.outcome(), decision), now)
    })
}

/// Keeps what became of a notice by a decision; whoever reported is told.
pub(super) fn settle_notice(
    db: &mut Db,
    actor: &Actor,
    notice: &NoticeRecord,
    (outcome, decision): (NoticeOutcome, i64),
    now: DateTime<Utc>,
) -> ActResult<()> {
    if !keep_outcome(db, notice.id, outcome, decision, now)? {
        return Err(ActError::Stale);
    }
    if notice.sealed.is_some() {
        tell_notifier(db, notice.id, "decided", now)?;
    }
    let subject = Subject {
        kind: "notice",
        name: &notice.number,
        body_id: Some(notice.body_id),
    };
    let act = AuditAct::NoticeDecided;
    audit(db, actor, act, subject, outcome.code(), now)?;
    Ok(())
}
