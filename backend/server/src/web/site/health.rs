//! `/healthz` and `/metrics`, for whoever keeps the site running.

use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::metrics::Backlog;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_store::{jobs, outbox, site};

/// 200 when the database can be written.
pub async fn healthz(app: web::Data<Arc<App>>) -> HttpResponse {
    let can_write: WebResult<bool> = app
        .block(|app| {
            app.house
                .store
                .write(|db| Ok::<_, ActError>(site::can_write(db)?))
        })
        .await;
    let mut response = match can_write {
        Ok(true) => HttpResponse::Ok(),
        Ok(false) | Err(_) => HttpResponse::ServiceUnavailable(),
    };
    let body = if matches!(can_write, Ok(true)) {
        "ok\n"
    } else {
        "the database cannot be written\n"
    };
    response
        .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(body)
}

/// Figures in Prometheus' text form.
pub async fn metrics(app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let text = app
        .block(|app| {
            let now = app.house.clock.now();
            let (mails, jobs) = app
                .house
                .store
                .read(|db| Ok::<_, ActError>((outbox::backlog(db)?, jobs::backlog(db, now)?)))?;
            let backlog = Backlog {
                intake: app.house.intake.depth(),
                mails,
                jobs,
            };
            Ok::<_, ActError>(app.metrics.text(&backlog))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(text))
}
