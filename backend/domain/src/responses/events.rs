//! Which events the desk may put on a thread, and on which day they can have happened.

use crate::calendar::{day_of, start_of};
use crate::petitions::{EventKind, PetitionState};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Why an event cannot be put on a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotRecord {
    /// It follows from something else that is done, such as a hand-over.
    #[error("such an event is not recorded by hand")]
    NotByHand,
    /// The petition is not with a body now.
    #[error("a petition that is {0:?} has no such event")]
    State(PetitionState),
    /// Another site keeps the petition.
    #[error("the petition was imported; its own site keeps its thread")]
    Elsewhere,
    /// The day lies before the petition was filed.
    #[error("the day lies before the petition")]
    BeforeFiling,
    /// The day lies in the future, for something that has happened.
    #[error("the day lies in the future")]
    InFuture,
    /// The day is further away than anybody plans.
    #[error("the day is more than two years away")]
    TooFar,
}

/// How far ahead a debate can be planned: further on, it is a typing error.
const FURTHEST: TimeDelta = TimeDelta::days(731);

/// What the desk records by hand, in the order of a form. An answer, a hand-over and a decision on
/// the handling have acts of their own.
#[must_use]
pub fn recordable() -> [EventKind; 6] {
    [
        EventKind::AgendaItem,
        EventKind::DebateScheduled,
        EventKind::Debated,
        EventKind::Voted,
        EventKind::CommitmentMade,
        EventKind::CommitmentDone,
    ]
}

/// Whether an event may be recorded now, on a petition in this state.
///
/// # Errors
/// [`CannotRecord`] says why not.
pub fn may_record(
    kind: EventKind,
    state: PetitionState,
    is_imported: bool,
) -> Result<(), CannotRecord> {
    use PetitionState as S;
    if !recordable().contains(&kind) {
        return Err(CannotRecord::NotByHand);
    }
    if is_imported {
        return Err(CannotRecord::Elsewhere);
    }
    match state {
        // A refused petition is with the body too: its request was delivered. What an answer
        // promised is done after it.
        S::Open | S::Closed | S::HandedOver | S::Answered | S::Refused => Ok(()),
        S::Draft
        | S::Gathering
        | S::Submitted
        | S::RevisionRequested
        | S::Forwarded
        | S::Withdrawn
        | S::Joined
        | S::TakenDown => Err(CannotRecord::State(state)),
    }
}

/// The day of an event, as somebody typed it, made a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewsDay(DateTime<Utc>);

impl NewsDay {
    /// Takes a day on which such an event can have happened, or can be planned.
    ///
    /// # Errors
    /// [`CannotRecord::BeforeFiling`], [`CannotRecord::InFuture`] or [`CannotRecord::TooFar`].
    pub fn of(
        kind: EventKind,
        day: NaiveDate,
        filed_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Self, CannotRecord> {
        let today = day_of(now);
        if day < day_of(filed_at) {
            return Err(CannotRecord::BeforeFiling);
        }
        if day > today && !kind.is_planned() {
            return Err(CannotRecord::InFuture);
        }
        if day > today + FURTHEST {
            return Err(CannotRecord::TooFar);
        }
        let noon = start_of(day) + TimeDelta::hours(12);
        // Nothing lies before the filing, and what happened today lies before this moment.
        let at = if day == today { now } else { noon };
        Ok(Self(at.max(filed_at)))
    }

    /// The moment that stands on the thread.
    #[must_use]
    pub fn at(self) -> DateTime<Utc> {
        self.0
    }
}

impl EventKind {
    /// Whether its day may lie ahead.
    #[must_use]
    pub fn is_planned(self) -> bool {
        matches!(self, Self::AgendaItem | Self::DebateScheduled)
    }

    /// Whether signers who asked for news get a mail about it.
    #[must_use]
    pub fn is_news_for_signers(self) -> bool {
        matches!(
            self,
            Self::Opened
                | Self::AgendaItem
                | Self::DebateScheduled
                | Self::Voted
                | Self::Answered
                | Self::AnswerCorrected
                | Self::CommitmentMade
                | Self::CommitmentDone
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn a_thread_grows_where_a_body_has_the_petition() {
        for state in PetitionState::ALL {
            let may = may_record(EventKind::Debated, state, false).is_ok();
            let with_body = matches!(
                state,
                PetitionState::Open
                    | PetitionState::Closed
                    | PetitionState::HandedOver
                    | PetitionState::Answered
                    | PetitionState::Refused
            );
            assert_eq!(may, with_body, "{state:?}");
        }
        assert_eq!(
            may_record(EventKind::Answered, PetitionState::Open, false),
            Err(CannotRecord::NotByHand)
        );
        assert_eq!(
            may_record(EventKind::Voted, PetitionState::Open, true),
            Err(CannotRecord::Elsewhere)
        );
    }

    #[test]
    fn a_debate_can_be_planned_and_a_vote_cannot() {
        let (filed, now) = (at("2026-02-10T23:30:00Z"), at("2026-03-02T12:00:00Z"));
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of = |kind, text| NewsDay::of(kind, day(text), filed, now).map(NewsDay::at);
        assert!(of(EventKind::DebateScheduled, "2026-04-01").is_ok());
        assert_eq!(
            of(EventKind::DebateScheduled, "2062-04-01"),
            Err(CannotRecord::TooFar)
        );
        assert_eq!(
            of(EventKind::Voted, "2026-03-03"),
            Err(CannotRecord::InFuture)
        );
        assert_eq!(of(EventKind::Voted, "2026-03-02"), Ok(now));
        // Filed half an hour after midnight, as the authority counts days.
        assert_eq!(
            of(EventKind::Debated, "2026-02-10"),
            Err(CannotRecord::BeforeFiling)
        );
        assert_eq!(
            of(EventKind::Debated, "2026-02-11"),
            Ok(at("2026-02-11T12:00:00+01:00"))
        );
    }

    proptest! {
        #[test]
        fn a_moment_falls_on_its_day_and_never_before_the_filing(
            days in -400i64..1_000,
            kind in prop::sample::select(recordable().to_vec()),
        ) {
            let (filed, now) = (at("2026-02-10T23:30:00Z"), at("2026-03-02T12:00:00Z"));
            let day = day_of(now) + TimeDelta::days(days);
            if let Ok(found) = NewsDay::of(kind, day, filed, now) {
                prop_assert_eq!(day_of(found.at()), day);
                prop_assert!(found.at() >= filed);
                prop_assert!(kind.is_planned() || found.at() <= now);
            }
        }
    }
}
