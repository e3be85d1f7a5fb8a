//! Consultation rounds: the list, one round with its scope, and taking part.

pub mod card;
pub mod code;
pub mod confirm;
pub mod list;
pub mod routes;
pub mod show;
pub mod statements;
pub mod take_part;
mod take_part_form;

use super::app::App;
use super::errors::{ErrorCode, WebResult};
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
