//! `/api/v1/votes` and `/api/v1/agreement`: every vote, by the record that stands; how often factions stood on
//! the same side.

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
use weerklank_acts::council::{
    PublicVote, VotePlace, agreement_in, every_public_vote, only_open, public_vote, public_votes,
    side_of,
};
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::{Choice, Compared, Position};
use weerklank_store::council::{HandsOfFaction, council_bodies, factions};

/// Numbers of a vote.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct VoteCounts {
    /// For it.
    #[serde(rename = "for")]
    pub for_it: u32,
    /// Against it.
    pub against: u32,
    /// Neither.
    pub abstain: u32,
    /// Not there; why is not kept.
    pub absent: u32,
    /// Had to keep out of it.
    pub recused: u32,
}

/// A faction in a vote.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct VoteGroup {
    /// The slug of the faction; null for members on their own.
    pub faction: Option<String>,
    /// Its short name.
    pub name: Option<String>,
    /// `for`, `against`, `abstain` or `divided`; null where nobody of it voted.
    pub position: Option<&'static str>,
    /// Its numbers.
    pub counts: VoteCounts,
    /// Whether it said afterwards that it had meant the opposite; the result stands.
    pub mistake: bool,
}

/// What a member did, where that is known.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MemberVote {
    /// The slug of the member.
    pub member: String,
    /// The name.
    pub name: String,
    /// The slug of the faction at that moment.
    pub faction: Option<String>,
    /// `for`, `against`, `abstain`, `recused` or `absent`.
    pub choice: &'static str,
    /// What the member said afterwards to have meant.
    pub meant: Option<&'static str>,
}

/// The ballots of a candidate.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CandidateBallots {
    /// The name.
    pub candidate: String,
    /// Ballots.
    pub votes: u32,
    /// Whether the lot or the chair chose this one.
    pub chosen: bool,
}

/// A vote.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VoteResource {
    /// Its number for people: S26-0004.
    pub id: String,
    /// The day.
    pub date: String,
    /// When it was taken (UTC); the first moment of the day where the hour is not known.
    pub taken_at: String,
    /// The body.
    pub body: BodyResource,
    /// What was voted on, in `language`.
    pub title: String,
    /// BCP 47 tag of the title.
    pub language: &'static str,
    /// The proposal, by its number.
    pub proposal: Option<String>,
    /// The meeting, by its number.
    pub meeting: String,
    /// `without_vote`, `hands`, `roll_call`, `electronic` or `secret`; null where a source does not say.
    pub method: Option<&'static str>,
    /// What the result rests on: `by_name`, `per_faction`, `without_vote`, `secret` or `totals`. Only `by_name`
    /// says what one member did.
    pub basis: String,
    /// What follows from the rules of the body; null where they are not known here.
    pub outcome: Option<&'static str>,
    /// What the chair announced, where that is something else, or what another source states.
    pub stated_result: Option<&'static str>,
    /// The rules and their version: `nl_council/1`.
    pub rule_set: Option<String>,
    /// Numbers; null where nothing was counted.
    pub counts: Option<VoteCounts>,
    /// Numbers by faction.
    pub groups: Vec<VoteGroup>,
    /// Whether every member who held a seat is accounted for.
    pub complete: bool,
    /// 1 for what was published first; a correction is another version.
    pub version: i32,
    /// Why the version before was wrong.
    pub correction: Option<String>,
}

/// A vote with what each member did.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VoteDetail {
    #[serde(flatten)]
    pub(super) vote: VoteResource,
    /// What each member did; empty where nobody knows.
    pub votes: Vec<MemberVote>,
    /// Of a secret vote: the ballots of each candidate.
    pub ballots: Vec<CandidateBallots>,
}

/// A page of votes.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct VoteList {
    /// The votes, the newest first.
    pub items: Vec<VoteResource>,
    /// What to give as `cursor` for the next page; null on the last one.
    pub next: Option<String>,
}

/// How often two factions stood on the same side, by votes as they were cast.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgreementResource {
    /// The slug of one faction.
    pub a: String,
    /// Its short name.
    pub a_name: String,
    /// The slug of the other.
    pub b: String,
    /// Its short name.
    pub b_name: String,
    /// Votes in which both stood on a side as a whole.
    pub shared: u32,
    /// On the same side.
    pub same: u32,
    /// How many of the shared ones were by name; the others were a show of hands.
    pub by_name: u32,
    /// In hundredths; null where they share too few.
    pub percentage: Option<u32>,
}

/// Agreement of every pair.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AgreementList {
    /// The pairs.
    pub items: Vec<AgreementResource>,
    /// `contested` or `all`.
    pub compared: &'static str,
    /// Null: the list is whole.
    pub next: Option<String>,
}

fn encode_place(place: VotePlace) -> String {
    let kind = if place.is_stated { "s" } else { "c" };
    format!("{kind}{}", encode(place.at, place.id))
}

fn decode_place(text: &str) -> Option<VotePlace> {
    let is_stated = text.starts_with('s');
    let (at, id) = decode(text.strip_prefix(['s', 'c'])?)?;
    Some(VotePlace { at, is_stated, id })
}

/// Lists votes.
#[utoipa::path(
    get, path = "/votes", tag = "council", operation_id = "listVotes",
    params(
        ("body" = Option<String>, Query, description = "Only votes of the body of this slug"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses((status = 200, body = VoteList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn list(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), &["body", "cursor", "limit"])?;
    let after = match &query.cursor {
        Some(cursor) => {
            Some(decode_place(cursor).ok_or_else(|| refused("cursor", "unknown_value"))?)
        }
        None => None,
    };
    let key = format!("api votes {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let store = &app.house.store;
        let bodies = store.read(|db| Ok::<_, ActError>(council_bodies(db)?))?;
        let body_id = body_named(&bodies, query.body.as_deref())?;
        let (found, next) = store.read_at_once(|db| {
            let mut found = public_votes(db, body_id, after, query.limit + 1)?;
            let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
            let has_more = found.len() > limit;
            found.truncate(limit);
            let next = found.last().filter(|_| has_more).map(|last| last.place);
            Ok::<_, ActError>((only_open(db, found)?, next))
        })?;
        json(&VoteList {
            items: found.iter().map(VoteResource::of).collect(),
            next: next.map(encode_place),
        })
    })
    .await
}

/// Answers one vote.
#[utoipa::path(
    get, path = "/votes/{id}", tag = "council", operation_id = "getVote",
    params(("id" = String, Path, description = "The number for people: S26-0004")),
    responses((status = 200, body = VoteDetail), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub async fn one(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    id: web::Path<String>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let id = id.into_inner();
    let key = format!("api vote {id}");
    app.remembered(&request, key, move |app| {
        let found = app.house.store.read_at_once(|db| public_vote(db, &id))?;
        json(&VoteDetail::of(&found.ok_or(ErrorCode::NotFound)?))
    })
    .await
}

/// Tells how often the factions of a body stood on the same side.
#[utoipa::path(
    get, path = "/agreement", tag = "council", operation_id = "getAgreement",
    params(
        ("body" = Option<String>, Query, description = "The body of this slug; the first one that decides unless said"),
        ("compare" = Option<String>, Query, description = "`contested`, unless said: votes in which not all stood on one side; or `all`"),
    ),
    responses((status = 200, body = AgreementList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn agreed(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), &["body", "compare"])?;
    let key = format!("api agreement {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let store = &app.house.store;
        let bodies = store.read(|db| Ok::<_, ActError>(council_bodies(db)?))?;
        let named = body_named(&bodies, query.body.as_deref())?;
        let body_id = named.or(bodies.first().map(|body| body.id));
        let (known, votes) = store.read_at_once(|db| {
            let votes = match body_id {
                Some(_) => every_public_vote(db, body_id)?,
                None => Vec::new(),
            };
            Ok::<_, ActError>((factions(db, body_id)?, votes))
        })?;
        let is_all = query.compare.as_deref() == Some("all");
        let compared = if is_all {
            Compared::All
        } else {
            Compared::Contested
        };
        let name = |id: i64| {
            let found = known.iter().find(|faction| faction.id == id);
            found.map_or_else(Default::default, |one| {
                (one.slug.clone(), one.text.short_name.clone())
            })
        };
        let items = agreement_in(&votes, compared)
            .into_iter()
            .map(|((a, b), of)| {
                let ((a, a_name), (b, b_name)) = (name(a.0), name(b.0));
                AgreementResource {
                    a,
                    a_name,
                    b,
                    b_name,
                    shared: of.shared,
                    same: of.same,
                    by_name: of.by_name,
                    percentage: of.percentage(),
                }
            })
            .collect();
        json(&AgreementList {
            items,
            compared: if is_all { "all" } else { "contested" },
            next: None,
        })
    })
    .await
}

impl VoteResource {
    fn of(vote: &PublicVote) -> Self {
        let computed = vote.computed.as_ref();
        let counts = vote.counts.map(|of| VoteCounts {
            for_it: of.for_it,
            against: of.against,
            abstain: of.abstained,
            absent: of.absent,
            recused: of.recused,
        });
        Self {
            id: vote.reference.clone(),
            date: day_of(vote.place.at).to_string(),
            taken_at: rfc3339(vote.place.at),
            body: BodyResource {
                slug: vote.body.0.clone(),
                name: vote.body.1.clone(),
            },
            title: vote.title.clone(),
            language: vote.language.code(),
            proposal: vote
                .proposal
                .as_ref()
                .map(|(_, reference)| reference.clone()),
            meeting: vote.meeting.clone(),
            method: vote.method.map(weerklank_domain::council::Method::code),
            basis: vote.basis.clone(),
            outcome: computed.map(|of| of.outcome),
            stated_result: vote.stated,
            rule_set: computed.map(|of| format!("{}/{}", of.rule_set.0, of.rule_set.1)),
            counts,
            groups: vote.groups.iter().map(VoteGroup::of).collect(),
            complete: vote.is_complete(),
            version: computed.map_or(1, |of| of.version.0),
            correction: computed.and_then(|of| of.version.1.clone()),
        }
    }
}

impl VoteGroup {
    fn of(group: &HandsOfFaction) -> Self {
        let position = side_of(group).map(|side| match side {
            Position::For => "for",
            Position::Against => "against",
            Position::Abstain => "abstain",
            Position::Divided => "divided",
        });
        let (slug, name) = match &group.faction {
            Some((_, slug, name)) => (Some(slug.clone()), Some(name.clone())),
            None => (None, None),
        };
        Self {
            faction: slug,
            name,
            position,
            counts: VoteCounts {
                for_it: group.for_it,
                against: group.against,
                abstain: group.abstained,
                absent: group.absent,
                recused: group.recused,
            },
            mistake: group.is_mistake,
        }
    }
}

impl VoteDetail {
    pub(super) fn of(vote: &PublicVote) -> Self {
        let ballots = vote.ballots.as_ref().map(|(_, all)| all.as_slice());
        Self {
            vote: VoteResource::of(vote),
            votes: vote
                .choices
                .iter()
                .map(|one| MemberVote {
                    member: one.member.1.clone(),
                    name: one.member.2.clone(),
                    faction: one.faction.as_ref().map(|(_, slug, _)| slug.clone()),
                    choice: one.choice.code(),
                    meant: one.meant.map(Choice::code),
                })
                .collect(),
            ballots: ballots
                .unwrap_or_default()
                .iter()
                .map(|one| CandidateBallots {
                    candidate: one.candidate.clone(),
                    votes: one.votes,
                    chosen: one.is_chosen,
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_row() {
        let place = VotePlace {
            at: "2026-03-02T12:00:00Z".parse().unwrap(),
            is_stated: true,
            id: 7,
        };
        assert_eq!(decode_place(&encode_place(place)), Some(place));
        for wrong in ["", "s", "x1.2", "1.2"] {
            assert_eq!(decode_place(wrong), None, "{wrong}");
        }
    }
}
