//! Dossiers: planned, published and moved at the desk, read by everybody.

mod desk;
mod documents;
mod journey;
mod read;
mod steps;
