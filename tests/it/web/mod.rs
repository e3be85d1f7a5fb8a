//! Pages and API as HTTP: headers, proofs, limits, and whatever else may come in.

mod api;
mod bad_input;
mod limits;
mod security;
