//! What every act on a dossier begins with, and how it tells that somebody else was first.

use crate::errors::{ActError, ActResult};
use crate::people::Actor;
use weerklank_domain::people::Permission;
use weerklank_store::dossiers::{DossierRecord, DossierText, find_by_id};
use weerklank_store::people::grants;
use weerklank_store::{Db, StoreResult, audit};

/// The dossier, for somebody who may manage those of its body.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::NotAllowed`], or what the store says.
pub(super) fn looked_up(db: &mut Db, actor: &Actor, dossier_id: i64) -> ActResult<DossierRecord> {
    let dossier = find_by_id(db, dossier_id)?.ok_or(ActError::Missing)?;
    actor.require(Permission::ManageDossiers, dossier.body_id)?;
    Ok(dossier)
}

/// The refusal for whoever read a revision that is not there any more: who did something last.
///
/// # Errors
/// What the store says.
pub(super) fn who_changed(db: &mut Db, dossier: &DossierRecord) -> StoreResult<ActError> {
    let last = audit::page(db, Some(("dossier", &dossier.reference)), None, None, 1)?.pop();
    Ok(match last {
        Some(entry) => ActError::ChangedBy(entry.staff_name, entry.at),
        None => ActError::Stale,
    })
}

/// Checks that whoever is named as process manager may manage dossiers of this body.
///
/// # Errors
/// [`ActError::NoManager`], or what the store says.
pub(super) fn check_manager(db: &mut Db, text: &DossierText) -> ActResult<()> {
    match text.manager_id {
        Some(id) if !grants(db, id)?.may(Permission::ManageDossiers, text.body_id) => {
            Err(ActError::NoManager)
        }
        _ => Ok(()),
    }
}
