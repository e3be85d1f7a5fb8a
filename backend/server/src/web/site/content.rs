//! `/about`, `/privacy`, `/accessibility`: texts from the catalogues.

use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use fluent_bundle::FluentArgs;
use serde::Serialize;
use std::sync::Arc;
use weerklank_domain::Language;
use weerklank_domain::text::{SafeHtml, Under, to_html};

/// The texts: path, key of the title, key of the body.
pub const TEXTS: [(&str, &str, &str); 3] = [
    ("/about", "content-about-title", "content-about-body"),
    ("/privacy", "content-privacy-title", "content-privacy-body"),
    (
        "/accessibility",
        "content-accessibility-title",
        "content-accessibility-body",
    ),
];

/// A text of the house.
#[derive(Debug, Clone, Serialize)]
pub struct TextPage {
    title_key: &'static str,
    body_html: SafeHtml,
}

impl PageView for TextPage {
    const TEMPLATE: &'static str = "pages/content/text";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        TEXTS
            .into_iter()
            .map(|(path, title_key, _)| {
                let body_html = to_html("## Kop\n\nEen *alinea*.\n\n1. een\n2. twee", Under::Title);
                (
                    path.trim_start_matches('/').to_owned(),
                    Self {
                        title_key,
                        body_html,
                    },
                )
            })
            .collect()
    }
}

/// Answers a text.
pub async fn text(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let path = request.path().to_owned();
    let key = format!("text {} {path}", visitor.language.code());
    app.remembered(&request, key, move |app| {
        build(app, &path, visitor.language)
    })
    .await
}

fn build(app: &App, path: &str, language: Language) -> WebResult<Content> {
    let (_, title_key, body_key) = TEXTS
        .into_iter()
        .find(|(known, _, _)| *known == path)
        .ok_or(crate::web::errors::ErrorCode::NotFound)?;
    let site = app.site(language);
    let texts = app.templates.texts();
    let mut args = FluentArgs::new();
    args.set("authority", site.authority_name.clone());
    let contact = if site.has_contact {
        site.contact_email.clone()
    } else {
        texts.plain(language, "content-contact-none")
    };
    args.set("contact", contact);
    let markdown = texts.get(language, body_key, &args).unwrap_or_default();
    let view = TextPage {
        title_key,
        body_html: to_html(&markdown, Under::Title),
    };
    Ok(Content::html(render_page(app, language, path, "", &view)?))
}
