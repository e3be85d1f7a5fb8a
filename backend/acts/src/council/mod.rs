//! The council: its people, its meetings with agenda, papers, presence list and decision list, and what
//! is proposed there. What follows from a vote is in `follow_vote`.

mod add_paper;
mod adopt_without_vote;
mod cancel_meeting;
mod change_agenda;
mod change_meeting;
mod close_meeting;
mod convene_again;
mod correct_vote;
mod council_report;
mod drop_vote;
mod enter_council;
mod enter_meeting;
mod enter_proposal;
mod enter_rule_set;
mod enter_vote;
mod follow_vote;
mod give_up_meeting;
mod keep_attendance;
mod keep_people;
mod looked_up;
mod move_proposal;
mod offer_vote;
mod open_meeting;
mod open_vote;
mod place_proposal;
mod plan_meeting;
pub mod popolo;
mod propose;
mod public_votes;
mod publish_decisions;
mod publish_vote;
mod quorum;
mod read_legistar;
mod read_tweedekamer;
mod read_votes_csv;
mod record_decision;
mod summon;
mod vote_around;
mod write_vote;

pub use add_paper::{PaperDraft, add_paper};
pub use adopt_without_vote::{adopt_without_vote, check_order, votable};
pub use cancel_meeting::cancel_meeting;
pub use change_agenda::{add_item, change_item, remove_item};
pub use change_meeting::change_meeting;
pub use close_meeting::close_meeting;
pub use convene_again::convene_again;
pub use correct_vote::correct_vote;
pub use council_report::{CouncilReport, NotPublished};
pub use drop_vote::drop_vote;
pub use enter_council::{EntryCouncil, EntryFaction, EntryMembership, enter_council};
pub use enter_meeting::{
    EntryAttendance, EntryEnd, EntryItem, EntryMeeting, EntryPaper, EntryStep, enter_meeting,
};
pub use enter_proposal::{EntryMover, EntryProposal, enter_proposal};
pub use enter_rule_set::enter_rule_set;
pub use enter_vote::{EntryBallots, EntryCast, EntryVote};
pub use follow_vote::{FromVote, follow_vote};
pub use give_up_meeting::give_up_meeting;
pub use keep_attendance::{arrive, leave, strike};
pub use keep_people::{
    MemberName, add_faction, add_member, begin_membership, change_faction, change_membership,
    rename_member,
};
pub use looked_up::{roster_on, rules_on};
pub use move_proposal::move_proposal;
pub use offer_vote::offer_vote;
pub use open_meeting::open_meeting;
pub use open_vote::{VoteDraft, open_vote};
pub use place_proposal::{place_proposal, take_off_proposal};
pub use plan_meeting::plan_meeting;
pub use propose::{ProposalDraft, change_proposal, propose};
pub use public_votes::{
    Computed, PublicVote, VotePlace, agreement_in, every_public_vote, grouped, only_open,
    public_vote, public_votes, side_of,
};
pub use publish_decisions::{decision_lines, publish_decisions};
pub use publish_vote::publish_vote;
pub use quorum::{Attending, attending};
pub use read_legistar::read_legistar;
pub use read_tweedekamer::read_tweedekamer;
pub use read_votes_csv::read_votes_csv;
pub use record_decision::{ItemOutcome, record_decision};
pub use summon::summon;
pub use vote_around::{Around, around};
pub use write_vote::write_vote;
