//! People who work at the desk: how they sign in, their accounts, and what they may do.

mod accounts;
mod audit;
mod commands;
mod permissions;
mod second_factor;
mod sessions;
mod sign_in;
mod tokens;
