//! What the desk does with dossiers: planning, describing, publishing, moving, papers, tasks,
//! petitions, copies.

pub mod copy;
pub mod documents;
pub mod form;
pub mod list;
pub mod petitions;
pub mod phase;
mod publish;
pub mod replace;
mod routes;
pub mod show;
pub mod step;
pub mod tasks;
pub mod texts;
mod texts_form;
pub(crate) mod upload;

pub use form::NamedChoice;
#[cfg(test)]
pub use form::PROBLEMS;
pub use routes::configure;

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_domain::Language;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::people::Permission;
use weerklank_store::dossiers::{DossierRecord, find_by_reference};

/// The address of a dossier at the desk.
pub fn desk_url(reference: &str) -> String {
    format!("/desk/dossiers/{reference}")
}

/// The dossier of a reference, where this member of staff may do what the page is for.
///
/// # Errors
/// 404 for one that is not there, 403 for one of another body.
pub fn dossier_of(
    app: &App,
    actor: &Actor,
    permission: Permission,
    reference: &str,
) -> WebResult<DossierRecord> {
    let found = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(find_by_reference(db, reference)?))?;
    let dossier = found.ok_or(ErrorCode::NotFound)?;
    if !actor.grants.may(permission, dossier.body_id) {
        return Err(ErrorCode::NotAllowed.into());
    }
    Ok(dossier)
}

/// Looks a dossier up for somebody who changes it, on a thread that may block.
///
/// # Errors
/// As [`dossier_of`].
pub async fn managed(app: &Arc<App>, actor: &Actor, reference: &str) -> WebResult<DossierRecord> {
    let (actor, reference) = (actor.clone(), reference.to_owned());
    app.block(move |app| dossier_of(app, &actor, Permission::ManageDossiers, &reference))
        .await
}

/// A dossier in the head of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    reference: String,
    title: String,
    lang: &'static str,
    state: &'static str,
    has_phase: bool,
    phase: &'static str,
    body_name: String,
    url: String,
    has_public_url: bool,
    public_url: String,
}

impl Head {
    pub fn of(dossier: &DossierRecord, language: Language) -> Self {
        Self {
            reference: dossier.reference.clone(),
            title: dossier.title.clone(),
            lang: dossier.language.code(),
            state: dossier.state.code(),
            has_phase: dossier.phase.is_some(),
            phase: dossier.phase.map_or("", PhaseKind::code),
            body_name: dossier.body_name(language).to_owned(),
            url: desk_url(&dossier.reference),
            has_public_url: dossier.state.is_public(),
            public_url: format!("/dossiers/{}", dossier.slug),
        }
    }

    /// Examples: public, and not.
    #[cfg(test)]
    pub fn sample(is_public: bool) -> Self {
        use crate::web::dossiers::show::samples::dossier;
        use weerklank_domain::dossiers::DossierState;
        let dossier = if is_public {
            dossier(DossierState::Public, Some(PhaseKind::AgendaSetting))
        } else {
            dossier(DossierState::Draft, None)
        };
        Self::of(&dossier, Language::Nl)
    }
}
