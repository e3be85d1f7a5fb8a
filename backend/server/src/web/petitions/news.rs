//! `GET /petitions/{slug}/news/{id}`: the address of news, which leads to its place on the thread.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::see_other;
use actix_web::{HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_store::petitions::{id_of_slug, update};

/// Leads to the page of the petition, at the news.
pub async fn show(
    app: web::Data<Arc<App>>,
    path: web::Path<(String, i64)>,
) -> WebResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let name = slug.clone();
    let found = app
        .block(move |app| {
            let found =
                app.house.store.read(|db| {
                    let petition = id_of_slug(db, &name)?;
                    Ok::<_, ActError>(update(db, id)?.filter(|news| {
                        Some(news.petition_id) == petition && news.event_id.is_some()
                    }))
                })?;
            Ok::<_, WebError>(found)
        })
        .await?;
    found.ok_or(ErrorCode::NotFound)?;
    Ok(see_other(&format!("/petitions/{slug}#news-{id}")))
}
