//! Meetings: the calendar, and the steps of one, each from the revision that was read.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, moment, utc};
use crate::schema::{bodies as b, meetings as g};
use chrono::{DateTime, Datelike as _, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::council::MeetingState;

/// What a meeting says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingText {
    /// What kind of meeting it is; empty for an ordinary one.
    pub title: String,
    /// The language of its texts.
    pub language: Language,
    /// When it is planned to begin.
    pub planned_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// The key of who chairs.
    pub chair_id: Option<i64>,
}

/// A meeting to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeeting {
    /// The key of its body.
    pub body_id: i64,
    /// Its reference.
    pub reference: String,
    /// What it says of itself.
    pub text: MeetingText,
    /// The key of the meeting that it convenes again.
    pub second_of_id: Option<i64>,
    /// `own`, `seed` or the name of the source.
    pub source: String,
    /// Its key at the source.
    pub source_key: Option<String>,
    /// When it was planned.
    pub created_at: DateTime<Utc>,
}

/// Where a meeting stands, with the facts that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Its state.
    pub state: MeetingState,
    /// When the summons was delivered, and agenda and papers were published.
    pub summons_delivered_at: Option<DateTime<Utc>>,
    /// When it was opened.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it does not take place.
    pub cancel_reason: Option<String>,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRecord {
    /// Its key.
    pub id: i64,
    /// The key of its body.
    pub body_id: i64,
    /// The body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
    /// Its reference: V26-0012.
    pub reference: String,
    /// What it says of itself.
    pub text: MeetingText,
    /// Where it stands.
    pub position: Position,
    /// The key of the meeting that it convenes again.
    pub second_of_id: Option<i64>,
    /// How often it was changed.
    pub revision: i32,
}

impl MeetingRecord {
    /// The name of its body.
    #[must_use]
    pub fn body_name(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.body.1,
            Language::En => &self.body.2,
        }
    }

    /// Whether it was opened.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.position.started_at.is_some()
    }
}

type Row = (
    (i64, i64, (String, String, String), String),
    (String, String, Moment, String, Option<i64>),
    (
        String,
        Option<Moment>,
        Option<Moment>,
        Option<Moment>,
        Option<String>,
    ),
    (Option<i64>, i32),
);

fn record(row: Row) -> StoreResult<MeetingRecord> {
    let ((id, body_id, body, reference), text, position, (second_of_id, revision)) = row;
    let corrupt = || StoreError::corrupt("meetings", &id);
    let (title, lang, planned_at, place, chair_id) = text;
    let (state, summoned, started, ended, cancel_reason) = position;
    Ok(MeetingRecord {
        id,
        body_id,
        body,
        reference,
        text: MeetingText {
            title,
            language: Language::from_tag(&lang).ok_or_else(corrupt)?,
            planned_at: planned_at.into(),
            place,
            chair_id,
        },
        position: Position {
            state: MeetingState::from_code(&state).ok_or_else(corrupt)?,
            summons_delivered_at: utc(summoned),
            started_at: utc(started),
            ended_at: utc(ended),
            cancel_reason,
        },
        second_of_id,
        revision,
    })
}

/// Meetings with everything of their records; a macro, since the type of such a query has no name.
macro_rules! chosen {
    () => {
        g::table.inner_join(b::table).select((
            (
                g::id,
                g::body_id,
                (b::slug, b::name_nl, b::name_en),
                g::reference,
            ),
            (g::title, g::lang, g::planned_at, g::place, g::chair_id),
            (
                g::state,
                g::summons_delivered_at,
                g::started_at,
                g::ended_at,
                g::cancel_reason,
            ),
            (g::second_of_id, g::revision),
        ))
    };
}

/// The meeting of a reference.
pub fn meeting(db: &mut Db, reference: &str) -> StoreResult<Option<MeetingRecord>> {
    let row: Option<Row> = chosen!()
        .filter(g::reference.eq(reference))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// A meeting, by its key.
pub fn meeting_by_id(db: &mut Db, id: i64) -> StoreResult<Option<MeetingRecord>> {
    let row: Option<Row> = chosen!().filter(g::id.eq(id)).first(db).optional()?;
    row.map(record).transpose()
}

/// The meeting that convened another again.
pub fn second_of(db: &mut Db, first_id: i64) -> StoreResult<Option<MeetingRecord>> {
    let row: Option<Row> = chosen!()
        .filter(g::second_of_id.eq(first_id))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// The key of a meeting of a source.
pub fn meeting_of_source(db: &mut Db, source_key: &str) -> StoreResult<Option<i64>> {
    Ok(g::table
        .filter(g::source_key.eq(source_key))
        .select(g::id)
        .first(db)
        .optional()?)
}

/// What a list of meetings is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingFilter {
    /// Only those of these bodies, by their keys.
    pub bodies: Option<Vec<i64>>,
    /// Only those that are planned from a moment on.
    pub from: Option<DateTime<Utc>>,
    /// Only those that are planned before a moment.
    pub before: Option<DateTime<Utc>>,
    /// The next first, instead of the last.
    pub soonest_first: bool,
    /// Of those that are listed with the last first: only what comes after this one.
    pub after: Option<(DateTime<Utc>, i64)>,
}

/// Meetings, in the order of their day.
pub fn meetings(
    db: &mut Db,
    filter: &MeetingFilter,
    limit: i64,
) -> StoreResult<Vec<MeetingRecord>> {
    let mut query = chosen!().limit(limit).into_boxed();
    if let Some(bodies) = &filter.bodies {
        query = query.filter(g::body_id.eq_any(bodies.clone()));
    }
    if let Some(from) = filter.from {
        query = query.filter(g::planned_at.ge(Moment::from(from)));
    }
    if let Some(before) = filter.before {
        query = query.filter(g::planned_at.lt(Moment::from(before)));
    }
    if let Some((at, id)) = filter.after {
        let at = Moment::from(at);
        query = query.filter(
            g::planned_at
                .lt(at)
                .or(g::planned_at.eq(at).and(g::id.lt(id))),
        );
    }
    query = if filter.soonest_first {
        query.order((g::planned_at.asc(), g::id.asc()))
    } else {
        query.order((g::planned_at.desc(), g::id.desc()))
    };
    let rows: Vec<Row> = query.load(db)?;
    rows.into_iter().map(record).collect()
}

/// The next reference, in the year of a moment.
pub fn next_meeting_reference(db: &mut Db, at: DateTime<Utc>) -> StoreResult<String> {
    let year = format!("V{:02}", at.year().rem_euclid(100));
    let number = crate::counters::next(db, &year)?;
    Ok(format!("{year}-{number:04}"))
}

/// Plans a meeting and answers its key.
///
/// # Errors
/// [`StoreError::Taken`] when the first meeting was convened again already.
pub fn add_meeting(db: &mut Db, new: &NewMeeting) -> StoreResult<i64> {
    Ok(diesel::insert_into(g::table)
        .values((
            (
                g::body_id.eq(new.body_id),
                g::reference.eq(&new.reference),
                g::title.eq(&new.text.title),
                g::lang.eq(new.text.language.code()),
                g::planned_at.eq(Moment::from(new.text.planned_at)),
                g::place.eq(&new.text.place),
                g::chair_id.eq(new.text.chair_id),
            ),
            (
                g::state.eq(MeetingState::Tentative.code()),
                g::second_of_id.eq(new.second_of_id),
                g::source.eq(&new.source),
                g::source_key.eq(&new.source_key),
                g::revision.eq(1),
                g::created_at.eq(Moment::from(new.created_at)),
            ),
        ))
        .returning(g::id)
        .get_result(db)?)
}

/// Changes what a meeting says over the revision that was read; `false` when somebody else was first.
pub fn change_meeting(db: &mut Db, id: i64, read: i32, text: &MeetingText) -> StoreResult<bool> {
    let changed = diesel::update(g::table.find(id))
        .filter(g::revision.eq(read))
        .set((
            g::title.eq(&text.title),
            g::lang.eq(text.language.code()),
            g::planned_at.eq(Moment::from(text.planned_at)),
            g::place.eq(&text.place),
            g::chair_id.eq(text.chair_id),
            g::revision.eq(read + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Puts a meeting elsewhere, from the state and revision that were read; `false` when somebody else was
/// first.
pub fn set_position(db: &mut Db, meeting: &MeetingRecord, to: &Position) -> StoreResult<bool> {
    let changed = diesel::update(g::table.find(meeting.id))
        .filter(g::revision.eq(meeting.revision))
        .filter(g::state.eq(meeting.position.state.code()))
        .set((
            g::state.eq(to.state.code()),
            g::summons_delivered_at.eq(moment(to.summons_delivered_at)),
            g::started_at.eq(moment(to.started_at)),
            g::ended_at.eq(moment(to.ended_at)),
            g::cancel_reason.eq(&to.cancel_reason),
            g::revision.eq(meeting.revision + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Counts a change of what hangs on a meeting (agenda, papers, decisions) as a change of the meeting, over
/// the revision that was read; `false` when somebody else was first.
pub fn touch_meeting(db: &mut Db, id: i64, read: i32) -> StoreResult<bool> {
    let changed = diesel::update(g::table.find(id))
        .filter(g::revision.eq(read))
        .set(g::revision.eq(read + 1))
        .execute(db)?;
    Ok(changed == 1)
}
