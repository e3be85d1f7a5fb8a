//! Rules that cannot be kept.

use super::samples::{self, dutch_council_as_written};
use super::{CouncilRules, RuleSet};
use serde_json::{Value, json};

fn set(rules: CouncilRules) -> RuleSet {
    RuleSet {
        code: "x".to_owned(),
        version: 1,
        valid_from: "2020-01-01".parse().unwrap(),
        valid_until: None,
        rules,
    }
}

/// The faults of the Dutch rules with one value changed.
fn with(pointer: &str, value: Value) -> Vec<(&'static str, &'static str)> {
    let mut rules = dutch_council_as_written();
    *rules.pointer_mut(pointer).unwrap() = value;
    let rules = serde_json::from_value(rules).unwrap();
    let faults = set(rules).check().err().unwrap_or_default();
    faults.iter().map(|f| (f.field, f.code.code())).collect()
}

#[test]
fn what_the_samples_say_can_be_kept() {
    for rules in samples::all() {
        assert_eq!(set(rules).check(), Ok(()));
    }
}

#[test]
fn each_contradiction_has_its_field_and_code() {
    for (pointer, value, field, code) in [
        ("/legal_basis", json!(" "), "rules.legal_basis", "empty"),
        ("/url", json!("http://x"), "rules.url", "no_url"),
        ("/articles/majority", json!(""), "rules.articles", "empty"),
        (
            "/quorum/fraction",
            json!("1/1"),
            "rules.quorum",
            "unreachable",
        ),
        (
            "/quorum/second_meeting/min_hours",
            json!(0),
            "rules.quorum.second_meeting.min_hours",
            "below_one",
        ),
        (
            "/quorum/second_meeting",
            Value::Null,
            "rules.validity.waivers",
            "missing",
        ),
        (
            "/validity/fraction",
            json!("3/3"),
            "rules.validity",
            "unreachable",
        ),
        (
            "/validity/waivers",
            json!(["invalid_before", "invalid_before"]),
            "rules.validity.waivers",
            "twice",
        ),
        (
            "/majority/fraction",
            json!("1/3"),
            "rules.majority",
            "no_majority",
        ),
        (
            "/majority/op",
            json!("gte"),
            "rules.majority",
            "no_majority",
        ),
        (
            "/majority/fraction",
            json!("1/1"),
            "rules.majority",
            "unreachable",
        ),
        (
            "/abstain",
            json!({ "allowed": false, "counts_as": "against" }),
            "rules.abstain",
            "not_allowed",
        ),
        ("/tie/steps", json!([]), "rules.tie.steps", "empty"),
        (
            "/tie/steps",
            json!(["postpone"]),
            "rules.tie.steps",
            "never_ends",
        ),
        (
            "/tie/steps",
            json!(["postpone", "reject", "reject"]),
            "rules.tie.steps",
            "after_last",
        ),
        (
            "/tie/steps",
            json!(["postpone", "casting_vote"]),
            "rules.chair.casting",
            "missing",
        ),
        (
            "/tie/steps",
            json!(["reject"]),
            "rules.tie.full_meeting_base",
            "unused",
        ),
        (
            "/persons/tie_steps",
            json!(["revote"]),
            "rules.persons.tie_steps",
            "never_ends",
        ),
        (
            "/chair/casting",
            json!(true),
            "rules.chair.casting",
            "unused",
        ),
        (
            "/chair",
            json!({ "votes": true, "casting": false, "casting_in_secret": true }),
            "rules.chair.casting_in_secret",
            "not_allowed",
        ),
        (
            "/chair",
            json!({ "votes": true, "casting": true }),
            "rules.chair.casting",
            "unused",
        ),
        (
            "/roll_call/threshold",
            json!({ "absolute": 0 }),
            "rules.roll_call.threshold",
            "below_one",
        ),
        (
            "/secret",
            json!({ "threshold": { "share": { "op": "gt", "fraction": "1/1" } } }),
            "rules.secret.threshold",
            "unreachable",
        ),
        (
            "/secret",
            json!({ "mandatory_for": ["appointment", "appointment"] }),
            "rules.secret.mandatory_for",
            "twice",
        ),
        (
            "/secret",
            json!({ "beats_roll_call": true }),
            "rules.secret.beats_roll_call",
            "unused",
        ),
        (
            "/seats",
            json!([{ "up_to": 9, "seats": 9 }]),
            "rules.seats",
            "order",
        ),
        (
            "/seats",
            json!([{ "up_to": 9, "seats": 9 }, { "up_to": 8, "seats": 11 }, { "seats": 13 }]),
            "rules.seats",
            "order",
        ),
        (
            "/seats",
            json!([{ "seats": 0 }]),
            "rules.seats",
            "below_one",
        ),
    ] {
        assert_eq!(
            with(pointer, value.clone()),
            [(field, code)],
            "{pointer} {value}"
        );
    }
}

#[test]
fn what_is_optional_is_checked_too() {
    let with_key = |key: &str, value: Value| {
        let mut rules = dutch_council_as_written();
        rules[key] = value;
        let rules = serde_json::from_value(rules).unwrap();
        let faults = set(rules).check().unwrap_err();
        faults
            .iter()
            .map(|f| (f.field, f.code.code()))
            .collect::<Vec<_>>()
    };
    let group = |name: &str| json!({ "group": name, "op": "gt", "fraction": "1/2" });
    assert_eq!(
        with_key("group_majorities", json!([group("a"), group("a")])),
        [("rules.group_majorities", "twice")]
    );
    assert_eq!(
        with_key("group_majorities", json!([group("")])),
        [("rules.group_majorities", "empty")]
    );
    assert_eq!(
        with_key("proxy", json!({ "max_per_member": 0 })),
        [("rules.proxy.max_per_member", "below_one")]
    );
    let mut wrong = set(samples::dutch_council());
    wrong.code = String::new();
    wrong.version = 0;
    wrong.valid_until = Some("2019-12-31".parse().unwrap());
    let faults = wrong.check().unwrap_err();
    let found: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "code: empty",
            "version: below_one",
            "valid_until: ends_before"
        ]
    );
}

#[test]
fn a_key_that_nobody_knows_is_refused() {
    for key in [
        "",
        "/quorum",
        "/quorum/second_meeting",
        "/validity",
        "/majority",
        "/abstain",
        "/tie",
        "/persons",
        "/chair",
        "/roll_call",
        "/secret",
        "/seats/0",
    ] {
        let mut rules = dutch_council_as_written();
        rules.pointer_mut(key).unwrap()["colour"] = json!(1);
        assert!(
            serde_json::from_value::<CouncilRules>(rules).is_err(),
            "{key}"
        );
    }
    let mut rules = dutch_council_as_written();
    rules["articles"]["colour"] = json!("art. 1");
    assert!(serde_json::from_value::<CouncilRules>(rules).is_err());
}
