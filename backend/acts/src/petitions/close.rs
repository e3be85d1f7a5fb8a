//! The clock closes a petition whose time has come.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, Utc};
use weerklank_domain::petitions::EventKind;
use weerklank_store::Db;
use weerklank_store::follow;
use weerklank_store::petitions::{self, NewEvent, add_event, find_by_id};

/// Closes a petition whose time has come, at the moment that was announced. Answers whether it did;
/// doing it twice does nothing.
///
/// # Errors
/// What the store says.
pub fn close(house: &House, petition_id: i64) -> ActResult<bool> {
    let now = house.clock.now();
    house.store.write(|db| close_when_due(db, petition_id, now))
}

/// The same within a transaction that goes on with the closed petition.
pub(super) fn close_when_due(db: &mut Db, petition_id: i64, now: DateTime<Utc>) -> ActResult<bool> {
    if !petitions::close(db, petition_id, now)? {
        return Ok(false);
    }
    let petition = find_by_id(db, petition_id)?.ok_or(ActError::Missing)?;
    let at = petition.closes_at.unwrap_or(now);
    let event = add_event(db, petition_id, &NewEvent::plain(EventKind::Closed, at))?;
    follow::tell_petitioner(db, petition_id, event, now)?;
    Ok(true)
}
