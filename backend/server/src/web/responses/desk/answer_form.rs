//! What somebody who writes an answer typed, and how it becomes one.

use super::form::{day, line, optional};
use crate::web::field::Problem;
use serde::Deserialize;
use weerklank_domain::petitions::{Passage, Verdict};
use weerklank_domain::responses::AnswerText;

/// The form as a browser sends it: a box that is not ticked is not sent.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    /// The revision that was read.
    #[serde(default)]
    pub revision: i32,
    /// `save` or `offer`: the button that was pressed.
    #[serde(default)]
    pub then: String,
    #[serde(default)]
    pub verdict: String,
    #[serde(default)]
    pub heard: String,
    #[serde(default)]
    pub reasons: String,
    #[serde(default)]
    pub change: String,
    #[serde(default)]
    pub no_change: Option<String>,
    #[serde(default)]
    pub responsible: String,
    #[serde(default)]
    pub adopted_by: String,
    #[serde(default)]
    pub adopted_on: String,
    #[serde(default)]
    pub correction: String,
}

impl Fields {
    /// Makes an answer of what was typed; it may lack anything.
    ///
    /// # Errors
    /// Every value that cannot be kept, in the order of the form.
    pub fn parse(&self) -> Result<AnswerText, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut passage = |field, typed: &str| {
            let text = optional(field, typed).unwrap_or_else(|problem| {
                problems.push(problem);
                None
            });
            text.map(Passage::into_string).unwrap_or_default()
        };
        let correction = passage("correction", &self.correction);
        let heard = passage("heard", &self.heard);
        let reasons = passage("reasons", &self.reasons);
        let change = passage("change", &self.change);
        let mut short = |field, typed: &str| {
            line(field, typed).unwrap_or_else(|problem| {
                problems.push(problem);
                String::new()
            })
        };
        let responsible = short("responsible", &self.responsible);
        let adopted_by = short("adopted_by", &self.adopted_by);
        let adopted_on = day("adopted_on", &self.adopted_on).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        if problems.is_empty() {
            Ok(AnswerText {
                verdict: Verdict::from_code(&self.verdict),
                heard,
                reasons,
                change,
                is_no_change: self.no_change.is_some(),
                responsible,
                adopted_by,
                adopted_on,
                correction,
            })
        } else {
            Err(problems)
        }
    }

    /// The form of an answer that is being written.
    pub fn of(text: &AnswerText, revision: i32) -> Self {
        Self {
            revision,
            then: String::new(),
            verdict: text.verdict.map_or("", Verdict::code).to_owned(),
            heard: text.heard.clone(),
            reasons: text.reasons.clone(),
            change: text.change.clone(),
            no_change: text.is_no_change.then(|| "1".to_owned()),
            responsible: text.responsible.clone(),
            adopted_by: text.adopted_by.clone(),
            adopted_on: text
                .adopted_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            correction: text.correction.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back_as_it_was() {
        let fields = Fields {
            verdict: "noted".to_owned(),
            reasons: "Omdat.\r\n\r\nDaarom.".to_owned(),
            no_change: Some("1".to_owned()),
            adopted_on: "2-3-2026".to_owned(),
            ..Fields::default()
        };
        let text = fields.parse().unwrap();
        assert_eq!(text.verdict, Some(Verdict::Noted));
        assert_eq!(Fields::of(&text, 3).parse(), Ok(text));
    }

    #[test]
    fn every_value_that_cannot_be_kept_is_told_at_once() {
        let fields = Fields {
            heard: "a".repeat(6_000),
            responsible: "a".repeat(300),
            adopted_on: "morgen".to_owned(),
            ..Fields::default()
        };
        let told: Vec<_> = fields
            .parse()
            .unwrap_err()
            .into_iter()
            .map(|problem| (problem.field, problem.code))
            .collect();
        assert_eq!(
            told,
            [
                ("heard", "too_long"),
                ("responsible", "too_long"),
                ("adopted_on", "invalid_date")
            ]
        );
    }
}
