//! `/petitions/{slug}/signed/{handle}`: look into your mailbox, or type in the code.

use super::sign::public_petition;
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{Nothing, SealedForm, Unsealed, proof_of_address};
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::petitions::{TypedCode, code_page_signer, resend_to, type_code};
use weerklank_store::petitions::PetitionRecord;

/// The page after signing: the same words whether or not this mailbox can sign.
#[derive(Debug, Clone, Serialize)]
pub struct CheckMailPage {
    title: String,
    lang: &'static str,
    petition_url: String,
    code_action: String,
    resend_action: String,
    csrf: String,
    has_error: bool,
    error: &'static str,
    was_resent: bool,
    is_demo: bool,
    mailbox_url: &'static str,
}

impl PageView for CheckMailPage {
    const TEMPLATE: &'static str = "pages/petitions/check_mail";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let plain = Self {
            title: "Maak de Havenstraat veilig".to_owned(),
            lang: "nl",
            petition_url: "/petitions/veilige-havenstraat".to_owned(),
            code_action: "/petitions/veilige-havenstraat/signed/abc".to_owned(),
            resend_action: "/petitions/veilige-havenstraat/signed/abc/resend".to_owned(),
            csrf: "0123456789".to_owned(),
            has_error: false,
            error: "",
            was_resent: false,
            is_demo: false,
            mailbox_url: "/dev/mailbox",
        };
        let error = |error| Self {
            has_error: true,
            error,
            is_demo: true,
            ..plain.clone()
        };
        vec![
            ("wrong-code".to_owned(), error("wrong_code")),
            ("code-required".to_owned(), error("required")),
            (
                "resent".to_owned(),
                Self {
                    was_resent: true,
                    ..plain.clone()
                },
            ),
            ("plain".to_owned(), plain),
        ]
    }
}

/// Slug and handle of the address.
pub type Address = web::Path<(String, String)>;

fn address(slug: &str, handle: &str) -> String {
    format!("/petitions/{slug}/signed/{handle}")
}

/// The petition of an address; 404 when the handle was not made here, or for another petition.
async fn petition_of(app: &Arc<App>, slug: &str, handle: &str) -> WebResult<PetitionRecord> {
    let (petition_id, _) = code_page_signer(&app.house, handle)?;
    let slug = slug.to_owned();
    let petition = app.block(move |app| public_petition(app, &slug)).await?;
    if petition.id == petition_id {
        Ok(petition)
    } else {
        Err(ErrorCode::NotFound.into())
    }
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    petition: &PetitionRecord,
    handle: &str,
    error: Option<&'static str>,
    was_resent: bool,
) -> WebResult<HttpResponse> {
    let here = address(&petition.slug, handle);
    let view = CheckMailPage {
        title: petition.title.clone(),
        lang: petition.language.code(),
        petition_url: format!("/petitions/{}", petition.slug),
        resend_action: format!("{here}/resend"),
        csrf: proof_of_address(app, &here),
        code_action: here.clone(),
        has_error: error.is_some(),
        error: error.unwrap_or_default(),
        was_resent,
        is_demo: app.settings.demo,
        mailbox_url: "/dev/mailbox",
    };
    let status = if error.is_some() {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::OK
    };
    private_page(
        app,
        visitor.language,
        &here,
        request.query_string(),
        status,
        &view,
    )
}

/// `GET`: what happens next.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    address: Address,
) -> WebResult<HttpResponse> {
    let (slug, handle) = address.into_inner();
    let petition = petition_of(&app, &slug, &handle).await?;
    answer(&request, &app, visitor, &petition, &handle, None, false)
}

#[derive(Deserialize)]
struct CodeFields {
    #[serde(default)]
    code: String,
}

/// `POST`: takes a code.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: Address,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (slug, handle) = path.into_inner();
    let petition = petition_of(&app, &slug, &handle).await?;
    let Unsealed::Proven(fields) =
        form.open_by_address::<CodeFields>(&app, &address(&slug, &handle))?
    else {
        return Err(ErrorCode::Forbidden.into());
    };
    app.count_write(&request)?;
    if fields.code.trim().is_empty() {
        return answer(
            &request,
            &app,
            visitor,
            &petition,
            &handle,
            Some("required"),
            false,
        );
    }
    let typed = {
        let handle = handle.clone();
        app.block(move |app| type_code(&app.house, &handle, &fields.code))
            .await?
    };
    match typed {
        // The code proves the mailbox, so its owner may know the link that confirms.
        TypedCode::Right(token) => super::confirm::confirm_token(&app, &token).await.map(|_| {
            HttpResponse::SeeOther()
                .insert_header((LOCATION, format!("/confirm/{token}")))
                .insert_header((CACHE_CONTROL, "no-store"))
                .finish()
        }),
        TypedCode::Wrong => answer(
            &request,
            &app,
            visitor,
            &petition,
            &handle,
            Some("wrong_code"),
            false,
        ),
    }
}

/// `POST …/resend`: sends the mail once more, within the cap.
pub async fn resend(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: Address,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (slug, handle) = path.into_inner();
    let petition = petition_of(&app, &slug, &handle).await?;
    let Unsealed::Proven(Nothing {}) = form.open_by_address(&app, &address(&slug, &handle))? else {
        return Err(ErrorCode::Forbidden.into());
    };
    app.count_write(&request)?;
    {
        let handle = handle.clone();
        app.block(move |app| resend_to(&app.house, &handle)).await?;
    }
    answer(&request, &app, visitor, &petition, &handle, None, true)
}
