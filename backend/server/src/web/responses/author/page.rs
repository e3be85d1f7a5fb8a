//! The page with the answer for the author.

use super::{Askable, Shown, Whole};
use crate::web::app::App;
use crate::web::field::{Field, Problem};
use crate::web::form::proof_of_address;
use crate::web::page::PageView;
use crate::web::responses::report::ViewAnswer;
use crate::web::rounds::card::RoundHead;
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::inputs::{InputNumber, LONGEST_INPUT};
use weerklank_domain::responses::{CannotAsk, HeardVoice};
use weerklank_domain::text::{SafeHtml, Under, to_html};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct MyAnswerPage {
    head: RoundHead,
    number: String,
    lang: &'static str,
    text_html: SafeHtml,
    mine_url: String,
    report_url: String,
    has_answers: bool,
    answers: Vec<ViewAnswer>,
    is_question: bool,
    asked_of: String,
    asked_of_url: String,
    is_answered: bool,
    has_said: bool,
    said: &'static str,
    heard_action: String,
    heard_csrf: String,
    ask_action: String,
    ask_csrf: String,
    asks: Vec<AskView>,
    max: usize,
    has_errors: bool,
    problems: Vec<Problem>,
    form_expired: bool,
    has_trouble: bool,
    trouble: &'static str,
}

/// The question about one answer.
#[derive(Debug, Clone, Serialize)]
struct AskView {
    answer: i64,
    /// Whether the answer has to be named, as there are several.
    is_named: bool,
    can_ask: bool,
    has_asked: bool,
    question: String,
    question_url: String,
    why_not: &'static str,
    /// The name and the text of its field; only one comes back.
    text: Field,
}

impl AskView {
    fn of(round: (i64, &str), one: &Askable, is_named: bool, shown: &Shown) -> Self {
        let is_this = shown.about == one.number;
        let typed = if is_this { shown.text.as_str() } else { "" };
        let problems = if is_this {
            shown.problems.as_slice()
        } else {
            &[]
        };
        let question = one.asked.unwrap_or(0);
        Self {
            answer: one.number,
            is_named,
            can_ask: one.may.is_ok(),
            has_asked: one.asked.is_some(),
            question: InputNumber {
                round: round.0,
                number: question,
            }
            .to_string(),
            question_url: format!("/rounds/{}/inputs/{question}", round.1),
            why_not: one.may.err().unwrap_or(CannotAsk::TooLate).code(),
            text: Field::of(typed, "text", problems),
        }
    }
}

impl MyAnswerPage {
    pub(super) fn of(
        app: &App,
        language: Language,
        token: &str,
        whole: &Whole,
        shown: &Shown,
    ) -> Self {
        let (round, input) = (&whole.round, &whole.input);
        let mine_url = format!("/my-input/{token}");
        let (heard_action, ask_action) =
            (format!("{mine_url}/heard"), format!("{mine_url}/follow-up"));
        let asked_of = whole.asked_of.unwrap_or(0);
        let is_named = whole.askable.len() > 1;
        Self {
            head: RoundHead::of(round, language, app.house.clock.now()),
            number: input.number.to_string(),
            lang: input.language.code(),
            text_html: to_html(&input.text, Under::Section),
            report_url: format!("/rounds/{}/report", round.slug),
            has_answers: !whole.answers.is_empty(),
            answers: whole.answers.clone(),
            is_question: whole.asked_of.is_some(),
            asked_of: InputNumber {
                round: round.number,
                number: asked_of,
            }
            .to_string(),
            asked_of_url: format!("/rounds/{}/inputs/{asked_of}", round.slug),
            is_answered: !whole.askable.is_empty(),
            has_said: whole.voice.is_some(),
            said: whole.voice.map_or("", HeardVoice::code),
            heard_csrf: proof_of_address(app, &heard_action),
            heard_action,
            ask_csrf: proof_of_address(app, &ask_action),
            ask_action,
            asks: whole
                .askable
                .iter()
                .map(|one| AskView::of((round.number, &round.slug), one, is_named, shown))
                .collect(),
            mine_url,
            max: LONGEST_INPUT,
            has_errors: !shown.problems.is_empty(),
            problems: shown.problems.clone(),
            form_expired: shown.is_expired,
            has_trouble: shown.trouble.is_some(),
            trouble: shown.trouble.unwrap_or_default(),
        }
    }
}

/// What can be in the way.
#[cfg(test)]
pub const TROUBLES: [&str; 4] = ["said", "not_answered", "asked", "too_late"];

impl PageView for MyAnswerPage {
    const TEMPLATE: &'static str = "pages/responses/mine";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use weerklank_domain::rounds::RoundState;
        let ask =
            |one: &Askable, named, shown: &Shown| AskView::of((12, "plein"), one, named, shown);
        let (free, asked, late) = (
            Askable {
                number: 3,
                asked: None,
                may: Ok(()),
            },
            Askable {
                number: 4,
                asked: Some(60),
                may: Err(CannotAsk::Asked),
            },
            Askable {
                number: 5,
                asked: None,
                may: Err(CannotAsk::TooLate),
            },
        );
        let plain = Shown::default();
        let answered = Self {
            head: RoundHead::sample(RoundState::Answered),
            number: "R12-0043".to_owned(),
            lang: "nl",
            text_html: to_html("Zet er *bankjes* neer.", Under::Section),
            mine_url: "/my-input/abc".to_owned(),
            report_url: "/rounds/plein/report".to_owned(),
            has_answers: true,
            answers: ViewAnswer::samples(),
            is_question: false,
            asked_of: "R12-0001".to_owned(),
            asked_of_url: "/rounds/plein/inputs/1".to_owned(),
            is_answered: true,
            has_said: false,
            said: "",
            heard_action: "/my-input/abc/heard".to_owned(),
            heard_csrf: "abc".to_owned(),
            ask_action: "/my-input/abc/follow-up".to_owned(),
            ask_csrf: "abc".to_owned(),
            asks: vec![ask(&free, false, &plain)],
            max: LONGEST_INPUT,
            has_errors: false,
            problems: Vec::new(),
            form_expired: false,
            has_trouble: false,
            trouble: "",
        };
        let said = |says: HeardVoice| Self {
            has_said: true,
            said: says.code(),
            asks: vec![
                ask(&free, true, &plain),
                ask(&asked, true, &plain),
                ask(&late, true, &plain),
            ],
            ..answered.clone()
        };
        let problems = vec![Problem {
            field: "text",
            code: "too_long",
        }];
        let wrong_text = Shown {
            about: 3,
            text: "Waarom <b>der</b> niet?".to_owned(),
            problems: problems.clone(),
            ..Shown::default()
        };
        let wrong = Self {
            asks: vec![ask(&free, false, &wrong_text)],
            has_errors: true,
            problems,
            ..answered.clone()
        };
        let not_answered = Self {
            has_answers: false,
            answers: Vec::new(),
            is_answered: false,
            asks: Vec::new(),
            is_question: true,
            ..answered.clone()
        };
        let expired = Self {
            form_expired: true,
            ..answered.clone()
        };
        let mut pages = vec![
            ("meant".to_owned(), said(HeardVoice::Meant)),
            ("not-meant".to_owned(), said(HeardVoice::NotMeant)),
            ("wrong".to_owned(), wrong),
            ("not-answered".to_owned(), not_answered),
            ("expired".to_owned(), expired),
        ];
        pages.extend(TROUBLES.map(|trouble| {
            let page = Self {
                has_trouble: true,
                trouble,
                ..answered.clone()
            };
            (format!("trouble-{}", trouble.replace('_', "-")), page)
        }));
        pages.push(("answered".to_owned(), answered));
        pages
    }
}
