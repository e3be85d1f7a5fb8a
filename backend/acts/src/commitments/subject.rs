//! What a commitment can be about, by the number or reference that people know.

use crate::errors::ActResult;
use weerklank_domain::Language;
use weerklank_domain::commitments::CannotCommit;
use weerklank_domain::petitions::Visibility;
use weerklank_store::Db;
use weerklank_store::commitments::CommitmentSubject;
use weerklank_store::dossiers::find_by_reference;
use weerklank_store::petitions::{find_by_id, id_of_reference};
use weerklank_store::rounds::{RoundRecord, find_by_number};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSubject {
    /// Its kind and key.
    pub subject: CommitmentSubject,
    /// The body that it belongs to.
    pub body_id: i64,
    /// The language of its texts.
    pub language: Language,
}

/// Looks up D26-0001, R12 or P26-0001, as somebody typed it.
///
/// # Errors
/// [`CannotCommit::NoSubject`] when there is no such thing that everybody may read.
pub fn subject_of(db: &mut Db, typed: &str) -> ActResult<FoundSubject> {
    let name = typed.trim().to_uppercase();
    let found = match name.chars().next() {
        Some('D') => find_by_reference(db, &name)?
            .filter(|dossier| dossier.state.is_public())
            .map(|dossier| FoundSubject {
                subject: CommitmentSubject::Dossier(dossier.id),
                body_id: dossier.body_id,
                language: dossier.language,
            }),
        Some('R') => round_of(db, &name[1..])?.map(|round| FoundSubject {
            subject: CommitmentSubject::Round(round.id),
            body_id: round.body.0,
            language: round.language,
        }),
        Some('P') => petition_of(db, &name)?,
        _ => None,
    };
    Ok(found.ok_or(CannotCommit::NoSubject)?)
}

fn round_of(db: &mut Db, number: &str) -> ActResult<Option<RoundRecord>> {
    let Ok(number) = number.parse() else {
        return Ok(None);
    };
    Ok(find_by_number(db, number)?.filter(RoundRecord::is_public))
}

fn petition_of(db: &mut Db, reference: &str) -> ActResult<Option<FoundSubject>> {
    if reference.contains('\0') {
        return Ok(None);
    }
    let Some(id) = id_of_reference(db, reference)? else {
        return Ok(None);
    };
    let petition = find_by_id(db, id)?.filter(|found| found.visibility() == Visibility::Public);
    Ok(petition.map(|petition| FoundSubject {
        subject: CommitmentSubject::Petition(petition.id),
        body_id: petition.body_id,
        language: petition.language,
    }))
}
