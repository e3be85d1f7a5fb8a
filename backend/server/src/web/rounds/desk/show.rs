//! `GET /desk/rounds/{number}`: a round with everything about it, and what can be done now.

#[cfg(test)]
mod samples;
mod view;

use super::subject::RoundSubject;
use super::{desk_url, look};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeDesk;
use crate::web::errors::WebResult;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
#[cfg(test)]
pub use samples::round as sample_round;
use std::sync::Arc;
pub use view::ShowPage;
use view::{Actions, Coverage, Facts, counts, extension_rows, notice_rows, timeline};
use weerklank_acts::ActError;
use weerklank_acts::rounds::desk::announce_lacks;
use weerklank_domain::inputs::ModerationState;
use weerklank_domain::people::Permission;
use weerklank_domain::rounds::{AnnounceLack, RoundState};
use weerklank_store::rounds::{self, DatedRound, NoticeRecord, RoundRecord};

/// Everything that is read of a round.
struct Found {
    dated: DatedRound,
    lacks: Vec<AnnounceLack>,
    coverage: weerklank_domain::inputs::Coverage,
    counts: Vec<(rounds::Facet, Vec<(String, i64)>)>,
    notices: Vec<NoticeRecord>,
    waiting: i64,
}

/// The counts that the page shows beside those by outcome.
const COUNTED: [rounds::Facet; 3] = [
    rounds::Facet::Channel,
    rounds::Facet::Form,
    rounds::Facet::Late,
];

async fn read(app: &Arc<App>, round: &RoundRecord) -> WebResult<Found> {
    let round = round.clone();
    app.block(move |app| {
        let now = app.house.clock.now();
        let has_provider = app.house.identity().is_some();
        app.house.store.read(|db| {
            let dated = rounds::dated(db, round.id)?.ok_or(ActError::Missing)?;
            let lacks = match round.state {
                RoundState::Draft => announce_lacks(db, &round, has_provider, now)?,
                _ => Vec::new(),
            };
            let mut counts = Vec::new();
            for facet in COUNTED {
                counts.push((facet, rounds::facet(db, round.id, facet)?));
            }
            Ok::<_, ActError>(Found {
                dated,
                lacks,
                coverage: rounds::coverage(db, round.id)?,
                counts,
                notices: rounds::notices(db, round.id)?,
                waiting: rounds::count(
                    db,
                    round.id,
                    rounds::Facet::Moderation,
                    ModerationState::Awaiting.code(),
                )?,
            })
        })
    })
    .await
}

/// Shows the round.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let round = look(&app, &staff.actor, Permission::SeeDesk, number).await?;
    let found = read(&app, &round).await?;
    let now = app.house.clock.now();
    let may = staff
        .actor
        .grants
        .may(Permission::ManageRounds, round.body.0);
    let shown = round.window().shown_state(now);
    let view = ShowPage {
        subject: RoundSubject::of(&round, visitor.language, now),
        facts: Facts::of(&round),
        is_draft: round.state == RoundState::Draft,
        has_missing: !found.lacks.is_empty(),
        missing: found.lacks.iter().map(|lack| lack.code()).collect(),
        actions: Actions::of(&round, shown, may),
        timeline: timeline(&found.dated, now),
        coverage: Coverage::of(&found.coverage),
        has_inputs: found.coverage.total() > 0,
        inputs_url: format!("{}/inputs", desk_url(number)),
        has_waiting: found.waiting > 0,
        waiting: found.waiting,
        counts: counts(&found.counts),
        has_notices: !found.notices.is_empty(),
        notices: notice_rows(&found.notices),
        has_extensions: !found.dated.extensions.is_empty(),
        extensions: extension_rows(&found.dated.extensions),
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}
