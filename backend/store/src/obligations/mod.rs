//! Steps that a body owes by a moment, and when they were done.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::obligations;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::obligations::ObligationKind;

mod due;

pub use due::{DueCursor, DueRecord, Today, due, today};

/// A step that is owed.
#[derive(Debug, Clone)]
pub struct NewObligation<'a> {
    /// The petition that it is about.
    pub petition_id: i64,
    /// What is owed.
    pub kind: ObligationKind,
    /// Who owes it.
    pub body_id: i64,
    /// The rule that it follows from.
    pub basis: &'a str,
    /// When the term began to run.
    pub begun_at: DateTime<Utc>,
    /// First moment at which it is overdue.
    pub due_at: DateTime<Utc>,
}

/// An obligation of a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObligationRecord {
    /// What is owed.
    pub kind: ObligationKind,
    /// Who owes it.
    pub body_id: i64,
    /// When the term began to run.
    pub begun_at: DateTime<Utc>,
    /// First moment at which it is overdue.
    pub due_at: DateTime<Utc>,
    /// When it was done.
    pub met_at: Option<DateTime<Utc>>,
}

/// Records that a step is owed; its term begins anew when it was recorded before (a petition that
/// was revised is decided on again).
pub fn owe(db: &mut Db, new: &NewObligation) -> StoreResult<()> {
    let terms = (
        obligations::body_id.eq(new.body_id),
        obligations::basis.eq(new.basis),
        obligations::begun_at.eq(Moment::from(new.begun_at)),
        obligations::due_at.eq(Moment::from(new.due_at)),
        obligations::met_at.eq(None::<Moment>),
    );
    let renewed = diesel::update(obligations::table)
        .filter(obligations::petition_id.eq(new.petition_id))
        .filter(obligations::kind.eq(new.kind.code()))
        .set(terms)
        .execute(db)?;
    if renewed == 0 {
        diesel::insert_into(obligations::table)
            .values((
                obligations::petition_id.eq(new.petition_id),
                obligations::kind.eq(new.kind.code()),
                terms,
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Records that a step was done; one that was not owed, or done before, stays as it is.
pub fn meet(
    db: &mut Db,
    petition_id: i64,
    kind: ObligationKind,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    diesel::update(obligations::table)
        .filter(obligations::petition_id.eq(petition_id))
        .filter(obligations::kind.eq(kind.code()))
        .filter(obligations::met_at.is_null())
        .set(obligations::met_at.eq(Some(Moment::from(at))))
        .execute(db)?;
    Ok(())
}

/// What was met is owed again, by the same day: what met it was reversed.
pub fn reopen(db: &mut Db, petition_id: i64, kind: ObligationKind) -> StoreResult<()> {
    diesel::update(obligations::table)
        .filter(obligations::petition_id.eq(petition_id))
        .filter(obligations::kind.eq(kind.code()))
        .set(obligations::met_at.eq(None::<Moment>))
        .execute(db)?;
    Ok(())
}

/// What is or was owed for a petition, in the order of due dates.
pub fn of(db: &mut Db, petition_id: i64) -> StoreResult<Vec<ObligationRecord>> {
    type Row = (i64, String, i64, Moment, Moment, Option<Moment>);
    let rows: Vec<Row> = obligations::table
        .filter(obligations::petition_id.eq(petition_id))
        .order((obligations::due_at, obligations::id))
        .select((
            obligations::id,
            obligations::kind,
            obligations::body_id,
            obligations::begun_at,
            obligations::due_at,
            obligations::met_at,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(id, kind, body_id, begun_at, due_at, met_at)| {
            Ok(ObligationRecord {
                kind: ObligationKind::from_code(&kind)
                    .ok_or_else(|| StoreError::corrupt("obligations", &id))?,
                body_id,
                begun_at: begun_at.into(),
                due_at: due_at.into(),
                met_at: utc(met_at),
            })
        })
        .collect()
}
