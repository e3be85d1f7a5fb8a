//! A vote in a list: on a meeting, a proposal, a petition, a dossier, and beside the other votes on its matter.

use super::cast::{Cast, CastView};
use super::result::ResultView;
use crate::web::petitions::card::rfc3339;
use serde::Serialize;
use std::collections::HashMap;
use weerklank_acts::ActResult;
use weerklank_domain::Language;
use weerklank_store::Db;
use weerklank_store::council::{
    VoteFilter, VoteRecord, VoteVersion, ballots_of, choices_of, hands_of, newest_versions, votes,
};

/// A vote in a list.
#[derive(Debug, Clone, Serialize)]
pub struct VoteCard {
    reference: String,
    url: String,
    title: String,
    lang: &'static str,
    body_name: String,
    at: String,
    has_kind: bool,
    kind: &'static str,
    result: ResultView,
    is_corrected: bool,
    has_summary: bool,
    summary: String,
    has_cast: bool,
    cast: CastView,
}

/// A vote with its newest version, and what hangs on it as far as it was looked up.
#[derive(Debug, Clone)]
pub struct Decided {
    pub vote: VoteRecord,
    pub version: VoteVersion,
    pub cast: Cast,
}

impl VoteCard {
    /// The card of a vote.
    pub fn of(decided: &Decided, language: Language) -> Self {
        let (vote, version) = (&decided.vote, &decided.version);
        let proposal = vote.proposal.as_ref();
        let summary = version.summary(language);
        let has_cast = !decided.cast.choices.is_empty() || !decided.cast.hands.is_empty();
        Self {
            reference: vote.reference.clone(),
            url: format!("/council/votes/{}", vote.reference),
            title: vote.name().to_owned(),
            lang: vote.language.code(),
            body_name: vote.body_name(language).to_owned(),
            at: rfc3339(vote.taken_at),
            has_kind: proposal.is_some(),
            kind: proposal.map_or("proposal", |one| one.kind.code()),
            result: ResultView::of(version, decided.cast.chosen()),
            is_corrected: version.number > 1,
            has_summary: !summary.is_empty(),
            summary: summary.to_owned(),
            has_cast,
            cast: if has_cast {
                (&decided.cast).into()
            } else {
                CastView::default()
            },
        }
    }

    /// The cards of some votes.
    pub fn all(decided: &[Decided], language: Language) -> Vec<Self> {
        decided.iter().map(|one| Self::of(one, language)).collect()
    }
}

/// How much of a vote a list needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What came of it.
    Result,
    /// Who voted what, too.
    Cast,
}

/// Votes with their newest versions.
pub fn with_results(db: &mut Db, votes: Vec<VoteRecord>, depth: Depth) -> ActResult<Vec<Decided>> {
    if votes.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = votes.iter().map(|vote| vote.id).collect();
    let newest = newest_versions(db, &ids)?;
    let mut casts: HashMap<i64, Cast> = HashMap::new();
    if depth == Depth::Cast {
        let versions: Vec<i64> = newest.iter().map(|version| version.id).collect();
        for (version, choice) in choices_of(db, &versions)? {
            casts.entry(version).or_default().choices.push(choice);
        }
        for (version, hands) in hands_of(db, &versions)? {
            casts.entry(version).or_default().hands.push(hands);
        }
    }
    for version in newest.iter().filter(|version| version.is_chosen) {
        casts.entry(version.id).or_default().ballots = ballots_of(db, version.id)?;
    }
    let mut newest: HashMap<i64, VoteVersion> = newest
        .into_iter()
        .map(|version| (version.event_id, version))
        .collect();
    let decided = votes.into_iter().filter_map(|vote| {
        let version = newest.remove(&vote.id)?;
        let cast = casts.remove(&version.id).unwrap_or_default();
        Some(Decided {
            vote,
            version,
            cast,
        })
    });
    Ok(decided.collect())
}

/// So many votes stand in a list.
const MOST: i64 = 100;

/// The public votes that a filter finds, the newest first.
pub fn decided(db: &mut Db, filter: &VoteFilter, depth: Depth) -> ActResult<Vec<Decided>> {
    let filter = VoteFilter {
        is_public: true,
        ..*filter
    };
    let found = votes(db, &filter, MOST)?;
    with_results(db, found, depth)
}

/// Examples.
#[cfg(test)]
pub mod samples {
    use super::super::{cast, result};
    use super::*;

    /// A vote by name, with its record.
    pub fn decided() -> Vec<Decided> {
        use chrono::DateTime;
        use weerklank_domain::council::{
            Basis, Fact, Members, Method, Outcome, ProposalKind, ProposalState, Reason, Said,
            Subject, VoteOutcome,
        };
        use weerklank_store::council::{VoteMeeting, VoteState, VotedProposal};
        let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
        let vote = VoteRecord {
            id: 4,
            reference: "S26-0004".to_owned(),
            meeting: VoteMeeting {
                id: 1,
                reference: "V26-0003".to_owned(),
                planned_at: at,
                chair_id: None,
                body_id: 1,
                body: ("raad".into(), "Gemeenteraad".into(), "Council".into()),
            },
            item_id: 1,
            item_title: "Groen <b>der</b>".to_owned(),
            is_closed: false,
            is_on_first_agenda: false,
            proposal: Some(VotedProposal {
                id: 3,
                reference: "M26-0003".to_owned(),
                kind: ProposalKind::Motion,
                title: "Bomen <b>der</b> laan".to_owned(),
                state: ProposalState::Adopted,
                dossier_id: None,
                petition_id: None,
            }),
            title: String::new(),
            language: Language::Nl,
            subject: Subject::Matter,
            choice_is_limited: false,
            method: Method::RollCall,
            follows_id: None,
            asked_by: None,
            asked_by_chair: true,
            state: VoteState::Published,
            edition: 2,
            taken_at: at,
        };
        let said = Said {
            for_it: 18,
            against: 12,
            ..Said::default()
        };
        let version = VoteVersion {
            id: 9,
            event_id: 4,
            number: 1,
            correction: None,
            method: Method::RollCall,
            basis: Basis::ByName,
            rule_set: ("nl_council".to_owned(), 1),
            members: Members::new(31, 30, 0).unwrap_or_default(),
            absent: 0,
            said: Some(said),
            meant: None,
            ballots: None,
            outcome: VoteOutcome::Matter(Outcome::Adopted),
            is_chosen: false,
            reasons: vec![Reason {
                fact: Fact::Tied { each: 1 },
                article: "Gemeentewet, art. 30(1)".to_owned(),
            }],
            announced: None,
            summary: (String::new(), String::new()),
            published_at: at,
        };
        vec![Decided {
            vote,
            version,
            cast: cast::samples::by_name(),
        }]
    }

    /// One for each kind of result.
    pub fn all() -> Vec<VoteCard> {
        result::samples::all()
            .into_iter()
            .map(|result| VoteCard {
                reference: "S26-0004".to_owned(),
                url: "/council/votes/S26-0004".to_owned(),
                title: "Bomen <b>der</b> stad".to_owned(),
                lang: "nl",
                body_name: "Gemeenteraad".to_owned(),
                at: "2026-03-12T19:30:00Z".to_owned(),
                has_kind: result.has_counts,
                kind: "motion",
                is_corrected: result.has_counts,
                has_summary: result.has_counts,
                summary: "Aangenomen <b>der</b>.".to_owned(),
                has_cast: result.has_counts,
                cast: cast::samples::all().remove(0),
                result,
            })
            .collect()
    }
}
