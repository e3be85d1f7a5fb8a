//! The record of a vote: published in versions that are never changed. What hangs on one is what a vote by
//! its method has; the database takes nothing else.

use super::votes::close_sheet;
use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{
    council_rule_sets as r, factions as f, members as m, vote_ballots as vb, vote_choices as vc,
    vote_hands as vh, vote_versions as v,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::council::{
    Announced, BallotNumbers, BallotOutcome, Basis, Breaker, Choice, Fact, Members, Method,
    Outcome, Reason, Roster, Said, Sheet, Taken, Tally, VoteOutcome,
};

/// A version to be published.
#[derive(Debug, Clone)]
pub struct NewVoteVersion<'a> {
    /// The key of the vote.
    pub event_id: i64,
    /// How it was taken.
    pub method: Method,
    /// Why the version before was wrong; none of the first one.
    pub correction: Option<&'a str>,
    /// The key of the rules.
    pub rule_set_id: i64,
    /// Who held a seat.
    pub roster: &'a Roster,
    /// What was taken down.
    pub sheet: &'a Sheet,
    /// What follows.
    pub tally: &'a Tally,
    /// Who publishes it.
    pub staff_id: Option<i64>,
    /// Who had offered it.
    pub offered_by: Option<i64>,
    /// When.
    pub at: DateTime<Utc>,
}

/// The vote of a member in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceRecord {
    /// Key, name in addresses and name of the member.
    pub member: (i64, String, String),
    /// The faction at that moment: key, name in addresses, short name.
    pub faction: Option<(i64, String, String)>,
    /// What, as cast.
    pub choice: Choice,
    /// What the member said afterwards to have meant.
    pub meant: Option<Choice>,
}

/// The hands of a faction in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandsOfFaction {
    /// Key, name in addresses and short name; none for members on their own.
    pub faction: Option<(i64, String, String)>,
    /// For it.
    pub for_it: u32,
    /// Against it.
    pub against: u32,
    /// Neither.
    pub abstained: u32,
    /// Must not take part.
    pub recused: u32,
    /// Not there.
    pub absent: u32,
    /// Whether it said afterwards that it had meant the opposite.
    pub is_mistake: bool,
}

/// The ballots of a candidate in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BallotsOf {
    /// The name.
    pub candidate: String,
    /// The key of the member who it is.
    pub member_id: Option<i64>,
    /// Ballots.
    pub votes: u32,
    /// Whether the lot or the chair chose this one.
    pub is_chosen: bool,
}

/// A version as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteVersion {
    /// Its key.
    pub id: i64,
    /// The key of the vote.
    pub event_id: i64,
    /// 1, 2, 3 …
    pub number: i32,
    /// Why the version before was wrong.
    pub correction: Option<String>,
    /// How it was taken.
    pub method: Method,
    /// What it rests on.
    pub basis: Basis,
    /// Code and version of the rules.
    pub rule_set: (String, i32),
    /// Who there was.
    pub members: Members,
    /// How many were not there.
    pub absent: u32,
    /// What was said, as cast.
    pub said: Option<Said>,
    /// For and against as meant, where somebody told a mistake.
    pub meant: Option<(u32, u32)>,
    /// Ballots of a secret vote.
    pub ballots: Option<BallotNumbers>,
    /// What came of it.
    pub outcome: VoteOutcome,
    /// Whether the lot or the chair chose a person.
    pub is_chosen: bool,
    /// From what.
    pub reasons: Vec<Reason>,
    /// What the chair announced.
    pub announced: Option<Announced>,
    /// The result in plain words: Dutch, English.
    pub summary: (String, String),
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

impl VoteVersion {
    /// The result in plain words, where somebody wrote it.
    #[must_use]
    pub fn summary(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.summary.0,
            Language::En => &self.summary.1,
        }
    }

    /// What the chair announced, where that is not what follows from the rules.
    #[must_use]
    pub fn announced_otherwise(&self) -> Option<Announced> {
        let computed = self.outcome.announced(self.is_chosen);
        self.announced.filter(|announced| *announced != computed)
    }
}

fn number(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// What the lot or the chair decided, in the words of the database.
fn decided(new: &NewVoteVersion) -> Option<(&'static str, &'static str)> {
    if new.tally.is_chosen {
        let by = match &new.tally.outcome {
            VoteOutcome::Persons(BallotOutcome::CastingVote { .. }) => "chair",
            VoteOutcome::Persons(_) | VoteOutcome::Matter(_) => "lot",
        };
        return Some((by, "person"));
    }
    let by_fact = |reason: &Reason| match reason.fact {
        Fact::LotFell { .. } => Some("lot"),
        Fact::ChairDecided { .. } => Some("chair"),
        _ => None,
    };
    let by = new.tally.reasons.iter().find_map(by_fact)?;
    match new.sheet.breaker? {
        Breaker::LotFor | Breaker::ChairFor => Some((by, "for")),
        Breaker::LotAgainst | Breaker::ChairAgainst => Some((by, "against")),
        Breaker::ChairNone => None,
    }
}

/// Publishes a version, the first one by closing the sheet from the edition that was read. `None` when
/// somebody else was first.
pub fn publish_version(db: &mut Db, new: &NewVoteVersion, read: i32) -> StoreResult<Option<i64>> {
    if new.correction.is_none() && !close_sheet(db, new.event_id, read)? {
        return Ok(None);
    }
    let before: Option<i32> = v::table
        .filter(v::event_id.eq(new.event_id))
        .select(diesel::dsl::max(v::number))
        .first(db)?;
    let reasons = serde_json::to_string(&new.tally.reasons)
        .map_err(|_| StoreError::corrupt("vote_versions", &new.event_id))?;
    let (tally, said) = (new.tally, new.tally.said);
    let of_said = |pick: fn(Said) -> u32| said.map(|said| number(pick(said)));
    let of_ballots = |pick: fn(BallotNumbers) -> u32| tally.ballots.map(|all| number(pick(all)));
    let by = decided(new);
    let id = diesel::insert_into(v::table)
        .values((
            (
                v::event_id.eq(new.event_id),
                v::method.eq(new.method.code()),
                v::basis.eq(new.method.basis().code()),
                v::number.eq(before.unwrap_or(0) + 1),
                v::correction.eq(new.correction),
                v::rule_set_id.eq(new.rule_set_id),
                v::statutory.eq(number(tally.members.statutory())),
                v::sitting.eq(number(tally.members.sitting())),
                v::recused.eq(number(tally.members.recused())),
                v::absent.eq(number(tally.absent)),
            ),
            (
                v::for_count.eq(of_said(|said| said.for_it)),
                v::against_count.eq(of_said(|said| said.against)),
                v::abstained.eq(of_said(|said| said.abstained)),
                v::silent.eq(of_said(|said| said.silent)),
                v::meant_for.eq(tally.meant.map(|meant| number(meant.for_it))),
                v::meant_against.eq(tally.meant.map(|meant| number(meant.against))),
                v::handed_in.eq(of_ballots(|all| all.handed_in)),
                v::blank.eq(of_ballots(|all| all.blank)),
                v::wrong.eq(of_ballots(|all| all.wrong)),
            ),
            (
                v::outcome.eq(tally.outcome.code()),
                v::reasons.eq(reasons),
                v::announced.eq(new.sheet.announced.map(Announced::code)),
                v::decided_by.eq(by.map(|(by, _)| by)),
                v::decided.eq(by.map(|(_, what)| what)),
                v::summary_nl.eq(&new.sheet.summary_nl),
                v::summary_en.eq(&new.sheet.summary_en),
                v::staff_id.eq(new.staff_id),
                v::offered_by.eq(new.offered_by),
                v::published_at.eq(Moment::from(new.at)),
            ),
        ))
        .returning(v::id)
        .get_result(db)?;
    add_taken(db, new, id)?;
    Ok(Some(id))
}

/// Adds what hangs on a version.
fn add_taken(db: &mut Db, new: &NewVoteVersion, id: i64) -> StoreResult<()> {
    let method = new.method.code();
    // Batches have no common form.
    match &new.sheet.taken {
        Taken::ByName { votes } => {
            let with_seat = votes
                .iter()
                .filter_map(|vote| Some((vote, new.roster.holder(vote.member)?)));
            let rows: Vec<_> = with_seat
                .map(|(vote, holder)| {
                    (
                        vc::version_id.eq(id),
                        vc::member_id.eq(vote.member.0),
                        vc::method.eq(method),
                        vc::faction_id.eq(holder.faction.map(|faction| faction.0)),
                        vc::choice.eq(vote.choice.code()),
                        vc::meant.eq(vote.meant.map(Choice::code)),
                        vc::weight.eq(1),
                    )
                })
                .collect();
            on_both!(db, |inner| diesel::insert_into(vc::table)
                .values(rows)
                .execute(inner))?;
        }
        Taken::PerFaction { factions } => {
            let rows: Vec<_> = factions
                .iter()
                .zip(1..)
                .map(|(hands, position)| {
                    (
                        vh::version_id.eq(id),
                        vh::position.eq(position),
                        vh::method.eq(method),
                        vh::faction_id.eq(hands.faction.map(|faction| faction.0)),
                        vh::for_count.eq(number(hands.for_it)),
                        vh::against_count.eq(number(hands.against)),
                        vh::abstained.eq(number(hands.abstained)),
                        vh::recused.eq(number(hands.recused)),
                        vh::absent.eq(number(hands.absent)),
                        vh::is_mistake.eq(hands.is_mistake),
                    )
                })
                .collect();
            on_both!(db, |inner| diesel::insert_into(vh::table)
                .values(rows)
                .execute(inner))?;
        }
        Taken::Ballots { votes, chosen, .. } => {
            let rows: Vec<_> = votes
                .iter()
                .zip(1..)
                .map(|(one, position)| {
                    (
                        vb::version_id.eq(id),
                        vb::position.eq(position),
                        vb::method.eq(method),
                        vb::candidate.eq(&one.candidate),
                        vb::member_id.eq(one.member.map(|member| member.0)),
                        vb::votes.eq(number(one.votes)),
                        vb::chosen.eq(chosen.as_ref() == Some(&one.candidate)),
                    )
                })
                .collect();
            on_both!(db, |inner| diesel::insert_into(vb::table)
                .values(rows)
                .execute(inner))?;
        }
    }
    Ok(())
}

type Row = (
    (i64, i64, i32, Option<String>, String, String, (String, i32)),
    (i32, i32, i32, i32),
    (Option<i32>, Option<i32>, Option<i32>, Option<i32>),
    (Option<i32>, Option<i32>),
    (Option<i32>, Option<i32>, Option<i32>),
    (String, String, Option<String>, Option<String>),
    (String, String, Moment),
);

macro_rules! versions {
    () => {
        v::table.inner_join(r::table).select((
            (
                v::id,
                v::event_id,
                v::number,
                v::correction,
                v::method,
                v::basis,
                (r::code, r::version),
            ),
            (v::statutory, v::sitting, v::recused, v::absent),
            (v::for_count, v::against_count, v::abstained, v::silent),
            (v::meant_for, v::meant_against),
            (v::handed_in, v::blank, v::wrong),
            (v::outcome, v::reasons, v::announced, v::decided),
            (v::summary_nl, v::summary_en, v::published_at),
        ))
    };
}

/// What a code says came of a vote, with the persons that its reasons name.
fn outcome_of(code: &str, reasons: &[Reason]) -> Option<VoteOutcome> {
    if let Some(outcome) = Outcome::from_code(code).filter(|one| *one != Outcome::Invalid) {
        return Some(VoteOutcome::Matter(outcome));
    }
    let between = || {
        let tied = reasons.iter().find_map(|reason| match &reason.fact {
            Fact::PersonsTied { persons, .. } => Some(persons.iter().cloned().collect()),
            _ => None,
        });
        tied.unwrap_or_default()
    };
    let is_ballots = reasons
        .iter()
        .any(|reason| matches!(reason.fact, Fact::BallotsHandedIn { .. }));
    Some(match code {
        "invalid" if is_ballots => VoteOutcome::Persons(BallotOutcome::Invalid),
        "invalid" => VoteOutcome::Matter(Outcome::Invalid),
        "appointed" => VoteOutcome::Persons(BallotOutcome::Appointed {
            who: reasons.iter().find_map(|reason| match &reason.fact {
                Fact::PersonVotes { person, .. } => Some(person.clone()),
                _ => None,
            })?,
        }),
        "revote_same_meeting" => {
            VoteOutcome::Persons(BallotOutcome::RevoteSameMeeting { between: between() })
        }
        "postponed" => VoteOutcome::Persons(BallotOutcome::Postponed { between: between() }),
        "lot" => VoteOutcome::Persons(BallotOutcome::Lot { between: between() }),
        "casting_vote" => VoteOutcome::Persons(BallotOutcome::CastingVote { between: between() }),
        "next_round_by_standing_orders" => {
            VoteOutcome::Persons(BallotOutcome::NextRoundByStandingOrders)
        }
        _ => return None,
    })
}

fn record(row: Row) -> StoreResult<VoteVersion> {
    let (what, members, said, meant, ballots, follows, (summary_nl, summary_en, at)) = row;
    let (id, event_id, number, correction, method, basis, rule_set) = what;
    let corrupt = || StoreError::corrupt("vote_versions", &id);
    let (outcome, reasons, announced, decided) = follows;
    let reasons: Vec<Reason> = serde_json::from_str(&reasons).map_err(|_| corrupt())?;
    let (statutory, sitting, recused, absent) = members;
    let said = match said {
        (Some(for_it), Some(against), Some(abstained), Some(silent)) => Some(Said {
            for_it: count(for_it),
            against: count(against),
            abstained: count(abstained),
            silent: count(silent),
        }),
        _ => None,
    };
    let ballots = match ballots {
        (Some(handed_in), Some(blank), Some(wrong)) => Some(BallotNumbers {
            handed_in: count(handed_in),
            blank: count(blank),
            wrong: count(wrong),
        }),
        _ => None,
    };
    Ok(VoteVersion {
        method: Method::from_code(&method).ok_or_else(corrupt)?,
        basis: Basis::from_code(&basis).ok_or_else(corrupt)?,
        members: Members::new(count(statutory), count(sitting), count(recused))
            .map_err(|_| corrupt())?,
        outcome: outcome_of(&outcome, &reasons).ok_or_else(corrupt)?,
        announced: announced
            .map(|code| Announced::from_code(&code).ok_or_else(corrupt))
            .transpose()?,
        meant: meant.0.zip(meant.1).map(|(f, a)| (count(f), count(a))),
        is_chosen: decided.as_deref() == Some("person"),
        published_at: at.into(),
        summary: (summary_nl, summary_en),
        absent: count(absent),
        id,
        event_id,
        number,
        correction,
        rule_set,
        said,
        ballots,
        reasons,
    })
}

/// The versions of a vote, the newest first.
pub fn vote_versions(db: &mut Db, event_id: i64) -> StoreResult<Vec<VoteVersion>> {
    let rows: Vec<Row> = versions!()
        .filter(v::event_id.eq(event_id))
        .order(v::number.desc())
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// The key of who published a version; none of what came with the seeds or from elsewhere.
pub fn publisher_of(db: &mut Db, version: i64) -> StoreResult<Option<i64>> {
    Ok(v::table.find(version).select(v::staff_id).first(db)?)
}

/// The newest version of each of some votes.
pub fn newest_versions(db: &mut Db, events: &[i64]) -> StoreResult<Vec<VoteVersion>> {
    let rows: Vec<Row> = versions!()
        .filter(v::event_id.eq_any(events))
        .order((v::event_id, v::number.desc()))
        .load(db)?;
    let mut newest: Vec<VoteVersion> = Vec::new();
    for row in rows {
        let version = record(row)?;
        if newest.last().map(|last| last.event_id) != Some(version.event_id) {
            newest.push(version);
        }
    }
    Ok(newest)
}

type ChoiceRow = (
    i64,
    (i64, String, String),
    Option<(i64, String, String)>,
    String,
    Option<String>,
);

/// The vote of each member in some versions, with the key of the version, by name.
pub fn choices_of(db: &mut Db, versions: &[i64]) -> StoreResult<Vec<(i64, ChoiceRecord)>> {
    let rows: Vec<ChoiceRow> = vc::table
        .inner_join(m::table.on(m::id.eq(vc::member_id)))
        .left_join(f::table)
        .filter(vc::version_id.eq_any(versions))
        .order((vc::version_id, m::sort_name, m::id))
        .select((
            vc::version_id,
            (m::id, m::slug, m::name),
            (f::id, f::slug, f::short_name).nullable(),
            vc::choice,
            vc::meant,
        ))
        .load(db)?;
    let choice = |code: &str, id: i64| {
        Choice::from_code(code).ok_or_else(|| StoreError::corrupt("vote_choices", &id))
    };
    rows.into_iter()
        .map(|(version, member, faction, cast, meant)| {
            let record = ChoiceRecord {
                choice: choice(&cast, version)?,
                meant: meant.map(|code| choice(&code, version)).transpose()?,
                member,
                faction,
            };
            Ok((version, record))
        })
        .collect()
}

type HandsRow = (
    i64,
    Option<(i64, String, String)>,
    (i32, i32, i32, i32, i32),
    bool,
);

/// The hands of each faction in some versions, with the key of the version.
pub fn hands_of(db: &mut Db, versions: &[i64]) -> StoreResult<Vec<(i64, HandsOfFaction)>> {
    let rows: Vec<HandsRow> = vh::table
        .left_join(f::table)
        .filter(vh::version_id.eq_any(versions))
        .order((vh::version_id, vh::position))
        .select((
            vh::version_id,
            (f::id, f::slug, f::short_name).nullable(),
            (
                vh::for_count,
                vh::against_count,
                vh::abstained,
                vh::recused,
                vh::absent,
            ),
            vh::is_mistake,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(version, faction, numbers, is_mistake)| {
            let (for_it, against, abstained, recused, absent) = numbers;
            let record = HandsOfFaction {
                faction,
                for_it: count(for_it),
                against: count(against),
                abstained: count(abstained),
                recused: count(recused),
                absent: count(absent),
                is_mistake,
            };
            (version, record)
        })
        .collect())
}

/// The ballots of each candidate in a version.
pub fn ballots_of(db: &mut Db, version: i64) -> StoreResult<Vec<BallotsOf>> {
    let rows: Vec<(String, Option<i64>, i32, bool)> = vb::table
        .filter(vb::version_id.eq(version))
        .order(vb::position)
        .select((vb::candidate, vb::member_id, vb::votes, vb::chosen))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(candidate, member_id, votes, is_chosen)| BallotsOf {
            candidate,
            member_id,
            votes: count(votes),
            is_chosen,
        })
        .collect())
}
