//! What the rows of a vote say, and whether they add up to what was stated of them.

use super::bundle::{Count, Vote};
use super::enter_factions::faction_in;
use super::enter_people::State;
use super::enter_votes::Entry;
use crate::errors::ActResult;
use weerklank_domain::council::{Choice, Method, Stated};
use weerklank_store::Db;
use weerklank_store::council::StatedCounts;

/// What a member did.
#[derive(Debug, Clone, Copy)]
pub(super) struct VoteRow {
    pub member: i64,
    pub faction: Option<i64>,
    pub choice: Choice,
    pub meant: Option<Choice>,
}

/// What a faction did.
#[derive(Debug, Clone, Copy)]
pub(super) struct HandsRow {
    pub faction: Option<i64>,
    pub counts: StatedCounts,
    pub is_mistake: bool,
}

/// Everything.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub method: Method,
    pub votes: Vec<VoteRow>,
    pub hands: Vec<HandsRow>,
    /// Totals that stand beside rows.
    pub stated: Stated,
    /// Totals, where there are no rows.
    pub totals: StatedCounts,
    /// Ballots of candidates.
    pub candidates: Vec<(String, Option<i64>, u32)>,
    /// The source names somebody who is not in it.
    is_unknown: bool,
    is_twice: bool,
}

impl Rows {
    /// For, against, abstained, recused and absent, counted.
    pub(super) fn counts(&self) -> StatedCounts {
        let mut counts = StatedCounts::default();
        for row in &self.votes {
            counts.count(row.choice, 1);
        }
        for row in &self.hands {
            let of = row.counts;
            for (choice, number) in [
                (Choice::For, of.for_it),
                (Choice::Against, of.against),
                (Choice::Abstain, of.abstained),
                (Choice::Recused, of.recused),
                (Choice::Absent, of.absent),
            ] {
                counts.count(choice, number);
            }
        }
        if self.votes.is_empty() && self.hands.is_empty() {
            counts = self.totals;
        }
        counts
    }

    /// Why it cannot be published, whatever the rules.
    pub(super) fn fault(&self) -> Option<&'static str> {
        let counts = self.counts();
        let differs = |stated: Option<u32>, counted| stated.is_some_and(|stated| stated != counted);
        let has_rows = !self.votes.is_empty() || !self.hands.is_empty();
        if self.is_unknown {
            Some("unknown_member")
        } else if self.is_twice {
            Some("twice")
        } else if has_rows
            && (differs(self.stated.for_it, counts.for_it)
                || differs(self.stated.against, counts.against)
                || differs(self.stated.abstained, counts.abstained))
        {
            Some("total_differs")
        } else {
            None
        }
    }
}

/// The choice of a word, whoever's it is. Why somebody was not there is dropped here (AVG-4): whatever is no
/// vote is an absence.
fn choice(option: &str, is_recused: bool) -> Choice {
    if is_recused {
        return Choice::Recused;
    }
    match option.to_lowercase().as_str() {
        "yes" | "for" | "voor" | "affirmative" | "aye" => Choice::For,
        "no" | "against" | "tegen" | "negative" | "nay" => Choice::Against,
        "abstain" | "abstained" | "onthouden" => Choice::Abstain,
        "recused" => Choice::Recused,
        _ => Choice::Absent,
    }
}

/// Reads the rows of a vote.
pub(super) fn rows(
    db: &mut Db,
    entry: &Entry,
    body_id: i64,
    (found, report): State,
) -> ActResult<Rows> {
    let event = entry.event;
    let mut rows = Rows {
        method: Method::WithoutVote,
        votes: Vec::new(),
        hands: Vec::new(),
        stated: Stated::default(),
        totals: StatedCounts::default(),
        candidates: Vec::new(),
        is_unknown: false,
        is_twice: false,
    };
    for vote in &event.votes {
        let faction = match &vote.group_id {
            Some(id) => faction_in(
                db,
                entry.bundle,
                entry.source,
                (body_id, id),
                (found, report),
            )?,
            None => None,
        };
        let member = vote.voter_id.as_ref().and_then(|id| found.members.get(id));
        match member {
            Some(member) => rows.add_vote(*member, faction, vote),
            None => rows.is_unknown = true,
        }
    }
    let secret = event.x_method.as_deref() == Some(Method::Secret.code());
    for count in &event.counts {
        let value = count
            .value
            .and_then(|value| u32::try_from(value).ok())
            .unwrap_or(0);
        let option = count.option.as_deref().unwrap_or_default();
        if secret {
            let member = count
                .x_person_id
                .as_ref()
                .and_then(|id| found.members.get(id));
            rows.candidates
                .push((option.to_owned(), member.copied(), value));
            continue;
        }
        let choice = choice(option, count.x_recused.unwrap_or(false));
        if count.group_id.is_none() && !count.x_on_their_own.unwrap_or(false) {
            rows.state(choice, value);
            continue;
        }
        // Rows by member say more than those by faction.
        if event.votes.is_empty() {
            let faction = match &count.group_id {
                Some(id) => {
                    let place = (body_id, id.as_str());
                    faction_in(db, entry.bundle, entry.source, place, (found, report))?
                }
                None => None,
            };
            rows.add_hands(faction, choice, value, count);
        }
    }
    rows.method = method(event.x_method.as_deref(), &rows);
    Ok(rows)
}

fn method(word: Option<&str>, rows: &Rows) -> Method {
    match word.and_then(Method::from_code) {
        Some(method) => method,
        None if !rows.votes.is_empty() => Method::RollCall,
        None if !rows.hands.is_empty() || rows.totals != StatedCounts::default() => Method::Hands,
        None => Method::WithoutVote,
    }
}

impl Rows {
    fn add_vote(&mut self, member: i64, faction: Option<i64>, vote: &Vote) {
        if self.votes.iter().any(|row| row.member == member) {
            self.is_twice = true;
            return;
        }
        let meant = vote.x_meant.as_deref().and_then(Choice::from_code);
        let option = vote.option.as_deref().unwrap_or_default();
        self.votes.push(VoteRow {
            member,
            faction,
            choice: choice(option, vote.x_recused.unwrap_or(false)),
            meant,
        });
    }

    fn add_hands(&mut self, faction: Option<i64>, choice: Choice, value: u32, count: &Count) {
        let is_mistake = count.x_mistake.unwrap_or(false);
        if let Some(row) = self.hands.iter_mut().find(|row| row.faction == faction) {
            row.counts.count(choice, value);
            row.is_mistake |= is_mistake;
            return;
        }
        let mut counts = StatedCounts::default();
        counts.count(choice, value);
        self.hands.push(HandsRow {
            faction,
            counts,
            is_mistake,
        });
    }

    fn state(&mut self, choice: Choice, value: u32) {
        self.totals.count(choice, value);
        match choice {
            Choice::For => self.stated.for_it = Some(self.totals.for_it),
            Choice::Against => self.stated.against = Some(self.totals.against),
            Choice::Abstain => self.stated.abstained = Some(self.totals.abstained),
            Choice::Recused | Choice::Absent => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn avg_4_why_somebody_was_not_there_is_dropped() {
        for reason in [
            "Medical",
            "Maternity",
            "Parental",
            "Bereavement",
            "Excused",
            "absent",
        ] {
            assert_eq!(choice(reason, false), Choice::Absent, "{reason}");
        }
        assert_eq!(choice("not voting", true), Choice::Recused);
        assert_eq!(choice("Non-voting", false), Choice::Absent);
        assert_eq!(choice("Affirmative", false), Choice::For);
    }
}
