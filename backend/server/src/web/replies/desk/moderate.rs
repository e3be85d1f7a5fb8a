//! `GET` and `POST /desk/replies/{id}`: one reply in its context, and what is decided on it.

use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::Moderate;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::moderation::desk::decision_form::{
    DecisionFields, DecisionForm, TakenView, allowed, problem_of,
};
use crate::web::moderation::limits::RemovedView;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_acts::replies::{ThreadPlace, moderate_reply, thread_place};
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::people::Permission;
use weerklank_domain::text::{SafeHtml, Under, excerpt, to_html};
use weerklank_store::moderation::{
    DecisionRecord, DecisionSubject, RuleRecord, TombstoneRecord, current_version, decisions_of,
    rules_of, tombstone_of,
};
use weerklank_store::replies::{ReplyRecord, ancestors, find_by_id, thread_by_id};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ModerateReplyPage {
    name: String,
    title: String,
    title_lang: &'static str,
    thread_url: String,
    number: i64,
    moderation: &'static str,
    is_deleted: bool,
    removed: RemovedView,
    lang: &'static str,
    at: String,
    html: SafeHtml,
    above: Vec<AboveView>,
    has_above: bool,
    can_decide: bool,
    form: FormView,
    decision: DecisionForm,
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
    place: ThreadPlace,
    chain: Vec<ReplyRecord>,
    reply: ReplyRecord,
    decisions: Vec<DecisionRecord>,
    rules: Vec<RuleRecord>,
    /// What stays of it where the law ordered its removal.
    tombstone: Option<TombstoneRecord>,
}

/// So much of what it answers is shown.
const MOST_ABOVE: i32 = 5;
const EXCERPT: usize = 400;

async fn look(app: &Arc<App>, actor: &Actor, id: i64) -> WebResult<Whole> {
    let actor = actor.clone();
    let whole = app
        .block(move |app| {
            let now = app.house.clock.now();
            app.house.store.read_at_once(|db| {
                let reply = find_by_id(db, id)?.ok_or(ActError::Missing)?;
                let thread = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
                let place = thread_place(db, thread.subject, now)?;
                actor.require(Permission::Moderate, place.body_id)?;
                let version = current_version(db)?;
                Ok::<_, ActError>(Whole {
                    rules: rules_of(db, version)?,
                    chain: ancestors(db, thread.id, reply.number, MOST_ABOVE)?,
                    decisions: decisions_of(db, DecisionSubject::Reply(reply.id))?,
                    tombstone: tombstone_of(db, DecisionSubject::Reply(reply.id))?,
                    reply,
                    place,
                })
            })
        })
        .await?;
    Ok(whole)
}

type Staff = Allowed<Moderate>;

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    whole: &Whole,
    (fields, returned): (&DecisionFields, &Returned),
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, request.path(), returned);
    let body_id = whole.place.body_id;
    let possible = allowed(&whole.possible(), &staff.actor.grants, body_id);
    let decision = DecisionForm::of(
        fields,
        &returned.problems,
        &possible,
        &whole.rules,
        visitor.language,
    );
    let view = ModerateReplyPage::of(whole, !possible.is_empty(), (form, decision));
    desk_page(app, staff, request, visitor, returned.status(false), &view)
}

impl ModerateReplyPage {
    fn of(whole: &Whole, can_decide: bool, (form, decision): (FormView, DecisionForm)) -> Self {
        let (place, reply) = (&whole.place, &whole.reply);
        // What its author deleted is nobody's to read any more, the desk's neither.
        let text = if reply.is_deleted { "" } else { &reply.text };
        let above: Vec<AboveView> = whole
            .chain
            .iter()
            .filter(|above| above.id != reply.id && !above.is_deleted)
            .map(|above| AboveView {
                number: above.number,
                text: excerpt(&above.text, EXCERPT),
                lang: above.language.code(),
            })
            .collect();
        Self {
            name: place.name.clone(),
            title: place.title.clone(),
            title_lang: place.language.code(),
            thread_url: place.replies_url(),
            number: reply.number,
            moderation: reply.moderation.code(),
            is_deleted: reply.is_deleted,
            removed: whole.tombstone.as_ref().into(),
            lang: reply.language.code(),
            at: rfc3339(reply.written_at),
            html: to_html(text, Under::Title),
            has_above: !above.is_empty(),
            above,
            can_decide,
            form,
            decision,
            has_decisions: !whole.decisions.is_empty(),
            decisions: whole.decisions.iter().map(TakenView::of).collect(),
        }
    }
}

impl Whole {
    /// What can be done with it, of the desk's own accord.
    fn possible(&self) -> Vec<ModerationAction> {
        // What the law ordered to be removed is gone: nothing can be done with it any more.
        if self.tombstone.is_some() {
            return Vec::new();
        }
        let all = ModerationAction::ALL.iter().copied();
        // Only a notice or a complaint leaves a reply as it is, by a decision.
        all.filter(|action| !matches!(action, ModerationAction::Keep))
            .filter(|action| match (self.reply.is_deleted, action) {
                (true, action) => *action == ModerationAction::Remove,
                (false, action) => self.reply.moderation.after(*action).is_ok(),
            })
            .collect()
    }
}

/// Shows one reply.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    id: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &staff.actor, id.into_inner()).await?;
    let shown = (&DecisionFields::default(), &Returned::default());
    answer(&app, &staff, &request, visitor, &whole, shown)
}

/// Takes the decision.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    id: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let id = id.into_inner();
    let (fields, is_proven): (DecisionFields, bool) = opened(&app, &request, form, request.path())?;
    let whole = look(&app, &staff.actor, id).await?;
    let mut returned = Returned::default();
    match (is_proven, fields.parse()) {
        (true, Ok(moderation)) => {
            let actor = staff.actor.clone();
            let outcome = app
                .block(move |app| {
                    WebResult::Ok(moderate_reply(&app.house, &actor, id, &moderation))
                })
                .await?;
            return match outcome {
                Ok(()) => {
                    app.metrics.act("moderate_reply");
                    Ok(see_other(request.path()))
                }
                Err(ActError::CannotModerate(cannot)) => match problem_of(cannot) {
                    Some(problem) => {
                        returned.problems = vec![problem];
                        let shown = (&fields, &returned);
                        answer(&app, &staff, &request, visitor, &whole, shown)
                    }
                    None => Err(ErrorCode::Conflict.into()),
                },
                Err(error) => Err(error.into()),
            };
        }
        (true, Err(problems)) => returned.problems = problems,
        (false, _) => returned.is_expired = true,
    }
    answer(
        &app,
        &staff,
        &request,
        visitor,
        &whole,
        (&fields, &returned),
    )
}

impl PageView for ModerateReplyPage {
    const TEMPLATE: &'static str = "pages/desk/replies/moderate";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::field::Problem;
        use crate::web::moderation::desk::decision_form::samples as examples;
        let problems = examples::problems();
        let page = |problems: &[Problem], is_expired, moderation| Self {
            name: "R12-0043".to_owned(),
            title: "Een plein <b>der</b> rust".to_owned(),
            title_lang: "nl",
            thread_url: "/rounds/plein/inputs/43/replies".to_owned(),
            number: 5,
            moderation,
            is_deleted: false,
            removed: RemovedView::default(),
            lang: "nl",
            at: "2026-03-03T10:00:00Z".to_owned(),
            html: to_html("Dat is **niet** zo <b>der</b>.", Under::Title),
            above: vec![AboveView {
                number: 4,
                text: "Er komen 500 auto's <b>der</b>.".to_owned(),
                lang: "nl",
            }],
            has_above: true,
            can_decide: true,
            form: FormView::sample(problems, is_expired),
            decision: examples::form(problems, ModerationAction::ALL),
            decisions: examples::taken(),
            has_decisions: true,
        };
        let deleted = Self {
            is_deleted: true,
            can_decide: false,
            has_above: false,
            has_decisions: false,
            html: to_html("", Under::Title),
            ..page(&[], false, "visible")
        };
        let removed = Self {
            removed: RemovedView::sample(),
            can_decide: false,
            html: to_html("", Under::Title),
            ..page(&[], false, "hidden")
        };
        vec![
            ("removed".to_owned(), removed),
            ("awaiting".to_owned(), page(&[], false, "awaiting")),
            ("errors".to_owned(), page(&problems, false, "visible")),
            ("expired".to_owned(), page(&[], true, "hidden")),
            ("limited".to_owned(), page(&[], false, "limited")),
            ("deleted".to_owned(), deleted),
        ]
    }
}
