//! `/dev/…`: the mailbox and the clock of a demonstration. Outside demonstration mode these
//! addresses do not exist.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::limited_body;
use crate::web::page::{PageView, private_page};
use crate::web::petitions::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use mailparse::{MailHeaderMap, ParsedMail, parse_mail};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;

/// Mails that were not sent.
#[derive(Debug, Clone, Serialize)]
pub struct MailboxPage {
    mails: Vec<MailLine>,
    is_empty: bool,
    clock_now: String,
    has_clock: bool,
}

#[derive(Debug, Clone, Serialize)]
struct MailLine {
    id: String,
    url: String,
    to: String,
    subject: String,
    at: String,
}

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct MailPage {
    to: String,
    subject: String,
    at: String,
    text: String,
    back_url: &'static str,
    links: Vec<Link>,
}

#[derive(Debug, Clone, Serialize)]
struct Link {
    url: String,
    label: String,
}

impl PageView for MailboxPage {
    const TEMPLATE: &'static str = "pages/dev/mailbox";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let line = MailLine {
            id: "0000000001".to_owned(),
            url: "/dev/mailbox/0000000001".to_owned(),
            to: "zoe@voorbeeld.nl".to_owned(),
            subject: "Bevestig uw ondertekening".to_owned(),
            at: "2026-03-02T10:00:00Z".to_owned(),
        };
        let full = Self {
            mails: vec![line],
            is_empty: false,
            clock_now: "2026-03-02T10:00:00Z".to_owned(),
            has_clock: true,
        };
        let empty = Self {
            mails: Vec::new(),
            is_empty: true,
            has_clock: false,
            ..full.clone()
        };
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}

impl PageView for MailPage {
    const TEMPLATE: &'static str = "pages/dev/mail";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let url = "http://127.0.0.1:8080/confirm/abc".to_owned();
        let view = Self {
            to: "zoe@voorbeeld.nl".to_owned(),
            subject: "Bevestig uw ondertekening".to_owned(),
            at: "2026-03-02T10:00:00Z".to_owned(),
            text: "Beste Zoë,\n\nhttp://127.0.0.1:8080/confirm/abc\n".to_owned(),
            back_url: "/dev/mailbox",
            links: vec![Link {
                label: url.clone(),
                url,
            }],
        };
        vec![("one".to_owned(), view)]
    }
}

/// The newest of them that the mailbox shows.
const MOST_MAILS: usize = 100;

fn folder(app: &App) -> WebResult<&Path> {
    match &app.outbox_folder {
        Some(folder) if app.settings.demo => Ok(folder),
        _ => Err(ErrorCode::NotFound.into()),
    }
}

/// `GET /dev/mailbox`
pub async fn mailbox(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    folder(&app)?;
    let mails = app.block(|app| lines(folder(app)?)).await?;
    let view = MailboxPage {
        is_empty: mails.is_empty(),
        mails,
        clock_now: rfc3339(app.house.clock.now()),
        has_clock: app.movable_clock.is_some(),
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}

fn lines(folder: &Path) -> WebResult<Vec<MailLine>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(WebError::internal(error)),
    };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".eml").map(str::to_owned))
        .collect();
    names.sort_unstable_by(|a, b| b.cmp(a));
    names.truncate(MOST_MAILS);
    Ok(names
        .into_iter()
        .filter_map(|id| {
            let mail = read(folder, &id)?;
            Some(MailLine {
                url: format!("/dev/mailbox/{id}"),
                id,
                to: mail.to,
                subject: mail.subject,
                at: mail.at,
            })
        })
        .collect())
}

fn read(folder: &Path, id: &str) -> Option<MailPage> {
    let is_name = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    if !is_name {
        return None;
    }
    let bytes = std::fs::read(folder.join(format!("{id}.eml"))).ok()?;
    let parsed = parse_mail(&bytes).ok()?;
    let header = |name: &str| parsed.headers.get_first_value(name).unwrap_or_default();
    let seconds = mailparse::dateparse(&header("Date")).unwrap_or(0);
    let text = plain_part(&parsed).unwrap_or_default();
    let links = text
        .split_whitespace()
        .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
        .map(|url| Link {
            url: url.to_owned(),
            label: url.to_owned(),
        })
        .collect();
    Some(MailPage {
        to: header("To"),
        subject: header("Subject"),
        at: rfc3339(DateTime::from_timestamp(seconds, 0).unwrap_or_default()),
        text,
        back_url: "/dev/mailbox",
        links,
    })
}

fn plain_part(mail: &ParsedMail) -> Option<String> {
    if mail.subparts.is_empty() {
        return (mail.ctype.mimetype == "text/plain")
            .then(|| mail.get_body().ok())
            .flatten();
    }
    mail.subparts.iter().find_map(plain_part)
}

/// `GET /dev/mailbox/{id}`
pub async fn mail(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    id: web::Path<String>,
) -> WebResult<HttpResponse> {
    folder(&app)?;
    let id = id.into_inner();
    let found = app
        .block(move |app| Ok::<_, WebError>(read(folder(app)?, &id)))
        .await?;
    let view = found.ok_or(ErrorCode::NotFound)?;
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}

#[derive(Deserialize)]
struct NewTime {
    now: DateTime<Utc>,
}

/// The body of `POST /dev/clock`, whatever its media type.
pub struct ClockBody(web::Bytes);

impl FromRequest for ClockBody {
    type Error = WebError;
    type Future = std::pin::Pin<Box<dyn Future<Output = WebResult<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut actix_web::dev::Payload) -> Self::Future {
        let body = limited_body(request, payload);
        Box::pin(async move { Ok(Self(body.await?)) })
    }
}

/// `POST /dev/clock`: moves the clock of a demonstration.
pub async fn clock(app: web::Data<Arc<App>>, body: ClockBody) -> WebResult<HttpResponse> {
    let clock = app
        .movable_clock
        .as_ref()
        .filter(|_| app.settings.demo)
        .ok_or(ErrorCode::NotFound)?;
    let time: NewTime = serde_json::from_slice(&body.0).map_err(WebError::bad_request)?;
    clock.set(time.now);
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(serde_json::json!({ "now": rfc3339(clock_now(&app)) })))
}

fn clock_now(app: &App) -> DateTime<Utc> {
    app.house.clock.now()
}
