//! `GET /rounds/{slug}`: what is asked, what can still change, how to take part, and how far the body
//! is with the answers.

#[cfg(test)]
mod samples;

use super::card::{CoverageView, RoundHead, shown_closing};
use super::papers::{PaperView, papers_of};
use super::public_round;
use crate::web::app::App;
use crate::web::commitments::card::CommitmentCard;
use crate::web::errors::WebResult;
use crate::web::inputs::card::InputCard;
use crate::web::memory::Content;
use crate::web::moderation::holds::HoldsView;
use crate::web::page::{PageView, language_part, render_page};
use crate::web::petitions::card::{days_until, rfc3339, rfc3339_or_empty};
use crate::web::representation::who_url;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::dossiers::{Level, Scope, ScopePart};
use weerklank_domain::inputs::Coverage;
use weerklank_domain::rounds::{RoundState, Takes};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::commitments::{CommitmentRecord, CommitmentSubject, of_subject};
use weerklank_store::dossiers::DocumentRecord;
use weerklank_store::inputs::{InputFilter, InputPage, InputSort, Scope as Whose, has_placed};
use weerklank_store::responses::{newest_report, oldest_open};
use weerklank_store::rounds::{
    ExtensionRecord, NoticeRecord, RoundRecord, coverage, extensions, level_of, notices, scope_of,
};

/// So many inputs stand on the page of their round.
const FEW: i64 = 5;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct RoundPage {
    head: RoundHead,
    number: i64,
    state: &'static str,
    phase: &'static str,
    statutory: &'static str,
    has_level: bool,
    level: &'static str,
    dossier_url: String,
    dossier_title: String,
    dossier_lang: &'static str,
    intro_html: SafeHtml,
    is_announced: bool,
    is_open: bool,
    takes_late: bool,
    is_answered: bool,
    is_cancelled: bool,
    is_elsewhere: bool,
    cancelled_at: String,
    cancel_reason_html: SafeHtml,
    has_opens_at: bool,
    opens_at: String,
    has_closes_at: bool,
    closes_at: String,
    has_days_left: bool,
    days_left: i64,
    closes_today: bool,
    has_answer_by: bool,
    answer_by: String,
    access: &'static str,
    respondents: &'static str,
    holds: HoldsView,
    has_bulletin: bool,
    bulletin_url: String,
    procedure: String,
    procedure_source: String,
    forms: Vec<FormView>,
    scope: Vec<ScopeView>,
    papers: Vec<PaperView>,
    has_papers: bool,
    is_laid_open: bool,
    laid_open_on: String,
    has_extensions: bool,
    extensions: Vec<ExtensionView>,
    has_notices: bool,
    notices: Vec<NoticeView>,
    coverage: CoverageView,
    has_report: bool,
    report_url: String,
    inputs_url: String,
    has_map: bool,
    map_url: String,
    who_url: String,
    inputs: Vec<InputCard>,
    has_listed: bool,
    commitments: Vec<CommitmentCard>,
    has_commitments: bool,
    has_attribution: bool,
    attribution: String,
}

#[derive(Debug, Clone, Serialize)]
struct FormView {
    code: &'static str,
    question: String,
    has_question: bool,
    url: String,
}

#[derive(Debug, Clone, Serialize)]
struct ScopeView {
    part: &'static str,
    html: SafeHtml,
}

#[derive(Debug, Clone, Serialize)]
struct ExtensionView {
    from: String,
    to: String,
    cause: &'static str,
    reason_html: SafeHtml,
    at: String,
}

#[derive(Debug, Clone, Serialize)]
struct NoticeView {
    kind: String,
    html: SafeHtml,
    at: String,
}

struct Whole {
    round: RoundRecord,
    level: Option<Level>,
    scope: Scope,
    documents: Vec<DocumentRecord>,
    extensions: Vec<ExtensionRecord>,
    notices: Vec<NoticeRecord>,
    coverage: Coverage,
    oldest: Option<DateTime<Utc>>,
    has_report: bool,
    has_placed: bool,
    inputs: InputPage,
    commitments: Vec<CommitmentRecord>,
}

impl RoundPage {
    fn of(app: &App, whole: &Whole, language: Language) -> Self {
        let now = app.house.clock.now();
        let round = &whole.round;
        let state = round.window().shown_state(now);
        let is_open = state == RoundState::Open && !round.is_elsewhere();
        let days_left = days_until(round.closes_at, now).filter(|_| is_open);
        let section = |text: &str| to_html(text, Under::Section);
        let url = format!("/rounds/{}", round.slug);
        Self {
            head: RoundHead::of(round, language, now),
            number: round.number,
            state: state.code(),
            phase: round.phase.code(),
            statutory: round.phase.statutory().code(),
            has_level: whole.level.is_some(),
            level: whole.level.map_or("", Level::code),
            dossier_url: format!("/dossiers/{}", round.dossier.1),
            dossier_title: round.dossier.3.clone(),
            dossier_lang: round.dossier_language.code(),
            intro_html: section(&round.intro),
            is_announced: state == RoundState::Announced,
            is_open,
            takes_late: round.window().takes(now) == Ok(Takes::LateInput) && !round.is_elsewhere(),
            is_answered: state == RoundState::Answered,
            is_cancelled: state == RoundState::Cancelled,
            is_elsewhere: round.is_elsewhere(),
            cancelled_at: rfc3339_or_empty(round.cancelled.as_ref().map(|(at, _)| *at)),
            cancel_reason_html: round
                .cancelled
                .as_ref()
                .map(|(_, reason)| section(reason))
                .unwrap_or_default(),
            has_opens_at: round.opens_at.is_some(),
            opens_at: rfc3339_or_empty(round.opens_at),
            has_closes_at: round.closes_at.is_some(),
            closes_at: shown_closing(round.closes_at),
            has_days_left: days_left.is_some(),
            days_left: days_left.unwrap_or(0),
            closes_today: days_left == Some(0),
            has_answer_by: round.answer_by.is_some(),
            answer_by: round
                .answer_by
                .map(|day| day.to_string())
                .unwrap_or_default(),
            access: round.access.code(),
            respondents: round.respondents.code(),
            holds: HoldsView::of(&round.holds),
            has_bulletin: round.bulletin_url.is_some(),
            bulletin_url: round.bulletin_url.clone().unwrap_or_default(),
            procedure: round.procedure.0.clone(),
            procedure_source: round.rules.source.clone(),
            forms: forms(round, &url),
            scope: ScopePart::ALL
                .iter()
                .filter(|part| !whole.scope.part(**part).trim().is_empty())
                .map(|part| ScopeView {
                    part: part.code(),
                    html: section(whole.scope.part(*part)),
                })
                .collect(),
            papers: PaperView::all(&round.dossier.1, &whole.documents),
            has_papers: !whole.documents.is_empty(),
            is_laid_open: round.laid_open_on.is_some(),
            laid_open_on: round
                .laid_open_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            has_extensions: !whole.extensions.is_empty(),
            extensions: whole.extensions.iter().map(ExtensionView::of).collect(),
            has_notices: !whole.notices.is_empty(),
            notices: whole.notices.iter().map(NoticeView::of).collect(),
            coverage: CoverageView::of(whole.coverage).waiting_since(whole.oldest, now),
            has_report: whole.has_report,
            report_url: format!("{url}/report"),
            inputs_url: format!("{url}/inputs"),
            has_map: whole.has_placed,
            map_url: format!("{url}/map"),
            who_url: who_url(&round.slug),
            inputs: whole
                .inputs
                .items
                .iter()
                .map(|card| InputCard::of(round, card))
                .collect(),
            has_listed: !whole.inputs.items.is_empty(),
            has_commitments: !whole.commitments.is_empty(),
            commitments: CommitmentCard::all(&whole.commitments, language, day_of(now)),
            has_attribution: round.attribution.is_some(),
            attribution: round.attribution.clone().unwrap_or_default(),
        }
    }
}

fn forms(round: &RoundRecord, url: &str) -> Vec<FormView> {
    use weerklank_domain::rounds::InputForm;
    round
        .forms
        .iter()
        .map(|form| FormView {
            code: form.form.code(),
            question: form.question.clone(),
            has_question: !form.question.is_empty(),
            url: match form.form {
                InputForm::Statement => format!("{url}/statements"),
                InputForm::Open | InputForm::Idea => {
                    format!("{url}/take-part?form={}", form.form.code())
                }
            },
        })
        .collect()
}

impl ExtensionView {
    fn of(record: &ExtensionRecord) -> Self {
        Self {
            from: shown_closing(Some(record.from)),
            to: shown_closing(Some(record.to)),
            cause: record.cause.code(),
            reason_html: to_html(&record.reason, Under::Section),
            at: rfc3339(record.at),
        }
    }
}

impl NoticeView {
    fn of(record: &NoticeRecord) -> Self {
        Self {
            kind: record.kind.clone(),
            html: to_html(&record.text, Under::Section),
            at: rfc3339(record.at),
        }
    }
}

fn load(app: &App, slug: &str) -> WebResult<Whole> {
    let round = public_round(app, slug)?;
    Ok(app.house.store.read_at_once(|db| {
        let scope = scope_of(db, round.dossier.0, round.phase)?;
        let level = level_of(db, round.dossier.0, round.phase)?;
        let filter = InputFilter::default();
        let sort = InputSort::Newest;
        Ok::<_, ActError>(Whole {
            documents: papers_of(db, &round)?,
            commitments: of_subject(db, CommitmentSubject::Round(round.id))?,
            extensions: extensions(db, round.id)?,
            notices: notices(db, round.id)?,
            coverage: coverage(db, round.id)?,
            oldest: oldest_open(db, round.id)?,
            has_report: newest_report(db, round.id)?.is_some(),
            has_placed: has_placed(db, round.id)?,
            inputs: weerklank_store::inputs::page(
                db,
                round.id,
                Whose::Public,
                &filter,
                sort,
                None,
                FEW,
            )?,
            round,
            level,
            scope,
        })
    })?)
}

/// Answers a round.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let text = language_part(request.query_string()).to_owned();
    let key = format!("round {} {slug} {text}", visitor.language.code());
    let slug = slug.into_inner();
    app.remembered(&request, key, move |app| {
        let whole = load(app, &slug)?;
        let view = RoundPage::of(app, &whole, visitor.language);
        let path = format!("/rounds/{slug}");
        let html = render_page(app, visitor.language, &path, &text, &view)?;
        Ok(Content::html(html))
    })
    .await
}

impl PageView for RoundPage {
    const TEMPLATE: &'static str = "pages/rounds/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::rounds()
    }
}
