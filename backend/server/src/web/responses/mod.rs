//! What a body does with what it was told: the list of incoming papers, answers to petitions with their
//! older versions, the report of a round, and the desk's side of all of them.

pub mod answer_version;
pub mod api;
pub mod author;
pub mod desk;
pub mod incoming_papers;
pub mod paper;
pub mod promise;
pub mod report;
pub mod round;
pub mod routes;
pub mod worksheet;
