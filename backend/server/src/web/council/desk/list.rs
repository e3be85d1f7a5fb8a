//! `GET /desk/council`: meetings that come and that were, and proposals that are not decided.

use super::bodies_for;
use crate::web::app::App;
use crate::web::council::card::{MeetingLine, ProposalLine};
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeDesk;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::calendar::{day_of, start_of};
use weerklank_domain::people::Permission;
use weerklank_store::council::{MeetingFilter, ProposalFilter, meetings, movers, proposals};

/// How many of each.
const EACH: i64 = 50;

/// The council at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct CouncilPage {
    can_run: bool,
    coming: Vec<MeetingLine>,
    has_coming: bool,
    past: Vec<MeetingLine>,
    has_past: bool,
    proposals: Vec<ProposalLine>,
    has_proposals: bool,
}

/// Answers the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
) -> WebResult<HttpResponse> {
    let actor = staff.actor.clone();
    let language = visitor.language;
    let mut view = app
        .block(move |app| {
            let today = start_of(day_of(app.house.clock.now()));
            app.house.store.read(|db| {
                let bodies = bodies_for(db, &actor, Permission::SeeDesk)?;
                let own: Vec<i64> = bodies.iter().map(|body| body.id).collect();
                let coming = MeetingFilter {
                    bodies: Some(own.clone()),
                    from: Some(today),
                    soonest_first: true,
                    ..MeetingFilter::default()
                };
                let past = MeetingFilter {
                    bodies: Some(own.clone()),
                    before: Some(today),
                    ..MeetingFilter::default()
                };
                let of_bodies = ProposalFilter {
                    bodies: Some(own),
                    ..ProposalFilter::default()
                };
                let found = proposals(db, &of_bodies, EACH)?;
                let ids: Vec<i64> = found.iter().map(|one| one.id).collect();
                let brought = movers(db, &ids)?;
                Ok::<_, ActError>(CouncilPage::of(
                    MeetingLine::all(&meetings(db, &coming, EACH)?, language),
                    MeetingLine::all(&meetings(db, &past, EACH)?, language),
                    ProposalLine::all(&found, &brought, language),
                ))
            })
        })
        .await?;
    view.can_run = staff.actor.grants.may_somewhere(Permission::RunCouncil);
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl CouncilPage {
    fn of(coming: Vec<MeetingLine>, past: Vec<MeetingLine>, proposals: Vec<ProposalLine>) -> Self {
        Self {
            can_run: false,
            has_coming: !coming.is_empty(),
            coming,
            has_past: !past.is_empty(),
            past,
            has_proposals: !proposals.is_empty(),
            proposals,
        }
    }
}

impl PageView for CouncilPage {
    const TEMPLATE: &'static str = "pages/desk/council/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::council::card::samples::{meeting, movers, proposal};
        use weerklank_domain::Language;
        use weerklank_domain::council::{MeetingState, ProposalKind, ProposalState};
        let all = |is_special| {
            let states = MeetingState::ALL.iter();
            let found: Vec<_> = states.map(|state| meeting(*state, is_special)).collect();
            MeetingLine::all(&found, Language::Nl)
        };
        let record = proposal(ProposalKind::Motion, ProposalState::Tabled);
        let line = ProposalLine::of(&record, &movers(), Language::Nl);
        let full = Self {
            can_run: true,
            ..Self::of(all(true), all(false), vec![line])
        };
        let empty = Self::of(Vec::new(), Vec::new(), Vec::new());
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}
