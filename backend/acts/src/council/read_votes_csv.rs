//! Votes as clerks keep them in two spreadsheets: by name, and by faction. People, factions, meetings and
//! proposals are those that the body has already, by the names on the sheet.

use super::popolo::{Bundle, Count, Event, Motion, Organization, Person, Vote, VoteEvent};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use weerklank_domain::calendar::{end_of, start_of};
use weerklank_domain::council::FactionId;
use weerklank_store::council::{
    FactionRecord, MeetingFilter, MemberRecord, council_bodies, factions, items, meetings, members,
    proposal, roster,
};
use weerklank_store::{Db, site};

/// A row of either sheet.
#[derive(Debug, Clone, Default)]
struct Row(BTreeMap<String, String>);

impl Row {
    fn get(&self, column: &str) -> &str {
        self.0.get(column).map_or("", |value| value.trim())
    }

    fn number(&self, column: &str) -> Option<u32> {
        self.get(column).parse().ok()
    }
}

/// Reads sheets as a bundle of the votes of a body: the one of a slug, or the only one that decides.
///
/// # Errors
/// [`ActError::Unusable`] for what is no such sheet, and where it is not certain which body is meant.
pub fn read_votes_csv(
    house: &House,
    sheets: &[(String, Vec<u8>)],
    body: Option<&str>,
) -> ActResult<Bundle> {
    let mut rows = Vec::new();
    for (name, content) in sheets {
        rows.extend(read(name, content)?);
    }
    house.store.read_at_once(|db| bundle(db, &rows, body))
}

fn read(name: &str, content: &[u8]) -> ActResult<Vec<Row>> {
    let wrong = |problem: &dyn std::fmt::Display| ActError::Unusable(format!("{name}: {problem}"));
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let first = content
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let count = |of: u8| first.iter().filter(|byte| **byte == of).count();
    let delimiter = if count(b';') > count(b',') {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(content);
    let header = reader.headers().map_err(|error| wrong(&error))?.clone();
    let columns: Vec<String> = header
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect();
    let has = |name: &str| columns.iter().any(|column| column == name);
    let is_sheet =
        has("meeting_date") && (has("choice") && has("member") || has("for") && has("against"));
    if !is_sheet {
        return Err(wrong(&"no columns of a sheet of votes"));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| wrong(&error))?;
        let cells = columns
            .iter()
            .cloned()
            .zip(record.iter().map(str::to_owned));
        rows.push(Row(cells.collect()));
    }
    Ok(rows)
}

/// What the rows are looked up in.
struct Known {
    body_id: Option<i64>,
    body_name: String,
    slug: String,
    members: Vec<MemberRecord>,
    factions: Vec<FactionRecord>,
}

fn known(db: &mut Db, wanted: Option<&str>) -> ActResult<Known> {
    let bodies = council_bodies(db)?;
    let found = match wanted {
        Some(slug) => bodies.into_iter().find(|body| body.slug == slug),
        None => {
            let mut deciding: Vec<_> = bodies.into_iter().filter(|body| body.decides).collect();
            if deciding.len() != 1 {
                let which = "say with --body which body voted".to_owned();
                return Err(ActError::Unusable(which));
            }
            deciding.pop()
        }
    };
    // A body that does not meet yet, or is not there, is made by the import.
    let slug = found
        .as_ref()
        .map_or(wanted.unwrap_or_default(), |body| &body.slug)
        .to_owned();
    let body_name = match (&found, site::body(db, &slug)?) {
        (Some(body), _) => body.name_nl.clone(),
        (None, Some(body)) => body.name_nl,
        (None, None) => slug.clone(),
    };
    let body_id = found.map(|body| body.id);
    Ok(Known {
        members: members(db)?,
        factions: factions(db, body_id)?,
        body_id,
        body_name,
        slug,
    })
}

fn bundle(db: &mut Db, rows: &[Row], wanted: Option<&str>) -> ActResult<Bundle> {
    let known = known(db, wanted)?;
    let body = format!("bodies/{}", known.slug);
    let mut bundle = Bundle {
        organizations: vec![Organization {
            id: Some(body.clone()),
            name: Some(known.body_name.clone()),
            classification: Some("council".to_owned()),
            ..Organization::default()
        }],
        ..Bundle::default()
    };
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let key = [
            "meeting_date",
            "agenda_item",
            "motion_number",
            "motion_title",
        ]
        .map(|column| row.get(column))
        .join("/");
        let place = match votes.get(&key) {
            Some(place) => *place,
            None => {
                let vote = vote_event(db, &mut bundle, row, &known, &body, &key)?;
                bundle.vote_events.push(vote);
                let place = bundle.vote_events.len() - 1;
                votes.insert(key, place);
                place
            }
        };
        let (member, faction) = (row.get("member"), row.get("faction"));
        let group_id = group(&mut bundle, &known, &body, faction);
        let vote = if member.is_empty() {
            None
        } else {
            Some(Vote {
                voter_id: Some(voter(&mut bundle, &known, member)),
                option: Some(row.get("choice").to_owned()),
                x_recused: is_recused(row.get("choice")).then_some(true),
                group_id: group_id.clone(),
                ..Vote::default()
            })
        };
        let counts = if vote.is_none() {
            counts(db, row, &known, group_id.as_deref())?
        } else {
            Vec::new()
        };
        if let Some(event) = bundle.vote_events.get_mut(place) {
            event.votes.extend(vote);
            event.counts.extend(counts);
        }
    }
    Ok(bundle)
}

fn is_recused(choice: &str) -> bool {
    let choice = choice.to_lowercase();
    choice.starts_with("recused") || choice.contains("art. 28") || choice == "niet deelgenomen"
}

fn method(word: &str) -> Option<String> {
    let method = match word.to_lowercase().as_str() {
        "roll_call" | "roll call" | "hoofdelijk" => "roll_call",
        "electronic" | "elektronisch" => "electronic",
        "hands" | "show of hands" | "handopsteken" | "bij handopsteken" => "hands",
        _ => return None,
    };
    Some(method.to_owned())
}

fn vote_event(
    db: &mut Db,
    bundle: &mut Bundle,
    row: &Row,
    known: &Known,
    body: &str,
    key: &str,
) -> ActResult<VoteEvent> {
    let number = row.get("motion_number");
    let title = row.get("motion_title");
    let date = row.get("meeting_date");
    let day = date.parse::<NaiveDate>().ok();
    let motion_id = if number.is_empty() {
        None
    } else {
        let here = proposal(db, number)?.filter(|one| Some(one.body_id) == known.body_id);
        let (id, title) = match here {
            Some(here) => (format!("proposals/{number}"), here.text.title),
            None => (format!("csv/{number}"), title.to_owned()),
        };
        if !bundle
            .motions
            .iter()
            .any(|motion| motion.id.as_ref() == Some(&id))
        {
            bundle.motions.push(Motion {
                id: Some(id.clone()),
                organization_id: Some(body.to_owned()),
                identifier: Some(number.to_owned()),
                classification: Some("motion".to_owned()),
                x_title: Some(title),
                x_submitted_on: Some(date.to_owned()),
                ..Motion::default()
            });
        }
        Some(id)
    };
    let (at, item) = match (known.body_id, day) {
        (Some(body_id), Some(day)) => {
            let number = row.get("agenda_item");
            placed(db, bundle, (body_id, body), day, number)?
        }
        _ => (None, None),
    };
    Ok(VoteEvent {
        id: Some(format!("csv/{key}")),
        organization_id: Some(body.to_owned()),
        motion_id,
        start_date: at,
        x_title: Some(title.to_owned()).filter(|title| !title.is_empty()),
        x_date: Some(date.to_owned()),
        x_method: method(row.get("method")),
        x_agenda_item_id: item,
        ..VoteEvent::default()
    })
}

/// The meeting of a day and the item of a number, where the body has them: when the meeting began, and what
/// a bundle calls the item.
fn placed(
    db: &mut Db,
    bundle: &mut Bundle,
    (body_id, body): (i64, &str),
    day: NaiveDate,
    number: &str,
) -> ActResult<(Option<String>, Option<String>)> {
    let filter = MeetingFilter {
        bodies: Some(vec![body_id]),
        from: Some(start_of(day)),
        before: Some(end_of(day)),
        soonest_first: true,
        ..MeetingFilter::default()
    };
    let Some(meeting) = meetings(db, &filter, 1)?.pop() else {
        return Ok((None, None));
    };
    let id = format!("meetings/{}", meeting.reference);
    let began = meeting
        .position
        .started_at
        .unwrap_or(meeting.text.planned_at);
    let written = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let add = |bundle: &mut Bundle, event: Event| {
        if !bundle.events.iter().any(|one| one.id == event.id) {
            bundle.events.push(event);
        }
    };
    let whole = Event {
        id: Some(id.clone()),
        organization_id: Some(body.to_owned()),
        start_date: Some(written(meeting.text.planned_at)),
        ..Event::default()
    };
    add(bundle, whole);
    let agenda = items(db, meeting.id)?;
    let Some(item) = agenda.iter().find(|item| item.number == number) else {
        return Ok((Some(written(began)), Some(id)));
    };
    let item_id = format!("{id}/items/{number}");
    let item = Event {
        id: Some(item_id.clone()),
        name: Some(item.text.title.clone()),
        parent_id: Some(id),
        x_number: Some(number.to_owned()),
        ..Event::default()
    };
    add(bundle, item);
    Ok((Some(written(began)), Some(item_id)))
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// What a bundle calls a member: one who is there, by either name, or somebody who is not.
fn voter(bundle: &mut Bundle, known: &Known, name: &str) -> String {
    let found = known
        .members
        .iter()
        .find(|one| same(&one.name, name) || same(&one.sort_name, name) || one.slug == name);
    let person = match found {
        Some(member) => Person {
            id: Some(format!("members/{}", member.slug)),
            name: Some(member.name.clone()),
            sort_name: Some(member.sort_name.clone()),
            ..Person::default()
        },
        None => Person {
            id: Some(format!("csv/{name}")),
            name: Some(name.to_owned()),
            ..Person::default()
        },
    };
    let id = person.id.clone().unwrap_or_default();
    if !bundle.persons.iter().any(|one| one.id == person.id) {
        bundle.persons.push(person);
    }
    id
}

fn group(bundle: &mut Bundle, known: &Known, body: &str, name: &str) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    let found = known.factions.iter().find(|one| {
        same(&one.text.name, name) || same(&one.text.short_name, name) || one.slug == name
    });
    let (id, name) = match found {
        Some(faction) => (
            format!("factions/{}", faction.slug),
            faction.text.name.clone(),
        ),
        None => (format!("csv/{name}"), name.to_owned()),
    };
    let is_there = bundle
        .organizations
        .iter()
        .any(|one| one.id.as_ref() == Some(&id));
    if !is_there {
        bundle.organizations.push(Organization {
            id: Some(id.clone()),
            name: Some(name),
            classification: Some("fraction".to_owned()),
            parent_id: Some(body.to_owned()),
            ..Organization::default()
        });
    }
    Some(id)
}

/// The numbers of a faction. Who was not in the room is the rest of those who held a seat for it that day.
fn counts(db: &mut Db, row: &Row, known: &Known, group_id: Option<&str>) -> ActResult<Vec<Count>> {
    let number = |column: &str| row.number(column).unwrap_or(0);
    let (for_it, against, recused) = (number("for"), number("against"), number("recused"));
    let day = row.get("meeting_date").parse::<NaiveDate>().ok();
    let told = for_it + against + recused;
    let faction = group_id.and_then(|id| id.strip_prefix("factions/"));
    let faction = known
        .factions
        .iter()
        .find(|one| Some(one.slug.as_str()) == faction);
    let members = match (known.body_id, day) {
        (Some(body_id), Some(day)) => roster(db, body_id, day)?.ok().and_then(|roster| {
            let key = faction.map(|faction| FactionId(faction.id));
            roster.factions().get(&key).copied()
        }),
        _ => None,
    };
    // Present and silent adds up to nothing that is published: the difference is left to be told.
    let present = row.number("present").unwrap_or(told);
    let absent = members.map_or(0, |members| members.saturating_sub(present.max(told)));
    let line = |option: &str, value: u32, is_recused: bool| Count {
        option: Some(option.to_owned()),
        value: Some(i64::from(value)),
        group_id: group_id.map(str::to_owned),
        x_recused: is_recused.then_some(true),
        x_on_their_own: group_id.is_none().then_some(true),
        ..Count::default()
    };
    Ok(vec![
        line("yes", for_it, false),
        line("no", against, false),
        line("not voting", recused, true),
        line("absent", absent, false),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_delimiters_and_a_byte_order_mark_are_read() {
        let comma = b"meeting_date,agenda_item,member,choice\n2026-03-02,3,A. de Vries,voor\n";
        let semicolon =
            b"\xef\xbb\xbfmeeting_date;faction;present;for;against\n2026-03-02;PZ;7;7;0\n";
        assert_eq!(read("votes.csv", comma).unwrap()[0].get("choice"), "voor");
        assert_eq!(read("x.csv", semicolon).unwrap()[0].number("for"), Some(7));
        assert!(read("x.csv", b"a,b\n1,2\n").is_err());
        assert!(is_recused("Niet deelgenomen") && !is_recused("afwezig"));
    }
}
