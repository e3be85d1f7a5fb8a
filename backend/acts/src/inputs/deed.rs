//! What somebody wants to do who has to prove the mailbox first; sealed until then.

use super::writing::Writing;
use crate::commitments::FollowWriting;
use crate::replies::ReplyWriting;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Something that waits for proof of a mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Only be known in this session; then go on at this place of ours.
    Session {
        /// The round that it is for.
        round_id: Option<i64>,
        /// Where to go on.
        place: String,
    },
    /// Send an input.
    Input(Box<Writing>),
    /// Vote on a statement.
    Ballot {
        /// The round.
        round_id: i64,
        /// The statement.
        input_id: i64,
        /// The code of the vote.
        ballot: String,
    },
    /// Stand behind an input.
    Endorsement {
        /// The round.
        round_id: i64,
        /// The input.
        input_id: i64,
    },
    /// Reply to something.
    Reply(Box<ReplyWriting>),
    /// Say what one thinks of a reply.
    Agreement {
        /// The round that the thread belongs to.
        round_id: Option<i64>,
        /// The reply.
        reply_id: i64,
        /// Whether one agrees.
        agrees: bool,
    },
    /// Follow a commitment.
    Follow(FollowWriting),
    /// Nothing: whoever wanted to write may not do so for a term, and is told by mail.
    Suspended {
        /// The round that it was for.
        round_id: Option<i64>,
        /// Until when.
        until: DateTime<Utc>,
    },
}

impl Deed {
    /// The word for it in the database and in message keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            // Nothing in the database tells somebody who may not write from the others.
            Self::Session { .. } | Self::Suspended { .. } => "session",
            Self::Input(_) => "input",
            Self::Ballot { .. } => "ballot",
            Self::Endorsement { .. } => "endorsement",
            Self::Reply(_) => "reply",
            Self::Agreement { .. } => "agreement",
            Self::Follow(_) => "follow",
        }
    }

    /// The round that it is for.
    #[must_use]
    pub fn round_id(&self) -> Option<i64> {
        match self {
            Self::Session { round_id, .. }
            | Self::Agreement { round_id, .. }
            | Self::Suspended { round_id, .. } => *round_id,
            Self::Reply(writing) => writing.round_id,
            Self::Follow(_) => None,
            Self::Input(writing) => Some(writing.round_id),
            Self::Ballot { round_id, .. } | Self::Endorsement { round_id, .. } => Some(*round_id),
        }
    }
}

/// A deed with the address that is to be proven, as it is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenDeed {
    /// The address as typed.
    pub email: String,
    /// The token of the link.
    pub token: String,
    /// What is to be done.
    pub deed: Deed,
}
