//! What came of a vote, with the numbers and the articles from which it follows: on the sheet of the clerk before
//! it is public, and for everybody after.

use serde::Serialize;
use weerklank_domain::council::{
    Announced, BallotNumbers, BallotOutcome, Fact, Members, Method, Reason, Said, Side, Tally,
    VoteOutcome, Waiver,
};
use weerklank_store::council::VoteVersion;

/// What came of a vote.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ResultView {
    pub outcome: &'static str,
    /// Whether it is decided, and which way: `for`, `against`, or nothing.
    pub side: &'static str,
    pub basis: &'static str,
    pub method: &'static str,
    pub has_counts: bool,
    pub for_it: u32,
    pub against: u32,
    pub has_abstained: bool,
    pub abstained: u32,
    pub has_recused: bool,
    pub recused: u32,
    pub absent: u32,
    pub has_meant: bool,
    pub meant_for: u32,
    pub meant_against: u32,
    pub has_ballots: bool,
    pub handed_in: u32,
    pub blank: u32,
    pub wrong: u32,
    pub has_person: bool,
    pub person: String,
    pub facts: Vec<FactView>,
    pub has_announced: bool,
    pub announced: &'static str,
}

/// A reason; its numbers stand in the order in which the fact has them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FactView {
    code: &'static str,
    a: u32,
    b: u32,
    c: u32,
    d: u32,
    who: String,
    article: String,
}

/// A result, whether or not it is public.
struct Of<'a> {
    method: Method,
    members: Members,
    absent: u32,
    said: Option<Said>,
    meant: Option<(u32, u32)>,
    ballots: Option<BallotNumbers>,
    outcome: &'a VoteOutcome,
    is_chosen: bool,
    chosen: Option<&'a str>,
    reasons: &'a [Reason],
    announced: Option<Announced>,
}

impl ResultView {
    /// The result of a public record.
    pub fn of(version: &VoteVersion, chosen: Option<&str>) -> Self {
        Self::made(&Of {
            method: version.method,
            members: version.members,
            absent: version.absent,
            said: version.said,
            meant: version.meant,
            ballots: version.ballots,
            outcome: &version.outcome,
            is_chosen: version.is_chosen,
            chosen,
            reasons: &version.reasons,
            announced: version.announced_otherwise(),
        })
    }

    /// The result that a sheet would have.
    pub fn computed(
        tally: &Tally,
        method: Method,
        chosen: Option<&str>,
        announced: Option<Announced>,
    ) -> Self {
        let computed = tally.outcome.announced(tally.is_chosen);
        Self::made(&Of {
            method,
            members: tally.members,
            absent: tally.absent,
            said: tally.said,
            meant: tally.meant.map(|meant| (meant.for_it, meant.against)),
            ballots: tally.ballots,
            outcome: &tally.outcome,
            is_chosen: tally.is_chosen,
            chosen,
            reasons: &tally.reasons,
            announced: announced.filter(|announced| *announced != computed),
        })
    }

    fn made(of: &Of) -> Self {
        let said = of.said.unwrap_or_default();
        let ballots = of.ballots;
        let number = |pick: fn(BallotNumbers) -> u32| ballots.map_or(0, pick);
        let person = match of.outcome {
            VoteOutcome::Persons(BallotOutcome::Appointed { who }) => Some(who.as_str()),
            VoteOutcome::Persons(_) if of.is_chosen => of.chosen,
            VoteOutcome::Persons(_) | VoteOutcome::Matter(_) => None,
        };
        let verdict = of.outcome.on_proposal(of.is_chosen).verdict();
        Self {
            outcome: if of.is_chosen {
                "chosen"
            } else {
                of.outcome.code()
            },
            side: match verdict {
                Some(Side::For) => "for",
                Some(Side::Against) => "against",
                None => "none",
            },
            basis: of.method.basis().code(),
            method: of.method.code(),
            has_counts: of.said.is_some(),
            for_it: said.for_it,
            against: said.against,
            has_abstained: said.abstained + said.silent > 0,
            abstained: said.abstained + said.silent,
            has_recused: of.members.recused() > 0,
            recused: of.members.recused(),
            absent: of.absent,
            has_meant: of.meant.is_some(),
            meant_for: of.meant.map_or(0, |meant| meant.0),
            meant_against: of.meant.map_or(0, |meant| meant.1),
            has_ballots: ballots.is_some(),
            handed_in: number(|all| all.handed_in),
            blank: number(|all| all.blank),
            wrong: number(|all| all.wrong),
            has_person: person.is_some(),
            person: person.unwrap_or_default().to_owned(),
            facts: of.reasons.iter().map(FactView::of).collect(),
            has_announced: of.announced.is_some(),
            announced: of.announced.map_or("", Announced::code),
        }
    }
}

impl FactView {
    /// The view of a reason.
    pub fn of(reason: &Reason) -> Self {
        let numbers = |a: u32, b: u32, c: u32, d: u32| Self {
            a,
            b,
            c,
            d,
            ..Self::default()
        };
        let by = |who: &str, a: u32, b: u32, c: u32| Self {
            who: who.to_owned(),
            ..numbers(a, b, c, 0)
        };
        let side = |side: Side| numbers(u32::from(side == Side::For), 0, 0, 0);
        let view = match &reason.fact {
            Fact::Members { statutory, sitting } => numbers(*statutory, *sitting, 0, 0),
            Fact::Recused { recused } => numbers(*recused, 0, 0, 0),
            Fact::FirstAgenda { present } => numbers(*present, 0, 0, 0),
            Fact::Present {
                present,
                needed,
                of,
            }
            | Fact::OtherTopic {
                present,
                needed,
                of,
            } => numbers(*present, *needed, *of, 0),
            Fact::BallotsHandedIn { handed_in } => numbers(*handed_in, 0, 0, 0),
            Fact::NoVotes { blank, invalid } => numbers(*blank, *invalid, 0, 0),
            Fact::TookPart {
                took_part,
                needed,
                of,
            } => numbers(*took_part, *needed, *of, 0),
            Fact::Waived { took_part, waiver } => numbers(
                *took_part,
                u32::from(*waiver == Waiver::SecondMeeting),
                0,
                0,
            ),
            Fact::Abstained {
                abstained: number,
                is_against,
            }
            | Fact::Silent {
                silent: number,
                is_against,
            } => numbers(*number, u32::from(*is_against), 0, 0),
            Fact::Votes {
                for_it,
                against,
                needed,
                of,
            } => numbers(*for_it, *against, *needed, *of),
            Fact::GroupVotes {
                group,
                for_it,
                against,
                needed,
            } => by(group, *for_it, *against, *needed),
            Fact::Tied { each } => numbers(*each, 0, 0, 0),
            Fact::TiedBefore { times } => numbers(*times, 0, 0, 0),
            Fact::FullMeeting { voted, of } | Fact::NotFullMeeting { voted, of } => {
                numbers(*voted, *of, 0, 0)
            }
            Fact::LotFell { side: fell } | Fact::ChairDecided { side: fell } => side(*fell),
            Fact::PersonVotes {
                person,
                votes,
                needed,
                of,
            } => by(person, *votes, *needed, *of),
            Fact::PersonsTied { persons, each } => by(&persons.join(", "), *each, 0, 0),
            Fact::NobodyElected { needed, of } => numbers(*needed, *of, 0, 0),
            Fact::NoVoteAsked
            | Fact::ComesBack
            | Fact::VoteAgain
            | Fact::LotDecides
            | Fact::ChairDecides
            | Fact::ChairDeclined
            | Fact::NotAdopted
            | Fact::PersonsAgain
            | Fact::PersonsByLot => Self::default(),
        };
        Self {
            code: reason.fact.code(),
            article: reason.article.clone(),
            ..view
        }
    }
}

/// Examples.
#[cfg(test)]
pub mod samples {
    use super::*;
    use weerklank_domain::council::Outcome;

    fn result(outcome: &'static str) -> ResultView {
        ResultView {
            outcome,
            side: "for",
            basis: "by_name",
            method: "roll_call",
            has_counts: true,
            for_it: 16,
            against: 13,
            has_abstained: true,
            abstained: 1,
            has_recused: true,
            recused: 1,
            absent: 1,
            has_meant: true,
            meant_for: 15,
            meant_against: 14,
            facts: facts(),
            has_announced: true,
            announced: "rejected",
            ..ResultView::default()
        }
    }

    /// Every reason, with numbers and a name.
    fn facts() -> Vec<FactView> {
        FACTS
            .iter()
            .map(|code| FactView {
                code,
                a: 1,
                b: 16,
                c: 31,
                d: 31,
                who: "A. <b>der</b> Vries".to_owned(),
                article: "Gemeentewet, art. 30(1)".to_owned(),
            })
            .collect()
    }

    /// The code of every reason.
    pub const FACTS: [&str; 32] = [
        "members",
        "recused",
        "present",
        "first_agenda",
        "other_topic",
        "no_vote_asked",
        "ballots_handed_in",
        "no_votes",
        "took_part",
        "waived",
        "abstained",
        "silent",
        "votes",
        "group_votes",
        "tied",
        "tied_before",
        "full_meeting",
        "not_full_meeting",
        "comes_back",
        "vote_again",
        "lot_decides",
        "lot_fell",
        "chair_decides",
        "chair_decided",
        "chair_declined",
        "not_adopted",
        "person_votes",
        "persons_tied",
        "persons_again",
        "persons_by_lot",
        "nobody_elected",
        "waived",
    ];

    /// The code of every result.
    pub fn outcomes() -> Vec<&'static str> {
        let matter = Outcome::ALL.iter().map(|outcome| outcome.code());
        let persons = [
            "appointed",
            "revote_same_meeting",
            "postponed",
            "lot",
            "casting_vote",
            "next_round_by_standing_orders",
            "chosen",
        ];
        matter.chain(persons).collect()
    }

    /// One of each kind.
    pub fn all() -> Vec<ResultView> {
        let bare = |outcome| ResultView {
            has_counts: false,
            has_abstained: false,
            has_recused: false,
            has_meant: false,
            has_announced: false,
            side: "none",
            facts: Vec::new(),
            ..result(outcome)
        };
        let mut all = vec![result("adopted"), bare("adopted_without_vote")];
        for outcome in outcomes() {
            all.push(ResultView {
                basis: "secret",
                method: "secret",
                has_ballots: true,
                handed_in: 29,
                blank: 2,
                wrong: 1,
                has_person: outcome == "appointed" || outcome == "chosen",
                person: "A. <b>der</b> Vries".to_owned(),
                ..bare(outcome)
            });
        }
        all
    }
}
