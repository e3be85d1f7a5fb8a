//! Who works at the desk, how they sign in, and what they may do.

mod accounts;
mod actor;
mod give_code;
mod overtaken;
mod password;
mod proven;
mod second_factor;
mod sign_in;

pub use accounts::{
    Account, PasswordChange, add_staff, change_password, end_own_session, end_sessions,
    first_password, looks_after, open_or_close, reset_staff,
};
pub use actor::{Actor, Subject, audit};
pub(crate) use actor::{audit_dossier, audit_petition};
pub use give_code::{CodeGiven, give_code};
pub(crate) use overtaken::overtaken;
pub use password::{LONGEST_PASSWORD, SHORTEST_PASSWORD, hash_password};
pub use proven::{Identity, PROVEN_FOR, Proven, keep_proven, kept_proven};
pub use second_factor::{
    FactorSet, OfferedFactor, RECOVERY_CODES, offer_again, offer_second_factor, set_factor,
};
pub use sign_in::{
    IDLE, LOCKED_FOR, LONGEST, MOST_FAILURES, SignIn, SignedIn, erase_old_sessions, keep_session,
    sign_in, sign_out, sign_out_everywhere, signed_in,
};
pub use weerklank_domain::people::AuditAct;
