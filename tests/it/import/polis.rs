//! Real conversations that were held with Polis: imported counts equal a recount of the same files.

use super::consultations;
use crate::support::database::{Engine, Folder, OwnDatabase};
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::program::Installation;
use std::collections::BTreeMap;
use std::path::Path;
use weerklank_acts::rounds::import_polis::{import_polis, read_polis};

on_both_databases!(
    imported_counts_equal_a_recount_and_importing_twice_changes_nothing,
    what_moderators_took_away_is_not_public,
    the_command_imports_reports_and_can_be_repeated,
);

/// The columns of a file, row by row; the names of the header are looked up once.
fn rows(folder: &Path, file: &str, columns: [&str; 4]) -> Vec<[String; 4]> {
    let mut reader = csv::Reader::from_path(folder.join(file)).unwrap();
    let header = reader.headers().unwrap().clone();
    let places = columns.map(|name| header.iter().position(|other| other == name).unwrap());
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            places.map(|place| record[place].to_owned())
        })
        .collect()
}

/// Agreeing, disagreeing and passing by statement, counted here from the last vote of each voter.
fn recounted(folder: &Path) -> BTreeMap<String, (i64, i64, i64)> {
    let columns = ["timestamp", "comment-id", "voter-id", "vote"];
    let mut last = BTreeMap::<(String, String), (i64, usize, i64)>::new();
    for (place, [at, statement, voter, vote]) in
        rows(folder, "votes.csv", columns).into_iter().enumerate()
    {
        let (at, vote): (i64, i64) = (at.parse().unwrap(), vote.parse().unwrap());
        let newest = last.entry((statement, voter)).or_insert((at, place, vote));
        if (at, place) >= (newest.0, newest.1) {
            *newest = (at, place, vote);
        }
    }
    let mut tallies = BTreeMap::<String, (i64, i64, i64)>::new();
    for ((statement, _), (_, _, vote)) in last {
        let tally = tallies.entry(statement).or_default();
        match vote {
            1 => tally.0 += 1,
            -1 => tally.1 += 1,
            _ => tally.2 += 1,
        }
    }
    tallies
}

fn imported(house: &TestHouse, slug: &str, statement: &str) -> (i64, i64, i64) {
    let of = |column: &str| {
        house.number(&format!(
            "SELECT CAST(t.{column} AS BIGINT) AS number FROM statement_tallies t JOIN inputs i ON i.id = t.input_id
             WHERE i.source_key = 'polis:{slug}:{statement}'"
        ))
    };
    (of("agree"), of("disagree"), of("pass"))
}

async fn imported_counts_equal_a_recount_and_importing_twice_changes_nothing(engine: Engine) {
    let Some(folder) = consultations() else {
        return;
    };
    let folder = folder.join("polis-london-youth-policing");
    let house = TestHouse::open(engine);
    let conversation = read_polis(&folder).unwrap();
    let slug = "youth-policing";
    let report = import_polis(house.house(), &conversation, slug, &|_| {}).unwrap();
    assert_eq!((report.inputs, report.votes), (39, 638), "{report:?}");
    let recounted = recounted(&folder);
    let columns = ["comment-id", "moderated", "author-id", "timestamp"];
    let statements = rows(&folder, "comments.csv", columns);
    assert_eq!(statements.len(), 39);
    for [statement, ..] in &statements {
        let expected = recounted.get(statement).copied().unwrap_or_default();
        assert_eq!(imported(&house, slug, statement), expected, "{statement}");
    }
    let again = import_polis(house.house(), &conversation, slug, &|_| {}).unwrap();
    assert_eq!((again.inputs, again.votes), (0, 0), "{again:?}");
    assert_eq!(again.unchanged, 39 + 638);
    let round = house
        .visitor()
        .get(&format!("/api/v1/rounds/{slug}"))
        .await
        .json();
    assert_eq!(round["state"], "closed");
    assert_eq!(round["coverage"]["total"], 39);
    assert!(
        round["attribution"]
            .as_str()
            .unwrap()
            .contains("Computational Democracy")
    );
    house.everything_adds_up();
}

async fn what_moderators_took_away_is_not_public(engine: Engine) {
    let Some(folder) = consultations() else {
        return;
    };
    let folder = folder.join("polis-london-youth-policing");
    let house = TestHouse::open(engine);
    let conversation = read_polis(&folder).unwrap();
    import_polis(house.house(), &conversation, "youth-policing", &|_| {}).unwrap();
    let columns = ["comment-id", "moderated", "comment-body", "timestamp"];
    let rejected: Vec<[String; 4]> = rows(&folder, "comments.csv", columns)
        .into_iter()
        .filter(|[_, moderated, ..]| moderated == "-1")
        .collect();
    assert_eq!(rejected.len(), 3);
    let visitor = house.visitor();
    let file = visitor
        .get("/rounds/youth-policing/inputs.csv")
        .await
        .text();
    let page = visitor.get("/rounds/youth-policing/statements").await;
    assert!(
        page.text().contains("%"),
        "how people voted: {}",
        page.text()
    );
    for [statement, _, text, _] in &rejected {
        let words: String = text.chars().take(40).collect();
        assert!(!file.contains(&words), "{words}");
        let number = house.number(&format!(
            "SELECT number FROM inputs WHERE source_key = 'polis:youth-policing:{statement}'"
        ));
        let one = visitor
            .get(&format!("/api/v1/rounds/youth-policing/inputs/{number}"))
            .await
            .json();
        assert_eq!(
            (one["state"].as_str(), one["text"].as_str()),
            (Some("removed"), None)
        );
    }
    let coverage = visitor
        .get("/api/v1/rounds/youth-policing/coverage")
        .await
        .json();
    assert_eq!(
        (coverage["removed"].clone(), coverage["open"].clone()),
        (3.into(), 36.into())
    );
}

async fn the_command_imports_reports_and_can_be_repeated(engine: Engine) {
    let Some(samples) = consultations() else {
        return;
    };
    let folder = Folder::new();
    let database = OwnDatabase::empty(engine, &folder);
    let installation = Installation::new(database.url(), folder.path());
    installation.run_well(&["seed", "demo"]);
    let export = samples.join("polis-london-youth-policing");
    let export = export.to_str().unwrap();
    let call = [
        "import",
        "polis",
        export,
        "--round",
        "youth-policing",
        "--json",
    ];
    let first = installation.run_well(&call);
    let first: serde_json::Value = serde_json::from_str(first.trim()).unwrap();
    assert_eq!(first["inputs"], 39);
    let again = installation.run_well(&call);
    let again: serde_json::Value = serde_json::from_str(again.trim()).unwrap();
    assert_eq!(
        (again["inputs"].clone(), again["votes"].clone()),
        (0.into(), 0.into())
    );
    let wrong = installation.run(&["import", "polis", export, "--round", "Geen Naam"]);
    assert!(!wrong.status.success());
    let missing = installation.run(&["import", "polis", "/nergens", "--round", "x"]);
    assert!(!missing.status.success());
}
