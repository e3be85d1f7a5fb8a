//! The page of an author about an input.

use super::{Shown, Whole};
use crate::web::app::App;
use crate::web::field::{Field, Problem};
use crate::web::form::proof_of_address;
use crate::web::page::PageView;
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty};
use crate::web::rounds::card::RoundHead;
use serde::Serialize;
use weerklank_acts::moderation::complaint_path;
use weerklank_domain::Language;
use weerklank_domain::inputs::{
    CannotRewrite, InputState, LONGEST_INPUT, LONGEST_STATEMENT, ModerationState,
};
use weerklank_domain::moderation::Side;
use weerklank_domain::rounds::{InputForm, RoundState, Takes};
use weerklank_domain::text::{SafeHtml, Under, to_html};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct MyInputPage {
    head: RoundHead,
    number: String,
    lang: &'static str,
    url: String,
    at: String,
    state: &'static str,
    is_awaiting: bool,
    is_removed: bool,
    is_withdrawn: bool,
    is_public: bool,
    is_late: bool,
    /// Whether its speaker is asked to agree with the report of what was said.
    asks_speaker: bool,
    has_agreed: bool,
    agreed_at: String,
    agree_action: String,
    agree_csrf: String,
    has_decision: bool,
    has_rule: bool,
    rule: &'static str,
    facts: String,
    rules_url: String,
    can_complain: bool,
    complaint_url: String,
    has_reason: bool,
    reason_html: SafeHtml,
    can_edit: bool,
    /// Why it cannot be written anew, and whether somebody just tried.
    why_not: &'static str,
    is_too_late: bool,
    /// Whether what was typed can still be sent as a late input, and where.
    takes_late: bool,
    late_url: String,
    can_withdraw: bool,
    /// Whether the round was answered, this input too.
    has_answer: bool,
    action: String,
    csrf: String,
    withdraw_url: String,
    version: i32,
    is_idea: bool,
    is_statement: bool,
    title: Field,
    text: Field,
    /// What is kept, beside what was typed.
    kept_title: String,
    text_html: SafeHtml,
    max: usize,
    has_errors: bool,
    problems: Vec<Problem>,
    form_expired: bool,
    is_stale: bool,
    is_saved: bool,
}

impl MyInputPage {
    pub(super) fn of(
        app: &App,
        language: Language,
        token: &str,
        whole: &Whole,
        shown: Shown,
    ) -> Self {
        let (round, input) = (&whole.round, &whole.input);
        let now = app.house.clock.now();
        let action = format!("/my-input/{token}");
        let agree_action = format!("{action}/agree");
        let typed = shown.fields.as_ref();
        let title = typed.map_or(input.title.as_deref().unwrap_or_default(), |fields| {
            fields.title.as_str()
        });
        let text = typed.map_or(input.text.as_str(), |fields| fields.text.as_str());
        let is_statement = input.form == InputForm::Statement;
        let why_not = whole.may_rewrite(now).err();
        let decision = whole.decision.as_ref();
        let reason = decision.and_then(|decision| decision.reason.clone());
        let grounds = decision.and_then(|decision| decision.grounds.as_ref());
        Self {
            head: RoundHead::of(round, language, now),
            number: input.number.to_string(),
            lang: input.language.code(),
            url: format!("/rounds/{}/inputs/{}", round.slug, input.number.number),
            at: rfc3339(input.received_at),
            state: input.standing.state.code(),
            is_awaiting: input.standing.moderation == ModerationState::Awaiting,
            is_removed: input.standing.state == InputState::Removed,
            is_withdrawn: input.standing.state == InputState::Withdrawn,
            is_public: input.is_public,
            is_late: input.is_late,
            asks_speaker: whole.asks_speaker(),
            has_agreed: whole.agreed_at.is_some(),
            agreed_at: rfc3339_or_empty(whole.agreed_at),
            agree_csrf: proof_of_address(app, &agree_action),
            agree_action,
            has_decision: reason.is_some(),
            has_rule: grounds.is_some(),
            rule: grounds.map_or("", |grounds| grounds.rule.code()),
            facts: grounds
                .map(|grounds| grounds.facts.clone())
                .unwrap_or_default(),
            rules_url: grounds
                .map(|grounds| format!("/house-rules/{}", grounds.version))
                .unwrap_or_default(),
            can_complain: decision.is_some_and(|decision| decision.action.can_be_disputed()),
            complaint_url: decision
                .map(|decision| complaint_path(&app.house.vault, Side::Author, decision.id))
                .unwrap_or_default(),
            has_reason: reason.is_some(),
            reason_html: reason
                .map(|text| to_html(&text, Under::Section))
                .unwrap_or_default(),
            can_edit: why_not.is_none(),
            why_not: why_not.unwrap_or(CannotRewrite::Closed).code(),
            is_too_late: shown.is_too_late && why_not.is_some(),
            takes_late: why_not == Some(CannotRewrite::Closed)
                && round.window().takes(now) == Ok(Takes::LateInput)
                && !is_statement,
            late_url: format!(
                "/rounds/{}/take-part?form={}",
                round.slug,
                input.form.code()
            ),
            can_withdraw: input.standing.state == InputState::Open,
            has_answer: round.state == RoundState::Answered
                && matches!(
                    input.standing.state,
                    InputState::Answered | InputState::SetAside
                ),
            csrf: proof_of_address(app, &action),
            withdraw_url: format!("{action}/withdraw"),
            action,
            version: typed.map_or(input.version, |fields| fields.version),
            is_idea: input.form == InputForm::Idea,
            is_statement,
            title: Field::of(title, "title", &shown.problems),
            text: Field::of(text, "text", &shown.problems),
            kept_title: input.title.clone().unwrap_or_default(),
            text_html: to_html(&input.text, Under::Section),
            max: if is_statement {
                LONGEST_STATEMENT
            } else {
                LONGEST_INPUT
            },
            has_errors: !shown.problems.is_empty(),
            problems: shown.problems,
            form_expired: shown.is_expired,
            is_stale: shown.is_stale,
            is_saved: shown.is_saved,
        }
    }
}

impl PageView for MyInputPage {
    const TEMPLATE: &'static str = "pages/inputs/mine";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let open = Self {
            head: RoundHead::sample(RoundState::Open),
            number: "R12-0043".to_owned(),
            lang: "nl",
            url: "/rounds/plein/inputs/43".to_owned(),
            at: "2026-03-03T10:00:00Z".to_owned(),
            state: "open",
            is_awaiting: false,
            is_removed: false,
            is_withdrawn: false,
            is_public: true,
            is_late: false,
            asks_speaker: true,
            has_agreed: false,
            agreed_at: String::new(),
            agree_action: "/my-input/abc/agree".to_owned(),
            agree_csrf: "abc".to_owned(),
            has_decision: false,
            has_rule: false,
            rule: "",
            facts: String::new(),
            rules_url: String::new(),
            can_complain: false,
            complaint_url: String::new(),
            has_reason: false,
            reason_html: SafeHtml::default(),
            can_edit: true,
            why_not: "closed",
            is_too_late: false,
            takes_late: false,
            late_url: "/rounds/plein/take-part?form=idea".to_owned(),
            can_withdraw: true,
            has_answer: false,
            action: "/my-input/abc".to_owned(),
            csrf: "abc".to_owned(),
            withdraw_url: "/my-input/abc/withdraw".to_owned(),
            version: 1,
            is_idea: true,
            is_statement: false,
            title: Field::of("Bankjes <b>der</b> rust", "title", &[]),
            text: Field::of("Zet er bankjes neer.", "text", &[]),
            kept_title: "Bankjes <b>der</b> rust".to_owned(),
            text_html: to_html("Zet er bankjes neer.", Under::Section),
            max: LONGEST_INPUT,
            has_errors: false,
            problems: Vec::new(),
            form_expired: false,
            is_stale: false,
            is_saved: false,
        };
        let problems = vec![
            Problem {
                field: "title",
                code: "required",
            },
            Problem {
                field: "text",
                code: "too_long",
            },
        ];
        let wrong = Self {
            has_errors: true,
            title: Field::of("", "title", &problems),
            text: Field::of("a", "text", &problems),
            problems,
            ..open.clone()
        };
        let removed = Self {
            state: "removed",
            is_removed: true,
            why_not: "removed",
            has_decision: true,
            has_rule: true,
            rule: "insult",
            facts: "Er staat <b>der</b>.".to_owned(),
            rules_url: "/house-rules/1".to_owned(),
            can_complain: true,
            complaint_url: "/complaints/author/7/abc".to_owned(),
            has_reason: true,
            reason_html: to_html("U beledigt iemand.", Under::Section),
            can_edit: false,
            can_withdraw: false,
            is_public: false,
            is_late: true,
            ..open.clone()
        };
        let withdrawn = Self {
            state: "withdrawn",
            is_withdrawn: true,
            why_not: "withdrawn",
            asks_speaker: false,
            can_edit: false,
            can_withdraw: false,
            is_idea: false,
            ..open.clone()
        };
        let statement = Self {
            is_statement: true,
            is_idea: false,
            is_awaiting: true,
            is_saved: true,
            asks_speaker: false,
            has_agreed: true,
            agreed_at: "2026-03-03T10:00:00Z".to_owned(),
            ..open.clone()
        };
        let stale = Self {
            is_stale: true,
            ..open.clone()
        };
        let too_late = |why: CannotRewrite| Self {
            can_edit: false,
            why_not: why.code(),
            is_too_late: true,
            takes_late: why == CannotRewrite::Closed,
            is_idea: why == CannotRewrite::Closed,
            ..open.clone()
        };
        let too_late = CannotRewrite::ALL.iter().map(|why| {
            (
                format!("too-late-{}", why.code().replace('_', "-")),
                too_late(*why),
            )
        });
        let mut pages: Vec<(String, Self)> = too_late.collect();
        let closed = Self {
            has_answer: true,
            can_edit: false,
            has_decision: true,
            has_reason: true,
            ..open.clone()
        };
        let expired = Self {
            form_expired: true,
            ..open.clone()
        };
        pages.extend([
            ("open".to_owned(), open),
            ("wrong".to_owned(), wrong),
            ("removed".to_owned(), removed),
            ("withdrawn".to_owned(), withdrawn),
            ("statement".to_owned(), statement),
            ("stale".to_owned(), stale),
            ("closed".to_owned(), closed),
            ("expired".to_owned(), expired),
        ]);
        pages
    }
}
