//! A file of inputs: its columns, what they are taken for, and what becomes of each row.

use crate::web::form::day_of_text;
use crate::web::rounds::desk::inputs::enter::{channels, forms};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use weerklank_acts::ActError;
use weerklank_acts::inputs::desk::{CannotEnter, DeskEntry, may_enter};
use weerklank_domain::calendar::day_of;
use weerklank_domain::inputs::{Channel, InputText, InputTextFault, Sender};
use weerklank_domain::people::PersonName;
use weerklank_domain::petitions::Title;
use weerklank_domain::rounds::InputForm;
use weerklank_store::people::hash_of_token;
use weerklank_store::rounds::RoundRecord;

/// The largest file, in bytes.
pub(super) const LARGEST_FILE: usize = 2 * 1024 * 1024;
/// The most rows.
pub(super) const MOST_ROWS: usize = 5_000;

/// What a column can be taken for, with the words by which its header is guessed.
pub(super) const COLUMNS: [(&str, &[&str]); 9] = [
    (
        "text",
        &["text", "tekst", "inbreng", "reactie", "zienswijze", "input"],
    ),
    ("title", &["title", "titel", "onderwerp", "subject"]),
    ("name", &["name", "naam", "afzender", "sender"]),
    (
        "organisation",
        &["organisation", "organization", "organisatie"],
    ),
    (
        "sender",
        &[
            "sender_group",
            "soort afzender",
            "soort organisatie",
            "groep",
        ],
    ),
    ("channel", &["channel", "kanaal", "via"]),
    (
        "received",
        &["received", "received_at", "ontvangen", "datum", "date"],
    ),
    ("source", &["source", "bron", "platform"]),
    ("public", &["public", "openbaar"]),
];

/// What can be wrong with a file or with a row.
#[cfg(test)]
pub const ROW_PROBLEMS: [&str; 12] = [
    "empty",
    "too_long",
    "bad_title",
    "bad_name",
    "unknown_sender",
    "which_sender",
    "bad_day",
    "in_future",
    "before_round",
    "unknown_channel",
    "no_source",
    "no_form",
];

/// A file as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    pub header: Vec<String>,
    /// The line of the file, and its values.
    pub rows: Vec<(u64, Vec<String>)>,
}

impl Sheet {
    /// Reads a file of comma, semicolon or tab separated values.
    ///
    /// # Errors
    /// `file_empty`, `csv_too_large`, `csv_rows` or `csv_unreadable`.
    pub(super) fn read(content: &str) -> Result<Self, &'static str> {
        if content.trim().is_empty() {
            return Err("file_empty");
        }
        if content.len() > LARGEST_FILE {
            return Err("csv_too_large");
        }
        let first = content.lines().next().unwrap_or_default();
        let counted = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
        let separator = [b',', b';', b'\t'].into_iter().max_by_key(counted);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator.unwrap_or(b','))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(content.as_bytes());
        let values = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        let header = values(reader.headers().map_err(|_| "csv_unreadable")?);
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|_| "csv_unreadable")?;
            if record.iter().all(str::is_empty) {
                continue;
            }
            if rows.len() == MOST_ROWS {
                return Err("csv_rows");
            }
            let line = record.position().map_or(0, csv::Position::line);
            rows.push((line, values(&record)));
        }
        if rows.is_empty() {
            return Err("file_empty");
        }
        Ok(Self { header, rows })
    }
}

/// Which column is taken for what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mapping(pub HashMap<&'static str, usize>);

impl Mapping {
    /// A guess from the names of the columns.
    pub(super) fn guess(header: &[String]) -> Self {
        let names: Vec<String> = header.iter().map(|name| name.to_lowercase()).collect();
        let found = COLUMNS.iter().filter_map(|(column, words)| {
            let place = names
                .iter()
                .position(|name| words.contains(&name.as_str()))?;
            Some((*column, place))
        });
        Self(found.collect())
    }

    fn value<'a>(&self, column: &str, row: &'a [String]) -> &'a str {
        self.0
            .get(column)
            .and_then(|place| row.get(*place))
            .map_or("", String::as_str)
    }
}

/// What becomes of the rows.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub entries: Vec<DeskEntry>,
    /// The line and what is wrong with it.
    pub faults: Vec<(u64, &'static str)>,
}

/// Makes entries of the rows.
pub(super) fn check(
    sheet: &Sheet,
    mapping: &Mapping,
    round: &RoundRecord,
    now: DateTime<Utc>,
) -> Checked {
    let mut checked = Checked::default();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (line, row) in &sheet.rows {
        let hash = hash_of_token(&row.join("\u{1f}"));
        // The same letter of many people is many rows, and each of them counts.
        let times = seen.entry(hash.clone()).or_default();
        *times += 1;
        let key = format!("csv:{hash}:{times}");
        match entry(mapping, row, round, now, key) {
            Ok(entry) => checked.entries.push(entry),
            Err(code) => checked.faults.push((*line, code)),
        }
    }
    checked
}

fn entry(
    mapping: &Mapping,
    row: &[String],
    round: &RoundRecord,
    now: DateTime<Utc>,
    key: String,
) -> Result<DeskEntry, &'static str> {
    let value = |column| mapping.value(column, row);
    let title = match value("title") {
        "" => None,
        typed => Some(Title::parse(typed).map_err(|_| "bad_title")?),
    };
    let form = form_of(round, title.is_some())?;
    let text = match form {
        InputForm::Statement => InputText::parse_statement(value("text")),
        InputForm::Open | InputForm::Idea => InputText::parse(value("text")),
    };
    let text = text.map_err(|fault| match fault {
        InputTextFault::Empty => "empty",
        InputTextFault::TooLong => "too_long",
    })?;
    let source = value("source");
    let channel = channel_of(value("channel"), !source.is_empty())?;
    if channel == Channel::Elsewhere && source.is_empty() {
        return Err("no_source");
    }
    let sender = sender_of(value("sender"), value("organisation"))?;
    let name = match value("organisation") {
        "" => value("name"),
        organisation => organisation,
    };
    let name = match name {
        "" => String::new(),
        name => PersonName::parse(name)
            .map_err(|_| "bad_name")?
            .as_str()
            .to_owned(),
    };
    let received_on = match value("received") {
        "" => day_of(now),
        typed => day_of_text(typed).ok_or("bad_day")?,
    };
    let entry = DeskEntry {
        title: title.filter(|_| form == InputForm::Idea),
        form,
        text,
        language: round.language,
        channel,
        source_name: Some(source.chars().take(200).collect())
            .filter(|_| channel == Channel::Elsewhere),
        url: None,
        sender,
        name,
        show_name: false,
        email: None,
        is_public: !is_no(value("public")),
        area_id: None,
        received_on,
        posted_on: None,
        agreed_on: None,
        key,
    };
    may_enter(round, &entry, now).map_err(|error| code_of(&error))?;
    Ok(entry)
}

fn code_of(error: &ActError) -> &'static str {
    match error {
        ActError::CannotEnter(CannotEnter::InFuture) => "in_future",
        ActError::CannotEnter(CannotEnter::BeforeRound) => "before_round",
        ActError::CannotEnter(CannotEnter::ThroughSite) => "unknown_channel",
        _ => "no_form",
    }
}

/// An idea has a title; anything else is open input where the round asks for it.
fn form_of(round: &RoundRecord, has_title: bool) -> Result<InputForm, &'static str> {
    let wanted: &[InputForm] = if has_title {
        &[InputForm::Idea, InputForm::Open, InputForm::Statement]
    } else {
        &[InputForm::Open, InputForm::Statement]
    };
    wanted
        .iter()
        .copied()
        .find(|form| forms(round).any(|had| had == *form))
        .ok_or("no_form")
}

fn channel_of(typed: &str, has_source: bool) -> Result<Channel, &'static str> {
    let typed = typed.to_lowercase();
    let known = match typed.as_str() {
        "" if has_source => Some(Channel::Elsewhere),
        "" | "post" | "brief" | "papier" | "letter" => Some(Channel::Paper),
        "bijeenkomst" | "vergadering" => Some(Channel::Meeting),
        "telefoon" | "phone" => Some(Channel::Telephone),
        "e-mail" | "mail" => Some(Channel::Email),
        "elders" => Some(Channel::Elsewhere),
        code => channels().find(|channel| channel.code() == code),
    };
    known.ok_or("unknown_channel")
}

/// Who sent a row. One that names an organisation says which of the three it is (PAR-6); one that says so has
/// a name.
fn sender_of(typed: &str, organisation: &str) -> Result<Sender, &'static str> {
    let typed = typed.to_lowercase();
    let told = match typed.as_str() {
        "" => None,
        "inwoner" | "particulier" | "person" => Some(Sender::Resident),
        "bedrijf" | "ondernemer" => Some(Sender::Business),
        "maatschappelijke organisatie" | "vereniging" | "stichting" => Some(Sender::CivilSociety),
        "bestuursorgaan" | "overheid" => Some(Sender::PublicBody),
        code => Some(Sender::chosen(code).ok_or("unknown_sender")?),
    };
    match (told, organisation.is_empty()) {
        (None, true) => Ok(Sender::Resident),
        (None, false) => Err("which_sender"),
        (Some(sender), is_empty) if sender.is_organisation() == is_empty => Err("which_sender"),
        (Some(sender), _) => Ok(sender),
    }
}

fn is_no(typed: &str) -> bool {
    ["nee", "no", "n", "0", "false", "onwaar"].contains(&typed.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::rounds::desk::show::sample_round;
    use weerklank_domain::rounds::RoundState;

    fn checked(content: &str) -> Checked {
        let sheet = Sheet::read(content).unwrap();
        let mapping = Mapping::guess(&sheet.header);
        let now = "2026-03-10T12:00:00Z".parse().unwrap();
        check(&sheet, &mapping, &sample_round(RoundState::Open, true), now)
    }

    #[test]
    fn columns_are_known_by_their_names_in_any_separator() {
        for separator in [",", ";", "\t"] {
            let content = ["Tekst", "Kanaal", "x"].join(separator) + "\na" + separator + "post";
            let sheet = Sheet::read(&content).unwrap();
            let mapping = Mapping::guess(&sheet.header);
            assert_eq!(mapping.0.get("text"), Some(&0), "{separator}");
            assert_eq!(mapping.0.get("channel"), Some(&1));
            assert_eq!(mapping.0.len(), 2);
        }
    }

    #[test]
    fn every_row_is_an_entry_or_has_a_fault_with_its_line() {
        let long = "x".repeat(5_001);
        let content = format!(
            "tekst,kanaal,ontvangen,bron,openbaar\n\
             \"Meer\nbomen\",post,3-3-2026,,nee\n\
             ,post,,,\n{long},,,,\nWeg ermee,duif,,,\nWeg,post,morgen,,\nWeg,elders,,,\nNog een,,,Forum,ja\n"
        );
        let checked = checked(&content);
        let codes = [
            (4, "empty"),
            (5, "too_long"),
            (6, "unknown_channel"),
            (7, "bad_day"),
            (8, "no_source"),
        ];
        assert_eq!(checked.faults, codes);
        assert_eq!(checked.entries.len(), 2);
        assert_eq!(checked.entries[0].text.as_str(), "Meer\nbomen");
        assert!(!checked.entries[0].is_public && checked.entries[1].is_public);
        assert_eq!(checked.entries[1].channel, Channel::Elsewhere);
    }

    #[test]
    fn an_organisation_says_which_of_the_three_it_is() {
        let checked = checked(
            "tekst,organisatie,soort afzender\n\
             Meer bomen,,\nMeer licht,Bakkerij,Bedrijf\nMeer rust,Waterschap,public_body\n\
             Meer,Club,\nMinder,Club,kring\nNiets,,bedrijf\nAlles,Jan,inwoner\n",
        );
        let senders: Vec<Sender> = checked.entries.iter().map(|entry| entry.sender).collect();
        assert_eq!(
            senders,
            [Sender::Resident, Sender::Business, Sender::PublicBody]
        );
        let codes = [
            (5, "which_sender"),
            (6, "unknown_sender"),
            (7, "which_sender"),
            (8, "which_sender"),
        ];
        assert_eq!(checked.faults, codes);
    }

    #[test]
    fn the_same_letter_of_two_people_is_two_entries_with_a_key_each() {
        let checked = checked("tekst\nMeer bomen\nMeer bomen\n");
        assert_eq!(checked.entries.len(), 2);
        assert_ne!(checked.entries[0].key, checked.entries[1].key);
    }

    #[test]
    fn a_file_has_rows_and_not_too_many() {
        assert_eq!(Sheet::read(" \n"), Err("file_empty"));
        assert_eq!(Sheet::read("tekst\n"), Err("file_empty"));
        let many = format!("tekst\n{}", "a\n".repeat(MOST_ROWS + 1));
        assert_eq!(Sheet::read(&many), Err("csv_rows"));
        let large = "a".repeat(LARGEST_FILE + 1);
        assert_eq!(Sheet::read(&large), Err("csv_too_large"));
    }
}
