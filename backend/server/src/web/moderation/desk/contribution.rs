//! One reply, petition or piece of news in its context, and what is decided on it of the desk's own accord:
//! `GET` and `POST /desk/replies/{id}`, `/desk/petitions/{reference}/moderation` and
//! `/desk/petitions/{reference}/news/{id}`.

use super::decision_form::{DecisionFields, DecisionForm, TakenView, allowed, problem_of};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::Moderate;
use crate::web::errors::WebResult;
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::moderation::limits::RemovedView;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::moderation::{Target, moderate};
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::people::Permission;
use weerklank_domain::text::{SafeHtml, Under, excerpt, to_html};
use weerklank_store::moderation::{
    DecisionRecord, ModerationSubject, RuleRecord, TombstoneRecord, current_version, decisions_of,
    rules_of, tombstone_of,
};
use weerklank_store::petitions::{id_of_reference, update};
use weerklank_store::replies::{ReplyRecord, ancestors, thread_by_id};
use weerklank_store::{Db, StoreError};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ContributionPage {
    name: String,
    kind: &'static str,
    title: String,
    title_lang: &'static str,
    is_reply: bool,
    back_url: String,
    has_url: bool,
    url: String,
    moderation: &'static str,
    is_gone: bool,
    removed: RemovedView,
    lang: &'static str,
    at: String,
    html: SafeHtml,
    above: Vec<AboveView>,
    has_above: bool,
    is_stale: bool,
    is_taken: bool,
    can_decide: bool,
    form: FormView,
    decision: DecisionForm,
    /// What was typed, where nothing can be decided any more.
    typed: Vec<String>,
    has_typed: bool,
    decisions: Vec<TakenView>,
    has_decisions: bool,
}

#[derive(Debug, Clone, Serialize)]
struct AboveView {
    number: i64,
    text: String,
    lang: &'static str,
}

struct Whole {
    target: Target,
    chain: Vec<ReplyRecord>,
    decisions: Vec<DecisionRecord>,
    rules: Vec<RuleRecord>,
    /// What stays of it where the law ordered its removal.
    tombstone: Option<TombstoneRecord>,
}

/// What an address names.
#[derive(Clone)]
enum Address {
    Reply(i64),
    Petition(String),
    News(String, i64),
}

/// So much of what a reply answers is shown.
const MOST_ABOVE: i32 = 5;
const EXCERPT: usize = 400;

impl Address {
    /// What stands there.
    fn subject(&self, db: &mut Db) -> ActResult<ModerationSubject> {
        let petition = |db: &mut Db, reference: &str| -> ActResult<i64> {
            id_of_reference(db, reference)?.ok_or(ActError::Missing)
        };
        Ok(match self {
            Self::Reply(id) => ModerationSubject::Reply(*id),
            Self::Petition(reference) => ModerationSubject::Petition(petition(db, reference)?),
            Self::News(reference, id) => {
                let of = petition(db, reference)?;
                let news = update(db, *id)?.filter(|news| news.petition_id == of);
                ModerationSubject::Update(news.ok_or(ActError::Missing)?.id)
            }
        })
    }
}

fn chain_of(db: &mut Db, target: &Target) -> ActResult<Vec<ReplyRecord>> {
    let Target::Reply(reply, _) = target else {
        return Ok(Vec::new());
    };
    let thread = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
    let mut chain = ancestors(db, thread.id, reply.number, MOST_ABOVE)?;
    chain.retain(|above| above.id != reply.id && !above.is_deleted);
    Ok(chain)
}

async fn look(app: &Arc<App>, actor: &Actor, address: &Address) -> WebResult<Whole> {
    let (actor, address) = (actor.clone(), address.clone());
    let whole = app
        .block(move |app| {
            let now = app.house.clock.now();
            app.house.store.read_at_once(|db| {
                let subject = address.subject(db)?;
                let target = Target::find(db, subject, now)?;
                actor.require(Permission::Moderate, target.place().body_id)?;
                let version = current_version(db)?;
                Ok::<_, ActError>(Whole {
                    rules: rules_of(db, version)?,
                    chain: chain_of(db, &target)?,
                    decisions: decisions_of(db, subject)?,
                    tombstone: tombstone_of(db, subject)?,
                    target,
                })
            })
        })
        .await?;
    Ok(whole)
}

type Staff = Allowed<Moderate>;

/// What is shown beside the contribution.
#[derive(Default)]
struct Shown {
    fields: DecisionFields,
    returned: Returned,
    /// Whether it does not stand any more as it was looked at.
    is_stale: bool,
    /// Whether a colleague has its item of the queue.
    is_taken: bool,
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    whole: &Whole,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, request.path(), &shown.returned);
    let possible = whole.possible(staff);
    let decision = DecisionForm::of(
        &shown.fields,
        &shown.returned.problems,
        &possible,
        &whole.rules,
        visitor.language,
    );
    let can_decide = !possible.is_empty();
    let typed = shown.fields.passages();
    let view = ContributionPage {
        is_stale: shown.is_stale,
        is_taken: shown.is_taken,
        has_typed: !can_decide && !typed.is_empty(),
        typed,
        ..ContributionPage::of(whole, can_decide, (form, decision))
    };
    let status = shown.returned.status(shown.is_stale || shown.is_taken);
    desk_page(app, staff, request, visitor, status, &view)
}

impl Whole {
    /// What this member of staff can do with it. Only a notice or a complaint leaves something as it is, by a
    /// decision.
    fn possible(&self, staff: &Staff) -> Vec<ModerationAction> {
        // What the law ordered to be removed is gone: nothing can be done with it any more.
        if self.tombstone.is_some() {
            return Vec::new();
        }
        let grants = &staff.actor.grants;
        let body_id = self.target.place().body_id;
        let may_take_down = grants.may(Permission::TakeDown, body_id);
        let takes_down = |action: ModerationAction| {
            matches!(self.target, Target::Petition(..)) && action == ModerationAction::Hide
        };
        let mut possible = allowed(&self.target.choices(), grants, body_id);
        possible.retain(|action| *action != ModerationAction::Keep);
        possible.retain(|action| may_take_down || !takes_down(*action));
        possible
    }
}

impl ContributionPage {
    fn of(whole: &Whole, can_decide: bool, (form, decision): (FormView, DecisionForm)) -> Self {
        let target = &whole.target;
        let place = target.place();
        let above: Vec<AboveView> = whole
            .chain
            .iter()
            .map(|above| AboveView {
                number: above.number,
                text: excerpt(&above.text, EXCERPT),
                lang: above.language.code(),
            })
            .collect();
        let (kind, name, back_url) = match target {
            Target::Reply(reply, _) => (
                "reply",
                format!("{} #{}", place.name, reply.number),
                "/desk/replies".to_owned(),
            ),
            Target::Petition(..) => ("petition", place.name.clone(), place.desk_url.clone()),
            Target::News(..) => ("update", place.name.clone(), place.desk_url.clone()),
            Target::Input(..) => ("input", place.name.clone(), place.desk_url.clone()),
        };
        Self {
            name,
            kind,
            title: place.title.clone(),
            title_lang: place.language.code(),
            is_reply: matches!(target, Target::Reply(..)),
            back_url,
            has_url: target.is_readable(),
            url: target.url(),
            moderation: target.moderation().code(),
            is_gone: target.is_gone(),
            removed: whole.tombstone.as_ref().into(),
            lang: target.language(),
            at: rfc3339(target.written_at()),
            // What its author deleted is nobody's to read any more, the desk's neither.
            html: to_html(target.text(), Under::Title),
            has_above: !above.is_empty(),
            above,
            is_stale: false,
            is_taken: false,
            can_decide,
            form,
            decision,
            typed: Vec::new(),
            has_typed: false,
            has_decisions: !whole.decisions.is_empty(),
            decisions: whole.decisions.iter().map(TakenView::of).collect(),
        }
    }
}

async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    address: Address,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &staff.actor, &address).await?;
    answer(&app, &staff, &request, visitor, &whole, &Shown::default())
}

/// Shows one reply.
pub async fn show_reply(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    id: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let address = Address::Reply(id.into_inner());
    show(request, app, visitor, staff, address).await
}

/// Shows the text of a petition.
pub async fn show_petition(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let address = Address::Petition(reference.into_inner());
    show(request, app, visitor, staff, address).await
}

/// Shows news of a petitioner.
pub async fn show_news(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, i64)>,
) -> WebResult<HttpResponse> {
    let (reference, id) = path.into_inner();
    let address = Address::News(reference, id);
    show(request, app, visitor, staff, address).await
}

async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    address: Address,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (DecisionFields, bool) = opened(&app, &request, form, request.path())?;
    let whole = look(&app, &staff.actor, &address).await?;
    let mut shown = Shown::default();
    match (is_proven, fields.parse()) {
        (true, Ok(moderation)) => {
            let (actor, subject) = (staff.actor.clone(), whole.target.subject());
            let outcome = app
                .block(move |app| WebResult::Ok(moderate(&app.house, &actor, subject, &moderation)))
                .await?;
            match outcome {
                Ok(()) => {
                    app.metrics.act("moderate");
                    return Ok(see_other(request.path()));
                }
                Err(ActError::CannotModerate(cannot)) => match problem_of(cannot) {
                    Some(problem) => shown.returned = Returned::wrong(vec![problem]),
                    None => shown.is_stale = true,
                },
                Err(ActError::Overtaken(_) | ActError::Store(StoreError::Changed)) => {
                    shown.is_stale = true;
                }
                Err(ActError::Claimed(..)) => shown.is_taken = true,
                Err(error) => return Err(error.into()),
            }
        }
        (true, Err(problems)) => shown.returned = Returned::wrong(problems),
        (false, _) => shown.returned = Returned::expired(),
    }
    shown.fields = fields;
    let whole = look(&app, &staff.actor, &address).await?;
    answer(&app, &staff, &request, visitor, &whole, &shown)
}

/// Decides on one reply.
pub async fn submit_reply(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    id: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let address = Address::Reply(id.into_inner());
    submit(request, app, visitor, staff, address, form).await
}

/// Decides on the text of a petition.
pub async fn submit_petition(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let address = Address::Petition(reference.into_inner());
    submit(request, app, visitor, staff, address, form).await
}

/// Decides on news of a petitioner.
pub async fn submit_news(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, i64)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (reference, id) = path.into_inner();
    let address = Address::News(reference, id);
    submit(request, app, visitor, staff, address, form).await
}

impl PageView for ContributionPage {
    const TEMPLATE: &'static str = "pages/desk/moderation/contribution";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::all()
    }
}

#[cfg(test)]
mod samples;
