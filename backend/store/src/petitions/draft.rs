//! Petitions that are being written, and the person behind each.

use super::reindex;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, moment};
use crate::outbox::{Audience, Message, NewMail, queue};
use crate::schema::{
    petition_counts, petition_events, petition_search, petitioners, petitions, supporters,
};
use chrono::{DateTime, Datelike, Utc};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use weerklank_domain::Language;
use weerklank_domain::petitions::{PetitionState, WriteStep};

/// The person behind a petition.
#[derive(Debug, Clone)]
pub struct PetitionerRecord {
    /// The petition.
    pub petition_id: i64,
    /// Name, address and tokens, sealed.
    pub sealed: String,
    /// Whether the mailbox was proven to be the petitioner's.
    pub is_proven: bool,
    /// Whether an address was given.
    pub has_address: bool,
    /// Whether the name may be public.
    pub show_name: bool,
    /// The questions that were answered.
    pub answered: Vec<WriteStep>,
    /// The language in which the petitioner writes.
    pub language: Language,
    /// How many mails with a link were sent.
    pub mails: i16,
    /// When it was last worked on.
    pub changed_at: DateTime<Utc>,
}

/// A person to be recorded behind a petition.
#[derive(Debug, Clone)]
pub struct NewPetitioner {
    /// Name, address and tokens, sealed.
    pub sealed: String,
    /// The hash of the token of the browser that writes.
    pub page_hash: Option<String>,
    /// The hash of the token that was mailed.
    pub mail_hash: Option<String>,
    /// Keyed hash of the canonical address.
    pub mailbox_key: Option<String>,
    /// Whether the mailbox was proven.
    pub is_proven: bool,
    /// Whether the name may be public.
    pub show_name: bool,
    /// The questions that were answered.
    pub answered: Vec<WriteStep>,
    /// The language in which the petitioner writes.
    pub language: Language,
}

/// By which link somebody came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The page of the browser that began to write.
    Page,
    /// The link that was mailed.
    Mail,
}

type PetitionerRow = (
    i64,
    String,
    bool,
    Option<String>,
    bool,
    String,
    String,
    i16,
    Moment,
    Option<String>,
);

fn record(row: PetitionerRow) -> StoreResult<(PetitionerRecord, Option<String>)> {
    let (id, sealed, is_proven, key, show_name, answered, lang, mails, changed_at, mail_hash) = row;
    let record = PetitionerRecord {
        language: Language::from_tag(&lang)
            .ok_or_else(|| StoreError::corrupt("petitioners", &id))?,
        petition_id: id,
        sealed,
        is_proven,
        has_address: key.is_some(),
        show_name,
        answered: WriteStep::list(&answered),
        mails,
        changed_at: changed_at.into(),
    };
    Ok((record, mail_hash))
}

macro_rules! petitioner_columns {
    () => {
        (
            petitioners::petition_id,
            petitioners::sealed,
            petitioners::is_proven,
            petitioners::mailbox_key,
            petitioners::show_name,
            petitioners::answered,
            petitioners::lang,
            petitioners::mails,
            petitioners::changed_at,
            petitioners::mail_hash,
        )
    };
}

/// Records the person behind a petition.
pub fn add_petitioner(
    db: &mut Db,
    petition_id: i64,
    new: &NewPetitioner,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    diesel::insert_into(petitioners::table)
        .values((
            petitioners::petition_id.eq(petition_id),
            petitioners::sealed.eq(&new.sealed),
            petitioners::page_hash.eq(&new.page_hash),
            petitioners::mail_hash.eq(&new.mail_hash),
            petitioners::support_hash.eq(None::<String>),
            petitioners::mailbox_key.eq(&new.mailbox_key),
            petitioners::is_proven.eq(new.is_proven),
            petitioners::show_name.eq(new.show_name),
            petitioners::answered.eq(codes(&new.answered)),
            petitioners::lang.eq(new.language.code()),
            petitioners::mails.eq(0),
            petitioners::changed_at.eq(Moment::from(now)),
        ))
        .execute(db)?;
    Ok(())
}

fn codes(answered: &[WriteStep]) -> String {
    let codes: Vec<&str> = answered.iter().map(|step| step.code()).collect();
    codes.join(" ")
}

/// The person behind a petition.
pub fn petitioner(db: &mut Db, petition_id: i64) -> StoreResult<Option<PetitionerRecord>> {
    let row: Option<PetitionerRow> = petitioners::table
        .find(petition_id)
        .select(petitioner_columns!())
        .first(db)
        .optional()?;
    row.map(|row| Ok(record(row)?.0)).transpose()
}

/// The person of a token's hash, and by which link somebody came.
pub fn petitioner_of_token(
    db: &mut Db,
    token_hash: &str,
) -> StoreResult<Option<(PetitionerRecord, Access)>> {
    let row: Option<PetitionerRow> = petitioners::table
        .filter(
            petitioners::page_hash
                .eq(token_hash)
                .or(petitioners::mail_hash.eq(token_hash)),
        )
        .select(petitioner_columns!())
        .first(db)
        .optional()?;
    row.map(|row| {
        let (record, mail_hash) = record(row)?;
        let access = if mail_hash.as_deref() == Some(token_hash) {
            Access::Mail
        } else {
            Access::Page
        };
        Ok((record, access))
    })
    .transpose()
}

/// The petition that a private link for supporters leads to.
pub fn petition_of_support_link(db: &mut Db, token_hash: &str) -> StoreResult<Option<i64>> {
    Ok(petitioners::table
        .filter(petitioners::support_hash.eq(token_hash))
        .select(petitioners::petition_id)
        .first(db)
        .optional()?)
}

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

/// Records that questions were answered, and that somebody works on it.
pub fn set_answered(
    db: &mut Db,
    petition_id: i64,
    answered: &[WriteStep],
    now: DateTime<Utc>,
) -> StoreResult<()> {
    diesel::update(petitioners::table.find(petition_id))
        .set((
            petitioners::answered.eq(codes(answered)),
            petitioners::changed_at.eq(Moment::from(now)),
        ))
        .execute(db)?;
    Ok(())
}

/// Records that something happened to a petition before it was filed. Until the commit nobody else
/// does the same, so that what is counted now is what is counted then.
pub fn touch_petitioner(db: &mut Db, petition_id: i64, now: DateTime<Utc>) -> StoreResult<()> {
    diesel::update(petitioners::table.find(petition_id))
        .set(petitioners::changed_at.eq(Moment::from(now)))
        .execute(db)?;
    Ok(())
}

/// Who the petitioner is, as far as it was told.
#[derive(Debug, Clone)]
pub struct PetitionerChange {
    /// Name, address and tokens, sealed.
    pub sealed: String,
    /// The hash of the token that is mailed.
    pub mail_hash: String,
    /// Keyed hash of the canonical address.
    pub mailbox_key: String,
    /// Whether this mailbox was proven already.
    pub is_proven: bool,
    /// Whether the name may be public.
    pub show_name: bool,
    /// The language in which the petitioner writes.
    pub language: Language,
}

/// Records who the petitioner is. A proven address is never changed: another one is to be proven
/// anew (invariant 9).
pub fn set_petitioner(
    db: &mut Db,
    petition_id: i64,
    change: &PetitionerChange,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    diesel::update(petitioners::table.find(petition_id))
        .set((
            petitioners::sealed.eq(&change.sealed),
            petitioners::mail_hash.eq(Some(&change.mail_hash)),
            petitioners::mailbox_key.eq(Some(&change.mailbox_key)),
            petitioners::is_proven.eq(change.is_proven),
            petitioners::show_name.eq(change.show_name),
            petitioners::lang.eq(change.language.code()),
            petitioners::changed_at.eq(Moment::from(now)),
        ))
        .execute(db)?;
    Ok(())
}

/// Records that the petitioner came by the link of a mail, which proves the mailbox.
pub fn prove_petitioner(db: &mut Db, petition_id: i64) -> StoreResult<()> {
    diesel::update(petitioners::table.find(petition_id))
        .filter(petitioners::mail_hash.is_not_null())
        .set(petitioners::is_proven.eq(true))
        .execute(db)?;
    Ok(())
}

/// Queues a mail with the petitioner's link, up to `most` in all; answers whether it did.
pub fn mail_petitioner_link(
    db: &mut Db,
    petition_id: i64,
    message: Message,
    most: i16,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let sent: Option<i16> = diesel::update(petitioners::table.find(petition_id))
        .filter(petitioners::mails.lt(most))
        .set(petitioners::mails.eq(petitioners::mails + 1))
        .returning(petitioners::mails)
        .get_result(db)
        .optional()?;
    let Some(sent) = sent else {
        return Ok(false);
    };
    let mail = NewMail::new(message, petition_id, &sent.to_string(), now.into());
    queue(db, &[mail])?;
    Ok(true)
}

/// Queues a mail to the petitioner that there is once for `event`.
pub fn mail_petitioner(
    db: &mut Db,
    petition_id: i64,
    message: Message,
    event: &str,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    queue(db, &[NewMail::new(message, petition_id, event, now.into())])?;
    Ok(())
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
    // Each engine has its own index.
    let index = match db {
        Db::Sqlite(_) => "DELETE FROM petition_fts WHERE rowid = $1",
        Db::Postgres(_) => "DELETE FROM petition_fts WHERE petition_id = $1",
    };
    diesel::sql_query(index)
        .bind::<BigInt, _>(petition_id)
        .execute(db)?;
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
