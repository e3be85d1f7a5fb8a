//! What somebody who plans or describes a dossier typed, and how it becomes a text.

use super::form::{line, optional, title};
use crate::web::field::Problem;
use serde::Deserialize;
use weerklank_domain::Language;
use weerklank_domain::petitions::Passage;
use weerklank_store::dossiers::{DossierRecord, DossierText};

/// What can be chosen: keys with the words that a browser sends for them.
#[derive(Debug, Clone, Default)]
pub struct Offered {
    /// Bodies: key, slug, Dutch name, English name.
    pub bodies: Vec<(i64, String, String, String)>,
    /// Areas: key, code, name.
    pub areas: Vec<(i64, String, String)>,
    /// Process managers: key, name.
    pub managers: Vec<(i64, String)>,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    /// The revision that was read.
    #[serde(default)]
    pub revision: i32,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub summary: String,
    #[serde(default)]
    pub language: String,
    #[serde(default)]
    pub body: String,
    #[serde(default)]
    pub area: String,
    #[serde(default)]
    pub duty: String,
    #[serde(default)]
    pub manager: String,
}

impl Fields {
    /// The form of a dossier as it stands.
    pub fn of(dossier: &DossierRecord) -> Self {
        Self {
            revision: dossier.revision,
            title: dossier.title.clone(),
            summary: dossier.summary.clone(),
            language: dossier.language.code().to_owned(),
            body: dossier.body.0.clone(),
            area: dossier
                .area
                .as_ref()
                .map(|(code, _)| code.clone())
                .unwrap_or_default(),
            duty: dossier.duty.clone().unwrap_or_default(),
            manager: dossier
                .manager
                .as_ref()
                .map(|(id, _)| id.to_string())
                .unwrap_or_default(),
        }
    }

    /// Makes a text of what was typed.
    ///
    /// # Errors
    /// Every value that cannot be kept, in the order of the form.
    pub fn parse(&self, offered: &Offered) -> Result<DossierText, Vec<Problem>> {
        let required = |field| Problem {
            field,
            code: "required",
        };
        let title = title("title", &self.title);
        let summary = optional("summary", &self.summary);
        let language = Language::ALL
            .into_iter()
            .find(|language| language.code() == self.language)
            .ok_or(required("language"));
        let body = offered.bodies.iter().find(|body| body.1 == self.body);
        let body = body.map(|body| body.0).ok_or(required("body"));
        let area = match self.area.as_str() {
            "" => Ok(None),
            code => offered
                .areas
                .iter()
                .find(|area| area.1 == code)
                .map(|area| Some(area.0))
                .ok_or(required("area")),
        };
        let duty = line("duty", &self.duty);
        let manager = match self.manager.as_str() {
            "" => Ok(None),
            key => offered
                .managers
                .iter()
                .find(|(id, _)| id.to_string() == key)
                .map(|(id, _)| Some(*id))
                .ok_or(Problem {
                    field: "manager",
                    code: "no_manager",
                }),
        };
        match (title, summary, language, body, area, duty, manager) {
            (Ok(title), Ok(summary), Ok(language), Ok(body), Ok(area), Ok(duty), Ok(manager)) => {
                Ok(DossierText {
                    title: title.as_str().to_owned(),
                    summary: summary.map(Passage::into_string).unwrap_or_default(),
                    language,
                    body_id: body,
                    area_id: area,
                    duty: Some(duty).filter(|duty| !duty.is_empty()),
                    manager_id: manager,
                })
            }
            (title, summary, language, body, area, duty, manager) => Err([
                title.err(),
                summary.err(),
                language.err(),
                body.err(),
                area.err(),
                duty.err(),
                manager.err(),
            ]
            .into_iter()
            .flatten()
            .collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered() -> Offered {
        Offered {
            bodies: vec![(
                3,
                "raad".to_owned(),
                "Raad".to_owned(),
                "Council".to_owned(),
            )],
            areas: vec![(5, "haven".to_owned(), "Haven".to_owned())],
            managers: vec![(7, "Samira".to_owned())],
        }
    }

    #[test]
    fn what_was_chosen_becomes_its_keys() {
        let fields = Fields {
            title: " Wonen ".to_owned(),
            language: "nl".to_owned(),
            body: "raad".to_owned(),
            area: "haven".to_owned(),
            manager: "7".to_owned(),
            ..Fields::default()
        };
        let text = fields.parse(&offered()).unwrap();
        assert_eq!(
            (text.body_id, text.area_id, text.manager_id),
            (3, Some(5), Some(7))
        );
        assert_eq!((text.title.as_str(), text.duty), ("Wonen", None));
    }

    #[test]
    fn every_value_that_cannot_be_kept_is_told_at_once() {
        let fields = Fields {
            title: "a".repeat(81),
            summary: "a".repeat(5_001),
            language: "fr".to_owned(),
            area: "elders".to_owned(),
            duty: "a".repeat(300),
            manager: "8".to_owned(),
            ..Fields::default()
        };
        let told: Vec<_> = fields
            .parse(&offered())
            .unwrap_err()
            .into_iter()
            .map(|problem| (problem.field, problem.code))
            .collect();
        assert_eq!(
            told,
            [
                ("title", "title_too_long"),
                ("summary", "too_long"),
                ("language", "required"),
                ("body", "required"),
                ("area", "required"),
                ("duty", "too_long"),
                ("manager", "no_manager"),
            ]
        );
    }
}
