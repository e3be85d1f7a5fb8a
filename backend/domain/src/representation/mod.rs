//! Who took part, beside who lives here: voluntary answers that are only ever counted, and what may be shown of
//! the counts.

use crate::codes::codes;

codes! {
    /// What is asked or counted.
    Question {
        /// How old somebody is.
        Age = "age",
        /// Where somebody lives.
        Area = "area",
        /// How long somebody has lived here.
        Residence = "residence",
        /// Whether somebody took part before this year; counted, never asked.
        Voice = "voice",
    }
}

codes! {
    /// How old somebody is, in bands as statistics have them.
    AgeBand {
        /// Younger than 18.
        Under18 = "under_18",
        /// 18 to 29.
        From18 = "from_18",
        /// 30 to 44.
        From30 = "from_30",
        /// 45 to 59.
        From45 = "from_45",
        /// 60 to 74.
        From60 = "from_60",
        /// 75 or older.
        From75 = "from_75",
    }
}

codes! {
    /// How long somebody has lived here.
    Residence {
        /// Not here.
        Elsewhere = "elsewhere",
        /// Less than two years.
        Under2 = "under_2",
        /// Two to nine years.
        From2 = "from_2",
        /// Ten to twenty-four years.
        From10 = "from_10",
        /// Twenty-five years or longer.
        From25 = "from_25",
    }
}

codes! {
    /// Whether somebody took part before in the same year.
    Voice {
        /// For the first time.
        New = "new",
        /// Not for the first time.
        Returning = "returning",
    }
}

/// Fewer people than this are never shown as a number.
pub const FEWEST_SHOWN: i64 = 10;

/// What may be shown of counts that add up to a total: a count under ten is hidden, and as many others with it
/// as it takes that nobody can work it out from the rest: at least two, and at least ten people together.
#[must_use]
pub fn shown(counts: &[i64]) -> Vec<Option<i64>> {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|index| counts.get(*index).copied().unwrap_or(0));
    let mut hidden = 0;
    let mut together = 0;
    for index in &order {
        let count = counts.get(*index).copied().unwrap_or(0);
        let is_enough = hidden == 0 || (hidden >= 2 && together >= FEWEST_SHOWN);
        if count >= FEWEST_SHOWN && is_enough {
            break;
        }
        hidden += 1;
        together += count;
    }
    let hides: Vec<usize> = order.into_iter().take(hidden).collect();
    counts
        .iter()
        .enumerate()
        .map(|(index, count)| (!hides.contains(&index)).then_some(*count))
        .collect()
}

/// A part of a whole in whole percent; nothing of nothing is 0.
#[must_use]
pub fn percent(part: i64, whole: i64) -> i64 {
    match whole > 0 {
        true => part.saturating_mul(200).saturating_add(whole) / whole.saturating_mul(2),
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_small_count_takes_another_with_it() {
        assert_eq!(shown(&[40, 9, 12, 30]), [Some(40), None, None, Some(30)]);
        assert_eq!(
            shown(&[40, 0, 3, 12, 30]),
            [Some(40), None, None, None, Some(30)]
        );
        assert_eq!(shown(&[40, 5, 6, 12]), [Some(40), None, None, Some(12)]);
        assert_eq!(shown(&[10, 30]), [Some(10), Some(30)]);
        assert_eq!(shown(&[3, 30]), [None, None]);
        assert_eq!(shown(&[]), []);
    }

    #[test]
    fn shares_are_rounded() {
        assert_eq!(percent(1, 3), 33);
        assert_eq!(percent(2, 3), 67);
        assert_eq!(percent(1, 200), 1);
        assert_eq!(percent(4, 0), 0);
    }

    proptest! {
        #[test]
        fn nothing_under_ten_can_be_worked_out(counts in proptest::collection::vec(0i64..60, 0..9)) {
            let seen = shown(&counts);
            prop_assert_eq!(seen.len(), counts.len());
            let mut hidden = Vec::new();
            for (count, seen) in counts.iter().zip(&seen) {
                match seen {
                    Some(value) => {
                        prop_assert_eq!(value, count);
                        prop_assert!(*value >= FEWEST_SHOWN);
                    }
                    None => hidden.push(*count),
                }
            }
            let is_all = hidden.len() == counts.len();
            let sum: i64 = hidden.iter().sum();
            prop_assert!(hidden.is_empty() || is_all || (hidden.len() >= 2 && sum >= FEWEST_SHOWN));
        }
    }
}
