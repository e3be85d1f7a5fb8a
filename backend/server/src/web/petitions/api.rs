//! `/api/v1/petitions`: reading, and signing.

use super::card::{rfc3339, shown_state};
use super::list_query::{encode_cursor, percent_encoded, read};
use super::show::{Whole, load};
use super::sign::{Refused, reason_code, sign};
use super::sign_form::SignValues;
use crate::web::app::App;
use crate::web::errors::{ErrorCode, FieldProblem, Problem, WebError, WebResult};
use crate::web::form::{limited_body, media_type};
use crate::web::memory::Content;
use crate::web::visitor::Visitor;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_domain::petitions::Visibility;
use weerklank_store::petitions::Card;

/// How many petitions on a page, unless said.
const DEFAULT_LIMIT: i64 = 20;

/// A body that receives petitions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BodyResource {
    /// Its name in addresses.
    slug: String,
    /// Its Dutch name.
    name: String,
}

/// A petition in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionResource {
    /// Its name in addresses.
    slug: String,
    /// Its title, in `language`.
    title: String,
    /// BCP 47 tag of its text.
    language: &'static str,
    /// `open`, `closed`, `handed_over`, `answered`, `refused`, `forwarded`, `withdrawn` or `joined`.
    state: &'static str,
    /// The published count.
    signature_count: i64,
    /// When it opened for signatures (UTC).
    opened_at: Option<String>,
    /// First moment at which it takes no signatures any more (UTC).
    closes_at: Option<String>,
    /// When it was answered (UTC).
    answered_at: Option<String>,
    /// The judgement of the answer.
    verdict: Option<&'static str>,
    /// The body that it is addressed to.
    body: BodyResource,
    /// Code of the rule set that it was filed under.
    instrument: String,
    /// Its page.
    url: String,
}

/// A page of petitions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PetitionList {
    /// The petitions.
    items: Vec<PetitionResource>,
    /// What to give as `cursor` for the next page; null on the last one.
    next: Option<String>,
}

/// The published count.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CountResource {
    /// Confirmed signatures, with sealed and imported tallies.
    signature_count: i64,
}

/// How many signatures come from one place.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlaceResource {
    /// `area`, `elsewhere`, `abroad`, `unknown`, `paper` or `remainder`.
    kind: &'static str,
    /// The area's name.
    name: Option<String>,
    /// How many; negative only for an imported remainder.
    signature_count: i64,
}

/// How many signatures one hour brought.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HourResource {
    /// The beginning of the hour (UTC).
    hour: String,
    /// How many.
    signature_count: i64,
}

/// A dated event of the thread.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EventResource {
    /// What happened, such as `opened`, `closed`, `handed_over` or `answered`.
    kind: &'static str,
    /// When (UTC).
    at: String,
    /// The ground of a refusal.
    code: Option<String>,
    /// What is said about it (Markdown).
    text: Option<String>,
    /// Where more of it stands.
    url: Option<String>,
}

/// A public answer.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerResource {
    /// 1, 2, 3 …
    version: i32,
    /// The judgement.
    verdict: &'static str,
    /// What was heard (Markdown).
    heard: String,
    /// The reasons (Markdown).
    reasons: String,
    /// What changes (Markdown); null says expressly that nothing does.
    change: Option<String>,
    /// Who is responsible.
    responsible: String,
    /// Who adopted it.
    adopted_by: String,
    /// When it was published (UTC).
    published_at: String,
}

/// A petition with its thread.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionDetail {
    #[serde(flatten)]
    petition: PetitionResource,
    /// Its number for people.
    reference: String,
    /// What the petitioner observes (Markdown).
    observation: String,
    /// What is asked (Markdown).
    request: String,
    /// Why (Markdown).
    explanation: String,
    /// The petitioner's name, by own choice.
    petitioner_name: Option<String>,
    /// Its address at the system that it was imported from.
    source_url: Option<String>,
    /// How many of the signatures another system counted.
    imported_signature_count: i64,
    /// The count by place; its sum is the published count.
    places: Vec<PlaceResource>,
    /// The count by hour, as far as the hour is known.
    hours: Vec<HourResource>,
    /// What happened, the oldest first.
    events: Vec<EventResource>,
    /// The answers, the newest version first.
    answers: Vec<AnswerResource>,
}

/// A signature to be begun.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewSignature {
    /// The name, at most 80 characters.
    #[serde(default)]
    name: String,
    /// The address that the confirmation is sent to.
    #[serde(default)]
    email: String,
    /// Postcode or place.
    #[serde(default)]
    postcode: String,
    /// Whether the name may be shown.
    #[serde(default)]
    show_name: bool,
    /// Whether news of this petition is wanted.
    #[serde(default)]
    keep_informed: bool,
}

/// What happens next. The same whether or not this mailbox signed before.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignatureTaken {
    /// Always `check_mail`: a mail was sent to whoever can sign with this address.
    next: &'static str,
    /// The page on which the code of the mail can be typed in.
    code_url: String,
}

impl PetitionResource {
    fn of(app: &App, card: &Card) -> Self {
        let state = shown_state(card.state, card.closes_at, app.house.clock.now());
        Self {
            url: format!("{}/petitions/{}", app.base_url, card.slug),
            slug: card.slug.clone(),
            title: card.title.clone(),
            language: card.language.code(),
            state: state.code(),
            signature_count: card.total,
            opened_at: card.opened_at.map(rfc3339),
            closes_at: card.closes_at.map(rfc3339),
            answered_at: card.answered_at.map(rfc3339),
            verdict: card.verdict.map(weerklank_domain::petitions::Verdict::code),
            body: BodyResource {
                slug: card.body.0.clone(),
                name: card.body.1.clone(),
            },
            instrument: card.instrument.clone(),
        }
    }
}

impl PetitionDetail {
    fn of(app: &App, whole: &Whole) -> Self {
        let petition = &whole.petition;
        let state = shown_state(petition.state, petition.closes_at, app.house.clock.now());
        Self {
            petition: PetitionResource {
                url: format!("{}/petitions/{}", app.base_url, petition.slug),
                slug: petition.slug.clone(),
                title: petition.title.clone(),
                language: petition.language.code(),
                state: state.code(),
                signature_count: petition.count.total(),
                opened_at: petition.opened_at.map(rfc3339),
                closes_at: petition.closes_at.map(rfc3339),
                answered_at: petition.answered_at.map(rfc3339),
                verdict: whole.answers.first().map(|answer| answer.verdict.code()),
                body: BodyResource {
                    slug: petition.body.0.clone(),
                    name: petition.body.1.clone(),
                },
                instrument: petition.instrument.clone(),
            },
            reference: petition.reference.clone(),
            observation: petition.observation.clone(),
            request: petition.request.clone(),
            explanation: petition.explanation.clone(),
            petitioner_name: petition.petitioner_name.clone(),
            source_url: petition.source_url.clone(),
            imported_signature_count: petition.count.imported,
            places: whole
                .places
                .iter()
                .map(|place| PlaceResource {
                    kind: place.kind.code(),
                    name: place.name.clone(),
                    signature_count: place.count,
                })
                .collect(),
            hours: whole
                .hours
                .iter()
                .map(|hour| HourResource {
                    hour: rfc3339(hour.hour),
                    signature_count: hour.count,
                })
                .collect(),
            events: whole
                .events
                .iter()
                .map(|event| EventResource {
                    kind: event.kind.code(),
                    at: rfc3339(event.at),
                    code: event.code.clone(),
                    text: event.text.clone(),
                    url: event.url.clone(),
                })
                .collect(),
            answers: whole
                .answers
                .iter()
                .map(|answer| AnswerResource {
                    version: answer.version,
                    verdict: answer.verdict.code(),
                    heard: answer.heard.clone(),
                    reasons: answer.reasons.clone(),
                    change: answer.change.clone(),
                    responsible: answer.responsible.clone(),
                    adopted_by: answer.adopted_by.clone(),
                    published_at: rfc3339(answer.published_at),
                })
                .collect(),
        }
    }
}

fn json(value: &impl Serialize) -> WebResult<Content> {
    serde_json::to_string(value)
        .map(Content::json)
        .map_err(WebError::internal)
}

/// Refuses query parameters where there are none (API-6).
pub fn no_parameters(query: &str) -> WebResult<()> {
    let unknown: Vec<FieldProblem> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
        .map(|pair| FieldProblem {
            field: pair
                .split('=')
                .next()
                .unwrap_or_default()
                .chars()
                .take(40)
                .collect(),
            code: "unknown".to_owned(),
        })
        .collect();
    match unknown.is_empty() {
        true => Ok(()),
        false => Err(WebError {
            fields: unknown,
            ..ErrorCode::BadRequest.into()
        }),
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
    app.memory
        .answer(&request, key, || {
            let app = Arc::clone(&app);
            async move {
                app.block(move |app| {
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
        })
        .await
}

fn public_whole(app: &App, slug: &str) -> WebResult<Whole> {
    let whole = load(app, slug)?.ok_or(ErrorCode::NotFound)?;
    match whole.petition.visibility() {
        Visibility::Public if whole.petition.is_public => Ok(whole),
        Visibility::Public | Visibility::Hidden => Err(ErrorCode::NotFound.into()),
        Visibility::Gone => Err(ErrorCode::Gone.into()),
    }
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
    app.memory
        .answer(&request, key, || {
            let app = Arc::clone(&app);
            async move {
                app.block(move |app| json(&PetitionDetail::of(app, &public_whole(app, &slug)?)))
                    .await
            }
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
    app.memory
        .answer(&request, key, || {
            let app = Arc::clone(&app);
            async move {
                app.block(move |app| {
                    let petition = super::sign::public_petition(app, &slug)?;
                    json(&CountResource {
                        signature_count: petition.count.total(),
                    })
                })
                .await
            }
        })
        .await
}

/// A JSON body of limited size.
pub struct JsonBody<T>(T);

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
    let problem = |field: &str, code: &str| FieldProblem {
        field: field.to_owned(),
        code: code.to_owned(),
    };
    let signing = values
        .parse(visitor.language, "api")
        .map_err(|problems| WebError {
            fields: problems
                .iter()
                .map(|wrong| problem(wrong.field, wrong.code))
                .collect(),
            ..ErrorCode::BadRequest.into()
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
            fields: vec![problem("petition", reason_code(reason))],
            ..ErrorCode::Conflict.into()
        }),
        Err(Refused::Web(error)) => Err(error),
    }
}
