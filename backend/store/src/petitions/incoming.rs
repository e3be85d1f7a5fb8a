//! The list of incoming papers (*lijst ingekomen stukken*): what was put before a body, how the clerk
//! proposes to handle it, and what the body decided.

use crate::Db;
use crate::counters;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::obligations::ObligationRecord;
use crate::schema::{bodies, incoming_papers, obligations, petitions};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::petitions::{Handling, PetitionState};

/// A paper to be put on the list.
#[derive(Debug, Clone, Copy)]
pub struct NewIncoming<'a> {
    /// The petition.
    pub petition_id: i64,
    /// The body that receives it.
    pub body_id: i64,
    /// When.
    pub received_at: DateTime<Utc>,
    /// In which year the list counts it, by the calendar of the site.
    pub year: i32,
    /// How the clerk proposes to handle it.
    pub proposal: Handling,
    /// What the clerk adds.
    pub proposal_note: Option<&'a str>,
}

/// A paper on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingRecord {
    /// Its number on the list, such as `IS-2026-014`.
    pub number: String,
    /// The body that received it.
    pub body_id: i64,
    /// When.
    pub received_at: DateTime<Utc>,
    /// How the clerk proposes to handle it.
    pub proposal: Handling,
    /// What the clerk adds.
    pub proposal_note: Option<String>,
    /// What the body decided; `None` when it has not yet.
    pub decision: Option<Decision>,
}

/// What a body decided on a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// How it is handled.
    pub handling: Handling,
    /// What the body adds.
    pub note: Option<String>,
    /// On which day.
    pub decided_on: NaiveDate,
}

/// Puts a paper on the list and answers its number.
///
/// # Errors
/// [`StoreError::Taken`] when the petition is on it already.
pub fn receive(db: &mut Db, new: &NewIncoming) -> StoreResult<String> {
    let count = counters::next(db, &format!("incoming-{}", new.year))?;
    let number = format!("IS-{}-{count:03}", new.year);
    diesel::insert_into(incoming_papers::table)
        .values((
            incoming_papers::petition_id.eq(new.petition_id),
            incoming_papers::number.eq(&number),
            incoming_papers::body_id.eq(new.body_id),
            incoming_papers::received_at.eq(Moment::from(new.received_at)),
            incoming_papers::proposal.eq(new.proposal.code()),
            incoming_papers::proposal_note.eq(new.proposal_note),
        ))
        .execute(db)?;
    Ok(number)
}

/// Records what the body decided; `false` when that was recorded before, or when the petition is not
/// on the list.
pub fn decide(db: &mut Db, petition_id: i64, decision: &Decision) -> StoreResult<bool> {
    let changed = diesel::update(incoming_papers::table.find(petition_id))
        .filter(incoming_papers::decided_on.is_null())
        .set((
            incoming_papers::decision.eq(Some(decision.handling.code())),
            incoming_papers::decision_note.eq(&decision.note),
            incoming_papers::decided_on.eq(Some(decision.decided_on)),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

type Columns = (
    i64,
    String,
    i64,
    Moment,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<NaiveDate>,
);

fn record(row: Columns) -> StoreResult<IncomingRecord> {
    let (id, number, body_id, received_at, proposal, proposal_note, decision, note, decided_on) =
        row;
    let handling = |code: &str| {
        Handling::from_code(code).ok_or_else(|| StoreError::corrupt("incoming_papers", &id))
    };
    Ok(IncomingRecord {
        number,
        body_id,
        received_at: received_at.into(),
        proposal: handling(&proposal)?,
        proposal_note,
        decision: match decision.zip(decided_on) {
            Some((code, decided_on)) => Some(Decision {
                handling: handling(&code)?,
                note,
                decided_on,
            }),
            None => None,
        },
    })
}

/// The paper of a petition.
pub fn incoming(db: &mut Db, petition_id: i64) -> StoreResult<Option<IncomingRecord>> {
    use incoming_papers as p;
    let row: Option<Columns> = p::table
        .find(petition_id)
        .select((
            p::petition_id,
            p::number,
            p::body_id,
            p::received_at,
            p::proposal,
            p::proposal_note,
            p::decision,
            p::decision_note,
            p::decided_on,
        ))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

type OwedRow = (
    (i64, String, i64, Moment, Moment, Option<Moment>),
    Option<Columns>,
);

/// What is or was owed for a petition, in the order of due dates, and its place on the list of
/// incoming papers: in one statement, for the petition's page. Whatever is on the list owes or owed
/// an answer, so no paper is missed.
pub fn owed_and_incoming(
    db: &mut Db,
    petition_id: i64,
) -> StoreResult<(Vec<ObligationRecord>, Option<IncomingRecord>)> {
    use {incoming_papers as p, obligations as o};
    let rows: Vec<OwedRow> = o::table
        .left_join(p::table.on(p::petition_id.eq(o::petition_id)))
        .filter(o::petition_id.eq(petition_id))
        .order((o::due_at, o::id))
        .select((
            (
                o::id,
                o::kind,
                o::body_id,
                o::begun_at,
                o::due_at,
                o::met_at,
            ),
            (
                p::petition_id,
                p::number,
                p::body_id,
                p::received_at,
                p::proposal,
                p::proposal_note,
                p::decision,
                p::decision_note,
                p::decided_on,
            )
                .nullable(),
        ))
        .load(db)?;
    let mut owed = Vec::with_capacity(rows.len());
    let mut paper = None;
    for ((id, kind, body_id, begun_at, due_at, met_at), columns) in rows {
        owed.push(ObligationRecord {
            kind: ObligationKind::from_code(&kind)
                .ok_or_else(|| StoreError::corrupt("obligations", &id))?,
            body_id,
            begun_at: begun_at.into(),
            due_at: due_at.into(),
            met_at: utc(met_at),
        });
        if let Some(columns) = columns {
            paper = Some(record(columns)?);
        }
    }
    Ok((owed, paper))
}

/// A paper on the public list, with its petition.
#[derive(Debug, Clone)]
pub struct ListedPaper {
    /// The paper.
    pub paper: IncomingRecord,
    /// The petition's key.
    pub petition_id: i64,
    /// The petition's name in addresses.
    pub slug: String,
    /// The petition's title.
    pub title: String,
    /// The language of its text.
    pub language: Language,
    /// Where it is on its way.
    pub state: PetitionState,
    /// The body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
}

/// Where a page of the list begins: after the paper with these values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperCursor {
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// The petition's key.
    pub id: i64,
}

type ListedRow = (
    Columns,
    (String, String, String, String),
    (String, String, String),
);

/// The papers that everybody may see, the newest first, of one body or of all.
/// With where the next page begins; `None` on the last one.
pub fn incoming_page(
    db: &mut Db,
    body: Option<&str>,
    after: Option<PaperCursor>,
    limit: i64,
) -> StoreResult<(Vec<ListedPaper>, Option<PaperCursor>)> {
    use incoming_papers as p;
    let mut query = p::table
        .inner_join(petitions::table.inner_join(bodies::table))
        .filter(petitions::is_public.eq(true))
        .order((p::received_at.desc(), p::petition_id.desc()))
        .limit(limit + 1)
        .select((
            (
                p::petition_id,
                p::number,
                p::body_id,
                p::received_at,
                p::proposal,
                p::proposal_note,
                p::decision,
                p::decision_note,
                p::decided_on,
            ),
            (
                petitions::slug,
                petitions::title,
                petitions::lang,
                petitions::state,
            ),
            (bodies::slug, bodies::name_nl, bodies::name_en),
        ))
        .into_boxed();
    if let Some(body) = body {
        query = query.filter(bodies::slug.eq(body.to_owned()));
    }
    if let Some(after) = after {
        let at = Moment::from(after.received_at);
        query = query.filter(
            p::received_at
                .lt(at)
                .or(p::received_at.eq(at).and(p::petition_id.lt(after.id))),
        );
    }
    let rows: Vec<ListedRow> = query.load(db)?;
    let mut papers = rows
        .into_iter()
        .map(|(columns, (slug, title, lang, state), body)| {
            let id = columns.0;
            let corrupt = || StoreError::corrupt("petitions", &id);
            Ok(ListedPaper {
                petition_id: id,
                paper: record(columns)?,
                slug,
                title,
                language: Language::from_tag(&lang).ok_or_else(corrupt)?,
                state: PetitionState::from_code(&state).ok_or_else(corrupt)?,
                body,
            })
        })
        .collect::<StoreResult<Vec<_>>>()?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let has_more = papers.len() > wanted;
    papers.truncate(wanted);
    let next = papers.last().filter(|_| has_more).map(|last| PaperCursor {
        received_at: last.paper.received_at,
        id: last.petition_id,
    });
    Ok((papers, next))
}

/// The bodies that have papers on the public list: name in addresses, Dutch name, English name.
pub fn receiving_bodies(db: &mut Db) -> StoreResult<Vec<(String, String, String)>> {
    Ok(bodies::table
        .filter(bodies::id.eq_any(incoming_papers::table.select(incoming_papers::body_id)))
        .order(bodies::name_nl)
        .select((bodies::slug, bodies::name_nl, bodies::name_en))
        .load(db)?)
}
