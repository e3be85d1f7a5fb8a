//! An input comes in by another way than the site: the seeds, another system, or somebody at the desk.

use super::person::PersonOfInput;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::moderation::marks_in;
use crate::random::{nonce, token};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use weerklank_domain::TextLanguage;
use weerklank_domain::areas::Point;
use weerklank_domain::inputs::{Ballot, Channel, InputState, ModerationState, Sender, Standing};
use weerklank_domain::rounds::InputForm;
use weerklank_store::Db;
use weerklank_store::inputs::{
    BallotCast, NewAuthor, NewInput, NewOrigin, Registered, cast, find_by_id, id_of_source,
    register, voter,
};
use weerklank_store::moderation::Arrival;
use weerklank_store::people::{Keyed, Seal, hash_of_token};
use weerklank_store::rounds::RoundRecord;

/// An input as it is.
#[derive(Debug, Clone)]
pub struct EnteredInput {
    /// The form.
    pub form: InputForm,
    /// The language of the text.
    pub language: TextLanguage,
    /// The title of an idea.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// What became of it.
    pub state: InputState,
    /// What moderation made of it.
    pub moderation: ModerationState,
    /// Whether it came after the closing.
    pub is_late: bool,
    /// The way it came.
    pub channel: Channel,
    /// Whose platform.
    pub source_name: Option<String>,
    /// Whether everybody may read it.
    pub is_public: bool,
    /// The name that is shown.
    pub display_name: Option<String>,
    /// Who sent it.
    pub sender: Sender,
    /// The area.
    pub area_id: Option<i64>,
    /// The place in words.
    pub place_name: Option<String>,
    /// The place on the map.
    pub point: Option<Point>,
    /// Name and address of its sender, where they are known.
    pub person: Option<(String, String)>,
    /// How it came in.
    pub origin: Option<NewOrigin>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// Endorsements that another system counted.
    pub endorsements: i32,
    /// Its key in that system; an input that is known by it is left as it is.
    pub source_key: Option<String>,
}

/// Enters inputs in one transaction, each in its standing. Answers what each got, and how many are new;
/// one that is known by its source key is left as it is.
///
/// # Errors
/// What the store says; then none was entered.
pub fn enter_inputs(
    house: &House,
    round: &RoundRecord,
    inputs: &[EnteredInput],
) -> ActResult<(Vec<Registered>, usize)> {
    let now = house.clock.now();
    house.store.write(|db| {
        let mut registered = Vec::with_capacity(inputs.len());
        let mut new = 0;
        for input in inputs {
            let (one, is_new) = enter_in(house, db, round, input, now)?;
            registered.push(one);
            new += usize::from(is_new);
        }
        Ok((registered, new))
    })
}

/// Enters one input within a transaction, unless it is known; answers whether it is new.
pub(crate) fn enter_in(
    house: &House,
    db: &mut Db,
    round: &RoundRecord,
    input: &EnteredInput,
    now: DateTime<Utc>,
) -> ActResult<(Registered, bool)> {
    match known(db, input)? {
        Some(known) => Ok((known, false)),
        None => Ok((add(house, db, round, input, now)?, true)),
    }
}

/// What an input got when it was entered before.
fn known(db: &mut Db, input: &EnteredInput) -> ActResult<Option<Registered>> {
    let Some(key) = &input.source_key else {
        return Ok(None);
    };
    let Some(id) = id_of_source(db, key)? else {
        return Ok(None);
    };
    let known = find_by_id(db, id)?.ok_or(ActError::Missing)?;
    Ok(Some(Registered {
        id,
        number: known.number,
        author_id: known.author_id,
    }))
}

fn add(
    house: &House,
    db: &mut Db,
    round: &RoundRecord,
    input: &EnteredInput,
    now: DateTime<Utc>,
) -> ActResult<Registered> {
    let author = input
        .person
        .as_ref()
        .map(|(name, email)| author(house, round, name, email));
    let arrival = arrival_of_entry(house, db, round, input)?;
    Ok(register(
        db,
        &NewInput {
            round: (round.id, round.number),
            form: input.form,
            language: input.language,
            title: input.title.clone(),
            text: input.text.clone(),
            standing: Standing {
                state: input.state,
                moderation: input.moderation,
            },
            is_late: input.is_late,
            channel: input.channel,
            source_name: input.source_name.clone(),
            is_public: input.is_public,
            display_name: input.display_name.clone(),
            sender: input.sender,
            area_id: input.area_id,
            place_name: input.place_name.clone(),
            point: input.point,
            author,
            origin: input.origin.clone(),
            received_at: input.received_at,
            arrival,
            at: now.max(input.received_at),
            endorsements: input.endorsements,
            source_key: input.source_key.clone(),
        },
    )?)
}

/// How it stands in the queue. What another site published is not looked at for words and links, and
/// nothing is that was dealt with.
fn arrival_of_entry(
    house: &House,
    db: &mut Db,
    round: &RoundRecord,
    input: &EnteredInput,
) -> ActResult<Arrival> {
    if input.channel == Channel::Elsewhere || input.state != InputState::Open {
        return Ok(Arrival::default());
    }
    let is_awaiting = input.moderation == ModerationState::Awaiting;
    let holds = round.holds;
    let is_newcomer = is_awaiting && holds.is_first;
    let about = (input.title.as_deref(), input.text.as_str());
    Ok(Arrival {
        hold: holds
            .why(is_newcomer, input.received_at)
            .filter(|_| is_awaiting),
        is_newcomer,
        marks: marks_in(house, db, round.body.0, about)?,
    })
}

fn author(house: &House, round: &RoundRecord, name: &str, email: &str) -> NewAuthor {
    let random = house.random.as_ref();
    let token = token(random);
    let person = PersonOfInput {
        name: name.to_owned(),
        email: email.to_owned(),
        token: token.clone(),
    };
    NewAuthor {
        author_key: None,
        sealed: house
            .vault
            .seal(Seal::Author(round.id), &person.to_json(), nonce(random)),
        token_hash: hash_of_token(&token),
        language: round.language,
    }
}

/// A vote on a statement that somebody cast elsewhere, or who is invented.
#[derive(Debug, Clone)]
pub struct EnteredBallot {
    /// The statement.
    pub input_id: i64,
    /// Who; a name that the database never sees.
    pub voter: String,
    /// What they said.
    pub ballot: Ballot,
    /// When.
    pub at: DateTime<Utc>,
}

/// Enters votes in one transaction, each by its last value. Answers how many changed something, and how
/// many were there.
///
/// # Errors
/// What the store says; then none was entered.
pub fn enter_ballots(
    house: &House,
    round_id: i64,
    ballots: &[EnteredBallot],
) -> ActResult<(usize, usize)> {
    house.store.write(|db| {
        let mut voters: HashMap<&str, i64> = HashMap::new();
        let (mut new, mut same) = (0, 0);
        for vote in ballots {
            let voter_id = match voters.get(vote.voter.as_str()) {
                Some(id) => *id,
                None => {
                    let key = house.vault.hash(Keyed::Voter(round_id), &vote.voter);
                    let id = voter(db, round_id, &key)?;
                    voters.insert(&vote.voter, id);
                    id
                }
            };
            match cast(db, voter_id, vote.input_id, vote.ballot, vote.at)? {
                BallotCast::First | BallotCast::Changed => new += 1,
                BallotCast::Same => same += 1,
            }
        }
        Ok((new, same))
    })
}
