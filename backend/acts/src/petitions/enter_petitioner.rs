//! The person behind a petition that is entered with its history, and what the desk knows of it.

use super::write::PersonOfPetition;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::{nonce, token};
use chrono::{DateTime, Utc};
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::people::{EmailAddress, PersonName};
use weerklank_domain::petitions::{PetitionState, RulingKind, WriteStep};
use weerklank_store::Db;
use weerklank_store::moderation::Arrival;
use weerklank_store::obligations::{NewObligation, owe};
use weerklank_store::people::{Keyed, Seal, hash_of_token, staff_by_email};
use weerklank_store::petitions::{
    Filing, NewPetitioner, NewRuling, PetitionRecord, add_petitioner, add_ruling, add_update,
    add_version, file, find_by_id,
};

/// Who filed a petition, and what happened between this person and the desk.
#[derive(Debug, Clone)]
pub struct EntryPetitioner {
    /// The name.
    pub name: PersonName,
    /// The address.
    pub email: EmailAddress,
    /// Whether the name may be shown.
    pub show_name: bool,
    /// The revision that was asked.
    pub revision: Option<EntryRevision>,
    /// News that waits for the desk (Markdown), and when it was written.
    pub news: Vec<(String, DateTime<Utc>)>,
}

/// A revision that a clerk asked for.
#[derive(Debug, Clone)]
pub struct EntryRevision {
    /// What has to be different (Markdown).
    pub reason: String,
    /// The work address of the clerk; without an account nobody asked.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Enters the person, the text that is before the clerk, and what the clerk owes.
pub(super) fn enter_petitioner(
    house: &House,
    db: &mut Db,
    petition_id: i64,
    given: &EntryPetitioner,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let petition = find_by_id(db, petition_id)?.ok_or(ActError::Missing)?;
    add_person(house, db, &petition, given)?;
    if petition.state.is_before_desk() {
        add_version(db, petition_id, petition.filed_at)?;
    }
    if petition.state == PetitionState::Submitted {
        owe(
            db,
            &NewObligation {
                petition_id,
                kind: ObligationKind::Decide,
                body_id: petition.body_id,
                basis: &petition.rules.source,
                begun_at: petition.filed_at,
                due_at: ObligationKind::Decide.due(&petition.rules, petition.filed_at),
            },
        )?;
    }
    if let Some(revision) = &given.revision
        && let Some(clerk) = staff_by_email(db, &revision.by)?
    {
        let ruling = NewRuling {
            kind: RulingKind::Revise,
            text_version: 1,
            code: None,
            citation: None,
            reason: Some(&revision.reason),
            staff_id: clerk.id,
            at: revision.at,
        };
        add_ruling(db, petition_id, &ruling)?;
    }
    for (text, at) in &given.news {
        add_update(db, petition_id, text, &Arrival::default(), (*at).min(now))?;
    }
    Ok(())
}

fn add_person(
    house: &House,
    db: &mut Db,
    petition: &PetitionRecord,
    given: &EntryPetitioner,
) -> ActResult<()> {
    let petition_id = petition.id;
    // Never from the randomness of the seeds: whoever knows a token is the petitioner.
    let random = house.random.as_ref();
    let support_token = match petition.state {
        PetitionState::Gathering => token(random),
        _ => String::new(),
    };
    let person = PersonOfPetition {
        name: given.name.as_str().to_owned(),
        email: given.email.as_str().to_owned(),
        mail_token: token(random),
        support_token,
    };
    let sealed = house.vault.seal(
        Seal::Petitioner(petition_id),
        &person.to_json(),
        nonce(random),
    );
    let petitioner = NewPetitioner {
        sealed: sealed.clone(),
        page_hash: None,
        mail_hash: Some(hash_of_token(&person.mail_token)),
        mailbox_key: Some(house.vault.hash(
            Keyed::Mailbox(petition_id),
            given.email.canonical().as_str(),
        )),
        is_proven: true,
        show_name: given.show_name,
        answered: WriteStep::ALL.to_vec(),
        language: petition.language,
    };
    add_petitioner(db, petition_id, &petitioner, petition.filed_at)?;
    if !person.support_token.is_empty() {
        let filing = Filing {
            slug: petition.slug.clone(),
            reference: petition.reference.clone(),
            support_hash: Some(hash_of_token(&person.support_token)),
            sealed,
            filed_at: petition.filed_at,
        };
        file(db, petition_id, &filing)?;
    }
    Ok(())
}
