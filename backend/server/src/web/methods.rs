//! What an address takes: each says so, and answers 405 with `Allow` to anything else (API-7).

use super::errors::{ErrorCode, WebError};
use actix_web::web;
use actix_web::{Resource, Route};

const READ: &str = "GET, HEAD";
const READ_AND_SEND: &str = "GET, HEAD, POST";
const SEND: &str = "POST";

/// An address that is only read.
pub fn read(path: &str, get: impl Fn() -> Route, head: impl Fn() -> Route) -> Resource {
    taking(path, READ).route(get()).route(head())
}

/// An address that is read and sent to.
pub fn read_and_send(path: &str, get: impl Fn() -> Route, head: impl Fn() -> Route) -> Resource {
    taking(path, READ_AND_SEND).route(get()).route(head())
}

/// An address that is only sent to.
pub fn send(path: &str, post: Route) -> Resource {
    taking(path, SEND).route(post)
}

fn taking(path: &str, methods: &'static str) -> Resource {
    web::resource(path).default_service(web::to(move || async move {
        Err::<actix_web::HttpResponse, WebError>(WebError {
            allow: Some(methods),
            ..ErrorCode::MethodNotAllowed.into()
        })
    }))
}
