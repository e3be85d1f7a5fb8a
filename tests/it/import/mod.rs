//! Data of other systems.

mod uk;
