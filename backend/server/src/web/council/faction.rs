//! `GET /council/factions/{slug}`: who sits and sat for a faction, where it comes from, and what it
//! brought.

use super::calendar::public_of;
use super::card::ProposalLine;
use super::period::PeriodView;
use super::public::answer;
use super::vote::stand::{StandView, of_faction};
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
    FactionRecord, MembershipRecord, ProposalFilter, faction, factions, memberships,
};

/// The most proposals on the page.
const MOST: i64 = 100;

/// A faction.
#[derive(Debug, Clone, Serialize)]
pub struct FactionPage {
    name: String,
    short_name: String,
    period: PeriodView,
    has_origin: bool,
    origin: NamedLink,
    splits: Vec<NamedLink>,
    has_splits: bool,
    now: Vec<SeatView>,
    has_now: bool,
    earlier: Vec<SeatView>,
    has_earlier: bool,
    proposals: Vec<ProposalLine>,
    has_proposals: bool,
    votes: Vec<StandView>,
    has_votes: bool,
}

/// Another faction.
#[derive(Debug, Clone, Default, Serialize)]
struct NamedLink {
    name: String,
    url: String,
}

/// Somebody who sits or sat for it.
#[derive(Debug, Clone, Serialize)]
struct SeatView {
    name: String,
    url: String,
    period: PeriodView,
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let at = ("factions", slug.into_inner());
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
) -> ActResult<Option<FactionPage>> {
    let Some(found) = faction(db, slug)? else {
        return Ok(None);
    };
    let known = factions(db, Some(found.body_id))?;
    let all = memberships(db, found.body_id)?;
    let filter = ProposalFilter {
        faction_id: Some(found.id),
        ..ProposalFilter::default()
    };
    let proposals = public_of(db, filter, MOST, language)?;
    let votes = of_faction(db, found.id)?;
    Ok(Some(FactionPage::of(
        &found,
        &known,
        &all,
        (proposals, votes),
        today,
    )))
}

impl FactionPage {
    fn of(
        faction: &FactionRecord,
        known: &[FactionRecord],
        all: &[MembershipRecord],
        (proposals, votes): (Vec<ProposalLine>, Vec<StandView>),
        today: NaiveDate,
    ) -> Self {
        let link = |one: &FactionRecord| NamedLink {
            name: one.text.name.clone(),
            url: format!("/council/factions/{}", one.slug),
        };
        let is_over = |one: &MembershipRecord| {
            let until = one.text.period.until;
            until.is_some_and(|until| until.latest() < today)
        };
        let seat = |one: &MembershipRecord| SeatView {
            name: one.member.2.clone(),
            url: format!("/council/members/{}", one.member.1),
            period: PeriodView::of(one.text.period, is_over(one)),
        };
        let own = || {
            all.iter()
                .filter(|one| one.text.faction_id == Some(faction.id))
        };
        let now: Vec<SeatView> = own().filter(|one| !is_over(one)).map(seat).collect();
        let earlier: Vec<SeatView> = own().filter(|one| is_over(one)).map(seat).collect();
        let from = |one: &&FactionRecord| Some(one.id) == faction.text.split_from_id;
        let origin = known.iter().find(from).map(link);
        let splits = known
            .iter()
            .filter(|one| one.text.split_from_id == Some(faction.id));
        let splits: Vec<NamedLink> = splits.map(link).collect();
        let until = faction.text.period.until;
        Self {
            name: faction.text.name.clone(),
            short_name: faction.text.short_name.clone(),
            period: PeriodView::of(
                faction.text.period,
                until.is_some_and(|until| until.latest() < today),
            ),
            has_origin: origin.is_some(),
            origin: origin.unwrap_or_default(),
            has_splits: !splits.is_empty(),
            splits,
            has_now: !now.is_empty(),
            now,
            has_earlier: !earlier.is_empty(),
            earlier,
            has_proposals: !proposals.is_empty(),
            proposals,
            has_votes: !votes.is_empty(),
            votes,
        }
    }
}

impl PageView for FactionPage {
    const TEMPLATE: &'static str = "pages/council/faction";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::card::samples::{movers, proposal};
        use weerklank_domain::council::{ProposalKind, ProposalState};
        let [day, month, nothing] = PeriodView::samples();
        let seat = |period: &PeriodView| SeatView {
            name: "A. <b>der</b> Vries".into(),
            url: "/council/members/a-de-vries".into(),
            period: period.clone(),
        };
        let other = NamedLink {
            name: "Partij <b>der</b> zee".into(),
            url: "/council/factions/pz".into(),
        };
        let record = proposal(ProposalKind::Amendment, ProposalState::Withdrawn);
        let full = Self {
            name: "Zee en <b>der</b> land".into(),
            short_name: "ZL".into(),
            period: month.clone(),
            has_origin: true,
            origin: other.clone(),
            has_splits: true,
            splits: vec![other],
            has_now: true,
            now: vec![seat(&day), seat(&nothing)],
            has_earlier: true,
            earlier: vec![seat(&month)],
            has_proposals: true,
            proposals: vec![ProposalLine::of(&record, &movers(), Language::Nl)],
            votes: super::vote::stand::samples::all(),
            has_votes: true,
        };
        let empty = Self {
            period: nothing,
            has_origin: false,
            has_splits: false,
            splits: Vec::new(),
            has_now: false,
            now: Vec::new(),
            has_earlier: false,
            earlier: Vec::new(),
            has_proposals: false,
            proposals: Vec::new(),
            votes: Vec::new(),
            has_votes: false,
            ..full.clone()
        };
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}
