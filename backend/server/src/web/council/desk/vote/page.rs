//! The sheet of a vote as a page: who is on it, what was written, and what follows.

use super::super::form::Typed;
use super::fields::{ROWS, faction_key};
use super::trouble::{Names, TroubleView};
use crate::web::council::vote::result::ResultView;
use crate::web::desk::Conflict;
use crate::web::field::{Field, Problem};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{Choice as Code, FormView, choices};
use serde::Serialize;
use weerklank_acts::council::Around;
use weerklank_domain::council::{
    Announced, Breaker, Choice, FactionId, MemberId, Sheet, SheetBallots, SheetHands, SheetVote,
    Taken,
};
use weerklank_store::council::VoteRecord;

/// The sheet.
#[derive(Debug, Clone, Serialize)]
pub struct SheetPage {
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) lang: &'static str,
    pub(super) back: String,
    pub(super) public_url: String,
    pub(super) state: &'static str,
    pub(super) method: &'static str,
    pub(super) edition: i32,
    pub(super) form: FormView,
    pub(super) live_url: String,
    pub(super) live_csrf: String,
    pub(super) conflict: Conflict,
    pub(super) has_conflict: bool,
    pub(super) is_correction: bool,
    pub(super) reason: Field,
    pub(super) needs_second: bool,
    pub(super) can_offer: bool,
    pub(super) can_publish: bool,
    pub(super) is_own_offer: bool,
    pub(super) lines: LinesView,
    pub(super) summary_nl: Field,
    pub(super) summary_en: Field,
    pub(super) breakers: Vec<Code>,
    pub(super) announced: Vec<Code>,
    pub(super) warnings: Vec<TroubleView>,
    pub(super) has_warnings: bool,
    pub(super) troubles: Vec<TroubleView>,
    pub(super) has_troubles: bool,
    /// What is in the way beside the few that are told.
    pub(super) has_more_troubles: bool,
    pub(super) more_troubles: usize,
    pub(super) has_result: bool,
    pub(super) result: ResultView,
}

/// What is written on it, in the form of its method.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LinesView {
    pub(super) is_by_name: bool,
    pub(super) members: Vec<MemberLine>,
    pub(super) keys: Vec<KeyView>,
    pub(super) has_beginning: bool,
    pub(super) begins_at: String,
    pub(super) others: &'static str,
    pub(super) is_per_faction: bool,
    pub(super) factions: Vec<FactionLine>,
    pub(super) may_abstain: bool,
    pub(super) is_secret: bool,
    pub(super) handed_in: String,
    pub(super) blank: String,
    pub(super) wrong: String,
    pub(super) candidates: Vec<CandidateLine>,
    pub(super) chosen: String,
}

/// A choice with its key.
#[derive(Debug, Clone, Serialize)]
pub struct KeyView {
    pub(super) choice: &'static str,
}

/// A member on the sheet.
#[derive(Debug, Clone, Serialize)]
pub struct MemberLine {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) faction: String,
    pub(super) boxes: Vec<BoxView>,
    pub(super) has_erred: bool,
}

/// What a member can do.
#[derive(Debug, Clone, Serialize)]
pub struct BoxView {
    pub(super) choice: &'static str,
    pub(super) is_checked: bool,
}

/// A faction on the sheet.
#[derive(Debug, Clone, Serialize)]
pub struct FactionLine {
    pub(super) key: i64,
    pub(super) has_name: bool,
    pub(super) name: String,
    pub(super) members: u32,
    pub(super) positions: Vec<BoxView>,
    pub(super) for_it: u32,
    pub(super) against: u32,
    pub(super) abstained: u32,
    pub(super) recused: u32,
    pub(super) absent: u32,
    pub(super) has_erred: bool,
}

/// A candidate on the sheet.
#[derive(Debug, Clone, Serialize)]
pub struct CandidateLine {
    pub(super) row: usize,
    pub(super) name: String,
    pub(super) votes: String,
    pub(super) members: Vec<OptionView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct OptionView {
    pub(super) value: i64,
    pub(super) name: String,
    pub(super) is_selected: bool,
}

/// What members can do, in the order of the sheet.
fn possible(around: &Around) -> Vec<Choice> {
    let may_abstain = around.rules.1.rules.abstain.allowed;
    let all = [
        Choice::For,
        Choice::Against,
        Choice::Abstain,
        Choice::Recused,
        Choice::Absent,
    ];
    let is_possible = |choice: &Choice| may_abstain || *choice != Choice::Abstain;
    all.into_iter().filter(is_possible).collect()
}

impl LinesView {
    /// The lines of a sheet.
    pub fn of(sheet: &Sheet, around: &Around, names: &Names) -> Self {
        let keys = possible(around);
        let base = Self {
            may_abstain: around.rules.1.rules.abstain.allowed,
            ..Self::default()
        };
        match &sheet.taken {
            Taken::ByName { votes } => Self {
                is_by_name: true,
                members: member_lines(votes, sheet.begins_at, around, names),
                keys: keys
                    .iter()
                    .map(|choice| KeyView {
                        choice: choice.code(),
                    })
                    .collect(),
                has_beginning: sheet.begins_at.is_some(),
                begins_at: sheet
                    .begins_at
                    .and_then(|member| names.members.get(&member.0).cloned())
                    .unwrap_or_default(),
                ..base
            },
            Taken::PerFaction { factions } => Self {
                is_per_faction: true,
                factions: faction_lines(factions, around, names),
                ..base
            },
            Taken::Ballots {
                handed_in,
                blank,
                wrong,
                votes,
                chosen,
            } => Self {
                is_secret: true,
                handed_in: handed_in.to_string(),
                blank: blank.to_string(),
                wrong: wrong.to_string(),
                candidates: candidate_lines(votes, around, names),
                chosen: chosen.clone().unwrap_or_default(),
                ..base
            },
        }
    }
}

/// Members in the order of the roll call: by name, from the one at whom it begins.
fn member_lines(
    votes: &[SheetVote],
    begins_at: Option<MemberId>,
    around: &Around,
    names: &Names,
) -> Vec<MemberLine> {
    let mut members: Vec<(MemberId, Option<FactionId>)> = around
        .roster
        .members()
        .map(|(member, held)| (member, held.faction))
        .collect();
    members.sort_by_key(|(member, _)| names.order.get(&member.0).copied());
    let first = members
        .iter()
        .position(|(member, _)| Some(*member) == begins_at);
    members.rotate_left(first.unwrap_or(0));
    let name = |of: &std::collections::HashMap<i64, String>, key: Option<i64>| {
        key.and_then(|key| of.get(&key).cloned())
            .unwrap_or_default()
    };
    members
        .into_iter()
        .map(|(member, faction)| {
            let vote = votes.iter().find(|vote| vote.member == member);
            MemberLine {
                id: member.0,
                name: name(&names.members, Some(member.0)),
                faction: name(&names.factions, faction.map(|faction| faction.0)),
                boxes: possible(around)
                    .into_iter()
                    .map(|choice| BoxView {
                        choice: choice.code(),
                        is_checked: vote.map(|vote| vote.choice) == Some(choice),
                    })
                    .collect(),
                has_erred: vote.is_some_and(|vote| vote.meant.is_some()),
            }
        })
        .collect()
}

fn faction_lines(hands: &[SheetHands], around: &Around, names: &Names) -> Vec<FactionLine> {
    around
        .roster
        .factions()
        .into_iter()
        .map(|(faction, members)| {
            let own = hands.iter().find(|one| one.faction == faction);
            let own = own.copied().unwrap_or_default();
            let position = match (own.for_it, own.against) {
                (0, 0) => "",
                (_, 0) => "for",
                (0, _) => "against",
                _ => "divided",
            };
            let named = faction.and_then(|faction| names.factions.get(&faction.0));
            FactionLine {
                key: faction_key(faction),
                has_name: named.is_some(),
                name: named.cloned().unwrap_or_default(),
                members,
                positions: ["for", "against", "divided"]
                    .map(|choice| BoxView {
                        choice,
                        is_checked: choice == position,
                    })
                    .to_vec(),
                for_it: own.for_it,
                against: own.against,
                abstained: own.abstained,
                recused: own.recused,
                absent: own.absent,
                has_erred: own.is_mistake,
            }
        })
        .collect()
}

fn candidate_lines(votes: &[SheetBallots], around: &Around, names: &Names) -> Vec<CandidateLine> {
    let mut members: Vec<i64> = around
        .roster
        .members()
        .map(|(member, _)| member.0)
        .collect();
    members.sort_by_key(|member| names.order.get(member).copied());
    let empty = ROWS.max(votes.len() + 2);
    (0..empty)
        .map(|at| {
            let own = votes.get(at);
            let member = own.and_then(|own| own.member).map(|member| member.0);
            CandidateLine {
                row: at + 1,
                name: own.map(|own| own.candidate.clone()).unwrap_or_default(),
                votes: own.map(|own| own.votes.to_string()).unwrap_or_default(),
                members: members
                    .iter()
                    .map(|key| OptionView {
                        value: *key,
                        name: names.members.get(key).cloned().unwrap_or_default(),
                        is_selected: member == Some(*key),
                    })
                    .collect(),
            }
        })
        .collect()
}

/// The fields that every sheet has.
pub(super) struct Common {
    pub reason: Field,
    pub summary_nl: Field,
    pub summary_en: Field,
    pub breakers: Vec<Code>,
    pub announced: Vec<Code>,
}

impl Common {
    /// Those of a sheet; a reason that was typed comes back.
    pub fn of(sheet: &Sheet, typed: &Typed, problems: &[Problem]) -> Self {
        let breaker = sheet.breaker.map_or("", Breaker::code);
        let announced = sheet.announced.map_or("", Announced::code);
        Self {
            reason: Field::of(typed.get("reason"), "reason", problems),
            summary_nl: Field::of(&sheet.summary_nl, "summary_nl", problems),
            summary_en: Field::of(&sheet.summary_en, "summary_en", problems),
            breakers: choices(Breaker::ALL.iter().map(|one| one.code()), breaker),
            announced: choices(Announced::ALL.iter().map(|one| one.code()), announced),
        }
    }
}

/// The title of a vote, as the desk has it.
pub(super) fn title_of(vote: &VoteRecord) -> String {
    match &vote.proposal {
        Some(proposal) => format!("{} {}", proposal.reference, proposal.title),
        None => vote.title.clone(),
    }
}

impl PageView for SheetPage {
    const TEMPLATE: &'static str = "pages/desk/council/vote";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        super::samples::pages()
    }
}
