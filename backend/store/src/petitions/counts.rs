//! Counts by place and by hour, and the one function that raises them.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{
    areas, petition_counts, petition_hour_counts, petition_place_counts, signatures,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::BTreeMap;
use weerklank_domain::petitions::PlaceKind;

/// A signature that was confirmed just now, as far as counts are concerned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Confirmed {
    pub(crate) petition_id: i64,
    pub(crate) place_kind: &'static str,
    pub(crate) area_id: i64,
    pub(crate) hour: Moment,
}

/// Raises the counts of petition, place and hour by the signatures of one group. The petitions are
/// taken in the order of their keys, so that two processes never wait for each other.
pub(crate) fn add_confirmed(db: &mut Db, confirmed: &[Confirmed]) -> StoreResult<()> {
    use {petition_counts as c, petition_hour_counts as h, petition_place_counts as p};
    let mut totals = BTreeMap::<i64, i64>::new();
    let mut by_place = BTreeMap::<(i64, &'static str, i64), i64>::new();
    let mut by_hour = BTreeMap::<(i64, Moment), i64>::new();
    for one in confirmed {
        *totals.entry(one.petition_id).or_default() += 1;
        *by_place
            .entry((one.petition_id, one.place_kind, one.area_id))
            .or_default() += 1;
        *by_hour.entry((one.petition_id, one.hour)).or_default() += 1;
    }
    for (petition, number) in totals {
        diesel::update(c::table.find(petition))
            .set((c::live.eq(c::live + number), c::total.eq(c::total + number)))
            .execute(db)?;
    }
    for ((petition, kind, area), number) in by_place {
        let raised = diesel::update(p::table.find((petition, kind, area)))
            .set(p::live.eq(p::live + number))
            .execute(db)?;
        if raised == 0 {
            let row = (
                p::petition_id.eq(petition),
                p::place_kind.eq(kind),
                p::area_id.eq(area),
                p::live.eq(number),
                p::tallied.eq(0),
            );
            // ON CONFLICT has no common form.
            on_both!(db, |inner| diesel::insert_into(p::table)
                .values(row)
                .on_conflict((p::petition_id, p::place_kind, p::area_id))
                .do_update()
                .set(p::live.eq(p::live + number))
                .execute(inner))?;
        }
    }
    for ((petition, hour), number) in by_hour {
        let raised = diesel::update(h::table.find((petition, hour)))
            .set(h::live.eq(h::live + number))
            .execute(db)?;
        if raised == 0 {
            let row = (
                h::petition_id.eq(petition),
                h::hour.eq(hour),
                h::live.eq(number),
                h::tallied.eq(0),
            );
            // ON CONFLICT has no common form.
            on_both!(db, |inner| diesel::insert_into(h::table)
                .values(row)
                .on_conflict((h::petition_id, h::hour))
                .do_update()
                .set(h::live.eq(h::live + number))
                .execute(inner))?;
        }
    }
    Ok(())
}

/// The part of a count that comes from one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCount {
    /// What sort of place.
    pub kind: PlaceKind,
    /// Its name, for an area.
    pub name: Option<String>,
    /// How many.
    pub count: i64,
}

/// A petition's count by place, the largest first.
pub fn places(db: &mut Db, petition_id: i64) -> StoreResult<Vec<PlaceCount>> {
    use petition_place_counts as p;
    let rows: Vec<(String, i64, i64, i64)> = p::table
        .filter(p::petition_id.eq(petition_id))
        .select((p::place_kind, p::area_id, p::live, p::tallied))
        .load(db)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.1).filter(|id| *id != 0).collect();
    let names: std::collections::HashMap<i64, String> = areas::table
        .filter(areas::id.eq_any(&ids))
        .select((areas::id, areas::name))
        .load::<(i64, String)>(db)?
        .into_iter()
        .collect();
    let mut places = rows
        .into_iter()
        .filter(|row| row.2 + row.3 != 0)
        .map(|(code, area, live, tallied)| {
            let kind = PlaceKind::from_code(&code)
                .ok_or_else(|| StoreError::corrupt("petition_place_counts", &petition_id))?;
            Ok(PlaceCount {
                kind,
                name: names.get(&area).cloned(),
                count: live + tallied,
            })
        })
        .collect::<StoreResult<Vec<_>>>()?;
    places.sort_by(|a, b| {
        let area = |place: &PlaceCount| place.kind != PlaceKind::Area;
        (area(a), -a.count, &a.name, a.kind).cmp(&(area(b), -b.count, &b.name, b.kind))
    });
    Ok(places)
}

/// How many signatures one hour brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HourCount {
    /// The beginning of the hour, UTC.
    pub hour: DateTime<Utc>,
    /// How many.
    pub count: i64,
}

/// A petition's count by hour, the oldest first. Imported signatures without an hour are not in it.
pub fn hours(db: &mut Db, petition_id: i64) -> StoreResult<Vec<HourCount>> {
    use petition_hour_counts as h;
    let rows: Vec<(Moment, i64, i64)> = h::table
        .filter(h::petition_id.eq(petition_id))
        .order(h::hour)
        .select((h::hour, h::live, h::tallied))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(hour, live, tallied)| HourCount {
            hour: hour.into(),
            count: live + tallied,
        })
        .collect())
}

/// How many signers show their name, and the names that were added last.
pub fn public_names(db: &mut Db, petition_id: i64, most: i64) -> StoreResult<(i64, Vec<String>)> {
    use signatures as s;
    let named = s::table
        .filter(s::petition_id.eq(petition_id))
        .filter(s::public_name.is_not_null())
        .filter(s::state.eq("live"));
    let count = named.count().get_result(db)?;
    let names: Vec<Option<String>> = named
        .order(s::confirmed_at.desc())
        .limit(most)
        .select(s::public_name)
        .load(db)?;
    Ok((count, names.into_iter().flatten().collect()))
}
