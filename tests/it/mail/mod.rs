//! Mail on its way out.

mod smtp;
