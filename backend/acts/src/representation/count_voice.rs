//! Somebody takes part in a round for the first time: whether that is for the first time this year is
//! counted, and nothing else is kept.

use crate::errors::ActResult;
use crate::people::Proven;
use chrono::{DateTime, Utc};
use weerklank_domain::calendar::day_of;
use weerklank_domain::representation::{Question, Voice};
use weerklank_store::Db;
use weerklank_store::people::{Keyed, Vault};
use weerklank_store::representation::{add_year_voice, count_answers, inputs_of_author};

/// Counts somebody whose first input of a round was just registered. The set of a year knows keys of that
/// year alone; it does not know what anybody took part in, and the round does not know the key.
///
/// # Errors
/// What the store says.
pub(crate) fn count_voice(
    vault: &Vault,
    db: &mut Db,
    proven: &Proven,
    round_id: i64,
    now: DateTime<Utc>,
) -> ActResult<()> {
    // Who comes with a code of one round cannot be known again in another.
    if proven.email.is_none() {
        return Ok(());
    }
    let author = proven.key(vault, Keyed::Author(round_id));
    if inputs_of_author(db, round_id, &author)? != 1 {
        return Ok(());
    }
    let year = chrono::Datelike::year(&day_of(now));
    let key = proven.key(vault, Keyed::YearVoice(year));
    let voice = match add_year_voice(db, year, &key)? {
        true => Voice::New,
        false => Voice::Returning,
    };
    Ok(count_answers(
        db,
        round_id,
        (Question::Voice, voice.code()),
        1,
    )?)
}
