//! Petitions: read, signed, confirmed, counted.

mod any_order;
mod counts;
mod crash;
mod erased;
mod hand_over;
mod journey;
mod news;
mod random_walk;
mod read;
mod rule;
mod rule_twice;
mod sign;
mod support;
mod write;
mod write_wrong;
