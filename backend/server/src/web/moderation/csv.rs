//! `GET /moderation-log.csv`: every decision, as a file.

use super::log::kind_of;
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::petitions::api::no_parameters;
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_store::moderation::{LogLine, log};

const BATCH: i64 = 500;
const HEADER: [&str; 11] = [
    "decision",
    "at",
    "kind",
    "round",
    "action",
    "rule",
    "rule_version",
    "source",
    "hours",
    "automated",
    "ends_at",
];

/// Answers the file.
pub async fn export(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let body = app.block(write).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((
            CONTENT_DISPOSITION,
            "attachment; filename=\"moderation-log.csv\"",
        ))
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .body(body))
}

fn write(app: &App) -> WebResult<Vec<u8>> {
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEADER).map_err(WebError::internal)?;
    let mut before = None;
    loop {
        let found = app.house.store.read(|db| log(db, before, BATCH))?;
        for line in &found {
            file.write_record(row(line)).map_err(WebError::internal)?;
        }
        before = found.last().map(|line| line.id);
        if before.is_none() {
            return file.into_inner().map_err(WebError::internal);
        }
    }
}

fn row(line: &LogLine) -> [String; 11] {
    let round = line.round.as_ref().map(|round| round.0.clone());
    [
        line.id.to_string(),
        rfc3339(line.at),
        kind_of(line).to_owned(),
        round.unwrap_or_default(),
        line.action.code().to_owned(),
        line.rule.map_or("", |rule| rule.0.code()).to_owned(),
        line.rule.map(|rule| rule.1.to_string()).unwrap_or_default(),
        line.source.code().to_owned(),
        line.hours
            .map(|hours| hours.to_string())
            .unwrap_or_default(),
        // A human being decides, always.
        "no".to_owned(),
        rfc3339_or_empty(line.ends_at),
    ]
}
