//! Numbers scattered over all 64 bits, the same on every machine and in every build: the standard
//! library promises that of none of its hashers, and some of these numbers are kept in the database.

/// The finaliser of splitmix64 (Steele, Lea and Flood 2014): another number for another seed.
#[must_use]
pub(super) fn scatter(seed: u64, value: u64) -> u64 {
    let mut mixed = value.wrapping_add(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// FNV-1a of 64 bits over the bytes of some words, each closed by a byte that UTF-8 does not have.
#[must_use]
pub(super) fn of_words(words: &[String]) -> u64 {
    words
        .iter()
        .flat_map(|word| word.bytes().chain([0xFF]))
        .fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_read_the_same_together_are_not_the_same_words() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_ne!(of_words(&words("ab c")), of_words(&words("a bc")));
        assert_ne!(of_words(&words("a b")), of_words(&words("b a")));
    }

    #[test]
    fn another_seed_scatters_otherwise() {
        assert_ne!(scatter(1, 7), scatter(2, 7));
        assert_ne!(scatter(1, 7), scatter(1, 8));
    }
}
