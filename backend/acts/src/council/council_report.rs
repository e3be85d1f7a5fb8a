//! What an import of councils did.

use serde::Serialize;

/// What an import did: what is new of each, what was there, and what was odd.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CouncilReport {
    /// Bodies that are new.
    pub bodies: usize,
    /// Factions that are new.
    pub factions: usize,
    /// Members that are new.
    pub members: usize,
    /// Memberships that are new, or ended since.
    pub memberships: usize,
    /// Meetings that are new.
    pub meetings: usize,
    /// Proposals that are new.
    pub proposals: usize,
    /// Votes that are new.
    pub votes: usize,
    /// What was there already.
    pub unchanged: usize,
    /// Votes whose rows do not add up to what was said of them: never published.
    pub not_published: Vec<NotPublished>,
    /// What was odd, a sentence each.
    pub odd: Vec<String>,
}

/// A vote that was not published, with what was said and what was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotPublished {
    /// What the source calls it.
    pub id: String,
    /// For, against and abstained, as far as it was said.
    pub stated: [Option<i64>; 3],
    /// For, against and abstained, counted.
    pub counted: [i64; 3],
    /// Why, in a word or with what the rules say.
    pub reason: String,
}

impl CouncilReport {
    /// Tells something odd.
    pub(super) fn odd(&mut self, text: String) {
        self.odd.push(text);
    }

    /// Counts something that is new, or was there.
    pub(super) fn count(&mut self, of: fn(&mut Self) -> &mut usize, is_new: bool) {
        if is_new {
            *of(self) += 1;
        } else {
            self.unchanged += 1;
        }
    }
}
