//! The round that a page of the desk is about.

use super::desk_url;
use chrono::{DateTime, Utc};
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_store::rounds::RoundRecord;

/// A round in the head of a page.
#[derive(Debug, Clone, Serialize)]
pub struct RoundSubject {
    name: String,
    title: String,
    lang: &'static str,
    /// The state by the clock.
    state: &'static str,
    body_name: String,
    dossier_title: String,
    dossier_reference: String,
    url: String,
    has_public_url: bool,
    public_url: String,
}

impl RoundSubject {
    pub fn of(round: &RoundRecord, language: Language, now: DateTime<Utc>) -> Self {
        Self {
            name: format!("R{}", round.number),
            title: round.title.clone(),
            lang: round.language.code(),
            state: round.window().shown_state(now).code(),
            body_name: round.body_name(language).to_owned(),
            dossier_title: round.dossier.3.clone(),
            dossier_reference: round.dossier.2.clone(),
            url: desk_url(round.number),
            has_public_url: round.is_public(),
            public_url: format!("/rounds/{}", round.slug),
        }
    }

    /// An example in a state.
    #[cfg(test)]
    pub fn sample(state: &'static str) -> Self {
        Self {
            name: "R12".to_owned(),
            title: "Groen in de Vissersbuurt <b>der</b>".to_owned(),
            lang: "nl",
            state,
            body_name: "Gemeenteraad".to_owned(),
            dossier_title: "De Vissersbuurt <b>der</b>".to_owned(),
            dossier_reference: "D26-0003".to_owned(),
            url: "/desk/rounds/12".to_owned(),
            has_public_url: state != "draft",
            public_url: "/rounds/groen-in-de-vissersbuurt".to_owned(),
        }
    }
}
