//! `GET` and `POST /desk/account/second-factor`: a phone is tied to the own account.

use super::whole;
use crate::web::app::App;
use crate::web::desk::allowed::{SignedInStaff, Staff};
use crate::web::desk::page::desk_page;
use crate::web::errors::{WebError, WebResult};
use crate::web::form::{Browser, SealedForm, opened};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use qrcode::{Color, QrCode};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::sync::Arc;
use weerklank_acts::people::{offer_again, offer_second_factor, set_factor};

const ACTION: &str = "/desk/account/second-factor";
/// The white border that a reader of these pictures counts on (ISO/IEC 18004, 4 modules).
const QUIET: usize = 4;

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
    form_expired: bool,
    is_set: bool,
    recovery_codes: Vec<String>,
}

/// A picture of dark modules, as an SVG path.
#[derive(Debug, Clone, Default, Serialize)]
struct Picture {
    size: usize,
    path: String,
}

impl Picture {
    fn of(text: &str) -> WebResult<Self> {
        let code = QrCode::new(text.as_bytes()).map_err(WebError::internal)?;
        let width = code.width();
        let mut path = String::new();
        for (place, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (place % width + QUIET, place / width + QUIET);
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Ok(Self {
            size: width + 2 * QUIET,
            path,
        })
    }
}

async fn offer(
    request: &HttpRequest,
    app: &Arc<App>,
    visitor: Visitor,
    staff: &Staff,
    again: Option<String>,
    form_expired: bool,
) -> WebResult<HttpResponse> {
    let account = staff.signed_in.staff.clone();
    let issuer = app.site(visitor.language).name.clone();
    let has_errors = again.is_some() && !form_expired;
    // After a wrong code the same secret is offered, which the phone has already.
    let offered = app
        .block(move |app| match again {
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
        form_expired,
        ..SecondFactorPage::default()
    };
    let status = if form_expired {
        StatusCode::FORBIDDEN
    } else if has_errors {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::OK
    };
    desk_page(app, staff, request, visitor, status, &view)
}

/// Offers a new secret.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: SignedInStaff,
) -> WebResult<HttpResponse> {
    whole(&staff)?;
    offer(&request, &app, visitor, &staff, None, false).await
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    sealed: String,
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
    whole(&staff)?;
    let (Fields { sealed, code }, is_proven) = opened(&app, &request, form, ACTION)?;
    if !is_proven {
        return offer(&request, &app, visitor, &staff, None, true).await;
    }
    app.limits
        .sign_in(app.network_of(&request))
        .map_err(WebError::too_many)?;
    let (signed_in, kept) = (staff.signed_in.clone(), sealed.clone());
    let taken = app
        .block(move |app| set_factor(&app.house, &signed_in, &sealed, &code))
        .await?;
    let Some(recovery_codes) = taken else {
        return offer(&request, &app, visitor, &staff, Some(kept), false).await;
    };
    let view = SecondFactorPage {
        is_set: true,
        recovery_codes,
        ..SecondFactorPage::default()
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
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
            // A picture of a short text exists.
            picture: Picture::of("otpauth://totp/a").unwrap(),
            has_factor: true,
            has_errors: true,
            ..Self::default()
        };
        let expired = Self {
            has_factor: false,
            has_errors: false,
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
            ("expired".to_owned(), expired),
            ("set".to_owned(), set),
        ]
    }
}
