//! What moderation can do with the text of a petition and with its news: less than with what people write in a
//! round, for the right of petition stands, and the petitioner's own steps decide the rest.

use super::{NewsState, PetitionState, Visibility};
use crate::inputs::{CannotModerate, ModerationAction, ModerationState};

/// What moderation made of a petition: it waits for as long as its petitioner and the desk are still at its
/// text.
#[must_use]
pub fn petition_standing(state: PetitionState, is_limited: bool) -> ModerationState {
    match (state.visibility(true), is_limited) {
        (Visibility::Hidden, _) => ModerationState::Awaiting,
        (Visibility::Gone, _) => ModerationState::Hidden,
        (Visibility::Public, true) => ModerationState::Limited,
        (Visibility::Public, false) => ModerationState::Visible,
    }
}

/// What moderation made of news.
#[must_use]
pub fn news_standing(state: NewsState, is_limited: bool) -> ModerationState {
    match (state, is_limited) {
        (NewsState::Waiting, _) => ModerationState::Awaiting,
        (NewsState::Declined, _) => ModerationState::Hidden,
        (NewsState::Approved, true) => ModerationState::Limited,
        (NewsState::Approved, false) => ModerationState::Visible,
    }
}

/// What a decision makes of a petition. Admitting is no moderation; a text is not collapsed, since it is what the
/// page is about; it is not moved, since it is a thread's subject; and while the petitioner may still change the text, the clerk asks for a revision instead of
/// leaving words out.
///
/// # Errors
/// [`CannotModerate`].
pub fn moderated_petition(
    standing: ModerationState,
    action: ModerationAction,
) -> Result<ModerationState, CannotModerate> {
    use ModerationAction as A;
    match (standing, action) {
        (_, A::Approve | A::Collapse | A::Move) => Err(CannotModerate::NotOfThisKind),
        (ModerationState::Awaiting, A::Redact) => Err(CannotModerate::NotVisible),
        (
            _,
            A::Hide
            | A::Redact
            | A::Close
            | A::Warn
            | A::Suspend
            | A::Remove
            | A::Restore
            | A::Keep,
        ) => standing.after(action),
    }
}

/// What a decision makes of news: a few lines on the thread, below which nobody replies.
///
/// # Errors
/// [`CannotModerate`].
pub fn moderated_news(
    standing: ModerationState,
    action: ModerationAction,
) -> Result<ModerationState, CannotModerate> {
    use ModerationAction as A;
    match (standing, action) {
        (_, A::Collapse | A::Close | A::Move) => Err(CannotModerate::NotOfThisKind),
        (ModerationState::Awaiting, A::Redact) => Err(CannotModerate::NotVisible),
        (
            _,
            A::Approve
            | A::Hide
            | A::Redact
            | A::Warn
            | A::Suspend
            | A::Remove
            | A::Restore
            | A::Keep,
        ) => standing.after(action),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_petition_is_not_admitted_by_moderation() {
        for state in PetitionState::ALL {
            let standing = petition_standing(state, false);
            assert_eq!(
                moderated_petition(standing, ModerationAction::Approve),
                Err(CannotModerate::NotOfThisKind)
            );
        }
    }

    #[test]
    fn words_are_left_out_only_of_what_its_petitioner_cannot_change() {
        for state in PetitionState::ALL {
            let standing = petition_standing(state, false);
            let can = moderated_petition(standing, ModerationAction::Redact).is_ok();
            assert_eq!(
                can,
                state.visibility(true) == Visibility::Public,
                "{state:?}"
            );
        }
    }

    #[test]
    fn news_waits_until_somebody_read_it() {
        use ModerationAction as A;
        let after = |state, action| moderated_news(news_standing(state, false), action);
        assert_eq!(
            after(NewsState::Waiting, A::Approve),
            Ok(ModerationState::Visible)
        );
        assert_eq!(
            after(NewsState::Waiting, A::Hide),
            Ok(ModerationState::Hidden)
        );
        assert_eq!(
            after(NewsState::Approved, A::Approve),
            Err(CannotModerate::NotAwaiting)
        );
        assert_eq!(
            after(NewsState::Declined, A::Hide),
            Err(CannotModerate::AlreadyHidden)
        );
        assert_eq!(
            after(NewsState::Declined, A::Restore),
            Ok(ModerationState::Visible)
        );
    }

    proptest! {
        #[test]
        fn both_kinds_do_what_every_contribution_does_or_refuse(
            standing in prop::sample::select(ModerationState::ALL.to_vec()),
            action in prop::sample::select(ModerationAction::ALL.to_vec()),
        ) {
            let both = [moderated_petition(standing, action), moderated_news(standing, action)];
            for state in both.into_iter().flatten() {
                prop_assert_eq!(Ok(state), standing.after(action));
            }
        }
    }
}
