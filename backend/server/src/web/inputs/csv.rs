//! `GET /rounds/{slug}/inputs.csv`: the public inputs of a round, without personal data.

use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::petitions::api::no_parameters;
use crate::web::petitions::card::rfc3339;
use crate::web::rounds::public_round;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::areas::Point;
use weerklank_domain::inputs::InputNumber;
use weerklank_store::inputs::{InputCard, InputCursor, InputFilter, InputSort, Scope, page};
use weerklank_store::rounds::RoundRecord;

/// So many inputs are read at a time.
const BATCH: i64 = 500;
const HEADER: [&str; 17] = [
    "reference",
    "form",
    "language",
    "title",
    "text",
    "state",
    "late",
    "channel",
    "source",
    "organisation",
    "area",
    "latitude",
    "longitude",
    "received_at",
    "senders",
    "endorsements",
    "sender",
];

/// Answers the file.
pub async fn export(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let slug = slug.into_inner();
    let name = format!("attachment; filename=\"{slug}.csv\"");
    let body = app
        .block(move |app| {
            let round = public_round(app, &slug)?;
            write(app, &round)
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .body(body))
}

fn write(app: &App, round: &RoundRecord) -> WebResult<Vec<u8>> {
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEADER).map_err(WebError::internal)?;
    let mut after: Option<InputCursor> = None;
    loop {
        let found = app.house.store.read(|db| {
            let filter = InputFilter::default();
            let sort = InputSort::Oldest;
            Ok::<_, ActError>(page(
                db,
                round.id,
                Scope::Public,
                &filter,
                sort,
                after,
                BATCH,
            )?)
        })?;
        for card in &found.items {
            file.write_record(row(round, card))
                .map_err(WebError::internal)?;
        }
        after = found.next;
        if after.is_none() {
            return file.into_inner().map_err(WebError::internal);
        }
    }
}

/// One input. A private person is never named (NOT-2), also where the name stands on the site.
fn row(round: &RoundRecord, card: &InputCard) -> [String; 17] {
    let number = InputNumber {
        round: round.number,
        number: card.number,
    };
    let organisation = card
        .display_name
        .clone()
        .filter(|_| card.sender.is_organisation());
    let place = card.point.map(Point::degrees);
    [
        number.to_string(),
        card.form.code().to_owned(),
        card.language.code().to_owned(),
        harmless(card.title.as_deref().unwrap_or_default()),
        harmless(&card.text),
        card.standing.state.code().to_owned(),
        card.is_late.to_string(),
        card.channel.code().to_owned(),
        harmless(card.source_name.as_deref().unwrap_or_default()),
        harmless(&organisation.unwrap_or_default()),
        card.area_name.clone().unwrap_or_default(),
        place
            .map(|(latitude, _)| format!("{latitude:.4}"))
            .unwrap_or_default(),
        place
            .map(|(_, longitude)| format!("{longitude:.4}"))
            .unwrap_or_default(),
        rfc3339(card.received_at),
        card.senders.to_string(),
        card.endorsements.to_string(),
        card.sender.code().to_owned(),
    ]
}

/// A text that no spreadsheet takes for a formula.
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_no_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("- een lijst"), "'- een lijst");
        assert_eq!(harmless("Gewoon = goed"), "Gewoon = goed");
    }
}
