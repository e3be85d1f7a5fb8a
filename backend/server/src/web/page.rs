//! A page: one view struct, one template, rendered in one way.

use super::app::App;
use super::errors::WebResult;
use crate::templates::TemplateFault;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_store::{StoreError, site};

/// The view of one page. Samples show each of its conditions both true and false; a test renders
/// them all, in every language.
pub trait PageView: Serialize + Sized {
    /// The template.
    const TEMPLATE: &'static str;

    /// Named examples.
    #[cfg(test)]
    fn samples() -> Vec<(String, Self)>;
}

/// What every page knows of the site.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    pub name: String,
    pub authority_name: String,
    pub base_url: String,
    pub is_demo: bool,
    pub has_contact: bool,
    pub contact_email: String,
    pub has_theme: bool,
    pub theme_url: &'static str,
}

/// Where a municipality's own theme is answered.
pub const THEME_URL: &str = "/assets/theme.css";

impl Site {
    /// The site while the database cannot be asked: a page about that must still come.
    pub fn unknown(app: &App) -> Self {
        Self {
            name: "Weerklank".to_owned(),
            authority_name: "Weerklank".to_owned(),
            base_url: app.base_url.clone(),
            is_demo: app.settings.demo,
            has_contact: false,
            contact_email: String::new(),
            has_theme: app.theme.is_some(),
            theme_url: THEME_URL,
        }
    }

    /// The site, in a language, from the database; [`App::site`] remembers it.
    pub fn of(app: &App, language: Language) -> Result<Self, StoreError> {
        let authority = app.house.store.read(site::authority)?;
        let name = authority.as_ref().map_or_else(
            || "Weerklank".to_owned(),
            |body| match language {
                Language::Nl => body.name_nl.clone(),
                Language::En => body.name_en.clone(),
            },
        );
        let contact = authority.and_then(|body| body.contact_email);
        Ok(Self {
            authority_name: name.clone(),
            name,
            base_url: app.base_url.clone(),
            is_demo: app.settings.demo,
            has_contact: contact.is_some(),
            contact_email: contact.unwrap_or_default(),
            has_theme: app.theme.is_some(),
            theme_url: THEME_URL,
        })
    }
}

#[derive(Serialize)]
struct LanguageLink {
    code: &'static str,
    name: &'static str,
    is_current: bool,
    url: String,
}

#[derive(Serialize)]
struct Nav {
    petitions: bool,
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
            petitions: path.starts_with("/petitions"),
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
    let html = render_page(app, language, path, query, view)?;
    Ok(HttpResponse::build(status)
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(html))
}
