//! An answer that is being written: one at a time for a petition, read and written by revision.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{answer_drafts, bodies, petitions, staff};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::petitions::Verdict;
use weerklank_domain::responses::AnswerText;

/// How far an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftState {
    /// Being written.
    Draft,
    /// Waiting for a second person.
    Offered,
}

impl DraftState {
    fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Offered => "offered",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Draft, Self::Offered]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// An answer that is being written.
#[derive(Debug, Clone)]
pub struct DraftRecord {
    /// How far it is.
    pub state: DraftState,
    /// How often it was written: what is approved is what was read.
    pub revision: i32,
    /// What was written.
    pub text: AnswerText,
    /// What the second person said who gave it back.
    pub remark: String,
    /// Who wrote it last.
    pub written_by: i64,
    /// Who wrote it last, by name.
    pub writer: String,
    /// When.
    pub written_at: DateTime<Utc>,
}

#[derive(Queryable)]
struct Row {
    state: String,
    revision: i32,
    verdict: Option<String>,
    heard: String,
    reasons: String,
    change_text: String,
    is_no_change: bool,
    responsible: String,
    adopted_by: String,
    adopted_on: Option<NaiveDate>,
    correction: String,
    remark: String,
    written_by: i64,
    written_at: Moment,
    writer: String,
}

/// The answer that is being written for a petition.
pub fn draft(db: &mut Db, petition_id: i64) -> StoreResult<Option<DraftRecord>> {
    use answer_drafts as d;
    let row: Option<Row> = d::table
        .inner_join(staff::table.on(staff::id.eq(d::written_by)))
        .filter(d::petition_id.eq(petition_id))
        .select((
            d::state,
            d::revision,
            d::verdict,
            d::heard,
            d::reasons,
            d::change_text,
            d::is_no_change,
            d::responsible,
            d::adopted_by,
            d::adopted_on,
            d::correction,
            d::remark,
            d::written_by,
            d::written_at,
            staff::name,
        ))
        .first(db)
        .optional()?;
    let corrupt = || StoreError::corrupt("answer_drafts", &petition_id);
    row.map(|row| {
        let verdict = match row.verdict.as_deref() {
            Some(code) => Some(Verdict::from_code(code).ok_or_else(corrupt)?),
            None => None,
        };
        Ok(DraftRecord {
            state: DraftState::from_code(&row.state).ok_or_else(corrupt)?,
            revision: row.revision,
            text: AnswerText {
                verdict,
                heard: row.heard,
                reasons: row.reasons,
                change: row.change_text,
                is_no_change: row.is_no_change,
                responsible: row.responsible,
                adopted_by: row.adopted_by,
                adopted_on: row.adopted_on,
                correction: row.correction,
            },
            remark: row.remark,
            written_by: row.written_by,
            writer: row.writer,
            written_at: row.written_at.into(),
        })
    })
    .transpose()
}

/// Writes an answer over the revision that was read (0: none was there), and answers the new
/// revision; `None` when somebody else wrote in the meantime. An answer that waited for a second
/// person is a draft again.
pub fn save(
    db: &mut Db,
    petition_id: i64,
    read: i32,
    text: &AnswerText,
    written_by: i64,
    now: DateTime<Utc>,
) -> StoreResult<Option<i32>> {
    use answer_drafts as d;
    let values = (
        d::state.eq(DraftState::Draft.code()),
        d::revision.eq(read + 1),
        d::verdict.eq(text.verdict.map(Verdict::code)),
        d::heard.eq(&text.heard),
        d::reasons.eq(&text.reasons),
        d::change_text.eq(&text.change),
        d::is_no_change.eq(text.is_no_change),
        d::responsible.eq(&text.responsible),
        d::adopted_by.eq(&text.adopted_by),
        d::adopted_on.eq(text.adopted_on),
        d::correction.eq(&text.correction),
        d::written_by.eq(written_by),
        d::written_at.eq(Moment::from(now)),
    );
    let written = if read == 0 {
        let row = (d::petition_id.eq(petition_id), d::remark.eq(""), values);
        // ON CONFLICT has no common form.
        on_both!(db, |inner| diesel::insert_into(d::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?
    } else {
        diesel::update(d::table.find(petition_id))
            .filter(d::revision.eq(read))
            .set(values)
            .execute(db)?
    };
    Ok((written == 1).then_some(read + 1))
}

/// Puts a revision before a second person; `false` when it is not the present one, or not a draft.
pub fn offer(
    db: &mut Db,
    petition_id: i64,
    revision: i32,
    offered_by: i64,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    use answer_drafts as d;
    let changed = diesel::update(d::table.find(petition_id))
        .filter(d::revision.eq(revision))
        .filter(d::state.eq(DraftState::Draft.code()))
        .set((
            d::state.eq(DraftState::Offered.code()),
            d::remark.eq(""),
            d::written_by.eq(offered_by),
            d::written_at.eq(Moment::from(now)),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Gives a revision back to its writer with a remark; `false` when it is not the present one, or does
/// not wait.
pub fn give_back(db: &mut Db, petition_id: i64, revision: i32, remark: &str) -> StoreResult<bool> {
    use answer_drafts as d;
    let changed = diesel::update(d::table.find(petition_id))
        .filter(d::revision.eq(revision))
        .filter(d::state.eq(DraftState::Offered.code()))
        .set((d::state.eq(DraftState::Draft.code()), d::remark.eq(remark)))
        .execute(db)?;
    Ok(changed == 1)
}

/// Takes the revision that waits off the table, to be published; `false` when somebody else did, or
/// wrote in the meantime. Whoever takes it is the only one.
pub fn take(db: &mut Db, petition_id: i64, revision: i32) -> StoreResult<bool> {
    use answer_drafts as d;
    let taken = diesel::delete(d::table.find(petition_id))
        .filter(d::revision.eq(revision))
        .filter(d::state.eq(DraftState::Offered.code()))
        .execute(db)?;
    Ok(taken == 1)
}

/// An answer in the list of those that are being written.
#[derive(Debug, Clone)]
pub struct WaitingDraft {
    /// How far it is.
    pub state: DraftState,
    /// Who wrote it last.
    pub writer: String,
    /// When.
    pub written_at: DateTime<Utc>,
    /// The petition's key.
    pub petition_id: i64,
    /// The petition's number for people.
    pub reference: String,
    /// The petition's title.
    pub title: String,
    /// The language of its text.
    pub language: Language,
    /// Dutch and English name of the body.
    pub body: (String, String),
}

/// Where a page of drafts begins: after the one with these values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftCursor {
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// The petition's key.
    pub id: i64,
}

type WaitingRow = (
    (String, Moment, i64),
    (String, String, String),
    (String, String),
    String,
);

/// The answers of these bodies that are being written, the longest waiting first.
pub fn drafts(
    db: &mut Db,
    of_bodies: &[i64],
    after: Option<DraftCursor>,
    limit: i64,
) -> StoreResult<Vec<WaitingDraft>> {
    use answer_drafts as d;
    let mut query = d::table
        .inner_join(petitions::table.inner_join(bodies::table))
        .inner_join(staff::table.on(staff::id.eq(d::written_by)))
        .filter(petitions::body_id.eq_any(of_bodies.to_vec()))
        .order((d::written_at, d::petition_id))
        .limit(limit)
        .select((
            (d::state, d::written_at, d::petition_id),
            (petitions::reference, petitions::title, petitions::lang),
            (bodies::name_nl, bodies::name_en),
            staff::name,
        ))
        .into_boxed();
    if let Some(after) = after {
        let at = Moment::from(after.written_at);
        query = query.filter(
            d::written_at
                .gt(at)
                .or(d::written_at.eq(at).and(d::petition_id.gt(after.id))),
        );
    }
    let rows: Vec<WaitingRow> = query.load(db)?;
    rows.into_iter()
        .map(
            |((state, written_at, petition_id), (reference, title, lang), body, writer)| {
                let corrupt = || StoreError::corrupt("answer_drafts", &petition_id);
                Ok(WaitingDraft {
                    state: DraftState::from_code(&state).ok_or_else(corrupt)?,
                    language: Language::from_tag(&lang).ok_or_else(corrupt)?,
                    writer,
                    written_at: written_at.into(),
                    petition_id,
                    reference,
                    title,
                    body,
                })
            },
        )
        .collect()
}
