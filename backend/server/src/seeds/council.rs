//! The council of the seeds: its people, what is proposed, and its meetings.

mod meeting;
mod people;
mod proposal;
mod vote;

use super::{SeedFault, SeedFiles, read};
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, TimeDelta, Utc};
use meeting::MeetingFile;
use people::PeopleFile;
use proposal::ProposalsFile;
use weerklank_acts::House;
use weerklank_acts::council::{enter_council, enter_meeting, enter_proposal};
use weerklank_domain::calendar::{day_of, moments_of};

/// Loads the council with everything that it did; answers how many meetings were new.
pub(super) fn load(house: &House) -> Result<usize, SeedFault> {
    const PEOPLE: &str = "demo/council/people.toml";
    const PROPOSALS: &str = "demo/council/proposals.toml";
    let now = house.clock.now();
    let wrong = |name: &str| {
        let name = name.to_owned();
        move |problem: String| SeedFault::File(name.clone(), problem)
    };
    let people: PeopleFile = read(PEOPLE)?;
    for body in &people.body {
        enter_council(house, &body.entry(now).map_err(wrong(PEOPLE))?)?;
    }
    let proposals: ProposalsFile = read(PROPOSALS)?;
    for given in &proposals.proposal {
        enter_proposal(house, &given.entry(now).map_err(wrong(PROPOSALS))?)?;
    }
    let mut files = Vec::new();
    for name in SeedFiles::iter().filter(|name| name.starts_with("demo/council/meetings/")) {
        files.push((name.to_string(), read::<MeetingFile>(&name)?));
    }
    // By day, so that the numbers for people follow it, and a second meeting comes after its first.
    files.sort_by_key(|(name, file)| (file.in_days, name.clone()));
    let mut added = 0;
    for (name, file) in &files {
        let key = name
            .trim_start_matches("demo/council/meetings/")
            .trim_end_matches(".toml");
        let first = file.first_of(&files);
        let entry = file
            .entry(key, first, &people, now)
            .map_err(wrong(name.as_str()))?;
        added += usize::from(enter_meeting(house, &entry)?);
    }
    Ok(added)
}

/// The day that lies so many days from today.
fn day(now: DateTime<Utc>, in_days: i64) -> NaiveDate {
    day_of(now) + TimeDelta::days(in_days)
}

/// The Thursday of that week, on which a council meets.
fn thursday(now: DateTime<Utc>, in_days: i64) -> NaiveDate {
    let day = day(now, in_days);
    day + TimeDelta::days(3 - i64::from(day.weekday().num_days_from_monday()))
}

/// A time of a day on the wall.
fn moment(day: NaiveDate, time: &str) -> Result<DateTime<Utc>, String> {
    let time =
        NaiveTime::parse_from_str(time, "%H:%M").map_err(|_| format!("{time} is no time"))?;
    let (at, _) = moments_of(day, time).ok_or_else(|| format!("{day} has no {time}"))?;
    Ok(at)
}
