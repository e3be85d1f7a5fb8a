//! Whether enough members are there, as it stands at a moment.

use super::looked_up::{roster_on, rules_on};
use crate::errors::{ActError, ActResult};
use chrono::{DateTime, Utc};
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::{
    Decision, Fact, Gathering, Members, Opening, Presence, Roster, RuleSet,
};
use weerklank_store::Db;
use weerklank_store::council::{MeetingRecord, council_body, first_items, present_at};

/// Who is there, and what follows.
#[derive(Debug, Clone)]
pub struct Attending {
    /// Who holds a seat.
    pub roster: Roster,
    /// Members who are there; a chair who is none does not count.
    pub present: u32,
    /// The rules of that day, with their key; none for a body without.
    pub rules: Option<(i64, RuleSet)>,
    /// Whether the meeting can go on: a second one with the topics of the first agenda. `None` for a body
    /// without rules, which can always.
    pub opening: Option<Decision<Opening>>,
}

impl Attending {
    /// Whether it can go on.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        let opening = self.opening.as_ref();
        opening.is_none_or(|opening| *opening.outcome() == Opening::Open)
    }

    /// How many must be there; `None` where it makes no difference.
    #[must_use]
    pub fn needed(&self) -> Option<u32> {
        let mut reasons = self.opening.iter().flat_map(Decision::reasons);
        reasons.find_map(|reason| match reason.fact {
            Fact::Present { needed, .. } | Fact::OtherTopic { needed, .. } => Some(needed),
            _ => None,
        })
    }
}

/// Who is in a meeting at a moment, and whether it can go on.
///
/// # Errors
/// [`weerklank_domain::council::CannotMeet::SeatTaken`] when the memberships of the day cannot be.
pub fn attending(db: &mut Db, meeting: &MeetingRecord, at: DateTime<Utc>) -> ActResult<Attending> {
    let body = council_body(db, meeting.body_id)?.ok_or(ActError::Missing)?;
    let day = day_of(at);
    let roster = roster_on(db, meeting.body_id, day)?;
    let there = present_at(db, meeting.id, at)?;
    let members = there.iter().filter(|one| roster.holder(**one).is_some());
    let present = u32::try_from(members.count()).unwrap_or(u32::MAX);
    let rules = rules_on(db, &body, day)?;
    let gathering = match meeting.second_of_id {
        Some(_) => Gathering::Second {
            is_on_first_agenda: !first_items(db, meeting.id)?.is_empty(),
        },
        None => Gathering::First,
    };
    let opening = rules.as_ref().and_then(|(_, set)| {
        // Numbers of a roster fit by its making.
        let members = Members::new(roster.statutory(), roster.sitting(), 0).ok()?;
        let presence = Presence::new(members, present).ok()?;
        Some(set.rules.opening(presence, gathering))
    });
    Ok(Attending {
        roster,
        present,
        rules,
        opening,
    })
}
