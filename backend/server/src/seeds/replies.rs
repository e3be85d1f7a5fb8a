//! A thread of the seeds: what people and staff say below an input, a petition or a dossier.

use super::people::seed_of;
use super::round::source_key;
use super::{SeedFault, midnight};
use chrono::{DateTime, TimeDelta, Utc};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use serde::Deserialize;
use std::collections::HashMap;
use weerklank_acts::moderation::{Measure, Moderation, Why, moderate};
use weerklank_acts::people::Actor;
use weerklank_acts::replies::{EnteredReply, enter_replies};
use weerklank_acts::{ActError, House};
use weerklank_domain::TextLanguage;
use weerklank_domain::inputs::ModerationState;
use weerklank_domain::moderation::HouseRule;
use weerklank_domain::people::Role;
use weerklank_domain::petitions::Passage;
use weerklank_domain::replies::Stance;
use weerklank_store::moderation::ModerationSubject;
use weerklank_store::replies::{NewStaffVoice, ReplySource, ThreadSubject};
use weerklank_store::{Db, dossiers, inputs, people, petitions, site};

/// `demo/replies/<name>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThreadFile {
    /// The input of a key, in the file of a round.
    input: Option<String>,
    round: Option<String>,
    /// Or a petition or a dossier, by its name in addresses.
    petition: Option<String>,
    dossier: Option<String>,
    lang: String,
    begins_days_ago: i64,
    #[serde(default)]
    reply: Vec<ReplyFile>,
    crowd: Option<CrowdFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReplyFile {
    text: String,
    /// The number in this file of the reply that it answers, from 1.
    to: Option<usize>,
    /// The name that is shown.
    name: Option<String>,
    stance: Option<String>,
    lang: Option<String>,
    /// After the beginning.
    hours: i64,
    #[serde(default)]
    agreed: i32,
    #[serde(default)]
    disagreed: i32,
    #[serde(default)]
    is_deleted: bool,
    /// Work address of somebody who speaks for the body.
    by: Option<String>,
    /// The source of the fact that they put right.
    correction: Option<String>,
    #[serde(default)]
    is_pinned: bool,
    hidden: Option<HiddenFile>,
}

/// Why a moderator hid a reply.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HiddenFile {
    by: String,
    rule: String,
    facts: String,
    reason: String,
}

/// Many people who each say two things, below the subject or below each other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CrowdFile {
    amount: usize,
    names: Vec<String>,
    begins: Vec<String>,
    ends: Vec<String>,
}

/// The accounts of the desk by work address; none where they were not loaded.
pub(super) struct Desk {
    body_id: i64,
    pub(super) accounts: HashMap<String, (Actor, Role)>,
}

/// Loads one thread; answers how many replies are new. Replies of staff, and answers to them, are left
/// out where the desk has no accounts.
pub fn load(
    house: &House,
    name: &str,
    file: &ThreadFile,
    now: DateTime<Utc>,
    fault: &dyn Fn(String) -> SeedFault,
) -> Result<usize, SeedFault> {
    let (subject, desk) = house.store.read(|db| {
        let subject = subject(db, file)?;
        Ok::<_, ActError>((subject, desk(db)?))
    })?;
    let subject = subject.ok_or_else(|| fault("below nothing that is there".to_owned()))?;
    let desk = desk.ok_or_else(|| fault("there is no authority".to_owned()))?;
    let (entered, places) = file.replies(name, &desk, now).map_err(fault)?;
    let (ids, new) = enter_replies(house, subject, &entered)?;
    if new == 0 {
        return Ok(0);
    }
    for (place, reply) in places.iter().zip(&file.reply) {
        if let (Some(place), Some(hidden)) = (place, &reply.hidden)
            && let Some((actor, _)) = desk.accounts.get(&hidden.by)
        {
            let moderation = hidden.moderation().map_err(fault)?;
            let subject = ModerationSubject::Reply(ids[*place]);
            moderate(house, actor, subject, &moderation)?;
        }
    }
    Ok(new)
}

fn subject(db: &mut Db, file: &ThreadFile) -> Result<Option<ThreadSubject>, ActError> {
    if let Some(slug) = &file.petition {
        let found = petitions::find(db, slug)?;
        return Ok(found.map(|petition| ThreadSubject::Petition(petition.id)));
    }
    if let Some(slug) = &file.dossier {
        let found = dossiers::find(db, slug)?;
        return Ok(found.map(|dossier| ThreadSubject::Dossier(dossier.id)));
    }
    let (Some(round), Some(key)) = (&file.round, &file.input) else {
        return Ok(None);
    };
    let found = inputs::id_of_source(db, &source_key(round, key))?;
    Ok(found.map(ThreadSubject::Input))
}

pub(super) fn desk(db: &mut Db) -> Result<Option<Desk>, ActError> {
    let Some(authority) = site::authority(db)? else {
        return Ok(None);
    };
    let mut accounts = HashMap::new();
    for account in people::all_staff(db)? {
        let grants = people::grants(db, account.id)?;
        let role = people::roles_given(db)?
            .into_iter()
            .find_map(|(id, role, _)| (id == account.id).then_some(role));
        if let Some(role) = role {
            let actor = Actor {
                staff_id: account.id,
                name: account.name,
                grants,
            };
            accounts.insert(account.email, (actor, role));
        }
    }
    Ok(Some(Desk {
        body_id: authority.id,
        accounts,
    }))
}

type Placed = (Vec<EnteredReply>, Vec<Option<usize>>);

impl ThreadFile {
    /// The replies in the order of their entering, and the place of each of the file's own among them.
    fn replies(&self, name: &str, desk: &Desk, now: DateTime<Utc>) -> Result<Placed, String> {
        let language = TextLanguage::from_code(&self.lang).ok_or("lang is unknown")?;
        let begins_at = midnight(now, -self.begins_days_ago) + TimeDelta::hours(8);
        let mut entered: Vec<EnteredReply> = Vec::new();
        let mut places = Vec::new();
        for (number, file) in self.reply.iter().enumerate() {
            let parent = match file.to {
                None => None,
                Some(to) => match places.get(to - 1).ok_or("to comes later")? {
                    None => {
                        places.push(None);
                        continue;
                    }
                    Some(place) => Some(*place),
                },
            };
            let at = (begins_at + TimeDelta::hours(file.hours)).min(now);
            let key = format!("seed:{name}:{number}");
            let reply = file.reply(desk, language, key, (parent, at))?;
            places.push(reply.is_some().then_some(entered.len()));
            entered.extend(reply);
        }
        if let Some(crowd) = &self.crowd {
            crowd.join(name, language, (begins_at, now), &mut entered)?;
        }
        Ok((entered, places))
    }
}

impl ReplyFile {
    /// The reply; `None` for one of staff where the desk has no accounts.
    fn reply(
        &self,
        desk: &Desk,
        language: TextLanguage,
        source_key: String,
        (parent, at): (Option<usize>, DateTime<Utc>),
    ) -> Result<Option<EnteredReply>, String> {
        let staff = match &self.by {
            None => None,
            Some(by) => match desk.accounts.get(by) {
                None => return Ok(None),
                Some((actor, role)) => Some(NewStaffVoice {
                    staff_id: actor.staff_id,
                    role: *role,
                    body_id: desk.body_id,
                    correction: self.correction.clone(),
                    is_pinned: self.is_pinned,
                }),
            },
        };
        let language = match &self.lang {
            None => language,
            Some(code) => TextLanguage::from_code(code).ok_or("lang of a reply is unknown")?,
        };
        let stance = match &self.stance {
            None => None,
            Some(code) => Some(Stance::from_code(code).ok_or("stance is unknown")?),
        };
        // Where nobody can decide, it is hidden without a decision.
        let is_hidden = self.hidden.is_some() && desk.accounts.is_empty();
        Ok(Some(EnteredReply {
            parent,
            language,
            text: self.text.trim().to_owned(),
            stance,
            moderation: if is_hidden {
                ModerationState::Hidden
            } else {
                ModerationState::Visible
            },
            display_name: self.name.clone(),
            staff,
            source: ReplySource {
                source_key,
                is_orphan: false,
                agreed: self.agreed,
                disagreed: self.disagreed,
                is_deleted: self.is_deleted,
            },
            at,
        }))
    }
}

impl HiddenFile {
    fn moderation(&self) -> Result<Moderation, String> {
        Ok(Moderation::Restrict {
            measure: Measure::Hide,
            why: Why {
                rule: HouseRule::from_code(&self.rule).ok_or("rule is unknown")?,
                facts: Passage::parse(&self.facts).map_err(|error| format!("facts: {error}"))?,
                reason: Passage::parse(&self.reason).map_err(|error| format!("reason: {error}"))?,
            },
        })
    }
}

impl CrowdFile {
    fn join(
        &self,
        name: &str,
        language: TextLanguage,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
        entered: &mut Vec<EnteredReply>,
    ) -> Result<(), String> {
        let mut random = StdRng::seed_from_u64(seed_of(name));
        let mut at = from + TimeDelta::hours(6);
        let step = (until - at).num_minutes() / i64::try_from(self.amount + 1).unwrap_or(i64::MAX);
        for number in 0..self.amount {
            at += TimeDelta::minutes(random.random_range(1..=step.max(2)));
            let mut words = |of: &[String]| {
                of.choose(&mut random)
                    .cloned()
                    .ok_or_else(|| "the crowd has nothing to say".to_owned())
            };
            let text = format!("{} {}", words(&self.begins)?, words(&self.ends)?);
            let said_by = words(&self.names)?;
            // Most answer one of the last few, so that some conversations go deep.
            let parent = match random.random_range(0..10) {
                0..3 => None,
                _ => {
                    let back = random.random_range(1..=6);
                    entered.len().checked_sub(back)
                }
            };
            let has_name = random.random_range(0..3) > 0;
            entered.push(EnteredReply {
                parent,
                language,
                text,
                stance: match random.random_range(0..6) {
                    0 => Some(Stance::For),
                    1 => Some(Stance::Against),
                    _ => None,
                },
                moderation: ModerationState::Visible,
                display_name: has_name.then_some(said_by),
                staff: None,
                source: ReplySource {
                    source_key: format!("seed:{name}:crowd:{number}"),
                    is_orphan: false,
                    agreed: random.random_range(0..12),
                    disagreed: random.random_range(0..5),
                    is_deleted: number % 40 == 17,
                },
                at: at.min(until),
            });
        }
        Ok(())
    }
}
