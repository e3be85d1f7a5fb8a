//! `/desk/dossiers/{reference}/documents/{id}`: a new version in the place of a paper, with a note.

use super::form::{FormView, Returned, needed, problem_of, see_other};
use super::upload::{Sent, read};
use super::{Head, desk_url, managed};
use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageDossiers;
use crate::web::dossiers::show::parts::DocumentView;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::Browser;
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::dossiers::{Upload, replace_document};
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::petitions::Passage;
use weerklank_store::dossiers::{DocumentRecord, DossierRecord, documents};

/// The versions and the form.
#[derive(Debug, Clone, Serialize)]
pub struct ReplacePage {
    head: Head,
    form: FormView,
    conflict: Conflict,
    document: DocumentView,
    back_url: String,
    version: i32,
    note: Field,
    file: Field,
}

type Staff = Allowed<ManageDossiers>;
type Path = web::Path<(String, i64)>;
type Found = (DossierRecord, DocumentRecord);

/// What is shown of a form that came back.
#[derive(Default)]
struct Shown {
    note: String,
    returned: Returned,
    conflict: Conflict,
}

async fn look(app: &Arc<App>, actor: &Actor, reference: &str, id: i64) -> WebResult<Found> {
    let dossier = managed(app, actor, reference).await?;
    let dossier_id = dossier.id;
    let all = app
        .block(move |app| {
            app.house
                .store
                .read(|db| Ok::<_, ActError>(documents(db, dossier_id)?))
        })
        .await?;
    let found = all.into_iter().find(|document| document.id == id);
    Ok((dossier, found.ok_or(ErrorCode::NotFound)?))
}

fn newest(document: &DocumentRecord) -> i32 {
    document.versions.first().map_or(0, |newest| newest.version)
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    found: &Found,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, request.path(), &shown.returned);
    let view = ReplacePage {
        head: Head::of(&found.0, visitor.language),
        ..ReplacePage::of(found, form, shown)
    };
    let status = shown.returned.status(shown.conflict.has_conflict);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: Path,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, &path.0, path.1).await?;
    answer(&app, &staff, &request, visitor, &found, &Shown::default())
}

/// Lays the new version open.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: Path,
    payload: web::Payload,
) -> WebResult<HttpResponse> {
    let mut found = look(&app, &staff.actor, &path.0, path.1).await?;
    let sent = read(&app, &request, payload).await?;
    let mut shown = Shown {
        note: sent.text("note").to_owned(),
        ..Shown::default()
    };
    match (sent.is_proven, needed("note", &shown.note)) {
        (true, Ok(note)) => {
            let (keys, actor) = ((found.0.id, found.1.id), staff.actor.clone());
            let outcome = app
                .block(move |app| WebResult::Ok(keep(app, &actor, keys, &note, &sent)))
                .await?;
            let Err(error) = outcome else {
                let url = desk_url(&found.0.reference);
                return Ok(see_other(&format!("{url}/documents")));
            };
            match Conflict::of(error) {
                Ok(conflict) => shown.conflict = conflict,
                Err(other) => shown.returned.problems.push(problem_of(other)?),
            }
            // Whoever was told what is so now may replace that.
            found = look(&app, &staff.actor, &path.0, path.1).await?;
        }
        (true, Err(problem)) => shown.returned.problems.push(problem),
        (false, _) => shown.returned.is_expired = true,
    }
    answer(&app, &staff, &request, visitor, &found, &shown)
}

fn keep(app: &App, actor: &Actor, keys: (i64, i64), note: &Passage, sent: &Sent) -> ActResult<i32> {
    let upload = Upload {
        name: &sent.file_name,
        content: &sent.content,
    };
    // What is no number is no version that anybody read.
    let read = sent.text("version").parse().unwrap_or(0);
    replace_document(&app.house, actor, keys, read, note, upload)
}

impl ReplacePage {
    fn of((dossier, document): &Found, form: FormView, shown: &Shown) -> Self {
        let problems: &[Problem] = &shown.returned.problems;
        Self {
            head: Head::of(dossier, dossier.language),
            form,
            conflict: shown.conflict.clone(),
            back_url: format!("{}/documents", desk_url(&dossier.reference)),
            document: DocumentView::of(document, &dossier.slug),
            version: newest(document),
            note: Field::of(&shown.note, "note", problems),
            file: Field::of("", "file", problems),
        }
    }
}

impl PageView for ReplacePage {
    const TEMPLATE: &'static str = "pages/desk/dossiers/replace";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::dossiers::show::samples::{document, dossier};
        use weerklank_domain::dossiers::{DossierState, PhaseKind};
        let of = |problems: &[Problem], is_expired, conflict| {
            let found = (
                dossier(DossierState::Public, Some(PhaseKind::Evaluation)),
                document(2),
            );
            let shown = Shown {
                note: "Een <b>der</b> fout".to_owned(),
                returned: Returned {
                    problems: problems.to_vec(),
                    is_expired,
                },
                conflict,
            };
            Self::of(&found, FormView::sample(problems, is_expired), &shown)
        };
        let problem = |field, code| Problem { field, code };
        let problems = [problem("note", "required"), problem("file", "file_not_so")];
        vec![
            ("empty".to_owned(), of(&[], false, Conflict::default())),
            (
                "errors".to_owned(),
                of(&problems, false, Conflict::default()),
            ),
            ("expired".to_owned(), of(&[], true, Conflict::default())),
            ("conflict".to_owned(), of(&[], false, Conflict::sample())),
        ]
    }
}
