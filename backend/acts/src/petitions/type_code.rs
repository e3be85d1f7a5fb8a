//! Somebody types in the short code of the mail, instead of following its link.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::petitions::invitation::person_of;
use weerklank_store::outbox::send_again;
use weerklank_store::people::{Seal, count_code_attempt, signer};

/// How often a code may be typed in; then only the link helps. Six digits and five tries leave a
/// guesser one chance in two hundred thousand.
pub const MOST_CODE_ATTEMPTS: i16 = 5;

/// What a typed code turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedCode {
    /// The right one; the token of the link.
    Right(String),
    /// Another one, or it was tried too often. The two are told alike: else a stranger could learn
    /// from the number of tries whether somebody waits.
    Wrong,
}

/// Petition and person of the address part that [`super::code_page`] made; the person is `None`
/// when nobody waits.
///
/// # Errors
/// [`ActError::Missing`] when it was not made here.
pub fn code_page_signer(house: &House, handle: &str) -> ActResult<(i64, Option<i64>)> {
    let text = house
        .vault
        .open(Seal::CodePage, handle)
        .map_err(|_| ActError::Missing)?;
    let number = |digits: Option<&str>| digits.and_then(|digits| digits.parse::<i64>().ok());
    let petition = number(text.get(..20)).ok_or(ActError::Missing)?;
    let signer = number(text.get(20..)).ok_or(ActError::Missing)?;
    Ok((petition, (signer != 0).then_some(signer)))
}

/// Compares a typed code. A page that nobody waits for answers as a wrong code does.
///
/// # Errors
/// [`ActError::Missing`] for an address part that was not made here, or what the store says.
pub fn type_code(house: &House, handle: &str, typed: &str) -> ActResult<TypedCode> {
    let (_, signer_id) = code_page_signer(house, handle)?;
    // Where nobody waits the same work is done, on a person that does not exist.
    let signer_id = signer_id.unwrap_or(0);
    let counted = house.store.write(|db| {
        let may_try = count_code_attempt(db, signer_id, MOST_CODE_ATTEMPTS)?;
        let found = signer(db, signer_id)?;
        Ok::<_, ActError>(found.filter(|_| may_try))
    })?;
    let Some(signer) = counted else {
        return Ok(TypedCode::Wrong);
    };
    let person = person_of(&house.vault, signer.petition_id, &signer.sealed)?;
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    // The number of tries, not the time of the comparison, is what a guesser is limited by.
    if typed == person.code {
        Ok(TypedCode::Right(person.token))
    } else {
        Ok(TypedCode::Wrong)
    }
}

/// Sends the mail of a waiting signature once more, within the cap of its instrument; says nothing
/// about whether it did.
///
/// # Errors
/// [`ActError::Missing`] for an address part that was not made here, or what the store says.
pub fn resend_to(house: &House, handle: &str) -> ActResult<()> {
    let (_, signer_id) = code_page_signer(house, handle)?;
    let now = house.clock.now();
    house
        .store
        .write(|db| Ok::<_, ActError>(send_again(db, signer_id.unwrap_or(0), now)?))?;
    Ok(())
}
