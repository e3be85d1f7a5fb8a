//! What the page shows: what is written, the forms of the second person, the form of the writer.

use super::{Found, Shown};
use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::field::{Field, Problem};
use crate::web::form::Browser;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::petitions::show::Answer;
use crate::web::petitions::show::parts::answer;
use crate::web::responses::desk::answer_form::Fields;
use crate::web::responses::desk::form::{Choice, FormView, Returned, choices};
use crate::web::responses::desk::subject::Subject;
use serde::Serialize;
use weerklank_acts::people::Actor;
use weerklank_domain::Language;
use weerklank_domain::calendar::start_of;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Verdict;
use weerklank_store::petitions::AnswerRecord;
use weerklank_store::responses::{DraftRecord, DraftState};

/// The answer: read by everybody at the desk, written by some, approved by others.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerPage {
    pub(super) subject: Subject,
    pub(super) can_answer: bool,
    pub(super) is_correction: bool,
    pub(super) published_url: String,
    pub(super) conflict: Conflict,
    pub(super) has_draft: bool,
    pub(super) draft: DraftView,
    pub(super) can_approve: bool,
    pub(super) must_be_other: bool,
    pub(super) second: SecondView,
    pub(super) can_write: bool,
    pub(super) write: WriteView,
}

/// What is written.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct DraftView {
    pub(super) is_offered: bool,
    pub(super) writer: String,
    pub(super) written_at: String,
    pub(super) has_remark: bool,
    pub(super) remark: String,
    pub(super) has_correction: bool,
    pub(super) correction: String,
    pub(super) has_preview: bool,
    pub(super) preview: Answer,
}

/// The forms of the second person.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct SecondView {
    pub(super) revision: i32,
    pub(super) publish: FormView,
    pub(super) give_back: FormView,
    pub(super) remark: Field,
}

/// The form of the writer.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct WriteView {
    pub(super) form: FormView,
    pub(super) revision: i32,
    pub(super) verdicts: Vec<Choice>,
    pub(super) verdict: Field,
    pub(super) heard: Field,
    pub(super) reasons: Field,
    pub(super) change: Field,
    pub(super) no_change: bool,
    pub(super) responsible: Field,
    pub(super) adopted_by: Field,
    pub(super) adopted_on: Field,
    pub(super) correction: Field,
}

impl AnswerPage {
    pub(super) fn of(
        app: &App,
        browser: &Browser,
        actor: &Actor,
        found: &Found,
        shown: &Shown,
        language: Language,
    ) -> Self {
        let petition = &found.petition;
        let may = |permission| actor.grants.may(permission, petition.body_id);
        let action = format!("/desk/petitions/{}/answer", petition.reference);
        let form = |ending: &str, returned: &Returned| {
            FormView::of(app, browser, &format!("{action}{ending}"), returned)
        };
        let draft = found.draft.as_ref();
        let is_offered = draft.is_some_and(|draft| draft.state == DraftState::Offered);
        let is_mine = draft.is_some_and(|draft| draft.written_by == actor.staff_id);
        let may_approve = is_offered && may(Permission::ApproveAnswers);
        let can_answer = found.can_answer();
        let fields = shown.fields.clone().unwrap_or_else(|| found.fields());
        Self {
            subject: Subject::of(petition, language),
            can_answer,
            is_correction: !found.answers.is_empty(),
            published_url: format!("/petitions/{}#answer-heading", petition.slug),
            conflict: shown.conflict.clone(),
            has_draft: draft.is_some(),
            draft: draft.map(DraftView::of).unwrap_or_default(),
            can_approve: may_approve && !is_mine,
            must_be_other: may_approve && is_mine,
            second: SecondView {
                revision: draft.map_or(0, |draft| draft.revision),
                publish: form("/publish", &Returned::default()),
                give_back: form("/return", &shown.remark_returned),
                remark: Field::of(&shown.remark, "remark", &shown.remark_returned.problems),
            },
            can_write: can_answer && may(Permission::DraftAnswers),
            write: WriteView::of(&fields, form("", &shown.returned), &shown.returned.problems),
        }
    }
}

impl DraftView {
    fn of(draft: &DraftRecord) -> Self {
        let preview = preview(draft);
        Self {
            is_offered: draft.state == DraftState::Offered,
            writer: draft.writer.clone(),
            written_at: rfc3339(draft.written_at),
            has_remark: !draft.remark.is_empty(),
            remark: draft.remark.clone(),
            has_correction: !draft.text.correction.is_empty(),
            correction: draft.text.correction.clone(),
            has_preview: preview.is_some(),
            preview: preview.unwrap_or_default(),
        }
    }
}

impl WriteView {
    pub(super) fn of(fields: &Fields, form: FormView, problems: &[Problem]) -> Self {
        let field = |value: &str, name| Field::of(value, name, problems);
        Self {
            form,
            revision: fields.revision,
            verdicts: choices(
                Verdict::ALL.iter().map(|verdict| verdict.code()),
                &fields.verdict,
            ),
            verdict: field(&fields.verdict, "verdict"),
            heard: field(&fields.heard, "heard"),
            reasons: field(&fields.reasons, "reasons"),
            change: field(&fields.change, "change"),
            no_change: fields.no_change.is_some(),
            responsible: field(&fields.responsible, "responsible"),
            adopted_by: field(&fields.adopted_by, "adopted_by"),
            adopted_on: Field::of_day(&fields.adopted_on, "adopted_on", problems),
            correction: field(&fields.correction, "correction"),
        }
    }
}

/// The answer as it would be published; `None` as long as it has no verdict. The reason of a
/// correction stands above it.
pub(super) fn preview(draft: &DraftRecord) -> Option<Answer> {
    let text = &draft.text;
    let record = AnswerRecord {
        version: 1,
        verdict: text.verdict?,
        heard: text.heard.clone(),
        reasons: text.reasons.clone(),
        change: Some(text.change.clone()).filter(|_| !text.is_no_change),
        responsible: text.responsible.clone(),
        adopted_by: text.adopted_by.clone(),
        adopted_at: text
            .adopted_on
            .map(|day| start_of(day) + chrono::TimeDelta::hours(12)),
        published_at: draft.written_at,
        correction: None,
    };
    Some(answer(&record, "", &[]))
}

impl PageView for AnswerPage {
    const TEMPLATE: &'static str = "pages/desk/responses/answer";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        super::samples::all()
    }
}
