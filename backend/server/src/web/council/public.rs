//! A public page of the council, from memory.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::memory::Content;
use crate::web::page::{PageView, language_part, render_page};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActResult;
use weerklank_domain::Language;
use weerklank_store::Db;
use weerklank_store::council::LinkedRecord;

/// For whom a page is built, and when.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    pub language: Language,
    pub now: DateTime<Utc>,
}

/// Answers `/council/{folder}/{name}`; 404 where there is nothing for everybody to read.
pub async fn answer<P: PageView + Serialize>(
    request: &HttpRequest,
    app: &Arc<App>,
    visitor: Visitor,
    (folder, name): (&'static str, String),
    page: impl FnOnce(&mut Db, &str, Reader) -> ActResult<Option<P>> + Send + 'static,
) -> WebResult<HttpResponse> {
    let query = language_part(request.query_string()).to_owned();
    let language = visitor.language;
    let key = format!("council {folder} {} {name} {query}", language.code());
    app.remembered(request, key, move |app| {
        let reader = Reader {
            language,
            now: app.house.clock.now(),
        };
        let view = app
            .house
            .store
            .read_at_once(|db| page(db, &name, reader))?
            .ok_or(ErrorCode::NotFound)?;
        let path = format!("/council/{folder}/{name}");
        let html = render_page(app, language, &path, &query, &view)?;
        Ok(Content::html(html))
    })
    .await
}

/// Something that a proposal hangs on, and that everybody may read.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LinkView {
    pub url: String,
    pub title: String,
    pub lang: &'static str,
}

impl LinkView {
    /// The link to what is public of it.
    pub fn of(found: Option<&LinkedRecord>, folder: &str) -> Option<Self> {
        let public = found.filter(|found| found.is_public);
        public.map(|found| Self {
            url: format!("/{folder}/{}", found.slug),
            title: found.title.clone(),
            lang: found.language.code(),
        })
    }
}
