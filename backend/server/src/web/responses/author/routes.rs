//! The addresses at which an author sees the answer.

use super::{follow_up, heard, show};
use crate::web::methods::{read, send};
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/my-input/{token}/answer",
            || web::get().to(show),
            || web::head().to(show),
        ))
        .service(send("/my-input/{token}/heard", web::post().to(heard)))
        .service(send(
            "/my-input/{token}/follow-up",
            web::post().to(follow_up),
        ));
}
