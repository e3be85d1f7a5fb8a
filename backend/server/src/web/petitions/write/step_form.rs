//! What somebody typed on a page of writing, and how it becomes an answer.

use super::begin::title_code;
use crate::web::field::Problem;
use crate::web::form::day_of_text;
use serde::Deserialize;
use validator::Validate;
use weerklank_acts::petitions::write::Answer;
use weerklank_domain::Language;
use weerklank_domain::people::{EmailAddress, PersonName};
use weerklank_domain::petitions::{Passage, PassageFault, Title, WriteStep};

use crate::web::petitions::sign_form::{email_code, name_code};

/// The form of any question, as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub struct StepFields {
    /// The answer, for every question but the last.
    #[serde(default)]
    #[validate(length(max = 40_000, code = "too_long"))]
    pub value: String,
    /// The name.
    #[serde(default)]
    #[validate(length(max = 400, code = "too_long"))]
    pub name: String,
    /// The address.
    #[serde(default)]
    #[validate(length(max = 400, code = "too_long"))]
    pub email: String,
    /// Whether the name may be public.
    #[serde(default)]
    pub show_name: Option<String>,
    /// Whether the petitioner is sixteen or older, which a public name needs.
    #[serde(default)]
    pub is_sixteen: Option<String>,
}

fn problem(field: &'static str, code: &'static str) -> Problem {
    Problem { field, code }
}

/// The word for what is wrong with a text.
pub fn passage_code(fault: PassageFault) -> &'static str {
    match fault {
        PassageFault::Empty => "required",
        PassageFault::TooLong => "too_long",
    }
}

impl StepFields {
    /// Makes the answer to a question.
    ///
    /// # Errors
    /// Every value that cannot be taken, in the order of the form.
    pub fn answer(&self, step: WriteStep, language: Language) -> Result<Answer, Vec<Problem>> {
        if let Err(shape) = self.validate() {
            let field = ["value", "name", "email"]
                .into_iter()
                .find(|field| shape.field_errors().contains_key(*field))
                .unwrap_or("value");
            return Err(vec![problem(field, "too_long")]);
        }
        let wrong = |code| vec![problem("value", code)];
        let passage = || Passage::parse(&self.value).map_err(|fault| wrong(passage_code(fault)));
        let chosen = || match self.value.trim() {
            "" => Err(wrong("choose")),
            value if value.len() > 100 => Err(wrong("choose")),
            value => Ok(value.to_owned()),
        };
        match step {
            WriteStep::Title => Title::parse(&self.value)
                .map(Answer::Title)
                .map_err(|fault| wrong(title_code(fault))),
            WriteStep::Observation => passage().map(Answer::Observation),
            WriteStep::Request => passage().map(Answer::Request),
            WriteStep::Explanation => Passage::parse_optional(&self.value)
                .map(Answer::Explanation)
                .map_err(|fault| wrong(passage_code(fault))),
            WriteStep::Body => chosen().map(Answer::Body),
            WriteStep::Area => chosen().map(|code| Answer::Area((code != WHOLE).then_some(code))),
            WriteStep::Instrument => chosen().map(Answer::Instrument),
            WriteStep::Closing => match self.value.trim() {
                "" => Err(wrong("required")),
                typed => day_of_text(typed)
                    .map(Answer::Closing)
                    .ok_or_else(|| wrong("invalid_date")),
            },
            WriteStep::Petitioner => self.petitioner(language),
        }
    }

    fn petitioner(&self, language: Language) -> Result<Answer, Vec<Problem>> {
        let name = PersonName::parse(&self.name).map_err(|fault| problem("name", name_code(fault)));
        let email =
            EmailAddress::parse(&self.email).map_err(|fault| problem("email", email_code(fault)));
        let show_name = self.show_name.is_some();
        let age = if show_name && self.is_sixteen.is_none() {
            Err(problem("is_sixteen", "under_sixteen"))
        } else {
            Ok(())
        };
        match (name, email, age) {
            (Ok(name), Ok(email), Ok(())) => Ok(Answer::Petitioner {
                name,
                email,
                show_name,
                language,
            }),
            (name, email, age) => Err([name.err(), email.err(), age.err()]
                .into_iter()
                .flatten()
                .collect()),
        }
    }
}

/// The choice of no area in particular.
pub const WHOLE: &str = "-";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_name_needs_sixteen_years() {
        let fields = StepFields {
            name: "Zoë".into(),
            email: "zoe@voorbeeld.nl".into(),
            show_name: Some("1".into()),
            ..StepFields::default()
        };
        let problems = fields
            .answer(WriteStep::Petitioner, Language::Nl)
            .unwrap_err();
        assert_eq!(problems, [problem("is_sixteen", "under_sixteen")]);
        let hidden = StepFields {
            show_name: None,
            ..fields
        };
        assert!(hidden.answer(WriteStep::Petitioner, Language::Nl).is_ok());
    }
}
