//! The five phases of the policy cycle, and how a dossier goes from one to another.

use crate::codes::codes;

codes! {
    /// A phase of the policy cycle, in its order.
    PhaseKind {
        /// A matter is put on the agenda.
        AgendaSetting = "agenda_setting",
        /// A policy is prepared.
        PolicyPreparation = "policy_preparation",
        /// The body decides.
        DecisionMaking = "decision_making",
        /// What was decided is carried out.
        Implementation = "implementation",
        /// What came of it is looked at.
        Evaluation = "evaluation",
    }
}

codes! {
    /// The phase as the *Wet versterking participatie op decentraal niveau* names it (PAR-1).
    StatutoryPhase {
        /// Up to and with the decision.
        Preparation = "preparation",
        /// Carrying it out.
        Execution = "execution",
        /// Looking back.
        Evaluation = "evaluation",
    }
}

codes! {
    /// How a dossier went from one phase to another.
    MoveKind {
        /// Into its first phase.
        Begin = "begin",
        /// On to a later phase.
        Advance = "advance",
        /// On to a later phase although something is unfinished, for a public reason.
        Override = "override",
        /// Back to an earlier phase, for a public reason.
        Return = "return",
        /// Out of its last phase: the dossier is closed.
        Finish = "finish",
    }
}

impl PhaseKind {
    /// The place in the cycle, from 0 on.
    #[must_use]
    pub fn position(self) -> usize {
        match self {
            Self::AgendaSetting => 0,
            Self::PolicyPreparation => 1,
            Self::DecisionMaking => 2,
            Self::Implementation => 3,
            Self::Evaluation => 4,
        }
    }

    /// The word that the law has for it.
    #[must_use]
    pub fn statutory(self) -> StatutoryPhase {
        match self {
            Self::AgendaSetting | Self::PolicyPreparation | Self::DecisionMaking => {
                StatutoryPhase::Preparation
            }
            Self::Implementation => StatutoryPhase::Execution,
            Self::Evaluation => StatutoryPhase::Evaluation,
        }
    }

    /// Whether a round of this phase may be opened while the dossier is in `present`: a later phase
    /// has not come, an earlier one is over.
    #[must_use]
    pub fn may_open_round(self, present: Option<Self>) -> bool {
        present == Some(self)
    }
}

/// A move that somebody wants to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseMove<'a> {
    /// The phase to go to; `None` ends the last one.
    pub to: Option<PhaseKind>,
    /// The public reason.
    pub reason: Option<&'a str>,
}

/// What the present phase still has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PhaseFacts {
    /// Rounds of the dossier that are announced or open.
    pub running_rounds: i64,
    /// Inputs of the dossier that were not handled yet (invariant 3).
    pub open_inputs: i64,
    /// Whether the phase to go to tells its scope whole.
    pub has_scope: bool,
}

/// Why a dossier cannot go to a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotMove {
    /// It is in that phase.
    #[error("the dossier is in that phase")]
    AlreadyThere,
    /// It is not in its last phase, so it cannot be closed.
    #[error("only the last phase can be finished")]
    NotLast,
    /// Rounds run still.
    #[error("{0} rounds are announced or open")]
    RoundsRun(i64),
    /// Inputs wait for an answer, and no public reason was given for going on all the same.
    #[error("{0} inputs wait for an answer")]
    InputsOpen(i64),
    /// Going back needs a public reason.
    #[error("going back needs a reason")]
    NeedsReason,
    /// The phase does not say yet what is decided, by whom, and what can change (PAR-4).
    #[error("the scope of the phase is not whole")]
    NeedsScope,
}

impl PhaseMove<'_> {
    /// What kind of move it is from the present phase.
    ///
    /// A phase begins only when its scope is whole. A dossier never leaves a phase while a round runs.
    /// It goes on only when every input was handled, or with a public reason; it goes back only with
    /// one. Only the last phase can be finished.
    ///
    /// # Errors
    /// [`CannotMove`] says what is in the way.
    pub fn kind(
        self,
        present: Option<PhaseKind>,
        facts: PhaseFacts,
    ) -> Result<MoveKind, CannotMove> {
        if facts.running_rounds > 0 {
            return Err(CannotMove::RoundsRun(facts.running_rounds));
        }
        let has_reason = self.reason.is_some_and(|reason| !reason.trim().is_empty());
        let Some(to) = self.to else {
            return match present {
                Some(PhaseKind::Evaluation) if facts.open_inputs > 0 && !has_reason => {
                    Err(CannotMove::InputsOpen(facts.open_inputs))
                }
                Some(PhaseKind::Evaluation) => Ok(MoveKind::Finish),
                _ => Err(CannotMove::NotLast),
            };
        };
        if !facts.has_scope {
            return Err(CannotMove::NeedsScope);
        }
        let Some(from) = present else {
            return Ok(MoveKind::Begin);
        };
        match to.position().cmp(&from.position()) {
            std::cmp::Ordering::Equal => Err(CannotMove::AlreadyThere),
            std::cmp::Ordering::Less if !has_reason => Err(CannotMove::NeedsReason),
            std::cmp::Ordering::Less => Ok(MoveKind::Return),
            std::cmp::Ordering::Greater if facts.open_inputs == 0 => Ok(MoveKind::Advance),
            std::cmp::Ordering::Greater if has_reason => Ok(MoveKind::Override),
            std::cmp::Ordering::Greater => Err(CannotMove::InputsOpen(facts.open_inputs)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PhaseKind as P;
    use proptest::prelude::*;

    fn going(to: P, reason: Option<&str>) -> PhaseMove<'_> {
        PhaseMove {
            to: Some(to),
            reason,
        }
    }

    const CLEAR: PhaseFacts = PhaseFacts {
        running_rounds: 0,
        open_inputs: 0,
        has_scope: true,
    };

    #[test]
    fn a_dossier_walks_through_the_cycle() {
        let mut present = None;
        for (position, phase) in P::ALL.iter().enumerate() {
            assert_eq!(phase.position(), position);
            let expected = present.map_or(MoveKind::Begin, |_| MoveKind::Advance);
            assert_eq!(going(*phase, None).kind(present, CLEAR), Ok(expected));
            present = Some(*phase);
        }
        let end = PhaseMove {
            to: None,
            reason: None,
        };
        assert_eq!(end.kind(present, CLEAR), Ok(MoveKind::Finish));
        assert_eq!(
            end.kind(Some(P::Implementation), CLEAR),
            Err(CannotMove::NotLast)
        );
    }

    #[test]
    fn going_back_and_going_on_over_open_inputs_need_a_public_reason() {
        let back = going(P::PolicyPreparation, None);
        assert_eq!(
            back.kind(Some(P::Evaluation), CLEAR),
            Err(CannotMove::NeedsReason)
        );
        let blank = going(P::PolicyPreparation, Some("  "));
        assert_eq!(
            blank.kind(Some(P::Evaluation), CLEAR),
            Err(CannotMove::NeedsReason)
        );
        let told = going(P::PolicyPreparation, Some("Nieuwe cijfers"));
        assert_eq!(told.kind(Some(P::Evaluation), CLEAR), Ok(MoveKind::Return));

        let open = PhaseFacts {
            open_inputs: 3,
            ..CLEAR
        };
        let on = going(P::DecisionMaking, None);
        assert_eq!(
            on.kind(Some(P::PolicyPreparation), open),
            Err(CannotMove::InputsOpen(3))
        );
        let told = going(P::DecisionMaking, Some("De raad besluit vanavond"));
        assert_eq!(
            told.kind(Some(P::PolicyPreparation), open),
            Ok(MoveKind::Override)
        );
    }

    #[test]
    fn nobody_leaves_a_phase_whose_round_runs_or_enters_one_without_scope() {
        let running = PhaseFacts {
            running_rounds: 1,
            ..CLEAR
        };
        let on = going(P::DecisionMaking, Some("haast"));
        assert_eq!(
            on.kind(Some(P::PolicyPreparation), running),
            Err(CannotMove::RoundsRun(1))
        );
        let unsaid = PhaseFacts {
            has_scope: false,
            ..CLEAR
        };
        assert_eq!(on.kind(None, unsaid), Err(CannotMove::NeedsScope));
    }

    #[test]
    fn the_law_knows_three_phases() {
        let words: Vec<&str> = P::ALL
            .iter()
            .map(|phase| phase.statutory().code())
            .collect();
        assert_eq!(
            words,
            [
                "preparation",
                "preparation",
                "preparation",
                "execution",
                "evaluation"
            ]
        );
    }

    proptest! {
        #[test]
        fn a_move_without_a_reason_never_goes_back(
            from in 0_usize..5, to in 0_usize..5, open_inputs in 0_i64..3, running_rounds in 0_i64..2,
        ) {
            let facts = PhaseFacts { running_rounds, open_inputs, has_scope: true };
            let (from, to) = (P::ALL[from], P::ALL[to]);
            if let Ok(kind) = going(to, None).kind(Some(from), facts) {
                prop_assert_eq!(kind, MoveKind::Advance);
                prop_assert!(to.position() > from.position());
                prop_assert_eq!((open_inputs, running_rounds), (0, 0));
            }
        }
    }
}
