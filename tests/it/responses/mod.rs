//! Public answers: written by one, approved by another; and who is told.

mod answers;
mod news;
