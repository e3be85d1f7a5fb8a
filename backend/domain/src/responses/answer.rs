//! What a public answer needs, and when one can be given.

use crate::codes::codes;
use crate::petitions::{PetitionState, Step, Verdict, WrongStep};
use chrono::NaiveDate;

/// An answer as it is being written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerText {
    /// The judgement.
    pub verdict: Option<Verdict>,
    /// What was heard (Markdown); may be empty.
    pub heard: String,
    /// The reasons (Markdown).
    pub reasons: String,
    /// What changes (Markdown).
    pub change: String,
    /// Whether it says expressly that nothing changes.
    pub is_no_change: bool,
    /// Who is responsible.
    pub responsible: String,
    /// Who adopted it.
    pub adopted_by: String,
    /// When it was adopted.
    pub adopted_on: Option<NaiveDate>,
    /// Why the published answer is corrected.
    pub correction: String,
}

codes! {
    /// Something that an answer lacks before a second person is asked.
    Lack {
        /// Not what was heard, where one answer stands for many.
        Heard = "heard",
        /// No judgement.
        Verdict = "verdict",
        /// No reasons, which every judgement has, "adopted" too (invariant 4).
        Reasons = "reasons",
        /// Neither what changes, nor that nothing does.
        Change = "change",
        /// Both what changes, and that nothing does.
        ChangeTwice = "change_twice",
        /// Nobody is responsible.
        Responsible = "responsible",
        /// Nobody adopted it.
        AdoptedBy = "adopted_by",
        /// No day on which it was adopted.
        AdoptedOn = "adopted_on",
        /// The day on which it was adopted is yet to come.
        AdoptedLater = "adopted_later",
        /// A correction that does not say why.
        Correction = "correction",
    }
}

/// Everything that an answer lacks, in the order of the form.
#[must_use]
pub fn lacks(text: &AnswerText, is_correction: bool, today: NaiveDate) -> Vec<Lack> {
    let empty = |text: &str| text.trim().is_empty();
    let has_change = !empty(&text.change);
    let change = match (has_change, text.is_no_change) {
        (false, false) => Some(Lack::Change),
        (true, true) => Some(Lack::ChangeTwice),
        _ => None,
    };
    let adopted = match text.adopted_on {
        None => Some(Lack::AdoptedOn),
        Some(day) if day > today => Some(Lack::AdoptedLater),
        Some(_) => None,
    };
    [
        (is_correction && empty(&text.correction)).then_some(Lack::Correction),
        text.verdict.is_none().then_some(Lack::Verdict),
        empty(&text.reasons).then_some(Lack::Reasons),
        change,
        empty(&text.responsible).then_some(Lack::Responsible),
        empty(&text.adopted_by).then_some(Lack::AdoptedBy),
        adopted,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What publishing an answer does to a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerEffect {
    /// It becomes *answered*.
    BecomesAnswered,
    /// The answer is an event of its thread; the state stays.
    StaysAsItIs,
    /// A new version of an answer that was published before.
    Corrects,
}

/// What decides whether a petition can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayAnswer {
    /// Its state.
    pub state: PetitionState,
    /// Whether an answer was published before.
    pub has_answer: bool,
    /// Whether another site keeps it.
    pub is_imported: bool,
}

/// Whether a petition can be answered now, and what that does to it. The state *answered* is
/// entered only from *handed over*; a refused petition stays refused, and is answered all the same
/// (its request was delivered).
///
/// # Errors
/// [`WrongStep`] in a state in which no body has it, or when its own site answers it.
pub fn may_answer(given: MayAnswer) -> Result<AnswerEffect, WrongStep> {
    use PetitionState as S;
    let wrong = Err(WrongStep {
        from: given.state,
        step: Step::Answer,
    });
    if given.is_imported {
        return wrong;
    }
    match given.state {
        S::Open | S::Closed | S::HandedOver | S::Refused | S::Answered if given.has_answer => {
            Ok(AnswerEffect::Corrects)
        }
        S::HandedOver => Ok(AnswerEffect::BecomesAnswered),
        S::Open | S::Closed | S::Refused => Ok(AnswerEffect::StaysAsItIs),
        S::Draft
        | S::Gathering
        | S::Submitted
        | S::RevisionRequested
        | S::Forwarded
        | S::Answered
        | S::Withdrawn
        | S::Joined
        | S::TakenDown => wrong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn whole() -> AnswerText {
        AnswerText {
            verdict: Some(Verdict::Adopted),
            heard: String::new(),
            reasons: "Er is plaats.".to_owned(),
            change: String::new(),
            is_no_change: true,
            responsible: "Wethouder".to_owned(),
            adopted_by: "College".to_owned(),
            adopted_on: Some(day("2026-03-02")),
            correction: String::new(),
        }
    }

    #[test]
    fn a_whole_answer_lacks_nothing_and_an_empty_one_everything() {
        let today = day("2026-03-02");
        assert_eq!(lacks(&whole(), false, today), []);
        assert_eq!(lacks(&whole(), true, today), [Lack::Correction]);
        assert_eq!(
            lacks(&AnswerText::default(), true, today),
            [
                Lack::Correction,
                Lack::Verdict,
                Lack::Reasons,
                Lack::Change,
                Lack::Responsible,
                Lack::AdoptedBy,
                Lack::AdoptedOn
            ]
        );
        let tomorrow = AnswerText {
            adopted_on: Some(day("2026-03-03")),
            change: "Er komt een bank.".to_owned(),
            ..whole()
        };
        assert_eq!(
            lacks(&tomorrow, false, today),
            [Lack::ChangeTwice, Lack::AdoptedLater]
        );
    }

    #[test]
    fn answered_is_entered_only_from_handed_over() {
        for state in PetitionState::ALL {
            for has_answer in [false, true] {
                let given = MayAnswer {
                    state,
                    has_answer,
                    is_imported: false,
                };
                let enters = may_answer(given) == Ok(AnswerEffect::BecomesAnswered);
                assert_eq!(enters, state == PetitionState::HandedOver && !has_answer);
                if enters {
                    assert_eq!(state.after(Step::Answer), Ok(PetitionState::Answered));
                }
                let elsewhere = MayAnswer {
                    is_imported: true,
                    ..given
                };
                assert!(may_answer(elsewhere).is_err());
            }
        }
    }

    proptest! {
        #[test]
        fn every_verdict_needs_reasons_and_one_word_on_change(
            verdict in prop::sample::select(Verdict::ALL.to_vec()),
            reasons in "[ a]{0,3}",
            change in "[ a]{0,3}",
            is_no_change: bool,
        ) {
            let text = AnswerText { verdict: Some(verdict), reasons, change, is_no_change, ..whole() };
            let found = lacks(&text, false, day("2026-03-02"));
            prop_assert_eq!(found.contains(&Lack::Reasons), text.reasons.trim().is_empty());
            let has_change = !text.change.trim().is_empty();
            let is_clear = has_change != is_no_change;
            prop_assert_eq!(
                found.contains(&Lack::Change) || found.contains(&Lack::ChangeTwice),
                !is_clear
            );
        }
    }
}
