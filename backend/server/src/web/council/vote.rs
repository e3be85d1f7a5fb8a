//! `GET /council/votes/{reference}`: a vote, with what came of it and why, who voted what, the votes before and
//! after it on the same matter, and every version of its record.

pub mod card;
pub mod cast;
pub mod picture;
pub mod result;
#[cfg(test)]
mod samples;
pub mod stand;

use super::card::MeetingLine;
use super::public::{LinkView, answer};
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use card::{Decided, Depth, VoteCard, with_results};
use cast::{Cast, CastView, ChangeView, changes};
use result::ResultView;
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::Language;
use weerklank_store::Db;
use weerklank_store::council::{
    MeetingRecord, ProposalRecord, VoteRecord, VoteVersion, ballots_of, choices_of, hands_of,
    is_public_proposal, meeting_by_id, proposal_by_id, vote, vote_after, vote_by_id, vote_versions,
};

/// A vote.
#[derive(Debug, Clone, Serialize)]
pub struct VotePage {
    reference: String,
    title: String,
    lang: &'static str,
    body_name: String,
    taken_at: String,
    meeting: MeetingLine,
    item: String,
    has_proposal: bool,
    proposal_kind: &'static str,
    proposal_reference: String,
    proposal_url: String,
    has_dossier: bool,
    dossier: LinkView,
    has_petition: bool,
    petition: LinkView,
    has_asked_by: bool,
    asked_by: String,
    asked_by_url: String,
    is_asked_by_chair: bool,
    has_summary: bool,
    summary: String,
    result: ResultView,
    cast: CastView,
    chain: Vec<VoteCard>,
    has_chain: bool,
    rules: String,
    is_corrected: bool,
    version: i32,
    versions: Vec<VersionView>,
}

/// A version of the record, and what it changed.
#[derive(Debug, Clone, Serialize)]
struct VersionView {
    number: i32,
    at: String,
    has_correction: bool,
    correction: String,
    result: ResultView,
    changes: Vec<ChangeView>,
    has_changes: bool,
}

/// Everything that the page is made of.
struct Whole {
    vote: VoteRecord,
    meeting: MeetingRecord,
    proposal: Option<ProposalRecord>,
    /// The newest first, each with what hangs on it.
    versions: Vec<(VoteVersion, Cast)>,
    /// The votes on the same matter, this one among them, the first one first.
    chain: Vec<Decided>,
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let at = ("votes", reference.into_inner());
    answer(&request, &app, visitor, at, |db, reference, reader| {
        let whole = load(db, reference)?;
        Ok(whole.and_then(|whole| VotePage::of(&whole, reader.language)))
    })
    .await
}

/// What hangs on a version.
pub fn cast_of(db: &mut Db, version: i64) -> ActResult<Cast> {
    let own = |rows: Vec<(i64, _)>| rows.into_iter().map(|(_, row)| row).collect();
    Ok(Cast {
        choices: own(choices_of(db, &[version])?),
        hands: hands_of(db, &[version])?
            .into_iter()
            .map(|(_, row)| row)
            .collect(),
        ballots: ballots_of(db, version)?,
    })
}

/// The votes on one matter, the first one first.
fn chain_of(db: &mut Db, vote: &VoteRecord) -> ActResult<Vec<Decided>> {
    let mut chain = Vec::new();
    let mut next = vote.follows_id;
    while let Some(id) = next {
        let before = vote_by_id(db, id)?.ok_or(ActError::Missing)?;
        next = before.follows_id;
        chain.push(before);
    }
    chain.reverse();
    chain.push(vote.clone());
    let mut last = vote.id;
    while let Some(id) = vote_after(db, last)? {
        let after = vote_by_id(db, id)?.ok_or(ActError::Missing)?;
        last = after.id;
        chain.push(after);
    }
    chain.retain(VoteRecord::is_public);
    with_results(db, chain, Depth::Result)
}

fn load(db: &mut Db, reference: &str) -> ActResult<Option<Whole>> {
    let Some(vote) = vote(db, reference)?.filter(VoteRecord::is_public) else {
        return Ok(None);
    };
    let mut versions = Vec::new();
    for version in vote_versions(db, vote.id)? {
        let cast = cast_of(db, version.id)?;
        versions.push((version, cast));
    }
    let proposal = match &vote.proposal {
        Some(voted) if is_public_proposal(db, voted.id)? => proposal_by_id(db, voted.id)?,
        _ => None,
    };
    Ok(Some(Whole {
        meeting: meeting_by_id(db, vote.meeting.id)?.ok_or(ActError::Missing)?,
        chain: chain_of(db, &vote)?,
        proposal,
        versions,
        vote,
    }))
}

impl VotePage {
    /// The page; `None` of a vote without a record.
    fn of(whole: &Whole, language: Language) -> Option<Self> {
        let vote = &whole.vote;
        let (version, cast) = whole.versions.first()?;
        let proposal = whole.proposal.as_ref();
        let dossier = LinkView::of(proposal.and_then(|one| one.dossier.as_ref()), "dossiers");
        let petition = LinkView::of(proposal.and_then(|one| one.petition.as_ref()), "petitions");
        let asked_by = vote.asked_by.as_ref();
        let summary = version.summary(language);
        let chain = VoteCard::all(&whole.chain, language);
        Some(Self {
            reference: vote.reference.clone(),
            title: vote.name().to_owned(),
            lang: vote.language.code(),
            body_name: vote.body_name(language).to_owned(),
            taken_at: rfc3339(vote.taken_at),
            meeting: MeetingLine::of(&whole.meeting, language),
            item: vote.item_title.clone(),
            has_proposal: proposal.is_some(),
            proposal_kind: proposal.map_or("proposal", |one| one.kind.code()),
            proposal_reference: proposal
                .map(|one| one.reference.clone())
                .unwrap_or_default(),
            proposal_url: proposal
                .map(|one| format!("/council/proposals/{}", one.reference))
                .unwrap_or_default(),
            has_dossier: dossier.is_some(),
            dossier: dossier.unwrap_or_default(),
            has_petition: petition.is_some(),
            petition: petition.unwrap_or_default(),
            has_asked_by: asked_by.is_some(),
            asked_by: asked_by
                .map(|(_, _, name)| name.clone())
                .unwrap_or_default(),
            asked_by_url: asked_by
                .map(|(_, slug, _)| format!("/council/members/{slug}"))
                .unwrap_or_default(),
            is_asked_by_chair: vote.asked_by_chair,
            has_summary: !summary.is_empty(),
            summary: summary.to_owned(),
            result: ResultView::of(version, cast.chosen()),
            cast: cast.into(),
            has_chain: chain.len() > 1,
            chain,
            rules: format!("{} {}", version.rule_set.0, version.rule_set.1),
            is_corrected: whole.versions.len() > 1,
            version: version.number,
            versions: versions(&whole.versions),
        })
    }
}

/// The versions, the newest first, each with what it changed of the one before.
fn versions(all: &[(VoteVersion, Cast)]) -> Vec<VersionView> {
    all.iter()
        .enumerate()
        .map(|(at, (version, cast))| {
            let changes = all
                .get(at + 1)
                .map(|(_, before)| changes(before, cast))
                .unwrap_or_default();
            VersionView {
                number: version.number,
                at: rfc3339(version.published_at),
                has_correction: version.correction.is_some(),
                correction: version.correction.clone().unwrap_or_default(),
                result: ResultView::of(version, cast.chosen()),
                has_changes: !changes.is_empty(),
                changes,
            }
        })
        .collect()
}

impl PageView for VotePage {
    const TEMPLATE: &'static str = "pages/council/vote";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::pages()
    }
}
