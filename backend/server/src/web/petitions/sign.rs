//! `GET` and `POST /petitions/{slug}/sign`

use super::card::rfc3339_or_empty;
use super::sign_form::{SignFields, SignValues};
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, Unsealed, returned_status};
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::petitions::{Signing, code_page, prepare};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::Language;
use weerklank_domain::petitions::{CannotSign, Visibility};
use weerklank_store::intake::SignOutcome;
use weerklank_store::people::Keyed;
use weerklank_store::petitions::{PetitionRecord, find};

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct SignPage {
    slug: String,
    title: String,
    lang: &'static str,
    url: String,
    action: String,
    csrf: String,
    signature_count: i64,
    closes_at: String,
    has_closes_at: bool,
    body_name: String,
    has_errors: bool,
    errors: Vec<Problem>,
    values: Values,
    name: Field,
    email: Field,
    postcode: Field,
    form_expired: bool,
    is_open: bool,
}

#[derive(Debug, Clone, Default, Serialize)]
struct Values {
    name: String,
    email: String,
    postcode: String,
    show_name: bool,
    keep_informed: bool,
}

/// What of a form is shown again.
#[derive(Default)]
struct Shown {
    values: SignValues,
    problems: Vec<Problem>,
    is_expired: bool,
}

impl SignPage {
    fn of(petition: &PetitionRecord, language: Language, csrf: String, shown: Shown) -> Self {
        let field = |name: &str| Field::of("", name, &shown.problems);
        Self {
            title: petition.title.clone(),
            lang: petition.language.code(),
            url: format!("/petitions/{}", petition.slug),
            action: format!("/petitions/{}/sign", petition.slug),
            slug: petition.slug.clone(),
            csrf,
            signature_count: petition.count.total(),
            closes_at: rfc3339_or_empty(petition.closes_at),
            has_closes_at: petition.closes_at.is_some(),
            body_name: petition.body_name(language).to_owned(),
            has_errors: !shown.problems.is_empty(),
            name: field("name"),
            email: field("email"),
            postcode: field("postcode"),
            values: Values {
                name: shown.values.name,
                email: shown.values.email,
                postcode: shown.values.postcode,
                show_name: shown.values.show_name,
                keep_informed: shown.values.keep_informed,
            },
            errors: shown.problems,
            form_expired: shown.is_expired,
            is_open: true,
        }
    }
}

impl PageView for SignPage {
    const TEMPLATE: &'static str = "pages/petitions/sign";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let empty = Self {
            slug: "veilige-havenstraat".to_owned(),
            title: "Maak de Havenstraat veilig".to_owned(),
            lang: "nl",
            url: "/petitions/veilige-havenstraat".to_owned(),
            action: "/petitions/veilige-havenstraat/sign".to_owned(),
            csrf: "0123456789".to_owned(),
            signature_count: 1_310,
            closes_at: String::new(),
            has_closes_at: false,
            body_name: "Gemeenteraad".to_owned(),
            has_errors: false,
            errors: Vec::new(),
            values: Values::default(),
            name: Field::default(),
            email: Field::default(),
            postcode: Field::default(),
            form_expired: false,
            is_open: true,
        };
        let wrong = |error| Field {
            has_error: true,
            error,
            ..Field::default()
        };
        let filled = Values {
            name: "Zoë \"van\" <b>der</b> Ploeg".to_owned(),
            email: "zoe@".to_owned(),
            postcode: String::new(),
            show_name: true,
            keep_informed: true,
        };
        let with_errors = Self {
            has_errors: true,
            errors: vec![
                Problem {
                    field: "name",
                    code: "invalid_name",
                },
                Problem {
                    field: "email",
                    code: "invalid_email",
                },
                Problem {
                    field: "postcode",
                    code: "required",
                },
            ],
            name: wrong("invalid_name"),
            email: wrong("invalid_email"),
            postcode: wrong("required"),
            values: filled.clone(),
            ..empty.clone()
        };
        let other_errors = Self {
            has_errors: true,
            errors: vec![
                Problem {
                    field: "name",
                    code: "too_long",
                },
                Problem {
                    field: "postcode",
                    code: "invalid_postcode",
                },
            ],
            name: wrong("too_long"),
            postcode: wrong("invalid_postcode"),
            ..empty.clone()
        };
        let expired = Self {
            form_expired: true,
            values: filled,
            has_closes_at: true,
            closes_at: "2026-12-01T23:00:00Z".to_owned(),
            ..empty.clone()
        };
        vec![
            ("empty".to_owned(), empty),
            ("errors".to_owned(), with_errors),
            ("other-errors".to_owned(), other_errors),
            ("expired".to_owned(), expired),
        ]
    }
}

/// Signing is not possible (409).
#[derive(Debug, Clone, Serialize)]
pub struct SignClosedPage {
    title: String,
    lang: &'static str,
    url: String,
    reason: &'static str,
}

impl SignClosedPage {
    fn of(petition: &PetitionRecord, reason: CannotSign) -> Self {
        Self {
            title: petition.title.clone(),
            lang: petition.language.code(),
            url: format!("/petitions/{}", petition.slug),
            reason: reason_code(reason),
        }
    }
}

/// The word for a reason in message keys and in the API.
pub fn reason_code(reason: CannotSign) -> &'static str {
    match reason {
        CannotSign::NotOpenYet => "not_open_yet",
        CannotSign::Closed => "closed",
        CannotSign::NotOpen => "not_open",
    }
}

impl PageView for SignClosedPage {
    const TEMPLATE: &'static str = "pages/petitions/sign_closed";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        [
            CannotSign::NotOpenYet,
            CannotSign::Closed,
            CannotSign::NotOpen,
        ]
        .into_iter()
        .map(|reason| {
            let view = Self {
                title: "Maak de Havenstraat veilig".to_owned(),
                lang: "nl",
                url: "/petitions/veilige-havenstraat".to_owned(),
                reason: reason_code(reason),
            };
            (reason_code(reason).to_owned(), view)
        })
        .collect()
    }
}

/// A petition that everybody may see.
///
/// # Errors
/// 404, or 410 for one that was taken down.
pub fn public_petition(app: &App, slug: &str) -> WebResult<PetitionRecord> {
    let found: ActResult<Option<PetitionRecord>> = app.house.store.read(|db| Ok(find(db, slug)?));
    let petition = found?.ok_or(ErrorCode::NotFound)?;
    refuse_unseen(&petition)?;
    Ok(petition)
}

/// Refuses a petition that not everybody may see.
///
/// # Errors
/// 404, or 410 for one that was taken down.
pub fn refuse_unseen(petition: &PetitionRecord) -> WebResult<()> {
    match petition.visibility() {
        Visibility::Public => Ok(()),
        Visibility::Hidden => Err(ErrorCode::NotFound.into()),
        Visibility::Gone => Err(ErrorCode::Gone.into()),
    }
}

/// Answers the form.
pub async fn form(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let slug = slug.into_inner();
    app.block(move |app| public_petition(app, &slug))
        .await
        .and_then(|petition| answer_form(&request, &app, visitor, &petition, Shown::default()))
}

fn answer_form(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    petition: &PetitionRecord,
    shown: Shown,
) -> WebResult<HttpResponse> {
    let (path, query) = (request.path(), request.query_string());
    if let Err(reason) = petition.window().may_begin(app.house.clock.now()) {
        let view = SignClosedPage::of(petition, reason);
        return private_page(
            app,
            visitor.language,
            path,
            query,
            StatusCode::CONFLICT,
            &view,
        );
    }
    let browser = Browser::of(app, request);
    let csrf = browser.proof(app, &format!("/petitions/{}/sign", petition.slug));
    let status = returned_status(shown.is_expired, !shown.problems.is_empty());
    let view = SignPage::of(petition, visitor.language, csrf, shown);
    let mut response = private_page(app, visitor.language, path, query, status, &view)?;
    browser.remember(app, &mut response);
    Ok(response)
}

/// Takes the form.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let action = format!("/petitions/{slug}/sign");
    let browser = Browser::of(&app, &request);
    let (values, is_proven) = match form.open::<SignFields>(&app, &browser, &action)? {
        Unsealed::Proven(fields) => (SignValues::from(fields), true),
        Unsealed::Expired(fields) => (SignValues::from(fields), false),
    };
    let parsed = values.parse(visitor.language, "web");
    let again = match (is_proven, parsed) {
        (true, Ok(signing)) => {
            let slug = slug.into_inner();
            return match sign(&app, &request, &slug, signing).await {
                Ok(handle) => Ok(HttpResponse::SeeOther()
                    .insert_header((LOCATION, format!("/petitions/{slug}/signed/{handle}")))
                    .insert_header((CACHE_CONTROL, "no-store"))
                    .finish()),
                Err(Refused::Window(_)) => {
                    let petition = app.block(move |app| public_petition(app, &slug)).await?;
                    let shown = Shown {
                        values,
                        ..Shown::default()
                    };
                    answer_form(&request, &app, visitor, &petition, shown)
                }
                Err(Refused::Web(error)) => Err(error),
            };
        }
        (true, Err(problems)) => Shown {
            values,
            problems,
            is_expired: false,
        },
        (false, _) => Shown {
            values,
            problems: Vec::new(),
            is_expired: true,
        },
    };
    let slug = slug.into_inner();
    let petition = app.block(move |app| public_petition(app, &slug)).await?;
    answer_form(&request, &app, visitor, &petition, again)
}

/// Why a signature was not taken.
pub enum Refused {
    /// The petition does not take it now.
    Window(CannotSign),
    /// Anything else.
    Web(WebError),
}

impl<E: Into<WebError>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Web(error.into())
    }
}

/// Signs, for page and API: limits, the queue, and the answer after the commit. Answers the address
/// part of the page for the code.
pub async fn sign(
    app: &Arc<App>,
    request: &HttpRequest,
    slug: &str,
    signing: Signing,
) -> Result<String, Refused> {
    if !app.house.intake.has_room() {
        return Err(WebError::busy().into());
    }
    app.count_write(request)?;
    let petition_id = match app.house.remembered_petition(slug) {
        Some(id) => id,
        None => {
            let slug = slug.to_owned();
            app.block(move |app| {
                public_petition(app, &slug)?;
                Ok::<_, WebError>(app.house.petition_id(&slug)?)
            })
            .await?
        }
    };
    let mailbox = app
        .house
        .vault
        .hash(Keyed::Limit, signing.email.canonical().as_str());
    app.limits.mail(&mailbox).map_err(WebError::too_many)?;
    let gazetteer = app.house.gazetteer()?;
    let house = &app.house;
    let now = house.clock.now();
    let prepared = prepare(
        &house.vault,
        house.random.as_ref(),
        &gazetteer,
        petition_id,
        &signing,
        now,
    );
    let (done, taken) = tokio::sync::oneshot::channel();
    weerklank_acts::petitions::sign(&house.intake, prepared, move |outcome| {
        // Whoever asked may have gone; what was written stays written.
        let _ = done.send(outcome);
    })?;
    let outcome: ActResult<SignOutcome> = taken.await.unwrap_or(Err(ActError::Overloaded));
    match outcome {
        Ok(outcome) => {
            app.metrics.act("sign");
            Ok(code_page(&app.house, petition_id, outcome))
        }
        Err(ActError::CannotSign(reason)) => Err(Refused::Window(reason)),
        Err(error) => Err(error.into()),
    }
}
