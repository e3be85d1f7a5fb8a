//! Texts that answers are begun with.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, moment};
use crate::schema::response_templates;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::petitions::Verdict;

/// A text that answers are begun with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateRecord {
    /// Its key.
    pub id: i64,
    /// What officers call it.
    pub title: String,
    /// The judgement that goes with it.
    pub verdict: Option<Verdict>,
    /// The reasons (Markdown).
    pub reasons: String,
}

type Row = (i64, String, Option<String>, String);

fn record((id, title, verdict, reasons): Row) -> StoreResult<TemplateRecord> {
    let verdict = match verdict.as_deref() {
        Some(code) => Some(
            Verdict::from_code(code)
                .ok_or_else(|| StoreError::corrupt("response_templates", &id))?,
        ),
        None => None,
    };
    Ok(TemplateRecord {
        id,
        title,
        verdict,
        reasons,
    })
}

/// Adds a text for a body: what officers call it, the judgement, and the reasons.
pub fn add_template(
    db: &mut Db,
    body_id: i64,
    (title, verdict, reasons): (&str, Option<Verdict>, &str),
    staff_id: i64,
    at: DateTime<Utc>,
) -> StoreResult<i64> {
    use response_templates as t;
    Ok(diesel::insert_into(t::table)
        .values((
            t::body_id.eq(body_id),
            t::title.eq(title),
            t::verdict.eq(verdict.map(Verdict::code)),
            t::reasons.eq(reasons),
            t::staff_id.eq(staff_id),
            t::at.eq(Moment::from(at)),
        ))
        .returning(t::id)
        .get_result(db)?)
}

/// The texts of a body that are in use, by title.
pub fn templates(db: &mut Db, body_id: i64) -> StoreResult<Vec<TemplateRecord>> {
    use response_templates as t;
    let rows: Vec<Row> = t::table
        .filter(t::body_id.eq(body_id))
        .filter(t::retired_at.is_null())
        .order((t::title, t::id))
        .select((t::id, t::title, t::verdict, t::reasons))
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// A text of a body that is in use.
pub fn template(db: &mut Db, body_id: i64, id: i64) -> StoreResult<Option<TemplateRecord>> {
    use response_templates as t;
    let row: Option<Row> = t::table
        .filter(t::id.eq(id))
        .filter(t::body_id.eq(body_id))
        .filter(t::retired_at.is_null())
        .select((t::id, t::title, t::verdict, t::reasons))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// Takes a text out of use; `false` when it is already.
pub fn retire(db: &mut Db, id: i64, at: DateTime<Utc>) -> StoreResult<bool> {
    use response_templates as t;
    let changed = diesel::update(t::table.find(id))
        .filter(t::retired_at.is_null())
        .set(t::retired_at.eq(moment(Some(at))))
        .execute(db)?;
    Ok(changed == 1)
}
