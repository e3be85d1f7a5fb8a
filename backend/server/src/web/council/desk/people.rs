//! `GET /desk/council/people`: factions and memberships of each body.

use super::{bodies_for, name_of};
use crate::web::app::App;
use crate::web::council::period::PeriodView;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeDesk;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::Permission;
use weerklank_store::Db;
use weerklank_store::council::{
    BodyRecord, FactionRecord, MembershipRecord, factions, memberships, roster,
};

/// Everybody.
#[derive(Debug, Clone, Serialize)]
pub struct PeoplePage {
    bodies: Vec<BodyView>,
    is_empty: bool,
}

#[derive(Debug, Clone, Serialize)]
struct BodyView {
    name: String,
    url: String,
    can_run: bool,
    is_wrong: bool,
    factions: Vec<FactionRow>,
    has_factions: bool,
    memberships: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct FactionRow {
    name: String,
    short_name: String,
    period: PeriodView,
    url: String,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    name: String,
    member_url: String,
    role: &'static str,
    has_seat: bool,
    seat: i32,
    has_faction: bool,
    faction: String,
    period: PeriodView,
    url: String,
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
) -> WebResult<HttpResponse> {
    let actor = staff.actor.clone();
    let language = visitor.language;
    let view = app
        .block(move |app| {
            let today = day_of(app.house.clock.now());
            app.house.store.read(|db| {
                let mut bodies = Vec::new();
                for body in bodies_for(db, &actor, Permission::SeeDesk)? {
                    let can_run = actor.grants.may(Permission::RunCouncil, body.id);
                    bodies.push(load(db, &body, can_run, today, language)?);
                }
                Ok::<_, ActError>(PeoplePage {
                    is_empty: bodies.is_empty(),
                    bodies,
                })
            })
        })
        .await?;
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

fn load(
    db: &mut Db,
    body: &BodyRecord,
    can_run: bool,
    today: NaiveDate,
    language: Language,
) -> Result<BodyView, ActError> {
    let known = factions(db, None)?;
    let all = memberships(db, body.id)?;
    let is_wrong = roster(db, body.id, today)?.is_err();
    Ok(BodyView::of(
        body,
        (&known, &all),
        (can_run, is_wrong),
        today,
        language,
    ))
}

impl BodyView {
    fn of(
        body: &BodyRecord,
        (known, all): (&[FactionRecord], &[MembershipRecord]),
        (can_run, is_wrong): (bool, bool),
        today: NaiveDate,
        language: Language,
    ) -> Self {
        let url = format!("/desk/council/people/{}", body.slug);
        let faction_row = |one: &FactionRecord| FactionRow {
            name: one.text.name.clone(),
            short_name: one.text.short_name.clone(),
            period: PeriodView::of(one.text.period, false),
            url: format!("{url}/factions/{}", one.slug),
        };
        let row = |one: &MembershipRecord| {
            let faction = known.iter().find(|it| Some(it.id) == one.text.faction_id);
            let until = one.text.period.until;
            Row {
                name: one.member.2.clone(),
                member_url: format!("{url}/members/{}", one.member.1),
                role: one.text.role.code(),
                has_seat: one.seat.is_some(),
                seat: one.seat.unwrap_or_default(),
                has_faction: faction.is_some(),
                faction: faction.map_or_else(String::new, |it| it.text.short_name.clone()),
                period: PeriodView::of(
                    one.text.period,
                    until.is_some_and(|until| until.latest() < today),
                ),
                url: format!("{url}/memberships/{}", one.id),
            }
        };
        let own = known.iter().filter(|one| one.body_id == body.id);
        let factions: Vec<FactionRow> = own.map(faction_row).collect();
        Self {
            name: name_of(body, language),
            can_run,
            is_wrong,
            has_factions: !factions.is_empty(),
            factions,
            memberships: all.iter().map(row).collect(),
            url,
        }
    }
}

impl PageView for PeoplePage {
    const TEMPLATE: &'static str = "pages/desk/council/people";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let [day, month, nothing] = PeriodView::samples();
        let row = |has: bool, period: PeriodView| Row {
            name: "A. <b>der</b> Vries".into(),
            member_url: "/desk/council/people/raad/members/a".into(),
            role: "member",
            has_seat: has,
            seat: 12,
            has_faction: has,
            faction: "ZL".into(),
            period,
            url: "/desk/council/people/raad/memberships/7".into(),
        };
        let body = |is: bool| BodyView {
            name: "Gemeenteraad".into(),
            url: "/desk/council/people/raad".into(),
            can_run: is,
            is_wrong: is,
            has_factions: is,
            factions: vec![FactionRow {
                name: "Zee en <b>der</b> land".into(),
                short_name: "ZL".into(),
                period: day.clone(),
                url: "/desk/council/people/raad/factions/zl".into(),
            }],
            memberships: vec![row(true, month.clone()), row(false, nothing.clone())],
        };
        let full = Self {
            is_empty: false,
            bodies: vec![body(true), body(false)],
        };
        let empty = Self {
            is_empty: true,
            bodies: Vec::new(),
        };
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}
