//! Petitions: read, signed, confirmed, counted.

mod counts;
mod crash;
mod random_walk;
mod read;
mod sign;
