//! The own account: `GET /desk/account`, its password and its sessions.

pub mod second_factor;

use super::allowed::{ACCOUNT, CODE, SignedInStaff, Staff};
use super::page::desk_page;
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::form::{Browser, Nothing, SealedForm, opened, returned_status, see_other};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::{
    IDLE, LONGEST_PASSWORD, PasswordChange, SHORTEST_PASSWORD, change_password, end_own_session,
};
use weerklank_store::people::{recovery_codes_left, sessions_of};

const PASSWORD: &str = "/desk/account/password";
const EVERYWHERE: &str = "/desk/sign-out-everywhere";

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AccountPage {
    email: String,
    roles: Vec<&'static str>,
    must_change_password: bool,
    must_set_factor: bool,
    has_factor: bool,
    recovery_codes: i64,
    password_action: &'static str,
    password_csrf: String,
    shortest_password: usize,
    has_errors: bool,
    problem: &'static str,
    form_expired: bool,
    password_changed: bool,
    sessions: Vec<Session>,
    everywhere_action: &'static str,
    everywhere_csrf: String,
}

#[derive(Debug, Clone, Serialize)]
struct Session {
    begun_at: String,
    seen_at: String,
    is_this: bool,
    action: String,
    csrf: String,
}

#[derive(Clone, Copy, Default)]
struct Shown {
    problem: &'static str,
    form_expired: bool,
    password_changed: bool,
}

/// Refuses a session that still lacks its second factor.
///
/// # Errors
/// Leads to the page that asks for it.
pub fn whole(staff: &Staff) -> WebResult<()> {
    if staff.signed_in.session.is_complete {
        Ok(())
    } else {
        Err(WebError::instead(CODE))
    }
}

/// Refuses somebody who still has a password that somebody else made up, too.
///
/// # Errors
/// Leads to the page where it is changed.
pub fn with_own_password(staff: &Staff) -> WebResult<()> {
    whole(staff)?;
    if staff.signed_in.staff.must_change_password {
        Err(WebError::instead(ACCOUNT))
    } else {
        Ok(())
    }
}

async fn answer(
    request: &HttpRequest,
    app: &Arc<App>,
    visitor: Visitor,
    staff: &Staff,
    shown: Shown,
) -> WebResult<HttpResponse> {
    let id = staff.actor.staff_id;
    let now = app.house.clock.now();
    let (sessions, recovery_codes) = app
        .block(move |app| {
            app.house.store.read(|db| {
                let sessions = sessions_of(db, id, now - IDLE, now)?;
                Ok::<_, ActError>((sessions, recovery_codes_left(db, id)?))
            })
        })
        .await?;
    let browser = Browser::of(app, request);
    let account = &staff.signed_in.staff;
    let sessions = sessions
        .into_iter()
        .map(|session| {
            let action = format!("/desk/account/sessions/{}/end", session.id);
            Session {
                begun_at: rfc3339(session.begun_at),
                seen_at: rfc3339(session.seen_at),
                is_this: session.id == staff.signed_in.session.id,
                csrf: browser.proof(app, &action),
                action,
            }
        })
        .collect();
    let view = AccountPage {
        email: account.email.clone(),
        roles: staff
            .actor
            .grants
            .roles()
            .iter()
            .map(|role| role.code())
            .collect(),
        must_change_password: account.must_change_password,
        must_set_factor: !(account.has_second_factor || app.settings.demo),
        has_factor: account.has_second_factor,
        recovery_codes,
        password_action: PASSWORD,
        password_csrf: browser.proof(app, PASSWORD),
        shortest_password: SHORTEST_PASSWORD,
        has_errors: !shown.problem.is_empty(),
        problem: shown.problem,
        form_expired: shown.form_expired,
        password_changed: shown.password_changed,
        sessions,
        everywhere_action: EVERYWHERE,
        everywhere_csrf: browser.proof(app, EVERYWHERE),
    };
    let status = returned_status(shown.form_expired, !shown.problem.is_empty());
    desk_page(app, staff, request, visitor, status, &view)
}

#[derive(Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

/// Shows it.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: SignedInStaff,
) -> WebResult<HttpResponse> {
    whole(&staff)?;
    let done = web::Query::<Done>::from_query(request.query_string());
    let shown = Shown {
        password_changed: done.is_ok_and(|query| query.done == "password"),
        ..Shown::default()
    };
    answer(&request, &app, visitor, &staff, shown).await
}

#[derive(Deserialize)]
struct Passwords {
    #[serde(default)]
    current: String,
    #[serde(default)]
    new: String,
}

/// Changes the password.
pub async fn change(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: SignedInStaff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    whole(&staff)?;
    let (Passwords { current, new }, is_proven) = opened(&app, &request, form, PASSWORD)?;
    let mut shown = Shown {
        form_expired: !is_proven,
        ..Shown::default()
    };
    let length = new.chars().count();
    if length < SHORTEST_PASSWORD {
        shown.problem = "too_short";
    } else if length > LONGEST_PASSWORD {
        shown.problem = "too_long";
    }
    if shown.form_expired || !shown.problem.is_empty() {
        return answer(&request, &app, visitor, &staff, shown).await;
    }
    app.limits
        .sign_in(app.network_of(&request))
        .map_err(WebError::too_many)?;
    let signed_in = staff.signed_in.clone();
    let outcome = app
        .block(move |app| change_password(&app.house, &signed_in, &current, &new))
        .await?;
    shown.problem = match outcome {
        PasswordChange::Changed => return Ok(see_other("/desk/account?done=password")),
        PasswordChange::WrongCurrent => "wrong_current",
        PasswordChange::Same => "same",
    };
    answer(&request, &app, visitor, &staff, shown).await
}

/// Ends one of the own sessions.
pub async fn end_session(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: SignedInStaff,
    id: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    whole(&staff)?;
    let id = id.into_inner();
    let action = format!("/desk/account/sessions/{id}/end");
    let (Nothing {}, is_proven) = opened(&app, &request, form, &action)?;
    if !is_proven {
        let shown = Shown {
            form_expired: true,
            ..Shown::default()
        };
        return answer(&request, &app, visitor, &staff, shown).await;
    }
    let signed_in = staff.signed_in.clone();
    app.block(move |app| end_own_session(&app.house, &signed_in, id))
        .await?;
    Ok(see_other(ACCOUNT))
}

impl PageView for AccountPage {
    const TEMPLATE: &'static str = "pages/desk/account/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let session = |is_this| Session {
            begun_at: "2026-03-02T09:00:00Z".to_owned(),
            seen_at: "2026-03-02T10:00:00Z".to_owned(),
            is_this,
            action: "/desk/account/sessions/1/end".to_owned(),
            csrf: "0123456789".to_owned(),
        };
        let plain = Self {
            email: "griffie@voorbeeld.nl".to_owned(),
            roles: weerklank_domain::people::Role::ALL
                .iter()
                .map(|role| role.code())
                .collect(),
            has_factor: true,
            recovery_codes: 9,
            password_action: PASSWORD,
            password_csrf: "0123456789".to_owned(),
            shortest_password: SHORTEST_PASSWORD,
            password_changed: true,
            sessions: vec![session(true), session(false)],
            everywhere_action: EVERYWHERE,
            everywhere_csrf: "0123456789".to_owned(),
            ..Self::default()
        };
        let mut samples = vec![
            (
                "must".to_owned(),
                Self {
                    must_change_password: true,
                    must_set_factor: true,
                    has_factor: false,
                    form_expired: true,
                    password_changed: false,
                    ..plain.clone()
                },
            ),
            ("plain".to_owned(), plain.clone()),
        ];
        for problem in ["too_short", "too_long", "wrong_current", "same"] {
            let wrong = Self {
                has_errors: true,
                problem,
                password_changed: false,
                ..plain.clone()
            };
            samples.push((problem.to_owned(), wrong));
        }
        samples
    }
}
