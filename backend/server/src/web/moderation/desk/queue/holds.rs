//! `GET` and `POST /desk/moderation/holds`: what is read first in the threads of a body's petitions and
//! dossiers.

use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::PublishHouseRules;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::rounds::desk::moments::{quiet_hours, time_field, typed_hours};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::moderation::set_holds;
use weerklank_domain::Language;
use weerklank_domain::moderation::Holds;
use weerklank_domain::people::Permission;
use weerklank_store::moderation::holds_of_body;
use weerklank_store::site::{Body, bodies};

type Staff = Allowed<PublishHouseRules>;

const ADDRESS: &str = "/desk/moderation/holds";

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct HoldsPage {
    tabs: Vec<BodyTab>,
    body: String,
    name: String,
    revision: i32,
    form: FormView,
    is_before: bool,
    holds_first: bool,
    quiet_from: Field,
    quiet_until: Field,
    is_stale: bool,
    is_done: bool,
}

#[derive(Debug, Clone, Serialize)]
struct BodyTab {
    name: String,
    url: String,
    is_current: bool,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    body: String,
    revision: i32,
    is_before: String,
    holds_first: String,
    quiet_from: String,
    quiet_until: String,
}

/// Which body an address asks for, and what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    body: String,
    done: String,
}

impl Fields {
    fn of(body: &Body, holds: &Holds, revision: i32) -> Self {
        let tick = |is_on: bool| if is_on { "1" } else { "" }.to_owned();
        let (quiet_from, quiet_until) = typed_hours(holds.quiet);
        Self {
            body: body.slug.clone(),
            revision,
            is_before: tick(holds.is_before),
            holds_first: tick(holds.is_first),
            quiet_from,
            quiet_until,
        }
    }

    fn parse(&self) -> Result<Holds, Vec<Problem>> {
        let quiet = quiet_hours(
            ("quiet_from", &self.quiet_from),
            ("quiet_until", &self.quiet_until),
        );
        quiet
            .map(|quiet| Holds {
                is_before: !self.is_before.is_empty(),
                is_first: !self.holds_first.is_empty(),
                quiet,
            })
            .map_err(|problem| vec![problem])
    }
}

/// The bodies whose rules this member of staff sets, and the one that is asked for: the first without a
/// name.
async fn look(app: &Arc<App>, staff: &Staff, slug: &str) -> WebResult<(Vec<Body>, Body, Fields)> {
    let mine = staff.actor.grants.bodies(Permission::PublishHouseRules);
    let slug = slug.to_owned();
    let found = app
        .block(move |app| {
            app.house.store.read_at_once(|db| {
                let mut all = bodies(db)?;
                let is_there = all.iter().any(|body| body.slug == slug);
                all.retain(|body| mine.contains(&body.id));
                let body = all
                    .iter()
                    .find(|body| slug.is_empty() || body.slug == slug)
                    .cloned();
                let Some(body) = body else {
                    return match is_there {
                        true => Err(ActError::NotAllowed),
                        false => Ok(None),
                    };
                };
                let (holds, revision) = holds_of_body(db, body.id)?;
                let fields = Fields::of(&body, &holds, revision);
                Ok::<_, ActError>(Some((all, body, fields)))
            })
        })
        .await?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

/// What is shown beside the fields.
#[derive(Default)]
struct Shown {
    returned: Returned,
    is_stale: bool,
    is_done: bool,
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (all, body, fields): (&[Body], &Body, &Fields),
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, ADDRESS, &shown.returned);
    let view = HoldsPage::of((all, body, fields), shown, visitor.language, form);
    let status = shown.returned.status(shown.is_stale);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows what holds; `?body=raad` asks for one body.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
) -> WebResult<HttpResponse> {
    let asked = web::Query::<Asked>::from_query(request.query_string())
        .map_err(WebError::bad_request)?
        .into_inner();
    let (all, body, fields) = look(&app, &staff, &asked.body).await?;
    let shown = Shown {
        is_done: asked.done == "1",
        ..Shown::default()
    };
    let about = (all.as_slice(), &body, &fields);
    answer(&app, &staff, &request, visitor, about, &shown)
}

/// Sets it.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (mut fields, is_proven): (Fields, bool) = opened(&app, &request, form, ADDRESS)?;
    let (all, body, now) = look(&app, &staff, &fields.body).await?;
    let mut shown = Shown::default();
    match (is_proven, fields.parse()) {
        (true, Ok(holds)) => {
            let (actor, about) = (staff.actor.clone(), (body.id, body.slug.clone()));
            let seen = fields.revision;
            let outcome = app
                .block(move |app| {
                    let body = (about.0, about.1.as_str());
                    WebResult::Ok(set_holds(&app.house, &actor, body, &holds, seen))
                })
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&format!("{ADDRESS}?body={}&done=1", body.slug))),
                // Whoever is second sees what was typed: saving it again is a choice.
                Err(ActError::Stale) => {
                    shown.is_stale = true;
                    fields.revision = now.revision;
                }
                Err(error) => return Err(error.into()),
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    let about = (all.as_slice(), &body, &fields);
    answer(&app, &staff, &request, visitor, about, &shown)
}

impl HoldsPage {
    fn of(
        (all, body, fields): (&[Body], &Body, &Fields),
        shown: &Shown,
        language: Language,
        form: FormView,
    ) -> Self {
        let name = |body: &Body| match language {
            Language::Nl => body.name_nl.clone(),
            Language::En => body.name_en.clone(),
        };
        let problems = &shown.returned.problems;
        Self {
            tabs: all
                .iter()
                .map(|one| BodyTab {
                    name: name(one),
                    url: format!("{ADDRESS}?body={}", one.slug),
                    is_current: one.id == body.id,
                })
                .collect(),
            body: body.slug.clone(),
            name: name(body),
            revision: fields.revision,
            form,
            is_before: !fields.is_before.is_empty(),
            holds_first: !fields.holds_first.is_empty(),
            quiet_from: time_field(&fields.quiet_from, "quiet_from", problems),
            quiet_until: time_field(&fields.quiet_until, "quiet_until", problems),
            is_stale: shown.is_stale,
            is_done: shown.is_done,
        }
    }
}

impl PageView for HoldsPage {
    const TEMPLATE: &'static str = "pages/desk/moderation/holds";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let body = Body {
            id: 1,
            slug: "raad".to_owned(),
            name_nl: "Gemeenteraad <b>der</b>".to_owned(),
            name_en: "Council".to_owned(),
            kind: "council".to_owned(),
            parent_id: None,
            contact_email: None,
        };
        let problems = [("quiet_from", "required"), ("quiet_until", "same_time")]
            .map(|(field, code)| Problem { field, code });
        let page = |problems: &[Problem], is_expired, is_stale, is_on: bool| {
            let fields = Fields {
                is_before: if is_on { "1" } else { "" }.to_owned(),
                holds_first: if is_on { "1" } else { "" }.to_owned(),
                quiet_from: "22.00".to_owned(),
                quiet_until: "ooit <b>der</b>".to_owned(),
                ..Fields::default()
            };
            let shown = Shown {
                returned: Returned {
                    problems: problems.to_vec(),
                    is_expired,
                },
                is_stale,
                is_done: is_on,
            };
            let form = FormView::sample(problems, is_expired);
            let all = std::slice::from_ref(&body);
            Self::of((all, &body, &fields), &shown, Language::Nl, form)
        };
        vec![
            ("on".to_owned(), page(&[], false, false, true)),
            ("off".to_owned(), page(&[], false, false, false)),
            ("wrong".to_owned(), page(&problems, false, false, false)),
            ("expired".to_owned(), page(&[], true, false, false)),
            ("stale".to_owned(), page(&[], false, true, false)),
        ]
    }
}
