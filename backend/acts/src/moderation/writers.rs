//! Warning and suspending whoever wrote something, known by the address alone. A suspension is for writing:
//! never for signing, and what was written before it goes its way.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::inputs::person_of_input;
use crate::people::Proven;
use crate::petitions::write::petitioner_person;
use crate::replies::person_of_reply;
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::{CannotModerate, ModerationAction};
use weerklank_domain::moderation::{Term, WARNING_TERM};
use weerklank_domain::people::EmailAddress;
use weerklank_store::Db;
use weerklank_store::moderation::{
    ModerationSubject, WriterMark, is_marked, mark_writer, sealed_writer, unmark_writer,
};
use weerklank_store::people::{Keyed, Vault};

/// The hash of an address for one purpose of one body: nobody can join two of them without the key.
fn key(vault: &Vault, body_id: i64, mark: WriterMark, email: &EmailAddress) -> String {
    let keyed = match mark {
        WriterMark::Warned => Keyed::Warned(body_id),
        WriterMark::Suspended => Keyed::Suspended(body_id),
    };
    vault.hash(keyed, email.canonical().as_str())
}

/// The address of whoever wrote something.
fn address(house: &House, db: &mut Db, subject: ModerationSubject) -> ActResult<EmailAddress> {
    let none = || ActError::from(CannotModerate::NoAddress);
    let (place, sealed) = sealed_writer(db, subject)?.ok_or_else(none)?;
    let email = match subject {
        ModerationSubject::Input(_) => person_of_input(&house.vault, place, &sealed)?.email,
        ModerationSubject::Reply(_) => person_of_reply(&house.vault, place, &sealed)?.email,
        ModerationSubject::Petition(_) | ModerationSubject::Update(_) => {
            petitioner_person(&house.vault, place, &sealed)?.email
        }
    };
    // Whoever came with a code, or by post, may have told none.
    EmailAddress::parse(&email).map_err(|_| none())
}

/// Warns whoever wrote something; the mail with the decision says so.
pub(super) fn warn(
    house: &House,
    db: &mut Db,
    subject: ModerationSubject,
    body_id: i64,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let email = address(house, db, subject)?;
    let key = key(&house.vault, body_id, WriterMark::Warned, &email);
    let until = now + WARNING_TERM;
    Ok(mark_writer(db, body_id, (WriterMark::Warned, &key), until)?)
}

/// Suspends whoever wrote something, and was warned within a year.
pub(super) fn suspend(
    house: &House,
    db: &mut Db,
    subject: ModerationSubject,
    body_id: i64,
    (term, now): (Term, DateTime<Utc>),
) -> ActResult<()> {
    let email = address(house, db, subject)?;
    let warned = key(&house.vault, body_id, WriterMark::Warned, &email);
    if is_marked(db, body_id, (WriterMark::Warned, &warned), now)?.is_none() {
        return Err(CannotModerate::NotWarned.into());
    }
    let key = key(&house.vault, body_id, WriterMark::Suspended, &email);
    let until = term.end(now);
    Ok(mark_writer(
        db,
        body_id,
        (WriterMark::Suspended, &key),
        until,
    )?)
}

/// Takes a warning or a suspension back; where the person is erased, the mark goes when its term ends.
pub(super) fn lift_mark(
    house: &House,
    db: &mut Db,
    subject: ModerationSubject,
    body_id: i64,
    action: ModerationAction,
) -> ActResult<()> {
    let mark = match action {
        ModerationAction::Suspend => WriterMark::Suspended,
        _ => WriterMark::Warned,
    };
    let email = match address(house, db, subject) {
        Err(ActError::CannotModerate(CannotModerate::NoAddress)) => return Ok(()),
        other => other?,
    };
    let key = key(&house.vault, body_id, mark, &email);
    Ok(unmark_writer(db, body_id, (mark, &key))?)
}

/// Until when an address may not write to a body; `None` for one that may.
pub(crate) fn suspended_until(
    house: &House,
    db: &mut Db,
    body_id: i64,
    email: &EmailAddress,
    now: DateTime<Utc>,
) -> ActResult<Option<DateTime<Utc>>> {
    let key = key(&house.vault, body_id, WriterMark::Suspended, email);
    Ok(is_marked(db, body_id, (WriterMark::Suspended, &key), now)?)
}

/// Whether somebody may write to a body now. The holder of a code has no address to be known by.
///
/// # Errors
/// [`ActError::Suspended`], or what the store says.
pub(crate) fn may_write(
    house: &House,
    db: &mut Db,
    body_id: i64,
    proven: &Proven,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let Some(email) = &proven.email else {
        return Ok(());
    };
    match suspended_until(house, db, body_id, email, now)? {
        Some(_) => Err(ActError::Suspended),
        None => Ok(()),
    }
}
