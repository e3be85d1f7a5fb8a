//! The agenda of a meeting. Items change under the revision of their meeting, which the act holds.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, moment, utc};
use crate::schema::{agenda_items as a, agenda_proposals, dossiers, meeting_papers, vote_events};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::council::{NeverClosed, Numbered, numbered};

/// What an item says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemText {
    /// The key of the item that it is part of.
    pub parent_id: Option<i64>,
    /// Its place among the items of that one.
    pub position: i32,
    /// Its title.
    pub title: String,
    /// What it is about (Markdown).
    pub explanation: String,
    /// Whether it is to be adopted without debate.
    pub hamerstuk: bool,
    /// Whether it is dealt with behind closed doors.
    pub closed: bool,
    /// A topic that is dealt with in public only.
    pub topic: Option<NeverClosed>,
    /// The key of the dossier that it belongs to.
    pub dossier_id: Option<i64>,
    /// The key of the item of the first agenda that it is, in a second meeting.
    pub first_item_id: Option<i64>,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRecord {
    /// Its key.
    pub id: i64,
    /// The key of its meeting.
    pub meeting_id: i64,
    /// How deep it lies; 0 is the top.
    pub level: usize,
    /// 3.a
    pub number: String,
    /// What it says.
    pub text: ItemText,
    /// Whether it was dealt with.
    pub treated: bool,
    /// When it began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// What was decided.
    pub decision: String,
    /// Its dossier: name in addresses, title, the language of it, whether everybody may read it.
    pub dossier: Option<(String, String, Language, bool)>,
}

type Row = (
    (i64, i64, Option<i64>, i32, String),
    (String, String, bool, bool, Option<String>),
    (bool, Option<Moment>, Option<Moment>, String),
    (Option<i64>, Option<i64>),
    (
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
    ),
);

fn record(row: Row) -> StoreResult<ItemRecord> {
    let ((id, meeting_id, parent_id, position, number), text, done, ids, dossier) = row;
    let (title, explanation, hamerstuk, closed, topic) = text;
    let (treated, started_at, ended_at, decision) = done;
    let (dossier_id, first_item_id) = ids;
    let topic = topic
        .map(|code| {
            NeverClosed::from_code(&code).ok_or_else(|| StoreError::corrupt("agenda_items", &id))
        })
        .transpose()?;
    Ok(ItemRecord {
        id,
        meeting_id,
        level: 0,
        number,
        text: ItemText {
            parent_id,
            position,
            title,
            explanation,
            hamerstuk,
            closed,
            topic,
            dossier_id,
            first_item_id,
        },
        treated,
        started_at: utc(started_at),
        ended_at: utc(ended_at),
        decision,
        dossier: match dossier {
            (Some(slug), Some(title), Some(lang), Some(state)) => {
                Language::from_tag(&lang).map(|lang| (slug, title, lang, state != "draft"))
            }
            _ => None,
        },
    })
}

/// Items with everything of their records; a macro, since the type of such a query has no name.
macro_rules! chosen {
    () => {
        a::table.left_join(dossiers::table).select((
            (a::id, a::meeting_id, a::parent_id, a::position, a::number),
            (a::title, a::explanation, a::hamerstuk, a::closed, a::topic),
            (a::treated, a::started_at, a::ended_at, a::decision),
            (a::dossier_id, a::first_item_id),
            (
                dossiers::slug.nullable(),
                dossiers::title.nullable(),
                dossiers::lang.nullable(),
                dossiers::state.nullable(),
            ),
        ))
    };
}

/// The items of a meeting, in the order of the agenda, each with its level and number.
pub fn items(db: &mut Db, meeting_id: i64) -> StoreResult<Vec<ItemRecord>> {
    let rows: Vec<Row> = chosen!().filter(a::meeting_id.eq(meeting_id)).load(db)?;
    let mut items = rows
        .into_iter()
        .map(record)
        .collect::<StoreResult<Vec<_>>>()?;
    let order = numbered(&items.iter().map(numbers).collect::<Vec<_>>());
    let place = |id: i64| order.iter().position(|(one, ..)| *one == id);
    for item in &mut items {
        if let Some((_, level, number)) = place(item.id).and_then(|place| order.get(place)) {
            item.level = *level;
            item.number.clone_from(number);
        }
    }
    items.sort_by_key(|item| place(item.id));
    Ok(items)
}

fn numbers(item: &ItemRecord) -> Numbered {
    Numbered {
        id: item.id,
        parent: item.text.parent_id,
        position: item.text.position,
    }
}

/// An item, by its key, with the number that it had when the agenda was changed last.
pub fn item(db: &mut Db, id: i64) -> StoreResult<Option<ItemRecord>> {
    let row: Option<Row> = chosen!().filter(a::id.eq(id)).first(db).optional()?;
    row.map(record).transpose()
}

/// Adds an item and answers its key.
pub fn add_item(db: &mut Db, meeting_id: i64, text: &ItemText) -> StoreResult<i64> {
    let id = diesel::insert_into(a::table)
        .values((
            (
                a::meeting_id.eq(meeting_id),
                a::parent_id.eq(text.parent_id),
                a::position.eq(text.position),
                a::number.eq(""),
                a::title.eq(&text.title),
                a::explanation.eq(&text.explanation),
                a::hamerstuk.eq(text.hamerstuk),
            ),
            (
                a::closed.eq(text.closed),
                a::topic.eq(text.topic.map(NeverClosed::code)),
                a::treated.eq(false),
                a::decision.eq(""),
                a::dossier_id.eq(text.dossier_id),
                a::first_item_id.eq(text.first_item_id),
            ),
        ))
        .returning(a::id)
        .get_result(db)?;
    number_again(db, meeting_id)?;
    Ok(id)
}

/// Changes what an item says.
pub fn change_item(db: &mut Db, item: &ItemRecord, text: &ItemText) -> StoreResult<()> {
    diesel::update(a::table.find(item.id))
        .set((
            a::parent_id.eq(text.parent_id),
            a::position.eq(text.position),
            a::title.eq(&text.title),
            a::explanation.eq(&text.explanation),
            a::hamerstuk.eq(text.hamerstuk),
            a::closed.eq(text.closed),
            a::topic.eq(text.topic.map(NeverClosed::code)),
            a::dossier_id.eq(text.dossier_id),
        ))
        .execute(db)?;
    number_again(db, item.meeting_id)
}

/// Whether something hangs on an item: an item below it, a proposal, a paper or a vote.
pub fn item_is_used(db: &mut Db, id: i64) -> StoreResult<bool> {
    let below: i64 = a::table
        .filter(a::parent_id.eq(id))
        .count()
        .get_result(db)?;
    let proposed: i64 = agenda_proposals::table
        .filter(agenda_proposals::item_id.eq(id))
        .count()
        .get_result(db)?;
    let papers: i64 = meeting_papers::table
        .filter(meeting_papers::item_id.eq(id))
        .count()
        .get_result(db)?;
    let votes: i64 = vote_events::table
        .filter(vote_events::item_id.eq(id))
        .count()
        .get_result(db)?;
    let again: i64 = a::table
        .filter(a::first_item_id.eq(id))
        .count()
        .get_result(db)?;
    Ok(below + proposed + papers + votes + again > 0)
}

/// Drops an item that nothing hangs on.
pub fn remove_item(db: &mut Db, item: &ItemRecord) -> StoreResult<()> {
    diesel::delete(a::table.find(item.id)).execute(db)?;
    number_again(db, item.meeting_id)
}

/// Keeps what became of an item: whether it was dealt with, its times, and what was decided.
pub fn set_decision(
    db: &mut Db,
    id: i64,
    treated: bool,
    (started_at, ended_at): (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
    decision: &str,
) -> StoreResult<()> {
    diesel::update(a::table.find(id))
        .set((
            a::treated.eq(treated),
            a::started_at.eq(moment(started_at)),
            a::ended_at.eq(moment(ended_at)),
            a::decision.eq(decision),
        ))
        .execute(db)?;
    Ok(())
}

/// The items of a first agenda that stand on that of a second meeting: the key of each there and here.
pub fn first_items(db: &mut Db, second_id: i64) -> StoreResult<Vec<(i64, i64)>> {
    let rows: Vec<(i64, Option<i64>)> = a::table
        .filter(a::meeting_id.eq(second_id))
        .filter(a::first_item_id.is_not_null())
        .select((a::id, a::first_item_id))
        .load(db)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, first)| Some((first?, id)))
        .collect())
}

fn number_again(db: &mut Db, meeting_id: i64) -> StoreResult<()> {
    for item in items(db, meeting_id)? {
        diesel::update(a::table.find(item.id))
            .filter(a::number.ne(&item.number))
            .set(a::number.eq(&item.number))
            .execute(db)?;
    }
    Ok(())
}
