//! Somebody else decides anew; both sides are told, and what was wrongly hidden comes back.

use super::{Cause, Measure, Moderation, Target, Undo, Why};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::moderation::{ComplaintOutcome, DecisionSource, Side};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_store::moderation::{
    close_complaint, complaint, decision, notices_of_decision, tell_notifier,
};

/// What is decided on a complaint.
#[derive(Debug, Clone)]
pub struct ComplaintRuling {
    /// What became of it.
    pub outcome: ComplaintOutcome,
    /// What is done after all, where somebody reported it and was not heard.
    pub measure: Option<(Measure, Why)>,
    /// Why, as both sides are told.
    pub reason: Passage,
}

impl ComplaintRuling {
    /// What happens to the contribution.
    ///
    /// # Errors
    /// [`ActError::GroundsLacking`] when something would be restricted without saying what and why.
    fn moderation(
        &self,
        side: Side,
        target: &Target,
        (taken, stands): (i64, bool),
    ) -> ActResult<Moderation> {
        let reason = self.reason.clone();
        let is_right = match self.outcome {
            ComplaintOutcome::Upheld => true,
            ComplaintOutcome::Partly | ComplaintOutcome::Rejected => false,
        };
        Ok(match side {
            Side::Author if is_right && stands => Moderation::Restore {
                undo: Undo::Decision(taken),
                reason,
            },
            Side::Notifier if is_right && target.can_be_restricted() => {
                let (measure, why) = self.measure.clone().ok_or(ActError::GroundsLacking)?;
                Moderation::Restrict { measure, why }
            }
            Side::Author | Side::Notifier => Moderation::Keep { reason },
        })
    }
}

/// Decides.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Missing`], [`ActError::SamePerson`] for whoever took the decision,
/// [`ActError::Stale`] when it is decided already, [`ActError::GroundsLacking`], or what the store says.
pub fn decide_complaint(
    house: &House,
    actor: &Actor,
    id: i64,
    ruling: &ComplaintRuling,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let complaint = complaint(db, id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::Moderate, complaint.body_id)?;
        if complaint.decided_by == actor.staff_id {
            return Err(ActError::SamePerson);
        }
        if complaint.closed.is_some() {
            return Err(ActError::Stale);
        }
        let before = decision(db, complaint.decision_id)?.ok_or(ActError::Missing)?;
        let target = Target::find(db, before.subject, now)?;
        let cause = Cause {
            source: DecisionSource::Complaint,
            since: Some(complaint.opened_at),
        };
        let stands = target.stands(db, &before)?;
        let moderation = ruling.moderation(complaint.side, &target, (before.id, stands))?;
        let review = target.decide(house, db, actor, &moderation, (cause, now))?;
        if !close_complaint(db, id, ruling.outcome, (actor.staff_id, review), now)? {
            return Err(ActError::Stale);
        }
        // The author was told with the decision; here is the other side.
        for notice in notices_of_decision(db, complaint.decision_id)? {
            if notice.sealed.is_some() {
                tell_notifier(db, notice.id, &format!("complaint {id}"), now)?;
            }
        }
        let name = complaint.decision_id.to_string();
        let subject = Subject {
            kind: "decision",
            name: &name,
            body_id: Some(complaint.body_id),
        };
        let outcome = ruling.outcome.code();
        audit(db, actor, AuditAct::ComplaintDecided, subject, outcome, now)?;
        Ok(())
    })
}
