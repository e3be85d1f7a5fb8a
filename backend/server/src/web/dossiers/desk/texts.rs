//! `/desk/dossiers/new` and `/desk/dossiers/{reference}/texts`: what a dossier says, and whose it is.

use super::form::{
    Choice, FormView, NamedChoice, Returned, choices, opened, problem_of, see_other,
};
use super::texts_form::{Fields, Offered};
use super::{Head, desk_url, managed};
use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::{Allowed, Staff as Member};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageDossiers;
use crate::web::errors::WebResult;
use crate::web::field::Field;
use crate::web::form::{Browser, SealedForm};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, dossiers};
use weerklank_domain::Language;
use weerklank_domain::people::{Permission, Role};
use weerklank_store::dossiers::{DossierRecord, managers};
use weerklank_store::{areas, site};

/// The form, for a new dossier or for one that is there.
#[derive(Debug, Clone, Serialize)]
pub struct TextsPage {
    is_new: bool,
    head: Option<Head>,
    form: FormView,
    conflict: Conflict,
    revision: i32,
    title: Field,
    summary: Field,
    language: Field,
    languages: Vec<Choice>,
    body: Field,
    bodies: Vec<NamedChoice>,
    area: Field,
    areas: Vec<NamedChoice>,
    duty: Field,
    manager: Field,
    managers: Vec<NamedChoice>,
}

type Staff = Allowed<ManageDossiers>;

/// What is shown of a form that came back.
#[derive(Default)]
struct Shown {
    fields: Fields,
    returned: Returned,
    conflict: Conflict,
}

/// What can be chosen by somebody: own bodies with their people, every area.
async fn offered(app: &Arc<App>, actor: &Actor) -> WebResult<Offered> {
    let own = actor.grants.bodies(Permission::ManageDossiers);
    app.block(move |app| {
        app.house.store.read(|db| {
            let roles: Vec<&str> = Role::ALL
                .iter()
                .filter(|role| role.may(Permission::ManageDossiers))
                .map(|role| role.code())
                .collect();
            let bodies = site::addressees(db)?;
            Ok::<_, ActError>(Offered {
                bodies: bodies
                    .into_iter()
                    .map(|body| (body.id, body.slug, body.name_nl, body.name_en))
                    .collect(),
                areas: areas::own_areas(db)?,
                managers: managers(db, &own, &roles)?,
            })
        })
    })
    .await
}

fn answer(
    app: &App,
    staff: &Member,
    request: &HttpRequest,
    visitor: Visitor,
    (dossier, offered): (Option<&DossierRecord>, &Offered),
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, request.path(), &shown.returned);
    let mut offered = offered.clone();
    let grants = &staff.actor.grants;
    offered
        .bodies
        .retain(|body| grants.may(Permission::ManageDossiers, body.0));
    let head = dossier.map(|dossier| Head::of(dossier, visitor.language));
    let view = TextsPage::of(head, form, &offered, shown, visitor.language);
    let status = shown.returned.status(shown.conflict.has_conflict);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the form of a new dossier.
pub async fn begin(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
) -> WebResult<HttpResponse> {
    let offered = offered(&app, &staff.actor).await?;
    let fields = Fields {
        language: Language::Nl.code().to_owned(),
        manager: staff.actor.staff_id.to_string(),
        ..Fields::default()
    };
    let shown = Shown {
        fields,
        ..Shown::default()
    };
    answer(&app, &staff, &request, visitor, (None, &offered), &shown)
}

/// Begins a dossier.
pub async fn plan(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let offered = offered(&app, &staff.actor).await?;
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, shown.fields.parse(&offered)) {
        (true, Ok(text)) => {
            let actor = staff.actor.clone();
            let outcome = app
                .block(move |app| WebResult::Ok(dossiers::plan(&app.house, &actor, &text)))
                .await?;
            match outcome {
                Ok(reference) => return Ok(see_other(&desk_url(&reference))),
                Err(error) => shown.returned.problems.push(problem_of(error)?),
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    answer(&app, &staff, &request, visitor, (None, &offered), &shown)
}

/// Shows the form of a dossier.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let dossier = managed(&app, &staff.actor, &reference).await?;
    let offered = offered(&app, &staff.actor).await?;
    let shown = Shown {
        fields: Fields::of(&dossier),
        ..Shown::default()
    };
    let found = (Some(&dossier), &offered);
    answer(&app, &staff, &request, visitor, found, &shown)
}

/// Changes a dossier.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let mut dossier = managed(&app, &staff.actor, &reference).await?;
    let offered = offered(&app, &staff.actor).await?;
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, shown.fields.parse(&offered)) {
        (true, Ok(text)) => {
            let (id, actor, read) = (dossier.id, staff.actor.clone(), shown.fields.revision);
            let outcome = app
                .block(move |app| {
                    WebResult::Ok(dossiers::describe(&app.house, &actor, id, read, &text))
                })
                .await?;
            let Err(error) = outcome else {
                return Ok(see_other(&desk_url(&reference)));
            };
            match Conflict::of(error) {
                Ok(conflict) => shown.conflict = conflict,
                Err(other) => shown.returned.problems.push(problem_of(other)?),
            }
            // Whoever was told what is so now may write over it.
            dossier = managed(&app, &staff.actor, &reference).await?;
            shown.fields.revision = dossier.revision;
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    let found = (Some(&dossier), &offered);
    answer(&app, &staff, &request, visitor, found, &shown)
}

impl TextsPage {
    fn of(
        head: Option<Head>,
        form: FormView,
        offered: &Offered,
        shown: &Shown,
        language: Language,
    ) -> Self {
        let fields = &shown.fields;
        let problems = &shown.returned.problems;
        let named = |value: String, name: String, selected: &str| NamedChoice {
            is_selected: value == selected,
            value,
            name,
        };
        Self {
            is_new: head.is_none(),
            head,
            form,
            conflict: shown.conflict.clone(),
            revision: fields.revision,
            title: Field::of(&fields.title, "title", problems),
            summary: Field::of(&fields.summary, "summary", problems),
            language: Field::of(&fields.language, "language", problems),
            languages: choices(
                Language::ALL.into_iter().map(Language::code),
                &fields.language,
            ),
            body: Field::of(&fields.body, "body", problems),
            bodies: offered
                .bodies
                .iter()
                .map(|(_, slug, name_nl, name_en)| {
                    let name = match language {
                        Language::Nl => name_nl,
                        Language::En => name_en,
                    };
                    named(slug.clone(), name.clone(), &fields.body)
                })
                .collect(),
            area: Field::of(&fields.area, "area", problems),
            areas: offered
                .areas
                .iter()
                .map(|(_, code, name)| named(code.clone(), name.clone(), &fields.area))
                .collect(),
            duty: Field::of(&fields.duty, "duty", problems),
            manager: Field::of(&fields.manager, "manager", problems),
            managers: offered
                .managers
                .iter()
                .map(|(id, name)| named(id.to_string(), name.clone(), &fields.manager))
                .collect(),
        }
    }
}

impl PageView for TextsPage {
    const TEMPLATE: &'static str = "pages/desk/dossiers/texts";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::field::Problem;
        let offered = Offered {
            bodies: vec![(
                1,
                "raad".to_owned(),
                "Raad".to_owned(),
                "Council".to_owned(),
            )],
            areas: vec![(5, "haven".to_owned(), "Haven".to_owned())],
            managers: vec![(7, "Samira <b>der</b>".to_owned())],
        };
        let fields = Fields {
            revision: 3,
            title: "Wonen <b>der</b>".to_owned(),
            language: "nl".to_owned(),
            body: "raad".to_owned(),
            manager: "7".to_owned(),
            ..Fields::default()
        };
        let of = |head, problems: &[Problem], is_expired, conflict| {
            let shown = Shown {
                fields: fields.clone(),
                returned: Returned {
                    problems: problems.to_vec(),
                    is_expired,
                },
                conflict,
            };
            let form = FormView::sample(problems, is_expired);
            Self::of(head, form, &offered, &shown, Language::Nl)
        };
        let problems = [
            "title", "summary", "language", "body", "area", "duty", "manager",
        ]
        .map(|field| Problem {
            field,
            code: "required",
        });
        let head = || Some(Head::sample(true));
        vec![
            ("new".to_owned(), of(None, &[], false, Conflict::default())),
            (
                "errors".to_owned(),
                of(head(), &problems, false, Conflict::default()),
            ),
            (
                "expired".to_owned(),
                of(head(), &[], true, Conflict::default()),
            ),
            (
                "conflict".to_owned(),
                of(head(), &[], false, Conflict::sample()),
            ),
        ]
    }
}
