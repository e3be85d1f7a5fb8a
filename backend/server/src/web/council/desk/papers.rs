//! `/desk/council/meetings/{reference}/papers`: another paper for a meeting or one of its items.

use super::form::{Asked, Kind, Sheet, Tried, Typed, chosen, show, take, wrong};
use super::{meeting_of, meeting_url};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::RunCouncil;
use crate::web::dossiers::desk::upload::read;
use crate::web::errors::WebResult;
use crate::web::field::Problem;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::council::{PaperDraft, add_paper};
use weerklank_acts::dossiers::Upload;
use weerklank_domain::Language;
use weerklank_domain::council::{Line, LineFault};
use weerklank_domain::people::Permission;
use weerklank_store::council::{MeetingRecord, items};

type Staff = Allowed<RunCouncil>;
type Named = Vec<(String, String)>;

async fn look(app: &Arc<App>, staff: &Staff, reference: &str) -> WebResult<(MeetingRecord, Named)> {
    let meeting = meeting_of(app, &staff.actor, Permission::RunCouncil, reference).await?;
    let id = meeting.id;
    let found = app
        .block(move |app| app.house.store.read(|db| Ok::<_, ActError>(items(db, id)?)))
        .await?;
    let name = |item: &weerklank_store::council::ItemRecord| {
        (
            item.id.to_string(),
            format!("{} {}", item.number, item.text.title),
        )
    };
    Ok((meeting, found.iter().map(name).collect()))
}

fn sheet(meeting: &MeetingRecord, items: &Named) -> Sheet {
    let reference = meeting.reference.as_str();
    Sheet {
        code: "add_paper",
        subject: reference.to_owned(),
        back: meeting_url(reference),
        fields: vec![
            ("title", Kind::Line),
            (
                "item",
                Kind::Titled(items.clone(), meeting.text.language.code()),
            ),
            (
                "language",
                Kind::Codes(
                    "language",
                    Language::ALL.into_iter().map(Language::code).collect(),
                ),
            ),
            ("file", Kind::File),
        ],
    }
}

/// Shows the form.
pub async fn show_form(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let (meeting, items) = look(&app, &staff, &reference).await?;
    let typed = Typed::new(&[
        ("revision", meeting.revision.to_string()),
        ("language", meeting.text.language.code().to_owned()),
    ]);
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    show(&asked, &sheet(&meeting, &items), &typed, &Tried::default())
}

fn parse(typed: &Typed, items: &Named) -> Result<PaperDraft, Vec<Problem>> {
    let title = Line::parse(typed.get("title")).map_err(|fault| Problem {
        field: "title",
        code: match fault {
            LineFault::Empty => "required",
            LineFault::TooLong => "too_long",
        },
    });
    let language = Language::from_tag(typed.get("language")).ok_or(Problem {
        field: "language",
        code: "required",
    });
    match (title, chosen("item", typed, items), language) {
        (Ok(title), Ok(item_id), Ok(language)) => Ok(PaperDraft {
            item_id,
            proposal_id: None,
            title,
            language,
            replaces: None,
        }),
        (title, item, language) => Err(wrong([title.err(), item.err(), language.err()])),
    }
}

/// Adds a paper.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    payload: web::Payload,
) -> WebResult<HttpResponse> {
    let (meeting, items) = look(&app, &staff, &reference).await?;
    let sent = read(&app, &request, payload).await?;
    let typed = Typed::new(
        &["revision", "title", "item", "language"].map(|name| (name, sent.text(name).to_owned())),
    );
    let (actor, id, read) = (staff.actor.clone(), meeting.id, typed.revision());
    let parsed = parse(&typed, &items);
    let back = meeting_url(&reference);
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    let proven = (&typed, sent.is_proven);
    take(
        &asked,
        &sheet(&meeting, &items),
        proven,
        parsed,
        move |app, draft| {
            let upload = Upload {
                name: &sent.file_name,
                content: &sent.content,
            };
            add_paper(&app.house, &actor, id, read, &draft, upload)?;
            Ok(back)
        },
    )
    .await
}
