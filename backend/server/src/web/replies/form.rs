//! What somebody who replies typed.

use crate::web::field::Problem;
use crate::web::petitions::sign_form::{email_code, name_code};
use serde::Deserialize;
use weerklank_acts::replies::{ReplyWriting, ThreadPlace};
use weerklank_domain::Language;
use weerklank_domain::people::{EmailAddress, PersonName};
use weerklank_domain::replies::{ReplyText, ReplyTextFault, Stance};

/// The values of the form, as a browser sends them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReplyFields {
    pub text: String,
    pub stance: String,
    pub name: String,
    pub email: String,
}

impl ReplyFields {
    /// Makes a reply of what was typed, with the address when one is asked for.
    ///
    /// # Errors
    /// Every value that cannot be taken, in the order of the form.
    pub fn parse(
        &self,
        place: &ThreadPlace,
        parent_id: Option<i64>,
        asks_email: bool,
        language: Language,
    ) -> Result<(ReplyWriting, Option<EmailAddress>), Vec<Problem>> {
        let mut problems = Vec::new();
        let mut keep = |field, code| problems.push(Problem { field, code });
        let text = ReplyText::parse(&self.text)
            .map_err(|fault| keep("text", text_code(fault)))
            .ok();
        let stance = Stance::from_code(&self.stance);
        if stance.is_none() && !self.stance.is_empty() {
            keep("stance", "choose");
        }
        let name = match self.name.trim().is_empty() {
            true => String::new(),
            false => match PersonName::parse(&self.name) {
                Ok(name) => name.as_str().to_owned(),
                Err(fault) => {
                    keep("name", name_code(fault));
                    String::new()
                }
            },
        };
        let email = if asks_email {
            EmailAddress::parse(&self.email)
                .map_err(|fault| keep("email", email_code(fault)))
                .ok()
        } else {
            None
        };
        match text.filter(|_| problems.is_empty()) {
            Some(text) => Ok((
                ReplyWriting {
                    subject: place.subject,
                    round_id: place.round_id,
                    parent_id,
                    language: language.code().to_owned(),
                    text: text.as_str().to_owned(),
                    stance: stance.map(|stance| stance.code().to_owned()),
                    name,
                },
                email,
            )),
            None => Err(problems),
        }
    }
}

/// The word for what is wrong with a reply.
pub fn text_code(fault: ReplyTextFault) -> &'static str {
    match fault {
        ReplyTextFault::Empty => "required",
        ReplyTextFault::TooLong => "too_long",
    }
}
