//! Petitions: finding one, listing many, entering them with their history, and their counts.

mod counts;
mod enter;
mod find;
mod incoming;
mod lifecycle;
mod list;
mod tallies;
mod unconfirmed;

pub(crate) use counts::{Confirmed, add_confirmed};
pub use counts::{HourCount, PlaceCount, hours, places, public_names};
pub use enter::{
    NewAnswer, NewEvent, NewPetition, add, add_answer, add_event, references_like, reindex,
    set_answered, set_state, slug_exists,
};
pub use find::{
    AnswerRecord, EventRecord, PetitionRecord, answers, events, find, find_by_id, id_of_reference,
    id_of_slug, id_of_source,
};
pub use incoming::{
    Decision, IncomingRecord, ListedPaper, NewIncoming, PaperCursor, decide, incoming,
    incoming_page, next_number, owed_and_incoming, receive, receiving_bodies, record_hand_over,
};
pub use lifecycle::{SourceChange, close, due_to_seal, follow_source, open, seal_signatures};
pub use list::{Card, Cursor, Facet, Facets, Filter, Page, Sort, facets, page, summary};
pub use tallies::{ImportedPart, ImportedTotals, NewTally, imported_parts, record};
pub use unconfirmed::{erase_unconfirmed, queue_reminders};
