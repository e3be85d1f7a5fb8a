//! What the desk does with inputs that came by another way than the site.

mod enter_input;
mod record_agreement;

pub use enter_input::{CannotEnter, DeskEntry, Entered, enter_all, enter_input, may_enter};
pub use record_agreement::record_agreement;
