//! The place that a petition with a history has on the list of incoming papers, and what its body
//! owes or owed.

use super::deliver::owe_answer;
use crate::errors::{ActError, ActResult};
use chrono::{DateTime, Datelike as _, Utc};
use weerklank_domain::calendar::day_of;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::petitions::{EventKind, Handling, PetitionState};
use weerklank_store::petitions::{self, Decision, NewEvent, NewIncoming};
use weerklank_store::{Db, obligations};

/// A place on the list of incoming papers, in the past.
#[derive(Debug, Clone)]
pub struct EntryIncoming {
    /// When the body received it.
    pub received_at: DateTime<Utc>,
    /// How the clerk proposed to handle it.
    pub proposal: Handling,
    /// What the clerk added.
    pub proposal_note: Option<String>,
    /// What the body decided, and when.
    pub decision: Option<(Decision, DateTime<Utc>)>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
}

pub(super) fn enter_incoming(db: &mut Db, id: i64, given: &EntryIncoming) -> ActResult<()> {
    let petition = petitions::find_by_id(db, id)?.ok_or(ActError::Missing)?;
    petitions::receive(
        db,
        &NewIncoming {
            petition_id: id,
            body_id: petition.body_id,
            received_at: given.received_at,
            year: day_of(given.received_at).year(),
            proposal: given.proposal,
            proposal_note: given.proposal_note.as_deref(),
        },
    )?;
    if petition.state == PetitionState::Refused {
        let delivered = NewEvent::plain(EventKind::Delivered, given.received_at);
        petitions::add_event(db, id, &delivered)?;
    }
    if let Some((decision, at)) = &given.decision {
        petitions::decide(db, id, decision)?;
        let event = NewEvent {
            code: Some(decision.handling.code().to_owned()),
            text: decision.note.clone(),
            ..NewEvent::plain(EventKind::HandlingDecided, *at)
        };
        petitions::add_event(db, id, &event)?;
    }
    owe_answer(db, &petition, given.received_at)?;
    if let Some(at) = given.answered_at {
        obligations::meet(db, id, ObligationKind::Answer, at)?;
    }
    Ok(())
}
