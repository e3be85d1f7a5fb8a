//! `GET /council`: what comes, what was, who sits there, and what was proposed last.

use super::card::{MeetingLine, ProposalLine};
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::Language;
use weerklank_domain::calendar::{day_of, start_of};
use weerklank_domain::council::{Covers, Roster};
use weerklank_store::Db;
use weerklank_store::council::{
    BodyRecord, FactionRecord, MeetingFilter, MeetingRecord, MembershipRecord, ProposalFilter,
    ProposalRecord, council_bodies, factions, meetings, memberships, movers, proposals, roster,
};

/// How many meetings that were on a page, and how many that come.
const PAGE_SIZE: i64 = 12;
/// How many of the newest proposals.
const NEWEST: i64 = 8;

/// The page of the council.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarPage {
    is_empty: bool,
    is_first_page: bool,
    coming: Vec<MeetingLine>,
    has_coming: bool,
    past: Vec<MeetingLine>,
    has_past: bool,
    has_earlier: bool,
    earlier_url: String,
    bodies: Vec<BodyView>,
    proposals: Vec<ProposalLine>,
    has_proposals: bool,
}

/// A body with who sits in it today.
#[derive(Debug, Clone, Serialize)]
struct BodyView {
    slug: String,
    name: String,
    decides: bool,
    has_seats: bool,
    statutory: u32,
    sitting: u32,
    vacant: u32,
    has_vacant: bool,
    factions: Vec<FactionLine>,
    has_factions: bool,
    members: Vec<MemberLine>,
}

#[derive(Debug, Clone, Serialize)]
struct FactionLine {
    name: String,
    short_name: String,
    url: String,
    members: usize,
}

#[derive(Debug, Clone, Serialize)]
struct MemberLine {
    name: String,
    url: String,
    role: &'static str,
    is_plain: bool,
    has_faction: bool,
    faction: String,
}

/// Answers the page. `before` is the day before which older meetings are listed.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let before = before(request.query_string());
    let query = before
        .map(|day| format!("before={day}"))
        .unwrap_or_default();
    let key = format!("council {} {query}", visitor.language.code());
    app.remembered(&request, key, move |app| {
        build(app, before, visitor.language, &query)
    })
    .await
}

fn before(query: &str) -> Option<NaiveDate> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(name, _)| *name == "before")?;
    value.parse().ok()
}

fn build(
    app: &App,
    before: Option<NaiveDate>,
    language: Language,
    query: &str,
) -> WebResult<Content> {
    let now = app.house.clock.now();
    let view = app
        .house
        .store
        .read_at_once(|db| load(db, before, now, language))?;
    let html = render_page(app, language, "/council", query, &view)?;
    Ok(Content::html(html))
}

fn load(
    db: &mut Db,
    before: Option<NaiveDate>,
    now: DateTime<Utc>,
    language: Language,
) -> ActResult<CalendarPage> {
    let today = day_of(now);
    let bound = before.map_or_else(|| start_of(today), start_of);
    let coming = match before {
        Some(_) => Vec::new(),
        None => {
            let filter = MeetingFilter {
                from: Some(bound),
                soonest_first: true,
                ..MeetingFilter::default()
            };
            meetings(db, &filter, PAGE_SIZE)?
        }
    };
    let filter = MeetingFilter {
        before: Some(bound),
        ..MeetingFilter::default()
    };
    let mut past = meetings(db, &filter, PAGE_SIZE + 1)?;
    let has_earlier = past.len() > usize::try_from(PAGE_SIZE).unwrap_or(0);
    past.truncate(usize::try_from(PAGE_SIZE).unwrap_or(0));
    let mut bodies = Vec::new();
    let mut proposed = Vec::new();
    if before.is_none() {
        let known = factions(db, None)?;
        for body in council_bodies(db)? {
            let of_body = memberships(db, body.id)?;
            let seats = roster(db, body.id, today)?.ok();
            bodies.push(BodyView::of(
                &body,
                &of_body,
                seats.as_ref(),
                &known,
                today,
                language,
            ));
        }
        let filter = ProposalFilter {
            is_public: true,
            ..ProposalFilter::default()
        };
        proposed = proposals(db, &filter, NEWEST)?;
    }
    let ids: Vec<i64> = proposed.iter().map(|one| one.id).collect();
    let brought = movers(db, &ids)?;
    let lines = ProposalLine::all(&proposed, &brought, language);
    Ok::<_, ActError>(CalendarPage::of(
        (coming, past),
        before,
        has_earlier,
        bodies,
        lines,
        language,
    ))
}

impl CalendarPage {
    fn of(
        (coming, past): (Vec<MeetingRecord>, Vec<MeetingRecord>),
        before: Option<NaiveDate>,
        has_earlier: bool,
        bodies: Vec<BodyView>,
        proposals: Vec<ProposalLine>,
        language: Language,
    ) -> Self {
        let last = past.last().map(|meeting| day_of(meeting.text.planned_at));
        Self {
            is_empty: before.is_none() && bodies.is_empty(),
            is_first_page: before.is_none(),
            has_coming: !coming.is_empty(),
            coming: MeetingLine::all(&coming, language),
            has_past: !past.is_empty(),
            past: MeetingLine::all(&past, language),
            has_earlier: has_earlier && last.is_some(),
            earlier_url: last.map_or_else(String::new, |day| format!("/council?before={day}")),
            bodies,
            has_proposals: !proposals.is_empty(),
            proposals,
        }
    }
}

impl BodyView {
    fn of(
        body: &BodyRecord,
        all: &[MembershipRecord],
        roster: Option<&Roster>,
        known: &[FactionRecord],
        today: NaiveDate,
        language: Language,
    ) -> Self {
        let now: Vec<&MembershipRecord> = all
            .iter()
            .filter(|one| one.text.period.covers(today) != Covers::No)
            .collect();
        let faction_of = |id: Option<i64>| known.iter().find(|one| Some(one.id) == id);
        let mut counted: Vec<(usize, &FactionRecord)> = known
            .iter()
            .map(|faction| {
                let of = now
                    .iter()
                    .filter(|one| one.text.faction_id == Some(faction.id));
                (of.count(), faction)
            })
            .filter(|(count, _)| *count > 0)
            .collect();
        // The largest first; `known` is sorted by name.
        counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let has_seats = all.iter().any(|one| one.text.seat_id.is_some());
        let vacant = roster.map_or(0, Roster::vacant);
        Self {
            slug: body.slug.clone(),
            name: match language {
                Language::Nl => body.name_nl.clone(),
                Language::En => body.name_en.clone(),
            },
            decides: body.decides,
            has_seats: has_seats && roster.is_some(),
            statutory: roster.map_or(0, Roster::statutory),
            sitting: roster.map_or(0, Roster::sitting),
            vacant,
            has_vacant: vacant > 0,
            has_factions: !counted.is_empty(),
            factions: counted
                .into_iter()
                .map(|(members, faction)| FactionLine {
                    name: faction.text.name.clone(),
                    short_name: faction.text.short_name.clone(),
                    url: format!("/council/factions/{}", faction.slug),
                    members,
                })
                .collect(),
            members: now
                .iter()
                .map(|one| {
                    let faction = faction_of(one.text.faction_id);
                    MemberLine {
                        name: one.member.2.clone(),
                        url: format!("/council/members/{}", one.member.1),
                        role: one.text.role.code(),
                        is_plain: one.text.role.code() == "member",
                        has_faction: faction.is_some(),
                        faction: faction.map_or_else(String::new, |it| it.text.short_name.clone()),
                    }
                })
                .collect(),
        }
    }
}

/// Whether a proposal is one that lists name; for the pages of members and factions.
pub(super) fn public_of(
    db: &mut Db,
    filter: ProposalFilter,
    limit: i64,
    language: Language,
) -> ActResult<Vec<ProposalLine>> {
    let filter = ProposalFilter {
        is_public: true,
        ..filter
    };
    let found: Vec<ProposalRecord> = proposals(db, &filter, limit)?;
    let ids: Vec<i64> = found.iter().map(|one| one.id).collect();
    let brought = movers(db, &ids)?;
    Ok(ProposalLine::all(&found, &brought, language))
}

impl PageView for CalendarPage {
    const TEMPLATE: &'static str = "pages/council/calendar";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::card::samples::{meeting, movers, proposal};
        use weerklank_domain::council::{MeetingState, ProposalKind, ProposalState};
        let body = |decides: bool, is_full: bool| BodyView {
            slug: "raad".into(),
            name: "Gemeenteraad".into(),
            decides,
            has_seats: decides,
            statutory: 31,
            sitting: 30,
            vacant: u32::from(!is_full),
            has_vacant: !is_full,
            has_factions: decides,
            factions: vec![FactionLine {
                name: "Partij <b>der</b> zee".into(),
                short_name: "PZ".into(),
                url: "/council/factions/pz".into(),
                members: 7,
            }],
            members: [true, false]
                .into_iter()
                .map(|is_plain| MemberLine {
                    name: "A. de Vries".into(),
                    url: "/council/members/a-de-vries".into(),
                    role: if is_plain { "member" } else { "chair" },
                    is_plain,
                    has_faction: is_plain,
                    faction: "PZ".into(),
                })
                .collect(),
        };
        let all = |coming: bool| {
            let mut found: Vec<MeetingRecord> = MeetingState::ALL
                .iter()
                .map(|state| meeting(*state, coming))
                .collect();
            if let Some(open) = found.first_mut() {
                open.position.started_at = Some(open.text.planned_at);
            }
            found
        };
        let line = ProposalLine::of(
            &proposal(ProposalKind::Motion, ProposalState::Tabled),
            &movers(),
            Language::Nl,
        );
        let bare = ProposalLine::of(
            &proposal(ProposalKind::Proposal, ProposalState::Adopted),
            &[],
            Language::Nl,
        );
        let bodies = vec![body(true, false), body(true, true), body(false, true)];
        let full = Self::of(
            (all(true), all(false)),
            None,
            true,
            bodies,
            vec![line, bare],
            Language::Nl,
        );
        let older = Self::of(
            (Vec::new(), all(false)),
            NaiveDate::from_ymd_opt(2026, 3, 2),
            false,
            Vec::new(),
            Vec::new(),
            Language::Nl,
        );
        let empty = Self::of(
            (Vec::new(), Vec::new()),
            None,
            false,
            Vec::new(),
            Vec::new(),
            Language::Nl,
        );
        vec![
            ("full".to_owned(), full),
            ("older".to_owned(), older),
            ("empty".to_owned(), empty),
        ]
    }
}
