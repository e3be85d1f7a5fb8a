//! `POST /desk/rounds/{number}/inputs/{input}/approve` and `…/decide`.

use super::list_query::InputsQuery;
use super::show::{Fields, Overtaken, Shown, Whole, answer, find_whole};
use super::{input_url, inputs_url};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::Moderate;
use crate::web::errors::WebResult;
use crate::web::form::{SealedForm, opened, see_other};
use crate::web::moderation::desk::decision_form::problem_of;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::moderate_input;
use weerklank_acts::moderation::Moderation;
use weerklank_domain::inputs::{ModerationAction, ModerationState};
use weerklank_domain::people::Permission;
use weerklank_store::inputs::{InputCursor, InputFilter, InputSort, Scope, page};

/// Decides on the input; then the next one that waits opens by itself.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<Moderate>,
    place: web::Path<(i64, i64, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (round, number, step) = place.into_inner();
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let find = || find_whole(&app, &staff, Permission::Moderate, (round, number));
    let whole = find().await?;
    let seen = fields.seen.parse();
    let parsed = match step.as_str() {
        "approve" => Ok(Moderation::Approve),
        _ => fields.decision.parse(),
    };
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, parsed) {
        (true, Ok(moderation)) if seen.is_some() => {
            let (actor, id) = (staff.actor.clone(), whole.input.id);
            let action = moderation.action();
            let outcome = app
                .block(move |app| {
                    WebResult::Ok(moderate_input(&app.house, &actor, id, seen, &moderation))
                })
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&place_after(&app, &whole, action).await?)),
                Err(ActError::CannotModerate(cannot)) if problem_of(cannot).is_some() => {
                    shown.returned.problems = problem_of(cannot).into_iter().collect();
                    return answer(&app, &staff, &request, visitor, &whole, &shown);
                }
                Err(ActError::Stale | ActError::CannotModerate(_)) => {
                    let now = find().await?;
                    shown.overtaken = Overtaken::of(&now, seen);
                    return answer(&app, &staff, &request, visitor, &now, &shown);
                }
                Err(error) => return Err(error.into()),
            }
        }
        (true, Ok(_)) => shown.overtaken = Overtaken::of(&whole, None),
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    answer(&app, &staff, &request, visitor, &whole, &shown)
}

/// Where a decision leads: what waited makes room for the next that waits; anything else stays.
async fn place_after(app: &Arc<App>, whole: &Whole, action: ModerationAction) -> WebResult<String> {
    let (round, number) = (whole.round.number, whole.input.number.number);
    let told = format!("done={}&of={number}", action.code());
    if whole.input.standing.moderation != ModerationState::Awaiting {
        return Ok(format!("{}?{told}", input_url(round, number)));
    }
    let id = whole.round.id;
    let next = app
        .block(move |app| {
            let filter = InputFilter {
                moderation: Some(ModerationState::Awaiting),
                ..InputFilter::default()
            };
            let oldest = InputSort::Oldest;
            let here = Some(InputCursor { value: 0, number });
            app.house.store.read(|db| {
                // What was passed over on the way comes last.
                for after in [here, None] {
                    let found = page(db, id, Scope::Desk, &filter, oldest, after, 1)?;
                    if let Some(card) = found.items.first() {
                        return Ok(Some(card.number));
                    }
                }
                Ok::<_, ActError>(None)
            })
        })
        .await?;
    Ok(match next {
        Some(next) => format!("{}?{told}", input_url(round, next)),
        None => {
            let waiting = InputsQuery::of_moderation(Some(ModerationState::Awaiting));
            format!("{}&{told}", waiting.url(&inputs_url(round), None))
        }
    })
}
