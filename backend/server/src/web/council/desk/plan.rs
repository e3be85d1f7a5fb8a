//! Planning a meeting, changing one, convening one again, and cancelling one.

use super::form::{
    Asked, Kind, Sheet, Tried, Typed, chosen, day, line, optional_line, show, take, time_on, wrong,
};
use super::{bodies_for, meeting_of, meeting_url, name_of};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::RunCouncil;
use crate::web::errors::WebResult;
use crate::web::field::Problem;
use crate::web::form::{SealedForm, opened};
use crate::web::responses::desk::form::needed;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult, council};
use weerklank_domain::Language;
use weerklank_domain::calendar::local_time_of;
use weerklank_domain::people::Permission;
use weerklank_store::council::{MeetingRecord, MeetingText, memberships};

type Staff = Allowed<RunCouncil>;
/// Keys with names.
type Named = Vec<(String, String)>;

/// The bodies that somebody may keep, and everybody who has a part in one of them.
async fn lists(app: &Arc<App>, actor: &Actor, language: Language) -> WebResult<(Named, Named)> {
    let actor = actor.clone();
    app.block(move |app| {
        app.house.store.read(|db| {
            let bodies = bodies_for(db, &actor, Permission::RunCouncil)?;
            let mut chairs = Named::new();
            for body in &bodies {
                for one in memberships(db, body.id)? {
                    chairs.push((one.member.0.to_string(), one.member.2));
                }
            }
            chairs.sort_by(|one, other| one.1.cmp(&other.1));
            chairs.dedup();
            let bodies = bodies
                .iter()
                .map(|body| (body.id.to_string(), name_of(body, language)));
            Ok::<_, ActError>((bodies.collect(), chairs))
        })
    })
    .await
}

fn sheet(
    code: &'static str,
    subject: &str,
    back: &str,
    (bodies, chairs): (&Named, &Named),
) -> Sheet {
    let mut fields = Vec::new();
    if code == "plan_meeting" {
        fields.push(("body", Kind::Named(bodies.clone())));
    }
    fields.extend([
        ("planned_on", Kind::Day),
        ("planned_time", Kind::Time),
        ("place", Kind::Line),
        ("meeting_title", Kind::Line),
        ("chair", Kind::Named(chairs.clone())),
    ]);
    Sheet {
        code,
        subject: subject.to_owned(),
        back: back.to_owned(),
        fields,
    }
}

fn parse(typed: &Typed, chairs: &Named, language: Language) -> Result<MeetingText, Vec<Problem>> {
    let planned = day("planned_on", typed);
    let at = planned.and_then(|on| time_on(on, "planned_time", typed));
    let parts = (
        at,
        line::<200>("place", typed),
        optional_line::<200>("meeting_title", typed),
        chosen("chair", typed, chairs),
    );
    match parts {
        (Ok(planned_at), Ok(place), Ok(title), Ok(chair_id)) => Ok(MeetingText {
            title,
            language,
            planned_at,
            place,
            chair_id,
        }),
        (at, place, title, chair) => Err(wrong([at.err(), place.err(), title.err(), chair.err()])),
    }
}

fn values(meeting: &MeetingRecord) -> Typed {
    let (on, time) = local_time_of(meeting.text.planned_at);
    let chair = meeting.text.chair_id.map(|id| id.to_string());
    Typed::new(&[
        ("revision", meeting.revision.to_string()),
        ("planned_on", on.to_string()),
        ("planned_time", time.format("%H:%M").to_string()),
        ("place", meeting.text.place.clone()),
        ("meeting_title", meeting.text.title.clone()),
        ("chair", chair.unwrap_or_default()),
    ])
}

/// Shows the form of a new meeting.
pub async fn begin(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
) -> WebResult<HttpResponse> {
    let (bodies, chairs) = lists(&app, &staff.actor, visitor.language).await?;
    let sheet = sheet("plan_meeting", "", "/desk/council", (&bodies, &chairs));
    let first = bodies.first().map(|(key, _)| key.clone());
    let typed = Typed::new(&[("body", first.unwrap_or_default())]);
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    show(&asked, &sheet, &typed, &Tried::default())
}

/// Plans a meeting.
pub async fn plan(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let (bodies, chairs) = lists(&app, &staff.actor, visitor.language).await?;
    let sheet = sheet("plan_meeting", "", "/desk/council", (&bodies, &chairs));
    let (field, code) = ("body", "required");
    let body = chosen("body", &typed, &bodies).and_then(|it| it.ok_or(Problem { field, code }));
    let parsed = match (body, parse(&typed, &chairs, Language::Nl)) {
        (Ok(body), Ok(text)) => Ok((body, text)),
        (body, text) => {
            let mut problems = wrong([body.err()]);
            problems.extend(text.err().unwrap_or_default());
            Err(problems)
        }
    };
    let actor = staff.actor.clone();
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    take(
        &asked,
        &sheet,
        (&typed, is_proven),
        parsed,
        move |app, (body, text)| {
            let meeting = council::plan_meeting(&app.house, &actor, body, &text)?;
            Ok(meeting_url(&meeting.reference))
        },
    )
    .await
}

/// The code of the form at the end of an address.
fn code_of(step: &str) -> &'static str {
    match step {
        "again" => "convene_again",
        "cancel" => "cancel_meeting",
        _ => "change_meeting",
    }
}

fn cancelling(subject: &str) -> Sheet {
    Sheet {
        code: "cancel_meeting",
        subject: subject.to_owned(),
        back: meeting_url(subject),
        fields: vec![("reason", Kind::Area)],
    }
}

/// Shows the form of a change, of another meeting in its place, or of its end before it began.
pub async fn edit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, String)>,
) -> WebResult<HttpResponse> {
    let (reference, step) = path.into_inner();
    let meeting = meeting_of(&app, &staff.actor, Permission::RunCouncil, &reference).await?;
    let (bodies, chairs) = lists(&app, &staff.actor, visitor.language).await?;
    let sheet = match code_of(&step) {
        "cancel_meeting" => cancelling(&reference),
        code => sheet(
            code,
            &reference,
            &meeting_url(&reference),
            (&bodies, &chairs),
        ),
    };
    let mut typed = values(&meeting);
    if step == "again" {
        typed.0.retain(|(name, _)| name != "planned_on");
    }
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    show(&asked, &sheet, &typed, &Tried::default())
}

/// Takes such a form.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (reference, step) = path.into_inner();
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let meeting = meeting_of(&app, &staff.actor, Permission::RunCouncil, &reference).await?;
    let actor = staff.actor.clone();
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    let (id, read, code) = (meeting.id, typed.revision(), code_of(&step));
    if code == "cancel_meeting" {
        let parsed = needed("reason", typed.get("reason")).map_err(|problem| vec![problem]);
        let sheet = cancelling(&reference);
        return take(
            &asked,
            &sheet,
            (&typed, is_proven),
            parsed,
            move |app, reason| {
                council::cancel_meeting(&app.house, &actor, id, read, &reason)?;
                Ok(meeting_url(&reference))
            },
        )
        .await;
    }
    let (bodies, chairs) = lists(&app, &staff.actor, visitor.language).await?;
    let sheet = sheet(
        code,
        &reference,
        &meeting_url(&reference),
        (&bodies, &chairs),
    );
    let parsed = parse(&typed, &chairs, meeting.text.language);
    take(
        &asked,
        &sheet,
        (&typed, is_proven),
        parsed,
        move |app, text| -> ActResult<String> {
            if code == "convene_again" {
                let second = council::convene_again(&app.house, &actor, id, read, &text)?;
                return Ok(meeting_url(&second.reference));
            }
            council::change_meeting(&app.house, &actor, id, read, &text)?;
            Ok(meeting_url(&reference))
        },
    )
    .await
}
