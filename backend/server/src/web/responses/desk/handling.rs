//! `GET` and `POST /desk/petitions/{reference}/handling`: what the body decided on an incoming
//! paper.

use super::form::{Choice, FormView, Returned, choices, day, opened, optional, see_other};
use super::problem::problem_of_event;
use super::subject::Subject;
use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::RecordEvents;
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm};
use crate::web::page::PageView;
use crate::web::petitions::desk::petition_of;
use crate::web::responses::paper::PaperView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::record_handling;
use weerklank_domain::petitions::{Handling, Passage};
use weerklank_store::petitions::{Decision, IncomingRecord, PetitionRecord, incoming};

/// The form, or what was decided.
#[derive(Debug, Clone, Serialize)]
pub struct HandlingPage {
    subject: Subject,
    form: FormView,
    has_paper: bool,
    paper: PaperView,
    is_decided: bool,
    conflict: Conflict,
    decisions: Vec<Choice>,
    decision: Field,
    note: Field,
    day: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    decision: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    day: String,
}

impl Fields {
    fn parse(&self) -> Result<Decision, Vec<Problem>> {
        let handling = Handling::from_code(&self.decision).ok_or(Problem {
            field: "decision",
            code: "required",
        });
        let note = optional("note", &self.note);
        let day = day("day", &self.day).and_then(|day| {
            day.ok_or(Problem {
                field: "day",
                code: "required",
            })
        });
        match (handling, note, day) {
            (Ok(handling), Ok(note), Ok(decided_on)) => Ok(Decision {
                handling,
                note: note.map(Passage::into_string),
                decided_on,
            }),
            (handling, note, day) => Err([handling.err(), note.err(), day.err()]
                .into_iter()
                .flatten()
                .collect()),
        }
    }
}

type Staff = Allowed<RecordEvents>;

/// What is shown of a form that came back.
#[derive(Default)]
struct Shown {
    fields: Fields,
    returned: Returned,
    conflict: Conflict,
}

type Found = (PetitionRecord, Option<IncomingRecord>);

async fn look(app: &Arc<App>, actor: &Actor, reference: &str) -> WebResult<Found> {
    let (actor, reference) = (actor.clone(), reference.to_owned());
    app.block(move |app| {
        let petition = petition_of(app, &actor, &reference)?;
        let id = petition.id;
        let paper = app
            .house
            .store
            .read(|db| Ok::<_, ActError>(incoming(db, id)?))?;
        WebResult::Ok((petition, paper))
    })
    .await
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (petition, paper): &Found,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let problems = &shown.returned.problems;
    let fields = &shown.fields;
    let view = HandlingPage {
        subject: Subject::of(petition, visitor.language),
        form: FormView::of(app, &browser, request.path(), &shown.returned),
        has_paper: paper.is_some(),
        is_decided: paper.as_ref().is_some_and(|paper| paper.decision.is_some()),
        paper: paper.as_ref().map(PaperView::of).unwrap_or_default(),
        conflict: shown.conflict.clone(),
        decisions: choices(
            Handling::ALL.iter().map(|handling| handling.code()),
            &fields.decision,
        ),
        decision: Field::of(&fields.decision, "decision", problems),
        note: Field::of(&fields.note, "note", problems),
        day: Field::of_day(&fields.day, "day", problems),
    };
    let status = shown.returned.status(shown.conflict.has_conflict);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the form, or what was decided.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, &reference).await?;
    answer(&app, &staff, &request, visitor, &found, &Shown::default())
}

/// Takes the form.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let found = look(&app, &staff.actor, &reference).await?;
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, shown.fields.parse()) {
        (true, Ok(decision)) => {
            let (id, actor) = (found.0.id, staff.actor.clone());
            let outcome = app
                .block(move |app| WebResult::Ok(record_handling(&app.house, &actor, id, &decision)))
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(request.path())),
                Err(ActError::CannotRecord(reason)) => {
                    shown.returned.problems.extend(problem_of_event(reason));
                }
                Err(error) => shown.conflict = Conflict::of(error)?,
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    // What is there now: somebody else may have recorded it.
    let found = look(&app, &staff.actor, &reference).await?;
    answer(&app, &staff, &request, visitor, &found, &shown)
}

impl PageView for HandlingPage {
    const TEMPLATE: &'static str = "pages/desk/responses/handling";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let problems = [
            Problem {
                field: "decision",
                code: "required",
            },
            Problem {
                field: "note",
                code: "too_long",
            },
            Problem {
                field: "day",
                code: "invalid_date",
            },
        ];
        let [bare, decided] = PaperView::samples();
        let page = |problems: &[Problem], is_expired| Self {
            subject: Subject::sample(true),
            form: FormView::sample(problems, is_expired),
            has_paper: true,
            paper: bare.clone(),
            is_decided: false,
            conflict: Conflict::default(),
            decisions: choices(Handling::ALL.iter().map(|code| code.code()), "note"),
            decision: Field::of("note", "decision", problems),
            note: Field::of("", "note", problems),
            day: Field::of_day("2026-03-02", "day", problems),
        };
        vec![
            ("empty".to_owned(), page(&[], false)),
            ("errors".to_owned(), page(&problems, false)),
            ("expired".to_owned(), page(&[], true)),
            (
                "decided".to_owned(),
                Self {
                    paper: decided.clone(),
                    is_decided: true,
                    ..page(&[], false)
                },
            ),
            (
                "overtaken".to_owned(),
                Self {
                    paper: decided,
                    is_decided: true,
                    conflict: Conflict::sample(),
                    ..page(&[], false)
                },
            ),
            (
                "none".to_owned(),
                Self {
                    has_paper: false,
                    ..page(&[], false)
                },
            ),
        ]
    }
}
