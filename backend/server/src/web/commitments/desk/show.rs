//! `GET /desk/commitments/{number}`: one commitment, and what can be done with it.

use super::super::card::{CommitmentCard, url_of};
use super::super::show::{StepView, load};
use super::desk_url;
use crate::web::app::App;
use crate::web::desk::{Allowed, SeeDesk, desk_page};
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::Permission;
use weerklank_domain::text::{SafeHtml, Under, to_html};

/// One commitment.
#[derive(Debug, Clone, Serialize)]
pub struct DeskCommitmentPage {
    card: CommitmentCard,
    text_html: SafeHtml,
    url: String,
    public_url: String,
    can_manage: bool,
    steps: Vec<StepView>,
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let (commitment, steps) = app.block(move |app| load(app, number)).await?;
    let grants = &staff.actor.grants;
    if !grants.may(Permission::SeeDesk, commitment.body_id) {
        return Err(ErrorCode::NotAllowed.into());
    }
    let today = day_of(app.house.clock.now());
    let view = DeskCommitmentPage {
        card: CommitmentCard::of(&commitment, visitor.language, today),
        text_html: to_html(&commitment.text, Under::Section),
        url: desk_url(number),
        public_url: url_of(number),
        can_manage: grants.may(Permission::ManageCommitments, commitment.body_id),
        steps: StepView::all(&steps),
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl PageView for DeskCommitmentPage {
    const TEMPLATE: &'static str = "pages/desk/commitments/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::super::show::sample_steps;
        use weerklank_domain::commitments::StepKind;
        let names = ["overdue", "open", "done", "dropped"];
        CommitmentCard::samples()
            .into_iter()
            .zip(names)
            .map(|(card, name)| {
                let view = Self {
                    card,
                    text_html: to_html("Wij maken een **plan**.", Under::Section),
                    url: desk_url(1),
                    public_url: url_of(1),
                    can_manage: name != "dropped",
                    steps: StepView::all(&sample_steps(StepKind::Done)),
                };
                (name.to_owned(), view)
            })
            .collect()
    }
}
