//! `GET /desk/staff`: the accounts that somebody looks after; they are opened, closed, and their
//! sessions ended. Accounts are added at the command line, where a first password can be handed on.

use super::allowed::Allowed;
use super::page::desk_page;
use super::permissions::ManageStaff;
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::form::{Browser, Nothing, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::{IDLE, end_sessions, looks_after, open_or_close};
use weerklank_domain::Language;
use weerklank_store::people::{StaffRecord, all_staff, roles_given, sessions_of};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct StaffPage {
    accounts: Vec<Row>,
    form_expired: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    name: String,
    email: String,
    parts: Vec<Part>,
    is_active: bool,
    is_own: bool,
    has_factor: bool,
    sessions: usize,
    has_sessions: bool,
    change: Button,
    end: Button,
}

#[derive(Debug, Clone, Serialize)]
struct Part {
    role: &'static str,
    body: String,
}

/// A form of one button.
#[derive(Debug, Clone, Serialize)]
struct Button {
    action: String,
    csrf: String,
}

impl Button {
    fn of(app: &App, browser: &Browser, action: String) -> Self {
        Self {
            csrf: browser.proof(app, &action),
            action,
        }
    }
}

type Known = (StaffRecord, usize, Vec<(&'static str, (String, String))>);

fn row(
    app: &App,
    browser: &Browser,
    own: i64,
    language: Language,
    (account, sessions, parts): Known,
) -> Row {
    let change = if account.is_active { "close" } else { "open" };
    let button =
        |what: &str| Button::of(app, browser, format!("/desk/staff/{}/{what}", account.id));
    Row {
        change: button(change),
        end: button("end-sessions"),
        parts: parts
            .into_iter()
            .map(|(role, (nl, en))| Part {
                role,
                body: match language {
                    Language::Nl => nl,
                    Language::En => en,
                },
            })
            .collect(),
        is_active: account.is_active,
        is_own: account.id == own,
        has_factor: account.has_second_factor,
        sessions,
        has_sessions: sessions > 0,
        name: account.name,
        email: account.email,
    }
}

async fn answer(
    request: &HttpRequest,
    app: &Arc<App>,
    visitor: Visitor,
    staff: &Allowed<ManageStaff>,
    form_expired: bool,
) -> WebResult<HttpResponse> {
    let now = app.house.clock.now();
    let actor = staff.actor.clone();
    let known: Vec<Known> = app
        .block(move |app| {
            app.house.store.read(|db| {
                let parts = roles_given(db)?;
                let mut known = Vec::new();
                for account in all_staff(db)? {
                    if !looks_after(db, &actor, account.id)? {
                        continue;
                    }
                    let sessions = sessions_of(db, account.id, now - IDLE, now)?.len();
                    let own = parts
                        .iter()
                        .filter(|(id, ..)| *id == account.id)
                        .map(|(_, role, body)| (role.code(), body.clone()))
                        .collect();
                    known.push((account, sessions, own));
                }
                Ok::<_, ActError>(known)
            })
        })
        .await?;
    let browser = Browser::of(app, request);
    let view = StaffPage {
        accounts: known
            .into_iter()
            .map(|known| row(app, &browser, staff.actor.staff_id, visitor.language, known))
            .collect(),
        form_expired,
    };
    let status = if form_expired {
        StatusCode::FORBIDDEN
    } else {
        StatusCode::OK
    };
    desk_page(app, staff, request, visitor, status, &view)
}

/// Lists them.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ManageStaff>,
) -> WebResult<HttpResponse> {
    answer(&request, &app, visitor, &staff, false).await
}

/// Closes, opens, or ends sessions.
pub async fn change(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ManageStaff>,
    path: web::Path<(i64, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (id, what) = path.into_inner();
    let (Nothing {}, is_proven) = opened(&app, &request, form, request.path())?;
    if !is_proven {
        return answer(&request, &app, visitor, &staff, true).await;
    }
    let actor = staff.actor.clone();
    app.block(move |app| match what.as_str() {
        "end-sessions" => end_sessions(&app.house, &actor, id),
        what => open_or_close(&app.house, &actor, id, what == "open"),
    })
    .await?;
    Ok(see_other("/desk/staff"))
}

impl PageView for StaffPage {
    const TEMPLATE: &'static str = "pages/desk/staff";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let button = |what: &str| Button {
            action: format!("/desk/staff/1/{what}"),
            csrf: "0123456789".to_owned(),
        };
        let row = |is_active: bool, is_own: bool, sessions: usize| Row {
            name: "Hinke <b>der</b> Boer".to_owned(),
            email: "hinke@voorbeeld.nl".to_owned(),
            parts: vec![Part {
                role: "clerk",
                body: "Gemeenteraad".to_owned(),
            }],
            is_active,
            is_own,
            has_factor: is_own,
            sessions,
            has_sessions: sessions > 0,
            change: button("close"),
            end: button("end-sessions"),
        };
        let view = Self {
            accounts: vec![
                row(true, true, 1),
                row(true, false, 2),
                row(false, false, 0),
            ],
            form_expired: false,
        };
        let expired = Self {
            form_expired: true,
            ..view.clone()
        };
        vec![("plain".to_owned(), view), ("expired".to_owned(), expired)]
    }
}
