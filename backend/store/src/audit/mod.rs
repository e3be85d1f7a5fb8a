//! Who did what at the desk: append-only, each entry chained to the one before it (ID-4).

use crate::Db;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::{audit_entries, audit_head};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

/// An entry to be added. It holds no citizen's data: petitions stand in it by their reference.
#[derive(Debug, Clone)]
pub struct NewAudit<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by key; `None` for the command line.
    pub staff_id: Option<i64>,
    /// Who, by name.
    pub staff_name: &'a str,
    /// What, as a code such as `petition_admitted`.
    pub act: &'a str,
    /// What sort of thing it was done to: `petition`, `staff`, `session`, `mail`.
    pub subject_kind: &'a str,
    /// To which one: a reference or a key.
    pub subject: &'a str,
    /// For which body.
    pub body_id: Option<i64>,
    /// What else belongs to it, such as the code of a ground.
    pub detail: &'a str,
}

/// One entry.
#[derive(Debug, Clone)]
pub struct AuditRecord {
    /// 1, 2, 3 … without a gap.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by key.
    pub staff_id: Option<i64>,
    /// Who, by name at that time.
    pub staff_name: String,
    /// What.
    pub act: String,
    /// What sort of thing it was done to.
    pub subject_kind: String,
    /// To which one.
    pub subject: String,
    /// For which body.
    pub body_id: Option<i64>,
    /// What else belongs to it.
    pub detail: String,
    /// The hash of the entry before it and of everything above.
    pub hash: String,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    at: Moment,
    staff_id: Option<i64>,
    staff_name: String,
    act: String,
    subject_kind: String,
    subject: String,
    body_id: Option<i64>,
    detail: String,
    hash: String,
}

impl From<Row> for AuditRecord {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            at: row.at.into(),
            staff_id: row.staff_id,
            staff_name: row.staff_name,
            act: row.act,
            subject_kind: row.subject_kind,
            subject: row.subject,
            body_id: row.body_id,
            detail: row.detail,
            hash: row.hash,
        }
    }
}

/// Adds an entry; the last thing that a transaction does, since it holds the head of the chain
/// until the commit.
pub fn add(db: &mut Db, new: &NewAudit) -> StoreResult<()> {
    let (id, before): (i64, String) = diesel::update(audit_head::table.find(1))
        .set(audit_head::entries.eq(audit_head::entries + 1))
        .returning((audit_head::entries, audit_head::hash))
        .get_result(db)?;
    let hash = chained(&before, id, new);
    diesel::insert_into(audit_entries::table)
        .values((
            audit_entries::id.eq(id),
            audit_entries::at.eq(Moment::from(new.at)),
            audit_entries::staff_id.eq(new.staff_id),
            audit_entries::staff_name.eq(new.staff_name),
            audit_entries::act.eq(new.act),
            audit_entries::subject_kind.eq(new.subject_kind),
            audit_entries::subject.eq(new.subject),
            audit_entries::body_id.eq(new.body_id),
            audit_entries::detail.eq(new.detail),
            audit_entries::hash.eq(&hash),
        ))
        .execute(db)?;
    diesel::update(audit_head::table.find(1))
        .set(audit_head::hash.eq(&hash))
        .execute(db)?;
    Ok(())
}

fn chained(before: &str, id: i64, entry: &NewAudit) -> String {
    let mut hasher = Sha256::new();
    let mut field = |text: &str| {
        // The length stands before each field, so that two entries never make the same bytes.
        hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(text.as_bytes());
    };
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    field(before);
    field(&id.to_string());
    field(
        &DateTime::<Utc>::from(Moment::from(entry.at))
            .timestamp_micros()
            .to_string(),
    );
    field(&number(entry.staff_id));
    for text in [
        entry.staff_name,
        entry.act,
        entry.subject_kind,
        entry.subject,
    ] {
        field(text);
    }
    field(&number(entry.body_id));
    field(entry.detail);
    URL_SAFE_NO_PAD.encode(hasher.finalize())
}

/// The newest entries before one (or the newest of all), some dozens; about one subject when it is
/// named. With bodies: those that belong to one of them, or to none.
pub fn page(
    db: &mut Db,
    subject: Option<(&str, &str)>,
    bodies: Option<&[i64]>,
    before: Option<i64>,
    limit: i64,
) -> StoreResult<Vec<AuditRecord>> {
    use audit_entries as a;
    let mut query = a::table
        .select((
            a::id,
            a::at,
            a::staff_id,
            a::staff_name,
            a::act,
            a::subject_kind,
            a::subject,
            a::body_id,
            a::detail,
            a::hash,
        ))
        .order(a::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some((kind, name)) = subject {
        query = query.filter(
            a::subject_kind
                .eq(kind.to_owned())
                .and(a::subject.eq(name.to_owned())),
        );
    }
    if let Some(bodies) = bodies {
        let of_these = a::body_id.eq_any(bodies.iter().copied().map(Some));
        query = query.filter(a::body_id.is_null().or(of_these));
    }
    if let Some(before) = before {
        query = query.filter(a::id.lt(before));
    }
    let rows: Vec<Row> = query.load(db)?;
    Ok(rows.into_iter().map(AuditRecord::from).collect())
}

/// The number of the first entry whose hash does not follow from what is there; `None` when the
/// chain holds from its beginning to its head.
pub fn first_broken(db: &mut Db) -> StoreResult<Option<i64>> {
    const BATCH: i64 = 1_000;
    use audit_entries as a;
    let mut before = String::new();
    let mut last = 0;
    loop {
        let rows: Vec<Row> = a::table
            .filter(a::id.gt(last))
            .order(a::id.asc())
            .limit(BATCH)
            .select((
                a::id,
                a::at,
                a::staff_id,
                a::staff_name,
                a::act,
                a::subject_kind,
                a::subject,
                a::body_id,
                a::detail,
                a::hash,
            ))
            .load(db)?;
        if rows.is_empty() {
            break;
        }
        for record in rows.into_iter().map(AuditRecord::from) {
            let again = NewAudit {
                at: record.at,
                staff_id: record.staff_id,
                staff_name: &record.staff_name,
                act: &record.act,
                subject_kind: &record.subject_kind,
                subject: &record.subject,
                body_id: record.body_id,
                detail: &record.detail,
            };
            if record.id != last + 1 || chained(&before, record.id, &again) != record.hash {
                return Ok(Some(record.id));
            }
            last = record.id;
            before = record.hash;
        }
    }
    let (entries, head): (i64, String) = audit_head::table
        .find(1)
        .select((audit_head::entries, audit_head::hash))
        .first(db)?;
    Ok((entries != last || head != before).then_some(last + 1))
}
