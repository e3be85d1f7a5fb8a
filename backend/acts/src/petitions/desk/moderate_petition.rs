//! The text of a petition is moderated: it is taken down, words are left out, no more replies are taken, or what
//! was decided is reversed.

use super::admit::public_name;
use crate::errors::ActResult;
use crate::house::House;
use crate::moderation::{
    Cause, Contribution, Measure, Moderation, impose, keep_decision, refuse_when_claimed, relieve,
};
use crate::people::{Actor, AuditAct, audit_petition};
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::{CannotModerate, ModerationState};
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{
    EventKind, PetitionState, RulingKind, Step, TakenDownReason, moderated_petition,
    petition_standing,
};
use weerklank_store::jobs::{JobKind, plan};
use weerklank_store::moderation::{
    ModerationSubject, TakedownRecord, add_takedown, hold_subject, limits_of, reverse_takedown,
    takedown_of,
};
use weerklank_store::outbox::tell_petitioner_decision;
use weerklank_store::petitions::{
    NewEvent, NewRuling, PetitionRecord, Ruled, add_event, add_ruling, apply_ruling, release,
};
use weerklank_store::{Db, StoreError, obligations};

/// What somebody has to be allowed beside moderating.
fn require(actor: &Actor, body_id: i64, moderation: &Moderation) -> ActResult<()> {
    actor.require(Permission::Moderate, body_id)?;
    if let Moderation::Restrict {
        measure: Measure::Hide | Measure::Remove { .. },
        ..
    } = moderation
    {
        actor.require(Permission::TakeDown, body_id)?;
    }
    match moderation.also_needs() {
        Some(permission) => actor.require(permission, body_id),
        None => Ok(()),
    }
}

/// Takes the decision within a transaction, and answers its key.
pub(crate) fn decide_on_petition(
    house: &House,
    db: &mut Db,
    actor: &Actor,
    petition: &PetitionRecord,
    moderation: &Moderation,
    (cause, now): (Cause, DateTime<Utc>),
) -> ActResult<i64> {
    require(actor, petition.body_id, moderation)?;
    let subject = ModerationSubject::Petition(petition.id);
    refuse_when_claimed(db, actor, subject, now)?;
    hold_subject(db, subject)?;
    let limited = (subject, petition.language.into(), petition.body_id);
    let is_limited = !limits_of(db, subject)?.is_empty();
    let from = petition_standing(petition.state, is_limited);
    match moderation {
        Moderation::Keep { .. } => {}
        Moderation::Restore { undo, .. } => {
            let to = relieve(house, db, limited, from, *undo, now)?;
            if from == ModerationState::Hidden && to != ModerationState::Hidden {
                put_back(house, db, petition, now)?;
            }
        }
        Moderation::Approve | Moderation::Restrict { .. } => {
            moderated_petition(from, moderation.action())?;
        }
    }
    let about = Contribution {
        body_id: petition.body_id,
        round_id: None,
        subject,
        language: petition.language.code(),
        written_at: petition.filed_at,
        waited: false,
    };
    let decision = keep_decision(db, actor.staff_id, &about, moderation, cause, now)?;
    if let Moderation::Restrict { measure, why } = moderation {
        let is_up = petition.state != PetitionState::TakenDown;
        if is_up && matches!(measure, Measure::Hide | Measure::Remove { .. }) {
            let class = TakenDownReason::of(why.rule);
            let reason = (class, why.reason.as_str());
            take_down(db, actor, petition, (decision, reason), now)?;
        }
        impose(house, db, limited, measure, (decision, now))?;
    }
    if moderation.is_told(cause) {
        tell_petitioner_decision(db, petition.id, decision, now)?;
    }
    let act = match moderation {
        Moderation::Restrict {
            measure: Measure::Hide,
            ..
        } => AuditAct::PetitionTakenDown,
        _ => moderation.audit_act(),
    };
    audit_petition(db, actor, act, petition, moderation.rule(), now)?;
    Ok(decision)
}

/// Where a petition goes by a decision, all else of it as it was.
fn ruled(petition: &PetitionRecord, to: PetitionState) -> Ruled {
    Ruled {
        from: petition.state,
        text_version: petition.text_version,
        to,
        is_public: false,
        petitioner_name: None,
        opened_at: petition.opened_at,
        closes_at: petition.closes_at,
        listed_at: None,
    }
}

/// Its address answers 410 from now on, with the class of reason, which is all that is public of the decision
/// there. What was owed to decide on it is met.
fn take_down(
    db: &mut Db,
    actor: &Actor,
    petition: &PetitionRecord,
    (decision_id, (class, reason)): (i64, (TakenDownReason, &str)),
    now: DateTime<Utc>,
) -> ActResult<()> {
    let to = petition.state.after(Step::TakeDown)?;
    if !apply_ruling(db, petition.id, &ruled(petition, to), now)? {
        return Err(StoreError::Changed.into());
    }
    add_takedown(
        db,
        petition.id,
        TakedownRecord {
            decision_id,
            state: petition.state,
            is_public: petition.is_public,
        },
    )?;
    let ruling = NewRuling {
        kind: RulingKind::TakeDown,
        text_version: petition.text_version,
        code: Some(class.code()),
        citation: None,
        reason: Some(reason),
        staff_id: actor.staff_id,
        at: now,
    };
    add_ruling(db, petition.id, &ruling)?;
    release(db, petition.id, None)?;
    obligations::meet(db, petition.id, ObligationKind::Decide, now)?;
    let event = NewEvent {
        code: Some(class.code().to_owned()),
        ..NewEvent::plain(EventKind::TakenDown, now)
    };
    add_event(db, petition.id, &event)?;
    Ok(())
}

/// It is where it was before, and goes on from there: what the clock would have done meanwhile, it does now.
fn put_back(
    house: &House,
    db: &mut Db,
    petition: &PetitionRecord,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let taken = takedown_of(db, petition.id)?.ok_or(CannotModerate::NotHidden)?;
    let to = petition.state.put_back(taken.state);
    let to = to.ok_or(CannotModerate::NotHidden)?;
    let has_name = taken.is_public && to != PetitionState::Refused;
    let back = Ruled {
        is_public: taken.is_public,
        petitioner_name: match has_name {
            true => public_name(house, db, petition.id)?,
            false => None,
        },
        ..ruled(petition, to)
    };
    let is_reversed = reverse_takedown(db, taken.decision_id, now)?;
    if !is_reversed || !apply_ruling(db, petition.id, &back, now)? {
        return Err(StoreError::Changed.into());
    }
    if to == PetitionState::Submitted {
        obligations::reopen(db, petition.id, ObligationKind::Decide)?;
    }
    if to == PetitionState::Open {
        if let (false, Some(opens_at)) = (taken.is_public, petition.opened_at) {
            plan(db, JobKind::OpenPetition, Some(petition.id), opens_at)?;
        }
        if let Some(closes_at) = petition.closes_at {
            plan(db, JobKind::ClosePetition, Some(petition.id), closes_at)?;
        }
    }
    let event = NewEvent::plain(EventKind::Restored, now);
    add_event(db, petition.id, &event)?;
    Ok(())
}
