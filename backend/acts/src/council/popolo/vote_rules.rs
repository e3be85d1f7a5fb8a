//! What follows from the rows of a vote under the rules of its body. Who held a seat is what is known
//! here; where nothing is known of that day, it is those whom the record itself names.

use super::enter_votes::{Entry, stated_result};
use super::vote_rows::Rows;
use crate::council::vote_around::past_rounds;
use crate::errors::ActResult;
use std::collections::BTreeSet;
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::{
    Announced, Asked, Breaker, Circumstances, CouncilRules, FactionId, MemberId, Membership,
    Method, Period, Roster, SeatId, Sheet, SheetBallots, SheetHands, SheetVote, Subject, Taken,
    Tally,
};
use weerklank_store::Db;
use weerklank_store::council::{attendance, item, present_at, roster, statutory_seats};

/// What follows.
pub(super) struct Computed {
    pub roster: Roster,
    pub sheet: Sheet,
    pub tally: Tally,
}

/// Computes it; the fault, in a word, where it cannot be.
pub(super) fn compute(
    db: &mut Db,
    entry: &Entry,
    (body_id, item_id, follows_id): (i64, i64, Option<i64>),
    (subject, rows): (Subject, &Rows),
    rules: &CouncilRules,
) -> ActResult<Result<Computed, String>> {
    let day = day_of(entry.at);
    let known = match roster(db, body_id, day)? {
        Ok(known) => known,
        Err(fault) => return Ok(Err(fault.code().to_owned())),
    };
    let roster = if known.sitting() > 0 {
        known
    } else {
        let seats = statutory_seats(db, body_id, day)?.and_then(|seats| u32::try_from(seats).ok());
        match named(rows, seats, day) {
            Ok(roster) => roster,
            Err(fault) => return Ok(Err(fault.code().to_owned())),
        }
    };
    let Some(sheet) = sheet(entry, rows) else {
        return Ok(Err("no_rows".to_owned()));
    };
    let item = item(db, item_id)?;
    let meeting_id = item.as_ref().map_or(0, |item| item.meeting_id);
    // Who must vote by name is who was there; of factions only numbers are known.
    let is_on_list = rows.method == Method::Secret && !attendance(db, meeting_id)?.is_empty();
    let present: Option<BTreeSet<MemberId>> = match is_on_list {
        true => Some(present_at(db, meeting_id, entry.at)?),
        false => None,
    };
    let circumstances = Circumstances {
        roster: &roster,
        present,
        chair: None,
        subject,
        choice_is_limited: entry.event.x_choice_is_limited.unwrap_or(false),
        method: rows.method,
        asked: Asked {
            vote: true,
            ..Asked::default()
        },
        past: past_rounds(db, follows_id, meeting_id)?,
        is_second_meeting: item.is_some_and(|item| item.text.first_item_id.is_some()),
        stated: rows.stated,
    };
    Ok(match rules.tally(&sheet, &circumstances) {
        Ok(tally) => Ok(Computed {
            roster,
            sheet,
            tally,
        }),
        Err(faults) => {
            let mut codes: Vec<&str> = faults
                .iter()
                .map(weerklank_domain::council::Unsound::code)
                .collect();
            codes.dedup();
            Err(codes.join(", "))
        }
    })
}

/// The members whom a record names, each on a seat; of factions so many as they say.
fn named(
    rows: &Rows,
    seats: Option<u32>,
    day: chrono::NaiveDate,
) -> Result<Roster, weerklank_domain::council::RosterFault> {
    let mut members: Vec<(MemberId, Option<FactionId>)> = rows
        .votes
        .iter()
        .map(|row| (MemberId(row.member), row.faction.map(FactionId)))
        .collect();
    let mut nobody = 0;
    for row in &rows.hands {
        let of = row.counts;
        let all = [of.for_it, of.against, of.abstained, of.recused, of.absent];
        for _ in 0..all.iter().sum::<u32>().min(MOST_MEMBERS) {
            // No member has such a key.
            nobody -= 1;
            members.push((MemberId(nobody), row.faction.map(FactionId)));
        }
    }
    let held: Vec<Membership> = (1..)
        .zip(&members)
        .map(|(seat, (member, faction))| Membership {
            member: *member,
            seat: SeatId(seat),
            faction: *faction,
            period: Period::default(),
        })
        .collect();
    let sitting = u32::try_from(held.len()).unwrap_or(u32::MAX);
    Roster::on(day, seats.unwrap_or(sitting), &held)
}

/// No faction of any council has more members.
const MOST_MEMBERS: u32 = 10_000;

fn sheet(entry: &Entry, rows: &Rows) -> Option<Sheet> {
    let event = entry.event;
    let taken = match rows.method {
        Method::RollCall | Method::Electronic if !rows.votes.is_empty() => Taken::ByName {
            votes: rows
                .votes
                .iter()
                .map(|row| SheetVote {
                    member: MemberId(row.member),
                    choice: row.choice,
                    meant: row.meant,
                })
                .collect(),
        },
        Method::Hands if !rows.hands.is_empty() => Taken::PerFaction {
            factions: rows
                .hands
                .iter()
                .map(|row| SheetHands {
                    faction: row.faction.map(FactionId),
                    for_it: row.counts.for_it,
                    against: row.counts.against,
                    abstained: row.counts.abstained,
                    recused: row.counts.recused,
                    absent: row.counts.absent,
                    is_mistake: row.is_mistake,
                })
                .collect(),
        },
        Method::Secret => {
            let number = |of: Option<i64>| of.and_then(|of| u32::try_from(of).ok()).unwrap_or(0);
            Taken::Ballots {
                handed_in: number(event.x_handed_in),
                blank: number(event.x_blank),
                wrong: number(event.x_wrong),
                votes: rows
                    .candidates
                    .iter()
                    .map(|(candidate, member, votes)| SheetBallots {
                        candidate: candidate.clone(),
                        member: member.map(MemberId),
                        votes: *votes,
                    })
                    .collect(),
                chosen: event.x_chosen.clone(),
            }
        }
        _ => return None,
    };
    let stated = match stated_result(event) {
        Some(true) => Some(Announced::Adopted),
        Some(false) => Some(Announced::Rejected),
        None => None,
    };
    Some(Sheet {
        breaker: event.x_breaker.as_deref().and_then(Breaker::from_code),
        announced: event
            .x_announced
            .as_deref()
            .and_then(Announced::from_code)
            .or(stated),
        ..Sheet::of(taken)
    })
}
