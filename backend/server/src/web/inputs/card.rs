//! An input in a list.

use crate::web::petitions::card::rfc3339;
use serde::Serialize;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::rounds::InputForm;
use weerklank_domain::text::excerpt;
use weerklank_store::inputs::InputCard as Card;
use weerklank_store::rounds::RoundRecord;

const EXCERPT: usize = 280;

/// The view of an input in a list.
#[derive(Debug, Clone, Serialize)]
pub struct InputCard {
    pub number: String,
    pub url: String,
    pub lang: &'static str,
    pub form: &'static str,
    pub is_statement: bool,
    pub is_collapsed: bool,
    pub has_title: bool,
    pub title: String,
    pub text: String,
    pub has_name: bool,
    pub name: String,
    pub is_organisation: bool,
    pub sender: &'static str,
    pub channel: &'static str,
    pub is_from_elsewhere: bool,
    pub source_name: String,
    pub is_web: bool,
    pub has_area: bool,
    pub area_name: String,
    pub at: String,
    pub state: &'static str,
    pub is_late: bool,
    pub has_senders: bool,
    pub senders: i32,
    pub endorsements: i32,
    pub replies: i32,
}

impl InputCard {
    pub fn of(round: &RoundRecord, card: &Card) -> Self {
        let number = InputNumber {
            round: round.number,
            number: card.number,
        };
        Self {
            number: number.to_string(),
            url: format!("/rounds/{}/inputs/{}", round.slug, card.number),
            lang: card.language.code(),
            form: card.form.code(),
            is_statement: card.form == InputForm::Statement,
            is_collapsed: card.is_collapsed,
            has_title: card.title.is_some() && !card.is_collapsed,
            title: card.title.clone().unwrap_or_default(),
            text: if card.is_collapsed {
                String::new()
            } else {
                excerpt(&card.text, EXCERPT)
            },
            has_name: card.display_name.is_some(),
            name: card.display_name.clone().unwrap_or_default(),
            is_organisation: card.sender.is_organisation(),
            sender: card.sender.code(),
            channel: card.channel.code(),
            is_from_elsewhere: card.source_name.is_some(),
            source_name: card.source_name.clone().unwrap_or_default(),
            is_web: card.channel == weerklank_domain::inputs::Channel::Web,
            has_area: card.area_name.is_some() || card.place_name.is_some(),
            area_name: card
                .place_name
                .clone()
                .or_else(|| card.area_name.clone())
                .unwrap_or_default(),
            at: rfc3339(card.received_at),
            state: card.standing.state.code(),
            is_late: card.is_late,
            has_senders: card.senders > 1,
            senders: card.senders,
            endorsements: card.endorsements,
            replies: card.replies,
        }
    }

    /// Examples.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        use weerklank_domain::inputs::{Channel, InputState};
        let one = Self {
            number: "R12-0043".to_owned(),
            url: "/rounds/plein/inputs/43".to_owned(),
            lang: "nl",
            form: "idea",
            is_statement: false,
            is_collapsed: false,
            has_title: true,
            title: "Bankjes <b>der</b> rust".to_owned(),
            text: "Zet er bankjes neer, in de schaduw.".to_owned(),
            has_name: true,
            name: "Zoë & Jan".to_owned(),
            is_organisation: true,
            sender: "business",
            channel: "web",
            is_from_elsewhere: false,
            source_name: String::new(),
            is_web: true,
            has_area: true,
            area_name: "Havenkwartier".to_owned(),
            at: "2026-03-03T10:00:00Z".to_owned(),
            state: "open",
            is_late: true,
            has_senders: true,
            senders: 412,
            endorsements: 12,
            replies: 3,
        };
        let plain = Self {
            is_statement: true,
            form: "statement",
            has_title: false,
            has_name: false,
            is_organisation: false,
            sender: "resident",
            has_area: false,
            is_late: false,
            has_senders: false,
            ..one.clone()
        };
        let collapsed = Self {
            is_collapsed: true,
            text: String::new(),
            ..plain.clone()
        };
        let mut all = vec![one.clone(), collapsed];
        for (channel, state) in Channel::ALL.iter().zip(InputState::ALL.iter().cycle()) {
            all.push(Self {
                channel: channel.code(),
                is_web: false,
                is_from_elsewhere: *channel == Channel::Elsewhere,
                source_name: "Buurtforum".to_owned(),
                state: state.code(),
                ..plain.clone()
            });
        }
        all
    }
}
