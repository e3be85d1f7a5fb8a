//! Following a petition, and stopping.

pub mod unsubscribe;
