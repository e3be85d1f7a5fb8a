//! Pages about the site itself, and what machines ask of it.

pub mod content;
pub mod dev;
pub mod health;
pub mod home;
pub mod openapi;
pub mod security_txt;
