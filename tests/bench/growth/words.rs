//! Invented texts: the same in every run, with words that many, some, few or none of them hold.

/// A word of nearly two texts in three.
pub const FREQUENT: &str = "lantern";
/// A word of every sixteenth text.
pub const SOME: &str = "orchard";
/// A word of two dozen texts, however many there are.
pub const RARE: &str = "heron";
/// A word of no text.
pub const NOWHERE: &str = "glacier";

const SYLLABLES: [&str; 16] = [
    "bi", "do", "ke", "li", "mu", "na", "po", "ri", "sa", "ti", "vo", "we", "zu", "fe", "ga", "ho",
];

/// A number below `of` that follows from a place and a purpose only.
pub fn draw(place: u64, purpose: u64, of: u64) -> u64 {
    // SplitMix64 (Steele, Lea and Flood 2014).
    let mut value = place
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(purpose.wrapping_mul(0xD1B5_4A32_D192_ED03));
    value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (value ^ (value >> 31)) % of
}

fn word(number: u64) -> String {
    let syllable = |place: u32| {
        let place = (number >> (4 * place)) % 16;
        SYLLABLES[usize::try_from(place).unwrap_or(0)]
    };
    let third = if number >= 256 { syllable(2) } else { "" };
    format!("{}{}{third}", syllable(0), syllable(1))
}

/// A text of so many words, from a vocabulary of four thousand of which the first are the commonest.
pub fn text(place: u64, purpose: u64, words: u64) -> String {
    let mut text = String::new();
    for number in 0..words {
        let rank = draw(place * 1_000 + number, purpose, 64 * 64);
        // The smaller of two draws, three times in four.
        let other = draw(place * 1_000 + number, purpose + 1, 64);
        let chosen = if other.is_multiple_of(4) {
            rank
        } else {
            rank * other / 256
        };
        if number > 0 {
            text.push(if number % 12 == 0 { '\n' } else { ' ' });
        }
        text.push_str(&word(chosen));
    }
    text.push('.');
    text
}
