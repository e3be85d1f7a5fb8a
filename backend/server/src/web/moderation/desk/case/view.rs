//! The page of a notice or a complaint at the desk.

use super::{Case, Shown, Whole};
use crate::web::field::Field;
use crate::web::moderation::desk::decision_form::{DecisionForm, TakenView};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::{Choice, FormView, choices};
use serde::Serialize;
use weerklank_acts::people::Actor;
use weerklank_domain::Language;
use weerklank_domain::moderation::{ComplaintOutcome, NoticeOutcome};
use weerklank_domain::text::{SafeHtml, Under, to_html};

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CasePage {
    is_notice: bool,
    number: String,
    list_url: &'static str,
    at: String,
    said: String,
    said_lang: &'static str,
    has_said_rule: bool,
    said_rule: &'static str,
    side: &'static str,
    place_name: String,
    place_title: String,
    place_lang: &'static str,
    url: String,
    desk_url: String,
    is_gone: bool,
    moderation: &'static str,
    lang: &'static str,
    text_html: SafeHtml,
    decisions: Vec<TakenView>,
    has_decisions: bool,
    can_decide: bool,
    can_take: bool,
    take_action: String,
    take_csrf: String,
    has_holder: bool,
    holder: String,
    is_mine: bool,
    is_closed: bool,
    is_own_decision: bool,
    is_stale: bool,
    is_taken: bool,
    is_same_person: bool,
    form: FormView,
    outcome: Field,
    outcomes: Vec<Choice>,
    outcome_words: &'static str,
    decision: DecisionForm,
}

impl CasePage {
    pub(super) fn of(
        whole: &Whole,
        shown: &Shown,
        actor: &Actor,
        language: Language,
        here: &str,
        (form, take_csrf): (FormView, String),
    ) -> Self {
        let (fields, problems) = (&shown.fields, &shown.returned.problems);
        let target = &whole.target;
        let page = Self {
            place_name: target.place().name.clone(),
            place_title: target.place().title.clone(),
            place_lang: target.place().language.code(),
            url: target.url(),
            desk_url: target.desk_url(),
            is_gone: target.is_gone(),
            moderation: target.moderation().code(),
            lang: target.language(),
            text_html: to_html(target.text(), Under::Section),
            has_decisions: !whole.decisions.is_empty(),
            decisions: whole.decisions.iter().map(TakenView::of).collect(),
            take_action: format!("{here}/take"),
            take_csrf,
            is_stale: shown.is_stale,
            is_taken: shown.is_taken,
            is_same_person: shown.is_same_person,
            form,
            outcome: Field::of(&fields.outcome, "outcome", problems),
            decision: DecisionForm::of(
                &fields.decision,
                problems,
                &whole.measures(&actor.grants),
                &whole.rules,
                language,
            ),
            ..Self::default()
        };
        let page = page.about(&whole.case, &fields.outcome, actor.staff_id);
        Self {
            // What was typed is not lost when a colleague holds it.
            can_decide: page.can_decide || shown.is_taken,
            ..page
        }
    }

    /// With what is said of the one or the other.
    fn about(self, case: &Case, outcome: &str, me: i64) -> Self {
        match case {
            Case::Notice(notice) => {
                let holder = notice.assigned_to.as_ref();
                let is_mine = holder.is_some_and(|(id, _)| *id == me);
                let is_closed = notice.decided.is_some();
                Self {
                    is_notice: true,
                    number: notice.number.clone(),
                    list_url: "/desk/notices?list=notices",
                    at: rfc3339(notice.received_at),
                    said: notice.explanation.clone(),
                    said_lang: notice.language.code(),
                    has_said_rule: true,
                    said_rule: notice.rule.code(),
                    has_holder: holder.is_some(),
                    holder: holder.map(|holder| holder.1.clone()).unwrap_or_default(),
                    is_mine,
                    is_closed,
                    can_take: !is_closed && !is_mine,
                    can_decide: !is_closed && (is_mine || holder.is_none()),
                    outcomes: choices(NoticeOutcome::ALL.iter().map(|one| one.code()), outcome),
                    outcome_words: "notice-outcome",
                    ..self
                }
            }
            Case::Complaint(complaint) => {
                let is_own_decision = complaint.decided_by == me;
                let is_closed = complaint.closed.is_some();
                Self {
                    number: complaint.decision_id.to_string(),
                    list_url: "/desk/notices?list=complaints",
                    at: rfc3339(complaint.opened_at),
                    said: complaint.text.clone(),
                    side: complaint.side.code(),
                    is_closed,
                    is_own_decision,
                    can_decide: !is_closed && !is_own_decision,
                    outcomes: choices(ComplaintOutcome::ALL.iter().map(|one| one.code()), outcome),
                    outcome_words: "complaint-outcome",
                    ..self
                }
            }
        }
    }
}

impl PageView for CasePage {
    const TEMPLATE: &'static str = "pages/desk/moderation/case";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::restrictions;
        use crate::web::field::Problem;
        use crate::web::moderation::desk::decision_form::samples as examples;
        use weerklank_domain::inputs::ModerationAction;
        use weerklank_domain::moderation::Side;
        let mut problems = examples::problems();
        problems.push(Problem {
            field: "outcome",
            code: "choose",
        });
        let measures = restrictions(ModerationAction::ALL);
        let notice = |problems: &[Problem], is_expired| Self {
            is_notice: true,
            number: "M26-0007".to_owned(),
            list_url: "/desk/notices?list=notices",
            at: "2026-03-02T10:00:00Z".to_owned(),
            said: "Hij scheldt <b>der</b>.".to_owned(),
            has_said_rule: true,
            said_rule: "insult",
            place_name: "R12-0043".to_owned(),
            place_title: "Plein <b>der</b> rust".to_owned(),
            place_lang: "nl",
            url: "/rounds/plein/inputs/43".to_owned(),
            desk_url: "/desk/rounds/12/inputs/43".to_owned(),
            moderation: "visible",
            lang: "nl",
            text_html: to_html("Een *tekst* <b>der</b>.", Under::Section),
            decisions: examples::taken(),
            has_decisions: true,
            can_decide: true,
            can_take: true,
            take_action: "/desk/notices/7/take".to_owned(),
            take_csrf: "abc".to_owned(),
            form: FormView::sample(problems, is_expired),
            outcome: Field::of("upheld", "outcome", problems),
            outcomes: choices(NoticeOutcome::ALL.iter().map(|one| one.code()), "upheld"),
            outcome_words: "notice-outcome",
            decision: examples::form(problems, &measures),
            ..Self::default()
        };
        let held = Self {
            has_holder: true,
            holder: "Hinke <b>der</b>".to_owned(),
            can_decide: false,
            is_taken: true,
            has_decisions: false,
            ..notice(&[], false)
        };
        let mine = Self {
            has_holder: true,
            is_mine: true,
            can_take: false,
            ..notice(&[], false)
        };
        let complaint = |side: Side| Self {
            is_notice: false,
            list_url: "/desk/notices?list=complaints",
            has_said_rule: false,
            side: side.code(),
            can_take: false,
            decision: examples::form(
                &[],
                if side == Side::Notifier {
                    &measures
                } else {
                    &[]
                },
            ),
            moderation: "hidden",
            outcomes: choices(ComplaintOutcome::ALL.iter().map(|one| one.code()), "upheld"),
            outcome_words: "complaint-outcome",
            ..notice(&[], false)
        };
        let own = Self {
            can_decide: false,
            is_own_decision: true,
            is_same_person: true,
            ..complaint(Side::Author)
        };
        let closed = Self {
            can_decide: false,
            can_take: false,
            is_closed: true,
            is_stale: true,
            is_gone: true,
            ..notice(&[], false)
        };
        vec![
            ("notice".to_owned(), notice(&[], false)),
            ("wrong".to_owned(), notice(&problems, false)),
            ("expired".to_owned(), notice(&[], true)),
            ("held".to_owned(), held),
            ("mine".to_owned(), mine),
            ("author".to_owned(), complaint(Side::Author)),
            ("notifier".to_owned(), complaint(Side::Notifier)),
            ("own".to_owned(), own),
            ("closed".to_owned(), closed),
        ]
    }
}
