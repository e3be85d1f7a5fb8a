//! Rule sets to try the engine on; those that ship are data.

use super::rules::CouncilRules;
use serde_json::{Value, json};

fn read(value: Value) -> CouncilRules {
    serde_json::from_value(value).unwrap()
}

/// The rules of a Dutch council, as somebody may write them in a file.
pub(super) fn dutch_council_as_written() -> Value {
    let seats: Vec<Value> = [
        (3_000, 9),
        (6_000, 11),
        (10_000, 13),
        (15_000, 15),
        (20_000, 17),
        (25_000, 19),
        (30_000, 21),
        (35_000, 23),
        (40_000, 25),
        (45_000, 27),
        (50_000, 29),
        (60_000, 31),
        (70_000, 33),
        (80_000, 35),
        (100_000, 37),
        (200_000, 39),
    ]
    .iter()
    .map(|(up_to, seats)| json!({ "up_to": up_to, "seats": seats }))
    .chain([json!({ "seats": 45 })])
    .collect();
    json!({
        "legal_basis": "Gemeentewet",
        "url": "https://wetten.overheid.nl/BWBR0005416/",
        "articles": {
            "quorum": "Gemeentewet, art. 20(1)",
            "participation": "Gemeentewet, art. 29(1)",
            "majority": "Gemeentewet, art. 30(1)",
            "duty_to_vote": "Gemeentewet, art. 32(2)",
            "tie_postponed": "Gemeentewet, art. 32(4)",
            "tie_rejected": "Gemeentewet, art. 32(5)",
            "full_meeting": "Gemeentewet, art. 32(6)",
        },
        "quorum": {
            "base": "sitting",
            "op": "gt",
            "fraction": "1/2",
            "second_meeting": { "min_hours": 24 },
        },
        "validity": {
            "base": "sitting",
            "minus_recused": true,
            "op": "gt",
            "fraction": "1/2",
            "waivers": ["invalid_before", "second_meeting"],
        },
        "majority": { "base": "cast", "op": "gt", "fraction": "1/2" },
        "abstain": { "allowed": false },
        "tie": { "steps": ["postpone", "reject"], "full_meeting_base": "statutory" },
        "persons": { "tie_steps": ["revote", "lot"] },
        "chair": { "votes": true, "casting": false },
        "roll_call": { "threshold": { "absolute": 1 }, "by_chair": true },
        "secret": { "mandatory_for": ["appointment", "nomination", "recommendation"] },
        "closed_doors": {
            "threshold": { "share": { "op": "gte", "fraction": "1/5" } },
            "never_for": ["admission", "budget", "taxes", "executive"],
        },
        "convening_threshold": { "share": { "op": "gte", "fraction": "1/5" } },
        "seats": seats,
    })
}

/// A Dutch council.
pub(super) fn dutch_council() -> CouncilRules {
    read(dutch_council_as_written())
}

/// A Dutch college of mayor and aldermen.
pub(super) fn dutch_executive() -> CouncilRules {
    let mut rules = dutch_council_as_written();
    rules["quorum"] = json!({ "base": "sitting", "op": "gte", "fraction": "1/2" });
    rules["validity"]["waivers"] = json!(["invalid_before"]);
    rules["tie"] = json!({ "steps": ["revote", "casting_vote"] });
    rules["chair"]["casting"] = json!(true);
    rules["secret"] = json!({});
    rules["closed_doors"] = Value::Null;
    rules["convening_threshold"] = Value::Null;
    rules["seats"] = json!([]);
    read(rules)
}

/// Where abstention counts against, and where the silent do: a majority of those present.
pub(super) fn against_unless_for() -> CouncilRules {
    let mut rules = dutch_council_as_written();
    rules["validity"] = Value::Null;
    rules["majority"]["base"] = json!("present");
    rules["abstain"] = json!({
        "allowed": true, "counts_for_quorum": true, "counts_as": "against",
    });
    rules["silent_present_counts_as"] = json!("against");
    rules["tie"] = json!({ "steps": ["reject"] });
    read(rules)
}

/// Where the chair has a casting vote, and abstention counts for nothing.
pub(super) fn with_casting_vote() -> CouncilRules {
    let mut rules = dutch_council_as_written();
    rules["quorum"] = json!({ "base": "statutory", "op": "gte", "fraction": "1/4" });
    rules["validity"] = Value::Null;
    rules["abstain"] = json!({ "allowed": true });
    rules["tie"] = json!({ "steps": ["casting_vote"] });
    rules["persons"] = json!({ "tie_steps": ["casting_vote"] });
    rules["chair"] = json!({ "votes": true, "casting": true, "casting_in_secret": true });
    rules["secret"] = json!({});
    read(rules)
}

/// Two thirds of all members, vacant seats too.
pub(super) fn two_thirds_of_all() -> CouncilRules {
    let mut rules = dutch_council_as_written();
    rules["majority"] = json!({ "base": "statutory", "op": "gte", "fraction": "2/3" });
    rules["tie"] = json!({ "steps": ["reject"] });
    read(rules)
}

/// All of them.
pub(super) fn all() -> Vec<CouncilRules> {
    vec![
        dutch_council(),
        dutch_executive(),
        against_unless_for(),
        with_casting_vote(),
        two_thirds_of_all(),
    ]
}
