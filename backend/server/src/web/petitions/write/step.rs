//! `GET` and `POST /mine/{token}/{step}`: one question a page, kept at once.

mod choices;
#[cfg(test)]
mod samples;

use super::step_form::StepFields;
use super::{address, link_unknown, look};
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{SealedForm, Unsealed, day_of_text, proof_of_address, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::petitions::write::{PetitionerPage, may_answer, save_answer};
use weerklank_domain::calendar::last_day_before;
use weerklank_domain::petitions::{
    ClosingFault, LONGEST_PASSAGE, LONGEST_TITLE, PetitionState, WriteStep, closing_days,
};

use choices::{Choice, choices};

/// One question.
#[derive(Debug, Clone, Serialize)]
pub struct StepPage {
    step: &'static str,
    number: usize,
    of: usize,
    title: String,
    lang: &'static str,
    action: String,
    csrf: String,
    back_url: String,
    check_url: String,
    has_check: bool,
    later_url: String,
    has_errors: bool,
    problems: Vec<Problem>,
    error: &'static str,
    is_conflict: bool,
    form_expired: bool,
    is_revision: bool,
    is_line: bool,
    is_text: bool,
    is_optional: bool,
    is_choice: bool,
    is_instrument: bool,
    is_date: bool,
    /// What was typed is no day, which a date field would not show.
    is_odd_date: bool,
    is_person: bool,
    value: String,
    max: usize,
    first_day: String,
    last_day: String,
    choices: Vec<Choice>,
    name: Field,
    email: Field,
    age: Field,
    show_name: bool,
    is_sixteen: bool,
}

/// What is shown again after something was wrong.
#[derive(Default)]
struct Again {
    fields: Option<StepFields>,
    problems: Vec<Problem>,
    is_conflict: bool,
    is_expired: bool,
}

impl StepPage {
    fn of(
        app: &App,
        token: &str,
        page: &PetitionerPage,
        step: WriteStep,
        choices: Vec<Choice>,
        again: Again,
    ) -> Self {
        let petition = &page.petition;
        let here = address(token);
        let action = format!("{here}/{}", step.code());
        let is_revision = petition.state == PetitionState::RevisionRequested;
        let back_url = match step.previous() {
            Some(previous) if !is_revision => format!("{here}/{}", previous.code()),
            _ => here.clone(),
        };
        let (first_day, last_day) = closing_days(&petition.rules, app.house.clock.now());
        let typed = again.fields.as_ref();
        let field = |name: &str, known: &str, typed: Option<&str>| {
            Field::of(typed.unwrap_or(known), name, &again.problems)
        };
        Self {
            step: step.code(),
            number: step.number(),
            of: WriteStep::ALL.len(),
            title: petition.title.clone(),
            lang: petition.language.code(),
            csrf: proof_of_address(app, &action),
            action,
            back_url,
            has_check: page.unanswered().is_empty() || is_revision,
            later_url: format!("{here}/later"),
            check_url: here,
            has_errors: !again.problems.is_empty(),
            error: again
                .problems
                .iter()
                .find(|problem| problem.field == "value")
                .map_or("", |problem| problem.code),
            is_conflict: again.is_conflict,
            form_expired: again.is_expired,
            is_revision,
            is_line: step == WriteStep::Title,
            is_text: step.is_text() && step != WriteStep::Title,
            is_optional: step == WriteStep::Explanation,
            is_choice: matches!(
                step,
                WriteStep::Body | WriteStep::Area | WriteStep::Instrument
            ),
            is_instrument: step == WriteStep::Instrument,
            is_date: step == WriteStep::Closing,
            is_odd_date: typed.is_some_and(|fields| day_of_text(&fields.value).is_none()),
            is_person: step == WriteStep::Petitioner,
            value: typed.map_or_else(
                || known_value(page, step),
                |fields| typed_value(step, &fields.value),
            ),
            max: if step == WriteStep::Title {
                LONGEST_TITLE
            } else {
                LONGEST_PASSAGE
            },
            first_day: first_day.to_string(),
            last_day: last_day.to_string(),
            choices,
            name: field(
                "name",
                &page.person.name,
                typed.map(|fields| fields.name.as_str()),
            ),
            email: field(
                "email",
                &page.person.email,
                typed.map(|fields| fields.email.as_str()),
            ),
            age: field("is_sixteen", "", None),
            show_name: typed.map_or(page.petitioner.show_name, |fields| {
                fields.show_name.is_some()
            }),
            // Whoever has a public name said so when it was chosen.
            is_sixteen: typed.map_or(page.petitioner.show_name, |fields| {
                fields.is_sixteen.is_some()
            }),
            problems: again.problems,
        }
    }
}

/// What was typed; a day is written as a date field takes it.
fn typed_value(step: WriteStep, typed: &str) -> String {
    match (step, day_of_text(typed)) {
        (WriteStep::Closing, Some(day)) => day.to_string(),
        _ => typed.to_owned(),
    }
}

/// What was answered before.
fn known_value(page: &PetitionerPage, step: WriteStep) -> String {
    let petition = &page.petition;
    match step {
        WriteStep::Title => petition.title.clone(),
        WriteStep::Observation => petition.observation.clone(),
        WriteStep::Request => petition.request.clone(),
        WriteStep::Explanation => petition.explanation.clone(),
        WriteStep::Closing => petition
            .closes_at
            .map(|at| last_day_before(at).to_string())
            .unwrap_or_default(),
        WriteStep::Body | WriteStep::Area | WriteStep::Instrument | WriteStep::Petitioner => {
            String::new()
        }
    }
}

/// Token and step of the address.
pub type Address = web::Path<(String, String)>;

/// Answers a question's page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: Address,
) -> WebResult<HttpResponse> {
    let (token, step) = path.into_inner();
    let step = WriteStep::from_code(&step).ok_or(ErrorCode::NotFound)?;
    let Some(page) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    if !may_answer(page.petition.state, step) {
        return Ok(see_other(&address(&token)));
    }
    answer(
        &request,
        &app,
        visitor,
        &token,
        page,
        step,
        Again::default(),
    )
    .await
}

async fn answer(
    request: &HttpRequest,
    app: &web::Data<Arc<App>>,
    visitor: Visitor,
    token: &str,
    page: PetitionerPage,
    step: WriteStep,
    again: Again,
) -> WebResult<HttpResponse> {
    let status = if again.is_expired {
        StatusCode::FORBIDDEN
    } else if again.is_conflict {
        StatusCode::CONFLICT
    } else if again.problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::BAD_REQUEST
    };
    let token = token.to_owned();
    let view = app
        .block(move |app| {
            let chosen = again.fields.as_ref().map(|fields| fields.value.as_str());
            let choices = choices(app, &page, step, chosen, visitor.language)?;
            Ok::<_, WebError>(StepPage::of(app, &token, &page, step, choices, again))
        })
        .await?;
    let (path, query) = (request.path(), request.query_string());
    private_page(app, visitor.language, path, query, status, &view)
}

/// Keeps the answer, and leads to the next question that was not answered, or to the check.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: Address,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (token, step) = path.into_inner();
    let step = WriteStep::from_code(&step).ok_or(ErrorCode::NotFound)?;
    let Some(page) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    let action = format!("{}/{}", address(&token), step.code());
    let fields = match form.open_by_address::<StepFields>(&app, &action)? {
        Unsealed::Proven(fields) => fields,
        Unsealed::Expired(fields) => {
            let again = Again {
                fields: Some(fields),
                is_expired: true,
                ..Again::default()
            };
            return answer(&request, &app, visitor, &token, page, step, again).await;
        }
    };
    app.count_write(&request)?;
    let again = |fields: StepFields, problems: Vec<Problem>, is_conflict: bool| Again {
        fields: Some(fields),
        problems,
        is_conflict,
        is_expired: false,
    };
    let given = match fields.answer(step, visitor.language) {
        Ok(given) => given,
        Err(problems) => {
            let again = again(fields, problems, false);
            return answer(&request, &app, visitor, &token, page, step, again).await;
        }
    };
    let saved = {
        let page = page.clone();
        let outcome = app.block(move |app| {
            Ok::<_, WebError>(match save_answer(&app.house, &page, &given) {
                Err(ActError::Closing(fault)) => Err(Some(closing_code(fault))),
                Err(ActError::Missing) => Err(Some("choose")),
                Err(ActError::WrongStep(_)) => Err(None),
                Err(error) => return Err(error.into()),
                Ok(()) => Ok(()),
            })
        });
        outcome.await?
    };
    match saved {
        Ok(()) => {}
        Err(Some(code)) => {
            let problem = Problem {
                field: "value",
                code,
            };
            let again = again(fields, vec![problem], false);
            return answer(&request, &app, visitor, &token, page, step, again).await;
        }
        // Filed in another window meanwhile: what was typed is still on the page.
        Err(None) => {
            let again = again(fields, Vec::new(), true);
            return answer(&request, &app, visitor, &token, page, step, again).await;
        }
    }
    let after = look(&app, &token).await?.ok_or(ErrorCode::NotFound)?;
    let here = address(&token);
    let open = after.unanswered();
    let next = open
        .iter()
        .find(|open| open.number() > step.number())
        .or(open.first());
    Ok(see_other(&match next {
        Some(next) if after.petition.state == PetitionState::Draft => {
            format!("{here}/{}", next.code())
        }
        _ => here,
    }))
}

/// The word for what is wrong with a closing day.
pub fn closing_code(fault: ClosingFault) -> &'static str {
    match fault {
        ClosingFault::TooSoon => "too_soon",
        ClosingFault::TooLate => "too_late",
    }
}

impl PageView for StepPage {
    const TEMPLATE: &'static str = "pages/petitions/write/step";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::all()
    }
}
