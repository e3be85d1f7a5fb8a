//! What a Legistar system publishes of a council, as JSON files in a folder: people with the offices that
//! they held, and matters with their history, in which committee votes and votes of the whole council stand
//! side by side. It becomes a Popolo bundle; health and family reasons do not even get so far (AVG-4).

use super::popolo::{
    Bundle, Creator, Event, Membership, Motion, Organization, Person, Vote, VoteEvent,
};
use crate::errors::{ActError, ActResult};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Somebody {
    #[serde(rename = "ID")]
    id: i64,
    full_name: String,
    #[serde(default)]
    office_records: Vec<Office>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Office {
    #[serde(rename = "BodyID")]
    body_id: i64,
    body_name: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    end: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Matter {
    #[serde(rename = "ID")]
    id: i64,
    #[serde(default)]
    file: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    intro_date: String,
    #[serde(default)]
    sponsors: Vec<Somebody>,
    #[serde(default)]
    history: Vec<Action>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Action {
    #[serde(rename = "ID")]
    id: i64,
    #[serde(default)]
    date: String,
    #[serde(default)]
    action: String,
    #[serde(rename = "BodyID", default)]
    body_id: i64,
    #[serde(default)]
    body_name: String,
    #[serde(rename = "EventID", default)]
    event_id: i64,
    #[serde(default)]
    passed_flag_name: Option<String>,
    #[serde(default)]
    votes: Vec<Said>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Said {
    #[serde(rename = "ID")]
    id: i64,
    full_name: String,
    vote: String,
}

/// Reads a folder: files that hold a list are people, others are matters.
///
/// # Errors
/// [`ActError::Unusable`] for a folder that is not there, has no such files, or holds others.
pub fn read_legistar(folder: &Path) -> ActResult<Bundle> {
    let (mut people, mut matters): (Vec<Somebody>, Vec<Matter>) = (Vec::new(), Vec::new());
    for file in json_files(folder)? {
        let wrong = |error: &dyn std::fmt::Display| {
            ActError::Unusable(format!("{}: {error}", file.display()))
        };
        let text = std::fs::read_to_string(&file).map_err(|error| wrong(&error))?;
        if text.trim_start().starts_with('[') {
            people.extend(serde_json::from_str::<Vec<Somebody>>(&text).map_err(|e| wrong(&e))?);
        } else {
            matters.push(serde_json::from_str(&text).map_err(|error| wrong(&error))?);
        }
    }
    if people.is_empty() && matters.is_empty() {
        let folder = folder.display();
        return Err(ActError::Unusable(format!(
            "{folder}: no files of Legistar"
        )));
    }
    Ok(bundle(&people, &matters))
}

/// The files of a folder and of those within it, by name.
fn json_files(folder: &Path) -> ActResult<Vec<PathBuf>> {
    let mut folders = vec![(folder.to_owned(), 0)];
    let mut files = Vec::new();
    while let Some((folder, depth)) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .map_err(|error| ActError::Unusable(format!("{}: {error}", folder.display())))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() && depth < DEEPEST {
                folders.push((path, depth + 1));
            } else if path.extension().is_some_and(|end| end == "json") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// So deep lie the files of years within those of kinds.
const DEEPEST: usize = 3;

fn person_id(id: i64) -> String {
    format!("person/{id}")
}

fn body_id(id: i64) -> String {
    format!("body/{id}")
}

/// Whether a body is a group of members of one party, and not one that meets for all.
fn is_party(name: &str) -> bool {
    name.contains("Conference") || name.contains("Caucus")
}

fn day(moment: &str) -> Option<String> {
    moment.get(..10).map(str::to_owned)
}

fn bundle(people: &[Somebody], matters: &[Matter]) -> Bundle {
    let mut names: BTreeMap<i64, String> = BTreeMap::new();
    let mut bodies: BTreeMap<i64, (String, usize)> = BTreeMap::new();
    for one in people {
        names.insert(one.id, one.full_name.clone());
        for office in &one.office_records {
            let name = office.body_name.trim().to_owned();
            bodies.entry(office.body_id).or_insert((name, 0)).1 += 1;
        }
    }
    for matter in matters {
        for one in &matter.sponsors {
            names.entry(one.id).or_insert_with(|| one.full_name.clone());
        }
        for action in matter
            .history
            .iter()
            .filter(|action| !action.votes.is_empty())
        {
            let name = action.body_name.trim().to_owned();
            bodies.entry(action.body_id).or_insert((name, 0));
            for one in &action.votes {
                names.entry(one.id).or_insert_with(|| one.full_name.clone());
            }
        }
    }
    // The whole council is the body in which most of the people hold an office.
    let most = bodies.iter().filter(|(_, (name, _))| !is_party(name));
    let council = most
        .max_by_key(|(_, (_, offices))| *offices)
        .map(|(id, _)| *id);
    let mut bundle = Bundle {
        organizations: bodies
            .iter()
            .map(|(id, (name, _))| organization(*id, name, council))
            .collect(),
        persons: names
            .iter()
            .map(|(id, name)| Person {
                id: Some(person_id(*id)),
                name: Some(name.clone()),
                ..Person::default()
            })
            .collect(),
        memberships: people.iter().flat_map(memberships).collect(),
        ..Bundle::default()
    };
    for matter in matters {
        add_matter(&mut bundle, matter, council);
    }
    bundle
}

fn organization(id: i64, name: &str, council: Option<i64>) -> Organization {
    let class = match (is_party(name), Some(id) == council) {
        (true, _) => "fraction",
        (false, true) => "council",
        (false, false) => "committee",
    };
    let parent = council.filter(|council| *council != id).map(body_id);
    Organization {
        id: Some(body_id(id)),
        name: Some(name.to_owned()),
        classification: Some(class.to_owned()),
        parent_id: parent,
        ..Organization::default()
    }
}

/// What somebody held in bodies that meet, for the party in which they sat when it began.
fn memberships(one: &Somebody) -> Vec<Membership> {
    let (parties, offices): (Vec<&Office>, Vec<&Office>) = one
        .office_records
        .iter()
        .partition(|office| is_party(&office.body_name));
    let party_at = |moment: &str| {
        let covers = |party: &&&Office| {
            party.start.as_str() <= moment && (party.end.is_empty() || moment <= party.end.as_str())
        };
        parties
            .iter()
            .find(covers)
            .map(|party| body_id(party.body_id))
    };
    offices
        .iter()
        .map(|office| Membership {
            person_id: Some(person_id(one.id)),
            organization_id: Some(body_id(office.body_id)),
            on_behalf_of_id: party_at(&office.start),
            role: Some("member".to_owned()),
            start_date: day(&office.start),
            end_date: day(&office.end),
            ..Membership::default()
        })
        .collect()
}

fn add_matter(bundle: &mut Bundle, matter: &Matter, council: Option<i64>) {
    let motion_id = format!("matter/{}", matter.id);
    bundle.motions.push(Motion {
        id: Some(motion_id.clone()),
        organization_id: council.map(body_id),
        identifier: Some(matter.file.clone()),
        classification: Some("proposal".to_owned()),
        text: Some(matter.title.clone()),
        x_title: Some(matter.name.clone()).filter(|name| !name.is_empty()),
        x_language: Some("en".to_owned()),
        x_submitted_on: day(&matter.intro_date),
        x_creators: matter
            .sponsors
            .iter()
            .map(|one| Creator {
                person_id: Some(person_id(one.id)),
                ..Creator::default()
            })
            .collect(),
        ..Motion::default()
    });
    for action in matter
        .history
        .iter()
        .filter(|action| !action.votes.is_empty())
    {
        let event_id = format!("event/{}", action.event_id);
        if !bundle
            .events
            .iter()
            .any(|event| event.id.as_ref() == Some(&event_id))
        {
            bundle.events.push(Event {
                id: Some(event_id.clone()),
                name: Some(action.body_name.trim().to_owned()),
                organization_id: Some(body_id(action.body_id)),
                // The hour is one of clocks there, whatever its offset says.
                start_date: day(&action.date),
                status: Some("passed".to_owned()),
                x_language: Some("en".to_owned()),
                ..Event::default()
            });
        }
        bundle.vote_events.push(VoteEvent {
            id: Some(format!("history/{}", action.id)),
            organization_id: Some(body_id(action.body_id)),
            identifier: Some(format!("{}: {}", matter.file, action.action)),
            motion_id: Some(motion_id.clone()),
            result: action.passed_flag_name.as_deref().map(str::to_lowercase),
            x_date: day(&action.date),
            x_method: Some("roll_call".to_owned()),
            x_agenda_item_id: Some(event_id),
            x_language: Some("en".to_owned()),
            votes: action.votes.iter().map(vote).collect(),
            ..VoteEvent::default()
        });
    }
}

fn vote(said: &Said) -> Vote {
    let option = match said.vote.as_str() {
        "Affirmative" => "yes",
        "Negative" => "no",
        "Abstain" => "abstain",
        "Non-voting" => "not voting",
        _ => "absent",
    };
    Vote {
        voter_id: Some(person_id(said.id)),
        option: Some(option.to_owned()),
        ..Vote::default()
    }
}
