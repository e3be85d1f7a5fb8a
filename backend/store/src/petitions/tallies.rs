//! Tallies: numbers of signatures whose people we do not hold. Erasure and import touch them only
//! here.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, moment};
use crate::schema::{areas, petition_counts, petition_hour_counts, petition_place_counts, tallies};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use weerklank_domain::petitions::PlaceKind;

/// A line to be added to a petition's tally. Nothing is ever taken from a tally: a correction is a
/// line of its own.
#[derive(Debug, Clone)]
pub struct NewTally {
    /// Whether another system counted them; otherwise their rows were erased here.
    pub is_imported: bool,
    /// Where they live.
    pub place: PlaceKind,
    /// The area, for [`PlaceKind::Area`].
    pub area_id: Option<i64>,
    /// The country, for imported ones abroad (ISO 3166-1).
    pub country: Option<String>,
    /// The hour in which they signed, as far as known.
    pub hour: Option<DateTime<Utc>>,
    /// How they signed.
    pub channel: String,
    /// How many; negative only in the correction of an import.
    pub amount: i64,
    /// Who counted.
    pub source: String,
    /// When it was so.
    pub source_date: DateTime<Utc>,
    /// Why this line was added.
    pub reason: String,
}

/// Adds a line and changes the three counts by it. For sealed lines the caller lowers the live
/// parts by as much, in the same transaction.
pub fn record(
    db: &mut Db,
    petition_id: i64,
    new: &NewTally,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    use {petition_counts as c, petition_hour_counts as h, petition_place_counts as p};
    diesel::insert_into(tallies::table)
        .values((
            tallies::petition_id.eq(petition_id),
            tallies::kind.eq(if new.is_imported {
                "imported"
            } else {
                "sealed"
            }),
            tallies::place_kind.eq(new.place.code()),
            tallies::area_id.eq(new.area_id),
            tallies::country.eq(&new.country),
            tallies::hour.eq(moment(new.hour)),
            tallies::channel.eq(&new.channel),
            tallies::amount.eq(new.amount),
            tallies::source.eq(&new.source),
            tallies::source_date.eq(Moment::from(new.source_date)),
            tallies::reason.eq(&new.reason),
            tallies::recorded_at.eq(Moment::from(now)),
        ))
        .execute(db)?;
    let (sealed, imported) = if new.is_imported {
        (0, new.amount)
    } else {
        (new.amount, 0)
    };
    diesel::update(c::table.find(petition_id))
        .set((
            c::sealed.eq(c::sealed + sealed),
            c::imported.eq(c::imported + imported),
            c::total.eq(c::total + new.amount),
        ))
        .execute(db)?;
    let row = (
        p::petition_id.eq(petition_id),
        p::place_kind.eq(new.place.code()),
        p::area_id.eq(new.area_id.unwrap_or(0)),
        p::live.eq(0),
        p::tallied.eq(0),
    );
    // ON CONFLICT has no common form.
    on_both!(db, |inner| diesel::insert_into(p::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    diesel::update(p::table.find((petition_id, new.place.code(), new.area_id.unwrap_or(0))))
        .set(p::tallied.eq(p::tallied + new.amount))
        .execute(db)?;
    if let Some(hour) = new.hour {
        let hour = Moment::from(hour);
        let row = (
            h::petition_id.eq(petition_id),
            h::hour.eq(hour),
            h::live.eq(0),
            h::tallied.eq(0),
        );
        // ON CONFLICT has no common form.
        on_both!(db, |inner| diesel::insert_into(h::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?;
        diesel::update(h::table.find((petition_id, hour)))
            .set(h::tallied.eq(h::tallied + new.amount))
            .execute(db)?;
    }
    Ok(())
}

/// What was imported of one part so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedPart {
    /// Where they live.
    pub place: PlaceKind,
    /// Scheme and code of the area.
    pub area: Option<(String, String)>,
    /// The country.
    pub country: Option<String>,
    /// How many.
    pub amount: i64,
}

/// The imported parts of a petition.
pub type ImportedTotals = Vec<ImportedPart>;

/// Everything imported of a petition, by part.
pub fn imported_parts(db: &mut Db, petition_id: i64) -> StoreResult<ImportedTotals> {
    type Part = (String, Option<String>, Option<String>, Option<String>, i64);
    let rows: Vec<Part> = tallies::table
        .left_join(areas::table.on(tallies::area_id.eq(areas::id.nullable())))
        .filter(
            tallies::petition_id
                .eq(petition_id)
                .and(tallies::kind.eq("imported")),
        )
        .group_by((
            tallies::place_kind,
            areas::scheme,
            areas::code,
            tallies::country,
        ))
        .select((
            tallies::place_kind,
            areas::scheme.nullable(),
            areas::code.nullable(),
            tallies::country,
            sql::<BigInt>("CAST(SUM(tallies.amount) AS BIGINT)"),
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(place, scheme, code, country, amount)| {
            Ok(ImportedPart {
                place: PlaceKind::from_code(&place)
                    .ok_or_else(|| StoreError::corrupt("tallies", &petition_id))?,
                area: scheme.zip(code),
                country,
                amount,
            })
        })
        .collect()
}
