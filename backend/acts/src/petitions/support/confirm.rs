//! A supporter confirms.

use super::give::looks_for_supporters;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_domain::petitions::{EventKind, may_submit};
use weerklank_store::follow;
use weerklank_store::people::hash_of_token;
use weerklank_store::petitions::{
    NewEvent, PetitionRecord, SupporterRecord, add_event, confirm_supporter, find_by_id,
    supporter_count, supporter_of_token, touch_petitioner,
};

/// What a supporter sees who follows the link of the mail.
pub struct SupportInvitation {
    /// The supporter.
    pub supporter: SupporterRecord,
    /// The petition.
    pub petition: PetitionRecord,
    /// How many people back it.
    pub supporters: i64,
}

/// Looks up the support of a token; changes nothing. An unknown token is `None`.
///
/// # Errors
/// What the store says.
pub fn support_invitation(house: &House, token: &str) -> ActResult<Option<SupportInvitation>> {
    house.store.read(|db| {
        let Some(supporter) = supporter_of_token(db, &hash_of_token(token))? else {
            return Ok(None);
        };
        let id = supporter.petition_id;
        let petition = find_by_id(db, id)?.ok_or(ActError::Missing)?;
        Ok(Some(SupportInvitation {
            supporters: supporter_count(db, id)?,
            supporter,
            petition,
        }))
    })
}

/// Confirms a support; doing it twice counts once. When there are enough of them the petitioner is
/// told, once.
///
/// # Errors
/// [`ActError::CannotSupport`] when the petition looks for nobody any more, or what the store says.
pub fn confirm_support(house: &House, invitation: &SupportInvitation) -> ActResult<()> {
    let now = house.clock.now();
    let id = invitation.petition.id;
    house.store.write(|db| {
        // Two who confirm at once are counted one after the other.
        touch_petitioner(db, id, now)?;
        let petition = find_by_id(db, id)?.ok_or(ActError::Missing)?;
        looks_for_supporters(petition.state)?;
        if !confirm_supporter(db, invitation.supporter.id, now)? {
            return Ok(());
        }
        let have = supporter_count(db, id)?;
        let is_enough_now =
            may_submit(&petition.rules, have) && !may_submit(&petition.rules, have - 1);
        if is_enough_now {
            let event = add_event(db, id, &NewEvent::plain(EventKind::Supported, now))?;
            follow::tell_petitioner(db, id, event, now)?;
        }
        Ok::<_, ActError>(())
    })
}
