//! What a version of a report tells of each group of sender, frozen with it.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::report_groups;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use std::collections::{BTreeMap, HashMap};
use weerklank_domain::inputs::{Channel, InputState, Sender};
use weerklank_domain::responses::{DoneWith, Involved};

#[derive(QueryableByName)]
struct View {
    #[diesel(sql_type = BigInt)]
    input_id: i64,
    #[diesel(sql_type = Text)]
    sender_kind: String,
    #[diesel(sql_type = Nullable<Text>)]
    said: Option<String>,
    #[diesel(sql_type = Text)]
    channel: String,
    #[diesel(sql_type = Text)]
    outcome: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    response_id: Option<i64>,
}

impl View {
    fn sender(&self) -> Option<(Sender, Channel)> {
        let sender = Sender::of(&self.sender_kind, self.said.as_deref())?;
        Some((sender, Channel::from_code(&self.channel)?))
    }

    fn done(&self, verdicts: &BTreeMap<i64, String>) -> Option<DoneWith> {
        let verdict = self.response_id.and_then(|id| verdicts.get(&id));
        DoneWith::of(
            InputState::from_code(&self.outcome)?,
            verdict.map(String::as_str),
        )
    }
}

/// Writes down what a report tells of each group, from its views; `verdicts` are the judgements of its
/// answers by their keys.
///
/// # Errors
/// [`StoreError::Corrupt`] when a view has no such words; otherwise what the database says.
pub fn freeze_groups(
    db: &mut Db,
    report_id: i64,
    verdicts: &BTreeMap<i64, String>,
) -> StoreResult<()> {
    let views: Vec<View> = diesel::sql_query(
        "SELECT v.input_id, i.sender_kind, g.kind AS said, i.channel, v.outcome, v.response_id
         FROM report_views v JOIN inputs i ON i.id = v.input_id
         LEFT JOIN input_organisations g ON g.input_id = v.input_id
         WHERE v.report_id = $1 ORDER BY v.input_id, v.part",
    )
    .bind::<BigInt, _>(report_id)
    .load(db)?;
    let mut counts: HashMap<(Sender, Channel, DoneWith), i64> = HashMap::new();
    for input in views.chunk_by(|one, other| one.input_id == other.input_id) {
        let Some(first) = input.first() else { continue };
        let corrupt = || StoreError::corrupt("report_views", &first.input_id);
        let (sender, channel) = first.sender().ok_or_else(corrupt)?;
        let parts = input
            .iter()
            .map(|view| view.done(verdicts).ok_or_else(corrupt))
            .collect::<StoreResult<Vec<_>>>()?;
        let done = DoneWith::with_parts(&parts);
        *counts.entry((sender, channel, done)).or_default() += 1;
    }
    for ((sender, channel, done), amount) in counts {
        use report_groups as g;
        diesel::insert_into(g::table)
            .values((
                g::report_id.eq(report_id),
                g::sender.eq(sender.code()),
                g::channel.eq(channel.code()),
                g::done.eq(done.code()),
                g::amount.eq(amount),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// What a report tells of the groups, as it was published.
///
/// # Errors
/// [`StoreError::Corrupt`] for a word that is not known; otherwise what the database says.
pub fn involved(db: &mut Db, report_id: i64) -> StoreResult<Vec<Involved>> {
    use report_groups as g;
    let rows: Vec<(String, String, String, i64)> = g::table
        .filter(g::report_id.eq(report_id))
        .select((g::sender, g::channel, g::done, g::amount))
        .load(db)?;
    rows.into_iter()
        .map(|(sender, channel, done, inputs)| {
            let corrupt = || StoreError::corrupt("report_groups", &report_id);
            Ok(Involved {
                sender: Sender::from_code(&sender).ok_or_else(corrupt)?,
                channel: Channel::from_code(&channel).ok_or_else(corrupt)?,
                done: DoneWith::from_code(&done).ok_or_else(corrupt)?,
                inputs,
            })
        })
        .collect()
}
