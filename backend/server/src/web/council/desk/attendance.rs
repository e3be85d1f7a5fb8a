//! `/desk/council/meetings/{reference}/attendance`: the presence list, with whether enough members are there
//! as it stands now. Why somebody is not there has no field.

use super::form::{Typed, code_of, time_on};
use super::{meeting_of, meeting_url};
use crate::web::app::App;
use crate::web::council::card::MeetingLine;
use crate::web::council::meeting::parts::PresenceView;
use crate::web::council::meeting::{Whole, load};
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::RunCouncil;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty};
use crate::web::responses::desk::form::{Choice, FormView, Returned, choices};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::{ActError, council};
use weerklank_domain::Language;
use weerklank_domain::calendar::{day_of, local_time_of};
use weerklank_domain::council::{AttendanceMode, MeetingState};
use weerklank_domain::people::Permission;
use weerklank_store::council::{MeetingRecord, MembershipRecord, memberships};

/// The presence list.
#[derive(Debug, Clone, Serialize)]
pub struct AttendancePage {
    line: MeetingLine,
    url: String,
    form: FormView,
    at_time: Field,
    modes: Vec<Choice>,
    away: Vec<AwayView>,
    has_away: bool,
    here: Vec<HereView>,
    has_here: bool,
    has_presence: bool,
    presence: PresenceView,
}

/// Somebody who has a part in the body and is not on the list now.
#[derive(Debug, Clone, Serialize)]
struct AwayView {
    id: i64,
    name: String,
    role: &'static str,
    has_seat: bool,
    is_ticked: bool,
}

/// A line of the list.
#[derive(Debug, Clone, Serialize)]
struct HereView {
    id: i64,
    name: String,
    is_remote: bool,
    from: String,
    is_here: bool,
    until: String,
    leave: String,
    leave_csrf: String,
    strike: String,
    strike_csrf: String,
}

type Found = (Whole, Vec<MembershipRecord>);

async fn look(app: &Arc<App>, staff: &Staff, reference: &str) -> WebResult<Found> {
    meeting_of(app, &staff.actor, Permission::RunCouncil, reference).await?;
    let reference = reference.to_owned();
    let found = app
        .block(move |app| {
            let now = app.house.clock.now();
            app.house.store.read(|db| {
                let Some(mut whole) = load(db, &reference, now)? else {
                    return Ok(None);
                };
                // Before the opening it is asked how many are there now.
                if whole.attending.is_none()
                    && whole.meeting.position.state == MeetingState::Summoned
                {
                    whole.attending = council::attending(db, &whole.meeting, now).ok();
                }
                let mut all = memberships(db, whole.meeting.body_id)?;
                let day = day_of(whole.meeting.text.planned_at);
                all.retain(|one| one.covers(day));
                Ok::<_, ActError>(Some((whole, all)))
            })
        })
        .await?;
    Ok(found.ok_or(ErrorCode::NotFound)?)
}

impl AttendancePage {
    fn of(
        (whole, all): &Found,
        form: FormView,
        (typed, problems): (&Typed, &[Problem]),
        language: Language,
        proof: &dyn Fn(&str) -> String,
    ) -> Self {
        let url = meeting_url(&whole.meeting.reference);
        let is_here = |id: i64| {
            let mut lines = whole.attendance.iter();
            lines.any(|line| line.member.0 == id && line.until_at.is_none())
        };
        let ticked = typed.all("member");
        let mut away: Vec<AwayView> = Vec::new();
        for one in all.iter().filter(|one| !is_here(one.member.0)) {
            // Somebody may hold more than one part.
            if away.iter().any(|known| known.id == one.member.0) {
                continue;
            }
            away.push(AwayView {
                id: one.member.0,
                name: one.member.2.clone(),
                role: one.text.role.code(),
                has_seat: one.text.seat_id.is_some(),
                is_ticked: ticked.contains(&one.member.0.to_string().as_str()),
            });
        }
        let here: Vec<HereView> = whole
            .attendance
            .iter()
            .map(|line| {
                let leave = format!("{url}/attendance/{}/leave", line.member.0);
                let strike = format!("{url}/attendance/{}/strike", line.id);
                HereView {
                    id: line.id,
                    name: line.member.2.clone(),
                    is_remote: line.mode == AttendanceMode::Remote,
                    from: rfc3339(line.from_at),
                    is_here: line.until_at.is_none(),
                    until: rfc3339_or_empty(line.until_at),
                    leave_csrf: proof(&leave),
                    leave,
                    strike_csrf: proof(&strike),
                    strike,
                }
            })
            .collect();
        let presence = whole.attending.as_ref();
        let presence = presence.map(|attending| PresenceView::of(whole, attending));
        let mode = match typed.get("mode") {
            "" => AttendanceMode::InPerson.code(),
            mode => mode,
        };
        Self {
            line: MeetingLine::of(&whole.meeting, language),
            form,
            at_time: Field::of(typed.get("at_time"), "at_time", problems),
            modes: choices(AttendanceMode::ALL.iter().map(|mode| mode.code()), mode),
            has_away: !away.is_empty(),
            away,
            has_here: !here.is_empty(),
            here,
            has_presence: presence.is_some(),
            presence: presence.unwrap_or_default(),
            url,
        }
    }
}

async fn answer(
    (app, staff, request, visitor): (&Arc<App>, &Staff, &HttpRequest, Visitor),
    reference: &str,
    (typed, returned): (&Typed, &Returned),
) -> WebResult<HttpResponse> {
    let found = look(app, staff, reference).await?;
    let browser = Browser::of(app, request);
    let action = format!("{}/attendance", meeting_url(reference));
    let form = FormView::of(app, &browser, &action, returned);
    let proof = |action: &str| browser.proof(app, action);
    let told = (typed, returned.problems.as_slice());
    let view = AttendancePage::of(&found, form, told, visitor.language, &proof);
    desk_page(app, staff, request, visitor, returned.status(false), &view)
}

/// Answers the list.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<RunCouncil>,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let asked = (&**app, &*staff, &request, visitor);
    let shown = (&Typed::default(), &Returned::default());
    answer(asked, &reference, shown).await
}

/// The moment that was typed, on the day of the meeting; now where nothing was.
fn moment(meeting: &MeetingRecord, typed: &Typed) -> Result<Option<DateTime<Utc>>, Problem> {
    if typed.get("at_time").trim().is_empty() {
        return Ok(None);
    }
    let (day, _) = local_time_of(meeting.text.planned_at);
    time_on(day, "at_time", typed).map(Some)
}

/// Members come.
pub async fn arrive(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<RunCouncil>,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let meeting = meeting_of(&app, &staff.actor, Permission::RunCouncil, &reference).await?;
    let ids: Vec<i64> = typed
        .all("member")
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    let mode = AttendanceMode::from_code(typed.get("mode")).unwrap_or(AttendanceMode::InPerson);
    let mut returned = Returned::default();
    match (is_proven, moment(&meeting, &typed)) {
        (true, Ok(_)) if ids.is_empty() => returned.problems.push(Problem {
            field: "members",
            code: "required",
        }),
        (true, Ok(at)) => {
            let (actor, id) = (staff.actor.clone(), meeting.id);
            let outcome = app
                .block(move |app| {
                    WebResult::Ok(council::arrive(&app.house, &actor, id, &ids, mode, at))
                })
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(request.path())),
                Err(error) => returned.problems.push(problem_of(error)?),
            }
        }
        (true, Err(problem)) => returned.problems.push(problem),
        (false, _) => returned.is_expired = true,
    }
    let asked = (&**app, &*staff, &request, visitor);
    answer(asked, &reference, (&typed, &returned)).await
}

/// A member goes, or a line is struck.
pub async fn change(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<RunCouncil>,
    path: web::Path<(String, i64, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (reference, key, what) = path.into_inner();
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let meeting = meeting_of(&app, &staff.actor, Permission::RunCouncil, &reference).await?;
    let mut returned = Returned::default();
    match (is_proven, moment(&meeting, &typed)) {
        (true, Ok(at)) => {
            let (actor, id) = (staff.actor.clone(), meeting.id);
            let outcome = app
                .block(move |app| {
                    let house = &app.house;
                    WebResult::Ok(if what == "strike" {
                        council::strike(house, &actor, id, key)
                    } else {
                        council::leave(house, &actor, id, key, at)
                    })
                })
                .await?;
            match outcome {
                Ok(()) => {
                    let list = format!("{}/attendance", meeting_url(&reference));
                    return Ok(see_other(&list));
                }
                Err(error) => returned.problems.push(problem_of(error)?),
            }
        }
        (true, Err(problem)) => returned.problems.push(problem),
        (false, _) => returned.is_expired = true,
    }
    let asked = (&**app, &*staff, &request, visitor);
    answer(asked, &reference, (&Typed::default(), &returned)).await
}

fn problem_of(error: ActError) -> Result<Problem, ActError> {
    let code = match code_of(&error) {
        Some(code) => code,
        None => return Err(error),
    };
    let field = if code == "wrong_time" {
        "at_time"
    } else {
        "members"
    };
    Ok(Problem { field, code })
}

impl PageView for AttendancePage {
    const TEMPLATE: &'static str = "pages/desk/council/attendance";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::council::meeting::samples::whole;
        use weerklank_domain::council::{MembershipRole, Period};
        use weerklank_store::council::MembershipText;
        let held = |id: i64, seat: Option<i64>| MembershipRecord {
            id,
            body_id: 1,
            member: (id, "a".into(), "A. <b>der</b> Vries".into(), "Vries".into()),
            seat: None,
            text: MembershipText {
                seat_id: seat,
                faction_id: None,
                role: if seat.is_some() {
                    MembershipRole::Member
                } else {
                    MembershipRole::Chair
                },
                period: Period::default(),
            },
            revision: 1,
        };
        let of = |found: Found, problems: &[Problem], is_expired| {
            let form = FormView::sample(problems, is_expired);
            let typed = Typed::new(&[("member", "8".to_owned()), ("at_time", "laat".to_owned())]);
            let proof = |_: &str| "0123456789".to_owned();
            Self::of(&found, form, (&typed, problems), Language::Nl, &proof)
        };
        let full = (
            whole(MeetingState::Held, true),
            vec![held(8, Some(1)), held(9, None), held(1, Some(2))],
        );
        let mut bare = whole(MeetingState::Tentative, false);
        bare.attendance.clear();
        let problems = ["members", "at_time"].map(|field| Problem {
            field,
            code: "required",
        });
        vec![
            ("full".to_owned(), of(full, &[], false)),
            ("errors".to_owned(), of((bare, Vec::new()), &problems, true)),
        ]
    }
}
