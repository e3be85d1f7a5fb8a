//! What was typed on a sheet, and the sheet that it makes. Whatever is left open stays open: a sheet is kept
//! while it is written, and is asked to add up only when it becomes public.

use super::super::form::Typed;
use crate::web::field::Problem;
use weerklank_domain::council::{
    Announced, Breaker, Choice, FactionId, LONGEST_VOTE_SUMMARY, Line, MOST_CANDIDATES, MemberId,
    Roster, Sheet, SheetBallots, SheetHands, SheetVote, Taken,
};

/// The rows for candidates of a secret vote.
pub const ROWS: usize = 8;

/// The sheet that was typed, in the form of the one that it replaces, for those who hold a seat.
///
/// # Errors
/// Everything that is no number, or too long.
pub fn sheet(typed: &Typed, before: &Sheet, roster: &Roster) -> Result<Sheet, Vec<Problem>> {
    let mut problems = Vec::new();
    let taken = match &before.taken {
        Taken::ByName { .. } => Taken::ByName {
            votes: by_name(typed, roster),
        },
        Taken::PerFaction { .. } => Taken::PerFaction {
            factions: per_faction(typed, roster, &mut problems),
        },
        Taken::Ballots { .. } => ballots(typed, &mut problems),
    };
    let mut summary = |field: &'static str| {
        let text = typed.get(field).trim().to_owned();
        if text.chars().count() > LONGEST_VOTE_SUMMARY {
            problems.push(Problem {
                field,
                code: "too_long",
            });
        }
        text
    };
    let (summary_nl, summary_en) = (summary("summary_nl"), summary("summary_en"));
    if !problems.is_empty() {
        return Err(problems);
    }
    let begins_at = typed.get("begins_at").parse().ok().map(MemberId);
    Ok(Sheet {
        begins_at: begins_at
            .filter(|member| roster.holder(*member).is_some())
            .or(before.begins_at),
        breaker: Breaker::from_code(typed.get("breaker")),
        announced: Announced::from_code(typed.get("announced")),
        summary_nl,
        summary_en,
        taken,
    })
}

fn opposite(choice: Choice) -> Choice {
    match choice {
        Choice::For => Choice::Against,
        Choice::Against | Choice::Abstain | Choice::Recused | Choice::Absent => Choice::For,
    }
}

/// What each member did: as ticked, or as is said of all others.
fn by_name(typed: &Typed, roster: &Roster) -> Vec<SheetVote> {
    let others = Choice::from_code(typed.get("others")).filter(|choice| choice.takes_part());
    let erred: Vec<i64> = typed
        .all("erred")
        .into_iter()
        .filter_map(|key| key.parse().ok())
        .collect();
    let vote = |member: MemberId| {
        let ticked = Choice::from_code(typed.get(&format!("m{}", member.0)));
        let choice = ticked.or(others)?;
        let has_erred = choice.takes_part() && erred.contains(&member.0);
        Some(SheetVote {
            member,
            choice,
            meant: has_erred.then(|| opposite(choice)),
        })
    };
    roster
        .members()
        .filter_map(|(member, _)| vote(member))
        .collect()
}

/// A number; nothing is nought.
fn number(typed: &Typed, field: &str, problems: &mut Vec<Problem>) -> u32 {
    let text = typed.get(field).trim();
    if text.is_empty() {
        return 0;
    }
    text.parse()
        .ok()
        .filter(|n| *n <= 10_000)
        .unwrap_or_else(|| {
            problems.push(Problem {
                field: "numbers",
                code: "invalid_number",
            });
            0
        })
}

/// The key of a faction in the names of fields; 0 for members on their own.
pub fn faction_key(faction: Option<FactionId>) -> i64 {
    faction.map_or(0, |faction| faction.0)
}

/// What each faction did: all of those who were there for or against, or in numbers where they were divided.
fn per_faction(typed: &Typed, roster: &Roster, problems: &mut Vec<Problem>) -> Vec<SheetHands> {
    let mut all = Vec::new();
    for (faction, members) in roster.factions() {
        let key = faction_key(faction);
        let mut of = |what: &str| number(typed, &format!("f{key}-{what}"), problems);
        let (recused, absent, abstained) = (of("recused"), of("absent"), of("abstained"));
        let (for_it, against) = (of("for"), of("against"));
        let voting = members
            .saturating_sub(recused)
            .saturating_sub(absent)
            .saturating_sub(abstained);
        let (for_it, against) = match typed.get(&format!("f{key}")) {
            "for" => (voting, 0),
            "against" => (0, voting),
            _ => (for_it, against),
        };
        all.push(SheetHands {
            faction,
            for_it,
            against,
            abstained,
            recused,
            absent,
            is_mistake: typed.all("erred").contains(&key.to_string().as_str()),
        });
    }
    all
}

fn ballots(typed: &Typed, problems: &mut Vec<Problem>) -> Taken {
    let mut votes = Vec::new();
    for row in 1..=MOST_CANDIDATES {
        let name = typed.get(&format!("c{row}")).trim();
        let ballots = number(typed, &format!("c{row}-votes"), problems);
        if name.is_empty() && ballots == 0 {
            continue;
        }
        match Line::<80>::parse(name) {
            Ok(name) => votes.push(SheetBallots {
                candidate: name.into_string(),
                member: typed
                    .get(&format!("c{row}-member"))
                    .parse()
                    .ok()
                    .map(MemberId),
                votes: ballots,
            }),
            Err(_) => problems.push(Problem {
                field: "numbers",
                code: "invalid_name",
            }),
        }
    }
    let chosen = typed.get("chosen").trim();
    Taken::Ballots {
        handed_in: number(typed, "handed_in", problems),
        blank: number(typed, "blank", problems),
        wrong: number(typed, "wrong", problems),
        votes,
        chosen: (!chosen.is_empty()).then(|| chosen.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use weerklank_domain::council::{Membership, Method, Period, SeatId};

    fn roster() -> Roster {
        let memberships: Vec<Membership> = (1..=5)
            .map(|number| Membership {
                member: MemberId(number),
                seat: SeatId(number),
                faction: Some(FactionId(7)).filter(|_| number < 5),
                period: Period::default(),
            })
            .collect();
        let day = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
        Roster::on(day, 5, &memberships).unwrap()
    }

    fn parsed(method: Method, values: &[(&str, &str)]) -> Result<Taken, Vec<Problem>> {
        let own: Vec<(&str, String)> = values
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        let before = Sheet::of(Taken::empty(method).unwrap());
        sheet(&Typed::new(&own), &before, &roster()).map(|sheet| sheet.taken)
    }

    #[test]
    fn whoever_is_not_named_did_as_all_others() {
        let values = [
            ("m2", "against"),
            ("m5", "absent"),
            ("others", "for"),
            ("erred", "2"),
        ];
        let Ok(Taken::ByName { votes }) = parsed(Method::RollCall, &values) else {
            panic!("no sheet by name");
        };
        let choices: Vec<Choice> = votes.iter().map(|vote| vote.choice).collect();
        let all = [
            Choice::For,
            Choice::Against,
            Choice::For,
            Choice::For,
            Choice::Absent,
        ];
        assert_eq!(choices, all);
        assert_eq!(votes[1].meant, Some(Choice::For));
        let Ok(Taken::ByName { votes }) = parsed(Method::RollCall, &[("m2", "burn")]) else {
            panic!("no sheet by name");
        };
        assert!(votes.is_empty(), "what nobody said is left open");
    }

    #[test]
    fn a_faction_is_for_with_those_of_it_who_vote() {
        let values = [
            ("f7", "for"),
            ("f7-absent", "1"),
            ("f0", "divided"),
            ("f0-against", "1"),
        ];
        let Ok(Taken::PerFaction { factions }) = parsed(Method::Hands, &values) else {
            panic!("no sheet per faction");
        };
        let own = factions.iter().find(|one| one.faction.is_none()).unwrap();
        assert_eq!((own.for_it, own.against), (0, 1));
        let seven = factions.iter().find(|one| one.faction.is_some()).unwrap();
        assert_eq!((seven.for_it, seven.absent), (3, 1));
        let wrong = parsed(Method::Hands, &[("f7-for", "drie")]);
        assert_eq!(wrong.unwrap_err()[0].code, "invalid_number");
    }

    #[test]
    fn ballots_are_counted_by_candidate() {
        let values = [
            ("handed_in", "5"),
            ("c1", " Anna "),
            ("c1-votes", "3"),
            ("c1-member", "2"),
            ("c2-votes", "2"),
        ];
        assert_eq!(
            parsed(Method::Secret, &values).unwrap_err()[0].code,
            "invalid_name"
        );
        let Ok(Taken::Ballots { votes, .. }) = parsed(Method::Secret, &values[..4]) else {
            panic!("no ballots");
        };
        assert_eq!(votes[0].candidate, "Anna");
        assert_eq!(votes[0].member, Some(MemberId(2)));
    }
}
