//! A body looks out for a word from now on.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::moderation::Phrase;
use weerklank_domain::people::Permission;
use weerklank_store::moderation::{add_signal_word as add, signal_words};

/// So many words one body looks out for at the most: each text is held against all of them.
pub const MOST_SIGNAL_WORDS: usize = 500;

/// Adds a word to the list of a body. What was written before is not looked at again.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Unchanged`] when the body looks out for it already,
/// [`ActError::Overloaded`] when the list is full, or what the store says.
pub fn add_signal_word(
    house: &House,
    actor: &Actor,
    body_id: i64,
    phrase: &Phrase,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        actor.require(Permission::Moderate, body_id)?;
        if signal_words(db, &[body_id])?.len() >= MOST_SIGNAL_WORDS {
            return Err(ActError::Overloaded);
        }
        if !add(db, body_id, phrase, actor.staff_id, now)? {
            return Err(ActError::Unchanged);
        }
        let subject = Subject {
            kind: "signal_word",
            name: phrase.as_str(),
            body_id: Some(body_id),
        };
        audit(db, actor, AuditAct::SignalWordAdded, subject, "", now)?;
        Ok(())
    })
}
