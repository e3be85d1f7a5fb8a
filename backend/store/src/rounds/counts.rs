//! How many inputs a round has, by state, channel, form and so on: kept in the transaction that
//! changes them, so that no page counts rows.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::round_counts;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeMap;
use weerklank_domain::inputs::{Coverage, InputState};

/// By what inputs are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The state that coverage counts.
    State,
    /// What moderation made of them.
    Moderation,
    /// The way they came.
    Channel,
    /// The form of the round.
    Form,
    /// The area, by its key.
    Area,
    /// Those that were late (`late`).
    Late,
    /// Those in the public list (`listed`).
    Listed,
}

impl Facet {
    /// The word for it in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Moderation => "moderation",
            Self::Channel => "channel",
            Self::Form => "form",
            Self::Area => "area",
            Self::Late => "late",
            Self::Listed => "listed",
        }
    }
}

/// Changes to the counts of a round, gathered to be written in one order: two transactions that
/// change the same counts never wait for each other in a circle.
#[derive(Debug, Default)]
pub(crate) struct Changes(BTreeMap<(Facet, String), i64>);

impl Changes {
    pub(crate) fn add(&mut self, facet: Facet, value: &str, by: i64) {
        *self.0.entry((facet, value.to_owned())).or_default() += by;
    }

    pub(crate) fn write(self, db: &mut Db, round_id: i64) -> StoreResult<()> {
        for ((facet, value), by) in self.0 {
            if by == 0 {
                continue;
            }
            // A row that is to become fewer is there; ON CONFLICT has no common form in the query
            // builder, and its row would have to pass the constraint before it is found to exist.
            if by < 0 {
                diesel::update(round_counts::table.find((round_id, facet.code(), &value)))
                    .set(round_counts::amount.eq(round_counts::amount + by))
                    .execute(db)?;
                continue;
            }
            diesel::sql_query(
                "INSERT INTO round_counts (round_id, facet, value, amount) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (round_id, facet, value)
                 DO UPDATE SET amount = round_counts.amount + excluded.amount",
            )
            .bind::<BigInt, _>(round_id)
            .bind::<Text, _>(facet.code())
            .bind::<Text, _>(value)
            .bind::<BigInt, _>(by)
            .execute(db)?;
        }
        Ok(())
    }
}

/// The inputs of a round by outcome.
pub fn coverage(db: &mut Db, round_id: i64) -> StoreResult<Coverage> {
    let mut coverage = Coverage::default();
    for (value, amount) in facet(db, round_id, Facet::State)? {
        let state = InputState::from_code(&value)
            .ok_or_else(|| StoreError::corrupt("round_counts", &round_id))?;
        *coverage.of_mut(state) = amount;
    }
    Ok(coverage)
}

/// The values of a facet that occur, with their numbers.
pub fn facet(db: &mut Db, round_id: i64, facet: Facet) -> StoreResult<Vec<(String, i64)>> {
    Ok(round_counts::table
        .filter(round_counts::round_id.eq(round_id))
        .filter(round_counts::facet.eq(facet.code()))
        .filter(round_counts::amount.gt(0))
        .order(round_counts::value)
        .select((round_counts::value, round_counts::amount))
        .load(db)?)
}

/// The number of one value.
pub fn count(db: &mut Db, round_id: i64, facet: Facet, value: &str) -> StoreResult<i64> {
    let amount: Option<i64> = round_counts::table
        .find((round_id, facet.code(), value))
        .select(round_counts::amount)
        .first(db)
        .optional()?;
    Ok(amount.unwrap_or(0))
}
