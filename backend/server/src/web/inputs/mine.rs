//! `GET` and `POST /my-input/{token}`: the author reads an input again, writes it anew until the round
//! closes, agrees with the report of what was said, or takes it back.

mod agree;
mod page;
mod withdraw;

pub use agree::agree;
pub use page::MyInputPage;
#[cfg(test)]
pub use withdraw::WithdrawInputPage;
pub use withdraw::{ask_withdraw, withdraw};

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::Problem;
use crate::web::form::{SealedForm, Unsealed, is_token};
use crate::web::page::private_page;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::{edit_input, my_input};
use weerklank_domain::inputs::{CannotRewrite, InputState, InputText, InputTextFault, may_rewrite};
use weerklank_domain::petitions::{Title, TitleFault};
use weerklank_domain::rounds::InputForm;
use weerklank_store::inputs::{InputRecord, origin};
use weerklank_store::moderation::{DecisionRecord, ModerationSubject, decisions_of};
use weerklank_store::rounds::{RoundRecord, find_by_id};

struct Whole {
    round: RoundRecord,
    input: InputRecord,
    decision: Option<DecisionRecord>,
    /// When its speaker agreed with the report.
    agreed_at: Option<DateTime<Utc>>,
}

impl Whole {
    fn asks_speaker(&self) -> bool {
        self.round.rules.asks_speaker(self.input.channel)
            && self.agreed_at.is_none()
            && self.input.standing.state != InputState::Withdrawn
    }

    fn may_rewrite(&self, now: DateTime<Utc>) -> Result<(), CannotRewrite> {
        may_rewrite(self.input.standing.state, &self.round.window(), now)
    }
}

#[derive(Debug, Default, Clone, Deserialize)]
struct Fields {
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    version: i32,
}

/// What is shown of a form that came back.
#[derive(Default)]
struct Shown {
    fields: Option<Fields>,
    problems: Vec<Problem>,
    is_expired: bool,
    is_stale: bool,
    is_saved: bool,
    is_too_late: bool,
}

impl Shown {
    fn status(&self) -> StatusCode {
        if self.is_too_late || self.is_stale {
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
        let (round, decision, agreed_at) = app.house.store.read(|db| {
            let round = find_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
            let decision = decisions_of(db, ModerationSubject::Input(input.id))?
                .into_iter()
                .next();
            let agreed_at = origin(db, input.id)?.and_then(|origin| origin.speaker_agreed_at);
            Ok::<_, ActError>((round, decision, agreed_at))
        })?;
        WebResult::Ok(Whole {
            round,
            input,
            decision,
            agreed_at,
        })
    })
    .await
}

/// Shows an input to its author.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &token).await?;
    answer(&request, &app, visitor, &token, &whole, Shown::default())
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    token: &str,
    whole: &Whole,
    shown: Shown,
) -> WebResult<HttpResponse> {
    let status = shown.status();
    let view = MyInputPage::of(app, visitor.language, token, whole, shown);
    let (path, query) = (request.path(), request.query_string());
    private_page(app, visitor.language, path, query, status, &view)
}

/// Writes an input anew. What cannot be kept comes back: whoever typed it can copy it.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &token).await?;
    let action = format!("/my-input/{token}");
    let (fields, is_proven) = match form.open_by_address::<Fields>(&app, &action)? {
        Unsealed::Proven(fields) => (fields, true),
        Unsealed::Expired(fields) => (fields, false),
    };
    let mut shown = Shown::default();
    if whole.may_rewrite(app.house.clock.now()).is_err() {
        shown.is_too_late = true;
    } else if is_proven {
        app.count_write(&request)?;
        save(&app, &token, &whole.input, &fields, &mut shown).await?;
    } else {
        shown.is_expired = true;
    }
    let whole = look(&app, &token).await?;
    if !shown.is_saved {
        shown.fields = Some(fields);
    }
    answer(&request, &app, visitor, &token, &whole, shown)
}

async fn save(
    app: &Arc<App>,
    token: &str,
    input: &InputRecord,
    fields: &Fields,
    shown: &mut Shown,
) -> WebResult<()> {
    let (title, text) = match parsed(input, fields) {
        Ok(parsed) => parsed,
        Err(problems) => {
            shown.problems = problems;
            return Ok(());
        }
    };
    let (secret, seen) = (token.to_owned(), fields.version);
    let outcome = app
        .block(move |app| {
            let title = title.as_ref();
            WebResult::Ok(edit_input(&app.house, &secret, seen, title, &text))
        })
        .await?;
    match outcome {
        Ok(()) => shown.is_saved = true,
        Err(ActError::Stale) => shown.is_stale = true,
        Err(ActError::LeftOut) => {
            shown.problems = vec![Problem {
                field: "text",
                code: "left_out",
            }];
        }
        Err(ActError::CannotTakePart(_)) => shown.is_too_late = true,
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

type Parsed = (Option<Title>, InputText);

fn parsed(input: &InputRecord, fields: &Fields) -> Result<Parsed, Vec<Problem>> {
    let title = match input.form {
        InputForm::Idea => Title::parse(&fields.title)
            .map(Some)
            .map_err(|fault| Problem {
                field: "title",
                code: match fault {
                    TitleFault::Empty => "required",
                    TitleFault::TooLong => "too_long",
                },
            }),
        InputForm::Open | InputForm::Statement => Ok(None),
    };
    let text = match input.form {
        InputForm::Statement => InputText::parse_statement(&fields.text),
        InputForm::Open | InputForm::Idea => InputText::parse(&fields.text),
    };
    let text = text.map_err(|fault| Problem {
        field: "text",
        code: match fault {
            InputTextFault::Empty => "required",
            InputTextFault::TooLong => "too_long",
        },
    });
    match (title, text) {
        (Ok(title), Ok(text)) => Ok((title, text)),
        (title, text) => Err([title.err(), text.err()].into_iter().flatten().collect()),
    }
}
