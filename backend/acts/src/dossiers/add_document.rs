//! Somebody at the desk lays a paper open.

use super::looked_up::looked_up;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use weerklank_domain::Language;
use weerklank_domain::dossiers::{PhaseKind, take_document};
use weerklank_domain::petitions::Title;
use weerklank_store::dossiers::{self, NewVersion, add_version};

/// A file as somebody sent it.
#[derive(Debug, Clone, Copy)]
pub struct Upload<'a> {
    /// Its name, as the machine that it comes from has it.
    pub name: &'a str,
    /// Its content.
    pub content: &'a [u8],
}

/// Lays a document open in a phase, and answers its key.
///
/// # Errors
/// [`crate::ActError::CannotKeep`] for a file that is not taken, or what the store says.
pub fn add_document(
    house: &House,
    actor: &Actor,
    dossier_id: i64,
    phase: PhaseKind,
    (title, language): (&Title, Language),
    upload: Upload,
) -> ActResult<i64> {
    let now = house.clock.now();
    let (file_name, kind) = take_document(upload.name, upload.content)?;
    house.store.write(|db| {
        let dossier = looked_up(db, actor, dossier_id)?;
        let id = dossiers::add_document(db, dossier.id, phase, title.as_str(), language, now)?;
        let new = NewVersion {
            file_name: &file_name,
            kind,
            content: upload.content,
            note: None,
            staff_id: Some(actor.staff_id),
            at: now,
        };
        let sha256 = add_version(db, id, 0, &new)?;
        let detail = format!("{file_name} {sha256}");
        audit_dossier(db, actor, AuditAct::DocumentAdded, &dossier, &detail, now)?;
        Ok(id)
    })
}
