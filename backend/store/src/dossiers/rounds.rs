//! The rounds of a dossier, only to be read: what can be done with them is their own capability.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::rounds as r;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::rounds::{RoundState, RoundWindow};

/// A round, as its dossier shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundLine {
    /// Its number for people.
    pub number: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The language of its title.
    pub language: Language,
    /// The phase that it belongs to.
    pub phase: PhaseKind,
    /// Where it is on its way; the clock may be further.
    pub state: RoundState,
    /// The first moment at which it takes input.
    pub opens_at: Option<DateTime<Utc>>,
    /// The first moment at which input is late.
    pub closes_at: Option<DateTime<Utc>>,
}

impl RoundLine {
    /// What decides which state is shown.
    #[must_use]
    pub fn window(&self) -> RoundWindow {
        RoundWindow {
            state: self.state,
            opens_at: self.opens_at,
            closes_at: self.closes_at,
        }
    }
}

type Row = (
    i64,
    String,
    String,
    String,
    String,
    String,
    Option<Moment>,
    Option<Moment>,
);

/// The rounds of a dossier, drafts too, in the order of their numbers.
pub fn rounds_of(db: &mut Db, dossier_id: i64) -> StoreResult<Vec<RoundLine>> {
    let rows: Vec<Row> = r::table
        .filter(r::dossier_id.eq(dossier_id))
        .order(r::number)
        .select((
            r::number,
            r::slug,
            r::title,
            r::lang,
            r::phase,
            r::state,
            r::opens_at,
            r::closes_at,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(number, slug, title, lang, phase, state, opens, closes)| {
            let corrupt = || StoreError::corrupt("rounds", &number);
            Ok(RoundLine {
                number,
                slug,
                title,
                language: Language::from_tag(&lang).ok_or_else(corrupt)?,
                phase: PhaseKind::from_code(&phase).ok_or_else(corrupt)?,
                state: RoundState::from_code(&state).ok_or_else(corrupt)?,
                opens_at: utc(opens),
                closes_at: utc(closes),
            })
        })
        .collect()
}
