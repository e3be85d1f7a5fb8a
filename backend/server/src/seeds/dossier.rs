//! A dossier of the seeds, as an entry with its history.

use super::midnight;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use weerklank_acts::dossiers::{
    EntryDocument, EntryDossier, EntryMove, EntryPhase, EntryTask, EntryVersion,
};
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::dossiers::{Level, PhaseKind, Planned, Scope};
use weerklank_domain::petitions::Title;
use weerklank_store::dossiers::PhaseText;

/// `demo/dossiers/<slug>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DossierFile {
    pub slug: String,
    lang: String,
    body: String,
    area: Option<String>,
    title: String,
    summary: String,
    duty: Option<String>,
    /// The work address of the process manager.
    manager: Option<String>,
    pub begun_days_ago: i64,
    #[serde(default)]
    petitions: Vec<String>,
    #[serde(default)]
    phase: Vec<PhaseFile>,
    #[serde(default, rename = "move")]
    moves: Vec<MoveFile>,
    #[serde(default)]
    document: Vec<DocumentFile>,
    #[serde(default)]
    task: Vec<TaskFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseFile {
    kind: String,
    from_in_days: Option<i64>,
    until_in_days: Option<i64>,
    level: Option<String>,
    #[serde(default)]
    decided: String,
    #[serde(default)]
    decided_by: String,
    #[serde(default)]
    changeable: String,
    #[serde(default)]
    fixed: String,
    #[serde(default)]
    how: String,
    #[serde(default)]
    moment: String,
    #[serde(default)]
    afterwards: String,
    #[serde(default)]
    outcome: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoveFile {
    /// A phase, or `finish`.
    to: String,
    days_ago: i64,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentFile {
    phase: String,
    title: String,
    lang: Option<String>,
    version: Vec<VersionFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionFile {
    file: String,
    days_ago: i64,
    note: Option<String>,
    content: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskFile {
    phase: String,
    title: String,
    due_in_days: Option<i64>,
    done_days_ago: Option<i64>,
}

/// Makes the entry; the problem when the file says what cannot be.
pub fn entry(file: &DossierFile, now: DateTime<Utc>) -> Result<EntryDossier, String> {
    let language = Language::from_tag(&file.lang).ok_or("lang is unknown")?;
    Ok(EntryDossier {
        slug: Some(file.slug.clone()),
        body: file.body.clone(),
        area: file.area.clone(),
        language,
        title: Title::parse(&file.title).map_err(|error| format!("title: {error}"))?,
        summary: file.summary.trim().to_owned(),
        duty: file.duty.clone(),
        manager: file.manager.clone(),
        source: "seed".to_owned(),
        source_key: None,
        attribution: None,
        created_at: past(now, file.begun_days_ago, 9),
        phases: collected(&file.phase, |phase| entry_phase(phase, now))?,
        moves: collected(&file.moves, |step| entry_move(step, now))?,
        documents: collected(&file.document, |document| {
            entry_document(document, language, now)
        })?,
        tasks: collected(&file.task, |task| entry_task(task, now))?,
        petitions: file.petitions.clone(),
    })
}

fn collected<T, U>(all: &[T], one: impl Fn(&T) -> Result<U, String>) -> Result<Vec<U>, String> {
    all.iter().map(one).collect()
}

/// An hour of a day in the past; today, its beginning.
fn past(now: DateTime<Utc>, days_ago: i64, hour: i64) -> DateTime<Utc> {
    let hour = if days_ago == 0 { 0 } else { hour };
    midnight(now, -days_ago) + TimeDelta::hours(hour)
}

fn day(now: DateTime<Utc>, in_days: Option<i64>) -> Option<NaiveDate> {
    in_days.map(|days| day_of(now) + TimeDelta::days(days))
}

fn kind(code: &str) -> Result<PhaseKind, String> {
    PhaseKind::from_code(code).ok_or_else(|| format!("phase {code} is unknown"))
}

fn entry_phase(file: &PhaseFile, now: DateTime<Utc>) -> Result<EntryPhase, String> {
    let level = match &file.level {
        Some(code) => Some(Level::from_code(code).ok_or_else(|| format!("level {code}"))?),
        None => None,
    };
    let text = |given: &str| given.trim().to_owned();
    Ok(EntryPhase {
        kind: kind(&file.kind)?,
        text: PhaseText {
            planned: Planned::new(day(now, file.from_in_days), day(now, file.until_in_days))
                .map_err(|error| format!("{}: {error}", file.kind))?,
            level,
            scope: Scope {
                decided: text(&file.decided),
                decided_by: text(&file.decided_by),
                changeable: text(&file.changeable),
                fixed: text(&file.fixed),
                how: text(&file.how),
                moment: text(&file.moment),
                afterwards: text(&file.afterwards),
            },
            outcome: text(&file.outcome),
        },
    })
}

fn entry_move(file: &MoveFile, now: DateTime<Utc>) -> Result<EntryMove, String> {
    let to = match file.to.as_str() {
        "finish" => None,
        code => Some(kind(code)?),
    };
    Ok(EntryMove {
        to,
        reason: file.reason.as_ref().map(|reason| reason.trim().to_owned()),
        at: past(now, file.days_ago, 10),
    })
}

fn entry_document(
    file: &DocumentFile,
    language: Language,
    now: DateTime<Utc>,
) -> Result<EntryDocument, String> {
    let own = match &file.lang {
        Some(tag) => Language::from_tag(tag).ok_or("lang of a document is unknown")?,
        None => language,
    };
    Ok(EntryDocument {
        phase: kind(&file.phase)?,
        title: Title::parse(&file.title).map_err(|error| format!("{}: {error}", file.title))?,
        language: own,
        versions: file
            .version
            .iter()
            .map(|version| EntryVersion {
                file_name: version.file.clone(),
                content: version.content.trim_start().as_bytes().to_vec(),
                note: version.note.clone(),
                at: past(now, version.days_ago, 15),
            })
            .collect(),
    })
}

fn entry_task(file: &TaskFile, now: DateTime<Utc>) -> Result<EntryTask, String> {
    Ok(EntryTask {
        phase: kind(&file.phase)?,
        title: file.title.clone(),
        due_on: day(now, file.due_in_days),
        done_at: file.done_days_ago.map(|days| past(now, days, 16)),
    })
}
