//! `/api/v1/petitions`: reading, and signing.

pub mod resources;

use super::list_query::{encode_cursor, read};
use super::show::{Whole, load};
use super::sign::{Refused, reason_code, refuse_unseen, sign};
use super::sign_form::SignValues;
use crate::web::address::percent_encoded;
use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::{ErrorCode, FieldProblem, WebError, WebResult};
use crate::web::form::{limited_body, media_type};
use crate::web::memory::Content;
use crate::web::visitor::Visitor;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use resources::{
    CountResource, NewSignature, PetitionDetail, PetitionList, PetitionResource, SignatureTaken,
};
use serde::Serialize;
use std::sync::Arc;

/// How many petitions on a page, unless said.
const DEFAULT_LIMIT: i64 = 20;

/// A resource as JSON.
///
/// # Errors
/// 500 when it cannot be written.
pub fn json(value: &impl Serialize) -> WebResult<Content> {
    serde_json::to_string(value)
        .map(Content::json)
        .map_err(WebError::internal)
}

/// Refuses query parameters where there are none (API-6).
pub fn no_parameters(query: &str) -> WebResult<()> {
    let unknown: Vec<FieldProblem> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
        .map(|pair| FieldProblem::new(pair.split('=').next().unwrap_or_default(), "unknown"))
        .collect();
    match unknown.is_empty() {
        true => Ok(()),
        false => Err(WebError::wrong_values(unknown)),
    }
}

/// Lists public petitions.
#[utoipa::path(
    get, path = "/petitions", tag = "petitions", operation_id = "listPetitions",
    params(
        ("q" = Option<String>, Query, description = "Words to look for, in Dutch or English"),
        ("state" = Option<String>, Query, description = "Only petitions in this state"),
        ("body" = Option<String>, Query, description = "Only petitions to the body of this slug"),
        ("area" = Option<String>, Query, description = "Only petitions about the area of this code"),
        ("instrument" = Option<String>, Query, description = "Only petitions under this rule set"),
        ("sort" = Option<String>, Query, description = "relevance, signatures, newest, closing or answered"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses((status = 200, body = PetitionList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn list(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), true, DEFAULT_LIMIT)?;
    let key = format!("api list {}", request.query_string());
    app.remembered(&request, key, move |app| {
        if query.asks_nothing() {
            return json(&PetitionList {
                items: Vec::new(),
                next: None,
            });
        }
        let found = app.house.store.read(|db| {
            let (sort, limit) = (query.sort, query.limit);
            Ok::<_, weerklank_acts::ActError>(weerklank_store::petitions::page(
                db,
                &query.filter,
                sort,
                query.after,
                limit,
            )?)
        })?;
        json(&PetitionList {
            items: found
                .items
                .iter()
                .map(|card| PetitionResource::of(app, card))
                .collect(),
            next: found.next.map(|cursor| encode_cursor(&cursor, query.sort)),
        })
    })
    .await
}

fn public_whole(app: &App, slug: &str) -> WebResult<Whole> {
    let whole = load(app, slug)?.ok_or(ErrorCode::NotFound)?;
    refuse_unseen(&whole.petition)?;
    Ok(whole)
}

/// One petition with its thread.
#[utoipa::path(
    get, path = "/petitions/{slug}", tag = "petitions", operation_id = "getPetition",
    params(("slug" = String, Path, description = "The petition's name in addresses")),
    responses(
        (status = 200, body = PetitionDetail),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 410, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn one(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let slug = slug.into_inner();
    let key = format!("api petition {slug}");
    app.remembered(&request, key, move |app| {
        json(&PetitionDetail::of(app, &public_whole(app, &slug)?))
    })
    .await
}

/// The published count, at most a second old.
#[utoipa::path(
    get, path = "/petitions/{slug}/count", tag = "petitions", operation_id = "getPetitionCount",
    params(("slug" = String, Path, description = "The petition's name in addresses")),
    responses(
        (status = 200, body = CountResource),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 410, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn count(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let slug = slug.into_inner();
    let key = format!("api count {slug}");
    app.remembered(&request, key, move |app| {
        let petition = super::sign::public_petition(app, &slug)?;
        json(&CountResource {
            signature_count: petition.count.total(),
        })
    })
    .await
}

/// A JSON body of limited size.
pub struct JsonBody<T>(T);

impl<T> JsonBody<T> {
    /// What was sent.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T: serde::de::DeserializeOwned + 'static> FromRequest for JsonBody<T> {
    type Error = WebError;
    type Future = std::pin::Pin<Box<dyn Future<Output = WebResult<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut actix_web::dev::Payload) -> Self::Future {
        let media = media_type(request);
        let body = limited_body(request, payload);
        Box::pin(async move {
            if media != "application/json" {
                return Err(ErrorCode::UnsupportedMediaType.into());
            }
            serde_json::from_slice(&body.await?)
                .map(Self)
                .map_err(WebError::bad_request)
        })
    }
}

/// Begins a signature; its owner confirms it by mail.
#[utoipa::path(
    post, path = "/petitions/{slug}/signatures", tag = "petitions", operation_id = "signPetition",
    params(("slug" = String, Path, description = "The petition's name in addresses")),
    request_body = NewSignature,
    responses(
        (status = 202, body = SignatureTaken),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The petition takes no signatures now", body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn create(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
    body: JsonBody<NewSignature>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let given = body.0;
    let values = SignValues {
        name: given.name,
        email: given.email,
        postcode: given.postcode,
        show_name: given.show_name,
        keep_informed: given.keep_informed,
    };
    let signing = values.parse(visitor.language, "api").map_err(|problems| {
        WebError::wrong_values(problems.iter().map(FieldProblem::from).collect())
    })?;
    match sign(&app, &request, &slug, signing).await {
        Ok(handle) => {
            let page = format!(
                "{}/petitions/{}/signed/{handle}",
                app.base_url,
                percent_encoded(&slug)
            );
            Ok(HttpResponse::Accepted()
                .insert_header((CACHE_CONTROL, "no-store"))
                .json(SignatureTaken {
                    next: "check_mail",
                    code_url: page,
                }))
        }
        Err(Refused::Window(reason)) => Err(WebError {
            fields: vec![FieldProblem::new("petition", reason_code(reason))],
            ..ErrorCode::Conflict.into()
        }),
        Err(Refused::Web(error)) => Err(error),
    }
}
