//! `GET /desk/dossiers/{reference}`: what is missing, what has to be done, where the dossier stands.

use super::form::{Choice, FormView, Returned, phases as phase_choices};
use super::{Head, desk_url, dossier_of};
use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeDesk;
use crate::web::dossiers::show::parts::{DocumentView, MoveView};
use crate::web::dossiers::show::status_of;
use crate::web::errors::WebResult;
use crate::web::form::Browser;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339_or_empty;
use crate::web::replies::desk::links::ThreadLinks;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_acts::replies::ThreadPlace;
use weerklank_domain::calendar::day_of;
use weerklank_domain::dossiers::{DossierState, PhaseKind, ScopePart};
use weerklank_domain::people::Permission;
use weerklank_store::dossiers::{
    DocumentRecord, DossierRecord, MoveRecord, PhaseRecord, TaskRecord, documents, moves,
    petitions_of, phases, tasks,
};

/// A dossier at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct DeskDossierPage {
    head: Head,
    can_manage: bool,
    is_draft: bool,
    has_manager: bool,
    manager: String,
    conflict: Conflict,
    publish: PublishView,
    phases: Vec<PhaseRow>,
    tasks: Vec<TaskView>,
    has_tasks: bool,
    open_tasks: usize,
    documents: Vec<DocumentView>,
    has_documents: bool,
    petitions: usize,
    moves: Vec<MoveView>,
    has_moves: bool,
    texts_url: String,
    move_url: String,
    copy_url: String,
    documents_url: String,
    tasks_url: String,
    petitions_url: String,
    thread: ThreadLinks,
}

/// The form that publishes a draft.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PublishView {
    form: FormView,
    revision: i32,
    into: Vec<Choice>,
    /// The phase that it was to be published into lacks these parts of its scope.
    is_blocked: bool,
    blocked_phase: &'static str,
    blocked_url: String,
    lacking: Vec<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
struct PhaseRow {
    kind: &'static str,
    url: String,
    status: &'static str,
    is_present: bool,
    has_missing: bool,
    missing: Vec<&'static str>,
    has_level: bool,
}

/// A task with its button.
#[derive(Debug, Clone, Serialize)]
pub struct TaskView {
    title: String,
    phase: &'static str,
    has_due: bool,
    due_on: String,
    is_overdue: bool,
    is_done: bool,
    done_at: String,
    done_by: String,
    action: String,
    csrf: String,
}

impl TaskView {
    /// A task of a dossier, as it is today.
    pub fn of(
        task: &TaskRecord,
        reference: &str,
        today: NaiveDate,
        proof: impl Fn(&str) -> String,
    ) -> Self {
        let is_done = task.done_at.is_some();
        let what = if is_done { "untick" } else { "tick" };
        let action = format!("{}/tasks/{}/{what}", desk_url(reference), task.id);
        Self {
            title: task.title.clone(),
            phase: task.phase.code(),
            has_due: task.due_on.is_some(),
            due_on: crate::web::dossiers::show::parts::day(task.due_on),
            is_overdue: !is_done && task.due_on.is_some_and(|due| due < today),
            is_done,
            done_at: rfc3339_or_empty(task.done_at),
            done_by: task.done_by.clone().unwrap_or_default(),
            csrf: proof(&action),
            action,
        }
    }

    /// Examples: due, overdue, done, and without a day.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day);
        let task = |id, due_on, is_done: bool| TaskRecord {
            id,
            dossier_id: 1,
            phase: PhaseKind::AgendaSetting,
            title: "Nodig de <b>der</b> bewoners uit".to_owned(),
            due_on,
            done_at: is_done
                .then(|| chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default()),
            done_by: is_done.then(|| "Samira Belhadj".to_owned()),
        };
        let today = day(2).unwrap_or_default();
        [
            task(1, day(1), false),
            task(2, day(9), false),
            task(3, None, true),
        ]
        .iter()
        .map(|task| Self::of(task, "D26-0001", today, |_| "0123456789".to_owned()))
        .collect()
    }
}

/// Everything that the page is made of.
pub struct Found {
    pub dossier: DossierRecord,
    phases: Vec<PhaseRecord>,
    moves: Vec<MoveRecord>,
    documents: Vec<DocumentRecord>,
    tasks: Vec<TaskRecord>,
    petitions: usize,
}

/// What became of an attempt to publish.
#[derive(Default)]
pub struct Attempt {
    pub returned: Returned,
    pub conflict: Conflict,
    pub into: Option<PhaseKind>,
    pub lacking: Vec<ScopePart>,
}

/// Looks everything up that the page is made of.
///
/// # Errors
/// 404 for a dossier that is not there, 403 for one of another body.
pub async fn look(app: &Arc<App>, actor: &Actor, reference: &str) -> WebResult<Found> {
    let (actor, reference) = (actor.clone(), reference.to_owned());
    app.block(move |app| {
        let dossier = dossier_of(app, &actor, Permission::SeeDesk, &reference)?;
        let id = dossier.id;
        let found = app.house.store.read_at_once(|db| {
            Ok::<_, ActError>(Found {
                phases: phases(db, id)?,
                moves: moves(db, id)?,
                documents: documents(db, id)?,
                tasks: tasks(db, id)?,
                petitions: petitions_of(db, id)?.len(),
                dossier,
            })
        })?;
        WebResult::Ok(found)
    })
    .await
}

/// Answers the page, also after an attempt to publish.
pub fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    found: &Found,
    attempt: &Attempt,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let action = format!("{}/publish", desk_url(&found.dossier.reference));
    let form = FormView::of(app, &browser, &action, &attempt.returned);
    let may = Permission::ManageDossiers;
    let view = DeskDossierPage {
        head: Head::of(&found.dossier, visitor.language),
        can_manage: staff.actor.grants.may(may, found.dossier.body_id),
        thread: ThreadLinks::of(&ThreadPlace::of_dossier(&found.dossier), &staff.actor),
        ..DeskDossierPage::of(
            found,
            attempt,
            form,
            day_of(app.house.clock.now()),
            |action| browser.proof(app, action),
        )
    };
    let mut conflict = attempt.conflict.clone();
    conflict.has_conflict |= !attempt.lacking.is_empty();
    let status = attempt.returned.status(conflict.has_conflict);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, &reference).await?;
    let attempt = Attempt::default();
    answer(&app, &staff, &request, visitor, &found, &attempt)
}

impl DeskDossierPage {
    fn of(
        found: &Found,
        attempt: &Attempt,
        form: FormView,
        today: NaiveDate,
        proof: impl Fn(&str) -> String,
    ) -> Self {
        let dossier = &found.dossier;
        let url = desk_url(&dossier.reference);
        let at = |ending: &str| format!("{url}/{ending}");
        let into = attempt.into.unwrap_or(PhaseKind::AgendaSetting);
        let codes = |parts: &[ScopePart]| parts.iter().map(|part| part.code()).collect();
        Self {
            head: Head::of(dossier, dossier.language),
            can_manage: false,
            is_draft: dossier.state == DossierState::Draft,
            has_manager: dossier.manager.is_some(),
            manager: dossier
                .manager
                .as_ref()
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            conflict: attempt.conflict.clone(),
            publish: PublishView {
                form,
                revision: dossier.revision,
                into: phase_choices(into.code()),
                is_blocked: !attempt.lacking.is_empty(),
                blocked_phase: into.code(),
                blocked_url: at(&format!("phases/{}", into.code())),
                lacking: codes(&attempt.lacking),
            },
            phases: found
                .phases
                .iter()
                .map(|phase| {
                    let missing = phase.text.scope.missing();
                    let status = status_of(dossier, phase);
                    PhaseRow {
                        kind: phase.kind.code(),
                        url: at(&format!("phases/{}", phase.kind.code())),
                        status,
                        is_present: status == "present",
                        has_missing: !missing.is_empty(),
                        missing: codes(&missing),
                        has_level: phase.text.level.is_some(),
                    }
                })
                .collect(),
            has_tasks: !found.tasks.is_empty(),
            open_tasks: found
                .tasks
                .iter()
                .filter(|task| task.done_at.is_none())
                .count(),
            tasks: found
                .tasks
                .iter()
                .map(|task| TaskView::of(task, &dossier.reference, today, &proof))
                .collect(),
            has_documents: !found.documents.is_empty(),
            documents: found
                .documents
                .iter()
                .map(|document| DocumentView::of(document, &dossier.slug))
                .collect(),
            petitions: found.petitions,
            has_moves: !found.moves.is_empty(),
            moves: found.moves.iter().map(MoveView::of).collect(),
            texts_url: at("texts"),
            move_url: at("move"),
            copy_url: at("copy"),
            documents_url: at("documents"),
            tasks_url: at("tasks"),
            petitions_url: at("petitions"),
            thread: ThreadLinks::default(),
        }
    }
}

impl PageView for DeskDossierPage {
    const TEMPLATE: &'static str = "pages/desk/dossiers/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::dossiers::show::samples;
        use crate::web::field::Problem;
        let found = |state, phase| {
            let whole = samples::whole();
            Found {
                dossier: samples::dossier(state, phase),
                phases: whole.phases,
                moves: whole.moves,
                documents: whole.documents,
                tasks: Vec::new(),
                petitions: 1,
            }
        };
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let of = |found: &Found, attempt: &Attempt| Self {
            can_manage: true,
            thread: ThreadLinks::sample(attempt.returned.problems.is_empty()),
            ..Self::of(
                found,
                attempt,
                FormView::sample(&attempt.returned.problems, attempt.returned.is_expired),
                today,
                |_| "0123456789".to_owned(),
            )
        };
        let public = found(DossierState::Public, Some(PhaseKind::PolicyPreparation));
        let mut draft = found(DossierState::Draft, None);
        draft.dossier.manager = None;
        draft.documents = Vec::new();
        draft.moves = Vec::new();
        let blocked = Attempt {
            into: Some(PhaseKind::Evaluation),
            lacking: ScopePart::ALL.to_vec(),
            returned: Returned {
                problems: vec![Problem {
                    field: "into",
                    code: "required",
                }],
                is_expired: true,
            },
            conflict: Conflict::sample(),
        };
        let busy = Self {
            has_tasks: true,
            open_tasks: 2,
            tasks: TaskView::samples(),
            ..of(&public, &Attempt::default())
        };
        let read_only = Self {
            can_manage: false,
            ..busy.clone()
        };
        vec![
            ("public".to_owned(), busy),
            ("read-only".to_owned(), read_only),
            ("draft".to_owned(), of(&draft, &Attempt::default())),
            ("blocked".to_owned(), of(&draft, &blocked)),
        ]
    }
}
