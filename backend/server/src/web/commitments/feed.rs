//! `GET /feeds/commitments.atom`: what happened to commitments, for feed readers.

use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::feeds::{ATOM, content, legal_in_xml};
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::DateTime;
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::text::plain_text;
use weerklank_store::commitments::{LatestStep, latest_steps};

/// The most entries of a feed.
const MOST_ENTRIES: i64 = 50;

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

/// Answers the feed, the newest first.
pub async fn feed(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let language = visitor.language;
    let key = format!("feed commitments {}", language.code());
    app.remembered(&request, key, move |app| {
        Ok(content(ATOM, build(app, language)?))
    })
    .await
}

fn build(app: &App, language: Language) -> WebResult<String> {
    let steps = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(latest_steps(db, MOST_ENTRIES)?))?;
    let updated = steps.first().map_or(DateTime::UNIX_EPOCH, |step| step.at);
    let feed = Feed {
        lang: language.code(),
        site_name: app.site(language).name.clone(),
        base_url: app.base_url.clone(),
        self_url: format!(
            "{}/feeds/commitments.atom?lang={}",
            app.base_url,
            language.code()
        ),
        updated: rfc3339(updated),
        entries: steps
            .iter()
            .map(|step| Entry::of(step, &app.base_url))
            .collect(),
    };
    Ok(app
        .templates
        .html("pages/commitments/feed", language, &feed)?)
}

impl Entry {
    fn of(step: &LatestStep, base_url: &str) -> Self {
        let url = format!("{base_url}/commitments/{}", step.commitment);
        Self {
            kind: step.kind.code(),
            id: format!("{url}#step-{}", step.number),
            url,
            title: legal_in_xml(&step.title),
            lang: step.language.code(),
            at: rfc3339(step.at),
            has_text: !step.reason.is_empty(),
            text: legal_in_xml(&plain_text(&step.reason)),
        }
    }
}
