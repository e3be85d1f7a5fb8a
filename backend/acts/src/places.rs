//! Setting up an authority: its bodies, areas and instruments. Doing it twice changes nothing.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_domain::instruments::Instrument;
use weerklank_store::areas::NewArea;
use weerklank_store::site::NewBody;
use weerklank_store::{areas, instruments, site};

/// Adds a body under `parent` (its slug), unless its slug exists. Answers its key.
///
/// # Errors
/// [`ActError::Missing`] when there is no such parent, or what the store says.
pub fn add_body(house: &House, body: &NewBody, parent: Option<&str>) -> ActResult<i64> {
    house.store.write(|db| {
        if let Some(known) = site::body(db, &body.slug)? {
            return Ok(known.id);
        }
        let parent_id = match parent {
            Some(slug) => Some(site::body(db, slug)?.ok_or(ActError::Missing)?.id),
            None => None,
        };
        Ok(site::add_body(
            db,
            &NewBody {
                parent_id,
                ..body.clone()
            },
        )?)
    })
}

/// Adds an area under `parent` (its code in the same scheme) with its postcodes, unless its code
/// exists. Answers its key.
///
/// # Errors
/// [`ActError::Missing`] when there is no such parent, or what the store says.
pub fn add_area(
    house: &House,
    area: &NewArea,
    parent: Option<&str>,
    postcodes: &[String],
) -> ActResult<i64> {
    let id = house.store.write(|db| {
        if let Some(id) = areas::id_of(db, &area.scheme, &area.code)? {
            return Ok(id);
        }
        let parent_id = match parent {
            Some(code) => Some(areas::id_of(db, &area.scheme, code)?.ok_or(ActError::Missing)?),
            None => None,
        };
        let id = areas::add(
            db,
            &NewArea {
                parent_id,
                ..area.clone()
            },
        )?;
        for postcode in postcodes {
            areas::add_postcode(db, postcode, id)?;
        }
        Ok::<_, ActError>(id)
    })?;
    house.areas_changed();
    Ok(id)
}

/// Adds a version of an instrument, unless it exists: a version that was published never changes.
///
/// # Errors
/// [`ActError::Unusable`] when its rules contradict themselves, or what the store says.
pub fn add_instrument(house: &House, instrument: &Instrument) -> ActResult<i64> {
    instrument
        .rules
        .check()
        .map_err(|fault| ActError::Unusable(format!("instrument {}: {fault}", instrument.code)))?;
    house.store.write(
        |db| match instruments::id_of(db, &instrument.code, instrument.version)? {
            Some(id) => Ok(id),
            None => Ok(instruments::add(db, instrument)?),
        },
    )
}
