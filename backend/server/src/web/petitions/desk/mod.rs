//! Petitions at the desk: the queue, one petition with everything about it, and the decisions.

pub mod claim;
pub mod list;
mod list_query;
mod routes;
pub mod rule;
mod rule_form;
pub mod show;
pub mod updates;

pub use routes::configure;

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_domain::people::Permission;
use weerklank_store::petitions::{PetitionRecord, find_by_id, id_of_reference};

/// The address of a petition at the desk.
pub fn desk_url(reference: &str) -> String {
    format!("/desk/petitions/{reference}")
}

/// The petition of a reference, where this member of staff may see it.
///
/// # Errors
/// 404 for one that is not there or still a draft, 403 for one of another body.
pub fn petition_of(app: &App, actor: &Actor, reference: &str) -> WebResult<PetitionRecord> {
    let found = app.house.store.read(|db| {
        let Some(id) = id_of_reference(db, reference)? else {
            return Ok(None);
        };
        Ok::<_, ActError>(find_by_id(db, id)?)
    })?;
    // What nobody put before the desk is the petitioner's alone.
    let petition = found
        .filter(|petition| petition.state.is_before_desk())
        .ok_or(ErrorCode::NotFound)?;
    if !actor.grants.may(Permission::SeeDesk, petition.body_id) {
        return Err(ErrorCode::NotAllowed.into());
    }
    Ok(petition)
}
