//! Somebody who acts for the authority, and the entry that every such act leaves.

use crate::errors::{ActError, ActResult};
use chrono::{DateTime, Utc};
use weerklank_domain::people::{AuditAct, Grants, Permission};
use weerklank_store::dossiers::DossierRecord;
use weerklank_store::petitions::PetitionRecord;
use weerklank_store::{Db, StoreResult, audit as entries};

/// Somebody who acts for the authority, proven by a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub staff_id: i64,
    /// The name, as colleagues know it.
    pub name: String,
    /// What may be done, for which bodies.
    pub grants: Grants,
}

impl Actor {
    /// Checks that something may be done for a body; the first line of every act of the desk.
    ///
    /// # Errors
    /// [`ActError::NotAllowed`].
    pub fn require(&self, permission: Permission, body_id: i64) -> ActResult<()> {
        if self.grants.may(permission, body_id) {
            Ok(())
        } else {
            Err(ActError::NotAllowed)
        }
    }
}

/// What an act of the desk is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// `petition`, `dossier`, `round`, `input`, `staff`, `session`, `mail`, `commitment`, `meeting`,
    /// `proposal`, `council`.
    pub kind: &'a str,
    /// A reference or a key; never a citizen's name or address.
    pub name: &'a str,
    /// The body that it belongs to.
    pub body_id: Option<i64>,
}

impl<'a> Subject<'a> {
    /// An account, by its key.
    #[must_use]
    pub fn staff(key: &'a str) -> Self {
        Self {
            kind: "staff",
            name: key,
            body_id: None,
        }
    }

    /// A commitment, by its number: T-12.
    #[must_use]
    pub fn commitment(reference: &'a str, body_id: i64) -> Self {
        Self {
            kind: "commitment",
            name: reference,
            body_id: Some(body_id),
        }
    }

    /// A meeting, by its reference.
    #[must_use]
    pub fn meeting(reference: &'a str, body_id: i64) -> Self {
        Self {
            kind: "meeting",
            name: reference,
            body_id: Some(body_id),
        }
    }

    /// A proposal, by its reference.
    #[must_use]
    pub fn proposal(reference: &'a str, body_id: i64) -> Self {
        Self {
            kind: "proposal",
            name: reference,
            body_id: Some(body_id),
        }
    }

    /// A vote, by its reference.
    #[must_use]
    pub fn vote(reference: &'a str, body_id: i64) -> Self {
        Self {
            kind: "vote",
            name: reference,
            body_id: Some(body_id),
        }
    }

    /// A member or faction of a body, by its name in addresses.
    #[must_use]
    pub fn council(slug: &'a str, body_id: i64) -> Self {
        Self {
            kind: "council",
            name: slug,
            body_id: Some(body_id),
        }
    }

    /// A round, by its name: the R12 of R12-0043.
    #[must_use]
    pub fn round(name: &'a str, body_id: i64) -> Self {
        Self {
            kind: "round",
            name,
            body_id: Some(body_id),
        }
    }

    /// A petition, by its reference.
    #[must_use]
    pub fn petition(reference: &'a str, body_id: i64) -> Self {
        Self {
            kind: "petition",
            name: reference,
            body_id: Some(body_id),
        }
    }

    /// A dossier, by its reference.
    #[must_use]
    pub fn dossier(reference: &'a str, body_id: i64) -> Self {
        Self {
            kind: "dossier",
            name: reference,
            body_id: Some(body_id),
        }
    }
}

/// Adds the entry of an act, as the last thing of its transaction.
///
/// # Errors
/// What the store says.
pub fn audit(
    db: &mut Db,
    actor: &Actor,
    act: AuditAct,
    subject: Subject,
    detail: &str,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    entries::add(
        db,
        &entries::NewAudit {
            at,
            staff_id: Some(actor.staff_id),
            staff_name: &actor.name,
            act: act.code(),
            subject_kind: subject.kind,
            subject: subject.name,
            body_id: subject.body_id,
            detail,
        },
    )
}

/// Adds the entry of an act on a petition.
///
/// # Errors
/// What the store says.
pub(crate) fn audit_petition(
    db: &mut Db,
    actor: &Actor,
    act: AuditAct,
    petition: &PetitionRecord,
    detail: &str,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    let subject = Subject::petition(&petition.reference, petition.body_id);
    audit(db, actor, act, subject, detail, at)
}

/// Adds the entry of an act on a dossier.
///
/// # Errors
/// What the store says.
pub(crate) fn audit_dossier(
    db: &mut Db,
    actor: &Actor,
    act: AuditAct,
    dossier: &DossierRecord,
    detail: &str,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    let subject = Subject::dossier(&dossier.reference, dossier.body_id);
    audit(db, actor, act, subject, detail, at)
}

/// Adds the entry of an act on an account.
///
/// # Errors
/// What the store says.
pub(super) fn audit_account(
    db: &mut Db,
    actor: &Actor,
    act: AuditAct,
    staff_id: i64,
    detail: &str,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    let key = staff_id.to_string();
    audit(db, actor, act, Subject::staff(&key), detail, at)
}
