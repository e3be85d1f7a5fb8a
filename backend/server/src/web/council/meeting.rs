//! `GET /council/meetings/{reference}`: agenda, papers, presence in numbers, and the decision list. Before
//! the summons nothing but day and place is told; of a closed item never more than title and times.

use super::card::MeetingLine;
use super::public::answer;
use super::vote::card::{Decided, Depth, VoteCard, with_results};
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339_or_empty;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use parts::{DecisionListView, ItemView, PaperView, PresenceView};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActResult;
use weerklank_acts::council::{Attending, attending, votable};
use weerklank_domain::Language;
use weerklank_domain::council::{MeetingState, order_of_voting};
use weerklank_store::Db;
use weerklank_store::council::{
    AttendanceRecord, DecisionListRecord, ItemProposal, ItemRecord, MeetingRecord, MemberRecord,
    MoverRecord, PaperRecord, ProposalFilter, ProposalRecord, VoteFilter, VoteRecord, attendance,
    decision_lists, items, meeting, meeting_by_id, member_by_id, movers, on_agenda, papers,
    proposals, second_of, votes,
};

pub mod parts;
#[cfg(test)]
pub mod samples;

/// A meeting.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingPage {
    line: MeetingLine,
    lang: &'static str,
    is_published: bool,
    is_not_opened: bool,
    is_cancelled: bool,
    cancel_reason: String,
    has_summons: bool,
    summoned_at: String,
    has_chair: bool,
    chair: String,
    chair_url: String,
    has_started: bool,
    started_at: String,
    has_ended: bool,
    ended_at: String,
    has_first: bool,
    first_url: String,
    first_reference: String,
    has_second: bool,
    second_url: String,
    second_reference: String,
    has_presence: bool,
    presence: PresenceView,
    items: Vec<ItemView>,
    has_items: bool,
    papers: Vec<PaperView>,
    has_papers: bool,
    has_list: bool,
    list: DecisionListView,
    older: Vec<DecisionListView>,
    has_older: bool,
    votes: Vec<VoteCard>,
    has_votes: bool,
}

/// Everything that the page is made of.
pub struct Whole {
    pub meeting: MeetingRecord,
    pub chair: Option<MemberRecord>,
    pub first: Option<MeetingRecord>,
    pub second: Option<MeetingRecord>,
    pub items: Vec<ItemRecord>,
    pub papers: Vec<PaperRecord>,
    pub placed: Vec<ItemProposal>,
    pub proposals: Vec<ProposalRecord>,
    pub movers: Vec<MoverRecord>,
    pub attendance: Vec<AttendanceRecord>,
    pub attending: Option<Attending>,
    pub lists: Vec<DecisionListRecord>,
    /// Votes with a public record.
    pub votes: Vec<Decided>,
    /// Every vote, for the desk.
    pub sheets: Vec<VoteRecord>,
}

/// The moment at which the presence of a meeting is told: now while it is going on, and otherwise when
/// it was opened, or would have been.
pub fn moment_of_presence(
    meeting: &MeetingRecord,
    lines: &[AttendanceRecord],
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let position = &meeting.position;
    match position.state {
        MeetingState::Held => position.started_at,
        MeetingState::Summoned => position.started_at.map(|_| now),
        // Who came left at the same moment: the last one at which all were there is just before.
        MeetingState::NotOpened => lines
            .iter()
            .filter_map(|line| line.until_at)
            .max()
            .map(|at| at - chrono::TimeDelta::microseconds(1)),
        MeetingState::Tentative | MeetingState::Cancelled => None,
    }
}

/// So many votes are taken in one meeting.
const MOST_VOTES: i64 = 300;

/// Loads a meeting with all that belongs to it.
pub fn load(db: &mut Db, reference: &str, now: DateTime<Utc>) -> ActResult<Option<Whole>> {
    let Some(meeting) = meeting(db, reference)? else {
        return Ok(None);
    };
    let id = meeting.id;
    let placed = on_agenda(db, id)?;
    let ids: Vec<i64> = placed.iter().map(|one| one.proposal_id).collect();
    let filter = ProposalFilter {
        ids: Some(ids.clone()),
        ..ProposalFilter::default()
    };
    let proposals = proposals(db, &filter, i64::try_from(ids.len()).unwrap_or(i64::MAX))?;
    let lines = attendance(db, id)?;
    let of_meeting = VoteFilter {
        meeting_id: Some(id),
        ..VoteFilter::default()
    };
    let sheets = votes(db, &of_meeting, MOST_VOTES)?;
    let public = sheets.iter().filter(|vote| vote.is_public()).cloned();
    let at = moment_of_presence(&meeting, &lines, now);
    // Memberships that contradict each other are the desk's matter; the page goes without numbers.
    let attending = at.and_then(|at| attending(db, &meeting, at).ok());
    Ok(Some(Whole {
        chair: match meeting.text.chair_id {
            Some(chair_id) => member_by_id(db, chair_id)?,
            None => None,
        },
        first: match meeting.second_of_id {
            Some(first_id) => meeting_by_id(db, first_id)?,
            None => None,
        },
        second: second_of(db, id)?,
        items: items(db, id)?,
        papers: papers(db, id)?,
        movers: movers(db, &ids)?,
        attendance: lines,
        attending,
        lists: decision_lists(db, id)?,
        votes: with_results(db, public.collect(), Depth::Result)?,
        sheets,
        placed,
        proposals,
        meeting,
    }))
}

impl Whole {
    /// What stands on an item, in the order of voting; in the clerk's where there is none.
    pub fn on_item(&self, item_id: i64) -> Vec<&ProposalRecord> {
        let on_item = self.placed.iter().filter(|one| one.item_id == item_id);
        let find = |id: i64| self.proposals.iter().find(|proposal| proposal.id == id);
        let clerks: Vec<&ProposalRecord> =
            on_item.filter_map(|one| find(one.proposal_id)).collect();
        let list: Vec<_> = clerks.iter().map(|proposal| votable(proposal)).collect();
        match order_of_voting(&list) {
            Ok(order) => order.into_iter().filter_map(find).collect(),
            Err(_) => clerks,
        }
    }
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let at = ("meetings", reference.into_inner());
    answer(&request, &app, visitor, at, |db, reference, reader| {
        let whole = load(db, reference, reader.now)?;
        Ok(whole.map(|whole| MeetingPage::of(&whole, reader.language)))
    })
    .await
}

impl MeetingPage {
    fn of(whole: &Whole, language: Language) -> Self {
        let meeting = &whole.meeting;
        let position = &meeting.position;
        let is_published = position.summons_delivered_at.is_some();
        let link = |other: &Option<MeetingRecord>| {
            let reference = other.as_ref().map(|other| other.reference.clone());
            let reference = reference.unwrap_or_default();
            (format!("/council/meetings/{reference}"), reference)
        };
        let (first_url, first_reference) = link(&whole.first);
        let (second_url, second_reference) = link(&whole.second);
        let is_second_public = whole
            .second
            .as_ref()
            .is_some_and(|second| second.position.summons_delivered_at.is_some());
        let items: Vec<ItemView> = if is_published {
            let view = |item| ItemView::of(whole, item, language);
            whole.items.iter().map(view).collect()
        } else {
            Vec::new()
        };
        let papers = if is_published {
            PaperView::standing(whole, None)
        } else {
            Vec::new()
        };
        let presence = whole.attending.as_ref();
        let presence = presence.map(|attending| PresenceView::of(whole, attending));
        let mut lists = whole.lists.iter().map(DecisionListView::of);
        let newest = lists.next();
        let older: Vec<DecisionListView> = lists.collect();
        let chair = whole.chair.as_ref();
        Self {
            line: MeetingLine::of(meeting, language),
            lang: meeting.text.language.code(),
            is_published,
            is_not_opened: position.state == MeetingState::NotOpened,
            is_cancelled: position.cancel_reason.is_some(),
            cancel_reason: position.cancel_reason.clone().unwrap_or_default(),
            has_summons: is_published,
            summoned_at: rfc3339_or_empty(position.summons_delivered_at),
            has_chair: chair.is_some(),
            chair: chair.map_or_else(String::new, |chair| chair.name.clone()),
            chair_url: chair.map_or_else(String::new, |chair| {
                format!("/council/members/{}", chair.slug)
            }),
            has_started: position.started_at.is_some(),
            started_at: rfc3339_or_empty(position.started_at),
            has_ended: position.ended_at.is_some(),
            ended_at: rfc3339_or_empty(position.ended_at),
            has_first: whole.first.is_some(),
            first_url,
            first_reference,
            has_second: is_second_public,
            second_url,
            second_reference,
            has_presence: presence.is_some(),
            presence: presence.unwrap_or_default(),
            has_items: !items.is_empty(),
            items,
            has_papers: !papers.is_empty(),
            papers,
            has_list: newest.is_some(),
            list: newest.unwrap_or_default(),
            has_votes: !whole.votes.is_empty(),
            votes: VoteCard::all(&whole.votes, language),
            has_older: !older.is_empty(),
            older,
        }
    }
}

impl PageView for MeetingPage {
    const TEMPLATE: &'static str = "pages/council/meeting";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::all()
    }
}
