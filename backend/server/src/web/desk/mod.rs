//! The desk: who is signed in, what may be done, and the frame of its pages. What can be done there
//! is in the folder of each capability.

pub mod account;
pub mod allowed;
pub mod audit;
pub mod conflict;
pub mod page;
pub mod permissions;
mod routes;
pub mod sign_in;
pub mod staff;
pub(crate) mod token;

pub use allowed::{Allowed, SignedInStaff, Staff};
pub use conflict::Conflict;
pub use page::desk_page;
#[cfg(test)]
pub use page::{DeskFrame, DeskView};
pub use permissions::{ApproveUpdates, DecidePetitions, Needs, SeeDesk};
pub use routes::configure;
pub use token::RenewedToken;
