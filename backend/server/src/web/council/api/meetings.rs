//! `/api/v1/council/meetings`: before the summons day and place only (NL-27), of closed items title and
//! times (NL-24).

use super::people::body_named;
use super::query::{read, refused};
use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::keyset::{decode, encode};
use crate::web::petitions::api::resources::BodyResource;
use crate::web::petitions::api::{json, no_parameters};
use crate::web::petitions::card::rfc3339;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_store::Db;
use weerklank_store::council::{
    AttendanceRecord, ItemRecord, MeetingFilter, MeetingRecord, attendance, council_bodies, items,
    meeting, meetings, meetings_of_proposals, on_agenda,
};

/// A meeting in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeetingResource {
    /// Its number for people: V26-0012.
    pub reference: String,
    /// The body.
    pub body: BodyResource,
    /// What kind of meeting it is; empty for an ordinary one.
    pub title: String,
    /// BCP 47 tag of its texts.
    pub language: &'static str,
    /// `tentative`, `summoned`, `held`, `not_opened` or `cancelled`.
    pub state: &'static str,
    /// When it is planned to begin (UTC).
    pub planned_at: String,
    /// When it was opened (UTC).
    pub started_at: Option<String>,
    /// When it was closed (UTC).
    pub ended_at: Option<String>,
    /// When agenda and papers were published (UTC).
    pub summoned_at: Option<String>,
    /// Where.
    pub place: String,
    /// Its page.
    pub url: String,
}

/// A page of meetings.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MeetingList {
    /// The meetings, the last one first.
    pub items: Vec<MeetingResource>,
    /// What to give as `cursor` for the next page; null on the last one.
    pub next: Option<String>,
}

/// An item of an agenda.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ItemResource {
    /// 3.a
    pub number: String,
    /// How deep it lies; 0 is the top.
    pub level: usize,
    /// Its title.
    pub title: String,
    /// What it is about (Markdown).
    pub explanation: String,
    /// Whether it is to be adopted without debate.
    pub hamerstuk: bool,
    /// Whether it is dealt with behind closed doors: then only title and times are told.
    pub closed: bool,
    /// Whether it was dealt with.
    pub treated: bool,
    /// When it began (UTC).
    pub started_at: Option<String>,
    /// When it ended (UTC).
    pub ended_at: Option<String>,
    /// What was decided (Markdown).
    pub decision: String,
    /// The slug of its dossier.
    pub dossier: Option<String>,
    /// What is put to the vote on it, by reference.
    pub proposals: Vec<String>,
}

/// A line of a presence list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttendanceResource {
    /// The slug of the member.
    pub member: String,
    /// The name.
    pub name: String,
    /// `in_person` or `remote`.
    pub mode: &'static str,
    /// From when (UTC).
    pub from: String,
    /// Until when (UTC).
    pub until: Option<String>,
}

/// A meeting with its agenda.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeetingDetail {
    #[serde(flatten)]
    meeting: MeetingResource,
    /// Why it does not take place.
    pub cancel_reason: Option<String>,
    /// Its agenda.
    pub agenda: Vec<ItemResource>,
    /// Who was there.
    pub attendance: Vec<AttendanceResource>,
}

/// Lists meetings.
#[utoipa::path(
    get, path = "/council/meetings", tag = "council", operation_id = "listMeetings",
    params(
        ("body" = Option<String>, Query, description = "Only meetings of the body of this slug"),
        ("from" = Option<String>, Query, description = "Only from this day on"),
        ("until" = Option<String>, Query, description = "Only until this day"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses((status = 200, body = MeetingList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn list(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let query = read(
        request.query_string(),
        &["body", "from", "until", "cursor", "limit"],
    )?;
    let after = match &query.cursor {
        Some(cursor) => Some(decode(cursor).ok_or_else(|| refused("cursor", "unknown_value"))?),
        None => None,
    };
    let key = format!("api council meetings {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let store = &app.house.store;
        let bodies = store.read(|db| Ok::<_, ActError>(council_bodies(db)?))?;
        let filter = MeetingFilter {
            bodies: body_named(&bodies, query.body.as_deref())?.map(|body| vec![body]),
            from: query.from,
            before: query.before,
            soonest_first: false,
            after,
        };
        let mut found =
            store.read(|db| Ok::<_, ActError>(meetings(db, &filter, query.limit + 1)?))?;
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let has_more = found.len() > limit;
        found.truncate(limit);
        let last = found.last().filter(|_| has_more);
        json(&MeetingList {
            next: last.map(|one| encode(one.text.planned_at, one.id)),
            items: found
                .iter()
                .map(|one| MeetingResource::of(&app.base_url, one))
                .collect(),
        })
    })
    .await
}

/// Answers one meeting.
#[utoipa::path(
    get, path = "/council/meetings/{reference}", tag = "council", operation_id = "getMeeting",
    params(("reference" = String, Path, description = "The number for people: V26-0012")),
    responses((status = 200, body = MeetingDetail), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub async fn one(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let reference = reference.into_inner();
    let key = format!("api council meeting {reference}");
    app.remembered(&request, key, move |app| {
        let base_url = &app.base_url;
        let detail = app.house.store.read_at_once(|db| {
            let Some(meeting) = meeting(db, &reference)? else {
                return Ok::<_, ActError>(None);
            };
            Ok(Some(detail(db, base_url, &meeting)?))
        })?;
        json(&detail.ok_or(ErrorCode::NotFound)?)
    })
    .await
}

fn detail(db: &mut Db, base_url: &str, meeting: &MeetingRecord) -> Result<MeetingDetail, ActError> {
    let is_published = meeting.position.summons_delivered_at.is_some();
    let (mut agenda, mut attended) = (Vec::new(), Vec::new());
    if is_published {
        let placed = on_agenda(db, meeting.id)?;
        let ids: Vec<i64> = placed.iter().map(|one| one.proposal_id).collect();
        // Only what everybody may read has a reference here.
        let public = meetings_of_proposals(db, &ids)?;
        let references = super::proposals::references(db, &ids)?;
        for item in items(db, meeting.id)? {
            let on_item = placed.iter().filter(|one| one.item_id == item.id);
            let proposals = on_item
                .filter(|one| public.iter().any(|(id, ..)| *id == one.proposal_id))
                .filter_map(|one| references.get(&one.proposal_id).cloned())
                .collect();
            agenda.push(ItemResource::of(&item, proposals));
        }
        attended = attendance(db, meeting.id)?;
    }
    Ok(MeetingDetail {
        meeting: MeetingResource::of(base_url, meeting),
        cancel_reason: meeting.position.cancel_reason.clone(),
        agenda,
        attendance: attended.iter().map(AttendanceResource::of).collect(),
    })
}

impl MeetingResource {
    /// The resource of a meeting.
    pub fn of(base_url: &str, meeting: &MeetingRecord) -> Self {
        let (text, position) = (&meeting.text, &meeting.position);
        Self {
            reference: meeting.reference.clone(),
            body: BodyResource {
                slug: meeting.body.0.clone(),
                name: meeting.body.1.clone(),
            },
            title: text.title.clone(),
            language: text.language.code(),
            state: position.state.code(),
            planned_at: rfc3339(text.planned_at),
            started_at: position.started_at.map(rfc3339),
            ended_at: position.ended_at.map(rfc3339),
            summoned_at: position.summons_delivered_at.map(rfc3339),
            place: text.place.clone(),
            url: format!("{base_url}/council/meetings/{}", meeting.reference),
        }
    }
}

impl ItemResource {
    fn of(item: &ItemRecord, proposals: Vec<String>) -> Self {
        let text = &item.text;
        let told = |words: &str| {
            if text.closed {
                String::new()
            } else {
                words.to_owned()
            }
        };
        let dossier = item
            .dossier
            .as_ref()
            .filter(|(.., is_public)| *is_public && !text.closed);
        Self {
            number: item.number.clone(),
            level: item.level,
            title: text.title.clone(),
            explanation: told(&text.explanation),
            hamerstuk: text.hamerstuk,
            closed: text.closed,
            treated: item.treated,
            started_at: item.started_at.map(rfc3339),
            ended_at: item.ended_at.map(rfc3339),
            decision: told(&item.decision),
            dossier: dossier.map(|(slug, ..)| slug.clone()),
            proposals: if text.closed { Vec::new() } else { proposals },
        }
    }
}

impl AttendanceResource {
    fn of(line: &AttendanceRecord) -> Self {
        Self {
            member: line.member.1.clone(),
            name: line.member.2.clone(),
            mode: line.mode.code(),
            from: rfc3339(line.from_at),
            until: line.until_at.map(rfc3339),
        }
    }
}
