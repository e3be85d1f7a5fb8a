//! `GET /council/proposals/{reference}`: a proposal, motion or amendment, who brings it, what it hangs on,
//! and what became of it.

use super::card::{MeetingLine, MoverView, ProposalLine};
use super::public::{LinkView, answer};
use super::vote::card::{Decided, Depth, VoteCard, decided};
use crate::web::app::App;
use crate::web::commitments::card::CommitmentCard;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActResult;
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::Db;
use weerklank_store::commitments::{CommitmentRecord, find_by_id};
use weerklank_store::council::{
    LinkedRecord, MeetingRecord, MoverRecord, ProposalFilter, ProposalRecord, ProposalStepRecord,
    VoteFilter, is_public_proposal, item, items_of, meeting_by_id, movers, proposal,
    proposal_by_id, proposal_steps, proposals, round_of_response,
};

/// The most that is named of what hangs on a proposal.
const MOST: i64 = 100;

/// A proposal.
#[derive(Debug, Clone, Serialize)]
pub struct ProposalPage {
    reference: String,
    kind: &'static str,
    title: String,
    lang: &'static str,
    state: &'static str,
    body_name: String,
    submitted_on: String,
    text_html: SafeHtml,
    movers: Vec<MoverView>,
    has_about: bool,
    about: Option<ProposalLine>,
    below: Vec<ProposalLine>,
    has_below: bool,
    has_dossier: bool,
    dossier: LinkView,
    has_petition: bool,
    petition: LinkView,
    has_round: bool,
    round: LinkView,
    has_links: bool,
    commitments: Vec<CommitmentCard>,
    has_commitments: bool,
    meetings: Vec<MeetingLine>,
    steps: Vec<StepView>,
    votes: Vec<VoteCard>,
    has_votes: bool,
}

/// A step.
#[derive(Debug, Clone, Serialize)]
struct StepView {
    step: String,
    state: &'static str,
    at: String,
    has_reason: bool,
    reason: String,
    has_meeting: bool,
    meeting: String,
    meeting_url: String,
}

/// Everything that the page is made of.
struct Whole {
    proposal: ProposalRecord,
    movers: Vec<MoverRecord>,
    about: Option<ProposalRecord>,
    below: Vec<ProposalRecord>,
    others: Vec<MoverRecord>,
    round: Option<LinkedRecord>,
    commitment: Option<CommitmentRecord>,
    meetings: Vec<MeetingRecord>,
    steps: Vec<ProposalStepRecord>,
    votes: Vec<Decided>,
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let at = ("proposals", reference.into_inner());
    answer(&request, &app, visitor, at, |db, reference, reader| {
        let whole = load(db, reference)?;
        Ok(whole.map(|whole| ProposalPage::of(&whole, reader.language, day_of(reader.now))))
    })
    .await
}

fn load(db: &mut Db, reference: &str) -> ActResult<Option<Whole>> {
    let Some(proposal) = proposal(db, reference)? else {
        return Ok(None);
    };
    if !is_public_proposal(db, proposal.id)? {
        return Ok(None);
    }
    let about = match proposal.links.about_id {
        Some(id) if is_public_proposal(db, id)? => proposal_by_id(db, id)?,
        _ => None,
    };
    let filter = ProposalFilter {
        about_id: Some(proposal.id),
        is_public: true,
        ..ProposalFilter::default()
    };
    let mut below = proposals(db, &filter, MOST)?;
    // The oldest first, as they were submitted.
    below.reverse();
    let mut ids: Vec<i64> = below.iter().map(|one| one.id).collect();
    ids.extend(about.iter().map(|one| one.id));
    let mut meetings = Vec::new();
    for placed in items_of(db, proposal.id)? {
        let is_closed = item(db, placed.item_id)?.is_none_or(|item| item.text.closed);
        let meeting = meeting_by_id(db, placed.meeting_id)?
            .filter(|it| it.position.summons_delivered_at.is_some() && !is_closed);
        meetings.extend(meeting);
    }
    Ok(Some(Whole {
        movers: movers(db, &[proposal.id])?,
        others: movers(db, &ids)?,
        round: match proposal.links.response_id {
            Some(id) => round_of_response(db, id)?,
            None => None,
        },
        commitment: match proposal.commitment_id {
            Some(id) => find_by_id(db, id)?,
            None => None,
        },
        steps: proposal_steps(db, proposal.id)?,
        votes: decided(
            db,
            &VoteFilter {
                proposal_id: Some(proposal.id),
                ..VoteFilter::default()
            },
            Depth::Cast,
        )?,
        meetings,
        about,
        below,
        proposal,
    }))
}

impl ProposalPage {
    fn of(whole: &Whole, language: Language, today: NaiveDate) -> Self {
        let proposal = &whole.proposal;
        let dossier = LinkView::of(proposal.dossier.as_ref(), "dossiers");
        let petition = LinkView::of(proposal.petition.as_ref(), "petitions");
        let round = whole.round.as_ref().map(|round| LinkView {
            url: format!("/rounds/{}/report", round.slug),
            title: round.title.clone(),
            lang: round.language.code(),
        });
        let line = |one: &ProposalRecord| ProposalLine::of(one, &whole.others, language);
        let below: Vec<ProposalLine> = whole.below.iter().map(line).collect();
        let about = whole.about.as_ref().map(line);
        let commitments: Vec<CommitmentCard> = whole
            .commitment
            .iter()
            .map(|commitment| CommitmentCard::of(commitment, language, today))
            .collect();
        Self {
            reference: proposal.reference.clone(),
            kind: proposal.kind.code(),
            title: proposal.text.title.clone(),
            lang: proposal.text.language.code(),
            state: proposal.state.code(),
            body_name: proposal.body_name(language).to_owned(),
            submitted_on: proposal.text.submitted_on.to_string(),
            text_html: to_html(&proposal.text.text, Under::Title),
            movers: whole
                .movers
                .iter()
                .map(|mover| MoverView::of(mover, language))
                .collect(),
            has_about: about.is_some(),
            about,
            has_below: !below.is_empty(),
            below,
            has_links: dossier.is_some() || petition.is_some() || round.is_some(),
            has_dossier: dossier.is_some(),
            dossier: dossier.unwrap_or_default(),
            has_petition: petition.is_some(),
            petition: petition.unwrap_or_default(),
            has_round: round.is_some(),
            round: round.unwrap_or_default(),
            has_commitments: !commitments.is_empty(),
            commitments,
            meetings: MeetingLine::all(&whole.meetings, language),
            has_votes: !whole.votes.is_empty(),
            votes: VoteCard::all(&whole.votes, language),
            steps: whole.steps.iter().map(StepView::of).collect(),
        }
    }
}

impl StepView {
    fn of(step: &ProposalStepRecord) -> Self {
        let meeting = step.meeting.clone().unwrap_or_default();
        Self {
            step: step.step.clone(),
            state: step.state.code(),
            at: rfc3339(step.at),
            has_reason: !step.reason.is_empty(),
            reason: step.reason.clone(),
            has_meeting: step.meeting.is_some(),
            meeting_url: format!("/council/meetings/{meeting}"),
            meeting,
        }
    }
}

impl PageView for ProposalPage {
    const TEMPLATE: &'static str = "pages/council/proposal";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::card::samples::{meeting, movers, now, proposal};
        use weerklank_domain::council::{MeetingState, ProposalKind, ProposalState};
        let step = |number: i32, code: &str, state: ProposalState| ProposalStepRecord {
            number,
            step: code.to_owned(),
            state,
            reason: if number > 1 {
                "De <b>der</b> reden".to_owned()
            } else {
                String::new()
            },
            meeting: (number > 1).then(|| "V26-0003".to_owned()),
            vote_event_id: None,
            at: now(),
        };
        let today = day_of(now());
        let mut samples = Vec::new();
        for kind in ProposalKind::ALL {
            let whole = Whole {
                votes: super::vote::card::samples::decided(),
                proposal: proposal(*kind, ProposalState::Adopted),
                movers: movers(),
                about: Some(proposal(ProposalKind::Proposal, ProposalState::Tabled)),
                below: vec![proposal(ProposalKind::Amendment, ProposalState::Rejected)],
                others: movers(),
                round: proposal(*kind, ProposalState::Adopted).dossier,
                commitment: crate::web::commitments::card::samples().into_iter().next(),
                meetings: vec![meeting(MeetingState::Held, true)],
                steps: vec![
                    step(1, "table", ProposalState::Tabled),
                    step(2, "hold_over", ProposalState::HeldOver),
                    step(3, "bring_back", ProposalState::Tabled),
                ],
            };
            let page = Self::of(&whole, Language::Nl, today);
            samples.push((kind.code().replace('_', "-"), page));
        }
        for state in ProposalState::ALL {
            let mut bare = proposal(ProposalKind::Motion, *state);
            (bare.dossier, bare.petition) = (None, None);
            let whole = Whole {
                votes: Vec::new(),
                proposal: bare,
                movers: Vec::new(),
                about: None,
                below: Vec::new(),
                others: Vec::new(),
                round: None,
                commitment: None,
                meetings: Vec::new(),
                steps: vec![step(1, "table", ProposalState::Tabled)],
            };
            let page = Self::of(&whole, Language::Nl, today);
            samples.push((format!("bare-{}", state.code().replace('_', "-")), page));
        }
        samples
    }
}
