//! Importing proposals with their threaded comments, as Decide Madrid (CONSUL) has them.

mod shape;
mod take_in;
mod thread_order;

pub use shape::{Threads, ThreadsProposal, read_threads};
pub use take_in::import_threads;
pub use thread_order::{Detached, ThreadsComment, UserType};
