//! A second person approves an answer, which publishes it.

use super::write_answer::{effect_of, who_wrote};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_petition, overtaken};
use chrono::{DateTime, TimeDelta, Utc};
use weerklank_domain::calendar::{day_of, start_of};
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{EventKind, Step};
use weerklank_domain::responses::{AnswerEffect, AnswerText, Lack, lacks};
use weerklank_store::petitions::{self, NewAnswer, NewEvent, PetitionRecord};
use weerklank_store::responses::{DraftState, draft, take};
use weerklank_store::{Db, follow, obligations};

/// Approves the revision that was read and publishes it as the next version; answers its number.
/// In one transaction: the version, the event, the state of a petition that was handed over, the
/// obligation, the mails, and the end of the draft.
///
/// # Errors
/// [`ActError::SamePerson`] for whoever offered it, [`ActError::Stale`] when another revision waits,
/// [`ActError::Overtaken`] with who it was when somebody else published it.
pub fn publish_answer(house: &House, actor: &Actor, petition_id: i64, read: i32) -> ActResult<i32> {
    let now = house.clock.now();
    house.store.write(|db| {
        let petition = petitions::find_by_id(db, petition_id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::ApproveAnswers, petition.body_id)?;
        let Some(waiting) = draft(db, petition.id)? else {
            return Err(who_wrote(db, &petition)?);
        };
        if waiting.revision != read || waiting.state != DraftState::Offered {
            return Err(ActError::Stale);
        }
        if waiting.written_by == actor.staff_id {
            return Err(ActError::SamePerson);
        }
        // Compare and set, before anything else is looked at: of two people at once, one takes it.
        if !take(db, petition.id, read)? {
            return Err(who_wrote(db, &petition)?);
        }
        let effect = effect_of(db, &petition)?;
        let is_correction = effect == AnswerEffect::Corrects;
        let missing = lacks(&waiting.text, is_correction, day_of(now));
        if !missing.is_empty() {
            return Err(ActError::Lacking(missing));
        }
        let answer = new_answer(waiting.text, is_correction, now)?;
        let version = petitions::add_answer(db, petition.id, &answer)?;
        mark_answered(db, &petition, effect, now)?;
        let event_id = add_event(db, &petition, &answer, now)?;
        follow::tell_petitioner(db, petition.id, event_id, now)?;
        follow::plan_signer_news(db, event_id, event_kind(is_correction), now)?;
        audit_petition(
            db,
            actor,
            AuditAct::AnswerPublished,
            &petition,
            &format!("version {version}"),
            now,
        )?;
        Ok(version)
    })
}

fn event_kind(is_correction: bool) -> EventKind {
    if is_correction {
        EventKind::AnswerCorrected
    } else {
        EventKind::Answered
    }
}

fn new_answer(text: AnswerText, is_correction: bool, now: DateTime<Utc>) -> ActResult<NewAnswer> {
    let verdict = text
        .verdict
        .ok_or_else(|| ActError::Lacking(vec![Lack::Verdict]))?;
    Ok(NewAnswer {
        verdict,
        heard: text.heard,
        reasons: text.reasons,
        change: Some(text.change).filter(|_| !text.is_no_change),
        responsible: text.responsible,
        adopted_by: text.adopted_by,
        // The day is what was written; its noon falls on it everywhere in the land.
        adopted_at: text
            .adopted_on
            .map(|day| start_of(day) + TimeDelta::hours(12)),
        published_at: now,
        correction: Some(text.correction).filter(|_| is_correction),
    })
}

/// The state and the obligation. A correction leaves the day of the first answer.
fn mark_answered(
    db: &mut Db,
    petition: &PetitionRecord,
    effect: AnswerEffect,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let to = match effect {
        AnswerEffect::Corrects => return Ok(()),
        AnswerEffect::BecomesAnswered => petition.state.after(Step::Answer)?,
        AnswerEffect::StaysAsItIs => petition.state,
    };
    if !petitions::record_answered(db, petition.id, petition.state, to, now)? {
        let decided = [
            AuditAct::PetitionTakenDown,
            AuditAct::PetitionHandedOver,
            AuditAct::PetitionRefused,
        ];
        return Err(overtaken(db, petition, &decided)?);
    }
    obligations::meet(db, petition.id, ObligationKind::Answer, now)?;
    Ok(())
}

fn add_event(
    db: &mut Db,
    petition: &PetitionRecord,
    answer: &NewAnswer,
    now: DateTime<Utc>,
) -> ActResult<i64> {
    let event = NewEvent {
        text: answer.correction.clone(),
        ..NewEvent::plain(event_kind(answer.correction.is_some()), now)
    };
    Ok(petitions::add_event(db, petition.id, &event)?)
}
