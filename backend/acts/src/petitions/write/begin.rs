//! Somebody begins to write a petition.

use super::PersonOfPetition;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::{nonce, token};
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::petitions::{PetitionState, Title, WriteStep};
use weerklank_store::people::{Seal, hash_of_token};
use weerklank_store::petitions::{NewPetition, NewPetitioner, add, add_petitioner};
use weerklank_store::{instruments, site};

/// The instrument that a draft has until another one is chosen.
const FIRST_INSTRUMENT: &str = "petition";

/// Keeps the first words of a petition as a draft, and answers the token of the page on which its
/// writer goes on.
///
/// # Errors
/// [`ActError::Unusable`] when the site has no body or no instrument yet, or what the store says.
pub fn begin_draft(house: &House, title: &Title, language: Language) -> ActResult<String> {
    let now = house.clock.now();
    let random = house.random.as_ref();
    let page_token = token(random);
    // Until it is filed it has neither a name nor a number for people.
    let placeholder = token(random).to_lowercase().replace(['_', '-'], "0");
    house.store.write(|db| {
        let body = site::addressees(db)?
            .into_iter()
            .min_by_key(|body| (body.kind != "council", body.id))
            .ok_or_else(|| ActError::Unusable("no body was entered yet".to_owned()))?;
        let (instrument_id, _) = instruments::on_day(db, FIRST_INSTRUMENT, day_of(now))?
            .ok_or_else(|| ActError::Unusable("no instrument was entered yet".to_owned()))?;
        let new = NewPetition {
            slug: format!("draft-{placeholder}"),
            reference: format!("D-{placeholder}"),
            instrument_id,
            body_id: body.id,
            area_id: None,
            language,
            title: title.as_str().to_owned(),
            observation: String::new(),
            request: String::new(),
            explanation: String::new(),
            petitioner_name: None,
            state: PetitionState::Draft,
            is_public: false,
            source: "site".to_owned(),
            source_key: None,
            source_url: None,
            source_changed_at: None,
            filed_at: now,
            opened_at: None,
            closes_at: None,
            listed_at: now,
            answered_at: None,
        };
        let id = add(db, &new)?;
        let person = PersonOfPetition::default();
        let petitioner = NewPetitioner {
            sealed: house
                .vault
                .seal(Seal::Petitioner(id), &person.to_json(), nonce(random)),
            page_hash: Some(hash_of_token(&page_token)),
            mail_hash: None,
            mailbox_key: None,
            is_proven: false,
            show_name: false,
            answered: vec![WriteStep::Title],
            language,
        };
        add_petitioner(db, id, &petitioner, now)?;
        Ok::<_, ActError>(())
    })?;
    Ok(page_token)
}
