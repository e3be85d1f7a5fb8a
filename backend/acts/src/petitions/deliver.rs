//! Putting a petition before its body, whether it was open for signatures or refused.

use crate::errors::ActResult;
use chrono::{DateTime, Datelike as _, Utc};
use weerklank_domain::calendar::day_of;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::petitions::{EventKind, Handling};
use weerklank_store::Db;
use weerklank_store::obligations::{NewObligation, owe};
use weerklank_store::petitions::{self, NewEvent, NewIncoming, PetitionRecord};

/// How a petition is put before its body.
#[derive(Debug, Clone, Copy)]
pub struct Delivery<'a> {
    /// [`EventKind::HandedOver`], or [`EventKind::Delivered`] for one whose publication was refused.
    pub event: EventKind,
    /// How the clerk proposes to handle it.
    pub proposal: Handling,
    /// What the clerk adds to the proposal, for the list.
    pub note: Option<&'a str>,
    /// What the thread says about it (Markdown).
    pub text: Option<&'a str>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Its number on the list of incoming papers.
    pub number: String,
    /// The event on the thread.
    pub event_id: i64,
    /// First moment at which the answer is overdue.
    pub due_at: DateTime<Utc>,
}

/// Puts a petition on the list of incoming papers of its body, records the event, and makes the body
/// owe an answer by the rules that the petition was filed under. Part of the act that hands over or
/// refuses; it changes no state, tells nobody, and leaves no entry of its own.
///
/// # Errors
/// What the store says; [`weerklank_store::StoreError::Taken`] when it is on the list already.
pub fn deliver(
    db: &mut Db,
    petition: &PetitionRecord,
    delivery: &Delivery,
    now: DateTime<Utc>,
) -> ActResult<Delivered> {
    let number = petitions::receive(
        db,
        &NewIncoming {
            petition_id: petition.id,
            body_id: petition.body_id,
            received_at: now,
            year: day_of(now).year(),
            proposal: delivery.proposal,
            proposal_note: delivery.note,
        },
    )?;
    let event = NewEvent {
        text: delivery.text.map(str::to_owned),
        ..NewEvent::plain(delivery.event, now)
    };
    let event_id = petitions::add_event(db, petition.id, &event)?;
    let due_at = owe_answer(db, petition, now)?;
    Ok(Delivered {
        number,
        event_id,
        due_at,
    })
}

/// Makes the body owe an answer, by the rules that the petition was filed under.
pub(super) fn owe_answer(
    db: &mut Db,
    petition: &PetitionRecord,
    from: DateTime<Utc>,
) -> ActResult<DateTime<Utc>> {
    let due_at = ObligationKind::Answer.due(&petition.rules, from);
    owe(
        db,
        &NewObligation {
            petition_id: petition.id,
            kind: ObligationKind::Answer,
            body_id: petition.body_id,
            basis: &petition.rules.source,
            begun_at: from,
            due_at,
        },
    )?;
    Ok(due_at)
}
