//! The person behind a petition.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::outbox::{Message, NewMail, queue};
use crate::schema::petitioners;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::petitions::WriteStep;

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
