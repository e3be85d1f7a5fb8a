//! `/council/calendar.ics`, `/council/bodies/{slug}/calendar.ics`, `/feeds/council.atom` and
//! `/feeds/council.json`: meetings for calendars, and what was decided for feed readers.

use crate::web::app::App;
use crate::web::calendar::{Event, calendar};
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::feeds::{ATOM, ICS, content, legal_in_xml, said};
use crate::web::memory::Content;
use crate::web::methods::read;
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, TimeDelta};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::council::{PublicVote, only_open, public_votes};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::Language;
use weerklank_domain::council::MeetingState;
use weerklank_store::council::{MeetingFilter, MeetingRecord, council_bodies, meetings};

/// The most meetings of a calendar, and entries of a feed.
const MOST_MEETINGS: i64 = 400;
const MOST_ENTRIES: i64 = 50;
/// Meetings stay in a calendar for so many days.
const KEPT_DAYS: i64 = 180;

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/council/calendar.ics",
            || web::get().to(all),
            || web::head().to(all),
        ))
        .service(read(
            "/council/bodies/{slug}/calendar.ics",
            || web::get().to(one),
            || web::head().to(one),
        ))
        .service(read(
            "/feeds/council.atom",
            || web::get().to(atom),
            || web::head().to(atom),
        ))
        .service(read(
            "/feeds/council.json",
            || web::get().to(json_feed),
            || web::head().to(json_feed),
        ));
}

/// The calendar of every body.
async fn all(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let language = visitor.language;
    let key = format!("council calendar {}", language.code());
    app.remembered(&request, key, move |app| {
        let events = meeting_events(app, None)?;
        let name = said(
            app,
            language,
            "calendar-council-name",
            &app.site(language).name,
        );
        Ok(content(ICS, calendar(&name, &events)))
    })
    .await
}

/// The calendar of one body.
async fn one(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let (language, slug) = (visitor.language, slug.into_inner());
    let key = format!("council calendar {} {slug}", language.code());
    app.remembered(&request, key, move |app| {
        let bodies = app
            .house
            .store
            .read(|db| Ok::<_, ActError>(council_bodies(db)?))?;
        let body = bodies.into_iter().find(|body| body.slug == slug);
        let body = body.ok_or(ErrorCode::NotFound)?;
        let events = meeting_events(app, Some(body.id))?;
        let name = match language {
            Language::Nl => body.name_nl,
            Language::En => body.name_en,
        };
        Ok(content(ICS, calendar(&name, &events)))
    })
    .await
}

/// Meetings as events, each in its own language: also for the calendar of the whole site.
///
/// # Errors
/// What the store says.
pub fn meeting_events(app: &App, body_id: Option<i64>) -> ActResult<Vec<Event>> {
    let filter = MeetingFilter {
        bodies: body_id.map(|id| vec![id]),
        from: Some(app.house.clock.now() - TimeDelta::days(KEPT_DAYS)),
        soonest_first: true,
        ..MeetingFilter::default()
    };
    let found = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(meetings(db, &filter, MOST_MEETINGS)?))?;
    Ok(found.iter().map(|meeting| event(app, meeting)).collect())
}

fn event(app: &App, meeting: &MeetingRecord) -> Event {
    let (text, position) = (&meeting.text, &meeting.position);
    let host = app.host();
    let body = meeting.body_name(text.language);
    let is_off = matches!(
        position.state,
        MeetingState::Cancelled | MeetingState::NotOpened
    );
    Event {
        uid: format!("{}@{host}", meeting.reference),
        at: text.planned_at,
        changed_at: position.summons_delivered_at.unwrap_or(text.planned_at),
        // Every change of a meeting counts.
        sequence: usize::try_from(meeting.revision).unwrap_or(0),
        summary: if text.title.is_empty() {
            body.to_owned()
        } else {
            format!("{body}: {}", text.title)
        },
        url: format!("{}/council/meetings/{}", app.base_url, meeting.reference),
        is_cancelled: is_off,
    }
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
    has_result: bool,
    /// The first part of the message, and the code of what came of it.
    words: &'static str,
    kind: &'static str,
    id: String,
    url: String,
    title: String,
    lang: &'static str,
    at: String,
}

fn newest(app: &App) -> ActResult<Vec<PublicVote>> {
    app.house.store.read_at_once(|db| {
        let found = public_votes(db, None, None, MOST_ENTRIES)?;
        only_open(db, found)
    })
}

fn entries(app: &App, votes: &[PublicVote]) -> Vec<Entry> {
    let entry = |vote: &PublicVote| {
        let outcome = vote.computed.as_ref().map(|of| of.outcome);
        let url = format!("{}/council/votes/{}", app.base_url, vote.reference);
        Entry {
            has_result: outcome.or(vote.stated).is_some(),
            words: if outcome.is_some() {
                "vote-outcome"
            } else {
                "vote-said"
            },
            kind: outcome.or(vote.stated).unwrap_or_default(),
            id: url.clone(),
            url: match &vote.proposal {
                Some((_, reference)) => format!("{}/council/proposals/{reference}", app.base_url),
                None => format!("{}/council/meetings/{}", app.base_url, vote.meeting),
            },
            title: legal_in_xml(&vote.title),
            lang: vote.language.code(),
            at: rfc3339(vote.place.at),
        }
    };
    votes.iter().map(entry).collect()
}

/// What was voted on, the newest first.
async fn atom(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let language = visitor.language;
    let key = format!("feed council {}", language.code());
    app.remembered(&request, key, move |app| {
        let votes = newest(app)?;
        let updated = votes
            .first()
            .map_or(DateTime::UNIX_EPOCH, |vote| vote.place.at);
        let feed = Feed {
            lang: language.code(),
            site_name: app.site(language).name.clone(),
            base_url: app.base_url.clone(),
            self_url: format!(
                "{}/feeds/council.atom?lang={}",
                app.base_url,
                language.code()
            ),
            updated: rfc3339(updated),
            entries: entries(app, &votes),
        };
        let text = app.templates.html("pages/council/feed", language, &feed)?;
        Ok(content(ATOM, text))
    })
    .await
}

/// The same as JSON Feed 1.1.
#[derive(Serialize)]
struct JsonFeed {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    language: &'static str,
    items: Vec<JsonItem>,
}

#[derive(Serialize)]
struct JsonItem {
    id: String,
    url: String,
    title: String,
    content_text: String,
    date_published: String,
    language: &'static str,
}

async fn json_feed(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let language = visitor.language;
    let key = format!("json feed council {}", language.code());
    app.remembered(&request, key, move |app| {
        let votes = newest(app)?;
        let items = entries(app, &votes).into_iter().map(|entry| JsonItem {
            content_text: if entry.has_result {
                let code = entry.kind.replace('_', "-");
                said(app, language, &format!("{}-{code}", entry.words), "")
            } else {
                entry.title.clone()
            },
            id: entry.id,
            url: entry.url,
            title: entry.title,
            date_published: entry.at,
            language: entry.lang,
        });
        let feed = JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title: said(
                app,
                language,
                "calendar-council-name",
                &app.site(language).name,
            ),
            home_page_url: format!("{}/council", app.base_url),
            feed_url: format!(
                "{}/feeds/council.json?lang={}",
                app.base_url,
                language.code()
            ),
            language: language.code(),
            items: items.collect(),
        };
        let body = serde_json::to_string(&feed).map_err(crate::web::errors::WebError::internal)?;
        Ok(Content {
            content_type: "application/feed+json",
            ..Content::json(body)
        })
    })
    .await
}
