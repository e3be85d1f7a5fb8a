//! How a council meets and votes: rule sets as data, what follows from a vote under them and why, and
//! whether the record of a vote can be true.
//!
//! A vote is parsed once: [`CouncilRules::vote`] and [`CouncilRules::ballots`] refuse numbers that cannot
//! be, and what they return can always be decided on. A record comes first: [`NamedRecord`] and
//! [`HandsRecord`] are checked against the [`Roster`] of the day. Of a secret vote there are ballots and
//! nothing else.

mod agreement;
mod ballot;
mod cases;
mod chain;
mod doors;
mod fraction;
mod half_circle;
mod hands;
mod line;
mod meeting;
mod members;
mod method;
mod opening;
mod order;
mod outcome;
mod parameters;
mod partial_date;
mod problem;
mod proposal;
mod reason;
mod record;
mod recusal;
mod roster;
mod rule_check;
mod rules;
mod sheet;
mod tally;
mod vote;
mod warning;

#[cfg(test)]
mod agreement_tests;
#[cfg(test)]
mod ballot_tests;
#[cfg(test)]
mod cases_tests;
#[cfg(test)]
mod outcome_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod record_tests;
#[cfg(test)]
mod rule_check_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tally_tests;

pub use agreement::{Agreement, Compared, FEWEST_SHARED, Positions, agreement};
pub use ballot::{BallotCount, BallotFault, BallotOutcome, Ballots, Candidates, ties_between};
pub use cases::{
    Answer, Case, CollegeVoteCase, Computed, CouncilVoteCase, OpeningCase, PersonBallotCase, Prior,
    Question, SeatsCase,
};
pub use chain::{ChainFault, PastVote, earlier};
pub use doors::{ClosedDoors, DoorsFault, NeverClosed};
pub use fraction::{Bar, Fraction, NoFraction, Op};
pub use half_circle::{SeatPlace, half_circle};
pub use hands::{FactionHands, HandsRecord, Position};
pub use line::{Line, LineFault};
pub use meeting::{
    AttendanceMode, CannotMeet, DEEPEST_ITEM, MeetingState, MeetingStep, MembershipRole, MoverRole,
    Numbered, numbered,
};
pub use members::{Members, MembersFault};
pub use method::{Asked, Basis, Method, Subject, WayOfVoting};
pub use opening::{Gathering, Opening, Presence, TooManyPresent, TooSoon};
pub use order::{OrderFault, Votable, may_be_about, order_of_voting, waits_for};
pub use outcome::Outcome;
pub use parameters::{
    Abstain, Chair, CountsAs, GroupMajority, Majority, MajorityBase, MemberBase, Persons, Proxy,
    Quorum, RollCall, SeatStep, SecondMeeting, Secret, SecretSubject, Threshold, Tie, TieStep,
    Validity, Waiver, Weights,
};
pub use partial_date::{Covers, NoDate, PartialDate, Period};
pub use problem::{Choice, Problem, Stated};
pub use proposal::{
    CannotPropose, MOTION_DAYS, ProposalKind, ProposalState, ProposalStep, WrongProposalStep,
};
pub use reason::{Decision, Fact, Reason, Rule, Side};
pub use record::{NamedRecord, NamedVote, Sound};
pub use recusal::{RecusalFault, RecusalGround, RecusalSubject};
pub use roster::{Faction, FactionId, Holder, MemberId, Membership, Roster, RosterFault, SeatId};
pub use rule_check::{RuleFault, RuleFaultCode};
pub use rules::{CouncilRules, RuleSet, in_force};
pub use sheet::{
    Announced, Breaker, CannotVote, LONGEST_VOTE_SUMMARY, MOST_CANDIDATES, Sheet, SheetBallots,
    SheetHands, SheetVote, Taken, VoteOutcome,
};
pub use tally::{BallotNumbers, Circumstances, PastRound, Tally, Unsound};
pub use vote::{Broken, Earlier, Said, Vote, VoteCount, VoteFault};
pub use warning::{BeforeVote, Warning};
