//! The choices by which a list can be narrowed further, with what each would leave.

use super::Filter;
use super::condition::matching;
use crate::Db;
use crate::errors::StoreResult;
use crate::schema::{areas, bodies, instruments, petitions};
use crate::search::is_postgres;
use diesel::prelude::*;
use weerklank_domain::petitions::PetitionState;

/// One choice of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Its word in addresses.
    pub value: String,
    /// Its Dutch name, where it has a name of its own.
    pub name_nl: String,
    /// Its English name, where it has a name of its own.
    pub name_en: String,
    /// How many petitions it would leave.
    pub count: i64,
}

/// The choices by which a list can be narrowed further.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// How many petitions match.
    pub total: i64,
    /// By state.
    pub states: Vec<Facet>,
    /// By body.
    pub bodies: Vec<Facet>,
    /// By area of our own.
    pub areas: Vec<Facet>,
    /// By instrument.
    pub instruments: Vec<Facet>,
}

/// Counts what each choice would leave, each facet without its own choice.
pub fn facets(db: &mut Db, filter: &Filter) -> StoreResult<Facets> {
    let postgres = is_postgres(db);
    let base = || {
        petitions::table
            .inner_join(bodies::table)
            .inner_join(instruments::table)
            .left_join(areas::table)
            .filter(petitions::is_public.eq(true))
    };
    let named = |rows: Vec<(String, String, String, i64)>| {
        rows.into_iter()
            .map(|(value, name_nl, name_en, count)| Facet {
                value,
                name_nl,
                name_en,
                count,
            })
            .collect::<Vec<_>>()
    };
    let coded = |rows: Vec<(String, i64)>| {
        named(
            rows.into_iter()
                .map(|(code, count)| (code, String::new(), String::new(), count))
                .collect(),
        )
    };
    let number = diesel::dsl::count_star;
    let total = base()
        .filter(matching(filter, postgres))
        .count()
        .get_result(db)?;
    let without = |change: fn(&mut Filter)| {
        let mut wider = filter.clone();
        change(&mut wider);
        matching(&wider, postgres)
    };
    let states = base()
        .filter(without(|filter| filter.state = None))
        .group_by(petitions::state)
        .select((petitions::state, number()))
        .load(db)?;
    let by_body = base()
        .filter(without(|filter| filter.body = None))
        .group_by((bodies::slug, bodies::name_nl, bodies::name_en))
        .order(bodies::name_nl)
        .select((bodies::slug, bodies::name_nl, bodies::name_en, number()))
        .load(db)?;
    let by_area: Vec<(Option<String>, Option<String>, i64)> = base()
        .filter(without(|filter| filter.area = None))
        .filter(areas::scheme.eq(crate::areas::OWN_SCHEME))
        .group_by((areas::code, areas::name))
        .order(areas::name)
        .select((areas::code.nullable(), areas::name.nullable(), number()))
        .load(db)?;
    let instruments = base()
        .filter(without(|filter| filter.instrument = None))
        .group_by(instruments::code)
        .order(instruments::code)
        .select((instruments::code, number()))
        .load(db)?;
    let areas = by_area
        .into_iter()
        .filter_map(|(code, name, count)| Some((code?, name?, count)))
        .map(|(value, name, count)| Facet {
            value,
            name_nl: name.clone(),
            name_en: name,
            count,
        })
        .collect();
    Ok(Facets {
        total,
        states: in_order_of_the_way(coded(states)),
        bodies: named(by_body),
        areas,
        instruments: coded(instruments),
    })
}

fn in_order_of_the_way(mut states: Vec<Facet>) -> Vec<Facet> {
    let place = |facet: &Facet| {
        PetitionState::ALL
            .iter()
            .position(|state| state.code() == facet.value)
    };
    // What people can still do something about comes first.
    states.sort_by_key(|facet| (facet.value != PetitionState::Open.code(), place(facet)));
    states
}
