//! `GET` and `POST /desk/rounds/{number}/notices`: what visitors of the round are told.

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
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::rounds::desk::add_notice;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_domain::rounds::NoticeKind;
use weerklank_store::rounds::RoundRecord;

/// What can be told by hand; that papers were changed is told where they are changed.
const BY_HAND: [NoticeKind; 2] = [NoticeKind::Outage, NoticeKind::Note];

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct NoticesPage {
    subject: RoundSubject,
    form: FormView,
    can_tell: bool,
    kinds: Vec<Choice>,
    notice: Field,
    text: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    notice: String,
    text: String,
}

impl Fields {
    fn parse(&self) -> Result<(NoticeKind, Passage), Vec<Problem>> {
        let kind = NoticeKind::from_code(&self.notice)
            .filter(|kind| BY_HAND.contains(kind))
            .ok_or(Problem {
                field: "notice",
                code: "required",
            });
        match (kind, needed("text", &self.text)) {
            (Ok(kind), Ok(text)) => Ok((kind, text)),
            (kind, text) => Err([kind.err(), text.err()].into_iter().flatten().collect()),
        }
    }
}

type Staff = Allowed<ManageRounds>;

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    round: &RoundRecord,
    (fields, returned): (&Fields, &Returned),
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let view = NoticesPage {
        subject: RoundSubject::of(round, visitor.language, app.house.clock.now()),
        form: FormView::of(app, &browser, request.path(), returned),
        can_tell: round.state.is_public(),
        kinds: choices(BY_HAND.iter().map(|kind| kind.code()), &fields.notice),
        notice: Field::of(&fields.notice, "notice", &returned.problems),
        text: Field::of(&fields.text, "text", &returned.problems),
    };
    let status = Trouble::default().status(returned);
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
    let shown = (&Fields::default(), &Returned::default());
    answer(&app, &staff, &request, visitor, &round, shown)
}

/// Tells it.
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
    let mut returned = Returned::default();
    match (is_proven, fields.parse()) {
        (true, Ok(_)) if !round.state.is_public() => {}
        (true, Ok((kind, text))) => {
            let (actor, id) = (staff.actor.clone(), round.id);
            app.block(move |app| add_notice(&app.house, &actor, id, kind, &text))
                .await?;
            return Ok(see_other(&desk_url(number)));
        }
        (true, Err(problems)) => returned.problems = problems,
        (false, _) => returned.is_expired = true,
    }
    answer(
        &app,
        &staff,
        &request,
        visitor,
        &round,
        (&fields, &returned),
    )
}

impl PageView for NoticesPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/notices";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let problems = [
            Problem {
                field: "notice",
                code: "required",
            },
            Problem {
                field: "text",
                code: "too_long",
            },
        ];
        let page = |problems: &[Problem], is_expired, can_tell| Self {
            subject: RoundSubject::sample(if can_tell { "open" } else { "draft" }),
            form: FormView::sample(problems, is_expired),
            can_tell,
            kinds: choices(BY_HAND.iter().map(|kind| kind.code()), "outage"),
            notice: Field::of("outage", "notice", problems),
            text: Field::of("Wij waren er <b>der</b> niet.", "text", problems),
        };
        vec![
            ("empty".to_owned(), page(&[], false, true)),
            ("errors".to_owned(), page(&problems, false, true)),
            ("expired".to_owned(), page(&[], true, true)),
            ("draft".to_owned(), page(&[], false, false)),
        ]
    }
}
