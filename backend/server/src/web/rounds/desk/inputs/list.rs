//! `GET /desk/rounds/{number}/inputs`: every input of a round, what waits for moderation first when
//! that is asked.

use super::list_query::{InputsQuery, read};
use super::{input_url, inputs_url};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeDesk;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::rounds::desk::look;
use crate::web::rounds::desk::subject::RoundSubject;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::inputs::{
    Channel, InputNumber, InputState, ModerationAction, ModerationState,
};
use weerklank_domain::people::Permission;
use weerklank_domain::rounds::InputForm;
use weerklank_domain::search::Query;
use weerklank_domain::text::excerpt;
use weerklank_store::areas::own_areas;
use weerklank_store::inputs::{InputCard, InputFilter, InputPage, InputSort, Scope, page};
use weerklank_store::rounds::{Facet, RoundRecord, coverage, facet};

/// How many on a page.
const PAGE_SIZE: i64 = 25;
const EXCERPT: usize = 200;

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct InputsPage {
    subject: RoundSubject,
    action: String,
    moderation: &'static str,
    has_moderation: bool,
    tabs: Vec<Tab>,
    q: String,
    states: Vec<Choice>,
    forms: Vec<Choice>,
    channels: Vec<Choice>,
    areas: Vec<Choice>,
    sorts: Vec<Choice>,
    items: Vec<Item>,
    is_empty: bool,
    is_narrowed: bool,
    clear_url: String,
    has_next: bool,
    next_url: String,
    can_enter: bool,
    has_done: bool,
    done: &'static str,
    done_number: String,
}

#[derive(Debug, Clone, Serialize)]
struct Tab {
    code: &'static str,
    url: String,
    count: i64,
    is_current: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Choice {
    value: String,
    name: String,
    is_selected: bool,
    count: i64,
}

#[derive(Debug, Clone, Serialize)]
struct Item {
    number: String,
    url: String,
    lang: &'static str,
    words: String,
    form: &'static str,
    state: &'static str,
    moderation: &'static str,
    is_awaiting: bool,
    is_late: bool,
    is_private: bool,
    channel: &'static str,
    has_name: bool,
    name: String,
    has_area: bool,
    area_name: String,
    at: String,
    has_senders: bool,
    senders: i32,
}

impl Item {
    fn of(round: i64, card: &InputCard) -> Self {
        let number = InputNumber {
            round,
            number: card.number,
        };
        let name = card
            .display_name
            .as_ref()
            .filter(|_| card.is_public || card.sender.is_organisation());
        Self {
            number: number.to_string(),
            url: input_url(round, card.number),
            lang: card.language.code(),
            words: card
                .title
                .clone()
                .unwrap_or_else(|| excerpt(&card.text, EXCERPT)),
            form: card.form.code(),
            state: card.standing.state.code(),
            moderation: card.standing.moderation.code(),
            is_awaiting: card.standing.moderation == ModerationState::Awaiting,
            is_late: card.is_late,
            is_private: !card.is_public,
            channel: card.channel.code(),
            has_name: name.is_some(),
            name: name.cloned().unwrap_or_default(),
            has_area: card.area_name.is_some(),
            area_name: card.area_name.clone().unwrap_or_default(),
            at: rfc3339(card.received_at),
            has_senders: card.senders > 1,
            senders: card.senders,
        }
    }
}

type Counts = Vec<(String, i64)>;

struct Found {
    page: InputPage,
    total: i64,
    moderation: Counts,
    states: Counts,
    forms: Counts,
    channels: Counts,
    /// Code, name and number.
    areas: Vec<(String, String, i64)>,
}

fn load(app: &App, round: &RoundRecord, query: &InputsQuery) -> ActResult<Found> {
    app.house.store.read(|db| {
        let own = own_areas(db)?;
        let area_id = query.area.as_ref().map(|code| {
            // A code that is no area finds nothing.
            own.iter()
                .find(|area| area.1 == *code)
                .map_or(0, |area| area.0)
        });
        let filter = InputFilter {
            state: query.state,
            form: query.form,
            channel: query.channel,
            area_id,
            moderation: query.moderation,
            query: Query::parse(&query.words),
        };
        let asked = (query.sort, query.after);
        let asks_nothing = !query.words.trim().is_empty() && filter.query.is_none();
        let found = if asks_nothing {
            InputPage {
                items: Vec::new(),
                next: None,
            }
        } else {
            page(
                db,
                round.id,
                Scope::Desk,
                &filter,
                asked.0,
                asked.1,
                PAGE_SIZE,
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
        Ok::<_, ActError>(Found {
            page: found,
            total: coverage(db, round.id)?.total(),
            moderation: facet(db, round.id, Facet::Moderation)?,
            states: facet(db, round.id, Facet::State)?,
            forms: facet(db, round.id, Facet::Form)?,
            channels: facet(db, round.id, Facet::Channel)?,
            areas,
        })
    })
}

/// What was decided about which input, read off the address that a decision leads to.
pub(super) fn done_of(query: &str, round: i64) -> Option<(&'static str, String)> {
    let value = |name: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name))
            .unwrap_or_default()
    };
    let done = ModerationAction::from_code(value("done="))
        .filter(|action| *action != ModerationAction::Keep)?
        .code();
    let number = value("of=").parse().ok()?;
    Some((done, InputNumber { round, number }.to_string()))
}

/// Answers the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let query = read(request.query_string())?;
    let round = look(&app, &staff.actor, Permission::SeeDesk, number).await?;
    let (found, round, query) = app
        .block(move |app| Ok::<_, ActError>((load(app, &round, &query)?, round, query)))
        .await?;
    let now = app.house.clock.now();
    let subject = RoundSubject::of(&round, visitor.language, now);
    let may_enter = staff
        .actor
        .grants
        .may(Permission::EnterInputs, round.body.0);
    let done = done_of(request.query_string(), number);
    let view = InputsPage {
        can_enter: may_enter && round.window().takes(now).is_ok() && !round.is_elsewhere(),
        has_done: done.is_some(),
        done: done.as_ref().map_or("", |done| done.0),
        done_number: done.map(|done| done.1).unwrap_or_default(),
        ..InputsPage::of(subject, number, &query, &found)
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

fn coded(counts: &Counts, selected: Option<&str>) -> Vec<Choice> {
    counts
        .iter()
        .map(|(value, count)| Choice {
            value: value.clone(),
            name: String::new(),
            is_selected: selected == Some(value.as_str()),
            count: *count,
        })
        .collect()
}

impl InputsPage {
    fn of(subject: RoundSubject, round: i64, query: &InputsQuery, found: &Found) -> Self {
        let path = inputs_url(round);
        let tab = |moderation: Option<ModerationState>| {
            let code = moderation.map_or("all", ModerationState::code);
            Tab {
                code,
                url: InputsQuery::of_moderation(moderation).url(&path, None),
                count: moderation.map_or(found.total, |_| {
                    let counted = found.moderation.iter().find(|(value, _)| value == code);
                    counted.map_or(0, |(_, amount)| *amount)
                }),
                is_current: moderation == query.moderation,
            }
        };
        let tabs = std::iter::once(None).chain(ModerationState::ALL.iter().copied().map(Some));
        Self {
            subject,
            moderation: query.moderation.map_or("", ModerationState::code),
            has_moderation: query.moderation.is_some(),
            tabs: tabs.map(tab).collect(),
            q: query.words.clone(),
            states: coded(&found.states, query.state.map(InputState::code)),
            forms: coded(&found.forms, query.form.map(InputForm::code)),
            channels: coded(&found.channels, query.channel.map(Channel::code)),
            areas: found
                .areas
                .iter()
                .map(|(code, name, count)| Choice {
                    value: code.clone(),
                    name: name.clone(),
                    is_selected: query.area.as_deref() == Some(code),
                    count: *count,
                })
                .collect(),
            sorts: InputSort::ALL
                .into_iter()
                .map(|sort| Choice {
                    value: sort.code().to_owned(),
                    name: String::new(),
                    is_selected: sort == query.sort,
                    count: 0,
                })
                .collect(),
            items: found
                .page
                .items
                .iter()
                .map(|card| Item::of(round, card))
                .collect(),
            is_empty: found.page.items.is_empty(),
            is_narrowed: query.is_narrowed(),
            clear_url: InputsQuery::of_moderation(query.moderation).url(&path, None),
            has_next: found.page.next.is_some(),
            next_url: query.url(&path, found.page.next),
            action: path,
            can_enter: false,
            has_done: false,
            done: "",
            done_number: String::new(),
        }
    }
}

impl PageView for InputsPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/inputs/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::show::sample_card;
        use weerklank_store::inputs::InputCursor;
        let of = |codes: Vec<&str>| -> Counts {
            codes.into_iter().map(|code| (code.to_owned(), 3)).collect()
        };
        let found = |items: Vec<InputCard>| Found {
            page: InputPage {
                next: (!items.is_empty()).then_some(InputCursor {
                    value: 0,
                    number: 2,
                }),
                items,
            },
            total: 12,
            moderation: of(ModerationState::ALL.iter().map(|one| one.code()).collect()),
            states: of(InputState::ALL.iter().map(|one| one.code()).collect()),
            forms: of(InputForm::ALL.iter().map(|one| one.code()).collect()),
            channels: of(Channel::ALL.iter().map(|one| one.code()).collect()),
            areas: vec![("haven".to_owned(), "Havenkwartier <b>der</b>".to_owned(), 2)],
        };
        let page = |query: &str, items: Vec<InputCard>| {
            let query = read(query).unwrap_or_else(|_| unreachable!());
            Self::of(RoundSubject::sample("open"), 12, &query, &found(items))
        };
        let cards = vec![sample_card(1), sample_card(2)];
        let full = Self {
            can_enter: true,
            has_done: true,
            done: "hide",
            done_number: "R12-0042".to_owned(),
            ..page("", cards.clone())
        };
        vec![
            ("full".to_owned(), full),
            (
                "awaiting".to_owned(),
                page("moderation=awaiting&form=idea", cards),
            ),
            ("empty".to_owned(), page("", Vec::new())),
            ("narrowed".to_owned(), page("q=boom&area=haven", Vec::new())),
        ]
    }
}
