//! `GET /rounds/{slug}/inputs`: what people sent, narrowed and ordered.

use super::card::InputCard;
use crate::web::address::address;
use crate::web::app::App;
use crate::web::errors::{FieldProblem, WebError, WebResult};
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::rounds::card::{CoverageView, RoundHead};
use crate::web::rounds::public_round;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::inputs::{Channel, InputState};
use weerklank_domain::rounds::InputForm;
use weerklank_domain::search::Query;
use weerklank_store::areas::own_areas;
use weerklank_store::inputs::{InputCursor, InputFilter, InputPage, InputSort, Scope, page};
use weerklank_store::rounds::{Facet, RoundRecord, count, coverage, facet};

const PAGE_SIZE: i64 = 20;
const LONGEST_WORDS: usize = 200;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct InputListPage {
    head: RoundHead,
    q: String,
    has_q: bool,
    is_filtered: bool,
    action: String,
    states: Vec<Choice>,
    forms: Vec<Choice>,
    channels: Vec<Choice>,
    areas: Vec<Choice>,
    sorts: Vec<Choice>,
    items: Vec<InputCard>,
    is_empty: bool,
    listed: i64,
    has_unlisted: bool,
    unlisted: i64,
    coverage: CoverageView,
    has_next: bool,
    next_url: String,
    is_first_page: bool,
    csv_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct Choice {
    value: String,
    name: String,
    is_selected: bool,
    count: i64,
}

/// The list as it is asked for.
#[derive(Debug, Clone)]
pub struct InputQuery {
    words: String,
    state: Option<InputState>,
    form: Option<InputForm>,
    channel: Option<Channel>,
    area: Option<String>,
    sort: InputSort,
    after: Option<InputCursor>,
    /// How many on a page.
    pub limit: i64,
}

/// Reads the parameters of a list.
///
/// # Errors
/// 400 with every parameter that is unknown or makes no sense.
pub fn read(query: &str, may_limit: bool) -> WebResult<InputQuery> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let mut read = InputQuery {
        words: String::new(),
        state: None,
        form: None,
        channel: None,
        area: None,
        sort: InputSort::Newest,
        after: None,
        limit: PAGE_SIZE,
    };
    let mut problems = Vec::new();
    for (name, value) in &pairs {
        let is_known = |found: bool| (!found).then_some("unknown_value");
        let code = match name.as_str() {
            "lang" => None,
            "q" if value.chars().count() > LONGEST_WORDS => Some("too_long"),
            "q" => {
                read.words.clone_from(value);
                None
            }
            "state" | "form" | "channel" | "area" if value.is_empty() => None,
            "state" => {
                read.state = InputState::from_code(value);
                is_known(read.state.is_some())
            }
            "form" => {
                read.form = InputForm::from_code(value);
                is_known(read.form.is_some())
            }
            "channel" => {
                read.channel = Channel::from_code(value);
                is_known(read.channel.is_some())
            }
            "area" => {
                read.area = Some(value.clone());
                (value.len() > 100 || value.contains('\0')).then_some("too_long")
            }
            "sort" => match InputSort::from_code(value) {
                Some(sort) => {
                    read.sort = sort;
                    None
                }
                None => Some("unknown_value"),
            },
            "cursor" => {
                read.after = decode(value);
                is_known(read.after.is_some())
            }
            "limit" if may_limit => match value.parse() {
                Ok(limit @ 1..=100) => {
                    read.limit = limit;
                    None
                }
                _ => Some("not_between_1_and_100"),
            },
            _ => Some("unknown"),
        };
        problems.extend(code.map(|code| FieldProblem::new(name, code)));
    }
    if problems.is_empty() {
        Ok(read)
    } else {
        Err(WebError::wrong_values(problems))
    }
}

/// A cursor as text: two numbers.
pub fn encode(cursor: InputCursor) -> String {
    format!("{}.{}", cursor.value, cursor.number)
}

/// The cursor of a text; `None` for anything that we did not write.
pub fn decode(text: &str) -> Option<InputCursor> {
    let (value, number) = text.split_once('.')?;
    Some(InputCursor {
        value: value.parse().ok()?,
        number: number.parse().ok()?,
    })
}

impl InputQuery {
    fn url(&self, path: &str, cursor: Option<InputCursor>) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        let codes = [
            ("state", self.state.map(InputState::code)),
            ("form", self.form.map(InputForm::code)),
            ("channel", self.channel.map(Channel::code)),
            ("area", self.area.as_deref()),
        ];
        for (name, code) in codes {
            pairs.extend(code.map(|code| (name, code.to_owned())));
        }
        if self.sort != InputSort::Newest {
            pairs.push(("sort", self.sort.code().to_owned()));
        }
        pairs.extend(cursor.map(|cursor| ("cursor", encode(cursor))));
        address(path, &pairs)
    }

    fn is_filtered(&self) -> bool {
        !self.words.trim().is_empty()
            || self.state.is_some()
            || self.form.is_some()
            || self.channel.is_some()
            || self.area.is_some()
    }
}

/// Everything of the list.
pub struct Whole {
    /// The round.
    pub round: RoundRecord,
    /// The inputs.
    pub found: InputPage,
    coverage: CoverageView,
    listed: i64,
    facets: [Vec<(String, i64)>; 3],
    areas: Vec<(String, String, i64)>,
}

/// Loads a list.
///
/// # Errors
/// 404 when there is no such round that everybody may see.
pub fn load(app: &App, slug: &str, query: &InputQuery) -> WebResult<Whole> {
    let round = public_round(app, slug)?;
    let asks_nothing = !query.words.trim().is_empty() && Query::parse(&query.words).is_none();
    Ok(app.house.store.read_at_once(|db| {
        let own = own_areas(db)?;
        let area = query.area.as_ref().map(|code| {
            own.iter()
                .find(|area| area.1 == *code)
                .map_or(0, |area| area.0)
        });
        let filter = InputFilter {
            state: query.state,
            form: query.form,
            channel: query.channel,
            area_id: area,
            moderation: None,
            query: Query::parse(&query.words),
        };
        let found = if asks_nothing {
            InputPage {
                items: Vec::new(),
                next: None,
            }
        } else {
            page(
                db,
                round.id,
                Scope::Public,
                &filter,
                query.sort,
                query.after,
                query.limit,
            )?
        };
        let areas = facet(db, round.id, Facet::Area)?
            .into_iter()
            .filter_map(|(id, amount)| {
                let id: i64 = id.parse().ok()?;
                let area = own.iter().find(|area| area.0 == id)?;
                Some((area.1.clone(), area.2.clone(), amount))
            })
            .collect();
        Ok::<_, ActError>(Whole {
            coverage: CoverageView::of(coverage(db, round.id)?),
            listed: count(db, round.id, Facet::Listed, "listed")?,
            facets: [
                facet(db, round.id, Facet::State)?,
                facet(db, round.id, Facet::Form)?,
                facet(db, round.id, Facet::Channel)?,
            ],
            areas,
            found,
            round,
        })
    })?)
}

/// Answers the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), false)?;
    let text = request.query_string().to_owned();
    let key = format!("inputs {} {slug} {text}", visitor.language.code());
    let slug = slug.into_inner();
    app.remembered(&request, key, move |app| {
        Ok(Content::html(build(
            app,
            &slug,
            &query,
            visitor.language,
            &text,
        )?))
    })
    .await
}

fn build(
    app: &App,
    slug: &str,
    query: &InputQuery,
    language: Language,
    text: &str,
) -> WebResult<String> {
    let whole = load(app, slug, query)?;
    let round = &whole.round;
    let path = format!("/rounds/{}/inputs", round.slug);
    let coded = |facet: &[(String, i64)], selected: Option<&str>| -> Vec<Choice> {
        facet
            .iter()
            .map(|(value, count)| Choice {
                value: value.clone(),
                name: String::new(),
                is_selected: selected == Some(value.as_str()),
                count: *count,
            })
            .collect()
    };
    let [states, forms, channels] = &whole.facets;
    let view = InputListPage {
        head: RoundHead::of(round, language, app.house.clock.now()),
        has_q: !query.words.trim().is_empty(),
        q: query.words.clone(),
        is_filtered: query.is_filtered(),
        states: coded(states, query.state.map(InputState::code)),
        forms: coded(forms, query.form.map(InputForm::code)),
        channels: coded(channels, query.channel.map(Channel::code)),
        areas: whole
            .areas
            .iter()
            .map(|(code, name, count)| Choice {
                value: code.clone(),
                name: name.clone(),
                is_selected: query.area.as_deref() == Some(code),
                count: *count,
            })
            .collect(),
        sorts: sorts(query.sort),
        items: whole
            .found
            .items
            .iter()
            .map(|card| InputCard::of(round, card))
            .collect(),
        is_empty: whole.found.items.is_empty(),
        listed: whole.listed,
        has_unlisted: whole.coverage.total > whole.listed,
        unlisted: whole.coverage.total - whole.listed,
        coverage: whole.coverage,
        has_next: whole.found.next.is_some(),
        next_url: query.url(&path, whole.found.next),
        is_first_page: query.after.is_none(),
        csv_url: format!("{path}.csv"),
        action: path.clone(),
    };
    Ok(render_page(app, language, &path, text, &view)?)
}

fn sorts(selected: InputSort) -> Vec<Choice> {
    InputSort::ALL
        .into_iter()
        .map(|sort| Choice {
            value: sort.code().to_owned(),
            name: String::new(),
            is_selected: sort == selected,
            count: 0,
        })
        .collect()
}

impl PageView for InputListPage {
    const TEMPLATE: &'static str = "pages/inputs/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use weerklank_domain::inputs::Coverage;
        let choice = |value: &str| Choice {
            value: value.to_owned(),
            name: "Havenkwartier".to_owned(),
            is_selected: value == "open",
            count: 12,
        };
        let coverage = Coverage {
            open: 20,
            answered: 5,
            ..Coverage::default()
        };
        let full = Self {
            head: RoundHead::sample(weerklank_domain::rounds::RoundState::Open),
            q: "bomen".to_owned(),
            has_q: true,
            is_filtered: true,
            action: "/rounds/plein/inputs".to_owned(),
            states: InputState::ALL
                .iter()
                .map(|state| choice(state.code()))
                .collect(),
            forms: InputForm::ALL
                .iter()
                .map(|form| choice(form.code()))
                .collect(),
            channels: Channel::ALL
                .iter()
                .map(|channel| choice(channel.code()))
                .collect(),
            areas: vec![choice("haven")],
            sorts: sorts(InputSort::Endorsed),
            items: InputCard::samples(),
            is_empty: false,
            listed: 22,
            has_unlisted: true,
            unlisted: 3,
            coverage: CoverageView::of(coverage),
            has_next: true,
            next_url: "/rounds/plein/inputs?cursor=0.3".to_owned(),
            is_first_page: false,
            csv_url: "/rounds/plein/inputs.csv".to_owned(),
        };
        let nothing = Self {
            items: Vec::new(),
            is_empty: true,
            has_next: false,
            is_first_page: true,
            ..full.clone()
        };
        let none_yet = Self {
            q: String::new(),
            has_q: false,
            is_filtered: false,
            has_unlisted: false,
            coverage: CoverageView::of(Coverage::default()),
            ..nothing.clone()
        };
        vec![
            ("full".to_owned(), full),
            ("nothing-found".to_owned(), nothing),
            ("none-yet".to_owned(), none_yet),
        ]
    }
}
