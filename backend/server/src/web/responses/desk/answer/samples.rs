//! Examples of the page: each part of it there and not.

use super::{Answer, AnswerPage, preview};
use crate::web::responses::desk::form::{Field, FormView, Problem, choices};
use crate::web::responses::desk::refusal::Refusal;
use crate::web::responses::desk::subject::Subject;
use chrono::DateTime;
use weerklank_domain::petitions::Verdict;
use weerklank_domain::responses::AnswerText;
use weerklank_store::responses::{DraftRecord, DraftState};

fn written(is_no_change: bool) -> Answer {
    let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
    let draft = DraftRecord {
        state: DraftState::Offered,
        revision: 2,
        text: AnswerText {
            verdict: Some(Verdict::Adopted),
            heard: "U vraagt om **dertig**.".to_owned(),
            reasons: "De weg is smal.".to_owned(),
            change: "Er komen drempels.".to_owned(),
            is_no_change,
            responsible: "Wethouder Verkeer".to_owned(),
            adopted_by: "College".to_owned(),
            adopted_on: (!is_no_change).then(|| at.date_naive()),
            correction: String::new(),
        },
        remark: String::new(),
        written_by: 1,
        writer: "Bea Beleid".to_owned(),
        written_at: at,
    };
    preview(&draft).unwrap_or_default()
}

fn empty(problems: &[Problem], is_expired: bool) -> AnswerPage {
    let field = |value: &str, name| Field::of(value, name, problems);
    AnswerPage {
        subject: Subject::sample(true),
        can_answer: true,
        is_correction: false,
        published_url: "/petitions/veilige-havenstraat#answer-heading".to_owned(),
        has_refusal: false,
        refusal: Refusal::default(),
        has_draft: false,
        is_offered: false,
        is_mine: false,
        writer: "Bea Beleid".to_owned(),
        written_at: "2026-03-02T10:00:00Z".to_owned(),
        has_remark: false,
        remark: String::new(),
        has_preview: false,
        preview: Answer::default(),
        preview_correction: String::new(),
        has_preview_correction: false,
        can_approve: false,
        must_be_other: false,
        revision: 0,
        publish: FormView::sample(&[], false),
        give_back: FormView::sample(&[], false),
        remark_field: Field::default(),
        can_write: true,
        form: FormView::sample(problems, is_expired),
        verdicts: choices(Verdict::ALL.iter().map(|code| code.code()), "adopted"),
        verdict: field("adopted", "verdict"),
        heard: field("", "heard"),
        reasons: field("De weg is <b>der</b> smal", "reasons"),
        change: field("", "change"),
        no_change: true,
        responsible: field("", "responsible"),
        adopted_by: field("Gemeenteraad", "adopted_by"),
        adopted_on: field("2026-03-02", "adopted_on"),
        correction: field("", "correction"),
    }
}

pub(super) fn all() -> Vec<(String, AnswerPage)> {
    let problem = |field, code| Problem { field, code };
    let problems = [
        problem("correction", "required"),
        problem("verdict", "required"),
        problem("heard", "too_long"),
        problem("reasons", "required"),
        problem("change", "change_or_not"),
        problem("responsible", "required"),
        problem("adopted_by", "required"),
        problem("adopted_on", "in_future"),
    ];
    let draft = AnswerPage {
        has_draft: true,
        is_mine: true,
        has_remark: true,
        remark: "Noem de kosten.".to_owned(),
        has_preview: true,
        preview: written(false),
        no_change: false,
        revision: 1,
        ..empty(&[], false)
    };
    let offered = AnswerPage {
        is_offered: true,
        is_mine: false,
        has_remark: false,
        can_approve: true,
        can_write: false,
        preview: written(true),
        ..draft.clone()
    };
    let correction = AnswerPage {
        is_correction: true,
        has_preview_correction: true,
        preview_correction: "De maand was verkeerd.".to_owned(),
        ..offered.clone()
    };
    let remark_missing = AnswerPage {
        give_back: FormView::sample(&[problem("remark", "required")], true),
        remark_field: Field::of("", "remark", &[problem("remark", "required")]),
        ..offered.clone()
    };
    let mine = AnswerPage {
        is_mine: true,
        can_approve: false,
        must_be_other: true,
        can_write: true,
        ..offered.clone()
    };
    let refused = AnswerPage {
        has_refusal: true,
        refusal: Refusal::samples().pop().unwrap_or_default(),
        can_answer: false,
        can_write: false,
        ..empty(&[], false)
    };
    let corrected_errors = AnswerPage {
        is_correction: true,
        ..empty(&problems, false)
    };
    [
        ("empty", empty(&[], false)),
        ("errors", empty(&problems[1..], false)),
        ("correction-errors", corrected_errors),
        ("expired", empty(&[], true)),
        ("draft", draft),
        ("offered", offered),
        ("correction", correction),
        ("remark-missing", remark_missing),
        ("mine", mine),
        ("refused", refused),
    ]
    .into_iter()
    .map(|(name, page)| (name.to_owned(), page))
    .collect()
}
