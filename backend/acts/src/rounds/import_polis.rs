//! Importing conversations that were held with Polis, from the export of one conversation.

mod shape;
mod statements;
mod votes;

pub use shape::{PolisConversation, read_polis};
pub use statements::{Moderation, PolisStatement};
pub use votes::PolisVote;
