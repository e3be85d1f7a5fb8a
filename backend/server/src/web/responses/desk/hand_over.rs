//! `GET` and `POST /desk/petitions/{reference}/hand-over`

use super::form::{Choice, FormView, Returned, choices, opened, optional, see_other};
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
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::{HandOver, hand_over};
use weerklank_domain::petitions::{Handling, PetitionState};
use weerklank_store::petitions::PetitionRecord;

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct HandOverPage {
    subject: Subject,
    form: FormView,
    can_hand_over: bool,
    conflict: Conflict,
    proposals: Vec<Choice>,
    proposal: Field,
    note: Field,
    text: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    proposal: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    text: String,
}

impl Fields {
    fn parse(&self) -> Result<HandOver, Vec<Problem>> {
        let proposal = Handling::from_code(&self.proposal).ok_or(Problem {
            field: "proposal",
            code: "required",
        });
        let note = optional("note", &self.note);
        let text = optional("text", &self.text);
        match (proposal, note, text) {
            (Ok(proposal), Ok(note), Ok(text)) => Ok(HandOver {
                proposal,
                note,
                text,
            }),
            (proposal, note, text) => Err([proposal.err(), note.err(), text.err()]
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

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    petition: &PetitionRecord,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let problems = &shown.returned.problems;
    let fields = &shown.fields;
    let can_hand_over = shown.conflict.has_conflict
        || petition.state == PetitionState::Closed && petition.source_key.is_none()
        || petition.state == PetitionState::Open
            && petition
                .closes_at
                .is_some_and(|at| at <= app.house.clock.now());
    let view = HandOverPage {
        subject: Subject::of(petition, visitor.language),
        form: FormView::of(app, &browser, request.path(), &shown.returned),
        can_hand_over,
        conflict: shown.conflict.clone(),
        proposals: choices(
            Handling::ALL.iter().map(|handling| handling.code()),
            &fields.proposal,
        ),
        proposal: Field::of(&fields.proposal, "proposal", problems),
        note: Field::of(&fields.note, "note", problems),
        text: Field::of(&fields.text, "text", problems),
    };
    let status = shown.returned.status(shown.conflict.has_conflict);
    desk_page(app, staff, request, visitor, status, &view)
}

async fn look(app: &Arc<App>, actor: &Actor, reference: &str) -> WebResult<PetitionRecord> {
    let (actor, reference) = (actor.clone(), reference.to_owned());
    app.block(move |app| petition_of(app, &actor, &reference))
        .await
}

/// Shows the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let petition = look(&app, &staff.actor, &reference).await?;
    let shown = Shown::default();
    answer(&app, &staff, &request, visitor, &petition, &shown)
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
    let actor = staff.actor.clone();
    let found = look(&app, &actor, &reference).await?;
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, shown.fields.parse()) {
        (true, Ok(given)) => {
            let id = found.id;
            let outcome = app
                .block(move |app| WebResult::Ok(hand_over(&app.house, &actor, id, &given)))
                .await?;
            match outcome {
                Ok(_) => {
                    return Ok(see_other(&format!("/desk/petitions/{reference}/handling")));
                }
                Err(error) => shown.conflict = Conflict::of(error)?,
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    let found = look(&app, &staff.actor, &reference).await?;
    answer(&app, &staff, &request, visitor, &found, &shown)
}

impl PageView for HandOverPage {
    const TEMPLATE: &'static str = "pages/desk/responses/hand_over";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let problems = [
            Problem {
                field: "proposal",
                code: "required",
            },
            Problem {
                field: "note",
                code: "too_long",
            },
            Problem {
                field: "text",
                code: "too_long",
            },
        ];
        let page = |problems: &[Problem], is_expired: bool| Self {
            subject: Subject::sample(!is_expired),
            form: FormView::sample(problems, is_expired),
            can_hand_over: true,
            conflict: Conflict::default(),
            proposals: choices(Handling::ALL.iter().map(|code| code.code()), "agenda"),
            proposal: Field::of("agenda", "proposal", problems),
            note: Field::of("Bespreken <b>der</b>", "note", problems),
            text: Field::of("", "text", problems),
        };
        let refused = Conflict::samples().into_iter().map(|(name, conflict)| {
            let view = Self {
                conflict,
                can_hand_over: false,
                ..page(&[], false)
            };
            (name.to_owned(), view)
        });
        [
            ("empty".to_owned(), page(&[], false)),
            ("errors".to_owned(), page(&problems, false)),
            ("expired".to_owned(), page(&[], true)),
        ]
        .into_iter()
        .chain(refused)
        .collect()
    }
}
