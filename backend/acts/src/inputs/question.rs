//! A question about an answer becomes an input of the same round.

use super::person::PersonOfInput;
use crate::errors::ActResult;
use crate::house::House;
use crate::moderation::{Incoming, arrival_of};
use crate::random::{nonce, token};
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::{Channel, InputText, Standing};
use weerklank_domain::rounds::InputForm;
use weerklank_store::Db;
use weerklank_store::inputs::{InputRecord, NewAuthor, NewInput, Registered, register};
use weerklank_store::outbox::{Message, tell_author};
use weerklank_store::people::{Seal, hash_of_token};
use weerklank_store::rounds::RoundRecord;

/// Registers it for the author of an input, in the same light: public or not, under the same name or
/// none. It is never late, and has a person row of its own (invariant 11).
pub(crate) fn register_question(
    house: &House,
    db: &mut Db,
    round: &RoundRecord,
    (about, person): (&InputRecord, &PersonOfInput),
    text: &InputText,
    now: DateTime<Utc>,
) -> ActResult<Registered> {
    let random = house.random.as_ref();
    let secret = token(random);
    let again = PersonOfInput {
        token: secret.clone(),
        ..person.clone()
    };
    let language = about.language.on_screen().unwrap_or(round.language);
    let incoming = Incoming {
        body_id: round.body.0,
        holds: round.holds,
        // Whoever asks has an input that was answered: no newcomer.
        voice: None,
        title: None,
        text: text.as_str(),
    };
    let arrival = arrival_of(house, db, &incoming, now)?;
    let registered = register(
        db,
        &NewInput {
            round: (round.id, round.number),
            form: InputForm::Open,
            language: about.language,
            title: None,
            text: text.as_str().to_owned(),
            standing: Standing::new(arrival.hold.is_some()),
            is_late: false,
            channel: Channel::Web,
            source_name: None,
            is_public: about.is_public,
            display_name: about.display_name.clone(),
            sender: about.sender,
            area_id: None,
            place_name: None,
            point: None,
            author: Some(NewAuthor {
                author_key: None,
                sealed: house
                    .vault
                    .seal(Seal::Author(round.id), &again.to_json(), nonce(random)),
                token_hash: hash_of_token(&secret),
                language,
            }),
            origin: None,
            received_at: now,
            arrival,
            at: now,
            endorsements: 0,
            source_key: None,
        },
    )?;
    if let Some(author) = registered.author_id.filter(|_| !person.email.is_empty()) {
        tell_author(db, Message::InputReceived, author, None, now)?;
    }
    Ok(registered)
}
