//! The answer to what came into a round: to a theme, an input or a part; and what is set aside.

use super::answer::{AnswerText, Lack, lacks};
use crate::codes::codes;
use crate::rounds::RoundState;
use chrono::NaiveDate;

codes! {
    /// Why something is not dealt with; no rule was broken.
    SetAsideReason {
        /// Another input says the same.
        Duplicate = "duplicate",
        /// It is about something else.
        OffTopic = "off_topic",
        /// The law lets it not be taken into account.
        NotAdmissible = "not_admissible",
        /// It cannot be read.
        Unreadable = "unreadable",
        /// It came after the closing (ZIE-3).
        Late = "late",
    }
}

codes! {
    /// How far the answer to something in a round is.
    ResponseState {
        /// Being written.
        Draft = "draft",
        /// Waits for a second person.
        Offered = "offered",
        /// Approved: it stands in the next report.
        Ready = "ready",
    }
}

codes! {
    /// What happened to a theme.
    ThemeEvent {
        /// It was made.
        Made = "made",
        /// Its title or summary was changed.
        Described = "described",
        /// It was given to somebody, with a day or without.
        Assigned = "assigned",
        /// Another theme was merged into it, or it into another.
        Merged = "merged",
        /// A part of it became a theme of its own, or it was made so.
        Split = "split",
        /// Inputs or parts were put into it.
        Joined = "joined",
        /// Inputs or parts were taken out.
        Left = "left",
    }
}

codes! {
    /// Something that has to be said before a report is published.
    ReportLack {
        /// Why it is published while inputs wait (invariant 3).
        Override = "override",
        /// Why there is a new version.
        Reason = "reason",
    }
}

/// The longest title of a theme, in characters.
pub const LONGEST_THEME: usize = 120;

/// What a round lets the desk do with its inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayHandle {
    /// Whether inputs may be put into themes and answers drafted.
    pub sort: bool,
    /// Whether inputs may be cut or set aside, and answers approved: only once nobody rewrites or takes
    /// back in time what is being answered.
    pub answer: bool,
    /// Whether a report may be published.
    pub publish: bool,
}

/// What may be done with the inputs of a round in a state.
#[must_use]
pub fn may_handle(state: RoundState) -> MayHandle {
    let (sort, answer, publish) = match state {
        RoundState::Draft | RoundState::Announced | RoundState::Cancelled => (false, false, false),
        RoundState::Open => (true, false, false),
        RoundState::Closed => (true, true, false),
        RoundState::Answering | RoundState::Answered => (true, true, true),
    };
    MayHandle {
        sort,
        answer,
        publish,
    }
}

/// Where the body's own text changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangePlace {
    /// The paper, by its key.
    pub document_id: Option<i64>,
    /// Its version with the change.
    pub version: Option<i32>,
    /// The paragraph or article, in words.
    pub paragraph: String,
}

/// An answer in a round as it is being written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResponseText {
    /// What every public answer has.
    pub answer: AnswerText,
    /// Where it changes something.
    pub place: ChangePlace,
}

/// Everything that an answer in a round lacks. Here what was heard is said too: one answer stands for
/// many inputs (NOT-1, *summary*).
#[must_use]
pub fn response_lacks(text: &ResponseText, is_correction: bool, today: NaiveDate) -> Vec<Lack> {
    let heard = text.answer.heard.trim().is_empty();
    let mut missing = lacks(&text.answer, is_correction, today);
    if heard {
        let after_correction = usize::from(missing.first() == Some(&Lack::Correction));
        missing.insert(after_correction, Lack::Heard);
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_a_round_says_what_was_heard() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let missing = response_lacks(&ResponseText::default(), true, today);
        assert_eq!(
            missing.get(..2),
            Some([Lack::Correction, Lack::Heard].as_slice())
        );
        assert!(missing.contains(&Lack::Reasons));
    }

    #[test]
    fn nothing_is_answered_while_it_can_be_rewritten_and_nothing_published_before_answering() {
        for state in RoundState::ALL {
            let may = may_handle(*state);
            assert!(!may.publish || may.answer);
            assert!(!may.answer || may.sort);
            assert!(!may.answer || *state != RoundState::Open);
        }
        assert!(may_handle(RoundState::Answered).publish);
        assert!(!may_handle(RoundState::Cancelled).sort);
    }
}
