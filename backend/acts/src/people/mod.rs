//! Who works at the desk, and what they may do.

mod actor;
mod overtaken;

pub use actor::{Actor, AuditAct, Subject, audit};
pub(crate) use overtaken::overtaken;
