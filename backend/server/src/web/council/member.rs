//! `GET /council/members/{slug}`: the seats that somebody held, and what they brought.

use super::calendar::public_of;
use super::card::ProposalLine;
use super::period::PeriodView;
use super::public::answer;
use super::vote::stand::{StandView, of_member};
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActResult;
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_store::Db;
use weerklank_store::council::{
    BodyRecord, FactionRecord, MemberRecord, MembershipRecord, ProposalFilter, council_bodies,
    factions, member, memberships_of,
};

/// The most proposals on the page.
const MOST: i64 = 100;

/// A member.
#[derive(Debug, Clone, Serialize)]
pub struct MemberPage {
    name: String,
    is_sitting: bool,
    held: Vec<HeldView>,
    has_held: bool,
    proposals: Vec<ProposalLine>,
    has_proposals: bool,
    votes: Vec<StandView>,
    has_votes: bool,
}

/// A membership.
#[derive(Debug, Clone, Serialize)]
struct HeldView {
    body_name: String,
    role: &'static str,
    has_seat: bool,
    seat: i32,
    has_faction: bool,
    faction: String,
    faction_url: String,
    period: PeriodView,
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let at = ("members", slug.into_inner());
    answer(&request, &app, visitor, at, |db, slug, reader| {
        load(db, slug, day_of(reader.now), reader.language)
    })
    .await
}

fn load(
    db: &mut Db,
    slug: &str,
    today: NaiveDate,
    language: Language,
) -> ActResult<Option<MemberPage>> {
    let Some(member) = member(db, slug)? else {
        return Ok(None);
    };
    let held = memberships_of(db, member.id)?;
    let known = factions(db, None)?;
    let bodies = council_bodies(db)?;
    let filter = ProposalFilter {
        member_id: Some(member.id),
        ..ProposalFilter::default()
    };
    let proposals = public_of(db, filter, MOST, language)?;
    let votes = of_member(db, member.id, &held)?;
    Ok(Some(MemberPage::of(
        &member,
        (&held, &known, &bodies),
        (proposals, votes),
        today,
        language,
    )))
}

impl MemberPage {
    fn of(
        member: &MemberRecord,
        (held, known, bodies): (&[MembershipRecord], &[FactionRecord], &[BodyRecord]),
        (proposals, votes): (Vec<ProposalLine>, Vec<StandView>),
        today: NaiveDate,
        language: Language,
    ) -> Self {
        let view = |one: &MembershipRecord| {
            let faction = known.iter().find(|it| Some(it.id) == one.text.faction_id);
            let body = bodies.iter().find(|body| body.id == one.body_id);
            let until = one.text.period.until;
            HeldView {
                body_name: body.map_or_else(String::new, |body| match language {
                    Language::Nl => body.name_nl.clone(),
                    Language::En => body.name_en.clone(),
                }),
                role: one.text.role.code(),
                has_seat: one.seat.is_some(),
                seat: one.seat.unwrap_or_default(),
                has_faction: faction.is_some(),
                faction: faction.map_or_else(String::new, |it| it.text.name.clone()),
                faction_url: faction
                    .map_or_else(String::new, |it| format!("/council/factions/{}", it.slug)),
                period: PeriodView::of(
                    one.text.period,
                    until.is_some_and(|until| until.latest() < today),
                ),
            }
        };
        Self {
            name: member.name.clone(),
            is_sitting: held.iter().any(|one| one.covers(today)),
            has_held: !held.is_empty(),
            held: held.iter().map(view).collect(),
            has_proposals: !proposals.is_empty(),
            proposals,
            has_votes: !votes.is_empty(),
            votes,
        }
    }
}

impl PageView for MemberPage {
    const TEMPLATE: &'static str = "pages/council/member";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::card::samples::{movers, proposal};
        use weerklank_domain::council::{ProposalKind, ProposalState};
        let held = |has: bool, period: PeriodView| HeldView {
            body_name: "Gemeenteraad".into(),
            role: "member",
            has_seat: has,
            seat: 12,
            has_faction: has,
            faction: "Partij <b>der</b> zee".into(),
            faction_url: "/council/factions/pz".into(),
            period,
        };
        let [day, month, nothing] = PeriodView::samples();
        let record = proposal(ProposalKind::Motion, ProposalState::HeldOver);
        let full = Self {
            name: "A. <b>der</b> Vries".into(),
            is_sitting: true,
            has_held: true,
            held: vec![held(true, day), held(true, month), held(false, nothing)],
            has_proposals: true,
            proposals: vec![ProposalLine::of(&record, &movers(), Language::Nl)],
            votes: super::vote::stand::samples::all(),
            has_votes: true,
        };
        let empty = Self {
            is_sitting: false,
            has_held: false,
            held: Vec::new(),
            has_proposals: false,
            proposals: Vec::new(),
            votes: Vec::new(),
            has_votes: false,
            ..full.clone()
        };
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}
