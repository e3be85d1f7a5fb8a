//! Who was first, for whoever came second.

use super::AuditAct;
use crate::errors::{ActError, Overtaken};
use weerklank_store::petitions::{PetitionRecord, find_by_id};
use weerklank_store::{Db, StoreResult, audit};

/// How many entries of a petition are looked through for who was first.
const RECENT: i64 = 50;

/// The refusal for somebody who came second: who did one of these acts last, when, and where the
/// petition is now.
///
/// # Errors
/// What the store says.
pub(crate) fn overtaken(
    db: &mut Db,
    petition: &PetitionRecord,
    acts: &[AuditAct],
) -> StoreResult<ActError> {
    let entries = audit::page(
        db,
        Some(("petition", &petition.reference)),
        None,
        None,
        RECENT,
    )?;
    let first = entries
        .into_iter()
        .find(|entry| acts.iter().any(|act| act.code() == entry.act));
    let state = find_by_id(db, petition.id)?.map_or(petition.state, |now| now.state);
    Ok(ActError::Overtaken(Box::new(Overtaken {
        at: first.as_ref().map(|entry| entry.at),
        by: first.map(|entry| entry.staff_name),
        ruling: None,
        state,
    })))
}
