//! Putting a dossier on the books that has a history already: from the seeds, or from another system.

use super::move_phase::take_step;
use super::plan::free_slug;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, NaiveDate, Utc};
use weerklank_domain::Language;
use weerklank_domain::dossiers::{DossierState, PhaseKind, PhaseMove, take_document};
use weerklank_domain::petitions::Title;
use weerklank_store::dossiers::{
    self, DossierText, NewDossier, NewTask, NewVersion, PhaseText, find, find_by_id,
};
use weerklank_store::people::staff_by_email;
use weerklank_store::{Db, StoreError, areas, petitions, site};

/// A dossier with its history. Only what has no default in the house must be given: see
/// [`EntryDossier::draft`].
#[derive(Debug, Clone)]
pub struct EntryDossier {
    /// Its name in addresses; made from the title when `None`.
    pub slug: Option<String>,
    /// Slug of the body.
    pub body: String,
    /// Code of the area of our own.
    pub area: Option<String>,
    /// The language of its text.
    pub language: Language,
    /// Its title.
    pub title: Title,
    /// What it is about (Markdown).
    pub summary: String,
    /// The rule that makes participation a duty (PAR-7).
    pub duty: Option<String>,
    /// The work address of the process manager; passed over when there is no such account.
    pub manager: Option<String>,
    /// `seed` or the name of the source.
    pub source: String,
    /// Its key at the source.
    pub source_key: Option<String>,
    /// Whom to name for what was imported.
    pub attribution: Option<String>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// What is said about its phases; one that is not named stays empty.
    pub phases: Vec<EntryPhase>,
    /// Its steps through the phases, the oldest first; none leaves it a draft.
    pub moves: Vec<EntryMove>,
    /// Its documents.
    pub documents: Vec<EntryDocument>,
    /// The tasks of the process manager.
    pub tasks: Vec<EntryTask>,
    /// Slugs of the petitions that hang on it.
    pub petitions: Vec<String>,
}

/// What is said about a phase.
#[derive(Debug, Clone)]
pub struct EntryPhase {
    /// Which one.
    pub kind: PhaseKind,
    /// What is said.
    pub text: PhaseText,
}

/// A step through the phases.
#[derive(Debug, Clone)]
pub struct EntryMove {
    /// The phase to go to; `None` ends the last one.
    pub to: Option<PhaseKind>,
    /// The public reason.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A document with its versions, the oldest first.
#[derive(Debug, Clone)]
pub struct EntryDocument {
    /// The phase that it belongs to.
    pub phase: PhaseKind,
    /// Its title.
    pub title: Title,
    /// The language of its content.
    pub language: Language,
    /// Its versions.
    pub versions: Vec<EntryVersion>,
}

/// A version of a document.
#[derive(Debug, Clone)]
pub struct EntryVersion {
    /// The name of the file.
    pub file_name: String,
    /// Its content.
    pub content: Vec<u8>,
    /// Why it stands in the place of the version before it.
    pub note: Option<String>,
    /// When it was laid open.
    pub at: DateTime<Utc>,
}

/// A task of the process manager.
#[derive(Debug, Clone)]
pub struct EntryTask {
    /// The phase that it belongs to.
    pub phase: PhaseKind,
    /// What to do.
    pub title: String,
    /// The last day on which it is in time.
    pub due_on: Option<NaiveDate>,
    /// When it was done; left open where there is no process manager.
    pub done_at: Option<DateTime<Utc>>,
}

impl EntryDossier {
    /// A dossier without a history, as an import begins it.
    #[must_use]
    pub fn draft(
        title: Title,
        body: &str,
        language: Language,
        source: &str,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            slug: None,
            body: body.to_owned(),
            area: None,
            language,
            title,
            summary: String::new(),
            duty: None,
            manager: None,
            source: source.to_owned(),
            source_key: None,
            attribution: None,
            created_at: at,
            phases: Vec::new(),
            moves: Vec::new(),
            documents: Vec::new(),
            tasks: Vec::new(),
            petitions: Vec::new(),
        }
    }
}

/// What became of an entry, with its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnteredDossier {
    /// It is on the books now.
    Added(i64),
    /// It was there already; nothing was changed.
    Present(i64),
}

impl EnteredDossier {
    /// The key, in either case.
    #[must_use]
    pub fn id(self) -> i64 {
        match self {
            Self::Added(id) | Self::Present(id) => id,
        }
    }
}

/// Enters a dossier with all of its history in one transaction. One whose slug, or key at the
/// source, is known stays as it is.
///
/// # Errors
/// [`ActError::Unusable`] when it names a body, area or petition that does not exist, and whatever
/// its history breaks: [`ActError::CannotMove`], [`ActError::ScopeLacking`],
/// [`ActError::CannotKeep`]; or what the store says.
pub fn enter(house: &House, entry: &EntryDossier) -> ActResult<EnteredDossier> {
    house.store.write(|db| {
        if let Some(id) = known(db, entry)? {
            return Ok(EnteredDossier::Present(id));
        }
        let (id, manager_id) = add(db, entry)?;
        for phase in &entry.phases {
            // A phase that was just added is in its first revision.
            if !dossiers::describe_phase(db, id, phase.kind, 1, &phase.text)? {
                return Err(StoreError::Changed.into());
            }
        }
        for step in &entry.moves {
            walk(db, id, step)?;
        }
        for document in &entry.documents {
            lay_open(db, id, document)?;
        }
        for task in &entry.tasks {
            let new = NewTask {
                phase: task.phase,
                title: task.title.clone(),
                due_on: task.due_on,
            };
            let task_id = dossiers::add_task(db, id, &new)?;
            if let Some((at, by)) = task.done_at.zip(manager_id) {
                dossiers::tick(db, task_id, by, at)?;
            }
        }
        for slug in &entry.petitions {
            let petition_id =
                petitions::id_of_slug(db, slug)?.ok_or_else(|| unknown(entry, "petition", slug))?;
            dossiers::hang(db, petition_id, id, None, entry.created_at)?;
        }
        Ok(EnteredDossier::Added(id))
    })
}

fn known(db: &mut Db, entry: &EntryDossier) -> ActResult<Option<i64>> {
    if let Some(slug) = &entry.slug
        && let Some(dossier) = find(db, slug)?
    {
        return Ok(Some(dossier.id));
    }
    match &entry.source_key {
        Some(key) => Ok(dossiers::id_of_source(db, key)?),
        None => Ok(None),
    }
}

fn unknown(entry: &EntryDossier, what: &str, name: &str) -> ActError {
    ActError::Unusable(format!("{}: no {what} {name}", entry.title))
}

/// Adds it as a draft; answers its key and that of its process manager.
fn add(db: &mut Db, entry: &EntryDossier) -> ActResult<(i64, Option<i64>)> {
    let body = site::body(db, &entry.body)?.ok_or_else(|| unknown(entry, "body", &entry.body))?;
    let area_id = match &entry.area {
        Some(code) => Some(
            areas::id_of(db, areas::OWN_SCHEME, code)?
                .ok_or_else(|| unknown(entry, "area", code))?,
        ),
        None => None,
    };
    let manager_id = match &entry.manager {
        Some(email) => staff_by_email(db, email)?.map(|staff| staff.id),
        None => None,
    };
    let new = NewDossier {
        slug: match &entry.slug {
            Some(slug) => slug.clone(),
            None => free_slug(db, entry.title.as_str())?,
        },
        reference: dossiers::next_reference(db, entry.created_at)?,
        text: DossierText {
            title: entry.title.as_str().to_owned(),
            summary: entry.summary.clone(),
            language: entry.language,
            body_id: body.id,
            area_id,
            duty: entry.duty.clone(),
            manager_id,
        },
        copied_from: None,
        source: entry.source.clone(),
        source_key: entry.source_key.clone(),
        attribution: entry.attribution.clone(),
        created_at: entry.created_at,
    };
    Ok((dossiers::add(db, &new)?, manager_id))
}

fn walk(db: &mut Db, id: i64, step: &EntryMove) -> ActResult<()> {
    let dossier = find_by_id(db, id)?.ok_or(ActError::Missing)?;
    if dossier.state == DossierState::Closed && step.to.is_none() {
        return Err(weerklank_domain::dossiers::CannotMove::AlreadyThere.into());
    }
    let wanted = PhaseMove {
        to: step.to,
        reason: step.reason.as_deref(),
    };
    take_step(db, &dossier, dossier.revision, wanted, None, step.at)?;
    Ok(())
}

fn lay_open(db: &mut Db, id: i64, document: &EntryDocument) -> ActResult<()> {
    let Some(first) = document.versions.first() else {
        return Err(ActError::Unusable(format!(
            "{}: a document without a version",
            document.title
        )));
    };
    let document_id = dossiers::add_document(
        db,
        id,
        document.phase,
        document.title.as_str(),
        document.language,
        first.at,
    )?;
    for (read, version) in (0..).zip(&document.versions) {
        let (file_name, kind) = take_document(&version.file_name, &version.content)?;
        if read > 0 && version.note.is_none() {
            return Err(ActError::Unusable(format!(
                "{}: a new version without a note",
                document.title
            )));
        }
        let new = NewVersion {
            file_name: &file_name,
            kind,
            content: &version.content,
            note: version.note.as_deref(),
            staff_id: None,
            at: version.at,
        };
        dossiers::add_version(db, document_id, read, &new)?;
    }
    Ok(())
}
