//! What was promised, as the file says it.

use super::midnight;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use weerklank_acts::ActError;
use weerklank_acts::commitments::{CommitmentEntry, EntryStep};
use weerklank_domain::calendar::day_of;
use weerklank_domain::commitments::{Says, StepKind};
use weerklank_domain::people::EmailAddress;
use weerklank_store::commitments::StepText;
use weerklank_store::{Db, dossiers, petitions, rounds};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CommitmentsFile {
    pub commitment: Vec<CommitmentFile>,
}

/// One commitment: about exactly one thing, by its slug.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CommitmentFile {
    dossier: Option<String>,
    round: Option<String>,
    petition: Option<String>,
    pub title: String,
    text: String,
    owner: String,
    made_days_ago: i64,
    due_in_days: i64,
    #[serde(default)]
    step: Vec<StepFile>,
    /// How many follow it and say nothing, say that it was done, say that it was not.
    #[serde(default)]
    followers: [usize; 3],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFile {
    kind: String,
    days_ago: i64,
    due_in_days: Option<i64>,
    reason: String,
    url: Option<String>,
}

impl CommitmentFile {
    /// The number or reference of what it is about.
    pub(super) fn about(&self, db: &mut Db) -> Result<Option<String>, ActError> {
        Ok(match (&self.dossier, &self.round, &self.petition) {
            (Some(slug), None, None) => dossiers::find(db, slug)?.map(|found| found.reference),
            (None, Some(slug), None) => {
                rounds::find(db, slug)?.map(|found| format!("R{}", found.number))
            }
            (None, None, Some(slug)) => petitions::find(db, slug)?.map(|found| found.reference),
            _ => None,
        })
    }

    /// The entry, with days that count from today.
    pub(super) fn entry(
        &self,
        about: String,
        now: DateTime<Utc>,
    ) -> Result<CommitmentEntry, String> {
        let day = |days: i64| day_of(midnight(now, days));
        let at = |days_ago: i64| (midnight(now, -days_ago) + TimeDelta::hours(11)).min(now);
        let steps = self.step.iter().map(|step| step.entry(&day, &at));
        let [silent, done, not_done] = self.followers;
        let answers = [
            (silent, None),
            (done, Some(Says::Done)),
            (not_done, Some(Says::NotDone)),
        ];
        let followers = answers
            .into_iter()
            .flat_map(|(count, says)| std::iter::repeat_n(says, count))
            .enumerate()
            .map(|(number, says)| {
                let address = format!("volger{number}@voorbeeld.example");
                let email = EmailAddress::parse(&address).map_err(|error| error.to_string())?;
                Ok((email, says))
            })
            .collect::<Result<Vec<_>, String>>()?;
        Ok(CommitmentEntry {
            about,
            text: StepText {
                title: self.title.clone(),
                text: self.text.trim().to_owned(),
                owner: self.owner.clone(),
                due_on: day(self.due_in_days),
            },
            made_at: at(self.made_days_ago),
            steps: steps.collect::<Result<Vec<_>, String>>()?,
            followers,
        })
    }
}

impl StepFile {
    fn entry(
        &self,
        day: &dyn Fn(i64) -> NaiveDate,
        at: &dyn Fn(i64) -> DateTime<Utc>,
    ) -> Result<EntryStep, String> {
        Ok(EntryStep {
            kind: StepKind::from_code(&self.kind)
                .ok_or_else(|| format!("{} is no step", self.kind))?,
            at: at(self.days_ago),
            due_on: self.due_in_days.map(day),
            reason: self.reason.trim().to_owned(),
            url: self.url.clone(),
        })
    }
}
