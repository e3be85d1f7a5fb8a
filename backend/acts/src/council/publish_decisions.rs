//! The decision list of a meeting is published (NL-26); a correction is another version with its reason.

use super::looked_up::{audit_meeting, meeting_for};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use chrono::{DateTime, Utc};
use weerklank_domain::council::{CannotMeet, MeetingState};
use weerklank_domain::petitions::Passage;
use weerklank_store::Db;
use weerklank_store::council::{
    DecidedProposal, DecisionLine, MeetingRecord, ProposalFilter, decision_lists, items, on_agenda,
    proposals,
};

/// Publishes the decision list as it is now, after the version that was read (0: none).
///
/// # Errors
/// [`ActError::CannotMeet`] when the meeting is not over, [`ActError::ReasonLacking`] for a correction
/// without a reason, [`ActError::Unchanged`] when nothing would change, [`ActError::ChangedBy`] or
/// [`ActError::Stale`] when somebody else was first.
pub fn publish_decisions(
    house: &House,
    actor: &Actor,
    meeting_id: i64,
    (read_meeting, read_list): (i32, i32),
    correction: Option<&Passage>,
) -> ActResult<i32> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read_meeting)?;
        let correction = correction.map(Passage::as_str);
        let by = (Some(actor.staff_id), now);
        let version = publish_in(db, &meeting, read_list, correction, by)?;
        let detail = version.to_string();
        audit_meeting(
            db,
            actor,
            AuditAct::DecisionsPublished,
            &meeting,
            &detail,
            now,
        )?;
        Ok(version)
    })
}

/// The same within somebody else's transaction; answers the number of the version.
pub(super) fn publish_in(
    db: &mut Db,
    meeting: &MeetingRecord,
    read: i32,
    correction: Option<&str>,
    by: (Option<i64>, DateTime<Utc>),
) -> ActResult<i32> {
    if meeting.position.state != MeetingState::Held {
        return Err(CannotMeet::WrongStep.into());
    }
    let lists = decision_lists(db, meeting.id)?;
    let newest = lists.first();
    if newest.map_or(0, |list| list.version) != read {
        return Err(ActError::Stale);
    }
    if read > 0 && correction.is_none() {
        return Err(ActError::ReasonLacking);
    }
    let lines = decision_lines(db, meeting)?;
    if newest.is_some_and(|list| list.lines == lines) {
        return Err(ActError::Unchanged);
    }
    let correction = correction.filter(|_| read > 0);
    weerklank_store::council::publish_decisions(db, meeting.id, read, &lines, correction, by)?;
    Ok(read + 1)
}

/// What would stand on the list now. Of a closed item only number and title may be told (NL-24).
///
/// # Errors
/// What the store says.
pub fn decision_lines(db: &mut Db, meeting: &MeetingRecord) -> ActResult<Vec<DecisionLine>> {
    let placed = on_agenda(db, meeting.id)?;
    let filter = ProposalFilter {
        ids: Some(placed.iter().map(|one| one.proposal_id).collect()),
        ..ProposalFilter::default()
    };
    let known = proposals(db, &filter, i64::try_from(placed.len()).unwrap_or(i64::MAX))?;
    let lines = items(db, meeting.id)?.into_iter().map(|item| {
        let on_item = placed.iter().filter(|one| one.item_id == item.id);
        let of_item = on_item.filter_map(|one| {
            let proposal = known.iter().find(|known| known.id == one.proposal_id)?;
            Some(DecidedProposal {
                reference: proposal.reference.clone(),
                kind: proposal.kind.code().to_owned(),
                title: proposal.text.title.clone(),
                state: proposal.state.code().to_owned(),
            })
        });
        let closed = item.text.closed;
        DecisionLine {
            proposals: if closed {
                Vec::new()
            } else {
                of_item.collect()
            },
            decision: if closed { String::new() } else { item.decision },
            number: item.number,
            title: item.text.title,
            level: item.level,
            closed,
        }
    });
    Ok(lines.collect())
}
