//! A closed round with inputs, and people who answer it.

use crate::rounds::matter::{announced, plan, ready, round};
use crate::support::desk::somebody;
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::visitor::{Answer, Visitor};
use chrono::TimeDelta;
use weerklank_acts::inputs::{EnteredInput, enter_inputs};
use weerklank_acts::people::Actor;
use weerklank_acts::responses::round::{
    AnswerTo, ThemeText, approve_response, begin_answer, make_theme, offer_response,
};
use weerklank_acts::rounds::desk::begin_answering;
use weerklank_domain::TextLanguage;
use weerklank_domain::calendar::day_of;
use weerklank_domain::inputs::{Channel, Coverage, InputState, ModerationState, Sender};
use weerklank_domain::people::Role;
use weerklank_domain::petitions::Verdict;
use weerklank_domain::responses::{AnswerText, ChangePlace, ResponseText};
use weerklank_domain::rounds::InputForm;
use weerklank_store::rounds::{RoundRecord, coverage};

/// An input that came by post.
pub fn input(text: &str) -> EnteredInput {
    EnteredInput {
        form: InputForm::Open,
        language: TextLanguage::Nl,
        title: None,
        text: text.to_owned(),
        state: InputState::Open,
        moderation: ModerationState::Visible,
        is_late: false,
        channel: Channel::Paper,
        source_name: None,
        is_public: true,
        display_name: None,
        sender: Sender::Resident,
        area_id: None,
        place_name: None,
        point: None,
        person: Some(("Jo de Vries".to_owned(), String::new())),
        origin: None,
        received_at: start_of_test(),
        endorsements: 0,
        source_key: None,
    }
}

/// A round whose answers are being worked on, with these inputs, and two officers.
pub struct Work {
    pub house: TestHouse,
    pub round: RoundRecord,
    pub writer: Actor,
    pub second: Actor,
}

pub const TREES: &str = "Wij willen dat de kastanjes op het plein blijven staan voor de schaduw.";
pub const LIGHT: &str = "De boulevard verdient betere verlichting in de winter, en minder auto's.";

impl Work {
    pub async fn with(house: TestHouse, inputs: &[EnteredInput]) -> Self {
        let writer = ready(&house);
        let open = announced(&house, &writer, &plan());
        house.later(TimeDelta::days(1)).await;
        enter_inputs(house.house(), &open, inputs).unwrap();
        house.later(TimeDelta::days(8)).await;
        begin_answering(house.house(), &writer, open.id).unwrap();
        let second = somebody(&house, "Piet", Role::PolicyOfficer);
        Self {
            round: round(&house, open.number),
            house,
            writer,
            second,
        }
    }

    /// With three inputs: two about trees, one about light.
    pub async fn usual(house: TestHouse) -> Self {
        let again = "Laat de bomen met rust, ze zijn van ons allemaal.";
        Self::with(house, &[input(TREES), input(again), input(LIGHT)]).await
    }

    pub fn theme(&self, title: &str) -> i64 {
        let text = ThemeText::parse(title, "Veel mensen noemen dit.").unwrap();
        let made = make_theme(self.house.house(), &self.writer, self.round.id, &text, None);
        made.unwrap().0
    }

    /// Writes, offers and approves an answer; answers its number.
    pub fn answers(&self, to: AnswerTo) -> i64 {
        let house = self.house.house();
        let number = begin_answer(house, &self.writer, self.round.id, to, None).unwrap();
        let key = (self.round.id, number);
        let text = self.text("Er is plaats.");
        let revision = offer_response(house, &self.writer, key, 1, &text).unwrap();
        approve_response(house, &self.second, key, revision).unwrap();
        number
    }

    /// A whole answer.
    pub fn text(&self, reasons: &str) -> ResponseText {
        let now = weerklank_acts::clock::Clock::now(&*self.house.house().clock);
        ResponseText {
            answer: AnswerText {
                verdict: Some(Verdict::PartlyAdopted),
                heard: "U vraagt om de bomen te laten staan.".to_owned(),
                reasons: reasons.to_owned(),
                change: "De **drie** kastanjes blijven.".to_owned(),
                is_no_change: false,
                responsible: "Wethouder groen".to_owned(),
                adopted_by: "Gemeenteraad".to_owned(),
                adopted_on: Some(day_of(now)),
                correction: String::new(),
            },
            place: ChangePlace::default(),
        }
    }

    pub fn coverage(&self) -> Coverage {
        self.house
            .house()
            .store
            .read(|db| coverage(db, self.round.id))
            .unwrap()
    }

    pub fn state(&self, number: i64) -> String {
        self.house.text(&format!(
            "SELECT state AS text FROM inputs WHERE round_id = {} AND number = {number}",
            self.round.id
        ))
    }

    pub fn address(&self, rest: &str) -> String {
        format!("/desk/rounds/{}{rest}", self.round.number)
    }
}

/// Answers a page that is there.
pub async fn page(visitor: &Visitor, address: &str) -> Answer {
    let answer = visitor.get(address).await;
    assert_eq!(answer.status, 200, "{address}: {}", answer.text());
    answer
}

/// Sends the form at an address that does one deed, with everything that is filled in there.
pub async fn does(visitor: &Visitor, address: &str, deed: &str, filled: &[(&str, &str)]) -> Answer {
    let shown = page(visitor, address).await;
    let csrf = proof(&shown, address);
    let mut fields = vec![("csrf", csrf.as_str()), ("deed", deed)];
    fields.extend_from_slice(filled);
    visitor.post_form(address, &fields).await
}

/// The proof in the forms of a page that go to an address.
pub fn proof(shown: &Answer, address: &str) -> String {
    let form = shown.form_with(address);
    let field = form.fields.iter().find(|(name, _)| name == "csrf");
    field.map(|(_, value)| value.clone()).unwrap()
}
