//! The map of the authority's own areas: drawn here, pressed in a form, and with the inputs of a round.

pub mod map;
pub mod picture;
pub mod pressed;
