//! `GET` and `POST /desk/…/reply`: staff reply as their body below an input, a petition or a dossier.

use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ReplyForBody;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::replies::form::text_code;
use crate::web::replies::place::number_in;
use crate::web::responses::desk::form::{FormView, Returned, web_address};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_acts::replies::{StaffReply, ThreadPlace, staff_reply};
use weerklank_domain::Language;
use weerklank_domain::people::Permission;
use weerklank_domain::replies::{LONGEST_REPLY, ReplyText};
use weerklank_domain::text::excerpt;
use weerklank_store::replies::{ReplyRecord, find, find_thread, pinned, unpinned_staff};
use weerklank_store::{dossiers, inputs, petitions, rounds};

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct StaffReplyPage {
    name: String,
    title: String,
    lang: &'static str,
    thread_url: String,
    form: FormView,
    can_reply: bool,
    max: usize,
    has_parent: bool,
    parent: i64,
    parent_text: String,
    parent_lang: &'static str,
    reply: Field,
    source: Field,
    is_correction: bool,
    is_pinned: bool,
    has_pinned: bool,
    pinned: Vec<PinView>,
    has_others: bool,
    others: Vec<PinView>,
}

/// A reply of staff, with the button that puts it on top of its thread or takes it down.
#[derive(Debug, Clone, Serialize)]
struct PinView {
    number: i64,
    text: String,
    lang: &'static str,
    action: String,
    csrf: String,
}

impl PinView {
    fn of(reply: &ReplyRecord, act: &str, proof: impl Fn(&str) -> String) -> Self {
        let action = format!("/desk/replies/{}/{act}", reply.id);
        Self {
            number: reply.number,
            text: excerpt(&reply.text, EXCERPT),
            lang: reply.language.code(),
            csrf: proof(&action),
            action,
        }
    }
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    parent: String,
    reply: String,
    source: String,
    is_correction: Option<String>,
    is_pinned: Option<String>,
}

impl Fields {
    fn parse(&self, parent: Option<i64>, language: Language) -> Result<StaffReply, Vec<Problem>> {
        let mut problems = Vec::new();
        let text = ReplyText::parse(&self.reply)
            .map_err(|fault| {
                problems.push(Problem {
                    field: "reply",
                    code: text_code(fault),
                });
            })
            .ok();
        let source = web_address("source", &self.source);
        let correction = match (self.is_correction.is_some(), source) {
            (false, _) => None,
            (true, Ok(Some(source))) => Some(source),
            (true, Ok(None)) => {
                problems.push(Problem {
                    field: "source",
                    code: "required",
                });
                None
            }
            (true, Err(problem)) => {
                problems.push(problem);
                None
            }
        };
        match text.filter(|_| problems.is_empty()) {
            Some(text) => Ok(StaffReply {
                parent,
                text,
                language,
                correction,
                is_pinned: self.is_pinned.is_some(),
            }),
            None => Err(problems),
        }
    }
}

struct Whole {
    place: ThreadPlace,
    parent: Option<ReplyRecord>,
    pinned: Vec<ReplyRecord>,
    /// Other replies of staff, the newest first.
    others: Vec<ReplyRecord>,
}

async fn look(
    app: &Arc<App>,
    request: &HttpRequest,
    actor: &Actor,
    parent: &str,
) -> WebResult<Whole> {
    let info = request.match_info();
    let pattern = request.match_pattern().unwrap_or_default();
    let reference = info.get("reference").unwrap_or_default().to_owned();
    let numbers = if pattern.starts_with("/desk/rounds") {
        Some((number_in(request, "number")?, number_in(request, "input")?))
    } else {
        None
    };
    let is_petition = pattern.starts_with("/desk/petitions");
    let parent: Option<i64> = match parent {
        "" => None,
        text => Some(text.parse().map_err(WebError::bad_request)?),
    };
    let actor = actor.clone();
    app.block(move |app| {
        let now = app.house.clock.now();
        let found = app.house.store.read_at_once(|db| {
            let place = match numbers {
                Some((round, input)) => {
                    let round = rounds::find_by_number(db, round)?.ok_or(ActError::Missing)?;
                    let input = inputs::find(db, round.id, input)?.ok_or(ActError::Missing)?;
                    ThreadPlace::of_input(&round, &input, now)
                }
                None if is_petition => {
                    let id = petitions::id_of_reference(db, &reference)?;
                    let id = id.ok_or(ActError::Missing)?;
                    ThreadPlace::of_petition(
                        &petitions::find_by_id(db, id)?.ok_or(ActError::Missing)?,
                    )
                }
                None => ThreadPlace::of_dossier(
                    &dossiers::find_by_reference(db, &reference)?.ok_or(ActError::Missing)?,
                ),
            };
            actor.require(Permission::ReplyForBody, place.body_id)?;
            let thread = find_thread(db, place.subject)?;
            Ok::<_, ActError>(Whole {
                parent: match (&thread, parent) {
                    (Some(thread), Some(number)) => find(db, thread.id, number)?,
                    _ => None,
                },
                pinned: match &thread {
                    Some(thread) => pinned(db, thread.id)?,
                    None => Vec::new(),
                },
                others: match &thread {
                    Some(thread) => unpinned_staff(db, thread.id, MOST_OTHERS)?,
                    None => Vec::new(),
                },
                place,
            })
        })?;
        if parent.is_some() && found.parent.as_ref().is_none_or(|one| !one.is_readable()) {
            return Err(ErrorCode::NotFound.into());
        }
        WebResult::Ok(found)
    })
    .await
}

type Staff = Allowed<ReplyForBody>;

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    whole: &Whole,
    (fields, returned): (&Fields, &Returned),
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let place = &whole.place;
    let problems = &returned.problems;
    let proof = |action: &str| browser.proof(app, action);
    let pinned = pins(&whole.pinned, "unpin", &proof);
    let others = pins(&whole.others, "pin", &proof);
    let view = StaffReplyPage {
        name: place.name.clone(),
        title: place.title.clone(),
        lang: place.language.code(),
        thread_url: place.replies_url(),
        form: FormView::of(app, &browser, request.path(), returned),
        can_reply: place.takes_replies,
        max: LONGEST_REPLY,
        has_parent: whole.parent.is_some(),
        parent: whole.parent.as_ref().map_or(0, |parent| parent.number),
        parent_text: whole
            .parent
            .as_ref()
            .map(|parent| excerpt(&parent.text, EXCERPT))
            .unwrap_or_default(),
        parent_lang: whole
            .parent
            .as_ref()
            .map_or(place.language.into(), |parent| parent.language)
            .code(),
        reply: Field::of(&fields.reply, "reply", problems),
        source: Field::of(&fields.source, "source", problems),
        is_correction: fields.is_correction.is_some(),
        is_pinned: fields.is_pinned.is_some(),
        has_pinned: !pinned.is_empty(),
        pinned,
        has_others: !others.is_empty(),
        others,
    };
    let status = returned.status(false);
    desk_page(app, staff, request, visitor, status, &view)
}

fn pins(replies: &[ReplyRecord], act: &str, proof: &dyn Fn(&str) -> String) -> Vec<PinView> {
    replies
        .iter()
        .filter(|reply| reply.is_readable())
        .map(|reply| PinView::of(reply, act, proof))
        .collect()
}

/// So many replies of staff can be put on top from here.
const MOST_OTHERS: i64 = 10;
/// So much of a reply stands beside the form.
const EXCERPT: usize = 280;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    parent: String,
}

/// Shows the form; `?parent=5` replies to the reply of that number.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
) -> WebResult<HttpResponse> {
    let asked = web::Query::<Asked>::from_query(request.query_string())
        .map_err(WebError::bad_request)?
        .into_inner();
    let whole = look(&app, &request, &staff.actor, &asked.parent).await?;
    let shown = (&Fields::default(), &Returned::default());
    answer(&app, &staff, &request, visitor, &whole, shown)
}

/// Takes the reply.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let whole = look(&app, &request, &staff.actor, &fields.parent).await?;
    let mut returned = Returned::default();
    let parent = whole.parent.as_ref().map(|parent| parent.number);
    match (is_proven, fields.parse(parent, visitor.language)) {
        (true, Ok(reply)) => {
            let (actor, subject) = (staff.actor.clone(), whole.place.subject);
            let replied = app
                .block(move |app| staff_reply(&app.house, &actor, subject, &reply))
                .await?;
            app.metrics.act("staff_reply");
            return Ok(see_other(&replied.place()));
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

impl PageView for StaffReplyPage {
    const TEMPLATE: &'static str = "pages/desk/replies/staff";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let problems = [
            Problem {
                field: "reply",
                code: "too_long",
            },
            Problem {
                field: "source",
                code: "invalid_url",
            },
        ];
        let pin = |act| PinView {
            number: 7,
            text: "Het zijn er 50 <b>der</b>.".to_owned(),
            lang: "nl",
            action: format!("/desk/replies/7/{act}"),
            csrf: "abc".to_owned(),
        };
        let page = |problems: &[Problem], is_expired, can_reply| Self {
            name: "R12-0043".to_owned(),
            title: "Een plein <b>der</b> rust".to_owned(),
            lang: "nl",
            thread_url: "/rounds/plein/inputs/43/replies".to_owned(),
            form: FormView::sample(problems, is_expired),
            can_reply,
            max: LONGEST_REPLY,
            has_parent: is_expired,
            parent: 5,
            parent_text: "Er komen 500 auto's <b>der</b>.".to_owned(),
            parent_lang: "nl",
            reply: Field::of("Het zijn er 50.", "reply", problems),
            source: Field::of("https://voorbeeld.nl/tel", "source", problems),
            is_correction: !can_reply,
            is_pinned: is_expired,
            has_pinned: can_reply,
            pinned: vec![pin("unpin")],
            has_others: can_reply,
            others: vec![pin("pin")],
        };
        vec![
            ("empty".to_owned(), page(&[], false, true)),
            ("errors".to_owned(), page(&problems, false, true)),
            ("expired".to_owned(), page(&[], true, true)),
            ("closed".to_owned(), page(&[], false, false)),
        ]
    }
}
