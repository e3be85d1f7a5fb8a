//! `/.well-known/security.txt` (RFC 9116, SEC-4).

use crate::web::app::App;
use crate::web::errors::WebResult;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use chrono::{NaiveTime, TimeDelta};
use std::sync::Arc;
use weerklank_domain::Language;

/// Half a year: in the future, and less than a year, whenever it is read.
const VALID: TimeDelta = TimeDelta::days(182);

/// Answers the file.
pub async fn security_txt(app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let site = app.site(Language::Nl);
    let own = app
        .settings
        .security_contact
        .clone()
        .filter(|address| !address.is_empty());
    let contact = match own.or(site.has_contact.then(|| site.contact_email.clone())) {
        Some(address) if address.contains("://") => address,
        Some(address) => format!("mailto:{address}"),
        None => format!("{}/about", app.base_url),
    };
    let expires = (app.house.clock.now() + VALID)
        .date_naive()
        .and_time(NaiveTime::MIN)
        .and_utc();
    let text = format!(
        "Contact: {contact}\nExpires: {}\nPreferred-Languages: nl, en\nCanonical: {}/.well-known/security.txt\n",
        expires.format("%Y-%m-%dT%H:%M:%SZ"),
        app.base_url
    );
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(text))
}
