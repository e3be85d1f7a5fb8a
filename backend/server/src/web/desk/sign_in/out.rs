//! `POST /desk/sign-out` and `/desk/sign-out-everywhere`.

use crate::web::app::App;
use crate::web::desk::SignedInStaff;
use crate::web::desk::account::whole;
use crate::web::desk::token::forget_cookie;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::{Browser, Nothing, SealedForm, Unsealed, see_other};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::people::{SignedIn, sign_out, sign_out_everywhere};
use weerklank_acts::{ActResult, House};

async fn end(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: SignedInStaff,
    form: SealedForm,
    act: fn(&House, &SignedIn) -> ActResult<()>,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(&app, &request);
    let Unsealed::Proven(Nothing {}) = form.open(&app, &browser, request.path())? else {
        return Err(ErrorCode::Forbidden.into());
    };
    let signed_in = staff.signed_in.clone();
    app.block(move |app| act(&app.house, &signed_in)).await?;
    let mut response = see_other("/desk/sign-in");
    response
        .add_cookie(&forget_cookie(&app))
        .map_err(WebError::internal)?;
    Ok(response)
}

/// Ends this session.
pub async fn sign_out_here(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: SignedInStaff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    end(request, app, staff, form, sign_out).await
}

/// Ends every session of the account.
pub async fn sign_out_all(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: SignedInStaff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    // Somebody who knows no more than the password cannot send the owner away.
    whole(&staff)?;
    end(request, app, staff, form, sign_out_everywhere).await
}
