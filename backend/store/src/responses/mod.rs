//! Public answers that are being written.

mod drafts;

pub use drafts::{
    DraftCursor, DraftRecord, DraftState, WaitingDraft, draft, drafts, give_back, offer, save, take,
};
