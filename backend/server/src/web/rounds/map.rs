//! `GET /rounds/{slug}/map`: the inputs of a round that have a place, on a map and as a list.

use super::card::RoundHead;
use super::public_round;
use crate::web::app::App;
use crate::web::areas::map::{MapView, Marked};
use crate::web::errors::WebResult;
use crate::web::memory::Content;
use crate::web::page::{PageView, language_part, render_page};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::text::excerpt;
use weerklank_store::areas::outlines;
use weerklank_store::inputs::{PlacedInput, placed};
use weerklank_store::rounds::RoundRecord;

/// The most places on one map: more could not be told apart. The list of inputs has all of them.
const MOST: usize = 200;
const EXCERPT: usize = 120;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct RoundMapPage {
    head: RoundHead,
    is_empty: bool,
    has_map: bool,
    map: MapView,
    places: Vec<PlaceView>,
    has_more: bool,
    most: usize,
    inputs_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct PlaceView {
    number: String,
    url: String,
    lang: &'static str,
    text: String,
    has_place: bool,
    place: String,
}

/// Shows the map.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let slug = slug.into_inner();
    let text = language_part(request.query_string()).to_owned();
    let language = visitor.language;
    let key = format!("round map {} {slug} {text}", language.code());
    app.remembered(&request, key, move |app| {
        Ok(Content::html(build(app, &slug, language, &text)?))
    })
    .await
}

fn build(app: &App, slug: &str, language: Language, text: &str) -> WebResult<String> {
    let round = public_round(app, slug)?;
    let (outlines, mut inputs) = app.house.store.read_at_once(|db| {
        // One more than is shown tells whether there are more.
        let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
        Ok::<_, ActError>((outlines(db)?, placed(db, round.id, most)?))
    })?;
    let has_more = inputs.len() > MOST;
    inputs.truncate(MOST);
    let places: Vec<PlaceView> = inputs.iter().map(|input| place(&round, input)).collect();
    let marked: Vec<Marked> = inputs
        .iter()
        .zip(&places)
        .map(|(input, place)| (input.point, place.number.clone(), place.url.clone()))
        .collect();
    let map = MapView::of(&outlines, &marked);
    let view = RoundMapPage {
        head: RoundHead::of(&round, language, app.house.clock.now()),
        is_empty: places.is_empty(),
        has_map: map.is_some(),
        map: map.unwrap_or_default(),
        places,
        has_more,
        most: MOST,
        inputs_url: format!("/rounds/{slug}/inputs"),
    };
    let path = format!("/rounds/{slug}/map");
    Ok(render_page(app, language, &path, text, &view)?)
}

fn place(round: &RoundRecord, input: &PlacedInput) -> PlaceView {
    let number = InputNumber {
        round: round.number,
        number: input.number,
    };
    PlaceView {
        number: number.to_string(),
        url: format!("/rounds/{}/inputs/{}", round.slug, input.number),
        lang: input.language.code(),
        text: input
            .title
            .clone()
            .unwrap_or_else(|| excerpt(&input.text, EXCERPT)),
        has_place: input.place_name.is_some(),
        place: input.place_name.clone().unwrap_or_default(),
    }
}

impl PageView for RoundMapPage {
    const TEMPLATE: &'static str = "pages/rounds/map";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let place = |has_place: bool| PlaceView {
            number: "R12-0043".to_owned(),
            url: "/rounds/plein/inputs/43".to_owned(),
            lang: "nl",
            text: "Zebra bij de bakker".to_owned(),
            has_place,
            place: "Sternlaan".to_owned(),
        };
        let full = Self {
            head: RoundHead::sample(weerklank_domain::rounds::RoundState::Open),
            is_empty: false,
            has_map: true,
            map: MapView::sample(true),
            places: vec![place(true), place(false)],
            has_more: true,
            most: MOST,
            inputs_url: "/rounds/plein/inputs".to_owned(),
        };
        let empty = Self {
            is_empty: true,
            places: Vec::new(),
            has_more: false,
            map: MapView::default(),
            has_map: false,
            ..full.clone()
        };
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}
