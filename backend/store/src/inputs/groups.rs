//! Near-identical texts of a round: one is shown, with how many people sent it.

use super::NewInput;
use super::change::is_listed;
use super::find::standing;
use crate::Db;
use crate::connection::on_both;
use crate::errors::StoreResult;
use crate::rounds::{Changes, Facet};
use crate::schema::{input_bands, inputs};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use weerklank_domain::inputs::{Fingerprint, InputState, is_near_identical};
use weerklank_domain::rounds::InputForm;
use weerklank_domain::text::plain_text;

/// So many candidates are compared word by word.
const MOST_CANDIDATES: usize = 20;

/// A member of a group of near-identical texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderGroup {
    /// Its number within the round.
    pub number: i64,
    /// The name that its author shows.
    pub display_name: Option<String>,
    /// Whether everybody may read it.
    pub is_readable: bool,
}

/// The first of the texts that this one is near-identical to.
pub(super) fn leader_of(db: &mut Db, round_id: i64, new: &NewInput) -> StoreResult<Option<i64>> {
    // Statements are short, and twins among them are voted on apart.
    if new.form == InputForm::Statement {
        return Ok(None);
    }
    let text = plain_text(&new.text);
    // One look into the index a key, however many rows the database believes that there are: told
    // of all keys at once, PostgreSQL reads the whole round. The numbers are ours.
    let keys: Vec<String> = Fingerprint::of(&text)
        .bands()
        .iter()
        .enumerate()
        .map(|(place, band)| {
            format!(
                "SELECT input_id FROM (SELECT input_id FROM input_bands
                 WHERE round_id = {round_id} AND band = {band}
                 ORDER BY input_id LIMIT {MOST_CANDIDATES}) AS b{place}"
            )
        })
        .collect();
    let alike = format!("inputs.id IN ({})", keys.join(" UNION ALL "));
    let candidates: Vec<(i64, String)> = inputs::table
        .filter(sql::<Bool>(&alike))
        .filter(inputs::form.eq(new.form.code()))
        .filter(inputs::group_id.is_null())
        .order(inputs::number)
        .select((inputs::id, inputs::text))
        .load(db)?;
    Ok(candidates
        .into_iter()
        .take(MOST_CANDIDATES)
        .find(|(_, other)| is_near_identical(&text, &plain_text(other)))
        .map(|(id, _)| id))
}

/// Counts a new member with its leader; a leader leaves its keys, by which others find it.
pub(super) fn joined(
    db: &mut Db,
    round_id: i64,
    id: i64,
    leader: Option<i64>,
    text: &str,
) -> StoreResult<()> {
    match leader {
        Some(leader) => {
            diesel::update(inputs::table.find(leader))
                .set(inputs::senders.eq(inputs::senders + 1))
                .execute(db)?;
        }
        None => add_bands(db, round_id, id, text)?,
    }
    Ok(())
}

fn add_bands(db: &mut Db, round_id: i64, id: i64, text: &str) -> StoreResult<()> {
    for band in Fingerprint::of(&plain_text(text)).bands() {
        let row = (
            input_bands::round_id.eq(round_id),
            input_bands::band.eq(band),
            input_bands::input_id.eq(id),
        );
        // ON CONFLICT has no common form.
        on_both!(db, |inner| diesel::insert_into(input_bands::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?;
    }
    Ok(())
}

/// The others who sent this text, some dozens at the most, in the order of their numbers.
pub fn members(db: &mut Db, leader: i64, most: i64) -> StoreResult<Vec<SenderGroup>> {
    let rows: Vec<(i64, i64, Option<String>, bool, String, String)> = inputs::table
        .filter(inputs::group_id.eq(Some(leader)))
        .order(inputs::number)
        .limit(most)
        .select((
            inputs::id,
            inputs::number,
            inputs::display_name,
            inputs::is_public,
            inputs::state,
            inputs::moderation,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(id, number, display_name, is_public, state, moderation)| {
            Ok(SenderGroup {
                is_readable: is_public && standing(id, &state, &moderation)?.is_readable(),
                number,
                display_name,
            })
        })
        .collect()
}

struct Member {
    id: i64,
    is_readable: bool,
    counts: bool,
    /// What its row says of the group: its leader, how many sent it, and whether it is listed.
    was: (Option<i64>, i32, bool),
    stands: (bool, weerklank_domain::inputs::Standing),
}

/// Chooses anew who leads a group, after the text or the standing of one of its members changed: the
/// first that everybody may read. One whose text is another now leaves it.
pub(super) fn regroup(db: &mut Db, round_id: i64, of: i64, left: Option<i64>) -> StoreResult<()> {
    type Row = (i64, bool, String, String, (Option<i64>, i32, bool));
    let rows: Vec<Row> = inputs::table
        .filter(inputs::id.eq(of).or(inputs::group_id.eq(Some(of))))
        .order(inputs::number)
        .select((
            inputs::id,
            inputs::is_public,
            inputs::state,
            inputs::moderation,
            (inputs::group_id, inputs::senders, inputs::is_listed),
        ))
        .load(db)?;
    let mut members = Vec::new();
    for (id, is_public, state, moderation, was) in rows {
        let stands = standing(id, &state, &moderation)?;
        members.push(Member {
            id,
            is_readable: is_public && stands.is_readable(),
            counts: !matches!(stands.state, InputState::Withdrawn | InputState::Removed),
            was,
            stands: (is_public, stands),
        });
    }
    let (apart, together): (Vec<Member>, Vec<Member>) = members
        .into_iter()
        .partition(|member| left == Some(member.id));
    let mut listed = 0;
    for group in [together, apart] {
        listed += settle(db, round_id, &group)?;
    }
    let mut changes = Changes::default();
    changes.add(Facet::Listed, "listed", listed);
    changes.write(db, round_id)
}

/// Writes down who leads a group; answers by how many the list grew.
fn settle(db: &mut Db, round_id: i64, group: &[Member]) -> StoreResult<i64> {
    let leader = group
        .iter()
        .find(|member| member.is_readable)
        .or(group.iter().find(|member| member.counts))
        .or(group.first());
    let Some(leader) = leader.map(|member| member.id) else {
        return Ok(0);
    };
    let counted = group.iter().filter(|member| member.counts).count().max(1);
    let senders = i32::try_from(counted).unwrap_or(i32::MAX);
    let mut grown = 0;
    for member in group {
        let is_leader = member.id == leader;
        let (is_public, stands) = member.stands;
        let listed = is_listed(is_public, is_leader, stands);
        grown += i64::from(listed) - i64::from(member.was.2);
        let is = (
            (!is_leader).then_some(leader),
            if is_leader { senders } else { 1 },
            listed,
        );
        // Of a campaign that thousands sent, one decision changes a few.
        if is != member.was {
            diesel::update(inputs::table.find(member.id))
                .set((
                    inputs::group_id.eq(is.0),
                    inputs::senders.eq(is.1),
                    inputs::is_listed.eq(is.2),
                ))
                .execute(db)?;
        }
        let led = member.was.0.is_none();
        if led && !is_leader {
            diesel::delete(input_bands::table.filter(input_bands::input_id.eq(member.id)))
                .execute(db)?;
        }
    }
    let (form, text): (String, String) = inputs::table
        .find(leader)
        .select((inputs::form, inputs::text))
        .first(db)?;
    diesel::delete(input_bands::table.filter(input_bands::input_id.eq(leader))).execute(db)?;
    if form != InputForm::Statement.code() {
        add_bands(db, round_id, leader, &text)?;
    }
    Ok(grown)
}
