//! How a member or a faction stood in a vote, in the list of their votes. Of members there is only what was written
//! down by name; otherwise it says what their faction did, and that it was the faction.

use super::card::{Decided, Depth, with_results};
use crate::web::petitions::card::rfc3339;
use serde::Serialize;
use weerklank_acts::ActResult;
use weerklank_acts::council::{grouped, side_of};
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::{Choice, Position};
use weerklank_store::Db;
use weerklank_store::council::{HandsOfFaction, MembershipRecord, Voter, votes_by_id, votes_with};

/// So many votes stand on a page.
const MOST: i64 = 100;

/// How somebody stood in a vote.
#[derive(Debug, Clone, Serialize)]
pub struct StandView {
    url: String,
    title: String,
    lang: &'static str,
    at: String,
    outcome: &'static str,
    has_faction: bool,
    faction: String,
    is_divided: bool,
    choice: &'static str,
    has_meant: bool,
    meant: &'static str,
    has_numbers: bool,
    for_it: u32,
    against: u32,
}

impl StandView {
    fn of(decided: &Decided) -> Self {
        let vote = &decided.vote;
        Self {
            url: format!("/council/votes/{}", vote.reference),
            title: vote.name().to_owned(),
            lang: vote.language.code(),
            at: rfc3339(vote.taken_at),
            outcome: decided.version.outcome.code(),
            has_faction: false,
            faction: String::new(),
            is_divided: false,
            choice: Choice::Absent.code(),
            has_meant: false,
            meant: "",
            has_numbers: false,
            for_it: 0,
            against: 0,
        }
    }

    /// What a faction did: where it was divided, there is no one choice.
    fn by_faction(self, group: &HandsOfFaction) -> Self {
        let position = side_of(group);
        let choice = match position {
            Some(Position::For) => Choice::For,
            Some(Position::Against) => Choice::Against,
            Some(Position::Abstain) => Choice::Abstain,
            None if group.recused > 0 => Choice::Recused,
            Some(Position::Divided) | None => Choice::Absent,
        };
        Self {
            is_divided: position == Some(Position::Divided),
            choice: choice.code(),
            has_numbers: group.for_it + group.against > 0,
            for_it: group.for_it,
            against: group.against,
            ..self
        }
    }
}

fn group_of(groups: &[HandsOfFaction], faction: i64) -> Option<&HandsOfFaction> {
    groups.iter().find(|group| {
        group
            .faction
            .as_ref()
            .is_some_and(|(id, ..)| *id == faction)
    })
}

/// The newest votes of a member, with what the member did, or else the faction of that day.
pub fn of_member(db: &mut Db, member: i64, held: &[MembershipRecord]) -> ActResult<Vec<StandView>> {
    let mut ids = votes_with(db, Voter::Member(member), MOST)?;
    for faction in held.iter().filter_map(|one| one.text.faction_id) {
        ids.extend(votes_with(db, Voter::Faction(faction), MOST)?);
    }
    let found = votes_by_id(db, &ids, MOST)?;
    let decided = with_results(db, found, Depth::Cast)?;
    Ok(decided
        .iter()
        .filter_map(|one| stand_of(one, member, held))
        .collect())
}

fn stand_of(decided: &Decided, member: i64, held: &[MembershipRecord]) -> Option<StandView> {
    let cast = &decided.cast;
    if let Some(own) = cast.choices.iter().find(|one| one.member.0 == member) {
        return Some(StandView {
            choice: own.choice.code(),
            has_meant: own.meant.is_some(),
            meant: own.meant.map_or("", Choice::code),
            ..StandView::of(decided)
        });
    }
    let day = day_of(decided.vote.taken_at);
    let then = held
        .iter()
        .find(|one| one.body_id == decided.vote.meeting.body_id && one.covers(day))?;
    let group = group_of(&cast.hands, then.text.faction_id?)?;
    let (.., faction) = group.faction.clone()?;
    Some(StandView {
        has_faction: true,
        faction,
        ..StandView::of(decided).by_faction(group)
    })
}

/// The newest votes of a faction.
pub fn of_faction(db: &mut Db, faction: i64) -> ActResult<Vec<StandView>> {
    let ids = votes_with(db, Voter::Faction(faction), MOST)?;
    let found = votes_by_id(db, &ids, MOST)?;
    let decided = with_results(db, found, Depth::Cast)?;
    let stand = |one: &Decided| {
        let own = StandView::of(one);
        match group_of(&one.cast.hands, faction) {
            Some(group) => Some(own.by_faction(group)),
            None => Some(own.by_faction(group_of(&grouped(&one.cast.choices), faction)?)),
        }
    };
    Ok(decided.iter().filter_map(stand).collect())
}

/// Examples.
#[cfg(test)]
pub mod samples {
    use super::*;

    /// By name, by faction, and of a faction that was divided.
    pub fn all() -> Vec<StandView> {
        let of = super::super::card::samples::decided();
        let named = of.iter().map(|one| StandView {
            choice: Choice::For.code(),
            has_meant: true,
            meant: Choice::Against.code(),
            ..StandView::of(one)
        });
        let group = |against| HandsOfFaction {
            faction: None,
            for_it: 3,
            against,
            abstained: 0,
            recused: 0,
            absent: 0,
            is_mistake: false,
        };
        let grouped = of.iter().flat_map(|one| {
            [0, 2].map(|against| StandView {
                has_faction: true,
                faction: "G<b>r</b>oen".to_owned(),
                ..StandView::of(one).by_faction(&group(against))
            })
        });
        let silent = of.iter().map(StandView::of);
        named.chain(grouped).chain(silent).collect()
    }
}
