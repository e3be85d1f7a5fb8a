//! Rounds at the desk: planning, announcing, everything that happens on their way, and the letters
//! with codes.

pub mod cancel;
pub mod codes;
pub mod extend;
pub mod inputs;
pub mod legal_notice;
pub mod list;
pub mod moments;
pub mod notices;
pub mod plan;
mod routes;
pub mod show;
pub mod step;
mod subject;
mod trouble;

#[cfg(test)]
pub use moments::PROBLEMS;
pub use routes::configure;
pub use subject::RoundSubject;

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_domain::people::Permission;
use weerklank_store::rounds::{RoundRecord, find_by_number};

/// The address of a round at the desk.
pub fn desk_url(number: i64) -> String {
    format!("/desk/rounds/{number}")
}

/// The round of a number, where this member of staff holds a permission for its body.
///
/// # Errors
/// 404 for one that is not there, 403 for one of another body.
pub(crate) async fn look(
    app: &Arc<App>,
    actor: &Actor,
    permission: Permission,
    number: i64,
) -> WebResult<RoundRecord> {
    let found = app
        .block(move |app| {
            app.house
                .store
                .read(|db| Ok::<_, ActError>(find_by_number(db, number)?))
        })
        .await?;
    let round = found.ok_or(ErrorCode::NotFound)?;
    if !actor.grants.may(permission, round.body.0) {
        return Err(ErrorCode::NotAllowed.into());
    }
    Ok(round)
}
