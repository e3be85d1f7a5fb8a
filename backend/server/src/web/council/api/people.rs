//! `/api/v1/council/bodies`, `/members` and `/factions`.

use super::query::{read, refused};
use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::petitions::api::{json, no_parameters};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::Roster;
use weerklank_store::Db;
use weerklank_store::council::{
    BodyRecord, FactionRecord, MembershipRecord, council_bodies, factions, member, memberships,
    memberships_of, roster,
};

/// A body that meets.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CouncilBodyResource {
    /// Its name in addresses.
    pub slug: String,
    /// Its Dutch name.
    pub name: String,
    /// Its English name.
    pub name_en: String,
    /// Whether it decides.
    pub decides: bool,
    /// The code of the rules by which it meets and votes.
    pub rule_set: Option<String>,
    /// Of how many members it consists by law today.
    pub statutory_seats: Option<u32>,
    /// How many hold a seat today.
    pub sitting: Option<u32>,
    /// Its calendar.
    pub calendar_url: String,
}

/// Bodies that meet.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CouncilBodyList {
    /// The bodies, those that decide first.
    pub items: Vec<CouncilBodyResource>,
    /// Null: the list is whole.
    pub next: Option<String>,
}

/// A faction.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FactionResource {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What lists call it.
    pub short_name: String,
    /// The slug of its body.
    pub body: String,
    /// Since when it is there: a year, a month or a day.
    pub founded: Option<String>,
    /// Until when.
    pub dissolved: Option<String>,
    /// The slug of the faction that it split off from.
    pub split_from: Option<String>,
    /// How many members it has today.
    pub members: usize,
    /// Its page.
    pub url: String,
}

/// Factions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FactionList {
    /// The factions, by name.
    pub items: Vec<FactionResource>,
    /// Null: the list is whole.
    pub next: Option<String>,
}

/// What somebody held, and when.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MembershipResource {
    /// The slug of the body.
    pub body: String,
    /// `member`, `chair`, `deputy_chair` or `citizen_member`.
    pub role: &'static str,
    /// The number of the seat.
    pub seat: Option<i32>,
    /// The slug of the faction.
    pub faction: Option<String>,
    /// From when: a year, a month or a day.
    pub from: Option<String>,
    /// Until when.
    pub until: Option<String>,
}

/// A member. Nothing of the private life of members is kept.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemberResource {
    /// The name in addresses.
    pub slug: String,
    /// The name.
    pub name: String,
    /// The name by which lists are sorted.
    pub sort_name: String,
    /// What the member holds and held.
    pub memberships: Vec<MembershipResource>,
    /// The page.
    pub url: String,
}

/// Members.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MemberList {
    /// Who sits in a body today, by name.
    pub items: Vec<MemberResource>,
    /// Null: the list is whole.
    pub next: Option<String>,
}

/// Lists the bodies that meet.
#[utoipa::path(
    get, path = "/council/bodies", tag = "council", operation_id = "listCouncilBodies",
    responses((status = 200, body = CouncilBodyList))
)]
pub async fn bodies(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    app.remembered(&request, "api council bodies".to_owned(), |app| {
        let today = day_of(app.house.clock.now());
        let items = app.house.store.read_at_once(|db| {
            let mut items = Vec::new();
            for body in council_bodies(db)? {
                let roster = roster(db, body.id, today)?.ok();
                items.push(CouncilBodyResource {
                    calendar_url: format!(
                        "{}/council/bodies/{}/calendar.ics",
                        app.base_url, body.slug
                    ),
                    slug: body.slug,
                    name: body.name_nl,
                    name_en: body.name_en,
                    decides: body.decides,
                    rule_set: body.rule_code,
                    statutory_seats: roster.as_ref().map(Roster::statutory),
                    sitting: roster.as_ref().map(Roster::sitting),
                });
            }
            Ok::<_, ActError>(items)
        })?;
        json(&CouncilBodyList { items, next: None })
    })
    .await
}

/// The body of a list that is narrowed to one.
///
/// # Errors
/// 400 for a body that does not meet.
pub fn body_named(bodies: &[BodyRecord], slug: Option<&str>) -> WebResult<Option<i64>> {
    let Some(slug) = slug else {
        return Ok(None);
    };
    let found = bodies.iter().find(|body| body.slug == slug);
    Ok(Some(
        found.ok_or_else(|| refused("body", "unknown_value"))?.id,
    ))
}

/// Lists the factions.
#[utoipa::path(
    get, path = "/council/factions", tag = "council", operation_id = "listFactions",
    params(("body" = Option<String>, Query, description = "Only factions of the body of this slug")),
    responses((status = 200, body = FactionList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn faction_list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), &["body"])?;
    let key = format!("api council factions {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let today = day_of(app.house.clock.now());
        let (bodies, known, held) = app.house.store.read_at_once(people)?;
        let only = body_named(&bodies, query.body.as_deref())?;
        let items = known
            .iter()
            .filter(|faction| only.is_none_or(|only| faction.body_id == only))
            .map(|faction| {
                let mut members: Vec<i64> = held
                    .iter()
                    .filter(|one| one.text.faction_id == Some(faction.id) && one.covers(today))
                    .map(|one| one.member.0)
                    .collect();
                members.sort_unstable();
                members.dedup();
                let split_from = known
                    .iter()
                    .find(|other| Some(other.id) == faction.text.split_from_id);
                FactionResource {
                    slug: faction.slug.clone(),
                    name: faction.text.name.clone(),
                    short_name: faction.text.short_name.clone(),
                    body: slug_of(&bodies, faction.body_id),
                    founded: faction.text.period.from.map(String::from),
                    dissolved: faction.text.period.until.map(String::from),
                    split_from: split_from.map(|other| other.slug.clone()),
                    members: members.len(),
                    url: format!("{}/council/factions/{}", app.base_url, faction.slug),
                }
            })
            .collect();
        json(&FactionList { items, next: None })
    })
    .await
}

type People = (Vec<BodyRecord>, Vec<FactionRecord>, Vec<MembershipRecord>);

/// Bodies, factions and memberships of all of them, by name of the member.
fn people(db: &mut Db) -> ActResult<People> {
    let bodies = council_bodies(db)?;
    let mut held = Vec::new();
    for body in &bodies {
        held.extend(memberships(db, body.id)?);
    }
    held.sort_by(|one, other| {
        (&one.member.3, one.member.0).cmp(&(&other.member.3, other.member.0))
    });
    Ok((bodies, factions(db, None)?, held))
}

fn slug_of(bodies: &[BodyRecord], id: i64) -> String {
    let found = bodies.iter().find(|body| body.id == id);
    found.map_or_else(String::new, |body| body.slug.clone())
}

/// Lists who sits in a body today.
#[utoipa::path(
    get, path = "/council/members", tag = "council", operation_id = "listMembers",
    params(
        ("body" = Option<String>, Query, description = "Only members of the body of this slug"),
        ("faction" = Option<String>, Query, description = "Only members of the faction of this slug"),
    ),
    responses((status = 200, body = MemberList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn member_list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), &["body", "faction"])?;
    let key = format!("api council members {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let today = day_of(app.house.clock.now());
        let (bodies, known, mut held) = app.house.store.read_at_once(people)?;
        let body = body_named(&bodies, query.body.as_deref())?;
        let faction = match &query.faction {
            Some(slug) => {
                let found = known.iter().find(|faction| faction.slug == *slug);
                Some(found.ok_or_else(|| refused("faction", "unknown_value"))?.id)
            }
            None => None,
        };
        held.retain(|one| {
            one.covers(today)
                && body.is_none_or(|body| one.body_id == body)
                && (faction.is_none() || one.text.faction_id == faction)
        });
        let items = held
            .chunk_by(|one, other| one.member.0 == other.member.0)
            .map(|of_one| MemberResource::of(&app.base_url, of_one, &bodies, &known))
            .collect();
        json(&MemberList { items, next: None })
    })
    .await
}

impl MemberResource {
    /// A member with what was held; there is at least one of it.
    fn of(
        base_url: &str,
        held: &[MembershipRecord],
        bodies: &[BodyRecord],
        known: &[FactionRecord],
    ) -> Self {
        let (slug, name, sort_name) = held.first().map_or_else(Default::default, |one| {
            (
                one.member.1.clone(),
                one.member.2.clone(),
                one.member.3.clone(),
            )
        });
        Self {
            url: format!("{base_url}/council/members/{slug}"),
            slug,
            name,
            sort_name,
            memberships: held
                .iter()
                .map(|one| MembershipResource::of(one, bodies, known))
                .collect(),
        }
    }
}

impl MembershipResource {
    fn of(one: &MembershipRecord, bodies: &[BodyRecord], known: &[FactionRecord]) -> Self {
        let faction = known.iter().find(|it| Some(it.id) == one.text.faction_id);
        Self {
            body: slug_of(bodies, one.body_id),
            role: one.text.role.code(),
            seat: one.seat,
            faction: faction.map(|faction| faction.slug.clone()),
            from: one.text.period.from.map(String::from),
            until: one.text.period.until.map(String::from),
        }
    }
}

/// Answers one member, with everything that was held.
#[utoipa::path(
    get, path = "/council/members/{slug}", tag = "council", operation_id = "getMember",
    params(("slug" = String, Path, description = "The name in addresses")),
    responses((status = 200, body = MemberResource), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub async fn one_member(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let slug = slug.into_inner();
    let key = format!("api council member {slug}");
    app.remembered(&request, key, move |app| {
        let (member, held, bodies, known) = app.house.store.read_at_once(|db| {
            let member = member(db, &slug)?.ok_or(ActError::Missing)?;
            let held = memberships_of(db, member.id)?;
            Ok::<_, ActError>((member, held, council_bodies(db)?, factions(db, None)?))
        })?;
        if held.is_empty() {
            return Err(ErrorCode::NotFound.into());
        }
        json(&MemberResource {
            slug: member.slug.clone(),
            name: member.name,
            sort_name: member.sort_name,
            ..MemberResource::of(&app.base_url, &held, &bodies, &known)
        })
    })
    .await
}
