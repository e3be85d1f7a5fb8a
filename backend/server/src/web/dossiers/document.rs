//! `GET /dossiers/{slug}/documents/{id}/{version}/{file_name}`: a paper, exactly as it was laid open.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::petitions::api::no_parameters;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_store::dossiers::{LaidFile, find, laid_file};

/// Answers a file, to be kept and not to be shown: what somebody uploaded never runs on our site.
pub async fn download(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    path: web::Path<(String, i64, i32, String)>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let (slug, id, version, file_name) = path.into_inner();
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let Some(dossier) = find(db, &slug)?.filter(|dossier| dossier.state.is_public())
                else {
                    return Ok(None);
                };
                let file = laid_file(db, id, version)?;
                Ok::<_, ActError>(file.filter(|file| file.dossier_id == dossier.id))
            })
        })
        .await?
        .filter(|file| file.file_name == file_name)
        .ok_or(ErrorCode::NotFound)?;
    Ok(respond(&request, found))
}

/// Answers a file as it was laid open, or that the visitor has it.
pub fn respond(request: &HttpRequest, file: LaidFile) -> HttpResponse {
    // A version never changes: its hash is its tag.
    let tag = format!("\"{}\"", file.sha256);
    let known = request
        .headers()
        .get(IF_NONE_MATCH)
        .and_then(|header| header.to_str().ok())
        .is_some_and(|header| header.split(',').any(|known| known.trim() == tag));
    let mut response = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "no-cache"));
    if known {
        return response.finish();
    }
    // The name is ASCII letters, digits, hyphens and a full stop.
    let disposition = format!("attachment; filename=\"{}\"", file.file_name);
    response
        .insert_header((CONTENT_TYPE, file.media_type))
        .insert_header((CONTENT_DISPOSITION, disposition))
        .body(file.content)
}
