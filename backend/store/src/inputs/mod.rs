//! Inputs: registering, finding, listing and changing them; endorsements, votes on statements, and
//! what waits for proof of a mailbox.

mod ballots;
mod change;
mod endorse;
mod find;
mod groups;
mod list;
mod on_map;
mod proofs;
mod register;

pub use ballots::{BallotCast, cast, next_statements, tallies, voted, voter, voter_of_key};
pub use change::{
    DecisionRecord, NewDecision, add_decision, decisions_of, edit, restand, set_state,
    speaker_agreed, withdraw,
};
pub use endorse::{endorse, endorsed, withdraw_endorsement};
pub use find::{
    InputRecord, OriginRecord, VersionRecord, author_of_token, find, find_by_id, id_of_source,
    origin, versions,
};
pub use groups::{SenderGroup, members};
pub use list::{InputCard, InputCursor, InputFilter, InputPage, InputSort, Scope, page, similar};
pub use on_map::{PlacedInput, has_placed, placed};
pub use proofs::{
    NewProof, ProofRecord, add_proof, erase_proofs, proof_done, proof_of_token, proof_sent_again,
};
pub use register::{NewAuthor, NewInput, NewOrigin, Registered, register};
