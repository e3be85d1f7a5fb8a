//! The cycle as a ring: a piece for each phase, the present one marked. The table beside it holds
//! the same facts.

use serde::Serialize;
use std::f64::consts::TAU;
use weerklank_domain::dossiers::PhaseKind;

const CENTRE: f64 = 120.0;
const OUTER: f64 = 112.0;
const INNER: f64 = 70.0;
/// What is left open between two pieces, in radians.
const GAP: f64 = 0.05;

/// One piece of the ring.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RingPiece {
    /// The outline, as SVG draws it.
    pub path: String,
    /// How far the phase is: a code.
    pub status: &'static str,
    /// Its place in the cycle, from 1 on.
    pub number: usize,
    /// Where the number stands.
    pub x: String,
    pub y: String,
}

/// The pieces of a ring, clockwise from the top.
pub fn ring(statuses: &[(PhaseKind, &'static str)]) -> Vec<RingPiece> {
    statuses
        .iter()
        .map(|(kind, status)| piece(kind.position(), statuses.len(), status))
        .collect()
}

fn piece(position: usize, pieces: usize, status: &'static str) -> RingPiece {
    #[expect(clippy::cast_precision_loss, reason = "five pieces")]
    let (from, each) = (position as f64, TAU / pieces.max(1) as f64);
    let start = from * each + GAP / 2.0;
    let end = (from + 1.0) * each - GAP / 2.0;
    let outer = (point(OUTER, start), point(OUTER, end));
    let inner = (point(INNER, end), point(INNER, start));
    let (x, y) = place((OUTER + INNER) / 2.0, (start + end) / 2.0);
    RingPiece {
        path: format!(
            "M{}A{OUTER} {OUTER} 0 0 1 {}L{}A{INNER} {INNER} 0 0 0 {}Z",
            outer.0, outer.1, inner.0, inner.1
        ),
        status,
        number: position + 1,
        x: format!("{x:.1}"),
        y: format!("{y:.1}"),
    }
}

/// A place at an angle, clockwise from the top.
fn place(radius: f64, angle: f64) -> (f64, f64) {
    (CENTRE + radius * angle.sin(), CENTRE - radius * angle.cos())
}

fn point(radius: f64, angle: f64) -> String {
    let (x, y) = place(radius, angle);
    format!("{x:.1} {y:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ring_goes_clockwise_from_the_top_and_its_pieces_do_not_touch() {
        let statuses: Vec<_> = PhaseKind::ALL
            .iter()
            .map(|kind| (*kind, "coming"))
            .collect();
        let pieces = ring(&statuses);
        let number = |text: &str| text.parse::<f64>().unwrap();
        assert_eq!(pieces.len(), 5);
        // The first stands right of the top, the last left of it, at the same height.
        assert!(number(&pieces[0].x) > CENTRE && number(&pieces[4].x) < CENTRE);
        assert_eq!(pieces[0].y, pieces[4].y);
        assert!(number(&pieces[2].y) > CENTRE);
        assert!(
            pieces[0].path.starts_with("M122.8 8.0A112 112"),
            "{}",
            pieces[0].path
        );
        let mut outlines: Vec<&str> = pieces.iter().map(|piece| piece.path.as_str()).collect();
        outlines.dedup();
        assert_eq!(outlines.len(), 5);
    }
}
