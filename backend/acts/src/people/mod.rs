//! Who works at the desk, and what they may do.

mod actor;

pub use actor::{Actor, AuditAct, Subject, audit};
