//! What every page knows of the site.

use crate::config::Ordinance;
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_store::site::Body;

/// The site, in a language.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    pub name: String,
    pub authority_name: String,
    pub base_url: String,
    pub is_demo: bool,
    pub has_contact: bool,
    pub contact_email: String,
    pub has_theme: bool,
    pub theme_url: &'static str,
    /// The local ordinance on participation (PAR-2).
    pub has_ordinance: bool,
    pub ordinance_url: String,
    pub ordinance_title: String,
    /// Cases in which the council made participation a duty (PAR-7).
    pub has_duty_cases: bool,
    pub duty_cases: Vec<String>,
}

/// Where a municipality's own theme is answered.
pub const THEME_URL: &str = "/assets/theme.css";

impl Site {
    /// A site whose authority is not known: none was entered, or the database cannot be asked. A
    /// page about that must still come.
    pub fn unnamed(base_url: &str, is_demo: bool, has_theme: bool) -> Self {
        Self {
            name: "Weerklank".to_owned(),
            authority_name: "Weerklank".to_owned(),
            base_url: base_url.to_owned(),
            is_demo,
            has_contact: false,
            contact_email: String::new(),
            has_theme,
            theme_url: THEME_URL,
            has_ordinance: false,
            ordinance_url: String::new(),
            ordinance_title: String::new(),
            has_duty_cases: false,
            duty_cases: Vec::new(),
        }
    }

    /// The same site with the local ordinance on participation.
    #[must_use]
    pub fn with_ordinance(self, ordinance: Option<&Ordinance>) -> Self {
        let Some(ordinance) = ordinance else {
            return self;
        };
        Self {
            has_ordinance: true,
            ordinance_url: ordinance.url.clone(),
            ordinance_title: ordinance.title.clone(),
            ..self
        }
    }

    /// The same site with the cases in which participation is a duty.
    #[must_use]
    pub fn with_duty_cases(self, cases: &[String]) -> Self {
        Self {
            has_duty_cases: !cases.is_empty(),
            duty_cases: cases.to_vec(),
            ..self
        }
    }

    /// The same site with the name of its authority.
    #[must_use]
    pub fn of(self, authority: Body, language: Language) -> Self {
        let name = match language {
            Language::Nl => authority.name_nl,
            Language::En => authority.name_en,
        };
        Self {
            authority_name: name.clone(),
            name,
            has_contact: authority.contact_email.is_some(),
            contact_email: authority.contact_email.unwrap_or_default(),
            ..self
        }
    }
}
