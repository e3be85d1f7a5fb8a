//! What people want to do whose mailbox is not proven yet.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, moment, utc};
use crate::outbox::{Message, NewMail, queue};
use crate::schema::proofs;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;

/// Something to be done once the mailbox is proven.
#[derive(Debug, Clone)]
pub struct NewProof<'a> {
    /// `session`, `input`, `ballot`, `endorsement`, `reply`, `agreement` or `follow`.
    pub purpose: &'a str,
    /// The round that it is for.
    pub round_id: Option<i64>,
    /// Everything of it, sealed.
    pub sealed: &'a str,
    /// The hash of the token in the mail.
    pub token_hash: &'a str,
    /// The language to write in.
    pub language: Language,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Something that waits for proof, or was done.
#[derive(Debug, Clone)]
pub struct ProofRecord {
    /// Its key.
    pub id: i64,
    /// What it is for.
    pub purpose: String,
    /// Everything of it, sealed; empty once it was done.
    pub sealed: String,
    /// The language to write in.
    pub language: Language,
    /// When it was begun.
    pub begun_at: DateTime<Utc>,
    /// Where it led to, once it was done.
    pub place: Option<String>,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
}

/// Keeps something until its mailbox is proven, and queues the mail with the link.
pub fn add_proof(db: &mut Db, new: &NewProof) -> StoreResult<i64> {
    let id: i64 = diesel::insert_into(proofs::table)
        .values((
            proofs::purpose.eq(new.purpose),
            proofs::round_id.eq(new.round_id),
            proofs::sealed.eq(new.sealed),
            proofs::token_hash.eq(new.token_hash),
            proofs::lang.eq(new.language.code()),
            proofs::mails.eq(1_i16),
            proofs::begun_at.eq(Moment::from(new.at)),
        ))
        .returning(proofs::id)
        .get_result(db)?;
    queue(db, &[NewMail::new(Message::Prove, id, "", new.at.into())])?;
    Ok(id)
}

/// The proof of a token.
pub fn proof_of_token(db: &mut Db, token_hash: &str) -> StoreResult<Option<ProofRecord>> {
    type Row = (
        i64,
        String,
        String,
        String,
        Moment,
        Option<String>,
        Option<Moment>,
    );
    let row: Option<Row> = proofs::table
        .filter(proofs::token_hash.eq(token_hash))
        .select((
            proofs::id,
            proofs::purpose,
            proofs::sealed,
            proofs::lang,
            proofs::begun_at,
            proofs::place,
            proofs::done_at,
        ))
        .get_result(db)
        .optional()?;
    row.map(|(id, purpose, sealed, lang, begun_at, place, done_at)| {
        Ok(ProofRecord {
            language: Language::from_tag(&lang)
                .ok_or_else(|| StoreError::corrupt("proofs", &id))?,
            id,
            purpose,
            sealed,
            begun_at: begun_at.into(),
            place,
            done_at: utc(done_at),
        })
    })
    .transpose()
}

/// Ticks something off, once: what it said is gone from here. `false` when it was done before.
pub fn proof_done(db: &mut Db, id: i64, place: &str, at: DateTime<Utc>) -> StoreResult<bool> {
    let done = diesel::update(proofs::table.find(id))
        .filter(proofs::done_at.is_null())
        .set((
            proofs::sealed.eq(""),
            proofs::place.eq(place),
            proofs::done_at.eq(moment(Some(at))),
        ))
        .execute(db)?;
    Ok(done == 1)
}

/// Sends the mail of a proof again, up to `most` in all; answers whether it did.
pub fn proof_sent_again(db: &mut Db, id: i64, most: i16, at: DateTime<Utc>) -> StoreResult<bool> {
    let mails: Option<i16> = diesel::update(proofs::table.find(id))
        .filter(proofs::mails.lt(most).and(proofs::done_at.is_null()))
        .set(proofs::mails.eq(proofs::mails + 1))
        .returning(proofs::mails)
        .get_result(db)
        .optional()?;
    if let Some(mails) = mails {
        let event = mails.to_string();
        queue(db, &[NewMail::new(Message::Prove, id, &event, at.into())])?;
    }
    Ok(mails.is_some())
}

/// Erases what was begun before a moment, done or not, some hundreds at a time; answers how many.
pub fn erase_proofs(db: &mut Db, before: DateTime<Utc>) -> StoreResult<usize> {
    const BATCH: i64 = 500;
    let ids: Vec<i64> = proofs::table
        .filter(proofs::begun_at.le(Moment::from(before)))
        .order((proofs::begun_at, proofs::id))
        .limit(BATCH)
        .select(proofs::id)
        .load(db)?;
    crate::outbox::forget(db, crate::outbox::Audience::Proof, &ids)?;
    Ok(diesel::delete(proofs::table.filter(proofs::id.eq_any(&ids))).execute(db)?)
}
