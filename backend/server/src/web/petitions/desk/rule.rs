//! `GET` and `POST /desk/petitions/{reference}/{ruling}`: admit, ask for a revision, refuse, send on;
//! one page each. The next petition opens by itself.

mod page;

pub use page::RulePage;

use super::rule_form::RuleFields;
use super::{desk_url, petition_of};
use crate::web::app::App;
use crate::web::desk::{Allowed, Conflict, DecidePetitions, Needs, desk_page};
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::Problem;
use crate::web::form::{Browser, SealedForm, Unsealed, see_other};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use page::Again;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::desk::{Seen, take_over};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{RulingKind, Step};
use weerklank_store::petitions::{
    DeskFilter, DeskSort, PetitionRecord, Stage, desk_page as load_list,
};

/// The decisions that have a page here: the word in the address, the step, who may.
const RULINGS: [(&str, RulingKind, Step, Permission); 4] = [
    (
        "admit",
        RulingKind::Admit,
        Step::Admit,
        Permission::DecidePetitions,
    ),
    (
        "revise",
        RulingKind::Revise,
        Step::AskRevision,
        Permission::DecidePetitions,
    ),
    (
        "refuse",
        RulingKind::Refuse,
        Step::Refuse,
        Permission::DecidePetitions,
    ),
    (
        "forward",
        RulingKind::Forward,
        Step::Forward,
        Permission::DecidePetitions,
    ),
];

/// Reference and ruling of the address.
pub type Address = web::Path<(String, String)>;

fn ruling_of(word: &str) -> WebResult<(&'static str, RulingKind, Step, Permission)> {
    RULINGS
        .into_iter()
        .find(|(known, ..)| *known == word)
        .ok_or_else(|| ErrorCode::NotFound.into())
}

fn require(actor: &Actor, permission: Permission, petition: &PetitionRecord) -> WebResult<()> {
    Ok(actor.require(permission, petition.body_id)?)
}

/// Answers the page of a decision on admissibility.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DecidePetitions>,
    path: Address,
) -> WebResult<HttpResponse> {
    show_any(request, app, visitor, staff, path.into_inner()).await
}

/// Takes a decision on admissibility.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DecidePetitions>,
    path: Address,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    submit_any(request, app, visitor, staff, path.into_inner(), form).await
}

async fn show_any<P: Needs>(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<P>,
    (reference, word): (String, String),
) -> WebResult<HttpResponse> {
    let (word, kind, step, permission) = ruling_of(&word)?;
    let petition = look(&app, &staff.actor, &reference, permission).await?;
    if let Err(wrong) = petition.state.after(step) {
        let again = Again {
            conflict: Conflict::of(ActError::WrongStep(wrong))?,
            ..Again::default()
        };
        return answer(
            &request,
            &app,
            visitor,
            &staff,
            &petition,
            (word, kind),
            again,
        );
    }
    let again = Again::default();
    answer(
        &request,
        &app,
        visitor,
        &staff,
        &petition,
        (word, kind),
        again,
    )
}

async fn look(
    app: &Arc<App>,
    actor: &Actor,
    reference: &str,
    permission: Permission,
) -> WebResult<PetitionRecord> {
    let (actor, reference) = (actor.clone(), reference.to_owned());
    app.block(move |app| {
        let petition = petition_of(app, &actor, &reference)?;
        require(&actor, permission, &petition)?;
        Ok::<_, WebError>(petition)
    })
    .await
}

fn answer<P: Needs>(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    staff: &Allowed<P>,
    petition: &PetitionRecord,
    (word, kind): (&str, RulingKind),
    again: Again,
) -> WebResult<HttpResponse> {
    let status = if again.is_expired {
        StatusCode::FORBIDDEN
    } else if again.conflict.has_conflict {
        StatusCode::CONFLICT
    } else if again.problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::BAD_REQUEST
    };
    let browser = Browser::of(app, request);
    let proof = |action: &str| browser.proof(app, action);
    let now = app.house.clock.now();
    let view = RulePage::of(petition, word, kind, visitor.language, now, &proof, again);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Takes the decision, and leads to the next petition that waits.
async fn submit_any<P: Needs>(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<P>,
    (reference, word): (String, String),
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (word, kind, _, permission) = ruling_of(&word)?;
    let petition = look(&app, &staff.actor, &reference, permission).await?;
    let browser = Browser::of(&app, &request);
    let action = format!("{}/{word}", desk_url(&reference));
    let (fields, is_expired) = match form.open::<RuleFields>(&app, &browser, &action)? {
        Unsealed::Proven(fields) => (fields, false),
        Unsealed::Expired(fields) => (fields, true),
    };
    if fields.take_over.is_some() && !is_expired {
        // Taken over, and nothing that was typed is lost; the decision itself is a second press.
        let (actor, id) = (staff.actor.clone(), petition.id);
        app.block(move |app| take_over(&app.house, &actor, id))
            .await?;
        let again = Again {
            fields,
            ..Again::default()
        };
        return answer(
            &request,
            &app,
            visitor,
            &staff,
            &petition,
            (word, kind),
            again,
        );
    }
    let ruling = match (is_expired, fields.ruling(kind)) {
        (false, Ok(ruling)) => ruling,
        (_, outcome) => {
            let again = Again {
                problems: outcome.err().filter(|_| !is_expired).unwrap_or_default(),
                fields,
                is_expired,
                ..Again::default()
            };
            return answer(
                &request,
                &app,
                visitor,
                &staff,
                &petition,
                (word, kind),
                again,
            );
        }
    };
    let seen = Seen {
        petition_id: petition.id,
        text_version: fields.text_version,
    };
    let actor = staff.actor.clone();
    let outcome = app
        .block(move |app| match ruling.take(&app.house, &actor, seen) {
            Ok(()) => Ok(Ok(next_waiting(app, &actor)?)),
            Err(ActError::Missing) => Ok(Err(None)),
            Err(error) => Ok::<_, WebError>(Err(Some(Conflict::of(error)?))),
        })
        .await?;
    let again = match outcome {
        Ok(next) => {
            app.metrics.act(kind.code());
            let place = next.unwrap_or_else(|| reference.clone());
            let done = kind.code();
            return Ok(see_other(&format!(
                "{}?done={done}&of={reference}",
                desk_url(&place)
            )));
        }
        // A ground that these rules do not have.
        Err(None) => Again {
            problems: vec![Problem {
                field: "code",
                code: "choose",
            }],
            fields,
            ..Again::default()
        },
        // Nothing is lost: what was written is still in the form.
        Err(Some(conflict)) => Again {
            conflict,
            fields,
            ..Again::default()
        },
    };
    let petition = look(&app, &staff.actor, &reference, permission).await?;
    answer(
        &request,
        &app,
        visitor,
        &staff,
        &petition,
        (word, kind),
        again,
    )
}

/// The reference of the petition that waits longest and that nobody else holds.
fn next_waiting(app: &App, actor: &Actor) -> Result<Option<String>, ActError> {
    let filter = DeskFilter {
        bodies: actor.grants.bodies(Permission::DecidePetitions),
        stage: Stage::Waiting,
        words: String::new(),
        claimed_by: None,
    };
    let now = app.house.clock.now();
    let page = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(load_list(db, &filter, DeskSort::Due, None, 20, now)?))?;
    Ok(page
        .items
        .into_iter()
        .find(|item| {
            item.claimed_by
                .as_ref()
                .is_none_or(|(id, _)| *id == actor.staff_id)
        })
        .map(|item| item.reference))
}
