//! People who back a petition before it is admitted. Enough of them put it before the clerk; when
//! it opens, each becomes a signature.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::intake::SignRequest;
use crate::moment::Moment;
use crate::outbox::{Audience, Message, NewMail, queue};
use crate::schema::{instruments, petitions, supporters};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::petitions::{Holder, PlaceKind};

/// What became of backing a petition. A stranger is told the same in every case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupportOutcome {
    /// Taken down; a mail asks to confirm.
    Asked,
    /// This mailbox backs it already, or got mails enough.
    Nothing,
}

/// Records somebody who backs a petition, sealed as a signer is, and queues the mail that asks to
/// confirm. A mailbox that waits gets its mail again, up to `most` in all.
pub fn add_supporter(db: &mut Db, new: &SignRequest, most: i16) -> StoreResult<SupportOutcome> {
    use supporters as s;
    let row = (
        s::petition_id.eq(new.petition_id),
        s::mailbox_key.eq(&new.mailbox_key),
        s::name_key.eq(&new.holder.name_key),
        s::household_key.eq(&new.holder.household_key),
        s::sealed.eq(&new.sealed),
        s::token_hash.eq(&new.token_hash),
        s::state.eq("pending"),
        s::lang.eq(new.language.code()),
        s::place_kind.eq(new.place.0.code()),
        s::area_id.eq(new.place.1),
        s::show_name.eq(new.show_name),
        s::keep_informed.eq(new.keep_informed),
        s::mails.eq(0),
        s::begun_at.eq(Moment::from(new.at)),
    );
    // ON CONFLICT has no common form.
    on_both!(db, |inner| diesel::insert_into(s::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    let waiting: Option<(i64, i16)> = diesel::update(
        s::table
            .filter(s::mailbox_key.eq(&new.mailbox_key))
            .filter(s::petition_id.eq(new.petition_id))
            .filter(s::state.eq("pending").and(s::mails.lt(most))),
    )
    .set(s::mails.eq(s::mails + 1))
    .returning((s::id, s::mails))
    .get_result(db)
    .optional()?;
    let Some((id, mails)) = waiting else {
        return Ok(SupportOutcome::Nothing);
    };
    let mail = NewMail::new(
        Message::ConfirmSupport,
        id,
        &mails.to_string(),
        new.at.into(),
    );
    queue(db, &[mail])?;
    Ok(SupportOutcome::Asked)
}

/// Somebody who backs a petition.
#[derive(Debug, Clone)]
pub struct SupporterRecord {
    /// The key of the row.
    pub id: i64,
    /// The petition.
    pub petition_id: i64,
    /// Whether the support was confirmed.
    pub is_confirmed: bool,
}

/// The supporter of a token's hash.
pub fn supporter_of_token(db: &mut Db, token_hash: &str) -> StoreResult<Option<SupporterRecord>> {
    use supporters as s;
    let row: Option<(i64, i64, String)> = s::table
        .filter(s::token_hash.eq(token_hash))
        .select((s::id, s::petition_id, s::state))
        .first(db)
        .optional()?;
    Ok(row.map(|(id, petition_id, state)| SupporterRecord {
        id,
        petition_id,
        is_confirmed: state != "pending",
    }))
}

/// Confirms a support; `false` when it was confirmed before.
pub fn confirm_supporter(db: &mut Db, id: i64, now: DateTime<Utc>) -> StoreResult<bool> {
    use supporters as s;
    let changed = diesel::update(s::table.find(id))
        .filter(s::state.eq("pending"))
        .set((
            s::state.eq("confirmed"),
            s::confirmed_at.eq(Some(Moment::from(now))),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// How many people back a petition.
pub fn supporter_count(db: &mut Db, petition_id: i64) -> StoreResult<i64> {
    use supporters as s;
    Ok(s::table
        .filter(s::petition_id.eq(petition_id))
        .filter(s::state.ne("pending"))
        .count()
        .get_result(db)?)
}

#[derive(Queryable)]
struct Row {
    id: i64,
    petition_id: i64,
    mailbox_key: String,
    name_key: String,
    household_key: String,
    sealed: String,
    token_hash: String,
    lang: String,
    place_kind: String,
    area_id: Option<i64>,
    show_name: bool,
    keep_informed: bool,
}

/// The signings that the confirmed supporters of a petition become when it opens; nobody is mailed.
pub fn signings_of_supporters(
    db: &mut Db,
    petition_id: i64,
    at: DateTime<Utc>,
) -> StoreResult<Vec<SignRequest>> {
    use supporters as s;
    let rows: Vec<Row> = s::table
        .filter(s::petition_id.eq(petition_id))
        .filter(s::state.eq("confirmed"))
        .order(s::id)
        .select((
            s::id,
            s::petition_id,
            s::mailbox_key,
            s::name_key,
            s::household_key,
            s::sealed,
            s::token_hash,
            s::lang,
            s::place_kind,
            s::area_id,
            s::show_name,
            s::keep_informed,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|row| {
            let corrupt = || StoreError::corrupt("supporters", &row.id);
            Ok(SignRequest {
                petition_id: row.petition_id,
                mailbox_key: row.mailbox_key,
                holder: Holder {
                    name_key: row.name_key,
                    household_key: row.household_key,
                },
                sealed: row.sealed,
                token_hash: row.token_hash,
                language: Language::from_tag(&row.lang).ok_or_else(corrupt)?,
                place: (
                    PlaceKind::from_code(&row.place_kind).ok_or_else(corrupt)?,
                    row.area_id,
                ),
                channel: "web",
                show_name: row.show_name,
                keep_informed: row.keep_informed,
                wants_mail: false,
                at,
            })
        })
        .collect()
}

/// Records that the confirmed supporters of a petition have signed it. Who they are stands with their
/// signatures from now on, and here no more.
pub fn supporters_signed(db: &mut Db, petition_id: i64) -> StoreResult<()> {
    use supporters as s;
    diesel::update(
        s::table
            .filter(s::petition_id.eq(petition_id))
            .filter(s::state.eq("confirmed")),
    )
    .set((s::state.eq("signed"), s::sealed.eq("")))
    .execute(db)?;
    Ok(())
}

/// Erases supporters who never confirmed within the term of the instrument, with their mails.
/// Answers how many; call it again until it answers 0.
pub fn erase_supporters(db: &mut Db, now: DateTime<Utc>) -> StoreResult<usize> {
    const BATCH: i64 = 500;
    use supporters as s;
    let mut erased = 0;
    let rules: Vec<(i64, String)> = instruments::table
        .select((instruments::id, instruments::rules))
        .load(db)?;
    for (instrument, json) in rules {
        let rules = crate::instruments::rules(instrument, &json)?;
        let begun_before = Moment::from(now - rules.unconfirmed_term());
        let people: Vec<i64> = s::table
            .inner_join(petitions::table)
            .filter(petitions::instrument_id.eq(instrument))
            .filter(s::state.eq("pending"))
            .filter(s::begun_at.le(begun_before))
            .order(s::id)
            .limit(BATCH)
            .select(s::id)
            .load(db)?;
        crate::outbox::forget(db, Audience::Supporter, &people)?;
        erased += diesel::delete(s::table.filter(s::id.eq_any(&people))).execute(db)?;
    }
    Ok(erased)
}
