//! What a round takes from its dossier: the phase that it is in, what can change, which papers lie
//! open.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::{bodies, documents, dossiers, phases};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::dossiers::{DossierState, Level, PhaseKind, Scope};

/// A dossier in which a round can be planned.
#[derive(Debug, Clone)]
pub struct RoundDossier {
    /// Its key.
    pub id: i64,
    /// Its number for people.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language of its texts.
    pub language: Language,
    /// How far it is.
    pub state: DossierState,
    /// The phase that it is in.
    pub present_phase: Option<PhaseKind>,
    /// The body's key, Dutch name and English name.
    pub body: (i64, String, String),
}

type Row = (
    i64,
    String,
    String,
    String,
    String,
    Option<String>,
    (i64, String, String),
);

/// The dossier of a reference, whatever its state.
pub fn dossier_of(db: &mut Db, reference: &str) -> StoreResult<Option<RoundDossier>> {
    let row: Option<Row> = dossiers::table
        .inner_join(bodies::table)
        .filter(dossiers::reference.eq(reference))
        .select((
            dossiers::id,
            dossiers::reference,
            dossiers::title,
            dossiers::lang,
            dossiers::state,
            dossiers::phase,
            (bodies::id, bodies::name_nl, bodies::name_en),
        ))
        .first(db)
        .optional()?;
    let Some((id, reference, title, lang, state, phase, body)) = row else {
        return Ok(None);
    };
    let corrupt = || StoreError::corrupt("dossiers", &id);
    let present_phase = match phase {
        Some(code) => Some(PhaseKind::from_code(&code).ok_or_else(corrupt)?),
        None => None,
    };
    Ok(Some(RoundDossier {
        language: Language::from_tag(&lang).ok_or_else(corrupt)?,
        state: DossierState::from_code(&state).ok_or_else(corrupt)?,
        present_phase,
        id,
        reference,
        title,
        body,
    }))
}

/// What input can change in a phase of a dossier; nothing is told of a phase that is not there.
pub fn scope_of(db: &mut Db, dossier_id: i64, phase: PhaseKind) -> StoreResult<Scope> {
    type Parts = (String, String, String, String, String, String, String);
    let row: Option<Parts> = phases::table
        .find((dossier_id, phase.code()))
        .select((
            phases::decided,
            phases::decided_by,
            phases::changeable,
            phases::fixed,
            phases::how,
            phases::moment,
            phases::afterwards,
        ))
        .first(db)
        .optional()?;
    Ok(row.map_or_else(Scope::default, |row| Scope {
        decided: row.0,
        decided_by: row.1,
        changeable: row.2,
        fixed: row.3,
        how: row.4,
        moment: row.5,
        afterwards: row.6,
    }))
}

/// The participation level of a phase: the promise that the body makes.
pub fn level_of(db: &mut Db, dossier_id: i64, phase: PhaseKind) -> StoreResult<Option<Level>> {
    let code: Option<Option<String>> = phases::table
        .find((dossier_id, phase.code()))
        .select(phases::level)
        .first(db)
        .optional()?;
    code.flatten()
        .map(|code| {
            Level::from_code(&code).ok_or_else(|| StoreError::corrupt("phases", &dossier_id))
        })
        .transpose()
}

/// The titles of the papers that lie open in a phase of a dossier, with the language of each.
pub fn documents_of(
    db: &mut Db,
    dossier_id: i64,
    phase: PhaseKind,
) -> StoreResult<Vec<(String, String)>> {
    Ok(documents::table
        .filter(documents::dossier_id.eq(dossier_id))
        .filter(documents::phase.eq(phase.code()))
        .order(documents::id)
        .select((documents::title, documents::lang))
        .load(db)?)
}
