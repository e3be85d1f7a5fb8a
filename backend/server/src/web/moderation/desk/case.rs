//! `GET` and `POST /desk/notices/{id}` and `/desk/complaints/{id}`: one notice or complaint with all of its
//! context, and what is decided on it.

mod fields;
mod view;

pub use view::CasePage;

use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::Moderate;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::Problem;
use crate::web::form::{Browser, Nothing, SealedForm, opened, see_other};
use crate::web::moderation::desk::decision_form::{allowed, problem_of};
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use fields::Fields;
use std::sync::Arc;
use weerklank_acts::moderation::{Target, decide_complaint, decide_notice, take_notice};
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::moderation::Side;
use weerklank_domain::people::{Grants, Permission};
use weerklank_store::moderation::{
    ComplaintRecord, DecisionRecord, NoticeRecord, RuleRecord, complaint, current_version,
    decision, decisions_of, notice, open_complaints, open_notices, rules_of,
};

type Staff = Allowed<Moderate>;

/// What is decided about.
pub(super) enum Case {
    Notice(NoticeRecord),
    Complaint(ComplaintRecord),
}

/// Everything that whoever decides has before them.
pub(super) struct Whole {
    pub case: Case,
    pub target: Target,
    pub decisions: Vec<DecisionRecord>,
    pub rules: Vec<RuleRecord>,
}

/// Those of some actions that restrict.
pub(super) fn restrictions(actions: &[ModerationAction]) -> Vec<ModerationAction> {
    let all = actions.iter().copied();
    all.filter(|action| action.is_restriction()).collect()
}

impl Whole {
    /// What can be done about it, where whoever decides may have to do something.
    fn measures(&self, grants: &Grants) -> Vec<ModerationAction> {
        match &self.case {
            Case::Complaint(complaint) if complaint.side == Side::Author => Vec::new(),
            Case::Notice(_) | Case::Complaint(_) => {
                let body_id = self.target.place().body_id;
                allowed(&restrictions(&self.target.choices()), grants, body_id)
            }
        }
    }
}

/// Which of the two an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Notice,
    Complaint,
}

fn kind_of(request: &HttpRequest) -> Kind {
    if request.path().starts_with("/desk/complaints/") {
        Kind::Complaint
    } else {
        Kind::Notice
    }
}

async fn look(app: &Arc<App>, actor: &Actor, kind: Kind, id: i64) -> WebResult<Whole> {
    let actor = actor.clone();
    let whole = app
        .block(move |app| {
            let now = app.house.clock.now();
            app.house.store.read_at_once(|db| {
                let (case, subject, body_id) = match kind {
                    Kind::Notice => {
                        let notice = notice(db, id)?.ok_or(ActError::Missing)?;
                        let (subject, body_id) = (notice.subject, notice.body_id);
                        (Case::Notice(notice), subject, body_id)
                    }
                    Kind::Complaint => {
                        let complaint = complaint(db, id)?.ok_or(ActError::Missing)?;
                        let taken = decision(db, complaint.decision_id)?;
                        let subject = taken.ok_or(ActError::Missing)?.subject;
                        let body_id = complaint.body_id;
                        (Case::Complaint(complaint), subject, body_id)
                    }
                };
                actor.require(Permission::Moderate, body_id)?;
                let version = current_version(db)?;
                Ok::<_, ActError>(Whole {
                    target: Target::find(db, subject, now)?,
                    decisions: decisions_of(db, subject)?,
                    rules: rules_of(db, version)?,
                    case,
                })
            })
        })
        .await?;
    Ok(whole)
}

/// What is shown beside the case.
#[derive(Default)]
pub(super) struct Shown {
    pub fields: Fields,
    pub returned: Returned,
    pub is_stale: bool,
    pub is_taken: bool,
    pub is_same_person: bool,
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
    let here = request.path();
    let form = FormView::of(app, &browser, here, &shown.returned);
    let take_csrf = browser.proof(app, &format!("{here}/take"));
    let view = CasePage::of(
        whole,
        shown,
        &staff.actor,
        visitor.language,
        here,
        (form, take_csrf),
    );
    let is_in_the_way = shown.is_stale || shown.is_taken || shown.is_same_person;
    let status = shown.returned.status(is_in_the_way);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the case.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    id: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let kind = kind_of(&request);
    let whole = look(&app, &staff.actor, kind, id.into_inner()).await?;
    answer(&app, &staff, &request, visitor, &whole, &Shown::default())
}

/// Takes a notice, also from a colleague.
pub async fn take(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: Staff,
    id: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (Nothing {}, is_proven) = opened(&app, &request, form, request.path())?;
    if !is_proven {
        return Err(ErrorCode::Forbidden.into());
    }
    let (actor, id) = (staff.actor.clone(), id.into_inner());
    app.block(move |app| take_notice(&app.house, &actor, id))
        .await?;
    Ok(see_other(&format!("/desk/notices/{id}")))
}

async fn decide(
    app: &Arc<App>,
    actor: Actor,
    kind: Kind,
    id: i64,
    fields: &Fields,
    whole: &Whole,
) -> WebResult<Result<ActResult<()>, Vec<Problem>>> {
    Ok(match kind {
        Kind::Notice => match fields.notice_ruling() {
            Ok(ruling) => Ok(app
                .block(move |app| WebResult::Ok(decide_notice(&app.house, &actor, id, &ruling)))
                .await?),
            Err(problems) => Err(problems),
        },
        Kind::Complaint => match fields.complaint_ruling(&whole.case) {
            Ok(ruling) => Ok(app
                .block(move |app| WebResult::Ok(decide_complaint(&app.house, &actor, id, &ruling)))
                .await?),
            Err(problems) => Err(problems),
        },
    })
}

/// Takes the decision; then the next one that waits opens by itself.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    id: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (kind, id) = (kind_of(&request), id.into_inner());
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let whole = look(&app, &staff.actor, kind, id).await?;
    let mut shown = Shown::default();
    if is_proven {
        let actor = staff.actor.clone();
        match decide(&app, actor, kind, id, &fields, &whole).await? {
            Ok(Ok(())) => return Ok(see_other(&next(&app, &staff.actor, kind).await?)),
            Ok(Err(ActError::Stale)) => shown.is_stale = true,
            Ok(Err(ActError::Claimed(..))) => shown.is_taken = true,
            Ok(Err(ActError::SamePerson)) => shown.is_same_person = true,
            Ok(Err(ActError::CannotModerate(cannot))) => match problem_of(cannot) {
                Some(problem) => shown.returned.problems = vec![problem],
                None => shown.is_stale = true,
            },
            Ok(Err(error)) => return Err(error.into()),
            Err(problems) => shown.returned.problems = problems,
        }
    } else {
        shown.returned.is_expired = true;
    }
    shown.fields = fields;
    let whole = look(&app, &staff.actor, kind, id).await?;
    answer(&app, &staff, &request, visitor, &whole, &shown)
}

/// The oldest that this member of staff can decide, or the list.
async fn next(app: &Arc<App>, actor: &Actor, kind: Kind) -> WebResult<String> {
    /// So many are looked at for one that is free.
    const LOOK: i64 = 20;
    let bodies = actor.grants.bodies(Permission::Moderate);
    let me = actor.staff_id;
    let url = app
        .block(move |app| {
            app.house.store.read(|db| {
                Ok::<_, ActError>(match kind {
                    Kind::Notice => open_notices(db, &bodies, 0, LOOK)?
                        .into_iter()
                        .find(|one| one.assigned_to.as_ref().is_none_or(|(id, _)| *id == me))
                        .map_or_else(
                            || "/desk/notices?list=notices".to_owned(),
                            |one| format!("/desk/notices/{}", one.id),
                        ),
                    Kind::Complaint => open_complaints(db, &bodies, 0, LOOK)?
                        .into_iter()
                        .find(|one| one.decided_by != me)
                        .map_or_else(
                            || "/desk/notices?list=complaints".to_owned(),
                            |one| format!("/desk/complaints/{}", one.id),
                        ),
                })
            })
        })
        .await?;
    Ok(url)
}
