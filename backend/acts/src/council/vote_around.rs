//! What there is around a vote: who held a seat and was there at that moment, the rules of that day, and the
//! votes on the same matter before it.

use super::looked_up::{roster_on, rules_on, who_changed};
use crate::errors::{ActError, ActResult};
use crate::people::Actor;
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::{
    Asked, CannotVote, Circumstances, MemberId, Method, PastRound, Roster, RuleSet, Sheet, Stated,
    Subject, Tally,
};
use weerklank_domain::people::Permission;
use weerklank_store::Db;
use weerklank_store::council::{
    BodyRecord, VoteRecord, attendance, council_body, newest_versions, present_at, vote_by_id,
};

/// What there is around a vote.
#[derive(Debug, Clone)]
pub struct Around {
    /// The body.
    pub body: BodyRecord,
    /// Key and rules of that day.
    pub rules: (i64, RuleSet),
    /// Who held a seat.
    pub roster: Roster,
    /// Who was there; none where no list was kept.
    pub present: Option<BTreeSet<MemberId>>,
    /// The chair, member or not.
    pub chair: Option<MemberId>,
    /// Earlier votes on it, the first one first.
    pub past: Vec<PastRound>,
    subject: Subject,
    choice_is_limited: bool,
    method: Method,
    asked: Asked,
    is_second_meeting: bool,
}

/// A vote as it would be taken: what is asked of what there is around it.
pub(super) struct Wanted {
    pub body_id: i64,
    pub meeting_id: i64,
    pub chair_id: Option<i64>,
    pub taken_at: DateTime<Utc>,
    pub subject: Subject,
    pub choice_is_limited: bool,
    pub method: Method,
    pub asked_by_member: bool,
    pub asked_by_chair: bool,
    pub follows_id: Option<i64>,
    pub is_second_meeting: bool,
}

impl From<&VoteRecord> for Wanted {
    fn from(vote: &VoteRecord) -> Self {
        Self {
            body_id: vote.meeting.body_id,
            meeting_id: vote.meeting.id,
            chair_id: vote.meeting.chair_id,
            taken_at: vote.taken_at,
            subject: vote.subject,
            choice_is_limited: vote.choice_is_limited,
            method: vote.method,
            asked_by_member: vote.asked_by.is_some(),
            asked_by_chair: vote.asked_by_chair,
            follows_id: vote.follows_id,
            is_second_meeting: vote.is_on_first_agenda,
        }
    }
}

/// Looks at what there is around a vote.
///
/// # Errors
/// [`CannotVote::NoRules`], [`weerklank_domain::council::CannotMeet::SeatTaken`], or what the store says.
pub fn around(db: &mut Db, vote: &VoteRecord) -> ActResult<Around> {
    around_in(db, &vote.into())
}

pub(super) fn around_in(db: &mut Db, wanted: &Wanted) -> ActResult<Around> {
    let body = council_body(db, wanted.body_id)?.filter(|body| body.decides);
    let body = body.ok_or(CannotVote::NoRules)?;
    let day = day_of(wanted.taken_at);
    let rules = rules_on(db, &body, day)?.ok_or(CannotVote::NoRules)?;
    let has_list = !attendance(db, wanted.meeting_id)?.is_empty();
    let present = present_at(db, wanted.meeting_id, wanted.taken_at)?;
    Ok(Around {
        roster: roster_on(db, wanted.body_id, day)?,
        rules,
        present: has_list.then_some(present),
        chair: wanted.chair_id.map(MemberId),
        past: past_rounds(db, wanted.follows_id, wanted.meeting_id)?,
        subject: wanted.subject,
        choice_is_limited: wanted.choice_is_limited,
        method: wanted.method,
        asked: Asked {
            vote: wanted.method != Method::WithoutVote,
            roll_call: u32::from(wanted.asked_by_member),
            roll_call_by_chair: wanted.asked_by_chair,
            secret: 0,
        },
        is_second_meeting: wanted.is_second_meeting,
        body,
    })
}

/// The votes on a matter up to the one of a key, the first one first.
pub(super) fn past_rounds(
    db: &mut Db,
    last: Option<i64>,
    meeting_id: i64,
) -> ActResult<Vec<PastRound>> {
    let mut rounds = Vec::new();
    let mut next = last;
    while let Some(id) = next {
        let vote = vote_by_id(db, id)?.ok_or(ActError::Missing)?;
        // One that is not public yet has no result: it is what is to be published first.
        let version = newest_versions(db, &[id])?.pop().ok_or(CannotVote::Going)?;
        rounds.push(PastRound {
            outcome: version.outcome,
            is_chosen: version.is_chosen,
            is_in_this_meeting: vote.meeting.id == meeting_id,
        });
        next = vote.follows_id;
    }
    rounds.reverse();
    Ok(rounds)
}

impl Around {
    /// The same, as the rules ask for it.
    #[must_use]
    pub fn circumstances(&self) -> Circumstances<'_> {
        Circumstances {
            roster: &self.roster,
            present: self.present.clone(),
            chair: self.chair,
            subject: self.subject,
            choice_is_limited: self.choice_is_limited,
            method: self.method,
            asked: self.asked,
            past: self.past.clone(),
            is_second_meeting: self.is_second_meeting,
            stated: Stated::default(),
        }
    }

    /// How many members were there: all of them where no list was kept.
    #[must_use]
    pub fn present_members(&self) -> u32 {
        let there = |present: &BTreeSet<MemberId>| {
            let members = self.roster.members();
            members
                .filter(|(member, _)| present.contains(member))
                .count()
        };
        self.present
            .as_ref()
            .map_or(self.roster.sitting(), |present| {
                u32::try_from(there(present)).unwrap_or(u32::MAX)
            })
    }

    /// What follows from a sheet.
    ///
    /// # Errors
    /// [`ActError::Unsound`] with everything that is in the way.
    pub fn tally(&self, sheet: &Sheet) -> ActResult<Tally> {
        let tally = self.rules.1.rules.tally(sheet, &self.circumstances());
        tally.map_err(ActError::Unsound)
    }
}

/// A vote in the edition that was read, for somebody who may keep those of its body.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::NotAllowed`], [`ActError::ChangedBy`], or what the store says.
pub(super) fn vote_for(db: &mut Db, actor: &Actor, id: i64, read: i32) -> ActResult<VoteRecord> {
    let vote = vote_by_id(db, id)?.ok_or(ActError::Missing)?;
    actor.require(Permission::RunCouncil, vote.meeting.body_id)?;
    if vote.edition != read {
        return Err(who_changed(db, "vote", &vote.reference)?);
    }
    Ok(vote)
}
