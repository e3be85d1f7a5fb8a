//! What is proposed: proposals, motions, amendments and appointments.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{
    agenda_items, agenda_proposals, bodies as b, dossiers, meetings, petitions, proposal_movers,
    proposals as p, responses, rounds,
};
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::council::{ProposalKind, ProposalState};

/// What a proposal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalText {
    /// Its title.
    pub title: String,
    /// In full (Markdown).
    pub text: String,
    /// The language of its text.
    pub language: Language,
    /// The day on which it was submitted.
    pub submitted_on: NaiveDate,
}

/// What a proposal hangs on, by keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ProposalLinks {
    /// What it changes, or a motion belongs to.
    pub about_id: Option<i64>,
    /// The policy matter.
    pub dossier_id: Option<i64>,
    /// A petition that asked for it.
    pub petition_id: Option<i64>,
    /// An answer in a round from which it follows.
    pub response_id: Option<i64>,
}

/// A proposal to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProposal {
    /// The key of its body.
    pub body_id: i64,
    /// Its reference.
    pub reference: String,
    /// What it is.
    pub kind: ProposalKind,
    /// What it says.
    pub text: ProposalText,
    /// What it hangs on.
    pub links: ProposalLinks,
    /// `own`, `seed` or the name of the source.
    pub source: String,
    /// Its key at the source.
    pub source_key: Option<String>,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
}

/// Something that a proposal hangs on, as pages name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedRecord {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The language of its title.
    pub language: Language,
    /// Whether everybody may read it.
    pub is_public: bool,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRecord {
    /// Its key.
    pub id: i64,
    /// The key of its body.
    pub body_id: i64,
    /// The body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
    /// Its reference: M26-0007.
    pub reference: String,
    /// What it is.
    pub kind: ProposalKind,
    /// What it says.
    pub text: ProposalText,
    /// Where it is on its way.
    pub state: ProposalState,
    /// What it hangs on.
    pub links: ProposalLinks,
    /// Its dossier.
    pub dossier: Option<LinkedRecord>,
    /// Its petition.
    pub petition: Option<LinkedRecord>,
    /// Of an adopted motion: the key of what the executive owes by it.
    pub commitment_id: Option<i64>,
    /// How often it was changed.
    pub revision: i32,
}

impl ProposalRecord {
    /// The name of its body.
    #[must_use]
    pub fn body_name(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.body.1,
            Language::En => &self.body.2,
        }
    }
}

type Row = (
    (i64, i64, (String, String, String), String, String),
    (String, String, String, NaiveDate),
    (
        String,
        Option<i64>,
        Option<i64>,
        Option<i64>,
        Option<i64>,
        Option<i64>,
        i32,
    ),
    (
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
    ),
    (Option<String>, Option<String>, Option<String>, Option<bool>),
);

fn record(row: Row) -> StoreResult<ProposalRecord> {
    let ((id, body_id, body, reference, kind), text, stand, dossier, petition) = row;
    let corrupt = || StoreError::corrupt("proposals", &id);
    let (title, full, lang, submitted_on) = text;
    let (state, about_id, dossier_id, petition_id, response_id, commitment_id, revision) = stand;
    Ok(ProposalRecord {
        id,
        body_id,
        body,
        reference,
        kind: ProposalKind::from_code(&kind).ok_or_else(corrupt)?,
        text: ProposalText {
            title,
            text: full,
            language: Language::from_tag(&lang).ok_or_else(corrupt)?,
            submitted_on,
        },
        state: ProposalState::from_code(&state).ok_or_else(corrupt)?,
        links: ProposalLinks {
            about_id,
            dossier_id,
            petition_id,
            response_id,
        },
        dossier: linked(
            (dossier.0, dossier.1, dossier.2),
            dossier.3.map(|state| state != "draft"),
        ),
        petition: linked((petition.0, petition.1, petition.2), petition.3),
        commitment_id,
        revision,
    })
}

fn linked(
    (slug, title, lang): (Option<String>, Option<String>, Option<String>),
    is_public: Option<bool>,
) -> Option<LinkedRecord> {
    Some(LinkedRecord {
        slug: slug?,
        title: title?,
        language: Language::from_tag(&lang?)?,
        is_public: is_public?,
    })
}

/// Proposals with everything of their records; a macro, since the type of such a query has no name.
macro_rules! chosen {
    () => {
        p::table
            .inner_join(b::table)
            .left_join(dossiers::table)
            .left_join(petitions::table)
            .select((
                (
                    p::id,
                    p::body_id,
                    (b::slug, b::name_nl, b::name_en),
                    p::reference,
                    p::kind,
                ),
                (p::title, p::text, p::lang, p::submitted_on),
                (
                    p::state,
                    p::about_id,
                    p::dossier_id,
                    p::petition_id,
                    p::response_id,
                    p::commitment_id,
                    p::revision,
                ),
                (
                    dossiers::slug.nullable(),
                    dossiers::title.nullable(),
                    dossiers::lang.nullable(),
                    dossiers::state.nullable(),
                ),
                (
                    petitions::slug.nullable(),
                    petitions::title.nullable(),
                    petitions::lang.nullable(),
                    petitions::is_public.nullable(),
                ),
            ))
    };
}

/// The proposal of a reference.
pub fn proposal(db: &mut Db, reference: &str) -> StoreResult<Option<ProposalRecord>> {
    let row: Option<Row> = chosen!()
        .filter(p::reference.eq(reference))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// A proposal, by its key.
pub fn proposal_by_id(db: &mut Db, id: i64) -> StoreResult<Option<ProposalRecord>> {
    let row: Option<Row> = chosen!().filter(p::id.eq(id)).first(db).optional()?;
    row.map(record).transpose()
}

/// The key of a proposal of a source.
pub fn proposal_of_source(db: &mut Db, source_key: &str) -> StoreResult<Option<i64>> {
    Ok(p::table
        .filter(p::source_key.eq(source_key))
        .select(p::id)
        .first(db)
        .optional()?)
}

/// What a list of proposals is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProposalFilter {
    /// Only those of these bodies, by their keys.
    pub bodies: Option<Vec<i64>>,
    /// Only those with these keys.
    pub ids: Option<Vec<i64>>,
    /// Only those about something.
    pub about_id: Option<i64>,
    /// Only those that hang on a dossier.
    pub dossier_id: Option<i64>,
    /// Only those that hang on a petition.
    pub petition_id: Option<i64>,
    /// Only those that a member brought.
    pub member_id: Option<i64>,
    /// Only those that a faction, or a member for it, brought.
    pub faction_id: Option<i64>,
    /// Only those that everybody may read.
    pub is_public: bool,
    /// Only those of a kind.
    pub kind: Option<ProposalKind>,
    /// Only those in a state.
    pub state: Option<ProposalState>,
    /// Only what comes after this one.
    pub after: Option<(NaiveDate, i64)>,
}

/// Proposals, the newest first.
pub fn proposals(
    db: &mut Db,
    filter: &ProposalFilter,
    limit: i64,
) -> StoreResult<Vec<ProposalRecord>> {
    let mut query = chosen!()
        .order((p::submitted_on.desc(), p::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some(bodies) = &filter.bodies {
        query = query.filter(p::body_id.eq_any(bodies.clone()));
    }
    if let Some(ids) = &filter.ids {
        query = query.filter(p::id.eq_any(ids.clone()));
    }
    if let Some(id) = filter.about_id {
        query = query.filter(p::about_id.eq(id));
    }
    if let Some(id) = filter.dossier_id {
        query = query.filter(p::dossier_id.eq(id));
    }
    if let Some(id) = filter.petition_id {
        query = query.filter(p::petition_id.eq(id));
    }
    if filter.member_id.is_some() || filter.faction_id.is_some() {
        query = query.filter(p::id.eq_any(brought_by(db, filter)?));
    }
    if filter.is_public {
        query = query.filter(p::id.eq_any(public_ids()));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(p::kind.eq(kind.code()));
    }
    if let Some(state) = filter.state {
        query = query.filter(p::state.eq(state.code()));
    }
    if let Some((day, id)) = filter.after {
        let is_earlier = p::submitted_on.lt(day);
        query = query.filter(is_earlier.or(p::submitted_on.eq(day).and(p::id.lt(id))));
    }
    let rows: Vec<Row> = query.load(db)?;
    rows.into_iter().map(record).collect()
}

/// What everybody may read: it stands on an item of an agenda that was published, and not on one that is
/// dealt with behind closed doors (NL-24, NL-27).
#[diesel::dsl::auto_type(no_type_alias)]
fn public_ids() -> _ {
    agenda_proposals::table
        .inner_join(agenda_items::table.inner_join(meetings::table))
        .filter(agenda_items::closed.eq(false))
        .filter(meetings::summons_delivered_at.is_not_null())
        .select(agenda_proposals::proposal_id)
}

/// Whether everybody may read a proposal.
pub fn is_public_proposal(db: &mut Db, id: i64) -> StoreResult<bool> {
    let found: Option<i64> = public_ids()
        .filter(agenda_proposals::proposal_id.eq(id))
        .limit(1)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

fn brought_by(db: &mut Db, filter: &ProposalFilter) -> StoreResult<Vec<i64>> {
    use proposal_movers as v;
    let mut query = v::table.select(v::proposal_id).distinct().into_boxed();
    if let Some(id) = filter.member_id {
        query = query.filter(v::member_id.eq(id));
    }
    if let Some(id) = filter.faction_id {
        query = query.filter(v::faction_id.eq(id));
    }
    Ok(query.load(db)?)
}

/// The round in which an answer stands from which a proposal follows.
pub fn round_of_response(db: &mut Db, response_id: i64) -> StoreResult<Option<LinkedRecord>> {
    let row: Option<(String, String, String, String)> = responses::table
        .inner_join(rounds::table)
        .filter(responses::id.eq(response_id))
        .select((rounds::slug, rounds::title, rounds::lang, rounds::state))
        .first(db)
        .optional()?;
    Ok(row.and_then(|(slug, title, lang, state)| {
        let is_public = Some(state != "draft");
        linked((Some(slug), Some(title), Some(lang)), is_public).filter(|round| round.is_public)
    }))
}

/// The next reference of a kind, in the year of a day.
pub fn next_proposal_reference(
    db: &mut Db,
    kind: ProposalKind,
    on: NaiveDate,
) -> StoreResult<String> {
    let year = format!("{}{:02}", kind.letters(), on.year().rem_euclid(100));
    let number = crate::counters::next(db, &year)?;
    Ok(format!("{year}-{number:04}"))
}

/// Enters a proposal and answers its key.
pub fn add_proposal(db: &mut Db, new: &NewProposal) -> StoreResult<i64> {
    Ok(diesel::insert_into(p::table)
        .values((
            (
                p::body_id.eq(new.body_id),
                p::reference.eq(&new.reference),
                p::kind.eq(new.kind.code()),
                p::title.eq(&new.text.title),
                p::text.eq(&new.text.text),
                p::lang.eq(new.text.language.code()),
                p::state.eq(ProposalState::Tabled.code()),
                p::submitted_on.eq(new.text.submitted_on),
            ),
            (
                p::about_id.eq(new.links.about_id),
                p::dossier_id.eq(new.links.dossier_id),
                p::petition_id.eq(new.links.petition_id),
                p::response_id.eq(new.links.response_id),
                p::source.eq(&new.source),
                p::source_key.eq(&new.source_key),
                p::revision.eq(1),
                p::created_at.eq(Moment::from(new.created_at)),
            ),
        ))
        .returning(p::id)
        .get_result(db)?)
}

/// Changes what a proposal says and hangs on over the revision that was read; `false` when somebody
/// else was first.
pub fn change_proposal(
    db: &mut Db,
    id: i64,
    read: i32,
    text: &ProposalText,
    links: ProposalLinks,
) -> StoreResult<bool> {
    let changed = diesel::update(p::table.find(id))
        .filter(p::revision.eq(read))
        .set((
            p::title.eq(&text.title),
            p::text.eq(&text.text),
            p::lang.eq(text.language.code()),
            p::submitted_on.eq(text.submitted_on),
            p::about_id.eq(links.about_id),
            p::dossier_id.eq(links.dossier_id),
            p::petition_id.eq(links.petition_id),
            p::response_id.eq(links.response_id),
            p::revision.eq(read + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Puts a proposal into a state, from the one that was looked at; `false` when somebody else was first.
pub fn set_proposal_state(
    db: &mut Db,
    proposal: &ProposalRecord,
    state: ProposalState,
) -> StoreResult<bool> {
    let changed = diesel::update(p::table.find(proposal.id))
        .filter(p::state.eq(proposal.state.code()))
        .filter(p::revision.eq(proposal.revision))
        .set((
            p::state.eq(state.code()),
            p::revision.eq(proposal.revision + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Keeps what the executive owes by an adopted motion.
pub fn set_commitment(db: &mut Db, id: i64, commitment_id: i64) -> StoreResult<()> {
    diesel::update(p::table.find(id))
        .set(p::commitment_id.eq(Some(commitment_id)))
        .execute(db)?;
    Ok(())
}
