//! Every question: plain, with mistakes, and after somebody else wrote.

use super::StepPage;
use super::choices::Choice;
use crate::web::field::{Field, Problem};
use crate::web::petitions::write::step_form::WHOLE;
use weerklank_domain::petitions::WriteStep;

pub fn all() -> Vec<(String, StepPage)> {
    let choice = |value: &str, name: &str, needs: u32| Choice {
        value: value.to_owned(),
        has_name: !name.is_empty(),
        name: name.to_owned(),
        is_whole: value == WHOLE,
        is_checked: value == "raad",
        supporters_needed: needs,
        needs_supporters: needs > 0,
    };
    let mut samples = Vec::new();
    for step in WriteStep::ALL.iter().copied() {
        let plain = StepPage {
            step: step.code(),
            number: step.number(),
            of: WriteStep::ALL.len(),
            title: "Een bankje & een boom".to_owned(),
            lang: "nl",
            action: format!("/mine/abc/{}", step.code()),
            csrf: "0123456789".to_owned(),
            back_url: "/mine/abc".to_owned(),
            check_url: "/mine/abc".to_owned(),
            has_check: false,
            later_url: "/mine/abc/later".to_owned(),
            has_errors: false,
            problems: Vec::new(),
            error: "",
            is_conflict: false,
            form_expired: false,
            is_revision: false,
            is_line: step == WriteStep::Title,
            is_text: step.is_text() && step != WriteStep::Title,
            is_optional: step == WriteStep::Explanation,
            is_choice: matches!(
                step,
                WriteStep::Body | WriteStep::Area | WriteStep::Instrument
            ),
            is_instrument: step == WriteStep::Instrument,
            is_date: step == WriteStep::Closing,
            is_odd_date: false,
            is_person: step == WriteStep::Petitioner,
            value: String::new(),
            max: 5_000,
            first_day: "2026-03-16".to_owned(),
            last_day: "2026-08-29".to_owned(),
            choices: match step {
                WriteStep::Body => vec![choice("raad", "Gemeenteraad", 0)],
                WriteStep::Area => vec![choice(WHOLE, "", 0), choice("noord", "Noord", 0)],
                WriteStep::Instrument => {
                    vec![
                        choice("petition", "", 0),
                        choice("citizens_initiative", "", 25),
                    ]
                }
                _ => Vec::new(),
            },
            name: Field::default(),
            email: Field::default(),
            age: Field::default(),
            show_name: false,
            is_sixteen: false,
        };
        let wrong = |error| Field {
            value: "<b>der</b>".to_owned(),
            has_error: true,
            error,
            ..Field::default()
        };
        let is_person = plain.is_person;
        let code = match step {
            WriteStep::Closing => "too_soon",
            _ if plain.is_choice => "choose",
            _ => "too_long",
        };
        let field = if is_person { "name" } else { "value" };
        let failed = StepPage {
            has_errors: true,
            problems: vec![Problem { field, code }],
            error: if is_person { "" } else { code },
            value: "<b>der</b>".to_owned(),
            is_odd_date: true,
            has_check: true,
            is_revision: step.is_text(),
            name: wrong("invalid_name"),
            email: wrong("invalid_email"),
            age: wrong("under_sixteen"),
            show_name: true,
            ..plain.clone()
        };
        let conflict = StepPage {
            is_conflict: true,
            value: "Mijn tekst".to_owned(),
            is_odd_date: true,
            ..plain.clone()
        };
        let expired = StepPage {
            form_expired: true,
            is_sixteen: true,
            ..conflict.clone()
        };
        samples.push((step.code().to_owned(), plain));
        samples.push((format!("{}-expired", step.code()), expired));
        samples.push((format!("{}-failed", step.code()), failed));
        samples.push((format!("{}-conflict", step.code()), conflict));
    }
    samples
}
