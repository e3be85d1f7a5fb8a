//! Votes of a bundle. Rows that do not add up to what was stated of them are told and never published.
//! Where the rules of the body are known the result is computed, and what the source states is kept beside
//! it; where they are not, nothing is computed.

use super::bundle::{Bundle, VoteEvent};
use super::enter_events::{language, titled};
use super::enter_people::{LONGEST_IDENTIFIER, State};
use super::import::{Found, PopoloSource, at_once};
use super::names::{moment, own_reference};
use super::place_votes::{item_of, step_on};
use super::vote_rows::{Rows, VoteRow, rows};
use super::vote_rules::{Computed, compute};
use crate::council::CouncilReport;
use crate::council::council_report::NotPublished;
use crate::council::looked_up::rules_on;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, Utc};
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::{Method, Outcome, SecretSubject, Subject};
use weerklank_store::Db;
use weerklank_store::council::{
    Identified, NewStatedVote, NewVote, NewVoteVersion, NewWithoutVote, add_identifier,
    add_stated_vote, add_vote, add_without_vote, call_stated_vote, call_vote, council_body,
    identified, proposal_by_id, publish_version, roster, stated_vote_of_source, vote,
};

/// Enters them, the oldest first.
pub(super) fn enter_votes(
    house: &House,
    bundle: &Bundle,
    source: PopoloSource,
    (found, report): State,
    progress: &dyn Fn(usize),
) -> ActResult<()> {
    let mut votes: Vec<(Option<DateTime<Utc>>, &VoteEvent)> = bundle
        .vote_events
        .iter()
        .map(|vote| (taken_at(bundle, vote), vote))
        .collect();
    votes.sort_by_key(|(at, _)| *at);
    let now = house.clock.now();
    for (at, event) in votes {
        let Some(at) = at else {
            let id = event.id.as_deref().unwrap_or("?");
            report.odd(format!("{id}: no date"));
            continue;
        };
        let entry = Entry {
            bundle,
            source,
            event,
            at,
            now,
        };
        at_once(house, (found, report), |db, state| {
            enter_vote(db, &entry, state)
        })?;
        progress(1);
    }
    Ok(())
}

/// A vote with what it is read beside.
pub(super) struct Entry<'a> {
    pub bundle: &'a Bundle,
    pub source: PopoloSource<'a>,
    pub event: &'a VoteEvent,
    pub at: DateTime<Utc>,
    pub now: DateTime<Utc>,
}

/// When it was taken: its own moment, or the day of what was voted on.
fn taken_at(bundle: &Bundle, vote: &VoteEvent) -> Option<DateTime<Utc>> {
    let read = |text: &Option<String>| text.as_deref().and_then(moment);
    let motion = bundle
        .motions
        .iter()
        .find(|one| one.id.is_some() && one.id == vote.motion_id);
    read(&vote.start_date)
        .or_else(|| read(&vote.x_date))
        .or_else(|| motion.and_then(|motion| read(&motion.date)))
        .or_else(|| motion.and_then(|motion| read(&motion.context.as_ref()?.date)))
}

fn enter_vote(db: &mut Db, entry: &Entry, (found, report): State) -> ActResult<()> {
    let event = entry.event;
    let Some(id) = &event.id else {
        report.odd("a vote without an id".to_owned());
        return Ok(());
    };
    if let Some(known) = known(db, entry, id)? {
        if let Some(known) = known {
            found.votes.insert(id.clone(), known);
        }
        report.unchanged += 1;
        return Ok(());
    }
    let motion = event
        .motion_id
        .as_ref()
        .and_then(|id| found.motions.get(id))
        .copied();
    let proposal = match motion {
        Some(motion) => proposal_by_id(db, motion)?,
        None => None,
    };
    let named = event
        .organization_id
        .as_ref()
        .and_then(|id| found.bodies.get(id))
        .copied();
    let body_id = named
        .or(proposal.as_ref().map(|one| one.body_id))
        .or(found.only_body);
    let Some(body_id) = body_id else {
        report.odd(format!("{id}: no body"));
        return Ok(());
    };
    let rows = rows(db, entry, body_id, (found, report))?;
    if let Some(reason) = rows.fault() {
        refuse(report, id, &rows, reason.to_owned());
        return Ok(());
    }
    let title = match &proposal {
        Some(_) => String::new(),
        None => titled(event.x_title.as_deref().or(event.identifier.as_deref()), id),
    };
    let item_id = item_of(db, entry, body_id, (proposal.as_ref(), &title), found)?;
    let body = council_body(db, body_id)?.filter(|body| body.decides);
    let rules = match &body {
        Some(body) => rules_on(db, body, day_of(entry.at))?,
        None => None,
    };
    let Some((rule_set_id, set)) = rules else {
        return state(db, entry, (id, item_id, motion, &title), &rows, report);
    };
    let follows_id = event
        .x_follows_vote_event_id
        .as_ref()
        .and_then(|id| found.votes.get(id))
        .copied();
    let subject = subject(entry, proposal.as_ref().map(|one| one.kind));
    if rows.method == Method::WithoutVote {
        let Some(proposal) = &proposal else {
            report.odd(format!(
                "{id}: adopted without a vote, and nothing was proposed"
            ));
            return Ok(());
        };
        let here = roster(db, body_id, day_of(entry.at))?;
        let here = here
            .map_err(|_| ActError::CannotMeet(weerklank_domain::council::CannotMeet::SeatTaken))?;
        let decision = set.rules.without_vote();
        let new = NewWithoutVote {
            item_id,
            proposal_id: proposal.id,
            language: proposal.text.language,
            rule_set_id,
            roster: &here,
            decision: &decision,
            summary: ("", ""),
            staff_id: None,
            taken_at: entry.at,
            at: entry.now,
        };
        let vote_id = add_without_vote(db, &new)?;
        keep(db, entry, (id, vote_id), (found, report))?;
        return step_on(
            db,
            proposal,
            (*decision.outcome(), vote_id, item_id, entry.at),
        );
    }
    let computed = compute(
        db,
        entry,
        (body_id, item_id, follows_id),
        (subject, &rows),
        &set.rules,
    )?;
    let Computed {
        roster,
        sheet,
        tally,
    } = match computed {
        Ok(computed) => computed,
        Err(reason) => {
            refuse(report, id, &rows, reason);
            return Ok(());
        }
    };
    let new = NewVote {
        item_id,
        proposal_id: proposal.as_ref().map(|one| one.id),
        title: &title,
        language: language(event.x_language.as_deref()),
        subject,
        choice_is_limited: event.x_choice_is_limited.unwrap_or(false),
        method: rows.method,
        follows_id,
        asked_by_id: None,
        asked_by_chair: false,
        sheet: &sheet,
        taken_at: entry.at,
        at: entry.now,
    };
    let (vote_id, _) = add_vote(db, &new)?;
    let version = NewVoteVersion {
        event_id: vote_id,
        method: rows.method,
        correction: None,
        rule_set_id,
        roster: &roster,
        sheet: &sheet,
        tally: &tally,
        staff_id: None,
        offered_by: None,
        at: entry.now,
    };
    publish_version(db, &version, 1)?;
    keep(db, entry, (id, vote_id), (found, report))?;
    let outcome = tally.outcome.on_proposal(tally.is_chosen);
    told_otherwise(id, event, outcome, report);
    match &proposal {
        Some(proposal) => step_on(db, proposal, (outcome, vote_id, item_id, entry.at)),
        None => Ok(()),
    }
}

/// The key of a vote that is here already; `Some(None)` where it is one that was stated only.
fn known(db: &mut Db, entry: &Entry, id: &str) -> ActResult<Option<Option<i64>>> {
    let scheme = entry.source.scheme;
    let identifier: String = id.chars().take(LONGEST_IDENTIFIER).collect();
    if let Some(known) = identified(db, Identified::Vote, scheme, &identifier)?.first() {
        return Ok(Some(Some(*known)));
    }
    if stated_vote_of_source(db, &entry.source.key(id))?.is_some() {
        return Ok(Some(None));
    }
    let Some(reference) = own_reference(id, "votes") else {
        return Ok(None);
    };
    let same = vote(db, reference)?.filter(|vote| vote.taken_at == entry.at);
    if let Some(same) = same {
        return Ok(Some(Some(same.id)));
    }
    let stated = weerklank_store::council::stated_vote(db, reference)?;
    Ok(stated
        .filter(|vote| vote.taken_at == entry.at)
        .map(|_| None))
}

fn refuse(report: &mut CouncilReport, id: &str, rows: &Rows, reason: String) {
    let counts = rows.counts();
    let told = NotPublished {
        id: id.to_owned(),
        stated: [
            rows.stated.for_it,
            rows.stated.against,
            rows.stated.abstained,
        ]
        .map(|number| number.map(i64::from)),
        counted: [counts.for_it, counts.against, counts.abstained].map(i64::from),
        reason,
    };
    report.not_published.push(told);
}

/// Keeps what the source states of a vote.
fn state(
    db: &mut Db,
    entry: &Entry,
    (id, item_id, proposal_id, title): (&str, i64, Option<i64>, &str),
    rows: &Rows,
    report: &mut CouncilReport,
) -> ActResult<()> {
    let choices: Vec<_> = rows
        .votes
        .iter()
        .map(
            |VoteRow {
                 member,
                 faction,
                 choice,
                 ..
             }| (*member, *faction, *choice),
        )
        .collect();
    let hands: Vec<_> = rows
        .hands
        .iter()
        .map(|one| (one.faction, one.counts))
        .collect();
    let new = NewStatedVote {
        item_id,
        proposal_id,
        title,
        language: language(entry.event.x_language.as_deref()),
        is_adopted: stated_result(entry.event),
        counts: rows.counts(),
        choices: &choices,
        hands: &hands,
        taken_at: entry.at,
        source: entry.source.scheme,
        source_key: &entry.source.key(id),
        at: entry.now,
    };
    let vote_id = add_stated_vote(db, &new)?;
    if let Some(reference) = own_reference(id, "votes") {
        call_stated_vote(db, vote_id, reference)?;
    }
    report.votes += 1;
    Ok(())
}

/// What the source says came of it, in whichever of the words that are in use.
pub(super) fn stated_result(event: &VoteEvent) -> Option<bool> {
    let word = event
        .x_stated_result
        .as_deref()
        .or(event.result.as_deref())?;
    match word.to_lowercase().as_str() {
        "pass" | "passed" | "adopted" => Some(true),
        "fail" | "failed" | "rejected" => Some(false),
        _ => None,
    }
}

fn subject(entry: &Entry, kind: Option<weerklank_domain::council::ProposalKind>) -> Subject {
    use weerklank_domain::council::ProposalKind;
    match entry.event.x_subject.as_deref() {
        Some("nomination") => Subject::Persons(SecretSubject::Nomination),
        Some("recommendation") => Subject::Persons(SecretSubject::Recommendation),
        Some("appointment") => Subject::Persons(SecretSubject::Appointment),
        None if kind == Some(ProposalKind::Appointment) => {
            Subject::Persons(SecretSubject::Appointment)
        }
        _ => Subject::Matter,
    }
}

/// Counts it, and keeps what the source calls it.
fn keep(
    db: &mut Db,
    entry: &Entry,
    (id, vote_id): (&str, i64),
    (found, report): (&mut Found, &mut CouncilReport),
) -> ActResult<()> {
    if own_reference(id, "votes").is_none() {
        let identifier: String = id.chars().take(LONGEST_IDENTIFIER).collect();
        add_identifier(
            db,
            Identified::Vote,
            vote_id,
            entry.source.scheme,
            &identifier,
        )?;
    }
    if let Some(reference) = own_reference(id, "votes") {
        call_vote(db, vote_id, reference)?;
    }
    found.votes.insert(id.to_owned(), vote_id);
    report.votes += 1;
    Ok(())
}

fn told_otherwise(id: &str, event: &VoteEvent, outcome: Outcome, report: &mut CouncilReport) {
    use weerklank_domain::council::Side;
    let stated = stated_result(event);
    let computed = outcome.verdict().map(|side| side == Side::For);
    if stated.is_some() && stated != computed {
        report.odd(format!("{id}: stated otherwise than {}", outcome.code()));
    }
}
