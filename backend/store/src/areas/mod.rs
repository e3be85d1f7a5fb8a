//! Areas, their postcodes and boundaries.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::{area_postcodes, areas};
use diesel::prelude::*;
use weerklank_domain::areas::{AreaKind, Boundary, Gazetteer};

/// The scheme of the areas of this installation's own authority.
pub const OWN_SCHEME: &str = "own";

/// An area to be added.
#[derive(Debug, Clone)]
pub struct NewArea {
    /// Who named it: [`OWN_SCHEME`], or the code list of an imported source.
    pub scheme: String,
    /// Its code within the scheme.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What sort of place it is.
    pub kind: AreaKind,
    /// The area it is a part of.
    pub parent_id: Option<i64>,
    /// Its outline.
    pub boundary: Option<Boundary>,
}

/// Adds an area and answers its key.
///
/// # Errors
/// [`StoreError::Taken`] when the scheme has this code already.
pub fn add(db: &mut Db, area: &NewArea) -> StoreResult<i64> {
    let boundary = area
        .boundary
        .as_ref()
        .map(serde_json::to_string)
        .transpose()
        .map_err(|_| StoreError::corrupt("areas", &area.code))?;
    Ok(diesel::insert_into(areas::table)
        .values((
            areas::scheme.eq(&area.scheme),
            areas::code.eq(&area.code),
            areas::name.eq(&area.name),
            areas::kind.eq(area.kind.code()),
            areas::parent_id.eq(area.parent_id),
            areas::boundary.eq(boundary),
        ))
        .returning(areas::id)
        .get_result(db)?)
}

/// The key of an area.
pub fn id_of(db: &mut Db, scheme: &str, code: &str) -> StoreResult<Option<i64>> {
    Ok(areas::table
        .filter(areas::scheme.eq(scheme).and(areas::code.eq(code)))
        .select(areas::id)
        .first(db)
        .optional()?)
}

/// Gives a postcode (four digits, or four digits and two capitals) to an area.
///
/// # Errors
/// [`StoreError::Taken`] when another area has it.
pub fn add_postcode(db: &mut Db, postcode: &str, area_id: i64) -> StoreResult<()> {
    diesel::insert_into(area_postcodes::table)
        .values((
            area_postcodes::postcode.eq(postcode),
            area_postcodes::area_id.eq(area_id),
        ))
        .execute(db)?;
    Ok(())
}

/// Which postcode and which name belongs to which area of our own.
pub fn gazetteer(db: &mut Db) -> StoreResult<Gazetteer> {
    let postcodes: Vec<(String, i64)> = area_postcodes::table
        .select((area_postcodes::postcode, area_postcodes::area_id))
        .load(db)?;
    let names: Vec<(String, i64)> = areas::table
        .filter(areas::scheme.eq(OWN_SCHEME))
        .order(areas::id.desc())
        .select((areas::name, areas::id))
        .load(db)?;
    Ok(Gazetteer::new(postcodes, names))
}

/// The areas of our own below the whole authority: key, code and name, by name.
pub fn own_areas(db: &mut Db) -> StoreResult<Vec<(i64, String, String)>> {
    Ok(areas::table
        .filter(areas::scheme.eq(OWN_SCHEME))
        .filter(areas::kind.ne(AreaKind::Municipality.code()))
        .order(areas::name)
        .select((areas::id, areas::code, areas::name))
        .load(db)?)
}

/// An area as a map draws it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Its name.
    pub name: String,
    /// What sort of place it is.
    pub kind: AreaKind,
    /// Its outline.
    pub boundary: Boundary,
}

/// The areas of our own that have an outline, the whole authority first, smaller ones after larger.
pub fn outlines(db: &mut Db) -> StoreResult<Vec<Outline>> {
    let rows: Vec<(i64, String, String, Option<String>)> = areas::table
        .filter(areas::scheme.eq(OWN_SCHEME))
        .filter(areas::boundary.is_not_null())
        .order(areas::id)
        .select((areas::id, areas::name, areas::kind, areas::boundary))
        .load(db)?;
    let mut outlines = rows
        .into_iter()
        .map(|(id, name, kind, boundary)| {
            let corrupt = || StoreError::corrupt("areas", &id);
            let points = serde_json::from_str(&boundary.unwrap_or_default());
            Ok(Outline {
                name,
                kind: AreaKind::from_code(&kind).ok_or_else(corrupt)?,
                boundary: points.ok().and_then(Boundary::parse).ok_or_else(corrupt)?,
            })
        })
        .collect::<StoreResult<Vec<_>>>()?;
    outlines.sort_by_key(|outline| outline.kind);
    Ok(outlines)
}
