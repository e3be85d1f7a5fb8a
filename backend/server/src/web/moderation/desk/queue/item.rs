//! `GET` and `POST /desk/moderation/{id}`: one item with its whole context, and what is decided on it and on
//! those that are chosen with it. The button of the list claims it for a while, as reading changes nothing;
//! `…/take` takes it over from a colleague, `…/next` gives it back and goes on.

mod fields;
mod look;
mod view;

pub use view::ItemPage;

use super::list::ToldView;
use super::query::{QUEUE, QueueQuery, Told};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::Moderate;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use fields::Fields;
use look::{Whole, look};
use std::sync::Arc;
use weerklank_acts::moderation::{
    Moderation, decide_item, decide_items, find_item, give_back, open_item, take_over,
};
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult, House};
use weerklank_store::moderation::ItemCursor;

type Staff = Allowed<Moderate>;

/// What is shown beside the item.
#[derive(Default)]
pub(super) struct Shown {
    pub fields: Fields,
    pub returned: Returned,
    pub is_stale: bool,
    pub is_taken: bool,
}

async fn whole(app: &Arc<App>, actor: &Actor, id: i64, query: &QueueQuery) -> WebResult<Whole> {
    let (actor, told) = (actor.clone(), query.told.clone());
    let whole = app
        .block(move |app| look(app, &actor, id, told.as_ref()))
        .await?;
    Ok(whole)
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (whole, query): (&Whole, &QueueQuery),
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let here = request.path();
    let form = FormView::of(app, &browser, here, &shown.returned);
    let proof = |verb: &str| browser.proof(app, &format!("{here}/{verb}"));
    let me = (staff.actor.staff_id, app.house.clock.now());
    let view = ItemPage::of(whole, shown, query, visitor.language, me, form)
        .with_buttons(proof("take"), proof("next"))
        .with_told(ToldView::of(query.told.as_ref(), &whole.texts));
    let status = shown.returned.status(shown.is_stale || shown.is_taken);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the item.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    id: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let query = QueueQuery::read(request.query_string())?;
    let whole = whole(&app, &staff.actor, id.into_inner(), &query).await?;
    if let Some(elsewhere) = whole.elsewhere() {
        return Ok(see_other(&elsewhere));
    }
    let shown = Shown::default();
    answer(&app, &staff, &request, visitor, (&whole, &query), &shown)
}

/// Takes the item over, and shows it.
pub async fn take(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: Staff,
    id: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let id = id.into_inner();
    let query = act(&request, &app, &staff, form, id, take_over).await?;
    Ok(see_other(&format!("{QUEUE}/{id}?{}", query.within())))
}

/// Gives the item back, and goes on to the next.
pub async fn next(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: Staff,
    id: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let id = id.into_inner();
    let query = act(&request, &app, &staff, form, id, give_back).await?;
    let url = next_url(&app, &staff.actor, id, query).await?;
    Ok(see_other(&url))
}

/// A form of one button; answers what the queue is narrowed to.
async fn act(
    request: &HttpRequest,
    app: &Arc<App>,
    staff: &Staff,
    form: SealedForm,
    id: i64,
    act: fn(&House, &Actor, i64) -> ActResult<()>,
) -> WebResult<QueueQuery> {
    let (fields, is_proven): (Vec<(String, String)>, bool) =
        opened(app, request, form, request.path())?;
    if !is_proven {
        return Err(ErrorCode::Forbidden.into());
    }
    let query = Fields::read(fields)?.query()?;
    let actor = staff.actor.clone();
    app.block(move |app| act(&app.house, &actor, id)).await?;
    Ok(query)
}

/// Opens the next item, and answers its address, or that of the list.
async fn next_url(app: &Arc<App>, actor: &Actor, id: i64, query: QueueQuery) -> WebResult<String> {
    let actor = actor.clone();
    let url = app
        .block(move |app| {
            let now = app.house.clock.now();
            let (next, url) = app.house.store.read_at_once(|db| {
                let here = find_item(db, &actor, id)?;
                query.next(db, &actor, ItemCursor::of(&here), now)
            })?;
            if let Some(next) = next {
                open_item(&app.house, &actor, next)?;
            }
            Ok::<_, ActError>(url)
        })
        .await?;
    Ok(url)
}

/// Takes the decision on the item, and on those that were chosen with it.
fn rule(house: &House, actor: &Actor, fields: &Fields, moderation: &Moderation) -> ActResult<Told> {
    decide_item(house, actor, fields.seen, moderation)?;
    let batch = decide_items(house, actor, &fields.also, moderation)?;
    Ok(Told {
        done: moderation.action().code().to_owned(),
        count: batch.decided + 1,
        left: batch.left.iter().map(|(seen, _)| seen.id).collect(),
    })
}

/// Takes the decision; then the next item opens by itself.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    id: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let id = id.into_inner();
    let (pairs, is_proven): (Vec<(String, String)>, bool) =
        opened(&app, &request, form, request.path())?;
    let fields = Fields::read(pairs)?;
    let query = fields.query()?;
    let before = whole(&app, &staff.actor, id, &query).await?;
    let mut shown = Shown::default();
    match (is_proven, fields.parse(&before.item)) {
        (false, _) => shown.returned.is_expired = true,
        (true, Err(problems)) => shown.returned.problems = problems,
        (true, Ok(_)) if fields.seen.id != id => return Err(ErrorCode::BadRequest.into()),
        (true, Ok(moderation)) => {
            let (actor, sent) = (staff.actor.clone(), fields.clone());
            let outcome = app
                .block(move |app| WebResult::Ok(rule(&app.house, &actor, &sent, &moderation)))
                .await?;
            match outcome {
                Ok(told) => {
                    app.metrics.act("decide_item");
                    let next = next_url(&app, &staff.actor, id, query).await?;
                    let join = if next.contains('?') { '&' } else { '?' };
                    // What was done is told by the pages of the queue; the next item may lead elsewhere.
                    let next = match next.starts_with(QUEUE) {
                        true => format!("{next}{join}{}", told.query()),
                        false => next,
                    };
                    return Ok(see_other(&next));
                }
                Err(ActError::Claimed(..)) => shown.is_taken = true,
                Err(ActError::Stale | ActError::CannotModerate(_) | ActError::Overtaken(_)) => {
                    shown.is_stale = true;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    shown.fields = fields;
    let after = whole(&app, &staff.actor, id, &query).await?;
    answer(&app, &staff, &request, visitor, (&after, &query), &shown)
}
