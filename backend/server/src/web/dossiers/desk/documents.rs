//! `/desk/dossiers/{reference}/documents`: what is laid open, and the form for another paper.

use super::form::{
    Choice, FormView, Returned, choices, phase, phases, problem_of, see_other, title,
};
use super::upload::{Sent, read};
use super::{Head, desk_url, managed};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageDossiers;
use crate::web::dossiers::show::parts::DocumentView;
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::Browser;
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::dossiers::{Upload, add_document};
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::Language;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::petitions::Title;
use weerklank_store::dossiers::{DocumentRecord, DossierRecord, documents};

/// The papers and the form.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentsPage {
    head: Head,
    form: FormView,
    documents: Vec<Row>,
    has_documents: bool,
    title: Field,
    phase: Field,
    phases: Vec<Choice>,
    language: Field,
    languages: Vec<Choice>,
    file: Field,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    document: DocumentView,
    phase: &'static str,
    replace_url: String,
}

/// What was typed beside the file.
#[derive(Debug, Clone, Default)]
struct Fields {
    title: String,
    phase: String,
    language: String,
}

impl Fields {
    fn of(sent: &Sent) -> Self {
        Self {
            title: sent.text("title").to_owned(),
            phase: sent.text("phase").to_owned(),
            language: sent.text("language").to_owned(),
        }
    }

    fn parse(&self) -> Result<(Title, PhaseKind, Language), Vec<Problem>> {
        let language = Language::ALL
            .into_iter()
            .find(|language| language.code() == self.language)
            .ok_or(Problem {
                field: "language",
                code: "required",
            });
        match (
            title("title", &self.title),
            phase("phase", &self.phase),
            language,
        ) {
            (Ok(title), Ok(phase), Ok(language)) => Ok((title, phase, language)),
            (title, phase, language) => Err([title.err(), phase.err(), language.err()]
                .into_iter()
                .flatten()
                .collect()),
        }
    }
}

type Staff = Allowed<ManageDossiers>;
type Found = (DossierRecord, Vec<DocumentRecord>);

async fn look(app: &Arc<App>, actor: &Actor, reference: &str) -> WebResult<Found> {
    let dossier = managed(app, actor, reference).await?;
    let id = dossier.id;
    let documents = app
        .block(move |app| {
            app.house
                .store
                .read(|db| Ok::<_, ActError>(documents(db, id)?))
        })
        .await?;
    Ok((dossier, documents))
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    found: &Found,
    (fields, returned): (&Fields, &Returned),
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, request.path(), returned);
    let view = DocumentsPage {
        head: Head::of(&found.0, visitor.language),
        ..DocumentsPage::of(found, form, fields, &returned.problems)
    };
    let status = returned.status(false);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the papers and the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, &reference).await?;
    let fields = Fields {
        phase: found.0.phase.map_or("", PhaseKind::code).to_owned(),
        language: found.0.language.code().to_owned(),
        ..Fields::default()
    };
    let shown = (&fields, &Returned::default());
    answer(&app, &staff, &request, visitor, &found, shown)
}

/// Lays a paper open.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    payload: web::Payload,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, &reference).await?;
    let sent = read(&app, &request, payload).await?;
    let fields = Fields::of(&sent);
    let mut returned = Returned::default();
    match (sent.is_proven, fields.parse()) {
        (true, Ok(told)) => {
            let (id, actor) = (found.0.id, staff.actor.clone());
            let outcome = app
                .block(move |app| WebResult::Ok(keep(app, &actor, id, told, &sent)))
                .await?;
            match outcome {
                Ok(_) => return Ok(see_other(request.path())),
                Err(error) => returned.problems.push(problem_of(error)?),
            }
        }
        (true, Err(problems)) => returned.problems = problems,
        (false, _) => returned.is_expired = true,
    }
    let shown = (&fields, &returned);
    answer(&app, &staff, &request, visitor, &found, shown)
}

fn keep(
    app: &App,
    actor: &Actor,
    dossier_id: i64,
    (title, phase, language): (Title, PhaseKind, Language),
    sent: &Sent,
) -> ActResult<i64> {
    let upload = Upload {
        name: &sent.file_name,
        content: &sent.content,
    };
    let told = (&title, language);
    add_document(&app.house, actor, dossier_id, phase, told, upload)
}

impl DocumentsPage {
    fn of(
        (dossier, documents): &Found,
        form: FormView,
        fields: &Fields,
        problems: &[Problem],
    ) -> Self {
        let url = desk_url(&dossier.reference);
        Self {
            head: Head::of(dossier, dossier.language),
            form,
            has_documents: !documents.is_empty(),
            documents: documents
                .iter()
                .map(|document| Row {
                    document: DocumentView::of(document, &dossier.slug),
                    phase: document.phase.code(),
                    replace_url: format!("{url}/documents/{}", document.id),
                })
                .collect(),
            title: Field::of(&fields.title, "title", problems),
            phase: Field::of(&fields.phase, "phase", problems),
            phases: phases(&fields.phase),
            language: Field::of(&fields.language, "language", problems),
            languages: choices(
                Language::ALL.into_iter().map(Language::code),
                &fields.language,
            ),
            file: Field::of("", "file", problems),
        }
    }
}

impl PageView for DocumentsPage {
    const TEMPLATE: &'static str = "pages/desk/dossiers/documents";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::dossiers::show::samples::{document, dossier};
        use weerklank_domain::dossiers::DossierState;
        let of = |documents: Vec<DocumentRecord>, problems: &[Problem], is_expired| {
            let state = if documents.is_empty() {
                DossierState::Draft
            } else {
                DossierState::Public
            };
            let found = (dossier(state, Some(PhaseKind::Evaluation)), documents);
            let fields = Fields {
                title: "Tellingen <b>der</b>".to_owned(),
                phase: "evaluation".to_owned(),
                language: "nl".to_owned(),
            };
            let form = FormView::sample(problems, is_expired);
            Self::of(&found, form, &fields, problems)
        };
        let problems = ["title", "phase", "language", "file"].map(|field| Problem {
            field,
            code: "file_kind",
        });
        vec![
            (
                "full".to_owned(),
                of(vec![document(1), document(2)], &[], false),
            ),
            ("errors".to_owned(), of(Vec::new(), &problems, false)),
            ("expired".to_owned(), of(vec![document(1)], &[], true)),
        ]
    }
}
