//! `/ori/v2/…`: meetings, agendas, proposals, votes and factions in the words of Open Raadsinformatie 2.0,
//! to be read. Recused members are told as `onthouden`, and numbers of factions as one word: that is all
//! which that standard has; the API and the Popolo bundle say more.

use super::api::query::{CouncilQuery, read as read_query};
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::methods::read;
use crate::web::petitions::api::{json, no_parameters};
use crate::web::petitions::card::rfc3339;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use serde_json::{Value, json as object};
use std::sync::Arc;
use weerklank_acts::council::{PublicVote, every_public_vote, side_of};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::council::{Choice, MeetingState, Method, Position, ProposalKind};
use weerklank_store::Db;
use weerklank_store::council::{
    ItemRecord, MeetingFilter, MeetingRecord, ProposalFilter, ProposalRecord, attendance,
    council_bodies, factions, items, meeting, meetings, memberships, movers, proposals,
};

/// So many are answered at once.
const MOST: i64 = 500;

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/ori/v2/vergaderingen",
            || web::get().to(vergaderingen),
            || web::head().to(vergaderingen),
        ))
        .service(read(
            "/ori/v2/vergaderingen/{reference}",
            || web::get().to(vergadering),
            || web::head().to(vergadering),
        ))
        .service(read(
            "/ori/v2/informatieobjecten",
            || web::get().to(informatieobjecten),
            || web::head().to(informatieobjecten),
        ))
        .service(read(
            "/ori/v2/stemmingen",
            || web::get().to(stemmingen),
            || web::head().to(stemmingen),
        ))
        .service(read(
            "/ori/v2/fracties",
            || web::get().to(fracties),
            || web::head().to(fracties),
        ));
}

/// A list in that standard.
#[derive(Serialize)]
struct List {
    aantal: usize,
    resultaten: Vec<Value>,
}

fn list(resultaten: Vec<Value>) -> WebResult<crate::web::memory::Content> {
    json(&List {
        aantal: resultaten.len(),
        resultaten,
    })
}

fn filter(query: &CouncilQuery) -> MeetingFilter {
    MeetingFilter {
        from: query.from,
        before: query.before,
        ..MeetingFilter::default()
    }
}

/// Lists meetings; `gewijzigdSinds` leaves out those that were summoned, held and cancelled before it.
async fn vergaderingen(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let (since, rest) = changed_since(request.query_string())?;
    let query = read_query(&rest, &["from", "until"])?;
    let key = format!("ori vergaderingen {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let filter = filter(&query);
        let store = &app.house.store;
        let found = store.read(|db| Ok::<_, ActError>(meetings(db, &filter, MOST)?))?;
        let all = found
            .iter()
            .filter(|one| since.is_none_or(|since| changed_at(one) >= since));
        list(all.map(|one| meeting_object(&app.base_url, one)).collect())
    })
    .await
}

/// Takes `gewijzigdSinds` out of a query: an RFC 3339 moment.
fn changed_since(query: &str) -> WebResult<(Option<chrono::DateTime<chrono::Utc>>, String)> {
    let (mut since, mut rest) = (None, Vec::new());
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let Some(value) = pair.strip_prefix("gewijzigdSinds=") else {
            rest.push(pair);
            continue;
        };
        let value = value.replace("%3A", ":").replace("%2B", "+");
        let read = chrono::DateTime::parse_from_rfc3339(&value);
        let wrong = || super::api::query::refused("gewijzigdSinds", "unknown_value");
        since = Some(read.map_err(|_| wrong())?.to_utc());
    }
    Ok((since, rest.join("&")))
}

/// The last moment at which something of a meeting is known to have changed.
fn changed_at(meeting: &MeetingRecord) -> chrono::DateTime<chrono::Utc> {
    let position = &meeting.position;
    let steps = [
        position.summons_delivered_at,
        position.started_at,
        position.ended_at,
    ];
    steps
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(meeting.text.planned_at)
}

fn meeting_object(base_url: &str, meeting: &MeetingRecord) -> Value {
    let (text, position) = (&meeting.text, &meeting.position);
    let status = match position.state {
        MeetingState::Tentative | MeetingState::Summoned => "gepland",
        MeetingState::Held => "gehouden",
        MeetingState::NotOpened | MeetingState::Cancelled => "geannuleerd",
    };
    object!({
        "pid": meeting.reference,
        "naam": text.title,
        "geplandeVergaderdatum": rfc3339(text.planned_at),
        "aanvangVergadering": position.started_at.map(rfc3339),
        "eindeVergadering": position.ended_at.map(rfc3339),
        "vergaderstatus": status,
        "locatie": text.place,
        "georganiseerdDoorGremium": { "pid": meeting.body.0, "gremiumnaam": meeting.body.1 },
        "wijzigingsdatum": rfc3339(changed_at(meeting)),
        "weblocatie": format!("{base_url}/council/meetings/{}", meeting.reference),
    })
}

/// Answers a meeting with its agenda and those who were there.
async fn vergadering(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let reference = reference.into_inner();
    let key = format!("ori vergadering {reference}");
    app.remembered(&request, key, move |app| {
        let base_url = &app.base_url;
        let found = app
            .house
            .store
            .read_at_once(|db| whole_meeting(db, base_url, &reference))?;
        json(&found.ok_or(ErrorCode::NotFound)?)
    })
    .await
}

fn whole_meeting(db: &mut Db, base_url: &str, reference: &str) -> ActResult<Option<Value>> {
    let Some(meeting) = meeting(db, reference)? else {
        return Ok(None);
    };
    let mut whole = meeting_object(base_url, &meeting);
    // Before the summons nothing but day and place is told.
    if meeting.position.summons_delivered_at.is_some() {
        let agenda = items(db, meeting.id)?;
        let there = attendance(db, meeting.id)?;
        whole["agendapunten"] = agenda
            .iter()
            .map(|item| item_object(item, &agenda))
            .collect();
        whole["aanwezigeDeelnemers"] = there
            .iter()
            .map(|line| {
                object!({
                    "natuurlijkPersoon": { "pid": line.member.1, "naam": line.member.2 },
                    "aanvangAanwezigheid": rfc3339(line.from_at),
                    "eindeAanwezigheid": line.until_at.map(rfc3339),
                })
            })
            .collect();
    }
    Ok(Some(whole))
}

fn item_object(item: &ItemRecord, agenda: &[ItemRecord]) -> Value {
    let parent = agenda
        .iter()
        .find(|one| Some(one.id) == item.text.parent_id);
    let told = |text: &str| (!item.text.closed && !text.is_empty()).then(|| text.to_owned());
    object!({
        "agendapuntTitel": item.text.title,
        "agendapuntvolgnummer": item.number,
        "hoofdagendapunt": parent.map(|parent| parent.number.clone()),
        "agendapuntOmschrijving": told(&item.text.explanation),
        "indicatieHamerstuk": item.text.hamerstuk,
        "indicatorBehandeld": item.treated,
        "indicatorBesloten": item.text.closed,
        "starttijd": item.started_at.map(rfc3339),
        "eindtijd": item.ended_at.map(rfc3339),
        "besluittoelichting": told(&item.decision),
    })
}

/// Lists what was proposed, the newest first.
async fn informatieobjecten(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    app.remembered(&request, "ori informatieobjecten".to_owned(), |app| {
        let base_url = &app.base_url;
        let all = app.house.store.read_at_once(|db| {
            let filter = ProposalFilter {
                is_public: true,
                ..ProposalFilter::default()
            };
            let found = proposals(db, &filter, MOST)?;
            let ids: Vec<i64> = found.iter().map(|one| one.id).collect();
            let brought = movers(db, &ids)?;
            let of = |one: &ProposalRecord| {
                let mine = brought.iter().filter(|mover| mover.proposal_id == one.id);
                let names = mine.filter_map(|mover| {
                    let member = mover.member.as_ref().map(|(_, name)| name.clone());
                    let other = mover.faction.as_ref().or(mover.body.as_ref());
                    member.or_else(|| other.map(|(_, name)| name.clone()))
                });
                proposal_object(base_url, one, &names.collect::<Vec<_>>())
            };
            Ok::<_, ActError>(found.iter().map(of).collect())
        })?;
        list(all)
    })
    .await
}

fn proposal_object(base_url: &str, one: &ProposalRecord, names: &[String]) -> Value {
    let kind = match one.kind {
        ProposalKind::Motion => "motie",
        ProposalKind::Amendment => "amendement",
        ProposalKind::SubAmendment => "subamendement",
        ProposalKind::Proposal => "voorstel",
        ProposalKind::Appointment => "benoeming",
    };
    object!({
        "pid": one.reference,
        "informatieobjecttype": kind,
        "titel": one.text.title,
        "datum": one.text.submitted_on.to_string(),
        "indieners": names,
        "besluitresultaat": one.state.ori_result(),
        "weblocatie": format!("{base_url}/council/proposals/{}", one.reference),
    })
}

/// Lists votes, the newest first.
async fn stemmingen(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    app.remembered(&request, "ori stemmingen".to_owned(), |app| {
        let mut found = app
            .house
            .store
            .read_at_once(|db| every_public_vote(db, None))?;
        found.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
        list(found.iter().map(vote_object).collect())
    })
    .await
}

fn vote_object(vote: &PublicVote) -> Value {
    let kind = match vote.method {
        Some(Method::Secret) => Some("schriftelijk"),
        Some(Method::RollCall | Method::Electronic) => Some("hoofdelijk"),
        Some(Method::Hands | Method::WithoutVote) => Some("regulier"),
        None => None,
    };
    let result = vote.counts.map(|of| match of.for_it.cmp(&of.against) {
        std::cmp::Ordering::Greater => "voor",
        std::cmp::Ordering::Less => "tegen",
        std::cmp::Ordering::Equal => "gelijk",
    });
    let by_member = |choice: Choice| match choice {
        Choice::For => "voor",
        Choice::Against => "tegen",
        Choice::Absent => "afwezig",
        Choice::Abstain | Choice::Recused => "onthouden",
    };
    let ballots = vote.ballots.as_ref().map(|(_, all)| all.as_slice());
    object!({
        "pid": vote.reference,
        "vergadering": vote.meeting,
        "informatieobject": vote.proposal.as_ref().map(|(_, reference)| reference.clone()),
        "onderwerp": vote.title,
        "stemdatum": rfc3339(vote.place.at),
        "stemmingstype": kind,
        "resultaatMondelingeStemming": result,
        "stemmingOverPersonen": ballots.unwrap_or_default().iter().map(|one| object!({
            "naamKandidaat": one.candidate,
            "aantalUitgebrachteStemmen": one.votes,
        })).collect::<Vec<_>>(),
        "stemmen": vote.choices.iter().map(|one| object!({
            "deelnemer": one.member.1,
            "keuzeStemming": by_member(one.choice),
        })).collect::<Vec<_>>(),
        "stemresultaatPerFractie": vote.groups.iter().filter_map(|group| {
            let (_, slug, _) = group.faction.as_ref()?;
            let result = match side_of(group)? {
                Position::For => "aangenomen",
                Position::Against => "verworpen",
                Position::Abstain | Position::Divided => "verdeeld",
            };
            Some(object!({ "fractie": slug, "fractieStemresultaat": result }))
        }).collect::<Vec<_>>(),
    })
}

/// Lists factions with their members.
async fn fracties(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    app.remembered(&request, "ori fracties".to_owned(), |app| {
        let (known, held) = app.house.store.read_at_once(|db| {
            let mut held = Vec::new();
            for body in council_bodies(db)? {
                held.extend(memberships(db, body.id)?);
            }
            Ok::<_, ActError>((factions(db, None)?, held))
        })?;
        let of = |id: i64| {
            let mine = held.iter().filter(|one| one.text.faction_id == Some(id));
            mine.map(|one| {
                object!({
                    "natuurlijkPersoon": { "pid": one.member.1, "naam": one.member.2 },
                    "datumBegin": one.text.period.from.map(String::from),
                    "datumEinde": one.text.period.until.map(String::from),
                })
            })
            .collect::<Vec<_>>()
        };
        let all = known.iter().map(|faction| {
            object!({
                "pid": faction.slug,
                "fractienaam": faction.text.name,
                "datumBegin": faction.text.period.from.map(String::from),
                "datumEinde": faction.text.period.until.map(String::from),
                "fractieLidmaatschappen": of(faction.id),
            })
        });
        list(all.collect())
    })
    .await
}
