//! Who brings a proposal: members, factions, or a body such as the executive.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::{bodies, factions, members, proposal_movers as v};
use diesel::prelude::*;
use weerklank_domain::council::MoverRole;

/// Somebody who is to bring a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewMover {
    /// The part.
    pub role: MoverRole,
    /// The key of the member.
    pub member_id: Option<i64>,
    /// The key of the faction, also of the member's.
    pub faction_id: Option<i64>,
    /// The key of the body.
    pub body_id: Option<i64>,
}

/// Somebody who brings a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoverRecord {
    /// The key of the proposal.
    pub proposal_id: i64,
    /// The keys.
    pub mover: NewMover,
    /// The member: name in addresses and name.
    pub member: Option<(String, String)>,
    /// The faction: name in addresses and short name.
    pub faction: Option<(String, String)>,
    /// The body: Dutch and English name.
    pub body: Option<(String, String)>,
}

type Row = (
    (i64, String, Option<i64>, Option<i64>, Option<i64>),
    (Option<String>, Option<String>),
    (Option<String>, Option<String>),
    (Option<String>, Option<String>),
);

/// Who brings some proposals, in their order.
pub fn movers(db: &mut Db, proposal_ids: &[i64]) -> StoreResult<Vec<MoverRecord>> {
    let rows: Vec<Row> = v::table
        .left_join(members::table)
        .left_join(factions::table)
        .left_join(bodies::table)
        .filter(v::proposal_id.eq_any(proposal_ids))
        .order((v::proposal_id, v::position))
        .select((
            (
                v::proposal_id,
                v::role,
                v::member_id,
                v::faction_id,
                v::body_id,
            ),
            (members::slug.nullable(), members::name.nullable()),
            (factions::slug.nullable(), factions::short_name.nullable()),
            (bodies::name_nl.nullable(), bodies::name_en.nullable()),
        ))
        .load(db)?;
    rows.into_iter()
        .map(
            |((proposal_id, role, member_id, faction_id, body_id), member, faction, body)| {
                Ok(MoverRecord {
                    proposal_id,
                    mover: NewMover {
                        role: MoverRole::from_code(&role)
                            .ok_or_else(|| StoreError::corrupt("proposal_movers", &proposal_id))?,
                        member_id,
                        faction_id,
                        body_id,
                    },
                    member: member.0.zip(member.1),
                    faction: faction.0.zip(faction.1),
                    body: body.0.zip(body.1),
                })
            },
        )
        .collect()
}

/// Puts others in the place of those who bring a proposal.
pub fn set_movers(db: &mut Db, proposal_id: i64, movers: &[NewMover]) -> StoreResult<()> {
    diesel::delete(v::table.filter(v::proposal_id.eq(proposal_id))).execute(db)?;
    for (position, mover) in (1_i32..).zip(movers) {
        diesel::insert_into(v::table)
            .values((
                v::proposal_id.eq(proposal_id),
                v::position.eq(position),
                v::role.eq(mover.role.code()),
                v::member_id.eq(mover.member_id),
                v::faction_id.eq(mover.faction_id),
                v::body_id.eq(mover.body_id),
            ))
            .execute(db)?;
    }
    Ok(())
}
