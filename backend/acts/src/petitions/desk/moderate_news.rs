//! News of a petitioner is moderated: approved, so that it is on the thread, or not; and taken off the thread or
//! put back there.

use crate::errors::ActResult;
use crate::house::House;
use crate::moderation::{
    Cause, Contribution, Measure, Moderation, impose, keep_decision, refuse_when_claimed, relieve,
};
use crate::people::{Actor, AuditAct, audit_petition, overtaken};
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::{CannotModerate, ModerationState};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{NewsState, moderated_news, news_standing};
use weerklank_store::moderation::{ModerationSubject, hold_subject, limits_of};
use weerklank_store::outbox::tell_petitioner_decision;
use weerklank_store::petitions::{
    PetitionRecord, UpdateRecord, follow_news, put_on_thread, restand_update,
};
use weerklank_store::{Db, StoreError, follow};

/// Takes the decision within a transaction, and answers its key.
///
/// # Errors
/// [`crate::ActError::Overtaken`] says who decided before, beside those of every decision.
pub(crate) fn decide_on_news(
    house: &House,
    db: &mut Db,
    actor: &Actor,
    (news, petition): (&UpdateRecord, &PetitionRecord),
    moderation: &Moderation,
    (cause, now): (Cause, DateTime<Utc>),
) -> ActResult<i64> {
    let body_id = petition.body_id;
    actor.require(Permission::ApproveUpdates, body_id)?;
    if let Some(permission) = moderation.also_needs() {
        actor.require(permission, body_id)?;
    }
    let subject = ModerationSubject::Update(news.id);
    refuse_when_claimed(db, actor, subject, now)?;
    hold_subject(db, subject)?;
    let limited = (subject, petition.language.into(), body_id);
    let is_limited = !limits_of(db, subject)?.is_empty();
    let from = news_standing(news.state, is_limited);
    let to = match moderation {
        Moderation::Keep { .. } => from,
        Moderation::Restore { undo, .. } => relieve(house, db, limited, from, *undo, now)?,
        Moderation::Approve | Moderation::Restrict { .. } => {
            match moderated_news(from, moderation.action()) {
                Err(CannotModerate::NotAwaiting | CannotModerate::AlreadyHidden) => {
                    let acts = [AuditAct::UpdateApproved, AuditAct::UpdateDeclined];
                    return Err(overtaken(db, petition, &acts)?);
                }
                other => other?,
            }
        }
    };
    let about = Contribution {
        body_id,
        round_id: None,
        subject,
        language: petition.language.code(),
        written_at: news.written_at,
        waited: from == ModerationState::Awaiting,
    };
    let to = (state_of(to), moderation.reason());
    if to.0 != news.state && !restand_update(db, news, to, actor.staff_id, now)? {
        return Err(StoreError::Changed.into());
    }
    let decision = keep_decision(db, actor.staff_id, &about, moderation, cause, now)?;
    if let Moderation::Restrict { measure, .. } = moderation {
        impose(house, db, limited, measure, (decision, now))?;
    }
    if to.0 == NewsState::Approved && news.event_id.is_none() {
        let event = put_on_thread(db, news, now)?;
        follow::tell_petitioner(db, petition.id, event, now)?;
    } else if to.0 != news.state {
        follow_news(db, news.id)?;
    }
    if moderation.is_told(cause) && !matches!(moderation, Moderation::Approve) {
        tell_petitioner_decision(db, petition.id, decision, now)?;
    }
    let act = match moderation {
        Moderation::Approve => AuditAct::UpdateApproved,
        Moderation::Restrict {
            measure: Measure::Hide,
            ..
        } => AuditAct::UpdateDeclined,
        _ => moderation.audit_act(),
    };
    audit_petition(db, actor, act, petition, moderation.rule(), now)?;
    Ok(decision)
}

fn state_of(standing: ModerationState) -> NewsState {
    match standing {
        ModerationState::Awaiting => NewsState::Waiting,
        ModerationState::Visible | ModerationState::Limited => NewsState::Approved,
        ModerationState::Hidden => NewsState::Declined,
    }
}
