//! `/desk/rounds/{number}/answers/{answer}/promises`: what an answer promises is added and taken out, until
//! the report makes commitments of it.

use super::form::{due, needed, owner, title};
use crate::web::app::App;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::DraftAnswers;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::responses::desk::form::Returned;
use crate::web::responses::promise::PromiseView;
use crate::web::responses::round::answer_url;
use crate::web::responses::round::frame::{Said, WorkHead, run};
use crate::web::rounds::desk::look;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::responses::round::{MOST_PROMISES, PromiseDraft, drop_promise, promise};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::people::Permission;
use weerklank_domain::responses::ResponseState;
use weerklank_store::responses::{PromiseRecord, ResponseRecord, promises_of, response};
use weerklank_store::rounds::RoundRecord;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct PromisesPage {
    head: WorkHead,
    answer: i64,
    answer_url: String,
    revision: i32,
    is_ready: bool,
    has_promises: bool,
    promises: Vec<PromiseView>,
    has_room: bool,
    title: Field,
    promise: Field,
    owner: Field,
    due_on: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    revision: i32,
    /// The key of what is taken out.
    out: Option<i64>,
    title: String,
    promise: String,
    owner: String,
    due_on: String,
}

/// What somebody asks for.
enum Deed {
    Add(PromiseDraft),
    TakeOut(i64),
}

impl Fields {
    fn parse(&self) -> Result<Deed, Vec<Problem>> {
        if let Some(id) = self.out {
            return Ok(Deed::TakeOut(id));
        }
        let parts = (
            title(&self.title),
            needed("promise", &self.promise),
            owner(&self.owner),
            due(&self.due_on),
        );
        match parts {
            (Ok(title), Ok(text), Ok(owner), Ok(due_on)) => Ok(Deed::Add(PromiseDraft {
                title,
                text,
                owner,
                due_on,
            })),
            (title, text, owner, due) => Err([title.err(), text.err(), owner.err(), due.err()]
                .into_iter()
                .flatten()
                .collect()),
        }
    }
}

type Found = (ResponseRecord, Vec<PromiseRecord>);

async fn find(app: &Arc<App>, round: i64, number: i64) -> WebResult<Found> {
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let Some(answer) = response(db, round, number)? else {
                    return Ok(None);
                };
                let promises = promises_of(db, answer.id)?;
                Ok::<_, ActError>(Some((answer, promises)))
            })
        })
        .await?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

async fn respond(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (round, number): (&RoundRecord, i64),
    (fields, said): (&Fields, &Said),
) -> WebResult<HttpResponse> {
    let found = find(app, round.id, number).await?;
    let head = WorkHead::of(app, (staff, request, visitor), round, "answer", said);
    let view = PromisesPage::of(head, round.number, &found, (fields, said));
    desk_page(app, staff, request, visitor, said.status(), &view)
}

/// Shows what the answer promises, and the form.
pub async fn form(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DraftAnswers>,
    path: web::Path<(i64, i64)>,
) -> WebResult<HttpResponse> {
    let (number, answer) = path.into_inner();
    let round = look(&app, &staff.actor, Permission::DraftAnswers, number).await?;
    let shown = (&Fields::default(), &Said::default());
    respond(&app, &staff, &request, visitor, (&round, answer), shown).await
}

/// Adds a promise, or takes one out.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DraftAnswers>,
    path: web::Path<(i64, i64)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (number, answer) = path.into_inner();
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let round = look(&app, &staff.actor, Permission::DraftAnswers, number).await?;
    let said = match (is_proven, fields.parse()) {
        (true, Ok(deed)) => {
            let (actor, key, read) = (staff.actor.clone(), (round.id, answer), fields.revision);
            let outcome = run(&app, move |app| -> ActResult<&'static str> {
                match deed {
                    Deed::Add(draft) => {
                        promise(&app.house, &actor, key, read, &draft).map(|()| "promised")
                    }
                    Deed::TakeOut(id) => {
                        drop_promise(&app.house, &actor, key, read, id).map(|()| "unpromised")
                    }
                }
            })
            .await?;
            match refused(outcome)? {
                Ok(done) => {
                    let next = promises_url(number, answer);
                    return Ok(see_other(&format!("{next}?done={done}")));
                }
                Err(said) => said,
            }
        }
        (true, Err(problems)) => Returned::wrong(problems).into(),
        (false, _) => Returned::expired().into(),
    };
    respond(
        &app,
        &staff,
        &request,
        visitor,
        (&round, answer),
        (&fields, &said),
    )
    .await
}

/// What came of it; what is about a field stands at the field.
fn refused<T>(outcome: ActResult<T>) -> WebResult<Result<T, Said>> {
    match outcome.map_err(super::form::problem_of) {
        Ok(done) => Ok(Ok(done)),
        Err(Ok(problem)) => Ok(Err(Returned::wrong(vec![problem]).into())),
        Err(Err(error)) => Said::of(Err(error)),
    }
}

/// The address of what an answer promises.
fn promises_url(round: i64, answer: i64) -> String {
    format!("{}/promises", answer_url(round, answer))
}

impl PromisesPage {
    fn of(
        head: WorkHead,
        round: i64,
        (answer, promises): &Found,
        (fields, said): (&Fields, &Said),
    ) -> Self {
        let problems = &said.returned.problems;
        Self {
            head,
            answer: answer.number,
            answer_url: answer_url(round, answer.number),
            revision: answer.revision,
            is_ready: answer.state == ResponseState::Ready,
            has_promises: !promises.is_empty(),
            promises: promises.iter().map(PromiseView::written).collect(),
            has_room: promises.len() < MOST_PROMISES,
            title: Field::of(&fields.title, "title", problems),
            promise: Field::of(&fields.promise, "promise", problems),
            owner: Field::of(&fields.owner, "owner", problems),
            due_on: Field::of_day(&fields.due_on, "due_on", problems),
        }
    }
}

impl PageView for PromisesPage {
    const TEMPLATE: &'static str = "pages/desk/commitments/promises";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::responses::promise::sample_promises;
        use crate::web::responses::round::frame::sample_response;
        let page = |state, promises: Vec<PromiseRecord>, said: &Said, may, done| {
            let head = WorkHead::sample("answer", may, said, done);
            let found = (sample_response(1, state), promises);
            let fields = Fields {
                title: "Een plan <b>der</b> bomen".to_owned(),
                due_on: "morgen".to_owned(),
                ..Fields::default()
            };
            Self::of(head, 12, &found, (&fields, said))
        };
        let wrong = Said::from(Returned::wrong(
            ["title", "promise", "owner", "due_on"]
                .map(|field| Problem {
                    field,
                    code: "required",
                })
                .to_vec(),
        ));
        let plain = Said::default();
        let full = sample_promises().into_iter().cycle().take(MOST_PROMISES);
        let (draft, ready) = (ResponseState::Draft, ResponseState::Ready);
        vec![
            (
                "empty".to_owned(),
                page(draft, Vec::new(), &plain, true, None),
            ),
            (
                "some".to_owned(),
                page(ready, sample_promises(), &plain, true, Some("promised")),
            ),
            (
                "errors".to_owned(),
                page(draft, sample_promises(), &wrong, true, None),
            ),
            (
                "full".to_owned(),
                page(draft, full.collect(), &plain, true, None),
            ),
            (
                "not-now".to_owned(),
                page(ready, sample_promises(), &plain, false, None),
            ),
        ]
    }
}
