//! `/api/v1/…/replies`: the replies below an input, a petition or a dossier.

use super::moved::{WayView, ways};
use super::place::Named;
use super::query::{encode, read};
use super::view::stub;
use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::memory::Content;
use crate::web::petitions::api::json;
use crate::web::petitions::card::rfc3339;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::replies::ThreadPlace;
use weerklank_domain::Language;
use weerklank_domain::inputs::ModerationState;
use weerklank_domain::replies::Stance;
use weerklank_store::moderation::limits_of_replies;
use weerklank_store::replies::{ReplyPage, ReplyRecord, find, find_thread, page};

/// Staff who replied as their body.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffVoiceResource {
    /// `clerk`, `moderator` or `policy_officer`.
    pub role: &'static str,
    /// The name of the body, in Dutch.
    pub body: String,
}

/// A reply. One that was deleted or hidden keeps its place without its text.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReplyResource {
    /// Its number within the thread.
    pub number: i64,
    /// How many replies it stands below.
    pub depth: i32,
    /// `shown`, `deleted`, `hidden` or `moved`.
    pub state: &'static str,
    /// BCP 47 tag of its text.
    pub language: &'static str,
    /// Where it is now, of one that was moved away; null where not everybody may read that.
    pub moved_to: Option<String>,
    /// Where it was, of one that was moved here.
    pub moved_from: Option<String>,
    /// Its text (Markdown); null unless it is shown.
    pub text: Option<String>,
    /// `for`, `against` or `neutral`, by choice.
    pub stance: Option<&'static str>,
    /// The name that its author shows.
    pub name: Option<String>,
    /// Staff who replied as their body.
    pub staff: Option<StaffVoiceResource>,
    /// The source of the fact that staff put right.
    pub correction_source: Option<String>,
    /// Whether staff put it on top.
    pub is_pinned: bool,
    /// Whether what it answered is gone.
    pub is_orphan: bool,
    /// When it was written (UTC).
    pub written_at: String,
    /// How many agree.
    pub agreed: i32,
    /// How many do not.
    pub disagreed: i32,
    /// How many replies it has.
    pub children: i32,
    /// How many stand below it.
    pub descendants: i32,
    /// Its page.
    pub url: String,
}

/// A page of replies.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ReplyList {
    /// The replies.
    pub items: Vec<ReplyResource>,
    /// What to give as `cursor` for the next page; null on the last one.
    pub next: Option<String>,
}

impl ReplyResource {
    fn of(app: &App, place: &ThreadPlace, reply: &ReplyRecord, way: Option<&WayView>) -> Self {
        let is_readable = reply.is_readable();
        let other_end = way.filter(|way| way.has_url);
        let other_end = other_end.map(|way| format!("{}{}", app.base_url, way.url));
        let is_away = reply.moved_id.is_some();
        let staff = reply.staff.as_ref().filter(|_| is_readable);
        Self {
            number: reply.number,
            depth: reply.depth,
            state: if is_readable { "shown" } else { stub(reply) },
            moved_to: other_end.clone().filter(|_| is_away),
            moved_from: other_end.filter(|_| !is_away),
            language: reply.language.code(),
            text: is_readable.then(|| reply.text.clone()),
            stance: reply.stance.filter(|_| is_readable).map(Stance::code),
            name: reply.display_name.clone().filter(|_| is_readable),
            staff: staff.map(|staff| StaffVoiceResource {
                role: staff.role.code(),
                body: staff.body_name(Language::Nl).to_owned(),
            }),
            correction_source: reply.source_url.clone().filter(|_| is_readable),
            is_pinned: is_readable && reply.is_pinned,
            is_orphan: reply.is_orphan,
            written_at: rfc3339(reply.written_at),
            agreed: reply.agreed,
            disagreed: reply.disagreed,
            children: reply.children,
            descendants: reply.descendants,
            url: format!("{}{}/{}", app.base_url, place.replies_url(), reply.number),
        }
    }
}

/// Lists the replies below an input.
#[utoipa::path(
    get, path = "/rounds/{slug}/inputs/{number}/replies", tag = "replies", operation_id = "listInputReplies",
    params(
        ("slug" = String, Path, description = "The round's name in addresses"),
        ("number" = i64, Path, description = "The number of the input within its round"),
        ("sort" = Option<String>, Query, description = "newest, oldest, most_replies or most_agreed; newest unless said"),
        ("parent" = Option<i64>, Query, description = "The replies to the reply of this number, not those that answer none"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses(
        (status = 200, body = ReplyList),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The law ordered the removal of the input; `removed` tells when, and the class of the reason", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn of_input(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    list(request, app).await
}

/// Lists the replies below a petition.
#[utoipa::path(
    get, path = "/petitions/{slug}/replies", tag = "replies", operation_id = "listPetitionReplies",
    params(
        ("slug" = String, Path, description = "The petition's name in addresses"),
        ("sort" = Option<String>, Query, description = "newest, oldest, most_replies or most_agreed; newest unless said"),
        ("parent" = Option<i64>, Query, description = "The replies to the reply of this number, not those that answer none"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses(
        (status = 200, body = ReplyList),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn of_petition(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
) -> WebResult<HttpResponse> {
    list(request, app).await
}

/// Lists the replies below a dossier.
#[utoipa::path(
    get, path = "/dossiers/{slug}/replies", tag = "replies", operation_id = "listDossierReplies",
    params(
        ("slug" = String, Path, description = "The dossier's name in addresses"),
        ("sort" = Option<String>, Query, description = "newest, oldest, most_replies or most_agreed; newest unless said"),
        ("parent" = Option<i64>, Query, description = "The replies to the reply of this number, not those that answer none"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses(
        (status = 200, body = ReplyList),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn of_dossier(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    list(request, app).await
}

async fn list(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), true)?;
    let named = Named::of(&request)?;
    let key = format!("api replies {} {}", request.path(), request.query_string());
    app.remembered(&request, key, move |app| {
        let now = app.house.clock.now();
        let found = app.house.store.read_at_once(|db| {
            let Some(place) = named.find(db, now)? else {
                let removed = named.tombstone(db)?;
                return Ok(removed.map(|stays| Err(WebError::removed(&stays))));
            };
            let thread = find_thread(db, place.subject)?.map(|thread| thread.id);
            let parent = match (thread, query.parent) {
                (_, None) => None,
                (None, Some(_)) => return Ok(None),
                (Some(thread), Some(number)) => {
                    let parent = find(db, thread, number)?;
                    match parent.filter(|parent| parent.is_shown) {
                        Some(parent) => Some(parent.id),
                        None => return Ok(None),
                    }
                }
            };
            let found = match thread {
                Some(thread) => page(db, thread, parent, query.sort, query.after, query.limit)?,
                None => ReplyPage::default(),
            };
            let shown: Vec<&ReplyRecord> = found.items.iter().collect();
            let limited: Vec<i64> = shown
                .iter()
                .filter(|one| one.moderation == ModerationState::Limited)
                .map(|one| one.id)
                .collect();
            let limited = limits_of_replies(db, &limited)?;
            let ways = ways(db, &shown, &limited, now)?;
            Ok::<_, ActError>(Some(Ok((place, found, ways))))
        })?;
        let (place, found, ways) = found.ok_or(ErrorCode::NotFound)??;
        answered(app, &place, &found, &ways)
    })
    .await
}

fn answered(
    app: &App,
    place: &ThreadPlace,
    found: &ReplyPage,
    ways: &HashMap<i64, WayView>,
) -> WebResult<Content> {
    json(&ReplyList {
        items: found
            .items
            .iter()
            .map(|reply| ReplyResource::of(app, place, reply, ways.get(&reply.id)))
            .collect(),
        next: found.next.map(encode),
    })
}
