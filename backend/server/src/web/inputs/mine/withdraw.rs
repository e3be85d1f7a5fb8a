//! `GET` and `POST /my-input/{token}/withdraw`: the author takes an input back.

use super::Whole;
use super::look;
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::form::{Nothing, SealedForm, Unsealed, proof_of_address, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::rounds::card::RoundHead;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::withdraw_input;
use weerklank_domain::inputs::InputState;

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
