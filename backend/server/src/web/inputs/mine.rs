//! `GET` and `POST /my-input/{token}`: the author reads an input again, writes it anew until the round
//! closes, or takes it back.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{SealedForm, Unsealed, is_token, proof_of_address, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty};
use crate::web::rounds::card::RoundHead;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::{approve_report, edit_input, my_input, withdraw_input};
use weerklank_domain::inputs::{
    InputState, InputText, InputTextFault, LONGEST_INPUT, LONGEST_STATEMENT, ModerationState,
};
use weerklank_domain::petitions::{Title, TitleFault};
use weerklank_domain::rounds::InputForm;
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::inputs::{DecisionRecord, InputRecord, decisions_of, origin};
use weerklank_store::rounds::{RoundRecord, find_by_id};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct MyInputPage {
    head: RoundHead,
    number: String,
    lang: &'static str,
    url: String,
    at: String,
    state: &'static str,
    is_awaiting: bool,
    is_removed: bool,
    is_withdrawn: bool,
    is_public: bool,
    is_late: bool,
    /// Whether its speaker is asked to agree with the report of what was said.
    asks_speaker: bool,
    has_agreed: bool,
    agreed_at: String,
    agree_action: String,
    agree_csrf: String,
    has_decision: bool,
    has_rule: bool,
    rule: String,
    has_reason: bool,
    reason_html: SafeHtml,
    can_edit: bool,
    can_withdraw: bool,
    action: String,
    csrf: String,
    withdraw_url: String,
    version: i32,
    is_idea: bool,
    is_statement: bool,
    title: Field,
    text: Field,
    text_html: SafeHtml,
    max: usize,
    has_errors: bool,
    problems: Vec<Problem>,
    form_expired: bool,
    is_stale: bool,
    is_saved: bool,
}

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

#[derive(Default)]
struct Shown {
    fields: Option<Fields>,
    problems: Vec<Problem>,
    is_expired: bool,
    is_stale: bool,
    is_saved: bool,
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
            let decision = decisions_of(db, input.id)?.into_iter().next();
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
    let (round, input) = (&whole.round, &whole.input);
    let now = app.house.clock.now();
    let action = format!("/my-input/{token}");
    let agree_action = format!("{action}/agree");
    let is_open = input.standing.state == InputState::Open;
    let typed = shown.fields.as_ref();
    let title = typed.map_or(input.title.as_deref().unwrap_or_default(), |fields| {
        fields.title.as_str()
    });
    let text = typed.map_or(input.text.as_str(), |fields| fields.text.as_str());
    let is_statement = input.form == InputForm::Statement;
    let reason = whole
        .decision
        .as_ref()
        .and_then(|decision| decision.reason.clone());
    let rule = whole
        .decision
        .as_ref()
        .and_then(|decision| decision.rule.clone());
    let view = MyInputPage {
        head: RoundHead::of(round, visitor.language, now),
        number: input.number.to_string(),
        lang: input.language.code(),
        url: format!("/rounds/{}/inputs/{}", round.slug, input.number.number),
        at: rfc3339(input.received_at),
        state: input.standing.state.code(),
        is_awaiting: input.standing.moderation == ModerationState::Awaiting,
        is_removed: input.standing.state == InputState::Removed,
        is_withdrawn: input.standing.state == InputState::Withdrawn,
        is_public: input.is_public,
        is_late: input.is_late,
        asks_speaker: whole.asks_speaker(),
        has_agreed: whole.agreed_at.is_some(),
        agreed_at: rfc3339_or_empty(whole.agreed_at),
        agree_csrf: proof_of_address(app, &agree_action),
        agree_action,
        has_decision: reason.is_some(),
        has_rule: rule.is_some(),
        rule: rule.unwrap_or_default(),
        has_reason: reason.is_some(),
        reason_html: reason
            .map(|text| to_html(&text, Under::Section))
            .unwrap_or_default(),
        can_edit: is_open && round.window().may_edit(now),
        can_withdraw: is_open,
        csrf: proof_of_address(app, &action),
        withdraw_url: format!("{action}/withdraw"),
        action,
        version: typed.map_or(input.version, |fields| fields.version),
        is_idea: input.form == InputForm::Idea,
        is_statement,
        title: Field::of(title, "title", &shown.problems),
        text: Field::of(text, "text", &shown.problems),
        text_html: to_html(&input.text, Under::Section),
        max: if is_statement {
            LONGEST_STATEMENT
        } else {
            LONGEST_INPUT
        },
        has_errors: !shown.problems.is_empty(),
        problems: shown.problems,
        form_expired: shown.is_expired,
        is_stale: shown.is_stale,
        is_saved: shown.is_saved,
    };
    let status = if shown.is_expired {
        StatusCode::FORBIDDEN
    } else if view.is_stale {
        StatusCode::CONFLICT
    } else if view.has_errors {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::OK
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(app, visitor.language, path, query, status, &view)
}

/// Writes an input anew.
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
    let mut shown = Shown {
        is_expired: !is_proven,
        ..Shown::default()
    };
    if is_proven {
        app.count_write(&request)?;
        match parsed(&whole.input, &fields) {
            Ok((title, text)) => {
                let (secret, seen) = (token.clone(), fields.version);
                let outcome = app
                    .block(move |app| {
                        let title = title.as_ref();
                        WebResult::Ok(edit_input(&app.house, &secret, seen, title, &text))
                    })
                    .await?;
                match outcome {
                    Ok(()) => shown.is_saved = true,
                    Err(ActError::Stale) => shown.is_stale = true,
                    // The page says that it is too late, and still has what was typed.
                    Err(ActError::CannotTakePart(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Err(problems) => shown.problems = problems,
        }
    }
    let whole = look(&app, &token).await?;
    if !shown.is_saved {
        shown.fields = Some(fields);
    }
    answer(&request, &app, visitor, &token, &whole, shown)
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

/// Its speaker agrees with the report of what was said.
pub async fn agree(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    use crate::web::form::Nothing;
    let whole = look(&app, &token).await?;
    let action = format!("/my-input/{token}/agree");
    let Unsealed::Proven(Nothing {}) = form.open_by_address(&app, &action)? else {
        let shown = Shown {
            is_expired: true,
            ..Shown::default()
        };
        return answer(&request, &app, visitor, &token, &whole, shown);
    };
    app.count_write(&request)?;
    let secret = token.clone();
    app.block(move |app| approve_report(&app.house, &secret))
        .await?;
    Ok(see_other(&format!("/my-input/{token}")))
}

/// Asks once more before an input is taken back.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawInputPage {
    head: RoundHead,
    number: String,
    back_url: String,
    action: String,
    csrf: String,
    can_withdraw: bool,
}

/// Shows what taking back means.
pub async fn ask_withdraw(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &token).await?;
    answer_withdraw(&request, &app, visitor, &token, &whole, StatusCode::OK)
}

fn answer_withdraw(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    token: &str,
    whole: &Whole,
    status: StatusCode,
) -> WebResult<HttpResponse> {
    let action = format!("/my-input/{token}/withdraw");
    let view = WithdrawInputPage {
        head: RoundHead::of(&whole.round, visitor.language, app.house.clock.now()),
        number: whole.input.number.to_string(),
        back_url: format!("/my-input/{token}"),
        csrf: proof_of_address(app, &action),
        action,
        can_withdraw: whole.input.standing.state == InputState::Open,
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(app, visitor.language, path, query, status, &view)
}

/// Takes an input back.
pub async fn withdraw(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    use crate::web::form::Nothing;
    let whole = look(&app, &token).await?;
    let action = format!("/my-input/{token}/withdraw");
    let Unsealed::Proven(Nothing {}) = form.open_by_address(&app, &action)? else {
        let status = StatusCode::FORBIDDEN;
        return answer_withdraw(&request, &app, visitor, &token, &whole, status);
    };
    app.count_write(&request)?;
    let secret = token.clone();
    let outcome = app
        .block(move |app| WebResult::Ok(withdraw_input(&app.house, &secret)))
        .await?;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/my-input/{token}"))),
        Err(ActError::CannotTakePart(_)) => {
            let whole = look(&app, &token).await?;
            answer_withdraw(
                &request,
                &app,
                visitor,
                &token,
                &whole,
                StatusCode::CONFLICT,
            )
        }
        Err(error) => Err(error.into()),
    }
}

impl PageView for WithdrawInputPage {
    const TEMPLATE: &'static str = "pages/inputs/withdraw";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        [true, false]
            .into_iter()
            .map(|can_withdraw| {
                let view = Self {
                    head: RoundHead::sample(weerklank_domain::rounds::RoundState::Open),
                    number: "R12-0043".to_owned(),
                    back_url: "/my-input/abc".to_owned(),
                    action: "/my-input/abc/withdraw".to_owned(),
                    csrf: "abc".to_owned(),
                    can_withdraw,
                };
                (
                    if can_withdraw { "open" } else { "closed" }.to_owned(),
                    view,
                )
            })
            .collect()
    }
}

impl PageView for MyInputPage {
    const TEMPLATE: &'static str = "pages/inputs/mine";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use weerklank_domain::rounds::RoundState;
        let open = Self {
            head: RoundHead::sample(RoundState::Open),
            number: "R12-0043".to_owned(),
            lang: "nl",
            url: "/rounds/plein/inputs/43".to_owned(),
            at: "2026-03-03T10:00:00Z".to_owned(),
            state: "open",
            is_awaiting: false,
            is_removed: false,
            is_withdrawn: false,
            is_public: true,
            is_late: false,
            asks_speaker: true,
            has_agreed: false,
            agreed_at: String::new(),
            agree_action: "/my-input/abc/agree".to_owned(),
            agree_csrf: "abc".to_owned(),
            has_decision: false,
            has_rule: false,
            rule: String::new(),
            has_reason: false,
            reason_html: SafeHtml::default(),
            can_edit: true,
            can_withdraw: true,
            action: "/my-input/abc".to_owned(),
            csrf: "abc".to_owned(),
            withdraw_url: "/my-input/abc/withdraw".to_owned(),
            version: 1,
            is_idea: true,
            is_statement: false,
            title: Field::of("Bankjes <b>der</b> rust", "title", &[]),
            text: Field::of("Zet er bankjes neer.", "text", &[]),
            text_html: to_html("Zet er bankjes neer.", Under::Section),
            max: LONGEST_INPUT,
            has_errors: false,
            problems: Vec::new(),
            form_expired: false,
            is_stale: false,
            is_saved: false,
        };
        let problems = vec![
            Problem {
                field: "title",
                code: "required",
            },
            Problem {
                field: "text",
                code: "too_long",
            },
        ];
        let wrong = Self {
            has_errors: true,
            title: Field::of("", "title", &problems),
            text: Field::of("a", "text", &problems),
            problems,
            ..open.clone()
        };
        let removed = Self {
            state: "removed",
            is_removed: true,
            has_decision: true,
            has_rule: true,
            rule: "insult".to_owned(),
            has_reason: true,
            reason_html: to_html("U beledigt iemand.", Under::Section),
            can_edit: false,
            can_withdraw: false,
            is_public: false,
            is_late: true,
            ..open.clone()
        };
        let withdrawn = Self {
            state: "withdrawn",
            is_withdrawn: true,
            asks_speaker: false,
            can_edit: false,
            can_withdraw: false,
            is_idea: false,
            ..open.clone()
        };
        let statement = Self {
            is_statement: true,
            is_idea: false,
            is_awaiting: true,
            is_saved: true,
            asks_speaker: false,
            has_agreed: true,
            agreed_at: "2026-03-03T10:00:00Z".to_owned(),
            ..open.clone()
        };
        let stale = Self {
            is_stale: true,
            ..open.clone()
        };
        let closed = Self {
            can_edit: false,
            has_decision: true,
            has_reason: true,
            ..open.clone()
        };
        let expired = Self {
            form_expired: true,
            ..open.clone()
        };
        vec![
            ("open".to_owned(), open),
            ("wrong".to_owned(), wrong),
            ("removed".to_owned(), removed),
            ("withdrawn".to_owned(), withdrawn),
            ("statement".to_owned(), statement),
            ("stale".to_owned(), stale),
            ("closed".to_owned(), closed),
            ("expired".to_owned(), expired),
        ]
    }
}
