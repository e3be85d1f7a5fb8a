use super::permissions::Needs;
use crate::web::errors::{ErrorCode, WebError};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use std::marker::PhantomData;
use weerklank_acts::people::Actor;
pub struct Staff {
    pub actor: Actor,
}
pub struct Allowed<P: Needs> {
    staff: Staff,
    p: PhantomData<P>,
}
impl<P: Needs> std::ops::Deref for Allowed<P> {
    type Target = Staff;
    fn deref(&self) -> &Staff {
        &self.staff
    }
}
impl<P: Needs> FromRequest for Allowed<P> {
    type Error = WebError;
    type Future = std::future::Ready<Result<Self, WebError>>;
    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Err(ErrorCode::Forbidden.into()))
    }
}
