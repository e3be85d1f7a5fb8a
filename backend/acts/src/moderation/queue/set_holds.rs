//! Somebody says what is read first in the threads of a body's petitions and dossiers.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::moderation::Holds;
use weerklank_domain::people::Permission;
use weerklank_store::moderation::keep_holds_of_body;

/// Sets it, over the revision that was read. What waits already goes on waiting.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Stale`] when somebody else changed it meanwhile, or what the store
/// says.
pub fn set_holds(
    house: &House,
    actor: &Actor,
    (body_id, slug): (i64, &str),
    holds: &Holds,
    seen: i32,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        actor.require(Permission::PublishHouseRules, body_id)?;
        if !keep_holds_of_body(db, body_id, holds, seen)? {
            return Err(ActError::Stale);
        }
        let subject = Subject {
            kind: "body",
            name: slug,
            body_id: Some(body_id),
        };
        audit(db, actor, AuditAct::HoldsChanged, subject, "", now)?;
        Ok(())
    })
}
