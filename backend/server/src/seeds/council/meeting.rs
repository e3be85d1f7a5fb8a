//! A meeting, with its agenda, who was there, and what was decided without a vote.

use super::people::PeopleFile;
use super::vote::VoteFile;
use super::{moment, thursday};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use weerklank_acts::council::{
    EntryAttendance, EntryEnd, EntryItem, EntryMeeting, EntryPaper, EntryStep,
};
use weerklank_domain::Language;
use weerklank_domain::council::{AttendanceMode, NeverClosed, ProposalStep};
use weerklank_domain::petitions::Passage;

/// `demo/council/meetings/<key>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeetingFile {
    #[serde(default = "council")]
    body: String,
    #[serde(default)]
    title: String,
    /// It is held on the Thursday of that week.
    pub in_days: i64,
    /// The key of the first meeting, which this one convenes again, and so many days after it.
    second_of: Option<String>,
    days_after: Option<i64>,
    #[serde(default = "evening")]
    begins: String,
    ends: Option<String>,
    place: String,
    chair: Option<String>,
    #[serde(default)]
    is_tentative: bool,
    cancelled: Option<String>,
    /// Only these came, and it was not opened.
    only: Option<Vec<String>>,
    /// Members who were not there; why is not told.
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    remote: Vec<String>,
    #[serde(default)]
    late: Vec<MinutesFile>,
    #[serde(default)]
    left: Vec<MinutesFile>,
    #[serde(default)]
    paper: Vec<PaperFile>,
    #[serde(default)]
    item: Vec<ItemFile>,
    /// Of a second meeting: what became of what stood on the first agenda.
    #[serde(default)]
    again: Vec<OnItemFile>,
    /// Whether its decision list is still to be published.
    #[serde(default)]
    has_no_list: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MinutesFile {
    member: String,
    /// Minutes after the opening.
    after: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemFile {
    title: String,
    #[serde(default)]
    explanation: String,
    /// Whether it is part of the last item that is not.
    #[serde(default)]
    is_part: bool,
    #[serde(default)]
    hamerstuk: bool,
    #[serde(default)]
    closed: bool,
    topic: Option<String>,
    dossier: Option<String>,
    #[serde(default)]
    decision: String,
    #[serde(default)]
    proposal: Vec<OnItemFile>,
    #[serde(default)]
    paper: Vec<PaperFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnItemFile {
    key: String,
    /// Whether it comes back from an earlier meeting.
    #[serde(default)]
    comes_back: bool,
    #[serde(default)]
    is_adopted: bool,
    step: Option<String>,
    #[serde(default)]
    reason: String,
    vote: Option<VoteFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PaperFile {
    title: String,
    file: String,
    content: String,
}

fn council() -> String {
    "gemeenteraad".to_owned()
}

fn evening() -> String {
    "19:30".to_owned()
}

impl MeetingFile {
    /// The file of the meeting that it convenes again.
    pub(super) fn first_of<'f>(&self, files: &'f [(String, Self)]) -> Option<&'f Self> {
        let name = format!("demo/council/meetings/{}.toml", self.second_of.as_ref()?);
        files
            .iter()
            .find(|(given, _)| *given == name)
            .map(|(_, file)| file)
    }

    fn day(&self, first: Option<&Self>, now: DateTime<Utc>) -> NaiveDate {
        match (first, self.days_after) {
            (Some(first), Some(days)) => thursday(now, first.in_days) + TimeDelta::days(days),
            _ => thursday(now, self.in_days),
        }
    }

    /// The entry, with days that count from today.
    pub(super) fn entry(
        &self,
        key: &str,
        first: Option<&Self>,
        people: &PeopleFile,
        now: DateTime<Utc>,
    ) -> Result<EntryMeeting, String> {
        let on = self.day(first, now);
        let planned_at = moment(on, &self.begins)?;
        let days_before = if self.second_of.is_some() { 2 } else { 14 };
        let summoned_at = (planned_at - TimeDelta::days(days_before)).min(now);
        let end = self.end(on, planned_at)?;
        let is_held = matches!(end, EntryEnd::Held(..));
        let list_at = (planned_at + TimeDelta::days(5)).min(now);
        let attendance = match end {
            EntryEnd::Held(..) | EntryEnd::GivenUp(_) => {
                self.attendance(people, on, planned_at, now)
            }
            EntryEnd::ToCome | EntryEnd::Cancelled(_) => Vec::new(),
        };
        Ok(EntryMeeting {
            source: "seed".to_owned(),
            key: format!("seed:{key}"),
            body: self.body.clone(),
            title: self.title.clone(),
            language: Language::Nl,
            planned_at,
            place: self.place.clone(),
            chair: self.chair.clone(),
            second_of: self.second_of.as_ref().map(|key| format!("seed:{key}")),
            items: self.items(planned_at)?,
            again: on_items(&self.again, planned_at)?,
            papers: self.paper.iter().map(PaperFile::entry).collect(),
            summoned_at: (!self.is_tentative).then_some(summoned_at),
            attendance,
            decisions_at: (is_held && !self.has_no_list).then_some(list_at),
            end,
        })
    }

    fn end(&self, on: NaiveDate, planned_at: DateTime<Utc>) -> Result<EntryEnd, String> {
        Ok(match (&self.cancelled, &self.only, &self.ends) {
            (Some(reason), ..) => EntryEnd::Cancelled(reason.clone()),
            (None, Some(_), _) => EntryEnd::GivenUp(planned_at + TimeDelta::minutes(30)),
            (None, None, Some(ends)) => {
                let opened_at = planned_at + TimeDelta::minutes(2);
                EntryEnd::Held(opened_at, moment(on, ends)?)
            }
            (None, None, None) => EntryEnd::ToCome,
        })
    }

    /// Everybody who had a part in the body on that day and was there.
    fn attendance(
        &self,
        people: &PeopleFile,
        on: NaiveDate,
        planned_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Vec<EntryAttendance> {
        let body = people.body.iter().find(|body| body.slug == self.body);
        let members = body.map(|body| body.member.as_slice()).unwrap_or_default();
        let minutes = |list: &[MinutesFile], slug: &str| {
            let given = list.iter().find(|given| given.member == slug);
            given.map(|given| planned_at + TimeDelta::minutes(given.after))
        };
        members
            .iter()
            .filter(|member| member.held.iter().any(|held| held.covers(on, now)))
            .map(|member| &member.slug)
            .filter(|slug| !self.absent.contains(slug))
            .filter(|slug| self.only.as_ref().is_none_or(|only| only.contains(slug)))
            .map(|slug| EntryAttendance {
                member: slug.clone(),
                mode: if self.remote.contains(slug) {
                    AttendanceMode::Remote
                } else {
                    AttendanceMode::InPerson
                },
                from: minutes(&self.late, slug).unwrap_or(planned_at - TimeDelta::minutes(5)),
                until: minutes(&self.left, slug),
            })
            .collect()
    }

    fn items(&self, at: DateTime<Utc>) -> Result<Vec<EntryItem>, String> {
        let mut top = None;
        let mut items = Vec::new();
        for (place, given) in self.item.iter().enumerate() {
            items.push(given.entry(if given.is_part { top } else { None }, at)?);
            if !given.is_part {
                top = Some(place);
            }
        }
        Ok(items)
    }
}

impl ItemFile {
    fn entry(&self, parent: Option<usize>, at: DateTime<Utc>) -> Result<EntryItem, String> {
        let topic = match &self.topic {
            Some(code) => {
                Some(NeverClosed::from_code(code).ok_or_else(|| format!("{code} is no topic"))?)
            }
            None => None,
        };
        Ok(EntryItem {
            parent,
            title: self.title.clone(),
            explanation: self.explanation.trim().to_owned(),
            hamerstuk: self.hamerstuk,
            closed: self.closed,
            topic,
            dossier: self.dossier.clone(),
            decision: Passage::parse_optional(&self.decision)
                .map_err(|error| format!("{}: {error}", self.title))?,
            proposals: on_items(&self.proposal, at)?,
            papers: self.paper.iter().map(PaperFile::entry).collect(),
        })
    }
}

/// What became of proposals, by their keys.
fn on_items(
    given: &[OnItemFile],
    at: DateTime<Utc>,
) -> Result<Vec<(String, Vec<EntryStep>)>, String> {
    let steps = |one: &OnItemFile| Ok((format!("seed:{}", one.key), one.steps(at)?));
    given.iter().map(steps).collect()
}

impl OnItemFile {
    fn steps(&self, at: DateTime<Utc>) -> Result<Vec<EntryStep>, String> {
        let mut steps = Vec::new();
        if self.comes_back {
            steps.push(EntryStep::Step(ProposalStep::BringBack, String::new()));
        }
        if let Some(code) = &self.step {
            let step = ProposalStep::by_hand(code).ok_or_else(|| format!("{code} is no step"))?;
            steps.push(EntryStep::Step(step, self.reason.trim().to_owned()));
        }
        if self.is_adopted {
            steps.push(EntryStep::AdoptedWithoutVote);
        }
        if let Some(vote) = &self.vote {
            steps.push(EntryStep::Vote(Box::new(vote.entry(at)?)));
        }
        Ok(steps)
    }
}

impl PaperFile {
    fn entry(&self) -> EntryPaper {
        EntryPaper {
            title: self.title.clone(),
            file_name: self.file.clone(),
            content: self.content.clone().into_bytes(),
        }
    }
}
