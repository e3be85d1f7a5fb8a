//! Telling people what happened, and stopping when they ask for it.

mod repeat_mail;
mod tell_signers;
mod unsubscribe;

pub use repeat_mail::repeat_mail;
pub use tell_signers::tell_signers;
pub use unsubscribe::{Subscription, subscription, unsubscribe, unsubscribe_handle};
