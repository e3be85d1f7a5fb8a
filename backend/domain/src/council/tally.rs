//! From the sheet of a vote to its result: the record is checked, the rules decide, and a chain of votes
//! on one matter goes on.

use super::ballot::{BallotCount, BallotFault, BallotOutcome, Candidates, ties_between};
use super::chain::{ChainFault, PastVote, earlier};
use super::hands::HandsRecord;
use super::members::Members;
use super::method::{Asked, Method, Subject};
use super::outcome::Outcome;
use super::problem::{Problem, Stated};
use super::reason::Reason;
use super::record::{NamedRecord, Sound};
use super::recusal::RecusalSubject;
use super::roster::{MemberId, Roster};
use super::rules::CouncilRules;
use super::sheet::{Sheet, SheetBallots, Taken, VoteOutcome};
use super::vote::{Earlier, Said, VoteFault};
use std::collections::{BTreeMap, BTreeSet};

/// An earlier vote on the same matter, on a matter or on persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastRound {
    /// What came of it.
    pub outcome: VoteOutcome,
    /// Whether the lot or the chair chose a person.
    pub is_chosen: bool,
    /// Whether it was taken in the meeting in which the next one would be.
    pub is_in_this_meeting: bool,
}

/// What there is around a vote: who held a seat and was there at that moment, and what went before.
#[derive(Debug, Clone)]
pub struct Circumstances<'a> {
    /// Who held a seat.
    pub roster: &'a Roster,
    /// Who was there; none where no list was kept.
    pub present: Option<BTreeSet<MemberId>>,
    /// The chair, member or not.
    pub chair: Option<MemberId>,
    /// What is voted on.
    pub subject: Subject,
    /// Of a vote on persons: whether a nomination or a run-off limits the choice.
    pub choice_is_limited: bool,
    /// How it was taken.
    pub method: Method,
    /// Who asked for that way of voting.
    pub asked: Asked,
    /// Earlier votes on it, the first one first.
    pub past: Vec<PastRound>,
    /// Whether it stood on the first agenda of a meeting that was convened again.
    pub is_second_meeting: bool,
    /// Totals that were told.
    pub stated: Stated,
}

/// Why no result follows from a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsound {
    /// The record does not add up, or names somebody who held no seat.
    Record(Problem),
    /// The numbers cannot be.
    Count(VoteFault),
    /// The ballots cannot be.
    Ballots(BallotFault),
    /// The matter cannot be voted on now.
    Chain(ChainFault),
    /// It cannot be taken in this way.
    Method,
    /// A candidate stands twice on it.
    CandidateTwice(String),
    /// Whoever was chosen after equal votes is not among those who had them.
    ChosenOther,
}

impl Unsound {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Record(problem) => problem.code(),
            Self::Count(fault) => fault.code(),
            Self::Ballots(fault) => fault.code(),
            Self::Chain(fault) => fault.code(),
            Self::Method => "method",
            Self::CandidateTwice(_) => "candidate_twice",
            Self::ChosenOther => "chosen_other",
        }
    }
}

/// Ballots, as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BallotNumbers {
    /// Handed in.
    pub handed_in: u32,
    /// Blank.
    pub blank: u32,
    /// Not filled in as they should be.
    pub wrong: u32,
}

/// A result, with everything from which it follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Who there is.
    pub members: Members,
    /// How many were not there.
    pub absent: u32,
    /// What was said; none of a secret vote.
    pub said: Option<Said>,
    /// What would have been said without mistakes that were told; none where there were none.
    pub meant: Option<Said>,
    /// Ballots; none of any other vote.
    pub ballots: Option<BallotNumbers>,
    /// What follows.
    pub outcome: VoteOutcome,
    /// Whether the lot or the chair chose a person.
    pub is_chosen: bool,
    /// From what.
    pub reasons: Vec<Reason>,
    /// What should be looked at, and is no bar.
    pub notes: Vec<Problem>,
}

impl CouncilRules {
    /// The result of a vote.
    ///
    /// # Errors
    /// Everything that is in the way: nothing that does not add up has a result.
    pub fn tally(&self, sheet: &Sheet, of: &Circumstances) -> Result<Tally, Vec<Unsound>> {
        let present = of.present.as_ref().map_or(of.roster.sitting(), |present| {
            let members = present.iter().filter(|m| of.roster.holder(**m).is_some());
            u32::try_from(members.count()).unwrap_or(u32::MAX)
        });
        let way = self.way_of_voting(of.subject, present, of.asked);
        if !way.admits(of.method) || !sheet.taken.is_of(of.method) {
            return Err(vec![Unsound::Method]);
        }
        match &sheet.taken {
            Taken::ByName { votes } => {
                let record = NamedRecord {
                    votes: votes.iter().copied().map(Into::into).collect(),
                    present: of.present.clone(),
                    recused: BTreeSet::new(),
                    chair: of.chair,
                    stated: of.stated,
                };
                self.on_matter(record.check(self, of.roster), sheet, of)
            }
            Taken::PerFaction { factions } => {
                let record = HandsRecord {
                    factions: factions.iter().copied().map(Into::into).collect(),
                    stated: of.stated,
                };
                self.on_matter(record.check(self, of.roster), sheet, of)
            }
            Taken::Ballots {
                handed_in,
                blank,
                wrong,
                votes,
                chosen,
            } => {
                let numbers = BallotNumbers {
                    handed_in: *handed_in,
                    blank: *blank,
                    wrong: *wrong,
                };
                self.on_persons(numbers, votes, chosen.as_deref(), of)
            }
        }
    }

    fn on_matter(
        &self,
        checked: Result<Sound, Vec<Problem>>,
        sheet: &Sheet,
        of: &Circumstances,
    ) -> Result<Tally, Vec<Unsound>> {
        let sound = checked.map_err(|problems| {
            let bars = problems.into_iter().filter(|problem| problem.is_bar());
            bars.map(Unsound::Record).collect::<Vec<_>>()
        })?;
        let before = of.earlier().map_err(|fault| vec![Unsound::Chain(fault)])?;
        let mut count = sound.count(before);
        count.broken = sheet.breaker.map(Into::into);
        let vote = self.vote(count).map_err(|f| vec![Unsound::Count(f)])?;
        let decision = vote.decide();
        Ok(Tally {
            members: sound.members,
            absent: sound.absent,
            said: Some(sound.said),
            meant: Some(sound.meant).filter(|meant| *meant != sound.said),
            ballots: None,
            outcome: VoteOutcome::Matter(*decision.outcome()),
            is_chosen: false,
            reasons: decision.reasons().to_vec(),
            notes: sound.notes,
        })
    }

    fn on_persons(
        &self,
        numbers: BallotNumbers,
        candidates: &[SheetBallots],
        chosen: Option<&str>,
        of: &Circumstances,
    ) -> Result<Tally, Vec<Unsound>> {
        let mut votes = BTreeMap::new();
        for one in candidates {
            if votes.insert(one.candidate.clone(), one.votes).is_some() {
                return Err(vec![Unsound::CandidateTwice(one.candidate.clone())]);
            }
        }
        let recused = of.recused_by(candidates);
        let roster = of.roster;
        let number = |those: usize| u32::try_from(those).unwrap_or(u32::MAX);
        let members = Members::new(roster.statutory(), roster.sitting(), number(recused.len()))
            .unwrap_or_default();
        let absent = of.absent(&recused);
        let eligible = members.eligible().saturating_sub(absent);
        if numbers.handed_in > eligible {
            let fault = BallotFault::MoreBallots {
                handed_in: numbers.handed_in,
                eligible,
            };
            return Err(vec![Unsound::Ballots(fault)]);
        }
        let before = of.earlier().map_err(|fault| vec![Unsound::Chain(fault)])?;
        let tied: BTreeSet<String> = votes
            .iter()
            .filter(|(_, votes)| **votes > 0)
            .map(|(person, _)| person.clone())
            .collect();
        let count = BallotCount {
            members,
            handed_in: numbers.handed_in,
            blank: numbers.blank,
            invalid: numbers.wrong,
            votes,
            candidates: if of.choice_is_limited {
                Candidates::Limited
            } else {
                Candidates::Free
            },
            earlier: Earlier {
                ties: ties_between(&of.past_ballots(), &tied),
                ..before
            },
        };
        let ballots = self.ballots(count).map_err(|f| vec![Unsound::Ballots(f)])?;
        let decision = ballots.decide();
        let is_chosen = match (decision.outcome(), chosen) {
            (
                BallotOutcome::Lot { between } | BallotOutcome::CastingVote { between },
                Some(chosen),
            ) => {
                if !between.contains(chosen) {
                    return Err(vec![Unsound::ChosenOther]);
                }
                true
            }
            (_, Some(_)) => return Err(vec![Unsound::ChosenOther]),
            (_, None) => false,
        };
        Ok(Tally {
            members,
            absent,
            said: None,
            meant: None,
            ballots: Some(numbers),
            outcome: VoteOutcome::Persons(decision.outcome().clone()),
            is_chosen,
            reasons: decision.reasons().to_vec(),
            notes: Vec::new(),
        })
    }
}

impl Circumstances<'_> {
    /// What earlier votes mean for this one.
    ///
    /// # Errors
    /// [`ChainFault`] when it cannot be voted on now.
    pub fn earlier(&self) -> Result<Earlier, ChainFault> {
        let past: Vec<PastVote> = self
            .past
            .iter()
            .map(|round| PastVote {
                outcome: round.outcome.on_proposal(round.is_chosen),
                is_in_this_meeting: round.is_in_this_meeting,
            })
            .collect();
        earlier(&past, self.is_second_meeting)
    }

    fn past_ballots(&self) -> Vec<BallotOutcome> {
        let rounds = self.past.iter().map(|round| match &round.outcome {
            VoteOutcome::Persons(outcome) => outcome.clone(),
            VoteOutcome::Matter(Outcome::Invalid) => BallotOutcome::Invalid,
            VoteOutcome::Matter(_) => BallotOutcome::NextRoundByStandingOrders,
        });
        rounds.collect()
    }

    /// Members who must not take part, since the choice is limited to them among others.
    fn recused_by(&self, candidates: &[SheetBallots]) -> BTreeSet<MemberId> {
        let nominees: BTreeSet<MemberId> = candidates
            .iter()
            .filter_map(|one| one.member)
            .filter(|member| self.roster.holder(*member).is_some())
            .collect();
        let subject = if self.choice_is_limited {
            RecusalSubject::LimitedChoice { nominees }
        } else {
            RecusalSubject::FreeChoice
        };
        subject.always_recused()
    }

    /// How many who may take part were not there.
    fn absent(&self, recused: &BTreeSet<MemberId>) -> u32 {
        let Some(present) = &self.present else {
            return 0;
        };
        let away = self
            .roster
            .members()
            .filter(|(member, _)| !present.contains(member) && !recused.contains(member));
        u32::try_from(away.count()).unwrap_or(u32::MAX)
    }
}
