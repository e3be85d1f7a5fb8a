//! Mail: rows of the outbox become messages, in the language in which somebody signed.

mod content;
mod fault;
mod letter;
mod participant;
mod sender;
mod transport;

#[cfg(test)]
pub use letter::subject_key;
pub use sender::Sender;
pub use transport::Transport;
