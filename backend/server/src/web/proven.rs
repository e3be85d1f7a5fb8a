//! The cookie of somebody whose mailbox or code was proven: sealed, and gone with the browser.

use super::app::App;
use super::cookies::{cookie_name, own_cookie};
use actix_web::{HttpRequest, HttpResponse};
use weerklank_acts::people::{Proven, keep_proven, kept_proven};

const COOKIE: &str = "weerklank-proven";

/// Who the browser of a request was proven to be.
pub fn proven_of(app: &App, request: &HttpRequest) -> Option<Proven> {
    let cookie = request.cookie(&cookie_name(app, COOKIE))?;
    kept_proven(&app.house, cookie.value())
}

/// Lets a browser be known by its proof.
pub fn remember_proven(app: &App, response: &mut HttpResponse, proven: &Proven) {
    let cookie = own_cookie(app, COOKIE, keep_proven(&app.house, proven));
    if let Err(error) = response.add_cookie(&cookie) {
        tracing::error!(%error, "a cookie could not be set");
    }
}
