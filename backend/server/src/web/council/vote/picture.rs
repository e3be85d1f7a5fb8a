//! The seats of a vote as a half circle: those for it on the left, those against on the right, factions
//! together. The tables beside it have the same numbers.

use serde::Serialize;
use weerklank_domain::council::{Choice, half_circle};
use weerklank_store::council::{ChoiceRecord, HandsOfFaction};

/// The picture.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PictureView {
    pub has_seats: bool,
    size: i32,
    seats: Vec<SeatView>,
}

#[derive(Debug, Clone, Serialize)]
struct SeatView {
    x: i32,
    y: i32,
    choice: &'static str,
}

/// The order of the seats, from left to right.
const ORDER: [Choice; 5] = [
    Choice::For,
    Choice::Abstain,
    Choice::Recused,
    Choice::Absent,
    Choice::Against,
];

impl PictureView {
    /// The seats of members.
    pub fn of_members(choices: &[ChoiceRecord]) -> Self {
        let faction = |one: &ChoiceRecord| one.faction.as_ref().map(|faction| faction.2.clone());
        let mut sorted: Vec<&ChoiceRecord> = choices.iter().collect();
        sorted.sort_by_key(|one| {
            let place = ORDER.iter().position(|choice| *choice == one.choice);
            (place, faction(one))
        });
        let choices: Vec<Choice> = sorted.into_iter().map(|one| one.choice).collect();
        Self::drawn(&choices)
    }

    /// The seats of factions: numbers of members, of whom nobody knows who sits where.
    pub fn of_factions(hands: &[HandsOfFaction]) -> Self {
        let number = |of: &HandsOfFaction, choice| match choice {
            Choice::For => of.for_it,
            Choice::Against => of.against,
            Choice::Abstain => of.abstained,
            Choice::Recused => of.recused,
            Choice::Absent => of.absent,
        };
        let mut choices = Vec::new();
        for choice in ORDER {
            let those: u32 = hands.iter().map(|one| number(one, choice)).sum();
            let those = usize::try_from(those.min(MOST_SEATS)).unwrap_or(0);
            choices.extend(std::iter::repeat_n(choice, those));
        }
        Self::drawn(&choices)
    }

    fn drawn(choices: &[Choice]) -> Self {
        let seats = u32::try_from(choices.len()).unwrap_or(MOST_SEATS);
        if seats == 0 || seats > MOST_SEATS {
            return Self::default();
        }
        let (places, size) = half_circle(seats);
        Self {
            has_seats: true,
            size,
            seats: places
                .into_iter()
                .zip(choices)
                .map(|(place, choice)| SeatView {
                    x: 1_100 + place.x,
                    y: 1_100 - place.y,
                    choice: choice.code(),
                })
                .collect(),
        }
    }
}

/// The largest body that is drawn.
const MOST_SEATS: u32 = 800;
