//! A body looks out for a word no more.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::people::Permission;
use weerklank_store::moderation::{drop_signal_word as remove, signal_word};

/// Drops a word. What it marked stays marked until somebody has seen it.
///
/// # Errors
/// [`ActError::Missing`] when it is gone already, [`ActError::NotAllowed`], or what the store says.
pub fn drop_signal_word(house: &House, actor: &Actor, id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let word = signal_word(db, id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::Moderate, word.body_id)?;
        if !remove(db, id)? {
            return Err(ActError::Missing);
        }
        let subject = Subject {
            kind: "signal_word",
            name: word.phrase.as_str(),
            body_id: Some(word.body_id),
        };
        audit(db, actor, AuditAct::SignalWordDropped, subject, "", now)?;
        Ok(())
    })
}
