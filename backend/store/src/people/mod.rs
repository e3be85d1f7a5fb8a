//! Who somebody is: personal data at rest, signers, and people who work for the authority.

mod sessions;
mod signers;
mod staff;
mod vault;

pub use sessions::{
    SessionRecord, begin_session, complete_session, erase_sessions, revoke_session,
    revoke_sessions, session_of_token, sessions_of, touch_session,
};
pub use signers::{SignerRecord, count_code_attempt, has_signed, signer, signer_of_token};
pub use staff::{
    NewStaff, RoleGiven, StaffRecord, add_role, add_staff, all_staff, bodies_of, clear_failures,
    clear_second_factor, count_failure, grants, hold_staff, recovery_codes_left, roles_given,
    set_active, set_password, set_second_factor, staff_by_email, staff_member, take_recovery_code,
    take_totp_step, who_may,
};
pub use vault::{KEY_LENGTH, Keyed, Seal, Vault, VaultFault, hash_of_token};
