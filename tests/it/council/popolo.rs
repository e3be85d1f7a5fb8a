//! Popolo bundles: written so that others can read them, read as others write them, and the same after
//! both.

use crate::support::database::{Engine, Folder, OwnDatabase, open_house};
use crate::support::harness::start_of_test;
use crate::support::on_both_databases;
use crate::support::program::Installation;
use jsonschema::{Registry, Validator};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use weerklank_acts::council::CouncilReport;
use weerklank_acts::council::popolo::{
    Bundle, PopoloSource, export_popolo, import_popolo, read_popolo,
};

on_both_databases!(
    the_council_of_the_demonstration_goes_out_and_comes_in_the_same,
    councils_of_another_country_come_in_once,
    a_parliament_without_known_rules_keeps_what_was_stated,
);

const SOURCE: PopoloSource = PopoloSource {
    scheme: "popolo",
    rules: None,
};

/// Data of real councils, where it is.
pub fn votes() -> Option<PathBuf> {
    shared("votes")
}

fn shared(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data")
        .join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no {name} beside the repository");
    None
}

/// A house without a server, to import into.
pub struct Books {
    pub house: weerklank_acts::House,
    pub database: OwnDatabase,
    pub folder: Folder,
}

impl Books {
    /// An empty one.
    pub fn empty(engine: Engine) -> Self {
        let folder = Folder::new();
        let database = OwnDatabase::empty(engine, &folder);
        let house = open_house(&database.parsed());
        Self {
            house,
            database,
            folder,
        }
    }

    /// The program, on the same database.
    pub fn program(&self) -> Installation {
        let mut installation = Installation::new(self.database.url(), self.folder.path());
        installation
            .settings
            .push(("WEERKLANK_KEY", "07".repeat(32)));
        installation
    }

    /// What it tells.
    pub fn bundle(&self) -> Bundle {
        let export = |db: &mut _| export_popolo(db, "https://weerklank.example", start_of_test());
        self.house.store.read_at_once(export).unwrap()
    }

    /// Takes a bundle in.
    pub fn take_in(&self, bundle: &Bundle, source: PopoloSource) -> CouncilReport {
        import_popolo(&self.house, bundle, source, &|_| {}).unwrap()
    }
}

impl Drop for Books {
    fn drop(&mut self) {
        self.house.intake.stop();
    }
}

/// The schemas of Popolo, none of which is fetched.
fn schemas() -> Option<Vec<(String, Value)>> {
    let folder = shared("popolo-schemas")?.join("draft-07");
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let schema: Value = serde_json::from_str(&text).unwrap();
        all.push((schema["$id"].as_str().unwrap().to_owned(), schema));
    }
    Some(all)
}

fn validator(all: &[(String, Value)], name: &str) -> Validator {
    let pairs = all.iter().map(|(id, schema)| (id.clone(), schema.clone()));
    let registry = Registry::new().extend(pairs).unwrap().prepare().unwrap();
    let id = format!("urn:popolo:draft-07:{name}.json");
    let (_, schema) = all.iter().find(|(known, _)| *known == id).unwrap();
    jsonschema::options()
        .with_registry(&registry)
        .should_validate_formats(true)
        .build(schema)
        .unwrap()
}

/// Asserts that a bundle is one: every part by its schema, every name resolves, every sum adds up.
pub fn is_sound(bundle: &Bundle) {
    let json = serde_json::to_value(bundle).unwrap();
    if let Some(all) = schemas() {
        for (list, name) in [
            ("organizations", "organization"),
            ("persons", "person"),
            ("posts", "post"),
            ("memberships", "membership"),
            ("events", "event"),
            ("motions", "motion"),
            ("vote_events", "vote_event"),
        ] {
            let validator = validator(&all, name);
            for one in json[list].as_array().unwrap() {
                let faults: Vec<String> = validator
                    .iter_errors(one)
                    .map(|fault| fault.to_string())
                    .collect();
                assert!(faults.is_empty(), "{list}: {faults:?}: {one}");
            }
        }
    }
    names_resolve(&json);
    sums_add_up(bundle);
}

fn names_resolve(json: &Value) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for list in json
        .as_object()
        .unwrap()
        .values()
        .filter_map(Value::as_array)
    {
        for id in list.iter().filter_map(|one| one["id"].as_str()) {
            assert!(known.insert(id.to_owned()), "{id} is there twice");
        }
    }
    fn check(value: &Value, known: &BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    if name.ends_with("_id")
                        && let Some(id) = value.as_str()
                    {
                        assert!(known.contains(id), "{name} {id} resolves to nothing");
                    }
                    check(value, known);
                }
            }
            Value::Array(values) => values.iter().for_each(|value| check(value, known)),
            _ => {}
        }
    }
    check(json, &known);
}

fn sums_add_up(bundle: &Bundle) {
    for vote in &bundle.vote_events {
        let id = vote.id.as_deref().unwrap();
        if vote.x_method.as_deref() == Some("secret") {
            assert!(vote.votes.is_empty(), "{id}: a secret vote has no votes");
            continue;
        }
        let whole = vote
            .counts
            .iter()
            .filter(|count| count.group_id.is_none() && count.x_on_their_own.is_none());
        for total in whole {
            let is_same = |other: &&weerklank_acts::council::popolo::Count| {
                other.option == total.option
                    && (other.group_id.is_some() || other.x_on_their_own.is_some())
            };
            let groups: i64 = vote
                .counts
                .iter()
                .filter(is_same)
                .filter_map(|count| count.value)
                .sum();
            let of_members = vote
                .votes
                .iter()
                .filter(|one| one.option == total.option)
                .count();
            let value = total.value.unwrap();
            if !vote.votes.is_empty() {
                assert_eq!(
                    i64::try_from(of_members).unwrap(),
                    value,
                    "{id} {:?}",
                    total.option
                );
            } else if vote.x_basis.as_deref() == Some("per_faction") {
                assert_eq!(groups, value, "{id} {:?}", total.option);
            }
        }
    }
}

/// What a bundle says, without who made it.
fn said(bundle: &Bundle) -> Value {
    let mut json = serde_json::to_value(bundle).unwrap();
    json["meta"] = Value::Null;
    json
}

fn first_difference(one: &Value, other: &Value, path: &str) -> Option<String> {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            names.into_iter().find_map(|name| {
                let path = format!("{path}.{name}");
                let null = Value::Null;
                let (one, other) = (one.get(name), other.get(name));
                first_difference(one.unwrap_or(&null), other.unwrap_or(&null), &path)
            })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => one
            .iter()
            .zip(other)
            .enumerate()
            .find_map(|(at, (one, other))| first_difference(one, other, &format!("{path}[{at}]"))),
        (one, other) if one == other => None,
        (one, other) => Some(format!("{path}: {one} and {other}")),
    }
}

/// Writes a house out, reads that into an empty one, and asserts that it says the same.
fn comes_back(engine: Engine, books: &Books) {
    let written = books.bundle();
    is_sound(&written);
    let text = serde_json::to_string(&written).unwrap();
    let read = read_popolo(&text).unwrap();
    let other = Books::empty(engine);
    other.program().run_well(&["seed", "rules"]);
    let report = other.take_in(&read, SOURCE);
    assert_eq!(
        (report.odd.as_slice(), report.not_published.as_slice()),
        (&[][..], &[][..])
    );
    let again = other.bundle();
    if let Some(difference) = first_difference(&said(&written), &said(&again), "") {
        panic!("{difference}");
    }
    let twice = other.take_in(&read, SOURCE);
    let new = [
        twice.bodies,
        twice.factions,
        twice.members,
        twice.memberships,
        twice.meetings,
    ];
    assert_eq!(new, [0; 5], "{twice:?}");
    assert_eq!((twice.proposals, twice.votes), (0, 0), "{twice:?}");
    assert_eq!(
        first_difference(&said(&written), &said(&other.bundle()), ""),
        None
    );
}

async fn the_council_of_the_demonstration_goes_out_and_comes_in_the_same(engine: Engine) {
    let books = Books::empty(engine);
    books.program().run_well(&["seed", "demo"]);
    let bundle = books.bundle();
    assert!(bundle.persons.len() >= 31, "{}", bundle.persons.len());
    assert!(bundle.posts.len() >= 31 && !bundle.motions.is_empty());
    let methods: BTreeSet<&str> = bundle
        .vote_events
        .iter()
        .filter_map(|vote| vote.x_method.as_deref())
        .collect();
    assert!(methods.contains("without_vote"), "{methods:?}");
    comes_back(engine, &books);
}

async fn councils_of_another_country_come_in_once(engine: Engine) {
    let Some(folder) = votes() else {
        return;
    };
    let file = folder.join("au-local-councillors/vic_local_councillor_popolo.json");
    let bundle = read_popolo(&std::fs::read_to_string(file).unwrap()).unwrap();
    let books = Books::empty(engine);
    let report = books.take_in(&bundle, SOURCE);
    assert_eq!(
        (report.bodies, report.members, report.memberships),
        (77, 670, 756)
    );
    assert_eq!(report.odd, Vec::<String>::new());
    let again = books.take_in(&bundle, SOURCE);
    assert_eq!(
        (
            again.bodies,
            again.factions,
            again.members,
            again.memberships
        ),
        (0, 0, 0, 0)
    );
    let written = books.bundle();
    let ended = written
        .memberships
        .iter()
        .filter(|one| one.end_date.is_some());
    assert_eq!(ended.count(), 51);
    let unknown = written
        .organizations
        .iter()
        .find(|one| one.name.as_deref() == Some("unknown"));
    assert_eq!(unknown, None, "a party that is not known is no faction");
    comes_back(engine, &books);
}

async fn a_parliament_without_known_rules_keeps_what_was_stated(engine: Engine) {
    let Some(folder) = votes() else {
        return;
    };
    let file = folder.join("fi-eduskunta-popolo/bundle.json");
    let bundle = read_popolo(&std::fs::read_to_string(file).unwrap()).unwrap();
    let books = Books::empty(engine);
    let report = books.take_in(&bundle, SOURCE);
    assert_eq!(
        (report.members, report.proposals, report.votes),
        (284, 10, 10),
        "{report:?}"
    );
    assert!(
        report.not_published.is_empty(),
        "{:?}",
        report.not_published
    );
    let written = books.bundle();
    assert_eq!(written.vote_events.len(), 10);
    let rows: usize = written
        .vote_events
        .iter()
        .map(|vote| vote.votes.len())
        .sum();
    assert_eq!(rows, 1_973);
    for vote in &written.vote_events {
        assert_eq!(
            (&vote.x_outcome, &vote.result),
            (&None, &None),
            "nothing was computed"
        );
    }
    comes_back(engine, &books);
    // One row less than its total says: told, and not published.
    let mut cut = bundle.clone();
    for vote in &mut cut.vote_events {
        vote.id = vote.id.as_ref().map(|id| format!("{id}-cut"));
        if let Some(yes) = vote
            .votes
            .iter()
            .position(|one| one.option.as_deref() == Some("yes"))
        {
            vote.votes.remove(yes);
        }
    }
    let report = books.take_in(&cut, SOURCE);
    assert_eq!(
        (report.votes, report.not_published.len()),
        (0, 10),
        "{report:?}"
    );
    assert_eq!(report.not_published[0].reason, "total_differs");
    assert_eq!(books.bundle().vote_events.len(), 10);
}
