//! Who is signed in, and whether that is enough: a handler that takes [`Allowed`] cannot be reached
//! without the permission that stands in its signature.

use super::permissions::Needs;
use super::token::{RenewedToken, claims_of, token_cookie};
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use std::future::Future;
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;
use weerklank_acts::people::{Actor, SignedIn, keep_session, signed_in};

/// Where an account is looked after; reachable when nothing else is.
pub const ACCOUNT: &str = "/desk/account";
/// Where the second factor is given.
pub const CODE: &str = "/desk/sign-in/code";

/// A member of staff with a session that is whole.
#[derive(Debug, Clone)]
pub struct Staff {
    /// Who acts.
    pub actor: Actor,
    /// Everything about session and account.
    pub signed_in: SignedIn,
}

/// A member of staff who holds a permission for some body.
pub struct Allowed<P: Needs> {
    staff: Staff,
    needs: PhantomData<P>,
}

impl<P: Needs> Deref for Allowed<P> {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.staff
    }
}

/// A member of staff, whatever may be done: for the pages about the own account. The session may
/// still lack its second factor when `is_complete` is false.
pub struct SignedInStaff(pub Staff);

impl Deref for SignedInStaff {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

impl Staff {
    /// Whether the account has to be put in order before anything else: a password of its own, and,
    /// outside demonstrations, a second factor.
    pub fn must_see_to_account(&self, app: &App) -> bool {
        let account = &self.signed_in.staff;
        account.must_change_password || !(account.has_second_factor || app.settings.demo)
    }
}

async fn staff_of(request: HttpRequest) -> WebResult<Staff> {
    let app = request
        .app_data::<web::Data<Arc<App>>>()
        .map(|app| Arc::clone(app.get_ref()))
        .ok_or_else(|| WebError::internal("no application"))?;
    let claims = claims_of(&app, &request).ok_or(ErrorCode::Unauthorised)?;
    let token = claims.jti.clone();
    let found = app
        .block(move |app| signed_in(&app.house, &token))
        .await?
        .ok_or(ErrorCode::Unauthorised)?;
    if claims.is_old(app.house.clock.now()) {
        let session_id = found.session.id;
        app.block(move |app| keep_session(&app.house, session_id))
            .await?;
        if let Some(cookie) = token_cookie(&app, &claims.jti) {
            request.extensions_mut().insert(RenewedToken(cookie));
        }
    }
    Ok(Staff {
        actor: found.actor(),
        signed_in: found,
    })
}

impl FromRequest for SignedInStaff {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = WebResult<Self>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Self(staff_of(request).await?)) })
    }
}

impl<P: Needs> FromRequest for Allowed<P> {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = WebResult<Self>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = request.app_data::<web::Data<Arc<App>>>().cloned();
            let staff = staff_of(request).await?;
            if !staff.signed_in.session.is_complete {
                return Err(WebError::instead(CODE));
            }
            if app.is_none_or(|app| staff.must_see_to_account(&app)) {
                return Err(WebError::instead(ACCOUNT));
            }
            if !staff.actor.grants.may_somewhere(P::PERMISSION) {
                return Err(ErrorCode::NotAllowed.into());
            }
            Ok(Self {
                staff,
                needs: PhantomData,
            })
        })
    }
}
