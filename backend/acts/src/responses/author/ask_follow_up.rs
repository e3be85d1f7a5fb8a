//! An author asks about an answer: one question, which is an input itself.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::inputs::{PersonOfInput, person_of_input, register_question};
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::{InputNumber, InputText};
use weerklank_domain::responses::{AfterAnswer, CannotAsk, after_answer};
use weerklank_store::Db;
use weerklank_store::inputs::{InputRecord, author_of_token};
use weerklank_store::people::hash_of_token;
use weerklank_store::responses::{
    ResponseRecord, add_follow_up, first_answered, follow_ups_of, newest_report, response,
    views_of_input,
};
use weerklank_store::rounds::{find_by_id as round_by_id, hold};

/// Asks about the answer with a number, and answers the number of the question. It waits for an answer as
/// every input does, whatever the state of its round: coverage falls below everything again.
///
/// # Errors
/// [`ActError::Missing`] for a link that leads nowhere or an answer to something else,
/// [`ActError::CannotAsk`], or what the store says.
pub fn ask_follow_up(
    house: &House,
    token: &str,
    answer: i64,
    text: &InputText,
) -> ActResult<InputNumber> {
    let now = house.clock.now();
    let hash = hash_of_token(token);
    house.store.write(|db| {
        let (input, sealed) = author_of_token(db, &hash)?.ok_or(ActError::Missing)?;
        hold(db, input.round_id)?;
        let round = round_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
        let about = response(db, round.id, answer)?.ok_or(ActError::Missing)?;
        check(db, &input, &about, now)?;
        let person: PersonOfInput = person_of_input(&house.vault, round.id, &sealed)?;
        let asked = register_question(house, db, &round, (&input, &person), text, now)?;
        match add_follow_up(db, asked.id, input.id, about.id)? {
            true => Ok(asked.number),
            // Nothing of this transaction stays: the question got no number.
            false => Err(ActError::CannotAsk(CannotAsk::Asked)),
        }
    })
}

fn check(
    db: &mut Db,
    input: &InputRecord,
    about: &ResponseRecord,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let not_answered = || ActError::CannotAsk(CannotAsk::NotAnswered);
    let (report, _, _) = newest_report(db, input.round_id)?.ok_or_else(not_answered)?;
    let is_answered = views_of_input(db, report, input.id)?
        .iter()
        .any(|view| view.response_id == Some(about.id));
    let answered_at = first_answered(db, input.id, about.id)?.filter(|_| is_answered);
    let given = AfterAnswer {
        answered_at: answered_at.ok_or_else(not_answered)?,
        has_asked: follow_ups_of(db, input.id)?
            .iter()
            .any(|(response, _)| *response == about.id),
    };
    after_answer(given, now).map_err(ActError::CannotAsk)
}
