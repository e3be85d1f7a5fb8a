//! Votes: what is voted on, in which meeting, and the sheet while it is written. Two clerks who write at once
//! do not write over each other: every change is made from the edition that was read.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{
    agenda_items as a, bodies as b, meetings as g, members as m, proposals as p, vote_events as e,
};
use chrono::{DateTime, Datelike as _, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::council::{
    Method, ProposalKind, ProposalState, SecretSubject, Sheet, Subject,
};

/// Where a vote is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VoteState {
    /// Its sheet is being written.
    Draft(Box<Sheet>),
    /// Its sheet is put before a second person.
    Offered {
        /// What was written.
        sheet: Box<Sheet>,
        /// The key of who offered it.
        by: i64,
    },
    /// Its record is public.
    Published,
}

impl VoteState {
    /// The word for it in the database and the message keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Draft(_) => "draft",
            Self::Offered { .. } => "offered",
            Self::Published => "published",
        }
    }

    /// The sheet; none of what is public.
    #[must_use]
    pub fn sheet(&self) -> Option<&Sheet> {
        match self {
            Self::Draft(sheet) | Self::Offered { sheet, .. } => Some(sheet),
            Self::Published => None,
        }
    }
}

/// The meeting in which a vote was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteMeeting {
    /// Its key.
    pub id: i64,
    /// Its reference.
    pub reference: String,
    /// When it was planned.
    pub planned_at: DateTime<Utc>,
    /// The key of who chaired.
    pub chair_id: Option<i64>,
    /// The key of the body.
    pub body_id: i64,
    /// The body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
}

/// What was voted on, where that is a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VotedProposal {
    /// Its key.
    pub id: i64,
    /// Its reference.
    pub reference: String,
    /// What it is.
    pub kind: ProposalKind,
    /// Its title.
    pub title: String,
    /// Where it is on its way.
    pub state: ProposalState,
    /// The keys of its dossier and its petition.
    pub dossier_id: Option<i64>,
    /// The key of its petition.
    pub petition_id: Option<i64>,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteRecord {
    /// Its key.
    pub id: i64,
    /// Its reference: S26-0004.
    pub reference: String,
    /// The meeting.
    pub meeting: VoteMeeting,
    /// The key of the item.
    pub item_id: i64,
    /// The title of the item; nothing of one behind closed doors is public but this.
    pub item_title: String,
    /// Whether it was dealt with behind closed doors: then nobody else reads of it (Municipalities Act,
    /// article 23).
    pub is_closed: bool,
    /// Whether it stood on the first agenda of a meeting that was convened again.
    pub is_on_first_agenda: bool,
    /// The proposal.
    pub proposal: Option<VotedProposal>,
    /// What is voted on, where that is no proposal.
    pub title: String,
    /// The language of its texts.
    pub language: Language,
    /// What kind of thing is voted on.
    pub subject: Subject,
    /// Of a vote on persons: whether a nomination or a run-off limits the choice.
    pub choice_is_limited: bool,
    /// How it is taken.
    pub method: Method,
    /// The key of the vote before it on the same matter.
    pub follows_id: Option<i64>,
    /// Who asked for a vote by name: key, name in addresses, name.
    pub asked_by: Option<(i64, String, String)>,
    /// Whether the chair did.
    pub asked_by_chair: bool,
    /// Where it is on its way.
    pub state: VoteState,
    /// How often its sheet was written.
    pub edition: i32,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
}

impl VoteRecord {
    /// Whether everybody may read its record.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.state == VoteState::Published && !self.is_closed
    }

    /// What people call it: the title of the proposal, or its own.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.proposal {
            Some(proposal) => &proposal.title,
            None => &self.title,
        }
    }

    /// The name of its body.
    #[must_use]
    pub fn body_name(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.meeting.body.1,
            Language::En => &self.meeting.body.2,
        }
    }
}

/// A vote to be taken down.
#[derive(Debug, Clone)]
pub struct NewVote<'a> {
    /// The key of the item.
    pub item_id: i64,
    /// The key of the proposal.
    pub proposal_id: Option<i64>,
    /// What is voted on, where that is no proposal.
    pub title: &'a str,
    /// The language of the title.
    pub language: Language,
    /// What kind of thing is voted on.
    pub subject: Subject,
    /// Whether the choice is limited.
    pub choice_is_limited: bool,
    /// How it is taken.
    pub method: Method,
    /// The key of the vote before it.
    pub follows_id: Option<i64>,
    /// The key of who asked for a vote by name.
    pub asked_by_id: Option<i64>,
    /// Whether the chair did.
    pub asked_by_chair: bool,
    /// The empty sheet; none where nothing is counted.
    pub sheet: &'a Sheet,
    /// When it is taken.
    pub taken_at: DateTime<Utc>,
    /// When it is entered.
    pub at: DateTime<Utc>,
}

/// The word of a subject in the database.
#[must_use]
pub fn subject_code(subject: Subject) -> &'static str {
    match subject {
        Subject::Matter => "matter",
        Subject::Persons(SecretSubject::Appointment) => "appointment",
        Subject::Persons(SecretSubject::Nomination) => "nomination",
        Subject::Persons(SecretSubject::Recommendation) => "recommendation",
    }
}

/// The subject of a word.
#[must_use]
pub fn subject_of(code: &str) -> Option<Subject> {
    let all = [
        Subject::Matter,
        Subject::Persons(SecretSubject::Appointment),
        Subject::Persons(SecretSubject::Nomination),
        Subject::Persons(SecretSubject::Recommendation),
    ];
    all.into_iter().find(|one| subject_code(*one) == code)
}

fn written(sheet: &Sheet) -> StoreResult<String> {
    serde_json::to_string(sheet).map_err(|_| StoreError::corrupt("vote_events", "sheet"))
}

/// The next reference of a vote of a year.
pub(super) fn next_reference(db: &mut Db, taken_at: DateTime<Utc>) -> StoreResult<String> {
    let year = format!("S{:02}", taken_at.year().rem_euclid(100));
    let number = crate::counters::next(db, &year)?;
    Ok(format!("{year}-{number:04}"))
}

/// Begins the sheet of a vote; answers its key and reference.
///
/// # Errors
/// [`StoreError::Taken`] when another vote follows on the same one.
pub fn add_vote(db: &mut Db, new: &NewVote) -> StoreResult<(i64, String)> {
    let reference = next_reference(db, new.taken_at)?;
    let id = diesel::insert_into(e::table)
        .values((
            (
                e::reference.eq(&reference),
                e::item_id.eq(new.item_id),
                e::proposal_id.eq(new.proposal_id),
                e::title.eq(new.title),
                e::lang.eq(new.language.code()),
                e::subject.eq(subject_code(new.subject)),
                e::choice_is_limited.eq(new.choice_is_limited),
                e::method.eq(new.method.code()),
                e::follows_id.eq(new.follows_id),
            ),
            (
                e::asked_by_id.eq(new.asked_by_id),
                e::asked_by_chair.eq(new.asked_by_chair),
                e::state.eq("draft"),
                e::edition.eq(1),
                e::sheet.eq(Some(written(new.sheet)?)),
                e::taken_at.eq(Moment::from(new.taken_at)),
                e::created_at.eq(Moment::from(new.at)),
            ),
        ))
        .returning(e::id)
        .get_result(db)?;
    Ok((id, reference))
}

/// Writes the sheet of a vote that is not public, from the edition that was read; whoever had offered it
/// takes it back by that. `false` when somebody else was first.
pub fn write_sheet(db: &mut Db, id: i64, read: i32, sheet: &Sheet) -> StoreResult<bool> {
    let changed = diesel::update(e::table.find(id))
        .filter(e::edition.eq(read))
        .filter(e::state.ne("published"))
        .set((
            e::sheet.eq(Some(written(sheet)?)),
            e::state.eq("draft"),
            e::offered_by.eq(None::<i64>),
            e::edition.eq(read + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Puts a sheet before a second person, from the edition that was read.
pub fn offer_sheet(db: &mut Db, id: i64, read: i32, staff_id: i64) -> StoreResult<bool> {
    let changed = diesel::update(e::table.find(id))
        .filter(e::edition.eq(read))
        .filter(e::state.eq("draft"))
        .set((
            e::state.eq("offered"),
            e::offered_by.eq(Some(staff_id)),
            e::edition.eq(read + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Closes the sheet of a vote whose record is published, from the edition that was read.
pub(super) fn close_sheet(db: &mut Db, id: i64, read: i32) -> StoreResult<bool> {
    let changed = diesel::update(e::table.find(id))
        .filter(e::edition.eq(read))
        .filter(e::state.ne("published"))
        .set((
            e::state.eq("published"),
            e::sheet.eq(None::<String>),
            e::edition.eq(read + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Counts a correction of a public record, from the edition that was read.
pub fn touch_vote(db: &mut Db, id: i64, read: i32) -> StoreResult<bool> {
    let changed = diesel::update(e::table.find(id))
        .filter(e::edition.eq(read))
        .filter(e::state.eq("published"))
        .set(e::edition.eq(read + 1))
        .execute(db)?;
    Ok(changed == 1)
}

/// Throws away the sheet of a vote that is not public, from the edition that was read.
pub fn drop_vote(db: &mut Db, id: i64, read: i32) -> StoreResult<bool> {
    let dropped = diesel::delete(e::table.find(id))
        .filter(e::edition.eq(read))
        .filter(e::state.ne("published"))
        .execute(db)?;
    Ok(dropped == 1)
}

type MeetingRow = (
    i64,
    String,
    Moment,
    Option<i64>,
    i64,
    (String, String, String),
);
type ProposalRow = (
    i64,
    String,
    String,
    String,
    String,
    Option<i64>,
    Option<i64>,
);
type Row = (
    (i64, String, i64, String, String),
    MeetingRow,
    (String, bool, Option<i64>),
    Option<ProposalRow>,
    (String, bool, String, Option<i64>),
    (Option<(i64, String, String)>, bool),
    (String, i32, Option<String>, Option<i64>),
    Moment,
);

macro_rules! chosen {
    () => {
        e::table
            .inner_join(a::table.inner_join(g::table.inner_join(b::table)))
            .left_join(p::table)
            .left_join(m::table.on(m::id.nullable().eq(e::asked_by_id)))
            .select((
                (e::id, e::reference, e::item_id, e::title, e::lang),
                (
                    g::id,
                    g::reference,
                    g::planned_at,
                    g::chair_id,
                    g::body_id,
                    (b::slug, b::name_nl, b::name_en),
                ),
                (a::title, a::closed, a::first_item_id),
                (
                    p::id,
                    p::reference,
                    p::kind,
                    p::title,
                    p::state,
                    p::dossier_id,
                    p::petition_id,
                )
                    .nullable(),
                (e::subject, e::choice_is_limited, e::method, e::follows_id),
                ((m::id, m::slug, m::name).nullable(), e::asked_by_chair),
                (e::state, e::edition, e::sheet, e::offered_by),
                e::taken_at,
            ))
    };
}

fn voted(row: ProposalRow) -> StoreResult<VotedProposal> {
    let (id, reference, kind, title, state, dossier_id, petition_id) = row;
    let corrupt = || StoreError::corrupt("proposals", &id);
    Ok(VotedProposal {
        kind: ProposalKind::from_code(&kind).ok_or_else(corrupt)?,
        state: ProposalState::from_code(&state).ok_or_else(corrupt)?,
        id,
        reference,
        title,
        dossier_id,
        petition_id,
    })
}

fn record(row: Row) -> StoreResult<VoteRecord> {
    let (what, meeting, item, proposal, how, asked, stands, taken_at) = row;
    let (id, reference, item_id, title, lang) = what;
    let (subject, choice_is_limited, method, follows_id) = how;
    let (state, edition, sheet, offered_by) = stands;
    let corrupt = || StoreError::corrupt("vote_events", &id);
    let sheet = || -> StoreResult<Box<Sheet>> {
        let written = sheet.as_deref().ok_or_else(corrupt)?;
        serde_json::from_str(written).map_err(|_| corrupt())
    };
    let state = match (state.as_str(), offered_by) {
        ("draft", _) => VoteState::Draft(sheet()?),
        ("offered", Some(by)) => VoteState::Offered {
            sheet: sheet()?,
            by,
        },
        ("published", _) => VoteState::Published,
        _ => return Err(corrupt()),
    };
    let (meeting_id, meeting_reference, planned_at, chair_id, body_id, body) = meeting;
    Ok(VoteRecord {
        meeting: VoteMeeting {
            id: meeting_id,
            reference: meeting_reference,
            planned_at: planned_at.into(),
            chair_id,
            body_id,
            body,
        },
        item_title: item.0,
        is_closed: item.1,
        is_on_first_agenda: item.2.is_some(),
        proposal: proposal.map(voted).transpose()?,
        language: Language::from_tag(&lang).ok_or_else(corrupt)?,
        subject: subject_of(&subject).ok_or_else(corrupt)?,
        method: Method::from_code(&method).ok_or_else(corrupt)?,
        asked_by: asked.0,
        asked_by_chair: asked.1,
        taken_at: taken_at.into(),
        id,
        reference,
        item_id,
        title,
        choice_is_limited,
        follows_id,
        state,
        edition,
    })
}

/// A vote, by its reference.
pub fn vote(db: &mut Db, reference: &str) -> StoreResult<Option<VoteRecord>> {
    let row: Option<Row> = chosen!()
        .filter(e::reference.eq(reference))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// A vote, by its key.
pub fn vote_by_id(db: &mut Db, id: i64) -> StoreResult<Option<VoteRecord>> {
    let row: Option<Row> = chosen!().filter(e::id.eq(id)).first(db).optional()?;
    row.map(record).transpose()
}

/// Which votes are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VoteFilter {
    /// Of one body.
    pub body_id: Option<i64>,
    /// In one meeting.
    pub meeting_id: Option<i64>,
    /// On one proposal.
    pub proposal_id: Option<i64>,
    /// On proposals that hang on one petition.
    pub petition_id: Option<i64>,
    /// On proposals that hang on one dossier.
    pub dossier_id: Option<i64>,
    /// Only those that everybody may read: with a public record, and not behind closed doors.
    pub is_public: bool,
    /// Only those taken before this one: its moment in microseconds, and its key.
    pub before: Option<(i64, i64)>,
}

/// Votes, the newest first.
pub fn votes(db: &mut Db, filter: &VoteFilter, limit: i64) -> StoreResult<Vec<VoteRecord>> {
    let mut query = chosen!()
        .order((e::taken_at.desc(), e::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some(id) = filter.body_id {
        query = query.filter(g::body_id.eq(id));
    }
    if let Some(id) = filter.meeting_id {
        query = query.filter(a::meeting_id.eq(id));
    }
    if let Some(id) = filter.proposal_id {
        query = query.filter(e::proposal_id.eq(Some(id)));
    }
    if let Some(id) = filter.petition_id {
        query = query.filter(p::petition_id.eq(Some(id)));
    }
    if let Some(id) = filter.dossier_id {
        query = query.filter(p::dossier_id.eq(Some(id)));
    }
    if filter.is_public {
        query = query
            .filter(e::state.eq("published"))
            .filter(a::closed.eq(false));
    }
    if let Some((micros, id)) = filter.before {
        let at = Moment::from(DateTime::from_timestamp_micros(micros).unwrap_or_default());
        query = query.filter(e::taken_at.lt(at).or(e::taken_at.eq(at).and(e::id.lt(id))));
    }
    let rows: Vec<Row> = query.load(db)?;
    rows.into_iter().map(record).collect()
}

/// The newest votes of some keys.
pub fn votes_by_id(db: &mut Db, ids: &[i64], limit: i64) -> StoreResult<Vec<VoteRecord>> {
    let rows: Vec<Row> = chosen!()
        .filter(e::id.eq_any(ids))
        .order((e::taken_at.desc(), e::id.desc()))
        .limit(limit)
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// The vote that follows on one; none where there is none yet.
pub fn vote_after(db: &mut Db, id: i64) -> StoreResult<Option<i64>> {
    Ok(e::table
        .filter(e::follows_id.eq(Some(id)))
        .select(e::id)
        .first(db)
        .optional()?)
}
