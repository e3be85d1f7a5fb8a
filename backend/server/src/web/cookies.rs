//! Cookies that only this site sets and no script reads.

use super::app::App;
use actix_web::cookie::{Cookie, SameSite};

/// What a cookie is called: over https with the prefix that ties it to this host.
pub fn cookie_name(app: &App, plain: &str) -> String {
    let prefix = if app.is_https() { "__Host-" } else { "" };
    format!("{prefix}{plain}")
}

/// A cookie that ends with the browser.
pub fn own_cookie(app: &App, plain: &str, value: String) -> Cookie<'static> {
    Cookie::build(cookie_name(app, plain), value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.is_https())
        .finish()
}
