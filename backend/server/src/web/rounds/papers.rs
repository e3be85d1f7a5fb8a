//! The papers of a round: those of its phase of the dossier, as they are laid open.

use crate::web::petitions::card::rfc3339;
use serde::Serialize;
use weerklank_store::dossiers::{DocumentRecord, documents};
use weerklank_store::rounds::RoundRecord;
use weerklank_store::{Db, StoreResult};

/// So many digits of a hash tell papers apart by eye; the dossier has all of them.
const SHORT_HASH: usize = 12;

/// A paper in its newest version.
#[derive(Debug, Clone, Serialize)]
pub struct PaperView {
    pub title: String,
    pub lang: &'static str,
    pub url: String,
    pub file_name: String,
    pub version: i32,
    /// Whether it stands in the place of an earlier one.
    pub is_replaced: bool,
    /// Kilobytes, rounded up.
    pub size: i64,
    pub laid_at: String,
    pub short_hash: String,
}

/// The papers of the phase of a round that were laid open.
///
/// # Errors
/// What the store says.
pub fn papers_of(db: &mut Db, round: &RoundRecord) -> StoreResult<Vec<DocumentRecord>> {
    let mut papers = documents(db, round.dossier.0)?;
    papers.retain(|paper| paper.phase == round.phase && !paper.versions.is_empty());
    Ok(papers)
}

impl PaperView {
    /// The papers of a dossier that is named so in addresses.
    pub fn all(dossier: &str, papers: &[DocumentRecord]) -> Vec<Self> {
        papers
            .iter()
            .filter_map(|paper| {
                let newest = paper.versions.first()?;
                Some(Self {
                    title: paper.title.clone(),
                    lang: paper.language.code(),
                    url: format!(
                        "/dossiers/{dossier}/documents/{}/{}/{}",
                        paper.id, newest.version, newest.file_name
                    ),
                    file_name: newest.file_name.clone(),
                    version: newest.version,
                    is_replaced: newest.version > 1,
                    size: (newest.size + 999) / 1_000,
                    laid_at: rfc3339(newest.laid_at),
                    short_hash: newest.sha256.chars().take(SHORT_HASH).collect(),
                })
            })
            .collect()
    }

    /// Examples: one as it was first, and one that stands in the place of another.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        [1, 2]
            .map(|version| Self {
                title: "Ontwerp <b>der</b> inrichting".to_owned(),
                lang: "nl",
                url: "/dossiers/marktplein/documents/7/2/ontwerp.pdf".to_owned(),
                file_name: "ontwerp.pdf".to_owned(),
                version,
                is_replaced: version > 1,
                size: 240,
                laid_at: "2026-03-01T10:00:00Z".to_owned(),
                short_hash: "9f86d081884c".to_owned(),
            })
            .to_vec()
    }
}
