//! `POST /mine/{token}/send`: files the petition, or asks for proof of the mailbox first.

use super::step::closing_code;
use super::{address, check, link_unknown, look, refused_form};
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::{Nothing, SealedForm, Unsealed, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::petitions::write::{Filed, file};

/// A mail was sent: its link leads to the button that files.
#[derive(Debug, Clone, Serialize)]
pub struct CheckMailPage {
    title: String,
    lang: &'static str,
    email: String,
    is_filing: bool,
    back_url: String,
    is_demo: bool,
    mailbox_url: &'static str,
}

impl CheckMailPage {
    pub fn new(app: &App, title: String, lang: &'static str, email: String, here: String) -> Self {
        Self {
            title,
            lang,
            email,
            is_filing: false,
            back_url: here,
            is_demo: app.settings.demo,
            mailbox_url: "/dev/mailbox",
        }
    }
}

impl PageView for CheckMailPage {
    const TEMPLATE: &'static str = "pages/petitions/write/check_mail";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let filing = Self {
            title: "Een bankje".to_owned(),
            lang: "nl",
            email: "zoe@voorbeeld.nl".to_owned(),
            is_filing: true,
            back_url: "/mine/abc".to_owned(),
            is_demo: true,
            mailbox_url: "/dev/mailbox",
        };
        let later = Self {
            is_filing: false,
            is_demo: false,
            ..filing.clone()
        };
        vec![("filing".to_owned(), filing), ("later".to_owned(), later)]
    }
}

/// Files.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let here = address(&token);
    let Some(page) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    let action = format!("{here}/send");
    let Unsealed::Proven(Nothing {}) = form.open_by_address(&app, &action)? else {
        return Err(refused_form());
    };
    app.count_write(&request)?;
    let filed = {
        let page = page.clone();
        let outcome = app.block(move |app| {
            Ok::<_, WebError>(match file(&app.house, &page) {
                Ok(filed) => Ok(filed),
                Err(ActError::Unfinished(_)) => Err("unfinished"),
                Err(ActError::Closing(fault)) => Err(closing_code(fault)),
                Err(ActError::TooFewSupporters { .. }) => Err("too_few"),
                // Filed before, in another window: the page shows how it stands.
                Err(ActError::WrongStep(_)) => Err(""),
                Err(error) => return Err(error.into()),
            })
        });
        outcome.await?
    };
    match filed {
        Ok(Filed::AskedForProof) => {
            let email = page.person.email.clone();
            let lang = page.petition.language.code();
            let view = CheckMailPage {
                is_filing: true,
                ..CheckMailPage::new(&app, page.petition.title, lang, email, here)
            };
            let (path, query) = (request.path(), request.query_string());
            private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
        }
        Ok(Filed::Gathering | Filed::Submitted) => {
            app.metrics.act("file_petition");
            Ok(see_other(&here))
        }
        Err("") => Ok(see_other(&here)),
        Err(code) => {
            let page = look(&app, &token).await?.ok_or(ErrorCode::NotFound)?;
            check::answer(&request, &app, visitor, &token, page, code).await
        }
    }
}
