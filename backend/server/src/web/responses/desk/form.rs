//! What the forms of these pages have in common: values that come back, a code per field.

use crate::web::app::App;
use crate::web::field::Problem;
use crate::web::form::{Browser, day_of_text, returned_status};
pub use crate::web::form::{opened, see_other};
use actix_web::http::StatusCode;
use chrono::NaiveDate;
use serde::Serialize;
use weerklank_domain::petitions::{Passage, PassageFault};

/// What can be wrong with a value.
#[cfg(test)]
pub const PROBLEMS: [&str; 9] = [
    "required",
    "too_long",
    "invalid_date",
    "invalid_url",
    "in_future",
    "before_filing",
    "too_far",
    "change_or_not",
    "change_twice",
];

/// The head of a form: where it goes, its proof, and everything that is wrong.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FormView {
    action: String,
    csrf: String,
    has_errors: bool,
    errors: Vec<Problem>,
    is_expired: bool,
}

/// One of a closed list of codes.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    value: &'static str,
    is_selected: bool,
}

/// How a form came back.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
    /// Whether its proof was old.
    pub is_expired: bool,
}

impl FormView {
    /// The form of an address.
    pub fn of(app: &App, browser: &Browser, action: &str, returned: &Returned) -> Self {
        Self {
            action: action.to_owned(),
            csrf: browser.proof(app, action),
            has_errors: !returned.problems.is_empty(),
            errors: returned.problems.clone(),
            is_expired: returned.is_expired,
        }
    }

    /// Examples: untouched, with problems, and expired.
    #[cfg(test)]
    pub fn sample(problems: &[Problem], is_expired: bool) -> Self {
        Self {
            action: "/desk/petitions/P26-0031/hand-over".to_owned(),
            csrf: "0123456789".to_owned(),
            has_errors: !problems.is_empty(),
            errors: problems.to_vec(),
            is_expired,
        }
    }
}

impl Returned {
    /// It came back with values that are wrong or missing.
    pub fn wrong(problems: Vec<Problem>) -> Self {
        Self {
            problems,
            is_expired: false,
        }
    }

    /// It came back because its proof was old.
    pub fn expired() -> Self {
        Self {
            problems: Vec::new(),
            is_expired: true,
        }
    }

    /// The status of the page that shows the form again, or that tells what was in the way.
    pub fn status(&self, is_in_the_way: bool) -> StatusCode {
        if is_in_the_way {
            return StatusCode::CONFLICT;
        }
        returned_status(self.is_expired, !self.problems.is_empty())
    }
}

/// A list of codes with one of them chosen.
pub fn choices(codes: impl Iterator<Item = &'static str>, selected: &str) -> Vec<Choice> {
    codes
        .map(|value| Choice {
            value,
            is_selected: value == selected,
        })
        .collect()
}

/// A text that may stay empty.
///
/// # Errors
/// `too_long`.
pub fn optional(field: &'static str, typed: &str) -> Result<Option<Passage>, Problem> {
    match Passage::parse_optional(typed) {
        Ok(passage) if passage.as_str().is_empty() => Ok(None),
        Ok(passage) => Ok(Some(passage)),
        Err(_) => Err(Problem {
            field,
            code: "too_long",
        }),
    }
}

/// A text that must be there.
///
/// # Errors
/// `required` or `too_long`.
pub fn needed(field: &'static str, typed: &str) -> Result<Passage, Problem> {
    Passage::parse(typed).map_err(|fault| Problem {
        field,
        code: match fault {
            PassageFault::Empty => "required",
            PassageFault::TooLong => "too_long",
        },
    })
}

/// The most characters of a line.
const LONGEST_LINE: usize = 200;

/// A line of text that may stay empty: control characters dropped.
///
/// # Errors
/// `too_long`.
pub fn line(field: &'static str, typed: &str) -> Result<String, Problem> {
    let text: String = typed.chars().filter(|c| !c.is_control()).collect();
    let text = text.trim().to_owned();
    if text.chars().count() > LONGEST_LINE {
        return Err(Problem {
            field,
            code: "too_long",
        });
    }
    Ok(text)
}

/// A day, as a date field sends it (`2026-03-02`) or as people write it (`2-3-2026`); nothing is
/// `None`.
///
/// # Errors
/// `invalid_date`.
pub fn day(field: &'static str, typed: &str) -> Result<Option<NaiveDate>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    day_of_text(typed).map(Some).ok_or(Problem {
        field,
        code: "invalid_date",
    })
}

/// An address on the web; nothing is `None`.
///
/// # Errors
/// `invalid_url` for anything that is not one, so that no link does something else.
pub fn web_address(field: &'static str, typed: &str) -> Result<Option<String>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let rest = typed
        .strip_prefix("https://")
        .or_else(|| typed.strip_prefix("http://"));
    let is_address = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && typed.len() <= 500
        && typed
            .chars()
            .all(|c| !c.is_whitespace() && !c.is_control() && !"<>\"'\\`".contains(c));
    if is_address {
        Ok(Some(typed.to_owned()))
    } else {
        Err(Problem {
            field,
            code: "invalid_url",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::field::Field;

    #[test]
    fn a_day_is_taken_as_people_and_browsers_write_it() {
        let march = NaiveDate::from_ymd_opt(2026, 3, 2);
        for typed in ["2026-03-02", "2-3-2026", " 02/03/2026 "] {
            assert_eq!(day("day", typed), Ok(march), "{typed}");
        }
        assert_eq!(day("day", " "), Ok(None));
        assert_eq!(Field::of_day("2-3-2026", "day", &[]).value, "2026-03-02");
        assert!(Field::of_day("morgen", "day", &[]).is_odd);
        for wrong in ["morgen", "2026-02-30", "2-3-26", "20260-01-01"] {
            assert!(day("day", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_address_is_one_of_the_web() {
        assert!(web_address("url", "https://testwater.example/a?b=c").is_ok());
        assert_eq!(web_address("url", ""), Ok(None));
        for wrong in [
            "javascript:alert(1)",
            "//elsewhere.example",
            "https://",
            "https:///x",
            "https://a b",
            "https://a\"onclick",
        ] {
            assert!(web_address("url", wrong).is_err(), "{wrong}");
        }
    }
}
