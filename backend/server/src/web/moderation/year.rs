//! `GET /moderation-log/{year}`: the report of a year.

use super::log::Figures;
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;
use weerklank_domain::moderation::{DecisionSource, HouseRule};
use weerklank_store::moderation::{LogCounters, counters};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct YearPage {
    /// In words: a year is no amount.
    year: String,
    is_running: bool,
    figures: Figures,
    rules: Vec<CountView>,
    sources: Vec<CountView>,
}

#[derive(Debug, Clone, Serialize)]
struct CountView {
    code: &'static str,
    amount: i64,
}

impl YearPage {
    fn of(year: i32, is_running: bool, counted: &LogCounters) -> Self {
        let cited = |rule| {
            let found = counted.rules.iter().find(|(known, _)| *known == rule);
            found.map_or(0, |(_, amount)| *amount)
        };
        let brought = |source| {
            let found = counted.sources.iter().find(|(known, _)| *known == source);
            found.map_or(0, |(_, amount)| *amount)
        };
        Self {
            year: year.to_string(),
            is_running,
            figures: Figures::of(counted),
            rules: HouseRule::ALL
                .iter()
                .map(|rule| CountView {
                    code: rule.code(),
                    amount: cited(*rule),
                })
                .collect(),
            sources: DecisionSource::ALL
                .iter()
                .map(|source| CountView {
                    code: source.code(),
                    amount: brought(*source),
                })
                .collect(),
        }
    }
}

/// A year in UTC, in which the log counts.
fn term(year: i32) -> Option<Range<DateTime<Utc>>> {
    let first = |year| {
        let day = NaiveDate::from_ymd_opt(year, 1, 1)?;
        Some(day.and_hms_opt(0, 0, 0)?.and_utc())
    };
    Some(first(year)?..first(year + 1)?)
}

/// Shows the report of a year that began.
pub async fn report(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    year: web::Path<i32>,
) -> WebResult<HttpResponse> {
    let year = year.into_inner();
    let this_year = app.house.clock.now().year();
    if !(2000..=this_year).contains(&year) {
        return Err(ErrorCode::NotFound.into());
    }
    let term = term(year).ok_or(ErrorCode::NotFound)?;
    let language = visitor.language;
    let path = request.path().to_owned();
    let key = format!("moderation year {} {year}", language.code());
    app.remembered(&request, key, move |app| {
        let counted = app.house.store.read_at_once(|db| counters(db, &term))?;
        let view = YearPage::of(year, year == this_year, &counted);
        Ok(Content::html(render_page(app, language, &path, "", &view)?))
    })
    .await
}

impl PageView for YearPage {
    const TEMPLATE: &'static str = "pages/moderation/year";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let counted = LogCounters {
            rules: vec![(HouseRule::Insult, 7)],
            sources: vec![(DecisionSource::Own, 7)],
            hours: vec![(3, 7)],
            ..LogCounters::default()
        };
        vec![
            ("running".to_owned(), Self::of(2026, true, &counted)),
            (
                "empty".to_owned(),
                Self::of(2025, false, &LogCounters::default()),
            ),
        ]
    }
}
