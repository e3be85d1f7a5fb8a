//! The rules by which a body meets and votes, as data: each parameter says how, and which article
//! says so. `seeds/rules/councils.toml` holds those that Weerklank ships.

use super::doors::ClosedDoors;
use super::parameters::{
    Abstain, Chair, CountsAs, GroupMajority, Majority, Persons, Proxy, Quorum, RollCall, SeatStep,
    Secret, Threshold, Tie, Validity, Weights,
};
use super::reason::Rule;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The rules of a body. A vote keeps the version it was decided under (invariant 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CouncilRules {
    /// The law or ordinance.
    pub legal_basis: String,
    /// Where people can read it.
    pub url: String,
    /// The article of each rule; the law as a whole where none is named.
    #[serde(default)]
    pub articles: BTreeMap<Rule, String>,
    /// How many must be present to meet.
    pub quorum: Quorum,
    /// How many must take part in a vote; none where presence suffices.
    #[serde(default)]
    pub validity: Option<Validity>,
    /// How many votes decide.
    pub majority: Majority,
    /// Neither for nor against.
    pub abstain: Abstain,
    /// What somebody comes to who is present, may vote, and says nothing.
    #[serde(default)]
    pub silent_present_counts_as: CountsAs,
    /// Equal votes about a matter.
    pub tie: Tie,
    /// Votes on persons.
    pub persons: Persons,
    /// The chair.
    pub chair: Chair,
    /// Votes by name; none where nobody can ask for one.
    #[serde(default)]
    pub roll_call: Option<RollCall>,
    /// Secret votes.
    #[serde(default)]
    pub secret: Secret,
    /// Votes for somebody else; none where they are not allowed.
    #[serde(default)]
    pub proxy: Option<Proxy>,
    /// Votes that count for more than one.
    #[serde(default)]
    pub weights: Weights,
    /// Groups that need a majority of their own.
    #[serde(default)]
    pub group_majorities: Vec<GroupMajority>,
    /// Closed doors; none where the rules say nothing of them.
    #[serde(default)]
    pub closed_doors: Option<ClosedDoors>,
    /// How many of the sitting members can have a meeting convened; none where the rules do not say.
    #[serde(default)]
    pub convening_threshold: Option<Threshold>,
    /// How many seats the body has by law, fewest inhabitants first; empty where no such table is.
    #[serde(default)]
    pub seats: Vec<SeatStep>,
}

impl CouncilRules {
    /// The article of a rule, or the law as a whole.
    #[must_use]
    pub fn article(&self, rule: Rule) -> &str {
        self.articles.get(&rule).unwrap_or(&self.legal_basis)
    }

    /// The seats of a body in a municipality of so many inhabitants; `None` without a table. A change
    /// takes effect at the next regular election, so a council keeps the number of its term.
    #[must_use]
    pub fn seats_for(&self, inhabitants: u32) -> Option<u32> {
        let reaches = |step: &&SeatStep| step.up_to.is_none_or(|most| inhabitants <= most);
        self.seats.iter().find(reaches).map(|step| step.seats)
    }
}

/// One version of the rules of a kind of body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// The code, such as `nl_council`.
    pub code: String,
    /// 1, 2, 3 …
    pub version: i32,
    /// The first day on which votes are decided under it.
    pub valid_from: NaiveDate,
    /// The last day; none while it is in force.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
    /// What it says.
    pub rules: CouncilRules,
}

impl RuleSet {
    /// Whether votes of a day are decided under it.
    #[must_use]
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_until.is_none_or(|last| day <= last)
    }
}

/// The rules of a code on a day: of those in force, the highest version.
#[must_use]
pub fn in_force<'r>(sets: &'r [RuleSet], code: &str, day: NaiveDate) -> Option<&'r RuleSet> {
    sets.iter()
        .filter(|set| set.code == code && set.is_in_force(day))
        .max_by_key(|set| set.version)
}

#[cfg(test)]
mod tests {
    use super::super::samples::dutch_council;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn version(version: i32, from: &str, until: Option<&str>) -> RuleSet {
        RuleSet {
            code: "nl_council".to_owned(),
            version,
            valid_from: day(from),
            valid_until: until.map(day),
            rules: dutch_council(),
        }
    }

    #[test]
    fn rules_are_stored_and_read_back_as_they_were() {
        let set = version(2, "2026-01-01", Some("2026-12-31"));
        let text = serde_json::to_string(&set).unwrap();
        assert_eq!(serde_json::from_str::<RuleSet>(&text).unwrap(), set);
    }

    #[test]
    fn a_vote_is_decided_under_the_version_of_its_day() {
        let sets = [
            version(1, "2020-01-01", Some("2025-12-31")),
            version(3, "2026-07-01", None),
            version(2, "2026-01-01", None),
        ];
        let found = |on| in_force(&sets, "nl_council", day(on)).map(|set| set.version);
        assert_eq!(found("2019-12-31"), None);
        assert_eq!(found("2025-12-31"), Some(1));
        assert_eq!(found("2026-01-01"), Some(2));
        assert_eq!(found("2026-07-01"), Some(3));
        assert_eq!(in_force(&sets, "nl_executive", day("2026-01-01")), None);
    }

    #[test]
    fn an_article_that_is_not_named_is_the_whole_law() {
        let rules = dutch_council();
        assert_eq!(rules.article(Rule::TieRejected), "Gemeentewet, art. 32(5)");
        assert_eq!(rules.article(Rule::Proxy), "Gemeentewet");
    }

    #[test]
    fn seats_follow_the_table_up_to_its_open_end() {
        let rules = dutch_council();
        for (inhabitants, seats) in [
            (0, 9),
            (3_000, 9),
            (3_001, 11),
            (60_000, 31),
            (60_001, 33),
            (200_000, 39),
            (200_001, 45),
            (u32::MAX, 45),
        ] {
            assert_eq!(rules.seats_for(inhabitants), Some(seats), "{inhabitants}");
        }
    }
}
