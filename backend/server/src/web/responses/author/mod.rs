//! What an author sees of the answer to an input: by the address of a mail, where it can be said whether
//! the answer is what was meant, and asked about once more.

mod page;
mod routes;

pub use page::MyAnswerPage;
#[cfg(test)]
pub use page::TROUBLES;
pub use routes::configure;

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::Problem;
use crate::web::form::{SealedForm, Unsealed, is_token, see_other};
use crate::web::page::private_page;
use crate::web::responses::report::{ViewAnswer, answers_of};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::my_input;
use weerklank_acts::responses::author::{ask_follow_up, say_heard};
use weerklank_domain::inputs::{InputText, InputTextFault};
use weerklank_domain::responses::{AfterAnswer, CannotAsk, HeardVoice, after_answer};
use weerklank_store::inputs::InputRecord;
use weerklank_store::responses::{
    asked_of, entry_of, first_answered, follow_ups_of, newest_report, views_of_input, voice_of,
};
use weerklank_store::rounds::{RoundRecord, find_by_id};

/// An answer about which something can be asked, or why not.
struct Askable {
    /// The number of the answer within its round.
    number: i64,
    /// The number of the question that was asked about it.
    asked: Option<i64>,
    may: Result<(), CannotAsk>,
}

struct Whole {
    round: RoundRecord,
    input: InputRecord,
    answers: Vec<ViewAnswer>,
    askable: Vec<Askable>,
    voice: Option<HeardVoice>,
    /// The number of the input whose answer this one is a question about.
    asked_of: Option<i64>,
}

/// What came back, or was in the way.
#[derive(Default)]
struct Shown {
    text: String,
    /// The number of the answer that the text is about.
    about: i64,
    problems: Vec<Problem>,
    is_expired: bool,
    /// Why it was not done.
    trouble: Option<&'static str>,
}

impl Shown {
    fn status(&self) -> StatusCode {
        if self.trouble.is_some() {
            StatusCode::CONFLICT
        } else if self.is_expired {
            StatusCode::FORBIDDEN
        } else if self.problems.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::BAD_REQUEST
        }
    }
}

async fn look(app: &Arc<App>, token: &str) -> WebResult<Whole> {
    if !is_token(token) {
        return Err(ErrorCode::NotFound.into());
    }
    let token = token.to_owned();
    app.block(move |app| {
        let found = my_input(&app.house, &token)?;
        let (input, _) = found.ok_or(ErrorCode::NotFound)?;
        let now = app.house.clock.now();
        let whole = app.house.store.read_at_once(|db| {
            let round = find_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
            let (mut answers, mut askable) = (Vec::new(), Vec::new());
            if let Some((report, _, _)) = newest_report(db, round.id)? {
                answers = answers_of(db, report, &input, &round.slug)?;
                let asked = follow_ups_of(db, input.id)?;
                for response in views_of_input(db, report, input.id)?
                    .into_iter()
                    .filter_map(|view| view.response_id)
                {
                    let number = entry_of(db, report, response)?.map(|placed| placed.entry.number);
                    let first = first_answered(db, input.id, response)?;
                    let (Some(number), Some(answered_at)) = (number, first) else {
                        continue;
                    };
                    let asked = asked.iter().find(|(about, _)| *about == response);
                    let given = AfterAnswer {
                        answered_at,
                        has_asked: asked.is_some(),
                    };
                    let is_new = askable.iter().all(|one: &Askable| one.number != number);
                    askable.extend(is_new.then(|| Askable {
                        number,
                        asked: asked.map(|(_, question)| *question),
                        may: after_answer(given, now),
                    }));
                }
            }
            Ok::<_, ActError>(Whole {
                voice: voice_of(db, input.id)?,
                asked_of: asked_of(db, input.id)?,
                round,
                input,
                answers,
                askable,
            })
        })?;
        WebResult::Ok(whole)
    })
    .await
}

fn respond(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    token: &str,
    whole: &Whole,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let view = MyAnswerPage::of(app, visitor.language, token, whole, shown);
    let (path, query) = (request.path(), request.query_string());
    private_page(app, visitor.language, path, query, shown.status(), &view)
}

/// Shows the answer; changes nothing.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &token).await?;
    respond(&request, &app, visitor, &token, &whole, &Shown::default())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Heard {
    says: String,
}

/// Keeps what the author says.
pub async fn heard(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    look(&app, &token).await?;
    let action = format!("/my-input/{token}/heard");
    let mut shown = Shown::default();
    match form.open_by_address::<Heard>(&app, &action)? {
        Unsealed::Expired(_) => shown.is_expired = true,
        Unsealed::Proven(fields) => {
            app.count_write(&request)?;
            let says = HeardVoice::from_code(&fields.says).ok_or(ErrorCode::BadRequest)?;
            let secret = token.clone();
            let outcome = app
                .block(move |app| WebResult::Ok(say_heard(&app.house, &secret, says)))
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&format!("/my-input/{token}/answer"))),
                Err(ActError::Stale) => shown.trouble = Some("said"),
                Err(ActError::CannotAsk(why)) => shown.trouble = Some(why.code()),
                Err(error) => return Err(error.into()),
            }
        }
    }
    let whole = look(&app, &token).await?;
    respond(&request, &app, visitor, &token, &whole, &shown)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Question {
    answer: i64,
    text: String,
}

/// Registers a question about an answer.
pub async fn follow_up(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    look(&app, &token).await?;
    let action = format!("/my-input/{token}/follow-up");
    let (fields, is_proven) = match form.open_by_address::<Question>(&app, &action)? {
        Unsealed::Proven(fields) => (fields, true),
        Unsealed::Expired(fields) => (fields, false),
    };
    let mut shown = Shown {
        about: fields.answer,
        is_expired: !is_proven,
        ..Shown::default()
    };
    if is_proven {
        app.count_write(&request)?;
        match InputText::parse(&fields.text) {
            Err(fault) => shown.problems = vec![problem_of(fault)],
            Ok(text) => {
                let (secret, answer) = (token.clone(), fields.answer);
                let outcome = app
                    .block(move |app| {
                        WebResult::Ok(ask_follow_up(&app.house, &secret, answer, &text))
                    })
                    .await?;
                match outcome {
                    Ok(_) => return Ok(see_other(&format!("/my-input/{token}/answer"))),
                    Err(ActError::CannotAsk(why)) => shown.trouble = Some(why.code()),
                    Err(error) => return Err(error.into()),
                }
            }
        }
    }
    shown.text = fields.text;
    let whole = look(&app, &token).await?;
    respond(&request, &app, visitor, &token, &whole, &shown)
}

fn problem_of(fault: InputTextFault) -> Problem {
    Problem {
        field: "text",
        code: match fault {
            InputTextFault::Empty => "required",
            InputTextFault::TooLong => "too_long",
        },
    }
}
