//! `GET /desk/mails` and `POST /desk/mails/{id}/repeat`: mails that were given up.

use super::form::{opened, see_other};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeMail;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{Browser, Nothing, SealedForm};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::follow::repeat_mail;
use weerklank_domain::people::Permission;
use weerklank_store::outbox::{FailedMail, failed_mails};

/// How many on a page.
const PAGE_SIZE: usize = 20;

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct MailsPage {
    items: Vec<Row>,
    is_empty: bool,
    has_next: bool,
    next_url: String,
    is_first_page: bool,
    was_gone: bool,
    is_expired: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    message: &'static str,
    created_at: String,
    attempts: i32,
    reason: String,
    has_petition: bool,
    reference: String,
    petition_url: String,
    action: String,
    csrf: String,
}

impl Row {
    fn of(app: &App, browser: &Browser, mail: &FailedMail) -> Self {
        let action = format!("/desk/mails/{}/repeat", mail.id);
        let reference = mail
            .petition
            .as_ref()
            .map(|(_, reference, _, _)| reference.clone());
        Self {
            message: mail.message.code(),
            created_at: rfc3339(mail.created_at),
            attempts: mail.attempts,
            reason: mail.reason.clone(),
            has_petition: reference.is_some(),
            petition_url: reference
                .as_ref()
                .map(|reference| format!("/desk/petitions/{reference}"))
                .unwrap_or_default(),
            reference: reference.unwrap_or_default(),
            csrf: browser.proof(app, &action),
            action,
        }
    }
}

/// Where the list begins.
#[derive(Debug, Default, Deserialize)]
pub struct MailsQuery {
    before: Option<i64>,
}

#[derive(Clone, Copy, Default)]
struct Shown {
    before: Option<i64>,
    was_gone: bool,
    is_expired: bool,
}

async fn answer(
    request: &HttpRequest,
    app: &Arc<App>,
    visitor: Visitor,
    staff: &Allowed<SeeMail>,
    shown: Shown,
) -> WebResult<HttpResponse> {
    let bodies = staff.actor.grants.bodies(Permission::SeeMail);
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let most = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
                Ok::<_, ActError>(failed_mails(db, shown.before, most)?)
            })
        })
        .await?;
    let has_next = found.len() > PAGE_SIZE;
    let page = &found[..found.len().min(PAGE_SIZE)];
    let browser = Browser::of(app, request);
    let is_mine = |mail: &&FailedMail| match &mail.petition {
        Some((_, _, _, body_id)) => bodies.contains(body_id),
        None => true,
    };
    let items: Vec<Row> = page
        .iter()
        .filter(is_mine)
        .map(|mail| Row::of(app, &browser, mail))
        .collect();
    let last = page.last().map_or(0, |mail| mail.id);
    let view = MailsPage {
        is_empty: items.is_empty(),
        items,
        has_next,
        next_url: format!("/desk/mails?before={last}"),
        is_first_page: shown.before.is_none(),
        was_gone: shown.was_gone,
        is_expired: shown.is_expired,
    };
    let status = if shown.is_expired {
        StatusCode::FORBIDDEN
    } else if shown.was_gone {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeMail>,
    query: web::Query<MailsQuery>,
) -> WebResult<HttpResponse> {
    let shown = Shown {
        before: query.before,
        ..Shown::default()
    };
    answer(&request, &app, visitor, &staff, shown).await
}

/// Sends one again.
pub async fn repeat(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeMail>,
    id: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let id = id.into_inner();
    let action = format!("/desk/mails/{id}/repeat");
    let (Nothing {}, is_proven) = opened(&app, &request, form, &action)?;
    if !is_proven {
        let shown = Shown {
            is_expired: true,
            ..Shown::default()
        };
        return answer(&request, &app, visitor, &staff, shown).await;
    }
    let actor = staff.actor.clone();
    let outcome = app
        .block(move |app| repeat_mail(&app.house, &actor, id))
        .await;
    match outcome {
        Ok(()) => Ok(see_other("/desk/mails")),
        // Somebody else sent it again, or its person was erased.
        Err(error) if error.code == ErrorCode::NotFound => {
            let shown = Shown {
                was_gone: true,
                ..Shown::default()
            };
            answer(&request, &app, visitor, &staff, shown).await
        }
        Err(error) => Err(error),
    }
}

impl PageView for MailsPage {
    const TEMPLATE: &'static str = "pages/desk/responses/mails";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let items: Vec<Row> = weerklank_store::outbox::Message::ALL
            .into_iter()
            .map(|message| Row {
                message: message.code(),
                created_at: "2026-03-02T10:00:00Z".to_owned(),
                attempts: 12,
                reason: "550 mailbox <b>der</b>".to_owned(),
                has_petition: message.code() != "file_link",
                reference: "P26-0031".to_owned(),
                petition_url: "/desk/petitions/P26-0031".to_owned(),
                action: "/desk/mails/1/repeat".to_owned(),
                csrf: "0123456789".to_owned(),
            })
            .collect();
        let full = Self {
            items,
            is_empty: false,
            has_next: true,
            next_url: "/desk/mails?before=1".to_owned(),
            is_first_page: false,
            was_gone: true,
            is_expired: true,
        };
        let empty = Self {
            items: Vec::new(),
            is_empty: true,
            has_next: false,
            is_first_page: true,
            was_gone: false,
            is_expired: false,
            ..full.clone()
        };
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}
