//! `GET` and `POST /desk/sign-in`: address and password; then, where one is set, the second factor.

pub mod code;
pub mod out;

use super::token::{claims_of, token_cookie};
use crate::web::address::percent_encoded;
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::form::{Browser, SealedForm, Unsealed, form_page, returned_status, see_other};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::people::{SignIn, sign_in};

const ACTION: &str = "/desk/sign-in";

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct SignInPage {
    action: &'static str,
    csrf: String,
    then: String,
    email: String,
    has_errors: bool,
    form_expired: bool,
    is_demo: bool,
}

impl PageView for SignInPage {
    const TEMPLATE: &'static str = "pages/desk/sign_in";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let plain = Self {
            action: ACTION,
            csrf: "0123456789".to_owned(),
            then: "/desk".to_owned(),
            email: String::new(),
            has_errors: false,
            form_expired: false,
            is_demo: true,
        };
        let wrong = Self {
            has_errors: true,
            email: "griffie@voorbeeld.nl".to_owned(),
            is_demo: false,
            ..plain.clone()
        };
        let expired = Self {
            form_expired: true,
            ..plain.clone()
        };
        vec![
            ("plain".to_owned(), plain),
            ("wrong".to_owned(), wrong),
            ("expired".to_owned(), expired),
        ]
    }
}

/// Where to go afterwards: only ever a page of the desk.
pub fn safe_then(text: &str) -> String {
    let is_ours =
        text == "/desk" || (text.starts_with("/desk/") && !text.starts_with("/desk/sign-"));
    let is_plain = text.len() <= 200
        && text
            .bytes()
            .all(|b| b.is_ascii_graphic() && !b"\\\"'<>#".contains(&b));
    if is_ours && is_plain {
        text.to_owned()
    } else {
        "/desk".to_owned()
    }
}

#[derive(Default)]
struct Again {
    then: String,
    email: String,
    is_wrong: bool,
    form_expired: bool,
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    again: Again,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let status = returned_status(again.form_expired, again.is_wrong);
    let view = SignInPage {
        action: ACTION,
        csrf: browser.proof(app, ACTION),
        then: safe_then(&again.then),
        email: again.email,
        has_errors: again.is_wrong,
        form_expired: again.form_expired,
        is_demo: app.settings.demo,
    };
    form_page(app, request, visitor, &browser, status, &view)
}

#[derive(Deserialize)]
struct Then {
    #[serde(default)]
    then: String,
}

/// Answers the form; somebody who is signed in already goes on.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let query = web::Query::<Then>::from_query(request.query_string());
    let then = query
        .map(|query| query.into_inner().then)
        .unwrap_or_default();
    if let Some(claims) = claims_of(&app, &request) {
        let known = app
            .block(move |app| weerklank_acts::people::signed_in(&app.house, &claims.jti))
            .await?;
        if known.is_some_and(|known| known.session.is_complete) {
            return Ok(see_other(&safe_then(&then)));
        }
    }
    let again = Again {
        then,
        ..Again::default()
    };
    answer(&request, &app, visitor, again)
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    then: String,
}

/// Signs in.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(&app, &request);
    let fields = match form.open::<Fields>(&app, &browser, ACTION)? {
        Unsealed::Proven(fields) => fields,
        Unsealed::Expired(fields) => {
            let again = Again {
                then: fields.then,
                email: fields.email,
                form_expired: true,
                ..Again::default()
            };
            return answer(&request, &app, visitor, again);
        }
    };
    app.limits
        .sign_in(app.network_of(&request))
        .map_err(WebError::too_many)?;
    let (email, password) = (fields.email.clone(), fields.password);
    let outcome = app
        .block(move |app| sign_in(&app.house, &email, &password))
        .await?;
    let again = Again {
        then: fields.then.clone(),
        email: fields.email,
        ..Again::default()
    };
    match outcome {
        SignIn::Begun { token, needs_code } => {
            let then = safe_then(&fields.then);
            let next = if needs_code {
                format!("/desk/sign-in/code?then={}", percent_encoded(&then))
            } else {
                then
            };
            let mut response = see_other(&next);
            let cookie =
                token_cookie(&app, &token).ok_or_else(|| WebError::internal("no token"))?;
            response.add_cookie(&cookie).map_err(WebError::internal)?;
            app.metrics.act("sign_in");
            Ok(response)
        }
        // Told alike, so that nobody learns which addresses have an account.
        SignIn::Wrong | SignIn::Locked => {
            let again = Again {
                is_wrong: true,
                ..again
            };
            answer(&request, &app, visitor, again)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::safe_then;

    #[test]
    fn signing_in_leads_nowhere_but_to_the_desk() {
        assert_eq!(
            safe_then("/desk/petitions?stage=news"),
            "/desk/petitions?stage=news"
        );
        for evil in [
            "https://kwaad.example",
            "//kwaad.example",
            "/desk\\kwaad",
            "/desk/sign-in",
            "/deskkwaad",
            "/petitions",
            "",
        ] {
            assert_eq!(safe_then(evil), "/desk", "{evil}");
        }
    }
}
