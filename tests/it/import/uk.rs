//! Answers of the UK Parliament's petition API, of two ages.

use crate::support::database::{Engine, Folder, OwnDatabase};
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::program::Installation;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use weerklank_acts::petitions::{UkReport, import_uk};

on_both_databases!(
    the_counts_of_the_source_are_kept_with_their_remainder,
    a_newer_answer_adds_the_difference_and_an_older_one_nothing,
    what_cannot_be_true_is_left_out_and_told,
    the_command_imports_reports_and_can_be_repeated,
);

const FILES: [(&str, &str, &str, i64); 3] = [
    ("uk-131215-2016-06-27.json", "uk-131215", "open", 3_555_721),
    (
        "uk-200004-answered-debated-2018.json",
        "uk-200004",
        "open",
        140_409,
    ),
    ("uk-200010-rejected-2017.json", "uk-200010", "refused", 6),
];

/// The samples, where they are.
fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/petitions");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no sample files of the UK petitions beside the repository");
    None
}

async fn the_counts_of_the_source_are_kept_with_their_remainder(engine: Engine) {
    let Some(folder) = samples() else { return };
    let house = TestHouse::open(engine);
    let visitor = house.visitor();
    let mut report = UkReport::default();
    for (file, ..) in FILES {
        let json = std::fs::read_to_string(folder.join(file)).unwrap();
        import_uk(house.house(), file, &json, &mut report).unwrap();
    }
    assert_eq!(
        (report.added, report.updated, report.unchanged),
        (3, 0, 0),
        "{report:?}"
    );
    assert!(
        report
            .odd
            .iter()
            .any(|odd| odd.contains("131215") && odd.contains("3555721")),
        "{report:?}"
    );
    for (_, slug, state, count) in FILES {
        let petition = visitor
            .get(&format!("/api/v1/petitions/{slug}"))
            .await
            .json();
        assert_eq!(
            (&petition["state"], &petition["signatureCount"]),
            (&json!(state), &json!(count)),
            "{slug}"
        );
        let parts: i64 = petition["places"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| part["signatureCount"].as_i64().unwrap())
            .sum();
        assert_eq!(parts, count, "{slug}");
        assert_eq!(visitor.get(&format!("/petitions/{slug}")).await.status, 200);
    }
    let large = visitor.get("/api/v1/petitions/uk-131215").await.json();
    let part = |kind: &str| -> i64 {
        let places = large["places"].as_array().unwrap();
        places
            .iter()
            .filter(|part| part["kind"] == kind)
            .map(|part| part["signatureCount"].as_i64().unwrap())
            .sum()
    };
    // The source: 3,351,288 by constituency, 3,417,895 at home, 3,555,684 by country.
    assert_eq!(part("area"), 3_351_288);
    assert_eq!(part("unknown"), 3_417_895 - 3_351_288);
    assert_eq!(part("abroad"), 3_555_684 - 3_417_895);
    assert_eq!(part("remainder"), 3_555_721 - 3_555_684);
    assert!(
        visitor
            .get("/petitions/uk-131215")
            .await
            .text()
            .contains("37"),
        "the remainder is shown"
    );
    let answered = visitor.get("/api/v1/petitions/uk-200004").await.json();
    assert_eq!(answered["answers"].as_array().unwrap().len(), 1);
    assert!(
        answered["events"]
            .as_array()
            .unwrap()
            .iter()
            .any(|event| event["kind"] == "debated")
    );
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM signers"),
        0,
        "imported signatures are no people"
    );
    house.everything_adds_up();

    let rows = || {
        [
            "petitions",
            "tallies",
            "petition_events",
            "petition_answers",
            "areas",
            "bodies",
            "instruments",
        ]
        .map(|table| house.number(&format!("SELECT COUNT(*) AS number FROM {table}")))
    };
    let before = rows();
    let mut again = UkReport::default();
    for (file, ..) in FILES {
        let json = std::fs::read_to_string(folder.join(file)).unwrap();
        import_uk(house.house(), file, &json, &mut again).unwrap();
    }
    assert_eq!(
        (again.added, again.updated, again.unchanged),
        (0, 0, 3),
        "{again:?}"
    );
    assert_eq!(rows(), before);
}

/// An answer of the source that was made up here.
fn answer(
    updated_at: &str,
    count: i64,
    constituencies: &[(&str, i64)],
    countries: &[(&str, i64)],
) -> Value {
    let by_constituency: Vec<Value> = constituencies
        .iter()
        .map(|(code, count)| json!({"name": format!("Place {code}"), "ons_code": code, "mp": null, "signature_count": count}))
        .collect();
    let by_country: Vec<Value> = countries
        .iter()
        .map(|(code, count)| json!({"name": code, "code": code, "signature_count": count}))
        .collect();
    json!({"data": {"type": "petition", "id": 7, "links": {"self": "https://petition.example/petitions/7.json"}, "attributes": {
        "action": "Plant more trees", "background": "There are *few* trees.\r\nPlease.", "additional_details": null,
        "state": "open", "signature_count": count, "created_at": "2020-01-01T10:00:00.000Z", "updated_at": updated_at,
        "opened_at": "2020-01-02T10:00:00.000Z", "something_new": {"deep": [1, 2]},
        "signatures_by_constituency": by_constituency, "signatures_by_country": by_country,
    }}})
}

async fn a_newer_answer_adds_the_difference_and_an_older_one_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let first = answer(
        "2020-02-01T10:00:00Z",
        100,
        &[("E1", 60), ("E2", 20)],
        &[("GB", 85), ("FR", 10)],
    );
    // The second has one place less in E2 than before, one country more, and parts above the headline.
    let second = answer(
        "2020-03-01T10:00:00Z",
        150,
        &[("E1", 90), ("E2", 19), ("E3", 5)],
        &[("GB", 120), ("FR", 10), ("DE", 30)],
    );
    for (json, expected, count, remainder) in [
        (&first, (1, 0, 0), 100, 5),
        (&second, (0, 1, 0), 150, -10),
        (&first, (0, 0, 1), 150, -10),
        (&second, (0, 0, 1), 150, -10),
    ] {
        let mut report = UkReport::default();
        import_uk(house.house(), "7.json", &json.to_string(), &mut report).unwrap();
        assert_eq!(
            (report.added, report.updated, report.unchanged),
            expected,
            "{report:?}"
        );
        assert_eq!(house.count("uk-7").await, count);
        let kept = "SELECT CAST(SUM(amount) AS BIGINT) AS number FROM tallies WHERE place_kind = 'remainder'";
        assert_eq!(house.number(kept), remainder);
        house.everything_adds_up();
    }
    let page = house.visitor().get("/petitions/uk-7").await;
    assert_eq!(page.status, 200, "{}", page.text());
}

async fn what_cannot_be_true_is_left_out_and_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let mut report = UkReport::default();
    let negative = answer("2020-02-01T10:00:00Z", -5, &[], &[]);
    let text = answer("2020-02-01T10:00:00Z", 5, &[], &[])["data"].clone();
    let list =
        json!({"links": {}, "data": [{"id": "seven"}, {"id": 8, "attributes": {}}, text, 5]});
    import_uk(
        house.house(),
        "negative.json",
        &negative.to_string(),
        &mut report,
    )
    .unwrap();
    assert_eq!(report.added, 0);
    import_uk(house.house(), "list.json", &list.to_string(), &mut report).unwrap();
    assert_eq!(report.added, 1);
    assert_eq!(report.odd.len(), 4, "{report:?}");
    for broken in ["", "{", "[1", "5", "\"text\"", "null", "<html>"] {
        assert!(
            import_uk(house.house(), "broken.json", broken, &mut report).is_err(),
            "{broken}"
        );
    }
    assert_eq!(house.count("uk-7").await, 5);
    house.everything_adds_up();
}

async fn the_command_imports_reports_and_can_be_repeated(engine: Engine) {
    let folder = Folder::new();
    let database = OwnDatabase::empty(engine, &folder);
    let installation = Installation::new(database.url(), folder.path());
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let good = path(
        "good.json",
        &answer("2020-02-01T10:00:00Z", 100, &[("E1", 60)], &[("GB", 60)]).to_string(),
    );
    let broken = path("broken.json", "{");
    for (added, unchanged) in [(1, 0), (0, 1)] {
        let told = installation.run_well(&["import", "uk-petitions", "--json", &good]);
        let report: Value =
            serde_json::from_str(&told).unwrap_or_else(|error| panic!("{error}: {told}"));
        assert_eq!(
            (&report["added"], &report["unchanged"]),
            (&json!(added), &json!(unchanged)),
            "{told}"
        );
    }
    assert_ne!(
        installation
            .run(&["import", "uk-petitions", &broken])
            .status
            .code(),
        Some(0)
    );
    assert_ne!(
        installation
            .run(&["import", "uk-petitions", "nowhere.json"])
            .status
            .code(),
        Some(0)
    );
    for usage in [
        vec!["import"],
        vec!["import", "uk-petitions"],
        vec!["import", "zzz"],
        vec!["--zzz"],
    ] {
        assert_eq!(installation.run(&usage).status.code(), Some(2), "{usage:?}");
    }
    assert_eq!(
        installation
            .run(&["import", "uk-petitions", "--help"])
            .status
            .code(),
        Some(0)
    );
    installation.run_well(&["verify"]);
}
