//! A dossier in a list.

use crate::web::petitions::card::rfc3339;
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::dossiers::DossierState;
use weerklank_domain::text::excerpt;
use weerklank_store::dossiers::Card;

const SUMMARY_LENGTH: usize = 180;

/// The view of a dossier in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DossierCard {
    pub url: String,
    pub title: String,
    pub lang: &'static str,
    pub summary: String,
    pub phase: &'static str,
    pub statutory: &'static str,
    pub is_closed: bool,
    pub body_name: String,
    pub has_area: bool,
    pub area_name: String,
    pub published_at: String,
}

impl DossierCard {
    pub fn of(card: &Card, language: Language) -> Self {
        Self {
            url: format!("/dossiers/{}", card.slug),
            title: card.title.clone(),
            lang: card.language.code(),
            summary: excerpt(&card.summary, SUMMARY_LENGTH),
            phase: card.phase.code(),
            statutory: card.phase.statutory().code(),
            is_closed: card.state == DossierState::Closed,
            body_name: match language {
                Language::Nl => card.body.1.clone(),
                Language::En => card.body.2.clone(),
            },
            has_area: card.area_name.is_some(),
            area_name: card.area_name.clone().unwrap_or_default(),
            published_at: rfc3339(card.published_at),
        }
    }

    /// Examples in each phase.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        use weerklank_domain::dossiers::PhaseKind;
        PhaseKind::ALL
            .iter()
            .map(|kind| Self {
                url: "/dossiers/woonvisie".to_owned(),
                title: "Wonen <b>der</b> toekomst".to_owned(),
                lang: if kind.position() == 1 { "en" } else { "nl" },
                summary: "Waar komen er huizen bij?".to_owned(),
                phase: kind.code(),
                statutory: kind.statutory().code(),
                is_closed: kind.position() == 4,
                body_name: "Gemeenteraad".to_owned(),
                has_area: kind.position() == 2,
                area_name: "Havenkwartier".to_owned(),
                published_at: "2026-03-02T10:00:00Z".to_owned(),
            })
            .collect()
    }
}
