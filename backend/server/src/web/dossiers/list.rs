//! `GET /dossiers`

use super::card::DossierCard;
use super::list_query::{DossierQuery, read};
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActResult;
use weerklank_domain::Language;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_store::dossiers::{Facet, Facets, Page, facets, page};

/// How many on a page.
const PAGE_SIZE: i64 = 20;

/// The list with its facets.
#[derive(Debug, Clone, Serialize)]
pub struct DossiersPage {
    q: String,
    has_q: bool,
    is_empty: bool,
    is_filtered: bool,
    items: Vec<DossierCard>,
    has_next: bool,
    next_url: String,
    is_first_page: bool,
    first_url: String,
    total: i64,
    phases: Vec<Choice>,
    bodies: Vec<Choice>,
    areas: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
struct Choice {
    value: String,
    name: String,
    is_selected: bool,
    count: i64,
}

/// Answers the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), false, PAGE_SIZE)?;
    let text = request.query_string().to_owned();
    let key = format!("dossiers {} {text}", visitor.language.code());
    app.remembered(&request, key, move |app| {
        build(app, &query, visitor.language, &text)
    })
    .await
}

/// The dossiers and the facets of a list; nothing where nothing was asked for.
fn load(app: &App, query: &DossierQuery) -> ActResult<(Page, Facets)> {
    if query.asks_nothing() {
        let none = Page {
            items: Vec::new(),
            next: None,
        };
        return Ok((none, Facets::default()));
    }
    app.house.store.read(|db| {
        let found = page(db, &query.filter, query.after, query.limit)?;
        Ok((found, facets(db, &query.filter)?))
    })
}

fn build(app: &App, query: &DossierQuery, language: Language, text: &str) -> WebResult<Content> {
    let (found, facets) = load(app, query)?;
    let choices = |facets: Vec<Facet>, selected: Option<&str>| {
        facets
            .into_iter()
            .map(|facet| Choice {
                is_selected: selected == Some(facet.value.as_str()),
                value: facet.value,
                name: match language {
                    Language::Nl => facet.name_nl,
                    Language::En => facet.name_en,
                },
                count: facet.count,
            })
            .collect::<Vec<_>>()
    };
    let filter = &query.filter;
    let view = DossiersPage {
        has_q: !query.words.trim().is_empty(),
        q: query.words.clone(),
        is_empty: found.items.is_empty(),
        is_filtered: query.is_narrowed(),
        items: found
            .items
            .iter()
            .map(|card| DossierCard::of(card, language))
            .collect(),
        has_next: found.next.is_some(),
        next_url: query.url(found.next.as_ref()),
        is_first_page: query.after.is_none(),
        first_url: query.url(None),
        total: facets.total,
        phases: choices(facets.phases, filter.phase.map(PhaseKind::code)),
        bodies: choices(facets.bodies, filter.body.as_deref()),
        areas: choices(facets.areas, filter.area.as_deref()),
    };
    let html = render_page(app, language, "/dossiers", text, &view)?;
    Ok(Content::html(html))
}

impl PageView for DossiersPage {
    const TEMPLATE: &'static str = "pages/dossiers/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let choice = |value: &str, is_selected| Choice {
            value: value.to_owned(),
            name: "Gemeenteraad".to_owned(),
            is_selected,
            count: 3,
        };
        let full = Self {
            q: "wonen".to_owned(),
            has_q: true,
            is_empty: false,
            is_filtered: true,
            items: DossierCard::samples(),
            has_next: true,
            next_url: "/dossiers?cursor=9.1".to_owned(),
            is_first_page: false,
            first_url: "/dossiers".to_owned(),
            total: 13,
            phases: vec![choice("evaluation", true), choice("agenda_setting", false)],
            bodies: vec![choice("raad", true)],
            areas: vec![choice("haven", false)],
        };
        let last = Self {
            has_q: false,
            q: String::new(),
            is_filtered: false,
            has_next: false,
            is_first_page: true,
            ..full.clone()
        };
        let nothing_found = Self {
            is_empty: true,
            items: Vec::new(),
            ..full.clone()
        };
        let none_yet = Self {
            is_empty: true,
            items: Vec::new(),
            total: 0,
            ..last.clone()
        };
        vec![
            ("full".to_owned(), full),
            ("last".to_owned(), last),
            ("nothing-found".to_owned(), nothing_found),
            ("none-yet".to_owned(), none_yet),
        ]
    }
}
