//! `GET` and `POST /commitments/{number}/follow`: somebody wants mail about a commitment.

use super::card::{CommitmentCard, url_of};
use super::show::load;
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, form_page, opened, returned_status, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::petitions::sign_form::email_code;
use crate::web::rounds::take_part::mail_link;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::commitments::{FollowWriting, may_follow};
use weerklank_acts::inputs::Deed;
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::EmailAddress;
use weerklank_store::commitments::CommitmentRecord;

/// The form, or that it was done.
#[derive(Debug, Clone, Serialize)]
pub struct FollowPage {
    card: CommitmentCard,
    is_following: bool,
    can_follow: bool,
    action: String,
    csrf: String,
    has_errors: bool,
    problems: Vec<Problem>,
    form_expired: bool,
    email: Field,
}

#[derive(Debug, Default, Deserialize)]
struct Fields {
    #[serde(default)]
    email: String,
}

async fn look(app: &Arc<App>, number: i64) -> WebResult<CommitmentRecord> {
    app.block(move |app| Ok::<_, crate::web::errors::WebError>(load(app, number)?.0))
        .await
}

impl FollowPage {
    fn of(app: &App, commitment: &CommitmentRecord, language: Language) -> Self {
        let today = day_of(app.house.clock.now());
        Self {
            card: CommitmentCard::of(commitment, language, today),
            is_following: false,
            can_follow: may_follow(commitment),
            action: format!("{}/follow", url_of(commitment.number)),
            csrf: String::new(),
            has_errors: false,
            problems: Vec::new(),
            form_expired: false,
            email: Field::default(),
        }
    }
}

/// Shows the form; of what is settled, why it cannot be followed any more.
pub async fn form(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let commitment = look(&app, number.into_inner()).await?;
    let browser = Browser::of(&app, &request);
    let base = FollowPage::of(&app, &commitment, visitor.language);
    let view = FollowPage {
        csrf: browser.proof(&app, &base.action),
        ..base
    };
    form_page(&app, &request, visitor, &browser, StatusCode::OK, &view)
}

/// Mails the link that begins it.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    number: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let commitment = look(&app, number.into_inner()).await?;
    let base = FollowPage::of(&app, &commitment, visitor.language);
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, &base.action)?;
    let mut problems = Vec::new();
    match EmailAddress::parse(&fields.email) {
        Ok(email) if is_proven && base.can_follow => {
            app.count_write(&request)?;
            let deed = Deed::Follow(FollowWriting {
                commitment_id: commitment.id,
                lang: visitor.language.code().to_owned(),
            });
            let handle = mail_link(&app, email, visitor.language, deed).await?;
            return Ok(see_other(&format!("/take-part/sent/{handle}")));
        }
        Ok(_) => {}
        Err(fault) => problems.push(Problem {
            field: "email",
            code: email_code(fault),
        }),
    }
    let browser = Browser::of(&app, &request);
    let status = match base.can_follow {
        true => returned_status(!is_proven, !problems.is_empty()),
        false => StatusCode::CONFLICT,
    };
    let view = FollowPage {
        csrf: browser.proof(&app, &base.action),
        has_errors: !problems.is_empty(),
        form_expired: !is_proven,
        email: Field::of(&fields.email, "email", &problems),
        problems,
        ..base
    };
    form_page(&app, &request, visitor, &browser, status, &view)
}

/// `GET …/following`: it was proven.
pub async fn done(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let commitment = look(&app, number.into_inner()).await?;
    let view = FollowPage {
        is_following: true,
        ..FollowPage::of(&app, &commitment, visitor.language)
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}

impl PageView for FollowPage {
    const TEMPLATE: &'static str = "pages/commitments/follow";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let card = CommitmentCard::samples().swap_remove(0);
        let form = Self {
            card,
            is_following: false,
            can_follow: true,
            action: "/commitments/1/follow".to_owned(),
            csrf: "0123456789".to_owned(),
            has_errors: false,
            problems: Vec::new(),
            form_expired: false,
            email: Field::default(),
        };
        let problems = vec![Problem {
            field: "email",
            code: "invalid_email",
        }];
        let failed = Self {
            has_errors: true,
            email: Field::of("jan", "email", &problems),
            problems,
            ..form.clone()
        };
        let expired = Self {
            form_expired: true,
            ..form.clone()
        };
        let settled = Self {
            can_follow: false,
            ..form.clone()
        };
        let done = Self {
            is_following: true,
            ..form.clone()
        };
        vec![
            ("form".to_owned(), form),
            ("errors".to_owned(), failed),
            ("expired".to_owned(), expired),
            ("settled".to_owned(), settled),
            ("following".to_owned(), done),
        ]
    }
}
