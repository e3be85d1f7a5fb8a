//! What a body does with petitions, in public: the list of incoming papers, and answers with their
//! older versions.

pub mod answer_version;
pub mod api;
pub mod desk;
pub mod incoming_papers;
pub mod paper;
pub mod routes;
