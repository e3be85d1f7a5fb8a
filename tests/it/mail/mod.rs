//! Mail on its way out.

mod petitioners;
mod smtp;
