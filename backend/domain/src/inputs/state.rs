//! The states of an input: exactly one at a time (invariant 3), beside what moderation made of it.

use crate::codes::codes;

codes! {
    /// What became of an input; `total` is the sum of the five.
    InputState {
        /// Waits for its answer.
        Open = "open",
        /// Answered.
        Answered = "answered",
        /// Not dealt with, for a reason that breaks no rule.
        SetAside = "set_aside",
        /// Taken back by its author.
        Withdrawn = "withdrawn",
        /// Hidden by moderation.
        Removed = "removed",
    }
}

codes! {
    /// What moderation made of a contribution.
    ModerationState {
        /// Nobody looked at it yet, and it is read first.
        Awaiting = "awaiting",
        /// Everybody may read it.
        Visible = "visible",
        /// A part is hidden, or it is collapsed.
        Limited = "limited",
        /// Nobody may read it.
        Hidden = "hidden",
    }
}

codes! {
    /// What a moderator does with one contribution.
    ModerationAction {
        /// Lets everybody read what waited.
        Approve = "approve",
        /// Hides it, for a house rule.
        Hide = "hide",
        /// Leaves out some of its words, for a house rule.
        Redact = "redact",
        /// Puts its text behind a line that says why.
        Collapse = "collapse",
        /// Takes no more replies below it.
        Close = "close",
        /// Moves a reply, with what stands below it, to another thread.
        Move = "move",
        /// Warns its author, and leaves it as it is.
        Warn = "warn",
        /// Lets its author write nothing for a term; what was written stays.
        Suspend = "suspend",
        /// Removes it for good, on an order of the law.
        Remove = "remove",
        /// Takes a decision back.
        Restore = "restore",
        /// Leaves it as it is, after a notice or a complaint.
        Keep = "keep",
    }
}

impl ModerationAction {
    /// Whether it takes something from its author, so that rule, facts and reason are needed (invariant 5).
    #[must_use]
    pub fn is_restriction(self) -> bool {
        match self {
            Self::Hide
            | Self::Redact
            | Self::Collapse
            | Self::Close
            | Self::Move
            | Self::Warn
            | Self::Suspend
            | Self::Remove => true,
            Self::Approve | Self::Restore | Self::Keep => false,
        }
    }

    /// Whether it leaves the text to be read: with less than there was before, or elsewhere.
    #[must_use]
    pub fn is_limit(self) -> bool {
        match self {
            Self::Redact | Self::Collapse | Self::Close | Self::Move => true,
            Self::Hide
            | Self::Warn
            | Self::Suspend
            | Self::Remove
            | Self::Approve
            | Self::Restore
            | Self::Keep => false,
        }
    }

    /// Whether it takes so much that a statement of reasons is published: a warning takes nothing yet.
    #[must_use]
    pub fn has_statement(self) -> bool {
        self.is_restriction() && self != Self::Warn
    }

    /// Whether whoever it restricts can ask for another decision here: an order of the law is disputed before
    /// whoever gave it.
    #[must_use]
    pub fn can_be_disputed(self) -> bool {
        self.is_restriction() && self != Self::Remove
    }

    /// Whether it may have an end, or must have one.
    #[must_use]
    pub fn ends(self) -> Ends {
        match self {
            Self::Collapse | Self::Close => Ends::May,
            Self::Suspend => Ends::Must,
            Self::Hide
            | Self::Redact
            | Self::Move
            | Self::Warn
            | Self::Remove
            | Self::Approve
            | Self::Restore
            | Self::Keep => Ends::Never,
        }
    }
}

/// Whether what is done ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// It stands until somebody takes it back.
    Never,
    /// It may be for a term, or for good.
    May,
    /// It is for a term.
    Must,
}

codes! {
    /// By which way an input came.
    Channel {
        /// Through the site.
        Web = "web",
        /// By post.
        Paper = "paper",
        /// Said at a meeting.
        Meeting = "meeting",
        /// By telephone.
        Telephone = "telephone",
        /// By e-mail.
        Email = "email",
        /// Found on somebody else's platform.
        Elsewhere = "elsewhere",
    }
}

impl Channel {
    /// Whether it was said, so that somebody else wrote it down (ZIE-4).
    #[must_use]
    pub fn is_oral(self) -> bool {
        matches!(self, Self::Meeting | Self::Telephone)
    }
}

/// Why something cannot be done with an input or reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotModerate {
    /// It does not wait.
    #[error("it does not wait for approval")]
    NotAwaiting,
    /// It is hidden already.
    #[error("it is hidden")]
    AlreadyHidden,
    /// Nothing was hidden.
    #[error("it is not hidden")]
    NotHidden,
    /// Nobody can read it yet.
    #[error("it waits for approval")]
    NotVisible,
    /// Its author took it back.
    #[error("its author took it back")]
    Withdrawn,
    /// That stands already.
    #[error("that stands already")]
    AlreadySo,
    /// What was left out is erased, so that nothing can be put back.
    #[error("what was left out is erased")]
    Erased,
    /// The words do not stand in the text.
    #[error("the words do not stand in the text")]
    NotInText,
    /// Nobody knows the address of its author.
    #[error("its author has no address")]
    NoAddress,
    /// That is not done with something of this kind.
    #[error("that is not done with something of this kind")]
    NotOfThisKind,
    /// What it would be moved to is not there, or takes no replies.
    #[error("there is no such place that takes replies")]
    NoPlace,
    /// It stands there already.
    #[error("it stands there already")]
    SamePlace,
    /// A suspension needs a warning first.
    #[error("its author was not warned within a year")]
    NotWarned,
}

impl ModerationState {
    /// The state after a decision.
    ///
    /// # Errors
    /// [`CannotModerate`].
    pub fn after(self, action: ModerationAction) -> Result<Self, CannotModerate> {
        use ModerationAction as A;
        match (self, action) {
            (Self::Awaiting, A::Approve) => Ok(Self::Visible),
            (Self::Visible | Self::Limited | Self::Hidden, A::Approve) => {
                Err(CannotModerate::NotAwaiting)
            }
            (Self::Awaiting | Self::Visible | Self::Limited, A::Hide) => Ok(Self::Hidden),
            (Self::Hidden, A::Hide) => Err(CannotModerate::AlreadyHidden),
            (_, A::Remove) => Ok(Self::Hidden),
            (Self::Awaiting | Self::Visible | Self::Limited, A::Redact | A::Collapse)
            | (Self::Visible | Self::Limited, A::Close | A::Move) => Ok(Self::Limited),
            (Self::Awaiting, A::Close | A::Move) => Err(CannotModerate::NotVisible),
            (Self::Hidden, A::Redact | A::Collapse | A::Close | A::Move) => {
                Err(CannotModerate::AlreadyHidden)
            }
            (Self::Hidden | Self::Limited, A::Restore) => Ok(Self::Visible),
            (Self::Awaiting | Self::Visible, A::Restore) => Err(CannotModerate::NotHidden),
            (as_it_is, A::Keep | A::Warn | A::Suspend) => Ok(as_it_is),
        }
    }

    /// The state after something was taken back, or ended: `is_limited` tells whether other limits stand.
    #[must_use]
    pub fn relieved(self, is_limited: bool) -> Self {
        match (self, is_limited) {
            (Self::Awaiting, _) => Self::Awaiting,
            (Self::Visible | Self::Limited | Self::Hidden, true) => Self::Limited,
            (Self::Visible | Self::Limited | Self::Hidden, false) => Self::Visible,
        }
    }

    /// Whether everybody may read it.
    #[must_use]
    pub fn is_readable(self) -> bool {
        matches!(self, Self::Visible | Self::Limited)
    }
}

/// Where an input stands: its state, and what moderation made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The state that coverage counts.
    pub state: InputState,
    /// What moderation made of it.
    pub moderation: ModerationState,
}

impl Standing {
    /// A new input: open, and read first where the round says so.
    #[must_use]
    pub fn new(waits: bool) -> Self {
        Self {
            state: InputState::Open,
            moderation: if waits {
                ModerationState::Awaiting
            } else {
                ModerationState::Visible
            },
        }
    }

    /// After a decision of moderation. What is restored waits for its answer again.
    ///
    /// # Errors
    /// [`CannotModerate`].
    pub fn moderated(self, action: ModerationAction) -> Result<Self, CannotModerate> {
        match (self.state, action) {
            // Its text goes; that its author took it back stays.
            (InputState::Withdrawn, ModerationAction::Remove) => return Ok(self),
            (InputState::Withdrawn, _) => return Err(CannotModerate::Withdrawn),
            // Its number and its answer belong to its round, and no row leads from one round to another
            // (invariants 3 and 11).
            (_, ModerationAction::Move) => return Err(CannotModerate::NotOfThisKind),
            _ => {}
        }
        let moderation = self.moderation.after(action)?;
        let state = match (action, self.state) {
            (ModerationAction::Hide | ModerationAction::Remove, _) => InputState::Removed,
            (ModerationAction::Restore, InputState::Removed) => InputState::Open,
            (_, state) => state,
        };
        Ok(Self { state, moderation })
    }

    /// After something was taken back, or ended, and this is what moderation made of it. What was hidden waits for
    /// its answer again.
    #[must_use]
    pub fn relieved_to(self, moderation: ModerationState) -> Self {
        let state = match (self.state, moderation) {
            (InputState::Removed, ModerationState::Hidden) => InputState::Removed,
            (InputState::Removed, _) => InputState::Open,
            (state, _) => state,
        };
        Self { state, moderation }
    }

    /// After its author took it back; `None` when that is not possible any more: it was answered, set
    /// aside, hidden, or taken back before.
    #[must_use]
    pub fn withdrawn(self) -> Option<Self> {
        (self.state == InputState::Open).then_some(Self {
            state: InputState::Withdrawn,
            ..self
        })
    }

    /// Whether everybody may read its text, where its author chose that it is public.
    #[must_use]
    pub fn is_readable(self) -> bool {
        self.moderation.is_readable() && self.state != InputState::Withdrawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Clone, Copy)]
    enum Deed {
        Moderate(ModerationAction),
        Withdraw,
        Relieve { is_limited: bool },
    }

    fn deeds() -> impl Strategy<Value = Vec<Deed>> {
        let deed = prop_oneof![
            prop::sample::select(ModerationAction::ALL.to_vec()).prop_map(Deed::Moderate),
            Just(Deed::Withdraw),
            any::<bool>().prop_map(|is_limited| Deed::Relieve { is_limited }),
        ];
        prop::collection::vec(deed, 0..12)
    }

    proptest! {
        #[test]
        fn hidden_and_removed_always_go_together(waits: bool, deeds in deeds()) {
            let mut standing = Standing::new(waits);
            let mut was_withdrawn = false;
            for deed in deeds {
                let next = match deed {
                    Deed::Moderate(action) => standing.moderated(action).ok(),
                    Deed::Withdraw => standing.withdrawn(),
                    Deed::Relieve { is_limited } => {
                        let to = standing.moderation.relieved(is_limited);
                        Some(standing.relieved_to(to))
                    },
                };
                standing = next.unwrap_or(standing);
                was_withdrawn |= standing.state == InputState::Withdrawn;
                prop_assert_eq!(
                    standing.state == InputState::Removed,
                    standing.moderation == ModerationState::Hidden
                );
                prop_assert!(!was_withdrawn || standing.state == InputState::Withdrawn);
                prop_assert!(!was_withdrawn || !standing.is_readable());
            }
        }
    }

    #[test]
    fn what_is_hidden_comes_back_as_open() {
        let standing = Standing::new(false);
        let hidden = standing.moderated(ModerationAction::Hide).unwrap();
        assert!(!hidden.is_readable());
        assert_eq!(hidden.withdrawn(), None);
        let back = hidden.moderated(ModerationAction::Restore).unwrap();
        assert_eq!(back, standing);
        let waiting = Standing::new(true);
        assert_eq!(
            waiting.moderated(ModerationAction::Restore),
            Err(CannotModerate::NotHidden)
        );
        assert_eq!(
            waiting.moderated(ModerationAction::Approve).unwrap(),
            standing
        );
    }
}
