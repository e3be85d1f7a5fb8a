//! Inputs: registering, finding, listing and changing them; endorsements, votes on statements, and
//! what waits for proof of a mailbox.

mod ballots;
mod card;
mod change;
mod endorse;
mod erase;
mod find;
mod groups;
mod hits;
mod list;
mod on_map;
mod proofs;
mod register;
mod similar;

pub use ballots::{BallotCast, cast, next_statements, tallies, voted, voter, voter_of_key};
pub use card::InputCard;
pub(crate) use card::cards_where;
pub(crate) use change::rewrite_versions;
pub use change::{edit, restand, set_state, speaker_agreed, withdraw};
pub use endorse::{endorse, endorsed, withdraw_endorsement};
pub use erase::erase_authors;
pub use find::{
    InputRecord, OriginRecord, VersionRecord, author_of_token, find, find_by_id, id_of_source,
    letters_after, origin, versions,
};
pub use groups::{SenderGroup, members};
pub use list::{InputCursor, InputFilter, InputPage, InputSort, Scope, page};
pub use on_map::{PlacedInput, has_placed, placed};
pub use proofs::{
    NewProof, ProofRecord, add_proof, erase_proofs, proof_done, proof_of_token, proof_sent_again,
};
pub use register::{NewAuthor, NewInput, NewOrigin, Registered, register};
pub use similar::similar;
