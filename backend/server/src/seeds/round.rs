//! A round of the seeds, with its inputs and votes.

use super::midnight;
use super::people::seed_of;
use chrono::{DateTime, TimeDelta, Utc};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use serde::Deserialize;
use std::collections::HashMap;
use weerklank_acts::inputs::{EnteredBallot, EnteredInput};
use weerklank_acts::rounds::RoundPlan;
use weerklank_domain::Language;
use weerklank_domain::areas::Point;
use weerklank_domain::calendar::day_of;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::inputs::{Ballot, Channel, InputState, ModerationState, Sender};
use weerklank_domain::moderation::{Holds, QuietHours};
use weerklank_domain::petitions::Title;
use weerklank_domain::rounds::{Access, InputForm, ModerationTime, RoundState};
use weerklank_store::rounds::FormRecord;

/// `demo/rounds/<slug>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundFile {
    pub slug: String,
    /// The dossier's name in addresses.
    pub dossier: String,
    phase: String,
    procedure: String,
    lang: String,
    title: String,
    intro: String,
    state: String,
    #[serde(default = "email")]
    access: String,
    #[serde(default = "after")]
    moderation: String,
    /// Whether the first contribution of somebody is read first.
    #[serde(default)]
    holds_first: bool,
    /// Hours in which nobody is there, as minutes after midnight.
    quiet_hours: Option<(i32, i32)>,
    pub opens_in_days: i64,
    closes_in_days: i64,
    answer_in_days: Option<i64>,
    bulletin_url: Option<String>,
    #[serde(default)]
    pub cancel_reason: String,
    form: Vec<FormFile>,
    #[serde(default)]
    input: Vec<InputFile>,
    #[serde(default)]
    statement: Vec<StatementFile>,
    crowd: Option<CrowdFile>,
}

fn email() -> String {
    "email".to_owned()
}

fn after() -> String {
    "after".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    form: String,
    #[serde(default)]
    question: String,
    #[serde(default)]
    takes_own: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InputFile {
    /// What other files know it by.
    key: Option<String>,
    #[serde(default = "open")]
    form: String,
    title: Option<String>,
    text: String,
    /// The name that is shown.
    name: Option<String>,
    /// The group of its sender.
    #[serde(default = "resident")]
    sender: String,
    #[serde(default = "web")]
    channel: String,
    source: Option<String>,
    area: Option<String>,
    place: Option<String>,
    /// Latitude and longitude.
    point: Option<[f64; 2]>,
    /// Days after the opening.
    day: i64,
    #[serde(default = "open")]
    state: String,
    #[serde(default)]
    is_awaiting: bool,
    #[serde(default)]
    is_late: bool,
    #[serde(default)]
    is_private: bool,
    #[serde(default)]
    endorsements: i32,
    /// So many others sent the same text.
    #[serde(default)]
    also_sent_by: usize,
}

fn open() -> String {
    "open".to_owned()
}

fn resident() -> String {
    Sender::Resident.code().to_owned()
}

fn web() -> String {
    "web".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatementFile {
    text: String,
    agree: usize,
    disagree: usize,
    pass: usize,
    #[serde(default = "open")]
    state: String,
}

/// Many people who each say three things in their own way.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CrowdFile {
    amount: usize,
    #[serde(default = "open")]
    state: String,
    areas: Vec<String>,
    begins: Vec<String>,
    middles: Vec<String>,
    ends: Vec<String>,
}

impl RoundFile {
    /// What is planned; the problem when the file says what cannot be.
    pub fn plan(&self, now: DateTime<Utc>) -> Result<RoundPlan, String> {
        let forms = self
            .form
            .iter()
            .map(|form| {
                Ok(FormRecord {
                    form: InputForm::from_code(&form.form).ok_or("form is unknown")?,
                    question: form.question.clone(),
                    takes_own: form.takes_own,
                })
            })
            .collect::<Result<Vec<_>, String>>()?;
        let opens_at = self.opens_at(now);
        Ok(RoundPlan {
            phase: PhaseKind::from_code(&self.phase).ok_or("phase is unknown")?,
            procedure: self.procedure.clone(),
            language: self.language()?,
            title: Title::parse(&self.title).map_err(|error| format!("title: {error}"))?,
            intro: self.intro.trim().to_owned(),
            respondents: None,
            access: Access::from_code(&self.access).ok_or("access is unknown")?,
            moderation: ModerationTime::from_code(&self.moderation)
                .ok_or("moderation is unknown")?,
            holds: Holds {
                is_before: self.moderation == ModerationTime::Before.code(),
                is_first: self.holds_first,
                quiet: self
                    .quiet_hours
                    .map(|(from, until)| QuietHours::from_minutes(from, until))
                    .transpose()
                    .map_err(|error| format!("quiet_hours: {error}"))?,
            },
            opens_at: Some(opens_at),
            closes_at: Some(midnight(now, self.closes_in_days + 1)),
            laid_open_on: Some(day_of(opens_at)),
            bulletin_url: self.bulletin_url.clone(),
            answer_by: self.answer_in_days.map(|days| day_of(midnight(now, days))),
            forms,
        })
    }

    /// The state.
    pub fn state(&self) -> Result<RoundState, String> {
        RoundState::from_code(&self.state).ok_or_else(|| "state is unknown".to_owned())
    }

    fn language(&self) -> Result<Language, String> {
        Language::from_tag(&self.lang).ok_or_else(|| "lang is unknown".to_owned())
    }

    /// Rounds of the demonstration open at nine in the morning.
    pub fn opens_at(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        midnight(now, self.opens_in_days) + TimeDelta::hours(9)
    }

    /// Its inputs, in the order in which they came; `areas` are the keys by code.
    pub fn inputs(
        &self,
        areas: &HashMap<String, i64>,
        now: DateTime<Utc>,
    ) -> Result<Vec<EnteredInput>, String> {
        let opens_at = self.opens_at(now);
        let language = self.language()?;
        let mut inputs = Vec::new();
        for file in &self.input {
            for copy in 0..=file.also_sent_by {
                let minutes = i64::try_from(copy).unwrap_or(0) * 37;
                let at = opens_at + TimeDelta::days(file.day) + TimeDelta::minutes(minutes);
                let mut input = file.input(language, areas, at.min(now))?;
                if copy == 0 {
                    input.source_key = file.key.as_ref().map(|key| source_key(&self.slug, key));
                } else {
                    input.display_name = None;
                    input.endorsements = 0;
                }
                inputs.push(input);
            }
        }
        if let Some(crowd) = &self.crowd {
            let until = midnight(now, self.closes_in_days + 1).min(now);
            inputs.extend(crowd.inputs(&self.slug, language, areas, (opens_at, until))?);
        }
        for statement in &self.statement {
            inputs.push(statement.input(language, opens_at)?);
        }
        inputs.sort_by_key(|input| input.received_at);
        for (number, input) in inputs.iter_mut().enumerate() {
            let numbered = || source_key(&self.slug, &number.to_string());
            input.source_key.get_or_insert_with(numbered);
        }
        Ok(inputs)
    }

    /// The votes on its statements, by the keys that they got.
    pub fn ballots(&self, ids: &HashMap<String, i64>, now: DateTime<Utc>) -> Vec<EnteredBallot> {
        let mut ballots = Vec::new();
        for (place, statement) in self.statement.iter().enumerate() {
            let Some(input_id) = ids.get(&statement.text) else {
                continue;
            };
            let shares = [
                (Ballot::Agree, statement.agree),
                (Ballot::Disagree, statement.disagree),
                (Ballot::Pass, statement.pass),
            ];
            let total: usize = shares.iter().map(|(_, amount)| amount).sum();
            let votes = shares
                .iter()
                .flat_map(|(ballot, amount)| std::iter::repeat_n(*ballot, *amount));
            for (number, ballot) in votes.enumerate() {
                // Everybody has an own mind: who agrees here is not who agrees there.
                let voter = (number + place * 17) % total.max(1);
                let hours = i64::try_from(voter % 90).unwrap_or(0);
                ballots.push(EnteredBallot {
                    input_id: *input_id,
                    voter: format!("seed {voter}"),
                    ballot,
                    at: (self.opens_at(now) + TimeDelta::hours(hours)).min(now),
                });
            }
        }
        ballots
    }
}

impl InputFile {
    fn input(
        &self,
        language: Language,
        areas: &HashMap<String, i64>,
        at: DateTime<Utc>,
    ) -> Result<EnteredInput, String> {
        let state = InputState::from_code(&self.state).ok_or("state of an input is unknown")?;
        let moderation = if state == InputState::Removed {
            ModerationState::Hidden
        } else if self.is_awaiting {
            ModerationState::Awaiting
        } else {
            ModerationState::Visible
        };
        Ok(EnteredInput {
            title: self.title.clone(),
            is_late: self.is_late,
            channel: Channel::from_code(&self.channel).ok_or("channel is unknown")?,
            source_name: self.source.clone(),
            is_public: !self.is_private,
            display_name: self.name.clone(),
            sender: Sender::from_code(&self.sender).ok_or("sender is unknown")?,
            area_id: area(areas, self.area.as_deref())?,
            place_name: self.place.clone(),
            point: self
                .point
                .map(|[latitude, longitude]| {
                    Point::from_degrees(latitude, longitude).ok_or("point is not on earth")
                })
                .transpose()?,
            endorsements: self.endorsements,
            ..plain(
                InputForm::from_code(&self.form).ok_or("form of an input is unknown")?,
                language,
                self.text.trim(),
                (state, moderation),
                at,
            )
        })
    }
}

impl StatementFile {
    fn input(&self, language: Language, at: DateTime<Utc>) -> Result<EnteredInput, String> {
        let state = InputState::from_code(&self.state).ok_or("state of a statement is unknown")?;
        let moderation = match state {
            InputState::Removed => ModerationState::Hidden,
            _ => ModerationState::Visible,
        };
        let form = InputForm::Statement;
        Ok(plain(form, language, &self.text, (state, moderation), at))
    }
}

impl CrowdFile {
    fn inputs(
        &self,
        slug: &str,
        language: Language,
        areas: &HashMap<String, i64>,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Vec<EnteredInput>, String> {
        let mut random = StdRng::seed_from_u64(seed_of(slug));
        let state = InputState::from_code(&self.state).ok_or("state of the crowd is unknown")?;
        let minutes = (until - from).num_minutes().max(1);
        (0..self.amount)
            .map(|_| {
                let mut words = |of: &[String]| -> Result<String, String> {
                    of.choose(&mut random)
                        .cloned()
                        .ok_or_else(|| "the crowd has nothing to say".to_owned())
                };
                let text = format!(
                    "{} {} {}",
                    words(&self.begins)?,
                    words(&self.middles)?,
                    words(&self.ends)?
                );
                let place = words(&self.areas)?;
                let at = from + TimeDelta::minutes(random.random_range(0..minutes));
                let moderation = ModerationState::Visible;
                Ok(EnteredInput {
                    area_id: area(areas, Some(&place))?,
                    endorsements: random.random_range(0..9),
                    ..plain(InputForm::Open, language, &text, (state, moderation), at)
                })
            })
            .collect()
    }
}

/// The key of an input of the seeds.
pub fn source_key(round: &str, key: &str) -> String {
    format!("seed:{round}:{key}")
}

fn area(areas: &HashMap<String, i64>, code: Option<&str>) -> Result<Option<i64>, String> {
    match code {
        None => Ok(None),
        Some(code) => match areas.get(code) {
            Some(id) => Ok(Some(*id)),
            None => Err(format!("there is no area {code}")),
        },
    }
}

fn plain(
    form: InputForm,
    language: Language,
    text: &str,
    (state, moderation): (InputState, ModerationState),
    at: DateTime<Utc>,
) -> EnteredInput {
    EnteredInput {
        form,
        language: language.into(),
        title: None,
        text: text.to_owned(),
        state,
        moderation,
        is_late: false,
        channel: Channel::Web,
        source_name: None,
        is_public: true,
        display_name: None,
        sender: Sender::Resident,
        area_id: None,
        place_name: None,
        point: None,
        person: None,
        origin: None,
        received_at: at,
        endorsements: 0,
        source_key: None,
    }
}
