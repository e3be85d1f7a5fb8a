//! Somebody backs a petition.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::petitions::sign::{Signing, prepare};
use weerklank_domain::petitions::{CannotSupport, PetitionState, SupportClaims, may_support};
use weerklank_store::people::hash_of_token;
use weerklank_store::petitions::{
    PetitionRecord, add_supporter, find_by_id, petition_of_support_link, supporter_count,
};

/// A petition as somebody sees it who was sent its private link.
pub struct SupportPage {
    /// The petition.
    pub petition: PetitionRecord,
    /// How many people back it.
    pub supporters: i64,
}

/// Looks up the petition of a private link; an unknown link is `None`.
///
/// # Errors
/// What the store says.
pub fn support_page(house: &House, link: &str) -> ActResult<Option<SupportPage>> {
    house.store.read(|db| {
        let Some(id) = petition_of_support_link(db, &hash_of_token(link))? else {
            return Ok(None);
        };
        let petition = find_by_id(db, id)?.ok_or(ActError::Missing)?;
        Ok(Some(SupportPage {
            supporters: supporter_count(db, id)?,
            petition,
        }))
    })
}

/// Backs a petition; a mail asks to confirm. The same is told whether or not this mailbox did so
/// before.
///
/// # Errors
/// [`ActError::CannotSupport`] when the petition looks for nobody or a condition is not met, or what
/// the store says.
pub fn support(
    house: &House,
    page: &SupportPage,
    signing: &Signing,
    claims: SupportClaims,
) -> ActResult<()> {
    let now = house.clock.now();
    let id = page.petition.id;
    let gazetteer = house.gazetteer()?;
    let request = prepare(
        &house.vault,
        house.random.as_ref(),
        &gazetteer,
        id,
        signing,
        now,
    );
    house.store.write(|db| {
        let petition = find_by_id(db, id)?.ok_or(ActError::Missing)?;
        may_support(petition.state, &petition.rules, claims, request.place.0)?;
        let most = i16::try_from(petition.rules.resend_cap).unwrap_or(i16::MAX);
        add_supporter(db, &request, most)?;
        Ok::<_, ActError>(())
    })
}

/// Whether a petition looks for supporters.
///
/// # Errors
/// [`CannotSupport::NotGathering`].
pub(super) fn looks_for_supporters(state: PetitionState) -> Result<(), CannotSupport> {
    match state {
        PetitionState::Gathering => Ok(()),
        _ => Err(CannotSupport::NotGathering),
    }
}
