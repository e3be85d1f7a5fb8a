//! Styles and scripts: fingerprinted, compressed when they were built, kept for ever.

use super::app::App;
use super::errors::{ErrorCode, WebResult};
use super::memory::accepts;
use crate::templates::embedded::BuiltAssets;
use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY,
};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `GET /assets/{file}`.
pub async fn asset(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    file: web::Path<String>,
) -> WebResult<HttpResponse> {
    if file.as_str() == "theme.css"
        && let Some(theme) = &app.theme
    {
        return Ok(HttpResponse::Ok()
            .insert_header((CONTENT_TYPE, "text/css; charset=utf-8"))
            .insert_header((CACHE_CONTROL, "public, max-age=300"))
            .body(theme.clone()));
    }
    // Only names of the manifest: nothing else in the folder has an address.
    if !app
        .templates
        .assets()
        .values()
        .any(|known| known == file.as_str())
    {
        return Err(ErrorCode::NotFound.into());
    }
    let content_type = match file.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let accepted = request
        .headers()
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, content_type))
        .insert_header((CACHE_CONTROL, FOR_EVER))
        .insert_header((VARY, "Accept-Encoding"));
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        if accepts(accepted, encoding)
            && let Some(compressed) = BuiltAssets::get(&format!("{file}.{ending}"))
        {
            response.insert_header((CONTENT_ENCODING, encoding));
            return Ok(response.body(compressed.data.into_owned()));
        }
    }
    let plain = BuiltAssets::get(&file).ok_or(ErrorCode::NotFound)?;
    Ok(response.body(plain.data.into_owned()))
}
