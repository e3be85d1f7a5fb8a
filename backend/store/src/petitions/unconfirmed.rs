//! Signatures that were begun and not confirmed: one reminder, then erasure.

use crate::Db;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::outbox::{Audience, Message, NewMail, queue};
use crate::schema::{instruments, petitions, signers};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// How many are taken in one transaction, so that signing never waits long.
const BATCH: i64 = 500;

/// Queues the one reminder of everybody who has waited long enough and can still confirm. Answers
/// how many; call it again until it answers 0.
pub fn queue_reminders(db: &mut Db, now: DateTime<Utc>) -> StoreResult<usize> {
    let mut queued = 0;
    for (instrument, rules) in rules_of_all(db)? {
        let begun_before = Moment::from(now - rules.reminder_after());
        let closed_before = Moment::from(now);
        let people: Vec<i64> = signers::table
            .inner_join(petitions::table)
            .filter(petitions::instrument_id.eq(instrument))
            .filter(petitions::state.eq("open"))
            .filter(
                petitions::closes_at
                    .is_null()
                    .or(petitions::closes_at.assume_not_null().gt(closed_before)),
            )
            .filter(
                signers::state
                    .eq("pending")
                    .and(signers::reminded.eq(false)),
            )
            .filter(signers::begun_at.le(begun_before))
            .order(signers::id)
            .limit(BATCH)
            .select(signers::id)
            .load(db)?;
        let mails: Vec<NewMail> = people
            .iter()
            .map(|id| NewMail::new(Message::ConfirmReminder, *id, "once", Moment::from(now)))
            .collect();
        queued += queue(db, &mails)?;
        diesel::update(signers::table.filter(signers::id.eq_any(&people)))
            .set(signers::reminded.eq(true))
            .execute(db)?;
    }
    Ok(queued)
}

/// Erases people who never confirmed within the term of the instrument, with their mails. Answers
/// how many; call it again until it answers 0.
pub fn erase_unconfirmed(db: &mut Db, now: DateTime<Utc>) -> StoreResult<usize> {
    let mut erased = 0;
    for (instrument, rules) in rules_of_all(db)? {
        let begun_before = Moment::from(now - rules.unconfirmed_term());
        let people: Vec<i64> = signers::table
            .inner_join(petitions::table)
            .filter(petitions::instrument_id.eq(instrument))
            .filter(signers::state.ne("confirmed"))
            .filter(signers::begun_at.le(begun_before))
            .order(signers::id)
            .limit(BATCH)
            .select(signers::id)
            .load(db)?;
        crate::outbox::forget(db, Audience::Signer, &people)?;
        erased += diesel::delete(
            signers::table.filter(
                signers::id
                    .eq_any(&people)
                    .and(signers::state.ne("confirmed")),
            ),
        )
        .execute(db)?;
    }
    Ok(erased)
}

fn rules_of_all(db: &mut Db) -> StoreResult<Vec<(i64, weerklank_domain::instruments::Rules)>> {
    let rows: Vec<(i64, String)> = instruments::table
        .order(instruments::id)
        .select((instruments::id, instruments::rules))
        .load(db)?;
    rows.into_iter()
        .map(|(id, json)| Ok((id, crate::instruments::rules(id, &json)?)))
        .collect()
}
