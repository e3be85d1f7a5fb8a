//! Somebody signs a petition.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::petitions::invitation::PersonOfSignature;
use crate::random::{Randomness, code, nonce, token};
use chrono::{DateTime, Utc};
use weerklank_domain::Language;
use weerklank_domain::areas::Gazetteer;
use weerklank_domain::people::{EmailAddress, PersonName, Residence};
use weerklank_domain::petitions::Holder;
use weerklank_store::intake::{Intake, Outcome, Request, SignOutcome, SignRequest};
use weerklank_store::people::{Keyed, Seal, Vault, hash_of_token};

/// What somebody who signs says.
#[derive(Debug, Clone)]
pub struct Signing {
    /// The name.
    pub name: PersonName,
    /// The address that the confirmation is sent to.
    pub email: EmailAddress,
    /// Postcode or place.
    pub residence: Residence,
    /// Whether the name may be shown.
    pub show_name: bool,
    /// Whether the person wants news of this petition.
    pub keep_informed: bool,
    /// The language in which the person signs.
    pub language: Language,
    /// `web` or `api`.
    pub channel: &'static str,
}

/// Makes the request for the intake: everything that identifies is sealed or hashed here.
#[must_use]
pub fn prepare(
    vault: &Vault,
    random: &dyn Randomness,
    gazetteer: &Gazetteer,
    petition_id: i64,
    signing: &Signing,
    at: DateTime<Utc>,
) -> SignRequest {
    let token = token(random);
    let person = PersonOfSignature {
        name: signing.name.as_str().to_owned(),
        email: signing.email.as_str().to_owned(),
        token: token.clone(),
        code: code(random),
    };
    let canonical = signing.email.canonical();
    SignRequest {
        petition_id,
        mailbox_key: vault.hash(Keyed::Mailbox(petition_id), canonical.as_str()),
        holder: Holder {
            name_key: vault.hash(Keyed::Name(petition_id), &signing.name.folded()),
            household_key: vault.hash(Keyed::Household(petition_id), &signing.residence.folded()),
        },
        sealed: vault.seal(Seal::Signer(petition_id), &person.to_json(), nonce(random)),
        token_hash: hash_of_token(&token),
        language: signing.language,
        place: gazetteer.place(&signing.residence),
        channel: signing.channel,
        show_name: signing.show_name,
        keep_informed: signing.keep_informed,
        wants_mail: true,
        at,
    }
}

/// Signs: `done` is called after the commit with the address part of the page on which the code
/// can be typed in. That page is the same whether or not this mailbox signed before.
///
/// # Errors
/// [`ActError::Overloaded`] when the queue is full; then `done` is never called.
pub fn sign(
    intake: &Intake,
    request: SignRequest,
    done: impl FnOnce(ActResult<SignOutcome>) + Send + 'static,
) -> ActResult<()> {
    let reply = Box::new(
        move |outcome: Result<Outcome, weerklank_store::StoreError>| {
            done(match outcome {
                Ok(Outcome::Sign(SignOutcome::Refused(reason))) => Err(reason.into()),
                Ok(Outcome::Sign(SignOutcome::NoPetition) | Outcome::Confirm(_)) => {
                    Err(ActError::Missing)
                }
                Ok(Outcome::Sign(accepted)) => Ok(accepted),
                Err(error) => Err(error.into()),
            });
        },
    );
    intake
        .submit(Request::Sign(Box::new(request)), reply)
        .map_err(|_| ActError::Overloaded)
}

/// The address part of the page on which the code of a signature can be typed in. It looks the same
/// for a signature that nobody waits for.
#[must_use]
pub fn code_page(house: &House, petition_id: i64, outcome: SignOutcome) -> String {
    let signer = match outcome {
        SignOutcome::Accepted { signer_id } => signer_id.unwrap_or(0),
        SignOutcome::Refused(_) | SignOutcome::NoPetition => 0,
    };
    // Fixed width, so that the length tells nothing either.
    let text = format!("{petition_id:020}{signer:020}");
    house
        .vault
        .seal(Seal::CodePage, &text, nonce(house.random.as_ref()))
}
