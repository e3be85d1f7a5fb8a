//! What can be done with what came into a round: group it into themes, cut it, set it aside, answer it,
//! and publish the report. Every act holds the round, so that two never decide from half of what the
//! other did.

mod assign_theme;
mod cut_input;
mod describe_theme;
mod make_theme;
mod merge_themes;
mod note_theme;
mod offer_response;
mod promise;
mod publish_report;
mod put_inputs;
mod put_part;
mod set_aside;
mod subject;
mod templates;
mod theme_text;
mod worksheet;
mod write_response;

pub use assign_theme::assign_theme;
pub use cut_input::{cut_input, make_whole};
pub use describe_theme::describe_theme;
pub use make_theme::make_theme;
pub use merge_themes::merge_themes;
pub use note_theme::note_theme;
pub use offer_response::{approve_response, offer_response, return_response};
pub use promise::{MOST_PROMISES, PromiseDraft, drop_promise, promise};
pub use publish_report::{ReportText, publish_report, report_lacks};
pub use put_inputs::put_inputs;
pub use put_part::put_part;
pub use set_aside::{Aside, lift_set_aside, set_aside, set_aside_part};
pub use templates::{keep_template, retire_template};
pub use theme_text::{LONGEST_SUMMARY, ThemeFault, ThemeText};
pub use worksheet::{
    Applied, KEPT_FOR, Picked, SheetChoice, apply_worksheet, bring_back, drop_worksheet,
};
pub use write_response::{AnswerTo, begin_answer, write_response};
