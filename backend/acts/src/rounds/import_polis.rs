//! Importing conversations that were held with Polis, from the export of one conversation.

mod shape;
mod statements;
mod take_in;
mod votes;

pub use shape::{PolisConversation, read_polis};
pub use statements::{Moderation, PolisStatement};
pub use take_in::import_polis;
pub use votes::PolisVote;
