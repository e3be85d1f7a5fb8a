//! What happens to every request: limits, headers, the error page, the language cookie, one line
//! in the log.

use super::app::App;
use super::desk::RenewedToken;
use super::error_page::respond;
use super::errors::{ErrorCode, WebError};
use super::visitor::{LANGUAGE_COOKIES, chosen_language};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ALLOW, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpResponse, web};
use std::sync::Arc;
use std::time::Instant;

/// SEC-1 to SEC-3: on every route, errors included.
const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (
        "strict-transport-security",
        "max-age=31536000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
];

/// Addresses that are secrets themselves.
const SECRET_PATHS: [&str; 4] = ["/confirm/", "/mine/", "/support/", "/unsubscribe/"];

/// The full version of the API (API-1).
pub const API_VERSION: &str = "1.5.0";

/// Wraps every request.
pub async fn around<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let Some(app) = request
        .app_data::<web::Data<Arc<App>>>()
        .map(|app| Arc::clone(app.get_ref()))
    else {
        return next
            .call(request)
            .await
            .map(ServiceResponse::map_into_boxed_body);
    };
    let is_secret_path = SECRET_PATHS
        .iter()
        .any(|start| request.path().starts_with(start));
    let mut response = match app.limits.request(app.network_of(request.request())) {
        Ok(()) => match next.call(request).await {
            Ok(response) => failed_to_page(&app, response.map_into_boxed_body()),
            Err(error) => return Err(error),
        },
        Err(seconds) => {
            let error = WebError::too_many(seconds);
            let page = respond(&app, request.request(), &error, "");
            request.into_response(page)
        }
    };
    remember_language(&app, &mut response);
    renew_token(&mut response);
    let is_api = response.request().path().starts_with("/api/");
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if is_secret_path {
        // The address is a secret: no other page may learn it.
        headers.insert(
            HeaderName::from_static("referrer-policy"),
            HeaderValue::from_static("no-referrer"),
        );
        headers.insert(
            HeaderName::from_static("x-robots-tag"),
            HeaderValue::from_static("noindex"),
        );
    }
    if is_api {
        api_headers(headers);
    }
    app.metrics.request(response.status().as_u16());
    log(&response, started);
    Ok(response)
}

fn api_headers(headers: &mut HeaderMap) {
    headers.insert(
        HeaderName::from_static("api-version"),
        HeaderValue::from_static(API_VERSION),
    );
    headers.insert(
        HeaderName::from_static("access-control-allow-origin"),
        HeaderValue::from_static("*"),
    );
    headers.insert(
        HeaderName::from_static("access-control-expose-headers"),
        HeaderValue::from_static("API-Version, ETag, Retry-After"),
    );
}

/// Turns a failure into its page, with a number by which it is found in the log.
fn failed_to_page(app: &App, response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let own = response
        .response()
        .error()
        .and_then(|error| error.as_error::<WebError>());
    let foreign = || {
        // Only answers without a page of their own: a page says what it is.
        let has_page = response
            .headers()
            .contains_key(actix_web::http::header::CONTENT_TYPE)
            && response.response().error().is_none();
        (!has_page).then(|| WebError {
            cause: response.response().error().map(ToString::to_string),
            ..ErrorCode::of_status(status).into()
        })
    };
    let built: Option<HttpResponse> = match own {
        Some(error) => Some(page_of(app, &response, error)),
        None => foreign().map(|error| page_of(app, &response, &error)),
    };
    match built {
        Some(mut page) => {
            if let Some(methods) = response.headers().get(ALLOW) {
                page.headers_mut().insert(ALLOW, methods.clone());
            }
            response.into_response(page)
        }
        None => response,
    }
}

fn page_of(app: &App, response: &ServiceResponse<BoxBody>, error: &WebError) -> HttpResponse {
    let id = &weerklank_acts::random::token(app.house.random.as_ref())[..8];
    let cause = error.cause.as_deref().unwrap_or_default();
    if error.code == ErrorCode::Internal {
        tracing::error!(request = id, cause, "a request failed");
    } else if !cause.is_empty() {
        tracing::debug!(
            request = id,
            cause,
            code = error.code.code(),
            "a request was refused"
        );
    }
    respond(app, response.request(), error, id)
}

/// `?lang=` is remembered for a year.
fn remember_language(app: &App, response: &mut ServiceResponse<BoxBody>) {
    let Some(language) = chosen_language(response.request().query_string()) else {
        return;
    };
    let [secure, plain] = LANGUAGE_COOKIES;
    let name = if app.is_https() { secure } else { plain };
    let cookie = Cookie::build(name, language.code())
        .secure(app.is_https())
        .path("/")
        .same_site(SameSite::Lax)
        .http_only(true)
        .max_age(CookieDuration::days(365))
        .finish();
    if let Err(error) = response.response_mut().add_cookie(&cookie) {
        tracing::error!(%error, "a cookie could not be set");
    }
}

/// Somebody who works at the desk gets another token before the old one ends.
fn renew_token(response: &mut ServiceResponse<BoxBody>) {
    let renewed = response.request().extensions_mut().remove::<RenewedToken>();
    // An answer that sets or takes the cookie itself, such as signing out, has the last word.
    let sets_own = response.response().cookies().any(|cookie| {
        renewed
            .as_ref()
            .is_some_and(|RenewedToken(fresh)| cookie.name() == fresh.name())
    });
    if let Some(RenewedToken(cookie)) = renewed.filter(|_| !sets_own)
        && let Err(error) = response.response_mut().add_cookie(&cookie)
    {
        tracing::error!(%error, "a cookie could not be set");
    }
}

/// One line a request. The pattern, not the address: addresses hold tokens.
fn log(response: &ServiceResponse<BoxBody>, started: Instant) {
    let request = response.request();
    tracing::debug!(
        target: "weerklank::requests",
        method = %request.method(),
        route = request.match_pattern().unwrap_or_else(|| "-".to_owned()),
        status = response.status().as_u16(),
        micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
}
