//! The store itself.

mod migrations;
