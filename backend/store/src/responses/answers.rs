//! Answers to what came into a round: one for a theme, an input or a part, read and written by revision.

use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, moment, utc};
use crate::schema::{responses, staff};
use crate::{Db, counters};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::petitions::Verdict;
use weerklank_domain::responses::{AnswerText, ChangePlace, ResponseState, ResponseText};

/// What an answer is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ResponseSubject {
    /// A theme, by its key.
    Theme(i64),
    /// A whole input, by its key.
    Input(i64),
    /// A part: the keys of its input and of itself.
    Part(i64, i64),
}

/// An answer to something in a round.
#[derive(Debug, Clone)]
pub struct ResponseRecord {
    /// Its key.
    pub id: i64,
    /// The round's key.
    pub round_id: i64,
    /// Its number within the round.
    pub number: i64,
    /// What it is to.
    pub subject: ResponseSubject,
    /// How far it is.
    pub state: ResponseState,
    /// How often it was written.
    pub revision: i32,
    /// What it says.
    pub text: ResponseText,
    /// What the second person said who gave it back.
    pub remark: String,
    /// The text that it was begun with.
    pub template_id: Option<i64>,
    /// Who wrote it last: key and name.
    pub writer: (i64, String),
    /// When.
    pub written_at: DateTime<Utc>,
    /// When it was approved.
    pub approved_at: Option<DateTime<Utc>>,
    /// Whether what it answers counts as answered.
    pub is_given: bool,
    /// The revision in the newest report.
    pub published_revision: Option<i32>,
}

impl ResponseRecord {
    /// Whether it stands in a report, so that writing it anew is a correction.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.published_revision.is_some()
    }
}

#[derive(Queryable)]
struct Row {
    key: (i64, i64, i64),
    subject: (Option<i64>, Option<i64>, Option<i64>),
    state: String,
    revision: i32,
    verdict: Option<String>,
    texts: (String, String, String, String, String, String, String),
    place: (Option<i64>, Option<i32>, String),
    is_no_change: bool,
    adopted_on: Option<NaiveDate>,
    template_id: Option<i64>,
    writer: (i64, String),
    written_at: Moment,
    approved_at: Option<Moment>,
    is_given: bool,
    published_revision: Option<i32>,
}

macro_rules! rows {
    () => {
        responses::table
            .inner_join(staff::table.on(staff::id.eq(responses::written_by)))
            .select((
                (responses::id, responses::round_id, responses::number),
                (responses::theme_id, responses::input_id, responses::part_id),
                responses::state,
                responses::revision,
                responses::verdict,
                (
                    responses::heard,
                    responses::reasons,
                    responses::change_text,
                    responses::responsible,
                    responses::adopted_by,
                    responses::correction,
                    responses::remark,
                ),
                (
                    responses::change_document_id,
                    responses::change_version,
                    responses::change_paragraph,
                ),
                responses::is_no_change,
                responses::adopted_on,
                responses::template_id,
                (responses::written_by, staff::name),
                responses::written_at,
                responses::approved_at,
                responses::is_given,
                responses::published_revision,
            ))
    };
}

fn record(row: Row) -> StoreResult<ResponseRecord> {
    let (id, round_id, number) = row.key;
    let corrupt = || StoreError::corrupt("responses", &id);
    let subject = match row.subject {
        (Some(theme), None, None) => ResponseSubject::Theme(theme),
        (None, Some(input), None) => ResponseSubject::Input(input),
        (None, Some(input), Some(part)) => ResponseSubject::Part(input, part),
        _ => return Err(corrupt()),
    };
    let verdict = match row.verdict.as_deref() {
        Some(code) => Some(Verdict::from_code(code).ok_or_else(corrupt)?),
        None => None,
    };
    let (heard, reasons, change, responsible, adopted_by, correction, remark) = row.texts;
    let (document_id, version, paragraph) = row.place;
    Ok(ResponseRecord {
        id,
        round_id,
        number,
        subject,
        state: ResponseState::from_code(&row.state).ok_or_else(corrupt)?,
        revision: row.revision,
        text: ResponseText {
            answer: AnswerText {
                verdict,
                heard,
                reasons,
                change,
                is_no_change: row.is_no_change,
                responsible,
                adopted_by,
                adopted_on: row.adopted_on,
                correction,
            },
            place: ChangePlace {
                document_id,
                version,
                paragraph,
            },
        },
        remark,
        template_id: row.template_id,
        writer: row.writer,
        written_at: row.written_at.into(),
        approved_at: utc(row.approved_at),
        is_given: row.is_given,
        published_revision: row.published_revision,
    })
}

/// An answer by its number within a round.
pub fn response(db: &mut Db, round_id: i64, number: i64) -> StoreResult<Option<ResponseRecord>> {
    let row: Option<Row> = rows!()
        .filter(responses::round_id.eq(round_id))
        .filter(responses::number.eq(number))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// The answer to something, if somebody began one.
pub fn response_to(db: &mut Db, subject: ResponseSubject) -> StoreResult<Option<ResponseRecord>> {
    let row: Option<Row> = match subject {
        ResponseSubject::Theme(id) => rows!()
            .filter(responses::theme_id.eq(Some(id)))
            .first(db)
            .optional()?,
        ResponseSubject::Input(id) => rows!()
            .filter(responses::input_id.eq(Some(id)))
            .filter(responses::part_id.is_null())
            .first(db)
            .optional()?,
        ResponseSubject::Part(_, id) => rows!()
            .filter(responses::part_id.eq(Some(id)))
            .first(db)
            .optional()?,
    };
    row.map(record).transpose()
}

/// The answers of a round, by number; those that are drafts, wait or are ready, where a state is told.
pub fn responses_of(
    db: &mut Db,
    round_id: i64,
    state: Option<ResponseState>,
) -> StoreResult<Vec<ResponseRecord>> {
    let mut query = rows!()
        .filter(responses::round_id.eq(round_id))
        .order(responses::number)
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(responses::state.eq(state.code()));
    }
    let rows: Vec<Row> = query.load(db)?;
    rows.into_iter().map(record).collect()
}

macro_rules! values {
    ($text:expr) => {
        (
            responses::verdict.eq($text.answer.verdict.map(Verdict::code)),
            responses::heard.eq(&$text.answer.heard),
            responses::reasons.eq(&$text.answer.reasons),
            responses::change_text.eq(&$text.answer.change),
            responses::change_document_id.eq($text.place.document_id),
            responses::change_version.eq($text.place.version),
            responses::change_paragraph.eq(&$text.place.paragraph),
            responses::is_no_change.eq($text.answer.is_no_change),
            responses::responsible.eq(&$text.answer.responsible),
            responses::adopted_by.eq(&$text.answer.adopted_by),
            responses::adopted_on.eq($text.answer.adopted_on),
            responses::correction.eq(&$text.answer.correction),
        )
    };
}

/// Begins an answer; answers its number, that of the one that is there when somebody was first.
pub fn begin_response(
    db: &mut Db,
    round_id: i64,
    subject: ResponseSubject,
    text: &ResponseText,
    template_id: Option<i64>,
    (staff_id, at): (i64, DateTime<Utc>),
) -> StoreResult<i64> {
    if let Some(there) = response_to(db, subject)? {
        return Ok(there.number);
    }
    let number = counters::next(db, &format!("response:{round_id}"))?;
    let (theme_id, input_id, part_id) = match subject {
        ResponseSubject::Theme(id) => (Some(id), None, None),
        ResponseSubject::Input(id) => (None, Some(id), None),
        ResponseSubject::Part(input, part) => (None, Some(input), Some(part)),
    };
    let row = (
        (
            responses::round_id.eq(round_id),
            responses::number.eq(number),
            responses::theme_id.eq(theme_id),
            responses::input_id.eq(input_id),
            responses::part_id.eq(part_id),
        ),
        responses::state.eq(ResponseState::Draft.code()),
        responses::revision.eq(1),
        responses::remark.eq(""),
        responses::template_id.eq(template_id),
        responses::written_by.eq(staff_id),
        responses::written_at.eq(Moment::from(at)),
        responses::is_given.eq(false),
        values!(text),
    );
    // ON CONFLICT has no common form; two people who begin at once write one answer.
    on_both!(db, |inner| diesel::insert_into(responses::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    let there = response_to(db, subject)?;
    Ok(there.map_or(number, |there| there.number))
}

/// Writes an answer over the revision that was read, and answers the new one; `None` when somebody else
/// wrote in the meantime. What was approved is a draft again; it counts as given only when a report has
/// it, for that stands until the next one.
pub fn write_response(
    db: &mut Db,
    id: i64,
    read: i32,
    text: &ResponseText,
    (staff_id, at): (i64, DateTime<Utc>),
) -> StoreResult<Option<i32>> {
    use diesel::dsl::sql;
    let changed = diesel::update(responses::table.find(id))
        .filter(responses::revision.eq(read))
        .set((
            values!(text),
            responses::state.eq(ResponseState::Draft.code()),
            responses::revision.eq(read + 1),
            responses::written_by.eq(staff_id),
            responses::written_at.eq(Moment::from(at)),
            responses::approved_by.eq(None::<i64>),
            responses::approved_at.eq(moment(None)),
            responses::is_given.eq(sql("published_revision IS NOT NULL")),
        ))
        .execute(db)?;
    Ok((changed == 1).then_some(read + 1))
}

/// Puts a revision before a second person; `false` when it is not the present draft.
pub fn offer_response(
    db: &mut Db,
    id: i64,
    revision: i32,
    staff_id: i64,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let changed = diesel::update(responses::table.find(id))
        .filter(responses::revision.eq(revision))
        .filter(responses::state.eq(ResponseState::Draft.code()))
        .set((
            responses::state.eq(ResponseState::Offered.code()),
            responses::remark.eq(""),
            responses::written_by.eq(staff_id),
            responses::written_at.eq(Moment::from(at)),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Gives a revision back with a remark; `false` when it does not wait.
pub fn return_response(db: &mut Db, id: i64, revision: i32, remark: &str) -> StoreResult<bool> {
    let changed = diesel::update(responses::table.find(id))
        .filter(responses::revision.eq(revision))
        .filter(responses::state.eq(ResponseState::Offered.code()))
        .set((
            responses::state.eq(ResponseState::Draft.code()),
            responses::remark.eq(remark),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Approves the revision that waits; `false` when it does not, or its writer asks.
pub fn approve_response(
    db: &mut Db,
    id: i64,
    revision: i32,
    staff_id: i64,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let changed = diesel::update(responses::table.find(id))
        .filter(responses::revision.eq(revision))
        .filter(responses::state.eq(ResponseState::Offered.code()))
        .filter(responses::written_by.ne(staff_id))
        .set((
            responses::state.eq(ResponseState::Ready.code()),
            responses::approved_by.eq(Some(staff_id)),
            responses::approved_at.eq(moment(Some(at))),
            responses::is_given.eq(true),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// How many inputs an answer is to, that are neither withdrawn nor hidden.
pub fn reach(db: &mut Db, subject: ResponseSubject) -> StoreResult<i64> {
    #[derive(QueryableByName)]
    struct Amount {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        amount: i64,
    }
    let live = "state IN ('open', 'answered', 'set_aside')";
    let query = match subject {
        ResponseSubject::Theme(id) => format!(
            "SELECT COUNT(*) AS amount FROM (SELECT id FROM inputs WHERE theme_id = {id} AND {live}
             UNION SELECT i.id FROM inputs i JOIN input_parts p ON p.input_id = i.id
                WHERE p.theme_id = {id} AND i.{live}) AS those"
        ),
        ResponseSubject::Input(id) | ResponseSubject::Part(id, _) => {
            format!("SELECT COUNT(*) AS amount FROM inputs WHERE id = {id} AND {live}")
        }
    };
    let row: Amount = diesel::sql_query(query).get_result(db)?;
    Ok(row.amount)
}
