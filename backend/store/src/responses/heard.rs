//! What authors say of the answers to their inputs, and what they ask about them.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{follow_ups, heard_voices, inputs, report_views, reports};
use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeMap;
use weerklank_domain::responses::{HeardScore, HeardVoice, heard_score};

/// Keeps what an author says; `false` when something was said before.
pub fn add_voice(
    db: &mut Db,
    (round_id, input_id): (i64, i64),
    says: HeardVoice,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let row = (
        heard_voices::input_id.eq(input_id),
        heard_voices::round_id.eq(round_id),
        heard_voices::says.eq(says.code()),
        heard_voices::at.eq(Moment::from(at)),
    );
    // ON CONFLICT has no common form; of two windows the first is kept.
    let added = on_both!(db, |inner| diesel::insert_into(heard_voices::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(added == 1)
}

/// What the author of an input said.
pub fn voice_of(db: &mut Db, input_id: i64) -> StoreResult<Option<HeardVoice>> {
    let says: Option<String> = heard_voices::table
        .find(input_id)
        .select(heard_voices::says)
        .first(db)
        .optional()?;
    says.map(|code| {
        HeardVoice::from_code(&code).ok_or_else(|| StoreError::corrupt("heard_voices", &input_id))
    })
    .transpose()
}

/// How many authors say that the answer is what they meant, and how many that it is not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Voices {
    /// It is.
    pub meant: i64,
    /// It is not.
    pub not_meant: i64,
}

impl Voices {
    /// What may be shown of them.
    #[must_use]
    pub fn score(self) -> Option<HeardScore> {
        heard_score(self.meant, self.not_meant)
    }

    fn add(&mut self, says: &str, amount: i64) {
        match HeardVoice::from_code(says) {
            Some(HeardVoice::Meant) => self.meant += amount,
            Some(HeardVoice::NotMeant) => self.not_meant += amount,
            None => {}
        }
    }
}

/// The voices of a round.
pub fn voices_of_round(db: &mut Db, round_id: i64) -> StoreResult<Voices> {
    use heard_voices as v;
    let rows: Vec<(String, i64)> = v::table
        .filter(v::round_id.eq(round_id))
        .group_by(v::says)
        .select((v::says, count_star()))
        .load(db)?;
    let mut voices = Voices::default();
    for (says, amount) in rows {
        voices.add(&says, amount);
    }
    Ok(voices)
}

#[derive(QueryableByName)]
struct AnswerVoices {
    #[diesel(sql_type = BigInt)]
    response_id: i64,
    #[diesel(sql_type = Text)]
    says: String,
    #[diesel(sql_type = BigInt)]
    amount: i64,
}

/// The voices by answer of a report; an input of which several parts were answered speaks of each.
pub fn voices_of_answers(db: &mut Db, report_id: i64) -> StoreResult<BTreeMap<i64, Voices>> {
    let rows: Vec<AnswerVoices> = diesel::sql_query(
        "SELECT w.response_id, v.says, COUNT(*) AS amount
         FROM (SELECT DISTINCT input_id, response_id FROM report_views
            WHERE report_id = $1 AND response_id IS NOT NULL) w
         JOIN heard_voices v ON v.input_id = w.input_id
         GROUP BY w.response_id, v.says",
    )
    .bind::<BigInt, _>(report_id)
    .load(db)?;
    let mut by_answer: BTreeMap<i64, Voices> = BTreeMap::new();
    for row in rows {
        let voices = by_answer.entry(row.response_id).or_default();
        voices.add(&row.says, row.amount);
    }
    Ok(by_answer)
}

/// When a report said for the first time that an answer is to an input.
pub fn first_answered(
    db: &mut Db,
    input_id: i64,
    response_id: i64,
) -> StoreResult<Option<DateTime<Utc>>> {
    let at: Option<Moment> = report_views::table
        .inner_join(reports::table)
        .filter(report_views::input_id.eq(input_id))
        .filter(report_views::response_id.eq(Some(response_id)))
        .order(reports::version)
        .select(reports::published_at)
        .first(db)
        .optional()?;
    Ok(at.map(Into::into))
}

/// Links a question to the answer that it is about; `false` when its author asked one before.
pub fn add_follow_up(
    db: &mut Db,
    input_id: i64,
    asked_of: i64,
    response_id: i64,
) -> StoreResult<bool> {
    let row = (
        follow_ups::input_id.eq(input_id),
        follow_ups::asked_of.eq(asked_of),
        follow_ups::response_id.eq(response_id),
    );
    // ON CONFLICT has no common form; of two windows the first asks.
    let added = on_both!(db, |inner| diesel::insert_into(follow_ups::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(added == 1)
}

/// The questions about the answers to an input: the answer's key and the question's number.
pub fn follow_ups_of(db: &mut Db, input_id: i64) -> StoreResult<Vec<(i64, i64)>> {
    use follow_ups as f;
    Ok(f::table
        .inner_join(inputs::table.on(inputs::id.eq(f::input_id)))
        .filter(f::asked_of.eq(input_id))
        .order(inputs::number)
        .select((f::response_id, inputs::number))
        .load(db)?)
}

/// The number of the input whose answer a question is about; `None` for an input that is no question.
pub fn asked_of(db: &mut Db, input_id: i64) -> StoreResult<Option<i64>> {
    use follow_ups as f;
    Ok(f::table
        .inner_join(inputs::table.on(inputs::id.eq(f::asked_of)))
        .filter(f::input_id.eq(input_id))
        .select(inputs::number)
        .first(db)
        .optional()?)
}
