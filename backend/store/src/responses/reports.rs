//! Response reports (*nota van beantwoording*): each version frozen as it was published.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{report_entries, reports};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use weerklank_domain::inputs::Coverage;

/// What a report says of its round, as it stood when the version was published.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFacts {
    /// The round's number.
    pub round: i64,
    /// Its title.
    pub title: String,
    /// The language of its texts.
    pub language: String,
    /// The body in Dutch and in English.
    pub body: (String, String),
    /// The reference and the title of the dossier.
    pub dossier: (String, String),
    /// The code and the version of the procedure.
    pub procedure: (String, i32),
    /// The day on which papers were laid open.
    pub laid_open_on: Option<NaiveDate>,
    /// When it was announced.
    pub announced_at: Option<DateTime<Utc>>,
    /// The first moment at which it took input.
    pub opens_at: Option<DateTime<Utc>>,
    /// The first moment at which input was late.
    pub closes_at: Option<DateTime<Utc>>,
    /// The official notice.
    pub bulletin_url: Option<String>,
    /// Inputs by outcome: open, answered, set aside, withdrawn, removed.
    pub coverage: (i64, i64, i64, i64, i64),
}

impl ReportFacts {
    /// The inputs by outcome.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        let (open, answered, set_aside, withdrawn, removed) = self.coverage;
        Coverage {
            open,
            answered,
            set_aside,
            withdrawn,
            removed,
        }
    }
}

/// What an answer in a report is to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EntrySubject {
    /// A theme.
    Theme {
        /// Its number.
        number: i64,
        /// Its title.
        title: String,
    },
    /// A whole input, by its number within the round.
    Input {
        /// The number.
        number: i64,
    },
    /// A part of an input.
    Part {
        /// The number of the input.
        number: i64,
        /// The words; none of what remains.
        quote: String,
    },
}

/// An answer as a version of the report has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportEntry {
    /// The number of the answer within the round.
    pub number: i64,
    /// What it is to.
    pub subject: EntrySubject,
    /// The code of the judgement.
    pub verdict: String,
    /// What was heard (Markdown).
    pub heard: String,
    /// The reasons (Markdown).
    pub reasons: String,
    /// What changes (Markdown); `None` when it says that nothing does.
    pub change: Option<String>,
    /// The paper that changes: its key, its title and the version with the change.
    pub change_document: Option<(i64, String, Option<i32>)>,
    /// The paragraph that changes, in words.
    pub change_paragraph: String,
    /// Who is responsible.
    pub responsible: String,
    /// Who adopted it.
    pub adopted_by: String,
    /// When.
    pub adopted_on: Option<NaiveDate>,
    /// Why it says something else than the version before.
    pub correction: Option<String>,
    /// How many answers of this report were begun with the same text, and how many inputs those answer;
    /// `None` when it was begun with none.
    pub reuse: Option<(i64, i64)>,
    /// The commitments that it made.
    #[serde(default)]
    pub promises: Vec<EntryPromise>,
}

/// A commitment as the answer made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPromise {
    /// The number of the commitment.
    pub number: i64,
    /// What was promised, in a line.
    pub title: String,
    /// The post that sees to it.
    pub owner: String,
    /// The last day on which it is in time.
    pub due_on: NaiveDate,
}

/// A report to be published.
#[derive(Debug, Clone)]
pub struct NewReport<'a> {
    /// The round's key.
    pub round_id: i64,
    /// 1, 2, 3 …
    pub version: i32,
    /// What stands above the answers (Markdown).
    pub intro: &'a str,
    /// What the body changes of its own motion (Markdown).
    pub own_motion: &'a str,
    /// Why there is a new version.
    pub reason: Option<&'a str>,
    /// Why it is published while inputs are open.
    pub override_reason: Option<&'a str>,
    /// The round.
    pub facts: &'a ReportFacts,
    /// Who publishes it.
    pub staff_id: i64,
    /// When.
    pub at: DateTime<Utc>,
}

/// A published report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRecord {
    /// Its key.
    pub id: i64,
    /// 1, 2, 3 …
    pub version: i32,
    /// What stands above the answers.
    pub intro: String,
    /// What the body changes of its own motion.
    pub own_motion: String,
    /// Why there is a new version.
    pub reason: Option<String>,
    /// Why it was published while inputs were open.
    pub override_reason: Option<String>,
    /// How many were.
    pub open_inputs: i64,
    /// The round.
    pub facts: ReportFacts,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// Publishes a version; answers its key. [`StoreError::Taken`] when somebody was first.
pub fn add_report(db: &mut Db, new: &NewReport) -> StoreResult<i64> {
    use reports as r;
    let facts = serde_json::to_string(new.facts)
        .map_err(|_| StoreError::corrupt("reports", &new.round_id))?;
    Ok(diesel::insert_into(r::table)
        .values((
            r::round_id.eq(new.round_id),
            r::version.eq(new.version),
            r::intro.eq(new.intro),
            r::own_motion.eq(new.own_motion),
            r::reason.eq(new.reason),
            r::override_reason.eq(new.override_reason),
            r::open_inputs.eq(new.facts.coverage.0),
            r::facts.eq(facts),
            r::staff_id.eq(new.staff_id),
            r::published_at.eq(Moment::from(new.at)),
        ))
        .returning(r::id)
        .get_result(db)?)
}

/// Adds an answer to a report, at the next place.
pub fn add_entry(
    db: &mut Db,
    (report_id, position): (i64, i32),
    response_id: i64,
    inputs: i64,
    entry: &ReportEntry,
) -> StoreResult<()> {
    use report_entries as e;
    let content = serde_json::to_string(entry)
        .map_err(|_| StoreError::corrupt("report_entries", &response_id))?;
    diesel::insert_into(e::table)
        .values((
            e::report_id.eq(report_id),
            e::position.eq(position),
            e::response_id.eq(response_id),
            e::inputs.eq(inputs),
            e::content.eq(content),
        ))
        .execute(db)?;
    Ok(())
}

type Row = (
    i64,
    i32,
    (String, String),
    Option<String>,
    Option<String>,
    i64,
    String,
    Moment,
);

/// The versions of a round's report, the newest first.
pub fn reports_of(db: &mut Db, round_id: i64) -> StoreResult<Vec<ReportRecord>> {
    use reports as r;
    let rows: Vec<Row> = r::table
        .filter(r::round_id.eq(round_id))
        .order(r::version.desc())
        .select((
            r::id,
            r::version,
            (r::intro, r::own_motion),
            r::reason,
            r::override_reason,
            r::open_inputs,
            r::facts,
            r::published_at,
        ))
        .load(db)?;
    rows.into_iter()
        .map(
            |(id, version, texts, reason, override_reason, open_inputs, facts, at)| {
                Ok(ReportRecord {
                    facts: serde_json::from_str(&facts)
                        .map_err(|_| StoreError::corrupt("reports", &id))?,
                    id,
                    version,
                    intro: texts.0,
                    own_motion: texts.1,
                    reason,
                    override_reason,
                    open_inputs,
                    published_at: at.into(),
                })
            },
        )
        .collect()
}

/// An answer in a report, with its place, its key and how many inputs it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedEntry {
    /// Its place in the report, from 1 on.
    pub position: i32,
    /// The key of the answer.
    pub response_id: i64,
    /// How many inputs it answers.
    pub inputs: i64,
    /// What it says.
    pub entry: ReportEntry,
}

fn placed(row: (i32, i64, i64, String)) -> StoreResult<PlacedEntry> {
    let (position, response_id, inputs, content) = row;
    Ok(PlacedEntry {
        position,
        response_id,
        inputs,
        entry: serde_json::from_str(&content)
            .map_err(|_| StoreError::corrupt("report_entries", &response_id))?,
    })
}

/// Answers of a report in their order: those after a place, some at the most.
pub fn entries(
    db: &mut Db,
    report_id: i64,
    after: i32,
    limit: i64,
) -> StoreResult<Vec<PlacedEntry>> {
    use report_entries as e;
    let rows: Vec<(i32, i64, i64, String)> = e::table
        .filter(e::report_id.eq(report_id))
        .filter(e::position.gt(after))
        .order(e::position)
        .limit(limit)
        .select((e::position, e::response_id, e::inputs, e::content))
        .load(db)?;
    rows.into_iter().map(placed).collect()
}

/// One answer of a report.
pub fn entry_of(db: &mut Db, report_id: i64, response_id: i64) -> StoreResult<Option<PlacedEntry>> {
    use report_entries as e;
    let row: Option<(i32, i64, i64, String)> = e::table
        .filter(e::report_id.eq(report_id))
        .filter(e::response_id.eq(response_id))
        .select((e::position, e::response_id, e::inputs, e::content))
        .first(db)
        .optional()?;
    row.map(placed).transpose()
}

/// The newest report of a round: its key, version and moment.
pub fn newest_report(db: &mut Db, round_id: i64) -> StoreResult<Option<(i64, i32, DateTime<Utc>)>> {
    use reports as r;
    let row: Option<(i64, i32, Moment)> = r::table
        .filter(r::round_id.eq(round_id))
        .order(r::version.desc())
        .select((r::id, r::version, r::published_at))
        .first(db)
        .optional()?;
    Ok(row.map(|(id, version, at)| (id, version, at.into())))
}
