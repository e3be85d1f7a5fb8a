//! `GET /rounds/{slug}/who-took-part`: who took part beside who lives here; as a page and as data.

use super::table::{Counted, QuestionView, counted};
use super::who_url;
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::memory::Content;
use crate::web::page::{PageView, language_part, render_page};
use crate::web::rounds::card::RoundHead;
use crate::web::rounds::public_round;
use crate::web::visitor::Visitor;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct WhoPage {
    head: RoundHead,
    is_asked: bool,
    questions: Vec<QuestionView>,
    api_url: String,
}

/// Shows it.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let slug = slug.into_inner();
    let text = language_part(request.query_string()).to_owned();
    let language = visitor.language;
    let key = format!("who took part {} {slug} {text}", language.code());
    app.remembered(&request, key, move |app| {
        Ok(Content::html(build(app, &slug, language, &text)?))
    })
    .await
}

fn build(app: &App, slug: &str, language: Language, text: &str) -> WebResult<String> {
    let round = public_round(app, slug)?;
    let found = app
        .house
        .store
        .read_at_once(|db| Ok::<_, ActError>(counted(db, round.id)?))?;
    let head = RoundHead::of(&round, language, app.house.clock.now());
    let view = WhoPage::of(head, &found, slug);
    Ok(render_page(app, language, &who_url(slug), text, &view)?)
}

impl WhoPage {
    fn of(head: RoundHead, found: &Counted, slug: &str) -> Self {
        Self {
            head,
            is_asked: found.is_asked,
            questions: QuestionView::all(found),
            api_url: format!("/api/v1{}", who_url(slug)),
        }
    }
}

/// Who took part, as data.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WhoResource {
    /// By question.
    questions: Vec<QuestionResource>,
}

/// The answers to a question.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuestionResource {
    /// `age`, `area`, `residence` or `voice`.
    question: &'static str,
    /// How many people answered; null under ten.
    total: Option<i64>,
    /// By answer.
    answers: Vec<AnswerCount>,
}

/// One answer.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerCount {
    /// Its code; of `area` the key of the district.
    answer: String,
    /// How many people; null where it is under ten, or would tell such a number.
    people: Option<i64>,
    /// Percent of those who answered.
    percent: Option<i64>,
    /// Percent of the people who live here.
    population_percent: Option<i64>,
}

impl WhoResource {
    fn of(found: &Counted) -> Self {
        let questions = QuestionView::all(found)
            .into_iter()
            .map(|question| QuestionResource {
                question: question.code,
                total: question.has_total.then_some(question.total),
                answers: question
                    .rows
                    .into_iter()
                    .map(|row| AnswerCount {
                        people: row.is_shown.then_some(row.count),
                        percent: row.is_shown.then_some(row.percent),
                        population_percent: row.has_share.then_some(row.share),
                        answer: row.code,
                    })
                    .collect(),
            })
            .collect();
        Self { questions }
    }
}

/// Answers it as JSON.
#[utoipa::path(
    get,
    path = "/rounds/{slug}/who-took-part",
    tag = "rounds",
    params(("slug" = String, Path, description = "The round's name in addresses")),
    responses(
        (status = 200, description = "Who took part beside who lives here", body = WhoResource),
        (status = 404, description = "There is no such round")
    )
)]
pub async fn json(app: web::Data<Arc<App>>, slug: web::Path<String>) -> WebResult<HttpResponse> {
    let slug = slug.into_inner();
    let body = app
        .block(move |app| {
            let round = public_round(app, &slug)?;
            let found = app
                .house
                .store
                .read_at_once(|db| Ok::<_, ActError>(counted(db, round.id)?))?;
            serde_json::to_string(&WhoResource::of(&found)).map_err(WebError::internal)
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .body(body))
}

impl PageView for WhoPage {
    const TEMPLATE: &'static str = "pages/representation/who";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let page = |is_enough| {
            let head = RoundHead::sample(weerklank_domain::rounds::RoundState::Answered);
            Self::of(head, &super::table::sample(is_enough), "plein")
        };
        vec![
            ("enough".to_owned(), page(true)),
            ("few".to_owned(), page(false)),
        ]
    }
}
