//! Petitions that hang on a dossier; each hangs on one.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{dossier_petitions as h, dossiers, petition_counts, petitions};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::petitions::PetitionState;

/// A petition on a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HungPetition {
    /// Its key.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its number for people.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language of its title.
    pub language: Language,
    /// Where it is on its way.
    pub state: PetitionState,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// First moment at which it takes no signatures any more.
    pub closes_at: Option<DateTime<Utc>>,
    /// Its published count.
    pub total: i64,
}

/// Hangs a petition on a dossier.
///
/// # Errors
/// [`StoreError::Taken`] when it hangs on one already.
pub fn hang(
    db: &mut Db,
    petition_id: i64,
    dossier_id: i64,
    staff_id: Option<i64>,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    diesel::insert_into(h::table)
        .values((
            h::petition_id.eq(petition_id),
            h::dossier_id.eq(dossier_id),
            h::staff_id.eq(staff_id),
            h::at.eq(Moment::from(at)),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes a petition off a dossier; `false` when it does not hang there.
pub fn take_off(db: &mut Db, petition_id: i64, dossier_id: i64) -> StoreResult<bool> {
    let removed = diesel::delete(
        h::table
            .find(petition_id)
            .filter(h::dossier_id.eq(dossier_id)),
    )
    .execute(db)?;
    Ok(removed == 1)
}

type Row = (
    i64,
    String,
    String,
    String,
    String,
    String,
    bool,
    Option<Moment>,
    i64,
);

/// The petitions of a dossier, the first that was hung first.
pub fn petitions_of(db: &mut Db, dossier_id: i64) -> StoreResult<Vec<HungPetition>> {
    let rows: Vec<Row> = h::table
        .inner_join(petitions::table.inner_join(petition_counts::table))
        .filter(h::dossier_id.eq(dossier_id))
        .order((h::at, h::petition_id))
        .select((
            petitions::id,
            petitions::slug,
            petitions::reference,
            petitions::title,
            petitions::lang,
            petitions::state,
            petitions::is_public,
            petitions::closes_at,
            petition_counts::total,
        ))
        .load(db)?;
    rows.into_iter()
        .map(
            |(id, slug, reference, title, lang, state, is_public, closes_at, total)| {
                let corrupt = || StoreError::corrupt("petitions", &id);
                Ok(HungPetition {
                    language: Language::from_tag(&lang).ok_or_else(corrupt)?,
                    state: PetitionState::from_code(&state).ok_or_else(corrupt)?,
                    id,
                    slug,
                    reference,
                    title,
                    is_public,
                    closes_at: utc(closes_at),
                    total,
                })
            },
        )
        .collect()
}

/// The reference of the dossier that a petition hangs on, whatever its state.
pub fn reference_of_petition(db: &mut Db, petition_id: i64) -> StoreResult<Option<String>> {
    Ok(h::table
        .inner_join(dossiers::table)
        .filter(h::petition_id.eq(petition_id))
        .select(dossiers::reference)
        .first(db)
        .optional()?)
}
