//! `GET {subject}/replies` and `{subject}/replies/{number}`: a thread, and one reply in it with what it
//! answers and the replies to it; both with a form.

use super::form::ReplyFields;
use super::moved::{WayView, look_at_one, ways};
use super::place::Named;
use super::query::{PAGE_SIZE, ThreadQuery, encode, read};
use super::view::{Maker, Much, ReplyView};
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::Problem;
use crate::web::form::{Browser, SealedForm, opened, returned_status, see_other};
use crate::web::moderation::limits::{LimitView, TombstoneView};
use crate::web::moderation::own::OwnDecision;
use crate::web::page::{PageView, private_page};
use crate::web::proven::proven_of;
use crate::web::rounds::take_part::mail_link;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::Deed;
use weerklank_acts::people::Proven;
use weerklank_acts::replies::{ThreadPlace, holds_of_thread, reply};
use weerklank_domain::Language;
use weerklank_domain::inputs::{ModerationAction, ModerationState};
use weerklank_domain::moderation::Holds;
use weerklank_domain::replies::ReplySort;
use weerklank_store::Db;
use weerklank_store::moderation::{
    DecisionRecord, LimitRecord, ModerationSubject, TombstoneRecord, decisions_of,
    limits_of_replies, tombstone_of,
};
use weerklank_store::people::Keyed;
use weerklank_store::replies::{
    Children, Mine, ReplyPage, ReplyRecord, ThreadRecord, ancestors, children_of, find_thread,
    last_page, mine, page, pinned, proven_in,
};

mod forms;
#[cfg(test)]
mod samples;

use forms::{AgreementForm, ReplyForm};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ThreadPage {
    kind: &'static str,
    name: String,
    title: String,
    lang: &'static str,
    subject_url: String,
    thread_url: String,
    count: i64,
    /// Whether the page is about one reply.
    is_one: bool,
    above: Vec<ReplyView>,
    has_above: bool,
    has_more_above: bool,
    more_above_url: String,
    one: ReplyView,
    has_pinned: bool,
    pinned: Vec<ReplyView>,
    items: Vec<ItemView>,
    is_empty: bool,
    sorts: Vec<SortLink>,
    is_first: bool,
    first_url: String,
    has_next: bool,
    next_url: String,
    last_url: String,
    was_received: bool,
    form: ReplyForm,
    has_tombstone: bool,
    tombstone: TombstoneView,
    has_own: bool,
    own: OwnDecision,
    is_closed: bool,
    /// What closed it.
    closed: Vec<LimitView>,
    agreement: AgreementForm,
}

#[derive(Debug, Clone, Serialize)]
struct ItemView {
    reply: ReplyView,
    children: Vec<ReplyView>,
    has_children: bool,
    has_more: bool,
}

#[derive(Debug, Clone, Serialize)]
struct SortLink {
    value: &'static str,
    url: String,
    is_selected: bool,
}

/// What is shown of a form that came back.
#[derive(Default)]
pub struct Shown {
    pub fields: ReplyFields,
    pub problems: Vec<Problem>,
    pub is_expired: bool,
    /// What somebody thinks who is not known yet, and the address.
    pub agreement: Option<(String, String)>,
}

/// Everything that the page is made of.
pub struct Whole {
    kind: &'static str,
    pub place: ThreadPlace,
    thread: Option<ThreadRecord>,
    /// What is read first in it.
    holds: Holds,
    /// What a reply answers, itself last; empty for the whole thread.
    chain: Vec<ReplyRecord>,
    pinned: Vec<ReplyRecord>,
    page: ReplyPage,
    children: Children,
    mine: Mine,
    /// What stays of the reply where the law ordered its removal.
    tombstone: Option<TombstoneRecord>,
    /// The newest decision on the reply, for whoever wrote it.
    own: Option<DecisionRecord>,
    /// What limits the subject.
    limits: Vec<LimitRecord>,
    /// What limits each reply.
    limited: HashMap<i64, Vec<LimitRecord>>,
    /// The other ends of what was moved, by the key of what is shown here.
    ways: HashMap<i64, WayView>,
    query: ThreadQuery,
}

impl Whole {
    /// The reply that the page is about.
    pub fn one(&self) -> Option<&ReplyRecord> {
        self.chain.last()
    }

    /// Every reply that is shown, as far as it was looked up.
    fn all(&self) -> impl Iterator<Item = &ReplyRecord> {
        (self
            .page
            .items
            .iter()
            .chain(&self.chain)
            .chain(&self.pinned))
        .chain(self.children.values().flatten())
    }

    fn takes_replies(&self) -> bool {
        let is_open = self.thread.as_ref().is_none_or(|thread| thread.is_open);
        self.place.takes_replies && is_open && self.closing().is_none()
    }

    /// What closed the subject, the reply or something above it.
    fn closing(&self) -> Option<&LimitRecord> {
        let above = self
            .chain
            .iter()
            .filter_map(|one| self.limited.get(&one.id));
        above
            .flatten()
            .chain(&self.limits)
            .find(|limit| limit.action == ModerationAction::Close)
    }

    fn here(&self) -> String {
        match self.one() {
            Some(one) => format!("{}/{}", self.place.replies_url(), one.number),
            None => self.place.replies_url(),
        }
    }
}

/// So many of what a reply answers stand above it.
const MOST_ABOVE: i32 = 8;
/// So many replies to each stand in a list.
const CHILDREN: i64 = 3;

/// Loads a part of a thread in at most eight statements. `number` asks for one reply.
pub async fn look(
    app: &Arc<App>,
    request: &HttpRequest,
    number: Option<i64>,
    proven: Option<Proven>,
) -> WebResult<Whole> {
    let named = Named::of(request)?;
    // A form that is sent has no query.
    let query = read(request.query_string(), false)?;
    let found = app
        .block(move |app| {
            let now = app.house.clock.now();
            app.house.store.read_at_once(|db| {
                let Some(place) = named.find(db, now)? else {
                    return Ok(None);
                };
                let thread = find_thread(db, place.subject)?;
                let mut whole = Whole {
                    kind: named.kind(),
                    holds: holds_of_thread(db, &place, thread.as_ref())?,
                    place,
                    thread,
                    chain: Vec::new(),
                    pinned: Vec::new(),
                    page: ReplyPage::default(),
                    children: Children::new(),
                    mine: Mine::default(),
                    tombstone: None,
                    own: None,
                    limits: Vec::new(),
                    limited: HashMap::new(),
                    ways: HashMap::new(),
                    query,
                };
                whole.limits = whole.place.limits(db)?;
                fill(app, db, &mut whole, number, proven.as_ref())?;
                let shown: Vec<&ReplyRecord> = whole.all().collect();
                whole.ways = ways(db, &shown, &whole.limited, now)?;
                Ok::<_, ActError>(Some(whole))
            })
        })
        .await?;
    found
        .filter(|whole| number.is_none() || whole.one().is_some_and(|one| one.is_shown))
        .ok_or_else(|| ErrorCode::NotFound.into())
}

fn fill(
    app: &App,
    db: &mut Db,
    whole: &mut Whole,
    number: Option<i64>,
    proven: Option<&Proven>,
) -> Result<(), ActError> {
    let Some(thread) = whole.thread.as_ref().map(|thread| thread.id) else {
        return Ok(());
    };
    let query = &whole.query;
    let is_first = query.after.is_none() && !query.is_last;
    match number {
        Some(number) => whole.chain = ancestors(db, thread, number, MOST_ABOVE)?,
        None if is_first => whole.pinned = pinned(db, thread)?,
        None => {}
    }
    let parent = whole.one().map(|one| one.id);
    if number.is_some() && parent.is_none() {
        return Ok(());
    }
    if let Some(one) = whole.one().filter(|one| !one.is_readable()) {
        whole.tombstone = tombstone_of(db, ModerationSubject::Reply(one.id))?;
    }
    whole.page = if query.is_last {
        last_page(db, thread, parent, query.sort, PAGE_SIZE)?
    } else {
        page(db, thread, parent, query.sort, query.after, PAGE_SIZE)?
    };
    let items = &whole.page.items;
    let parents: Vec<i64> = items
        .iter()
        .filter(|item| item.children > 0)
        .map(|item| item.id)
        .collect();
    whole.children = children_of(db, &parents, CHILDREN)?;
    let limited: Vec<i64> = whole
        .all()
        .filter_map(|one| match one.moderation {
            ModerationState::Limited => Some(one.id),
            _ => one.moved_id,
        })
        .collect();
    whole.limited = limits_of_replies(db, &limited)?;
    if let Some(proven) = proven {
        let vault = &app.house.vault;
        let keys: Vec<(i64, String)> = items
            .iter()
            .chain(whole.chain.last())
            .map(|reply| (reply.id, proven.key(vault, Keyed::Agreement(reply.id))))
            .collect();
        let ids: Vec<i64> = keys.iter().map(|(id, _)| *id).collect();
        let repliers: Vec<String> = proven_in(db, &ids)?
            .into_iter()
            .map(|thread| proven.key(vault, Keyed::Replier(thread)))
            .collect();
        whole.mine = mine(db, &repliers, &keys)?;
        if let Some(one) = parent.filter(|one| whole.mine.written.contains(one)) {
            let decisions = decisions_of(db, ModerationSubject::Reply(one))?;
            whole.own = decisions.into_iter().next();
        }
    }
    Ok(())
}

/// Answers a thread.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &request, None, proven_of(&app, &request)).await?;
    answer(&request, &app, visitor, &whole, &Shown::default())
}

/// Answers one reply.
pub async fn show_one(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    match look_at_one(&app, &request, proven_of(&app, &request), "").await? {
        Ok(whole) => answer(&request, &app, visitor, &whole, &Shown::default()),
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// Shows the page.
///
/// # Errors
/// 500 when it cannot be rendered.
pub fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    whole: &Whole,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let status = match whole.tombstone {
        Some(_) => StatusCode::GONE,
        None => returned_status(shown.is_expired, !shown.problems.is_empty()),
    };
    let proven = proven_of(app, request);
    let view = ThreadPage::of(
        app,
        &browser,
        visitor.language,
        whole,
        shown,
        proven.as_ref(),
    );
    let here = whole.here();
    let query = request.query_string();
    let mut response = private_page(app, visitor.language, &here, query, status, &view)?;
    browser.remember(app, &mut response);
    Ok(response)
}

impl ThreadPage {
    fn of(
        app: &App,
        browser: &Browser,
        language: Language,
        whole: &Whole,
        shown: &Shown,
        proven: Option<&Proven>,
    ) -> Self {
        let place = &whole.place;
        let (thread_url, here) = (place.replies_url(), whole.here());
        let maker = Maker {
            app,
            browser,
            language,
            thread_url: &thread_url,
            takes_replies: whole.takes_replies(),
            mine: &whole.mine,
            limited: &whole.limited,
            ways: &whole.ways,
        };
        let beside = |replies: &[ReplyRecord]| -> Vec<ReplyView> {
            replies
                .iter()
                .map(|reply| maker.view(reply, Much::Beside))
                .collect()
        };
        let one = whole.one();
        let above = beside(&whole.chain[..whole.chain.len().saturating_sub(1)]);
        let topmost = whole.chain.first().filter(|first| first.depth > 0);
        let query = &whole.query;
        let url = |rest: &str| query.url(&here, query.sort, rest);
        Self {
            kind: whole.kind,
            name: place.name.clone(),
            title: place.title.clone(),
            lang: place.language.code(),
            subject_url: place.url.clone(),
            count: whole.thread.as_ref().map_or(0, |thread| thread.shown),
            is_one: one.is_some(),
            has_above: !above.is_empty(),
            has_more_above: topmost.is_some(),
            more_above_url: topmost
                .map(|first| format!("{thread_url}/{}", first.number))
                .unwrap_or_default(),
            above,
            one: one
                .map(|one| maker.view(one, Much::Whole))
                .unwrap_or_default(),
            has_pinned: !whole.pinned.is_empty(),
            pinned: beside(&whole.pinned),
            items: whole
                .page
                .items
                .iter()
                .map(|reply| {
                    let children = whole.children.get(&reply.id).map_or(&[][..], Vec::as_slice);
                    ItemView::of(&maker, reply, children)
                })
                .collect(),
            is_empty: whole.page.items.is_empty(),
            sorts: ReplySort::ALL
                .iter()
                .map(|sort| SortLink {
                    value: sort.code(),
                    url: query.url(&here, *sort, ""),
                    is_selected: *sort == query.sort,
                })
                .collect(),
            is_first: !whole.page.has_earlier,
            first_url: url(""),
            has_next: whole.page.next.is_some(),
            next_url: whole
                .page
                .next
                .map(|next| url(&format!("cursor={}", encode(next))))
                .unwrap_or_default(),
            last_url: url("page=last"),
            was_received: query.was_received,
            form: ReplyForm::of(app, browser, whole, shown, proven),
            has_tombstone: whole.tombstone.is_some(),
            tombstone: whole
                .tombstone
                .as_ref()
                .map(TombstoneView::from)
                .unwrap_or_default(),
            has_own: whole.own.is_some(),
            own: whole
                .own
                .as_ref()
                .map(|decision| OwnDecision::of(app, decision))
                .unwrap_or_default(),
            is_closed: whole.closing().is_some(),
            closed: whole.closing().map(LimitView::from).into_iter().collect(),
            agreement: AgreementForm::of(app, browser, &here, shown),
            thread_url,
        }
    }
}

impl ItemView {
    fn of(maker: &Maker, reply: &ReplyRecord, children: &[ReplyRecord]) -> Self {
        let shown = i32::try_from(children.len()).unwrap_or(i32::MAX);
        Self {
            reply: maker.view(reply, Much::InList),
            children: children
                .iter()
                .map(|child| maker.view(child, Much::Beside))
                .collect(),
            has_children: !children.is_empty(),
            has_more: reply.descendants > shown,
        }
    }
}

/// Takes a reply to the subject itself.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &request, None, proven_of(&app, &request)).await?;
    take(&request, &app, visitor, form, &whole).await
}

/// Takes a reply to a reply.
pub async fn submit_one(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    match look_at_one(&app, &request, proven_of(&app, &request), "").await? {
        Ok(whole) => take(&request, &app, visitor, form, &whole).await,
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// The reply has its place at once when the mailbox was proven in this session; else a mail with a link
/// goes out.
async fn take(
    request: &HttpRequest,
    app: &Arc<App>,
    visitor: Visitor,
    form: SealedForm,
    whole: &Whole,
) -> WebResult<HttpResponse> {
    let proven = proven_of(app, request);
    let (fields, is_proven): (ReplyFields, bool) = opened(app, request, form, &whole.here())?;
    let mut shown = Shown {
        fields,
        is_expired: !is_proven,
        ..Shown::default()
    };
    if !is_proven {
        return answer(request, app, visitor, whole, &shown);
    }
    if !whole.takes_replies() {
        return Err(ErrorCode::Conflict.into());
    }
    let parent = whole.one().map(|one| one.id);
    let language = visitor.language;
    let parsed = shown
        .fields
        .parse(&whole.place, parent, proven.is_none(), language);
    let (writing, email) = match parsed {
        Ok(taken) => taken,
        Err(problems) => {
            shown.problems = problems;
            return answer(request, app, visitor, whole, &shown);
        }
    };
    app.count_write(request)?;
    let Some(proven) = proven else {
        let email = email.ok_or_else(|| WebError::bad_request("no address"))?;
        let handle = mail_link(app, email, language, Deed::Reply(Box::new(writing))).await?;
        return Ok(see_other(&format!("/take-part/sent/{handle}")));
    };
    let again = writing.clone();
    let email = proven.email.clone();
    let outcome = app
        .block(move |app| WebResult::Ok(reply(&app.house, &proven, &writing)))
        .await?;
    if let (Err(ActError::Suspended), Some(email)) = (&outcome, email) {
        // The page is that of everybody; only the mailbox is told.
        let handle = mail_link(app, email, language, Deed::Reply(Box::new(again))).await?;
        return Ok(see_other(&format!("/take-part/sent/{handle}")));
    }
    let replied = outcome?;
    app.metrics.act("reply");
    Ok(see_other(&replied.place()))
}

impl PageView for ThreadPage {
    const TEMPLATE: &'static str = "pages/replies/thread";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::pages()
    }
}
