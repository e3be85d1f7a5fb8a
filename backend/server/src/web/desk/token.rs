//! The token in the cookie of a member of staff: signed, a quarter of an hour long, and worth
//! nothing without its session in the database.

use crate::web::app::App;
use crate::web::cookies::{cookie_name, own_cookie};
use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

const COOKIE: &str = "weerklank-staff";
const PURPOSE: &str = "staff session tokens";
/// A token that is used is renewed when it is older than this.
const RENEWED_AFTER: TimeDelta = TimeDelta::minutes(1);

/// What a token says (RFC 7519).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The token of the session.
    pub jti: String,
    /// When it was made, in seconds.
    pub iat: i64,
    /// When it ends, in seconds.
    pub exp: i64,
}

impl Claims {
    /// Whether it is time for another token.
    pub fn is_old(&self, now: DateTime<Utc>) -> bool {
        now.timestamp() >= self.iat + RENEWED_AFTER.num_seconds()
    }
}

/// A token that the answer to this request takes along.
pub struct RenewedToken(pub Cookie<'static>);

/// The cookie with a fresh token for a session; `None` when it cannot be signed.
pub fn token_cookie(app: &App, session_token: &str) -> Option<Cookie<'static>> {
    let now = app.house.clock.now();
    let claims = Claims {
        jti: session_token.to_owned(),
        iat: now.timestamp(),
        exp: (now + weerklank_acts::people::IDLE).timestamp(),
    };
    let key = EncodingKey::from_secret(&app.house.vault.secret(PURPOSE));
    let token = encode(&Header::new(Algorithm::HS256), &claims, &key)
        .inspect_err(|error| tracing::error!(%error, "a token could not be signed"))
        .ok()?;
    Some(own_cookie(app, COOKIE, token))
}

/// The cookie that takes a token away.
pub fn forget_cookie(app: &App) -> Cookie<'static> {
    let mut cookie = own_cookie(app, COOKIE, String::new());
    cookie.make_removal();
    cookie
}

/// What the token of a request says, when it was signed here and has not ended.
pub fn claims_of(app: &App, request: &HttpRequest) -> Option<Claims> {
    let cookie = request.cookie(&cookie_name(app, COOKIE))?;
    let key = DecodingKey::from_secret(&app.house.vault.secret(PURPOSE));
    let mut validation = Validation::new(Algorithm::HS256);
    // The house's clock decides, which a demonstration may move.
    validation.validate_exp = false;
    let claims = decode::<Claims>(cookie.value(), &key, &validation)
        .ok()?
        .claims;
    (app.house.clock.now().timestamp() < claims.exp).then_some(claims)
}
