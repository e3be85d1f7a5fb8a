//! The petitioner wants the link by which to go on writing later.

use super::person::{PetitionerPage, fresh};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::{nonce, token};
use weerklank_domain::Language;
use weerklank_domain::people::EmailAddress;
use weerklank_domain::petitions::{PetitionState, Step, WrongStep};
use weerklank_store::outbox::Message;
use weerklank_store::people::{Keyed, Seal, hash_of_token};
use weerklank_store::petitions::{Access, PetitionerChange, mail_petitioner_link, set_petitioner};

/// So many mails with a link a draft sends in all: nobody's mailbox is flooded.
pub(super) const MOST_LINK_MAILS: i16 = 8;

/// Mails the link of a draft to an address, which from now on is the petitioner's. Says nothing
/// about whether the cap was reached.
///
/// # Errors
/// [`ActError::WrongStep`] when it is no draft any more, or what the store says.
pub fn mail_link(
    house: &House,
    page: &PetitionerPage,
    email: &EmailAddress,
    language: Language,
) -> ActResult<()> {
    let now = house.clock.now();
    let id = page.petition.id;
    house.store.write(|db| {
        let (petition, petitioner, mut person) = fresh(db, &house.vault, id, now)?;
        if petition.state != PetitionState::Draft {
            return Err(ActError::from(WrongStep {
                from: petition.state,
                step: Step::Submit,
            }));
        }
        let is_same = person.email == email.as_str();
        if !is_same || person.mail_token.is_empty() {
            person.mail_token = token(house.random.as_ref());
        }
        email.as_str().clone_into(&mut person.email);
        let change = PetitionerChange {
            mail_hash: hash_of_token(&person.mail_token),
            sealed: house.vault.seal(
                Seal::Petitioner(id),
                &person.to_json(),
                nonce(house.random.as_ref()),
            ),
            mailbox_key: house
                .vault
                .hash(Keyed::Mailbox(id), email.canonical().as_str()),
            is_proven: is_same && (petitioner.is_proven || page.access == Access::Mail),
            show_name: petitioner.show_name,
            language,
        };
        set_petitioner(db, id, &change, now)?;
        mail_petitioner_link(db, id, Message::DraftLink, MOST_LINK_MAILS, now)?;
        Ok(())
    })
}
