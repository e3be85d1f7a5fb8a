//! `GET` and `POST /desk/rounds/{number}/codes`: batches of invitation codes, and the letters of a new
//! one. The letters are shown once: only hashes are kept.

use super::look;
use super::moments::ClosingView;
use super::subject::RoundSubject;
use super::trouble::Trouble;
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageRounds;
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, opened};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::qr::Picture;
use crate::web::responses::desk::form::{FormView, Returned, line};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::rounds::desk::make_codes;
use weerklank_domain::people::Permission;
use weerklank_domain::rounds::{CODE_LENGTH, CannotMakeCodes, MOST_CODES, may_make_codes};
use weerklank_store::rounds::{BatchRecord, RoundRecord, batches};

/// The batches, with the form for a new one.
#[derive(Debug, Clone, Serialize)]
pub struct CodesPage {
    subject: RoundSubject,
    form: FormView,
    trouble: Trouble,
    can_make: bool,
    most: u16,
    label: Field,
    amount: Field,
    has_batches: bool,
    batches: Vec<BatchRow>,
}

#[derive(Debug, Clone, Serialize)]
struct BatchRow {
    label: String,
    at: String,
    used: i64,
    amount: i32,
}

/// The letters of one batch.
#[derive(Debug, Clone, Serialize)]
pub struct LettersPage {
    subject: RoundSubject,
    label: String,
    code_url: String,
    closing: ClosingView,
    letters: Vec<Letter>,
    amount: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Letter {
    /// In groups, for people.
    code: String,
    picture: Picture,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    label: String,
    amount: String,
}

impl Fields {
    fn parse(&self) -> Result<(String, u16), Vec<Problem>> {
        let required = |field| Problem {
            field,
            code: "required",
        };
        let label = line("label", &self.label).and_then(|label| {
            if label.is_empty() {
                Err(required("label"))
            } else {
                Ok(label)
            }
        });
        let amount = self.amount.trim().replace('.', "").parse::<u16>().ok();
        let amount = amount
            .filter(|amount| (1..=MOST_CODES).contains(amount))
            .ok_or(Problem {
                field: "amount",
                code: "amount",
            });
        match (label, amount) {
            (Ok(label), Ok(amount)) => Ok((label, amount)),
            (label, amount) => Err([label.err(), amount.err()].into_iter().flatten().collect()),
        }
    }
}

type Staff = Allowed<ManageRounds>;

#[derive(Default)]
struct Shown {
    fields: Fields,
    returned: Returned,
    trouble: Trouble,
}

async fn answer(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    round: &RoundRecord,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let id = round.id;
    let found: Vec<BatchRecord> = app
        .block(move |app| {
            app.house
                .store
                .read(|db| Ok::<_, ActError>(batches(db, id)?))
        })
        .await?;
    let browser = Browser::of(app, request);
    let now = app.house.clock.now();
    let problems = &shown.returned.problems;
    let view = CodesPage {
        subject: RoundSubject::of(round, visitor.language, now),
        form: FormView::of(app, &browser, request.path(), &shown.returned),
        trouble: shown.trouble.clone(),
        can_make: may_make_codes(round.access, round.window().shown_state(now), 1).is_ok(),
        most: MOST_CODES,
        label: Field::of(&shown.fields.label, "label", problems),
        amount: Field::of(&shown.fields.amount, "amount", problems),
        has_batches: !found.is_empty(),
        batches: found
            .into_iter()
            .map(|batch| BatchRow {
                label: batch.label,
                at: rfc3339(batch.at),
                used: batch.used,
                amount: batch.amount,
            })
            .collect(),
    };
    let status = shown.trouble.status(&shown.returned);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the batches.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let round = look(&app, &staff.actor, Permission::ManageRounds, number).await?;
    answer(&app, &staff, &request, visitor, &round, &Shown::default()).await
}

/// Makes a batch, and answers its letters.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    number: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let round = look(&app, &staff.actor, Permission::ManageRounds, number).await?;
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, shown.fields.parse()) {
        (true, Ok((label, amount))) => {
            let (actor, id, named) = (staff.actor.clone(), round.id, label.clone());
            let outcome = app
                .block(move |app| WebResult::Ok(make_codes(&app.house, &actor, id, &named, amount)))
                .await?;
            match outcome {
                Ok(codes) => {
                    // Whoever opens a letter reads it in the language of the round.
                    let visitor = Visitor {
                        language: round.language,
                    };
                    let view = letters(&app, visitor, &round, label, codes).await?;
                    let status = StatusCode::OK;
                    return desk_page(&app, &staff, &request, visitor, status, &view);
                }
                Err(ActError::CannotMakeCodes(CannotMakeCodes::Amount)) => {
                    shown.returned.problems.push(Problem {
                        field: "amount",
                        code: "amount",
                    });
                }
                Err(error) => shown.trouble = Trouble::of(error)?,
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    answer(&app, &staff, &request, visitor, &round, &shown).await
}

/// A code in two groups, as people type it over.
fn grouped(code: &str) -> String {
    let (first, last) = code.split_at_checked(CODE_LENGTH / 2).unwrap_or((code, ""));
    format!("{first} {last}")
}

async fn letters(
    app: &Arc<App>,
    visitor: Visitor,
    round: &RoundRecord,
    label: String,
    codes: Vec<String>,
) -> WebResult<LettersPage> {
    let code_url = format!("{}/rounds/{}/code", app.base_url, round.slug);
    let amount = codes.len();
    let start = code_url.clone();
    // Thousands of pictures take a while.
    let letters = app
        .block(move |_| {
            codes
                .iter()
                .map(|code| {
                    Ok(Letter {
                        code: grouped(code),
                        // Behind the #, so that no server on the way writes it down.
                        picture: Picture::of(&format!("{start}#{code}"))?,
                    })
                })
                .collect::<WebResult<Vec<Letter>>>()
        })
        .await?;
    Ok(LettersPage {
        subject: RoundSubject::of(round, visitor.language, app.house.clock.now()),
        label,
        code_url,
        closing: ClosingView::of(round.closes_at),
        letters,
        amount,
    })
}

impl PageView for CodesPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/codes";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let problems = [
            Problem {
                field: "label",
                code: "required",
            },
            Problem {
                field: "amount",
                code: "amount",
            },
        ];
        let page = |problems: &[Problem], is_expired| Self {
            subject: RoundSubject::sample("announced"),
            form: FormView::sample(problems, is_expired),
            trouble: Trouble::default(),
            can_make: true,
            most: MOST_CODES,
            label: Field::of("Straat <b>der</b>", "label", problems),
            amount: Field::of("250", "amount", problems),
            has_batches: is_expired,
            batches: vec![BatchRow {
                label: "Straat <b>der</b>".to_owned(),
                at: "2026-03-02T10:00:00Z".to_owned(),
                used: 12,
                amount: 1_250,
            }],
        };
        let mut pages = vec![
            ("empty".to_owned(), page(&[], false)),
            ("errors".to_owned(), page(&problems, false)),
            ("expired".to_owned(), page(&[], true)),
        ];
        for (name, trouble) in Trouble::samples() {
            let view = Self {
                trouble,
                can_make: false,
                ..page(&[], false)
            };
            pages.push((name, view));
        }
        pages
    }
}

impl PageView for LettersPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/letters";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let names = ["none", "time", "day"];
        ClosingView::samples()
            .into_iter()
            .zip(names)
            .map(|(closing, name)| {
                let letter = Letter {
                    code: grouped("abcdefghjk"),
                    picture: Picture::sample(),
                };
                let view = Self {
                    subject: RoundSubject::sample("announced"),
                    label: "Straat <b>der</b>".to_owned(),
                    code_url: "https://weerklank.example/rounds/groen/code".to_owned(),
                    closing,
                    letters: vec![letter.clone(), letter],
                    amount: 2,
                };
                (name.to_owned(), view)
            })
            .collect()
    }
}
