//! The program: pages, API, command line, jobs, mail, settings, and how they are wired together.

pub mod cli;
pub mod config;
mod jobs;
mod mail;
mod progress;
mod seeds;
mod startup;
mod templates;
mod texts;
mod web;

pub use startup::{Running, StartError, StartOptions, start};
