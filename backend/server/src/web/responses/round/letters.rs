//! `GET /desk/rounds/{number}/report/letters`: printable letters to authors who gave no e-mail address.

use super::publish_url;
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::EnterInputs;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::responses::report::{ViewAnswer, answers_of};
use crate::web::rounds::desk::{RoundSubject, look};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::person_of_input;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::people::Permission;
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::inputs::{find, letters_after};
use weerklank_store::responses::newest_report;
use weerklank_store::rounds::RoundRecord;

/// So many letters on one page to print.
const PAGE_SIZE: usize = 100;

/// The letters.
#[derive(Debug, Clone, Serialize)]
pub struct LettersPage {
    subject: RoundSubject,
    report_url: String,
    public_url: String,
    has_report: bool,
    has_letters: bool,
    letters: Vec<Letter>,
    has_next: bool,
    next_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct Letter {
    number: String,
    has_name: bool,
    name: String,
    lang: &'static str,
    text_html: SafeHtml,
    answers: Vec<ViewAnswer>,
}

struct Found {
    has_report: bool,
    letters: Vec<Letter>,
    next: Option<i64>,
}

/// The letters from an input on. Whoever has an address is told by mail.
fn find_letters(app: &App, round: &RoundRecord, after: i64) -> Result<Found, ActError> {
    let vault = &app.house.vault;
    app.house.store.read(|db| {
        let Some((report_id, _, _)) = newest_report(db, round.id)? else {
            return Ok(Found {
                has_report: false,
                letters: Vec::new(),
                next: None,
            });
        };
        let (mut letters, mut last) = (Vec::new(), after);
        loop {
            let rows = letters_after(db, round.id, last, 500)?;
            let is_last = rows.len() < 500;
            for (number, sealed) in rows {
                last = number;
                let person = match sealed {
                    Some(sealed) => person_of_input(vault, round.id, &sealed)?,
                    None => continue,
                };
                if !person.email.is_empty() {
                    continue;
                }
                let Some(input) = find(db, round.id, number)? else {
                    continue;
                };
                letters.push(Letter {
                    number: InputNumber {
                        round: round.number,
                        number,
                    }
                    .to_string(),
                    has_name: !person.name.is_empty(),
                    name: person.name,
                    lang: input.language.code(),
                    text_html: to_html(&input.text, Under::Section),
                    answers: answers_of(db, report_id, &input, &round.slug)?,
                });
                if letters.len() == PAGE_SIZE {
                    return Ok(Found {
                        has_report: true,
                        letters,
                        next: Some(last),
                    });
                }
            }
            if is_last {
                return Ok(Found {
                    has_report: true,
                    letters,
                    next: None,
                });
            }
        }
    })
}

/// Answers the letters.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<EnterInputs>,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let round = look(&app, &staff.actor, Permission::EnterInputs, *number).await?;
    let after = request
        .query_string()
        .strip_prefix("after=")
        .and_then(|number| number.parse().ok())
        .unwrap_or(0);
    let (found, round) = app
        .block(move |app| Ok::<_, ActError>((find_letters(app, &round, after)?, round)))
        .await?;
    let report_url = publish_url(round.number);
    let view = LettersPage {
        subject: RoundSubject::of(&round, visitor.language, app.house.clock.now()),
        public_url: format!("{}/rounds/{}/report", app.base_url, round.slug),
        has_report: found.has_report,
        has_letters: !found.letters.is_empty(),
        letters: found.letters,
        has_next: found.next.is_some(),
        next_url: format!("{report_url}/letters?after={}", found.next.unwrap_or(0)),
        report_url,
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl PageView for LettersPage {
    const TEMPLATE: &'static str = "pages/desk/responses/letters";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let letter = |has_name: bool| Letter {
            number: "R12-0043".to_owned(),
            has_name,
            name: if has_name { "Jo <b>der</b>" } else { "" }.to_owned(),
            lang: "nl",
            text_html: to_html("Graag *bomen*.", Under::Section),
            answers: ViewAnswer::samples(),
        };
        let page = |has_report, letters: Vec<Letter>| Self {
            subject: RoundSubject::sample("answered"),
            report_url: "/desk/rounds/12/report".to_owned(),
            public_url: "https://weerklank.example/rounds/groen/report".to_owned(),
            has_report,
            has_letters: !letters.is_empty(),
            has_next: !letters.is_empty(),
            letters,
            next_url: "/desk/rounds/12/report/letters?after=43".to_owned(),
        };
        vec![
            (
                "full".to_owned(),
                page(true, vec![letter(true), letter(false)]),
            ),
            ("none".to_owned(), page(true, Vec::new())),
            ("no-report".to_owned(), page(false, Vec::new())),
        ]
    }
}
