//! What other systems call our bodies, factions and members.

use crate::Db;
use crate::connection::on_both;
use crate::errors::StoreResult;
use crate::schema::council_identifiers as i;
use diesel::prelude::*;

/// What has an identifier elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Identified {
    /// A body.
    Body,
    /// A faction.
    Faction,
    /// A member.
    Member,
    /// A vote.
    Vote,
}

impl Identified {
    /// The word for it in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Faction => "faction",
            Self::Member => "member",
            Self::Vote => "vote",
        }
    }
}

/// An identifier.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct IdentifierRecord {
    /// The key of what is called so.
    pub target_id: i64,
    /// Who calls it so.
    pub scheme: String,
    /// How.
    pub identifier: String,
}

/// Keeps an identifier; one that is known changes nothing.
pub fn add_identifier(
    db: &mut Db,
    kind: Identified,
    target_id: i64,
    scheme: &str,
    identifier: &str,
) -> StoreResult<()> {
    let row = (
        i::kind.eq(kind.code()),
        i::target_id.eq(target_id),
        i::scheme.eq(scheme),
        i::identifier.eq(identifier),
    );
    // ON CONFLICT has no common form.
    on_both!(db, |inner| diesel::insert_into(i::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(())
}

/// The keys of what somebody calls so: of a faction there is one for each body.
pub fn identified(
    db: &mut Db,
    kind: Identified,
    scheme: &str,
    identifier: &str,
) -> StoreResult<Vec<i64>> {
    Ok(i::table
        .filter(i::kind.eq(kind.code()))
        .filter(i::scheme.eq(scheme).and(i::identifier.eq(identifier)))
        .order(i::target_id)
        .select(i::target_id)
        .load(db)?)
}

/// Every identifier of a kind of thing, the oldest first.
pub fn identifiers(db: &mut Db, kind: Identified) -> StoreResult<Vec<IdentifierRecord>> {
    Ok(i::table
        .filter(i::kind.eq(kind.code()))
        .order(i::id)
        .select((i::target_id, i::scheme, i::identifier))
        .load(db)?)
}
