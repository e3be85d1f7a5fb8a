//! `GET` and `POST /mine/{token}/news`: the petitioner writes news, which the desk looks at first.

use super::step_form::passage_code;
use super::{address, link_unknown, look};
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::field::Problem;
use crate::web::form::{SealedForm, Unsealed, proof_of_address, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::petitions::write::{PetitionerPage, has_news, write_update};
use weerklank_domain::petitions::{LONGEST_PASSAGE, Passage};

/// The form for news.
#[derive(Debug, Clone, Serialize)]
pub struct NewsPage {
    title: String,
    lang: &'static str,
    action: String,
    csrf: String,
    back_url: String,
    value: String,
    max: usize,
    has_errors: bool,
    problems: Vec<Problem>,
    error: &'static str,
    form_expired: bool,
}

/// What is shown again: what was typed, and what was wrong with it.
#[derive(Default)]
struct Again {
    value: String,
    error: Option<&'static str>,
    is_expired: bool,
}

impl NewsPage {
    fn of(app: &App, token: &str, page: &PetitionerPage, again: Again) -> Self {
        let here = address(token);
        let action = format!("{here}/news");
        let Again {
            value,
            error,
            is_expired,
        } = again;
        Self {
            title: page.petition.title.clone(),
            lang: page.petition.language.code(),
            csrf: proof_of_address(app, &action),
            action,
            back_url: here,
            value,
            max: LONGEST_PASSAGE,
            has_errors: error.is_some(),
            problems: error
                .map(|code| Problem {
                    field: "value",
                    code,
                })
                .into_iter()
                .collect(),
            error: error.unwrap_or_default(),
            form_expired: is_expired,
        }
    }
}

impl PageView for NewsPage {
    const TEMPLATE: &'static str = "pages/petitions/write/news";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let plain = Self {
            title: "Een bankje".to_owned(),
            lang: "nl",
            action: "/mine/abc/news".to_owned(),
            csrf: "0123456789".to_owned(),
            back_url: "/mine/abc".to_owned(),
            value: String::new(),
            max: LONGEST_PASSAGE,
            has_errors: false,
            problems: Vec::new(),
            error: "",
            form_expired: false,
        };
        let expired = Self {
            form_expired: true,
            value: "Mijn tekst".to_owned(),
            ..plain.clone()
        };
        let mut samples: Vec<(String, Self)> = ["required", "too_long", "too_many_waiting"]
            .into_iter()
            .map(|code| {
                let view = Self {
                    has_errors: true,
                    problems: vec![Problem {
                        field: "value",
                        code,
                    }],
                    error: code,
                    value: "<b>der</b>".to_owned(),
                    ..plain.clone()
                };
                (code.to_owned(), view)
            })
            .collect();
        samples.push(("plain".to_owned(), plain));
        samples.push(("expired".to_owned(), expired));
        samples
    }
}

/// Answers the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let Some(page) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    if !has_news(page.petition.state) {
        return Ok(see_other(&address(&token)));
    }
    answer(&request, &app, visitor, &token, &page, Again::default())
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    token: &str,
    page: &PetitionerPage,
    again: Again,
) -> WebResult<HttpResponse> {
    let status = match (again.is_expired, again.error) {
        (true, _) => StatusCode::FORBIDDEN,
        (false, Some(_)) => StatusCode::BAD_REQUEST,
        (false, None) => StatusCode::OK,
    };
    let view = NewsPage::of(app, token, page, again);
    let (path, query) = (request.path(), request.query_string());
    private_page(app, visitor.language, path, query, status, &view)
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    value: String,
}

/// Puts the news before the desk.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let here = address(&token);
    let Some(page) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    let action = format!("{here}/news");
    let again = |value: String, error: Option<&'static str>| Again {
        value,
        error,
        is_expired: error.is_none(),
    };
    let typed = match form.open_by_address::<Fields>(&app, &action)? {
        Unsealed::Proven(fields) => fields.value,
        Unsealed::Expired(fields) => {
            let again = again(fields.value, None);
            return answer(&request, &app, visitor, &token, &page, again);
        }
    };
    app.count_write(&request)?;
    let text = match Passage::parse(&typed) {
        Ok(text) => text,
        Err(fault) => {
            let again = again(typed, Some(passage_code(fault)));
            return answer(&request, &app, visitor, &token, &page, again);
        }
    };
    let written = {
        let page = page.clone();
        let outcome = app.block(move |app| {
            Ok::<_, WebError>(match write_update(&app.house, &page, &text) {
                Ok(()) => None,
                Err(ActError::Overloaded) => Some("too_many_waiting"),
                Err(ActError::WrongStep(_)) => Some("not_running"),
                Err(error) => return Err(error.into()),
            })
        });
        outcome.await?
    };
    match written {
        None => Ok(see_other(&format!("{here}?sent=news"))),
        Some(code) => {
            let again = again(typed, Some(code));
            answer(&request, &app, visitor, &token, &page, again)
        }
    }
}
