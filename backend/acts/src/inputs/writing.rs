//! Somebody writes an input.

use super::person::PersonOfInput;
use super::taking_part::{CannotTakePart, may_take_part};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::moderation::{Incoming, arrival_of, may_write};
use crate::people::Proven;
use crate::random::{nonce, token};
use crate::representation::count_voice;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use weerklank_domain::Language;
use weerklank_domain::areas::Point;
use weerklank_domain::inputs::{Channel, Sender, Standing};
use weerklank_domain::rounds::InputForm;
use weerklank_store::Db;
use weerklank_store::inputs::{
    InputCard, NewAuthor, NewInput, NewOrigin, Registered, register, similar,
};
use weerklank_store::moderation::Voice;
use weerklank_store::outbox::{Message, tell_author};
use weerklank_store::people::{Keyed, Seal, hash_of_token};
use weerklank_store::rounds::{RoundRecord, find_by_id};

/// What somebody writes. Its texts were parsed before: see `InputText`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writing {
    /// The round.
    pub round_id: i64,
    /// The code of the form.
    pub form: String,
    /// BCP 47 tag of the language of the text.
    pub language: String,
    /// The title of an idea.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// Whether everybody may read it (NOT-4).
    pub is_public: bool,
    /// The name; empty for none.
    pub name: String,
    /// Whether the name is shown.
    pub show_name: bool,
    /// Whether it is sent for an organisation, which is named by `name`.
    pub is_organisation: bool,
    /// The code of what the organisation is; none in what was begun before that was asked.
    #[serde(default)]
    pub said: Option<String>,
    /// What somebody says of the own interest, where only stakeholders may respond.
    #[serde(default)]
    pub stake: Option<String>,
    /// The key of the area.
    pub area_id: Option<i64>,
    /// The place in words.
    pub place_name: Option<String>,
    /// The place, in millionths of a degree: north, east.
    pub point: Option<Point>,
}

impl Writing {
    /// Who sends it.
    #[must_use]
    pub fn sender(&self) -> Sender {
        match (self.is_organisation, self.said.as_deref()) {
            (false, _) => Sender::Resident,
            (true, said) => said
                .and_then(Sender::from_code)
                .and_then(Sender::said)
                .unwrap_or(Sender::Organisation),
        }
    }
}

/// Somebody who began in time may prove the mailbox until so long after the closing.
pub const PROOF_GRACE: TimeDelta = TimeDelta::hours(24);

/// Whether an input is late: begun after the closing, or proven too long after it (invariant 10).
fn is_late(round: &RoundRecord, begun_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    // By its times alone: the scheduler may have closed it since.
    round
        .closes_at
        .is_none_or(|closes| begun_at >= closes || now >= closes + PROOF_GRACE)
}

/// Registers what somebody wrote whose mailbox or code was proven: it has its number from now on, and
/// its author a receipt by mail.
///
/// # Errors
/// [`ActError::CannotTakePart`], [`ActError::Missing`] when there is no such round, [`ActError::Suspended`],
/// or what the store says.
pub fn write_input(house: &House, proven: &Proven, writing: &Writing) -> ActResult<Registered> {
    let now = house.clock.now();
    house.store.write(|db| {
        let round = find_by_id(db, writing.round_id)?.ok_or(ActError::Missing)?;
        may_write(house, db, round.body.0, proven, now)?;
        write_in(house, db, proven, writing, now, now)
    })
}

/// The same within a transaction, for something that was begun before.
pub(super) fn write_in(
    house: &House,
    db: &mut Db,
    proven: &Proven,
    writing: &Writing,
    begun_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> ActResult<Registered> {
    let round = find_by_id(db, writing.round_id)?
        .filter(RoundRecord::is_public)
        .ok_or(ActError::Missing)?;
    may_take_part(&round, proven, now)?;
    let form = InputForm::from_code(&writing.form)
        .and_then(|form| round.form(form))
        .filter(|had| had.form != InputForm::Statement || had.takes_own)
        .ok_or(CannotTakePart::NoSuchForm)?
        .form;
    let language = Language::from_tag(&writing.language).unwrap_or(round.language);
    let author = author(house, proven, &round, writing, language);
    let incoming = Incoming {
        body_id: round.body.0,
        holds: round.holds,
        voice: author
            .author_key
            .clone()
            .map(|key| Voice::Round(round.id, key)),
        title: writing.title.as_deref(),
        text: &writing.text,
    };
    let arrival = arrival_of(house, db, &incoming, now)?;
    let registered = register(
        db,
        &NewInput {
            round: (round.id, round.number),
            form,
            language: language.into(),
            title: writing.title.clone(),
            text: writing.text.clone(),
            standing: Standing::new(arrival.hold.is_some()),
            is_late: is_late(&round, begun_at, now),
            channel: Channel::Web,
            source_name: None,
            // A statement is there to be voted on by everybody.
            is_public: writing.is_public || form == InputForm::Statement,
            display_name: display_name(writing),
            sender: writing.sender(),
            area_id: writing.area_id,
            place_name: writing.place_name.clone(),
            point: writing.point,
            author: Some(author),
            origin: writing.stake.clone().map(|stake| NewOrigin {
                stake: Some(stake),
                ..NewOrigin::default()
            }),
            received_at: begun_at,
            arrival,
            at: now,
            endorsements: 0,
            source_key: None,
        },
    )?;
    if let (Some(author_id), true) = (registered.author_id, proven.email.is_some()) {
        tell_author(db, Message::InputReceived, author_id, None, now)?;
    }
    count_voice(&house.vault, db, proven, round.id, now)?;
    Ok(registered)
}

/// An organisation is named (NOT-2); a person only by choice.
fn display_name(writing: &Writing) -> Option<String> {
    let is_shown = writing.show_name || writing.is_organisation;
    Some(writing.name.clone()).filter(|name| is_shown && !name.is_empty())
}

fn author(
    house: &House,
    proven: &Proven,
    round: &RoundRecord,
    writing: &Writing,
    language: Language,
) -> NewAuthor {
    let random = house.random.as_ref();
    let token = token(random);
    let person = PersonOfInput {
        name: writing.name.clone(),
        email: proven
            .email
            .as_ref()
            .map(|email| email.as_str().to_owned())
            .unwrap_or_default(),
        token: token.clone(),
    };
    NewAuthor {
        author_key: Some(proven.key(&house.vault, Keyed::Author(round.id))),
        sealed: house
            .vault
            .seal(Seal::Author(round.id), &person.to_json(), nonce(random)),
        token_hash: hash_of_token(&token),
        language,
    }
}

/// So many inputs are shown to somebody who is about to send another.
const MOST_SIMILAR: usize = 3;

/// What people wrote to this round already that looks like a text.
///
/// # Errors
/// What the store says.
pub fn similar_inputs(
    house: &House,
    round_id: i64,
    text: &str,
    language: Language,
) -> ActResult<Vec<InputCard>> {
    house
        .store
        .read(|db| Ok(similar(db, round_id, text, language, MOST_SIMILAR)?))
}
