//! Decisions of the Dutch House of Representatives with their votes, as its open data has them (OData:
//! `Besluit` with `Agendapunt` and `Stemming`). They become a Popolo bundle.

use super::popolo::{
    Bundle, Count, Event, Motion, Organization, OtherName, Person, Term, Vote, VoteEvent,
};
use crate::errors::{ActError, ActResult};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Debug, Deserialize)]
struct Answer {
    value: Vec<Besluit>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Besluit {
    id: String,
    #[serde(default)]
    stemmings_soort: Option<String>,
    #[serde(default)]
    besluit_soort: Option<String>,
    #[serde(default)]
    besluit_tekst: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    gewijzigd_op: Option<String>,
    #[serde(default)]
    verwijderd: bool,
    #[serde(default)]
    agendapunt: Option<Agendapunt>,
    #[serde(default)]
    stemming: Vec<Stemming>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Agendapunt {
    id: String,
    #[serde(default)]
    onderwerp: Option<String>,
    #[serde(rename = "Activiteit_Id", default)]
    activiteit_id: Option<String>,
    #[serde(default)]
    zaak: Vec<Zaak>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Zaak {
    id: String,
    #[serde(default)]
    nummer: Option<String>,
    #[serde(default)]
    soort: Option<String>,
    #[serde(default)]
    onderwerp: Option<String>,
    #[serde(default)]
    gestart_op: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Stemming {
    #[serde(default)]
    soort: Option<String>,
    #[serde(default)]
    fractie_grootte: Option<i64>,
    #[serde(default)]
    actor_naam: Option<String>,
    #[serde(default)]
    actor_fractie: Option<String>,
    #[serde(default)]
    vergissing: bool,
    #[serde(rename = "Persoon_Id", default)]
    persoon_id: Option<String>,
    #[serde(rename = "Fractie_Id", default)]
    fractie_id: Option<String>,
    #[serde(default)]
    verwijderd: bool,
}

/// The House in the bundle.
const HOUSE: &str = "tweede-kamer";

/// Reads an answer. Decisions that were taken back, or not taken yet, are left out.
///
/// # Errors
/// [`ActError::Unusable`] for a text that is none.
pub fn read_tweedekamer(text: &str) -> ActResult<Bundle> {
    let answer: Answer = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| ActError::Unusable(format!("no answer of the House: {error}")))?;
    let mut bundle = Bundle {
        organizations: vec![Organization {
            id: Some(HOUSE.to_owned()),
            name: Some("Tweede Kamer der Staten-Generaal".to_owned()),
            classification: Some("legislature".to_owned()),
            other_names: vec![OtherName {
                name: Some("House of Representatives".to_owned()),
                note: Some("en".to_owned()),
            }],
            x_terms: vec![Term {
                // Since the constitution of that year it has so many members.
                start_date: Some("1956-11-06".to_owned()),
                end_date: None,
                seats: Some(150),
            }],
            ..Organization::default()
        }],
        ..Bundle::default()
    };
    let mut seen = BTreeSet::new();
    for besluit in &answer.value {
        let is_taken = besluit.status.as_deref() == Some("Besluit") && !besluit.verwijderd;
        if is_taken && besluit.stemmings_soort.is_some() {
            add_people(&mut bundle, besluit, &mut seen);
            add_decision(&mut bundle, besluit, &mut seen);
        }
    }
    Ok(bundle)
}

fn faction_id(row: &Stemming) -> Option<String> {
    let id = row.fractie_id.as_ref().or(row.actor_fractie.as_ref())?;
    Some(format!("fractie/{id}"))
}

fn add_people(bundle: &mut Bundle, besluit: &Besluit, seen: &mut BTreeSet<String>) {
    for row in &besluit.stemming {
        if let Some(id) = faction_id(row)
            && seen.insert(id.clone())
        {
            bundle.organizations.push(Organization {
                id: Some(id),
                name: row.actor_fractie.clone(),
                classification: Some("fraction".to_owned()),
                parent_id: Some(HOUSE.to_owned()),
                ..Organization::default()
            });
        }
        if let Some(id) = row.persoon_id.as_ref().map(|id| format!("persoon/{id}"))
            && seen.insert(id.clone())
        {
            let sorted = row.actor_naam.clone().unwrap_or_default();
            let name = match sorted.split_once(", ") {
                Some((family, initials)) => format!("{initials} {family}"),
                None => sorted.clone(),
            };
            bundle.persons.push(Person {
                id: Some(id),
                name: Some(name),
                sort_name: Some(sorted),
                ..Person::default()
            });
        }
    }
}

fn day(moment: Option<&String>) -> Option<String> {
    moment
        .and_then(|moment| moment.get(..10))
        .map(str::to_owned)
}

fn add_decision(bundle: &mut Bundle, besluit: &Besluit, seen: &mut BTreeSet<String>) {
    // The day of the debate is not in this answer; the last change of the decision is closest to it.
    let on = day(besluit.gewijzigd_op.as_ref());
    let subject = besluit.agendapunt.as_ref();
    if let Some(item) = subject {
        add_agenda(bundle, item, on.as_ref(), seen);
    }
    // Which matter it was on is certain only where there is one.
    let matter = match subject.map(|item| item.zaak.as_slice()) {
        Some([only]) => Some(only),
        _ => None,
    };
    if let Some(matter) = matter
        && seen.insert(format!("zaak/{}", matter.id))
    {
        bundle.motions.push(motion(matter, on.as_ref()));
    }
    let is_by_name = besluit.stemmings_soort.as_deref() == Some("Hoofdelijk");
    let rows = || besluit.stemming.iter().filter(|row| !row.verwijderd);
    let mut vote = VoteEvent {
        id: Some(format!("besluit/{}", besluit.id)),
        organization_id: Some(HOUSE.to_owned()),
        motion_id: matter.map(|matter| format!("zaak/{}", matter.id)),
        x_title: subject.and_then(|item| item.onderwerp.clone()),
        x_date: on,
        x_method: Some(
            match besluit.stemmings_soort.as_deref() {
                Some("Hoofdelijk") => "roll_call",
                Some("Zonder stemming") => "without_vote",
                _ => "hands",
            }
            .to_owned(),
        ),
        x_agenda_item_id: subject.map(|item| format!("agendapunt/{}", item.id)),
        x_language: Some("nl".to_owned()),
        x_stated_result: stated(besluit.besluit_soort.as_deref().unwrap_or_default()),
        ..VoteEvent::default()
    };
    if is_by_name {
        // Here the size of a faction says nothing of the one member.
        vote.votes = rows().map(by_name).collect();
    } else {
        vote.counts = rows().map(by_faction).collect();
    }
    let totals = besluit.besluit_tekst.as_deref().and_then(totals);
    if let Some((for_it, against)) = totals {
        for (option, value) in [("yes", for_it), ("no", against)] {
            vote.counts.push(Count {
                option: Some(option.to_owned()),
                value: Some(value),
                ..Count::default()
            });
        }
    }
    bundle.vote_events.push(vote);
}

fn add_agenda(
    bundle: &mut Bundle,
    item: &Agendapunt,
    on: Option<&String>,
    seen: &mut BTreeSet<String>,
) {
    let meeting = item
        .activiteit_id
        .as_ref()
        .map(|id| format!("activiteit/{id}"));
    if let Some(meeting) = &meeting
        && seen.insert(meeting.clone())
    {
        bundle.events.push(Event {
            id: Some(meeting.clone()),
            organization_id: Some(HOUSE.to_owned()),
            start_date: on.cloned(),
            status: Some("passed".to_owned()),
            x_language: Some("nl".to_owned()),
            ..Event::default()
        });
    }
    let id = format!("agendapunt/{}", item.id);
    if meeting.is_some() && seen.insert(id.clone()) {
        bundle.events.push(Event {
            id: Some(id),
            name: item.onderwerp.clone(),
            parent_id: meeting,
            x_treated: Some(true),
            ..Event::default()
        });
    }
}

fn motion(matter: &Zaak, on: Option<&String>) -> Motion {
    let class = match matter.soort.as_deref() {
        Some("Motie") => "motion",
        _ => "proposal",
    };
    Motion {
        id: Some(format!("zaak/{}", matter.id)),
        organization_id: Some(HOUSE.to_owned()),
        identifier: matter.nummer.clone(),
        classification: Some(class.to_owned()),
        x_title: matter.onderwerp.clone(),
        x_language: Some("nl".to_owned()),
        x_submitted_on: day(matter.gestart_op.as_ref()).or_else(|| on.cloned()),
        ..Motion::default()
    }
}

fn option(row: &Stemming) -> String {
    match row.soort.as_deref() {
        Some("Voor") => "yes",
        Some("Tegen") => "no",
        _ => "absent",
    }
    .to_owned()
}

fn by_name(row: &Stemming) -> Vote {
    let meant = match row.soort.as_deref() {
        Some("Voor") => Some("against"),
        Some("Tegen") => Some("for"),
        _ => None,
    };
    Vote {
        voter_id: row.persoon_id.as_ref().map(|id| format!("persoon/{id}")),
        option: Some(option(row)),
        group_id: faction_id(row),
        x_meant: meant.filter(|_| row.vergissing).map(str::to_owned),
        ..Vote::default()
    }
}

fn by_faction(row: &Stemming) -> Count {
    Count {
        option: Some(option(row)),
        value: row.fractie_grootte,
        group_id: faction_id(row),
        x_mistake: row.vergissing.then_some(true),
        ..Count::default()
    }
}

fn stated(sort: &str) -> Option<String> {
    let sort = sort.to_lowercase();
    if sort.contains("aangenomen") {
        Some("pass".to_owned())
    } else if sort.contains("verworpen") {
        Some("fail".to_owned())
    } else {
        None
    }
}

/// The totals in a text such as `Gestaakt. (72-72)`: two numbers with a dash between them.
fn totals(text: &str) -> Option<(i64, i64)> {
    let dash = |c: char| c == '-' || c == '–';
    let at = text.char_indices().find(|(at, c)| {
        let before = text[..*at].trim_end();
        let after = text[*at + c.len_utf8()..].trim_start();
        dash(*c)
            && before.ends_with(|c: char| c.is_ascii_digit())
            && after.starts_with(|c: char| c.is_ascii_digit())
    });
    let (at, found) = at?;
    let before = text[..at].trim_end();
    let start = before.rfind(|c: char| !c.is_ascii_digit());
    let first = match start {
        Some(start) => before
            .get(start..)?
            .trim_start_matches(|c: char| !c.is_ascii_digit()),
        None => before,
    };
    let after = text[at + found.len_utf8()..].trim_start();
    let end = after
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(after.len());
    Some((first.parse().ok()?, after[..end].parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_read_from_whatever_stands_around_them() {
        for (text, expected) in [
            ("Aangenomen. (99-45)", Some((99, 45))),
            ("Aangenomen (74 – 69)", Some((74, 69))),
            ("75-73", Some((75, 73))),
            ("Verworpen.", None),
            ("Gestaakt-", None),
            ("é9-4é", Some((9, 4))),
        ] {
            assert_eq!(totals(text), expected, "{text}");
        }
    }
}
