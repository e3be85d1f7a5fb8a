//! People who back a petition by its private link, before it is admitted.

mod confirm;
mod give;

pub use confirm::{SupportInvitation, confirm_support, support_invitation};
pub use give::{SupportPage, support, support_page};
