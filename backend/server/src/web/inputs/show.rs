//! `GET /rounds/{slug}/inputs/{number}`: one input with its thread; standing behind it; and the page
//! that tells its author that it was received.

mod endorse;
mod page;
mod received;
#[cfg(test)]
mod samples;

pub use endorse::endorse;
pub use page::InputPage;
#[cfg(test)]
pub use received::ReceivedPage;
pub use received::received;

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::Problem;
use crate::web::form::{Browser, form_page, returned_status};
use crate::web::proven::proven_of;
use crate::web::responses::report::{ViewAnswer, answers_of, asides_now};
use crate::web::rounds::public_round;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Proven;
use weerklank_domain::inputs::{InputState, ModerationState, Tally};
use weerklank_store::areas::{Outline, outlines};
use weerklank_store::inputs::{
    InputRecord, OriginRecord, SenderGroup, VersionRecord, endorsed, find, find_by_id, members,
    origin, tallies, versions,
};
use weerklank_store::moderation::{
    LimitRecord, ModerationSubject, TombstoneRecord, limits_of, tombstone_of,
};
use weerklank_store::people::Keyed;
use weerklank_store::responses::{asked_of, follow_ups_of, newest_report};
use weerklank_store::rounds::RoundRecord;

/// So many of those who sent the same text are named.
const MOST_OTHERS: i64 = 50;

struct Whole {
    round: RoundRecord,
    input: InputRecord,
    origin: Option<OriginRecord>,
    versions: Vec<VersionRecord>,
    others: Vec<SenderGroup>,
    first: Option<i64>,
    tally: Tally,
    has_endorsed: bool,
    outlines: Vec<Outline>,
    has_report: bool,
    answers: Vec<ViewAnswer>,
    /// The number of the input that this one is a question about.
    asked_of: Option<i64>,
    /// The numbers of the questions about the answers to this one.
    questions: Vec<i64>,
    limits: Vec<LimitRecord>,
    /// What stays of it where the law ordered its removal.
    tombstone: Option<TombstoneRecord>,
}

#[derive(Default)]
struct Shown {
    asks_email: bool,
    email: String,
    problems: Vec<Problem>,
    is_expired: bool,
}

async fn look(app: &Arc<App>, slug: &str, number: i64, proven: Option<Proven>) -> WebResult<Whole> {
    let slug = slug.to_owned();
    app.block(move |app| {
        let round = public_round(app, &slug)?;
        let vault = &app.house.vault;
        let found = app.house.store.read_at_once(|db| {
            let Some(input) = find(db, round.id, number)? else {
                return Ok(None);
            };
            let key = proven.map(|proven| proven.key(vault, Keyed::Endorser(input.id)));
            let first = match input.group_id {
                Some(leader) => find_by_id(db, leader)?.map(|first| first.number.number),
                None => None,
            };
            let report = newest_report(db, round.id)?;
            Ok::<_, ActError>(Some(Whole {
                has_report: report.is_some(),
                answers: match report {
                    Some((report, _, _)) => answers_of(db, report, &input, &round.slug)?,
                    None => asides_now(db, &input, &round.slug)?,
                },
                asked_of: asked_of(db, input.id)?,
                questions: follow_ups_of(db, input.id)?
                    .into_iter()
                    .map(|(_, question)| question)
                    .collect(),
                limits: match input.standing.moderation {
                    ModerationState::Limited => limits_of(db, ModerationSubject::Input(input.id))?,
                    _ => Vec::new(),
                },
                tombstone: match input.standing.state {
                    InputState::Removed | InputState::Withdrawn => {
                        tombstone_of(db, ModerationSubject::Input(input.id))?
                    }
                    InputState::Open | InputState::Answered | InputState::SetAside => None,
                },
                origin: origin(db, input.id)?,
                versions: versions(db, input.id)?,
                others: members(db, input.id, MOST_OTHERS)?,
                tally: tallies(db, &[input.id])?
                    .remove(&input.id)
                    .unwrap_or_default(),
                has_endorsed: match &key {
                    Some(key) => endorsed(db, input.id, key)?,
                    None => false,
                },
                // Only what is marked is drawn.
                outlines: match input.point {
                    Some(_) => outlines(db)?,
                    None => Vec::new(),
                },
                first,
                round,
                input,
            }))
        })?;
        found.ok_or_else(|| WebError::from(ErrorCode::NotFound))
    })
    .await
}

fn number_of(text: &str) -> WebResult<i64> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Answers an input.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
) -> WebResult<HttpResponse> {
    let (slug, number) = path.into_inner();
    let proven = proven_of(&app, &request);
    let whole = look(&app, &slug, number_of(&number)?, proven).await?;
    answer(&request, &app, visitor, &whole, Shown::default())
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    whole: &Whole,
    shown: Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let action = format!("{}/endorse", here(whole));
    let status = match whole.tombstone {
        Some(_) => StatusCode::GONE,
        None => returned_status(shown.is_expired, !shown.problems.is_empty()),
    };
    let csrf = browser.proof(app, &action);
    let view = InputPage::of(app, whole, visitor.language, shown, action, csrf);
    form_page(app, request, visitor, &browser, status, &view)
}

fn here(whole: &Whole) -> String {
    format!(
        "/rounds/{}/inputs/{}",
        whole.round.slug, whole.input.number.number
    )
}
