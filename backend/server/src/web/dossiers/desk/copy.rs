//! `/desk/dossiers/{reference}/copy`: a new dossier with this one as its template.

use super::form::{FormView, Returned, opened, see_other, title};
use super::{Head, desk_url, managed};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageDossiers;
use crate::web::errors::WebResult;
use crate::web::field::Field;
use crate::web::form::{Browser, SealedForm};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::dossiers;
use weerklank_store::dossiers::DossierRecord;

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct CopyPage {
    head: Head,
    form: FormView,
    title: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    title: String,
}

type Staff = Allowed<ManageDossiers>;

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    dossier: &DossierRecord,
    (fields, returned): (&Fields, &Returned),
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let view = CopyPage {
        head: Head::of(dossier, visitor.language),
        form: FormView::of(app, &browser, request.path(), returned),
        title: Field::of(&fields.title, "title", &returned.problems),
    };
    let status = returned.status(false);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let dossier = managed(&app, &staff.actor, &reference).await?;
    let shown = (&Fields::default(), &Returned::default());
    answer(&app, &staff, &request, visitor, &dossier, shown)
}

/// Begins the copy.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let dossier = managed(&app, &staff.actor, &reference).await?;
    let mut returned = Returned::default();
    match (is_proven, title("title", &fields.title)) {
        (true, Ok(title)) => {
            let (id, actor) = (dossier.id, staff.actor.clone());
            let copy = app
                .block(move |app| dossiers::copy_dossier(&app.house, &actor, id, &title))
                .await?;
            return Ok(see_other(&desk_url(&copy)));
        }
        (true, Err(problem)) => returned.problems.push(problem),
        (false, _) => returned.is_expired = true,
    }
    let shown = (&fields, &returned);
    answer(&app, &staff, &request, visitor, &dossier, shown)
}

impl PageView for CopyPage {
    const TEMPLATE: &'static str = "pages/desk/dossiers/copy";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::field::Problem;
        let problems = [Problem {
            field: "title",
            code: "title_too_long",
        }];
        let of = |problems: &[Problem], is_expired| Self {
            head: Head::sample(true),
            form: FormView::sample(problems, is_expired),
            title: Field::of("Wonen <b>der</b>", "title", problems),
        };
        vec![
            ("empty".to_owned(), of(&[], false)),
            ("errors".to_owned(), of(&problems, false)),
            ("expired".to_owned(), of(&[], true)),
        ]
    }
}
