//! The sheet as it is shown.

use super::Found;
use super::fields::{Fields, channels, forms};
use crate::web::field::{Field, Problem};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{Choice, FormView, choices};
use crate::web::rounds::desk::subject::RoundSubject;
use crate::web::rounds::take_part::sender_choices;
use serde::Serialize;
use weerklank_domain::inputs::{Channel, LONGEST_INPUT};
use weerklank_domain::rounds::InputForm;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct EnterPage {
    subject: RoundSubject,
    pub(super) list_url: String,
    form: FormView,
    pub(super) has_form: bool,
    pub(super) is_refused: bool,
    pub(super) has_entered: bool,
    pub(super) entered: String,
    entry: String,
    channel: Field,
    channels: Vec<Choice>,
    source: Field,
    url: Field,
    has_forms: bool,
    input_form: Field,
    forms: Vec<Choice>,
    has_idea: bool,
    title: Field,
    input_text: Field,
    max: usize,
    senders: Vec<Choice>,
    sender_error: Field,
    sender_name: Field,
    show_name: bool,
    email: Field,
    is_private: bool,
    has_areas: bool,
    area: Field,
    areas: Vec<AreaOption>,
    received_on: Field,
    posted_on: Field,
    has_grace: bool,
    grace_days: u16,
    asks_speaker: bool,
    agreed_on: Field,
}

#[derive(Debug, Clone, Serialize)]
struct AreaOption {
    value: String,
    name: String,
    is_selected: bool,
}

impl EnterPage {
    pub(super) fn of(
        subject: RoundSubject,
        form: FormView,
        found: &Found,
        fields: &Fields,
        problems: &[Problem],
    ) -> Self {
        let round = &found.round;
        let field = |value: &str, name: &'static str| Field::of(value, name, problems);
        let day = |value: &str, name: &'static str| Field::of_day(value, name, problems);
        Self {
            subject,
            list_url: String::new(),
            form,
            has_form: true,
            is_refused: false,
            has_entered: false,
            entered: String::new(),
            entry: fields.entry.clone(),
            channel: field(&fields.channel, "channel"),
            channels: choices(channels().map(Channel::code), &fields.channel),
            source: field(&fields.source, "source"),
            url: field(&fields.url, "url"),
            has_forms: forms(round).count() > 1,
            input_form: field(&fields.form, "form"),
            forms: choices(forms(round).map(InputForm::code), &fields.form),
            has_idea: forms(round).any(|form| form == InputForm::Idea),
            title: field(&fields.title, "title"),
            input_text: field(&fields.input_text, "input_text"),
            max: LONGEST_INPUT,
            senders: sender_choices(&fields.sender),
            sender_error: field(&fields.sender, "sender"),
            sender_name: field(&fields.sender_name, "sender_name"),
            show_name: fields.show_name.is_some(),
            email: field(&fields.email, "email"),
            is_private: fields.is_private.is_some(),
            has_areas: !found.areas.is_empty(),
            area: field(&fields.area, "area"),
            areas: found
                .areas
                .iter()
                .map(|(_, code, name)| AreaOption {
                    value: code.clone(),
                    name: name.clone(),
                    is_selected: *code == fields.area,
                })
                .collect(),
            received_on: day(&fields.received_on, "received_on"),
            posted_on: day(&fields.posted_on, "posted_on"),
            has_grace: round.rules.post_grace_days > 0,
            grace_days: round.rules.post_grace_days,
            asks_speaker: round.rules.asks_speaker(Channel::Meeting),
            agreed_on: day(&fields.agreed_on, "agreed_on"),
        }
    }
}

impl PageView for EnterPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/inputs/enter";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::rounds::desk::show::sample_round;
        use weerklank_domain::calendar::TermLength;
        use weerklank_domain::rounds::{Minimum, RoundState};
        let mut round = sample_round(RoundState::Open, true);
        round.rules.post_grace_days = 7;
        round.rules.minimum = Some(Minimum {
            length: TermLength::Weeks(6),
            moves_to_working_day: true,
            source: "Awb 3:16".to_owned(),
        });
        let formal = Found {
            round,
            areas: vec![(1, "haven".to_owned(), "Havenkwartier <b>der</b>".to_owned())],
        };
        let bare = Found {
            round: sample_round(RoundState::Open, false),
            areas: Vec::new(),
        };
        let typed = Fields {
            entry: "abc".to_owned(),
            channel: "paper".to_owned(),
            form: "idea".to_owned(),
            input_text: "Zet er <b>der</b> bankjes neer.".to_owned(),
            sender: "business".to_owned(),
            show_name: Some("1".to_owned()),
            is_private: Some("1".to_owned()),
            area: "haven".to_owned(),
            received_on: "2-3-2026".to_owned(),
            posted_on: "morgen".to_owned(),
            ..Fields::default()
        };
        let problems: Vec<Problem> = [
            ("channel", "choose"),
            ("received_on", "before_round"),
            ("posted_on", "invalid_date"),
            ("source", "required"),
            ("url", "invalid_url"),
            ("form", "choose"),
            ("title", "title_too_long"),
            ("input_text", "required"),
            ("sender", "choose"),
            ("sender_name", "invalid_name"),
            ("email", "invalid_email"),
            ("area", "choose"),
            ("agreed_on", "in_future"),
        ]
        .map(|(field, code)| Problem { field, code })
        .into();
        let page = |found: &Found, fields: &Fields, problems: &[Problem], is_expired| {
            let form = FormView::sample(problems, is_expired);
            let mut page = Self::of(RoundSubject::sample("open"), form, found, fields, problems);
            page.list_url = "/desk/rounds/12/inputs".to_owned();
            page
        };
        let mut next = page(&formal, &Fields::default(), &[], false);
        next.has_entered = true;
        next.entered = "R12-0043".to_owned();
        let mut refused = page(&formal, &typed, &[], false);
        refused.is_refused = true;
        let mut closed = page(&bare, &Fields::default(), &[], false);
        closed.is_refused = true;
        closed.has_form = false;
        vec![
            ("next".to_owned(), next),
            (
                "bare".to_owned(),
                page(&bare, &Fields::default(), &[], false),
            ),
            ("errors".to_owned(), page(&formal, &typed, &problems, false)),
            ("expired".to_owned(), page(&formal, &typed, &[], true)),
            ("refused".to_owned(), refused),
            ("closed".to_owned(), closed),
        ]
    }
}
