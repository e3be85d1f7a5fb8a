//! Somebody at the desk replaces a paper: the old version stays, and a note says why (ZIE-7).

use super::add_document::Upload;
use super::looked_up::{looked_up, who_changed};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use chrono::{DateTime, Utc};
use weerklank_domain::dossiers::take_document;
use weerklank_domain::petitions::Passage;
use weerklank_domain::rounds::NoticeKind;
use weerklank_store::Db;
use weerklank_store::dossiers::{NewVersion, add_version, document, document_subject};
use weerklank_store::outbox::{RoundEvent, tell_authors};
use weerklank_store::rounds::{add_notice, under_way};

/// Lays the version after the one that was read open, with the reason for it. The rounds of its phase
/// say so on their pages, and whoever wrote to one is told.
///
/// # Errors
/// [`ActError::CannotKeep`] for a file that is not taken, [`ActError::ChangedBy`] when somebody else
/// replaced it first, [`ActError::Missing`] when the dossier has no such document.
pub fn replace_document(
    house: &House,
    actor: &Actor,
    (dossier_id, document_id): (i64, i64),
    read: i32,
    note: &Passage,
    upload: Upload,
) -> ActResult<i32> {
    let now = house.clock.now();
    let (file_name, kind) = take_document(upload.name, upload.content)?;
    house.store.write(|db| {
        let dossier = looked_up(db, actor, dossier_id)?;
        let (owner, newest) = document(db, document_id)?.ok_or(ActError::Missing)?;
        if owner != dossier.id || newest == 0 {
            return Err(ActError::Missing);
        }
        if newest != read {
            return Err(who_changed(db, &dossier)?);
        }
        let new = NewVersion {
            file_name: &file_name,
            kind,
            content: upload.content,
            note: Some(note.as_str()),
            staff_id: Some(actor.staff_id),
            at: now,
        };
        let sha256 = add_version(db, document_id, read, &new)?;
        tell_rounds(db, actor, (dossier.id, document_id), note, now)?;
        let version = read + 1;
        let detail = format!("{file_name} version {version} {sha256}");
        audit_dossier(
            db,
            actor,
            AuditAct::DocumentReplaced,
            &dossier,
            &detail,
            now,
        )?;
        Ok(version)
    })
}

/// Says on the page of every round under way that a paper of its phase was replaced.
fn tell_rounds(
    db: &mut Db,
    actor: &Actor,
    (dossier_id, document_id): (i64, i64),
    note: &Passage,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let (phase, title) = document_subject(db, document_id)?.ok_or(ActError::Missing)?;
    let text = format!("{title}: {}", note.as_str());
    let (kind, by) = (NoticeKind::Papers.code(), Some(actor.staff_id));
    for round_id in under_way(db, dossier_id, phase)? {
        let notice = add_notice(db, round_id, kind, &text, by, now)?;
        tell_authors(db, round_id, RoundEvent::PapersChanged(notice), now)?;
    }
    Ok(())
}
