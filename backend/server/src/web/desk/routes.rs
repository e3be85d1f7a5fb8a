//! The addresses of signing in and out, accounts, and who did what.

use super::{account, audit, sign_in, staff};
use crate::web::methods::{read, read_and_send, send};
use actix_web::web::{self, ServiceConfig};

/// Registers signing in and out, accounts, and who did what.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(
            read_and_send(
                "/desk/sign-in",
                || web::get().to(sign_in::show),
                || web::head().to(sign_in::show),
            )
            .route(web::post().to(sign_in::submit)),
        )
        .service(
            read_and_send(
                "/desk/sign-in/code",
                || web::get().to(sign_in::code::show),
                || web::head().to(sign_in::code::show),
            )
            .route(web::post().to(sign_in::code::submit)),
        )
        .service(send(
            "/desk/sign-out",
            web::post().to(sign_in::out::sign_out_here),
        ))
        .service(send(
            "/desk/sign-out-everywhere",
            web::post().to(sign_in::out::sign_out_all),
        ))
        .service(read(
            "/desk/account",
            || web::get().to(account::show),
            || web::head().to(account::show),
        ))
        .service(send(
            "/desk/account/password",
            web::post().to(account::change),
        ))
        .service(
            read_and_send(
                "/desk/account/second-factor",
                || web::get().to(account::second_factor::show),
                || web::head().to(account::second_factor::show),
            )
            .route(web::post().to(account::second_factor::submit)),
        )
        .service(send(
            "/desk/account/sessions/{id}/end",
            web::post().to(account::end_session),
        ))
        .service(read(
            "/desk/staff",
            || web::get().to(staff::list),
            || web::head().to(staff::list),
        ))
        .service(send(
            "/desk/staff/{id}/{what:close|open|end-sessions}",
            web::post().to(staff::change),
        ))
        .service(read(
            "/desk/audit",
            || web::get().to(audit::list),
            || web::head().to(audit::list),
        ));
}
