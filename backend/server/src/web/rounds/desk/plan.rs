//! `GET` and `POST /desk/rounds/new` and `/desk/rounds/{number}/edit`: one page of fields.

mod fields;
mod view;

use super::moments::ClosingView;
use super::subject::RoundSubject;
use super::trouble::Trouble;
use super::{desk_url, look};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageRounds;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use fields::Fields;
use serde::Deserialize;
use std::sync::Arc;
use view::{Earliest, ProcedureChoice};
pub use view::{NewRoundPage, PlanPage, ProcedureChoice as ProcedureView};
use weerklank_acts::ActError;
use weerklank_acts::rounds::desk::{change_round, plan_round};
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::Permission;
use weerklank_domain::rounds::RoundState;
use weerklank_store::rounds::{RoundDossier, RoundRecord, dossier_of, procedures};

type Staff = Allowed<ManageRounds>;

/// What a page is about: a round that is there, or the dossier in which one is planned.
enum About {
    Round(Box<RoundRecord>),
    Dossier(Box<RoundDossier>),
}

/// What is shown of a form.
#[derive(Default)]
struct Shown {
    fields: Fields,
    returned: Returned,
    trouble: Trouble,
}

/// The dossier in which a round is planned.
#[derive(Debug, Default, Deserialize)]
pub struct NewQuery {
    #[serde(default)]
    dossier: String,
}

/// The procedures that are there, each with the first closing that it allows for what was typed.
async fn offered(
    app: &Arc<App>,
    fields: &Fields,
) -> WebResult<(Vec<ProcedureChoice>, Vec<Earliest>)> {
    let (chosen, laid_open_on, opens_at) = (
        fields.procedure.clone(),
        fields.laid_open_on(),
        fields.opens_at(),
    );
    app.block(move |app| {
        let day = day_of(opens_at.unwrap_or_else(|| app.house.clock.now()));
        app.house.store.read(|db| {
            let (mut choices, mut earliest) = (Vec::new(), Vec::new());
            for code in procedures::all_codes(db)? {
                let Some((_, rules)) = procedures::on_day(db, &code, day)? else {
                    continue;
                };
                if rules.minimum.is_some() {
                    let at = rules.earliest_close_of(laid_open_on, opens_at);
                    earliest.push(Earliest::new(&code, ClosingView::of(at)));
                }
                choices.push(ProcedureChoice::new(&code, code == chosen));
            }
            Ok::<_, ActError>((choices, earliest))
        })
    })
    .await
}

async fn answer(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    about: &About,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let (procedures, earliest) = offered(app, &shown.fields).await?;
    let form = FormView::of(app, &browser, request.path(), &shown.returned);
    let status = shown.trouble.status(&shown.returned);
    let mut view = PlanPage::of(&shown.fields, &shown.returned.problems, form);
    view.procedures = procedures;
    view.has_earliest = !earliest.is_empty();
    view.earliest = earliest;
    view.trouble = shown.trouble.clone();
    match about {
        About::Round(round) => {
            let now = app.house.clock.now();
            view.about_round(
                RoundSubject::of(round, visitor.language, now),
                round.state == RoundState::Draft,
            );
        }
        About::Dossier(dossier) => view.about_dossier(dossier),
    }
    desk_page(app, staff, request, visitor, status, &view)
}

/// The dossier of a reference, where this member of staff may plan a round in it.
async fn dossier(
    app: &Arc<App>,
    staff: &Staff,
    reference: &str,
) -> WebResult<Option<RoundDossier>> {
    let asked = reference.trim().to_owned();
    let found = app
        .block(move |app| {
            app.house
                .store
                .read(|db| Ok::<_, ActError>(dossier_of(db, &asked)?))
        })
        .await?;
    if let Some(dossier) = &found
        && !staff
            .actor
            .grants
            .may(Permission::ManageRounds, dossier.body.0)
    {
        return Err(ErrorCode::NotAllowed.into());
    }
    Ok(found)
}

fn ask_dossier(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    typed: &str,
) -> WebResult<HttpResponse> {
    let view = NewRoundPage::of(typed);
    desk_page(app, staff, request, visitor, StatusCode::OK, &view)
}

/// Shows the form for a new round, or asks in which dossier it is planned.
pub async fn new(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    query: web::Query<NewQuery>,
) -> WebResult<HttpResponse> {
    let Some(dossier) = dossier(&app, &staff, &query.dossier).await? else {
        return ask_dossier(&app, &staff, &request, visitor, &query.dossier);
    };
    let shown = Shown {
        fields: Fields::for_dossier(&dossier),
        ..Shown::default()
    };
    let about = About::Dossier(Box::new(dossier));
    answer(&app, &staff, &request, visitor, &about, &shown).await
}

/// Plans a round.
pub async fn create(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let Some(dossier) = dossier(&app, &staff, &fields.dossier).await? else {
        return ask_dossier(&app, &staff, &request, visitor, &fields.dossier);
    };
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, shown.fields.plan()) {
        (true, Ok(plan)) => {
            let (actor, reference) = (staff.actor.clone(), dossier.reference.clone());
            let number = app
                .block(move |app| plan_round(&app.house, &actor, &reference, &plan))
                .await?;
            return Ok(see_other(&desk_url(number)));
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    let about = About::Dossier(Box::new(dossier));
    answer(&app, &staff, &request, visitor, &about, &shown).await
}

/// Shows a draft to be changed.
pub async fn edit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let round = look(&app, &staff.actor, Permission::ManageRounds, number).await?;
    let shown = Shown {
        fields: Fields::of(&round),
        ..Shown::default()
    };
    let about = About::Round(Box::new(round));
    answer(&app, &staff, &request, visitor, &about, &shown).await
}

/// Changes a draft.
pub async fn change(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    number: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let round = look(&app, &staff.actor, Permission::ManageRounds, number).await?;
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, shown.fields.plan()) {
        (true, Ok(plan)) => {
            let (actor, id, read) = (staff.actor.clone(), round.id, shown.fields.revision);
            let outcome = app
                .block(move |app| WebResult::Ok(change_round(&app.house, &actor, id, read, &plan)))
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&desk_url(number))),
                Err(error) => shown.trouble = Trouble::of(error)?,
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    // Whoever is second sees what was typed over what is there now: saving it again is a choice.
    let round = look(&app, &staff.actor, Permission::ManageRounds, number).await?;
    shown.fields.revision = round.revision;
    let about = About::Round(Box::new(round));
    answer(&app, &staff, &request, visitor, &about, &shown).await
}
