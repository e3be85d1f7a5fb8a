//! `GET /moderation-log`: one line for each decision, and the figures of the last twelve months. No names,
//! and nobody's text.

use crate::web::app::App;
use crate::web::errors::{FieldProblem, WebError, WebResult};
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{Datelike, TimeDelta};
use serde::Serialize;
use std::sync::Arc;
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::moderation::median_of;
use weerklank_store::StoreError;
use weerklank_store::moderation::{LogCounters, LogLine, ModerationSubject, counters, log};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct LogPage {
    figures: Figures,
    lines: Vec<LineView>,
    is_empty: bool,
    is_first_page: bool,
    has_next: bool,
    next_url: String,
    years: Vec<YearLink>,
}

/// The figures of a term.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Figures {
    pub approved: i64,
    pub hidden: i64,
    pub limited: i64,
    pub warned: i64,
    pub suspended: i64,
    pub removed: i64,
    pub restored: i64,
    pub complaints: i64,
    pub has_complaints: bool,
    pub reversed: i64,
    pub reversed_share: i64,
    pub has_median: bool,
    pub median_hours: i32,
}

impl Figures {
    pub fn of(counted: &LogCounters) -> Self {
        let median = median_of(&counted.hours);
        let (complaints, reversed) = counted.reversed();
        Self {
            approved: counted.of(ModerationAction::Approve),
            hidden: counted.of(ModerationAction::Hide),
            limited: ModerationAction::ALL
                .iter()
                .filter(|action| action.is_limit())
                .map(|action| counted.of(*action))
                .sum(),
            warned: counted.of(ModerationAction::Warn),
            suspended: counted.of(ModerationAction::Suspend),
            removed: counted.of(ModerationAction::Remove),
            restored: counted.of(ModerationAction::Restore),
            complaints,
            has_complaints: complaints > 0,
            reversed,
            reversed_share: reversed * 100 / complaints.max(1),
            has_median: median.is_some(),
            median_hours: median.unwrap_or_default(),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
struct LineView {
    number: i64,
    at: String,
    kind: &'static str,
    has_round: bool,
    round_url: String,
    round_title: String,
    round_lang: String,
    action: &'static str,
    has_rule: bool,
    rule: &'static str,
    rule_version: i32,
    rule_url: String,
    source: &'static str,
    has_end: bool,
    ends_at: String,
}

#[derive(Debug, Clone, Serialize)]
struct YearLink {
    year: String,
    url: String,
}

/// What a line is about, as a code.
pub fn kind_of(line: &LogLine) -> &'static str {
    match line.subject {
        ModerationSubject::Input(_) => "input",
        ModerationSubject::Reply(_) => "reply",
        ModerationSubject::Petition(_) => "petition",
        ModerationSubject::Update(_) => "update",
    }
}

impl From<&LogLine> for LineView {
    fn from(line: &LogLine) -> Self {
        let (slug, title, lang) = line.round.clone().unwrap_or_default();
        Self {
            number: line.id,
            at: rfc3339(line.at),
            kind: kind_of(line),
            has_round: line.round.is_some(),
            round_url: format!("/rounds/{slug}"),
            round_title: title,
            round_lang: lang,
            action: line.action.code(),
            has_rule: line.rule.is_some(),
            rule: line.rule.map_or("", |rule| rule.0.code()),
            rule_version: line.rule.map_or(0, |rule| rule.1),
            rule_url: line
                .rule
                .map(|rule| format!("/house-rules/{}", rule.1))
                .unwrap_or_default(),
            source: line.source.code(),
            has_end: line.ends_at.is_some(),
            ends_at: rfc3339_or_empty(line.ends_at),
        }
    }
}

const PAGE_SIZE: usize = 50;
/// So many yearly reports are led to.
const YEARS: i32 = 3;

fn cursor(query: &str) -> WebResult<Option<i64>> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let mut before = None;
    for (name, value) in pairs {
        match (name.as_str(), value.parse::<i64>()) {
            ("lang", _) => {}
            ("before", Ok(id)) if id > 0 => before = Some(id),
            _ => {
                let problem = FieldProblem::new(&name, "unknown_value");
                return Err(WebError::wrong_values(vec![problem]));
            }
        }
    }
    Ok(before)
}

impl LogPage {
    fn of(found: &[LogLine], before: Option<i64>, counted: &LogCounters, year: i32) -> Self {
        let shown = &found[..found.len().min(PAGE_SIZE)];
        let next = shown.last().filter(|_| found.len() > PAGE_SIZE);
        Self {
            figures: Figures::of(counted),
            is_empty: shown.is_empty(),
            lines: shown.iter().map(LineView::from).collect(),
            is_first_page: before.is_none(),
            has_next: next.is_some(),
            next_url: next.map_or_else(String::new, |last| {
                format!("/moderation-log?before={}", last.id)
            }),
            years: (year - YEARS + 1..=year)
                .rev()
                .map(|year| YearLink {
                    year: year.to_string(),
                    url: format!("/moderation-log/{year}"),
                })
                .collect(),
        }
    }
}

/// Shows a page of the log.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let before = cursor(request.query_string())?;
    let language = visitor.language;
    let key = format!("moderation log {} {before:?}", language.code());
    app.remembered(&request, key, move |app| {
        let now = app.house.clock.now();
        let most = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
        let (found, counted) = app.house.store.read_at_once(|db| {
            let term = now - TimeDelta::days(365)..now + TimeDelta::seconds(1);
            Ok::<_, StoreError>((log(db, before, most)?, counters(db, &term)?))
        })?;
        let view = LogPage::of(&found, before, &counted, now.year());
        let html = render_page(app, language, "/moderation-log", "", &view)?;
        Ok(Content::html(html))
    })
    .await
}

impl PageView for LogPage {
    const TEMPLATE: &'static str = "pages/moderation/log";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use weerklank_domain::moderation::{DecisionSource, HouseRule};
        let lines: Vec<LogLine> = DecisionSource::ALL
            .iter()
            .cycle()
            .zip(ModerationAction::ALL)
            .zip(1..)
            .map(|((source, action), id)| LogLine {
                id,
                at: chrono::DateTime::UNIX_EPOCH,
                subject: match id % 4 {
                    0 => ModerationSubject::Input(id),
                    1 => ModerationSubject::Reply(id),
                    2 => ModerationSubject::Petition(id),
                    _ => ModerationSubject::Update(id),
                },
                round: (id % 2 == 1).then(|| {
                    ["plein", "Plein <b>der</b>", "nl"]
                        .map(str::to_owned)
                        .into()
                }),
                action: *action,
                rule: action.is_restriction().then_some((HouseRule::Insult, 1)),
                source: *source,
                hours: Some(3),
                ends_at: (action.ends() != weerklank_domain::inputs::Ends::Never)
                    .then_some(chrono::DateTime::UNIX_EPOCH),
            })
            .collect();
        let counted = LogCounters {
            actions: vec![(ModerationAction::Hide, 12)],
            reviews: vec![(ModerationAction::Keep, 3), (ModerationAction::Restore, 1)],
            hours: vec![(3, 2)],
            ..LogCounters::default()
        };
        let full = Self {
            has_next: true,
            next_url: "/moderation-log?before=1".to_owned(),
            ..Self::of(&lines, Some(4), &counted, 2026)
        };
        let empty = Self::of(&[], None, &LogCounters::default(), 2026);
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}
