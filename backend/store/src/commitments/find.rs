//! A commitment, with what it is about.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{bodies, commitments, dossiers, petitions, proposals, rounds};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::commitments::CommitmentState;

/// What a commitment is about, by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommitmentSubject {
    /// A dossier.
    Dossier(i64),
    /// A round.
    Round(i64),
    /// A petition.
    Petition(i64),
    /// A motion that was adopted.
    Proposal(i64),
}

/// What a commitment is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AboutRecord {
    /// Its kind and key.
    pub subject: CommitmentSubject,
    /// Its number or reference: D26-0001, R12, P26-0001, M26-0007.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The language of its title.
    pub language: Language,
    /// Whether everybody may read it.
    pub is_public: bool,
}

impl AboutRecord {
    /// `dossier`, `round`, `petition` or `proposal`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.subject {
            CommitmentSubject::Dossier(_) => "dossier",
            CommitmentSubject::Round(_) => "round",
            CommitmentSubject::Petition(_) => "petition",
            CommitmentSubject::Proposal(_) => "proposal",
        }
    }

    /// Its page.
    #[must_use]
    pub fn url(&self) -> String {
        match self.subject {
            CommitmentSubject::Proposal(_) => format!("/council/proposals/{}", self.slug),
            _ => format!("/{}s/{}", self.kind(), self.slug),
        }
    }
}

/// A commitment as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentRecord {
    /// Its key.
    pub id: i64,
    /// Its number: the 12 of T-12.
    pub number: i64,
    /// The key of the body that made it.
    pub body_id: i64,
    /// The body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
    /// What it is about.
    pub about: AboutRecord,
    /// What was promised, in a line.
    pub title: String,
    /// What was promised (Markdown).
    pub text: String,
    /// The post that sees to it.
    pub owner: String,
    /// The language of its text.
    pub language: Language,
    /// The last day on which it is in time.
    pub due_on: NaiveDate,
    /// Where it stands.
    pub state: CommitmentState,
    /// The number of the step that was taken last.
    pub step: i32,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it was done or dropped.
    pub settled_at: Option<DateTime<Utc>>,
    /// How many followers say that it was done, and how many that it was not.
    pub says: (i64, i64),
}

impl CommitmentRecord {
    /// The name of its body.
    #[must_use]
    pub fn body_name(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.body.1,
            Language::En => &self.body.2,
        }
    }
}

type Named = (
    Option<i64>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

type NamedRound = (
    Option<i64>,
    Option<i64>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

type NamedPetition = (
    Option<i64>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<bool>,
);

type NamedProposal = (Option<i64>, Option<String>, Option<String>, Option<String>);

#[derive(Queryable)]
pub(super) struct Row {
    id: i64,
    number: i64,
    body_id: i64,
    body: (String, String, String),
    dossier: Named,
    round: NamedRound,
    petition: NamedPetition,
    proposal: NamedProposal,
    written: (String, String, String, String),
    due_on: NaiveDate,
    state: String,
    step: i32,
    made_at: Moment,
    settled_at: Option<Moment>,
    says: (i64, i64),
}

/// Commitments with everything of their records; a macro, since the type of such a query has no name.
macro_rules! chosen {
    () => {
        $crate::schema::commitments::table
            .inner_join($crate::schema::bodies::table)
            .left_join($crate::schema::dossiers::table)
            .left_join($crate::schema::rounds::table)
            .left_join($crate::schema::petitions::table)
            .left_join($crate::schema::proposals::table)
            .select($crate::commitments::find::columns())
    };
}
pub(super) use chosen;

#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn columns() -> _ {
    (
        commitments::id,
        commitments::number,
        commitments::body_id,
        (bodies::slug, bodies::name_nl, bodies::name_en),
        (
            dossiers::id.nullable(),
            dossiers::reference.nullable(),
            dossiers::slug.nullable(),
            dossiers::title.nullable(),
            dossiers::lang.nullable(),
            dossiers::state.nullable(),
        ),
        (
            rounds::id.nullable(),
            rounds::number.nullable(),
            rounds::slug.nullable(),
            rounds::title.nullable(),
            rounds::lang.nullable(),
            rounds::state.nullable(),
        ),
        (
            petitions::id.nullable(),
            petitions::reference.nullable(),
            petitions::slug.nullable(),
            petitions::title.nullable(),
            petitions::lang.nullable(),
            petitions::is_public.nullable(),
        ),
        (
            proposals::id.nullable(),
            proposals::reference.nullable(),
            proposals::title.nullable(),
            proposals::lang.nullable(),
        ),
        (
            commitments::title,
            commitments::text,
            commitments::owner,
            commitments::lang,
        ),
        commitments::due_on,
        commitments::state,
        commitments::step,
        commitments::made_at,
        commitments::settled_at,
        (commitments::says_done, commitments::says_not_done),
    )
}

impl Row {
    fn about(&self) -> Option<AboutRecord> {
        let of = |subject,
                  name,
                  slug: &Option<String>,
                  title: &Option<String>,
                  lang: &str,
                  is_public| {
            Some(AboutRecord {
                subject,
                name,
                slug: slug.clone()?,
                title: title.clone()?,
                language: Language::from_tag(lang)?,
                is_public,
            })
        };
        if let (Some(id), Some(name), title, Some(lang)) = &self.proposal {
            let subject = CommitmentSubject::Proposal(*id);
            let slug = Some(name.clone());
            return of(subject, name.clone(), &slug, title, lang, true);
        }
        match (&self.dossier, &self.round, &self.petition) {
            ((Some(id), Some(name), slug, title, Some(lang), state), (None, ..), (None, ..)) => {
                let is_public = state.as_deref() != Some("draft");
                let subject = CommitmentSubject::Dossier(*id);
                of(subject, name.clone(), slug, title, lang, is_public)
            }
            ((None, ..), (Some(id), Some(number), slug, title, Some(lang), state), (None, ..)) => {
                let is_public = state.as_deref() != Some("draft");
                let subject = CommitmentSubject::Round(*id);
                of(subject, format!("R{number}"), slug, title, lang, is_public)
            }
            ((None, ..), (None, ..), (Some(id), Some(name), slug, title, Some(lang), public)) => {
                let is_public = *public == Some(true);
                let subject = CommitmentSubject::Petition(*id);
                of(subject, name.clone(), slug, title, lang, is_public)
            }
            _ => None,
        }
    }
}

pub(super) fn record(row: Row) -> StoreResult<CommitmentRecord> {
    let corrupt = || StoreError::corrupt("commitments", &row.id);
    let (title, text, owner, lang) = &row.written;
    Ok(CommitmentRecord {
        about: row.about().ok_or_else(corrupt)?,
        language: Language::from_tag(lang).ok_or_else(corrupt)?,
        state: CommitmentState::from_code(&row.state).ok_or_else(corrupt)?,
        title: title.clone(),
        text: text.clone(),
        owner: owner.clone(),
        id: row.id,
        number: row.number,
        body_id: row.body_id,
        body: row.body,
        due_on: row.due_on,
        step: row.step,
        made_at: row.made_at.into(),
        settled_at: utc(row.settled_at),
        says: row.says,
    })
}

/// The commitment of a number.
pub fn find(db: &mut Db, number: i64) -> StoreResult<Option<CommitmentRecord>> {
    let row: Option<Row> = chosen!()
        .filter(commitments::number.eq(number))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// The commitment of a key.
pub fn find_by_id(db: &mut Db, id: i64) -> StoreResult<Option<CommitmentRecord>> {
    let row: Option<Row> = chosen!()
        .filter(commitments::id.eq(id))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}
