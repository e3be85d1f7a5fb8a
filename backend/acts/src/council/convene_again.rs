//! Too few came to a meeting: it is convened again, with the topics of its agenda (NL-02, NL-03).

use super::looked_up::{audit_meeting, meeting_for, rules_of};
use super::plan_meeting::{new_meeting, plan_in};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use chrono::{DateTime, Utc};
use weerklank_domain::council::{CannotMeet, MeetingState};
use weerklank_store::Db;
use weerklank_store::council::{
    ItemText, MeetingRecord, MeetingText, NewMeeting, add_item, copy_papers, items, on_agenda,
    place_on_agenda, second_of,
};

/// Plans the second meeting, with agenda, papers and proposals of the first, and answers it. Other topics
/// can be added; they need a quorum of their own. It is summoned like any other.
///
/// # Errors
/// [`ActError::CannotMeet`]: the first was opened, or was convened again already, or the rules know no
/// second meeting.
pub fn convene_again(
    house: &House,
    actor: &Actor,
    first_id: i64,
    read: i32,
    text: &MeetingText,
) -> ActResult<MeetingRecord> {
    let now = house.clock.now();
    house.store.write(|db| {
        let first = meeting_for(db, actor, first_id, read)?;
        let new = new_meeting(db, first.body_id, text, now)?;
        let second = convene_in(db, &first, new, (Some(actor.staff_id), now))?;
        let detail = &first.reference;
        audit_meeting(db, actor, AuditAct::MeetingPlanned, &second, detail, now)?;
        Ok(second)
    })
}

/// The same within somebody else's transaction.
pub(super) fn convene_in(
    db: &mut Db,
    first: &MeetingRecord,
    new: NewMeeting,
    by: (Option<i64>, DateTime<Utc>),
) -> ActResult<MeetingRecord> {
    if first.position.state != MeetingState::NotOpened {
        return Err(CannotMeet::WrongStep.into());
    }
    let knows = rules_of(db, first)?.is_some_and(|rules| rules.quorum.second_meeting.is_some());
    if !knows {
        return Err(CannotMeet::NoSecond.into());
    }
    if second_of(db, first.id)?.is_some() {
        return Err(CannotMeet::SecondThere.into());
    }
    let second = plan_in(
        db,
        &NewMeeting {
            second_of_id: Some(first.id),
            ..new
        },
    )?;
    // Parents come before what is part of them, in the order of an agenda.
    let mut pairs: Vec<(i64, i64)> = Vec::new();
    for item in items(db, first.id)? {
        let here = |there: i64| pairs.iter().find(|(first, _)| *first == there);
        let text = ItemText {
            parent_id: item.text.parent_id.and_then(here).map(|(_, here)| *here),
            first_item_id: Some(item.id),
            ..item.text.clone()
        };
        pairs.push((item.id, add_item(db, second.id, &text)?));
    }
    for placed in on_agenda(db, first.id)? {
        let here = pairs.iter().find(|(first, _)| *first == placed.item_id);
        let (_, item_id) = here.ok_or(ActError::Missing)?;
        place_on_agenda(db, *item_id, placed.proposal_id, placed.position)?;
    }
    copy_papers(db, first.id, second.id, &pairs, by)?;
    Ok(second)
}
