//! `GET /desk/petitions`: petitions by the stage that they are in, what is due first, first.

use super::desk_url;
use super::list_query::{DeskQuery, read};
use crate::web::app::App;
use crate::web::desk::{Allowed, SeeDesk, desk_page as answer_page};
use crate::web::errors::{WebError, WebResult};
use crate::web::form::Browser;
use crate::web::page::PageView;
use crate::web::petitions::card::{rfc3339, shown_state};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::calendar::last_day_before;
use weerklank_domain::people::Permission;
use weerklank_store::petitions::{
    DeskFilter, DeskItem, DeskPage, DeskSort, Stage, desk_page, stage_counts,
};

/// How many on a page.
const PAGE_SIZE: i64 = 25;

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct DeskListPage {
    stage: &'static str,
    stages: Vec<StageTab>,
    q: String,
    is_mine: bool,
    sorts: Vec<SortChoice>,
    items: Vec<Item>,
    is_empty: bool,
    is_narrowed: bool,
    clear_url: String,
    has_next: bool,
    next_url: String,
    can_claim: bool,
    claim_action: &'static str,
    csrf: String,
    here: String,
    has_notice: bool,
    claimed: usize,
    not_claimed: usize,
    has_not_claimed: bool,
}

#[derive(Debug, Clone, Serialize)]
struct StageTab {
    code: &'static str,
    url: String,
    count: i64,
    is_current: bool,
}

#[derive(Debug, Clone, Serialize)]
struct SortChoice {
    value: &'static str,
    is_selected: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Item {
    id: i64,
    reference: String,
    url: String,
    title: String,
    lang: &'static str,
    state: &'static str,
    body_name: String,
    at: String,
    is_revised: bool,
    has_due: bool,
    due_day: String,
    is_overdue: bool,
    signature_count: i64,
    is_claimed: bool,
    is_mine: bool,
    claimed_by: String,
    waiting_updates: i64,
    has_updates: bool,
}

impl Item {
    fn of(item: &DeskItem, staff_id: i64, language: Language, now: DateTime<Utc>) -> Self {
        Self {
            id: item.id,
            url: desk_url(&item.reference),
            reference: item.reference.clone(),
            title: item.title.clone(),
            lang: item.language.code(),
            state: shown_state(item.state, None, now).code(),
            body_name: match language {
                Language::Nl => item.body.0.clone(),
                Language::En => item.body.1.clone(),
            },
            at: rfc3339(item.submitted_at.unwrap_or(item.filed_at)),
            is_revised: item.text_version > 1,
            has_due: item.due_at.is_some(),
            due_day: item
                .due_at
                .map(|due| last_day_before(due).to_string())
                .unwrap_or_default(),
            is_overdue: item.due_at.is_some_and(|due| due <= now),
            signature_count: item.total,
            is_claimed: item.claimed_by.is_some(),
            is_mine: item
                .claimed_by
                .as_ref()
                .is_some_and(|(id, _)| *id == staff_id),
            claimed_by: item
                .claimed_by
                .as_ref()
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            waiting_updates: item.waiting_updates,
            has_updates: item.waiting_updates > 0,
        }
    }
}

/// What a bulk claim did, read off the address that it leads to.
fn claimed_of(query: &str) -> Option<(usize, usize)> {
    let number = |name: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name))
            .and_then(|number| number.parse::<usize>().ok())
            .filter(|number| *number <= 100)
    };
    Some((number("claimed=")?, number("left=").unwrap_or(0)))
}

/// Answers the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
) -> WebResult<HttpResponse> {
    let query = read(request.query_string())?;
    let bodies = staff.actor.grants.bodies(Permission::SeeDesk);
    let staff_id = staff.actor.staff_id;
    let (page, counts, query) = app
        .block(move |app| {
            let now = app.house.clock.now();
            let filter = DeskFilter {
                claimed_by: query.is_mine.then_some(staff_id),
                stage: query.stage,
                words: query.words.clone(),
                bodies,
            };
            let (page, counts) = app.house.store.read(|db| {
                let page = desk_page(db, &filter, query.sort, query.after, PAGE_SIZE, now)?;
                Ok::<_, ActError>((page, stage_counts(db, &filter.bodies)?))
            })?;
            Ok::<_, WebError>((page, counts, query))
        })
        .await?;
    let browser = Browser::of(&app, &request);
    let view = DeskListPage {
        csrf: browser.proof(&app, CLAIM_ACTION),
        can_claim: staff
            .actor
            .grants
            .may_somewhere(Permission::DecidePetitions),
        ..DeskListPage::of(
            &query,
            &page,
            &counts,
            staff_id,
            visitor.language,
            app.house.clock.now(),
        )
    };
    let view = match claimed_of(request.query_string()) {
        Some((claimed, left)) => DeskListPage {
            has_notice: true,
            claimed,
            not_claimed: left,
            has_not_claimed: left > 0,
            ..view
        },
        None => view,
    };
    answer_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

/// Where several petitions are claimed at once.
pub const CLAIM_ACTION: &str = "/desk/petitions/claim";

impl DeskListPage {
    fn of(
        query: &DeskQuery,
        page: &DeskPage,
        counts: &[(Stage, i64)],
        staff_id: i64,
        language: Language,
        now: DateTime<Utc>,
    ) -> Self {
        let plain = DeskQuery {
            words: String::new(),
            has_sort: false,
            is_mine: false,
            after: None,
            ..query.clone()
        };
        Self {
            stage: query.stage.code(),
            stages: counts
                .iter()
                .map(|(stage, count)| StageTab {
                    code: stage.code(),
                    url: plain.url(*stage, None),
                    count: *count,
                    is_current: *stage == query.stage,
                })
                .collect(),
            q: query.words.clone(),
            is_mine: query.is_mine,
            sorts: DeskSort::ALL
                .into_iter()
                .filter(|sort| *sort != DeskSort::Due || query.stage.has_due())
                .map(|sort| SortChoice {
                    value: sort.code(),
                    is_selected: sort == query.sort,
                })
                .collect(),
            is_empty: page.items.is_empty(),
            items: page
                .items
                .iter()
                .map(|item| Item::of(item, staff_id, language, now))
                .collect(),
            is_narrowed: !query.words.is_empty() || query.is_mine,
            clear_url: plain.url(query.stage, None),
            has_next: page.next.is_some(),
            next_url: query.url(query.stage, page.next),
            can_claim: false,
            claim_action: CLAIM_ACTION,
            csrf: String::new(),
            here: query.url(query.stage, query.after),
            has_notice: false,
            claimed: 0,
            not_claimed: 0,
            has_not_claimed: false,
        }
    }
}

impl PageView for DeskListPage {
    const TEMPLATE: &'static str = "pages/desk/petitions/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use weerklank_domain::petitions::PetitionState;
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
        let item = |number: i64, claimed_by: Option<(i64, String)>| DeskItem {
            id: number,
            reference: format!("P26-{number:04}"),
            title: "Een bankje & een boom".to_owned(),
            language: Language::Nl,
            state: PetitionState::Submitted,
            body: ("Gemeenteraad".to_owned(), "Council".to_owned()),
            filed_at: now,
            submitted_at: (number > 1).then_some(now),
            text_version: if number > 1 { 2 } else { 1 },
            due_at: (number != 2).then(|| now + chrono::TimeDelta::days(number - 2)),
            total: 617,
            claimed_by,
            waiting_updates: number - 1,
        };
        let page = DeskPage {
            items: vec![
                item(1, None),
                item(2, Some((1, "Ik zelf".to_owned()))),
                item(3, Some((2, "Hinke de Boer".to_owned()))),
            ],
            next: Some((5, 7)),
        };
        let counts: Vec<(Stage, i64)> = Stage::ALL.into_iter().zip(0..).collect();
        let of = |query: &str, page: &DeskPage| {
            let query = read(query).unwrap_or_else(|_| unreachable!());
            DeskListPage {
                csrf: "0123456789".to_owned(),
                can_claim: true,
                ..Self::of(&query, page, &counts, 1, Language::Nl, now)
            }
        };
        let none = DeskPage {
            items: Vec::new(),
            next: None,
        };
        let narrowed = of("stage=running&q=bank&mine=1", &none);
        let noticed = DeskListPage {
            has_notice: true,
            claimed: 2,
            not_claimed: 1,
            has_not_claimed: true,
            can_claim: false,
            ..of("", &page)
        };
        vec![
            ("full".to_owned(), of("stage=waiting", &page)),
            ("empty".to_owned(), of("stage=to_answer", &none)),
            ("narrowed".to_owned(), narrowed),
            ("noticed".to_owned(), noticed),
        ]
    }
}
