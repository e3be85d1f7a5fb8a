//! The petition that a page of the desk is about.

use serde::Serialize;
use weerklank_domain::Language;
use weerklank_store::petitions::PetitionRecord;

/// A petition in the head of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Subject {
    reference: String,
    title: String,
    lang: &'static str,
    state: &'static str,
    body_name: String,
    url: String,
    has_public_url: bool,
    public_url: String,
}

impl Subject {
    pub fn of(petition: &PetitionRecord, language: Language) -> Self {
        Self {
            reference: petition.reference.clone(),
            title: petition.title.clone(),
            lang: petition.language.code(),
            state: petition.state.code(),
            body_name: petition.body_name(language).to_owned(),
            url: format!("/desk/petitions/{}", petition.reference),
            has_public_url: petition.is_public,
            public_url: format!("/petitions/{}", petition.slug),
        }
    }

    /// Examples: public, and not.
    #[cfg(test)]
    pub fn sample(has_public_url: bool) -> Self {
        Self {
            reference: "P26-0031".to_owned(),
            title: "Maak de Havenstraat veilig <b>der</b>".to_owned(),
            lang: "nl",
            state: "closed",
            body_name: "Gemeenteraad".to_owned(),
            url: "/desk/petitions/P26-0031".to_owned(),
            has_public_url,
            public_url: "/petitions/veilige-havenstraat".to_owned(),
        }
    }
}
