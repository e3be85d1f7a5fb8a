//! Consultation rounds: the list, one round with its scope, taking part, calendars and feeds; the
//! desk's side.

pub mod api;
pub mod cannot;
pub mod card;
pub mod code;
pub mod confirm;
pub mod desk;
pub mod feeds;
pub mod list;
pub mod map;
mod papers;
mod routes;
pub mod sent;
pub mod show;
pub mod statements;
pub mod take_part;
mod take_part_form;

use super::app::App;
use super::errors::{ErrorCode, WebResult};
use actix_web::web::ServiceConfig;
use weerklank_acts::ActError;
use weerklank_store::rounds::{RoundRecord, find};

/// A round that everybody may see.
///
/// # Errors
/// 404.
pub fn public_round(app: &App, slug: &str) -> WebResult<RoundRecord> {
    let found: Option<RoundRecord> = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(find(db, slug)?))?;
    let round = found.filter(RoundRecord::is_public);
    round.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Registers every address of rounds and inputs.
pub fn configure(config: &mut ServiceConfig) {
    config
        .configure(routes::configure)
        .configure(desk::configure)
        .configure(feeds::configure);
}
