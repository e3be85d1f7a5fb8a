//! An input is cut into quoted parts, each to be answered by itself.

use super::subject::{Needs, held_round};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::inputs::InputState;
use weerklank_domain::people::Permission;
use weerklank_domain::responses::cut;
use weerklank_store::Db;
use weerklank_store::inputs::{InputRecord, find};
use weerklank_store::responses::{
    PartRecord, ResponseSubject, Touched, add_part, drop_part, parts_of, put_whole, response_to,
    set_asides_of, settle,
};

/// An input of the round that is held, and that is neither withdrawn nor hidden.
pub(super) fn live_input(db: &mut Db, round_id: i64, number: i64) -> ActResult<InputRecord> {
    let input = find(db, round_id, number)?.ok_or(ActError::Missing)?;
    match input.standing.state {
        InputState::Withdrawn | InputState::Removed => Err(ActError::CannotHandle),
        InputState::Open | InputState::Answered | InputState::SetAside => Ok(input),
    }
}

/// Whether something was decided on the whole input, so that it cannot be cut.
fn is_handled_whole(db: &mut Db, input: &InputRecord) -> ActResult<bool> {
    if response_to(db, ResponseSubject::Input(input.id))?.is_some() {
        return Ok(true);
    }
    let asides = set_asides_of(db, input.id)?;
    Ok(asides
        .iter()
        .any(|aside| aside.part_id.is_none() && aside.lifted_at.is_none()))
}

/// What remains beside the quotes is a part as long as it says something.
fn keep_remainder(
    db: &mut Db,
    key: (i64, i64),
    parts: &[PartRecord],
    has_remainder: bool,
    theme_id: Option<i64>,
) -> ActResult<()> {
    let there = parts.iter().find(|part| part.number == 0);
    match (there, has_remainder) {
        (None, true) => add_part(db, key, 0, "", theme_id)?,
        // Something was decided on it: the decision stands, and what remains with it.
        (Some(part), false) => {
            drop_part(db, part.id)?;
        }
        _ => {}
    }
    Ok(())
}

/// Cuts one quote out of an input; answers the number of the part. The theme of a whole input goes to what
/// remains.
///
/// # Errors
/// [`ActError::CannotCut`] for words that are not in the text or in another part, [`ActError::Handled`]
/// when the whole input was answered or set aside, [`ActError::CannotHandle`] while its author may
/// still change it, [`ActError::Missing`], [`ActError::NotAllowed`].
pub fn cut_input(
    house: &House,
    actor: &Actor,
    (round_id, number): (i64, i64),
    quote: &str,
) -> ActResult<i32> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Answering);
        let round = held_round(db, actor, asked, round_id, now)?;
        let input = live_input(db, round.id, number)?;
        if is_handled_whole(db, &input)? {
            return Err(ActError::Handled);
        }
        let parts = parts_of(db, input.id)?;
        let quotes: Vec<String> = parts
            .iter()
            .filter(|part| part.number > 0)
            .map(|part| part.quote.clone())
            .collect();
        let found = cut(&input.text, &quotes, quote)?;
        let next = parts.iter().map(|part| part.number).max().unwrap_or(0) + 1;
        let key = (round.id, input.id);
        add_part(db, key, next, &found.quote, None)?;
        keep_remainder(db, key, &parts, found.has_remainder, input.theme_id)?;
        put_whole(db, input.id, None)?;
        settle(db, round.id, Touched::Input(input.id))?;
        let name = input.number.to_string();
        let subject = Subject {
            kind: "input",
            name: &name,
            body_id: Some(round.body.0),
        };
        audit(db, actor, AuditAct::InputCut, subject, "", now)?;
        Ok(next)
    })
}

/// Makes an input whole again that nothing was decided on.
///
/// # Errors
/// [`ActError::Handled`] when a part was answered, drafted or set aside; otherwise as [`cut_input`].
pub fn make_whole(house: &House, actor: &Actor, (round_id, number): (i64, i64)) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Answering);
        let round = held_round(db, actor, asked, round_id, now)?;
        let input = live_input(db, round.id, number)?;
        let parts = parts_of(db, input.id)?;
        if parts.is_empty() {
            return Err(ActError::Nothing);
        }
        for part in &parts {
            if !drop_part(db, part.id)? {
                return Err(ActError::Handled);
            }
        }
        let theme_id = parts
            .iter()
            .find(|part| part.number == 0)
            .and_then(|part| part.theme_id);
        put_whole(db, input.id, theme_id)?;
        settle(db, round.id, Touched::Input(input.id))?;
        let name = input.number.to_string();
        let subject = Subject {
            kind: "input",
            name: &name,
            body_id: Some(round.body.0),
        };
        audit(db, actor, AuditAct::InputCut, subject, "whole", now)?;
        Ok(())
    })
}
