//! Who was involved, by which way, and what was done with it: the part of a report that the law asks for
//! (Omgevingsbesluit 10.2(2), 10.7), on the page and as a file.

use super::Published;
use super::file::csv_answer;
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_domain::inputs::Channel;
use weerklank_domain::responses::{DoneWith, Involved, Told, told, told_by_group};

/// What stands in a column for everything together.
const ALL: &str = "all";

/// So many inputs came by a way, or had the same done with them.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Counted {
    /// The way, or what was done.
    pub(super) code: &'static str,
    /// How many.
    pub(super) inputs: i64,
}

/// A group of sender.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GroupRow {
    pub(super) sender: &'static str,
    pub(super) is_total: bool,
    pub(super) inputs: i64,
    pub(super) is_nought: bool,
    pub(super) channels: Vec<Counted>,
    pub(super) done: Vec<Counted>,
}

impl GroupRow {
    fn of(sender: &'static str, told: &Told) -> Self {
        let counted = |code, inputs| Counted { code, inputs };
        Self {
            sender,
            is_total: sender == ALL,
            inputs: told.inputs,
            is_nought: told.inputs == 0,
            channels: told
                .channels
                .iter()
                .map(|(channel, inputs)| counted(channel.code(), *inputs))
                .collect(),
            done: told
                .done
                .iter()
                .map(|(done, inputs)| counted(done.code(), *inputs))
                .collect(),
        }
    }
}

/// The groups, and everything together.
pub(super) fn group_rows(involved: &[Involved]) -> Vec<GroupRow> {
    let all = GroupRow::of(ALL, &told(involved));
    told_by_group(involved)
        .iter()
        .map(|(sender, told)| GroupRow::of(sender.code(), told))
        .chain([all])
        .collect()
}

/// What a report tells of one group of sender.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GroupResource {
    /// `resident`, `business`, `civil_society`, `public_body`; and `organisation`, where nobody said which, when
    /// there is any.
    sender: &'static str,
    /// How many inputs it sent.
    inputs: i64,
    /// By which ways, as far as there are any.
    channels: Vec<Counted>,
    /// What was done with them, as far as there are any: the verdict of the answer; `several` for one whose
    /// parts have different ones; or `set_aside`, `withdrawn`, `removed`, `open`.
    done: Vec<Counted>,
}

/// The groups as data.
pub(super) fn group_resources(involved: &[Involved]) -> Vec<GroupResource> {
    group_rows(involved)
        .into_iter()
        .filter(|row| !row.is_total)
        .map(|row| GroupResource {
            sender: row.sender,
            inputs: row.inputs,
            channels: row.channels,
            done: row.done,
        })
        .collect()
}

/// Answers one line a group, with a column for every way and for everything that can be done.
pub async fn csv_file(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    csv_answer(&request, &app, slug, "-groups", write_csv).await
}

fn write_csv(_: &App, published: &Published) -> WebResult<Vec<u8>> {
    let ways: Vec<&str> = Channel::ALL.iter().map(|channel| channel.code()).collect();
    let done: Vec<&str> = DoneWith::ALL.iter().map(|done| done.code()).collect();
    let mut file = csv::Writer::from_writer(Vec::new());
    let mut header = vec!["sender", "inputs"];
    header.extend(&ways);
    header.extend(&done);
    file.write_record(header).map_err(WebError::internal)?;
    for row in group_rows(&published.involved) {
        let of = |counted: &[Counted], code: &str| -> String {
            let found = counted.iter().find(|one| one.code == code);
            found.map_or(0, |one| one.inputs).to_string()
        };
        let mut cells = vec![row.sender.to_owned(), row.inputs.to_string()];
        cells.extend(ways.iter().map(|way| of(&row.channels, way)));
        cells.extend(done.iter().map(|done| of(&row.done, done)));
        file.write_record(cells).map_err(WebError::internal)?;
    }
    file.into_inner().map_err(WebError::internal)
}

/// Examples: every group, way and thing done, and an organisation of which nobody said what it is.
#[cfg(test)]
pub(super) fn sample_involved() -> Vec<Involved> {
    use weerklank_domain::inputs::Sender;
    let ways = Channel::ALL.iter().copied().cycle();
    let everything = DoneWith::ALL.iter().copied().zip(ways);
    let some = Sender::ALL.iter().copied().cycle().zip(everything);
    some.take(DoneWith::ALL.len())
        .zip(1..)
        .map(|((sender, (done, channel)), inputs)| Involved {
            sender,
            channel,
            done,
            inputs,
        })
        .collect()
}
