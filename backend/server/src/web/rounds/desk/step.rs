//! `GET` and `POST /desk/rounds/{number}/{step}`: announcing, and beginning to answer. Each is asked once
//! more, as none can be taken back. Publishing the report is what concludes a round.

use super::subject::RoundSubject;
use super::trouble::Trouble;
use super::{desk_url, look};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageRounds;
use crate::web::errors::WebResult;
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::rounds::desk::{announce, announce_lacks, begin_answering};
use weerklank_domain::people::Permission;
use weerklank_domain::rounds::RoundStep;
use weerklank_store::rounds::RoundRecord;

/// The question.
#[derive(Debug, Clone, Serialize)]
pub struct StepPage {
    subject: RoundSubject,
    form: FormView,
    trouble: Trouble,
    step: &'static str,
    can_take: bool,
    revision: i32,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    /// The revision that was read.
    #[serde(default)]
    revision: i32,
}

type Staff = Allowed<ManageRounds>;

/// The step of a word in an address.
fn step_of(word: &str) -> RoundStep {
    match word {
        "announce" => RoundStep::Announce,
        // The address takes two words.
        _ => RoundStep::BeginAnswering,
    }
}

/// What is in the way of a step now.
async fn in_the_way(app: &Arc<App>, round: &RoundRecord, step: RoundStep) -> WebResult<Trouble> {
    let round = round.clone();
    let outcome = app
        .block(move |app| {
            let now = app.house.clock.now();
            let has_provider = app.house.identity().is_some();
            let state = round.window().shown_state(now);
            let looked = app.house.store.read(|db| {
                state.after(step)?;
                let lacks = match step {
                    RoundStep::Announce => announce_lacks(db, &round, has_provider, now)?,
                    _ => Vec::new(),
                };
                if !lacks.is_empty() {
                    return Err(ActError::CannotAnnounce(lacks));
                }
                Ok(())
            });
            WebResult::Ok(looked)
        })
        .await?;
    match outcome {
        Ok(()) => Ok(Trouble::default()),
        Err(error) => Ok(Trouble::of(error)?),
    }
}

struct Shown {
    step: RoundStep,
    trouble: Trouble,
    returned: Returned,
    can_take: bool,
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    round: &RoundRecord,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let view = StepPage {
        subject: RoundSubject::of(round, visitor.language, app.house.clock.now()),
        form: FormView::of(app, &browser, request.path(), &shown.returned),
        trouble: shown.trouble.clone(),
        step: shown.step.code(),
        can_take: shown.can_take,
        revision: round.revision,
    };
    let is_question = request.method().is_safe();
    let status = if is_question {
        actix_web::http::StatusCode::OK
    } else {
        shown.trouble.status(&shown.returned)
    };
    desk_page(app, staff, request, visitor, status, &view)
}

/// Asks.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(i64, String)>,
) -> WebResult<HttpResponse> {
    let (number, word) = path.into_inner();
    let step = step_of(&word);
    let round = look(&app, &staff.actor, Permission::ManageRounds, number).await?;
    let trouble = in_the_way(&app, &round, step).await?;
    let shown = Shown {
        step,
        can_take: !trouble.has_trouble,
        trouble,
        returned: Returned::default(),
    };
    answer(&app, &staff, &request, visitor, &round, &shown)
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
    let (number, word) = path.into_inner();
    let step = step_of(&word);
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let round = look(&app, &staff.actor, Permission::ManageRounds, number).await?;
    let mut shown = Shown {
        step,
        can_take: true,
        trouble: Trouble::default(),
        returned: Returned {
            is_expired: !is_proven,
            ..Returned::default()
        },
    };
    if is_proven {
        let (actor, id, read) = (staff.actor.clone(), round.id, fields.revision);
        let outcome = app
            .block(move |app| {
                WebResult::Ok(match step {
                    RoundStep::Announce => announce(&app.house, &actor, id, read),
                    _ => begin_answering(&app.house, &actor, id),
                })
            })
            .await?;
        match outcome {
            Ok(()) => return Ok(see_other(&desk_url(number))),
            Err(error) => shown.trouble = Trouble::of(error)?,
        }
    }
    let round = look(&app, &staff.actor, Permission::ManageRounds, number).await?;
    shown.can_take = !in_the_way(&app, &round, step).await?.has_trouble;
    answer(&app, &staff, &request, visitor, &round, &shown)
}

impl PageView for StepPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/step";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let page = |step: RoundStep, trouble: Trouble, is_expired| Self {
            subject: RoundSubject::sample("draft"),
            form: FormView::sample(&[], is_expired),
            can_take: !trouble.has_trouble,
            trouble,
            step: step.code(),
            revision: 1,
        };
        let mut pages: Vec<(String, Self)> = [RoundStep::Announce, RoundStep::BeginAnswering]
            .into_iter()
            .map(|step| {
                let name = step.code().replace('_', "-");
                (name, page(step, Trouble::default(), false))
            })
            .collect();
        pages.push((
            "expired".to_owned(),
            page(RoundStep::Announce, Trouble::default(), true),
        ));
        pages.extend(
            Trouble::samples()
                .into_iter()
                .map(|(name, trouble)| (name, page(RoundStep::BeginAnswering, trouble, false))),
        );
        pages
    }
}
