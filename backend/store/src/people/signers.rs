//! The person behind a signature, looked up by whoever was sent a token.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{petitions, signers};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;

/// A person row.
#[derive(Debug, Clone)]
pub struct SignerRecord {
    /// Its key.
    pub id: i64,
    /// The petition.
    pub petition_id: i64,
    /// The petition's name in addresses.
    pub petition_slug: String,
    /// Name, address, token and code, sealed.
    pub sealed: String,
    /// Whether the signature was confirmed.
    pub is_confirmed: bool,
    /// Whether it turned out to be a repeat, or one too many of its mailbox.
    pub is_spent: bool,
    /// The language in which the person signed.
    pub language: Language,
    /// Whether the name may be shown.
    pub show_name: bool,
    /// Whether the person wants news.
    pub keep_informed: bool,
    /// When it was begun.
    pub begun_at: DateTime<Utc>,
    /// Which mailbox, by keyed hash.
    pub mailbox_key: String,
    /// Which name, by keyed hash.
    pub name_key: String,
    /// How often a code was typed in.
    pub code_attempts: i16,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    petition_id: i64,
    petition_slug: String,
    sealed: String,
    state: String,
    lang: String,
    show_name: bool,
    keep_informed: bool,
    begun_at: Moment,
    mailbox_key: String,
    name_key: String,
    code_attempts: i16,
}

/// The person of a token's hash.
pub fn signer_of_token(db: &mut Db, token_hash: &str) -> StoreResult<Option<SignerRecord>> {
    // No `first`: SQLite plans a statement anew each time its LIMIT is bound.
    let id: Option<i64> = signers::table
        .filter(signers::token_hash.eq(token_hash))
        .select(signers::id)
        .get_result(db)
        .optional()?;
    id.map_or(Ok(None), |id| signer(db, id))
}

/// The person of a key.
pub fn signer(db: &mut Db, id: i64) -> StoreResult<Option<SignerRecord>> {
    let row: Option<Row> = signers::table
        .inner_join(petitions::table)
        .filter(signers::id.eq(id))
        .select((
            signers::id,
            signers::petition_id,
            petitions::slug,
            signers::sealed,
            signers::state,
            signers::lang,
            signers::show_name,
            signers::keep_informed,
            signers::begun_at,
            signers::mailbox_key,
            signers::name_key,
            signers::code_attempts,
        ))
        .get_result(db)
        .optional()?;
    row.map(|row| {
        Ok(SignerRecord {
            language: Language::from_tag(&row.lang)
                .ok_or_else(|| StoreError::corrupt("signers", &row.id))?,
            id: row.id,
            petition_id: row.petition_id,
            petition_slug: row.petition_slug,
            sealed: row.sealed,
            is_confirmed: row.state == "confirmed",
            is_spent: row.state == "spent",
            show_name: row.show_name,
            keep_informed: row.keep_informed,
            begun_at: row.begun_at.into(),
            mailbox_key: row.mailbox_key,
            name_key: row.name_key,
            code_attempts: row.code_attempts,
        })
    })
    .transpose()
}

/// Counts one more code typed in; `false` when `most` were typed already, and then the code is of
/// no use any more (the link still is).
pub fn count_code_attempt(db: &mut Db, signer_id: i64, most: i16) -> StoreResult<bool> {
    let counted = diesel::update(signers::table.find(signer_id))
        .filter(signers::code_attempts.lt(most))
        .set(signers::code_attempts.eq(signers::code_attempts + 1))
        .execute(db)?;
    Ok(counted == 1)
}

/// Whether the name of this person row signed with its mailbox.
pub fn has_signed(db: &mut Db, signer: &SignerRecord) -> StoreResult<bool> {
    use crate::schema::signatures as s;
    let found: Option<i64> = s::table
        .filter(s::petition_id.eq(signer.petition_id))
        .filter(
            s::mailbox_key
                .eq(&signer.mailbox_key)
                .and(s::name_key.eq(&signer.name_key)),
        )
        .select(s::signer_id)
        .get_result(db)
        .optional()?;
    Ok(found.is_some())
}
