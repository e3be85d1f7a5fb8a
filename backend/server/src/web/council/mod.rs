//! The council: the calendar, meetings with agenda, papers, presence and decision list, members,
//! factions and what is proposed; and what the desk does with them.

pub mod api;
mod calendar;
mod card;
mod desk;
mod faction;
pub mod feeds;
mod meeting;
mod member;
mod ori;
mod paper;
mod period;
mod proposal;
mod public;
mod routes;
pub mod vote;

pub use card::{MeetingLine, ProposalLine, Proposed};
pub use routes::configure;

#[cfg(test)]
pub use pages::*;

/// What the test renders.
#[cfg(test)]
mod pages {
    pub use super::calendar::CalendarPage;
    pub use super::desk::{
        AttendancePage, CouncilPage, DeskMeetingPage, DeskProposalPage, FormPage, PeoplePage,
        SheetPage, UNSOUND, problems,
    };
    pub use super::faction::FactionPage;
    pub use super::meeting::MeetingPage;
    pub use super::member::MemberPage;
    pub use super::proposal::ProposalPage;
    pub use super::vote::VotePage;
    pub use super::vote::result::samples as results;
}
