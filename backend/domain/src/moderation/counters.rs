//! Figures about decisions.

/// The middle of what was counted: `counted` tells how many there are of each value, in rising order. Of
/// an even number, the lower of the two in the middle. `None` when there is nothing.
#[must_use]
pub fn median_of(counted: &[(i32, i64)]) -> Option<i32> {
    let total: i64 = counted.iter().map(|(_, amount)| *amount).sum();
    let mut left = (total + 1) / 2;
    counted.iter().find_map(|(value, amount)| {
        left -= amount;
        (left <= 0 && *amount > 0).then_some(*value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn the_median_is_that_of_the_sorted_list(mut hours in prop::collection::vec(0..50i32, 0..40)) {
            let mut counted: BTreeMap<i32, i64> = BTreeMap::new();
            for hour in &hours {
                *counted.entry(*hour).or_default() += 1;
            }
            let counted: Vec<(i32, i64)> = counted.into_iter().collect();
            hours.sort_unstable();
            let middle = hours.len().checked_sub(1).map(|last| hours[last / 2]);
            prop_assert_eq!(median_of(&counted), middle);
        }
    }
}
