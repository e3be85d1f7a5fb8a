//! Places with a boundary, and which of them a postcode belongs to.

mod map;

pub use map::{MapFrame, Point};

use crate::people::Residence;
use crate::petitions::PlaceKind;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What sort of place an area is, the largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaKind {
    /// The whole of an authority.
    Municipality,
    /// A part of it (*wijk*).
    District,
    /// A part of a district (*buurt*).
    Neighbourhood,
    /// A constituency of an imported source.
    Constituency,
}

impl AreaKind {
    /// The word for it in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::District => "district",
            Self::Neighbourhood => "neighbourhood",
            Self::Constituency => "constituency",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::Municipality,
            Self::District,
            Self::Neighbourhood,
            Self::Constituency,
        ]
        .into_iter()
        .find(|kind| kind.code() == code)
    }
}

/// A closed line of at least four points, the last equal to the first, in degrees or any other
/// plane unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Boundary(Vec<[f64; 2]>);

impl Boundary {
    /// Accepts a ring; `None` when it is not closed, too short, too long or not finite.
    #[must_use]
    pub fn parse(points: Vec<[f64; 2]>) -> Option<Self> {
        let closed = points.first() == points.last();
        let finite = points.iter().flatten().all(|number| number.is_finite());
        (closed && finite && (4..=10_000).contains(&points.len())).then_some(Self(points))
    }

    /// The points of the ring.
    #[must_use]
    pub fn points(&self) -> &[[f64; 2]] {
        &self.0
    }
}

/// Which area a postcode or a place name belongs to.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    postcodes: HashMap<String, i64>,
    names: HashMap<String, i64>,
}

impl Gazetteer {
    /// A gazetteer of postcodes (four digits, or four digits and two capitals) and of names, each
    /// with the id of its area.
    #[must_use]
    pub fn new(
        postcodes: impl IntoIterator<Item = (String, i64)>,
        names: impl IntoIterator<Item = (String, i64)>,
    ) -> Self {
        Self {
            postcodes: postcodes.into_iter().collect(),
            names: names
                .into_iter()
                .map(|(name, id)| (crate::people::fold(&name), id))
                .collect(),
        }
    }

    /// The area in which somebody lives, or which other part of the count he belongs to. The whole
    /// postcode decides before its four digits.
    #[must_use]
    pub fn place(&self, residence: &Residence) -> (PlaceKind, Option<i64>) {
        match residence {
            Residence::Abroad(_) => (PlaceKind::Abroad, None),
            Residence::Postcode(postcode) => {
                let whole = self.postcodes.get(postcode);
                let digits = postcode
                    .get(..4)
                    .and_then(|digits| self.postcodes.get(digits));
                match whole.or(digits) {
                    Some(area) => (PlaceKind::Area, Some(*area)),
                    None => (PlaceKind::Elsewhere, None),
                }
            }
            Residence::Place(_) => match self.names.get(&residence.folded()) {
                Some(area) => (PlaceKind::Area, Some(*area)),
                None => (PlaceKind::Unknown, None),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_postcode_decides_before_its_digits() {
        let gazetteer = Gazetteer::new(
            [("9871".to_owned(), 1), ("9871AB".to_owned(), 2)],
            [("Vissersbuurt".to_owned(), 3)],
        );
        let place = |typed: &str| gazetteer.place(&Residence::parse(typed).unwrap());
        assert_eq!(place("9871 ab"), (PlaceKind::Area, Some(2)));
        assert_eq!(place("9871 XZ"), (PlaceKind::Area, Some(1)));
        assert_eq!(place("1011 AB"), (PlaceKind::Elsewhere, None));
        assert_eq!(place("vissersbuurt"), (PlaceKind::Area, Some(3)));
        assert_eq!(place("Nergenshuizen"), (PlaceKind::Unknown, None));
        assert_eq!(place("B-9000 Gent"), (PlaceKind::Abroad, None));
    }

    #[test]
    fn a_boundary_is_a_closed_ring() {
        assert!(Boundary::parse(vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]).is_some());
        assert!(Boundary::parse(vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]).is_none());
        assert!(Boundary::parse(vec![[f64::NAN, 0.0]; 5]).is_none());
    }
}
