//! Why an act was not done.

use crate::inputs::CannotTakePart;
use crate::inputs::desk::CannotEnter;
use chrono::{DateTime, Utc};
use weerklank_domain::commitments::CannotCommit;
use weerklank_domain::council::{
    CannotMeet, CannotPropose, CannotVote, Unsound, WrongProposalStep,
};
use weerklank_domain::dossiers::{CannotHang, CannotMove, DocumentFault, ScopePart};
use weerklank_domain::inputs::CannotModerate;
use weerklank_domain::moderation::CannotComplain;
use weerklank_domain::petitions::{
    CannotConfirm, CannotSign, CannotSupport, ClosingFault, PetitionState, RulingKind, WriteStep,
    WrongStep,
};
use weerklank_domain::responses::{CannotAsk, CannotCut, CannotRecord, Lack, ReportLack};
use weerklank_domain::rounds::{AnnounceLack, CannotExtend, CannotMakeCodes, WrongRoundStep};
use weerklank_store::{Collides, StoreError};

/// The result of every act.
pub type ActResult<T> = Result<T, ActError>;

/// Why an act was not done. Nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// What it is about does not exist.
    #[error("there is no such thing")]
    Missing,
    /// The petition takes no signatures now.
    #[error(transparent)]
    CannotSign(#[from] CannotSign),
    /// The signature can no longer be confirmed.
    #[error(transparent)]
    CannotConfirm(#[from] CannotConfirm),
    /// The petition's state does not allow it.
    #[error(transparent)]
    WrongStep(#[from] WrongStep),
    /// Whoever asks may not do it.
    #[error("not allowed")]
    NotAllowed,
    /// Somebody else works on it now.
    #[error("{0} works on it")]
    Claimed(String, DateTime<Utc>),
    /// Somebody else was first.
    #[error("somebody else was first")]
    Overtaken(Box<Overtaken>),
    /// The text or draft was changed after it was looked at.
    #[error("it was changed in the meantime")]
    Stale,
    /// Somebody cannot ask for another decision.
    #[error(transparent)]
    CannotComplain(#[from] CannotComplain),
    /// Something would be hidden without rule and facts.
    #[error("the rule and the facts are lacking")]
    GroundsLacking,
    /// Something that was reported would stay, and nobody would be told why.
    #[error("the reason is lacking")]
    ReasonLacking,
    /// What is offered reads as what stands there.
    #[error("nothing would change")]
    Unchanged,
    /// The second look must be another person's.
    #[error("the same person cannot approve it")]
    SamePerson,
    /// A petition that cannot be filed yet.
    #[error("not every question was answered")]
    Unfinished(Vec<WriteStep>),
    /// Too few people back it.
    #[error("{have} of {needed} supporters")]
    TooFewSupporters {
        /// How many back it.
        have: i64,
        /// How many the rules ask for.
        needed: i64,
    },
    /// The closing day lies outside the limits.
    #[error(transparent)]
    Closing(#[from] ClosingFault),
    /// Somebody cannot back it.
    #[error(transparent)]
    CannotSupport(#[from] CannotSupport),
    /// An event that cannot be on this thread, or not on this day.
    #[error(transparent)]
    CannotRecord(#[from] CannotRecord),
    /// An answer that cannot be offered or published yet.
    #[error("the answer lacks something")]
    Lacking(Vec<Lack>),
    /// The state of the round does not let its inputs be handled so, now.
    #[error("the inputs of this round cannot be handled so now")]
    CannotHandle,
    /// An input that cannot be cut so.
    #[error(transparent)]
    CannotCut(#[from] CannotCut),
    /// No question can be asked about an answer.
    #[error("no question can be asked about this answer")]
    CannotAsk(CannotAsk),
    /// The answer promises as much as one answer can.
    #[error("the answer promises as much as it can")]
    PromisesMany,
    /// Something that was decided on already: answered, set aside, or cut.
    #[error("it was handled already")]
    Handled,
    /// The input that is said to be the original cannot be one.
    #[error("that input is no original")]
    NoOriginal,
    /// Whoever was named to work on it may not write answers of this body.
    #[error("this account cannot write answers of this body")]
    NoOfficer,
    /// Nothing would change: there is nothing to publish, or nothing was chosen.
    #[error("nothing was chosen")]
    Nothing,
    /// A report that needs something said before it is published.
    #[error("the report lacks something")]
    ReportLacking(Vec<ReportLack>),
    /// Somebody cannot take part in a round.
    #[error(transparent)]
    CannotTakePart(#[from] CannotTakePart),
    /// Something cannot be entered at the desk, or not on that day.
    #[error(transparent)]
    CannotEnter(#[from] CannotEnter),
    /// The link of the mail came too late.
    #[error("the link of the mail came too late")]
    TooLateToProve,
    /// Somebody who may not write for a term; only the mailbox is told.
    #[error("this address may not write now")]
    Suspended,
    /// A text that holds words which moderation left out of it.
    #[error("the text holds words that were left out")]
    LeftOut,
    /// A contribution does not stand so that this could be decided.
    #[error(transparent)]
    CannotModerate(#[from] CannotModerate),
    /// The round's state does not allow it.
    #[error(transparent)]
    WrongRoundStep(#[from] WrongRoundStep),
    /// A round that cannot be announced yet.
    #[error("the round lacks something")]
    CannotAnnounce(Vec<AnnounceLack>),
    /// A round that cannot be made longer, or not so.
    #[error(transparent)]
    CannotExtend(#[from] CannotExtend),
    /// A round that no codes can be made for.
    #[error(transparent)]
    CannotMakeCodes(#[from] CannotMakeCodes),
    /// Somebody else changed it after it was looked at: who, and when.
    #[error("{0} changed it in the meantime")]
    ChangedBy(String, DateTime<Utc>),
    /// A dossier that cannot go to that phase.
    #[error(transparent)]
    CannotMove(#[from] CannotMove),
    /// A phase that does not tell yet what people have to know before they take part (PAR-4).
    #[error("the scope of the phase is not whole")]
    ScopeLacking(Vec<ScopePart>),
    /// A file that is not taken.
    #[error(transparent)]
    CannotKeep(#[from] DocumentFault),
    /// A petition that cannot hang on this dossier.
    #[error(transparent)]
    CannotHang(#[from] CannotHang),
    /// Whoever was named as process manager may not manage dossiers of this body.
    #[error("this account cannot manage dossiers of this body")]
    NoManager,
    /// Something that cannot be done with a commitment.
    #[error(transparent)]
    CannotCommit(#[from] CannotCommit),
    /// Something that cannot be done in a meeting, or with its people.
    #[error(transparent)]
    CannotMeet(#[from] CannotMeet),
    /// Something that cannot be proposed, or not so.
    #[error(transparent)]
    CannotPropose(#[from] CannotPropose),
    /// Something that cannot be done with a vote, or not now.
    #[error(transparent)]
    CannotVote(#[from] CannotVote),
    /// A record from which no result follows: everything that is in the way.
    #[error("the record of the vote does not add up")]
    Unsound(Vec<Unsound>),
    /// The state of a proposal does not allow it.
    #[error(transparent)]
    WrongProposalStep(#[from] WrongProposalStep),
    /// Too many people at once: come back in a second.
    #[error("too many people at once")]
    Overloaded,
    /// Data from elsewhere that cannot be taken as it is.
    #[error("{0}")]
    Unusable(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What somebody else did first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overtaken {
    /// Who; `None` when it was the petitioner or the clock.
    pub by: Option<String>,
    /// What was decided.
    pub ruling: Option<RulingKind>,
    /// The state that it led to.
    pub state: PetitionState,
    /// When.
    pub at: Option<DateTime<Utc>>,
}

impl Collides for ActError {
    fn is_collision(&self) -> bool {
        match self {
            Self::Store(error) => Collides::is_collision(error),
            _ => false,
        }
    }
}
