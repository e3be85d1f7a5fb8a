//! `GET` and `POST /mine/{token}/news`: the petitioner writes news, which the desk looks at first.

use super::step_form::passage_code;
use super::{Problem, address, link_unknown, look, refused_form};
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
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
}

impl NewsPage {
    fn of(
        app: &App,
        token: &str,
        page: &PetitionerPage,
        value: String,
        error: Option<&'static str>,
    ) -> Self {
        let here = address(token);
        let action = format!("{here}/news");
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
    answer(&request, &app, visitor, &token, &page, String::new(), None)
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    token: &str,
    page: &PetitionerPage,
    value: String,
    error: Option<&'static str>,
) -> WebResult<HttpResponse> {
    let status = match error {
        Some(_) => StatusCode::BAD_REQUEST,
        None => StatusCode::OK,
    };
    let view = NewsPage::of(app, token, page, value, error);
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
    let Unsealed::Proven(fields) = form.open_by_address::<Fields>(&app, &action)? else {
        return Err(refused_form());
    };
    app.count_write(&request)?;
    let text = match Passage::parse(&fields.value) {
        Ok(text) => text,
        Err(fault) => {
            let code = Some(passage_code(fault));
            return answer(&request, &app, visitor, &token, &page, fields.value, code);
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
        Some(code) => answer(
            &request,
            &app,
            visitor,
            &token,
            &page,
            fields.value,
            Some(code),
        ),
    }
}
