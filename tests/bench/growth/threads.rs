//! Threads that differ in nothing but how many replies they hold: many beside each other with some
//! below each, one chain that is as deep as it may be, and one reply that very many answer.

use super::words::{self, draw};
use crate::Outcome;
use chrono::TimeDelta;
use weerklank_acts::House;
use weerklank_domain::TextLanguage;
use weerklank_domain::inputs::ModerationState;
use weerklank_domain::replies::Stance;
use weerklank_domain::rounds::ModerationTime;
use weerklank_store::inputs;
use weerklank_store::replies::{NewReply, ReplySource, ThreadSubject, enter, thread_of};
use weerklank_store::rounds::RoundRecord;
use weerklank_store::{Db, StoreError, StoreResult};

/// As many replies share a transaction.
const CHUNK: usize = 500;

/// The shape of a thread.
#[derive(Clone, Copy)]
pub struct Shape {
    /// How many replies it has.
    pub amount: u64,
    /// How many of them stand below each other.
    pub chain: u64,
    /// How many of them answer one.
    pub crowd: u64,
}

/// Where to look into a thread.
pub struct Filled {
    /// The number of the reply at the end of the chain.
    pub deepest: i64,
    /// The number of the reply that very many answer.
    pub crowded: i64,
}

/// What a reply answers: the place of another one.
fn parent_of(place: u64, shape: Shape) -> Option<u64> {
    let crowd_begins = shape.chain;
    let rest_begins = shape.chain + shape.crowd;
    match place {
        0 => None,
        _ if place < shape.chain => Some(place - 1),
        _ if place == crowd_begins => None,
        _ if place < rest_begins => Some(crowd_begins),
        // One that answers nothing, one below it, and one below that.
        _ => (!(place - rest_begins).is_multiple_of(3)).then(|| place - 1),
    }
}

/// Makes a thread below an input of a round, by its number.
pub fn fill(house: &House, round: &RoundRecord, number: i64, shape: Shape) -> Outcome<Filled> {
    let mut keys: Vec<(i64, i64)> = Vec::new();
    let places: Vec<u64> = (0..shape.amount).collect();
    for chunk in places.chunks(CHUNK) {
        let added = house.store.write(|db| {
            let mut added = Vec::new();
            for place in chunk {
                let key = |place: u64| {
                    let place = usize::try_from(place).unwrap_or(usize::MAX);
                    let early = keys.get(place);
                    early
                        .or_else(|| added.get(place - keys.len()))
                        .map(|key: &(i64, i64)| key.0)
                };
                let parent = parent_of(*place, shape).and_then(key);
                added.push(reply(db, (round, number), *place, parent)?);
            }
            StoreResult::Ok(added)
        })?;
        keys.extend(added);
    }
    let number = |place: u64| -> Outcome<i64> {
        let found = keys.get(usize::try_from(place)?);
        Ok(found.ok_or("a reply is missing")?.1)
    };
    Ok(Filled {
        deepest: number(shape.chain - 1)?,
        crowded: number(shape.chain)?,
    })
}

/// Gives some inputs of a round a few replies each, so that their order by replies says something.
pub fn sprinkle(house: &House, round: &RoundRecord, amount: u64) -> Outcome<()> {
    let numbers: Vec<u64> = (2..=amount)
        .filter(|number| draw(*number, 30, 16) == 0)
        .collect();
    for chunk in numbers.chunks(CHUNK / 4) {
        house.store.write(|db| {
            for number in chunk {
                for place in 0..=draw(*number, 31, 4) {
                    let number = i64::try_from(*number).unwrap_or(0);
                    reply(db, (round, number), place, None)?;
                }
            }
            StoreResult::Ok(())
        })?;
    }
    Ok(())
}

fn reply(
    db: &mut Db,
    (round, number): (&RoundRecord, i64),
    place: u64,
    parent_id: Option<i64>,
) -> StoreResult<(i64, i64)> {
    let input = inputs::find(db, round.id, number)?.ok_or(StoreError::Changed)?;
    let thread = thread_of(db, ThreadSubject::Input(input.id), ModerationTime::After)?;
    let votes = |purpose, of| i32::try_from(draw(place, purpose, of)).unwrap_or(0);
    let text = words::text(place, 20, 15 + draw(place, 21, 60));
    let stances = [
        None,
        Some(Stance::For),
        Some(Stance::Against),
        Some(Stance::Neutral),
    ];
    let stance = stances.get(usize::try_from(draw(place, 22, 4)).unwrap_or(0));
    // Some of them in the same minute.
    let step = i64::try_from(place / 4).unwrap_or(0);
    let new = NewReply {
        thread: &thread,
        parent_id,
        language: TextLanguage::Nl,
        text: &text,
        stance: stance.copied().flatten(),
        moderation: match draw(place, 23, 40) {
            0 => ModerationState::Hidden,
            _ => ModerationState::Visible,
        },
        display_name: Some("A neighbour"),
        replier: None,
        staff: None,
        arrival: weerklank_store::moderation::Arrival::default(),
        source: Some(ReplySource {
            source_key: format!("{} {number} {place}", round.slug),
            is_orphan: false,
            agreed: votes(24, 30),
            disagreed: votes(25, 9),
            is_deleted: draw(place, 26, 40) == 0,
        }),
        at: round.opens_at.unwrap_or_default() + TimeDelta::minutes(step),
    };
    let (added, _) = enter(db, &new)?.ok_or(StoreError::Changed)?;
    Ok((added.id, added.number))
}
