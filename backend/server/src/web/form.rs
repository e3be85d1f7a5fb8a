//! Forms, sealed until it is proven that they come from our own page.

use super::app::App;
use super::cookies::{cookie_name, own_cookie};
use super::errors::{ErrorCode, WebError, WebResult};
use super::page::{PageView, private_page};
use super::visitor::Visitor;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use weerklank_acts::random::token;
use weerklank_store::people::Keyed;

/// The largest form, in bytes: a passage of 5,000 characters, each of which may take twelve bytes
/// on its way.
pub const LARGEST_FORM: usize = 64 * 1024;
/// How long a body may take to arrive.
pub const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// A browser, known by a random cookie only so that a form can be tied to it.
pub struct Browser {
    secret: String,
    is_new: bool,
}

const COOKIE: &str = "weerklank-form";

/// The secret that a new browser gets with the answer to this request.
struct NewSecret(String);

/// One secret for the whole answer: its frame and its page may each have forms.
fn new_secret(app: &App, request: &HttpRequest) -> String {
    let mut extensions = request.extensions_mut();
    if let Some(NewSecret(secret)) = extensions.get::<NewSecret>() {
        return secret.clone();
    }
    let secret = token(app.house.random.as_ref());
    extensions.insert(NewSecret(secret.clone()));
    secret
}

impl Browser {
    /// The browser of a request; a new one gets its cookie with [`Browser::remember`].
    pub fn of(app: &App, request: &HttpRequest) -> Self {
        let known = request
            .cookie(&cookie_name(app, COOKIE))
            .map(|cookie| cookie.value().to_owned());
        match known.filter(|value| value.len() == 22) {
            Some(secret) => Self {
                secret,
                is_new: false,
            },
            None => Self {
                secret: new_secret(app, request),
                is_new: true,
            },
        }
    }

    /// The proof for the form of `action`.
    pub fn proof(&self, app: &App, action: &str) -> String {
        app.house
            .vault
            .hash(Keyed::Form, &format!("{}\n{action}", self.secret))
    }

    /// Gives a new browser its cookie.
    pub fn remember(&self, app: &App, response: &mut HttpResponse) {
        if !self.is_new {
            return;
        }
        let cookie = own_cookie(app, COOKIE, self.secret.clone());
        if let Err(error) = response.add_cookie(&cookie) {
            tracing::error!(%error, "a cookie could not be set");
        }
    }
}

/// The proof for a form whose address holds a secret already: whoever knows the address may send
/// it, so no cookie is needed.
pub fn proof_of_address(app: &App, action: &str) -> String {
    app.house.vault.hash(Keyed::Form, action)
}

/// A form that was sent, not proven yet.
pub struct SealedForm {
    body: String,
}

/// A form whose proof is missing or old. Its values are still there, to be shown again.
pub enum Unsealed<T> {
    /// It comes from our own page.
    Proven(T),
    /// It may come from elsewhere, or the page was left open for long.
    Expired(T),
}

#[derive(serde::Deserialize)]
struct Proof {
    #[serde(default)]
    csrf: String,
}

impl SealedForm {
    /// Opens the form of `action`, sent by `browser`.
    ///
    /// # Errors
    /// 400 when it is no form of this kind at all.
    pub fn open<T: DeserializeOwned>(
        self,
        app: &App,
        browser: &Browser,
        action: &str,
    ) -> WebResult<Unsealed<T>> {
        self.check(&browser.proof(app, action))
    }

    /// Opens a form whose address holds a secret.
    ///
    /// # Errors
    /// 400 when it is no form of this kind at all.
    pub fn open_by_address<T: DeserializeOwned>(
        self,
        app: &App,
        action: &str,
    ) -> WebResult<Unsealed<T>> {
        self.check(&proof_of_address(app, action))
    }

    fn check<T: DeserializeOwned>(self, expected: &str) -> WebResult<Unsealed<T>> {
        let values = web::Query::<T>::from_query(&self.body)
            .map_err(WebError::bad_request)?
            .into_inner();
        let proof = web::Query::<Proof>::from_query(&self.body).map_err(WebError::bad_request)?;
        // The proof is a keyed hash of a random secret: how long the comparison takes tells nothing
        // that helps to make one.
        if proof.csrf == expected {
            Ok(Unsealed::Proven(values))
        } else {
            Ok(Unsealed::Expired(values))
        }
    }
}

impl FromRequest for SealedForm {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = WebResult<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_form = media_type(request) == "application/x-www-form-urlencoded";
        let bytes = limited_body(request, payload);
        Box::pin(async move {
            if !is_form {
                return Err(ErrorCode::UnsupportedMediaType.into());
            }
            let body = String::from_utf8(bytes.await?.to_vec()).map_err(WebError::bad_request)?;
            Ok(Self { body })
        })
    }
}

/// The media type of a body, without its parameters, in lower case.
pub fn media_type(request: &HttpRequest) -> String {
    let header = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    header
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// A body of limited size that arrives in limited time.
pub fn limited_body(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = WebResult<Bytes>> + use<> {
    let body = Bytes::from_request(request, payload);
    async move {
        match tokio::time::timeout(BODY_TIMEOUT, body).await {
            Ok(Ok(bytes)) => Ok(bytes),
            Ok(Err(error))
                if error.as_response_error().status_code() == ErrorCode::TooLarge.status() =>
            {
                Err(ErrorCode::TooLarge.into())
            }
            Ok(Err(error)) => Err(WebError::bad_request(error)),
            Err(_) => Err(ErrorCode::RequestTimeout.into()),
        }
    }
}

/// A token as our pages and mails write it: 22 characters of URL-safe base64. Anything else asks no
/// database.
pub fn is_token(text: &str) -> bool {
    text.len() == 22
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A form of one button, in which nothing is filled in.
#[derive(Deserialize)]
pub struct Nothing {}

/// Opens a form and says whether its proof holds.
///
/// # Errors
/// 400 when it is no form of this kind at all.
pub fn opened<T: DeserializeOwned>(
    app: &App,
    request: &HttpRequest,
    form: SealedForm,
    action: &str,
) -> WebResult<(T, bool)> {
    let browser = Browser::of(app, request);
    Ok(match form.open(app, &browser, action)? {
        Unsealed::Proven(values) => (values, true),
        Unsealed::Expired(values) => (values, false),
    })
}

/// What the page of a form that came back answers with: 403 when it was not proven to be ours, 400 when
/// something in it is wrong.
pub fn returned_status(is_expired: bool, has_errors: bool) -> StatusCode {
    match (is_expired, has_errors) {
        (true, _) => StatusCode::FORBIDDEN,
        (false, true) => StatusCode::BAD_REQUEST,
        (false, false) => StatusCode::OK,
    }
}

/// A page with a form at the address that was asked for; the browser is remembered with it.
///
/// # Errors
/// 500 when it cannot be rendered.
pub fn form_page<V: PageView>(
    app: &App,
    request: &HttpRequest,
    visitor: Visitor,
    browser: &Browser,
    status: StatusCode,
    view: &V,
) -> WebResult<HttpResponse> {
    let (path, query) = (request.path(), request.query_string());
    let mut response = private_page(app, visitor.language, path, query, status, view)?;
    browser.remember(app, &mut response);
    Ok(response)
}

/// Leads on after a form was taken, so that loading the page again sends nothing twice.
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, path.to_owned()))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

/// A day as browsers send it, or as people type it: 2026-03-31, 31-3-2026, 31/03/2026.
pub fn day_of_text(typed: &str) -> Option<NaiveDate> {
    let text = typed.trim().replace(['/', '.'], "-");
    ["%Y-%m-%d", "%d-%m-%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(&text, format).ok())
        .filter(|day| (1900..2200).contains(&chrono::Datelike::year(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 31);
        for typed in ["2026-03-31", " 31-3-2026", "31/03/2026", "31.3.2026"] {
            assert_eq!(day_of_text(typed), day, "{typed}");
        }
        for bad in ["31-31-2026", "2026", "morgen", "0001-01-01", "31-3-26"] {
            assert_eq!(day_of_text(bad), None, "{bad}");
        }
    }
}
