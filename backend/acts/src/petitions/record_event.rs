//! The clerk records what a body did with a petition: agenda item, debate, vote, commitment.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_petition};
use chrono::NaiveDate;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{EventKind, Passage};
use weerklank_domain::responses::{NewsDay, may_record};
use weerklank_store::follow;
use weerklank_store::petitions::{self, NewEvent};

/// What happened, or is planned.
#[derive(Debug, Clone)]
pub struct Happening {
    /// What.
    pub kind: EventKind,
    /// On which day.
    pub day: NaiveDate,
    /// What is said about it.
    pub text: Option<Passage>,
    /// Where more of it stands: an address that begins with `https://` or `http://`.
    pub url: Option<String>,
}

/// Puts a dated event on the thread; the petitioner and the signers who asked for it are told once.
/// Answers the event's key.
///
/// # Errors
/// [`ActError::CannotRecord`] when such an event cannot be on this thread, or not on this day.
pub fn record_event(
    house: &House,
    actor: &Actor,
    petition_id: i64,
    given: &Happening,
) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        let petition = petitions::find_by_id(db, petition_id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::RecordEvents, petition.body_id)?;
        may_record(given.kind, petition.state, petition.source_key.is_some())?;
        let day = NewsDay::of(given.kind, given.day, petition.filed_at, now)?;
        let event = NewEvent {
            text: given.text.as_ref().map(|text| text.as_str().to_owned()),
            url: given.url.clone(),
            ..NewEvent::plain(given.kind, day.at())
        };
        let event_id = petitions::add_event(db, petition.id, &event)?;
        follow::tell_petitioner(db, petition.id, event_id, now)?;
        follow::plan_signer_news(db, event_id, given.kind, now)?;
        audit_petition(
            db,
            actor,
            AuditAct::EventRecorded,
            &petition,
            given.kind.code(),
            now,
        )?;
        Ok(event_id)
    })
}
