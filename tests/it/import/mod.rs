//! Data of other systems.

mod polis;
mod uk;
