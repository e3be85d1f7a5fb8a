//! `/desk/dossiers/{reference}/move`: on to another phase, back to an earlier one, or to the end.

use super::form::{Choice, FormView, Returned, choices, opened, optional, problem_of, see_other};
use super::{Head, desk_url, managed};
use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageDossiers;
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, dossiers};
use weerklank_domain::dossiers::{DossierState, PhaseFacts, PhaseKind, PhaseMove, ScopePart};
use weerklank_domain::petitions::Passage;
use weerklank_store::dossiers::{DossierRecord, facts};

/// The word for the end of the cycle, where a phase could stand.
const FINISH: &str = "finish";

/// The form, below what is in the way.
#[derive(Debug, Clone, Serialize)]
pub struct StepPage {
    head: Head,
    form: FormView,
    conflict: Conflict,
    can_move: bool,
    revision: i32,
    running_rounds: i64,
    has_running_rounds: bool,
    open_inputs: i64,
    has_open_inputs: bool,
    is_lacking: bool,
    lacking_phase: String,
    lacking_url: String,
    lacking: Vec<&'static str>,
    to: Field,
    choices: Vec<Choice>,
    reason: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    revision: i32,
    #[serde(default)]
    to: String,
    #[serde(default)]
    reason: String,
}

impl Fields {
    /// Where to, and why.
    fn parse(&self) -> Result<(Option<PhaseKind>, Option<Passage>), Vec<Problem>> {
        let to = match self.to.as_str() {
            FINISH => Ok(None),
            other => super::form::phase("to", other).map(Some),
        };
        match (to, optional("reason", &self.reason)) {
            (Ok(to), Ok(reason)) => Ok((to, reason)),
            (to, reason) => Err([to.err(), reason.err()].into_iter().flatten().collect()),
        }
    }
}

type Staff = Allowed<ManageDossiers>;
type Found = (DossierRecord, PhaseFacts);

/// What is shown of a form that came back.
#[derive(Default)]
struct Shown {
    fields: Fields,
    returned: Returned,
    conflict: Conflict,
    lacking: Vec<ScopePart>,
}

async fn look(app: &Arc<App>, actor: &Actor, reference: &str) -> WebResult<Found> {
    let dossier = managed(app, actor, reference).await?;
    let id = dossier.id;
    let facts = app
        .block(move |app| {
            let now = app.house.clock.now();
            app.house
                .store
                .read(|db| Ok::<_, ActError>(facts(db, id, now)?))
        })
        .await?;
    Ok((dossier, facts))
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    found: &Found,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, request.path(), &shown.returned);
    let view = StepPage {
        head: Head::of(&found.0, visitor.language),
        ..StepPage::of(found, form, shown)
    };
    let status = shown.returned.status(shown.conflict.has_conflict);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, &reference).await?;
    let fields = Fields {
        revision: found.0.revision,
        to: next_of(&found.0).to_owned(),
        ..Fields::default()
    };
    let shown = Shown {
        fields,
        ..Shown::default()
    };
    answer(&app, &staff, &request, visitor, &found, &shown)
}

/// The next step of the cycle, which is the likeliest.
fn next_of(dossier: &DossierRecord) -> &'static str {
    let position = dossier.phase.map_or(0, |phase| phase.position() + 1);
    PhaseKind::ALL
        .get(position)
        .map_or(FINISH, |phase| phase.code())
}

/// Makes the step, or tells what is in the way.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let mut found = look(&app, &staff.actor, &reference).await?;
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, shown.fields.parse()) {
        (true, Ok((to, reason))) => {
            let (id, actor, read) = (found.0.id, staff.actor.clone(), shown.fields.revision);
            let outcome = app
                .block(move |app| {
                    let reason = reason.as_ref().map(Passage::as_str);
                    let step = PhaseMove { to, reason };
                    WebResult::Ok(dossiers::move_phase(&app.house, &actor, id, read, step))
                })
                .await?;
            let Err(error) = outcome else {
                return Ok(see_other(&desk_url(&reference)));
            };
            if let ActError::ScopeLacking(missing) = &error {
                shown.lacking.clone_from(missing);
            }
            match Conflict::of(error) {
                Ok(conflict) => shown.conflict = conflict,
                Err(other) => shown.returned.problems.push(problem_of(other)?),
            }
            // Whoever was told what is so now may go on from there.
            found = look(&app, &staff.actor, &reference).await?;
            shown.fields.revision = found.0.revision;
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    answer(&app, &staff, &request, visitor, &found, &shown)
}

impl StepPage {
    fn of((dossier, facts): &Found, form: FormView, shown: &Shown) -> Self {
        let fields = &shown.fields;
        let problems = &shown.returned.problems;
        let words = PhaseKind::ALL.iter().map(|kind| kind.code());
        Self {
            head: Head::of(dossier, dossier.language),
            form,
            conflict: shown.conflict.clone(),
            can_move: dossier.state != DossierState::Draft,
            revision: fields.revision,
            running_rounds: facts.running_rounds,
            has_running_rounds: facts.running_rounds > 0,
            open_inputs: facts.open_inputs,
            has_open_inputs: facts.open_inputs > 0,
            is_lacking: !shown.lacking.is_empty(),
            lacking_phase: fields.to.clone(),
            lacking_url: format!("{}/phases/{}", desk_url(&dossier.reference), fields.to),
            lacking: shown.lacking.iter().map(|part| part.code()).collect(),
            to: Field::of(&fields.to, "to", problems),
            choices: choices(words.chain([FINISH]), &fields.to),
            reason: Field::of(&fields.reason, "reason", problems),
        }
    }
}

impl PageView for StepPage {
    const TEMPLATE: &'static str = "pages/desk/dossiers/move";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::dossiers::show::samples::dossier;
        let of = |facts, problems: &[Problem], is_expired, lacking: &[ScopePart], conflict| {
            let found = (
                dossier(DossierState::Public, Some(PhaseKind::DecisionMaking)),
                facts,
            );
            let shown = Shown {
                fields: Fields {
                    to: "policy_preparation".to_owned(),
                    reason: "Nieuwe <b>der</b> cijfers".to_owned(),
                    ..Fields::default()
                },
                returned: Returned {
                    problems: problems.to_vec(),
                    is_expired,
                },
                conflict,
                lacking: lacking.to_vec(),
            };
            Self::of(&found, FormView::sample(problems, is_expired), &shown)
        };
        let busy = PhaseFacts {
            running_rounds: 1,
            open_inputs: 12,
            has_scope: false,
        };
        let problem = |field, code| Problem { field, code };
        let problems = [
            problem("to", "scope_lacking"),
            problem("reason", "inputs_open"),
        ];
        let none = || Conflict::default();
        let quiet = PhaseFacts::default();
        let draft = Self {
            can_move: false,
            ..of(quiet, &[], false, &[], none())
        };
        vec![
            ("quiet".to_owned(), of(quiet, &[], false, &[], none())),
            (
                "errors".to_owned(),
                of(busy, &problems, false, ScopePart::ALL, none()),
            ),
            ("expired".to_owned(), of(quiet, &[], true, &[], none())),
            (
                "conflict".to_owned(),
                of(quiet, &[], false, &[], Conflict::sample()),
            ),
            ("draft".to_owned(), draft),
        ]
    }
}
