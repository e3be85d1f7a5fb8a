//! `GET /desk`: what waits today, what is overdue first.

use super::answers::OwedRow;
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeDesk;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::Permission;
use weerklank_store::commitments::due_counts;
use weerklank_store::moderation::{ItemFilter, item_count};
use weerklank_store::obligations::{due, today};
use weerklank_store::rounds::{WaitingRound, rounds_today};

/// How many steps are named.
const MOST: i64 = 10;

/// The home page of the desk.
#[derive(Debug, Clone, Serialize)]
pub struct TodayPage {
    overdue: i64,
    has_overdue: bool,
    owed_total: i64,
    to_decide: i64,
    updates: i64,
    offered: i64,
    sees_queue: bool,
    queue: i64,
    sees_mails: bool,
    failed_mails: i64,
    open_rounds: i64,
    commitments_overdue: i64,
    has_commitments_overdue: bool,
    commitments_soon: i64,
    to_read: i64,
    to_answer: i64,
    reading: Vec<WaitingView>,
    has_reading: bool,
    answering: Vec<WaitingView>,
    has_answering: bool,
    owed: Vec<OwedRow>,
    has_owed: bool,
}

/// A round in which inputs wait.
#[derive(Debug, Clone, Serialize)]
struct WaitingView {
    url: String,
    title: String,
    lang: &'static str,
    waiting: i64,
}

impl WaitingView {
    /// Those that are named, with the way to what waits in each.
    fn all(rounds: &[WaitingRound], query: &str) -> Vec<Self> {
        rounds
            .iter()
            .take(usize::try_from(MOST).unwrap_or(usize::MAX))
            .map(|round| Self {
                url: format!("/desk/rounds/{}/inputs?{query}", round.number),
                title: round.title.clone(),
                lang: round.language.code(),
                waiting: round.waiting,
            })
            .collect()
    }
}

/// Shows it.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
) -> WebResult<HttpResponse> {
    let grants = &staff.actor.grants;
    let bodies = grants.bodies(Permission::SeeDesk);
    let now = app.house.clock.now();
    let today_on = day_of(now);
    let filter = ItemFilter {
        bodies: grants.bodies(Permission::Moderate),
        petitions_of: grants.bodies(Permission::DecidePetitions),
        ..ItemFilter::default()
    };
    let (counts, owed, rounds, promised, waiting) = app
        .block(move |app| {
            app.house.store.read(|db| {
                Ok::<_, ActError>((
                    today(db, &bodies, now)?,
                    due(db, &bodies, None, None, MOST)?,
                    rounds_today(db, &bodies, now)?,
                    due_counts(db, &bodies, today_on)?,
                    item_count(db, &filter)?,
                ))
            })
        })
        .await?;
    let view = TodayPage {
        overdue: counts.overdue,
        has_overdue: counts.overdue > 0,
        owed_total: counts.owed,
        to_decide: counts.to_decide,
        updates: counts.updates,
        offered: counts.offered,
        sees_queue: grants.may_somewhere(Permission::Moderate),
        queue: waiting,
        sees_mails: grants.may_somewhere(Permission::SeeMail),
        failed_mails: counts.failed_mails,
        open_rounds: rounds.open,
        commitments_overdue: promised.overdue,
        has_commitments_overdue: promised.overdue > 0,
        commitments_soon: promised.soon,
        to_read: rounds.to_read.iter().map(|round| round.waiting).sum(),
        to_answer: rounds.to_answer.iter().map(|round| round.waiting).sum(),
        reading: WaitingView::all(&rounds.to_read, "moderation=awaiting"),
        has_reading: !rounds.to_read.is_empty(),
        answering: WaitingView::all(&rounds.to_answer, "state=open"),
        has_answering: !rounds.to_answer.is_empty(),
        has_owed: !owed.is_empty(),
        owed: owed
            .iter()
            .map(|owed| OwedRow::of(owed, visitor.language, now))
            .collect(),
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl PageView for TodayPage {
    const TEMPLATE: &'static str = "pages/desk/responses/today";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let round = |waiting| WaitingView {
            url: "/desk/rounds/12/inputs?moderation=awaiting".to_owned(),
            title: "Een plein <b>der</b> rust".to_owned(),
            lang: "nl",
            waiting,
        };
        let busy = Self {
            overdue: 1,
            has_overdue: true,
            owed_total: 1_012,
            to_decide: 3,
            updates: 2,
            offered: 1,
            sees_queue: true,
            queue: 3,
            sees_mails: true,
            failed_mails: 7,
            open_rounds: 2,
            commitments_overdue: 1,
            has_commitments_overdue: true,
            commitments_soon: 2,
            to_read: 1,
            to_answer: 412,
            reading: vec![round(1)],
            has_reading: true,
            answering: vec![round(400), round(12)],
            has_answering: true,
            owed: OwedRow::samples(),
            has_owed: true,
        };
        let quiet = Self {
            overdue: 0,
            has_overdue: false,
            owed_total: 0,
            to_decide: 0,
            updates: 0,
            offered: 0,
            sees_queue: false,
            queue: 0,
            sees_mails: false,
            failed_mails: 0,
            open_rounds: 0,
            commitments_overdue: 0,
            has_commitments_overdue: false,
            commitments_soon: 0,
            to_read: 0,
            to_answer: 0,
            reading: Vec::new(),
            has_reading: false,
            answering: Vec::new(),
            has_answering: false,
            owed: Vec::new(),
            has_owed: false,
        };
        vec![("busy".to_owned(), busy), ("quiet".to_owned(), quiet)]
    }
}
