//! `POST …/claim`, `…/release`, `…/take-over`: who works on what; and several at once.

use super::list::CLAIM_ACTION;
use super::{desk_url, petition_of, show};
use crate::web::app::App;
use crate::web::desk::{Allowed, Conflict, DecidePetitions};
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::{Browser, Nothing, SealedForm, Unsealed, see_other};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::desk;
use weerklank_acts::{ActError, ActResult, House};

/// Something that is done with a petition as a whole.
type Act = fn(&House, &Actor, i64) -> ActResult<()>;

async fn act(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DecidePetitions>,
    reference: String,
    form: SealedForm,
    (verb, act): (&str, Act),
) -> WebResult<HttpResponse> {
    let here = desk_url(&reference);
    let browser = Browser::of(&app, &request);
    let Unsealed::Proven(Nothing {}) = form.open(&app, &browser, &format!("{here}/{verb}"))? else {
        return Err(ErrorCode::Forbidden.into());
    };
    let actor = staff.actor.clone();
    let name = reference.clone();
    let conflict = app
        .block(move |app| {
            let petition = petition_of(app, &actor, &name)?;
            match act(&app.house, &actor, petition.id) {
                Ok(()) => Ok::<_, WebError>(None),
                Err(error) => Ok(Some(Conflict::of(error)?)),
            }
        })
        .await?;
    match conflict {
        None => Ok(see_other(&here)),
        Some(conflict) => show::answer(&request, &app, visitor, &staff, &reference, conflict).await,
    }
}

/// Takes a petition.
pub async fn claim(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DecidePetitions>,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let reference = reference.into_inner();
    let what = ("claim", desk::claim as fn(&House, &Actor, i64) -> _);
    act(request, app, visitor, staff, reference, form, what).await
}

/// Gives a petition back.
pub async fn release(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DecidePetitions>,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let reference = reference.into_inner();
    let what = ("release", desk::release as fn(&House, &Actor, i64) -> _);
    act(request, app, visitor, staff, reference, form, what).await
}

/// Takes a petition from whoever holds it.
pub async fn take_over(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DecidePetitions>,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let reference = reference.into_inner();
    let what = ("take-over", desk::take_over as fn(&House, &Actor, i64) -> _);
    act(request, app, visitor, staff, reference, form, what).await
}

/// The most that is claimed at once: a page of the list.
const MOST: usize = 50;

/// Takes several petitions; those that somebody else holds are left, and counted.
pub async fn claim_many(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: Allowed<DecidePetitions>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(&app, &request);
    let Unsealed::Proven(pairs) =
        form.open::<Vec<(String, String)>>(&app, &browser, CLAIM_ACTION)?
    else {
        return Err(ErrorCode::Forbidden.into());
    };
    let chosen: Vec<i64> = pairs
        .iter()
        .filter(|(name, _)| name == "petition")
        .filter_map(|(_, id)| id.parse().ok())
        .take(MOST)
        .collect();
    let back = pairs
        .iter()
        .find(|(name, value)| name == "here" && value.starts_with("/desk/petitions?"))
        .map_or("/desk/petitions?stage=waiting", |(_, value)| value.as_str());
    let actor = staff.actor.clone();
    let (claimed, left) = app
        .block(move |app| {
            let mut done = (0, 0);
            for id in chosen {
                match desk::claim(&app.house, &actor, id) {
                    Ok(()) => done.0 += 1,
                    Err(ActError::Claimed(..) | ActError::NotAllowed | ActError::Missing) => {
                        done.1 += 1;
                    }
                    Err(error) => return Err(WebError::from(error)),
                }
            }
            Ok(done)
        })
        .await?;
    Ok(see_other(&format!("{back}&claimed={claimed}&left={left}")))
}
