//! Popolo bundles of a council: read from others, and written for others. What is read and written again
//! is the same.

mod bundle;
mod enter_bodies;
mod enter_events;
mod enter_factions;
mod enter_memberships;
mod enter_motions;
mod enter_people;
mod enter_votes;
mod export;
mod export_meetings;
mod export_votes;
mod import;
mod names;
mod place_votes;
mod read;
mod vote_rows;
mod vote_rules;

pub use bundle::{
    Area, Bundle, Context, Count, Creator, Event, Identifier, Membership, Meta, Motion,
    Organization, OtherName, Period, Person, Post, Term, Vote, VoteEvent,
};
pub use export::export_popolo;
pub use import::{PopoloSource, import_popolo};
pub use read::read_popolo;
