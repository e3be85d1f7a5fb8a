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
use weerklank_domain::people::Permission;
use weerklank_store::obligations::{due, today};

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
    sees_mails: bool,
    failed_mails: i64,
    owed: Vec<OwedRow>,
    has_owed: bool,
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
    let (counts, owed) = app
        .block(move |app| {
            app.house.store.read(|db| {
                Ok::<_, ActError>((
                    today(db, &bodies, now)?,
                    due(db, &bodies, None, None, MOST)?,
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
        sees_mails: grants.may_somewhere(Permission::SeeMail),
        failed_mails: counts.failed_mails,
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
        let busy = Self {
            overdue: 1,
            has_overdue: true,
            owed_total: 1_012,
            to_decide: 3,
            updates: 2,
            offered: 1,
            sees_mails: true,
            failed_mails: 7,
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
            sees_mails: false,
            failed_mails: 0,
            owed: Vec::new(),
            has_owed: false,
        };
        vec![("busy".to_owned(), busy), ("quiet".to_owned(), quiet)]
    }
}
