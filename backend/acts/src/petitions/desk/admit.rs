//! The clerk admits a petition: it opens for signatures.

use super::ruling::{Decision, Seen, decide};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::petitions::invitation::person_of;
use crate::petitions::sign_and_confirm::sign_and_confirm;
use crate::petitions::write::petitioner_person;
use chrono::{DateTime, Utc};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{EventKind, RulingKind, Step, closing_when_admitted};
use weerklank_store::jobs::{JobKind, plan};
use weerklank_store::people::Vault;
use weerklank_store::petitions::{
    NewEvent, add_event, petitioner, reindex_petition, signings_of_supporters, supporters_signed,
};
use weerklank_store::{Db, StoreError, follow};

/// Admits a petition: from now on it is public and takes signatures. Those who backed it are its
/// first signers.
///
/// # Errors
/// Those of every decision: [`ActError::NotAllowed`], [`ActError::Claimed`],
/// [`ActError::Overtaken`], [`ActError::Stale`], [`ActError::WrongStep`], or what the store says.
pub fn admit(house: &House, actor: &Actor, seen: Seen) -> ActResult<()> {
    let public_name = house
        .store
        .read(|db| public_name(house, db, seen.petition_id))?;
    let decision = Decision {
        kind: RulingKind::Admit,
        step: Step::Admit,
        permission: Permission::DecidePetitions,
        act: AuditAct::PetitionAdmitted,
        code: None,
        citation: None,
        reason: None,
    };
    decide(
        house,
        actor,
        seen,
        &decision,
        |petition, ruled, now| {
            ruled.is_public = true;
            ruled.petitioner_name.clone_from(&public_name);
            ruled.opened_at = Some(now);
            ruled.closes_at = Some(closing_when_admitted(
                petition.closes_at,
                &petition.rules,
                now,
            ));
            ruled.listed_at = Some(now);
        },
        |db, petition, now| {
            let closes_at = closing_when_admitted(petition.closes_at, &petition.rules, now);
            plan(db, JobKind::ClosePetition, Some(petition.id), closes_at)?;
            reindex_petition(db, petition.id)?;
            sign_supporters(db, &house.vault, petition.id, now)?;
            let event = add_event(db, petition.id, &NewEvent::plain(EventKind::Opened, now))?;
            follow::tell_petitioner(db, petition.id, event, now)?;
            follow::plan_signer_news(db, event, EventKind::Opened, now)?;
            Ok(())
        },
    )
}

/// The petitioner's name, where he chose that it is public.
pub(super) fn public_name(
    house: &House,
    db: &mut Db,
    petition_id: i64,
) -> ActResult<Option<String>> {
    let found = petitioner(db, petition_id)?;
    match found.filter(|petitioner| petitioner.show_name) {
        Some(shown) => {
            let person = petitioner_person(&house.vault, petition_id, &shown.sealed)?;
            Ok(Some(person.name).filter(|name| !name.is_empty()))
        }
        None => Ok(None),
    }
}

/// Makes a signature of every confirmed supporter, in the transaction that opens the petition.
fn sign_supporters(
    db: &mut Db,
    vault: &Vault,
    petition_id: i64,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let signings = signings_of_supporters(db, petition_id, now)?;
    let names = signings
        .iter()
        .map(|signing| match signing.show_name {
            true => Ok(Some(person_of(vault, petition_id, &signing.sealed)?.name)),
            false => Ok(None),
        })
        .collect::<Result<Vec<Option<String>>, StoreError>>()?;
    let people = signings.into_iter().zip(names);
    sign_and_confirm(db, people.map(|(signing, name)| (signing, name, now)))?;
    supporters_signed(db, petition_id)?;
    Ok(())
}
