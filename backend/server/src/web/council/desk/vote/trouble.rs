//! Why no result follows from a sheet, with the names of whom it is about.

use serde::Serialize;
use std::collections::HashMap;
use weerklank_domain::council::{
    BallotFault, BeforeVote, FactionId, MemberId, Problem, Unsound, VoteFault, Warning,
};

/// The names of who is on the sheet.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub members: HashMap<i64, String>,
    pub factions: HashMap<i64, String>,
    /// The place of each member in the alphabet.
    pub order: HashMap<i64, usize>,
}

/// Something in the way; its numbers stand in the order in which the fault has them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TroubleView {
    pub code: String,
    pub who: String,
    pub a: u64,
    pub b: u64,
    pub c: u64,
    pub d: u64,
    /// Whether every form of the council tells it in the same words.
    pub is_general: bool,
}

impl Names {
    fn member(&self, member: MemberId) -> String {
        self.members.get(&member.0).cloned().unwrap_or_default()
    }

    fn faction(&self, faction: Option<FactionId>) -> String {
        let known = faction.and_then(|faction| self.factions.get(&faction.0));
        known.cloned().unwrap_or_else(|| "–".to_owned())
    }

    /// What is in the way.
    pub fn trouble(&self, unsound: &Unsound) -> TroubleView {
        let view = match unsound {
            Unsound::Record(problem) => self.record(*problem),
            Unsound::Count(VoteFault::MoreVotes { votes, eligible }) => {
                numbers(*votes, u64::from(*eligible))
            }
            Unsound::Count(VoteFault::GroupMissing(who) | VoteFault::GroupTooLarge(who))
            | Unsound::CandidateTwice(who) => named(who.clone()),
            Unsound::Ballots(BallotFault::MoreBallots {
                handed_in,
                eligible,
            }) => numbers(u64::from(*handed_in), u64::from(*eligible)),
            Unsound::Ballots(BallotFault::DoNotAddUp { counted, handed_in }) => {
                numbers(*counted, u64::from(*handed_in))
            }
            Unsound::Count(VoteFault::Abstained)
            | Unsound::Ballots(BallotFault::Nameless)
            | Unsound::ChosenOther => TroubleView::default(),
            Unsound::Chain(_) | Unsound::Method => TroubleView {
                is_general: true,
                ..TroubleView::default()
            },
        };
        TroubleView {
            code: unsound.code().to_owned(),
            ..view
        }
    }

    fn record(&self, problem: Problem) -> TroubleView {
        match problem {
            Problem::NoSeat { member }
            | Problem::UncertainSeat { member }
            | Problem::Twice { member }
            | Problem::Missing { member }
            | Problem::Silent { member }
            | Problem::AbstainForbidden { member }
            | Problem::RecusedVoted { member }
            | Problem::AbsentVoted { member }
            | Problem::MarkedAbsent { member }
            | Problem::ChairWithoutSeat { member }
            | Problem::ChairDoesNotVote { member }
            | Problem::OtherFaction { member, .. }
            | Problem::ProxyForbidden { member }
            | Problem::Weighted { member, .. }
            | Problem::ProxyHolderAway { member, .. }
            | Problem::TooManyProxies { holder: member, .. } => named(self.member(member)),
            Problem::FactionNotThen { faction }
            | Problem::FactionTwice { faction }
            | Problem::FactionAbstained { faction } => named(self.faction(faction)),
            Problem::FactionMissing { faction, members } => TroubleView {
                a: members.into(),
                ..named(self.faction(faction))
            },
            Problem::FactionSum {
                faction,
                stated,
                members,
            } => TroubleView {
                a: stated,
                b: members.into(),
                ..named(self.faction(faction))
            },
            Problem::TotalDiffers {
                stated, counted, ..
            } => numbers(stated.into(), counted.into()),
        }
    }
}

fn named(who: String) -> TroubleView {
    TroubleView {
        who,
        ..TroubleView::default()
    }
}

fn numbers(a: u64, b: u64) -> TroubleView {
    TroubleView {
        a,
        b,
        ..TroubleView::default()
    }
}

/// What the clerk is told before the vote.
pub fn warning(warning: Warning) -> TroubleView {
    let view = |a: u32, b: u32, c: u32, d: u32| TroubleView {
        code: warning.code().to_owned(),
        who: String::new(),
        a: a.into(),
        b: b.into(),
        c: c.into(),
        d: d.into(),
        is_general: false,
    };
    match warning {
        Warning::CannotBeValid {
            present,
            recused,
            can_vote,
            needed,
        } => view(present, recused, can_vote, needed),
        Warning::NoMargin { needed } => view(needed, 0, 0, 0),
        Warning::CannotBeAdopted { can_vote, needed } => view(can_vote, needed, 0, 0),
    }
}

/// Who could take part in a vote that is yet to come.
pub fn before(
    around: &weerklank_acts::council::Around,
    recused_present: u32,
) -> Option<BeforeVote> {
    let roster = &around.roster;
    let members = weerklank_domain::council::Members::new(
        roster.statutory(),
        roster.sitting(),
        recused_present.min(roster.sitting()),
    )
    .ok()?;
    Some(BeforeVote {
        members,
        present: around.present_members(),
        recused_present,
        earlier: around.circumstances().earlier().ok()?,
    })
}

/// Every code of what can be in the way.
#[cfg(test)]
pub const UNSOUND: &[&str] = &[
    "no_seat",
    "uncertain_seat",
    "twice",
    "missing",
    "silent",
    "abstain_forbidden",
    "recused_voted",
    "absent_voted",
    "marked_absent",
    "chair_without_seat",
    "chair_does_not_vote",
    "other_faction",
    "proxy_forbidden",
    "too_many_proxies",
    "proxy_holder_away",
    "weighted",
    "faction_not_then",
    "faction_twice",
    "faction_missing",
    "faction_sum",
    "faction_abstained",
    "total_differs",
    "more_votes",
    "abstained",
    "group_missing",
    "group_too_large",
    "more_ballots",
    "do_not_add_up",
    "nameless",
    "candidate_twice",
    "chosen_other",
];
