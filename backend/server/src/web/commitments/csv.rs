//! `GET /commitments.csv`: every commitment.

use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::inputs::csv::harmless;
use crate::web::petitions::api::no_parameters;
use crate::web::petitions::card::rfc3339;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::calendar::day_of;
use weerklank_domain::commitments::{Heard, heard, is_overdue, reference};
use weerklank_store::commitments::{CommitmentRecord, Cursor, Filter, page};

/// So many commitments are read at a time.
const BATCH: i64 = 500;
const HEADER: [&str; 15] = [
    "reference",
    "language",
    "title",
    "text",
    "owner",
    "body",
    "about",
    "state",
    "due_on",
    "overdue",
    "made_at",
    "settled_at",
    "followers_answered",
    "followers_say_done",
    "url",
];

/// Answers the file.
pub async fn export(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let body = app.block(write).await?;
    let name = "attachment; filename=\"commitments.csv\"";
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .body(body))
}

fn write(app: &App) -> WebResult<Vec<u8>> {
    let today = day_of(app.house.clock.now());
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEADER).map_err(WebError::internal)?;
    let mut after: Option<Cursor> = None;
    loop {
        let filter = Filter::default();
        let found = app
            .house
            .store
            .read(|db| Ok::<_, ActError>(page(db, &filter, after, BATCH)?))?;
        for commitment in &found.items {
            file.write_record(row(&app.base_url, commitment, today))
                .map_err(WebError::internal)?;
        }
        after = found.next;
        if after.is_none() {
            return file.into_inner().map_err(WebError::internal);
        }
    }
}

fn row(base_url: &str, commitment: &CommitmentRecord, today: NaiveDate) -> [String; 15] {
    let about = Some(&commitment.about).filter(|about| about.is_public);
    let heard = heard(commitment.says.0, commitment.says.1);
    let number = |of: Option<i64>| of.map(|number| number.to_string()).unwrap_or_default();
    [
        reference(commitment.number),
        commitment.language.code().to_owned(),
        harmless(&commitment.title),
        harmless(&commitment.text),
        harmless(&commitment.owner),
        harmless(&commitment.body.1),
        about.map(|about| about.name.clone()).unwrap_or_default(),
        commitment.state.code().to_owned(),
        commitment.due_on.to_string(),
        is_overdue(commitment.state, commitment.due_on, today).to_string(),
        rfc3339(commitment.made_at),
        commitment.settled_at.map(rfc3339).unwrap_or_default(),
        number(heard.map(Heard::answered)),
        number(heard.map(|heard| heard.done)),
        format!("{base_url}/commitments/{}", commitment.number),
    ]
}
