//! The response report (*nota van beantwoording*) in public: each version as a page that prints well, and
//! as CSV, JSON and Word; and what a report says of one input.

pub mod file;
mod groups;
mod of_input;
mod page;
mod show;
mod word;

pub use file::{csv_file, json_file};
pub use groups::csv_file as groups_csv_file;
pub use of_input::{ViewAnswer, answers_of, asides_now};
#[cfg(test)]
pub use page::ReportPage;
pub use show::show;
pub use word::docx_file;

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::rounds::public_round;
use weerklank_acts::ActError;
use weerklank_domain::responses::Involved;
use weerklank_store::responses::{PlacedEntry, ReportRecord, ReportView, involved, reports_of};
use weerklank_store::rounds::RoundRecord;

/// A version of a report, with the newer and older ones.
pub(crate) struct Published {
    pub(crate) round: RoundRecord,
    pub(crate) report: ReportRecord,
    /// Who was involved, by which way, and what was done with it.
    pub(crate) involved: Vec<Involved>,
    /// Every version, the newest first: number, moment, reason.
    pub(crate) versions: Vec<ReportRecord>,
}

/// The version that an address asks for; the newest when it asks for none.
///
/// # Errors
/// 404 when the round has no report, or not this version.
pub(crate) fn published(app: &App, slug: &str, version: Option<i32>) -> WebResult<Published> {
    let round = public_round(app, slug)?;
    let versions = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(reports_of(db, round.id)?))?;
    let report = match version {
        Some(version) => versions.iter().find(|report| report.version == version),
        None => versions.first(),
    };
    let report = report.cloned().ok_or(ErrorCode::NotFound)?;
    let involved = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(involved(db, report.id)?))?;
    Ok(Published {
        round,
        report,
        involved,
        versions,
    })
}

/// The version of a query: `version=2`.
///
/// # Errors
/// 400 for anything else than a number.
pub(crate) fn version_of(query: &str) -> WebResult<Option<i32>> {
    let asked = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("version="));
    match asked {
        None | Some("") => Ok(None),
        Some(text) => text
            .parse()
            .map(Some)
            .map_err(|_| WebError::bad_request("version")),
    }
}

/// What an answer changes (NOT-1): something, nothing, or it is not this body's to change.
pub(crate) fn consequence(entry: &PlacedEntry) -> &'static str {
    match (entry.entry.verdict.as_str(), entry.entry.change.is_some()) {
        (_, true) => "changed",
        ("other_body", false) => "outside",
        (_, false) => "unchanged",
    }
}

/// The consequence of what is not answered.
pub(crate) fn consequence_of_view(view: &ReportView) -> &'static str {
    match view.outcome.as_str() {
        "set_aside" => "aside",
        "withdrawn" => "withdrawn",
        "removed" => "removed",
        _ => "open",
    }
}
