//! What drew attention, and the words that a body looks out for.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{moderation_items, moderation_marks, signal_words, staff};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::moderation::{Mark, Phrase, Signal};

/// The marks of an item are these from now on.
pub(super) fn replace(db: &mut Db, item_id: i64, marks: &[Mark]) -> StoreResult<()> {
    use moderation_marks as k;
    diesel::delete(k::table.filter(k::item_id.eq(item_id))).execute(db)?;
    if marks.is_empty() {
        return Ok(());
    }
    let (body_id, is_newcomer): (i64, bool) = moderation_items::table
        .find(item_id)
        .select((moderation_items::body_id, moderation_items::is_newcomer))
        .first(db)?;
    for mark in marks {
        diesel::insert_into(k::table)
            .values((
                k::item_id.eq(item_id),
                k::signal.eq(mark.code()),
                k::what.eq(&mark.what),
                k::body_id.eq(body_id),
                k::is_newcomer.eq(is_newcomer),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// What drew attention to an item.
pub fn marks_of(db: &mut Db, item_id: i64) -> StoreResult<Vec<Mark>> {
    use moderation_marks as k;
    let rows: Vec<(String, String)> = k::table
        .filter(k::item_id.eq(item_id))
        .order((k::signal, k::what))
        .select((k::signal, k::what))
        .load(db)?;
    rows.into_iter()
        .map(|(signal, what)| {
            let signal = Signal::from_code(&signal)
                .ok_or_else(|| StoreError::corrupt("moderation_marks", &item_id))?;
            Ok(Mark::new(signal, &what))
        })
        .collect()
}

/// A word or phrase that a body looks out for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignalWord {
    /// Its key.
    pub id: i64,
    /// The body.
    pub body_id: i64,
    /// The word.
    pub phrase: Phrase,
    /// Who added it.
    pub staff_name: String,
    /// When.
    pub added_at: DateTime<Utc>,
}

type Row = (i64, i64, String, String, Moment);

fn word((id, body_id, phrase, staff_name, at): Row) -> StoreResult<SignalWord> {
    Ok(SignalWord {
        phrase: Phrase::parse(&phrase).map_err(|_| StoreError::corrupt("signal_words", &id))?,
        added_at: at.into(),
        id,
        body_id,
        staff_name,
    })
}

macro_rules! words {
    () => {
        signal_words::table.inner_join(staff::table).select((
            signal_words::id,
            signal_words::body_id,
            signal_words::phrase,
            staff::name,
            signal_words::added_at,
        ))
    };
}

/// The words of some bodies, in the order of the alphabet.
pub fn signal_words(db: &mut Db, bodies: &[i64]) -> StoreResult<Vec<SignalWord>> {
    let rows: Vec<Row> = words!()
        .filter(signal_words::body_id.eq_any(bodies))
        .order((signal_words::body_id, signal_words::folded))
        .load(db)?;
    rows.into_iter().map(word).collect()
}

/// The word of a key.
pub fn signal_word(db: &mut Db, id: i64) -> StoreResult<Option<SignalWord>> {
    let row: Option<Row> = words!()
        .filter(signal_words::id.eq(id))
        .first(db)
        .optional()?;
    row.map(word).transpose()
}

/// Adds a word; `false` when the body looks out for it already.
pub fn add_signal_word(
    db: &mut Db,
    body_id: i64,
    phrase: &Phrase,
    staff_id: i64,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    use signal_words as w;
    let row = (
        w::body_id.eq(body_id),
        w::phrase.eq(phrase.as_str()),
        w::folded.eq(phrase.folded()),
        w::staff_id.eq(staff_id),
        w::added_at.eq(Moment::from(at)),
    );
    // ON CONFLICT has no common form.
    let added = on_both!(db, |inner| diesel::insert_into(w::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(added == 1)
}

/// Drops a word; `false` when it is gone already.
pub fn drop_signal_word(db: &mut Db, id: i64) -> StoreResult<bool> {
    Ok(diesel::delete(signal_words::table.find(id)).execute(db)? == 1)
}
