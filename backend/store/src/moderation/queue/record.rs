//! One item.

use super::super::subject::{ModerationSubject, SubjectKeys};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{moderation_items, staff};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::moderation::{Concern, Hold, ItemKind};

/// The condition that a row is about something, and open.
pub(super) fn is_open(subject: ModerationSubject) -> String {
    let is_of = subject.is_of("moderation_items");
    format!("{is_of} AND moderation_items.closed_at IS NULL")
}

/// An item.
#[derive(Debug, Clone)]
pub struct ItemRecord {
    /// Its key.
    pub id: i64,
    /// The body that decides.
    pub body_id: i64,
    /// The round that it belongs to.
    pub round_id: Option<i64>,
    /// What kind of text it is.
    pub kind: ItemKind,
    /// What it is about.
    pub subject: ModerationSubject,
    /// Why it is in the queue.
    pub why: Concern,
    /// Why it is not published yet.
    pub awaits: Option<Hold>,
    /// How many notices of it wait.
    pub notices: i32,
    /// How many marks it has.
    pub signals: i32,
    /// Whether its author is new there.
    pub is_newcomer: bool,
    /// Grows with every change.
    pub revision: i32,
    /// Who has it, the name, and until when.
    pub claim: Option<(i64, String, DateTime<Utc>)>,
    /// Since when it is in the queue.
    pub opened_at: DateTime<Utc>,
    /// When nothing was left to decide.
    pub closed_at: Option<DateTime<Utc>>,
}

impl ItemRecord {
    /// Whether it is decided by the rules that it was filed under, and not by the house rules: a petition that
    /// waits to be admitted.
    #[must_use]
    pub fn is_admission(&self) -> bool {
        self.awaits == Some(Hold::Submitted)
    }

    /// Who else than this member of staff holds it at a moment: the name, and until when.
    #[must_use]
    pub fn held_by_another(&self, me: i64, now: DateTime<Utc>) -> Option<(&str, DateTime<Utc>)> {
        let (holder, name, until) = self.claim.as_ref()?;
        (*holder != me && *until > now).then_some((name.as_str(), *until))
    }
}

pub(super) type Row = (
    (i64, i64, Option<i64>, String),
    SubjectKeys,
    (String, Option<String>, i32, i32, bool, i32),
    (Option<i64>, Option<String>, Option<Moment>),
    (Moment, Option<Moment>),
);

macro_rules! items {
    () => {
        moderation_items::table.left_join(staff::table).select((
            (
                moderation_items::id,
                moderation_items::body_id,
                moderation_items::round_id,
                moderation_items::kind,
            ),
            (
                moderation_items::input_id,
                moderation_items::reply_id,
                moderation_items::petition_id,
                moderation_items::update_id,
            ),
            (
                moderation_items::why,
                moderation_items::awaits,
                moderation_items::notices,
                moderation_items::signals,
                moderation_items::is_newcomer,
                moderation_items::revision,
            ),
            (
                moderation_items::claimed_by,
                staff::name.nullable(),
                moderation_items::claimed_until,
            ),
            (moderation_items::opened_at, moderation_items::closed_at),
        ))
    };
}
pub(super) use items;

pub(super) fn record(row: Row) -> StoreResult<ItemRecord> {
    let ((id, body_id, round_id, kind), about, reasons, claim, times) = row;
    let (why, awaits, notices, signals, is_newcomer, revision) = reasons;
    let corrupt = || StoreError::corrupt("moderation_items", &id);
    let subject = ModerationSubject::of(about, "moderation_items", id)?;
    let claim = match claim {
        (Some(staff), Some(name), Some(until)) => Some((staff, name, until.into())),
        _ => None,
    };
    Ok(ItemRecord {
        kind: ItemKind::from_code(&kind).ok_or_else(corrupt)?,
        why: Concern::from_code(&why).ok_or_else(corrupt)?,
        awaits: awaits
            .map(|code| Hold::from_code(&code).ok_or_else(corrupt))
            .transpose()?,
        opened_at: times.0.into(),
        closed_at: utc(times.1),
        id,
        body_id,
        round_id,
        subject,
        notices,
        signals,
        is_newcomer,
        revision,
        claim,
    })
}

/// The item of a key, open or not.
pub fn item(db: &mut Db, id: i64) -> StoreResult<Option<ItemRecord>> {
    let row: Option<Row> = items!()
        .filter(moderation_items::id.eq(id))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// The open item of a subject.
pub fn open_item_of(db: &mut Db, subject: ModerationSubject) -> StoreResult<Option<ItemRecord>> {
    let is_open = diesel::dsl::sql::<diesel::sql_types::Bool>(&is_open(subject));
    let row: Option<Row> = items!().filter(is_open).first(db).optional()?;
    row.map(record).transpose()
}
