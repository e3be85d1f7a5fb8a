//! The petitioner's pages: writing one question a page, checking and filing, and everything after.
//! Their addresses hold a secret; whoever has the link is the petitioner.

pub mod begin;
pub mod check;
pub mod later;
mod link_unknown;
pub mod news;
mod routes;
pub mod send;
pub mod similar;
pub mod status;
pub mod step;
mod step_form;
pub mod withdraw;

pub use link_unknown::LinkUnknownPage;
pub use routes::configure;

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::is_token;
use crate::web::page::private_page;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use std::sync::Arc;
use weerklank_acts::petitions::write::{PetitionerPage, petitioner_page};

/// The petition of a link; `None` for a link that leads nowhere.
async fn look(app: &Arc<App>, token: &str) -> WebResult<Option<PetitionerPage>> {
    if !is_token(token) {
        return Ok(None);
    }
    let token = token.to_owned();
    app.block(move |app| petitioner_page(&app.house, &token))
        .await
}

/// The answer to a link that leads nowhere (404).
pub fn link_unknown(request: &HttpRequest, app: &App, visitor: Visitor) -> WebResult<HttpResponse> {
    private_page(
        app,
        visitor.language,
        request.path(),
        request.query_string(),
        StatusCode::NOT_FOUND,
        &LinkUnknownPage {},
    )
}

/// The address of a petitioner's page.
fn address(token: &str) -> String {
    format!("/mine/{token}")
}

/// Refuses a form whose proof is missing.
fn refused_form() -> crate::web::errors::WebError {
    ErrorCode::Forbidden.into()
}
