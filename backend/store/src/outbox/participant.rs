//! People who take part in rounds, as far as mails to them need it.

use super::recipient::Wanted;
use super::{Audience, Message, NewMail};
use crate::Db;
use crate::commitments::{self, CommitmentRecord, StepRecord};
use crate::errors::{StoreError, StoreResult};
use crate::moderation::{DecisionRecord, NoticeRecord, decision, notice as notice_by_id};
use crate::moment::{Moment, utc};
use crate::replies::{ThreadSubject, find_by_id as reply_by_id, thread_by_id};
use crate::schema::{
    authors, inputs, proofs, repliers, replies, round_extensions, round_notices, rounds,
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamp};
use std::collections::HashMap;
use weerklank_domain::Language;
use weerklank_domain::inputs::{Channel, InputNumber};
use weerklank_domain::rounds::RoundState;

/// The person a mail about a round is for.
#[derive(Debug, Clone)]
pub struct Participant {
    /// The key of the proof, or of the person row.
    pub person_id: i64,
    /// The sealed personal data.
    pub sealed: String,
    /// The language to write in.
    pub language: Language,
    /// When the person began.
    pub begun_at: DateTime<Utc>,
    /// For a proof, what it is for.
    pub purpose: Option<String>,
    /// The round.
    pub round: Option<MailRound>,
    /// The input of an author.
    pub input: Option<MailInput>,
    /// The reply of whoever replied.
    pub reply: Option<MailReply>,
    /// What moderation decided.
    pub decision: Option<DecisionRecord>,
    /// Why and until when the round was made longer.
    pub extension: Option<(DateTime<Utc>, String)>,
    /// What somebody reported.
    pub report: Option<NoticeRecord>,
    /// What visitors of the round are told about its papers.
    pub notice: Option<String>,
    /// The commitment that somebody follows, and what happened to it.
    pub commitment: Option<(CommitmentRecord, StepRecord)>,
    /// Whether news is still wanted.
    pub wants_news: bool,
}

/// The round that a mail is about.
#[derive(Debug, Clone)]
pub struct MailRound {
    /// Its key.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Where it is on its way.
    pub state: RoundState,
    /// When it closes.
    pub closes_at: Option<DateTime<Utc>>,
    /// The day by which people have their answer.
    pub answer_by: Option<NaiveDate>,
    /// Why it was stopped.
    pub cancel_reason: Option<String>,
}

/// The input that a mail is about.
#[derive(Debug, Clone)]
pub struct MailInput {
    /// Its number.
    pub number: InputNumber,
    /// Its text (Markdown).
    pub text: String,
    /// Whether it came after the closing.
    pub is_late: bool,
    /// Whether it was said, and its speaker has not agreed with the report yet.
    pub asks_speaker: bool,
}

/// The reply that a mail is about.
#[derive(Debug, Clone)]
pub struct MailReply {
    /// The thread.
    pub thread_id: i64,
    /// What the thread hangs on.
    pub subject: ThreadSubject,
    /// Its number within the thread.
    pub number: i64,
    /// Its text (Markdown).
    pub text: String,
}

pub(super) fn load(db: &mut Db, wanted: &[Wanted]) -> StoreResult<HashMap<i64, Participant>> {
    let of = |audience: Audience| -> Vec<&Wanted> {
        wanted
            .iter()
            .filter(|mail| mail.message.audience() == audience)
            .collect()
    };
    let mut found = HashMap::new();
    for mail in of(Audience::Proof) {
        if let Some(person) = proof(db, mail.person_id)? {
            found.insert(mail.id, person);
        }
    }
    for mail in of(Audience::Author) {
        if let Some(person) = author(db, mail)? {
            found.insert(mail.id, person);
        }
    }
    for mail in of(Audience::Replier) {
        if let Some(person) = replier(db, mail)? {
            found.insert(mail.id, person);
        }
    }
    for mail in of(Audience::Notifier) {
        if let Some(person) = notifier(db, mail)? {
            found.insert(mail.id, person);
        }
    }
    for mail in of(Audience::Follower) {
        if let Some(person) = follower(db, mail)? {
            found.insert(mail.id, person);
        }
    }
    Ok(found)
}

fn notifier(db: &mut Db, mail: &Wanted) -> StoreResult<Option<Participant>> {
    let Some(report) = notice_by_id(db, mail.person_id)? else {
        return Ok(None);
    };
    let Some(sealed) = report.sealed.clone() else {
        return Ok(None);
    };
    let decision = match report.decided {
        Some((_, id, _)) => decision(db, id)?,
        None => None,
    };
    Ok(Some(Participant {
        person_id: mail.person_id,
        sealed,
        language: report.language,
        begun_at: report.received_at,
        purpose: None,
        round: None,
        input: None,
        reply: None,
        decision,
        extension: None,
        report: Some(report),
        notice: None,
        commitment: None,
        wants_news: true,
    }))
}

fn follower(db: &mut Db, mail: &Wanted) -> StoreResult<Option<Participant>> {
    let Some(person) = commitments::follower(db, mail.person_id)? else {
        return Ok(None);
    };
    let commitment = commitments::find_by_id(db, person.commitment_id)?;
    let step = commitments::steps(db, person.commitment_id)?
        .into_iter()
        .find(|step| Some(step.id) == mail.event_id);
    Ok(Some(Participant {
        person_id: mail.person_id,
        sealed: person.sealed,
        language: person.language,
        begun_at: person.begun_at,
        purpose: None,
        round: None,
        input: None,
        reply: None,
        decision: None,
        extension: None,
        report: None,
        notice: None,
        commitment: commitment.zip(step),
        wants_news: person.wants_news,
    }))
}

fn replier(db: &mut Db, mail: &Wanted) -> StoreResult<Option<Participant>> {
    type Row = (i64, String, String, Moment);
    let row: Option<Row> = repliers::table
        .find(mail.person_id)
        .select((
            repliers::thread_id,
            repliers::sealed,
            repliers::lang,
            repliers::begun_at,
        ))
        .first(db)
        .optional()?;
    let Some((thread_id, sealed, lang, begun_at)) = row else {
        return Ok(None);
    };
    let reply_id: Option<i64> = replies::table
        .filter(replies::replier_id.eq(Some(mail.person_id)))
        .select(replies::id)
        .first(db)
        .optional()?;
    let reply = match reply_id {
        Some(id) => reply_by_id(db, id)?,
        None => None,
    };
    // Where it stands now, which may not be where it was written.
    let thread = match &reply {
        Some(reply) => thread_by_id(db, reply.thread_id)?,
        None => None,
    };
    Ok(Some(Participant {
        person_id: mail.person_id,
        sealed,
        language: Language::from_tag(&lang)
            .ok_or_else(|| StoreError::corrupt("repliers", &mail.person_id))?,
        begun_at: begun_at.into(),
        purpose: None,
        round: None,
        input: None,
        reply: reply.zip(thread).map(|(reply, thread)| MailReply {
            thread_id,
            subject: thread.subject,
            number: reply.number,
            text: reply.text,
        }),
        decision: match mail.event_id {
            Some(id) => decision(db, id)?,
            None => None,
        },
        extension: None,
        report: None,
        notice: None,
        commitment: None,
        wants_news: true,
    }))
}

fn proof(db: &mut Db, id: i64) -> StoreResult<Option<Participant>> {
    type Row = (String, String, Moment, String, Option<i64>);
    let row: Option<Row> = proofs::table
        .find(id)
        .filter(proofs::done_at.is_null())
        .select((
            proofs::sealed,
            proofs::lang,
            proofs::begun_at,
            proofs::purpose,
            proofs::round_id,
        ))
        .first(db)
        .optional()?;
    let Some((sealed, lang, begun_at, purpose, round_id)) = row else {
        return Ok(None);
    };
    Ok(Some(Participant {
        person_id: id,
        sealed,
        language: Language::from_tag(&lang).ok_or_else(|| StoreError::corrupt("proofs", &id))?,
        begun_at: begun_at.into(),
        purpose: Some(purpose),
        round: match round_id {
            Some(round) => Some(mail_round(db, round)?),
            None => None,
        },
        input: None,
        reply: None,
        decision: None,
        extension: None,
        report: None,
        notice: None,
        commitment: None,
        wants_news: true,
    }))
}

fn author(db: &mut Db, mail: &Wanted) -> StoreResult<Option<Participant>> {
    type Row = (i64, String, String, Moment);
    let row: Option<Row> = authors::table
        .find(mail.person_id)
        .select((
            authors::round_id,
            authors::sealed,
            authors::lang,
            authors::begun_at,
        ))
        .first(db)
        .optional()?;
    let Some((round_id, sealed, lang, begun_at)) = row else {
        return Ok(None);
    };
    type Written = (i64, i64, String, bool, String);
    let input: Option<Written> = inputs::table
        .filter(inputs::author_id.eq(Some(mail.person_id)))
        .select((
            inputs::id,
            inputs::number,
            inputs::text,
            inputs::is_late,
            inputs::channel,
        ))
        .first(db)
        .optional()?;
    let asks_speaker = match &input {
        Some((id, _, _, _, channel)) => asks_speaker(db, round_id, *id, channel)?,
        None => false,
    };
    let round_number: i64 = rounds::table
        .find(round_id)
        .select(rounds::number)
        .first(db)?;
    Ok(Some(Participant {
        person_id: mail.person_id,
        sealed,
        language: Language::from_tag(&lang)
            .ok_or_else(|| StoreError::corrupt("authors", &mail.person_id))?,
        begun_at: begun_at.into(),
        purpose: None,
        round: Some(mail_round(db, round_id)?),
        input: input.map(|(_, number, text, is_late, _)| MailInput {
            number: InputNumber {
                round: round_number,
                number,
            },
            text,
            is_late,
            asks_speaker,
        }),
        reply: None,
        decision: match (mail.message, mail.event_id) {
            (Message::InputModerated, Some(id)) => decision(db, id)?,
            _ => None,
        },
        extension: match (mail.message, mail.event_id) {
            (Message::RoundNews, Some(id)) => extension(db, id)?,
            _ => None,
        },
        report: None,
        notice: match (mail.message, mail.event_id) {
            (Message::PapersChanged, Some(id)) => notice(db, id)?,
            _ => None,
        },
        commitment: None,
        wants_news: true,
    }))
}

/// Whether an input was said in a round in which its speaker must agree, and has not done so yet.
fn asks_speaker(db: &mut Db, round_id: i64, input_id: i64, channel: &str) -> StoreResult<bool> {
    let Some(channel) = Channel::from_code(channel).filter(|channel| channel.is_oral()) else {
        return Ok(false);
    };
    let origin = crate::inputs::origin(db, input_id)?;
    let is_asked = crate::rounds::find_by_id(db, round_id)?
        .is_some_and(|round| round.rules.asks_speaker(channel));
    Ok(is_asked && origin.is_some_and(|origin| origin.speaker_agreed_at.is_none()))
}

fn mail_round(db: &mut Db, id: i64) -> StoreResult<MailRound> {
    type Row = (
        String,
        String,
        String,
        Option<Moment>,
        Option<NaiveDate>,
        Option<String>,
    );
    let (slug, title, state, closes_at, answer_by, cancel_reason): Row = rounds::table
        .find(id)
        .select((
            rounds::slug,
            rounds::title,
            rounds::state,
            rounds::closes_at,
            rounds::answer_by,
            rounds::cancel_reason,
        ))
        .first(db)?;
    Ok(MailRound {
        state: RoundState::from_code(&state).ok_or_else(|| StoreError::corrupt("rounds", &id))?,
        closes_at: utc(closes_at),
        id,
        slug,
        title,
        answer_by,
        cancel_reason,
    })
}

fn extension(db: &mut Db, id: i64) -> StoreResult<Option<(DateTime<Utc>, String)>> {
    let row: Option<(Moment, String)> = round_extensions::table
        .find(id)
        .select((round_extensions::to_closes_at, round_extensions::reason))
        .first(db)
        .optional()?;
    Ok(row.map(|(to, reason)| (to.into(), reason)))
}

fn notice(db: &mut Db, id: i64) -> StoreResult<Option<String>> {
    Ok(round_notices::table
        .find(id)
        .select(round_notices::text)
        .first(db)
        .optional()?)
}

/// Queues a mail to the author of an input, or of a reply.
pub fn tell_author(
    db: &mut Db,
    message: Message,
    author_id: i64,
    event_id: Option<i64>,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let mail = match event_id {
        Some(event) => NewMail::telling(message, author_id, event, now.into()),
        None => NewMail::new(message, author_id, "", now.into()),
    };
    super::queue(db, &[mail])?;
    Ok(())
}

/// What happened to a round that its authors are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundEvent {
    /// It was made longer: the key of the extension.
    Extended(i64),
    /// It was stopped.
    Cancelled,
    /// A paper was replaced: the key of the notice.
    PapersChanged(i64),
    /// Its report was published, in a first version or another one: the key of the report.
    Answered(i64),
}

/// Queues a mail to everybody who wrote to a round and did not take that back. Whoever wrote more than
/// once is told once, and nobody is told the same twice. Answers how many are told.
pub fn tell_authors(
    db: &mut Db,
    round_id: i64,
    event: RoundEvent,
    now: DateTime<Utc>,
) -> StoreResult<usize> {
    let (message, name, event_id) = match event {
        RoundEvent::Extended(id) => (Message::RoundNews, id.to_string(), Some(id)),
        RoundEvent::Cancelled => (Message::RoundNews, "cancelled".to_owned(), None),
        RoundEvent::PapersChanged(id) => (Message::PapersChanged, id.to_string(), Some(id)),
        RoundEvent::Answered(id) => (Message::RoundAnswered, id.to_string(), Some(id)),
    };
    // One statement for everybody; INSERT … SELECT with ON CONFLICT has no common form.
    Ok(diesel::sql_query(
        "INSERT INTO outbox (event_key, message, person_id, state, due_at, attempts, created_at, audience, event_id)
         SELECT CAST($1 AS TEXT) || ':' || MIN(authors.id) || ':' || $2, $1, MIN(authors.id), 'queued', $3, 0, $3, 'author', $4
         FROM authors JOIN inputs ON inputs.author_id = authors.id
         WHERE authors.round_id = $5 AND inputs.state <> 'withdrawn'
         GROUP BY COALESCE(authors.author_key, CAST(authors.id AS TEXT))
         ON CONFLICT (event_key) DO NOTHING",
    )
    .bind::<Text, _>(message.code())
    .bind::<Text, _>(name)
    .bind::<Timestamp, _>(Moment::from(now))
    .bind::<Nullable<BigInt>, _>(event_id)
    .bind::<BigInt, _>(round_id)
    .execute(db)?)
}
