//! `/api/v1/popolo.json`: everything of the council as one bundle.

use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::petitions::api::{json, no_parameters};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::council::popolo::export_popolo;

/// Answers the bundle.
#[utoipa::path(
    get, path = "/popolo.json", tag = "council", operation_id = "getPopolo",
    description = "Bodies, factions, people, seats, memberships, meetings with their agendas, proposals and votes in the words of \
                   Popolo 1.0; what Popolo has no word for begins with `x_`. `weerklank import popolo` reads it.",
    responses((status = 200, description = "A Popolo bundle", content_type = "application/json"))
)]
pub async fn bundle(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    app.remembered(&request, "api popolo".to_owned(), |app| {
        let now = app.house.clock.now();
        let base_url = &app.base_url;
        let bundle = app
            .house
            .store
            .read_at_once(|db| export_popolo(db, base_url, now))?;
        json(&bundle)
    })
    .await
}
