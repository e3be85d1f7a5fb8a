//! `/desk/dossiers/{reference}/tasks`: the list of the process manager.

use super::form::{Choice, FormView, Returned, day, line, opened, phase, phases, see_other};
use super::show::TaskView;
use super::{Head, desk_url, managed};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageDossiers;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, Nothing, SealedForm};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, dossiers};
use weerklank_domain::calendar::day_of;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_store::dossiers::{DossierRecord, NewTask, TaskRecord, tasks};

/// The list and the form.
#[derive(Debug, Clone, Serialize)]
pub struct TasksPage {
    head: Head,
    form: FormView,
    tasks: Vec<TaskView>,
    has_tasks: bool,
    can_manage: bool,
    task: Field,
    phase: Field,
    phases: Vec<Choice>,
    due_on: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    task: String,
    #[serde(default)]
    phase: String,
    #[serde(default)]
    due_on: String,
}

impl Fields {
    fn parse(&self) -> Result<NewTask, Vec<Problem>> {
        let title = line("task", &self.task).and_then(|title| {
            if title.is_empty() {
                Err(Problem {
                    field: "task",
                    code: "required",
                })
            } else {
                Ok(title)
            }
        });
        match (
            title,
            phase("phase", &self.phase),
            day("due_on", &self.due_on),
        ) {
            (Ok(title), Ok(phase), Ok(due_on)) => Ok(NewTask {
                phase,
                title,
                due_on,
            }),
            (title, phase, due_on) => Err([title.err(), phase.err(), due_on.err()]
                .into_iter()
                .flatten()
                .collect()),
        }
    }
}

type Staff = Allowed<ManageDossiers>;
type Found = (DossierRecord, Vec<TaskRecord>);

async fn look(app: &Arc<App>, actor: &Actor, reference: &str) -> WebResult<Found> {
    let dossier = managed(app, actor, reference).await?;
    let id = dossier.id;
    let tasks = app
        .block(move |app| app.house.store.read(|db| Ok::<_, ActError>(tasks(db, id)?)))
        .await?;
    Ok((dossier, tasks))
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (dossier, tasks): &Found,
    (fields, returned): (&Fields, &Returned),
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let today = day_of(app.house.clock.now());
    let view = TasksPage::of(
        Head::of(dossier, visitor.language),
        FormView::of(app, &browser, request.path(), returned),
        tasks
            .iter()
            .map(|task| {
                TaskView::of(task, &dossier.reference, today, |action| {
                    browser.proof(app, action)
                })
            })
            .collect(),
        fields,
        &returned.problems,
    );
    let status = returned.status(false);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the list and the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, &reference).await?;
    let fields = Fields {
        phase: found.0.phase.map_or("", PhaseKind::code).to_owned(),
        ..Fields::default()
    };
    let shown = (&fields, &Returned::default());
    answer(&app, &staff, &request, visitor, &found, shown)
}

/// Puts a task on the list.
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
    let mut returned = Returned::default();
    match (is_proven, fields.parse()) {
        (true, Ok(task)) => {
            let (id, actor) = (found.0.id, staff.actor.clone());
            app.block(move |app| dossiers::add_task(&app.house, &actor, id, &task))
                .await?;
            return Ok(see_other(request.path()));
        }
        (true, Err(problems)) => returned.problems = problems,
        (false, _) => returned.is_expired = true,
    }
    let shown = (&fields, &returned);
    answer(&app, &staff, &request, visitor, &found, shown)
}

/// Ticks a task off, or takes the tick away. Pressed twice it does the same once.
pub async fn tick(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: Staff,
    path: web::Path<(String, i64, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (_, is_proven): (Nothing, bool) = opened(&app, &request, form, request.path())?;
    if !is_proven {
        return Err(ErrorCode::Forbidden.into());
    }
    let (reference, task_id, what) = path.into_inner();
    let dossier = managed(&app, &staff.actor, &reference).await?;
    let (id, actor) = (dossier.id, staff.actor.clone());
    app.block(move |app| {
        if what == "tick" {
            dossiers::tick_task(&app.house, &actor, id, task_id)
        } else {
            dossiers::untick_task(&app.house, &actor, id, task_id)
        }
    })
    .await?;
    Ok(see_other(&format!(
        "{}#tasks-heading",
        desk_url(&reference)
    )))
}

impl TasksPage {
    fn of(
        head: Head,
        form: FormView,
        tasks: Vec<TaskView>,
        fields: &Fields,
        problems: &[Problem],
    ) -> Self {
        Self {
            head,
            form,
            has_tasks: !tasks.is_empty(),
            can_manage: true,
            tasks,
            task: Field::of(&fields.task, "task", problems),
            phase: Field::of(&fields.phase, "phase", problems),
            phases: phases(&fields.phase),
            due_on: Field::of_day(&fields.due_on, "due_on", problems),
        }
    }
}

impl PageView for TasksPage {
    const TEMPLATE: &'static str = "pages/desk/dossiers/tasks";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let of = |tasks, problems: &[Problem], is_expired| {
            let fields = Fields {
                task: "Zaal <b>der</b> huren".to_owned(),
                phase: "evaluation".to_owned(),
                due_on: "morgen".to_owned(),
            };
            let form = FormView::sample(problems, is_expired);
            Self::of(Head::sample(false), form, tasks, &fields, problems)
        };
        let problems = ["task", "phase", "due_on"].map(|field| Problem {
            field,
            code: "invalid_date",
        });
        vec![
            ("full".to_owned(), of(TaskView::samples(), &[], false)),
            ("errors".to_owned(), of(Vec::new(), &problems, false)),
            ("expired".to_owned(), of(Vec::new(), &[], true)),
        ]
    }
}
