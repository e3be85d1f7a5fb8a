//! A decision on one contribution, whatever its kind: what is decided and why, and how it is kept.

use crate::errors::ActResult;
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::moderation::{DecisionSource, HouseRule, LeftOut, Term};
use weerklank_domain::people::{AuditAct, Permission};
use weerklank_domain::petitions::Passage;
use weerklank_domain::replies::ThreadName;
use weerklank_store::Db;
use weerklank_store::moderation::{
    Grounds, ModerationSubject, NewDecision, add_decision, current_version,
};

/// Why something is restricted. All of it is needed (invariant 5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The rule that is broken.
    pub rule: HouseRule,
    /// What stands there, without anybody's personal data: it is published.
    pub facts: Passage,
    /// Why, as its author is told.
    pub reason: Passage,
}

/// An order of the law to remove something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Who gave it.
    pub authority: String,
    /// By which number it is known there.
    pub reference: String,
}

/// What is done about something that breaks a rule, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// Nobody may read it.
    Hide,
    /// Some of its words are left out.
    Redact {
        /// Which.
        words: LeftOut,
    },
    /// Its text stands behind a line that says why.
    Collapse {
        /// For how long; for good where none is told.
        term: Option<Term>,
    },
    /// No more replies are taken below it.
    Close {
        /// For how long; for good where none is told.
        term: Option<Term>,
    },
    /// It goes to another thread, with everything below it.
    Move {
        /// What that thread hangs on.
        to: ThreadName,
    },
    /// It is removed for good.
    Remove {
        /// On whose order.
        order: Order,
    },
    /// Its author is warned.
    Warn,
    /// Its author writes nothing for a term.
    Suspend {
        /// For how long.
        term: Term,
    },
}

impl Measure {
    /// What is done, as a code.
    #[must_use]
    pub fn action(&self) -> ModerationAction {
        match self {
            Self::Hide => ModerationAction::Hide,
            Self::Redact { .. } => ModerationAction::Redact,
            Self::Collapse { .. } => ModerationAction::Collapse,
            Self::Close { .. } => ModerationAction::Close,
            Self::Move { .. } => ModerationAction::Move,
            Self::Remove { .. } => ModerationAction::Remove,
            Self::Warn => ModerationAction::Warn,
            Self::Suspend { .. } => ModerationAction::Suspend,
        }
    }

    /// When it ends by itself, of what is decided now.
    #[must_use]
    pub fn ends_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::Hide
            | Self::Redact { .. }
            | Self::Move { .. }
            | Self::Remove { .. }
            | Self::Warn => None,
            Self::Collapse { term } | Self::Close { term } => term.map(|term| term.end(now)),
            Self::Suspend { term } => Some(term.end(now)),
        }
    }
}

/// What is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undo {
    /// What hides it; where nothing does, everything that limits it.
    All,
    /// What one decision did.
    Decision(i64),
}

/// What the desk decides on one contribution. A restriction without rule, facts and reason cannot be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moderation {
    /// Everybody may read it.
    Approve,
    /// It breaks a rule, and something is done about it.
    Restrict {
        /// What.
        measure: Measure,
        /// Why.
        why: Why,
    },
    /// A decision is taken back.
    Restore {
        /// Which.
        undo: Undo,
        /// Why, as its author is told.
        reason: Passage,
    },
    /// It stays as it is, after a notice or a complaint.
    Keep {
        /// Why, as whoever asked is told.
        reason: Passage,
    },
}

impl Moderation {
    /// What is done.
    #[must_use]
    pub fn action(&self) -> ModerationAction {
        match self {
            Self::Approve => ModerationAction::Approve,
            Self::Restrict { measure, .. } => measure.action(),
            Self::Restore { .. } => ModerationAction::Restore,
            Self::Keep { .. } => ModerationAction::Keep,
        }
    }

    /// What somebody needs to be allowed beside moderating.
    pub(crate) fn also_needs(&self) -> Option<Permission> {
        match self {
            Self::Restrict {
                measure: Measure::Remove { .. },
                ..
            } => Some(Permission::RemoveByOrder),
            Self::Approve | Self::Restrict { .. } | Self::Restore { .. } | Self::Keep { .. } => {
                None
            }
        }
    }

    /// The reason, as its author is told.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Approve => None,
            Self::Restrict { why, .. } => Some(why.reason.as_str()),
            Self::Restore { reason, .. } | Self::Keep { reason } => Some(reason.as_str()),
        }
    }

    /// The code of the rule, or nothing.
    pub(crate) fn rule(&self) -> &'static str {
        match self {
            Self::Restrict { why, .. } => why.rule.code(),
            Self::Approve | Self::Restore { .. } | Self::Keep { .. } => "",
        }
    }

    /// The entry that it leaves.
    pub(crate) fn audit_act(&self) -> AuditAct {
        match self {
            Self::Approve => AuditAct::ContributionApproved,
            Self::Restrict { measure, .. } => match measure {
                Measure::Hide => AuditAct::ContributionHidden,
                Measure::Redact { .. } => AuditAct::ContributionRedacted,
                Measure::Collapse { .. } => AuditAct::ContributionCollapsed,
                Measure::Close { .. } => AuditAct::ContributionClosed,
                Measure::Move { .. } => AuditAct::ContributionMoved,
                Measure::Remove { .. } => AuditAct::ContributionRemoved,
                Measure::Warn => AuditAct::WriterWarned,
                Measure::Suspend { .. } => AuditAct::WriterSuspended,
            },
            Self::Restore { .. } => AuditAct::ContributionRestored,
            Self::Keep { .. } => AuditAct::ContributionKept,
        }
    }

    /// Whether its author is told: not of a notice that changed nothing.
    pub(crate) fn is_told(&self, cause: Cause) -> bool {
        !matches!(self, Self::Keep { .. }) || cause.source == DecisionSource::Complaint
    }
}

/// What brought a contribution before whoever decides, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    /// What brought it there.
    pub source: DecisionSource,
    /// Since when, where it waited for somebody.
    pub since: Option<DateTime<Utc>>,
}

impl Cause {
    /// Whoever decides found it.
    pub const OWN: Self = Self {
        source: DecisionSource::Own,
        since: None,
    };
}

/// The contribution, as far as a decision keeps it.
pub(crate) struct Contribution<'a> {
    pub body_id: i64,
    pub round_id: Option<i64>,
    pub subject: ModerationSubject,
    pub language: &'a str,
    pub written_at: DateTime<Utc>,
    /// Whether it waited, since it was written, until somebody had read it.
    pub waited: bool,
}

/// Keeps a decision under the house rules of now, and answers its key.
pub(crate) fn keep_decision(
    db: &mut Db,
    staff_id: i64,
    about: &Contribution,
    moderation: &Moderation,
    cause: Cause,
    at: DateTime<Utc>,
) -> ActResult<i64> {
    let grounds = match moderation {
        Moderation::Approve | Moderation::Restore { .. } | Moderation::Keep { .. } => None,
        Moderation::Restrict { why, .. } => Some(Grounds {
            rule: why.rule,
            version: current_version(db)?,
            facts: why.facts.as_str().to_owned(),
        }),
    };
    let ends_at = match moderation {
        Moderation::Approve | Moderation::Restore { .. } | Moderation::Keep { .. } => None,
        Moderation::Restrict { measure, .. } => measure.ends_at(at),
    };
    let waited_since = about.waited.then_some(about.written_at);
    let new = NewDecision {
        body_id: about.body_id,
        round_id: about.round_id,
        subject: about.subject,
        action: moderation.action(),
        grounds,
        reason: moderation.reason(),
        ends_at,
        source: cause.source,
        since: cause.since.or(waited_since),
        language: about.language,
        content_at: about.written_at,
        staff_id,
        at,
    };
    Ok(add_decision(db, &new)?)
}
