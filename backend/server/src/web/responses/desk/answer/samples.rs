//! Examples of the page: each part of it there and not.

use super::AnswerPage;
use super::view::{DraftView, SecondView, WriteView, preview};
use crate::web::desk::Conflict;
use crate::web::field::{Field, Problem};
use crate::web::responses::desk::answer_form::Fields;
use crate::web::responses::desk::form::FormView;
use crate::web::responses::desk::subject::Subject;
use chrono::DateTime;
use weerklank_domain::petitions::Verdict;
use weerklank_domain::responses::AnswerText;
use weerklank_store::responses::{DraftRecord, DraftState};

/// What somebody wrote: with a change and a day, or without both.
fn written(is_offered: bool) -> DraftView {
    let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
    let draft = DraftRecord {
        state: DraftState::Offered,
        revision: 2,
        text: AnswerText {
            verdict: Some(Verdict::Adopted),
            heard: "U vraagt om **dertig**.".to_owned(),
            reasons: "De weg is niet breed.".to_owned(),
            change: "Er komen drempels.".to_owned(),
            is_no_change: is_offered,
            responsible: "Wethouder Verkeer".to_owned(),
            adopted_by: "College".to_owned(),
            adopted_on: (!is_offered).then(|| at.date_naive()),
            correction: String::new(),
        },
        remark: String::new(),
        written_by: 1,
        writer: "Bea Beleid".to_owned(),
        written_at: at,
    };
    DraftView {
        is_offered,
        writer: "Bea Beleid".to_owned(),
        written_at: "2026-03-02T10:00:00Z".to_owned(),
        has_remark: !is_offered,
        remark: "Noem de kosten.".to_owned(),
        has_correction: false,
        correction: "De maand was verkeerd.".to_owned(),
        has_preview: true,
        preview: preview(&draft).unwrap_or_default(),
    }
}

fn empty(problems: &[Problem], is_expired: bool) -> AnswerPage {
    let fields = Fields {
        verdict: "adopted".to_owned(),
        reasons: "De weg is <b>der</b> breed".to_owned(),
        no_change: is_expired.then(|| "1".to_owned()),
        adopted_by: "Gemeenteraad".to_owned(),
        ..Fields::default()
    };
    AnswerPage {
        subject: Subject::sample(true),
        can_answer: true,
        is_correction: false,
        published_url: "/petitions/veilige-havenstraat#answer-heading".to_owned(),
        conflict: Conflict::default(),
        has_draft: false,
        draft: DraftView::default(),
        can_approve: false,
        must_be_other: false,
        second: SecondView {
            publish: FormView::sample(&[], false),
            give_back: FormView::sample(&[], false),
            ..SecondView::default()
        },
        can_write: true,
        write: WriteView::of(&fields, FormView::sample(problems, is_expired), problems),
    }
}

fn problems() -> Vec<Problem> {
    [
        ("correction", "required"),
        ("verdict", "required"),
        ("heard", "too_long"),
        ("reasons", "required"),
        ("change", "change_or_not"),
        ("responsible", "required"),
        ("adopted_by", "required"),
        ("adopted_on", "in_future"),
    ]
    .map(|(field, code)| Problem { field, code })
    .into()
}

pub(super) fn all() -> Vec<(String, AnswerPage)> {
    let draft = AnswerPage {
        has_draft: true,
        draft: written(false),
        ..empty(&[], false)
    };
    let no_verdict = AnswerPage {
        draft: DraftView {
            has_preview: false,
            ..written(false)
        },
        ..draft.clone()
    };
    let offered = AnswerPage {
        draft: written(true),
        can_approve: true,
        can_write: false,
        ..draft.clone()
    };
    let correction = AnswerPage {
        is_correction: true,
        draft: DraftView {
            has_correction: true,
            ..written(true)
        },
        ..offered.clone()
    };
    let missing = [Problem {
        field: "remark",
        code: "required",
    }];
    let remark_missing = AnswerPage {
        second: SecondView {
            give_back: FormView::sample(&missing, true),
            remark: Field::of("", "remark", &missing),
            ..offered.second.clone()
        },
        ..offered.clone()
    };
    let mine = AnswerPage {
        can_approve: false,
        must_be_other: true,
        can_write: true,
        ..offered.clone()
    };
    let refused = AnswerPage {
        conflict: Conflict::sample(),
        can_answer: false,
        can_write: false,
        ..empty(&[], false)
    };
    let corrected_errors = AnswerPage {
        is_correction: true,
        ..empty(&problems(), false)
    };
    [
        ("empty", empty(&[], false)),
        ("errors", empty(&problems()[1..], false)),
        ("correction-errors", corrected_errors),
        ("expired", empty(&[], true)),
        ("draft", draft),
        ("no-verdict", no_verdict),
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
