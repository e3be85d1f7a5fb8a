//! What a notice or a complaint is about, whatever its kind.

use super::{Cause, Moderation};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::inputs::decide_on_input;
use crate::people::Actor;
use crate::replies::{ThreadPlace, decide_on_reply, thread_place};
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::{InputState, ModerationAction, ModerationState};
use weerklank_store::Db;
use weerklank_store::inputs::{InputRecord, find_by_id as input_by_id};
use weerklank_store::moderation::{DecisionRecord, DecisionSubject, limits_of};
use weerklank_store::replies::{ReplyRecord, find_by_id as reply_by_id, thread_by_id};
use weerklank_store::rounds::find_by_id as round_by_id;

/// A contribution with the place where it stands.
#[derive(Debug, Clone)]
pub enum Target {
    /// An input.
    Input(Box<InputRecord>, Box<ThreadPlace>),
    /// A reply, and what its thread hangs on.
    Reply(Box<ReplyRecord>, Box<ThreadPlace>),
}

impl Target {
    /// Looks it up.
    ///
    /// # Errors
    /// [`ActError::Missing`], or what the store says.
    pub fn find(db: &mut Db, subject: DecisionSubject, now: DateTime<Utc>) -> ActResult<Self> {
        Ok(match subject {
            DecisionSubject::Input(id) => {
                let input = input_by_id(db, id)?.ok_or(ActError::Missing)?;
                let round = round_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
                let place = ThreadPlace::of_input(&round, &input, now);
                Self::Input(Box::new(input), Box::new(place))
            }
            DecisionSubject::Reply(id) => {
                let reply = reply_by_id(db, id)?.ok_or(ActError::Missing)?;
                let thread = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
                let place = thread_place(db, thread.subject, now)?;
                Self::Reply(Box::new(reply), Box::new(place))
            }
        })
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> &ThreadPlace {
        match self {
            Self::Input(_, place) | Self::Reply(_, place) => place,
        }
    }

    /// Its text; nothing where its author took it back.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            _ if self.is_gone() => "",
            Self::Input(input, _) => &input.text,
            Self::Reply(reply, _) => &reply.text,
        }
    }

    /// The language of its text.
    #[must_use]
    pub fn language(&self) -> &'static str {
        match self {
            Self::Input(input, _) => input.language.code(),
            Self::Reply(reply, _) => reply.language.code(),
        }
    }

    /// Its page on the site.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Input(_, place) => place.url.clone(),
            Self::Reply(reply, place) => format!("{}/{}", place.replies_url(), reply.number),
        }
    }

    /// Its page at the desk.
    #[must_use]
    pub fn desk_url(&self) -> String {
        match self {
            Self::Input(_, place) => place.desk_url.clone(),
            Self::Reply(reply, _) => format!("/desk/replies/{}", reply.id),
        }
    }

    /// Its key.
    #[must_use]
    pub fn subject(&self) -> DecisionSubject {
        match self {
            Self::Input(input, _) => DecisionSubject::Input(input.id),
            Self::Reply(reply, _) => DecisionSubject::Reply(reply.id),
        }
    }

    /// What moderation made of it.
    #[must_use]
    pub fn moderation(&self) -> ModerationState {
        match self {
            Self::Input(input, _) => input.standing.moderation,
            Self::Reply(reply, _) => reply.moderation,
        }
    }

    /// Whether its author took it back.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        match self {
            Self::Input(input, _) => input.standing.state == InputState::Withdrawn,
            Self::Reply(reply, _) => reply.is_deleted,
        }
    }

    /// Whether everybody may read it.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        match self {
            Self::Input(_, place) => place.is_readable,
            Self::Reply(reply, place) => {
                place.is_readable && reply.moderation.is_readable() && !reply.is_deleted
            }
        }
    }

    /// Whether this can be done with it now.
    #[must_use]
    pub fn possible(&self, action: ModerationAction) -> bool {
        match self {
            _ if self.is_gone() => {
                matches!(action, ModerationAction::Keep | ModerationAction::Remove)
            }
            Self::Input(input, _) => input.standing.moderated(action).is_ok(),
            Self::Reply(reply, _) => reply.moderation.after(action).is_ok(),
        }
    }

    /// Everything that can be done with it now, of its own accord or after a notice.
    #[must_use]
    pub fn choices(&self) -> Vec<ModerationAction> {
        let all = ModerationAction::ALL.iter().copied();
        all.filter(|action| self.possible(*action)).collect()
    }

    /// Whether there is anything to restrict.
    pub(super) fn can_be_restricted(&self) -> bool {
        self.possible(ModerationAction::Hide)
    }

    /// Whether what a decision did to it stands.
    pub(super) fn stands(&self, db: &mut Db, taken: &DecisionRecord) -> ActResult<bool> {
        Ok(!self.is_gone()
            && match taken.action {
                ModerationAction::Hide => self.moderation() == ModerationState::Hidden,
                ModerationAction::Redact | ModerationAction::Collapse | ModerationAction::Close => {
                    limits_of(db, self.subject())?
                        .iter()
                        .any(|limit| limit.decision_id == taken.id)
                }
                ModerationAction::Warn | ModerationAction::Suspend => true,
                ModerationAction::Remove
                | ModerationAction::Approve
                | ModerationAction::Restore
                | ModerationAction::Keep => false,
            })
    }

    pub(super) fn decide(
        &self,
        house: &House,
        db: &mut Db,
        actor: &Actor,
        moderation: &Moderation,
        at: (Cause, DateTime<Utc>),
    ) -> ActResult<i64> {
        match self {
            Self::Input(input, _) => decide_on_input(house, db, actor, input, moderation, at),
            Self::Reply(reply, _) => decide_on_reply(house, db, actor, reply, moderation, at),
        }
    }
}
