//! A spreadsheet with themes and answers comes back: what it changed is kept, looked at beside what stands
//! here now, and taken over as far as somebody chooses.

use super::put_inputs::{moved_in, put};
use super::subject::{Needs, held_round, open_theme};
use super::theme_text::ThemeText;
use super::write_response::{AnswerTo, first_text, subject_of, write_over};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::audit_round;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;
use weerklank_domain::people::Permission;
use weerklank_domain::responses::{
    SheetAnswer, SheetInput, SheetKey, SheetPlace, SheetText, ThemeEvent, Worksheet, merge,
};
use weerklank_store::Db;
use weerklank_store::responses::{
    self as store, Chosen, ThemeRecord, add_theme, add_theme_event, add_worksheet, begin_response,
    erase_worksheets, places_of, response_to, theme_by_id, themes_of, titled,
};
use weerklank_store::rounds::RoundRecord;

/// How long what was brought back is kept.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(30);

/// Keeps what a spreadsheet changed, to be looked at; answers its key. What was brought back long ago is
/// thrown away.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::CannotHandle`], or what the store says.
pub fn bring_back(
    house: &House,
    actor: &Actor,
    round_id: i64,
    file_name: &str,
    sheet: &Worksheet,
) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        erase_worksheets(db, now - KEPT_FOR)?;
        let by = (round.id, actor.staff_id);
        Ok(add_worksheet(db, by, file_name, sheet, now)?)
    })
}

/// Throws away what a spreadsheet changed.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::NotAllowed`], [`ActError::CannotHandle`].
pub fn drop_worksheet(house: &House, actor: &Actor, round_id: i64, id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        match store::drop_worksheet(db, round.id, id)? {
            true => Ok(()),
            false => Err(ActError::Missing),
        }
    })
}

/// An answer that is taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picked {
    /// What it is about.
    pub key: SheetKey,
    /// The revision that was looked at; 0 when there was no answer.
    pub read: i32,
    /// Whether the sheet's text is taken too where both changed it.
    pub over: bool,
}

/// What is taken over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetChoice {
    /// Answers.
    pub answers: Vec<Picked>,
    /// Inputs, by number, with the theme that they were seen in.
    pub inputs: Vec<(i64, Option<i64>)>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Applied {
    /// Answers that were written.
    pub written: i64,
    /// Inputs that moved.
    pub moved: i64,
    /// What changed after it was looked at, or cannot be: it was left as it is.
    pub left: i64,
}

/// Takes over what was chosen. Answers are drafts again, to be approved by another person as ever.
///
/// # Errors
/// [`ActError::Nothing`] when nothing was taken over and nothing left, [`ActError::Missing`] without such
/// a sheet, [`ActError::NotAllowed`], [`ActError::CannotHandle`].
pub fn apply_worksheet(
    house: &House,
    actor: &Actor,
    (round_id, id): (i64, i64),
    choice: &SheetChoice,
) -> ActResult<Applied> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let sheet = store::worksheet(db, round.id, id)?.ok_or(ActError::Missing)?;
        let mut applied = Applied::default();
        for picked in &choice.answers {
            let row = sheet
                .content
                .answers
                .iter()
                .find(|row| row.key == picked.key);
            let outcome = match row {
                Some(row) => take_over(db, (actor, &round), row, *picked, now),
                None => Err(ActError::Missing),
            };
            match left(outcome)? {
                Some(true) => applied.written += 1,
                Some(false) => {}
                None => applied.left += 1,
            }
        }
        place(
            db,
            (actor, &round),
            (&sheet.content.inputs, &choice.inputs),
            &mut applied,
            now,
        )?;
        if applied == Applied::default() {
            return Err(ActError::Nothing);
        }
        let place = (round.number, round.body.0);
        let Applied { written, moved, .. } = applied;
        if written > 0 {
            let detail = format!("{written} answers from sheet {id}");
            audit_round(db, actor, AuditAct::ResponseWritten, place, &detail, now)?;
        }
        if moved > 0 {
            let detail = format!("{moved} from sheet {id}");
            audit_round(db, actor, AuditAct::InputsSorted, place, &detail, now)?;
        }
        Ok(applied)
    })
}

/// What came of one row; `None` for one that is left as it is.
fn left<T>(outcome: ActResult<T>) -> ActResult<Option<T>> {
    match outcome {
        Ok(done) => Ok(Some(done)),
        Err(ActError::Stale | ActError::Missing | ActError::Handled | ActError::CannotHandle) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Writes what a row says over the answer as it was looked at; `false` when it reads that way already.
fn take_over(
    db: &mut Db,
    (actor, round): (&Actor, &RoundRecord),
    row: &SheetAnswer,
    picked: Picked,
    now: DateTime<Utc>,
) -> ActResult<bool> {
    let to = match row.key {
        SheetKey::Theme(number) => AnswerTo::Theme(number),
        SheetKey::Input(number) => AnswerTo::Input(number),
        SheetKey::Part(number, part) => AnswerTo::Part(number, part),
    };
    let subject = subject_of(db, round, to)?;
    let there = response_to(db, subject)?;
    if there.as_ref().map_or(0, |answer| answer.revision) != picked.read {
        return Err(ActError::Stale);
    }
    let begun = match &there {
        Some(answer) => answer.text.clone(),
        None => first_text(db, round, subject)?,
    };
    let here = there
        .as_ref()
        .map_or_else(SheetText::default, |answer| SheetText::of(&answer.text));
    let mut merged = merge(&row.base, &row.text, &here);
    if picked.over {
        for field in &merged.conflicts {
            merged.text.take(*field, &row.text);
        }
    }
    if merged.text == here {
        return Ok(false);
    }
    let text = merged.text.written_over(&begun);
    match there {
        Some(answer) => {
            write_over(db, (actor, round, &answer), answer.revision, &text, now)?;
        }
        None => {
            let by = (actor.staff_id, now);
            begin_response(db, round.id, subject, &text, None, by)?;
        }
    }
    Ok(true)
}

/// Moves the inputs that were chosen and stand where they were seen, those with one aim together.
fn place(
    db: &mut Db,
    (actor, round): (&Actor, &RoundRecord),
    (rows, chosen): (&[SheetInput], &[(i64, Option<i64>)]),
    applied: &mut Applied,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let numbers: Vec<i64> = chosen.iter().map(|(number, _)| *number).collect();
    let here = places_of(db, round.id, &numbers)?;
    let rows: BTreeMap<i64, &SheetPlace> =
        rows.iter().map(|row| (row.number, &row.place)).collect();
    let mut aims: BTreeMap<&SheetPlace, Vec<i64>> = BTreeMap::new();
    for (number, seen) in chosen {
        match (rows.get(number), here.get(number)) {
            (Some(place), Some(is)) if is == seen => {
                aims.entry(*place).or_default().push(*number);
            }
            _ => applied.left += 1,
        }
    }
    for (place, numbers) in aims {
        let amount = i64::try_from(numbers.len()).unwrap_or(i64::MAX);
        let aim = match left(aim(db, (actor, round), place, now))? {
            Some(aim) => aim,
            None => {
                applied.left += amount;
                continue;
            }
        };
        let moved = put(
            db,
            actor,
            round,
            &Chosen::Numbers(numbers),
            aim.as_ref(),
            now,
        )?;
        applied.moved += moved_in(&moved);
    }
    Ok(())
}

/// The theme that a sheet means; one that has no such title yet is made.
fn aim(
    db: &mut Db,
    (actor, round): (&Actor, &RoundRecord),
    place: &SheetPlace,
    now: DateTime<Utc>,
) -> ActResult<Option<ThemeRecord>> {
    match place {
        SheetPlace::Nowhere => Ok(None),
        SheetPlace::Theme(number) => open_theme(db, round.id, *number).map(Some),
        SheetPlace::Title(title) => {
            let text = ThemeText::parse(title, "").map_err(|_| ActError::Missing)?;
            let themes = themes_of(db, round.id)?;
            let id = match titled(&themes, text.title()) {
                Some(theme) => theme.id,
                None => {
                    let (id, _) = add_theme(db, round.id, text.title(), text.summary(), now)?;
                    let made = (ThemeEvent::Made, text.title(), 0);
                    add_theme_event(db, id, made, actor.staff_id, now)?;
                    id
                }
            };
            Ok(theme_by_id(db, id)?)
        }
    }
}
