//! Somebody at the desk begins a dossier.

use super::looked_up::check_manager;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use chrono::{DateTime, Utc};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::slugify;
use weerklank_store::Db;
use weerklank_store::dossiers::{
    self, DossierRecord, DossierText, NewDossier, find_by_id, next_reference, slug_exists,
};

/// Begins a dossier as a draft with its five phases, and answers its reference.
///
/// # Errors
/// [`ActError::NotAllowed`] for another body, [`ActError::NoManager`], or what the store says.
pub fn plan(house: &House, actor: &Actor, text: &DossierText) -> ActResult<String> {
    let now = house.clock.now();
    house.store.write(|db| {
        actor.require(Permission::ManageDossiers, text.body_id)?;
        check_manager(db, text)?;
        let dossier = begin(db, text, None, now)?;
        audit_dossier(db, actor, AuditAct::DossierPlanned, &dossier, "", now)?;
        Ok(dossier.reference)
    })
}

/// Adds a draft with a name and a number of its own.
pub(super) fn begin(
    db: &mut Db,
    text: &DossierText,
    copied_from: Option<i64>,
    now: DateTime<Utc>,
) -> ActResult<DossierRecord> {
    let new = NewDossier {
        slug: free_slug(db, &text.title)?,
        reference: next_reference(db, now)?,
        text: text.clone(),
        copied_from,
        source: "desk".to_owned(),
        source_key: None,
        attribution: None,
        created_at: now,
    };
    let id = dossiers::add(db, &new)?;
    find_by_id(db, id)?.ok_or(ActError::Missing)
}

/// A free name in addresses for a title.
pub(super) fn free_slug(db: &mut Db, title: &str) -> ActResult<String> {
    let wanted = slugify(title, "dossier");
    let mut slug = wanted.clone();
    let mut number = 1;
    while slug_exists(db, &slug)? {
        number += 1;
        slug = format!("{wanted}-{number}");
    }
    Ok(slug)
}
