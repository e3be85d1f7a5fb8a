//! Who held which seat on a day, and for which faction.

use super::partial_date::{Covers, Period};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A person who is or was a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MemberId(pub i64);

/// A seat of a body: it is there while nobody holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeatId(pub i64);

/// A faction. One that splits off is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FactionId(pub i64);

/// A membership: a seat that somebody holds for a while, for one faction. Whoever changes faction
/// ends one and begins another on the same seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// Who.
    pub member: MemberId,
    /// Which seat.
    pub seat: SeatId,
    /// For which faction; none for a member on their own.
    pub faction: Option<FactionId>,
    /// From when until when.
    pub period: Period,
}

/// A faction with its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Faction {
    /// Which.
    pub id: FactionId,
    /// From when until when it was there.
    pub period: Period,
    /// The faction that it split off from.
    pub split_from: Option<FactionId>,
}

/// Somebody who held a seat on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// Which seat.
    pub seat: SeatId,
    /// For which faction.
    pub faction: Option<FactionId>,
    /// Whether the dates say so; otherwise they only do not say the opposite.
    pub is_certain: bool,
}

/// Why the memberships of a day cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RosterFault {
    /// Two members certainly held one seat.
    #[error("two members on one seat")]
    SeatTwice {
        /// The seat.
        seat: SeatId,
    },
    /// A member certainly held two seats, or one seat twice.
    #[error("a member with two seats")]
    MemberTwice {
        /// The member.
        member: MemberId,
    },
    /// More members than the body has seats.
    #[error("{sitting} members on {statutory} seats")]
    MoreThanSeats {
        /// Members.
        sitting: usize,
        /// Seats.
        statutory: u32,
    },
}

impl RosterFault {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SeatTwice { .. } => "seat_twice",
            Self::MemberTwice { .. } => "member_twice",
            Self::MoreThanSeats { .. } => "more_than_seats",
        }
    }
}

/// Who held a seat on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    statutory: u32,
    sitting: u32,
    holders: BTreeMap<MemberId, Holder>,
}

impl Roster {
    /// The members of a day, of a body of so many seats. Where partial dates leave it open who held a
    /// seat, whoever certainly did goes first, and the others are left out.
    ///
    /// # Errors
    /// [`RosterFault`].
    pub fn on(
        day: NaiveDate,
        statutory: u32,
        memberships: &[Membership],
    ) -> Result<Self, RosterFault> {
        let mut holders = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for wanted in [Covers::Yes, Covers::Perhaps] {
            let is_certain = wanted == Covers::Yes;
            for one in memberships
                .iter()
                .filter(|m| m.period.covers(day) == wanted)
            {
                let (member, seat) = (one.member, one.seat);
                let fault = if holders.contains_key(&member) {
                    Some(RosterFault::MemberTwice { member })
                } else if taken.contains(&seat) {
                    Some(RosterFault::SeatTwice { seat })
                } else {
                    None
                };
                match fault {
                    Some(fault) if is_certain => return Err(fault),
                    Some(_) => continue,
                    None => {}
                }
                taken.insert(seat);
                let holder = Holder {
                    seat,
                    faction: one.faction,
                    is_certain,
                };
                holders.insert(member, holder);
            }
        }
        match u32::try_from(holders.len()) {
            Ok(sitting) if sitting <= statutory => Ok(Self {
                statutory,
                sitting,
                holders,
            }),
            _ => Err(RosterFault::MoreThanSeats {
                sitting: holders.len(),
                statutory,
            }),
        }
    }

    /// Of how many members the body consists by law.
    #[must_use]
    pub fn statutory(&self) -> u32 {
        self.statutory
    }

    /// How many seats are held.
    #[must_use]
    pub fn sitting(&self) -> u32 {
        self.sitting
    }

    /// How many seats are vacant.
    #[must_use]
    pub fn vacant(&self) -> u32 {
        self.statutory - self.sitting
    }

    /// What a member held; `None` for somebody without a seat.
    #[must_use]
    pub fn holder(&self, member: MemberId) -> Option<Holder> {
        self.holders.get(&member).copied()
    }

    /// Everybody who held a seat, by number.
    pub fn members(&self) -> impl Iterator<Item = (MemberId, Holder)> {
        self.holders
            .iter()
            .map(|(member, holder)| (*member, *holder))
    }

    /// Factions that had members on a day on which they were certainly not there, or that nobody
    /// knows: a membership and a faction contradict each other.
    #[must_use]
    pub fn factions_out_of_time(&self, day: NaiveDate, known: &[Faction]) -> BTreeSet<FactionId> {
        let is_there = |id: &FactionId| {
            let mut same = known.iter().filter(|faction| faction.id == *id);
            same.any(|faction| faction.period.covers(day) != Covers::No)
        };
        let held = self.holders.values().filter_map(|holder| holder.faction);
        held.filter(|id| !is_there(id)).collect()
    }

    /// How many members each faction had; `None` for those on their own.
    #[must_use]
    pub fn factions(&self) -> BTreeMap<Option<FactionId>, u32> {
        let mut factions = BTreeMap::new();
        for holder in self.holders.values() {
            *factions.entry(holder.faction).or_default() += 1;
        }
        factions
    }
}

#[cfg(test)]
mod tests {
    use super::super::partial_date::PartialDate;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A membership of a seat, for a faction, between two dates that may be missing.
    fn held(member: i64, seat: i64, faction: i64, from: &str, until: &str) -> Membership {
        Membership {
            member: MemberId(member),
            seat: SeatId(seat),
            faction: (faction > 0).then_some(FactionId(faction)),
            period: Period {
                from: PartialDate::parse(from).ok(),
                until: PartialDate::parse(until).ok(),
            },
        }
    }

    fn members(roster: &Roster) -> Vec<i64> {
        roster.members().map(|(member, _)| member.0).collect()
    }

    #[test]
    fn a_successor_takes_the_seat_after_a_vacancy() {
        let rows = [
            held(1, 1, 1, "2022-03-30", ""),
            held(2, 2, 1, "2022-03-30", "2024-05-31"),
            held(3, 2, 1, "2024-06-20", ""),
        ];
        let on = |text| Roster::on(day(text), 3, &rows).unwrap();
        assert_eq!(members(&on("2024-05-31")), [1, 2]);
        let between = on("2024-06-01");
        assert_eq!(members(&between), [1]);
        assert_eq!((between.sitting(), between.vacant()), (1, 2));
        assert_eq!(members(&on("2024-06-20")), [1, 3]);
        assert_eq!(on("2024-06-20").holder(MemberId(2)), None);
    }

    #[test]
    fn a_faction_that_split_has_its_members_from_that_day() {
        let rows = [
            held(1, 1, 1, "2022-03-30", "2024-01-14"),
            held(1, 1, 2, "2024-01-15", ""),
            held(2, 2, 1, "2022-03-30", ""),
            held(3, 3, 0, "2022-03-30", ""),
        ];
        let factions = |text| Roster::on(day(text), 3, &rows).unwrap().factions();
        let (one, two) = (Some(FactionId(1)), Some(FactionId(2)));
        let before = BTreeMap::from([(None, 1), (one, 2)]);
        assert_eq!(factions("2024-01-14"), before);
        let after = BTreeMap::from([(None, 1), (one, 1), (two, 1)]);
        assert_eq!(factions("2024-01-15"), after);
        let faction = |id, from| Faction {
            id: FactionId(id),
            period: Period {
                from: PartialDate::parse(from).ok(),
                until: None,
            },
            split_from: (id == 2).then_some(FactionId(1)),
        };
        let strange = |second: Faction| {
            let on = day("2024-01-15");
            let roster = Roster::on(on, 3, &rows).unwrap();
            roster.factions_out_of_time(on, &[faction(1, "2018"), second])
        };
        assert_eq!(strange(faction(2, "2024-01")), BTreeSet::new());
        let too_late = strange(faction(2, "2024-02"));
        assert_eq!(too_late, BTreeSet::from([FactionId(2)]));
    }

    #[test]
    fn what_partial_dates_leave_open_is_said_and_never_goes_before_what_is_known() {
        let rows = [
            held(1, 1, 1, "2022", "2024"),
            held(2, 1, 1, "2024", ""),
            held(3, 2, 1, "2022-03-30", ""),
            held(4, 2, 1, "2024", ""),
        ];
        let roster = Roster::on(day("2024-06-01"), 2, &rows).unwrap();
        assert_eq!(members(&roster), [1, 3]);
        assert!(!roster.holder(MemberId(1)).unwrap().is_certain);
        assert!(roster.holder(MemberId(3)).unwrap().is_certain);
    }

    #[test]
    fn two_on_one_seat_and_one_on_two_are_refused() {
        let on = |rows: &[Membership]| Roster::on(day("2024-06-01"), 2, rows);
        let (seat, member) = (SeatId(1), MemberId(1));
        assert_eq!(
            on(&[held(1, 1, 1, "", ""), held(2, 1, 1, "", "")]),
            Err(RosterFault::SeatTwice { seat })
        );
        assert_eq!(
            on(&[held(1, 1, 1, "", ""), held(1, 2, 1, "", "")]),
            Err(RosterFault::MemberTwice { member })
        );
        let three = [1, 2, 3].map(|n| held(n, n, 1, "", ""));
        let (sitting, statutory) = (3, 2);
        assert_eq!(
            on(&three),
            Err(RosterFault::MoreThanSeats { sitting, statutory })
        );
    }
}
