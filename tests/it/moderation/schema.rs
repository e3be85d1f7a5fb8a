//! A small reader of `statement.schema.json`: the words of JSON schema that the file uses, and no others.

use serde_json::Value;

const SCHEMA: &str = include_str!("statement.schema.json");

/// Everything in which a statement does not fit the schema.
pub fn fits(statement: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut faults = Vec::new();
    check("statement", &schema, statement, &mut faults);
    faults
}

fn check(place: &str, schema: &Value, value: &Value, faults: &mut Vec<String>) {
    for (word, rule) in schema.as_object().unwrap() {
        let holds = match word.as_str() {
            "$schema" | "title" | "properties" => true,
            "type" => match rule.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                other => panic!("no type {other}"),
            },
            "enum" => rule.as_array().unwrap().contains(value),
            "const" => rule == value,
            "minLength" => length(value) >= rule.as_u64().unwrap(),
            "maxLength" => length(value) <= rule.as_u64().unwrap(),
            "minItems" => value.as_array().unwrap().len() as u64 >= rule.as_u64().unwrap(),
            "items" => {
                for item in value.as_array().unwrap() {
                    check(place, rule, item, faults);
                }
                true
            }
            "required" => rule
                .as_array()
                .unwrap()
                .iter()
                .all(|name| value.get(name.as_str().unwrap()).is_some()),
            "additionalProperties" => {
                let known = schema["properties"].as_object().unwrap();
                let given = value.as_object().unwrap();
                given.keys().all(|name| known.contains_key(name))
            }
            "pattern" => is_like(rule.as_str().unwrap(), value.as_str().unwrap()),
            "anyOf" => rule.as_array().unwrap().iter().any(|one| {
                let mut faults = Vec::new();
                check(place, one, value, &mut faults);
                faults.is_empty()
            }),
            "oneOf" => {
                let fitting = rule.as_array().unwrap().iter().filter(|one| {
                    let mut faults = Vec::new();
                    check(place, one, value, &mut faults);
                    faults.is_empty()
                });
                fitting.count() == 1
            }
            other => panic!("the reader does not know {other}"),
        };
        if !holds {
            faults.push(format!("{place}: {word} {rule}"));
        }
    }
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return;
    };
    for (name, rule) in properties {
        if let Some(inner) = value.get(name) {
            check(name, rule, inner, faults);
        }
    }
}

fn length(value: &Value) -> u64 {
    value.as_str().unwrap().chars().count() as u64
}

/// The patterns of the file.
fn is_like(pattern: &str, text: &str) -> bool {
    let all = |of: fn(u8) -> bool| text.bytes().all(of);
    match pattern {
        "^[A-Za-z0-9_-]+$" => {
            all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)) && !text.is_empty()
        }
        "^[A-Z]{2}$" => text.len() == 2 && all(|byte| byte.is_ascii_uppercase()),
        "^https?://" => text.starts_with("http://") || text.starts_with("https://"),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok() && text.len() == 10
        }
        other => panic!("no pattern {other}"),
    }
}
