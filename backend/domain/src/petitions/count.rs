//! What a published count is made of (invariant 1).

use serde::{Deserialize, Serialize};

/// The three parts of a petition's count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SignatureCount {
    /// Confirmed signatures whose rows we hold, not withdrawn and not invalidated.
    pub live: i64,
    /// Signatures whose rows were erased, kept as numbers.
    pub sealed: i64,
    /// Signatures that another system counted.
    pub imported: i64,
}

impl SignatureCount {
    /// The published number.
    #[must_use]
    pub fn total(self) -> i64 {
        self.live + self.sealed + self.imported
    }
}

/// Where the people behind a part of a count live, as far as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// In one of the areas of this authority (or of an imported source).
    Area,
    /// In the Netherlands, outside this authority.
    Elsewhere,
    /// In another country.
    Abroad,
    /// Not told in a way that we recognise.
    Unknown,
    /// Signed on paper.
    Paper,
    /// An imported headline count minus its imported parts; the only one that may be negative.
    Remainder,
}

impl PlaceKind {
    /// Every kind, in the order of display.
    pub const ALL: [Self; 6] = [
        Self::Area,
        Self::Elsewhere,
        Self::Abroad,
        Self::Unknown,
        Self::Paper,
        Self::Remainder,
    ];

    /// The word for it in the database, the API and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Elsewhere => "elsewhere",
            Self::Abroad => "abroad",
            Self::Unknown => "unknown",
            Self::Paper => "paper",
            Self::Remainder => "remainder",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How an imported headline splits over places. Sources publish sums that do not add up, so the
/// difference is a part of its own and the parts always equal the headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// In the areas that the source names.
    pub in_areas: i64,
    /// In the source's own country, in none of its areas.
    pub unknown: i64,
    /// In other countries.
    pub abroad: i64,
    /// What is left of the headline; negative when the parts exceed it.
    pub remainder: i64,
}

impl Spread {
    /// Splits `headline`. `at_home` is the source's number for its own country, `None` when it gave
    /// no countries; `in_areas` and `abroad` are sums of its parts.
    #[must_use]
    pub fn of(headline: i64, in_areas: i64, at_home: Option<i64>, abroad: i64) -> Self {
        let unknown = at_home.map_or(0, |home| (home - in_areas).max(0));
        Self {
            in_areas,
            unknown,
            abroad,
            remainder: headline - in_areas - unknown - abroad,
        }
    }

    /// The sum of the parts, which is the headline.
    #[must_use]
    pub fn total(self) -> i64 {
        self.in_areas + self.unknown + self.abroad + self.remainder
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_of_an_imported_count_always_equal_its_headline(
            headline in 0i64..10_000_000, areas in 0i64..10_000_000,
            home in prop::option::of(0i64..10_000_000), abroad in 0i64..1_000_000,
        ) {
            let spread = Spread::of(headline, areas, home, abroad);
            prop_assert_eq!(spread.total(), headline);
            prop_assert!(spread.unknown >= 0);
        }
    }
}
