//! The form of taking part, as a page.

#[cfg(test)]
mod samples;

use super::{Found, Shown, asks_email};
use crate::web::app::App;
use crate::web::areas::pressed::PressedMap;
use crate::web::field::{Field, Problem};
use crate::web::inputs::card::InputCard;
use crate::web::moderation::holds::HoldsView;
use crate::web::page::PageView;
use crate::web::responses::desk::form::{Choice, choices};
use crate::web::rounds::card::RoundHead;
use crate::web::rounds::take_part_form::AsksEmail;
use serde::Serialize;
use weerklank_acts::people::Proven;
use weerklank_domain::Language;
use weerklank_domain::inputs::{LONGEST_INPUT, LONGEST_STATEMENT, Sender};
use weerklank_domain::rounds::{InputForm, Respondents, Takes};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct TakePartPage {
    head: RoundHead,
    form: &'static str,
    is_idea: bool,
    is_statement: bool,
    has_question: bool,
    question: String,
    action: String,
    csrf: String,
    has_errors: bool,
    problems: Vec<Problem>,
    form_expired: bool,
    access: &'static str,
    respondents: &'static str,
    is_late: bool,
    holds: HoldsView,
    max: usize,
    title: Field,
    text: Field,
    place: Field,
    stake: Field,
    asks_stake: bool,
    name: Field,
    email: Field,
    asks_email: bool,
    is_email_optional: bool,
    known_as: String,
    is_known: bool,
    areas: Vec<AreaView>,
    area_error: Field,
    has_map: bool,
    map: PressedMap,
    point_error: Field,
    opens_places: bool,
    is_private: bool,
    show_name: bool,
    senders: Vec<Choice>,
    sender_error: Field,
    has_similar: bool,
    similar: Vec<InputCard>,
    other_forms: Vec<OtherForm>,
    has_other_forms: bool,
}

#[derive(Debug, Clone, Serialize)]
struct AreaView {
    value: String,
    name: String,
    is_selected: bool,
}

#[derive(Debug, Clone, Serialize)]
struct OtherForm {
    code: &'static str,
    url: String,
}

impl TakePartPage {
    /// The form as it was shown, for somebody who may be known already.
    pub(super) fn of(
        app: &App,
        found: &Found,
        form: InputForm,
        takes: Takes,
        proven: Option<&Proven>,
        shown: Shown,
        language: Language,
    ) -> Self {
        let round = &found.round;
        let now = app.house.clock.now();
        let fields = &shown.fields;
        let problems = &shown.problems;
        let asks = asks_email(proven);
        let question = round.form(form).map(|form| form.question.clone());
        let others: Vec<OtherForm> = round
            .forms
            .iter()
            .filter(|other| other.form != form && other.form != InputForm::Statement)
            .map(|other| OtherForm {
                code: other.form.code(),
                url: format!(
                    "/rounds/{}/take-part?form={}",
                    round.slug,
                    other.form.code()
                ),
            })
            .collect();
        Self {
            head: RoundHead::of(round, language, now),
            form: form.code(),
            is_idea: form == InputForm::Idea,
            is_statement: form == InputForm::Statement,
            has_question: question
                .as_deref()
                .is_some_and(|question| !question.is_empty()),
            question: question.unwrap_or_default(),
            action: String::new(),
            csrf: String::new(),
            has_errors: !problems.is_empty(),
            problems: problems.clone(),
            form_expired: shown.is_expired,
            access: round.access.code(),
            respondents: round.respondents.code(),
            is_late: takes == Takes::LateInput,
            holds: HoldsView::of(&round.holds),
            max: match form {
                InputForm::Statement => LONGEST_STATEMENT,
                InputForm::Open | InputForm::Idea => LONGEST_INPUT,
            },
            title: Field::of(&fields.title, "title", problems),
            text: Field::of(&fields.text, "text", problems),
            place: Field::of(&fields.place, "place", problems),
            stake: Field::of(&fields.stake, "stake", problems),
            asks_stake: round.respondents == Respondents::Stakeholders,
            name: Field::of(&fields.name, "name", problems),
            email: Field::of(&fields.email, "email", problems),
            asks_email: asks != AsksEmail::No,
            is_email_optional: asks == AsksEmail::MayTell,
            is_known: asks == AsksEmail::No,
            known_as: proven
                .and_then(|proven| proven.email.as_ref())
                .map(|email| email.as_str().to_owned())
                .unwrap_or_default(),
            areas: areas(found, &fields.area),
            area_error: Field::of(&fields.area, "area", problems),
            has_map: found.places.frame.is_some(),
            map: PressedMap::of(found.places.frame, &fields.point),
            point_error: Field::of(&fields.point, "point", problems),
            opens_places: form == InputForm::Idea
                || !fields.point.is_empty()
                || problems
                    .iter()
                    .any(|problem| matches!(problem.field, "area" | "place" | "point")),
            is_private: fields.is_private.is_some(),
            show_name: fields.show_name.is_some(),
            senders: sender_choices(&fields.sender),
            sender_error: Field::of(&fields.sender, "sender", problems),
            has_similar: !shown.similar.is_empty(),
            similar: shown.similar,
            has_other_forms: !others.is_empty(),
            other_forms: others,
        }
    }

    /// The same page with where its form goes, and the proof of it.
    pub(super) fn at(self, action: String, csrf: String) -> Self {
        Self {
            action,
            csrf,
            ..self
        }
    }
}

/// The groups of sender; for oneself unless somebody chose otherwise.
pub fn sender_choices(chosen: &str) -> Vec<Choice> {
    let chosen = Sender::chosen(chosen).unwrap_or(Sender::Resident);
    choices(
        Sender::GROUPS.iter().map(|sender| sender.code()),
        chosen.code(),
    )
}

fn areas(found: &Found, chosen: &str) -> Vec<AreaView> {
    found
        .places
        .areas
        .iter()
        .map(|(_, code, name)| AreaView {
            value: code.clone(),
            name: name.clone(),
            is_selected: code == chosen,
        })
        .collect()
}

impl PageView for TakePartPage {
    const TEMPLATE: &'static str = "pages/rounds/take_part";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::pages()
    }
}
