//! `GET /desk/moderation`: what waits, newcomers first, then the oldest; `POST`: one is opened, or several are
//! let through at once.

use super::query::{QUEUE, QueueQuery, Told, WHOSE};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::Moderate;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::{Choice, choices};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::moderation::{Moderation, SeenItem, decide_items, open_item};
use weerklank_domain::moderation::{Concern, ItemKind, Signal};
use weerklank_domain::people::Permission;
use weerklank_domain::text::excerpt;
use weerklank_store::moderation::{
    CAPPED_AT, ItemCursor, ItemRecord, Kept, item_count, item_page, item_texts, rounds_in_queue,
};

/// The list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct QueuePage {
    count: i64,
    is_capped: bool,
    kinds: Vec<Choice>,
    whys: Vec<Choice>,
    signals: Vec<Choice>,
    whose: Vec<Choice>,
    rounds: Vec<RoundChoice>,
    items: Vec<Line>,
    is_empty: bool,
    is_narrowed: bool,
    has_next: bool,
    next_url: String,
    csrf: String,
    here: String,
    told: ToldView,
}

/// What was just done.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ToldView {
    has_done: bool,
    done: String,
    count: usize,
    left: Vec<LeftView>,
    has_left: bool,
}

#[derive(Debug, Clone, Default, Serialize)]
struct LeftView {
    name: String,
    url: String,
}

impl ToldView {
    /// With the names of what was left out.
    pub fn of(told: Option<&Told>, names: &HashMap<i64, Kept>) -> Self {
        let Some(told) = told else {
            return Self::default();
        };
        let left: Vec<LeftView> = told
            .left
            .iter()
            .filter_map(|id| names.get(id).map(|kept| (id, kept)))
            .map(|(id, kept)| LeftView {
                name: kept.name.clone(),
                url: format!("{QUEUE}/{id}"),
            })
            .collect();
        Self {
            has_done: told.count > 0 && !told.done.is_empty(),
            done: told.done.clone(),
            count: told.count,
            has_left: !left.is_empty(),
            left,
        }
    }

    /// An example.
    #[cfg(test)]
    pub fn sample() -> Self {
        let told = Told {
            done: "approve".to_owned(),
            count: 3,
            left: vec![7],
        };
        let kept = Kept {
            text: String::new(),
            language: weerklank_domain::TextLanguage::Nl,
            name: "R12-0043".to_owned(),
            place: "Plein".to_owned(),
        };
        Self::of(Some(&told), &HashMap::from([(7, kept)]))
    }
}

#[derive(Debug, Clone, Serialize)]
struct RoundChoice {
    number: i64,
    title: String,
    lang: String,
    is_selected: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    seen: String,
    url: String,
    name: String,
    place: String,
    kind: &'static str,
    why: &'static str,
    is_newcomer: bool,
    signals: i32,
    has_signals: bool,
    text: String,
    lang: &'static str,
    at: String,
    has_holder: bool,
    is_mine: bool,
    is_here: bool,
    id: i64,
    holder: String,
    can_choose: bool,
}

const PAGE_SIZE: usize = 50;
const EXCERPT: usize = 240;
const MOST_ROUNDS: i64 = 100;

impl Line {
    fn of(
        query: &QueueQuery,
        item: &ItemRecord,
        kept: Option<&Kept>,
        me: (i64, DateTime<Utc>),
    ) -> Self {
        let name = kept.map(|kept| kept.name.clone()).unwrap_or_default();
        let (staff_id, now) = me;
        let other = item.held_by_another(staff_id, now);
        let is_mine = item
            .claim
            .as_ref()
            .is_some_and(|(holder, _, until)| *holder == staff_id && *until > now);
        Self {
            seen: format!("{}:{}", item.id, item.revision),
            url: query.url_of(item, &name),
            place: kept.map(|kept| kept.place.clone()).unwrap_or_default(),
            kind: item.kind.code(),
            why: item.why.code(),
            is_newcomer: item.is_newcomer,
            signals: item.signals,
            has_signals: item.signals > 0,
            text: kept
                .map(|kept| excerpt(&kept.text, EXCERPT))
                .unwrap_or_default(),
            lang: kept.map_or("", |kept| kept.language.code()),
            at: rfc3339(item.opened_at),
            has_holder: other.is_some(),
            is_mine,
            is_here: !item.is_admission(),
            id: item.id,
            holder: other.map(|(name, _)| name.to_owned()).unwrap_or_default(),
            // Whoever reported it is told why it stays: that needs a page.
            can_choose: other.is_none() && item.notices == 0 && !item.is_admission(),
            name,
        }
    }
}

struct Found {
    items: Vec<ItemRecord>,
    texts: HashMap<i64, Kept>,
    rounds: Vec<(i64, String, String)>,
    count: i64,
}

/// Lists those of the bodies for which this member of staff moderates.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<Moderate>,
) -> WebResult<HttpResponse> {
    let query = QueueQuery::read(request.query_string())?;
    let (actor, asked) = (staff.actor.clone(), query.clone());
    let now = app.house.clock.now();
    let found = app
        .block(move |app| {
            app.house.store.read_at_once(|db| {
                let filter = asked.filter(db, &actor, now)?;
                let most = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
                let items = item_page(db, &filter, asked.after, most)?;
                let left = asked.told.iter().flat_map(|told| &told.left).copied();
                let ids: Vec<i64> = items.iter().map(|item| item.id).chain(left).collect();
                let bodies = actor.grants.bodies(Permission::Moderate);
                Ok::<_, ActError>(Found {
                    texts: item_texts(db, &ids)?,
                    rounds: rounds_in_queue(db, &bodies, MOST_ROUNDS)?,
                    count: item_count(db, &filter)?,
                    items,
                })
            })
        })
        .await?;
    let browser = Browser::of(&app, &request);
    let view = QueuePage {
        csrf: browser.proof(&app, QUEUE),
        ..QueuePage::of(&query, &found, (staff.actor.staff_id, now))
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

/// An item with its revision, as a page writes it: `12:3`.
pub fn seen_of(text: &str) -> Option<SeenItem> {
    let (id, revision) = text.split_once(':')?;
    Some(SeenItem {
        id: id.parse().ok().filter(|id| *id > 0)?,
        revision: revision.parse().ok().filter(|revision| *revision > 0)?,
    })
}

/// Opens the item of a button, or lets those through that were chosen; what changed meanwhile is left out,
/// and told.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: Allowed<Moderate>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (pairs, is_proven): (Vec<(String, String)>, bool) = opened(&app, &request, form, QUEUE)?;
    if !is_proven {
        return Err(ErrorCode::Forbidden.into());
    }
    let here = pairs.iter().find(|(name, _)| name == "within");
    let query = QueueQuery::read(here.map_or("", |(_, within)| within))?;
    if let Some((_, id)) = pairs.iter().find(|(name, _)| name == "open") {
        let id: i64 = id.parse().map_err(WebError::bad_request)?;
        let actor = staff.actor.clone();
        app.block(move |app| open_item(&app.house, &actor, id))
            .await?;
        return Ok(see_other(&format!("{QUEUE}/{id}?{}", query.within())));
    }
    let mut chosen: Vec<SeenItem> = pairs
        .iter()
        .filter(|(name, _)| name == "item")
        .map(|(_, value)| seen_of(value).ok_or(ErrorCode::BadRequest))
        .collect::<Result<_, _>>()?;
    chosen.truncate(PAGE_SIZE);
    let actor = staff.actor.clone();
    let batch = app
        .block(move |app| decide_items(&app.house, &actor, &chosen, &Moderation::Approve))
        .await?;
    app.metrics.act("approve_items");
    let told = Told {
        done: "approve".to_owned(),
        count: batch.decided,
        left: batch.left.iter().map(|(seen, _)| seen.id).collect(),
    };
    Ok(see_other(&format!("{}&{}", query.url(None), told.query())))
}

impl QueuePage {
    fn of(query: &QueueQuery, found: &Found, me: (i64, DateTime<Utc>)) -> Self {
        let shown = &found.items[..found.items.len().min(PAGE_SIZE)];
        let next = shown.last().filter(|_| found.items.len() > PAGE_SIZE);
        let code = |code: Option<&'static str>| code.unwrap_or_default();
        Self {
            count: found.count,
            is_capped: found.count >= CAPPED_AT,
            kinds: choices(
                ItemKind::ALL.iter().map(|kind| kind.code()),
                code(query.kind.map(ItemKind::code)),
            ),
            whys: choices(
                Concern::ALL.iter().map(|why| why.code()),
                code(query.why.map(Concern::code)),
            ),
            signals: choices(
                Signal::ALL.iter().map(|signal| signal.code()),
                code(query.signal.map(Signal::code)),
            ),
            whose: choices(WHOSE.into_iter(), query.whose),
            rounds: found
                .rounds
                .iter()
                .map(|(number, title, lang)| RoundChoice {
                    number: *number,
                    title: title.clone(),
                    lang: lang.clone(),
                    is_selected: query.round == Some(*number),
                })
                .collect(),
            is_empty: shown.is_empty(),
            items: shown
                .iter()
                .map(|item| Line::of(query, item, found.texts.get(&item.id), me))
                .collect(),
            is_narrowed: query.is_narrowed(),
            has_next: next.is_some(),
            next_url: next.map_or_else(String::new, |last| query.url(Some(ItemCursor::of(last)))),
            csrf: String::new(),
            here: query.within(),
            told: ToldView::of(query.told.as_ref(), &found.texts),
        }
    }
}

impl PageView for QueuePage {
    const TEMPLATE: &'static str = "pages/desk/moderation/queue";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let line = |kind: ItemKind, why: Concern, is_held: bool| Line {
            seen: "7:1".to_owned(),
            url: "/desk/moderation/7?whose=all".to_owned(),
            name: "R12-0043".to_owned(),
            place: "Een plein <b>der</b> rust".to_owned(),
            kind: kind.code(),
            why: why.code(),
            is_newcomer: is_held,
            signals: 2,
            has_signals: !is_held,
            text: "Dat is niet <b>der</b> zo.".to_owned(),
            lang: "nl",
            at: "2026-03-03T10:00:00Z".to_owned(),
            has_holder: is_held,
            is_mine: !is_held,
            is_here: kind != ItemKind::Petition,
            id: 7,
            holder: "Hinke <b>der</b> Boer".to_owned(),
            can_choose: !is_held,
        };
        let query = QueueQuery {
            whose: WHOSE[0],
            ..QueueQuery::default()
        };
        let none = Found {
            items: Vec::new(),
            texts: HashMap::new(),
            rounds: vec![(12, "Plein <b>der</b>".to_owned(), "nl".to_owned())],
            count: 0,
        };
        let me = (
            1,
            DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default(),
        );
        let items: Vec<Line> = ItemKind::ALL
            .iter()
            .cycle()
            .zip(Concern::ALL.iter().cycle())
            .take(6)
            .zip([true, false].into_iter().cycle())
            .map(|((kind, why), is_held)| line(*kind, *why, is_held))
            .collect();
        let full = Self {
            count: CAPPED_AT,
            is_capped: true,
            items,
            is_empty: false,
            has_next: true,
            next_url: "/desk/moderation?whose=all&after=known-7".to_owned(),
            told: ToldView::sample(),
            ..Self::of(&query, &none, me)
        };
        let narrowed = QueueQuery {
            kind: Some(ItemKind::Reply),
            round: Some(12),
            ..query.clone()
        };
        vec![
            ("full".to_owned(), full),
            ("empty".to_owned(), Self::of(&query, &none, me)),
            ("narrowed".to_owned(), Self::of(&narrowed, &none, me)),
        ]
    }
}
