//! `GET` and `POST /petitions/new`: what a petition is, and its first words.

use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::field::Problem;
use crate::web::form::{Browser, SealedForm, Unsealed, form_page, see_other};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::petitions::write::begin_draft;
use weerklank_domain::petitions::{LONGEST_TITLE, Title, TitleFault};
use weerklank_store::petitions::similar_open;

const ACTION: &str = "/petitions/new";

/// The first page of writing.
#[derive(Debug, Clone, Serialize)]
pub struct BeginPage {
    action: &'static str,
    csrf: String,
    value: String,
    max: usize,
    has_errors: bool,
    problems: Vec<Problem>,
    error: &'static str,
    form_expired: bool,
}

impl PageView for BeginPage {
    const TEMPLATE: &'static str = "pages/petitions/write/begin";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let empty = Self::of("0123456789".to_owned(), String::new(), None, false);
        vec![
            (
                "error".to_owned(),
                Self::of(
                    "0123456789".to_owned(),
                    "<b>der</b> &".repeat(10),
                    Some("too_long"),
                    false,
                ),
            ),
            (
                "expired".to_owned(),
                Self::of("0123456789".to_owned(), "Een bankje".to_owned(), None, true),
            ),
            ("empty".to_owned(), empty),
        ]
    }
}

impl BeginPage {
    fn of(csrf: String, value: String, error: Option<&'static str>, form_expired: bool) -> Self {
        Self {
            action: ACTION,
            csrf,
            value,
            max: LONGEST_TITLE,
            has_errors: error.is_some(),
            problems: error
                .map(|code| Problem {
                    field: "title",
                    code,
                })
                .into_iter()
                .collect(),
            error: error.unwrap_or_default(),
            form_expired,
        }
    }
}

/// The word for what is wrong with a title.
pub fn title_code(fault: TitleFault) -> &'static str {
    match fault {
        TitleFault::Empty => "required",
        TitleFault::TooLong => "too_long",
    }
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    answer(&request, &app, visitor, String::new(), None, false)
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    value: String,
    error: Option<&'static str>,
    form_expired: bool,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let view = BeginPage::of(browser.proof(app, ACTION), value, error, form_expired);
    let status = match (form_expired, error.is_some()) {
        (true, _) => StatusCode::FORBIDDEN,
        (false, true) => StatusCode::BAD_REQUEST,
        (false, false) => StatusCode::OK,
    };
    form_page(app, request, visitor, &browser, status, &view)
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    title: String,
}

/// Keeps the title as a draft, and leads to similar petitions or to the next question.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(&app, &request);
    let typed = match form.open::<Fields>(&app, &browser, ACTION)? {
        Unsealed::Proven(fields) => fields.title,
        Unsealed::Expired(fields) => {
            return answer(&request, &app, visitor, fields.title, None, true);
        }
    };
    let title = match Title::parse(&typed) {
        Ok(title) => title,
        Err(fault) => {
            let code = Some(title_code(fault));
            return answer(&request, &app, visitor, typed, code, false);
        }
    };
    app.count_write(&request)?;
    let language = visitor.language;
    let (token, has_similar) = app
        .block(move |app| {
            let token = begin_draft(&app.house, &title, language)?;
            let now = app.house.clock.now();
            let similar = app
                .house
                .store
                .read(|db| similar_open(db, title.as_str(), now, 1))?;
            Ok::<_, ActError>((token, !similar.is_empty()))
        })
        .await?;
    app.metrics.act("begin_draft");
    let next = if has_similar {
        "similar"
    } else {
        "observation"
    };
    Ok(see_other(&format!("/mine/{token}/{next}")))
}
