//! Integration tests: the real server on a free port, over HTTP, on both databases.
//!
//! `support` is the harness: a house of its own for each test ([`support::harness::TestHouse`]), its
//! database, the people who visit it and the mailbox they read. Every other folder is a capability.
//! A test is a plain `async fn` that is named in an `on_both_databases!` list.

#[cfg(test)]
mod support;

#[cfg(test)]
mod commitments;
#[cfg(test)]
mod council;
#[cfg(test)]
mod dossiers;
#[cfg(test)]
mod import;
#[cfg(test)]
mod inputs;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod moderation;
#[cfg(test)]
mod people;
#[cfg(test)]
mod petitions;
#[cfg(test)]
mod replies;
#[cfg(test)]
mod representation;
#[cfg(test)]
mod responses;
#[cfg(test)]
mod rounds;
#[cfg(test)]
mod store;
#[cfg(test)]
mod web;
