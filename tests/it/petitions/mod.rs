//! Petitions: read, signed, confirmed, counted.

mod counts;
mod crash;
mod hand_over;
mod random_walk;
mod read;
mod sign;
