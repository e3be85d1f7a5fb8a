//! The shapes in which the source answers, old and new; unknown keys are passed over.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Petition {
    pub(super) id: i64,
    #[serde(default)]
    pub(super) links: Links,
    pub(super) attributes: Attributes,
}

#[derive(Deserialize, Default)]
pub(super) struct Links {
    #[serde(rename = "self", default)]
    pub(super) itself: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Attributes {
    pub(super) action: Option<String>,
    pub(super) background: Option<String>,
    pub(super) additional_details: Option<String>,
    pub(super) state: Option<String>,
    pub(super) signature_count: Option<i64>,
    pub(super) created_at: Option<DateTime<Utc>>,
    pub(super) updated_at: Option<DateTime<Utc>>,
    // The older shape has `open_at`.
    #[serde(alias = "open_at")]
    pub(super) opened_at: Option<DateTime<Utc>>,
    pub(super) closed_at: Option<DateTime<Utc>>,
    pub(super) rejected_at: Option<DateTime<Utc>>,
    pub(super) government_response_at: Option<DateTime<Utc>>,
    pub(super) scheduled_debate_date: Option<NaiveDate>,
    pub(super) rejection: Option<Rejection>,
    pub(super) government_response: Option<Response>,
    pub(super) debate: Option<Debate>,
    #[serde(default)]
    pub(super) signatures_by_country: Option<Vec<ByCountry>>,
    #[serde(default)]
    pub(super) signatures_by_constituency: Option<Vec<ByConstituency>>,
}

#[derive(Deserialize)]
pub(super) struct Rejection {
    pub(super) code: Option<String>,
    pub(super) details: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Response {
    pub(super) responded_on: Option<NaiveDate>,
    pub(super) summary: Option<String>,
    pub(super) details: Option<String>,
    pub(super) created_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
pub(super) struct Debate {
    pub(super) debated_on: Option<NaiveDate>,
    pub(super) transcript_url: Option<String>,
    pub(super) video_url: Option<String>,
    pub(super) overview: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ByCountry {
    pub(super) name: Option<String>,
    pub(super) code: Option<String>,
    pub(super) signature_count: i64,
}

#[derive(Deserialize)]
pub(super) struct ByConstituency {
    pub(super) name: String,
    pub(super) ons_code: String,
    pub(super) signature_count: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_the_source_is_read() {
        let old =
            r#"{"id": 1, "attributes": {"action": "A", "open_at": "2016-05-25T11:19:56.925Z"}}"#;
        let new = r#"{"id": 1, "attributes": {"action": "A", "opened_at": "2016-05-25T11:19:56.925Z", "zzz": 1}}"#;
        let at = |json: &str| {
            serde_json::from_str::<Petition>(json)
                .unwrap()
                .attributes
                .opened_at
        };
        assert!(at(old).is_some());
        assert_eq!(at(old), at(new));
    }
}
