//! The desk records that the speaker of an oral view agreed with its report (ZIE-4): for somebody
//! without an e-mail address.

use super::enter_input::{CannotEnter, moment_of};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::NaiveDate;
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::Permission;
use weerklank_store::inputs::{find_by_id, speaker_agreed};
use weerklank_store::rounds::find_by_id as round_by_id;

/// Records it. Who was told already that the speaker agreed, is told nothing new.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Missing`] when this is no view that a speaker must agree with,
/// [`ActError::CannotEnter`] for a day that is still to come, or what the store says.
pub fn record_agreement(
    house: &House,
    actor: &Actor,
    input_id: i64,
    agreed_on: NaiveDate,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let input = find_by_id(db, input_id)?.ok_or(ActError::Missing)?;
        let round = round_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::EnterInputs, round.body.0)?;
        if !round.rules.asks_speaker(input.channel) {
            return Err(ActError::Missing);
        }
        if agreed_on > day_of(now) {
            return Err(CannotEnter::InFuture.into());
        }
        if !speaker_agreed(db, input.id, moment_of(agreed_on, now))? {
            return Ok(());
        }
        let number = input.number.to_string();
        let subject = Subject {
            kind: "input",
            name: &number,
            body_id: Some(round.body.0),
        };
        audit(
            db,
            actor,
            AuditAct::InputEntered,
            subject,
            "speaker_agreed",
            now,
        )?;
        Ok(())
    })
}
