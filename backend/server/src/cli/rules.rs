//! `weerklank rules …`

use super::{Finding, say, wrong_call};
use crate::seeds::council_rules;
use clap::Subcommand;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use weerklank_domain::council::{Answer, Case, CouncilRules, Reason, RuleSet};

/// What is done with rules.
#[derive(Subcommand)]
pub enum Rules {
    /// Work out the cases of a file with the shipped rules, and print what was expected and what came of
    /// it: exit 1 when they differ, 2 when the file cannot be read. Needs no database.
    Check {
        /// A JSON file with `cases`, each with `id`, `kind` (opening, council_vote, person_ballot,
        /// college_vote, seats), `input`, `expect`, and perhaps `rule_set`, the code of one.
        file: PathBuf,
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// A file of cases. Each is read on its own, so that one that nobody understands hides no other.
#[derive(Deserialize)]
struct CaseFile {
    cases: Vec<Value>,
}

/// What came of a case.
#[derive(Debug, Serialize)]
struct Checked {
    id: String,
    rule_set: Option<String>,
    law: String,
    why: String,
    expected: Value,
    /// None when there is a problem.
    computed: Option<Answer>,
    is_right: bool,
    /// Why nothing came of it.
    problem: Option<String>,
    reasons: Vec<Reason>,
}

/// What came of a file.
#[derive(Debug, Serialize)]
struct CheckReport {
    cases: usize,
    right: usize,
    wrong: usize,
    results: Vec<Checked>,
}

/// Works out the cases of a file; exit 1 when something else comes of one than was expected.
pub fn check(file: &Path, json: bool) -> Finding {
    let sets = council_rules()?;
    let report = match read(file) {
        Ok(cases) => report_on(&cases, &sets),
        Err(problem) => return wrong_call(&format!("{}: {problem}", file.display())),
    };
    if json {
        say(&serde_json::to_string(&report)?);
    } else {
        report.results.iter().for_each(tell);
        let CheckReport {
            cases,
            right,
            wrong,
            ..
        } = report;
        say(&format!("{cases} cases: {right} right, {wrong} wrong"));
    }
    Ok(if report.wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn read(file: &Path) -> Result<Vec<Value>, String> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let text = text.trim_start_matches('\u{feff}');
    let read: CaseFile = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if read.cases.is_empty() {
        return Err("has no cases".to_owned());
    }
    Ok(read.cases)
}

fn report_on(cases: &[Value], sets: &[RuleSet]) -> CheckReport {
    let results: Vec<Checked> = cases.iter().map(|given| work_out(given, sets)).collect();
    let right = results.iter().filter(|one| one.is_right).count();
    CheckReport {
        cases: results.len(),
        right,
        wrong: results.len() - right,
        results,
    }
}

/// The rules of a code in their last version: a case has no date.
fn rules_of<'r>(sets: &'r [RuleSet], code: &str) -> Option<&'r CouncilRules> {
    let versions = sets.iter().filter(|set| set.code == code);
    versions.max_by_key(|set| set.version).map(|set| &set.rules)
}

fn work_out(given: &Value, sets: &[RuleSet]) -> Checked {
    let text = |key: &str| given[key].as_str().unwrap_or_default().to_owned();
    let mut checked = Checked {
        id: text("id"),
        rule_set: None,
        law: text("law"),
        why: text("why"),
        expected: given["expect"].clone(),
        computed: None,
        is_right: false,
        problem: None,
        reasons: Vec::new(),
    };
    let case: Case = match serde_json::from_value(given.clone()) {
        Ok(case) => case,
        Err(error) => {
            checked.problem = Some(format!("is no case: {error}"));
            return checked;
        }
    };
    let code = case.rule_set().to_owned();
    if let Some(rules) = rules_of(sets, &code) {
        let computed = case.compute(rules);
        checked.is_right = case.expect.is_met_by(&computed.answer);
        checked.reasons = computed.reasons;
        checked.computed = Some(computed.answer);
    } else {
        checked.problem = Some(format!("there are no rules {code}"));
    }
    checked.rule_set = Some(code);
    checked
}

/// Prints a case: one line when it is right, with everything that led there when it is not.
fn tell(one: &Checked) {
    let mark = if one.is_right { "right" } else { "WRONG" };
    let computed = match (&one.computed, &one.problem) {
        (Some(answer), _) => plain(&serde_json::json!(answer)),
        (None, Some(problem)) => problem.clone(),
        (None, None) => String::new(),
    };
    let expected = plain(&one.expected);
    say(&format!(
        "{mark}  {}: expected {expected}, computed {computed}  [{}]",
        one.id, one.law
    ));
    if one.is_right {
        return;
    }
    if !one.why.is_empty() {
        say(&format!("       expected because: {}", one.why));
    }
    for reason in &one.reasons {
        let fact = plain(&serde_json::json!(reason.fact));
        say(&format!(
            "       computed from: {fact}  [{}]",
            reason.article
        ));
    }
}

/// A value for people: a word without its quotation marks.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_shared_case_is_right_under_the_shipped_rules() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../shared/data/votes/rule-cases/nl-gemeentewet.json");
        if !file.is_file() {
            println!("skipped: no rule cases beside the repository");
            return;
        }
        let report = report_on(&read(&file).unwrap(), &council_rules().unwrap());
        assert_eq!((report.cases, report.right), (37, 37), "{report:?}");
    }

    #[test]
    fn shipped_rules_stand_once_and_cite_their_articles() {
        let sets = council_rules().unwrap();
        let mut names: Vec<_> = sets.iter().map(|set| (&set.code, set.version)).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), sets.len());
        assert_eq!(sets.len(), 5);
        assert!(sets.iter().all(|set| !set.rules.articles.is_empty()));
    }

    #[test]
    fn what_cannot_be_worked_out_is_a_finding_and_hides_no_other() {
        let seats = |expect: u32, more: Value| {
            let mut case = json!({
                "id": "s", "kind": "seats", "input": { "inhabitants": 3000 }, "expect": expect,
            });
            case["rule_set"] = more;
            case
        };
        let cases = [
            seats(9, Value::Null),
            seats(11, Value::Null),
            seats(9, json!("atlantis")),
            seats(9, json!("nl_executive")),
            json!({ "id": "x", "kind": "dice", "input": {}, "expect": 6 }),
            json!("no case"),
        ];
        let report = report_on(&cases, &council_rules().unwrap());
        assert_eq!((report.cases, report.right, report.wrong), (6, 1, 5));
        let problem = |place: usize| report.results[place].problem.clone().unwrap_or_default();
        assert!(problem(2).contains("atlantis"));
        assert!(report.results[3].computed.is_some(), "refused, with a code");
        assert!(problem(4).contains("dice"), "{}", problem(4));
        assert!(!problem(5).is_empty());
    }

    #[test]
    fn a_file_without_cases_cannot_be_read() {
        let folder = std::env::temp_dir();
        let file = folder.join(format!("weerklank-cases-{}.json", std::process::id()));
        for text in ["", "[]", "{}", r#"{ "cases": [] }"#] {
            std::fs::write(&file, text).unwrap();
            assert!(read(&file).is_err(), "{text}");
        }
        // As some editors write it.
        std::fs::write(&file, "\u{feff}{ \"cases\": [1] }").unwrap();
        assert_eq!(read(&file).unwrap().len(), 1);
        std::fs::remove_file(&file).unwrap();
        assert!(read(&file).is_err());
    }
}
