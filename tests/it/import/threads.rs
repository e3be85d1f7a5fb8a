//! Real proposals with their threads: imported counts equal a recount of the same files.

use super::consultations;
use crate::support::database::{Engine, Folder, OwnDatabase};
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::program::Installation;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use weerklank_acts::rounds::import_polis::{import_polis, read_polis};
use weerklank_acts::rounds::import_threads::{import_threads, read_threads};

on_both_databases!(
    every_thread_equals_a_recount_and_importing_twice_changes_nothing,
    a_name_that_something_else_has_is_refused,
    the_command_imports_threads_reports_and_can_be_repeated,
);

const DOSSIER: &str = "decide-madrid";

fn export() -> Option<PathBuf> {
    consultations().map(|folder| folder.join("madrid-threads"))
}

/// One row of a file, by column.
type Row = BTreeMap<String, String>;

fn rows(folder: &Path, file: &str) -> Vec<Row> {
    csv::Reader::from_path(folder.join(file))
        .unwrap()
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

/// What a thread adds up to: comments, those at the top, those whose parent is gone, votes for, against.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sums {
    comments: i64,
    top: i64,
    orphans: i64,
    agreed: i64,
    disagreed: i64,
}

/// The sums by proposal, counted here from the file itself.
fn recounted(folder: &Path) -> BTreeMap<String, Sums> {
    let comments = rows(folder, "comments.csv");
    let known: BTreeSet<&str> = comments.iter().map(|row| row["id"].as_str()).collect();
    let mut sums: BTreeMap<String, Sums> = rows(folder, "proposals.csv")
        .into_iter()
        .map(|row| (row["id"].clone(), Sums::default()))
        .collect();
    for row in &comments {
        let one = sums.get_mut(&row["proposalId"]).unwrap();
        let parent = row["parentId"].as_str();
        let is_orphan = parent != "-1" && !known.contains(parent);
        one.comments += 1;
        one.top += i64::from(parent == "-1" || is_orphan);
        one.orphans += i64::from(is_orphan);
        one.agreed += row["numPositiveVotes"].parse::<i64>().unwrap();
        one.disagreed += row["numNegativeVotes"].parse::<i64>().unwrap();
    }
    sums
}

/// The same of what was imported.
fn imported(house: &TestHouse, proposal: &str) -> Sums {
    let of = |what: &str, condition: &str| {
        house.number(&format!(
            "SELECT CAST({what} AS BIGINT) AS number FROM replies r JOIN threads t ON t.id = r.thread_id
             JOIN inputs i ON i.id = t.input_id
             WHERE i.source_key = 'decide-madrid:{DOSSIER}:{proposal}' AND {condition}"
        ))
    };
    Sums {
        comments: of("COUNT(*)", "1 = 1"),
        top: of("COUNT(*)", "r.parent_id IS NULL"),
        orphans: of("COUNT(*)", "r.is_orphan"),
        agreed: of("COALESCE(SUM(r.agreed), 0)", "1 = 1"),
        disagreed: of("COALESCE(SUM(r.disagreed), 0)", "1 = 1"),
    }
}

async fn every_thread_equals_a_recount_and_importing_twice_changes_nothing(engine: Engine) {
    let Some(folder) = export() else { return };
    let house = TestHouse::open(engine);
    let threads = read_threads(&folder).unwrap();
    let report = import_threads(house.house(), &threads, DOSSIER, &|_| {}).unwrap();
    assert_eq!((report.inputs, report.replies), (53, 3_514), "{report:?}");
    let recounted = recounted(&folder);
    assert_eq!(recounted.len(), 53);
    for (proposal, sums) in &recounted {
        assert_eq!(&imported(&house, proposal), sums, "{proposal}");
    }
    assert_eq!(
        recounted.values().map(|sums| sums.orphans).sum::<i64>(),
        154
    );
    let supports: i64 = rows(&folder, "proposals.csv")
        .iter()
        .map(|row| row["numSupports"].parse::<i64>().unwrap())
        .sum();
    let endorsed = "SELECT CAST(SUM(endorsements) AS BIGINT) AS number FROM inputs";
    assert_eq!(house.number(endorsed), supports);
    let again = import_threads(house.house(), &threads, DOSSIER, &|_| {}).unwrap();
    assert_eq!((again.inputs, again.replies), (0, 0), "{again:?}");
    assert_eq!(again.unchanged, 53 + 3_514);
    for (proposal, sums) in &recounted {
        assert_eq!(&imported(&house, proposal), sums, "{proposal}, again");
    }
    house.everything_adds_up();
    it_is_read_in_its_language_and_takes_no_replies(&house).await;
}

async fn it_is_read_in_its_language_and_takes_no_replies(house: &TestHouse) {
    let visitor = house.visitor();
    let round = visitor
        .get(&format!("/api/v1/rounds/{DOSSIER}"))
        .await
        .json();
    assert_eq!(round["state"], "closed");
    assert_eq!(round["coverage"]["total"], 53);
    assert!(round["attribution"].as_str().unwrap().contains("ARGRECSYS"));
    // The proposal with the longest thread.
    let number = house.number("SELECT number FROM inputs ORDER BY replies DESC, number LIMIT 1");
    let input = format!("/rounds/{DOSSIER}/inputs/{number}");
    let one = visitor.get(&format!("/api/v1{input}")).await.json();
    assert_eq!(
        (one["language"].as_str(), one["replies"].as_i64()),
        (Some("es"), Some(439))
    );
    let page = visitor.get(&format!("{input}/replies")).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("lang=\"es\""));
    assert!(page.text().len() < 150_000);
    assert!(!page.text().contains("name=\"text\""), "no form to reply");
}

async fn a_name_that_something_else_has_is_refused(engine: Engine) {
    let Some(folder) = export() else { return };
    let house = TestHouse::open(engine);
    let conversation = read_polis(&folder.with_file_name("polis-london-youth-policing")).unwrap();
    import_polis(house.house(), &conversation, "youth-policing", &|_| {}).unwrap();
    let threads = read_threads(&folder).unwrap();
    let before = house.number("SELECT COUNT(*) AS number FROM inputs");
    for name in ["Geen Naam", "youth-policing"] {
        let refused = import_threads(house.house(), &threads, name, &|_| {});
        assert!(refused.is_err(), "{name}");
    }
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM inputs"),
        before
    );
}

async fn the_command_imports_threads_reports_and_can_be_repeated(engine: Engine) {
    let Some(export) = export() else { return };
    let folder = Folder::new();
    let database = OwnDatabase::empty(engine, &folder);
    let installation = Installation::new(database.url(), folder.path());
    installation.run_well(&["seed", "demo"]);
    let export = export.to_str().unwrap();
    let call = ["import", "threads", export, "--dossier", DOSSIER, "--json"];
    let first = installation.run_well(&call);
    let first: serde_json::Value = serde_json::from_str(first.trim()).unwrap();
    assert_eq!(
        (&first["inputs"], &first["replies"]),
        (&53.into(), &3_514.into())
    );
    assert_eq!(first["odd"].as_array().unwrap().len(), 3);
    let again = installation.run_well(&call);
    let again: serde_json::Value = serde_json::from_str(again.trim()).unwrap();
    assert_eq!(
        (&again["inputs"], &again["replies"]),
        (&0.into(), &0.into())
    );
    let missing = installation.run(&["import", "threads", "/nergens", "--dossier", "x"]);
    assert!(!missing.status.success());
}
