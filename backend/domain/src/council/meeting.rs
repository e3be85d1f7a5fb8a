//! Meetings of a body: their states, what changes when, and the numbers of an agenda.

use crate::codes::codes;
use std::collections::BTreeMap;

codes! {
    /// Where a meeting stands.
    MeetingState {
        /// Planned; nobody was summoned yet.
        Tentative = "tentative",
        /// The members were summoned, and agenda and papers published with it.
        Summoned = "summoned",
        /// It was held.
        Held = "held",
        /// Too few came: it was not opened (Municipalities Act, article 20(2)).
        NotOpened = "not_opened",
        /// It does not take place.
        Cancelled = "cancelled",
    }
}

codes! {
    /// A step of a meeting.
    MeetingStep {
        /// The members are summoned; agenda and papers are published.
        Summon = "summon",
        /// The chair opens it.
        Open = "open",
        /// Too few came.
        GiveUp = "give_up",
        /// The chair closes it.
        Close = "close",
        /// It does not take place.
        Cancel = "cancel",
    }
}

codes! {
    /// How somebody was there.
    AttendanceMode {
        /// In the room.
        InPerson = "in_person",
        /// By a connection.
        Remote = "remote",
    }
}

codes! {
    /// The part of somebody in a body.
    MembershipRole {
        /// A member.
        Member = "member",
        /// The chair; without a seat no member, such as a mayor.
        Chair = "chair",
        /// Chairs when the chair is away.
        DeputyChair = "deputy_chair",
        /// Sits in a committee without being a member of the council.
        CitizenMember = "citizen_member",
    }
}

codes! {
    /// The part of somebody who brings a proposal.
    MoverRole {
        /// The first, or the only one.
        Mover = "mover",
        /// Another who brings it too.
        CoMover = "co_mover",
    }
}

codes! {
    /// Why something cannot be done in a meeting or with its people.
    #[derive(thiserror::Error)]
    #[error("the meeting or the membership does not allow it")]
    CannotMeet {
        /// Its state does not allow it.
        WrongStep = "wrong_step",
        /// Nothing stands on the agenda.
        NoAgenda = "no_agenda",
        /// Too few are there to open it.
        NoQuorum = "no_quorum",
        /// Enough are there: it can be opened.
        Quorum = "quorum",
        /// It begins too soon after its summons.
        TooSoon = "too_soon",
        /// The moment lies before the one that goes before it, or has not come yet.
        WrongTime = "wrong_time",
        /// The rules of the body know no second meeting.
        NoSecond = "no_second",
        /// It was convened again already.
        SecondThere = "second_there",
        /// A topic that is dealt with in public only, or a body that does not close its doors.
        NeverClosed = "never_closed",
        /// The agenda is not so deep, or an item would be part of itself.
        WrongParent = "wrong_parent",
        /// Something hangs on the item.
        ItemInUse = "item_in_use",
        /// There is no such member of this body on that day.
        NoMember = "no_member",
        /// The member is there already.
        AlreadyThere = "already_there",
        /// The member is not there.
        NotThere = "not_there",
        /// There is no such faction of this body.
        NoFaction = "no_faction",
        /// There is no such seat of this body.
        NoSeat = "no_seat",
        /// Two would hold one seat, or one two, or more than there are.
        SeatTaken = "seat_taken",
        /// It ends before it begins.
        EndsFirst = "ends_first",
        /// It is there already.
        Taken = "taken",
    }
}

impl MeetingState {
    /// The state after a step; none when there is no such step from here. `is_open` says whether it was
    /// opened already.
    #[must_use]
    pub fn after(self, is_open: bool, step: MeetingStep) -> Option<Self> {
        match (self, step, is_open) {
            (Self::Tentative, MeetingStep::Summon, _)
            | (Self::Summoned, MeetingStep::Open, false) => Some(Self::Summoned),
            (Self::Summoned, MeetingStep::GiveUp, false) => Some(Self::NotOpened),
            (Self::Summoned, MeetingStep::Close, true) => Some(Self::Held),
            (Self::Tentative, MeetingStep::Cancel, _)
            | (Self::Summoned, MeetingStep::Cancel, false) => Some(Self::Cancelled),
            (
                Self::Tentative | Self::Summoned | Self::Held | Self::NotOpened | Self::Cancelled,
                _,
                _,
            ) => None,
        }
    }

    /// Whether its agenda and papers can be changed.
    #[must_use]
    pub fn takes_agenda(self) -> bool {
        match self {
            Self::Tentative | Self::Summoned => true,
            Self::Held | Self::NotOpened | Self::Cancelled => false,
        }
    }

    /// Whether it has a presence list. Of one that was not opened it shows who came.
    #[must_use]
    pub fn has_attendance(self) -> bool {
        match self {
            Self::Summoned | Self::Held | Self::NotOpened => true,
            Self::Tentative | Self::Cancelled => false,
        }
    }

    /// Whether everybody may see agenda and papers.
    #[must_use]
    pub fn is_published(self) -> bool {
        self.has_attendance()
    }

    /// The word for it in Popolo (`event.status`).
    #[must_use]
    pub fn popolo(self) -> &'static str {
        match self {
            Self::Tentative => "tentative",
            Self::Summoned => "confirmed",
            Self::Held => "passed",
            Self::NotOpened | Self::Cancelled => "cancelled",
        }
    }
}

/// So many levels an agenda has at the most: 3, 3.a, 3.a.1.
pub const DEEPEST_ITEM: usize = 3;

/// One item of an agenda, as far as its number goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbered {
    /// Which.
    pub id: i64,
    /// The item that it is part of.
    pub parent: Option<i64>,
    /// Its place among the items of that one.
    pub position: i32,
}

/// The items in the order of the agenda, each with its level (0 is the top) and number: 3, 3.a, 3.a.1.
/// What is part of something that is not there, or lies too deep, is left out.
#[must_use]
pub fn numbered(items: &[Numbered]) -> Vec<(i64, usize, String)> {
    let mut below: BTreeMap<Option<i64>, Vec<Numbered>> = BTreeMap::new();
    for item in items {
        below.entry(item.parent).or_default().push(*item);
    }
    for list in below.values_mut() {
        list.sort_by_key(|item| (item.position, item.id));
    }
    let mut order = Vec::new();
    walk(&below, None, 0, "", &mut order);
    order
}

fn walk(
    below: &BTreeMap<Option<i64>, Vec<Numbered>>,
    parent: Option<i64>,
    level: usize,
    number: &str,
    order: &mut Vec<(i64, usize, String)>,
) {
    if level == DEEPEST_ITEM {
        return;
    }
    let list = below.get(&parent).map(Vec::as_slice).unwrap_or_default();
    for (place, item) in (1_u32..).zip(list) {
        let own = if level == 1 {
            letters(place)
        } else {
            place.to_string()
        };
        let whole = if number.is_empty() {
            own
        } else {
            format!("{number}.{own}")
        };
        order.push((item.id, level, whole.clone()));
        walk(below, Some(item.id), level + 1, &whole, order);
    }
}

/// a, b … z, aa, ab …
fn letters(place: u32) -> String {
    let mut rest = place;
    let mut text = Vec::new();
    while rest > 0 {
        rest -= 1;
        text.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    text.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_is_summoned_opened_and_closed() {
        use MeetingState as S;
        use MeetingStep as T;
        assert_eq!(S::Tentative.after(false, T::Summon), Some(S::Summoned));
        assert_eq!(S::Tentative.after(false, T::Open), None);
        assert_eq!(S::Summoned.after(false, T::Open), Some(S::Summoned));
        assert_eq!(S::Summoned.after(true, T::Open), None);
        assert_eq!(S::Summoned.after(false, T::GiveUp), Some(S::NotOpened));
        assert_eq!(S::Summoned.after(true, T::GiveUp), None);
        assert_eq!(S::Summoned.after(true, T::Close), Some(S::Held));
        assert_eq!(S::Summoned.after(false, T::Close), None);
        assert_eq!(S::Summoned.after(true, T::Cancel), None);
        for done in [S::Held, S::NotOpened, S::Cancelled] {
            for step in T::ALL {
                assert_eq!(done.after(false, *step), None);
                assert_eq!(done.after(true, *step), None);
            }
        }
    }

    #[test]
    fn items_have_numbers_by_their_place_and_level() {
        let item = |id, parent, position| Numbered {
            id,
            parent,
            position,
        };
        let items = [
            item(5, Some(2), 1),
            item(1, None, 1),
            item(3, Some(2), 2),
            item(2, None, 2),
            item(4, Some(3), 1),
            item(6, Some(4), 1),
            item(7, Some(99), 1),
        ];
        let told: Vec<String> = numbered(&items)
            .into_iter()
            .map(|(id, level, number)| format!("{id} {level} {number}"))
            .collect();
        assert_eq!(told, ["1 0 1", "2 0 2", "5 1 2.a", "3 1 2.b", "4 2 2.b.1"]);
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(letters(1), "a");
        assert_eq!(letters(26), "z");
        assert_eq!(letters(27), "aa");
        assert_eq!(letters(54), "bb");
    }
}
