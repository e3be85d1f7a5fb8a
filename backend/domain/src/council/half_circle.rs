//! Where the seats of a council stand in a picture of it: in rows of a half circle, from left to right.

use std::cmp::Reverse;

/// A seat in the picture. The half circle has a radius of 1,000 around (0, 0); `y` is 0 at its foot and
/// grows upward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatPlace {
    /// To the right.
    pub x: i32,
    /// Upward.
    pub y: i32,
}

/// The seats of a half circle, from left to right, and how large one can be drawn (its radius).
#[must_use]
pub fn half_circle(seats: u32) -> (Vec<SeatPlace>, i32) {
    let rows = rows_of(seats);
    let mut placed: Vec<(i32, i32, SeatPlace)> = Vec::new();
    let mut size = 120;
    for (radius, in_row) in &rows {
        for seat in 0..*in_row {
            let share = if *in_row == 1 {
                0.5
            } else {
                f64::from(seat) / f64::from(in_row - 1)
            };
            let angle = std::f64::consts::PI * (1.0 - share);
            let place = SeatPlace {
                x: whole(radius * angle.cos()),
                y: whole(radius * angle.sin()),
            };
            placed.push((whole(angle * 10_000.0), whole(*radius), place));
        }
        if *in_row > 1 {
            let apart = radius * std::f64::consts::PI / f64::from(in_row - 1);
            size = size.min(whole(apart * 0.42));
        }
    }
    if rows.len() > 1 {
        let apart = (FURTHEST - NEAREST) / f64::from(u32::try_from(rows.len() - 1).unwrap_or(1));
        size = size.min(whole(apart * 0.42));
    }
    placed.sort_by_key(|(angle, radius, _)| (Reverse(*angle), *radius));
    (placed.into_iter().map(|(.., place)| place).collect(), size)
}

const NEAREST: f64 = 430.0;
const FURTHEST: f64 = 1_000.0;

/// Radius and number of seats of each row, the inner one first: more seats where there is more room.
fn rows_of(seats: u32) -> Vec<(f64, u32)> {
    let rows = (f64::from(seats).sqrt() / 1.9).ceil().clamp(1.0, 12.0);
    let radius = |row: f64| {
        if rows < 2.0 {
            FURTHEST
        } else {
            NEAREST + (FURTHEST - NEAREST) * row / (rows - 1.0)
        }
    };
    let number = u32::try_from(whole(rows)).unwrap_or(1);
    let radii: Vec<f64> = (0..number).map(|row| radius(f64::from(row))).collect();
    let all: f64 = radii.iter().sum();
    let (mut so_far, mut given) = (0.0, 0);
    let mut list = Vec::new();
    for radius in radii {
        // What was rounded off in one row is made up for in the next.
        so_far += radius;
        let until = u32::try_from(whole(f64::from(seats) * so_far / all)).unwrap_or(0);
        list.push((radius, until - given));
        given = until;
    }
    list
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "lengths of a picture lie between -1,000 and 31,416"
)]
fn whole(length: f64) -> i32 {
    length.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_seat_has_a_place_in_the_half_circle(seats in 0_u32..200) {
            let (places, size) = half_circle(seats);
            prop_assert_eq!(places.len(), seats as usize);
            prop_assert!(size > 0);
            for place in &places {
                let far = place.x * place.x + place.y * place.y;
                prop_assert!(place.y >= -1 && far <= 1_002 * 1_002, "{place:?}");
            }
        }

        #[test]
        fn no_seat_stands_on_another(seats in 1_u32..151) {
            let (places, size) = half_circle(seats);
            for (at, one) in places.iter().enumerate() {
                for other in &places[at + 1..] {
                    let (x, y) = (one.x - other.x, one.y - other.y);
                    prop_assert!(x * x + y * y >= size * size * 2, "{one:?} {other:?} {size}");
                }
            }
        }
    }

    #[test]
    fn the_first_seat_is_on_the_left_and_the_last_on_the_right() {
        let (places, _) = half_circle(31);
        assert!(places[0].x < -400 && places[30].x > 400);
        assert_eq!(half_circle(1).0.len(), 1);
    }
}
