//! `GET /map.svg`: the authority's areas as a picture, with one place marked where one is asked for.

use super::map::pressed;
use crate::web::app::App;
use crate::web::errors::{ErrorCode, FieldProblem, WebError, WebResult};
use crate::web::memory::Content;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::areas::Point;
use weerklank_store::areas::outlines;

/// Answers the picture.
pub async fn map(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let marked = match request.query_string() {
        "" => None,
        query => Some(point_asked(query)?),
    };
    let key = format!("map {}", marked.map(Point::text).unwrap_or_default());
    app.remembered(&request, key, move |app| {
        let outlines = app
            .house
            .store
            .read(|db| Ok::<_, ActError>(outlines(db)?))?;
        let svg = pressed(&outlines, marked).ok_or(ErrorCode::NotFound)?;
        Ok(Content::svg(svg))
    })
    .await
}

fn wrong(name: &str) -> WebError {
    WebError::wrong_values(vec![FieldProblem::new(name, "unknown_value")])
}

fn point_asked(query: &str) -> WebResult<Point> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    match pairs.as_slice() {
        [(name, value)] if name == "point" => Point::parse(value).ok_or_else(|| wrong("point")),
        [(name, _), ..] => Err(wrong(name)),
        [] => Err(ErrorCode::BadRequest.into()),
    }
}
