//! A field of a form that came back: what was typed, and what is wrong with it.

use super::form::day_of_text;
use serde::Serialize;

/// A value that cannot be taken, by the field and a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The name of the field.
    pub field: &'static str,
    /// What is wrong with it.
    pub code: &'static str,
}

/// A field with what was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Field {
    pub value: String,
    pub has_error: bool,
    pub error: &'static str,
    /// What was typed is no day: a date field would not show it.
    pub is_odd: bool,
}

impl Field {
    /// A field of a form that came back, or of a new one.
    pub fn of(value: &str, name: &str, problems: &[Problem]) -> Self {
        let problem = problems.iter().find(|problem| problem.field == name);
        Self {
            value: value.to_owned(),
            has_error: problem.is_some(),
            error: problem.map_or("", |problem| problem.code),
            is_odd: false,
        }
    }

    /// A field for a day: written as a date field takes it, or left as it was typed.
    pub fn of_day(value: &str, name: &'static str, problems: &[Problem]) -> Self {
        let field = Self::of(value, name, problems);
        match day_of_text(value) {
            Some(day) => Self {
                value: day.to_string(),
                ..field
            },
            None => Self {
                is_odd: !value.trim().is_empty(),
                ..field
            },
        }
    }
}
