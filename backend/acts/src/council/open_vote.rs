//! The sheet of a vote is begun: prefilled from the presence list, and for a roll call with the member at whom
//! the lot has it begin.

use super::adopt_without_vote::check_order;
use super::vote_around::{Around, Wanted, around_in};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject as Entry, audit};
use crate::random::{Randomness, number_below};
use chrono::{DateTime, Utc};
use weerklank_domain::Language;
use weerklank_domain::council::{
    CannotVote, Choice, Holder, MeetingState, MemberId, Method, Outcome, ProposalKind,
    ProposalStep, SecretSubject, Sheet, SheetHands, SheetVote, Subject, Taken,
};
use weerklank_domain::people::Permission;
use weerklank_store::Db;
use weerklank_store::council::{
    MeetingRecord, NewVote, ProposalRecord, VoteFilter, VoteState, add_vote, item, items_of,
    meeting_by_id, proposal_by_id, votes,
};

/// A vote to be taken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteDraft {
    /// The key of the item.
    pub item_id: i64,
    /// The key of the proposal.
    pub proposal_id: Option<i64>,
    /// What is voted on, where that is no proposal.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// Of a vote on persons: what for; none for a matter.
    pub persons: Option<SecretSubject>,
    /// Whether a nomination or a run-off limits the choice.
    pub choice_is_limited: bool,
    /// How it is taken.
    pub method: Method,
    /// The key of the member who asked for a vote by name.
    pub asked_by_id: Option<i64>,
    /// Whether the chair did.
    pub asked_by_chair: bool,
    /// When it is taken; none for now.
    pub taken_at: Option<DateTime<Utc>>,
}

/// Begins a sheet; answers the reference of the vote.
///
/// # Errors
/// [`ActError::CannotVote`] when it cannot be voted on there, then or so;
/// [`weerklank_domain::council::CannotPropose::Waits`] while something that changes it is not decided.
pub fn open_vote(house: &House, actor: &Actor, draft: &VoteDraft) -> ActResult<String> {
    let now = house.clock.now();
    house.store.write(|db| {
        let item = item(db, draft.item_id)?.ok_or(ActError::Missing)?;
        let meeting = meeting_by_id(db, item.meeting_id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::RunCouncil, meeting.body_id)?;
        let (_, reference) = open_in(db, house.random.as_ref(), &meeting, draft, now)?;
        let subject = Entry::vote(&reference, meeting.body_id);
        audit(
            db,
            actor,
            AuditAct::VoteBegun,
            subject,
            draft.method.code(),
            now,
        )?;
        Ok(reference)
    })
}

/// The same within a transaction; answers key and reference.
pub(super) fn open_in(
    db: &mut Db,
    random: &dyn Randomness,
    meeting: &MeetingRecord,
    draft: &VoteDraft,
    now: DateTime<Utc>,
) -> ActResult<(i64, String)> {
    let taken_at = draft.taken_at.unwrap_or(now);
    check_moment(meeting, taken_at, now)?;
    let proposal = match draft.proposal_id {
        Some(id) => Some(on_item(db, id, draft.item_id)?),
        None if draft.title.trim().is_empty() => return Err(CannotVote::NoTitle.into()),
        None => None,
    };
    let subject = subject_of(draft, proposal.as_ref());
    let follows_id = match &proposal {
        Some(proposal) => last_on(db, proposal.id)?,
        None => None,
    };
    let item = item(db, draft.item_id)?.ok_or(ActError::Missing)?;
    let wanted = Wanted {
        body_id: meeting.body_id,
        meeting_id: meeting.id,
        chair_id: meeting.text.chair_id,
        taken_at,
        subject,
        choice_is_limited: draft.choice_is_limited,
        method: draft.method,
        asked_by_member: draft.asked_by_id.is_some(),
        asked_by_chair: draft.asked_by_chair,
        follows_id,
        is_second_meeting: item.text.first_item_id.is_some(),
    };
    let around = around_in(db, &wanted)?;
    let circumstances = around.circumstances();
    circumstances.earlier().map_err(CannotVote::from)?;
    if let Some(proposal) = &proposal {
        check_before_the_body(db, proposal)?;
    }
    let asked = circumstances.asked;
    let rules = &around.rules.1.rules;
    let way = rules.way_of_voting(subject, around.present_members(), asked);
    let taken = Taken::empty(draft.method).filter(|_| way.admits(draft.method));
    let sheet = prefilled(&around, taken.ok_or(CannotVote::Method)?, random);
    let new = NewVote {
        item_id: draft.item_id,
        proposal_id: draft.proposal_id,
        title: draft.title.trim(),
        language: draft.language,
        subject,
        choice_is_limited: draft.choice_is_limited,
        method: draft.method,
        follows_id,
        asked_by_id: draft.asked_by_id,
        asked_by_chair: draft.asked_by_chair,
        sheet: &sheet,
        taken_at,
        at: now,
    };
    match add_vote(db, &new) {
        Err(weerklank_store::StoreError::Taken) => Err(CannotVote::Going.into()),
        other => Ok(other?),
    }
}

fn check_moment(
    meeting: &MeetingRecord,
    taken_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let is_going = matches!(
        meeting.position.state,
        MeetingState::Summoned | MeetingState::Held
    );
    let started = meeting.position.started_at.filter(|_| is_going);
    let started = started.ok_or(CannotVote::NotOpened)?;
    let ended = meeting.position.ended_at.unwrap_or(now);
    if taken_at < started || taken_at > ended {
        return Err(CannotVote::WrongTime.into());
    }
    Ok(())
}

/// The proposal, where it stands on the item.
fn on_item(db: &mut Db, id: i64, item_id: i64) -> ActResult<ProposalRecord> {
    let proposal = proposal_by_id(db, id)?.ok_or(ActError::Missing)?;
    let is_there = items_of(db, id)?.iter().any(|one| one.item_id == item_id);
    if is_there {
        Ok(proposal)
    } else {
        Err(CannotVote::NotOnAgenda.into())
    }
}

/// Checks that it can be voted on now, with whatever changes it decided before.
fn check_before_the_body(db: &mut Db, proposal: &ProposalRecord) -> ActResult<()> {
    let step = ProposalStep::Vote(Outcome::Adopted);
    if proposal.state.after(proposal.kind, step).is_err() {
        return Err(CannotVote::NotBefore.into());
    }
    check_order(db, proposal)
}

fn subject_of(draft: &VoteDraft, proposal: Option<&ProposalRecord>) -> Subject {
    let is_appointment = proposal.is_some_and(|one| one.kind == ProposalKind::Appointment);
    match draft.persons {
        Some(persons) => Subject::Persons(persons),
        None if is_appointment => Subject::Persons(SecretSubject::Appointment),
        None => Subject::Matter,
    }
}

/// The last vote on a proposal.
fn last_on(db: &mut Db, proposal_id: i64) -> ActResult<Option<i64>> {
    let filter = VoteFilter {
        proposal_id: Some(proposal_id),
        ..VoteFilter::default()
    };
    match votes(db, &filter, 1)?.pop() {
        Some(last) if last.state != VoteState::Published => Err(CannotVote::Going.into()),
        Some(last) => Ok(Some(last.id)),
        None => Ok(None),
    }
}

/// A sheet with what the presence list tells.
fn prefilled(around: &Around, taken: Taken, random: &dyn Randomness) -> Sheet {
    let there = |member: MemberId| {
        let present = around.present.as_ref();
        present.is_none_or(|present| present.contains(&member))
    };
    let members: Vec<(MemberId, Holder)> = around.roster.members().collect();
    let mut begins_at = None;
    let taken = match taken {
        Taken::ByName { .. } => {
            let present: Vec<MemberId> = members
                .iter()
                .map(|(member, _)| *member)
                .filter(|member| there(*member))
                .collect();
            begins_at = number_below(random, present.len()).and_then(|at| present.get(at).copied());
            Taken::ByName {
                votes: members
                    .iter()
                    .filter(|(member, _)| !there(*member))
                    .map(|(member, _)| SheetVote {
                        member: *member,
                        choice: Choice::Absent,
                        meant: None,
                    })
                    .collect(),
            }
        }
        Taken::PerFaction { .. } => Taken::PerFaction {
            factions: around
                .roster
                .factions()
                .into_keys()
                .map(|faction| SheetHands {
                    faction,
                    absent: members
                        .iter()
                        .filter(|(member, held)| held.faction == faction && !there(*member))
                        .fold(0, |sum, _| sum + 1),
                    ..SheetHands::default()
                })
                .collect(),
        },
        ballots @ Taken::Ballots { .. } => ballots,
    };
    Sheet {
        begins_at,
        ..Sheet::of(taken)
    }
}
