//! What somebody who signs typed, and how it becomes a signature: the same for page and API.

use crate::web::field::Problem;
use serde::Deserialize;
use validator::Validate;
use weerklank_acts::petitions::Signing;
use weerklank_domain::Language;
use weerklank_domain::people::{
    EmailAddress, EmailFault, NameFault, PersonName, Residence, ResidenceFault,
};

/// The values of the form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Validate)]
pub struct SignValues {
    /// The name.
    #[validate(length(max = 400, code = "too_long"))]
    pub name: String,
    /// The address.
    #[validate(length(max = 400, code = "too_long"))]
    pub email: String,
    /// Postcode or place.
    #[validate(length(max = 400, code = "too_long"))]
    pub postcode: String,
    /// Whether the name may be shown.
    pub show_name: bool,
    /// Whether news is wanted.
    pub keep_informed: bool,
}

/// The form as a browser sends it: a box that is not ticked is not sent.
#[derive(Debug, Deserialize)]
pub struct SignFields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    postcode: String,
    #[serde(default)]
    show_name: Option<String>,
    #[serde(default)]
    keep_informed: Option<String>,
}

impl From<SignFields> for SignValues {
    fn from(fields: SignFields) -> Self {
        Self {
            name: fields.name,
            email: fields.email,
            postcode: fields.postcode,
            show_name: fields.show_name.is_some(),
            keep_informed: fields.keep_informed.is_some(),
        }
    }
}

impl SignValues {
    /// Makes a signature of what was typed.
    ///
    /// # Errors
    /// Every value that cannot be taken, in the order of the form.
    pub fn parse(
        &self,
        language: Language,
        channel: &'static str,
    ) -> Result<Signing, Vec<Problem>> {
        let shape = self.validate().err().unwrap_or_default();
        let within = |field: &'static str| match shape.field_errors().contains_key(field) {
            true => Err(Problem {
                field,
                code: "too_long",
            }),
            false => Ok(()),
        };
        let name = within("name").and_then(|()| {
            PersonName::parse(&self.name).map_err(|fault| Problem {
                field: "name",
                code: name_code(fault),
            })
        });
        let email = within("email").and_then(|()| {
            EmailAddress::parse(&self.email).map_err(|fault| Problem {
                field: "email",
                code: email_code(fault),
            })
        });
        let residence = within("postcode").and_then(|()| {
            let fault = |fault| Problem {
                field: "postcode",
                code: residence_code(fault),
            };
            Residence::parse(&self.postcode).map_err(fault)
        });
        match (name, email, residence) {
            (Ok(name), Ok(email), Ok(residence)) => Ok(Signing {
                name,
                email,
                residence,
                show_name: self.show_name,
                keep_informed: self.keep_informed,
                language,
                channel,
            }),
            (name, email, residence) => Err([name.err(), email.err(), residence.err()]
                .into_iter()
                .flatten()
                .collect()),
        }
    }
}

/// The word for what is wrong with a name.
pub fn name_code(fault: NameFault) -> &'static str {
    match fault {
        NameFault::Empty => "required",
        NameFault::TooLong => "too_long",
        NameFault::Malformed => "invalid_name",
    }
}

/// The word for what is wrong with an address.
pub fn email_code(fault: EmailFault) -> &'static str {
    match fault {
        EmailFault::Empty => "required",
        EmailFault::TooLong => "too_long",
        EmailFault::Malformed => "invalid_email",
    }
}

fn residence_code(fault: ResidenceFault) -> &'static str {
    match fault {
        ResidenceFault::Empty => "required",
        ResidenceFault::TooLong => "too_long",
        ResidenceFault::Malformed => "invalid_postcode",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_value_is_told_at_once() {
        let codes = |values: &SignValues| {
            let problems = values.parse(Language::Nl, "web").unwrap_err();
            problems
                .into_iter()
                .map(|problem| (problem.field, problem.code))
                .collect::<Vec<_>>()
        };
        let empty = SignValues::default();
        assert_eq!(
            codes(&empty),
            [
                ("name", "required"),
                ("email", "required"),
                ("postcode", "required")
            ]
        );
        let wrong = SignValues {
            name: "a".repeat(500),
            email: "jan".to_owned(),
            postcode: "!".to_owned(),
            ..SignValues::default()
        };
        assert_eq!(
            codes(&wrong),
            [
                ("name", "too_long"),
                ("email", "invalid_email"),
                ("postcode", "invalid_postcode")
            ]
        );
    }
}
