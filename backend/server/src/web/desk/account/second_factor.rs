//! `GET` and `POST /desk/account/second-factor`: a phone is tied to the own account.

use super::with_own_password;
use crate::web::app::App;
use crate::web::desk::allowed::{SignedInStaff, Staff};
use crate::web::desk::page::desk_page;
use crate::web::errors::{WebError, WebResult};
use crate::web::form::{Browser, SealedForm, opened, returned_status};
use crate::web::page::PageView;
use crate::web::qr::Picture;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::people::{FactorSet, offer_again, offer_second_factor, set_factor};

const ACTION: &str = "/desk/account/second-factor";

/// The page: a secret that is offered, or the recovery codes after it was taken.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SecondFactorPage {
    action: &'static str,
    csrf: String,
    sealed: String,
    secret: String,
    picture: Picture,
    has_factor: bool,
    has_errors: bool,
    /// `password` or `code`.
    problem: &'static str,
    form_expired: bool,
    is_set: bool,
    recovery_codes: Vec<String>,
}

/// What came back of a form that was sent.
#[derive(Default)]
struct Again {
    sealed: Option<String>,
    problem: &'static str,
    form_expired: bool,
}

async fn offer(
    request: &HttpRequest,
    app: &Arc<App>,
    visitor: Visitor,
    staff: &Staff,
    again: Again,
) -> WebResult<HttpResponse> {
    let Again {
        sealed,
        problem,
        form_expired,
    } = again;
    let account = staff.signed_in.staff.clone();
    let issuer = app.site(visitor.language).name.clone();
    let has_errors = !problem.is_empty();
    // After a wrong value the same secret is offered, which the phone has already.
    let offered = app
        .block(move |app| match sealed {
            Some(sealed) => offer_again(&app.house, &account, &issuer, &sealed),
            None => offer_second_factor(&app.house, &account, &issuer),
        })
        .await?;
    let browser = Browser::of(app, request);
    let view = SecondFactorPage {
        action: ACTION,
        csrf: browser.proof(app, ACTION),
        picture: Picture::of(&offered.url)?,
        sealed: offered.sealed,
        secret: offered.base32,
        has_factor: staff.signed_in.staff.has_second_factor,
        has_errors,
        problem,
        form_expired,
        ..SecondFactorPage::default()
    };
    let status = returned_status(form_expired, has_errors);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Offers a new secret.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: SignedInStaff,
) -> WebResult<HttpResponse> {
    with_own_password(&staff)?;
    offer(&request, &app, visitor, &staff, Again::default()).await
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    sealed: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
}

/// Takes the secret when a code of it was given, and shows the recovery codes once.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: SignedInStaff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    with_own_password(&staff)?;
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, ACTION)?;
    if !is_proven {
        let again = Again {
            form_expired: true,
            ..Again::default()
        };
        return offer(&request, &app, visitor, &staff, again).await;
    }
    app.limits
        .sign_in(app.network_of(&request))
        .map_err(WebError::too_many)?;
    let (signed_in, kept) = (staff.signed_in.clone(), fields.sealed.clone());
    let set = app
        .block(move |app| {
            let Fields {
                sealed,
                password,
                code,
            } = fields;
            set_factor(&app.house, &signed_in, &sealed, &password, &code)
        })
        .await?;
    let problem = match set {
        FactorSet::Done(recovery_codes) => {
            let view = SecondFactorPage {
                is_set: true,
                recovery_codes,
                ..SecondFactorPage::default()
            };
            return desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view);
        }
        FactorSet::WrongPassword => "password",
        FactorSet::WrongCode => "code",
    };
    let again = Again {
        sealed: Some(kept),
        problem,
        form_expired: false,
    };
    offer(&request, &app, visitor, &staff, again).await
}

impl PageView for SecondFactorPage {
    const TEMPLATE: &'static str = "pages/desk/account/second_factor";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let offered = Self {
            action: ACTION,
            csrf: "0123456789".to_owned(),
            sealed: "abc".to_owned(),
            secret: "JBSWY3DPEHPK3PXP".to_owned(),
            picture: Picture::sample(),
            has_factor: true,
            has_errors: true,
            problem: "code",
            ..Self::default()
        };
        let password = Self {
            problem: "password",
            ..offered.clone()
        };
        let expired = Self {
            has_factor: false,
            has_errors: false,
            problem: "",
            form_expired: true,
            ..offered.clone()
        };
        let set = Self {
            is_set: true,
            recovery_codes: vec!["abcd-efgh-jkmn-pqrs".to_owned(); 10],
            ..Self::default()
        };
        vec![
            ("offered".to_owned(), offered),
            ("password".to_owned(), password),
            ("expired".to_owned(), expired),
            ("set".to_owned(), set),
        ]
    }
}
