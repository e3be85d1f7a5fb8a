//! Bodies that meet, with their seats, factions and members.

use super::day;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use weerklank_acts::council::{EntryCouncil, EntryFaction, EntryMembership};
use weerklank_domain::council::{MembershipRole, PartialDate, Period};
use weerklank_domain::people::PersonName;

/// `demo/council/people.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeopleFile {
    pub body: Vec<BodyFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BodyFile {
    pub slug: String,
    rules: Option<String>,
    decides: bool,
    #[serde(default)]
    needs_second_person: bool,
    term_from_days_ago: i64,
    /// Of how many members it consists by law; absent for a body without seats.
    seats: Option<i32>,
    /// What a seat is called, before its number.
    #[serde(default)]
    seat_name: String,
    #[serde(default)]
    faction: Vec<FactionFile>,
    pub member: Vec<MemberFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactionFile {
    slug: String,
    name: String,
    short_name: String,
    /// A date as far as it is known.
    founded: Option<String>,
    founded_days_ago: Option<i64>,
    split_from: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberFile {
    pub slug: String,
    name: String,
    sort_name: String,
    pub held: Vec<HeldFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeldFile {
    seat: Option<usize>,
    faction: Option<String>,
    role: Option<String>,
    /// Absent: the first day of the term.
    from_days_ago: Option<i64>,
    /// Whether only the month of its first day is known.
    #[serde(default)]
    only_month: bool,
    until_days_ago: Option<i64>,
}

impl HeldFile {
    /// Whether it holds on a day.
    pub(super) fn covers(&self, on: NaiveDate, now: DateTime<Utc>) -> bool {
        let from = self.from_days_ago.map(|days| day(now, -days));
        let until = self.until_days_ago.map(|days| day(now, -days));
        from.is_none_or(|from| from <= on) && until.is_none_or(|until| on <= until)
    }
}

impl BodyFile {
    /// The entry, with days that count from today.
    pub(super) fn entry(&self, now: DateTime<Utc>) -> Result<EntryCouncil, String> {
        let begins = day(now, -self.term_from_days_ago);
        let seats = self.seats.unwrap_or(0);
        let mut memberships = Vec::new();
        for member in &self.member {
            for held in &member.held {
                memberships.push(member.entry(held, begins, now)?);
            }
        }
        let terms = self.seats.map(|seats| (begins, None, seats));
        let factions = self.faction.iter().map(|faction| faction.entry(now));
        Ok(EntryCouncil {
            body: self.slug.clone(),
            rule_code: self.rules.clone(),
            decides: self.decides,
            needs_second_person: self.needs_second_person,
            terms: terms.into_iter().collect(),
            seats: (1..=seats)
                .map(|number| format!("{} {number}", self.seat_name))
                .collect(),
            factions: factions.collect::<Result<_, _>>()?,
            memberships,
        })
    }
}

impl FactionFile {
    fn entry(&self, now: DateTime<Utc>) -> Result<EntryFaction, String> {
        let from = match (&self.founded, self.founded_days_ago) {
            (Some(text), None) => {
                Some(PartialDate::parse(text).map_err(|error| format!("{}: {error}", self.slug))?)
            }
            (None, days) => days.map(|days| day(now, -days).into()),
            (Some(_), Some(_)) => return Err(format!("{} was founded twice", self.slug)),
        };
        Ok(EntryFaction {
            slug: self.slug.clone(),
            name: self.name.clone(),
            short_name: self.short_name.clone(),
            period: Period { from, until: None },
            split_from: self.split_from.clone(),
        })
    }
}

impl MemberFile {
    fn entry(
        &self,
        held: &HeldFile,
        begins: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<EntryMembership, String> {
        let name =
            |text: &str| PersonName::parse(text).map_err(|error| format!("{}: {error}", self.slug));
        let first = held.from_days_ago.map_or(begins, |days| day(now, -days));
        let from = if held.only_month {
            let month = first.format("%Y-%m").to_string();
            PartialDate::parse(&month).map_err(|error| format!("{}: {error}", self.slug))?
        } else {
            first.into()
        };
        let role = match &held.role {
            Some(code) => {
                MembershipRole::from_code(code).ok_or_else(|| format!("{code} is no role"))?
            }
            None => MembershipRole::Member,
        };
        Ok(EntryMembership {
            slug: self.slug.clone(),
            name: name(&self.name)?,
            sort_name: name(&self.sort_name)?,
            seat: held.seat,
            faction: held.faction.clone(),
            role,
            period: Period {
                from: Some(from),
                until: held.until_days_ago.map(|days| day(now, -days).into()),
            },
        })
    }
}
