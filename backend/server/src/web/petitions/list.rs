//! `GET /petitions`

use super::card::PetitionCard;
use super::list_query::{ListQuery, read};
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
use weerklank_domain::petitions::PetitionState;
use weerklank_store::petitions::{Facet, Facets, Page, Sort, facets, page};

/// How many on a page.
const PAGE_SIZE: i64 = 20;

/// The list with its facets.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    q: String,
    has_q: bool,
    is_empty: bool,
    is_filtered: bool,
    items: Vec<PetitionCard>,
    has_next: bool,
    next_url: String,
    is_first_page: bool,
    first_url: String,
    clear_url: &'static str,
    total: i64,
    states: Vec<Choice>,
    bodies: Vec<Choice>,
    areas: Vec<Choice>,
    instruments: Vec<Choice>,
    sorts: Vec<SortChoice>,
}

#[derive(Debug, Clone, Serialize)]
struct Choice {
    value: String,
    name: String,
    is_selected: bool,
    count: i64,
}

#[derive(Debug, Clone, Serialize)]
struct SortChoice {
    value: &'static str,
    is_selected: bool,
}

impl PageView for ListPage {
    const TEMPLATE: &'static str = "pages/petitions/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let choice = |value: &str, is_selected| Choice {
            value: value.to_owned(),
            name: "Gemeenteraad".to_owned(),
            is_selected,
            count: 1_234,
        };
        let full = Self {
            q: "zwembad".to_owned(),
            has_q: true,
            is_empty: false,
            is_filtered: true,
            items: PetitionCard::samples(),
            has_next: true,
            next_url: "/petitions?cursor=signatures.0.9.1".to_owned(),
            is_first_page: false,
            first_url: "/petitions".to_owned(),
            clear_url: "/petitions",
            total: 13,
            states: vec![choice("open", true), choice("handed_over", false)],
            bodies: vec![choice("raad", false)],
            areas: vec![choice("haven", true)],
            instruments: vec![choice("petition", false)],
            sorts: sorts(Sort::Newest),
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

fn sorts(selected: Sort) -> Vec<SortChoice> {
    Sort::ALL
        .into_iter()
        .map(|sort| SortChoice {
            value: sort.code(),
            is_selected: sort == selected,
        })
        .collect()
}

/// Answers the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), false, PAGE_SIZE)?;
    let key = format!(
        "list {} {}",
        visitor.language.code(),
        request.query_string()
    );
    let text = request.query_string().to_owned();
    app.remembered(&request, key, move |app| {
        Ok(Content::html(build(app, &query, visitor.language, &text)?))
    })
    .await
}

/// The petitions and the facets of a list; nothing where nothing was asked for.
pub fn load(app: &App, query: &ListQuery) -> ActResult<(Page, Facets)> {
    if query.asks_nothing() {
        return Ok((
            Page {
                items: Vec::new(),
                next: None,
            },
            Facets::default(),
        ));
    }
    app.house.store.read(|db| {
        let found = page(db, &query.filter, query.sort, query.after, query.limit)?;
        Ok((found, facets(db, &query.filter)?))
    })
}

fn build(app: &App, query: &ListQuery, language: Language, text: &str) -> WebResult<String> {
    let now = app.house.clock.now();
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
    let view = ListPage {
        has_q: !query.words.trim().is_empty(),
        q: query.words.clone(),
        is_empty: found.items.is_empty(),
        is_filtered: query.url("/", None) != "/",
        items: found
            .items
            .iter()
            .map(|card| PetitionCard::of(card, language, now))
            .collect(),
        has_next: found.next.is_some(),
        next_url: query.url("/petitions", found.next.as_ref()),
        is_first_page: query.after.is_none(),
        first_url: query.url("/petitions", None),
        clear_url: "/petitions",
        total: facets.total,
        states: choices(facets.states, filter.state.map(PetitionState::code)),
        bodies: choices(facets.bodies, filter.body.as_deref()),
        areas: choices(facets.areas, filter.area.as_deref()),
        instruments: choices(facets.instruments, filter.instrument.as_deref()),
        sorts: sorts(query.sort),
    };
    Ok(render_page(app, language, "/petitions", text, &view)?)
}
