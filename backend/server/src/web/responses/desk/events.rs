//! `GET` and `POST /desk/petitions/{reference}/events`: what a body did with a petition.

use super::form::{
    Choice, FormView, Returned, choices, day, opened, optional, see_other, web_address,
};
use super::problem::problem_of_event;
use super::subject::Subject;
use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::RecordEvents;
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::petitions::desk::petition_of;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::{Happening, record_event};
use weerklank_domain::petitions::EventKind;
use weerklank_domain::responses::{may_record, recordable};
use weerklank_domain::text::plain_text;
use weerklank_store::petitions::{EventRecord, PetitionRecord, events};

/// The form, below what is on the thread.
#[derive(Debug, Clone, Serialize)]
pub struct EventsPage {
    subject: Subject,
    form: FormView,
    can_record: bool,
    conflict: Conflict,
    events: Vec<Row>,
    kinds: Vec<Choice>,
    kind: Field,
    day: Field,
    text: Field,
    url: Field,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    kind: &'static str,
    at: String,
    has_text: bool,
    text: String,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    url: String,
}

impl Fields {
    fn parse(&self) -> Result<Happening, Vec<Problem>> {
        let missing = |field| Problem {
            field,
            code: "required",
        };
        let kind = EventKind::from_code(&self.kind)
            .filter(|kind| recordable().contains(kind))
            .ok_or(missing("kind"));
        let day = day("day", &self.day).and_then(|day| day.ok_or(missing("day")));
        let text = optional("text", &self.text);
        let url = web_address("url", &self.url);
        match (kind, day, text, url) {
            (Ok(kind), Ok(day), Ok(text), Ok(url)) => Ok(Happening {
                kind,
                day,
                text,
                url,
            }),
            (kind, day, text, url) => Err([kind.err(), day.err(), text.err(), url.err()]
                .into_iter()
                .flatten()
                .collect()),
        }
    }
}

type Staff = Allowed<RecordEvents>;

/// What is shown of a form that came back.
#[derive(Default)]
struct Shown {
    fields: Fields,
    returned: Returned,
    conflict: Conflict,
}

type Found = (PetitionRecord, Vec<EventRecord>);

async fn look(app: &Arc<App>, actor: &Actor, reference: &str) -> WebResult<Found> {
    let (actor, reference) = (actor.clone(), reference.to_owned());
    app.block(move |app| {
        let petition = petition_of(app, &actor, &reference)?;
        let id = petition.id;
        let events = app
            .house
            .store
            .read(|db| Ok::<_, ActError>(events(db, id)?))?;
        WebResult::Ok((petition, events))
    })
    .await
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (petition, events): &Found,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let problems = &shown.returned.problems;
    let fields = &shown.fields;
    let is_imported = petition.source_key.is_some();
    let view = EventsPage {
        subject: Subject::of(petition, visitor.language),
        form: FormView::of(app, &browser, request.path(), &shown.returned),
        can_record: may_record(EventKind::Debated, petition.state, is_imported).is_ok(),
        conflict: shown.conflict.clone(),
        events: events.iter().rev().map(Row::of).collect(),
        kinds: choices(recordable().into_iter().map(EventKind::code), &fields.kind),
        kind: Field::of(&fields.kind, "kind", problems),
        day: Field::of_day(&fields.day, "day", problems),
        text: Field::of(&fields.text, "text", problems),
        url: Field::of(&fields.url, "url", problems),
    };
    let status = shown.returned.status(shown.conflict.has_conflict);
    desk_page(app, staff, request, visitor, status, &view)
}

impl Row {
    fn of(event: &EventRecord) -> Self {
        let text = event.text.as_deref().map(plain_text).unwrap_or_default();
        Self {
            kind: event.kind.code(),
            at: rfc3339(event.at),
            has_text: !text.is_empty(),
            text,
        }
    }
}

/// Shows the thread and the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, &reference).await?;
    answer(&app, &staff, &request, visitor, &found, &Shown::default())
}

/// Takes the form; the page that follows shows the event on the thread.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let found = look(&app, &staff.actor, &reference).await?;
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, shown.fields.parse()) {
        (true, Ok(event)) => {
            let (id, actor) = (found.0.id, staff.actor.clone());
            let outcome = app
                .block(move |app| WebResult::Ok(record_event(&app.house, &actor, id, &event)))
                .await?;
            match outcome {
                Ok(_) => return Ok(see_other(request.path())),
                Err(error) => match Conflict::of(error) {
                    Ok(conflict) => shown.conflict = conflict,
                    Err(ActError::CannotRecord(reason)) => {
                        shown.returned.problems.extend(problem_of_event(reason));
                    }
                    Err(other) => return Err(other.into()),
                },
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    answer(&app, &staff, &request, visitor, &found, &shown)
}

impl PageView for EventsPage {
    const TEMPLATE: &'static str = "pages/desk/responses/events";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let problem = |field, code| Problem { field, code };
        let problems = [
            problem("kind", "required"),
            problem("day", "in_future"),
            problem("text", "too_long"),
            problem("url", "invalid_url"),
        ];
        let page = |problems: &[Problem], is_expired| Self {
            subject: Subject::sample(true),
            form: FormView::sample(problems, is_expired),
            can_record: true,
            conflict: Conflict::default(),
            events: EventKind::ALL
                .iter()
                .map(|kind| Row {
                    kind: kind.code(),
                    at: "2026-03-02T10:00:00Z".to_owned(),
                    has_text: *kind == EventKind::Voted,
                    text: "19 voor, 8 tegen.".to_owned(),
                })
                .collect(),
            kinds: choices(recordable().into_iter().map(EventKind::code), "voted"),
            kind: Field::of("voted", "kind", problems),
            day: Field::of_day("<b>der</b>", "day", problems),
            text: Field::of("", "text", problems),
            url: Field::of("", "url", problems),
        };
        vec![
            ("empty".to_owned(), page(&[], false)),
            ("errors".to_owned(), page(&problems, false)),
            ("expired".to_owned(), page(&[], true)),
            (
                "refused".to_owned(),
                Self {
                    can_record: false,
                    conflict: Conflict::sample(),
                    ..page(&[], false)
                },
            ),
        ]
    }
}
