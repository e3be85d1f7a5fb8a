//! The response report (*nota van beantwoording*) is published: one act for the whole round.

use super::promise::keep_promises;
use super::subject::{Needs, held_round};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::{audit_round, take_step};
use std::collections::BTreeMap;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_domain::responses::{ReportLack, ResponseState};
use weerklank_domain::rounds::{RoundState, RoundStep};
use weerklank_store::Db;
use weerklank_store::dossiers::documents;
use weerklank_store::inputs::find_by_id;
use weerklank_store::outbox::{RoundEvent, tell_authors};
use weerklank_store::responses::{
    EntryPromise, EntrySubject, NewReport, PromiseRecord, ReportEntry, ReportFacts, ResponseRecord,
    ResponseSubject, add_entry, add_report, entry_of, freeze_groups, freeze_views, newest_report,
    parts_of, promises_of_round, reach, responses_of, theme_by_id,
};
use weerklank_store::rounds::{RoundRecord, coverage};

/// What is said around the answers.
#[derive(Debug, Clone, Default)]
pub struct ReportText {
    /// Above them (Markdown).
    pub intro: Option<Passage>,
    /// What the body changes of its own motion (Markdown, NOT-1).
    pub own_motion: Option<Passage>,
    /// Why there is a new version.
    pub reason: Option<Passage>,
    /// Why it is published while inputs wait.
    pub override_reason: Option<Passage>,
}

/// What a report still needs, besides what people type into it.
#[must_use]
pub fn report_lacks(text: &ReportText, open: i64, has_report: bool) -> Vec<ReportLack> {
    [
        (open > 0 && text.override_reason.is_none()).then_some(ReportLack::Override),
        (has_report && text.reason.is_none()).then_some(ReportLack::Reason),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Publishes the next version of a round's report, with every answer that is ready, and tells every author.
/// A round whose answers were being worked on is concluded by it. Answers the version.
///
/// # Errors
/// [`ActError::ReportLacking`] while inputs are open and no public reason was given for going on
/// (invariant 3), or without the reason of a new version; [`ActError::CannotHandle`] before the body
/// began to answer; [`ActError::NotAllowed`].
pub fn publish_report(
    house: &House,
    actor: &Actor,
    round_id: i64,
    text: &ReportText,
) -> ActResult<i32> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::ApproveAnswers, Needs::Publishing);
        let round = held_round(db, actor, asked, round_id, now)?;
        if round.state == RoundState::Answering {
            // From here on nothing comes in, so that what is counted is what is published.
            take_step(db, &round, RoundStep::Conclude, now)?;
        }
        let before = newest_report(db, round.id)?;
        let facts = facts_of(db, &round)?;
        let missing = report_lacks(text, facts.coverage.0, before.is_some());
        if !missing.is_empty() {
            return Err(ActError::ReportLacking(missing));
        }
        let version = before.map_or(1, |(_, version, _)| version + 1);
        let of = |passage: &Option<Passage>| passage.as_ref().map(|text| text.as_str().to_owned());
        let (reason, over) = (of(&text.reason), of(&text.override_reason));
        let report_id = add_report(
            db,
            &NewReport {
                round_id: round.id,
                version,
                intro: &of(&text.intro).unwrap_or_default(),
                own_motion: &of(&text.own_motion).unwrap_or_default(),
                reason: reason.as_deref().filter(|_| version > 1),
                override_reason: over.as_deref().filter(|_| facts.coverage.0 > 0),
                facts: &facts,
                staff_id: actor.staff_id,
                at: now,
            },
        )?;
        let previous = before.map(|(id, _, _)| id);
        keep_promises(db, (actor, &round), now)?;
        let mut verdicts = BTreeMap::new();
        for (position, (id, inputs, entry)) in (1..).zip(all_entries(db, &round, previous)?) {
            add_entry(db, (report_id, position), id, inputs, &entry)?;
            verdicts.insert(id, entry.verdict);
        }
        freeze_views(db, round.id, report_id)?;
        freeze_groups(db, report_id, &verdicts)?;
        tell_authors(db, round.id, RoundEvent::Answered(report_id), now)?;
        let subject = (round.number, round.body.0);
        let detail = format!("version {version}");
        audit_round(db, actor, AuditAct::ReportPublished, subject, &detail, now)?;
        Ok(version)
    })
}

fn facts_of(db: &mut Db, round: &RoundRecord) -> ActResult<ReportFacts> {
    let counted = coverage(db, round.id)?;
    Ok(ReportFacts {
        round: round.number,
        title: round.title.clone(),
        language: round.language.code().to_owned(),
        body: (round.body.2.clone(), round.body.3.clone()),
        dossier: (round.dossier.2.clone(), round.dossier.3.clone()),
        procedure: round.procedure.clone(),
        laid_open_on: round.laid_open_on,
        announced_at: round.announced_at,
        opens_at: round.opens_at,
        closes_at: round.closes_at,
        bulletin_url: round.bulletin_url.clone(),
        coverage: (
            counted.open,
            counted.answered,
            counted.set_aside,
            counted.withdrawn,
            counted.removed,
        ),
    })
}

type Entries = Vec<(i64, i64, ReportEntry)>;

/// The answers in their order: themes first, then single inputs and parts. One that is being corrected
/// stands as the report before had it.
fn all_entries(db: &mut Db, round: &RoundRecord, previous: Option<i64>) -> ActResult<Entries> {
    let given: Vec<ResponseRecord> = responses_of(db, round.id, None)?
        .into_iter()
        .filter(|response| response.is_given)
        .collect();
    let mut reused: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    let mut reaches = Vec::new();
    for response in &given {
        let inputs = reach(db, response.subject)?;
        reaches.push(inputs);
        if let Some(template) = response.template_id {
            let counted = reused.entry(template).or_default();
            counted.0 += 1;
            counted.1 += inputs;
        }
    }
    let papers: BTreeMap<i64, String> = documents(db, round.dossier.0)?
        .into_iter()
        .map(|paper| (paper.id, paper.title))
        .collect();
    let promises = promises_of_round(db, round.id)?;
    let made = |response: &ResponseRecord| made(promises.get(&response.id));
    let mut entries = Vec::new();
    for (response, inputs) in given.into_iter().zip(reaches) {
        let reuse = response.template_id.and_then(|id| reused.get(&id).copied());
        let entry = match (response.state, previous) {
            (ResponseState::Ready, _) | (_, None) => {
                entry(db, &response, &papers, (reuse, made(&response)))?
            }
            (_, Some(report)) => match entry_of(db, report, response.id)? {
                Some(published) => published.entry,
                None => entry(db, &response, &papers, (reuse, made(&response)))?,
            },
        };
        let rank = match &entry.subject {
            EntrySubject::Theme { number, .. } => (0, *number),
            EntrySubject::Input { number } | EntrySubject::Part { number, .. } => (1, *number),
        };
        entries.push((rank, (response.id, inputs, entry)));
    }
    entries.sort_by_key(|(rank, (id, _, _))| (*rank, *id));
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

fn entry(
    db: &mut Db,
    response: &ResponseRecord,
    papers: &BTreeMap<i64, String>,
    (reuse, promises): (Option<(i64, i64)>, Vec<EntryPromise>),
) -> ActResult<ReportEntry> {
    let (text, place) = (&response.text.answer, &response.text.place);
    // Approved answers have a verdict; the database holds that, too.
    let verdict = text.verdict.ok_or(ActError::Stale)?;
    let document = place.document_id.and_then(|id| {
        let title = papers.get(&id)?;
        Some((id, title.clone(), place.version))
    });
    Ok(ReportEntry {
        number: response.number,
        subject: subject(db, response.subject)?,
        verdict: verdict.code().to_owned(),
        heard: text.heard.clone(),
        reasons: text.reasons.clone(),
        change: (!text.is_no_change).then(|| text.change.clone()),
        change_document: document,
        change_paragraph: place.paragraph.clone(),
        responsible: text.responsible.clone(),
        adopted_by: text.adopted_by.clone(),
        adopted_on: text.adopted_on,
        correction: Some(text.correction.clone()).filter(|reason| !reason.is_empty()),
        reuse,
        promises,
    })
}

/// The commitments among what an answer promises.
fn made(promises: Option<&Vec<PromiseRecord>>) -> Vec<EntryPromise> {
    promises
        .into_iter()
        .flatten()
        .filter_map(|promise| {
            Some(EntryPromise {
                number: promise.commitment?,
                title: promise.text.title.clone(),
                owner: promise.text.owner.clone(),
                due_on: promise.text.due_on,
            })
        })
        .collect()
}

fn subject(db: &mut Db, subject: ResponseSubject) -> ActResult<EntrySubject> {
    Ok(match subject {
        ResponseSubject::Theme(id) => {
            let theme = theme_by_id(db, id)?.ok_or(ActError::Missing)?;
            EntrySubject::Theme {
                number: theme.number,
                title: theme.title,
            }
        }
        ResponseSubject::Input(id) => EntrySubject::Input {
            number: find_by_id(db, id)?.ok_or(ActError::Missing)?.number.number,
        },
        ResponseSubject::Part(input, part) => {
            let number = find_by_id(db, input)?
                .ok_or(ActError::Missing)?
                .number
                .number;
            let parts = parts_of(db, input)?;
            let quote = parts
                .into_iter()
                .find(|one| one.id == part)
                .map(|one| one.quote);
            EntrySubject::Part {
                number,
                quote: quote.unwrap_or_default(),
            }
        }
    })
}
