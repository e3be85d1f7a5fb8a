//! Who may back a petition before it is admitted, and when there are enough of them.

use super::{PetitionState, PlaceKind};
use crate::instruments::{Rules, SupporterCondition};

/// What a supporter says of himself, as yes or no.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SupportClaims {
    /// Old enough.
    pub is_old_enough: bool,
    /// Lives in the authority.
    pub is_resident: bool,
}

/// Why somebody cannot back a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotSupport {
    /// It looks for no supporters (any more).
    #[error("the petition looks for no supporters")]
    NotGathering,
    /// The supporter did not say to be old enough.
    #[error("the rules ask for an age")]
    TooYoung,
    /// The supporter did not say to live here, or gave a postcode elsewhere.
    #[error("the rules ask for a resident")]
    NotResident,
}

/// Whether somebody may back a petition under its rules. Conditions hold for supporters only, never
/// for the petition itself (Constitution, article 5).
///
/// # Errors
/// [`CannotSupport`] names the first condition that is not met.
pub fn may_support(
    state: PetitionState,
    rules: &Rules,
    claims: SupportClaims,
    place: PlaceKind,
) -> Result<(), CannotSupport> {
    if state != PetitionState::Gathering {
        return Err(CannotSupport::NotGathering);
    }
    let asks = |condition| rules.supporter_conditions.contains(&condition);
    if asks(SupporterCondition::Age) && !claims.is_old_enough {
        return Err(CannotSupport::TooYoung);
    }
    // A place that we do not recognise may be here; a postcode elsewhere is not.
    let lives_elsewhere = matches!(place, PlaceKind::Elsewhere | PlaceKind::Abroad);
    if asks(SupporterCondition::Resident) && (!claims.is_resident || lives_elsewhere) {
        return Err(CannotSupport::NotResident);
    }
    Ok(())
}

/// Whether enough people back it to put it before the clerk.
#[must_use]
pub fn may_submit(rules: &Rules, supporters: i64) -> bool {
    supporters >= i64::from(rules.supporters_needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(conditions: Vec<SupporterCondition>) -> Rules {
        Rules {
            supporters_needed: 25,
            unconfirmed_term_days: 14,
            reminder_after_days: 3,
            resend_cap: 3,
            closing_min_days: 14,
            closing_max_days: 180,
            goal: None,
            goal_kind: None,
            seal_after_answer_days: 365,
            decision_term_days: 14,
            answer_term_days: 56,
            supporter_min_age: conditions.contains(&SupporterCondition::Age).then_some(16),
            supporter_conditions: conditions,
            grounds: Vec::new(),
            source: "Verordening".into(),
        }
    }

    #[test]
    fn conditions_are_for_supporters_and_only_those_of_the_rules() {
        let none = SupportClaims::default();
        let both = SupportClaims {
            is_old_enough: true,
            is_resident: true,
        };
        let gathering = PetitionState::Gathering;
        assert_eq!(
            may_support(gathering, &rules(vec![]), none, PlaceKind::Abroad),
            Ok(())
        );
        let strict = rules(vec![SupporterCondition::Age, SupporterCondition::Resident]);
        assert_eq!(
            may_support(gathering, &strict, none, PlaceKind::Area),
            Err(CannotSupport::TooYoung)
        );
        assert_eq!(
            may_support(gathering, &strict, both, PlaceKind::Elsewhere),
            Err(CannotSupport::NotResident)
        );
        assert_eq!(
            may_support(gathering, &strict, both, PlaceKind::Area),
            Ok(())
        );
        assert_eq!(
            may_support(PetitionState::Submitted, &strict, both, PlaceKind::Area),
            Err(CannotSupport::NotGathering)
        );
        assert!(!may_submit(&strict, 24) && may_submit(&strict, 25));
    }
}
