//! Petitions: read, signed, confirmed, counted.

mod counts;
mod crash;
mod hand_over;
mod journey;
mod random_walk;
mod read;
mod rule;
mod rule_twice;
mod sign;
mod write;
mod write_wrong;
