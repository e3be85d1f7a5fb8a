//! `/desk/commitments/{number}/{step}`: moving the due day, correcting, finishing, dropping. Each is a
//! form of its own, which carries the step that was on the page.

use super::super::card::CommitmentCard;
use super::super::show::load;
use super::desk_url;
use super::form::{
    FormView, Returned, due, needed, opened, owner, problem_of, see_other, title, web_address,
};
use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageCommitments;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::commitments::{
    Correction, Evidence, correct, drop_commitment, finish, move_due,
};
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult, House};
use weerklank_domain::calendar::day_of;
use weerklank_domain::commitments::{CannotCommit, CommitmentState};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_store::commitments::CommitmentRecord;

/// The form of a step.
#[derive(Debug, Clone, Serialize)]
pub struct StepPage {
    step: String,
    is_move: bool,
    is_correct: bool,
    is_finish: bool,
    is_drop: bool,
    url: String,
    card: CommitmentCard,
    form: FormView,
    conflict: Conflict,
    /// It is done or dropped already: there is nothing to fill in.
    is_settled: bool,
    read: i32,
    title: Field,
    promise: Field,
    owner: Field,
    due_on: Field,
    reason: Field,
    evidence_url: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    read: i32,
    title: String,
    promise: String,
    owner: String,
    due_on: String,
    reason: String,
    evidence_url: String,
}

/// A step with its values.
enum Step {
    Move(NaiveDate, Passage),
    Correct(Correction),
    Finish(Evidence),
    Drop(Passage),
}

type Staff = Allowed<ManageCommitments>;

impl Fields {
    fn of(commitment: &CommitmentRecord) -> Self {
        Self {
            read: commitment.step,
            title: commitment.title.clone(),
            promise: commitment.text.clone(),
            owner: commitment.owner.clone(),
            due_on: commitment.due_on.to_string(),
            ..Self::default()
        }
    }

    fn parse(&self, step: &str) -> Result<Step, Vec<Problem>> {
        let reason = needed("reason", &self.reason);
        match step {
            "move" => match (due(&self.due_on), reason) {
                (Ok(due_on), Ok(reason)) => Ok(Step::Move(due_on, reason)),
                (due, reason) => Err(due.err().into_iter().chain(reason.err()).collect()),
            },
            "finish" => match (reason, web_address("evidence_url", &self.evidence_url)) {
                (Ok(text), Ok(url)) => Ok(Step::Finish(Evidence { text, url })),
                (text, url) => Err(text.err().into_iter().chain(url.err()).collect()),
            },
            "drop" => reason.map(Step::Drop).map_err(|problem| vec![problem]),
            _ => self.correction(reason).map(Step::Correct),
        }
    }

    fn correction(&self, reason: Result<Passage, Problem>) -> Result<Correction, Vec<Problem>> {
        let parts = (
            title(&self.title),
            needed("promise", &self.promise),
            owner(&self.owner),
            reason,
        );
        match parts {
            (Ok(title), Ok(text), Ok(owner), Ok(reason)) => Ok(Correction {
                title,
                text,
                owner,
                reason,
            }),
            (title, text, owner, reason) => {
                let faults = [title.err(), text.err(), owner.err(), reason.err()];
                Err(faults.into_iter().flatten().collect())
            }
        }
    }
}

impl Step {
    fn take(&self, house: &House, actor: &Actor, what: (i64, i32)) -> ActResult<()> {
        match self {
            Self::Move(due_on, reason) => move_due(house, actor, what, *due_on, reason),
            Self::Correct(correction) => correct(house, actor, what, correction),
            Self::Finish(evidence) => finish(house, actor, what, evidence),
            Self::Drop(reason) => drop_commitment(house, actor, what, reason),
        }
    }
}

/// The commitment, for somebody who may change it.
async fn managed(app: &Arc<App>, actor: &Actor, number: i64) -> WebResult<CommitmentRecord> {
    let commitment = app
        .block(move |app| Ok::<_, WebError>(load(app, number)?.0))
        .await?;
    let permission = Permission::ManageCommitments;
    if !actor.grants.may(permission, commitment.body_id) {
        return Err(ErrorCode::NotAllowed.into());
    }
    Ok(commitment)
}

/// What is shown of a form that came back.
#[derive(Default)]
struct Shown {
    fields: Fields,
    returned: Returned,
    conflict: Conflict,
    /// It was done or dropped before the button was pressed.
    is_refused: bool,
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (commitment, step): (&CommitmentRecord, &str),
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, request.path(), &shown.returned);
    let today = day_of(app.house.clock.now());
    let card = CommitmentCard::of(commitment, visitor.language, today);
    let view = StepPage::of((commitment, card), step, form, shown);
    let is_in_the_way = shown.conflict.has_conflict || shown.is_refused;
    let status = shown.returned.status(is_in_the_way);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the form.
pub async fn form(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(i64, String)>,
) -> WebResult<HttpResponse> {
    let (number, step) = path.into_inner();
    let commitment = managed(&app, &staff.actor, number).await?;
    let shown = Shown {
        fields: Fields::of(&commitment),
        ..Shown::default()
    };
    let what = (&commitment, step.as_str());
    answer(&app, &staff, &request, visitor, what, &shown)
}

/// Takes the step.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(i64, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (number, step) = path.into_inner();
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let mut commitment = managed(&app, &staff.actor, number).await?;
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, shown.fields.parse(&step)) {
        (true, Ok(taken)) => {
            let (actor, read) = (staff.actor.clone(), shown.fields.read);
            let outcome = app
                .block(move |app| WebResult::Ok(taken.take(&app.house, &actor, (number, read))))
                .await?;
            let Err(error) = outcome else {
                return Ok(see_other(&desk_url(number)));
            };
            match Conflict::of(error) {
                Ok(conflict) => shown.conflict = conflict,
                // The page says itself that it is settled.
                Err(ActError::CannotCommit(CannotCommit::Settled)) => shown.is_refused = true,
                Err(other) => shown.returned.problems.push(problem_of(other)?),
            }
            // Whoever was told what is so now may write over it.
            commitment = managed(&app, &staff.actor, number).await?;
            shown.fields.read = commitment.step;
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    let what = (&commitment, step.as_str());
    answer(&app, &staff, &request, visitor, what, &shown)
}

impl StepPage {
    fn of(
        (commitment, card): (&CommitmentRecord, CommitmentCard),
        step: &str,
        form: FormView,
        shown: &Shown,
    ) -> Self {
        let fields = &shown.fields;
        let problems = &shown.returned.problems;
        let is_correct = step == "correct";
        Self {
            step: step.to_owned(),
            is_move: step == "move",
            is_correct,
            is_finish: step == "finish",
            is_drop: step == "drop",
            url: desk_url(commitment.number),
            card,
            form,
            conflict: shown.conflict.clone(),
            is_settled: !is_correct && commitment.state != CommitmentState::Open,
            read: fields.read,
            title: Field::of(&fields.title, "title", problems),
            promise: Field::of(&fields.promise, "promise", problems),
            owner: Field::of(&fields.owner, "owner", problems),
            due_on: Field::of_day(&fields.due_on, "due_on", problems),
            reason: Field::of(&fields.reason, "reason", problems),
            evidence_url: Field::of(&fields.evidence_url, "evidence_url", problems),
        }
    }
}

impl PageView for StepPage {
    const TEMPLATE: &'static str = "pages/desk/commitments/step";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use weerklank_domain::Language;
        let records = super::super::card::samples();
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let of = |place: usize, step: &str, problems: &[Problem], is_expired, conflict| {
            let commitment = &records[place];
            let shown = Shown {
                fields: Fields::of(commitment),
                returned: Returned {
                    problems: problems.to_vec(),
                    is_expired,
                },
                conflict,
                is_refused: false,
            };
            let form = FormView::sample(problems, is_expired);
            let card = CommitmentCard::of(commitment, Language::Nl, today);
            Self::of((commitment, card), step, form, &shown)
        };
        let problems = [
            "title",
            "promise",
            "owner",
            "due_on",
            "reason",
            "evidence_url",
        ]
        .map(|field| Problem {
            field,
            code: "required",
        });
        let mut pages = Vec::new();
        for step in ["move", "correct", "finish", "drop"] {
            let none = Conflict::default;
            pages.push((step.to_owned(), of(0, step, &[], false, none())));
            pages.push((
                format!("{step}-errors"),
                of(1, step, &problems, false, none()),
            ));
            pages.push((format!("{step}-settled"), of(2, step, &[], true, none())));
            pages.push((
                format!("{step}-conflict"),
                of(1, step, &[], false, Conflict::sample()),
            ));
        }
        pages
    }
}
