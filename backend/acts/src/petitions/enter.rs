//! Putting a petition on the books that has a history already: from the seeds, or from another
//! system.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::petitions::enter_incoming::{EntryIncoming, enter_incoming};
use crate::petitions::enter_petitioner::{EntryPetitioner, enter_petitioner};
use crate::petitions::sign::{Signing, prepare};
use crate::petitions::sign_and_confirm::sign_and_confirm;
use crate::random::Randomness;
use chrono::{DateTime, Utc};
use weerklank_domain::Language;
use weerklank_domain::petitions::{EventKind, PetitionState, Step, Title, Verdict, Visibility};
use weerklank_store::jobs::{JobKind, plan};
use weerklank_store::petitions::{NewAnswer, NewEvent, NewPetition, NewTally};
use weerklank_store::{Db, StoreError, areas, instruments, petitions, site};

/// A petition with its history.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name in addresses; made from the title when `None`.
    pub slug: Option<String>,
    /// Its number for people; the next free one of its year when `None`.
    pub reference: Option<String>,
    /// Code of the instrument; the newest version is taken.
    pub instrument: String,
    /// Slug of the body.
    pub body: String,
    /// Code of the area of our own.
    pub area: Option<String>,
    /// The language of its text.
    pub language: Language,
    /// Its title.
    pub title: Title,
    /// What the petitioner observes (Markdown).
    pub observation: String,
    /// What is asked (Markdown).
    pub request: String,
    /// Why (Markdown).
    pub explanation: String,
    /// The petitioner's name, by own choice.
    pub petitioner_name: Option<String>,
    /// Who filed it, where that is known here.
    pub filed_by: Option<EntryPetitioner>,
    /// Where it is on its way.
    pub state: PetitionState,
    /// `seed` or the name of the source.
    pub source: String,
    /// Its key at the source.
    pub source_key: Option<String>,
    /// Its address at the source.
    pub source_url: Option<String>,
    /// When the source last changed it.
    pub source_changed_at: Option<DateTime<Utc>>,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// When it opened for signatures.
    pub opened_at: Option<DateTime<Utc>>,
    /// First moment at which it takes no signatures any more.
    pub closes_at: Option<DateTime<Utc>>,
    /// Its thread.
    pub events: Vec<EntryEvent>,
    /// Its answer.
    pub answer: Option<EntryAnswer>,
    /// Its place on the list of incoming papers.
    pub incoming: Option<EntryIncoming>,
    /// Who signed, in the order of time.
    pub signatures: Vec<EntrySignature>,
    /// What another system counted.
    pub tallies: Vec<NewTally>,
}

/// A dated event.
#[derive(Debug, Clone)]
pub struct EntryEvent {
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: DateTime<Utc>,
    /// The ground, for a refusal or a removal.
    pub code: Option<String>,
    /// What is said about it (Markdown).
    pub text: Option<String>,
    /// Where more of it stands.
    pub url: Option<String>,
    /// To whom, for one that was passed on.
    pub to_name: Option<String>,
    /// Slug of the petition that it was merged into.
    pub joined: Option<String>,
}

/// A published answer.
#[derive(Debug, Clone)]
pub struct EntryAnswer {
    /// The judgement.
    pub verdict: Verdict,
    /// What was heard (Markdown).
    pub heard: String,
    /// The reasons (Markdown).
    pub reasons: String,
    /// What changes (Markdown), or `None`.
    pub change: Option<String>,
    /// Who is responsible.
    pub responsible: String,
    /// Who adopted it.
    pub adopted_by: String,
    /// When it was adopted.
    pub adopted_at: Option<DateTime<Utc>>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// A signature that was given and confirmed in the past; nobody is mailed.
#[derive(Debug, Clone)]
pub struct EntrySignature {
    /// Who signed.
    pub signing: Signing,
    /// When it was begun, and confirmed.
    pub at: DateTime<Utc>,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    /// It is on the books now, with this many signatures.
    Added {
        /// Its key.
        id: i64,
        /// How many of its signatures were new people.
        signatures: usize,
    },
    /// It was there already; nothing was changed.
    Present,
}

/// As many signatures as one statement takes.
const GROUP: usize = 400;

/// Enters a petition with all of its history in one transaction. One whose slug, or key at the
/// source, is known stays as it is.
///
/// # Errors
/// [`ActError::Unusable`] when it names a body, area, instrument or petition that does not exist,
/// or has a history that its state does not allow; or what the store says.
pub fn enter(house: &House, random: &dyn Randomness, entry: &Entry) -> ActResult<Entered> {
    check(entry)?;
    let gazetteer = house.gazetteer()?;
    let now = house.clock.now();
    house.store.write(|db| {
        if let Some(slug) = &entry.slug
            && petitions::slug_exists(db, slug)?
        {
            return Ok(Entered::Present);
        }
        if let Some(key) = &entry.source_key
            && petitions::id_of_source(db, key)?.is_some()
        {
            return Ok(Entered::Present);
        }
        let id = add_open(db, entry, now)?;
        let mut signatures = 0;
        for chunk in entry.signatures.chunks(GROUP) {
            let people = chunk.iter().map(|given| {
                let signing = &given.signing;
                let mut request = prepare(&house.vault, random, &gazetteer, id, signing, given.at);
                request.wants_mail = false;
                let name = signing.name.as_str().to_owned();
                (request, signing.show_name.then_some(name), given.at)
            });
            signatures += sign_and_confirm(db, people)?;
        }
        for tally in &entry.tallies {
            petitions::record(db, id, tally, now)?;
        }
        finish(db, id, entry, now)?;
        if let Some(petitioner) = &entry.filed_by {
            enter_petitioner(house, db, id, petitioner, now)?;
        }
        Ok(Entered::Added { id, signatures })
    })
}

fn check(entry: &Entry) -> ActResult<()> {
    let unusable = |what: &str| Err(ActError::Unusable(format!("{}: {what}", entry.title)));
    // The way to the state must exist, whatever detours were taken.
    if walk(&way_to(entry.state)) != Ok(entry.state) {
        return unusable("no way leads to its state");
    }
    let opened_states = [
        PetitionState::Open,
        PetitionState::Closed,
        PetitionState::HandedOver,
        PetitionState::Answered,
    ];
    if opened_states.contains(&entry.state) && entry.opened_at.is_none() {
        return unusable("it was never opened");
    }
    if entry.opened_at.is_none() && !entry.signatures.is_empty() {
        return unusable("it has signatures and was never opened");
    }
    if entry.state == PetitionState::Answered && entry.answer.is_none() {
        return unusable("it is answered without an answer");
    }
    if entry
        .answer
        .as_ref()
        .is_some_and(|answer| answer.reasons.trim().is_empty())
    {
        return unusable("its answer has no reasons");
    }
    Ok(())
}

fn walk(way: &[Step]) -> Result<PetitionState, weerklank_domain::petitions::WrongStep> {
    way.iter()
        .try_fold(PetitionState::Draft, |state, step| state.after(*step))
}

/// The shortest way from the first word to a state.
fn way_to(state: PetitionState) -> Vec<Step> {
    use PetitionState as S;
    match state {
        S::Draft => vec![],
        S::Gathering => vec![Step::Gather],
        S::Submitted => vec![Step::Submit],
        S::RevisionRequested => vec![Step::Submit, Step::AskRevision],
        S::Refused => vec![Step::Submit, Step::Refuse],
        S::Forwarded => vec![Step::Submit, Step::Forward],
        S::Open => vec![Step::Submit, Step::Admit],
        S::Closed => vec![Step::Submit, Step::Admit, Step::Close],
        S::HandedOver => vec![Step::Submit, Step::Admit, Step::Close, Step::HandOver],
        S::Answered => {
            vec![
                Step::Submit,
                Step::Admit,
                Step::Close,
                Step::HandOver,
                Step::Answer,
            ]
        }
        S::Withdrawn => vec![Step::Submit, Step::Withdraw],
        S::Joined => vec![Step::Submit, Step::Join],
        S::TakenDown => vec![Step::Submit, Step::TakeDown],
    }
}

fn is_public(entry: &Entry, state: PetitionState, now: DateTime<Utc>) -> bool {
    let opens_later = state == PetitionState::Open && entry.opened_at.is_some_and(|at| at > now);
    state.visibility(entry.opened_at.is_some()) == Visibility::Public && !opens_later
}

/// Adds the petition as an open one when it has signatures to take, as what it is otherwise.
fn add_open(db: &mut Db, entry: &Entry, now: DateTime<Utc>) -> ActResult<i64> {
    let unknown =
        |what: &str, name: &str| ActError::Unusable(format!("{}: no {what} {name}", entry.title));
    let instrument_id = instruments::newest(db, &entry.instrument)?
        .ok_or_else(|| unknown("instrument", &entry.instrument))?;
    let body = site::body(db, &entry.body)?.ok_or_else(|| unknown("body", &entry.body))?;
    let area_id = match &entry.area {
        Some(code) => {
            Some(areas::id_of(db, areas::OWN_SCHEME, code)?.ok_or_else(|| unknown("area", code))?)
        }
        None => None,
    };
    let state = if entry.signatures.is_empty() {
        entry.state
    } else {
        PetitionState::Open
    };
    let decided_at = entry
        .events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::Refused | EventKind::Forwarded))
        .map(|event| event.at)
        .next_back();
    let new = NewPetition {
        slug: free_slug(db, entry)?,
        reference: reference(db, entry)?,
        instrument_id,
        body_id: body.id,
        area_id,
        language: entry.language,
        title: entry.title.as_str().to_owned(),
        observation: entry.observation.clone(),
        request: entry.request.clone(),
        explanation: entry.explanation.clone(),
        petitioner_name: entry
            .petitioner_name
            .clone()
            .filter(|_| entry.state != PetitionState::Refused),
        state,
        is_public: is_public(entry, state, now),
        source: entry.source.clone(),
        source_key: entry.source_key.clone(),
        source_url: entry.source_url.clone(),
        source_changed_at: entry.source_changed_at,
        filed_at: entry.filed_at,
        opened_at: entry.opened_at,
        closes_at: entry.closes_at,
        listed_at: entry.opened_at.or(decided_at).unwrap_or(entry.filed_at),
        answered_at: entry.answer.as_ref().map(|answer| answer.published_at),
    };
    Ok(petitions::add(db, &new)?)
}

fn free_slug(db: &mut Db, entry: &Entry) -> ActResult<String> {
    match &entry.slug {
        Some(slug) => Ok(slug.clone()),
        None => super::write::filing_slug(db, entry.title.as_str()),
    }
}

fn reference(db: &mut Db, entry: &Entry) -> ActResult<String> {
    match &entry.reference {
        Some(reference) => Ok(reference.clone()),
        None => Ok(petitions::next_reference(db, entry.filed_at)?),
    }
}

/// Everything after the signatures: the thread, the answer, the state, the clock's work.
fn finish(db: &mut Db, id: i64, entry: &Entry, now: DateTime<Utc>) -> ActResult<()> {
    for event in &entry.events {
        let other_petition_id = match &event.joined {
            Some(slug) => Some(petitions::id_of_slug(db, slug)?.ok_or_else(|| {
                ActError::Unusable(format!("{}: no petition {slug} to join", entry.title))
            })?),
            None => None,
        };
        let new = NewEvent {
            other_petition_id,
            ..new_event(event)
        };
        petitions::enter_event(db, id, &new)?;
    }
    if let Some(answer) = &entry.answer {
        petitions::add_answer(db, id, &new_answer(answer))?;
    }
    if !entry.signatures.is_empty() && entry.state != PetitionState::Open {
        let public = is_public(entry, entry.state, now);
        if !petitions::set_state(db, id, PetitionState::Open, entry.state, public, now)? {
            return Err(StoreError::Changed.into());
        }
    }
    if let Some(incoming) = &entry.incoming {
        enter_incoming(db, id, incoming)?;
    }
    if entry.state == PetitionState::Open {
        if let Some(closes_at) = entry.closes_at {
            plan(db, JobKind::ClosePetition, Some(id), closes_at)?;
        }
        if let Some(opens_at) = entry.opened_at.filter(|at| *at > now) {
            plan(db, JobKind::OpenPetition, Some(id), opens_at)?;
        }
    }
    Ok(())
}

pub(super) fn new_event(event: &EntryEvent) -> NewEvent {
    NewEvent {
        kind: event.kind,
        at: event.at,
        code: event.code.clone(),
        text: event.text.clone(),
        url: event.url.clone(),
        to_name: event.to_name.clone(),
        other_petition_id: None,
    }
}

pub(super) fn new_answer(answer: &EntryAnswer) -> NewAnswer {
    NewAnswer {
        verdict: answer.verdict,
        heard: answer.heard.clone(),
        reasons: answer.reasons.clone(),
        change: answer.change.clone(),
        responsible: answer.responsible.clone(),
        adopted_by: answer.adopted_by.clone(),
        adopted_at: answer.adopted_at,
        published_at: answer.published_at,
        correction: None,
    }
}
