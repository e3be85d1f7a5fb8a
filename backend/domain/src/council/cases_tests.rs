//! Cases of a file, and how far an expectation goes.

use super::samples::{dutch_council, dutch_executive};
use super::{Answer, Case};
use serde_json::{Value, json};

fn case(kind: &str, input: &Value, expect: &Value) -> Case {
    let case = json!({ "id": "x", "kind": kind, "input": input, "expect": expect });
    serde_json::from_value(case).unwrap()
}

fn computed(case: &Case) -> Answer {
    let rules = match case.rule_set() {
        "nl_executive" => dutch_executive(),
        _ => dutch_council(),
    };
    case.compute(&rules).answer
}

#[test]
fn every_shared_case_is_right() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/votes/rule-cases/nl-gemeentewet.json"
    );
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: no rule cases beside the repository");
        return;
    };
    let file: Value = serde_json::from_str(&text).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 37);
    for given in cases {
        let case: Case = serde_json::from_value(given.clone()).unwrap();
        assert_eq!(computed(&case), case.expect, "{given}");
        let answer = serde_json::to_value(computed(&case)).unwrap();
        assert_eq!(answer, given["expect"], "as it is written in the file");
    }
}

#[test]
fn an_expectation_is_met_as_far_as_it_goes() {
    let answer = |value: Value| serde_json::from_value::<Answer>(value).unwrap();
    let lot = answer(json!({ "outcome": "lot", "between": ["B", "A"] }));
    for (expected, is_met) in [
        (json!({ "outcome": "lot", "between": ["A", "B"] }), true),
        (json!({ "outcome": "lot" }), true),
        (json!("lot"), true),
        (json!({ "outcome": "lot", "between": ["A", "C"] }), false),
        (json!({ "outcome": "lot", "who": "A" }), false),
        (json!({ "outcome": "appointed" }), false),
        (json!("appointed"), false),
        (json!(2), false),
        (json!({ "refused": "lot" }), false),
    ] {
        assert_eq!(
            answer(expected.clone()).is_met_by(&lot),
            is_met,
            "{expected}"
        );
    }
}

#[test]
fn numbers_that_cannot_be_are_refused_with_their_code() {
    let vote = json!({ "sitting": 9, "for": 9, "against": 1 });
    let ballot = json!({
        "sitting": 9, "handed_in": 5, "valid": 6, "votes": { "A": 6 }, "limited": true,
    });
    for (kind, input, code) in [
        ("council_vote", vote.clone(), "more_votes"),
        ("college_vote", vote, "more_votes"),
        ("person_ballot", ballot, "more_valid_than_handed_in"),
        (
            "opening",
            json!({ "sitting": 9, "present": 10 }),
            "more_than_members",
        ),
        (
            "council_vote",
            json!({ "sitting": 9, "for": 5, "against": 1, "abstain": 1 }),
            "abstained",
        ),
    ] {
        let case = case(kind, &input, &json!({ "refused": code }));
        assert_eq!(computed(&case), case.expect, "{kind}");
    }
}

#[test]
fn a_key_that_nobody_knows_is_refused() {
    let case = json!({
        "id": "x", "kind": "seats", "input": { "inhabitants": 1, "x": 1 }, "expect": 9,
    });
    assert!(serde_json::from_value::<Case>(case).is_err());
    let kind = json!({ "id": "x", "kind": "dice", "input": {}, "expect": 6 });
    assert!(serde_json::from_value::<Case>(kind).is_err());
}
