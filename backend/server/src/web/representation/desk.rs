//! `GET` and `POST /desk/rounds/{number}/who-took-part`: whether a round asks people about themselves.

use super::who_url;
use crate::web::app::App;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageRounds;
use crate::web::errors::WebResult;
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::rounds::desk::RoundSubject;
use crate::web::rounds::desk::look;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::representation::ask_background;
use weerklank_domain::people::Permission;
use weerklank_store::representation::is_asked;
use weerklank_store::rounds::RoundRecord;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AskPage {
    subject: RoundSubject,
    form: FormView,
    asks: bool,
    has_public: bool,
    public_url: String,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    asks: Option<String>,
}

async fn respond(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    round: &RoundRecord,
    returned: &Returned,
) -> WebResult<HttpResponse> {
    let id = round.id;
    let asks = app
        .block(move |app| {
            let store = &app.house.store;
            store.read(|db| Ok::<_, ActError>(is_asked(db, id)?))
        })
        .await?;
    let browser = Browser::of(app, request);
    let view = AskPage {
        subject: RoundSubject::of(round, visitor.language, app.house.clock.now()),
        form: FormView::of(app, &browser, request.path(), returned),
        asks,
        has_public: round.is_public(),
        public_url: who_url(&round.slug),
    };
    desk_page(app, staff, request, visitor, returned.status(false), &view)
}

/// Shows the switch.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ManageRounds>,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let round = look(&app, &staff.actor, Permission::ManageRounds, *number).await?;
    respond(
        &app,
        &staff,
        &request,
        visitor,
        &round,
        &Returned::default(),
    )
    .await
}

/// Turns it.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ManageRounds>,
    number: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let round = look(&app, &staff.actor, Permission::ManageRounds, *number).await?;
    if !is_proven {
        let returned = Returned::expired();
        return respond(&app, &staff, &request, visitor, &round, &returned).await;
    }
    let (actor, id, asks) = (staff.actor.clone(), round.id, fields.asks.is_some());
    app.block(move |app| ask_background(&app.house, &actor, id, asks))
        .await?;
    Ok(see_other(request.path()))
}

impl PageView for AskPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/who";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let page = |asks, has_public, is_expired| Self {
            subject: RoundSubject::sample("open"),
            form: FormView::sample(&[], is_expired),
            asks,
            has_public,
            public_url: "/rounds/plein/who-took-part".to_owned(),
        };
        vec![
            ("asks".to_owned(), page(true, true, false)),
            ("draft".to_owned(), page(false, false, false)),
            ("expired".to_owned(), page(false, true, true)),
        ]
    }
}
