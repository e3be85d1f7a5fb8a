//! What the desk does with the council: meetings from the plan to the decision list, the presence list,
//! proposals, and people.

mod attendance;
mod form;
mod item;
mod list;
mod meeting;
mod papers;
mod people;
mod person;
mod plan;
mod proposal;
mod proposals;
mod routes;
pub mod vote;

pub use routes::configure;

#[cfg(test)]
pub use attendance::AttendancePage;
#[cfg(test)]
pub use form::{FormPage, problems};
#[cfg(test)]
pub use list::CouncilPage;
#[cfg(test)]
pub use meeting::DeskMeetingPage;
#[cfg(test)]
pub use people::PeoplePage;
#[cfg(test)]
pub use proposals::DeskProposalPage;
#[cfg(test)]
pub use vote::{SheetPage, UNSOUND};

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::Language;
use weerklank_domain::people::Permission;
use weerklank_store::Db;
use weerklank_store::council::{BodyRecord, MeetingRecord, council_bodies, meeting};

/// The address of a meeting at the desk.
fn meeting_url(reference: &str) -> String {
    format!("/desk/council/meetings/{reference}")
}

/// The address of a proposal at the desk.
fn proposal_url(reference: &str) -> String {
    format!("/desk/council/proposals/{reference}")
}

/// The bodies for which somebody holds a permission.
fn bodies_for(db: &mut Db, actor: &Actor, permission: Permission) -> ActResult<Vec<BodyRecord>> {
    let mut bodies = council_bodies(db)?;
    bodies.retain(|body| actor.grants.may(permission, body.id));
    Ok(bodies)
}

/// The name of a body.
fn name_of(body: &BodyRecord, language: Language) -> String {
    match language {
        Language::Nl => body.name_nl.clone(),
        Language::En => body.name_en.clone(),
    }
}

/// The meeting of a reference, for somebody who may do what the page is for.
///
/// # Errors
/// 404 for one that is not there, 403 for one of another body.
async fn meeting_of(
    app: &Arc<App>,
    actor: &Actor,
    permission: Permission,
    reference: &str,
) -> WebResult<MeetingRecord> {
    let reference = reference.to_owned();
    let found = app
        .block(move |app| {
            app.house
                .store
                .read(|db| Ok::<_, ActError>(meeting(db, &reference)?))
        })
        .await?
        .ok_or(ErrorCode::NotFound)?;
    if !actor.grants.may(permission, found.body_id) {
        return Err(ErrorCode::NotAllowed.into());
    }
    Ok(found)
}
