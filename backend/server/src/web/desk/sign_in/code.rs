//! `GET` and `POST /desk/sign-in/code`: the second factor.

use super::safe_then;
use crate::web::app::App;
use crate::web::desk::SignedInStaff;
use crate::web::desk::token::{forget_cookie, token_cookie};
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::{Browser, SealedForm, Unsealed, form_page, see_other};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::people::{CodeGiven, give_code};

const ACTION: &str = "/desk/sign-in/code";

/// The form for the code.
#[derive(Debug, Clone, Serialize)]
pub struct CodePage {
    action: &'static str,
    csrf: String,
    then: String,
    has_errors: bool,
}

impl PageView for CodePage {
    const TEMPLATE: &'static str = "pages/desk/sign_in_code";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        [true, false]
            .map(|has_errors| {
                let view = Self {
                    action: ACTION,
                    csrf: "0123456789".to_owned(),
                    then: "/desk".to_owned(),
                    has_errors,
                };
                (format!("errors-{has_errors}"), view)
            })
            .to_vec()
    }
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    then: &str,
    has_errors: bool,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let view = CodePage {
        action: ACTION,
        csrf: browser.proof(app, ACTION),
        then: safe_then(then),
        has_errors,
    };
    let status = if has_errors {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::OK
    };
    form_page(app, request, visitor, &browser, status, &view)
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    code: String,
    #[serde(default)]
    then: String,
}

/// Answers the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: SignedInStaff,
) -> WebResult<HttpResponse> {
    let query = web::Query::<Fields>::from_query(request.query_string());
    let then = query
        .map(|query| query.into_inner().then)
        .unwrap_or_default();
    if staff.signed_in.session.is_complete {
        return Ok(see_other(&safe_then(&then)));
    }
    answer(&request, &app, visitor, &then, false)
}

/// Takes the code.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: SignedInStaff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(&app, &request);
    let Unsealed::Proven(fields) = form.open::<Fields>(&app, &browser, ACTION)? else {
        return Err(ErrorCode::Forbidden.into());
    };
    app.limits
        .sign_in(app.network_of(&request))
        .map_err(WebError::too_many)?;
    let signed_in = staff.signed_in.clone();
    if signed_in.session.is_complete {
        return Ok(see_other(&safe_then(&fields.then)));
    }
    let Fields { code, then } = fields;
    let given = app
        .block(move |app| give_code(&app.house, &signed_in, &code))
        .await?;
    match given {
        CodeGiven::Right { token } => {
            let mut response = see_other(&safe_then(&then));
            let cookie =
                token_cookie(&app, &token).ok_or_else(|| WebError::internal("no token"))?;
            response.add_cookie(&cookie).map_err(WebError::internal)?;
            Ok(response)
        }
        CodeGiven::Wrong => answer(&request, &app, visitor, &then, true),
        CodeGiven::Locked => {
            let mut response = see_other("/desk/sign-in");
            response
                .add_cookie(&forget_cookie(&app))
                .map_err(WebError::internal)?;
            Ok(response)
        }
    }
}
