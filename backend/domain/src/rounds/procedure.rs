//! The versioned rules that a consultation round follows.

use crate::calendar::{TermLength, day_of, end_of, statutory_last_day};
use crate::codes::codes;
use crate::inputs::Channel;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

codes! {
    /// Who may respond to a round.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Respondents {
        /// Everybody, without a question about it.
        Everyone = "everyone",
        /// Who has an interest in the decision (General Administrative Law Act, article 3:15(1)).
        Stakeholders = "stakeholders",
    }
}

/// The shortest time that a round is open by law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minimum {
    /// How long, counted from the day on which the draft is laid open, which is its first day
    /// (General Administrative Law Act, article 3:16(2)).
    pub length: TermLength,
    /// Whether it ends on a working day only, as statutory terms do (General Terms Act,
    /// article 1(1)).
    pub moves_to_working_day: bool,
    /// The law or ordinance that sets it, with its article.
    pub source: String,
}

/// The rules of a procedure. A round keeps the version that it was opened under (invariant 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcedureRules {
    /// The shortest time that it is open; none for a round that no law asks for.
    #[serde(default)]
    pub minimum: Option<Minimum>,
    /// Whether the official notice must be linked before it opens (General Administrative Law
    /// Act, article 3:12).
    pub needs_bulletin_url: bool,
    /// Whether papers must lie open with it (General Administrative Law Act, article 3:11).
    pub needs_documents: bool,
    /// Who may respond, unless the round says otherwise (ZIE-6).
    pub respondents: Respondents,
    /// Days after the last one within which a letter posted in time may arrive; 0 for none. See
    /// [`super::post_is_in_time`].
    pub post_grace_days: u16,
    /// Days after the closing within which the body answers; none where it promises nothing.
    #[serde(default)]
    pub answer_term_days: Option<u16>,
    /// Days that royal decrees equate with public holidays (General Terms Act, article 3(3)).
    #[serde(default)]
    pub equated_days: Vec<NaiveDate>,
    /// Where the rules come from: a law or ordinance with its article.
    pub source: String,
    /// Where people can read it.
    #[serde(default)]
    pub source_url: Option<String>,
}

/// Why rules contradict themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureFault {
    /// A minimum or a term of no days.
    #[error("minimum.length and answer_term_days must be at least 1")]
    NoDays,
    /// A term that would move, but to which the General Terms Act does not apply (article 4).
    #[error("a minimum of more than 90 days or 12 weeks cannot move to a working day")]
    BeyondTermsAct,
    /// Equated days that change nothing, or one that stands twice.
    #[error("equated_days stand once each, with a minimum that moves to a working day")]
    EquatedDays,
    /// Rules that nobody can look up.
    #[error("source and minimum.source must name a rule")]
    Source,
    /// An address that is none of the web.
    #[error("source_url must begin with https://")]
    SourceUrl,
}

/// A round would close before the law lets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the round must be open until {earliest} at least")]
pub struct TooShort {
    /// The first moment at which it may be closed.
    pub earliest: DateTime<Utc>,
}

impl ProcedureRules {
    /// Checks that the rules can be kept.
    ///
    /// # Errors
    /// [`ProcedureFault`] names the first contradiction.
    pub fn check(&self) -> Result<(), ProcedureFault> {
        let minimum = self.minimum.as_ref();
        if minimum.is_some_and(|m| m.length.days() == 0) || self.answer_term_days == Some(0) {
            return Err(ProcedureFault::NoDays);
        }
        let moves = minimum.is_some_and(|m| m.moves_to_working_day);
        if moves && minimum.is_some_and(|m| !m.length.is_within_terms_act()) {
            return Err(ProcedureFault::BeyondTermsAct);
        }
        let mut days = self.equated_days.clone();
        days.sort_unstable();
        days.dedup();
        if days.len() != self.equated_days.len() || !(moves || days.is_empty()) {
            return Err(ProcedureFault::EquatedDays);
        }
        let is_unnamed = |source: &str| source.trim().is_empty();
        if is_unnamed(&self.source) || minimum.is_some_and(|m| is_unnamed(&m.source)) {
            return Err(ProcedureFault::Source);
        }
        let url = self.source_url.as_deref();
        if url.is_some_and(|url| !url.starts_with("https://")) {
            return Err(ProcedureFault::SourceUrl);
        }
        Ok(())
    }

    /// Whether the speaker must agree with the report of a view that came by this way: an oral one,
    /// in a round that the law asks for (General Administrative Law Act, articles 3:15 and 3:17).
    #[must_use]
    pub fn asks_speaker(&self, channel: Channel) -> bool {
        self.minimum.is_some() && channel.is_oral()
    }

    /// The first moment at which a round may close whose draft is laid open on a day: the end of
    /// the last day of its minimum. `None` without a minimum.
    #[must_use]
    pub fn earliest_close(&self, laid_open_on: NaiveDate) -> Option<DateTime<Utc>> {
        let minimum = self.minimum.as_ref()?;
        let last_day = if minimum.moves_to_working_day {
            statutory_last_day(laid_open_on, minimum.length, &self.equated_days)
        } else {
            minimum.length.last_day(laid_open_on)
        };
        Some(end_of(last_day))
    }

    /// Checks that a round which lays its draft open at one moment and closes at another is open
    /// for the minimum. Any time is long enough without one.
    ///
    /// # Errors
    /// [`TooShort`] says when it may close.
    pub fn is_long_enough(
        &self,
        opens_at: DateTime<Utc>,
        closes_at: DateTime<Utc>,
    ) -> Result<(), TooShort> {
        match self.earliest_close(day_of(opens_at)) {
            Some(earliest) if closes_at < earliest => Err(TooShort { earliest }),
            _ => Ok(()),
        }
    }
}

/// One version of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// The procedure's code, such as `formal_view`.
    pub code: String,
    /// 1, 2, 3 …
    pub version: i32,
    /// The first day on which rounds are opened under it.
    pub valid_from: NaiveDate,
    /// What it asks.
    pub rules: ProcedureRules,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn formal() -> Value {
        json!({
            "minimum": {
                "length": { "weeks": 6 },
                "moves_to_working_day": true,
                "source": "Awb 3:16",
            },
            "needs_bulletin_url": true,
            "needs_documents": true,
            "respondents": "stakeholders",
            "post_grace_days": 7,
            "equated_days": ["2026-05-15"],
            "source": "Awb 3.4",
            "source_url": "https://wetten.overheid.nl/BWBR0005537/",
        })
    }

    fn informal() -> Value {
        json!({
            "needs_bulletin_url": false,
            "needs_documents": false,
            "respondents": "everyone",
            "post_grace_days": 0,
            "answer_term_days": 56,
            "source": "House rules",
        })
    }

    fn read(value: Value) -> ProcedureRules {
        serde_json::from_value(value).unwrap()
    }

    /// The rules of a formal round with one value changed, as somebody may write them in a file.
    fn with(pointer: &str, value: Value) -> ProcedureRules {
        let mut rules = formal();
        *rules.pointer_mut(pointer).unwrap() = value;
        read(rules)
    }

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn rules_are_stored_and_read_back_as_they_were() {
        for value in [formal(), informal()] {
            let rules = read(value);
            assert_eq!(rules.check(), Ok(()));
            assert_eq!(read(serde_json::to_value(&rules).unwrap()), rules);
        }
        assert_eq!(read(formal()).minimum.unwrap().length, TermLength::Weeks(6));
        assert_eq!(read(informal()).minimum, None);
    }

    #[test]
    fn a_key_that_nobody_knows_is_refused() {
        for key in ["", "/minimum", "/minimum/length"] {
            let mut rules = formal();
            rules.pointer_mut(key).unwrap()["years"] = json!(1);
            assert!(
                serde_json::from_value::<ProcedureRules>(rules).is_err(),
                "{key}"
            );
        }
        let mut rules = formal();
        rules["respondents"] = json!("nobody");
        assert!(serde_json::from_value::<ProcedureRules>(rules).is_err());
    }

    #[test]
    fn who_may_respond_has_one_word_in_files_and_in_the_database() {
        for who in Respondents::ALL {
            assert_eq!(serde_json::to_value(who).unwrap(), json!(who.code()));
        }
    }

    #[test]
    fn rules_that_cannot_be_kept_are_found() {
        use ProcedureFault::{BeyondTermsAct, EquatedDays, NoDays, Source, SourceUrl};
        for (pointer, value, fault) in [
            ("/minimum/length", json!({ "days": 0 }), NoDays),
            ("/minimum/length", json!({ "weeks": 13 }), BeyondTermsAct),
            ("/minimum/moves_to_working_day", json!(false), EquatedDays),
            ("/minimum", Value::Null, EquatedDays),
            (
                "/equated_days",
                json!(["2026-05-15", "2027-05-07", "2026-05-15"]),
                EquatedDays,
            ),
            ("/minimum/source", json!(" "), Source),
            ("/source", json!(""), Source),
            ("/source_url", json!("javascript:alert(1)"), SourceUrl),
        ] {
            assert_eq!(with(pointer, value).check(), Err(fault), "{pointer}");
        }
        let mut promise = informal();
        promise["answer_term_days"] = json!(0);
        assert_eq!(read(promise).check(), Err(NoDays));
    }

    #[test]
    fn a_long_minimum_that_does_not_move_can_be_kept() {
        let mut rules = formal();
        rules["equated_days"] = json!([]);
        rules["minimum"]["moves_to_working_day"] = json!(false);
        rules["minimum"]["length"] = json!({ "weeks": 13 });
        assert_eq!(read(rules).check(), Ok(()));
    }

    #[test]
    fn a_formal_round_is_open_for_six_weeks_from_the_day_of_laying_open() {
        let rules = read(formal());
        let opens_at = at("2026-03-02T09:00:00+01:00");
        let earliest = at("2026-04-14T00:00:00+02:00");
        let a_second_short = earliest - TimeDelta::seconds(1);
        assert_eq!(rules.is_long_enough(opens_at, earliest), Ok(()));
        assert_eq!(
            rules.is_long_enough(opens_at, a_second_short),
            Err(TooShort { earliest })
        );
        // Just after midnight by the clock on the wall is the next day, though not yet in UTC.
        let night_before = at("2026-03-01T23:30:00Z");
        assert_eq!(rules.is_long_enough(night_before, earliest), Ok(()));
    }

    #[test]
    fn a_day_of_a_decree_and_a_minimum_by_the_calendar_are_kept() {
        let before_ascension = "2026-04-03".parse().unwrap();
        assert_eq!(
            read(formal()).earliest_close(before_ascension),
            Some(at("2026-05-19T00:00:00+02:00"))
        );
        assert_eq!(
            with("/minimum/moves_to_working_day", json!(false)).earliest_close(before_ascension),
            Some(at("2026-05-15T00:00:00+02:00"))
        );
    }

    proptest! {
        #[test]
        fn an_informal_round_may_be_of_any_length(
            open_at in 0_i64..4_000_000_000,
            seconds in 0_i64..10_000_000,
        ) {
            let opens_at = DateTime::from_timestamp(open_at, 0).unwrap();
            let rules = read(informal());
            prop_assert_eq!(rules.earliest_close(day_of(opens_at)), None);
            let closes_at = opens_at + TimeDelta::seconds(seconds);
            prop_assert_eq!(rules.is_long_enough(opens_at, closes_at), Ok(()));
        }

        #[test]
        fn a_formal_round_may_close_from_one_moment_on(
            open_at in 0_i64..4_000_000_000,
            early in -5_i64..5,
        ) {
            let opens_at = DateTime::from_timestamp(open_at, 0).unwrap();
            let rules = read(formal());
            let earliest = rules.earliest_close(day_of(opens_at)).unwrap();
            let found = rules.is_long_enough(opens_at, earliest - TimeDelta::seconds(early));
            prop_assert_eq!(found, if early > 0 { Err(TooShort { earliest }) } else { Ok(()) });
            // Six weeks, and at most a weekend with holidays on both sides of it.
            let days = (day_of(earliest) - day_of(opens_at)).num_days();
            prop_assert!((42..=42 + 5).contains(&days), "{}", days);
        }
    }
}
