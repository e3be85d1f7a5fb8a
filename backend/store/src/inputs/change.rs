//! What happens to an input after it has its number; every change only from where it was looked at.

use super::groups::regroup;
use super::register::{add_version, index};
use super::{InputRecord, find_by_id};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moderation::{Arrival, ModerationSubject, arrive, settle};
use crate::moment::{Moment, moment};
use crate::responses::{Touched, settle as settle_answer};
use crate::rounds::{Changes, Facet, hold};
use crate::schema::{input_origins, input_versions, inputs};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::inputs::{InputState, ModerationState, Standing};

/// Whether everybody finds an input in the list of its round.
pub(super) fn is_listed(is_public: bool, is_first: bool, standing: Standing) -> bool {
    is_public
        && is_first
        && standing.moderation.is_readable()
        && matches!(
            standing.state,
            InputState::Open | InputState::Answered | InputState::SetAside
        )
}

/// Moves an input from one standing to another; `false` when it does not stand so any more.
pub fn restand(
    db: &mut Db,
    input: &InputRecord,
    to: Standing,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let from = input.standing;
    let withdrawn_at = (to.state == InputState::Withdrawn).then_some(at);
    let comes_back = from.state == InputState::Removed && to.state != InputState::Removed;
    if comes_back {
        hold(db, input.round_id)?;
    }
    let changed = diesel::update(inputs::table.find(input.id))
        .filter(inputs::state.eq(from.state.code()))
        .filter(inputs::moderation.eq(from.moderation.code()))
        .set((
            inputs::state.eq(to.state.code()),
            inputs::moderation.eq(to.moderation.code()),
            inputs::withdrawn_at.eq(moment(withdrawn_at)),
        ))
        .execute(db)?;
    if changed == 0 {
        return Ok(false);
    }
    let mut changes = Changes::default();
    changes.add(Facet::State, from.state.code(), -1);
    changes.add(Facet::State, to.state.code(), 1);
    changes.add(Facet::Moderation, from.moderation.code(), -1);
    changes.add(Facet::Moderation, to.moderation.code(), 1);
    changes.write(db, input.round_id)?;
    regroup(db, input.round_id, input.group_id.unwrap_or(input.id), None)?;
    if comes_back {
        // Its theme may have got an answer while it was hidden.
        settle_answer(db, input.round_id, Touched::Input(input.id))?;
    }
    Ok(true)
}

/// Its author takes an input back; `false` when that is not possible any more.
pub fn withdraw(db: &mut Db, id: i64, at: DateTime<Utc>) -> StoreResult<bool> {
    let Some(input) = find_by_id(db, id)? else {
        return Ok(false);
    };
    match input.standing.withdrawn() {
        Some(to) => {
            let is_done = restand(db, &input, to, at)?;
            settle(db, ModerationSubject::Input(id), None, at)?;
            Ok(is_done)
        }
        None => Ok(false),
    }
}

/// Records that an input was answered or set aside, from the state that was looked at.
pub fn set_state(
    db: &mut Db,
    input: &InputRecord,
    state: InputState,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let to = Standing {
        state,
        ..input.standing
    };
    restand(db, input, to, at)
}

/// Writes an input anew; `false` when it is not the version that was read, or stands otherwise.
pub fn edit(
    db: &mut Db,
    input: &InputRecord,
    title: Option<&str>,
    text: &str,
    arrival: &Arrival,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let version = input.version + 1;
    let changed = diesel::update(inputs::table.find(input.id))
        .filter(inputs::version.eq(input.version))
        .filter(inputs::state.eq(InputState::Open.code()))
        .set((
            inputs::title.eq(title),
            inputs::text.eq(text),
            inputs::version.eq(version),
            inputs::changed_at.eq(Moment::from(at)),
        ))
        .execute(db)?;
    if changed == 0 {
        return Ok(false);
    }
    let is_unseen = arrival.hold.is_some() && input.standing.moderation == ModerationState::Visible;
    if is_unseen {
        let waits = Standing {
            moderation: ModerationState::Awaiting,
            ..input.standing
        };
        if !restand(db, input, waits, at)? {
            return Err(StoreError::Changed);
        }
    }
    add_version(db, input.id, version, title, text, at)?;
    arrive(db, ModerationSubject::Input(input.id), arrival, at)?;
    index(db, input.id, title, text, input.language)?;
    // What was rewritten is no campaign's text any more.
    let leader = input.group_id.unwrap_or(input.id);
    regroup(db, input.round_id, leader, Some(input.id))?;
    Ok(true)
}

/// Takes over the newest version of an input, after its versions were written anew: also where it is searched
/// for, and where its like are looked for. How often it was written stays.
pub(crate) fn rewrite_versions(db: &mut Db, id: i64) -> StoreResult<()> {
    use input_versions as v;
    let (title, text): (Option<String>, String) = v::table
        .filter(v::input_id.eq(id))
        .order(v::version.desc())
        .select((v::title, v::text))
        .first(db)?;
    diesel::update(inputs::table.find(id))
        .set((inputs::title.eq(&title), inputs::text.eq(&text)))
        .execute(db)?;
    let input = find_by_id(db, id)?.ok_or(StoreError::Changed)?;
    index(db, id, title.as_deref(), &text, input.language)?;
    regroup(db, input.round_id, input.group_id.unwrap_or(id), None)
}

/// Records when the speaker of an oral view agreed with its report; `false` when that was recorded
/// before.
pub fn speaker_agreed(db: &mut Db, input_id: i64, at: DateTime<Utc>) -> StoreResult<bool> {
    use input_origins as o;
    let changed = diesel::update(o::table.find(input_id))
        .filter(o::speaker_agreed_at.is_null())
        .set(o::speaker_agreed_at.eq(moment(Some(at))))
        .execute(db)?;
    Ok(changed == 1)
}
