//! Who was involved in a round, by which way, and what was done with it (PAR-6): what a report tells of each
//! group of sender, so that the numbers add up.

use crate::codes::codes;
use crate::inputs::{Channel, InputState, Sender};

codes! {
    /// What was done with an input: the judgement of its answer, or why it has none.
    DoneWith {
        /// What it asks will be done.
        Adopted = "adopted",
        /// A part of it will be done.
        PartlyAdopted = "partly_adopted",
        /// It is so already.
        AlreadyProvided = "already_provided",
        /// It will not be done.
        NotAdopted = "not_adopted",
        /// Another body decides on it.
        OtherBody = "other_body",
        /// It asks something, which is answered.
        QuestionAnswered = "question_answered",
        /// Taken note of.
        Noted = "noted",
        /// Its parts have judgements of several kinds, of which none adopts anything.
        Several = "several",
        /// Not dealt with, for a reason that breaks no rule.
        SetAside = "set_aside",
        /// Taken back by its author.
        Withdrawn = "withdrawn",
        /// Hidden by moderation.
        Removed = "removed",
        /// It waits for an answer.
        Open = "open",
    }
}

impl DoneWith {
    /// What was done with an input that is as far as this, or with one part of it: an answer has the code of
    /// its verdict. `None` for an answer without one.
    #[must_use]
    pub fn of(state: InputState, verdict: Option<&str>) -> Option<Self> {
        match state {
            InputState::Answered => {
                Self::from_code(verdict?).filter(|done| done.state() == InputState::Answered)
            }
            InputState::SetAside => Some(Self::SetAside),
            InputState::Withdrawn => Some(Self::Withdrawn),
            InputState::Removed => Some(Self::Removed),
            InputState::Open => Some(Self::Open),
        }
    }

    /// The state that coverage counts it under.
    #[must_use]
    pub fn state(self) -> InputState {
        match self {
            Self::Adopted
            | Self::PartlyAdopted
            | Self::AlreadyProvided
            | Self::NotAdopted
            | Self::OtherBody
            | Self::QuestionAnswered
            | Self::Noted
            | Self::Several => InputState::Answered,
            Self::SetAside => InputState::SetAside,
            Self::Withdrawn => InputState::Withdrawn,
            Self::Removed => InputState::Removed,
            Self::Open => InputState::Open,
        }
    }

    /// What was done with an input, from what was done with each of its parts. It counts once, and under the
    /// state that coverage counts it under: open as long as a part is, and set aside when all of it was. Where
    /// answers differ, one that adopts something makes it partly adopted.
    #[must_use]
    pub fn with_parts(parts: &[Self]) -> Self {
        let told: Vec<Self> = parts
            .iter()
            .copied()
            .filter(|part| *part != Self::SetAside)
            .collect();
        match told.as_slice() {
            [] if parts.is_empty() => Self::Open,
            [] => Self::SetAside,
            told if told.contains(&Self::Open) => Self::Open,
            [first, others @ ..] if others.iter().all(|other| other == first) => *first,
            told if told.contains(&Self::Adopted) || told.contains(&Self::PartlyAdopted) => {
                Self::PartlyAdopted
            }
            _ => Self::Several,
        }
    }
}

/// So many inputs of one group that came by one way and with which the same was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Involved {
    /// Who sent them.
    pub sender: Sender,
    /// By which way.
    pub channel: Channel,
    /// What was done with them.
    pub done: DoneWith,
    /// How many.
    pub inputs: i64,
}

/// How many inputs there are, by which ways they came, and what was done with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// How many.
    pub inputs: i64,
    /// By which ways, as far as there are any.
    pub channels: Vec<(Channel, i64)>,
    /// What was done with them, as far as there are any.
    pub done: Vec<(DoneWith, i64)>,
}

/// What is told of some of the inputs.
#[must_use]
pub fn told(counts: &[Involved]) -> Told {
    let sum = |wanted: &dyn Fn(&Involved) -> bool| -> i64 {
        let some = counts.iter().filter(|count| wanted(count));
        some.map(|count| count.inputs).sum()
    };
    let channels = Channel::ALL.iter().copied();
    let done = DoneWith::ALL.iter().copied();
    Told {
        inputs: sum(&|_| true),
        channels: channels
            .map(|channel| (channel, sum(&|count| count.channel == channel)))
            .filter(|(_, inputs)| *inputs > 0)
            .collect(),
        done: done
            .map(|done| (done, sum(&|count| count.done == done)))
            .filter(|(_, inputs)| *inputs > 0)
            .collect(),
    }
}

/// What a report tells of every group: always of the four that the law names, and of organisations of which
/// nobody said what they are, when there are any.
#[must_use]
pub fn told_by_group(counts: &[Involved]) -> Vec<(Sender, Told)> {
    let of_group = |sender: Sender| {
        let some: Vec<Involved> = counts
            .iter()
            .copied()
            .filter(|count| count.sender == sender)
            .collect();
        (sender, told(&some))
    };
    let unsaid = Some(of_group(Sender::Organisation)).filter(|(_, told)| told.inputs > 0);
    Sender::GROUPS
        .iter()
        .map(|sender| of_group(*sender))
        .chain(unsaid)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::{Handling, state_of_units};
    use crate::petitions::Verdict;
    use proptest::prelude::*;

    fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
        prop::sample::select(all.to_vec())
    }

    /// What can be said of a part: parts are neither withdrawn nor hidden.
    fn part() -> impl Strategy<Value = DoneWith> {
        any_of(DoneWith::ALL).prop_filter("of a part", |done| {
            !matches!(
                done,
                DoneWith::Withdrawn | DoneWith::Removed | DoneWith::Several
            )
        })
    }

    proptest! {
        #[test]
        fn an_input_in_parts_stands_where_coverage_counts_it(
            parts in prop::collection::vec(part(), 1..6),
        ) {
            let units: Vec<Handling> = parts
                .iter()
                .filter_map(|part| Handling::from_code(part.state().code()))
                .collect();
            prop_assert_eq!(DoneWith::with_parts(&parts).state(), state_of_units(&units));
        }

        #[test]
        fn parts_tell_the_same_in_every_order(
            parts in prop::collection::vec(part(), 1..6).prop_shuffle(),
        ) {
            let mut other = parts.clone();
            other.reverse();
            prop_assert_eq!(DoneWith::with_parts(&parts), DoneWith::with_parts(&other));
        }

        #[test]
        fn what_is_told_of_the_groups_adds_up(
            counts in prop::collection::vec(
                (any_of(Sender::ALL), any_of(Channel::ALL), any_of(DoneWith::ALL), 1_i64..50),
                0..40,
            ),
        ) {
            let counts: Vec<Involved> = counts
                .into_iter()
                .map(|(sender, channel, done, inputs)| Involved { sender, channel, done, inputs })
                .collect();
            let groups = told_by_group(&counts);
            let all = told(&counts);
            prop_assert_eq!(groups.iter().map(|(_, told)| told.inputs).sum::<i64>(), all.inputs);
            for told in groups.into_iter().map(|(_, told)| told).chain([all]) {
                let channels: i64 = told.channels.iter().map(|(_, inputs)| *inputs).sum();
                let done: i64 = told.done.iter().map(|(_, inputs)| *inputs).sum();
                prop_assert_eq!(channels, told.inputs);
                prop_assert_eq!(done, told.inputs);
            }
        }
    }

    #[test]
    fn the_four_groups_are_told_of_when_nobody_took_part() {
        let told: Vec<(Sender, i64)> = told_by_group(&[])
            .iter()
            .map(|(sender, told)| (*sender, told.inputs))
            .collect();
        assert_eq!(told, Sender::GROUPS.map(|sender| (sender, 0)));
    }

    #[test]
    fn an_organisation_of_which_nobody_said_what_it_is_stands_apart() {
        let groups = told_by_group(&[Involved {
            sender: Sender::Organisation,
            channel: Channel::Paper,
            done: DoneWith::Noted,
            inputs: 2,
        }]);
        assert_eq!(groups.len(), 5);
        let (sender, told) = &groups[4];
        assert_eq!(*sender, Sender::Organisation);
        assert_eq!(told.channels, [(Channel::Paper, 2)]);
        assert_eq!(told.done, [(DoneWith::Noted, 2)]);
    }

    #[test]
    fn every_verdict_is_something_that_was_done() {
        for verdict in Verdict::ALL {
            let done = DoneWith::of(InputState::Answered, Some(verdict.code()));
            assert_eq!(done.map(DoneWith::code), Some(verdict.code()));
        }
        assert_eq!(DoneWith::of(InputState::Answered, None), None);
        assert_eq!(DoneWith::of(InputState::Answered, Some("set_aside")), None);
        assert_eq!(
            DoneWith::of(InputState::Withdrawn, Some("adopted")),
            Some(DoneWith::Withdrawn)
        );
    }

    #[test]
    fn parts_that_were_answered_differently_are_partly_adopted_or_of_several_kinds() {
        use DoneWith as D;
        for (parts, whole) in [
            (vec![D::Adopted, D::SetAside], D::Adopted),
            (vec![D::Adopted, D::NotAdopted], D::PartlyAdopted),
            (vec![D::PartlyAdopted, D::Noted], D::PartlyAdopted),
            (vec![D::NotAdopted, D::QuestionAnswered], D::Several),
            (vec![D::NotAdopted, D::NotAdopted], D::NotAdopted),
            (vec![D::SetAside, D::SetAside], D::SetAside),
            (vec![D::Adopted, D::Open], D::Open),
        ] {
            assert_eq!(D::with_parts(&parts), whole, "{parts:?}");
        }
    }
}
