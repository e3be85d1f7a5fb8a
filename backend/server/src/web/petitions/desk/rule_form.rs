//! What the desk typed for a decision, and how it becomes one.

use crate::web::field::Problem;
use crate::web::petitions::sign_form::email_code;
use serde::Deserialize;
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::desk::{ForwardedTo, Seen, admit, ask_revision, forward, refuse};
use weerklank_acts::{ActResult, House};
use weerklank_domain::people::EmailAddress;
use weerklank_domain::petitions::{Passage, PassageFault, RefusalCode, RulingKind};

/// The form of any decision, as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RuleFields {
    /// The version of the text that was on the page.
    #[serde(default)]
    pub text_version: i32,
    /// The ground or class.
    #[serde(default)]
    pub code: String,
    /// The reason in words.
    #[serde(default)]
    pub reason: String,
    /// Whether the petition is taken over from a colleague first.
    pub take_over: Option<String>,
    /// To whom it is sent on.
    #[serde(default)]
    pub to_name: String,
    /// Where a mail with it goes.
    #[serde(default)]
    pub to_email: String,
}

/// A decision that can be taken.
#[derive(Debug, Clone)]
pub enum Ruling {
    /// Open it.
    Admit,
    /// What has to change.
    Revise(Passage),
    /// On which ground, and why.
    Refuse(RefusalCode, Passage),
    /// To whom, and why.
    Forward(ForwardedTo, Passage),
}

const LONGEST_NAME: usize = 120;

fn problem(field: &'static str, code: &'static str) -> Problem {
    Problem { field, code }
}

impl RuleFields {
    /// Makes the decision.
    ///
    /// # Errors
    /// Every value that cannot be taken, in the order of the form.
    pub fn ruling(&self, kind: RulingKind) -> Result<Ruling, Vec<Problem>> {
        let reason = Passage::parse(&self.reason).map_err(|fault| {
            let code = match fault {
                PassageFault::Empty => "required",
                PassageFault::TooLong => "too_long",
            };
            problem("reason", code)
        });
        match kind {
            RulingKind::Admit => Ok(Ruling::Admit),
            RulingKind::Revise => reason.map(Ruling::Revise).map_err(|problem| vec![problem]),
            RulingKind::Refuse => {
                let ground =
                    RefusalCode::from_code(&self.code).ok_or_else(|| problem("code", "choose"));
                both(ground, reason).map(|(ground, reason)| Ruling::Refuse(ground, reason))
            }
            RulingKind::Forward => self.forwarding(reason),
            // Other pages'.
            RulingKind::HandOver | RulingKind::TakeDown => Err(Vec::new()),
        }
    }

    fn forwarding(&self, reason: Result<Passage, Problem>) -> Result<Ruling, Vec<Problem>> {
        let name = self
            .to_name
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let name = match name.chars().count() {
            0 => Err(problem("to_name", "required")),
            1..=LONGEST_NAME => Ok(name),
            _ => Err(problem("to_name", "too_long")),
        };
        let email = match self.to_email.trim() {
            "" => Ok(None),
            typed => EmailAddress::parse(typed)
                .map(Some)
                .map_err(|fault| problem("to_email", email_code(fault))),
        };
        match (name, email, reason) {
            (Ok(name), Ok(email), Ok(reason)) => {
                Ok(Ruling::Forward(ForwardedTo { name, email }, reason))
            }
            (name, email, reason) => Err([name.err(), email.err(), reason.err()]
                .into_iter()
                .flatten()
                .collect()),
        }
    }
}

fn both<A, B>(one: Result<A, Problem>, other: Result<B, Problem>) -> Result<(A, B), Vec<Problem>> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => Err([one.err(), other.err()].into_iter().flatten().collect()),
    }
}

impl Ruling {
    /// Takes the decision.
    ///
    /// # Errors
    /// Those of the act.
    pub fn take(&self, house: &House, actor: &Actor, seen: Seen) -> ActResult<()> {
        match self {
            Self::Admit => admit(house, actor, seen),
            Self::Revise(reason) => ask_revision(house, actor, seen, reason),
            Self::Refuse(ground, reason) => refuse(house, actor, seen, *ground, reason),
            Self::Forward(to, reason) => forward(house, actor, seen, to, reason),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_refused_without_a_ground_and_a_reason() {
        let fields = RuleFields::default();
        let codes = |kind| -> Vec<(&str, &str)> {
            let problems = fields.ruling(kind).unwrap_err();
            problems
                .iter()
                .map(|wrong| (wrong.field, wrong.code))
                .collect()
        };
        assert_eq!(
            codes(RulingKind::Refuse),
            [("code", "choose"), ("reason", "required")]
        );
        assert_eq!(codes(RulingKind::Revise), [("reason", "required")]);
        assert_eq!(
            codes(RulingKind::Forward),
            [("to_name", "required"), ("reason", "required")]
        );
        assert!(matches!(
            fields.ruling(RulingKind::Admit),
            Ok(Ruling::Admit)
        ));
    }
}
