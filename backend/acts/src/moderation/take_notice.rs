//! A member of staff takes a notice, also from a colleague.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::Actor;
use weerklank_domain::people::Permission;
use weerklank_store::moderation::{assign_notice, notice};

/// Takes it.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Missing`], [`ActError::Stale`] when it is decided or somebody else
/// took it at the same moment, or what the store says.
pub fn take_notice(house: &House, actor: &Actor, id: i64) -> ActResult<()> {
    house.store.write(|db| {
        let notice = notice(db, id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::Moderate, notice.body_id)?;
        if !assign_notice(db, &notice, actor.staff_id)? {
            return Err(ActError::Stale);
        }
        Ok(())
    })
}
