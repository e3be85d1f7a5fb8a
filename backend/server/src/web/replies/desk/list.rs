//! `GET /desk/replies`: the replies that wait, that everybody reads, or that are hidden; and the way from
//! the address of a reply to its page at the desk.

use super::address::reply_at;
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::Moderate;
use crate::web::errors::{FieldProblem, WebError, WebResult};
use crate::web::form::see_other;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::people::Permission;
use weerklank_domain::text::excerpt;
use weerklank_store::replies::{DeskReplies, ReplyRecord, desk_replies};

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct DeskRepliesPage {
    tabs: Vec<TabView>,
    list: &'static str,
    items: Vec<ReplyLine>,
    is_empty: bool,
    has_next: bool,
    next_url: String,
    address: String,
    is_not_found: bool,
}

#[derive(Debug, Clone, Serialize)]
struct TabView {
    code: &'static str,
    url: String,
    is_current: bool,
}

#[derive(Debug, Clone, Serialize)]
struct ReplyLine {
    url: String,
    text: String,
    lang: &'static str,
    at: String,
}

const PAGE_SIZE: usize = 50;
const EXCERPT: usize = 280;

impl ReplyLine {
    fn of(reply: &ReplyRecord) -> Self {
        Self {
            url: format!("/desk/replies/{}", reply.id),
            text: excerpt(&reply.text, EXCERPT),
            lang: reply.language.code(),
            at: rfc3339(reply.written_at),
        }
    }
}

/// What is asked for.
struct Asked {
    list: DeskReplies,
    after: Option<i64>,
    address: String,
}

fn asked(query: &str) -> WebResult<Asked> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let mut asked = Asked {
        list: DeskReplies::Awaiting,
        after: None,
        address: String::new(),
    };
    let mut problems = Vec::new();
    for (name, value) in pairs {
        let taken = match name.as_str() {
            "list" => DeskReplies::from_code(&value).map(|list| asked.list = list),
            "cursor" => value.parse().ok().map(|after| asked.after = Some(after)),
            "address" => {
                asked.address = value.trim().to_owned();
                Some(())
            }
            "lang" => Some(()),
            _ => None,
        };
        if taken.is_none() {
            problems.push(FieldProblem::new(&name, "unknown_value"));
        }
    }
    if problems.is_empty() {
        Ok(asked)
    } else {
        Err(WebError::wrong_values(problems))
    }
}

/// Lists those of the bodies for which this member of staff moderates.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<Moderate>,
) -> WebResult<HttpResponse> {
    let asked = asked(request.query_string())?;
    let bodies = staff.actor.grants.bodies(Permission::Moderate);
    let (list, after, address) = (asked.list, asked.after, asked.address.clone());
    let limit = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
    let (found, reply) = app
        .block(move |app| {
            let now = app.house.clock.now();
            app.house.store.read_at_once(|db| {
                Ok::<_, ActError>((
                    desk_replies(db, &bodies, list, after, limit)?,
                    reply_at(db, &address, now)?,
                ))
            })
        })
        .await?;
    if let Some(reply) = reply {
        return Ok(see_other(&format!("/desk/replies/{}", reply.id)));
    }
    let view = DeskRepliesPage::of(&asked, &found);
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl DeskRepliesPage {
    fn of(asked: &Asked, found: &[ReplyRecord]) -> Self {
        let shown = &found[..found.len().min(PAGE_SIZE)];
        let next = shown.last().filter(|_| found.len() > PAGE_SIZE);
        let path = |list: DeskReplies| format!("/desk/replies?list={}", list.code());
        Self {
            tabs: DeskReplies::ALL
                .iter()
                .map(|list| TabView {
                    code: list.code(),
                    url: path(*list),
                    is_current: *list == asked.list,
                })
                .collect(),
            list: asked.list.code(),
            is_empty: shown.is_empty(),
            items: shown.iter().map(ReplyLine::of).collect(),
            has_next: next.is_some(),
            next_url: next.map_or_else(String::new, |last| {
                format!("{}&cursor={}", path(asked.list), last.id)
            }),
            is_not_found: !asked.address.is_empty(),
            address: asked.address.clone(),
        }
    }
}

impl PageView for DeskRepliesPage {
    const TEMPLATE: &'static str = "pages/desk/replies/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let line = ReplyLine {
            url: "/desk/replies/7".to_owned(),
            text: "Dat is niet <b>der</b> zo.".to_owned(),
            lang: "nl",
            at: "2026-03-03T10:00:00Z".to_owned(),
        };
        DeskReplies::ALL
            .into_iter()
            .flat_map(|list| [(list, true), (list, false)])
            .map(|(list, is_full)| {
                let asked = Asked {
                    list,
                    after: None,
                    address: if is_full {
                        "/rounds/x".to_owned()
                    } else {
                        String::new()
                    },
                };
                let page = Self {
                    items: if is_full {
                        vec![line.clone(); 2]
                    } else {
                        Vec::new()
                    },
                    is_empty: !is_full,
                    has_next: is_full,
                    next_url: "/desk/replies?list=shown&cursor=7".to_owned(),
                    ..Self::of(&asked, &[])
                };
                let full = if is_full { "full" } else { "empty" };
                (format!("{}-{full}", list.code()), page)
            })
            .collect()
    }
}
