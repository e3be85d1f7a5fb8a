//! What a round needs before everybody is told of it.

use super::{Access, ProcedureRules};
use crate::calendar::{day_of, end_of_term};
use crate::codes::codes;
use chrono::{DateTime, NaiveDate, Utc};

codes! {
    /// Why a round cannot be announced yet.
    AnnounceLack {
        /// The dossier is not public, or closed.
        Dossier = "dossier",
        /// The dossier is in another phase: a later one has not come, an earlier one is over.
        Phase = "phase",
        /// The phase does not tell yet what can change and what is fixed (PAR-4).
        Scope = "scope",
        /// There is nothing that people could do.
        Forms = "forms",
        /// It does not say when it opens.
        Opening = "opening",
        /// It would have opened already.
        OpeningPast = "opening_past",
        /// It does not say when it closes.
        Closing = "closing",
        /// It would close before it opens.
        ClosingFirst = "closing_first",
        /// It does not say when the papers are laid open, from which its term counts
        /// (General Administrative Law Act, article 3:16(2)).
        LaidOpen = "laid_open",
        /// It would close before the law lets it (article 3:16(1)).
        TooShort = "too_short",
        /// The official notice is not linked (article 3:12).
        Bulletin = "bulletin",
        /// No papers lie open (article 3:11).
        Documents = "documents",
        /// It does not say when people have their answer.
        AnswerBy = "answer_by",
        /// The answer would come before the round is over.
        AnswerEarly = "answer_early",
        /// The answer would come later than the procedure promises.
        AnswerLate = "answer_late",
        /// Only residents may take part, and nobody here can prove that somebody is one.
        Identity = "identity",
    }
}

/// What decides whether a round can be announced.
#[derive(Debug, Clone, Copy)]
pub struct AnnounceFacts<'a> {
    /// What its procedure asks.
    pub rules: &'a ProcedureRules,
    /// Whether its dossier is public, and not closed.
    pub is_dossier_public: bool,
    /// Whether the dossier is in the phase of the round.
    pub is_in_phase: bool,
    /// Whether the phase tells its scope whole.
    pub has_scope: bool,
    /// Whether people can do something in it.
    pub has_forms: bool,
    /// Whether papers lie open in its phase.
    pub has_documents: bool,
    /// Whether the official notice is linked.
    pub has_bulletin: bool,
    /// Whether an identity provider is connected.
    pub has_identity_provider: bool,
    /// Who may take part.
    pub access: Access,
    /// The first moment at which it takes input.
    pub opens_at: Option<DateTime<Utc>>,
    /// The first moment at which input is late.
    pub closes_at: Option<DateTime<Utc>>,
    /// The day on which papers are laid open.
    pub laid_open_on: Option<NaiveDate>,
    /// The day by which people have their answer.
    pub answer_by: Option<NaiveDate>,
}

impl ProcedureRules {
    /// The first moment at which a round may close by law. The term counts from the day of laying
    /// open; where people can only respond from a later day on, from that one, so that everybody
    /// has all of it. `None` without a minimum, or while neither day is known.
    #[must_use]
    pub fn earliest_close_of(
        &self,
        laid_open_on: Option<NaiveDate>,
        opens_at: Option<DateTime<Utc>>,
    ) -> Option<DateTime<Utc>> {
        let first_day = laid_open_on.max(opens_at.map(day_of))?;
        self.earliest_close(first_day)
    }
}

impl AnnounceFacts<'_> {
    /// Everything that is in the way of announcing, in the order in which the desk shows it.
    #[must_use]
    pub fn lacks(&self, now: DateTime<Utc>) -> Vec<AnnounceLack> {
        AnnounceLack::ALL
            .iter()
            .copied()
            .filter(|lack| self.is_lacking(*lack, now))
            .collect()
    }

    fn is_lacking(&self, lack: AnnounceLack, now: DateTime<Utc>) -> bool {
        use AnnounceLack as L;
        let rules = self.rules;
        match lack {
            L::Dossier => !self.is_dossier_public,
            L::Phase => !self.is_in_phase,
            L::Scope => !self.has_scope,
            L::Forms => !self.has_forms,
            L::Opening => self.opens_at.is_none(),
            L::OpeningPast => self.opens_at.is_some_and(|at| at <= now),
            L::Closing => self.closes_at.is_none(),
            L::ClosingFirst => self
                .opens_at
                .zip(self.closes_at)
                .is_some_and(|(opens, closes)| closes <= opens),
            L::LaidOpen => rules.minimum.is_some() && self.laid_open_on.is_none(),
            L::TooShort => self
                .closes_at
                .zip(rules.earliest_close_of(self.laid_open_on, self.opens_at))
                .is_some_and(|(closes, earliest)| closes < earliest),
            L::Bulletin => rules.needs_bulletin_url && !self.has_bulletin,
            L::Documents => rules.needs_documents && !self.has_documents,
            L::AnswerBy => self.answer_by.is_none(),
            L::AnswerEarly => self
                .answer_by
                .zip(self.closes_at)
                .is_some_and(|(day, closes)| day < day_of(closes)),
            L::AnswerLate => self
                .answer_by
                .zip(self.closes_at)
                .zip(rules.answer_term_days)
                .is_some_and(|((day, closes), days)| day >= day_of(end_of_term(closes, days))),
            L::Identity => self.access == Access::Resident && !self.has_identity_provider,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::TermLength;
    use crate::rounds::{Minimum, Respondents};
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    fn formal() -> ProcedureRules {
        ProcedureRules {
            minimum: Some(Minimum {
                length: TermLength::Weeks(6),
                moves_to_working_day: true,
                source: "Awb 3:16".to_owned(),
            }),
            needs_bulletin_url: true,
            needs_documents: true,
            respondents: Respondents::Stakeholders,
            post_grace_days: 7,
            answer_term_days: Some(56),
            equated_days: Vec::new(),
            source: "Awb 3.4".to_owned(),
            source_url: None,
        }
    }

    const NOW: &str = "2026-02-20T12:00:00Z";

    fn whole(rules: &ProcedureRules) -> AnnounceFacts<'_> {
        AnnounceFacts {
            rules,
            is_dossier_public: true,
            is_in_phase: true,
            has_scope: true,
            has_forms: true,
            has_documents: true,
            has_bulletin: true,
            has_identity_provider: false,
            access: Access::Email,
            opens_at: Some(at("2026-03-02T09:00:00+01:00")),
            closes_at: Some(at("2026-04-14T00:00:00+02:00")),
            laid_open_on: Some("2026-03-02".parse().unwrap()),
            answer_by: Some("2026-06-01".parse().unwrap()),
        }
    }

    #[test]
    fn a_round_that_has_everything_can_be_announced() {
        assert_eq!(whole(&formal()).lacks(at(NOW)), []);
    }

    #[test]
    fn each_thing_that_is_missing_is_named() {
        use AnnounceLack as L;
        let rules = formal();
        let day = |text: &str| Some(text.parse().unwrap());
        type Change = fn(&mut AnnounceFacts);
        let cases: [(&str, Change, &[L]); 13] = [
            ("dossier", |f| f.is_dossier_public = false, &[L::Dossier]),
            ("phase", |f| f.is_in_phase = false, &[L::Phase]),
            ("scope", |f| f.has_scope = false, &[L::Scope]),
            ("forms", |f| f.has_forms = false, &[L::Forms]),
            ("documents", |f| f.has_documents = false, &[L::Documents]),
            ("bulletin", |f| f.has_bulletin = false, &[L::Bulletin]),
            ("opening", |f| f.opens_at = None, &[L::Opening]),
            ("closing", |f| f.closes_at = None, &[L::Closing]),
            ("laid open", |f| f.laid_open_on = None, &[L::LaidOpen]),
            ("answer", |f| f.answer_by = None, &[L::AnswerBy]),
            ("resident", |f| f.access = Access::Resident, &[L::Identity]),
            ("past", |f| f.opens_at = Some(at(NOW)), &[L::OpeningPast]),
            (
                "reversed",
                |f| f.closes_at = f.opens_at,
                &[L::ClosingFirst, L::TooShort, L::AnswerLate],
            ),
        ];
        for (name, change, expected) in cases {
            let mut facts = whole(&rules);
            change(&mut facts);
            assert_eq!(facts.lacks(at(NOW)), expected, "{name}");
        }
        for (answer_by, expected) in [
            ("2026-04-13", vec![L::AnswerEarly]),
            ("2026-04-14", vec![]),
            ("2026-06-09", vec![]),
            ("2026-06-10", vec![L::AnswerLate]),
        ] {
            let facts = AnnounceFacts {
                answer_by: day(answer_by),
                ..whole(&rules)
            };
            assert_eq!(facts.lacks(at(NOW)), expected, "{answer_by}");
        }
    }

    #[test]
    fn six_weeks_count_from_laying_open_and_never_from_before_people_can_respond() {
        let rules = formal();
        let short = AnnounceFacts {
            closes_at: Some(at("2026-04-13T23:59:59+02:00")),
            ..whole(&rules)
        };
        assert_eq!(short.lacks(at(NOW)), [AnnounceLack::TooShort]);
        // Laid open a week before people can respond: six weeks from the second.
        let late = AnnounceFacts {
            opens_at: Some(at("2026-03-09T09:00:00+01:00")),
            ..whole(&rules)
        };
        assert_eq!(late.lacks(at(NOW)), [AnnounceLack::TooShort]);
    }

    #[test]
    fn what_no_law_asks_is_not_asked() {
        let rules = ProcedureRules {
            minimum: None,
            needs_bulletin_url: false,
            needs_documents: false,
            answer_term_days: None,
            ..formal()
        };
        let facts = AnnounceFacts {
            has_documents: false,
            has_bulletin: false,
            laid_open_on: None,
            closes_at: Some(at("2026-03-02T09:00:01+01:00")),
            answer_by: Some("2036-01-01".parse().unwrap()),
            access: Access::Resident,
            has_identity_provider: true,
            ..whole(&rules)
        };
        assert_eq!(facts.lacks(at(NOW)), []);
    }

    proptest! {
        #[test]
        fn whatever_is_announced_opens_later_and_is_open_for_its_term(
            opens in -400_i64..4_000, hours in 0_i64..3_000, laid in 0_i64..60,
        ) {
            let rules = formal();
            let opens_at = at(NOW) + TimeDelta::hours(opens);
            let closes_at = opens_at + TimeDelta::hours(hours);
            let laid_open_on = day_of(opens_at) - TimeDelta::days(laid);
            let facts = AnnounceFacts {
                opens_at: Some(opens_at),
                closes_at: Some(closes_at),
                laid_open_on: Some(laid_open_on),
                answer_by: Some(day_of(closes_at)),
                ..whole(&rules)
            };
            if facts.lacks(at(NOW)).is_empty() {
                prop_assert!(opens_at > at(NOW));
                prop_assert!(rules.is_long_enough(opens_at, closes_at).is_ok());
                prop_assert!(closes_at - opens_at >= TimeDelta::days(41));
            }
        }
    }
}
