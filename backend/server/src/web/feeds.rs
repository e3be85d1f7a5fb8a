//! What calendars and feeds have in common, whatever they tell of.

use crate::web::app::App;
use crate::web::memory::Content;
use actix_web::http::StatusCode;
use fluent_bundle::FluentArgs;
use weerklank_domain::Language;

/// A public resource for programs that ask again now and then.
pub fn content(content_type: &'static str, body: String) -> Content {
    Content {
        status: StatusCode::OK,
        content_type,
        cache_control: "public, max-age=1, stale-while-revalidate=5",
        body,
    }
}

pub const ICS: &str = "text/calendar; charset=utf-8";
pub const ATOM: &str = "application/atom+xml; charset=utf-8";

/// A message that names one thing, as `title`.
pub fn said(app: &App, language: Language, key: &str, title: &str) -> String {
    let mut args = FluentArgs::new();
    args.set("title", title.to_owned());
    let texts = app.templates.texts();
    texts.get(language, key, &args).unwrap_or_default()
}

/// A text without the control characters that no XML may hold.
pub fn legal_in_xml(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
