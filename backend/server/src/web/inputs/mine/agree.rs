//! `POST /my-input/{token}/agree`: a speaker agrees with the report of what was said (ZIE-4).

use super::{Shown, answer, look};
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::form::{Nothing, SealedForm, Unsealed, see_other};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::inputs::approve_report;

/// Its speaker agrees with the report of what was said.
pub async fn agree(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
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
