//! Who was warned, and who may not write for a term: a keyed hash for one body and one purpose. It refers to
//! nothing that somebody wrote, and goes when its term ends.

use super::subject::ModerationSubject;
use crate::Db;
use crate::connection::on_both;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::{
    authors, inputs, petition_updates, petitioners, repliers, replies, writer_marks,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// What is known of somebody who writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriterMark {
    /// Was warned.
    Warned,
    /// May not write.
    Suspended,
}

impl WriterMark {
    fn code(self) -> &'static str {
        match self {
            Self::Warned => "warned",
            Self::Suspended => "suspended",
        }
    }
}

/// Marks somebody until a moment, or for longer where a mark stands already.
pub fn mark_writer(
    db: &mut Db,
    body_id: i64,
    (mark, writer_key): (WriterMark, &str),
    ends_at: DateTime<Utc>,
) -> StoreResult<()> {
    use writer_marks as w;
    let ends_at = Moment::from(ends_at);
    let row = (
        w::body_id.eq(body_id),
        w::kind.eq(mark.code()),
        w::writer_key.eq(writer_key),
        w::ends_at.eq(ends_at),
    );
    // ON CONFLICT has no common form.
    on_both!(db, |inner| diesel::insert_into(w::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    diesel::update(w::table.find((body_id, mark.code(), writer_key)))
        .filter(w::ends_at.lt(ends_at))
        .set(w::ends_at.eq(ends_at))
        .execute(db)?;
    Ok(())
}

/// Takes a mark away.
pub fn unmark_writer(
    db: &mut Db,
    body_id: i64,
    (mark, writer_key): (WriterMark, &str),
) -> StoreResult<()> {
    diesel::delete(writer_marks::table.find((body_id, mark.code(), writer_key))).execute(db)?;
    Ok(())
}

/// Until when somebody is marked; `None` for who is not.
pub fn is_marked(
    db: &mut Db,
    body_id: i64,
    (mark, writer_key): (WriterMark, &str),
    now: DateTime<Utc>,
) -> StoreResult<Option<DateTime<Utc>>> {
    use writer_marks as w;
    let until: Option<Moment> = w::table
        .find((body_id, mark.code(), writer_key))
        .filter(w::ends_at.gt(Moment::from(now)))
        .select(w::ends_at)
        .first(db)
        .optional()?;
    Ok(until.map(Into::into))
}

/// Erases the marks whose term has passed; answers how many.
pub fn unmark_old_writers(db: &mut Db, now: DateTime<Utc>) -> StoreResult<usize> {
    use writer_marks as w;
    Ok(diesel::delete(w::table.filter(w::ends_at.le(Moment::from(now)))).execute(db)?)
}

/// The sealed person who wrote something, with the key of the round, the thread or the petition that it is sealed for; `None`
/// where nobody is known, or not any more.
pub fn sealed_writer(
    db: &mut Db,
    subject: ModerationSubject,
) -> StoreResult<Option<(i64, String)>> {
    Ok(match subject {
        ModerationSubject::Input(id) => inputs::table
            .inner_join(authors::table.on(authors::id.nullable().eq(inputs::author_id)))
            .filter(inputs::id.eq(id))
            .select((authors::round_id, authors::sealed))
            .first(db)
            .optional()?,
        ModerationSubject::Reply(id) => replies::table
            .inner_join(repliers::table.on(repliers::id.nullable().eq(replies::replier_id)))
            .filter(replies::id.eq(id))
            .select((repliers::thread_id, repliers::sealed))
            .first(db)
            .optional()?,
        ModerationSubject::Petition(id) => petitioner(db, id)?,
        ModerationSubject::Update(id) => {
            let of: Option<i64> = petition_updates::table
                .find(id)
                .select(petition_updates::petition_id)
                .first(db)
                .optional()?;
            match of {
                Some(petition) => petitioner(db, petition)?,
                None => None,
            }
        }
    })
}

fn petitioner(db: &mut Db, petition_id: i64) -> StoreResult<Option<(i64, String)>> {
    Ok(petitioners::table
        .find(petition_id)
        .select((petitioners::petition_id, petitioners::sealed))
        .first(db)
        .optional()?)
}
