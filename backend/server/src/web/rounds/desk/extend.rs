//! `GET` and `POST /desk/rounds/{number}/extend`

use super::moments::{ClosingView, DayEnd, moment, time_field};
use super::subject::RoundSubject;
use super::trouble::Trouble;
use super::{desk_url, look};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageRounds;
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{Choice, FormView, Returned, choices, needed};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::rounds::desk::extend_round;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_domain::rounds::{CannotExtend, ExtensionCause};
use weerklank_store::rounds::RoundRecord;

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct ExtendPage {
    subject: RoundSubject,
    form: FormView,
    trouble: Trouble,
    can_extend: bool,
    closing: ClosingView,
    causes: Vec<Choice>,
    cause: Field,
    closes_on: Field,
    closes_time: Field,
    reason: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    cause: String,
    closes_on: String,
    closes_time: String,
    reason: String,
}

type Asked = (DateTime<Utc>, ExtensionCause, Passage);

impl Fields {
    fn parse(&self) -> Result<Asked, Vec<Problem>> {
        let required = |field| Problem {
            field,
            code: "required",
        };
        let to = moment(
            ("closes_on", &self.closes_on),
            ("closes_time", &self.closes_time),
            DayEnd::End,
        )
        .and_then(|to| to.ok_or_else(|| required("closes_on")));
        let cause = ExtensionCause::from_code(&self.cause).ok_or_else(|| required("cause"));
        let reason = needed("reason", &self.reason);
        match (to, cause, reason) {
            (Ok(to), Ok(cause), Ok(reason)) => Ok((to, cause, reason)),
            (to, cause, reason) => Err([to.err(), cause.err(), reason.err()]
                .into_iter()
                .flatten()
                .collect()),
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

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    round: &RoundRecord,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let now = app.house.clock.now();
    let (fields, problems) = (&shown.fields, &shown.returned.problems);
    let view = ExtendPage {
        subject: RoundSubject::of(round, visitor.language, now),
        form: FormView::of(app, &browser, request.path(), &shown.returned),
        trouble: shown.trouble.clone(),
        can_extend: round.window().shown_state(now).is_running(),
        closing: ClosingView::of(round.closes_at),
        causes: choices(
            ExtensionCause::ALL.iter().map(|cause| cause.code()),
            &fields.cause,
        ),
        cause: Field::of(&fields.cause, "cause", problems),
        closes_on: Field::of_day(&fields.closes_on, "closes_on", problems),
        closes_time: time_field(&fields.closes_time, "closes_time", problems),
        reason: Field::of(&fields.reason, "reason", problems),
    };
    let status = shown.trouble.status(&shown.returned);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let round = look(&app, &staff.actor, Permission::ManageRounds, number).await?;
    answer(&app, &staff, &request, visitor, &round, &Shown::default())
}

/// Makes the round longer.
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
        (true, Ok((to, cause, reason))) => {
            let (actor, id) = (staff.actor.clone(), round.id);
            let outcome = app
                .block(move |app| {
                    WebResult::Ok(extend_round(&app.house, &actor, id, to, cause, &reason))
                })
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&desk_url(number))),
                Err(ActError::CannotExtend(CannotExtend::NotLater)) => {
                    shown.returned.problems.push(Problem {
                        field: "closes_on",
                        code: "not_later",
                    });
                }
                Err(error) => shown.trouble = Trouble::of(error)?,
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    let round = look(&app, &staff.actor, Permission::ManageRounds, number).await?;
    answer(&app, &staff, &request, visitor, &round, &shown)
}

impl PageView for ExtendPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/extend";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let problem = |field, code| Problem { field, code };
        let problems = [
            problem("cause", "required"),
            problem("closes_on", "not_later"),
            problem("closes_time", "no_such_time"),
            problem("reason", "required"),
        ];
        let [_, time, day] = ClosingView::samples();
        let page = |problems: &[Problem], is_expired, closing: &ClosingView| Self {
            subject: RoundSubject::sample("open"),
            form: FormView::sample(problems, is_expired),
            trouble: Trouble::default(),
            can_extend: true,
            closing: closing.clone(),
            causes: choices(ExtensionCause::ALL.iter().map(|one| one.code()), "outage"),
            cause: Field::of("outage", "cause", problems),
            closes_on: Field::of_day("<b>der</b>", "closes_on", problems),
            closes_time: Field::of("02:30", "closes_time", problems),
            reason: Field::of("", "reason", problems),
        };
        let mut pages = vec![
            ("empty".to_owned(), page(&[], false, &day)),
            ("errors".to_owned(), page(&problems, false, &time)),
            ("expired".to_owned(), page(&[], true, &day)),
        ];
        for (name, trouble) in Trouble::samples() {
            let view = Self {
                trouble,
                can_extend: false,
                ..page(&[], false, &day)
            };
            pages.push((name, view));
        }
        pages
    }
}
