//! One reply, what it answers, and what waits.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{bodies, repliers, replies};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use weerklank_domain::inputs::ModerationState;
use weerklank_domain::people::Role;
use weerklank_domain::replies::Stance;
use weerklank_domain::{Language, TextLanguage};

/// Staff who replied as their body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffVoice {
    /// The part at the body.
    pub role: Role,
    /// The Dutch name of the body.
    pub body_name_nl: String,
    /// The English one.
    pub body_name_en: String,
}

impl StaffVoice {
    /// The name of the body in a language.
    #[must_use]
    pub fn body_name(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.body_name_nl,
            Language::En => &self.body_name_en,
        }
    }
}

/// A reply.
#[derive(Debug, Clone)]
pub struct ReplyRecord {
    /// Its key.
    pub id: i64,
    /// The thread.
    pub thread_id: i64,
    /// Its number within the thread.
    pub number: i64,
    /// What it answers.
    pub parent_id: Option<i64>,
    /// How many replies it stands below.
    pub depth: i32,
    /// The language of its text.
    pub language: TextLanguage,
    /// Its text (Markdown). Not for everybody when it is not readable.
    pub text: String,
    /// Where its author stands.
    pub stance: Option<Stance>,
    /// What moderation made of it.
    pub moderation: ModerationState,
    /// Whether only a stub is left: of what its author took back, or of what was moved.
    pub is_deleted: bool,
    /// What was moved away from here, by its key.
    pub moved_id: Option<i64>,
    /// Whether what it answered is gone.
    pub is_orphan: bool,
    /// The name that its author shows.
    pub display_name: Option<String>,
    /// The key of the person row; the row may be erased.
    pub replier_id: Option<i64>,
    /// Staff.
    pub staff: Option<StaffVoice>,
    /// Whether it puts a fact right.
    pub is_correction: bool,
    /// The source of that fact.
    pub source_url: Option<String>,
    /// Whether it stands on top.
    pub is_pinned: bool,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// How many agree.
    pub agreed: i32,
    /// How many do not.
    pub disagreed: i32,
    /// How many replies it has.
    pub children: i32,
    /// How many stand below it.
    pub descendants: i32,
    /// Whether it has a place in the thread, as text or as a stub.
    pub is_shown: bool,
}

impl ReplyRecord {
    /// Whether everybody may read its text.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        !self.is_deleted && self.moderation.is_readable()
    }
}

#[derive(Queryable)]
pub(super) struct Row {
    id: i64,
    thread_id: i64,
    number: i64,
    parent_id: Option<i64>,
    depth: i32,
    lang: String,
    text: String,
    stance: Option<String>,
    moderation: String,
    is_deleted: bool,
    is_orphan: bool,
    display_name: Option<String>,
    replier_id: Option<i64>,
    staff: (Option<String>, Option<String>, Option<String>),
    is_correction: bool,
    source_url: Option<String>,
    is_pinned: bool,
    written_at: Moment,
    agreed: i32,
    disagreed: i32,
    children: i32,
    descendants: i32,
    is_shown: bool,
    moved_id: Option<i64>,
}

macro_rules! rows {
    () => {
        replies::table.left_join(bodies::table).select((
            replies::id,
            replies::thread_id,
            replies::number,
            replies::parent_id,
            replies::depth,
            replies::lang,
            replies::text,
            replies::stance,
            replies::moderation,
            replies::is_deleted,
            replies::is_orphan,
            replies::display_name,
            replies::replier_id,
            (
                replies::staff_role,
                bodies::name_nl.nullable(),
                bodies::name_en.nullable(),
            ),
            replies::is_correction,
            replies::source_url,
            replies::is_pinned,
            replies::written_at,
            replies::agreed,
            replies::disagreed,
            replies::children,
            replies::descendants,
            replies::is_shown,
            replies::moved_id,
        ))
    };
}
pub(super) use rows;

pub(super) fn record(row: Row) -> StoreResult<ReplyRecord> {
    let corrupt = || StoreError::corrupt("replies", &row.id);
    let stance = row.stance.as_deref();
    let staff = match row.staff {
        (Some(role), nl, en) => Some(StaffVoice {
            role: Role::from_code(&role).ok_or_else(corrupt)?,
            body_name_nl: nl.ok_or_else(corrupt)?,
            body_name_en: en.ok_or_else(corrupt)?,
        }),
        _ => None,
    };
    Ok(ReplyRecord {
        language: TextLanguage::from_code(&row.lang).ok_or_else(corrupt)?,
        stance: stance
            .map(|code| Stance::from_code(code).ok_or_else(corrupt))
            .transpose()?,
        moderation: ModerationState::from_code(&row.moderation).ok_or_else(corrupt)?,
        written_at: row.written_at.into(),
        staff,
        id: row.id,
        thread_id: row.thread_id,
        number: row.number,
        parent_id: row.parent_id,
        depth: row.depth,
        text: row.text,
        is_deleted: row.is_deleted,
        is_orphan: row.is_orphan,
        display_name: row.display_name,
        replier_id: row.replier_id,
        is_correction: row.is_correction,
        source_url: row.source_url,
        is_pinned: row.is_pinned,
        agreed: row.agreed,
        disagreed: row.disagreed,
        children: row.children,
        descendants: row.descendants,
        is_shown: row.is_shown,
        moved_id: row.moved_id,
    })
}

/// The reply of a number within its thread.
pub fn find(db: &mut Db, thread_id: i64, number: i64) -> StoreResult<Option<ReplyRecord>> {
    let row: Option<Row> = rows!()
        .filter(replies::thread_id.eq(thread_id))
        .filter(replies::number.eq(number))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// The reply of a key.
pub fn find_by_id(db: &mut Db, id: i64) -> StoreResult<Option<ReplyRecord>> {
    let row: Option<Row> = rows!().filter(replies::id.eq(id)).first(db).optional()?;
    row.map(record).transpose()
}

/// The key of a reply that was imported.
pub fn id_of_source(db: &mut Db, source_key: &str) -> StoreResult<Option<i64>> {
    Ok(replies::table
        .filter(replies::source_key.eq(source_key))
        .select(replies::id)
        .first(db)
        .optional()?)
}

/// The reply of a number and at most `most` of what it answers, the topmost first, itself last; nothing
/// when there is no such reply.
pub fn ancestors(
    db: &mut Db,
    thread_id: i64,
    number: i64,
    most: i32,
) -> StoreResult<Vec<ReplyRecord>> {
    // WITH RECURSIVE has no form in diesel; numbers need no binding.
    let above = format!(
        "replies.id IN (WITH RECURSIVE above (id, parent_id, step) AS (
            SELECT id, parent_id, 0 FROM replies WHERE thread_id = {thread_id} AND number = {number}
            UNION ALL
            SELECT r.id, r.parent_id, above.step + 1 FROM replies r
                JOIN above ON r.id = above.parent_id WHERE above.step < {most})
         SELECT id FROM above)"
    );
    let rows: Vec<Row> = rows!()
        .filter(sql::<Bool>(&above))
        .order(replies::depth)
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// The threads in which whoever wrote some replies is proven: those where they were written.
pub fn proven_in(db: &mut Db, ids: &[i64]) -> StoreResult<Vec<i64>> {
    Ok(replies::table
        .inner_join(repliers::table.on(repliers::id.nullable().eq(replies::replier_id)))
        .filter(replies::id.eq_any(ids))
        .select(repliers::thread_id)
        .distinct()
        .load(db)?)
}

/// Whether a reply was written by the person of a key.
pub fn is_author(db: &mut Db, reply: &ReplyRecord, replier_key: &str) -> StoreResult<bool> {
    let Some(replier) = reply.replier_id else {
        return Ok(false);
    };
    let found: Option<i64> = repliers::table
        .find(replier)
        .filter(repliers::replier_key.eq(replier_key))
        .select(repliers::id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}
