//! `GET /desk/rounds/{number}/inputs/{input}`: one input with everything that the desk may see, and the
//! buttons of moderation. Who wrote it stays sealed unless the name is public (NOT-2).

mod view;

use super::list::done_of;
use super::{input_url, inputs_url};
use crate::web::app::App;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeDesk;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::Browser;
use crate::web::moderation::desk::decision_form::DecisionFields;
use crate::web::replies::desk::links::ThreadLinks;
use crate::web::responses::desk::form::Returned;
use crate::web::rounds::desk::look;
use crate::web::rounds::desk::subject::RoundSubject;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
pub use view::{InputPage, Overtaken};
use view::{Moderating, Seen, Speaker};
#[cfg(test)]
pub use view::{sample_card, sample_input};
use weerklank_acts::ActError;
use weerklank_acts::inputs::SeenInput;
use weerklank_acts::replies::ThreadPlace;
use weerklank_domain::people::Permission;
use weerklank_store::inputs::{
    InputRecord, OriginRecord, SenderGroup, VersionRecord, find, find_by_id, members, origin,
    versions,
};
use weerklank_store::moderation::{
    DecisionRecord, ModerationSubject, RuleRecord, TombstoneRecord, current_version, decisions_of,
    rules_of, tombstone_of,
};
use weerklank_store::people::staff_member;
use weerklank_store::rounds::RoundRecord;

/// So many of those who sent the same text are named.
const MOST_OTHERS: i64 = 100;

/// Everything that is read of an input.
pub(super) struct Whole {
    pub round: RoundRecord,
    pub input: InputRecord,
    pub origin: Option<OriginRecord>,
    /// Who entered it.
    pub entered_by: Option<String>,
    pub versions: Vec<VersionRecord>,
    pub others: Vec<SenderGroup>,
    /// The number of the first of the near-identical texts, when this is another one.
    pub first: Option<i64>,
    pub decisions: Vec<DecisionRecord>,
    /// The house rules of now.
    pub rules: Vec<RuleRecord>,
    /// What stays of it where the law ordered its removal.
    pub tombstone: Option<TombstoneRecord>,
}

/// The values of a form of moderation.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Fields {
    #[serde(flatten)]
    pub decision: DecisionFields,
    /// What the page showed: see [`Seen`].
    #[serde(flatten)]
    pub seen: Seen,
}

/// How a form of moderation came back.
#[derive(Default)]
pub(super) struct Shown {
    pub fields: Fields,
    pub returned: Returned,
    pub overtaken: Overtaken,
    /// The day that was typed in the form about the speaker.
    pub agreed_on: String,
}

/// The input of a number.
///
/// # Errors
/// 404 for one that is not there, 403 for one of another body.
pub(super) async fn find_whole(
    app: &Arc<App>,
    staff: &Staff,
    permission: Permission,
    (round, number): (i64, i64),
) -> WebResult<Whole> {
    let round = look(app, &staff.actor, permission, round).await?;
    let found = app
        .block(move |app| {
            app.house.store.read_at_once(|db| {
                let Some(input) = find(db, round.id, number)? else {
                    return Ok(None);
                };
                let origin = origin(db, input.id)?;
                let entered_by = match origin.as_ref().and_then(|origin| origin.entered_by) {
                    Some(id) => staff_member(db, id)?.map(|member| member.name),
                    None => None,
                };
                let first = match input.group_id {
                    Some(leader) => find_by_id(db, leader)?.map(|first| first.number.number),
                    None => None,
                };
                let version = current_version(db)?;
                Ok::<_, ActError>(Some(Whole {
                    rules: rules_of(db, version)?,
                    versions: versions(db, input.id)?,
                    others: members(db, input.id, MOST_OTHERS)?,
                    decisions: decisions_of(db, ModerationSubject::Input(input.id))?,
                    tombstone: tombstone_of(db, ModerationSubject::Input(input.id))?,
                    round,
                    input,
                    origin,
                    entered_by,
                    first,
                }))
            })
        })
        .await?;
    Ok(found.ok_or(ErrorCode::NotFound)?)
}

/// Shows the input.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    place: web::Path<(i64, i64)>,
) -> WebResult<HttpResponse> {
    let whole = find_whole(&app, &staff, Permission::SeeDesk, place.into_inner()).await?;
    answer(&app, &staff, &request, visitor, &whole, &Shown::default())
}

/// Answers the page, with a form that came back or without.
pub(super) fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    whole: &Whole,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let (round, number) = (whole.round.number, whole.input.number.number);
    let here = input_url(round, number);
    let may = staff
        .actor
        .grants
        .may(Permission::Moderate, whole.round.body.0);
    let proof = |step: &str| browser.proof(app, &format!("{here}/{step}"));
    let now = app.house.clock.now();
    let subject = RoundSubject::of(&whole.round, visitor.language, now);
    let done = done_of(request.query_string(), round);
    let mut view = InputPage::of(subject, whole);
    view.list_url = inputs_url(round);
    view.has_done = done.is_some();
    view.done = done.as_ref().map_or("", |done| done.0);
    view.done_number = done.map(|done| done.1).unwrap_or_default();
    let place = ThreadPlace::of_input(&whole.round, &whole.input, now);
    view.thread = ThreadLinks::of(&place, &staff.actor);
    let may_remove = staff
        .actor
        .grants
        .may(Permission::RemoveByOrder, whole.round.body.0);
    view.moderating = Moderating::of(whole, (may, may_remove), shown, visitor.language, proof);
    view.speaker = Speaker::of(
        whole,
        staff
            .actor
            .grants
            .may(Permission::EnterInputs, whole.round.body.0),
        shown,
        browser.proof(app, &format!("{here}/speaker")),
    );
    let status = shown.returned.status(shown.overtaken.is_overtaken);
    desk_page(app, staff, request, visitor, status, &view)
}

impl Seen {
    /// What was on the page; `None` for a form that does not say so.
    pub(super) fn parse(&self) -> Option<SeenInput> {
        use weerklank_domain::inputs::{InputState, ModerationState, Standing};
        Some(SeenInput {
            standing: Standing {
                state: InputState::from_code(&self.seen_state)?,
                moderation: ModerationState::from_code(&self.seen_moderation)?,
            },
            version: self.seen_version.parse().ok()?,
        })
    }
}
