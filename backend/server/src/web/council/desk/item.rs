//! An item of an agenda: what it says, what became of it, and the decision list that follows.

use super::form::{Asked, Kind, Sheet, Tried, Typed, chosen, line, show, take, wrong};
use super::{meeting_of, meeting_url};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::RunCouncil;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::Problem;
use crate::web::form::{SealedForm, opened};
use crate::web::responses::desk::form::optional;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::council::{self, ItemOutcome};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::council::NeverClosed;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_store::council::{
    ItemRecord, ItemText, MeetingRecord, decision_lists, items, proposal,
};
use weerklank_store::dossiers::find_by_reference;

type Staff = Allowed<RunCouncil>;

/// A meeting with its agenda, the newest version of its list, and one of its items.
struct Found {
    meeting: MeetingRecord,
    items: Vec<ItemRecord>,
    list: i32,
    dossier: String,
    item: Option<ItemRecord>,
}

async fn look(
    app: &Arc<App>,
    staff: &Staff,
    reference: &str,
    item: Option<i64>,
) -> WebResult<Found> {
    let meeting = meeting_of(app, &staff.actor, Permission::RunCouncil, reference).await?;
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let items = items(db, meeting.id)?;
                let lists = decision_lists(db, meeting.id)?;
                let own = items.iter().find(|one| Some(one.id) == item).cloned();
                let dossier_id = own.as_ref().and_then(|own| own.text.dossier_id);
                let dossier = match dossier_id {
                    Some(id) => weerklank_store::dossiers::find_by_id(db, id)?,
                    None => None,
                };
                Ok::<_, ActError>(Found {
                    list: lists.first().map_or(0, |list| list.version),
                    dossier: dossier.map_or_else(String::new, |dossier| dossier.reference),
                    item: own,
                    items,
                    meeting,
                })
            })
        })
        .await?;
    if item.is_some() && found.item.is_none() {
        return Err(ErrorCode::NotFound.into());
    }
    Ok(found)
}

impl Found {
    fn parents(&self) -> Vec<(String, String)> {
        let own = self.item.as_ref().map(|item| item.id);
        self.items
            .iter()
            .filter(|item| Some(item.id) != own)
            .map(|item| {
                (
                    item.id.to_string(),
                    format!("{} {}", item.number, item.text.title),
                )
            })
            .collect()
    }

    fn sheet(&self, code: &'static str) -> Sheet {
        let number = self
            .item
            .as_ref()
            .map(|item| format!("{}, {}", self.meeting.reference, item.number));
        let fields = match code {
            "item_outcome" => vec![("treated", Kind::Tick), ("decision", Kind::Area)],
            "place_proposal" => vec![("proposal", Kind::Line)],
            "publish_decisions" => vec![("correction", Kind::Area)],
            _ => {
                let topics = NeverClosed::ALL.iter().map(|topic| topic.code()).collect();
                vec![
                    ("title", Kind::Line),
                    (
                        "parent",
                        Kind::Titled(self.parents(), self.meeting.text.language.code()),
                    ),
                    ("position", Kind::Line),
                    ("explanation", Kind::Area),
                    ("hamerstuk", Kind::Tick),
                    ("closed", Kind::Tick),
                    ("topic", Kind::Codes("topic", topics)),
                    ("dossier", Kind::Line),
                ]
            }
        };
        Sheet {
            code,
            subject: number.unwrap_or_else(|| self.meeting.reference.clone()),
            back: meeting_url(&self.meeting.reference),
            fields,
        }
    }

    fn values(&self) -> Typed {
        let mut values = vec![("revision", self.meeting.revision.to_string())];
        let tick = |is: bool| if is { "1".to_owned() } else { String::new() };
        if let Some(item) = &self.item {
            let text = &item.text;
            values.extend([
                ("title", text.title.clone()),
                (
                    "parent",
                    text.parent_id.map(|id| id.to_string()).unwrap_or_default(),
                ),
                ("position", text.position.to_string()),
                ("explanation", text.explanation.clone()),
                ("hamerstuk", tick(text.hamerstuk)),
                ("closed", tick(text.closed)),
                ("topic", text.topic.map_or("", NeverClosed::code).to_owned()),
                ("dossier", self.dossier.clone()),
                ("treated", tick(item.treated)),
                ("decision", item.decision.clone()),
            ]);
        } else {
            let last = self.items.iter().map(|item| item.text.position).max();
            values.push(("position", (last.unwrap_or(0) + 1).to_string()));
        }
        Typed::new(&values)
    }

    fn parse(&self, typed: &Typed) -> Result<ItemText, Vec<Problem>> {
        let topic = match typed.get("topic") {
            "" => Ok(None),
            code => NeverClosed::from_code(code).map(Some).ok_or(Problem {
                field: "topic",
                code: "unknown",
            }),
        };
        let position = match typed.get("position").trim() {
            "" => Ok(1),
            text => text
                .parse()
                .ok()
                .filter(|place| *place >= 1)
                .ok_or(Problem {
                    field: "position",
                    code: "unknown",
                }),
        };
        let parts = (
            line::<200>("title", typed),
            chosen("parent", typed, &self.parents()),
            position,
            optional("explanation", typed.get("explanation")),
            topic,
        );
        match parts {
            (Ok(title), Ok(parent_id), Ok(position), Ok(explanation), Ok(topic)) => Ok(ItemText {
                parent_id,
                position,
                title,
                explanation: explanation.map_or_else(String::new, Passage::into_string),
                hamerstuk: typed.is_ticked("hamerstuk"),
                closed: typed.is_ticked("closed"),
                topic,
                dossier_id: None,
                first_item_id: self.item.as_ref().and_then(|item| item.text.first_item_id),
            }),
            (title, parent, position, explanation, topic) => Err(wrong([
                title.err(),
                parent.err(),
                position.err(),
                explanation.err(),
                topic.err(),
            ])),
        }
    }
}

/// The address of an item's form: `new`, or a key; then what is done with it.
type Path = web::Path<(String, String, String)>;

fn code_of(what: &str) -> &'static str {
    match what {
        "outcome" => "item_outcome",
        "proposals" => "place_proposal",
        _ => "change_item",
    }
}

/// Shows the form of an item.
pub async fn edit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: Path,
) -> WebResult<HttpResponse> {
    let (reference, item, what) = path.into_inner();
    let id: i64 = item.parse().map_err(|_| ErrorCode::NotFound)?;
    let found = look(&app, &staff, &reference, Some(id)).await?;
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    show(
        &asked,
        &found.sheet(code_of(&what)),
        &found.values(),
        &Tried::default(),
    )
}

/// Takes the form of an item.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: Path,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (reference, item, what) = path.into_inner();
    let id: i64 = item.parse().map_err(|_| ErrorCode::NotFound)?;
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let found = look(&app, &staff, &reference, Some(id)).await?;
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    let sheet = found.sheet(code_of(&what));
    let (actor, read) = (staff.actor.clone(), typed.revision());
    let keys = (found.meeting.id, id);
    let back = meeting_url(&reference);
    match sheet.code {
        "item_outcome" => {
            let times = found
                .item
                .as_ref()
                .map(|item| (item.started_at, item.ended_at));
            let treated = typed.is_ticked("treated");
            let decision = Passage::parse_optional(typed.get("decision"));
            let parsed = decision.map_err(|_| {
                vec![Problem {
                    field: "decision",
                    code: "too_long",
                }]
            });
            take(
                &asked,
                &sheet,
                (&typed, is_proven),
                parsed,
                move |app, decision| {
                    let times = times.unwrap_or_default();
                    let outcome = ItemOutcome {
                        treated,
                        times,
                        decision,
                    };
                    council::record_decision(&app.house, &actor, keys, read, &outcome)?;
                    Ok(back)
                },
            )
            .await
        }
        "place_proposal" => {
            let parsed = line::<40>("proposal", &typed).map_err(|problem| vec![problem]);
            take(
                &asked,
                &sheet,
                (&typed, is_proven),
                parsed,
                move |app, typed| {
                    let name = typed.to_uppercase();
                    let found = app
                        .house
                        .store
                        .read(|db| Ok::<_, ActError>(proposal(db, &name)?))?;
                    let found =
                        found.ok_or(weerklank_domain::council::CannotPropose::WrongTarget)?;
                    council::place_proposal(&app.house, &actor, keys, read, found.id)?;
                    Ok(back)
                },
            )
            .await
        }
        _ => {
            let parsed = found.parse(&typed);
            let dossier = typed.get("dossier").trim().to_uppercase();
            take(
                &asked,
                &sheet,
                (&typed, is_proven),
                parsed,
                move |app, text| {
                    let text = with_dossier(app, text, &dossier)?;
                    council::change_item(&app.house, &actor, keys, read, &text)?;
                    Ok(back)
                },
            )
            .await
        }
    }
}

/// The text with the dossier of a reference that was typed.
fn with_dossier(app: &App, text: ItemText, reference: &str) -> ActResult<ItemText> {
    if reference.is_empty() {
        return Ok(text);
    }
    let found = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(find_by_reference(db, reference)?))?
        .filter(|dossier| dossier.state.is_public())
        .ok_or(weerklank_domain::council::CannotPropose::NoLink)?;
    Ok(ItemText {
        dossier_id: Some(found.id),
        ..text
    })
}

/// Shows the form of a new item, or of the decision list.
pub async fn begin(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, String)>,
) -> WebResult<HttpResponse> {
    let (reference, what) = path.into_inner();
    let found = look(&app, &staff, &reference, None).await?;
    let code = if what == "decisions" {
        "publish_decisions"
    } else {
        "add_item"
    };
    let typed = found.values();
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    show(&asked, &found.sheet(code), &typed, &Tried::default())
}

/// Takes such a form.
pub async fn add(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (reference, what) = path.into_inner();
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let found = look(&app, &staff, &reference, None).await?;
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    let (actor, read, id) = (staff.actor.clone(), typed.revision(), found.meeting.id);
    let back = meeting_url(&reference);
    if what == "decisions" {
        let list = found.list;
        let parsed =
            optional("correction", typed.get("correction")).map_err(|problem| vec![problem]);
        let sheet = found.sheet("publish_decisions");
        return take(
            &asked,
            &sheet,
            (&typed, is_proven),
            parsed,
            move |app, correction| {
                let reads = (read, list);
                council::publish_decisions(&app.house, &actor, id, reads, correction.as_ref())?;
                Ok(back)
            },
        )
        .await;
    }
    let parsed = found.parse(&typed);
    let dossier = typed.get("dossier").trim().to_uppercase();
    let sheet = found.sheet("add_item");
    take(
        &asked,
        &sheet,
        (&typed, is_proven),
        parsed,
        move |app, text| {
            let text = with_dossier(app, text, &dossier)?;
            council::add_item(&app.house, &actor, id, read, &text)?;
            Ok(back)
        },
    )
    .await
}
