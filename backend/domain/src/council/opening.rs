//! Whether a meeting can be opened, and which topics it can deal with.

use super::members::Members;
use super::reason::{Decision, Fact};
use super::rules::CouncilRules;
use crate::codes::codes;
use chrono::{DateTime, TimeDelta, Utc};

codes! {
    /// Whether a meeting can go on.
    Opening {
        /// It is open.
        Open = "open",
        /// Too few are present to open it.
        NotOpened = "not_opened",
        /// It is open, for the topics of the first agenda only.
        TopicBlocked = "topic_blocked",
    }
}

/// Which meeting it is, and for what it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gathering {
    /// A meeting as it was convened.
    First,
    /// A meeting convened again because too few came: for a topic that stood on the first agenda, or
    /// for another.
    Second {
        /// Whether the topic stood on the first agenda.
        is_on_first_agenda: bool,
    },
}

/// More members are present than hold a seat. A chair who is none is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{present} present of {sitting} members")]
pub struct TooManyPresent {
    /// Present.
    pub present: u32,
    /// Members.
    pub sitting: u32,
}

/// Who could be there, and how many are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presence {
    members: Members,
    present: u32,
}

impl Presence {
    /// So many of the members are present.
    ///
    /// # Errors
    /// [`TooManyPresent`].
    pub fn new(members: Members, present: u32) -> Result<Self, TooManyPresent> {
        let sitting = members.sitting();
        if present > sitting {
            return Err(TooManyPresent { present, sitting });
        }
        Ok(Self { members, present })
    }
}

/// A second meeting would begin too soon after its summons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the meeting may begin at {earliest}")]
pub struct TooSoon {
    /// The first moment at which it may begin.
    pub earliest: DateTime<Utc>,
}

impl CouncilRules {
    /// Whether a meeting can go on with these members (Municipalities Act, article 20).
    #[must_use]
    pub fn opening(&self, presence: Presence, gathering: Gathering) -> Decision<Opening> {
        let of = self.quorum.base.of(presence.members);
        let needed = self.quorum.bar.needed(of);
        let present = presence.present;
        let mut reasons = presence.members.reasons(self);
        let is_second = gathering != Gathering::First && self.quorum.second_meeting.is_some();
        let stood_before = Gathering::Second {
            is_on_first_agenda: true,
        };
        let outcome = if is_second && gathering == stood_before {
            reasons.add(Fact::FirstAgenda { present });
            Opening::Open
        } else if self.quorum.bar.is_met(present, of) {
            reasons.add(Fact::Present {
                present,
                needed,
                of,
            });
            Opening::Open
        } else if is_second {
            reasons.add(Fact::OtherTopic {
                present,
                needed,
                of,
            });
            Opening::TopicBlocked
        } else {
            reasons.add(Fact::Present {
                present,
                needed,
                of,
            });
            Opening::NotOpened
        };
        reasons.so(outcome)
    }

    /// Checks that a second meeting begins long enough after its summons was delivered. Any time is
    /// long enough where the rules know no such meeting.
    ///
    /// # Errors
    /// [`TooSoon`] says when it may begin.
    pub fn second_meeting_at(
        &self,
        delivered_at: DateTime<Utc>,
        begins_at: DateTime<Utc>,
    ) -> Result<(), TooSoon> {
        let hours = self
            .quorum
            .second_meeting
            .map_or(0, |second| second.min_hours);
        let earliest = delivered_at + TimeDelta::hours(hours.into());
        if self.quorum.second_meeting.is_some() && begins_at < earliest {
            return Err(TooSoon { earliest });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::reason::Rule;
    use super::super::samples::{dutch_council, dutch_executive, with_casting_vote};
    use super::*;

    fn opened(rules: &CouncilRules, there: (u32, u32, u32), gathering: Gathering) -> Opening {
        let (statutory, sitting, present) = there;
        let presence = presence(statutory, sitting, present);
        *rules.opening(presence, gathering).outcome()
    }

    fn presence(statutory: u32, sitting: u32, present: u32) -> Presence {
        let members = Members::new(statutory, sitting, 0).unwrap();
        Presence::new(members, present).unwrap()
    }

    #[test]
    fn nl_01_a_meeting_opens_with_more_than_half_of_the_sitting_members() {
        let rules = dutch_council();
        for (sitting, present, outcome) in [
            (31, 15, Opening::NotOpened),
            (31, 16, Opening::Open),
            (30, 15, Opening::NotOpened),
            (30, 16, Opening::Open),
        ] {
            let found = opened(&rules, (31, sitting, present), Gathering::First);
            assert_eq!(found, outcome, "{present} of {sitting}");
        }
        let presence = presence(31, 31, 15);
        let decision = rules.opening(presence, Gathering::First);
        let last = decision.reasons().last().unwrap();
        let (present, needed, of) = (15, 16, 31);
        assert_eq!(
            last.fact,
            Fact::Present {
                present,
                needed,
                of
            }
        );
        assert_eq!(last.article, "Gemeentewet, art. 20(1)");
    }

    #[test]
    fn nl_02_a_second_meeting_begins_a_day_after_its_summons() {
        let rules = dutch_council();
        let delivered = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let earliest = delivered + TimeDelta::hours(24);
        assert_eq!(rules.second_meeting_at(delivered, earliest), Ok(()));
        assert_eq!(
            rules.second_meeting_at(delivered, earliest - TimeDelta::seconds(1)),
            Err(TooSoon { earliest })
        );
    }

    #[test]
    fn nl_03_a_second_meeting_needs_a_quorum_for_new_topics_only() {
        let rules = dutch_council();
        let old = Gathering::Second {
            is_on_first_agenda: true,
        };
        let new = Gathering::Second {
            is_on_first_agenda: false,
        };
        assert_eq!(opened(&rules, (31, 31, 7), old), Opening::Open);
        assert_eq!(opened(&rules, (31, 31, 0), old), Opening::Open);
        assert_eq!(opened(&rules, (31, 31, 7), new), Opening::TopicBlocked);
        assert_eq!(opened(&rules, (31, 31, 16), new), Opening::Open);
        let presence = presence(31, 31, 7);
        let reasons = rules.opening(presence, old);
        assert_eq!(reasons.reasons()[1].fact.rule(), Rule::SecondMeeting);
    }

    #[test]
    fn nl_21_the_mayor_on_the_presence_list_does_not_make_one_more() {
        let members = Members::new(31, 31, 0).unwrap();
        let (present, sitting) = (32, 31);
        let refused = Presence::new(members, present);
        assert_eq!(refused, Err(TooManyPresent { present, sitting }));
    }

    #[test]
    fn other_bodies_meet_with_half_or_a_quarter() {
        let college = dutch_executive();
        assert_eq!(opened(&college, (4, 4, 2), Gathering::First), Opening::Open);
        assert_eq!(
            opened(&college, (5, 5, 2), Gathering::First),
            Opening::NotOpened
        );
        // Of all seats, vacant ones too.
        let quarter = with_casting_vote();
        assert_eq!(
            opened(&quarter, (40, 30, 9), Gathering::First),
            Opening::NotOpened
        );
        assert_eq!(
            opened(&quarter, (40, 30, 10), Gathering::First),
            Opening::Open
        );
    }
}
