//! The speaker of an oral view says that its report is what was said (ZIE-4; General Administrative
//! Law Act, article 3:17).

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_domain::inputs::InputState;
use weerklank_store::inputs::{author_of_token, speaker_agreed};
use weerklank_store::people::hash_of_token;
use weerklank_store::rounds::find_by_id;

/// Agrees with the report. Doing it twice is doing it once.
///
/// # Errors
/// [`ActError::Missing`] for a link that leads nowhere, or to something that was not said or was taken
/// back; or what the store says.
pub fn approve_report(house: &House, token: &str) -> ActResult<()> {
    let now = house.clock.now();
    let hash = hash_of_token(token);
    house.store.write(|db| {
        let (input, _) = author_of_token(db, &hash)?.ok_or(ActError::Missing)?;
        let round = find_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
        let is_open = input.standing.state != InputState::Withdrawn;
        if !is_open || !round.rules.asks_speaker(input.channel) {
            return Err(ActError::Missing);
        }
        speaker_agreed(db, input.id, now)?;
        Ok(())
    })
}
