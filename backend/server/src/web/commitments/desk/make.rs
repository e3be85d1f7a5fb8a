//! `/desk/commitments/new`: the desk makes a commitment.

use super::desk_url;
use super::form::{FormView, Returned, due, needed, opened, owner, problem_of, see_other, title};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageCommitments;
use crate::web::dossiers::desk::NamedChoice;
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::commitments::{CommitmentDraft, FoundSubject, make, subject_of};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::Language;
use weerklank_domain::people::Permission;
use weerklank_store::site;

/// The form of a new commitment.
#[derive(Debug, Clone, Serialize)]
pub struct MakePage {
    form: FormView,
    about: Field,
    body: Field,
    bodies: Vec<NamedChoice>,
    title: Field,
    promise: Field,
    owner: Field,
    due_on: Field,
}

/// The form as a browser sends it; an address may fill in what it is about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    about: String,
    body: String,
    title: String,
    promise: String,
    owner: String,
    due_on: String,
}

type Staff = Allowed<ManageCommitments>;
/// Bodies: key, slug, name.
type Bodies = Vec<(i64, String, String)>;

/// Every body that something can be asked of.
async fn bodies(app: &Arc<App>, language: Language) -> WebResult<Bodies> {
    app.block(move |app| {
        let all = app
            .house
            .store
            .read(|db| Ok::<_, ActError>(site::addressees(db)?))?;
        ActResult::Ok(
            all.into_iter()
                .map(|body| {
                    let name = match language {
                        Language::Nl => body.name_nl,
                        Language::En => body.name_en,
                    };
                    (body.id, body.slug, name)
                })
                .collect(),
        )
    })
    .await
}

impl Fields {
    /// Makes a draft of what was typed. Where no body was chosen it is the one of what it is about.
    fn parse(
        &self,
        bodies: &Bodies,
        found: Result<FoundSubject, Problem>,
    ) -> Result<CommitmentDraft, Vec<Problem>> {
        let body = match (self.body.as_str(), &found) {
            ("", Ok(found)) => Ok(found.body_id),
            (slug, _) => bodies
                .iter()
                .find(|body| body.1 == slug)
                .map(|body| body.0)
                .ok_or(Problem {
                    field: "body",
                    code: "required",
                }),
        };
        let body = if self.body.is_empty() && found.is_err() {
            Ok(0)
        } else {
            body
        };
        let parts = (
            found,
            body,
            title(&self.title),
            needed("promise", &self.promise),
            owner(&self.owner),
            due(&self.due_on),
        );
        match parts {
            (Ok(found), Ok(body_id), Ok(title), Ok(text), Ok(owner), Ok(due_on)) => {
                Ok(CommitmentDraft {
                    body_id,
                    subject: found.subject,
                    language: found.language,
                    title,
                    text,
                    owner,
                    due_on,
                })
            }
            (found, body, title, text, owner, due) => Err([
                found.err(),
                body.err(),
                title.err(),
                text.err(),
                owner.err(),
                due.err(),
            ]
            .into_iter()
            .flatten()
            .collect()),
        }
    }
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    bodies: &Bodies,
    (fields, returned): (&Fields, &Returned),
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, request.path(), returned);
    let grants = &staff.actor.grants;
    let own: Bodies = bodies
        .iter()
        .filter(|body| grants.may(Permission::ManageCommitments, body.0))
        .cloned()
        .collect();
    let view = MakePage::of(form, &own, fields, &returned.problems);
    let status = returned.status(false);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the form.
pub async fn form(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    fields: web::Query<Fields>,
) -> WebResult<HttpResponse> {
    let bodies = bodies(&app, visitor.language).await?;
    let shown = (&fields.into_inner(), &Returned::default());
    answer(&app, &staff, &request, visitor, &bodies, shown)
}

/// Makes it.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let bodies = bodies(&app, visitor.language).await?;
    let found = find(&app, &fields.about).await?;
    let mut returned = Returned::default();
    match (is_proven, fields.parse(&bodies, found)) {
        (true, Ok(draft)) => {
            let actor = staff.actor.clone();
            let outcome = app
                .block(move |app| WebResult::Ok(make(&app.house, &actor, &draft)))
                .await?;
            match outcome {
                Ok(number) => return Ok(see_other(&desk_url(number))),
                Err(error) => returned.problems.push(problem_of(error)?),
            }
        }
        (true, Err(problems)) => returned.problems = problems,
        (false, _) => returned.is_expired = true,
    }
    let shown = (&fields, &returned);
    answer(&app, &staff, &request, visitor, &bodies, shown)
}

/// What a commitment will be about, or what is wrong with what was typed.
async fn find(app: &Arc<App>, typed: &str) -> WebResult<Result<FoundSubject, Problem>> {
    let typed = typed.to_owned();
    let found = app
        .block(move |app| WebResult::Ok(app.house.store.read(|db| subject_of(db, &typed))))
        .await?;
    Ok(match found {
        Ok(found) => Ok(found),
        Err(error) => Err(problem_of(error)?),
    })
}

impl MakePage {
    fn of(form: FormView, bodies: &Bodies, fields: &Fields, problems: &[Problem]) -> Self {
        Self {
            form,
            about: Field::of(&fields.about, "about", problems),
            body: Field::of(&fields.body, "body", problems),
            bodies: bodies
                .iter()
                .map(|(_, slug, name)| NamedChoice {
                    value: slug.clone(),
                    name: name.clone(),
                    is_selected: *slug == fields.body,
                })
                .collect(),
            title: Field::of(&fields.title, "title", problems),
            promise: Field::of(&fields.promise, "promise", problems),
            owner: Field::of(&fields.owner, "owner", problems),
            due_on: Field::of_day(&fields.due_on, "due_on", problems),
        }
    }
}

impl PageView for MakePage {
    const TEMPLATE: &'static str = "pages/desk/commitments/make";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let bodies = vec![(1, "raad".to_owned(), "Raad".to_owned())];
        let of = |problems: &[Problem], is_expired| {
            let fields = Fields {
                about: "D26-0001".to_owned(),
                body: "raad".to_owned(),
                title: "Een plan <b>der</b> bomen".to_owned(),
                due_on: "morgen".to_owned(),
                ..Fields::default()
            };
            let form = FormView::sample(problems, is_expired);
            Self::of(form, &bodies, &fields, problems)
        };
        let problems =
            ["about", "body", "title", "promise", "owner", "due_on"].map(|field| Problem {
                field,
                code: "required",
            });
        vec![
            ("full".to_owned(), of(&[], false)),
            ("errors".to_owned(), of(&problems, false)),
            ("expired".to_owned(), of(&[], true)),
        ]
    }
}
