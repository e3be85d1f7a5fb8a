//! `/desk/dossiers/{reference}/petitions`: the petitions that hang on a dossier.

use super::form::{FormView, Returned, opened, problem_of, see_other};
use super::{Head, desk_url, managed};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageDossiers;
use crate::web::dossiers::show::parts::PetitionLine;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, Nothing, SealedForm};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, dossiers};
use weerklank_store::dossiers::{DossierRecord, HungPetition, petitions_of};

/// The list and the form.
#[derive(Debug, Clone, Serialize)]
pub struct PetitionsPage {
    head: Head,
    form: FormView,
    petitions: Vec<Row>,
    has_petitions: bool,
    petition: Field,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    line: PetitionLine,
    is_public: bool,
    desk_url: String,
    action: String,
    csrf: String,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    petition: String,
}

type Staff = Allowed<ManageDossiers>;
type Found = (DossierRecord, Vec<HungPetition>);

async fn look(app: &Arc<App>, actor: &Actor, reference: &str) -> WebResult<Found> {
    let dossier = managed(app, actor, reference).await?;
    let id = dossier.id;
    let petitions = app
        .block(move |app| {
            app.house
                .store
                .read(|db| Ok::<_, ActError>(petitions_of(db, id)?))
        })
        .await?;
    Ok((dossier, petitions))
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (dossier, petitions): &Found,
    (fields, returned): (&Fields, &Returned),
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let now = app.house.clock.now();
    let view = PetitionsPage {
        head: Head::of(dossier, visitor.language),
        form: FormView::of(app, &browser, request.path(), returned),
        has_petitions: !petitions.is_empty(),
        petitions: petitions
            .iter()
            .map(|petition| {
                Row::of(petition, &dossier.reference, now, |action| {
                    browser.proof(app, action)
                })
            })
            .collect(),
        petition: Field::of(&fields.petition, "petition", &returned.problems),
    };
    let status = returned.status(false);
    desk_page(app, staff, request, visitor, status, &view)
}

impl Row {
    fn of(
        petition: &HungPetition,
        reference: &str,
        now: DateTime<Utc>,
        proof: impl Fn(&str) -> String,
    ) -> Self {
        let url = desk_url(reference);
        let action = format!("{url}/petitions/{}/take-off", petition.reference);
        Self {
            line: PetitionLine::of(petition, now),
            is_public: petition.is_public,
            desk_url: format!("/desk/petitions/{}", petition.reference),
            csrf: proof(&action),
            action,
        }
    }
}

/// Shows the list and the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, &reference).await?;
    let shown = (&Fields::default(), &Returned::default());
    answer(&app, &staff, &request, visitor, &found, shown)
}

/// Hangs a petition on the dossier.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let found = look(&app, &staff.actor, &reference).await?;
    let mut returned = Returned::default();
    let sought = fields.petition.trim().to_ascii_uppercase();
    if !is_proven {
        returned.is_expired = true;
    } else if sought.is_empty() || sought.contains('\0') {
        returned.problems.push(Problem {
            field: "petition",
            code: "required",
        });
    } else {
        let (id, actor) = (found.0.id, staff.actor.clone());
        let outcome = app
            .block(move |app| {
                WebResult::Ok(dossiers::hang_petition(&app.house, &actor, id, &sought))
            })
            .await?;
        match outcome {
            Ok(()) => return Ok(see_other(request.path())),
            Err(error) => returned.problems.push(problem_of(error)?),
        }
    }
    let shown = (&fields, &returned);
    answer(&app, &staff, &request, visitor, &found, shown)
}

/// Takes a petition off the dossier.
pub async fn take_off(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: Staff,
    path: web::Path<(String, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (_, is_proven): (Nothing, bool) = opened(&app, &request, form, request.path())?;
    if !is_proven {
        return Err(ErrorCode::Forbidden.into());
    }
    let (reference, petition) = path.into_inner();
    let dossier = managed(&app, &staff.actor, &reference).await?;
    let (id, actor) = (dossier.id, staff.actor.clone());
    app.block(move |app| dossiers::take_off_petition(&app.house, &actor, id, &petition))
        .await?;
    Ok(see_other(&format!("{}/petitions", desk_url(&reference))))
}

impl PageView for PetitionsPage {
    const TEMPLATE: &'static str = "pages/desk/dossiers/petitions";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::dossiers::show::samples::petition;
        let of = |rows: Vec<HungPetition>, problems: &[Problem], is_expired| Self {
            head: Head::sample(true),
            form: FormView::sample(problems, is_expired),
            has_petitions: !rows.is_empty(),
            petitions: rows
                .iter()
                .map(|row| {
                    let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
                    Row::of(row, "D26-0001", now, |_| "0123456789".to_owned())
                })
                .collect(),
            petition: Field::of("P26-<b>der</b>", "petition", problems),
        };
        let problems = [Problem {
            field: "petition",
            code: "unknown_petition",
        }];
        vec![
            (
                "full".to_owned(),
                of(vec![petition(true), petition(false)], &[], false),
            ),
            ("errors".to_owned(), of(Vec::new(), &problems, false)),
            ("expired".to_owned(), of(Vec::new(), &[], true)),
        ]
    }
}
