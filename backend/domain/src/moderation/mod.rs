//! The house rules, as codes that decisions cite.

use crate::codes::codes;

/// The version of the house rules that decisions are taken under now.
pub const HOUSE_RULES_VERSION: i32 = 1;

codes! {
    /// A house rule; the text stands on `/house-rules`.
    HouseRule {
        /// Write about the subject, not about people.
        Insult = "insult",
        /// No hatred, no discrimination.
        Hatred = "hatred",
        /// No threats, no call for violence.
        Threat = "threat",
        /// No personal data of somebody else.
        PersonalData = "personal_data",
        /// Nothing that the law forbids.
        Unlawful = "unlawful",
        /// No advertising.
        Advertising = "advertising",
        /// Nobody pretends to be somebody else.
        Impersonation = "impersonation",
        /// No flooding.
        Flooding = "flooding",
    }
}
