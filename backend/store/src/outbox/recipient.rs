//! Whom mails are for, and what they are about: looked up when they are written, so that a row of
//! the outbox holds no personal data.

use super::{Audience, Message};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moderation::{DecisionRecord, ModerationSubject, decision};
use crate::moment::{Moment, utc};
use crate::petitions::update;
use crate::schema::{
    bodies, instruments, petition_events, petition_rulings, petitioners, petitions, signers,
    supporters,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use weerklank_domain::Language;
use weerklank_domain::instruments::Rules;
use weerklank_domain::petitions::{EventKind, PetitionState};

/// The person a mail is for.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// Which row it is: the key of a signer, a petition or a supporter.
    pub person_id: i64,
    /// The sealed personal data; for a body, its sealed address.
    pub sealed: String,
    /// The language to write in.
    pub language: Language,
    /// When the person began what the mail is about.
    pub begun_at: DateTime<Utc>,
    /// Whether news is still wanted; only a signer can say no.
    pub wants_news: bool,
    /// The petition.
    pub petition: MailPetition,
    /// For a mail to another authority: the petitioner's sealed data, who is to be answered.
    pub petitioner_sealed: Option<String>,
}

/// The petition that a mail is about.
#[derive(Debug, Clone)]
pub struct MailPetition {
    /// Its key.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its number for people.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// What the petitioner observes (Markdown).
    pub observation: String,
    /// What is asked (Markdown).
    pub request: String,
    /// Why (Markdown).
    pub explanation: String,
    /// Where it is on its way.
    pub state: PetitionState,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// When it closes.
    pub closes_at: Option<DateTime<Utc>>,
    /// When it was put before the clerk last.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
    /// The rules that it was filed under.
    pub rules: Rules,
}

/// What a mail tells.
#[derive(Debug, Clone)]
pub struct MailEvent {
    /// The event's key.
    pub id: i64,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: DateTime<Utc>,
    /// The ground.
    pub code: Option<String>,
    /// What is said about it (Markdown); for a revision, what was asked.
    pub text: Option<String>,
    /// Where more of it stands.
    pub url: Option<String>,
    /// To whom.
    pub to_name: Option<String>,
}

/// A decision on a petition, or on its news, as its petitioner is told.
#[derive(Debug, Clone)]
pub struct PetitionDecision {
    /// The decision.
    pub decision: DecisionRecord,
    /// The news that it is about (Markdown); `None` for the petition itself.
    pub news: Option<String>,
}

/// A row of the outbox, as far as its recipient is looked for.
pub(super) struct Wanted {
    pub(super) id: i64,
    pub(super) message: Message,
    pub(super) person_id: i64,
    pub(super) event_id: Option<i64>,
}

/// What was found for a mail: nobody when the person was erased in the meantime.
pub(super) type Found = (Option<Recipient>, Option<MailEvent>);

pub(super) fn load(db: &mut Db, wanted: &[Wanted]) -> StoreResult<HashMap<i64, Found>> {
    let ids = |audience: Audience| -> Vec<i64> {
        let mut ids: Vec<i64> = wanted
            .iter()
            .filter(|mail| mail.message.audience() == audience)
            .map(|mail| mail.person_id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let mut people = HashMap::<(Audience, i64), (Person, i64)>::new();
    for (audience, found) in [
        (Audience::Signer, signers_of(db, &ids(Audience::Signer))?),
        (
            Audience::Petitioner,
            petitioners_of(db, &ids(Audience::Petitioner))?,
        ),
        (
            Audience::Supporter,
            supporters_of(db, &ids(Audience::Supporter))?,
        ),
        (Audience::Body, petitioners_of(db, &ids(Audience::Body))?),
    ] {
        people.extend(
            found
                .into_iter()
                .map(|(person, petition)| ((audience, person.id), (person, petition))),
        );
    }
    let mut petition_ids: Vec<i64> = people.values().map(|(_, petition)| *petition).collect();
    petition_ids.sort_unstable();
    petition_ids.dedup();
    let petitions = petitions_of(db, &petition_ids)?;
    let events = events_of(db, wanted)?;
    wanted
        .iter()
        .map(|mail| {
            let event = mail.event_id.and_then(|id| events.get(&id));
            let audience = mail.message.audience();
            let recipient = people
                .get(&(audience, mail.person_id))
                .and_then(|(person, petition)| Some((person, petitions.get(petition)?)))
                .and_then(|(person, petition)| {
                    let to_body = event.and_then(|(_, to_sealed)| to_sealed.clone());
                    let (sealed, petitioner_sealed) = match audience {
                        Audience::Body => (to_body?, Some(person.sealed.clone())),
                        Audience::Signer
                        | Audience::Petitioner
                        | Audience::Supporter
                        | Audience::Proof
                        | Audience::Author
                        | Audience::Replier
                        | Audience::Notifier
                        | Audience::Follower => (person.sealed.clone(), None),
                    };
                    Some(Recipient {
                        person_id: person.id,
                        sealed,
                        language: person.language,
                        begun_at: person.begun_at,
                        wants_news: person.wants_news,
                        petition: petition.clone(),
                        petitioner_sealed,
                    })
                });
            Ok((mail.id, (recipient, event.map(|(event, _)| event.clone()))))
        })
        .collect()
}

struct Person {
    id: i64,
    sealed: String,
    language: Language,
    begun_at: DateTime<Utc>,
    wants_news: bool,
}

type PersonRow = (i64, i64, String, String, Moment);

fn person(table: &'static str, row: PersonRow, wants_news: bool) -> StoreResult<(Person, i64)> {
    let (id, petition, sealed, lang, begun_at) = row;
    let language = Language::from_tag(&lang).ok_or_else(|| StoreError::corrupt(table, &id))?;
    let person = Person {
        id,
        sealed,
        language,
        begun_at: begun_at.into(),
        wants_news,
    };
    Ok((person, petition))
}

fn signers_of(db: &mut Db, ids: &[i64]) -> StoreResult<Vec<(Person, i64)>> {
    use signers as s;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(PersonRow, bool)> = s::table
        .filter(s::id.eq_any(ids))
        .select((
            (s::id, s::petition_id, s::sealed, s::lang, s::begun_at),
            s::keep_informed,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(row, wants_news)| person("signers", row, wants_news))
        .collect()
}

fn petitioners_of(db: &mut Db, ids: &[i64]) -> StoreResult<Vec<(Person, i64)>> {
    use petitioners as p;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<PersonRow> = p::table
        .filter(p::petition_id.eq_any(ids))
        .select((
            p::petition_id,
            p::petition_id,
            p::sealed,
            p::lang,
            p::changed_at,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|row| person("petitioners", row, true))
        .collect()
}

fn supporters_of(db: &mut Db, ids: &[i64]) -> StoreResult<Vec<(Person, i64)>> {
    use supporters as s;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<PersonRow> = s::table
        .filter(s::id.eq_any(ids))
        .select((s::id, s::petition_id, s::sealed, s::lang, s::begun_at))
        .load(db)?;
    rows.into_iter()
        .map(|row| person("supporters", row, true))
        .collect()
}

#[derive(Queryable)]
struct PetitionRow {
    id: i64,
    slug: String,
    reference: String,
    title: String,
    observation: String,
    request: String,
    explanation: String,
    state: String,
    is_public: bool,
    closes_at: Option<Moment>,
    submitted_at: Option<Moment>,
    body: (String, String, String),
    rules: (i64, String),
}

fn petitions_of(db: &mut Db, ids: &[i64]) -> StoreResult<HashMap<i64, MailPetition>> {
    use petitions as p;
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<PetitionRow> = p::table
        .inner_join(bodies::table)
        .inner_join(instruments::table)
        .filter(p::id.eq_any(ids))
        .select((
            p::id,
            p::slug,
            p::reference,
            p::title,
            p::observation,
            p::request,
            p::explanation,
            p::state,
            p::is_public,
            p::closes_at,
            p::submitted_at,
            (bodies::slug, bodies::name_nl, bodies::name_en),
            (instruments::id, instruments::rules),
        ))
        .load(db)?;
    rows.into_iter()
        .map(|row| {
            let state = PetitionState::from_code(&row.state)
                .ok_or_else(|| StoreError::corrupt("petitions", &row.id))?;
            let petition = MailPetition {
                id: row.id,
                slug: row.slug,
                reference: row.reference,
                title: row.title,
                observation: row.observation,
                request: row.request,
                explanation: row.explanation,
                state,
                is_public: row.is_public,
                closes_at: utc(row.closes_at),
                submitted_at: utc(row.submitted_at),
                body: row.body,
                rules: crate::instruments::rules(row.rules.0, &row.rules.1)?,
            };
            Ok((row.id, petition))
        })
        .collect()
}

type EventRow = (
    i64,
    i64,
    String,
    Moment,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// The events that mails tell, with the sealed address of a body.
type Events = HashMap<i64, (MailEvent, Option<String>)>;

fn events_of(db: &mut Db, wanted: &[Wanted]) -> StoreResult<Events> {
    use petition_events as e;
    let events: Vec<i64> = wanted
        .iter()
        .filter(|mail| mail.message != Message::PetitionModerated)
        .filter_map(|mail| mail.event_id)
        .collect();
    if events.is_empty() {
        return Ok(Events::new());
    }
    let rows: Vec<EventRow> = e::table
        .filter(e::id.eq_any(&events))
        .select((
            e::id,
            e::petition_id,
            e::kind,
            e::at,
            e::code,
            e::text,
            e::url,
            e::to_name,
            e::to_sealed,
        ))
        .load(db)?;
    let mut found = Events::new();
    for (id, petition, kind, at, code, text, url, to_name, to_sealed) in rows {
        let kind = EventKind::from_code(&kind)
            .ok_or_else(|| StoreError::corrupt("petition_events", &id))?;
        // What is to be revised is between desk and petitioner: it is no part of the thread.
        let text = match kind {
            EventKind::RevisionRequested => asked_revision(db, petition)?,
            _ => text,
        };
        let event = MailEvent {
            id,
            kind,
            at: at.into(),
            code,
            text,
            url,
            to_name,
        };
        found.insert(id, (event, to_sealed));
    }
    Ok(found)
}

/// The decisions that mails tell petitioners, by the key of the mail.
pub(super) fn decisions_of(
    db: &mut Db,
    wanted: &[Wanted],
) -> StoreResult<HashMap<i64, PetitionDecision>> {
    let mut found = HashMap::new();
    for mail in wanted {
        let (Message::PetitionModerated, Some(id)) = (mail.message, mail.event_id) else {
            continue;
        };
        let Some(decision) = decision(db, id)? else {
            continue;
        };
        let news = match decision.subject {
            ModerationSubject::Update(id) => update(db, id)?.map(|news| news.text),
            ModerationSubject::Input(_)
            | ModerationSubject::Reply(_)
            | ModerationSubject::Petition(_) => None,
        };
        found.insert(mail.id, PetitionDecision { decision, news });
    }
    Ok(found)
}

fn asked_revision(db: &mut Db, petition_id: i64) -> StoreResult<Option<String>> {
    use petition_rulings as r;
    let reason: Option<Option<String>> = r::table
        .filter(r::petition_id.eq(petition_id).and(r::kind.eq("revise")))
        .order(r::id.desc())
        .select(r::reason)
        .first(db)
        .optional()?;
    Ok(reason.flatten())
}
