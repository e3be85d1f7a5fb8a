//! Taking part in a round: writing, proving the mailbox, changing, taking back, standing behind what
//! others wrote, voting on statements; and what the desk does with one contribution.

mod approve_report;
mod cast;
mod deed;
pub mod desk;
mod edit;
mod endorse;
mod enter;
mod erase_participants;
mod invitation;
mod moderate;
mod person;
mod prove;
mod question;
mod taking_part;
mod withdraw;
mod writing;

pub use approve_report::approve_report;
pub use cast::{StatementsFor, cast_ballot, statements_for};
pub use deed::{Deed, WrittenDeed};
pub use edit::edit_input;
pub use endorse::{endorse_input, stop_endorsing};
pub use enter::{EnteredBallot, EnteredInput, enter_ballots, enter_inputs};
pub use erase_participants::{PARTICIPANT_TERM, erase_participants};
pub use invitation::{TypedInvitation, plain_code, use_invitation};
pub(crate) use moderate::decide_on_input;
pub use moderate::{SeenInput, moderate_input};
pub use person::{PersonOfInput, my_input, person_of_input};
pub use prove::{
    MOST_PROOF_MAILS, PROOF_TERM, Proved, Proving, ask_proof, erase_old_proofs, prove, proving,
    resend_proof, written_deed,
};
pub(crate) use question::register_question;
pub use taking_part::{CannotTakePart, may_take_part};
pub use withdraw::withdraw_input;
pub use writing::{Writing, similar_inputs, write_input};
