//! Reads a bundle, and lays out what stands within something else beside it.

use super::bundle::{Bundle, Membership, Post, VoteEvent};
use crate::errors::{ActError, ActResult};

/// Reads a bundle.
///
/// # Errors
/// [`ActError::Unusable`] for a text that is none.
pub fn read_popolo(text: &str) -> ActResult<Bundle> {
    let mut bundle: Bundle = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| ActError::Unusable(format!("no Popolo bundle: {error}")))?;
    lay_out(&mut bundle);
    Ok(bundle)
}

fn lay_out(bundle: &mut Bundle) {
    for organization in &mut bundle.organizations {
        let id = organization.id.clone();
        let posts = std::mem::take(&mut organization.posts);
        bundle.posts.extend(posts.into_iter().map(|post| Post {
            organization_id: post.organization_id.or_else(|| id.clone()),
            ..post
        }));
        let held = std::mem::take(&mut organization.memberships);
        bundle
            .memberships
            .extend(held.into_iter().map(|one| Membership {
                organization_id: one.organization_id.or_else(|| id.clone()),
                ..one
            }));
    }
    for person in &mut bundle.persons {
        let id = person.id.clone();
        let held = std::mem::take(&mut person.memberships);
        bundle
            .memberships
            .extend(held.into_iter().map(|one| Membership {
                person_id: one.person_id.or_else(|| id.clone()),
                ..one
            }));
    }
    for motion in &mut bundle.motions {
        let (id, body) = (motion.id.clone(), motion.organization_id.clone());
        let votes = std::mem::take(&mut motion.vote_events);
        let votes = (1..).zip(votes).map(|(number, vote)| VoteEvent {
            id: vote
                .id
                .or_else(|| id.as_ref().map(|id| format!("{id}#{number}"))),
            motion_id: vote.motion_id.or_else(|| id.clone()),
            organization_id: vote.organization_id.or_else(|| body.clone()),
            ..vote
        });
        bundle.vote_events.extend(votes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_within_something_else_is_laid_out_beside_it() {
        let bundle = read_popolo(
            r#"{"organizations": [{"id": "raad", "name": "Raad", "posts": [{"id": "z1"}], "other_names": null}],
                "persons": [{"id": "p", "name": "P", "birth_date": "1970-01-01",
                             "memberships": [{"organization_id": "raad"}]}],
                "motions": [{"id": "m", "organization_id": "raad", "vote_events": [{"votes":
                    [{"voter_id": "p", "party_id": "x", "option": "yes"}]}]}],
                "speeches": [1]}"#,
        )
        .unwrap();
        assert_eq!(bundle.posts[0].organization_id.as_deref(), Some("raad"));
        assert_eq!(bundle.memberships[0].person_id.as_deref(), Some("p"));
        let vote = &bundle.vote_events[0];
        assert_eq!(vote.id.as_deref(), Some("m#1"));
        assert_eq!(vote.motion_id.as_deref(), Some("m"));
        assert_eq!(vote.votes[0].group_id.as_deref(), Some("x"));
        let written = serde_json::to_string(&bundle).unwrap();
        assert!(!written.contains("1970"), "{written}");
    }

    #[test]
    fn what_is_no_bundle_is_told() {
        for wrong in ["", "[]x", "{\"persons\": 3}"] {
            let refused = read_popolo(wrong).unwrap_err().to_string();
            assert!(refused.contains("no Popolo bundle"), "{refused}");
        }
    }
}
