//! Consultation rounds: what they are, when they take input, who was invited, and how many inputs
//! they have.

mod clock;
mod codes;
mod counts;
mod find;
mod hold;
mod list;
mod news;
mod plan;
pub mod procedures;
mod scope;
mod today;

pub use clock::{close_due, open_due, set_answer_by};
pub use codes::{BatchRecord, CodeRecord, NewBatch, add_batch, batches, code_of_hash, use_code};
pub(crate) use counts::Changes;
pub use counts::{Facet, count, coverage, facet};
pub use find::{
    ExtensionRecord, FormRecord, NoticeRecord, RoundRecord, extensions, find, find_by_id,
    find_by_number, id_of_source, notices,
};
pub use hold::hold;
pub use list::{DeskRound, RoundCard, RoundCursor, RoundFilter, RoundPage, desk_rounds, page};
pub use news::{DatedRound, dated, newest, running};
pub use plan::{
    NewExtension, NewRound, RoundTexts, add, add_notice, cancel, change, extend, next_number,
    set_forms, set_procedure, slug_exists, step, under_way,
};
pub use scope::{RoundDossier, documents_of, dossier_of, level_of, scope_of};
pub use today::{RoundsToday, WaitingRound, rounds_today};
