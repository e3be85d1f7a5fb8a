//! `GET /`: what you can do now.

use crate::web::app::App;
use crate::web::council::MeetingLine;
use crate::web::dossiers::card::DossierCard;
use crate::web::errors::WebResult;
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::petitions::PetitionCard;
use crate::web::rounds::card::RoundCard;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_domain::Language;
use weerklank_domain::petitions::PetitionState;
use weerklank_domain::rounds::RoundState;
use weerklank_store::council::MeetingFilter;
use weerklank_store::petitions::{Filter, Sort, page, summary};
use weerklank_store::rounds::RoundFilter;
use weerklank_store::{StoreError, council, dossiers, rounds};

/// The home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    open_count: i64,
    signature_total: i64,
    answered_count: i64,
    popular: Vec<PetitionCard>,
    has_popular: bool,
    closing_soon: Vec<PetitionCard>,
    has_closing_soon: bool,
    answered: Vec<PetitionCard>,
    has_answered: bool,
    newest: Vec<PetitionCard>,
    has_newest: bool,
    dossiers: Vec<DossierCard>,
    has_dossiers: bool,
    rounds: Vec<RoundCard>,
    has_rounds: bool,
    meetings: Vec<MeetingLine>,
    has_meetings: bool,
    is_empty: bool,
}

/// How many of each kind.
const EACH: i64 = 3;

impl PageView for HomePage {
    const TEMPLATE: &'static str = "pages/home/index";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let cards = PetitionCard::samples();
        let full = Self::new(
            (14, 9_666, 5),
            cards.clone(),
            cards.clone(),
            cards.clone(),
            cards,
            DossierCard::samples(),
            (
                RoundCard::samples().into_iter().skip(1).take(1).collect(),
                MeetingLine::samples(),
            ),
        );
        let empty = Self::new(
            (0, 0, 0),
            Vec::new(),
            Vec::new(),
            Vec::new(),
            Vec::new(),
            Vec::new(),
            (Vec::new(), Vec::new()),
        );
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}

impl HomePage {
    fn new(
        (open_count, answered_count, signature_total): (i64, i64, i64),
        popular: Vec<PetitionCard>,
        closing_soon: Vec<PetitionCard>,
        answered: Vec<PetitionCard>,
        newest: Vec<PetitionCard>,
        dossiers: Vec<DossierCard>,
        (rounds, meetings): (Vec<RoundCard>, Vec<MeetingLine>),
    ) -> Self {
        Self {
            open_count,
            signature_total,
            answered_count,
            has_popular: !popular.is_empty(),
            has_closing_soon: !closing_soon.is_empty(),
            has_answered: !answered.is_empty(),
            is_empty: newest.is_empty(),
            has_newest: !newest.is_empty(),
            popular,
            closing_soon,
            answered,
            newest,
            has_dossiers: !dossiers.is_empty(),
            dossiers,
            has_rounds: !rounds.is_empty(),
            rounds,
            has_meetings: !meetings.is_empty(),
            meetings,
        }
    }
}

/// Answers the home page.
pub async fn home(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let key = format!("home {}", visitor.language.code());
    app.remembered(&request, key, move |app| build(app, visitor.language))
        .await
}

fn build(app: &App, language: Language) -> WebResult<Content> {
    let now = app.house.clock.now();
    let view = app.house.store.read(|db| {
        let mut cards = |sort, state| {
            let filter = Filter {
                state,
                ..Filter::default()
            };
            let found = page(db, &filter, sort, None, EACH)?;
            Ok::<Vec<_>, StoreError>(
                found
                    .items
                    .iter()
                    .map(|card| PetitionCard::of(card, language, now))
                    .collect(),
            )
        };
        let popular = cards(Sort::Signatures, Some(PetitionState::Open))?;
        let closing = cards(Sort::Closing, None)?;
        let answered = cards(Sort::Answered, None)?;
        let newest = cards(Sort::Newest, None)?;
        let dossiers = dossiers::newest(db, EACH)?
            .iter()
            .map(|card| DossierCard::of(card, language))
            .collect();
        let filter = RoundFilter {
            state: Some(RoundState::Open),
            ..RoundFilter::default()
        };
        let open_rounds = rounds::page(db, &filter, None, EACH, now)?
            .items
            .iter()
            .map(|card| RoundCard::of(card, language, now))
            .collect();
        let filter = MeetingFilter {
            from: Some(now),
            soonest_first: true,
            ..MeetingFilter::default()
        };
        let coming = MeetingLine::all(&council::meetings(db, &filter, EACH)?, language);
        Ok::<_, StoreError>(HomePage::new(
            summary(db)?,
            popular,
            closing,
            answered,
            newest,
            dossiers,
            (open_rounds, coming),
        ))
    })?;
    Ok(Content::html(render_page(app, language, "/", "", &view)?))
}
