//! The desk approves, hides or restores one input, with a house rule and a reason that its author is
//! told (invariant 5).

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::inputs::{ModerationAction, Standing};
use weerklank_domain::moderation::{HOUSE_RULES_VERSION, HouseRule};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_store::inputs::{InputRecord, NewDecision, add_decision, find_by_id, restand};
use weerklank_store::outbox::{Message, tell_author};
use weerklank_store::rounds::find_by_id as round_by_id;

/// What the desk decides on one contribution. Hiding without rule and reason cannot be said.
#[derive(Debug, Clone)]
pub enum Moderation {
    /// Everybody may read it.
    Approve,
    /// Nobody may.
    Hide {
        /// The rule that it breaks.
        rule: HouseRule,
        /// Why, as its author is told.
        reason: Passage,
    },
    /// A decision is taken back.
    Restore {
        /// Why, as its author is told.
        reason: Passage,
    },
}

impl Moderation {
    /// What is done.
    #[must_use]
    pub fn action(&self) -> ModerationAction {
        match self {
            Self::Approve => ModerationAction::Approve,
            Self::Hide { .. } => ModerationAction::Hide,
            Self::Restore { .. } => ModerationAction::Restore,
        }
    }

    /// The house rule with its version, and the reason.
    #[must_use]
    pub fn grounds(&self) -> (Option<(&'static str, i32)>, Option<&str>) {
        match self {
            Self::Approve => (None, None),
            Self::Hide { rule, reason } => (
                Some((rule.code(), HOUSE_RULES_VERSION)),
                Some(reason.as_str()),
            ),
            Self::Restore { reason } => (None, Some(reason.as_str())),
        }
    }
}

/// What somebody had before them who decides: nobody hides or approves a text that was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenInput {
    /// Where the input stood.
    pub standing: Standing,
    /// The version of its text.
    pub version: i32,
}

impl SeenInput {
    /// An input as it is now.
    #[must_use]
    pub fn of(input: &InputRecord) -> Self {
        Self {
            standing: input.standing,
            version: input.version,
        }
    }
}

/// Decides on one input, from what was seen of it where that is told.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Missing`], [`ActError::Stale`] when it is not what was seen,
/// [`ActError::CannotModerate`] when it does not stand so any more, or what the store says.
pub fn moderate_input(
    house: &House,
    actor: &Actor,
    input_id: i64,
    seen: Option<SeenInput>,
    moderation: &Moderation,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let input = find_by_id(db, input_id)?.ok_or(ActError::Missing)?;
        let round = round_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::Moderate, round.body.0)?;
        if seen.is_some_and(|seen| seen != SeenInput::of(&input)) {
            return Err(ActError::Stale);
        }
        let to = input.standing.moderated(moderation.action())?;
        if !restand(db, &input, to, now)? {
            return Err(weerklank_store::StoreError::Changed.into());
        }
        let (rule, reason) = moderation.grounds();
        let decision = add_decision(
            db,
            &NewDecision {
                input_id: Some(input.id),
                reply_id: None,
                action: moderation.action(),
                rule,
                reason,
                staff_id: actor.staff_id,
                at: now,
            },
        )?;
        if let Some(author) = input.author_id {
            tell_author(db, Message::InputModerated, author, Some(decision), now)?;
        }
        let number = input.number.to_string();
        let subject = Subject {
            kind: "input",
            name: &number,
            body_id: Some(round.body.0),
        };
        let detail = rule.map(|rule| rule.0).unwrap_or_default();
        let act = match moderation.action() {
            ModerationAction::Approve => AuditAct::ContributionApproved,
            ModerationAction::Hide => AuditAct::ContributionHidden,
            ModerationAction::Restore => AuditAct::ContributionRestored,
        };
        audit(db, actor, act, subject, detail, now)?;
        Ok(())
    })
}
