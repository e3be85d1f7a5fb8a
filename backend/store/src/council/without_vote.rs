//! The record of what was adopted as nobody asked for a vote (Municipalities Act, article 32(3)): it has
//! no counts and no votes.

use super::votes::next_reference;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{vote_events as e, vote_versions as v};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::council::{Decision, Method, Outcome, Roster};

/// What was adopted without a vote.
#[derive(Debug, Clone)]
pub struct NewWithoutVote<'a> {
    /// The key of the item.
    pub item_id: i64,
    /// The key of the proposal.
    pub proposal_id: i64,
    /// The language of its title.
    pub language: Language,
    /// The key of the rules.
    pub rule_set_id: i64,
    /// Who held a seat.
    pub roster: &'a Roster,
    /// What follows, and from what.
    pub decision: &'a Decision<Outcome>,
    /// The result in a line, Dutch and English.
    pub summary: (&'a str, &'a str),
    /// Who entered it.
    pub staff_id: Option<i64>,
    /// When it was adopted.
    pub taken_at: DateTime<Utc>,
    /// When it is published.
    pub at: DateTime<Utc>,
}

/// Keeps and publishes it; answers the key of the vote event.
pub fn add_without_vote(db: &mut Db, new: &NewWithoutVote) -> StoreResult<i64> {
    let reference = next_reference(db, new.taken_at)?;
    let event_id: i64 = diesel::insert_into(e::table)
        .values((
            (
                e::reference.eq(reference),
                e::item_id.eq(new.item_id),
                e::proposal_id.eq(Some(new.proposal_id)),
                e::title.eq(""),
                e::lang.eq(new.language.code()),
                e::subject.eq("matter"),
                e::choice_is_limited.eq(false),
            ),
            (
                e::method.eq(Method::WithoutVote.code()),
                e::asked_by_chair.eq(false),
                e::state.eq("published"),
                e::edition.eq(1),
                e::taken_at.eq(Moment::from(new.taken_at)),
                e::created_at.eq(Moment::from(new.at)),
            ),
        ))
        .returning(e::id)
        .get_result(db)?;
    let reasons = serde_json::to_string(new.decision.reasons())
        .map_err(|_| StoreError::corrupt("vote_versions", &event_id))?;
    let number = |members: u32| i32::try_from(members).unwrap_or(i32::MAX);
    diesel::insert_into(v::table)
        .values((
            (
                v::event_id.eq(event_id),
                v::method.eq(Method::WithoutVote.code()),
                v::basis.eq(Method::WithoutVote.basis().code()),
                v::number.eq(1),
                v::rule_set_id.eq(new.rule_set_id),
                v::statutory.eq(number(new.roster.statutory())),
                v::sitting.eq(number(new.roster.sitting())),
            ),
            (
                v::recused.eq(0),
                v::absent.eq(0),
                v::outcome.eq(new.decision.outcome().code()),
                v::reasons.eq(reasons),
                v::summary_nl.eq(new.summary.0),
                v::summary_en.eq(new.summary.1),
                v::staff_id.eq(new.staff_id),
                v::published_at.eq(Moment::from(new.at)),
            ),
        ))
        .execute(db)?;
    Ok(event_id)
}
