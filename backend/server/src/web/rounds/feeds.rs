//! `GET /calendar.ics`, `/rounds/{slug}/calendar.ics` and `/feeds/rounds.atom`: rounds for calendars
//! and feed readers.

use crate::web::app::App;
use crate::web::calendar::{Event, calendar};
use crate::web::council::feeds::meeting_events;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::feeds::{ATOM, ICS, content, legal_in_xml, said};
use crate::web::methods::read;
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::petitions::is_slug;
use weerklank_domain::rounds::RoundState;
use weerklank_store::rounds::{DatedRound, RoundRecord, dated, find, newest, running};

/// The most rounds of a calendar, and those that a feed looks at.
const MOST_ROUNDS: i64 = 200;
/// The most entries of a feed.
const MOST_ENTRIES: usize = 50;

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/calendar.ics",
            || web::get().to(all),
            || web::head().to(all),
        ))
        .service(read(
            "/rounds/{slug}/calendar.ics",
            || web::get().to(one),
            || web::head().to(one),
        ))
        .service(read(
            "/feeds/rounds.atom",
            || web::get().to(feed),
            || web::head().to(feed),
        ));
}

/// The calendar of the site: every round that is announced or open, and the meetings of the council.
async fn all(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let language = visitor.language;
    let key = format!("calendar {}", language.code());
    app.remembered(&request, key, move |app| {
        let now = app.house.clock.now();
        let rounds = app
            .house
            .store
            .read(|db| Ok::<_, ActError>(running(db, now, MOST_ROUNDS)?))?;
        let mut events = events_of(app, language, &rounds);
        events.extend(meeting_events(app, None)?);
        Ok(content(ICS, named(app, language, &events)))
    })
    .await
}

/// The calendar of one round that everybody can see.
async fn one(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    if !is_slug(&slug) {
        return Err(ErrorCode::NotFound.into());
    }
    let (language, slug) = (visitor.language, slug.into_inner());
    let key = format!("calendar {} {slug}", language.code());
    app.remembered(&request, key, move |app| {
        let found = app.house.store.read(|db| {
            let round = find(db, &slug)?.filter(RoundRecord::is_public);
            let round = round.filter(|round| !round.is_elsewhere());
            let id = round.ok_or(ActError::Missing)?.id;
            dated(db, id)?.ok_or(ActError::Missing)
        })?;
        let events = events_of(app, language, &[found]);
        Ok(content(ICS, named(app, language, &events)))
    })
    .await
}

/// The calendar of the site.
fn named(app: &App, language: Language, events: &[Event]) -> String {
    let site = app.site(language);
    calendar(
        &said(app, language, "calendar-round-name", &site.name),
        events,
    )
}

fn events_of(app: &App, language: Language, rounds: &[DatedRound]) -> Vec<Event> {
    let say = |key: &str, title: &str| said(app, language, key, title);
    let host = app.host();
    let mut events = Vec::new();
    for round in rounds {
        let moved = round.extensions.last();
        let told_at = round.announced_at.unwrap_or(round.created_at);
        let base = Event {
            uid: String::new(),
            at: told_at,
            changed_at: round.cancelled_at.unwrap_or(told_at),
            sequence: usize::from(round.cancelled_at.is_some()),
            summary: String::new(),
            url: format!("{}/rounds/{}", app.base_url, round.slug),
            is_cancelled: round.cancelled_at.is_some(),
        };
        events.extend(round.window.opens_at.map(|at| Event {
            uid: format!("{}-opens@{host}", round.slug),
            at,
            summary: say("calendar-round-opens", &round.title),
            ..base.clone()
        }));
        events.extend(round.window.closes_at.map(|at| Event {
            uid: format!("{}-closes@{host}", round.slug),
            at,
            changed_at: moved.map_or(base.changed_at, |moved| moved.at.max(base.changed_at)),
            sequence: base.sequence + round.extensions.len(),
            summary: say("calendar-round-closes", &round.title),
            ..base.clone()
        }));
    }
    events
}

/// The feed, as its template takes it.
#[derive(Serialize)]
struct Feed {
    lang: &'static str,
    site_name: String,
    base_url: String,
    self_url: String,
    updated: String,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    kind: &'static str,
    id: String,
    url: String,
    title: String,
    lang: &'static str,
    at: String,
    has_text: bool,
    text: String,
}

/// What happened to rounds, the newest first.
async fn feed(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let language = visitor.language;
    let key = format!("feed rounds {}", language.code());
    app.remembered(&request, key, move |app| {
        Ok(content(ATOM, build_feed(app, language)?))
    })
    .await
}

fn build_feed(app: &App, language: Language) -> WebResult<String> {
    let now = app.house.clock.now();
    let rounds = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(newest(db, MOST_ROUNDS)?))?;
    let mut happened: Vec<(DateTime<Utc>, Entry)> = rounds
        .iter()
        .flat_map(|round| happenings(round, &app.base_url, now))
        .collect();
    happened.sort_by(|one, other| (other.0, &other.1.id).cmp(&(one.0, &one.1.id)));
    happened.truncate(MOST_ENTRIES);
    // A feed tells when it was changed last; one without entries never was.
    let updated = happened.first().map_or(DateTime::UNIX_EPOCH, |(at, _)| *at);
    let feed = Feed {
        lang: language.code(),
        site_name: app.site(language).name.clone(),
        base_url: app.base_url.clone(),
        self_url: format!(
            "{}/feeds/rounds.atom?lang={}",
            app.base_url,
            language.code()
        ),
        updated: rfc3339(updated),
        entries: happened.into_iter().map(|(_, entry)| entry).collect(),
    };
    Ok(app.templates.html("pages/rounds/feed", language, &feed)?)
}

/// What happened to a round until now. Opening and closing are by the clock.
fn happenings(
    round: &DatedRound,
    base_url: &str,
    now: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, Entry)> {
    let until = round.cancelled_at.unwrap_or(now);
    let by_clock = |at: Option<DateTime<Utc>>| at.filter(|at| *at <= until);
    let has_opened = round.window.state != RoundState::Draft;
    let url = format!("{base_url}/rounds/{}", round.slug);
    let entry = |kind: &'static str, key: &str, at: DateTime<Utc>, text: &str| {
        let entry = Entry {
            kind,
            id: format!("{url}#{key}"),
            url: url.clone(),
            title: legal_in_xml(&round.title),
            lang: round.language.code(),
            at: rfc3339(at),
            has_text: !text.is_empty(),
            text: legal_in_xml(text),
        };
        (at, entry)
    };
    let mut found: Vec<(DateTime<Utc>, Entry)> = [
        ("announced", round.announced_at),
        (
            "opened",
            by_clock(round.window.opens_at).filter(|_| has_opened),
        ),
        (
            "closed",
            by_clock(round.window.closes_at).filter(|_| has_opened),
        ),
        ("answered", round.answered_at),
        ("cancelled", round.cancelled_at),
    ]
    .into_iter()
    .filter_map(|(kind, at)| Some(entry(kind, kind, at?, "")))
    .collect();
    for (number, extension) in (1..).zip(&round.extensions) {
        let key = format!("extended-{number}");
        found.push(entry("extended", &key, extension.at, &extension.reason));
    }
    found
}
