//! Who voted what: by name, by faction, or as ballots; and what a correction changed of it.

use super::picture::PictureView;
use serde::Serialize;
use std::collections::BTreeMap;
use weerklank_acts::council::{grouped, side_of};
use weerklank_domain::council::{Choice, Position};
use weerklank_store::council::{BallotsOf, ChoiceRecord, HandsOfFaction};

/// What a member did.
#[derive(Debug, Clone, Serialize)]
pub struct ChoiceView {
    name: String,
    url: String,
    has_faction: bool,
    faction: String,
    faction_url: String,
    choice: &'static str,
    has_meant: bool,
    meant: &'static str,
}

impl From<&ChoiceRecord> for ChoiceView {
    fn from(record: &ChoiceRecord) -> Self {
        let (_, slug, name) = record.member.clone();
        let (_, faction_slug, faction) = record.faction.clone().unwrap_or_default();
        Self {
            name,
            url: format!("/council/members/{slug}"),
            has_faction: record.faction.is_some(),
            faction,
            faction_url: format!("/council/factions/{faction_slug}"),
            choice: record.choice.code(),
            has_meant: record.meant.is_some(),
            meant: record.meant.map_or("", Choice::code),
        }
    }
}

/// What the members of a faction did, as numbers.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FactionView {
    has_faction: bool,
    name: String,
    url: String,
    for_it: u32,
    against: u32,
    abstained: u32,
    recused: u32,
    absent: u32,
    is_divided: bool,
    is_mistake: bool,
}

impl FactionView {
    fn of_hands(hands: &HandsOfFaction) -> Self {
        let (_, slug, name) = hands.faction.clone().unwrap_or_default();
        Self {
            has_faction: hands.faction.is_some(),
            name,
            url: format!("/council/factions/{slug}"),
            for_it: hands.for_it,
            against: hands.against,
            abstained: hands.abstained,
            recused: hands.recused,
            absent: hands.absent,
            is_divided: side_of(hands) == Some(Position::Divided),
            is_mistake: hands.is_mistake,
        }
    }

    /// The numbers of each faction of members who voted by name, in the order of their names.
    fn of_choices(choices: &[ChoiceRecord]) -> Vec<Self> {
        let mut groups = grouped(choices);
        groups.sort_by(|one, other| {
            let name =
                |group: &HandsOfFaction| group.faction.as_ref().map(|(.., name)| name.clone());
            name(one).cmp(&name(other))
        });
        groups.iter().map(Self::of_hands).collect()
    }
}

/// The ballots of a candidate.
#[derive(Debug, Clone, Serialize)]
pub struct BallotView {
    candidate: String,
    votes: u32,
    is_chosen: bool,
}

/// Who voted what.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CastView {
    picture: PictureView,
    choices: Vec<ChoiceView>,
    has_choices: bool,
    factions: Vec<FactionView>,
    has_factions: bool,
    ballots: Vec<BallotView>,
    has_ballots: bool,
}

/// What hangs on a version.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    pub choices: Vec<ChoiceRecord>,
    pub hands: Vec<HandsOfFaction>,
    pub ballots: Vec<BallotsOf>,
}

impl Cast {
    /// Whom the lot or the chair chose.
    pub fn chosen(&self) -> Option<&str> {
        let chosen = self.ballots.iter().find(|one| one.is_chosen);
        chosen.map(|one| one.candidate.as_str())
    }
}

impl From<&Cast> for CastView {
    fn from(cast: &Cast) -> Self {
        let factions: Vec<FactionView> = if cast.choices.is_empty() {
            cast.hands.iter().map(FactionView::of_hands).collect()
        } else {
            FactionView::of_choices(&cast.choices)
        };
        Self {
            picture: if cast.choices.is_empty() {
                PictureView::of_factions(&cast.hands)
            } else {
                PictureView::of_members(&cast.choices)
            },
            choices: cast.choices.iter().map(Into::into).collect(),
            has_choices: !cast.choices.is_empty(),
            has_factions: !factions.is_empty(),
            factions,
            ballots: cast
                .ballots
                .iter()
                .map(|one| BallotView {
                    candidate: one.candidate.clone(),
                    votes: one.votes,
                    is_chosen: one.is_chosen,
                })
                .collect(),
            has_ballots: !cast.ballots.is_empty(),
        }
    }
}

/// Something that a correction changed.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    name: String,
    /// `choice` where a member's vote became another, `numbers` of a faction or candidate.
    is_choice: bool,
    was: &'static str,
    is: &'static str,
    was_numbers: String,
    is_numbers: String,
}

fn numbers(hands: &HandsOfFaction) -> String {
    format!("{}–{}", hands.for_it, hands.against)
}

/// What is other in a version than in the one before.
pub fn changes(before: &Cast, after: &Cast) -> Vec<ChangeView> {
    let was: BTreeMap<i64, Choice> = before
        .choices
        .iter()
        .map(|one| (one.member.0, one.choice))
        .collect();
    let choices = after.choices.iter().filter_map(|one| {
        let was = *was.get(&one.member.0).filter(|was| **was != one.choice)?;
        Some(ChangeView {
            name: one.member.2.clone(),
            is_choice: true,
            was: was.code(),
            is: one.choice.code(),
            was_numbers: String::new(),
            is_numbers: String::new(),
        })
    });
    let in_numbers = |name: &str, was: String, is: String| {
        (was != is).then(|| ChangeView {
            name: name.to_owned(),
            is_choice: false,
            was: "",
            is: "",
            was_numbers: was,
            is_numbers: is,
        })
    };
    let hands = after.hands.iter().filter_map(|one| {
        let was = before.hands.iter().find(|was| was.faction == one.faction)?;
        let name = one.faction.as_ref().map_or("", |faction| &faction.2);
        in_numbers(name, numbers(was), numbers(one))
    });
    let ballots = after.ballots.iter().filter_map(|one| {
        let was = before
            .ballots
            .iter()
            .find(|was| was.candidate == one.candidate);
        let was = was.map_or(0, |was| was.votes);
        in_numbers(&one.candidate, was.to_string(), one.votes.to_string())
    });
    choices.chain(hands).chain(ballots).collect()
}

/// Examples.
#[cfg(test)]
pub mod samples {
    use super::*;

    fn choice(choice: Choice, meant: Option<Choice>) -> ChoiceRecord {
        let has_faction = choice != Choice::Absent;
        ChoiceRecord {
            member: (1, "a-de-vries".to_owned(), "A. <b>der</b> Vries".to_owned()),
            faction: has_faction.then(|| (1, "groen".to_owned(), "G<b>r</b>oen".to_owned())),
            choice,
            meant,
        }
    }

    /// By name.
    pub fn by_name() -> Cast {
        Cast {
            choices: Choice::ALL
                .iter()
                .map(|one| choice(*one, (*one == Choice::For).then_some(Choice::Against)))
                .collect(),
            ..Cast::default()
        }
    }

    /// By name, by faction, and ballots.
    pub fn all() -> Vec<CastView> {
        let by_name = by_name();
        let per_faction = Cast {
            hands: vec![
                HandsOfFaction {
                    faction: Some((1, "groen".to_owned(), "G<b>r</b>oen".to_owned())),
                    for_it: 4,
                    against: 1,
                    abstained: 0,
                    recused: 1,
                    absent: 1,
                    is_mistake: true,
                },
                HandsOfFaction {
                    faction: None,
                    for_it: 0,
                    against: 1,
                    abstained: 0,
                    recused: 0,
                    absent: 0,
                    is_mistake: false,
                },
            ],
            ..Cast::default()
        };
        let ballots = Cast {
            ballots: vec![
                BallotsOf {
                    candidate: "A. <b>der</b> Vries".to_owned(),
                    member_id: None,
                    votes: 14,
                    is_chosen: true,
                },
                BallotsOf {
                    candidate: "B. Bos".to_owned(),
                    member_id: None,
                    votes: 14,
                    is_chosen: false,
                },
            ],
            ..Cast::default()
        };
        let mut all: Vec<CastView> = [&by_name, &per_faction, &ballots]
            .into_iter()
            .map(Into::into)
            .collect();
        all.push(CastView::default());
        all
    }

    /// A change of each kind.
    pub fn changed() -> Vec<ChangeView> {
        [true, false]
            .into_iter()
            .map(|is_choice| ChangeView {
                name: "A. <b>der</b> Vries".to_owned(),
                is_choice,
                was: "for",
                is: "absent",
                was_numbers: "4–1".to_owned(),
                is_numbers: "5–0".to_owned(),
            })
            .collect()
    }

    #[test]
    fn what_became_other_is_told() {
        let cast = |one, votes| Cast {
            choices: vec![choice(one, None)],
            ballots: vec![BallotsOf {
                candidate: "B. Bos".to_owned(),
                member_id: None,
                votes,
                is_chosen: false,
            }],
            ..Cast::default()
        };
        let told = changes(&cast(Choice::For, 4), &cast(Choice::Against, 5));
        assert_eq!((told[0].was, told[0].is), ("for", "against"));
        assert_eq!(
            (told[1].was_numbers.as_str(), told[1].is_numbers.as_str()),
            ("4", "5")
        );
        assert!(changes(&cast(Choice::For, 4), &cast(Choice::For, 4)).is_empty());
    }
}
