//! Somebody begins and writes an answer to a theme, an input or a part.

use super::cut_input::live_input;
use super::subject::{Needs, held_round, open_theme};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::audit_round;
use chrono::{DateTime, Utc};
use weerklank_domain::people::Permission;
use weerklank_domain::responses::{AnswerText, ChangePlace, ResponseText};
use weerklank_store::Db;
use weerklank_store::dossiers::{document, documents};
use weerklank_store::responses::{
    self as store, ResponseRecord, ResponseSubject, Touched, begin_response, parts_of, response,
    settle, template, theme_by_id,
};
use weerklank_store::rounds::RoundRecord;

/// What an answer is to, as people know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerTo {
    /// The theme with this number.
    Theme(i64),
    /// The input with this number, as a whole.
    Input(i64),
    /// A part: the numbers of its input and of itself.
    Part(i64, i32),
}

pub(super) fn subject_of(
    db: &mut Db,
    round: &RoundRecord,
    to: AnswerTo,
) -> ActResult<ResponseSubject> {
    match to {
        AnswerTo::Theme(number) => Ok(ResponseSubject::Theme(open_theme(db, round.id, number)?.id)),
        AnswerTo::Input(number) => {
            let input = live_input(db, round.id, number)?;
            // Of one that was cut every part has its own.
            match parts_of(db, input.id)?.is_empty() {
                true => Ok(ResponseSubject::Input(input.id)),
                false => Err(ActError::Handled),
            }
        }
        AnswerTo::Part(number, part) => {
            let input = live_input(db, round.id, number)?;
            let parts = parts_of(db, input.id)?;
            let part = parts.iter().find(|one| one.number == part);
            let part = part.ok_or(ActError::Missing)?;
            Ok(ResponseSubject::Part(input.id, part.id))
        }
    }
}

/// The inputs that may stand otherwise when an answer changes.
pub(super) fn touched(subject: ResponseSubject) -> Touched {
    match subject {
        ResponseSubject::Theme(id) => Touched::Theme(id),
        ResponseSubject::Input(id) | ResponseSubject::Part(id, _) => Touched::Input(id),
    }
}

/// Begins an answer, with a template or without; answers its number. One that was begun before is that one.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::Handled`] for a whole input that was cut, [`ActError::NotAllowed`],
/// [`ActError::CannotHandle`].
pub fn begin_answer(
    house: &House,
    actor: &Actor,
    round_id: i64,
    to: AnswerTo,
    template_id: Option<i64>,
) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let subject = subject_of(db, &round, to)?;
        let mut text = first_text(db, &round, subject)?;
        if let Some(id) = template_id {
            let begun = template(db, round.body.0, id)?.ok_or(ActError::Missing)?;
            text.answer.verdict = begun.verdict;
            text.answer.reasons = begun.reasons;
        }
        let by = (actor.staff_id, now);
        let number = begin_response(db, round.id, subject, &text, template_id, by)?;
        let place = (round.number, round.body.0);
        let detail = format!("answer {number}");
        audit_round(db, actor, AuditAct::ResponseWritten, place, &detail, now)?;
        Ok(number)
    })
}

/// What an answer begins with: the summary of its theme, and the body that will adopt it.
pub(super) fn first_text(
    db: &mut Db,
    round: &RoundRecord,
    subject: ResponseSubject,
) -> ActResult<ResponseText> {
    let heard = match subject {
        ResponseSubject::Theme(id) => theme_by_id(db, id)?.map(|theme| theme.summary),
        ResponseSubject::Input(_) | ResponseSubject::Part(_, _) => None,
    };
    Ok(ResponseText {
        answer: AnswerText {
            heard: heard.unwrap_or_default(),
            adopted_by: round.body_name(round.language).to_owned(),
            ..AnswerText::default()
        },
        place: ChangePlace::default(),
    })
}

/// An answer of the round that is held.
pub(super) fn answer_of(db: &mut Db, round_id: i64, number: i64) -> ActResult<ResponseRecord> {
    response(db, round_id, number)?.ok_or(ActError::Missing)
}

/// Only papers of the round's own dossier are where something changes.
pub(super) fn check_place(db: &mut Db, round: &RoundRecord, place: &ChangePlace) -> ActResult<()> {
    let Some(id) = place.document_id else {
        return Ok(());
    };
    let is_of_dossier = documents(db, round.dossier.0)?
        .iter()
        .any(|paper| paper.id == id);
    let newest = document(db, id)?.map(|(_, version)| version);
    let has_version = place
        .version
        .is_none_or(|version| newest.is_some_and(|newest| (1..=newest).contains(&version)));
    match is_of_dossier && has_version {
        true => Ok(()),
        false => Err(ActError::Missing),
    }
}

pub(super) fn write_over(
    db: &mut Db,
    (actor, round, found): (&Actor, &RoundRecord, &ResponseRecord),
    read: i32,
    text: &ResponseText,
    now: DateTime<Utc>,
) -> ActResult<i32> {
    check_place(db, round, &text.place)?;
    let by = (actor.staff_id, now);
    let Some(revision) = store::write_response(db, found.id, read, text, by)? else {
        return Err(ActError::Stale);
    };
    // What was approved and is written anew waits again, unless a report has it.
    if found.is_given {
        settle(db, round.id, touched(found.subject))?;
    }
    Ok(revision)
}

/// Writes an answer over the revision that was read; answers the new one. What was approved has to be
/// approved again.
///
/// # Errors
/// [`ActError::Stale`] for another revision, [`ActError::Missing`] without such an answer or paper,
/// [`ActError::NotAllowed`], [`ActError::CannotHandle`].
pub fn write_response(
    house: &House,
    actor: &Actor,
    (round_id, number): (i64, i64),
    read: i32,
    text: &ResponseText,
) -> ActResult<i32> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let found = answer_of(db, round.id, number)?;
        let revision = write_over(db, (actor, &round, &found), read, text, now)?;
        let place = (round.number, round.body.0);
        let detail = format!("answer {number}, revision {revision}");
        audit_round(db, actor, AuditAct::ResponseWritten, place, &detail, now)?;
        Ok(revision)
    })
}
