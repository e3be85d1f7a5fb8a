//! `GET /petitions/{slug}`

use super::card::{PetitionCard, shown_state};
use super::chart::OverTime;
use super::taken_down::TakenDownPage;
use crate::web::app::App;
use crate::web::commitments::card::CommitmentCard;
use crate::web::council::vote::card::{Decided, Depth, VoteCard, decided};
use crate::web::council::{ProposalLine, Proposed};
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::memory::Content;
use crate::web::moderation::limits::LimitView;
use crate::web::page::{PageView, language_part, render_page};
use crate::web::responses::paper::PaperView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use parts::{answer, card, forward, goal, host, in_section, refusal, shares};
use serde::Serialize;
use std::sync::Arc;
use thread::thread;
use weerklank_acts::ActResult;
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::petitions::{EventKind, PetitionState, Visibility};
use weerklank_domain::text::SafeHtml;
use weerklank_store::commitments::{CommitmentRecord, CommitmentSubject, of_subject};
use weerklank_store::council::{ProposalFilter, VoteFilter};
use weerklank_store::moderation::{LimitRecord, ModerationSubject, limits_of};
use weerklank_store::obligations::ObligationRecord;
use weerklank_store::petitions::{
    AnswerRecord, EventRecord, HourCount, IncomingRecord, NewsOnThread, PetitionRecord, PlaceCount,
    answers, events, find, hours, news_on_thread, owed_and_incoming, places, public_names,
};
use weerklank_store::replies::{ThreadSubject, find_thread};

/// The names of signers that are shown.
const MOST_NAMES: i64 = 12;

/// A petition with its thread.
#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    #[serde(flatten)]
    card: PetitionCard,
    reference: String,
    observation_html: SafeHtml,
    request_html: SafeHtml,
    explanation_html: SafeHtml,
    has_observation: bool,
    has_explanation: bool,
    has_petitioner: bool,
    petitioner_name: String,
    is_imported: bool,
    source_url: String,
    source_name: String,
    can_sign: bool,
    sign_url: String,
    is_waiting_to_open: bool,
    is_closed_by_clock: bool,
    goal: Goal,
    thread: Vec<ThreadStep>,
    votes: Vec<VoteCard>,
    has_votes: bool,
    limits: Vec<LimitView>,
    has_limits: bool,
    over_time: OverTime,
    places: Places,
    answer: Answer,
    has_paper: bool,
    paper: PaperView,
    has_refusal: bool,
    refusal: Refusal,
    has_forward: bool,
    forward: Forward,
    is_withdrawn: bool,
    is_joined: bool,
    joined_url: String,
    joined_title: String,
    has_dossier: bool,
    dossier_url: String,
    dossier_title: String,
    dossier_lang: &'static str,
    replies: i64,
    commitments: Vec<CommitmentCard>,
    has_commitments: bool,
    proposals: Vec<ProposalLine>,
    has_proposals: bool,
    replies_url: String,
    api_url: String,
    count_url: String,
    share_url: String,
    recent_names: Vec<Name>,
    has_recent_names: bool,
    public_name_count: i64,
}

#[derive(Debug, Clone, Default, Serialize)]
struct Goal {
    has_goal: bool,
    goal: i64,
    reached: bool,
    percent: i64,
    remaining: i64,
    kind: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct ThreadStep {
    kind: &'static str,
    at: String,
    has_at: bool,
    is_done: bool,
    is_next: bool,
    has_text: bool,
    text: String,
    has_url: bool,
    url: String,
    has_due: bool,
    due_at: String,
    is_overdue: bool,
    is_planned: bool,
    has_handling: bool,
    handling: &'static str,
    has_owner: bool,
    owner_name: String,
    /// Whether it is news, with an address of its own.
    is_news: bool,
    news_id: i64,
    news_url: String,
    can_report: bool,
    is_hidden: bool,
    is_limited: bool,
    /// The house rule for which it is hidden, or for which words were left out.
    has_rule: bool,
    rule: &'static str,
}

#[derive(Debug, Clone, Default, Serialize)]
struct Places {
    has_data: bool,
    rows: Vec<PlaceRow>,
    total: i64,
    has_remainder: bool,
    remainder: i64,
}

#[derive(Debug, Clone, Serialize)]
struct PlaceRow {
    kind: &'static str,
    has_name: bool,
    name: String,
    count: i64,
    percent: i64,
    bar_width: i64,
}

/// One version of the public answer.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Answer {
    verdict: &'static str,
    heard_html: SafeHtml,
    reasons_html: SafeHtml,
    has_change: bool,
    change_html: SafeHtml,
    is_no_change: bool,
    responsible: String,
    adopted_by: String,
    has_adopted_at: bool,
    adopted_at: String,
    published_at: String,
    version: i32,
    has_more_versions: bool,
    older: Vec<OlderAnswer>,
    has_correction: bool,
    correction: String,
}

#[derive(Debug, Clone, Serialize)]
struct OlderAnswer {
    version: i32,
    url: String,
    published_at: String,
}

#[derive(Debug, Clone, Default, Serialize)]
struct Refusal {
    code: &'static str,
    has_text: bool,
    text_html: SafeHtml,
    at: String,
}

#[derive(Debug, Clone, Default, Serialize)]
struct Forward {
    to_name: String,
    at: String,
    has_text: bool,
    text_html: SafeHtml,
}

#[derive(Debug, Clone, Serialize)]
struct Name {
    name: String,
}

/// Everything that the page is made of.
pub struct Whole {
    pub petition: PetitionRecord,
    pub events: Vec<EventRecord>,
    pub answers: Vec<AnswerRecord>,
    pub owed: Vec<ObligationRecord>,
    pub paper: Option<IncomingRecord>,
    pub places: Vec<PlaceCount>,
    pub hours: Vec<HourCount>,
    pub names: (i64, Vec<String>),
    pub replies: i64,
    pub commitments: Vec<CommitmentRecord>,
    pub proposed: Proposed,
    pub news: Vec<NewsOnThread>,
    pub limits: Vec<LimitRecord>,
    /// What the council voted on it.
    pub votes: Vec<Decided>,
}

/// Loads a petition with all that belongs to it, in fifteen statements, and three more where it was voted on.
pub fn load(app: &App, slug: &str) -> ActResult<Option<Whole>> {
    app.house.store.read_at_once(|db| {
        let Some(petition) = find(db, slug)? else {
            return Ok(None);
        };
        let id = petition.id;
        let (owed, paper) = owed_and_incoming(db, id)?;
        let about = ProposalFilter {
            petition_id: Some(id),
            ..ProposalFilter::default()
        };
        Ok(Some(Whole {
            proposed: Proposed::load(db, about)?,
            events: events(db, id)?,
            answers: answers(db, id)?,
            owed,
            paper,
            places: places(db, id)?,
            hours: hours(db, id)?,
            names: public_names(db, id, MOST_NAMES)?,
            commitments: of_subject(db, CommitmentSubject::Petition(id))?,
            votes: decided(
                db,
                &VoteFilter {
                    petition_id: Some(id),
                    ..VoteFilter::default()
                },
                Depth::Cast,
            )?,
            news: news_on_thread(db, id)?,
            limits: limits_of(db, ModerationSubject::Petition(id))?,
            replies: find_thread(db, ThreadSubject::Petition(id))?.map_or(0, |thread| thread.shown),
            petition,
        }))
    })
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let slug = slug.into_inner();
    let query = language_part(request.query_string()).to_owned();
    let key = format!("petition {} {slug} {query}", visitor.language.code());
    app.remembered(&request, key, move |app| {
        build(app, &slug, visitor.language, &query)
    })
    .await
}

fn build(app: &App, slug: &str, language: Language, query: &str) -> WebResult<Content> {
    let whole = load(app, slug)?.ok_or(ErrorCode::NotFound)?;
    let path = format!("/petitions/{slug}");
    match whole.petition.visibility() {
        Visibility::Public => {
            let view = ShowPage::of(app, &whole, language);
            Ok(Content::html(render_page(
                app, language, &path, query, &view,
            )?))
        }
        Visibility::Hidden => Err(ErrorCode::NotFound.into()),
        Visibility::Gone => {
            let view = TakenDownPage::of(&whole.events, whole.petition.filed_at);
            let html = render_page(app, language, &path, query, &view)?;
            Ok(Content {
                status: StatusCode::GONE,
                ..Content::html(html)
            })
        }
    }
}

impl ShowPage {
    pub fn of(app: &App, whole: &Whole, language: Language) -> Self {
        let now = app.house.clock.now();
        let over_time = OverTime::of(&whole.hours, app.templates.texts(), language);
        Self::build(whole, language, now, &app.base_url, over_time)
    }

    fn build(
        whole: &Whole,
        language: Language,
        now: DateTime<Utc>,
        base_url: &str,
        over_time: OverTime,
    ) -> Self {
        let proposals = whole.proposed.lines(language);
        let petition = &whole.petition;
        let slug = &petition.slug;
        let state = shown_state(petition.state, petition.closes_at, now);
        let dossier = petition.dossier.as_ref();
        let html = in_section;
        let last = |kind: EventKind| whole.events.iter().rev().find(|event| event.kind == kind);
        let refused = last(EventKind::Refused).filter(|_| state == PetitionState::Refused);
        let forwarded = last(EventKind::Forwarded).filter(|_| state == PetitionState::Forwarded);
        let joined = last(EventKind::Joined).and_then(|event| event.other.clone());
        let is_waiting = petition.opened_at.is_some_and(|at| at > now);
        Self {
            card: card(whole, language, now),
            reference: petition.reference.clone(),
            observation_html: html(&petition.observation),
            request_html: html(&petition.request),
            explanation_html: html(&petition.explanation),
            has_observation: !petition.observation.trim().is_empty(),
            has_explanation: !petition.explanation.trim().is_empty(),
            has_petitioner: petition.petitioner_name.is_some(),
            petitioner_name: petition.petitioner_name.clone().unwrap_or_default(),
            is_imported: petition.source_url.is_some(),
            source_url: petition.source_url.clone().unwrap_or_default(),
            source_name: host(petition.source_url.as_deref().unwrap_or_default()),
            can_sign: petition.window().may_begin(now).is_ok(),
            sign_url: format!("/petitions/{slug}/sign"),
            is_waiting_to_open: state == PetitionState::Open && is_waiting,
            is_closed_by_clock: petition.closes_at.is_some_and(|at| at <= now),
            goal: goal(petition),
            thread: thread(whole, state, language, now),
            has_limits: !whole.limits.is_empty(),
            has_votes: !whole.votes.is_empty(),
            votes: VoteCard::all(&whole.votes, language),
            limits: whole.limits.iter().map(LimitView::from).collect(),
            over_time,
            places: shares(&whole.places, petition.count.total()),
            answer: whole
                .answers
                .first()
                .map(|first| answer(first, slug, &whole.answers[1..]))
                .unwrap_or_default(),
            has_paper: whole.paper.is_some(),
            paper: whole.paper.as_ref().map(PaperView::of).unwrap_or_default(),
            has_refusal: refused.is_some(),
            refusal: refused.map(refusal).unwrap_or_default(),
            has_forward: forwarded.is_some(),
            forward: forwarded.map(forward).unwrap_or_default(),
            is_withdrawn: state == PetitionState::Withdrawn,
            is_joined: state == PetitionState::Joined && joined.is_some(),
            joined_url: joined
                .as_ref()
                .map(|(slug, _)| format!("/petitions/{slug}"))
                .unwrap_or_default(),
            joined_title: joined.map(|(_, title)| title).unwrap_or_default(),
            has_dossier: dossier.is_some(),
            dossier_url: dossier
                .map(|(slug, ..)| format!("/dossiers/{slug}"))
                .unwrap_or_default(),
            dossier_title: dossier
                .map(|(_, title, _)| title.clone())
                .unwrap_or_default(),
            dossier_lang: dossier.map_or("", |(.., language)| language.code()),
            has_proposals: !proposals.is_empty(),
            proposals,
            has_commitments: !whole.commitments.is_empty(),
            commitments: CommitmentCard::all(&whole.commitments, language, day_of(now)),
            replies: whole.replies,
            replies_url: format!("/petitions/{slug}/replies"),
            api_url: format!("/api/v1/petitions/{slug}"),
            count_url: format!("/api/v1/petitions/{slug}/count"),
            share_url: format!("{base_url}/petitions/{slug}"),
            has_recent_names: !whole.names.1.is_empty(),
            recent_names: whole
                .names
                .1
                .iter()
                .map(|name| Name { name: name.clone() })
                .collect(),
            public_name_count: whole.names.0,
        }
    }
}

pub mod parts;
#[cfg(test)]
mod samples;
#[cfg(test)]
pub(in crate::web) use samples::petition_in as sample_petition;
mod thread;
#[cfg(test)]
pub use samples::answered as answered_sample;

impl PageView for ShowPage {
    const TEMPLATE: &'static str = "pages/petitions/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::all()
    }
}
