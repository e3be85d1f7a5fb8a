//! Petitions that are being written: changed answer by answer, filed, erased.

use super::reindex;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, moment};
use crate::outbox::Audience;
use crate::schema::{
    petition_counts, petition_events, petition_search, petitioners, petitions, supporters,
};
use crate::search::{self as index, Index};
use chrono::{DateTime, Datelike, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::petitions::{PetitionState, WriteStep};

/// One answered question of writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftChange {
    /// The title.
    Title(String),
    /// What the petitioner observes.
    Observation(String),
    /// What is asked.
    Request(String),
    /// Why.
    Explanation(String),
    /// The key of the body.
    Body(i64),
    /// The key of the area; `None` for the whole authority.
    Area(Option<i64>),
    /// The key of the version of the instrument.
    Instrument(i64),
    /// First moment at which it takes no signatures any more.
    Closing(DateTime<Utc>),
}

impl DraftChange {
    /// The question that it answers.
    #[must_use]
    pub fn step(&self) -> WriteStep {
        match self {
            Self::Title(_) => WriteStep::Title,
            Self::Observation(_) => WriteStep::Observation,
            Self::Request(_) => WriteStep::Request,
            Self::Explanation(_) => WriteStep::Explanation,
            Self::Body(_) => WriteStep::Body,
            Self::Area(_) => WriteStep::Area,
            Self::Instrument(_) => WriteStep::Instrument,
            Self::Closing(_) => WriteStep::Closing,
        }
    }
}

/// Writes an answer into a petition that is in `state`; `false` when it is not (any more).
pub fn change_draft(
    db: &mut Db,
    petition_id: i64,
    state: PetitionState,
    change: &DraftChange,
) -> StoreResult<bool> {
    use petitions as p;
    let target = p::table.find(petition_id).filter(p::state.eq(state.code()));
    let changed = match change {
        DraftChange::Title(text) => diesel::update(target).set(p::title.eq(text)).execute(db),
        DraftChange::Observation(text) => diesel::update(target)
            .set(p::observation.eq(text))
            .execute(db),
        DraftChange::Request(text) => diesel::update(target).set(p::request.eq(text)).execute(db),
        DraftChange::Explanation(text) => diesel::update(target)
            .set(p::explanation.eq(text))
            .execute(db),
        DraftChange::Body(id) => diesel::update(target).set(p::body_id.eq(id)).execute(db),
        DraftChange::Area(id) => diesel::update(target).set(p::area_id.eq(id)).execute(db),
        DraftChange::Instrument(id) => diesel::update(target)
            .set(p::instrument_id.eq(id))
            .execute(db),
        DraftChange::Closing(at) => diesel::update(target)
            .set(p::closes_at.eq(moment(Some(*at))))
            .execute(db),
    }?;
    Ok(changed == 1)
}

/// The next free reference of a year, such as P26-0043.
pub fn next_reference(db: &mut Db, filed_at: DateTime<Utc>) -> StoreResult<String> {
    let year = format!("P{:02}", filed_at.year().rem_euclid(100));
    loop {
        let number = crate::counters::next(db, &year)?;
        let reference = format!("{year}-{number:04}");
        // References that were given out before there was a counter.
        if id_of_reference(db, &reference)?.is_none() {
            return Ok(reference);
        }
    }
}

/// The key of a reference.
pub fn id_of_reference(db: &mut Db, reference: &str) -> StoreResult<Option<i64>> {
    Ok(petitions::table
        .filter(petitions::reference.eq(reference))
        .select(petitions::id)
        .first(db)
        .optional()?)
}

/// What a petition is called from its first filing on.
#[derive(Debug, Clone)]
pub struct Filing {
    /// Its name in addresses; must be free.
    pub slug: String,
    /// Its number for people; must be free.
    pub reference: String,
    /// The hash of the private link for supporters, where it looks for them.
    pub support_hash: Option<String>,
    /// The person's data with that link's token.
    pub sealed: String,
    /// When.
    pub filed_at: DateTime<Utc>,
}

/// Gives a draft its name and number, and ends the page of the browser that wrote it: only the link
/// that was mailed leads to it from now on.
pub fn file(db: &mut Db, petition_id: i64, filing: &Filing) -> StoreResult<()> {
    diesel::update(petitions::table.find(petition_id))
        .set((
            petitions::slug.eq(&filing.slug),
            petitions::reference.eq(&filing.reference),
            petitions::filed_at.eq(Moment::from(filing.filed_at)),
            petitions::listed_at.eq(Moment::from(filing.filed_at)),
        ))
        .execute(db)?;
    diesel::update(petitioners::table.find(petition_id))
        .set((
            petitioners::page_hash.eq(None::<String>),
            petitioners::support_hash.eq(&filing.support_hash),
            petitioners::sealed.eq(&filing.sealed),
            petitioners::changed_at.eq(Moment::from(filing.filed_at)),
        ))
        .execute(db)?;
    Ok(())
}

/// Drafts that nobody touched since a moment, the oldest first.
pub fn stale_drafts(db: &mut Db, before: DateTime<Utc>, most: i64) -> StoreResult<Vec<i64>> {
    Ok(petitioners::table
        .inner_join(petitions::table)
        .filter(petitions::state.eq(PetitionState::Draft.code()))
        .filter(petitioners::changed_at.le(Moment::from(before)))
        .order((petitioners::changed_at, petitioners::petition_id))
        .limit(most)
        .select(petitioners::petition_id)
        .load(db)?)
}

/// Erases a draft that was never filed, with everything that belongs to it; `false` when it is no
/// draft (any more).
pub fn erase_draft(db: &mut Db, petition_id: i64) -> StoreResult<bool> {
    let is_draft: Option<i64> = petitions::table
        .find(petition_id)
        .filter(petitions::state.eq(PetitionState::Draft.code()))
        .select(petitions::id)
        .first(db)
        .optional()?;
    if is_draft.is_none() {
        return Ok(false);
    }
    crate::outbox::forget(db, Audience::Petitioner, &[petition_id])?;
    diesel::delete(petitioners::table.find(petition_id)).execute(db)?;
    diesel::delete(supporters::table.filter(supporters::petition_id.eq(petition_id)))
        .execute(db)?;
    diesel::delete(petition_events::table.filter(petition_events::petition_id.eq(petition_id)))
        .execute(db)?;
    diesel::delete(petition_search::table.find(petition_id)).execute(db)?;
    index::forget(db, Index::Petitions, petition_id)?;
    diesel::delete(petition_counts::table.find(petition_id)).execute(db)?;
    diesel::delete(petitions::table.find(petition_id)).execute(db)?;
    Ok(true)
}

/// Writes the words of a petition, as it stands now, into the index.
pub fn reindex_petition(db: &mut Db, petition_id: i64) -> StoreResult<()> {
    type Row = (String, String, String, String, String);
    let (lang, title, observation, request, explanation): Row = petitions::table
        .find(petition_id)
        .select((
            petitions::lang,
            petitions::title,
            petitions::observation,
            petitions::request,
            petitions::explanation,
        ))
        .first(db)?;
    let language =
        Language::from_tag(&lang).ok_or_else(|| StoreError::corrupt("petitions", &petition_id))?;
    reindex(
        db,
        petition_id,
        language,
        &title,
        &[&observation, &request, &explanation],
    )
}
