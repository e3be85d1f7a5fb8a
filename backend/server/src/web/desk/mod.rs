pub mod allowed;
pub mod page;
pub mod permissions;
