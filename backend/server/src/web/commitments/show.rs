//! `GET /commitments/{number}`: one commitment with its history, and what followers say of it.

use super::card::{CommitmentCard, url_of};
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::memory::Content;
use crate::web::page::{PageView, language_part, render_page};
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::calendar::{day_of, last_day_before};
use weerklank_domain::commitments::{CommitmentState, StepKind, answers_until, heard};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::commitments::{CommitmentRecord, StepRecord, find, steps};
use weerklank_store::responses::made_in;

/// One commitment.
#[derive(Debug, Clone, Serialize)]
pub struct CommitmentPage {
    card: CommitmentCard,
    text_html: SafeHtml,
    made_at: String,
    is_done: bool,
    is_dropped: bool,
    settled_html: SafeHtml,
    has_evidence_url: bool,
    evidence_url: String,
    not_done: i64,
    is_asking: bool,
    asked_until: String,
    can_follow: bool,
    follow_url: String,
    steps: Vec<StepView>,
    has_answer: bool,
    answer: String,
    answer_url: String,
    api_url: String,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    kind: &'static str,
    at: String,
    has_reason: bool,
    reason_html: SafeHtml,
    is_moved: bool,
    from_due_on: String,
    to_due_on: String,
    /// What it said before a correction.
    is_corrected: bool,
    old_title: String,
    old_owner: String,
    old_html: SafeHtml,
}

impl StepView {
    /// The steps of a commitment, the last one first; each knows the one before it.
    pub fn all(steps: &[StepRecord]) -> Vec<Self> {
        let before = std::iter::once(None).chain(steps.iter().map(Some));
        let mut views: Vec<Self> = steps
            .iter()
            .zip(before)
            .map(|(step, before)| Self::of(step, before))
            .collect();
        views.reverse();
        views
    }

    fn of(step: &StepRecord, before: Option<&StepRecord>) -> Self {
        let old = before.unwrap_or(step);
        let is_corrected = step.kind == StepKind::Corrected;
        Self {
            kind: step.kind.code(),
            at: rfc3339(step.at),
            has_reason: !step.reason.is_empty(),
            reason_html: to_html(&step.reason, Under::Section),
            is_moved: step.kind == StepKind::Moved,
            from_due_on: old.text.due_on.to_string(),
            to_due_on: step.text.due_on.to_string(),
            is_corrected,
            old_title: old.text.title.clone(),
            old_owner: old.text.owner.clone(),
            old_html: to_html(&old.text.text, Under::Section),
        }
    }
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let text = language_part(request.query_string()).to_owned();
    let key = format!("commitment {} {number} {text}", visitor.language.code());
    app.remembered(&request, key, move |app| {
        build(app, number, visitor.language, &text)
    })
    .await
}

/// A commitment with its steps.
pub fn load(app: &App, number: i64) -> WebResult<(CommitmentRecord, Vec<StepRecord>)> {
    let found = app.house.store.read(|db| {
        let Some(commitment) = find(db, number)? else {
            return Ok(None);
        };
        let steps = steps(db, commitment.id)?;
        Ok::<_, ActError>(Some((commitment, steps)))
    })?;
    Ok(found.ok_or(ErrorCode::NotFound)?)
}

fn build(app: &App, number: i64, language: Language, text: &str) -> WebResult<Content> {
    let (commitment, steps) = load(app, number)?;
    let now = app.house.clock.now();
    let id = commitment.id;
    let source = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(made_in(db, id)?))?;
    let view = CommitmentPage::of(&commitment, (&steps, source), language, day_of(now));
    let html = render_page(app, language, &url_of(number), text, &view)?;
    Ok(Content::html(html))
}

/// What settled a commitment.
pub fn settling(steps: &[StepRecord]) -> Option<&StepRecord> {
    let settles = |step: &&StepRecord| matches!(step.kind, StepKind::Done | StepKind::Dropped);
    steps.iter().find(settles)
}

impl CommitmentPage {
    fn of(
        commitment: &CommitmentRecord,
        (steps, source): (&[StepRecord], Option<(String, i64, i64)>),
        language: Language,
        today: NaiveDate,
    ) -> Self {
        let answer = source.map(|(slug, round, answer)| {
            let url = format!("/rounds/{slug}/report#answer-{answer}");
            (format!("R{round}, {answer}"), url)
        });
        let (answer, answer_url) = answer.unwrap_or_default();
        let settled = settling(steps);
        let reason = settled.map_or("", |step| step.reason.as_str());
        let url = settled.and_then(|step| step.url.clone());
        let is_done = commitment.state == CommitmentState::Done;
        let until = commitment.settled_at.filter(|_| is_done).map(answers_until);
        let last_day = until.map(last_day_before);
        let is_open = commitment.state == CommitmentState::Open;
        Self {
            card: CommitmentCard::of(commitment, language, today),
            text_html: to_html(&commitment.text, Under::Section),
            made_at: rfc3339(commitment.made_at),
            is_done,
            is_dropped: commitment.state == CommitmentState::Dropped,
            settled_html: to_html(reason, Under::Section),
            has_evidence_url: url.is_some(),
            evidence_url: url.unwrap_or_default(),
            not_done: heard(commitment.says.0, commitment.says.1).map_or(0, |heard| heard.not_done),
            is_asking: last_day.is_some_and(|day| today <= day),
            asked_until: last_day.map(|day| day.to_string()).unwrap_or_default(),
            can_follow: is_open,
            follow_url: format!("{}/follow", url_of(commitment.number)),
            steps: StepView::all(steps),
            has_answer: !answer.is_empty(),
            answer,
            answer_url,
            api_url: format!("/api/v1{}", url_of(commitment.number)),
        }
    }
}

/// Examples of a history that ends with a step.
#[cfg(test)]
pub fn sample_steps(last: StepKind) -> Vec<StepRecord> {
    use weerklank_store::commitments::StepText;
    let kinds = [StepKind::Made, StepKind::Moved, StepKind::Corrected, last];
    (1..)
        .zip(kinds)
        .map(|(number, kind)| StepRecord {
            id: i64::from(number),
            number,
            kind,
            at: chrono::DateTime::from_timestamp(1_772_442_000, 0).unwrap_or_default(),
            text: StepText {
                title: "Een plan <b>der</b> bomen".into(),
                text: "Wij maken een **plan**.".into(),
                owner: "Wethouder groen".into(),
                due_on: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default(),
            },
            reason: match kind {
                StepKind::Made => String::new(),
                _ => "Daarom. <b>der</b>".into(),
            },
            url: (kind == StepKind::Done).then(|| "https://voorbeeld.nl/plan".into()),
        })
        .collect()
}

impl PageView for CommitmentPage {
    const TEMPLATE: &'static str = "pages/commitments/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let names = ["overdue", "open", "done", "dropped"];
        let lasts = [
            StepKind::Moved,
            StepKind::Corrected,
            StepKind::Done,
            StepKind::Dropped,
        ];
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let mut pages: Vec<(String, Self)> = super::card::samples()
            .iter()
            .zip(names.iter().zip(lasts))
            .map(|(commitment, (name, last))| {
                let steps = sample_steps(last);
                let source = (*name == "open").then(|| ("groen".to_owned(), 12, 3));
                let view = Self::of(commitment, (&steps, source), Language::Nl, today);
                ((*name).to_owned(), view)
            })
            .collect();
        let mut few = super::card::samples().swap_remove(2);
        few.says = (2, 1);
        let later = today + chrono::TimeDelta::days(90);
        let steps = sample_steps(StepKind::Done);
        pages.push((
            "few".to_owned(),
            Self::of(&few, (&steps, None), Language::Nl, later),
        ));
        pages
    }
}
