//! The public addresses of threads: the same for inputs, petitions and dossiers.

use super::{act, thread};
use crate::web::methods::{read_and_send, send};
use actix_web::web::{self, ServiceConfig};

/// What threads hang on, as addresses have it.
const SUBJECTS: [&str; 3] = [
    "/rounds/{slug}/inputs/{input}",
    "/petitions/{slug}",
    "/dossiers/{slug}",
];

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    for subject in SUBJECTS {
        let all = format!("{subject}/replies");
        let one = format!("{subject}/replies/{{number}}");
        config
            .service(
                read_and_send(
                    &all,
                    || web::get().to(thread::show),
                    || web::head().to(thread::show),
                )
                .route(web::post().to(thread::submit)),
            )
            .service(
                read_and_send(
                    &one,
                    || web::get().to(thread::show_one),
                    || web::head().to(thread::show_one),
                )
                .route(web::post().to(thread::submit_one)),
            )
            .service(send(&format!("{one}/agree"), web::post().to(act::agree)))
            .service(send(&format!("{one}/delete"), web::post().to(act::delete)));
    }
}
