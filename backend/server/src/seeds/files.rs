//! The shapes of the seed files; `seeds/README.md` explains them.

use serde::Deserialize;
use std::collections::BTreeMap;
use weerklank_domain::areas::AreaKind;
use weerklank_domain::council::RuleSet;
use weerklank_domain::instruments::{GoalKind, Ground, Instrument, Rules, SupporterCondition};
use weerklank_domain::rounds::{Procedure, ProcedureRules};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instruments {
    pub instrument: Vec<InstrumentFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstrumentFile {
    pub code: String,
    version: i32,
    valid_from: toml::value::Datetime,
    supporters_needed: u32,
    unconfirmed_term_days: u16,
    reminder_after_days: u16,
    resend_cap: u16,
    closing_min_days: u16,
    closing_max_days: u16,
    goal: Option<u32>,
    goal_kind: Option<GoalKind>,
    decision_term_days: u16,
    answer_term_days: u16,
    #[serde(default)]
    supporter_conditions: Vec<SupporterCondition>,
    supporter_min_age: Option<u8>,
    #[serde(default)]
    ground: Vec<Ground>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedures {
    pub procedure: Vec<ProcedureFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcedureFile {
    pub code: String,
    version: i32,
    valid_from: toml::value::Datetime,
    rules: ProcedureRules,
}

impl ProcedureFile {
    /// The procedure; `None` when its date is none.
    pub fn procedure(self) -> Option<Procedure> {
        Some(Procedure {
            valid_from: self.valid_from.to_string().parse().ok()?,
            code: self.code,
            version: self.version,
            rules: self.rules,
        })
    }
}

/// Days after the answer at which signatures become numbers, for the shipped rule sets.
const SEAL_AFTER_ANSWER_DAYS: u16 = 365;

impl InstrumentFile {
    /// The instrument; `None` when its date is none.
    pub fn instrument(self) -> Option<Instrument> {
        Some(Instrument {
            valid_from: self.valid_from.to_string().parse().ok()?,
            code: self.code,
            version: self.version,
            rules: Rules {
                supporters_needed: self.supporters_needed,
                unconfirmed_term_days: self.unconfirmed_term_days,
                reminder_after_days: self.reminder_after_days,
                resend_cap: self.resend_cap,
                closing_min_days: self.closing_min_days,
                closing_max_days: self.closing_max_days,
                goal: self.goal,
                goal_kind: self.goal_kind,
                seal_after_answer_days: SEAL_AFTER_ANSWER_DAYS,
                decision_term_days: self.decision_term_days,
                answer_term_days: self.answer_term_days,
                supporter_conditions: self.supporter_conditions,
                supporter_min_age: self.supporter_min_age,
                grounds: self.ground,
                source: self.source,
            },
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Councils {
    pub rule_set: Vec<RuleSet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bodies {
    pub body: Vec<BodyFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyFile {
    pub slug: String,
    pub name_nl: String,
    pub name_en: String,
    pub kind: String,
    pub parent: Option<String>,
    pub contact_email: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Areas {
    pub area: Vec<AreaFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaFile {
    pub slug: String,
    pub name: String,
    pub kind: AreaKind,
    pub parent: Option<String>,
    #[serde(default)]
    pub postcodes: Vec<String>,
    pub boundary: Vec<[f64; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PetitionFile {
    pub slug: String,
    pub lang: String,
    pub instrument: String,
    pub body: String,
    pub area: Option<String>,
    pub title: String,
    #[serde(default)]
    pub observation: String,
    pub request: String,
    #[serde(default)]
    pub explanation: String,
    pub petitioner: Option<String>,
    pub state: String,
    pub filed_days_ago: i64,
    pub opened_days_ago: Option<i64>,
    pub closes_in_days: Option<i64>,
    #[serde(default)]
    pub signatures: usize,
    #[serde(default)]
    pub curve: Curve,
    #[serde(default)]
    pub spread: BTreeMap<String, f64>,
    #[serde(default)]
    pub event: Vec<EventFile>,
    pub answer: Option<AnswerFile>,
    pub incoming: Option<IncomingFile>,
    pub revision: Option<RevisionFile>,
    #[serde(default)]
    pub news: Vec<NewsFile>,
}

/// A revision that a clerk asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionFile {
    /// What has to be different.
    pub reason: String,
    /// The work address of the clerk.
    pub by: String,
    pub days_ago: i64,
}

/// News of the petitioner that waits for the desk.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewsFile {
    pub text: String,
    pub days_ago: i64,
}

/// How signatures came over time.
#[derive(Deserialize, Clone, Copy, Default)]
#[serde(rename_all = "snake_case")]
pub enum Curve {
    #[default]
    Steady,
    Burst,
    SlowStart,
    TwoWaves,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventFile {
    pub kind: String,
    pub days_ago: i64,
    pub text: Option<String>,
    pub url: Option<String>,
    pub to: Option<String>,
    pub joined: Option<String>,
    pub code: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerFile {
    pub verdict: String,
    pub heard: String,
    pub reasons: String,
    pub change: Option<String>,
    pub responsible: String,
    pub adopted_by: String,
    pub adopted_days_ago: Option<i64>,
    pub published_days_ago: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomingFile {
    pub proposal: String,
    pub proposal_note: Option<String>,
    pub decision: Option<String>,
    pub decision_note: Option<String>,
    pub decided_days_ago: Option<i64>,
}

impl PetitionFile {
    /// Whether it was merged into another petition.
    pub fn joins_another(&self) -> bool {
        self.event.iter().any(|event| event.joined.is_some())
    }
}

/// `demo/staff.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffFile {
    /// The password of every account.
    pub password: String,
    /// The body, by its slug, for which each has its part, and for all below it.
    pub body: String,
    pub account: Vec<StaffAccount>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffAccount {
    pub email: String,
    pub name: String,
    pub role: String,
}
