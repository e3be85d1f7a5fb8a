//! In which public votes a member or a faction took part.

use crate::Db;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::{
    agenda_items as a, vote_choices as vc, vote_events as e, vote_hands as vh, vote_versions as v,
};
use diesel::prelude::*;

/// Who votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voter {
    /// The key of a member, where votes were written down by name.
    Member(i64),
    /// The key of a faction, by name or as numbers.
    Faction(i64),
}

macro_rules! events_with {
    ($db:expr, $table:ident, $is:expr, $limit:expr) => {{
        let rows: Vec<(Moment, i64)> = v::table
            .inner_join($table::table)
            .inner_join(e::table.inner_join(a::table))
            .filter($is)
            .filter(e::state.eq("published"))
            .filter(a::closed.eq(false))
            .select((e::taken_at, e::id))
            .distinct()
            .order((e::taken_at.desc(), e::id.desc()))
            .limit($limit)
            .load($db)?;
        rows.into_iter().map(|(_, id)| id)
    }};
}

/// The keys of the newest votes in which somebody took part, in any version of the record; in no order. Votes
/// behind closed doors and ballots are not among them.
pub fn votes_with(db: &mut Db, voter: Voter, limit: i64) -> StoreResult<Vec<i64>> {
    Ok(match voter {
        Voter::Member(id) => events_with!(db, vc, vc::member_id.eq(id), limit).collect(),
        Voter::Faction(id) => {
            let by_name = events_with!(db, vc, vc::faction_id.eq(Some(id)), limit);
            let by_hands = events_with!(db, vh, vh::faction_id.eq(Some(id)), limit);
            by_name.chain(by_hands).collect()
        }
    })
}
