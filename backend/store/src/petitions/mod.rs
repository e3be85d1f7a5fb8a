//! Petitions: finding one, listing many, entering them with their history, and their counts.

mod claims;
mod counts;
mod desk;
mod draft;
mod enter;
mod find;
mod incoming;
mod lifecycle;
mod list;
mod petitioners;
mod similar;
mod supporters;
mod tallies;
mod unconfirmed;
mod updates;
mod versions;

pub use claims::{ClaimRecord, claim, holder, release, take_over};
pub(crate) use counts::{Confirmed, add_confirmed};
pub use counts::{HourCount, PlaceCount, hours, places, public_names};
pub use desk::{DeskFilter, DeskItem, DeskPage, DeskSort, Stage, desk_page, stage_counts};
pub use draft::{
    DraftChange, Filing, change_draft, erase_draft, file, id_of_reference, next_reference,
    reindex_petition, stale_drafts,
};
pub use enter::{
    NewAnswer, NewEvent, NewPetition, add, add_answer, add_event, enter_event, record_answered,
    reindex, set_state, slug_exists,
};
pub use find::{
    AnswerRecord, EventRecord, PetitionRecord, answers, events, find, find_by_id, id_of_slug,
    id_of_source,
};
pub use incoming::{
    Decision, IncomingRecord, ListedPaper, NewIncoming, PaperCursor, decide, incoming,
    incoming_page, owed_and_incoming, receive, receiving_bodies,
};
pub use lifecycle::{SourceChange, close, due_to_seal, follow_source, open, seal_signatures};
pub use list::{Card, Cursor, Facet, Facets, Filter, Page, Sort, facets, page, summary};
pub use petitioners::{
    Access, NewPetitioner, PetitionerChange, PetitionerRecord, add_petitioner, mail_petitioner,
    mail_petitioner_link, petition_of_support_link, petitioner, petitioner_of_token,
    prove_petitioner, set_answered, set_petitioner, touch_petitioner,
};
pub use similar::{Similar, similar_open};
pub use supporters::{
    SupportOutcome, SupporterRecord, add_supporter, confirm_supporter, erase_supporters,
    signings_of_supporters, supporter_count, supporter_of_token, supporters_signed,
};
pub use tallies::{ImportedPart, ImportedTotals, NewTally, imported_parts, record};
pub use unconfirmed::{erase_unconfirmed, queue_reminders};
pub use updates::{
    NewsOnThread, UpdateRecord, add_update, enter_news, follow_news, news_on_thread, put_on_thread,
    restand_update, update, updates_of,
};
pub use versions::{
    NewRuling, Ruled, RulingRecord, VersionRecord, add_ruling, add_version, apply_ruling, rulings,
    versions,
};
