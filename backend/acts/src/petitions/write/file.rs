//! The petitioner files: looks for supporters, puts it before the clerk, or puts a revised text
//! before him again.

use super::mail_link::MOST_LINK_MAILS;
use super::person::{PersonOfPetition, PetitionerPage, fresh};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::{nonce, token};
use chrono::{DateTime, Utc};
use weerklank_domain::calendar::last_day_before;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::petitions::{
    EventKind, PetitionState, Step, closing_of, may_submit, slugify, unanswered,
};
use weerklank_store::obligations::{NewObligation, owe};
use weerklank_store::outbox::Message;
use weerklank_store::people::{Seal, hash_of_token};
use weerklank_store::petitions::{
    Access, Filing, NewEvent, PetitionRecord, add_event, add_version, file as give_name,
    mail_petitioner, mail_petitioner_link, next_reference, prove_petitioner, set_state,
    slug_exists, supporter_count,
};
use weerklank_store::{Db, StoreError, follow};

/// What became of filing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filed {
    /// A mail was sent: the button on its page files, and proves the mailbox.
    AskedForProof,
    /// It looks for supporters now.
    Gathering,
    /// It is before the clerk.
    Submitted,
}

/// Files a petition: from a draft or a revision, or when enough people back it. Filing from the page
/// of the browser first asks for proof of the mailbox; from the link that was mailed it is done.
///
/// # Errors
/// [`ActError::Unfinished`] names what was not answered, [`ActError::Closing`] when the closing day
/// lies outside the limits by now, [`ActError::TooFewSupporters`], [`ActError::WrongStep`] when it
/// was filed already, or what the store says.
pub fn file(house: &House, page: &PetitionerPage) -> ActResult<Filed> {
    let now = house.clock.now();
    let id = page.petition.id;
    house.store.write(|db| {
        let (petition, petitioner, person) = fresh(db, &house.vault, id, now)?;
        match petition.state {
            PetitionState::Draft => {
                let open = unanswered(&petitioner.answered);
                if !open.is_empty() {
                    return Err(ActError::Unfinished(open));
                }
                if let Some(closes_at) = petition.closes_at {
                    closing_of(last_day_before(closes_at), &petition.rules, now)?;
                }
                if page.access != Access::Mail {
                    mail_petitioner_link(db, id, Message::FileLink, MOST_LINK_MAILS, now)?;
                    return Ok(Filed::AskedForProof);
                }
                prove_petitioner(db, id)?;
                name(house, db, &petition, &person, now)?;
                if petition.rules.supporters_needed > 0 {
                    gather(db, &petition, now)?;
                    Ok(Filed::Gathering)
                } else {
                    submit(db, &petition, now)?;
                    Ok(Filed::Submitted)
                }
            }
            PetitionState::Gathering => {
                let have = supporter_count(db, id)?;
                if !may_submit(&petition.rules, have) {
                    return Err(ActError::TooFewSupporters {
                        have,
                        needed: petition.rules.supporters_needed.into(),
                    });
                }
                submit(db, &petition, now)?;
                Ok(Filed::Submitted)
            }
            other => {
                // Only a revision can still be put before the clerk.
                other.after(Step::Submit)?;
                submit(db, &petition, now)?;
                Ok(Filed::Submitted)
            }
        }
    })
}

/// Gives a draft its name, its number and, where it looks for supporters, its private link.
fn name(
    house: &House,
    db: &mut Db,
    petition: &PetitionRecord,
    person: &PersonOfPetition,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let random = house.random.as_ref();
    let mut person = person.clone();
    let support_hash = (petition.rules.supporters_needed > 0).then(|| {
        person.support_token = token(random);
        hash_of_token(&person.support_token)
    });
    let filing = Filing {
        slug: filing_slug(db, &petition.title)?,
        reference: next_reference(db, now)?,
        support_hash,
        sealed: house.vault.seal(
            Seal::Petitioner(petition.id),
            &person.to_json(),
            nonce(random),
        ),
        filed_at: now,
    };
    give_name(db, petition.id, &filing)?;
    add_event(db, petition.id, &NewEvent::plain(EventKind::Filed, now))?;
    Ok(())
}

/// A free name in addresses for a title.
///
/// # Errors
/// What the store says.
pub fn filing_slug(db: &mut Db, title: &str) -> ActResult<String> {
    let wanted = slugify(title, "petition");
    let mut slug = wanted.clone();
    let mut number = 1;
    while slug_exists(db, &slug)? {
        number += 1;
        slug = format!("{wanted}-{number}");
    }
    Ok(slug)
}

fn gather(db: &mut Db, petition: &PetitionRecord, now: DateTime<Utc>) -> ActResult<()> {
    step(db, petition, Step::Gather, now)?;
    let event = add_event(db, petition.id, &NewEvent::plain(EventKind::Gathering, now))?;
    follow::tell_petitioner(db, petition.id, event, now)?;
    Ok(())
}

/// Puts a petition before the clerk, who owes a decision from now on, and acknowledges its receipt
/// with its reference (PET-4).
fn submit(db: &mut Db, petition: &PetitionRecord, now: DateTime<Utc>) -> ActResult<()> {
    step(db, petition, Step::Submit, now)?;
    let version = add_version(db, petition.id, now)?;
    add_event(db, petition.id, &NewEvent::plain(EventKind::Submitted, now))?;
    owe(
        db,
        &NewObligation {
            petition_id: petition.id,
            kind: ObligationKind::Decide,
            body_id: petition.body_id,
            basis: &petition.rules.source,
            begun_at: now,
            due_at: ObligationKind::Decide.due(&petition.rules, now),
        },
    )?;
    mail_petitioner(
        db,
        petition.id,
        Message::PetitionReceived,
        &version.to_string(),
        now,
    )?;
    Ok(())
}

fn step(db: &mut Db, petition: &PetitionRecord, step: Step, now: DateTime<Utc>) -> ActResult<()> {
    let next = petition.state.after(step)?;
    if set_state(db, petition.id, petition.state, next, false, now)? {
        Ok(())
    } else {
        Err(StoreError::Changed.into())
    }
}
