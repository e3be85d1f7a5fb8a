//! The council: bodies that meet with their rules and seats, people, meetings with agenda, papers and
//! presence list, and what is proposed.

mod agenda;
mod attendance;
mod bodies;
mod decisions;
mod exported;
mod factions;
mod identifiers;
mod meetings;
mod members;
mod movers;
mod papers;
mod people;
mod proposals;
mod proposed;
pub mod rule_sets;
mod stated_votes;
mod steps;
mod vote_versions;
mod voters;
mod votes;
mod without_vote;

pub use agenda::{
    ItemRecord, ItemText, add_item, change_item, first_items, item, item_is_used, items,
    remove_item, set_decision,
};
pub use attendance::{AttendanceRecord, arrive, attendance, leave, leave_all, present_at, strike};
pub use bodies::{
    BodyRecord, NewCouncilBody, SeatRecord, add_council_body, add_seat, add_term, council_bodies,
    council_body, executive_of, seats, statutory_seats,
};
pub use decisions::{
    DecidedProposal, DecisionLine, DecisionListRecord, decision_lists, publish_decisions,
};
pub use exported::{
    TermRecord, call_stated_vote, call_vote, closed_items, meetings_of_proposals, reach_reference,
    terms,
};
pub use factions::{
    FactionRecord, FactionText, add_faction, change_faction, faction, faction_slug_exists, factions,
};
pub use identifiers::{Identified, IdentifierRecord, add_identifier, identified, identifiers};
pub use meetings::{
    MeetingFilter, MeetingRecord, MeetingText, NewMeeting, Position, add_meeting, change_meeting,
    meeting, meeting_by_id, meeting_of_source, meetings, next_meeting_reference, second_of,
    set_position, touch_meeting,
};
pub use members::{
    MemberRecord, add_member, change_member, member, member_by_id, member_slug_exists, members,
};
pub use movers::{MoverRecord, NewMover, movers, set_movers};
pub use papers::{
    LaidPaper, NewPaper, PaperRecord, add_paper, copy_papers, paper, paper_file, papers,
    papers_of_proposals,
};
pub use people::{
    MembershipRecord, MembershipText, add_membership, change_membership, membership, memberships,
    memberships_of, roster, sitting_memberships,
};
pub use proposals::{
    LinkedRecord, NewProposal, ProposalFilter, ProposalLinks, ProposalRecord, ProposalText,
    add_proposal, change_proposal, is_public_proposal, next_proposal_reference, proposal,
    proposal_by_id, proposal_of_source, proposals, round_of_response, set_commitment,
    set_proposal_state,
};
pub use proposed::{ItemProposal, items_of, on_agenda, place_on_agenda, take_off_agenda};
pub use stated_votes::{
    NewStatedVote, StatedCounts, StatedVoteRecord, add_stated_vote, stated_choices, stated_hands,
    stated_vote, stated_vote_of_source, stated_votes,
};
pub use steps::{NewProposalStep, ProposalStepRecord, add_proposal_step, proposal_steps};
pub use vote_versions::{
    BallotsOf, ChoiceRecord, HandsOfFaction, NewVoteVersion, VoteVersion, ballots_of, choices_of,
    hands_of, newest_versions, publish_version, publisher_of, vote_versions,
};
pub use voters::{Voter, votes_with};
pub use votes::{
    NewVote, VoteFilter, VoteMeeting, VoteRecord, VoteState, VotedProposal, add_vote, drop_vote,
    offer_sheet, subject_code, subject_of, touch_vote, vote, vote_after, vote_by_id, votes,
    votes_by_id, write_sheet,
};
pub use without_vote::{NewWithoutVote, add_without_vote};
