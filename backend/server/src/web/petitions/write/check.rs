//! `GET /mine/{token}`: everything that was answered, to be checked and sent; once it was filed, how
//! it stands ([`super::status`]).

use super::status::StatusPage;
use super::{address, link_unknown, look};
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::form::proof_of_address;
use crate::web::page::{PageView, private_page};
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::petitions::write::{PetitionerPage, may_answer};
use weerklank_domain::Language;
use weerklank_domain::calendar::last_day_before;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::petitions::{DRAFT_KEPT, PetitionState, RulingKind, WriteStep};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::petitions::{Access, Similar, rulings, similar_open};

/// Check and send.
#[derive(Debug, Clone, Serialize)]
pub struct CheckPage {
    title: String,
    lang: &'static str,
    rows: Vec<Row>,
    is_complete: bool,
    has_errors: bool,
    missing: Vec<Missing>,
    error: &'static str,
    has_error: bool,
    is_revision: bool,
    reason_html: SafeHtml,
    similar: Vec<SimilarView>,
    has_similar: bool,
    action: String,
    csrf: String,
    later_url: String,
    withdraw_url: String,
    needs_supporters: bool,
    supporters_needed: u32,
    needs_proof: bool,
    email: String,
    decide_by: String,
    body_name: String,
    kept_until: String,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    step: &'static str,
    url: String,
    can_change: bool,
    is_answered: bool,
    is_html: bool,
    text_html: SafeHtml,
    is_instrument: bool,
    is_whole: bool,
    is_date: bool,
    is_person: bool,
    is_empty: bool,
    value: String,
    email: String,
    show_name: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Missing {
    step: &'static str,
    url: String,
}

/// An open petition that may ask the same.
#[derive(Debug, Clone, Serialize)]
pub struct SimilarView {
    url: String,
    title: String,
    lang: String,
    count: i64,
}

impl SimilarView {
    pub fn of(similar: Similar) -> Self {
        Self {
            url: format!("/petitions/{}", similar.slug),
            title: similar.title,
            lang: similar.language,
            count: similar.total,
        }
    }

    /// Examples.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        vec![Self {
            url: "/petitions/bankje".to_owned(),
            title: "Een bankje bij de halte".to_owned(),
            lang: "nl".to_owned(),
            count: 1_310,
        }]
    }
}

/// How many similar petitions are shown.
pub const MOST_SIMILAR: i64 = 3;

impl CheckPage {
    fn of(
        app: &App,
        token: &str,
        page: &PetitionerPage,
        language: Language,
        reason: Option<String>,
        similar: Vec<Similar>,
        error: &'static str,
    ) -> Self {
        let petition = &page.petition;
        let here = address(token);
        let action = format!("{here}/send");
        let open = page.unanswered();
        let now = app.house.clock.now();
        let is_revision = petition.state == PetitionState::RevisionRequested;
        let due = ObligationKind::Decide.due(&petition.rules, now);
        Self {
            title: petition.title.clone(),
            lang: petition.language.code(),
            rows: WriteStep::ALL
                .iter()
                .map(|step| row(page, *step, &here, language))
                .collect(),
            is_complete: open.is_empty(),
            has_errors: !error.is_empty(),
            has_error: !error.is_empty(),
            error,
            missing: open
                .iter()
                .map(|step| Missing {
                    step: step.code(),
                    url: format!("{here}/{}", step.code()),
                })
                .collect(),
            is_revision,
            reason_html: reason
                .map(|reason| to_html(&reason, Under::Section))
                .unwrap_or_default(),
            has_similar: !similar.is_empty(),
            similar: similar.into_iter().map(SimilarView::of).collect(),
            csrf: proof_of_address(app, &action),
            action,
            later_url: format!("{here}/later"),
            withdraw_url: format!("{here}/withdraw"),
            needs_supporters: petition.rules.supporters_needed > 0 && !is_revision,
            supporters_needed: petition.rules.supporters_needed,
            needs_proof: page.access == Access::Page,
            email: page.person.email.clone(),
            decide_by: last_day_before(due).to_string(),
            body_name: petition.body_name(language).to_owned(),
            kept_until: rfc3339(page.petitioner.changed_at + DRAFT_KEPT),
        }
    }
}

fn row(page: &PetitionerPage, step: WriteStep, here: &str, language: Language) -> Row {
    let petition = &page.petition;
    let html = |text: &str| to_html(text, Under::Section);
    let mut row = Row {
        step: step.code(),
        url: format!("{here}/{}", step.code()),
        can_change: may_answer(petition.state, step),
        is_answered: page.petitioner.answered.contains(&step),
        is_html: false,
        text_html: SafeHtml::default(),
        is_instrument: false,
        is_whole: false,
        is_date: false,
        is_person: false,
        is_empty: false,
        value: String::new(),
        email: String::new(),
        show_name: false,
    };
    let prose = |row: &mut Row, text: &str| {
        row.is_html = !text.is_empty();
        row.is_empty = text.is_empty();
        row.text_html = html(text);
    };
    match step {
        WriteStep::Title => row.value.clone_from(&petition.title),
        WriteStep::Observation => prose(&mut row, &petition.observation),
        WriteStep::Request => prose(&mut row, &petition.request),
        WriteStep::Explanation => prose(&mut row, &petition.explanation),
        WriteStep::Body => petition.body_name(language).clone_into(&mut row.value),
        WriteStep::Area => match &petition.area {
            Some((_, name)) => row.value.clone_from(name),
            None => row.is_whole = true,
        },
        WriteStep::Instrument => {
            row.is_instrument = true;
            row.value.clone_from(&petition.instrument);
        }
        WriteStep::Closing => {
            row.is_date = petition.closes_at.is_some();
            row.value = petition
                .closes_at
                .map(|at| last_day_before(at).to_string())
                .unwrap_or_default();
        }
        WriteStep::Petitioner => {
            row.is_person = true;
            row.value.clone_from(&page.person.name);
            row.email.clone_from(&page.person.email);
            row.show_name = page.petitioner.show_name;
        }
    }
    row
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let Some(page) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    answer(&request, &app, visitor, &token, page, "").await
}

/// The page as it stands, with what went wrong just now.
pub async fn answer(
    request: &HttpRequest,
    app: &web::Data<Arc<App>>,
    visitor: Visitor,
    token: &str,
    page: PetitionerPage,
    error: &'static str,
) -> WebResult<HttpResponse> {
    let status = if error.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::CONFLICT
    };
    let language = visitor.language;
    let here = address(token);
    let query = request.query_string().to_owned();
    let is_written = matches!(
        page.petition.state,
        PetitionState::Draft | PetitionState::RevisionRequested
    );
    let token = token.to_owned();
    if !is_written {
        let view = app
            .block(move |app| StatusPage::of(app, &token, &page, language, error))
            .await?;
        return private_page(app, language, &here, &query, status, &view);
    }
    let view = app
        .block(move |app| {
            let now = app.house.clock.now();
            let (reason, similar) = app.house.store.read(|db| {
                let reason = rulings(db, page.petition.id)?
                    .into_iter()
                    .find(|ruling| ruling.kind == RulingKind::Revise)
                    .and_then(|ruling| ruling.reason);
                let similar = match page.petition.state {
                    PetitionState::Draft => {
                        similar_open(db, &page.petition.title, now, MOST_SIMILAR)?
                    }
                    _ => Vec::new(),
                };
                Ok::<_, weerklank_store::StoreError>((reason, similar))
            })?;
            Ok::<_, WebError>(CheckPage::of(
                app, &token, &page, language, reason, similar, error,
            ))
        })
        .await?;
    private_page(app, language, &here, &query, status, &view)
}

impl PageView for CheckPage {
    const TEMPLATE: &'static str = "pages/petitions/write/check";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let row = |step: WriteStep, is_answered: bool| Row {
            step: step.code(),
            url: format!("/mine/abc/{}", step.code()),
            can_change: is_answered,
            is_answered,
            is_html: step.is_text() && step != WriteStep::Title && step != WriteStep::Explanation,
            text_html: to_html("Er staat **geen** bankje.", Under::Section),
            is_instrument: step == WriteStep::Instrument,
            is_whole: step == WriteStep::Area,
            is_date: step == WriteStep::Closing,
            is_person: step == WriteStep::Petitioner,
            is_empty: step == WriteStep::Explanation,
            value: match step {
                WriteStep::Instrument => "petition".to_owned(),
                WriteStep::Closing => "2026-05-01".to_owned(),
                _ => "Een bankje".to_owned(),
            },
            email: "zoe@voorbeeld.nl".to_owned(),
            show_name: is_answered,
        };
        let rows = |answered: bool| -> Vec<Row> {
            WriteStep::ALL
                .iter()
                .map(|step| row(*step, answered))
                .collect()
        };
        let whole = Self {
            title: "Een bankje & een boom".to_owned(),
            lang: "nl",
            rows: rows(true),
            is_complete: true,
            has_errors: false,
            missing: Vec::new(),
            error: "",
            has_error: false,
            is_revision: false,
            reason_html: SafeHtml::default(),
            similar: Vec::new(),
            has_similar: false,
            action: "/mine/abc/send".to_owned(),
            csrf: "0123456789".to_owned(),
            later_url: "/mine/abc/later".to_owned(),
            withdraw_url: "/mine/abc/withdraw".to_owned(),
            needs_supporters: false,
            supporters_needed: 0,
            needs_proof: false,
            email: "zoe@voorbeeld.nl".to_owned(),
            decide_by: "2026-05-01".to_owned(),
            body_name: "Gemeenteraad".to_owned(),
            kept_until: "2026-05-01T10:00:00Z".to_owned(),
        };
        let missing = Self {
            rows: rows(false),
            is_complete: false,
            missing: vec![Missing {
                step: "request",
                url: "/mine/abc/request".to_owned(),
            }],
            needs_proof: true,
            ..whole.clone()
        };
        let initiative = Self {
            needs_supporters: true,
            supporters_needed: 25,
            needs_proof: true,
            has_similar: true,
            similar: SimilarView::samples(),
            ..whole.clone()
        };
        let revision = Self {
            is_revision: true,
            reason_html: to_html("Zeg wat er moet *gebeuren*.", Under::Section),
            ..whole.clone()
        };
        let mut samples = vec![
            ("missing".to_owned(), missing),
            ("initiative".to_owned(), initiative),
            ("revision".to_owned(), revision),
        ];
        for error in ["unfinished", "too_soon", "too_late", "too_few"] {
            samples.push((
                error.to_owned(),
                Self {
                    has_error: true,
                    has_errors: true,
                    error,
                    ..whole.clone()
                },
            ));
        }
        samples.push(("whole".to_owned(), whole));
        samples
    }
}
