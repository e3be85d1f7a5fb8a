//! In which order is voted: what changes a text goes before the text.

use super::proposal::{ProposalKind, ProposalState};
use std::collections::{BTreeMap, BTreeSet};

/// One thing on the list of votes of an agenda item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Votable {
    /// Which.
    pub id: i64,
    /// What it is.
    pub kind: ProposalKind,
    /// What it changes, or a motion belongs to; none for a proposal, and for a motion on its own.
    pub about: Option<i64>,
}

/// Why a list has no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrderFault {
    /// It stands twice.
    #[error("{id} stands twice")]
    Twice {
        /// Which.
        id: i64,
    },
    /// It is about something that is not on the list.
    #[error("what {id} is about is not on the list")]
    Unknown {
        /// Which.
        id: i64,
    },
    /// An amendment that changes no proposal, a sub-amendment that changes no amendment, a proposal
    /// that changes something.
    #[error("{id} cannot be about that")]
    WrongTarget {
        /// Which.
        id: i64,
    },
}

impl OrderFault {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Twice { .. } => "twice",
            Self::Unknown { .. } => "unknown",
            Self::WrongTarget { .. } => "wrong_target",
        }
    }
}

/// Whether something of a kind can be about something of another.
#[must_use]
pub fn may_be_about(kind: ProposalKind, target: Option<ProposalKind>) -> bool {
    use ProposalKind::{Amendment, Appointment, Motion, Proposal, SubAmendment};
    match kind {
        Proposal | Appointment => target.is_none(),
        Amendment => target == Some(Proposal),
        SubAmendment => target == Some(Amendment),
        Motion => matches!(target, None | Some(Proposal | Appointment)),
    }
}

fn check(list: &[Votable]) -> Result<(), OrderFault> {
    let mut kinds = BTreeMap::new();
    for one in list {
        let id = one.id;
        if kinds.insert(id, one.kind).is_some() {
            return Err(OrderFault::Twice { id });
        }
    }
    for one in list {
        let id = one.id;
        let target = match one.about {
            None => None,
            Some(about) => Some(*kinds.get(&about).ok_or(OrderFault::Unknown { id })?),
        };
        if !may_be_about(one.kind, target) {
            return Err(OrderFault::WrongTarget { id });
        }
    }
    Ok(())
}

/// The order of voting: of each proposal, first its amendments, each after its own sub-amendments, then
/// the proposal as amended, then motions about it; motions on their own come last. Otherwise the order
/// of the list stays, which is the clerk's: the most far-reaching first.
///
/// # Errors
/// [`OrderFault`].
pub fn order_of_voting(list: &[Votable]) -> Result<Vec<i64>, OrderFault> {
    check(list)?;
    let about = |target: Option<i64>, kind: ProposalKind| {
        list.iter()
            .filter(move |one| one.about == target && one.kind == kind)
    };
    let mut order = Vec::new();
    for main in list {
        if !matches!(
            main.kind,
            ProposalKind::Proposal | ProposalKind::Appointment
        ) {
            continue;
        }
        for amendment in about(Some(main.id), ProposalKind::Amendment) {
            let own = about(Some(amendment.id), ProposalKind::SubAmendment);
            order.extend(own.map(|one| one.id));
            order.push(amendment.id);
        }
        order.push(main.id);
        order.extend(about(Some(main.id), ProposalKind::Motion).map(|one| one.id));
    }
    order.extend(about(None, ProposalKind::Motion).map(|one| one.id));
    Ok(order)
}

/// What has to be decided before something of the list can be voted on: what changes it, as long as
/// that is not decided. When that was put off, by equal votes for one, so is better this (practice,
/// and no law).
#[must_use]
pub fn waits_for(list: &[(Votable, ProposalState)], id: i64) -> BTreeSet<i64> {
    let changes = |kind| matches!(kind, ProposalKind::Amendment | ProposalKind::SubAmendment);
    let mut waits = BTreeSet::new();
    let mut targets = vec![id];
    while let Some(target) = targets.pop() {
        for (one, state) in list {
            let is_open = changes(one.kind) && one.about == Some(target) && !state.is_final();
            if is_open && one.id != id && waits.insert(one.id) {
                targets.push(one.id);
            }
        }
    }
    waits
}

#[cfg(test)]
mod tests {
    use super::*;
    use ProposalKind::{Amendment, Appointment, Motion, Proposal, SubAmendment};
    use proptest::prelude::*;

    fn votable(id: i64, kind: ProposalKind, about: Option<i64>) -> Votable {
        Votable { id, kind, about }
    }

    #[test]
    fn what_changes_a_text_goes_before_it() {
        let list = [
            votable(1, Motion, None),
            votable(2, Motion, Some(3)),
            votable(3, Proposal, None),
            votable(4, Amendment, Some(3)),
            votable(5, Amendment, Some(3)),
            votable(6, SubAmendment, Some(5)),
            votable(7, Appointment, None),
        ];
        assert_eq!(order_of_voting(&list), Ok(vec![4, 6, 5, 3, 2, 7, 1]));
    }

    #[test]
    fn what_has_no_order_is_refused() {
        let id = 2;
        for (list, fault) in [
            (
                vec![votable(2, Motion, None), votable(2, Motion, None)],
                OrderFault::Twice { id },
            ),
            (
                vec![votable(2, Amendment, Some(9))],
                OrderFault::Unknown { id },
            ),
            (
                vec![votable(2, Amendment, None)],
                OrderFault::WrongTarget { id },
            ),
            (
                vec![votable(1, Motion, None), votable(2, Amendment, Some(1))],
                OrderFault::WrongTarget { id },
            ),
            (
                vec![votable(2, Amendment, Some(2))],
                OrderFault::WrongTarget { id },
            ),
            (
                vec![votable(1, Proposal, None), votable(2, Proposal, Some(1))],
                OrderFault::WrongTarget { id },
            ),
        ] {
            assert_eq!(order_of_voting(&list), Err(fault));
        }
    }

    #[test]
    fn a_proposal_waits_for_an_amendment_that_was_postponed() {
        let list = |amendment, sub| {
            [
                (votable(1, Proposal, None), ProposalState::Tabled),
                (votable(2, Amendment, Some(1)), amendment),
                (votable(3, SubAmendment, Some(2)), sub),
                (votable(4, Motion, Some(1)), ProposalState::Tabled),
            ]
        };
        let tied = ProposalState::PostponedByTie;
        let done = ProposalState::Adopted;
        assert_eq!(waits_for(&list(tied, done), 1), BTreeSet::from([2]));
        assert_eq!(waits_for(&list(tied, tied), 1), BTreeSet::from([2, 3]));
        assert_eq!(waits_for(&list(tied, tied), 2), BTreeSet::from([3]));
        assert!(waits_for(&list(done, done), 1).is_empty());
    }

    proptest! {
        #[test]
        fn everything_on_the_list_is_voted_on_once(
            amendments in 0_i64..5, subs in prop::collection::vec(0_i64..5, 0..5), motions in 0_i64..3,
        ) {
            let mut list = vec![votable(0, Proposal, None)];
            list.extend((0..amendments).map(|n| votable(10 + n, Amendment, Some(0))));
            let own = subs.iter().filter(|n| **n < amendments).zip(100..);
            list.extend(own.map(|(n, id)| votable(id, SubAmendment, Some(10 + n))));
            list.extend((0..motions).map(|n| votable(1000 + n, Motion, Some(0))));
            let order = order_of_voting(&list).unwrap();
            let place = |id: i64| order.iter().position(|one| *one == id).unwrap();
            prop_assert_eq!(order.len(), list.len());
            for one in &list {
                let is_change = matches!(one.kind, Amendment | SubAmendment);
                if let (true, Some(about)) = (is_change, one.about) {
                    prop_assert!(place(one.id) < place(about));
                }
            }
        }
    }
}
