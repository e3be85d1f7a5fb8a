//! `GET /desk/council/meetings/{reference}`: one meeting with everything that can be done to it, and the
//! steps that need nothing but a button.

use super::form::{Tried, code_of};
use super::vote::vote_url;
use super::{meeting_of, meeting_url};
use crate::web::app::App;
use crate::web::council::card::{MeetingLine, ProposalLine};
use crate::web::council::meeting::parts::{PaperView, PresenceView};
use crate::web::council::meeting::{Whole, load};
use crate::web::desk::Conflict;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::{RunCouncil, SeeDesk};
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::{ActError, ActResult, council};
use weerklank_domain::Language;
use weerklank_domain::council::{MeetingState, MeetingStep};
use weerklank_domain::people::Permission;
use weerklank_store::council::{ItemRecord, VoteRecord, VoteState, proposal};

/// A meeting at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct DeskMeetingPage {
    line: MeetingLine,
    lang: &'static str,
    url: String,
    public_url: String,
    revision: i32,
    has_conflict: bool,
    conflict: Conflict,
    has_trouble: bool,
    trouble: &'static str,
    is_expired: bool,
    can_run: bool,
    can_edit: bool,
    can_cancel: bool,
    can_again: bool,
    can_record: bool,
    can_publish: bool,
    has_attendance: bool,
    steps: Vec<Button>,
    items: Vec<DeskItem>,
    has_items: bool,
    papers: Vec<PaperView>,
    has_papers: bool,
    has_presence: bool,
    presence: PresenceView,
    has_list: bool,
    list_version: i32,
}

/// A button with its own form.
#[derive(Debug, Clone, Serialize)]
struct Button {
    code: String,
    action: String,
    csrf: String,
}

#[derive(Debug, Clone, Serialize)]
struct DeskItem {
    number: String,
    title: String,
    is_closed: bool,
    is_hamerstuk: bool,
    is_treated: bool,
    has_decision: bool,
    decision: String,
    url: String,
    remove: Button,
    proposals: Vec<PlacedView>,
    has_proposals: bool,
    papers: Vec<PaperView>,
    has_papers: bool,
    can_vote: bool,
    vote_url: String,
    sheets: Vec<SheetLine>,
    has_sheets: bool,
}

/// A vote on an item.
#[derive(Debug, Clone, Serialize)]
struct SheetLine {
    reference: String,
    title: String,
    lang: &'static str,
    state: &'static str,
    is_public: bool,
    url: String,
}

impl SheetLine {
    fn of(vote: &VoteRecord) -> Self {
        let is_public = vote.state == VoteState::Published;
        let url = vote_url(&vote.reference);
        Self {
            reference: vote.reference.clone(),
            title: vote.name().to_owned(),
            lang: vote.language.code(),
            state: vote.state.code(),
            is_public,
            url: if is_public {
                format!("{url}/correct")
            } else {
                url
            },
        }
    }
}

#[derive(Debug, Clone, Serialize)]
struct PlacedView {
    line: ProposalLine,
    take_off: Button,
}

/// Makes the button of an address.
type Press<'a> = &'a dyn Fn(&str, String) -> Button;

impl DeskItem {
    fn of(whole: &Whole, item: &ItemRecord, language: Language, press: Press) -> Self {
        let url = format!(
            "{}/items/{}",
            meeting_url(&whole.meeting.reference),
            item.id
        );
        let placed = |proposal| {
            let line = ProposalLine::of(proposal, &whole.movers, language);
            let take_off = format!("{url}/proposals/{}/take-off", proposal.reference);
            PlacedView {
                line,
                take_off: press("take_off", take_off),
            }
        };
        let proposals: Vec<PlacedView> = whole.on_item(item.id).into_iter().map(placed).collect();
        let papers = PaperView::standing(whole, Some(item.id));
        let sheets: Vec<SheetLine> = whole
            .sheets
            .iter()
            .filter(|vote| vote.item_id == item.id)
            .map(SheetLine::of)
            .collect();
        let state = whole.meeting.position.state;
        Self {
            can_vote: whole.meeting.is_open()
                && matches!(state, MeetingState::Summoned | MeetingState::Held),
            vote_url: format!("{url}/vote"),
            has_sheets: !sheets.is_empty(),
            sheets,
            number: item.number.clone(),
            title: item.text.title.clone(),
            is_closed: item.text.closed,
            is_hamerstuk: item.text.hamerstuk,
            is_treated: item.treated,
            has_decision: !item.decision.is_empty(),
            decision: item.decision.clone(),
            remove: press("remove_item", format!("{url}/remove")),
            has_proposals: !proposals.is_empty(),
            proposals,
            has_papers: !papers.is_empty(),
            papers,
            url,
        }
    }
}

impl DeskMeetingPage {
    fn of(whole: &Whole, language: Language, can_run: bool, press: Press) -> Self {
        let meeting = &whole.meeting;
        let position = &meeting.position;
        let url = meeting_url(&meeting.reference);
        let may = |step| position.state.after(meeting.is_open(), step).is_some();
        let buttons = [
            (MeetingStep::Summon, "summon"),
            (MeetingStep::Open, "open"),
            (MeetingStep::GiveUp, "give-up"),
            (MeetingStep::Close, "close"),
        ];
        let steps = buttons
            .into_iter()
            .filter(|(step, _)| can_run && may(*step))
            .map(|(step, path)| press(step.code(), format!("{url}/{path}")));
        let presence = whole.attending.as_ref();
        let presence = presence.map(|attending| PresenceView::of(whole, attending));
        let items: Vec<DeskItem> = whole
            .items
            .iter()
            .map(|item| DeskItem::of(whole, item, language, press))
            .collect();
        let papers = PaperView::standing(whole, None);
        let is_held = position.state == MeetingState::Held;
        Self {
            line: MeetingLine::of(meeting, language),
            lang: meeting.text.language.code(),
            public_url: format!("/council/meetings/{}", meeting.reference),
            revision: meeting.revision,
            has_conflict: false,
            conflict: Conflict::default(),
            has_trouble: false,
            trouble: "",
            is_expired: false,
            can_run,
            can_edit: can_run && position.state.takes_agenda(),
            can_cancel: can_run && may(MeetingStep::Cancel),
            can_again: can_run
                && position.state == MeetingState::NotOpened
                && whole.second.is_none(),
            can_record: can_run && meeting.is_open(),
            can_publish: can_run && is_held,
            has_attendance: can_run && position.state.has_attendance(),
            steps: steps.collect(),
            has_items: !items.is_empty(),
            items,
            has_papers: !papers.is_empty(),
            papers,
            has_presence: presence.is_some(),
            presence: presence.unwrap_or_default(),
            has_list: !whole.lists.is_empty(),
            list_version: whole.lists.first().map_or(0, |list| list.version),
            url,
        }
    }

    fn tried(self, tried: &Tried, trouble: Option<&'static str>) -> Self {
        Self {
            has_conflict: tried.conflict.has_conflict,
            conflict: tried.conflict.clone(),
            has_trouble: trouble.is_some(),
            trouble: trouble.unwrap_or(""),
            is_expired: tried.returned.is_expired,
            ..self
        }
    }
}

async fn answer(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    reference: &str,
    (tried, trouble): (&Tried, Option<&'static str>),
) -> WebResult<HttpResponse> {
    let name = reference.to_owned();
    let whole = app
        .block(move |app| {
            let now = app.house.clock.now();
            app.house.store.read(|db| load(db, &name, now))
        })
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let browser = Browser::of(app, request);
    let press = |code: &str, action: String| Button {
        code: code.to_owned(),
        csrf: browser.proof(app, &action),
        action,
    };
    let grants = &staff.actor.grants;
    let can_run = grants.may(Permission::RunCouncil, whole.meeting.body_id);
    let view = DeskMeetingPage::of(&whole, visitor.language, can_run, &press);
    let is_in_the_way = tried.conflict.has_conflict || trouble.is_some();
    let status = tried.returned.status(is_in_the_way);
    desk_page(
        app,
        staff,
        request,
        visitor,
        status,
        &view.tried(tried, trouble),
    )
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    meeting_of(&app, &staff.actor, Permission::SeeDesk, &reference).await?;
    let shown = (&Tried::default(), None);
    answer(&app, &staff, &request, visitor, &reference, shown).await
}

/// What a button sends.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Read {
    #[serde(default)]
    revision: i32,
}

/// Does what a button says, and shows the meeting again; with what is in the way where it was refused.
async fn press(
    (app, staff, request, visitor): (&Arc<App>, &Staff, &HttpRequest, Visitor),
    reference: &str,
    form: SealedForm,
    act: impl FnOnce(&App, i64, i32) -> ActResult<()> + Send + 'static,
) -> WebResult<HttpResponse> {
    let (read, is_proven): (Read, bool) = opened(app, request, form, request.path())?;
    let found = meeting_of(app, &staff.actor, Permission::RunCouncil, reference).await?;
    let mut tried = Tried::default();
    let mut trouble = None;
    if is_proven {
        let outcome = app
            .block(move |app| WebResult::Ok(act(app, found.id, read.revision)))
            .await?;
        match outcome {
            Ok(()) => return Ok(see_other(&meeting_url(reference))),
            Err(error) => match code_of(&error) {
                Some(code) => trouble = Some(code),
                None => tried.conflict = Conflict::of(error)?,
            },
        }
    } else {
        tried.returned.is_expired = true;
    }
    answer(app, staff, request, visitor, reference, (&tried, trouble)).await
}

/// Summons, opens, gives up or closes.
pub async fn step(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<RunCouncil>,
    path: web::Path<(String, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (reference, step) = path.into_inner();
    let actor = staff.actor.clone();
    let asked = (&**app, &*staff, &request, visitor);
    press(asked, &reference, form, move |app, id, read| {
        let house = &app.house;
        match step.as_str() {
            "summon" => council::summon(house, &actor, id, read),
            "open" => council::open_meeting(house, &actor, id, read),
            "give-up" => council::give_up_meeting(house, &actor, id, read),
            _ => council::close_meeting(house, &actor, id, read),
        }
    })
    .await
}

/// Drops an item.
pub async fn remove_item(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<RunCouncil>,
    path: web::Path<(String, i64)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (reference, item) = path.into_inner();
    let actor = staff.actor.clone();
    let asked = (&**app, &*staff, &request, visitor);
    press(asked, &reference, form, move |app, id, read| {
        council::remove_item(&app.house, &actor, (id, item), read)
    })
    .await
}

/// Takes a proposal off an item.
pub async fn take_off(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<RunCouncil>,
    path: web::Path<(String, i64, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (reference, item, name) = path.into_inner();
    let actor = staff.actor.clone();
    let asked = (&**app, &*staff, &request, visitor);
    press(asked, &reference, form, move |app, id, read| {
        let found = app
            .house
            .store
            .read(|db| Ok::<_, ActError>(proposal(db, &name)?))?;
        let found = found.ok_or(ActError::Missing)?;
        council::take_off_proposal(&app.house, &actor, (id, item), read, found.id)
    })
    .await
}

impl PageView for DeskMeetingPage {
    const TEMPLATE: &'static str = "pages/desk/council/meeting";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::council::meeting::samples::whole;
        let press = |code: &str, action: String| Button {
            code: code.to_owned(),
            csrf: "0123456789".to_owned(),
            action,
        };
        let mut samples = Vec::new();
        for state in MeetingState::ALL {
            for (name, is_rich) in [("full", true), ("bare", false)] {
                let page = Self::of(&whole(*state, is_rich), Language::Nl, is_rich, &press);
                samples.push((format!("{}-{name}", state.code().replace('_', "-")), page));
            }
        }
        let mut again = whole(MeetingState::NotOpened, true);
        again.second = None;
        let tried = Tried {
            conflict: Conflict::of(ActError::Stale).unwrap_or_default(),
            returned: crate::web::responses::desk::form::Returned::expired(),
        };
        let page = Self::of(&again, Language::Nl, true, &press);
        samples.push(("trouble".to_owned(), page.tried(&tried, Some("no_quorum"))));
        samples
    }
}
