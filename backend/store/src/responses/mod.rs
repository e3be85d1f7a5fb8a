//! Public answers that are being written: to petitions, and to what came into rounds, with the themes
//! and parts that they answer, and what is set aside instead.

mod answers;
mod drafts;
mod heard;
mod involved;
mod promises;
mod reports;
mod set_asides;
mod settle;
mod sort;
mod templates;
mod theme_log;
mod themes;
mod views;
mod worksheets;

pub use answers::{
    ResponseRecord, ResponseSubject, approve_response, begin_response, offer_response, reach,
    response, response_to, responses_of, return_response, write_response,
};
pub use drafts::{
    DraftCursor, DraftRecord, DraftState, WaitingDraft, draft, drafts, give_back, offer, save, take,
};
pub use heard::{
    Voices, add_follow_up, add_voice, asked_of, first_answered, follow_ups_of, voice_of,
    voices_of_answers, voices_of_round,
};
pub use involved::{freeze_groups, involved};
pub use promises::{
    PromiseRecord, add_promise, drop_promise, late_promises, made_in, promise_became, promises_of,
    promises_of_round,
};
pub use reports::{
    EntryPromise, EntrySubject, NewReport, PlacedEntry, ReportEntry, ReportFacts, ReportRecord,
    add_entry, add_report, entries, entry_of, newest_report, reports_of,
};
pub use set_asides::{
    NewSetAside, SetAsideRecord, can_be_original, duplicates_of, lift, set_asides_of,
    set_inputs_aside, set_part_aside,
};
pub use settle::{Touched, settle};
pub use sort::{
    Chosen, PartRecord, add_part, count_unsorted, drop_part, handled_inputs, inputs_of_theme,
    move_all, oldest_open, open_numbers, parts_of, put_inputs, put_part, put_whole, unsorted,
};
pub use templates::{TemplateRecord, add_template, retire, template, templates};
pub use theme_log::{NoteRecord, ThemeEventRecord, add_note, add_theme_event, notes, theme_events};
pub use themes::{
    ThemeLine, ThemeRecord, add_theme, assign_theme, close_theme, describe_theme, theme,
    theme_by_id, themes_of, titled,
};
pub use views::{ReportView, freeze_views, views, views_of_input};
pub use worksheets::{
    WorksheetRecord, add_worksheet, drop_worksheet, erase_worksheets, places_of, worksheet,
    worksheets_of,
};
