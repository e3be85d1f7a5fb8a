//! What every act on the council begins with, and how it tells that somebody else was first.

use crate::errors::{ActError, ActResult};
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, NaiveDate, Utc};
use weerklank_domain::council::{CannotMeet, CannotPropose, CouncilRules, Roster, RuleSet};
use weerklank_domain::people::Permission;
use weerklank_store::council::{
    self, BodyRecord, MeetingRecord, ProposalRecord, council_body, meeting_by_id, proposal_by_id,
    rule_sets, touch_meeting,
};
use weerklank_store::{Db, StoreResult, audit as entries};

/// A body that meets, for somebody who may keep it.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::NotAllowed`], or what the store says.
pub(super) fn body_for(db: &mut Db, actor: &Actor, body_id: i64) -> ActResult<BodyRecord> {
    actor.require(Permission::RunCouncil, body_id)?;
    council_body(db, body_id)?.ok_or(ActError::Missing)
}

/// A meeting in the revision that was read, for somebody who may keep those of its body.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::NotAllowed`], [`ActError::ChangedBy`], or what the store says.
pub(super) fn meeting_for(
    db: &mut Db,
    actor: &Actor,
    meeting_id: i64,
    read: i32,
) -> ActResult<MeetingRecord> {
    let meeting = meeting_by_id(db, meeting_id)?.ok_or(ActError::Missing)?;
    actor.require(Permission::RunCouncil, meeting.body_id)?;
    if meeting.revision != read {
        return Err(who_changed(db, "meeting", &meeting.reference)?);
    }
    Ok(meeting)
}

/// A proposal in the revision that was read, for somebody who may keep those of its body.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::NotAllowed`], [`ActError::ChangedBy`], or what the store says.
pub(super) fn proposal_for(
    db: &mut Db,
    actor: &Actor,
    proposal_id: i64,
    read: i32,
) -> ActResult<ProposalRecord> {
    let proposal = proposal_by_id(db, proposal_id)?.ok_or(ActError::Missing)?;
    actor.require(Permission::RunCouncil, proposal.body_id)?;
    if proposal.revision != read {
        return Err(who_changed(db, "proposal", &proposal.reference)?);
    }
    Ok(proposal)
}

/// The refusal for whoever read a revision that is not there any more: who did something last.
///
/// # Errors
/// What the store says.
pub(super) fn who_changed(db: &mut Db, kind: &str, name: &str) -> StoreResult<ActError> {
    let last = entries::page(db, Some((kind, name)), None, None, 1)?.pop();
    Ok(match last {
        Some(entry) => ActError::ChangedBy(entry.staff_name, entry.at),
        None => ActError::Stale,
    })
}

/// Counts a change of what hangs on a meeting as a change of the meeting that was read.
///
/// # Errors
/// [`ActError::ChangedBy`] when somebody else was first.
pub(super) fn touch(db: &mut Db, meeting: &MeetingRecord) -> ActResult<()> {
    if touch_meeting(db, meeting.id, meeting.revision)? {
        return Ok(());
    }
    Err(who_changed(db, "meeting", &meeting.reference)?)
}

/// Adds the entry of an act on a meeting.
///
/// # Errors
/// What the store says.
pub(super) fn audit_meeting(
    db: &mut Db,
    actor: &Actor,
    act: AuditAct,
    meeting: &MeetingRecord,
    detail: &str,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    let subject = Subject::meeting(&meeting.reference, meeting.body_id);
    audit(db, actor, act, subject, detail, at)
}

/// The rules of a body on a day, with their key; none for a body that has no rules of its own.
///
/// # Errors
/// What the store says.
pub fn rules_on(
    db: &mut Db,
    body: &BodyRecord,
    day: NaiveDate,
) -> StoreResult<Option<(i64, RuleSet)>> {
    match &body.rule_code {
        Some(code) => rule_sets::on_day(db, code, day),
        None => Ok(None),
    }
}

/// The rules of a meeting's body on the day for which it is planned.
pub(super) fn rules_of(db: &mut Db, meeting: &MeetingRecord) -> ActResult<Option<CouncilRules>> {
    let body = council_body(db, meeting.body_id)?.ok_or(ActError::Missing)?;
    let day = weerklank_domain::calendar::day_of(meeting.text.planned_at);
    Ok(rules_on(db, &body, day)?.map(|(_, set)| set.rules))
}

/// Who held a seat of a body on a day.
///
/// # Errors
/// [`CannotMeet::SeatTaken`] when the memberships cannot be.
pub fn roster_on(db: &mut Db, body_id: i64, day: NaiveDate) -> ActResult<Roster> {
    Ok(council::roster(db, body_id, day)?.map_err(|_| CannotMeet::SeatTaken)?)
}

/// The rules of a body that decides, on a day.
///
/// # Errors
/// [`CannotPropose::NoRules`].
pub(super) fn deciding_rules(
    db: &mut Db,
    body_id: i64,
    day: NaiveDate,
) -> ActResult<(i64, RuleSet)> {
    let body = council_body(db, body_id)?.filter(|body| body.decides);
    let body = body.ok_or(CannotPropose::NoRules)?;
    Ok(rules_on(db, &body, day)?.ok_or(CannotPropose::NoRules)?)
}
