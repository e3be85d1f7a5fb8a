//! The frame of the desk's pages.

use super::allowed::Staff;
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::form::Browser;
use crate::web::page::{Frame, PageView, unkept};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use weerklank_acts::people::Actor;
use weerklank_domain::people::Permission;

/// What the frame knows of who is signed in.
#[derive(Debug, Clone, Serialize)]
pub struct DeskView {
    name: String,
    sees_petitions: bool,
    sees_answers: bool,
    sees_rounds: bool,
    sees_replies: bool,
    sees_dossiers: bool,
    sees_mail: bool,
    sees_audit: bool,
    sees_staff: bool,
    sees_rules: bool,
    in_today: bool,
    in_petitions: bool,
    in_answers: bool,
    in_rounds: bool,
    in_replies: bool,
    in_dossiers: bool,
    in_commitments: bool,
    in_council: bool,
    in_mail: bool,
    in_audit: bool,
    in_staff: bool,
    in_rules: bool,
    in_queue: bool,
    in_notices: bool,
    in_account: bool,
    sign_out_action: &'static str,
    sign_out_csrf: String,
    /// Seconds until the session ends when nothing is done.
    idle_seconds: i64,
    keep_url: &'static str,
}

/// Where somebody signs out.
pub const SIGN_OUT: &str = "/desk/sign-out";

impl DeskView {
    /// The frame for somebody at an address.
    pub fn of(actor: &Actor, path: &str, sign_out_csrf: String) -> Self {
        let sees = |permission| actor.grants.may_somewhere(permission);
        let within = |start: &str| path == start || path.starts_with(&format!("{start}/"));
        Self {
            name: actor.name.clone(),
            sees_petitions: sees(Permission::SeeDesk),
            sees_answers: sees(Permission::DraftAnswers) || sees(Permission::ApproveAnswers),
            sees_rounds: sees(Permission::SeeDesk),
            sees_replies: sees(Permission::Moderate),
            sees_dossiers: sees(Permission::SeeDesk),
            sees_mail: sees(Permission::SeeMail),
            sees_audit: sees(Permission::ReadAudit),
            sees_staff: sees(Permission::ManageStaff),
            sees_rules: sees(Permission::PublishHouseRules),
            in_today: path == "/desk",
            in_petitions: within("/desk/petitions"),
            in_answers: within("/desk/answers"),
            in_rounds: within("/desk/rounds"),
            in_replies: within("/desk/replies"),
            in_dossiers: within("/desk/dossiers"),
            in_commitments: within("/desk/commitments"),
            in_council: within("/desk/council"),
            in_mail: within("/desk/mails"),
            in_audit: within("/desk/audit"),
            in_staff: within("/desk/staff"),
            in_rules: within("/desk/house-rules"),
            in_queue: within("/desk/moderation"),
            in_notices: within("/desk/notices") || within("/desk/complaints"),
            in_account: within("/desk/account"),
            sign_out_action: SIGN_OUT,
            sign_out_csrf,
            idle_seconds: weerklank_acts::people::IDLE.num_seconds(),
            keep_url: "/desk/account",
        }
    }
}

/// The whole context of a page of the desk.
#[derive(Serialize)]
pub struct DeskFrame<'a, V> {
    #[serde(flatten)]
    frame: Frame<'a, V>,
    desk: DeskView,
}

impl<'a, V> DeskFrame<'a, V> {
    /// A page within the frame.
    pub fn new(frame: Frame<'a, V>, desk: DeskView) -> Self {
        Self { frame, desk }
    }
}

/// Answers a page of the desk, which nobody keeps.
///
/// # Errors
/// 500 when it cannot be rendered.
pub fn desk_page<V: PageView>(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    status: StatusCode,
    view: &V,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let path = request.path();
    let desk = DeskView::of(&staff.actor, path, browser.proof(app, SIGN_OUT));
    let site = app.site(visitor.language);
    let frame = Frame::new(&site, visitor.language, path, request.query_string(), view);
    let html = app
        .templates
        .html(V::TEMPLATE, visitor.language, &DeskFrame::new(frame, desk))?;
    let mut response = unkept(status, html);
    browser.remember(app, &mut response);
    Ok(response)
}
