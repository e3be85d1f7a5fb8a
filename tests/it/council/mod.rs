//! The council: its people, meetings and proposals; and rules of bodies, tried by the command line, for
//! which no database is opened.

mod elsewhere;
mod meetings;
mod people;
mod popolo;
mod proposals;
pub(crate) mod town;
mod votes;

use crate::support::program::Installation;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

/// What `weerklank rules check` says of a file.
fn check(file: &Path, more: &[&str]) -> Output {
    let nowhere = std::env::temp_dir();
    let installation = Installation::new("sqlite:/nowhere/at/all.db", &nowhere);
    let file = file.to_str().unwrap();
    let mut arguments = vec!["rules", "check", file];
    arguments.extend(more);
    installation.run(&arguments)
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn own_cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("it/council/data/rule-cases.json")
}

#[test]
fn a_wrong_expectation_is_told_with_what_led_to_the_other_and_fails() {
    let output = check(&own_cases(), &[]);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    assert!(told.contains("10 cases: 9 right, 1 wrong"), "{told}");
    let wrong = "WRONG  wrong-on-purpose: expected adopted, computed tied_postponed";
    assert!(told.contains(wrong), "{told}");
    assert!(told.contains("Gemeentewet, art. 32(4)"), "{told}");
}

#[test]
fn the_report_as_json_has_every_case_with_its_reasons() {
    let output = check(&own_cases(), &["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_str(&told(&output)).unwrap();
    assert_eq!(report["cases"], 10);
    assert_eq!(report["wrong"], 1);
    let first = &report["results"][0];
    assert_eq!(first["id"], "full-meeting");
    assert_eq!(first["is_right"], true);
    assert_eq!(first["computed"], "tied_rejected");
    let reasons = first["reasons"].as_array().unwrap();
    let last = reasons.last().unwrap();
    assert_eq!(last["code"], "not_adopted");
    assert_eq!(last["article"], "Gemeentewet, art. 32(5)");
}

#[test]
fn the_shared_cases_are_right_and_what_is_no_file_of_cases_is_a_wrong_call() {
    let missing = check(Path::new("/nowhere/cases.json"), &[]);
    assert_eq!(missing.status.code(), Some(2));
    let no_cases = check(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"),
        &[],
    );
    assert_eq!(no_cases.status.code(), Some(2));
    let shared = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data/votes/rule-cases/nl-gemeentewet.json");
    if !shared.is_file() {
        println!("skipped: no rule cases beside the repository");
        return;
    }
    let output = check(&shared, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("37 cases: 37 right, 0 wrong"));
}
