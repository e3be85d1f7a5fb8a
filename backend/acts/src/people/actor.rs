//! Somebody who acts for the authority, and the entry that every such act leaves.

use crate::errors::{ActError, ActResult};
use chrono::{DateTime, Utc};
use weerklank_domain::people::{Grants, Permission};
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
    /// `petition`, `staff`, `session`, `mail`.
    pub kind: &'a str,
    /// A reference or a key; never a citizen's name or address.
    pub name: &'a str,
    /// The body that it belongs to.
    pub body_id: Option<i64>,
}

impl<'a> Subject<'a> {
    /// A petition, by its reference.
    #[must_use]
    pub fn petition(reference: &'a str, body_id: i64) -> Self {
        Self {
            kind: "petition",
            name: reference,
            body_id: Some(body_id),
        }
    }
}

/// What was done: a closed list, whose words are messages (`audit-act-…`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditAct {
    /// An account was added.
    StaffAdded,
    /// A password and the second factor were reset.
    StaffReset,
    /// An account was closed or opened again.
    StaffChanged,
    /// Somebody signed in.
    SignedIn,
    /// A wrong password or code locked an account for a while.
    SignInLocked,
    /// Somebody signed out.
    SignedOut,
    /// All sessions of somebody were ended.
    SignedOutEverywhere,
    /// A password was changed by its owner.
    PasswordChanged,
    /// A second factor was set.
    SecondFactorSet,
    /// Somebody took a petition to work on it.
    PetitionClaimed,
    /// Somebody took over a petition that somebody else worked on.
    PetitionTakenOver,
    /// Somebody gave a petition back.
    PetitionReleased,
    /// A petition was admitted.
    PetitionAdmitted,
    /// A revision was asked.
    RevisionAsked,
    /// Publication was refused.
    PetitionRefused,
    /// A petition was sent on.
    PetitionForwarded,
    /// A petition was removed.
    PetitionTakenDown,
    /// A petition was handed over.
    PetitionHandedOver,
    /// What the body decided on an incoming paper was recorded.
    HandlingRecorded,
    /// A debate, agenda item or vote was recorded.
    EventRecorded,
    /// News of a petitioner was approved.
    UpdateApproved,
    /// News of a petitioner was declined.
    UpdateDeclined,
    /// An answer was written.
    AnswerWritten,
    /// An answer was put before a second person.
    AnswerOffered,
    /// An answer was given back to its writer.
    AnswerReturned,
    /// An answer was approved and published.
    AnswerPublished,
    /// A mail that was given up was queued again.
    MailRepeated,
}

impl AuditAct {
    /// Every act.
    pub const ALL: [Self; 27] = [
        Self::StaffAdded,
        Self::StaffReset,
        Self::StaffChanged,
        Self::SignedIn,
        Self::SignInLocked,
        Self::SignedOut,
        Self::SignedOutEverywhere,
        Self::PasswordChanged,
        Self::SecondFactorSet,
        Self::PetitionClaimed,
        Self::PetitionTakenOver,
        Self::PetitionReleased,
        Self::PetitionAdmitted,
        Self::RevisionAsked,
        Self::PetitionRefused,
        Self::PetitionForwarded,
        Self::PetitionTakenDown,
        Self::PetitionHandedOver,
        Self::HandlingRecorded,
        Self::EventRecorded,
        Self::UpdateApproved,
        Self::UpdateDeclined,
        Self::AnswerWritten,
        Self::AnswerOffered,
        Self::AnswerReturned,
        Self::AnswerPublished,
        Self::MailRepeated,
    ];

    /// The word for it in the database and in message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::StaffAdded => "staff_added",
            Self::StaffReset => "staff_reset",
            Self::StaffChanged => "staff_changed",
            Self::SignedIn => "signed_in",
            Self::SignInLocked => "sign_in_locked",
            Self::SignedOut => "signed_out",
            Self::SignedOutEverywhere => "signed_out_everywhere",
            Self::PasswordChanged => "password_changed",
            Self::SecondFactorSet => "second_factor_set",
            Self::PetitionClaimed => "petition_claimed",
            Self::PetitionTakenOver => "petition_taken_over",
            Self::PetitionReleased => "petition_released",
            Self::PetitionAdmitted => "petition_admitted",
            Self::RevisionAsked => "revision_asked",
            Self::PetitionRefused => "petition_refused",
            Self::PetitionForwarded => "petition_forwarded",
            Self::PetitionTakenDown => "petition_taken_down",
            Self::PetitionHandedOver => "petition_handed_over",
            Self::HandlingRecorded => "handling_recorded",
            Self::EventRecorded => "event_recorded",
            Self::UpdateApproved => "update_approved",
            Self::UpdateDeclined => "update_declined",
            Self::AnswerWritten => "answer_written",
            Self::AnswerOffered => "answer_offered",
            Self::AnswerReturned => "answer_returned",
            Self::AnswerPublished => "answer_published",
            Self::MailRepeated => "mail_repeated",
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
