//! Parts of a whole as rules name them: "more than half", "at least two thirds".

use serde::{Deserialize, Serialize};

/// A part of a whole: more than nothing, at most all of it. Written `1/2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fraction {
    numerator: u32,
    denominator: u32,
}

/// Why a text is no part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a fraction is written as 1/2: more than nothing, and at most the whole")]
pub struct NoFraction;

impl Fraction {
    /// Half.
    pub const HALF: Self = Self {
        numerator: 1,
        denominator: 2,
    };

    /// So many of so many.
    ///
    /// # Errors
    /// [`NoFraction`] for nothing, for more than the whole, and for parts of nothing.
    pub fn new(numerator: u32, denominator: u32) -> Result<Self, NoFraction> {
        if numerator == 0 || numerator > denominator {
            return Err(NoFraction);
        }
        Ok(Self {
            numerator,
            denominator,
        })
    }

    /// Whether it is half, however it was written.
    #[must_use]
    pub fn is_half(self) -> bool {
        u64::from(self.numerator) * 2 == u64::from(self.denominator)
    }

    /// Whether it is less than half.
    #[must_use]
    pub fn is_below_half(self) -> bool {
        u64::from(self.numerator) * 2 < u64::from(self.denominator)
    }

    /// Whether it is the whole.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.numerator == self.denominator
    }
}

impl TryFrom<String> for Fraction {
    type Error = NoFraction;

    fn try_from(text: String) -> Result<Self, NoFraction> {
        let (numerator, denominator) = text.split_once('/').ok_or(NoFraction)?;
        let number = |text: &str| text.parse().map_err(|_| NoFraction);
        Self::new(number(numerator)?, number(denominator)?)
    }
}

impl From<Fraction> for String {
    fn from(fraction: Fraction) -> Self {
        format!("{}/{}", fraction.numerator, fraction.denominator)
    }
}

/// On which side of the fraction a number has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// More than it.
    Gt,
    /// It, or more.
    Gte,
}

/// What a number has to reach: "more than half", "at least two thirds".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bar {
    /// More than the fraction, or at least it.
    pub op: Op,
    /// The part of the whole.
    pub fraction: Fraction,
}

impl Bar {
    /// More than half.
    pub const MORE_THAN_HALF: Self = Self {
        op: Op::Gt,
        fraction: Fraction::HALF,
    };

    /// The smallest number that reaches it in a whole of `of`. More than a whole when nothing does.
    #[must_use]
    pub fn needed(self, of: u32) -> u32 {
        let parts = u64::from(of) * u64::from(self.fraction.numerator);
        let denominator = u64::from(self.fraction.denominator);
        let needed = match self.op {
            Op::Gt => parts / denominator + 1,
            Op::Gte => parts.div_ceil(denominator),
        };
        // At most one more than `of`, which only an `of` of the last number cannot hold.
        u32::try_from(needed).unwrap_or(u32::MAX)
    }

    /// Whether a number reaches it in a whole of `of`.
    #[must_use]
    pub fn is_met(self, number: u32, of: u32) -> bool {
        let number = u64::from(number) * u64::from(self.fraction.denominator);
        let parts = u64::from(of) * u64::from(self.fraction.numerator);
        match self.op {
            Op::Gt => number > parts,
            Op::Gte => number >= parts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fraction(text: &str) -> Result<Fraction, NoFraction> {
        Fraction::try_from(text.to_owned())
    }

    #[test]
    fn a_fraction_is_read_as_it_is_written() {
        for text in ["1/2", "2/3", "1/1"] {
            assert_eq!(String::from(fraction(text).unwrap()), text);
        }
        for wrong in ["", "1", "1/0", "0/2", "3/2", "-1/2", "1/2/3", "a/b", "0.5"] {
            assert_eq!(fraction(wrong), Err(NoFraction), "{wrong}");
        }
        assert!(fraction("2/4").unwrap().is_half());
        assert!(fraction("1/4").unwrap().is_below_half());
    }

    #[test]
    fn half_of_an_odd_and_of_an_even_number() {
        let at_least = Bar {
            op: Op::Gte,
            fraction: Fraction::HALF,
        };
        for (of, more_than, at_least_half) in [(31, 16, 16), (30, 16, 15), (0, 1, 0), (1, 1, 1)] {
            assert_eq!(Bar::MORE_THAN_HALF.needed(of), more_than, "of {of}");
            assert_eq!(at_least.needed(of), at_least_half, "of {of}");
        }
    }

    proptest! {
        #[test]
        fn what_is_needed_is_the_least_that_suffices(
            numerator in 1_u32..50, more in 0_u32..50, of in 0_u32..2000, number in 0_u32..2002,
            op in prop::sample::select(vec![Op::Gt, Op::Gte]),
        ) {
            let fraction = Fraction::new(numerator, numerator + more).unwrap();
            let bar = Bar { op, fraction };
            prop_assert_eq!(bar.is_met(number, of), number >= bar.needed(of));
        }
    }
}
