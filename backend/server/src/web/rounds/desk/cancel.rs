//! `GET` and `POST /desk/rounds/{number}/cancel`

use super::subject::RoundSubject;
use super::trouble::Trouble;
use super::{desk_url, look};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageRounds;
use crate::web::errors::WebResult;
use crate::web::field::Field;
#[cfg(test)]
use crate::web::field::Problem;
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{FormView, Returned, needed};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::rounds::desk::cancel_round;
use weerklank_domain::people::Permission;
use weerklank_domain::rounds::RoundStep;
use weerklank_store::rounds::RoundRecord;

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct CancelPage {
    subject: RoundSubject,
    form: FormView,
    trouble: Trouble,
    can_cancel: bool,
    reason: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    reason: String,
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
    let state = round.window().shown_state(now);
    let view = CancelPage {
        subject: RoundSubject::of(round, visitor.language, now),
        form: FormView::of(app, &browser, request.path(), &shown.returned),
        trouble: shown.trouble.clone(),
        can_cancel: state.after(RoundStep::Cancel).is_ok(),
        reason: Field::of(&shown.fields.reason, "reason", &shown.returned.problems),
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

/// Stops the round.
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
    match (is_proven, needed("reason", &shown.fields.reason)) {
        (true, Ok(reason)) => {
            let (actor, id) = (staff.actor.clone(), round.id);
            let outcome = app
                .block(move |app| WebResult::Ok(cancel_round(&app.house, &actor, id, &reason)))
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&desk_url(number))),
                Err(error) => shown.trouble = Trouble::of(error)?,
            }
        }
        (true, Err(problem)) => shown.returned.problems.push(problem),
        (false, _) => shown.returned.is_expired = true,
    }
    let round = look(&app, &staff.actor, Permission::ManageRounds, number).await?;
    answer(&app, &staff, &request, visitor, &round, &shown)
}

impl PageView for CancelPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/cancel";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let problems = [Problem {
            field: "reason",
            code: "required",
        }];
        let page = |problems: &[Problem], is_expired| Self {
            subject: RoundSubject::sample("open"),
            form: FormView::sample(problems, is_expired),
            trouble: Trouble::default(),
            can_cancel: true,
            reason: Field::of("Het plan <b>der</b> vervalt.", "reason", problems),
        };
        let mut pages = vec![
            ("empty".to_owned(), page(&[], false)),
            ("errors".to_owned(), page(&problems, false)),
            ("expired".to_owned(), page(&[], true)),
        ];
        for (name, trouble) in Trouble::samples() {
            let view = Self {
                trouble,
                can_cancel: false,
                ..page(&[], false)
            };
            pages.push((name, view));
        }
        pages
    }
}
