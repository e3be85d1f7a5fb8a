//! `GET` and `POST /desk/rounds/{number}/inputs/new`: the quick entry sheet, one input after another.

mod fields;
mod view;

use super::inputs_url;
use crate::web::address::address;
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::EnterInputs;
use crate::web::errors::WebResult;
use crate::web::field::Problem;
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::rounds::desk::look;
use crate::web::rounds::desk::subject::RoundSubject;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use fields::Fields;
pub(super) use fields::{channels, forms};
use std::sync::Arc;
pub use view::EnterPage;
use weerklank_acts::ActError;
use weerklank_acts::inputs::desk::{CannotEnter, enter_input};
use weerklank_acts::random::token;
use weerklank_domain::calendar::day_of;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::people::Permission;
use weerklank_store::areas::own_areas;
use weerklank_store::rounds::RoundRecord;

type Staff = Allowed<EnterInputs>;
/// An area that is chosen from: key, code and name.
type AreaChoice = (i64, String, String);

struct Found {
    round: RoundRecord,
    areas: Vec<AreaChoice>,
}

#[derive(Default)]
struct Shown {
    fields: Fields,
    returned: Returned,
    /// The round takes nothing, or not this.
    is_refused: bool,
}

async fn find(app: &Arc<App>, staff: &Staff, number: i64) -> WebResult<Found> {
    let round = look(app, &staff.actor, Permission::EnterInputs, number).await?;
    let areas = app
        .block(|app| app.house.store.read(|db| Ok::<_, ActError>(own_areas(db)?)))
        .await?;
    Ok(Found { round, areas })
}

/// Shows an empty sheet; what was told of the last input is kept where the next is likely the same.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let found = find(&app, &staff, number.into_inner()).await?;
    let fields = Fields::kept(request.query_string(), day_of(app.house.clock.now()));
    let shown = Shown {
        fields: Fields {
            entry: token(app.house.random.as_ref()),
            ..fields
        },
        ..Shown::default()
    };
    answer(&app, &staff, &request, visitor, &found, &shown)
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    found: &Found,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let now = app.house.clock.now();
    let round = &found.round;
    let form = FormView::of(app, &browser, request.path(), &shown.returned);
    let subject = RoundSubject::of(round, visitor.language, now);
    let takes = !round.is_elsewhere() && round.window().takes(now).is_ok();
    let entered = entered_of(request.query_string()).map(|number| InputNumber {
        round: round.number,
        number,
    });
    let mut view = EnterPage::of(
        subject,
        form,
        found,
        &shown.fields,
        &shown.returned.problems,
    );
    view.list_url = inputs_url(round.number);
    view.is_refused = shown.is_refused || !takes;
    // What was typed is not lost when the round closed for good meanwhile.
    view.has_form = takes || shown.is_refused;
    view.has_entered = entered.is_some();
    view.entered = entered.map(|number| number.to_string()).unwrap_or_default();
    let status = shown.returned.status(shown.is_refused);
    desk_page(app, staff, request, visitor, status, &view)
}

/// The number that the sheet before this one got.
fn entered_of(query: &str) -> Option<i64> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("entered="))
        .and_then(|number| number.parse().ok())
}

/// Enters the input; the same page comes back for the next.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    number: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let found = find(&app, &staff, number.into_inner()).await?;
    let parsed = fields.parse(&found.round, &found.areas);
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, parsed) {
        (true, Ok(entry)) => {
            let (actor, id) = (staff.actor.clone(), found.round.id);
            let outcome = app
                .block(move |app| WebResult::Ok(enter_input(&app.house, &actor, id, &entry)))
                .await?;
            match outcome {
                Ok(entered) => {
                    let number = entered.registered.number.number;
                    let pairs = [("entered", number.to_string())]
                        .into_iter()
                        .chain(shown.fields.to_keep());
                    return Ok(see_other(&address(
                        request.path(),
                        &pairs.collect::<Vec<_>>(),
                    )));
                }
                Err(ActError::CannotTakePart(_)) => shown.is_refused = true,
                Err(ActError::CannotEnter(cannot)) => {
                    shown.returned.problems.push(problem_of(cannot));
                }
                Err(error) => return Err(error.into()),
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    answer(&app, &staff, &request, visitor, &found, &shown)
}

fn problem_of(cannot: CannotEnter) -> Problem {
    let (field, code) = match cannot {
        CannotEnter::ThroughSite => ("channel", "choose"),
        CannotEnter::InFuture => ("received_on", "in_future"),
        CannotEnter::BeforeRound => ("received_on", "before_round"),
    };
    Problem { field, code }
}
