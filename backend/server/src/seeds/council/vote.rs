//! A vote, told by factions as people tell it.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use std::collections::BTreeMap;
use weerklank_acts::council::{EntryBallots, EntryCast, EntryVote};
use weerklank_domain::council::{Announced, Breaker, Choice, Method, SecretSubject};
use weerklank_domain::petitions::Passage;

/// A vote on what stands on an item.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VoteFile {
    /// `hands`, `roll_call`, `electronic` or `secret`.
    method: String,
    #[serde(flatten)]
    cast: CastFile,
    /// Name in addresses of the member who asked for a vote by name.
    asked_by: Option<String>,
    #[serde(default)]
    asked_by_chair: bool,
    breaker: Option<String>,
    announced: Option<String>,
    #[serde(default)]
    nl: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    choice_is_limited: bool,
    #[serde(default)]
    blank: u32,
    #[serde(default)]
    wrong: u32,
    #[serde(default)]
    ballots: Vec<BallotFile>,
    chosen: Option<String>,
    first: Option<FirstFile>,
}

/// Who was for it.
#[derive(Deserialize)]
struct CastFile {
    /// Names in addresses of factions; the others were against.
    #[serde(default, rename = "for")]
    for_it: Vec<String>,
    /// What members did who did otherwise than their faction.
    #[serde(default)]
    others: BTreeMap<String, String>,
    /// Who said afterwards to have erred.
    #[serde(default)]
    mistakes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BallotFile {
    name: String,
    member: Option<String>,
    votes: u32,
}

/// What was published first, by mistake.
#[derive(Deserialize)]
struct FirstFile {
    #[serde(flatten)]
    cast: CastFile,
    reason: String,
    /// So many days later it was put right.
    days: i64,
}

impl CastFile {
    fn entry(&self) -> Result<EntryCast, String> {
        let mut others = Vec::new();
        for (member, code) in &self.others {
            let choice = Choice::from_code(code).ok_or_else(|| format!("{code} is no choice"))?;
            others.push((member.clone(), choice));
        }
        Ok(EntryCast {
            for_it: self.for_it.clone(),
            others,
            mistakes: self.mistakes.clone(),
        })
    }
}

fn known<T>(
    code: Option<&String>,
    find: impl Fn(&str) -> Option<T>,
    what: &str,
) -> Result<Option<T>, String> {
    let Some(code) = code else { return Ok(None) };
    find(code)
        .map(Some)
        .ok_or_else(|| format!("{code} is no {what}"))
}

impl VoteFile {
    /// The entry; `at` is about when it was taken.
    pub(super) fn entry(&self, at: DateTime<Utc>) -> Result<EntryVote, String> {
        let method = Method::from_code(&self.method);
        let method = method.ok_or_else(|| format!("{} is no way of voting", self.method))?;
        let first = match &self.first {
            Some(first) => {
                let reason = Passage::parse(&first.reason).map_err(|error| error.to_string())?;
                let when = at + TimeDelta::days(first.days);
                Some((first.cast.entry()?, reason, when))
            }
            None => None,
        };
        Ok(EntryVote {
            method,
            persons: (method == Method::Secret).then_some(SecretSubject::Appointment),
            choice_is_limited: self.choice_is_limited,
            asked_by: self.asked_by.clone(),
            asked_by_chair: self.asked_by_chair,
            cast: self.cast.entry()?,
            ballots: EntryBallots {
                blank: self.blank,
                wrong: self.wrong,
                votes: self
                    .ballots
                    .iter()
                    .map(|one| (one.name.clone(), one.member.clone(), one.votes))
                    .collect(),
                chosen: self.chosen.clone(),
            },
            breaker: known(self.breaker.as_ref(), Breaker::from_code, "breaker")?,
            announced: known(self.announced.as_ref(), Announced::from_code, "result")?,
            summary: (self.nl.trim().to_owned(), self.en.trim().to_owned()),
            first,
        })
    }
}
