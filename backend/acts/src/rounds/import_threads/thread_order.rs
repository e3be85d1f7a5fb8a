//! Threads put in order: each comment after what it answers, and nothing lost.
//!
//! A comment whose parent was removed is shown at top level, and marked. So is one that answers a
//! comment under another proposal, and one of each circle of comments that answer each other.

use crate::rounds::odd::{Odd, met};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// A comment on a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadsComment {
    /// Its number in the source.
    pub id: i64,
    /// The comment it answers; `None` at top level.
    pub parent: Option<i64>,
    /// Why it is at top level though the source has a parent for it.
    pub detached: Option<Detached>,
    /// The proposal it is about.
    pub proposal: i64,
    /// What the source knows its author by.
    pub author: String,
    /// As whom the author wrote.
    pub user_type: UserType,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Its text.
    pub text: String,
    /// Votes for it.
    pub positive: i64,
    /// Votes against it.
    pub negative: i64,
}

impl ThreadsComment {
    /// Whether it answered something that it no longer stands under.
    #[must_use]
    pub fn is_orphan(&self) -> bool {
        self.detached.is_some()
    }
}

/// Why a reply stands at top level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detached {
    /// The comment it answers is gone.
    ParentGone,
    /// The comment it answers is under another proposal.
    ParentElsewhere,
    /// It answers, through others, itself.
    Circle,
}

/// As whom somebody wrote a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserType {
    /// A citizen.
    Citizen,
    /// The author of the proposal.
    Author,
    /// An organisation.
    Organisation,
    /// An official of the authority.
    Official,
}

/// Puts the comments in order of time, and parents before what answers them; cuts what cannot stay
/// under its parent.
pub(super) fn in_order(
    mut comments: BTreeMap<i64, ThreadsComment>,
) -> (Vec<ThreadsComment>, Vec<Odd>) {
    let (gone, elsewhere) = cut_orphans(&mut comments);
    let mut replies: BTreeMap<i64, Vec<(DateTime<Utc>, i64)>> = BTreeMap::new();
    let mut ready = BTreeSet::new();
    let mut waiting = BTreeSet::new();
    for comment in comments.values() {
        let place = (comment.at, comment.id);
        match comment.parent {
            None => ready.insert(place),
            Some(parent) => {
                replies.entry(parent).or_default().push(place);
                waiting.insert(place)
            }
        };
    }
    let mut ordered = Vec::with_capacity(comments.len());
    let mut circles = 0;
    loop {
        while let Some((_, id)) = ready.pop_first() {
            for reply in replies.remove(&id).unwrap_or_default() {
                // What was cut from a circle is no longer waiting for its parent.
                if waiting.remove(&reply) {
                    ready.insert(reply);
                }
            }
            ordered.extend(comments.remove(&id));
        }
        // Nobody's parent is left to come: those that wait are in a circle, or behind one.
        let Some(&(_, start)) = waiting.first() else {
            break;
        };
        let oldest = oldest_in_circle(&comments, start);
        if let Some(comment) = comments.get_mut(&oldest) {
            comment.parent = None;
            comment.detached = Some(Detached::Circle);
            waiting.remove(&(comment.at, oldest));
            ready.insert((comment.at, oldest));
            circles += 1;
        }
    }
    let odd = met([
        Odd::ParentGone(gone),
        Odd::ParentElsewhere(elsewhere),
        Odd::Circles(circles),
    ]);
    (ordered, odd)
}

/// How many had a parent that is gone, and how many one under another proposal.
fn cut_orphans(comments: &mut BTreeMap<i64, ThreadsComment>) -> (usize, usize) {
    let proposals: BTreeMap<i64, i64> = comments
        .values()
        .map(|comment| (comment.id, comment.proposal))
        .collect();
    let (mut gone, mut elsewhere) = (0, 0);
    for comment in comments.values_mut() {
        let Some(parent) = comment.parent else {
            continue;
        };
        comment.detached = match proposals.get(&parent) {
            None => Some(Detached::ParentGone),
            Some(proposal) if *proposal != comment.proposal => Some(Detached::ParentElsewhere),
            Some(_) => continue,
        };
        comment.parent = None;
        gone += usize::from(comment.detached == Some(Detached::ParentGone));
        elsewhere += usize::from(comment.detached == Some(Detached::ParentElsewhere));
    }
    (gone, elsewhere)
}

/// The oldest comment of the circle that the parents of `start` lead into.
fn oldest_in_circle(comments: &BTreeMap<i64, ThreadsComment>, start: i64) -> i64 {
    let parent = |id: i64| comments.get(&id).and_then(|comment| comment.parent);
    let mut seen = BTreeSet::new();
    let mut inside = start;
    while seen.insert(inside) {
        match parent(inside) {
            Some(next) => inside = next,
            None => return inside,
        }
    }
    let first = inside;
    let mut circle = vec![first];
    while let Some(next) = parent(inside).filter(|next| *next != first) {
        circle.push(next);
        inside = next;
    }
    circle
        .into_iter()
        .min_by_key(|id| (comments.get(id).map(|comment| comment.at), *id))
        .unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Comments of `(id, parent, proposal)`, each written a minute after the one with the number below.
    fn comments(rows: &[(i64, Option<i64>, i64)]) -> BTreeMap<i64, ThreadsComment> {
        let comment = |&(id, parent, proposal): &(i64, Option<i64>, i64)| {
            let comment = ThreadsComment {
                id,
                parent,
                detached: None,
                proposal,
                author: "8".to_owned(),
                user_type: UserType::Citizen,
                at: DateTime::from_timestamp(id * 60, 0).unwrap(),
                text: "Yes".to_owned(),
                positive: 0,
                negative: 0,
            };
            (id, comment)
        };
        rows.iter().map(comment).collect()
    }

    type Placed = (i64, Option<i64>, Option<Detached>);

    fn placed(rows: &[(i64, Option<i64>, i64)]) -> (Vec<Placed>, Vec<Odd>) {
        let (ordered, odd) = in_order(comments(rows));
        let placed = ordered
            .iter()
            .map(|comment| (comment.id, comment.parent, comment.detached))
            .collect();
        (placed, odd)
    }

    #[test]
    fn an_answer_comes_after_what_it_answers_even_if_its_clock_was_slow() {
        let (placed, odd) = placed(&[(1, Some(5), 1), (2, None, 1), (5, Some(2), 1), (6, None, 1)]);
        let ids: Vec<_> = placed.iter().map(|(id, ..)| *id).collect();
        assert_eq!(ids, [2, 5, 1, 6]);
        assert_eq!(odd, []);
    }

    #[test]
    fn a_reply_to_what_is_gone_is_kept_at_top_level_with_its_own_replies() {
        let (placed, odd) = placed(&[
            (1, None, 1),
            (2, Some(99), 1),
            (3, Some(2), 1),
            (4, Some(1), 2),
        ]);
        assert_eq!(
            placed,
            [
                (1, None, None),
                (2, None, Some(Detached::ParentGone)),
                (3, Some(2), None),
                (4, None, Some(Detached::ParentElsewhere)),
            ]
        );
        assert_eq!(odd, [Odd::ParentGone(1), Odd::ParentElsewhere(1)]);
    }

    #[test]
    fn comments_that_answer_each_other_in_a_circle_are_cut_at_the_oldest() {
        let (placed, odd) = placed(&[
            (1, Some(3), 1),
            (2, Some(4), 1),
            (3, Some(2), 1),
            (4, Some(3), 1),
            (7, Some(7), 1),
        ]);
        assert_eq!(
            placed,
            [
                (2, None, Some(Detached::Circle)),
                (3, Some(2), None),
                (1, Some(3), None),
                (4, Some(3), None),
                (7, None, Some(Detached::Circle)),
            ]
        );
        assert_eq!(odd, [Odd::Circles(2)]);
    }
}
