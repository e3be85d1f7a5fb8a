//! Puts a meeting on the books that has a history already: from the seeds, or from another system. Every
//! step of it is taken by the same rules as at the desk, at the moment at which it was.

use super::adopt_without_vote::adopt_in;
use super::cancel_meeting::cancel_in;
use super::change_agenda::add_in;
use super::close_meeting::close_in;
use super::convene_again::convene_in;
use super::enter_vote::{EntryVote, enter_vote};
use super::give_up_meeting::give_up_in;
use super::keep_attendance::arrive_in;
use super::move_proposal::{Kept, take_step};
use super::open_meeting::open_in;
use super::place_proposal::place_in;
use super::plan_meeting::plan_in;
use super::publish_decisions::publish_in;
use super::record_decision::{ItemOutcome, record_in};
use super::summon::summon_in;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, TimeDelta, Utc};
use weerklank_domain::Language;
use weerklank_domain::council::{AttendanceMode, NeverClosed, ProposalStep};
use weerklank_domain::dossiers::take_document;
use weerklank_domain::petitions::Passage;
use weerklank_store::council::{
    self, ItemText, MeetingRecord, MeetingText, NewMeeting, NewPaper, ProposalRecord, items,
    items_of, leave, meeting_by_id, meeting_of_source, member, next_meeting_reference,
    proposal_by_id, proposal_of_source,
};
use weerklank_store::{Db, dossiers, site};

/// A meeting with its history.
#[derive(Debug, Clone)]
pub struct EntryMeeting {
    /// `seed` or the name of the source.
    pub source: String,
    /// Its key at the source.
    pub key: String,
    /// Slug of its body.
    pub body: String,
    /// What kind of meeting it is.
    pub title: String,
    /// The language of its texts.
    pub language: Language,
    /// When it is planned to begin.
    pub planned_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Name in addresses of who chairs.
    pub chair: Option<String>,
    /// The key, at the source, of the meeting that it convenes again.
    pub second_of: Option<String>,
    /// What stands on its agenda; of a second meeting what stands there besides.
    pub items: Vec<EntryItem>,
    /// Of a second meeting: what became of the proposals that stood on the first agenda.
    pub again: Vec<(String, Vec<EntryStep>)>,
    /// Papers of the whole meeting.
    pub papers: Vec<EntryPaper>,
    /// When the members were summoned.
    pub summoned_at: Option<DateTime<Utc>>,
    /// Who was there.
    pub attendance: Vec<EntryAttendance>,
    /// What became of it.
    pub end: EntryEnd,
    /// When the decision list was published.
    pub decisions_at: Option<DateTime<Utc>>,
}

/// What became of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryEnd {
    /// It is still to come.
    ToCome,
    /// It was held, from then until then.
    Held(DateTime<Utc>, DateTime<Utc>),
    /// Too few came.
    GivenUp(DateTime<Utc>),
    /// It was cancelled, with a reason.
    Cancelled(String),
}

/// An item.
#[derive(Debug, Clone)]
pub struct EntryItem {
    /// The place, among the items of the entry, of the one that it is part of.
    pub parent: Option<usize>,
    /// Its title.
    pub title: String,
    /// What it is about (Markdown).
    pub explanation: String,
    /// Whether it is to be adopted without debate.
    pub hamerstuk: bool,
    /// Whether it is dealt with behind closed doors.
    pub closed: bool,
    /// A topic that is dealt with in public only.
    pub topic: Option<NeverClosed>,
    /// Slug of its dossier.
    pub dossier: Option<String>,
    /// What was decided; empty where nothing was.
    pub decision: Passage,
    /// What stands on it, with what became of it here.
    pub proposals: Vec<(String, Vec<EntryStep>)>,
    /// Its papers.
    pub papers: Vec<EntryPaper>,
}

/// What became of a proposal in a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryStep {
    /// It was adopted, as nobody asked for a vote.
    AdoptedWithoutVote,
    /// It was voted on.
    Vote(Box<EntryVote>),
    /// Another step that is no vote, with its reason.
    Step(ProposalStep, String),
}

/// A paper.
#[derive(Debug, Clone)]
pub struct EntryPaper {
    /// Its title.
    pub title: String,
    /// The name of the file.
    pub file_name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// A line of the presence list.
#[derive(Debug, Clone)]
pub struct EntryAttendance {
    /// Name in addresses of the member.
    pub member: String,
    /// How.
    pub mode: AttendanceMode,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; until the end, when `None`.
    pub until: Option<DateTime<Utc>>,
}

/// Enters a meeting with all of its history in one transaction; `false` when it is there, and nothing was
/// changed.
///
/// # Errors
/// [`ActError::Unusable`] when it names what does not exist, and whatever its history breaks.
pub fn enter_meeting(house: &House, entry: &EntryMeeting) -> ActResult<bool> {
    house.store.write(|db| {
        if meeting_of_source(db, &entry.key)?.is_some() {
            return Ok(false);
        }
        let meeting = plan(db, entry)?;
        let keys = lay_out(db, &meeting, entry)?;
        for (given, item_id) in entry.items.iter().zip(&keys) {
            for (key, _) in &given.proposals {
                let proposal = proposal_of(db, entry, key)?;
                place_in(db, &meeting, *item_id, &proposal)?;
            }
        }
        if let Some(at) = entry.summoned_at {
            let planned = again(db, &meeting)?;
            summon_in(db, &planned, at)?;
        }
        go_through(house, db, &meeting, entry, &keys)?;
        if let Some(at) = entry.decisions_at {
            let held = again(db, &meeting)?;
            publish_in(db, &held, 0, None, (None, at))?;
        }
        Ok(true)
    })
}

/// The meeting as it stands now.
fn again(db: &mut Db, meeting: &MeetingRecord) -> ActResult<MeetingRecord> {
    meeting_by_id(db, meeting.id)?.ok_or(ActError::Missing)
}

fn unknown(entry: &EntryMeeting, what: &str, name: &str) -> ActError {
    ActError::Unusable(format!("{}: no {what} {name}", entry.key))
}

fn plan(db: &mut Db, entry: &EntryMeeting) -> ActResult<MeetingRecord> {
    let body = site::body(db, &entry.body)?.ok_or_else(|| unknown(entry, "body", &entry.body))?;
    let chair_id = match &entry.chair {
        Some(slug) => Some(member_id(db, entry, slug)?),
        None => None,
    };
    // Planned some weeks before, as far as anybody remembers.
    let created_at = entry.summoned_at.unwrap_or(entry.planned_at) - TimeDelta::days(21);
    let new = NewMeeting {
        body_id: body.id,
        reference: next_meeting_reference(db, entry.planned_at)?,
        text: MeetingText {
            title: entry.title.clone(),
            language: entry.language,
            planned_at: entry.planned_at,
            place: entry.place.clone(),
            chair_id,
        },
        second_of_id: None,
        source: entry.source.clone(),
        source_key: Some(entry.key.clone()),
        created_at,
    };
    let Some(first) = &entry.second_of else {
        return plan_in(db, &new);
    };
    let first_id = meeting_of_source(db, first)?.ok_or_else(|| unknown(entry, "meeting", first))?;
    let first = meeting_by_id(db, first_id)?.ok_or(ActError::Missing)?;
    convene_in(db, &first, new, (None, created_at))
}

/// Puts items and papers on the meeting; answers the keys of the items of the entry.
fn lay_out(db: &mut Db, meeting: &MeetingRecord, entry: &EntryMeeting) -> ActResult<Vec<i64>> {
    let before = items(db, meeting.id)?;
    let first = before.iter().filter(|item| item.level == 0).count();
    let mut keys: Vec<i64> = Vec::new();
    for (place, given) in (1_usize..).zip(&entry.items) {
        let parent_id = match given.parent {
            Some(parent) => {
                let key = keys.get(parent);
                Some(*key.ok_or_else(|| unknown(entry, "item", &parent.to_string()))?)
            }
            None => None,
        };
        let dossier_id = match &given.dossier {
            Some(slug) => {
                let found = dossiers::find(db, slug)?;
                Some(found.ok_or_else(|| unknown(entry, "dossier", slug))?.id)
            }
            None => None,
        };
        let text = ItemText {
            parent_id,
            position: i32::try_from(first + place).unwrap_or(i32::MAX),
            title: given.title.clone(),
            explanation: given.explanation.clone(),
            hamerstuk: given.hamerstuk,
            closed: given.closed,
            topic: given.topic,
            dossier_id,
            first_item_id: None,
        };
        let id = add_in(db, meeting, &text)?;
        keys.push(id);
        for paper in &given.papers {
            lay_open(db, meeting, entry, Some(id), paper)?;
        }
    }
    for paper in &entry.papers {
        lay_open(db, meeting, entry, None, paper)?;
    }
    Ok(keys)
}

fn lay_open(
    db: &mut Db,
    meeting: &MeetingRecord,
    entry: &EntryMeeting,
    item_id: Option<i64>,
    paper: &EntryPaper,
) -> ActResult<()> {
    let (file_name, kind) = take_document(&paper.file_name, &paper.content)?;
    let new = NewPaper {
        item_id,
        proposal_id: None,
        title: &paper.title,
        language: entry.language,
        file_name: &file_name,
        kind,
        content: &paper.content,
        replaces: None,
        staff_id: None,
        at: entry.summoned_at.unwrap_or(entry.planned_at),
    };
    council::add_paper(db, meeting.id, &new)?;
    Ok(())
}

/// What happened on the day, in its order.
fn go_through(
    house: &House,
    db: &mut Db,
    meeting: &MeetingRecord,
    entry: &EntryMeeting,
    keys: &[i64],
) -> ActResult<()> {
    let summoned = again(db, meeting)?;
    match &entry.end {
        EntryEnd::ToCome => Ok(()),
        EntryEnd::Cancelled(reason) => cancel_in(db, &summoned, reason),
        EntryEnd::GivenUp(at) => {
            sign_list(db, meeting, entry, |line| line.from <= *at)?;
            give_up_in(db, &summoned, *at)?;
            Ok(())
        }
        EntryEnd::Held(from, until) => {
            sign_list(db, meeting, entry, |line| line.from <= *from)?;
            open_in(db, &summoned, *from)?;
            sign_list(db, meeting, entry, |line| line.from > *from)?;
            let open = again(db, meeting)?;
            let mut moments = moments(entry, *from, *until);
            for (given, item_id) in entry.items.iter().zip(keys) {
                let outcome = ItemOutcome {
                    treated: true,
                    times: (None, None),
                    decision: given.decision.clone(),
                };
                record_in(db, &open, *item_id, &outcome)?;
                for (key, steps) in &given.proposals {
                    for step in steps {
                        let proposal = proposal_of(db, entry, key)?;
                        let at = moments.next().unwrap_or(*until);
                        take(house, db, (&open, *item_id), &proposal, step, at)?;
                    }
                }
            }
            for (key, steps) in &entry.again {
                let proposal = proposal_of(db, entry, key)?;
                let placed = items_of(db, proposal.id)?;
                let item = placed.iter().find(|one| one.meeting_id == open.id);
                let item_id = item.ok_or_else(|| unknown(entry, "item", key))?.item_id;
                for step in steps {
                    let proposal = proposal_of(db, entry, key)?;
                    let at = moments.next().unwrap_or(*until);
                    take(house, db, (&open, item_id), &proposal, step, at)?;
                }
            }
            close_in(db, &open, *until)
        }
    }
}

/// Signs lines of the presence list, and lets those go who left.
fn sign_list(
    db: &mut Db,
    meeting: &MeetingRecord,
    entry: &EntryMeeting,
    is_wanted: impl Fn(&EntryAttendance) -> bool,
) -> ActResult<()> {
    for line in entry.attendance.iter().filter(|line| is_wanted(line)) {
        let member_id = member_id(db, entry, &line.member)?;
        arrive_in(db, meeting, member_id, line.mode, line.from)?;
        if let Some(until) = line.until {
            leave(db, meeting.id, member_id, until)?;
        }
    }
    Ok(())
}

/// The moments at which what was proposed took its steps: one after the other through the meeting.
fn moments(
    entry: &EntryMeeting,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> impl Iterator<Item = DateTime<Utc>> {
    let proposals = entry.items.iter().flat_map(|item| &item.proposals);
    let proposals = proposals.chain(&entry.again);
    let steps = proposals.map(|(_, steps)| steps.len()).sum::<usize>();
    let each = i32::try_from(steps + 1).map_or(TimeDelta::zero(), |of| (until - from) / of);
    (1..).map(move |step| from + each * step)
}

fn take(
    house: &House,
    db: &mut Db,
    (meeting, item_id): (&MeetingRecord, i64),
    proposal: &ProposalRecord,
    step: &EntryStep,
    at: DateTime<Utc>,
) -> ActResult<()> {
    match step {
        EntryStep::AdoptedWithoutVote => adopt_in(db, None, proposal, (meeting, item_id), (at, at)),
        EntryStep::Vote(vote) => enter_vote(house, db, vote, proposal, (meeting, item_id), at),
        EntryStep::Step(step, reason) => {
            let kept = Kept {
                reason,
                meeting_id: Some(meeting.id),
                vote_event_id: None,
                staff_id: None,
                at,
            };
            take_step(db, proposal, *step, &kept)?;
            Ok(())
        }
    }
}

fn member_id(db: &mut Db, entry: &EntryMeeting, slug: &str) -> ActResult<i64> {
    let found = member(db, slug)?;
    Ok(found.ok_or_else(|| unknown(entry, "member", slug))?.id)
}

fn proposal_of(db: &mut Db, entry: &EntryMeeting, key: &str) -> ActResult<ProposalRecord> {
    let id = proposal_of_source(db, key)?.ok_or_else(|| unknown(entry, "proposal", key))?;
    proposal_by_id(db, id)?.ok_or(ActError::Missing)
}
