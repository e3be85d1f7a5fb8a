//! Votes as another place states them, under rules that are not known here: nothing of them was computed.

use super::vote_versions::{ChoiceRecord, HandsOfFaction};
use super::votes::next_reference;
use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{
    agenda_items as a, bodies as b, factions as f, meetings as g, members as m, proposals as p,
    stated_choices as c, stated_hands as h, stated_votes as s,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::council::Choice;

/// Numbers of a vote: for, against, abstained, recused and absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatedCounts {
    /// For it.
    pub for_it: u32,
    /// Against it.
    pub against: u32,
    /// Neither.
    pub abstained: u32,
    /// Must not take part.
    pub recused: u32,
    /// Not there, for whatever reason.
    pub absent: u32,
}

impl StatedCounts {
    /// Counts one more of a choice.
    pub fn count(&mut self, choice: Choice, more: u32) {
        let number = match choice {
            Choice::For => &mut self.for_it,
            Choice::Against => &mut self.against,
            Choice::Abstain => &mut self.abstained,
            Choice::Recused => &mut self.recused,
            Choice::Absent => &mut self.absent,
        };
        *number = number.saturating_add(more);
    }
}

/// A vote to be kept.
#[derive(Debug, Clone)]
pub struct NewStatedVote<'a> {
    /// The key of the item.
    pub item_id: i64,
    /// The key of the proposal.
    pub proposal_id: Option<i64>,
    /// What is voted on, where that is no proposal.
    pub title: &'a str,
    /// The language of the title.
    pub language: Language,
    /// What the source says: whether it was adopted.
    pub is_adopted: Option<bool>,
    /// Numbers.
    pub counts: StatedCounts,
    /// What each member did: key, key of the faction, choice.
    pub choices: &'a [(i64, Option<i64>, Choice)],
    /// Numbers of factions, by key.
    pub hands: &'a [(Option<i64>, StatedCounts)],
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
    /// The name of the source.
    pub source: &'a str,
    /// Its key at the source.
    pub source_key: &'a str,
    /// When it is entered.
    pub at: DateTime<Utc>,
}

/// A vote as it was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedVoteRecord {
    /// Its key.
    pub id: i64,
    /// Its reference: S26-0004.
    pub reference: String,
    /// The key of the item.
    pub item_id: i64,
    /// The reference of the meeting.
    pub meeting: String,
    /// The key of the body.
    pub body_id: i64,
    /// The body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
    /// The proposal: key, reference, title.
    pub proposal: Option<(i64, String, String)>,
    /// What is voted on, where that is no proposal.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// `by_name`, `per_faction` or `totals`.
    pub basis: String,
    /// What the source says: whether it was adopted.
    pub is_adopted: Option<bool>,
    /// Numbers.
    pub counts: StatedCounts,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
}

fn number(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// Keeps a vote; answers its key.
///
/// # Errors
/// [`StoreError::Taken`] when this key of the source is there.
pub fn add_stated_vote(db: &mut Db, new: &NewStatedVote) -> StoreResult<i64> {
    let basis = if !new.choices.is_empty() {
        "by_name"
    } else if new.hands.is_empty() {
        "totals"
    } else {
        "per_faction"
    };
    let reference = next_reference(db, new.taken_at)?;
    let stated = new
        .is_adopted
        .map(|is| if is { "adopted" } else { "rejected" });
    let counts = new.counts;
    let id: i64 = diesel::insert_into(s::table)
        .values((
            (
                s::reference.eq(reference),
                s::item_id.eq(new.item_id),
                s::proposal_id.eq(new.proposal_id),
                s::title.eq(new.title),
                s::lang.eq(new.language.code()),
                s::basis.eq(basis),
                s::stated.eq(stated),
            ),
            (
                s::for_count.eq(number(counts.for_it)),
                s::against_count.eq(number(counts.against)),
                s::abstained.eq(number(counts.abstained)),
                s::recused.eq(number(counts.recused)),
                s::absent.eq(number(counts.absent)),
                s::taken_at.eq(Moment::from(new.taken_at)),
                s::source.eq(new.source),
                s::source_key.eq(new.source_key),
                s::created_at.eq(Moment::from(new.at)),
            ),
        ))
        .returning(s::id)
        .get_result(db)?;
    let choices: Vec<_> = new
        .choices
        .iter()
        .map(|(member, faction, choice)| {
            (
                c::vote_id.eq(id),
                c::member_id.eq(*member),
                c::faction_id.eq(*faction),
                c::choice.eq(choice.code()),
            )
        })
        .collect();
    // Batches have no common form.
    if !choices.is_empty() {
        on_both!(db, |inner| diesel::insert_into(c::table)
            .values(choices)
            .execute(inner))?;
    }
    let hands: Vec<_> = (1..)
        .zip(new.hands)
        .map(|(position, (faction, counts))| {
            (
                h::vote_id.eq(id),
                h::position.eq(position),
                h::faction_id.eq(*faction),
                h::for_count.eq(number(counts.for_it)),
                h::against_count.eq(number(counts.against)),
                h::abstained.eq(number(counts.abstained)),
                h::recused.eq(number(counts.recused)),
                h::absent.eq(number(counts.absent)),
            )
        })
        .collect();
    if !hands.is_empty() {
        on_both!(db, |inner| diesel::insert_into(h::table)
            .values(hands)
            .execute(inner))?;
    }
    Ok(id)
}

/// The key of a vote of a source.
pub fn stated_vote_of_source(db: &mut Db, source_key: &str) -> StoreResult<Option<i64>> {
    Ok(s::table
        .filter(s::source_key.eq(source_key))
        .select(s::id)
        .first(db)
        .optional()?)
}

type Row = (
    (i64, String, i64, String, String),
    (String, i64, (String, String, String)),
    Option<(i64, String, String)>,
    (String, Option<String>),
    (i32, i32, i32, i32, i32),
    Moment,
);

macro_rules! chosen {
    () => {
        s::table
            .inner_join(a::table.inner_join(g::table.inner_join(b::table)))
            .left_join(p::table)
            .select((
                (s::id, s::reference, s::item_id, s::title, s::lang),
                (g::reference, g::body_id, (b::slug, b::name_nl, b::name_en)),
                (p::id, p::reference, p::title).nullable(),
                (s::basis, s::stated),
                (
                    s::for_count,
                    s::against_count,
                    s::abstained,
                    s::recused,
                    s::absent,
                ),
                s::taken_at,
            ))
    };
}

fn record(row: Row) -> StoreResult<StatedVoteRecord> {
    let (what, (meeting, body_id, body), proposal, (basis, stated), counts, taken_at) = row;
    let (id, reference, item_id, title, lang) = what;
    let (for_it, against, abstained, recused, absent) = counts;
    Ok(StatedVoteRecord {
        language: Language::from_tag(&lang)
            .ok_or_else(|| StoreError::corrupt("stated_votes", &id))?,
        is_adopted: stated.map(|stated| stated == "adopted"),
        counts: StatedCounts {
            for_it: count(for_it),
            against: count(against),
            abstained: count(abstained),
            recused: count(recused),
            absent: count(absent),
        },
        taken_at: taken_at.into(),
        id,
        reference,
        item_id,
        meeting,
        body_id,
        body,
        proposal,
        title,
        basis,
    })
}

/// The vote of a reference.
pub fn stated_vote(db: &mut Db, reference: &str) -> StoreResult<Option<StatedVoteRecord>> {
    let row: Option<Row> = chosen!()
        .filter(s::reference.eq(reference))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// Votes of a body, or of all, the newest first; only those before a moment, and of that moment those whose
/// key comes before one.
pub fn stated_votes(
    db: &mut Db,
    body_id: Option<i64>,
    before: Option<(DateTime<Utc>, i64)>,
    limit: i64,
) -> StoreResult<Vec<StatedVoteRecord>> {
    let mut query = chosen!()
        .order((s::taken_at.desc(), s::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some(body_id) = body_id {
        query = query.filter(g::body_id.eq(body_id));
    }
    if let Some((at, id)) = before {
        let at = Moment::from(at);
        query = query.filter(s::taken_at.lt(at).or(s::taken_at.eq(at).and(s::id.lt(id))));
    }
    let rows: Vec<Row> = query.load(db)?;
    rows.into_iter().map(record).collect()
}

/// What each member did in some votes, with the key of the vote, by name.
pub fn stated_choices(db: &mut Db, votes: &[i64]) -> StoreResult<Vec<(i64, ChoiceRecord)>> {
    type Row = (
        i64,
        (i64, String, String),
        Option<(i64, String, String)>,
        String,
    );
    let rows: Vec<Row> = c::table
        .inner_join(m::table)
        .left_join(f::table)
        .filter(c::vote_id.eq_any(votes))
        .order((c::vote_id, m::sort_name, m::id))
        .select((
            c::vote_id,
            (m::id, m::slug, m::name),
            (f::id, f::slug, f::short_name).nullable(),
            c::choice,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(vote, member, faction, choice)| {
            let choice = Choice::from_code(&choice)
                .ok_or_else(|| StoreError::corrupt("stated_choices", &vote))?;
            let record = ChoiceRecord {
                member,
                faction,
                choice,
                meant: None,
            };
            Ok((vote, record))
        })
        .collect()
}

/// Numbers of each faction in some votes, with the key of the vote.
pub fn stated_hands(db: &mut Db, votes: &[i64]) -> StoreResult<Vec<(i64, HandsOfFaction)>> {
    type Row = (
        i64,
        Option<(i64, String, String)>,
        (i32, i32, i32, i32, i32),
    );
    let rows: Vec<Row> = h::table
        .left_join(f::table)
        .filter(h::vote_id.eq_any(votes))
        .order((h::vote_id, h::position))
        .select((
            h::vote_id,
            (f::id, f::slug, f::short_name).nullable(),
            (
                h::for_count,
                h::against_count,
                h::abstained,
                h::recused,
                h::absent,
            ),
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(
            |(vote, faction, (for_it, against, abstained, recused, absent))| {
                let record = HandsOfFaction {
                    faction,
                    for_it: count(for_it),
                    against: count(against),
                    abstained: count(abstained),
                    recused: count(recused),
                    absent: count(absent),
                    is_mistake: false,
                };
                (vote, record)
            },
        )
        .collect())
}
