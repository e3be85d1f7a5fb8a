//! The nine house rules: plain choices for whoever decides.

use crate::codes::codes;

codes! {
    /// A house rule; its text, version by version, stands on `/house-rules`.
    HouseRule {
        /// Write about the subject of the page.
        OffTopic = "off_topic",
        /// No personal data of somebody else.
        PersonalData = "personal_data",
        /// Write about a matter, not about a person.
        Insult = "insult",
        /// No hatred, no discrimination.
        Hatred = "hatred",
        /// No accusation without proof.
        Accusation = "accusation",
        /// No threats, no call for violence.
        Threat = "threat",
        /// No advertising, fraud or robots.
        Advertising = "advertising",
        /// Nobody pretends to be somebody else.
        Impersonation = "impersonation",
        /// No work of others without leave.
        Copyright = "copyright",
    }
}

/// The text of a rule: one paragraph that cannot be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleText(String);

/// Why a text is no text of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleTextFault {
    /// Nothing is left of it.
    #[error("the text is empty")]
    Empty,
    /// More than [`RuleText::LONGEST`] characters.
    #[error("the text is too long")]
    TooLong,
}

impl RuleText {
    /// The most characters.
    pub const LONGEST: usize = 500;

    /// A text, with runs of white space made one space.
    ///
    /// # Errors
    /// [`RuleTextFault`].
    pub fn parse(typed: &str) -> Result<Self, RuleTextFault> {
        // White space first, for some of it is a control sign; what is dropped may stand beside it.
        let shown: String = typed
            .chars()
            .filter(|sign| sign.is_whitespace() || !sign.is_control())
            .collect();
        let text = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        match text.chars().count() {
            0 => Err(RuleTextFault::Empty),
            length if length > Self::LONGEST => Err(RuleTextFault::TooLong),
            _ => Ok(Self(text)),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The rules whose words differ between two versions, in the order of the list. A rule that one of the
/// two lacks differs.
#[must_use]
pub fn changed_rules<'a, T>(
    before: impl Fn(HouseRule) -> Option<&'a T>,
    after: impl Fn(HouseRule) -> Option<&'a T>,
) -> Vec<HouseRule>
where
    T: PartialEq + 'a,
{
    HouseRule::ALL
        .iter()
        .copied()
        .filter(|rule| before(*rule) != after(*rule))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_of_a_rule_is_one_paragraph() {
        let text = RuleText::parse("  Geen\n\nreclame. ").unwrap();
        assert_eq!(text.as_str(), "Geen reclame.");
        assert_eq!(RuleText::parse(" \n"), Err(RuleTextFault::Empty));
        let long = "a".repeat(RuleText::LONGEST + 1);
        assert_eq!(RuleText::parse(&long), Err(RuleTextFault::TooLong));
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let before = |rule| (rule != HouseRule::Copyright).then_some(&"oud");
        let after = |rule| {
            Some(if rule == HouseRule::Insult {
                &"nieuw"
            } else {
                &"oud"
            })
        };
        let changed = changed_rules(before, after);
        assert_eq!(changed, [HouseRule::Insult, HouseRule::Copyright]);
        assert_eq!(changed_rules(after, after), []);
    }

    proptest! {
        #[test]
        fn a_parsed_text_parses_to_itself(typed in ".{0,600}") {
            if let Ok(text) = RuleText::parse(&typed) {
                prop_assert_eq!(RuleText::parse(text.as_str()), Ok(text));
            }
        }
    }
}
