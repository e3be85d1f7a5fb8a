//! A page: one view struct, one template, rendered in one way.

use super::app::App;
use super::errors::WebResult;
use super::site_view::Site;
use crate::templates::TemplateFault;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use serde::Serialize;
use weerklank_domain::Language;

/// The view of one page. Samples show each of its conditions both true and false; a test renders
/// them all, in every language.
pub trait PageView: Serialize + Sized {
    /// The template.
    const TEMPLATE: &'static str;

    /// Named examples.
    #[cfg(test)]
    fn samples() -> Vec<(String, Self)>;
}

#[derive(Serialize)]
struct LanguageLink {
    code: &'static str,
    name: &'static str,
    is_current: bool,
    url: String,
}

/// Where somebody begins to write a petition.
const WRITING: &str = "/petitions/new";

#[derive(Serialize)]
struct Nav {
    petitions: bool,
    rounds: bool,
    dossiers: bool,
    commitments: bool,
    council: bool,
    writing: bool,
    about: bool,
    mailbox: bool,
}

/// The whole context of a page.
#[derive(Serialize)]
pub struct Frame<'a, V> {
    lang: &'static str,
    path: &'a str,
    site: &'a Site,
    langs: Vec<LanguageLink>,
    nav: Nav,
    page: &'a V,
}

impl<'a, V> Frame<'a, V> {
    pub fn new(
        site: &'a Site,
        language: Language,
        path: &'a str,
        query: &str,
        page: &'a V,
    ) -> Self {
        // An address such as `//elsewhere` would lead to another host when it is a link.
        let path = if path.starts_with("//") || path.starts_with("/\\") {
            "/"
        } else {
            path
        };
        let others: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
            .collect();
        let langs = Language::ALL
            .into_iter()
            .map(|choice| {
                let mut pairs = others.clone();
                let pair = format!("lang={}", choice.code());
                pairs.push(&pair);
                LanguageLink {
                    code: choice.code(),
                    name: match choice {
                        Language::Nl => "Nederlands",
                        Language::En => "English",
                    },
                    is_current: choice == language,
                    url: format!("{path}?{}", pairs.join("&")),
                }
            })
            .collect();
        let nav = Nav {
            rounds: path.starts_with("/rounds"),
            petitions: path.starts_with("/petitions") && path != WRITING,
            dossiers: path == "/dossiers" || path.starts_with("/dossiers/"),
            commitments: path == "/commitments" || path.starts_with("/commitments/"),
            council: path == "/council" || path.starts_with("/council/"),
            writing: path == WRITING,
            about: path == "/about",
            mailbox: path.starts_with("/dev/mailbox"),
        };
        Self {
            lang: language.code(),
            path,
            site,
            langs,
            nav,
            page,
        }
    }
}

/// The part of a query that a page without parameters depends on: only the links to the other
/// language repeat it.
pub fn language_part(query: &str) -> &str {
    if query.len() <= 20 { query } else { "" }
}

/// Renders a page.
///
/// # Errors
/// [`TemplateFault`] when its template asks for what its view does not have.
pub fn render_page<V: PageView>(
    app: &App,
    language: Language,
    path: &str,
    query: &str,
    view: &V,
) -> Result<String, TemplateFault> {
    let site = app.site(language);
    app.templates.html(
        V::TEMPLATE,
        language,
        &Frame::new(&site, language, path, query, view),
    )
}

/// A page that is never kept by anybody: forms, and whatever is for one person.
///
/// # Errors
/// 500 when it cannot be rendered.
pub fn private_page<V: PageView>(
    app: &App,
    language: Language,
    path: &str,
    query: &str,
    status: StatusCode,
    view: &V,
) -> WebResult<HttpResponse> {
    Ok(unkept(
        status,
        render_page(app, language, path, query, view)?,
    ))
}

/// HTML that nobody keeps.
pub fn unkept(status: StatusCode, html: String) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(html)
}
