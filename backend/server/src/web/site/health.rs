//! `/healthz` and `/metrics`, for whoever keeps the site running.

use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::memory::Content;
use crate::web::metrics::Backlog;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_store::{jobs, outbox, site};

/// 200 when the database can be written; tried at most once a second.
pub async fn healthz(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    app.memory
        .answer(&request, "healthz".to_owned(), || {
            let app = Arc::clone(&app);
            async move {
                let can_write: WebResult<bool> = app
                    .block(|app| {
                        app.house
                            .store
                            .write(|db| Ok::<_, ActError>(site::can_write(db)?))
                    })
                    .await;
                let (status, body) = match can_write {
                    Ok(true) => (StatusCode::OK, "ok\n"),
                    Ok(false) | Err(_) => (
                        StatusCode::SERVICE_UNAVAILABLE,
                        "the database cannot be written\n",
                    ),
                };
                Ok(Content {
                    status,
                    content_type: "text/plain; charset=utf-8",
                    cache_control: "no-store",
                    body: body.to_owned(),
                })
            }
        })
        .await
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
