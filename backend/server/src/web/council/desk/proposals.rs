//! `GET /desk/council/proposals/{reference}`: where a proposal stands, and the steps that it can take. What
//! follows from a vote is never typed in.

use super::form::code_of;
use super::proposal_url;
use crate::web::app::App;
use crate::web::council::card::{MeetingLine, ProposalLine};
use crate::web::desk::Conflict;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::{RunCouncil, SeeDesk};
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{Choice, FormView, Returned, choices, optional};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::{ActError, ActResult, council};
use weerklank_domain::Language;
use weerklank_domain::council::{MeetingState, ProposalKind, ProposalState, ProposalStep};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_store::council::{
    MeetingRecord, MoverRecord, ProposalRecord, is_public_proposal, items_of, meeting_by_id,
    movers, proposal,
};

/// A proposal at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct DeskProposalPage {
    line: ProposalLine,
    revision: i32,
    has_public_url: bool,
    public_url: String,
    edit_url: String,
    can_run: bool,
    can_step: bool,
    form: FormView,
    has_conflict: bool,
    conflict: Conflict,
    has_trouble: bool,
    trouble: &'static str,
    step: Field,
    steps: Vec<Choice>,
    reason: Field,
    can_adopt: bool,
    adopt: String,
    adopt_csrf: String,
    meetings: Vec<MeetingLine>,
    has_meetings: bool,
}

struct Found {
    proposal: ProposalRecord,
    movers: Vec<MoverRecord>,
    meetings: Vec<MeetingRecord>,
    is_public: bool,
}

/// What was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    revision: i32,
    step: String,
    reason: String,
}

#[derive(Default)]
struct Tried {
    returned: Returned,
    conflict: Conflict,
    trouble: Option<&'static str>,
}

async fn look(
    app: &Arc<App>,
    staff: &Staff,
    permission: Permission,
    reference: &str,
) -> WebResult<Found> {
    let reference = reference.to_owned();
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let Some(proposal) = proposal(db, &reference)? else {
                    return Ok(None);
                };
                let mut meetings = Vec::new();
                for placed in items_of(db, proposal.id)? {
                    meetings.extend(meeting_by_id(db, placed.meeting_id)?);
                }
                Ok::<_, ActError>(Some(Found {
                    movers: movers(db, &[proposal.id])?,
                    is_public: is_public_proposal(db, proposal.id)?,
                    meetings,
                    proposal,
                }))
            })
        })
        .await?
        .ok_or(ErrorCode::NotFound)?;
    if !staff.actor.grants.may(permission, found.proposal.body_id) {
        return Err(ErrorCode::NotAllowed.into());
    }
    Ok(found)
}

impl DeskProposalPage {
    fn of(
        found: &Found,
        language: Language,
        can_run: bool,
        form: FormView,
        (fields, tried): (&Fields, &Tried),
        adopt_csrf: String,
    ) -> Self {
        let proposal = &found.proposal;
        let may = |step: &&ProposalStep| proposal.state.after(proposal.kind, **step).is_ok();
        let steps = ProposalStep::BY_HAND.iter().filter(may);
        let steps = choices(steps.map(|step| step.code()), &fields.step);
        let problems = &tried.returned.problems;
        let url = proposal_url(&proposal.reference);
        // It is adopted in a meeting that is going on; persons never so.
        let is_on = |meeting: &MeetingRecord| {
            meeting.position.state == MeetingState::Summoned && meeting.is_open()
        };
        Self {
            line: ProposalLine::of(proposal, &found.movers, language),
            revision: proposal.revision,
            has_public_url: found.is_public,
            public_url: format!("/council/proposals/{}", proposal.reference),
            edit_url: format!("{url}/edit"),
            can_run,
            can_step: can_run && !steps.is_empty(),
            form,
            has_conflict: tried.conflict.has_conflict,
            conflict: tried.conflict.clone(),
            has_trouble: tried.trouble.is_some(),
            trouble: tried.trouble.unwrap_or(""),
            step: Field::of(&fields.step, "step", problems),
            steps,
            reason: Field::of(&fields.reason, "reason", problems),
            can_adopt: can_run
                && proposal.state == ProposalState::Tabled
                && proposal.kind != ProposalKind::Appointment
                && found.meetings.iter().any(is_on),
            adopt: format!("{url}/adopt"),
            adopt_csrf,
            has_meetings: !found.meetings.is_empty(),
            meetings: MeetingLine::all(&found.meetings, language),
        }
    }
}

fn answer(
    (app, staff, request, visitor): (&Arc<App>, &Staff, &HttpRequest, Visitor),
    found: &Found,
    (fields, tried): (&Fields, &Tried),
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let url = proposal_url(&found.proposal.reference);
    let form = FormView::of(app, &browser, &format!("{url}/move"), &tried.returned);
    let adopt_csrf = browser.proof(app, &format!("{url}/adopt"));
    let grants = &staff.actor.grants;
    let can_run = grants.may(Permission::RunCouncil, found.proposal.body_id);
    let told = (fields, tried);
    let view = DeskProposalPage::of(found, visitor.language, can_run, form, told, adopt_csrf);
    let is_in_the_way = tried.conflict.has_conflict || tried.trouble.is_some();
    let status = tried.returned.status(is_in_the_way);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff, Permission::SeeDesk, &reference).await?;
    let asked = (&**app, &*staff, &request, visitor);
    answer(asked, &found, (&Fields::default(), &Tried::default()))
}

/// What is to be done.
enum Wanted {
    Adopt,
    Step(ProposalStep, Passage),
}

fn wanted(what: &str, fields: &Fields) -> Result<Wanted, Vec<Problem>> {
    if what == "adopt" {
        return Ok(Wanted::Adopt);
    }
    let (field, code) = ("step", "required");
    let step = ProposalStep::by_hand(&fields.step).ok_or(Problem { field, code });
    match (step, optional("reason", &fields.reason)) {
        (Ok(step), Ok(reason)) => {
            let nothing = Passage::parse_optional("").map_err(|_| Vec::new());
            Ok(Wanted::Step(step, reason.map_or(nothing, Ok)?))
        }
        (step, reason) => Err([step.err(), reason.err()].into_iter().flatten().collect()),
    }
}

/// Takes a step, or adopts it without a vote.
pub async fn step(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<RunCouncil>,
    path: web::Path<(String, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (reference, what) = path.into_inner();
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let found = look(&app, &staff, Permission::RunCouncil, &reference).await?;
    let mut tried = Tried::default();
    match (is_proven, wanted(&what, &fields)) {
        (true, Ok(wanted)) => {
            let (actor, id, read) = (staff.actor.clone(), found.proposal.id, fields.revision);
            let outcome: ActResult<()> = app
                .block(move |app| {
                    let house = &app.house;
                    WebResult::Ok(match wanted {
                        Wanted::Adopt => council::adopt_without_vote(house, &actor, id, read),
                        Wanted::Step(step, reason) => {
                            council::move_proposal(house, &actor, id, read, step, &reason)
                        }
                    })
                })
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&proposal_url(&reference))),
                Err(error) => match code_of(&error) {
                    Some(code) => tried.trouble = Some(code),
                    None => tried.conflict = Conflict::of(error)?,
                },
            }
        }
        (true, Err(problems)) => tried.returned.problems = problems,
        (false, _) => tried.returned.is_expired = true,
    }
    let found = look(&app, &staff, Permission::RunCouncil, &reference).await?;
    let asked = (&**app, &*staff, &request, visitor);
    answer(asked, &found, (&fields, &tried))
}

impl PageView for DeskProposalPage {
    const TEMPLATE: &'static str = "pages/desk/council/proposal";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::council::card::samples::{meeting, movers, now, proposal};
        let mut open = meeting(MeetingState::Summoned, true);
        open.position.started_at = Some(now());
        let of = |state, meetings: Vec<MeetingRecord>, tried: &Tried, can_run| {
            let found = Found {
                proposal: proposal(ProposalKind::Motion, state),
                movers: movers(),
                is_public: !meetings.is_empty(),
                meetings,
            };
            let problems = &tried.returned.problems;
            let form = FormView::sample(problems, tried.returned.is_expired);
            let fields = Fields {
                reason: "Daarom <b>der</b>".to_owned(),
                ..Fields::default()
            };
            let csrf = "0123456789".to_owned();
            Self::of(&found, Language::Nl, can_run, form, (&fields, tried), csrf)
        };
        let problems = ["step", "reason"].map(|field| Problem {
            field,
            code: "required",
        });
        let wrong = Tried {
            returned: Returned::wrong(problems.to_vec()),
            ..Tried::default()
        };
        let late = Tried {
            returned: Returned::expired(),
            conflict: Conflict::of(ActError::Stale).unwrap_or_default(),
            trouble: Some("waits"),
        };
        let none = Tried::default();
        vec![
            (
                "full".to_owned(),
                of(ProposalState::Tabled, vec![open], &none, true),
            ),
            (
                "errors".to_owned(),
                of(ProposalState::HeldOver, Vec::new(), &wrong, true),
            ),
            (
                "final".to_owned(),
                of(ProposalState::Adopted, Vec::new(), &none, false),
            ),
            (
                "trouble".to_owned(),
                of(ProposalState::Tabled, Vec::new(), &late, true),
            ),
        ]
    }
}
