//! What a version of a report says of each input, frozen with it.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::responses;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Text};
use weerklank_domain::inputs::Sender;

/// Writes down what the report says of every input of the round, and marks the revision of each answer
/// that it has.
pub fn freeze_views(db: &mut Db, round_id: i64, report_id: i64) -> StoreResult<()> {
    let uncut = "NOT EXISTS (SELECT 1 FROM input_parts p WHERE p.input_id = i.id)";
    let live = "i.state IN ('open', 'answered', 'set_aside')";
    diesel::sql_query(format!(
        "INSERT INTO report_views (report_id, input_id, part, number, outcome, response_id, set_aside_id)
         SELECT {report_id}, i.id, 0, i.number, i.state,
            CASE WHEN i.state = 'answered' THEN COALESCE(
                (SELECT r.id FROM responses r WHERE r.input_id = i.id AND r.part_id IS NULL AND r.is_given),
                (SELECT r.id FROM responses r WHERE r.theme_id = i.theme_id AND r.is_given)) END,
            CASE WHEN i.state = 'set_aside' THEN (SELECT s.id FROM set_asides s
                WHERE s.input_id = i.id AND s.part_id IS NULL AND s.lifted_at IS NULL) END
         FROM inputs i WHERE i.round_id = {round_id} AND ({uncut} OR NOT {live})"
    ))
    .execute(db)?;
    diesel::sql_query(format!(
        "INSERT INTO report_views (report_id, input_id, part, number, outcome, response_id, set_aside_id)
         SELECT {report_id}, i.id, p.number, i.number, p.state,
            CASE WHEN p.state = 'answered' THEN COALESCE(
                (SELECT r.id FROM responses r WHERE r.part_id = p.id AND r.is_given),
                (SELECT r.id FROM responses r WHERE r.theme_id = p.theme_id AND r.is_given)) END,
            CASE WHEN p.state = 'set_aside' THEN (SELECT s.id FROM set_asides s
                WHERE s.part_id = p.id AND s.lifted_at IS NULL) END
         FROM input_parts p JOIN inputs i ON i.id = p.input_id WHERE p.round_id = {round_id} AND {live}"
    ))
    .execute(db)?;
    diesel::update(
        responses::table
            .filter(responses::round_id.eq(round_id))
            .filter(responses::state.eq("ready")),
    )
    .set(responses::published_revision.eq(responses::revision.nullable()))
    .execute(db)?;
    Ok(())
}

/// What a report says of one input, or of one part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportView {
    /// The number of the input within the round.
    pub number: i64,
    /// The part; 0 for a whole input and for what remains.
    pub part: i32,
    /// The words of the part.
    pub quote: Option<String>,
    /// How it ended: the code of a state.
    pub outcome: String,
    /// The key of its answer.
    pub response_id: Option<i64>,
    /// Why it was set aside.
    pub aside_reason: Option<String>,
    /// The number of the input that says the same.
    pub duplicate_of: Option<i64>,
    /// Why, in words.
    pub explanation: Option<String>,
    /// Who sent it.
    pub sender: Sender,
    /// By which way.
    pub channel: String,
    /// The name of an organisation that everybody may read (NOT-2).
    pub organisation: Option<String>,
}

#[derive(QueryableByName)]
struct ViewRow {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Integer)]
    part: i32,
    #[diesel(sql_type = Nullable<Text>)]
    quote: Option<String>,
    #[diesel(sql_type = Text)]
    outcome: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    response_id: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    aside_reason: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    duplicate_of: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    explanation: Option<String>,
    #[diesel(sql_type = Text)]
    sender_kind: String,
    #[diesel(sql_type = Nullable<Text>)]
    said: Option<String>,
    #[diesel(sql_type = Text)]
    channel: String,
    #[diesel(sql_type = Nullable<Text>)]
    organisation: Option<String>,
}

fn view(row: ViewRow) -> StoreResult<ReportView> {
    let sender = Sender::of(&row.sender_kind, row.said.as_deref());
    Ok(ReportView {
        sender: sender.ok_or_else(|| StoreError::corrupt("report_views", &row.number))?,
        number: row.number,
        part: row.part,
        quote: row.quote,
        outcome: row.outcome,
        response_id: row.response_id,
        aside_reason: row.aside_reason,
        duplicate_of: row.duplicate_of,
        explanation: row.explanation,
        channel: row.channel,
        organisation: row.organisation,
    })
}

const VIEWS: &str = "SELECT v.number, v.part, p.quote, v.outcome, v.response_id, s.reason AS aside_reason,
        o.number AS duplicate_of, s.explanation, i.sender_kind, g.kind AS said, i.channel,
        CASE WHEN i.sender_kind = 'organisation' AND i.state NOT IN ('withdrawn', 'removed') THEN i.display_name END AS organisation
     FROM report_views v JOIN inputs i ON i.id = v.input_id
     LEFT JOIN input_parts p ON p.input_id = v.input_id AND p.number = v.part
     LEFT JOIN set_asides s ON s.id = v.set_aside_id
     LEFT JOIN input_organisations g ON g.input_id = v.input_id
     LEFT JOIN inputs o ON o.id = s.duplicate_of";

/// What a report says of the inputs after one, by number and part, some at the most.
pub fn views(
    db: &mut Db,
    report_id: i64,
    (number, part): (i64, i32),
    limit: i64,
) -> StoreResult<Vec<ReportView>> {
    let rows: Vec<ViewRow> = diesel::sql_query(format!(
        "{VIEWS} WHERE v.report_id = {report_id} AND v.number >= {number}
            AND (v.number > {number} OR v.part > {part})
         ORDER BY v.number, v.part LIMIT {limit}"
    ))
    .load(db)?;
    rows.into_iter().map(view).collect()
}

/// What a report says of one input.
pub fn views_of_input(db: &mut Db, report_id: i64, input_id: i64) -> StoreResult<Vec<ReportView>> {
    let rows: Vec<ViewRow> = diesel::sql_query(format!(
        "{VIEWS} WHERE v.report_id = {report_id} AND v.input_id = {input_id} ORDER BY v.part"
    ))
    .load(db)?;
    rows.into_iter().map(view).collect()
}
