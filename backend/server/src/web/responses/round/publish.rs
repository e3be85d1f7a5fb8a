//! `GET` and `POST /desk/rounds/{number}/report`: the gate before the report, and its publication.

use super::frame::{Said, WorkHead, run};
use super::{answer_url, handle_url, publish_url};
use crate::web::app::App;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::{ApproveAnswers, SeeDesk};
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::{SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::{Returned, optional};
use crate::web::rounds::card::CoverageView;
use crate::web::rounds::desk::look;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::responses::round::{ReportText, publish_report};
use weerklank_domain::calendar::day_of;
use weerklank_domain::inputs::{Coverage, InputNumber};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_domain::responses::{ReportLack, ResponseState, may_handle};
use weerklank_store::responses::{
    ReportRecord, ResponseRecord, late_promises, open_numbers, reports_of, responses_of,
};
use weerklank_store::rounds::{RoundRecord, coverage};

/// So many open inputs are listed.
const MOST_OPEN: i64 = 200;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct PublishPage {
    head: WorkHead,
    coverage: CoverageView,
    is_full: bool,
    has_open: bool,
    open: Vec<Link>,
    has_more_open: bool,
    can_publish: bool,
    ready: i64,
    has_unready: bool,
    unready: Vec<Unready>,
    has_late: bool,
    late: Vec<Late>,
    has_reports: bool,
    reports: Vec<Version>,
    letters_url: String,
    intro: Field,
    own_motion: Field,
    reason: Field,
    #[serde(rename = "override")]
    over: Field,
}

#[derive(Debug, Clone, Serialize)]
struct Link {
    name: String,
    url: String,
}

#[derive(Debug, Clone, Serialize)]
struct Unready {
    number: i64,
    url: String,
    state: &'static str,
}

/// An answer that promises something by a day that has passed.
#[derive(Debug, Clone, Serialize)]
struct Late {
    number: i64,
    url: String,
}

#[derive(Debug, Clone, Serialize)]
struct Version {
    version: i32,
    at: String,
    url: String,
}

struct Found {
    coverage: Coverage,
    open: Vec<i64>,
    responses: Vec<ResponseRecord>,
    reports: Vec<ReportRecord>,
    /// Answers that promise something by a day that has passed.
    late: Vec<i64>,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    intro: String,
    own_motion: String,
    reason: String,
    #[serde(rename = "override")]
    over: String,
}

impl Fields {
    fn parse(&self) -> Result<ReportText, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut passage = |field, typed: &str| -> Option<Passage> {
            optional(field, typed).unwrap_or_else(|problem| {
                problems.push(problem);
                None
            })
        };
        let text = ReportText {
            intro: passage("intro", &self.intro),
            own_motion: passage("own_motion", &self.own_motion),
            reason: passage("reason", &self.reason),
            override_reason: passage("override", &self.over),
        };
        match problems.is_empty() {
            true => Ok(text),
            false => Err(problems),
        }
    }
}

async fn find(app: &Arc<App>, round: &RoundRecord) -> WebResult<Found> {
    let id = round.id;
    let today = day_of(app.house.clock.now());
    app.block(move |app| {
        app.house.store.read(|db| {
            Ok::<_, ActError>(Found {
                coverage: coverage(db, id)?,
                open: open_numbers(db, id, MOST_OPEN + 1)?,
                responses: responses_of(db, id, None)?,
                reports: reports_of(db, id)?,
                late: late_promises(db, id, today)?,
            })
        })
    })
    .await
}

async fn respond(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    round: &RoundRecord,
    (fields, said): (&Fields, &Said),
) -> WebResult<HttpResponse> {
    let found = find(app, round).await?;
    let head = WorkHead::of(app, (staff, request, visitor), round, "report", said);
    let now = app.house.clock.now();
    let may = may_handle(round.window().shown_state(now)).publish
        && !round.is_elsewhere()
        && staff
            .actor
            .grants
            .may(Permission::ApproveAnswers, round.body.0);
    let public = format!("/rounds/{}/report", round.slug);
    let place = (round.number, public.as_str());
    let view = PublishPage::of(head, place, &found, may, (fields, said));
    desk_page(app, staff, request, visitor, said.status(), &view)
}

/// Shows what stands in the way, or the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let round = look(&app, &staff.actor, Permission::SeeDesk, *number).await?;
    let shown = (&Fields::default(), &Said::default());
    respond(&app, &staff, &request, visitor, &round, shown).await
}

fn problem_of(lack: ReportLack) -> Problem {
    let field = match lack {
        ReportLack::Override => "override",
        ReportLack::Reason => "reason",
    };
    Problem {
        field,
        code: "required",
    }
}

/// Publishes it.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ApproveAnswers>,
    number: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let round = look(&app, &staff.actor, Permission::ApproveAnswers, *number).await?;
    let said = match (is_proven, fields.parse()) {
        (true, Ok(text)) => {
            let (actor, id) = (staff.actor.clone(), round.id);
            let outcome = run(&app, move |app| {
                publish_report(&app.house, &actor, id, &text)
            })
            .await?;
            match outcome {
                Ok(_) => return Ok(see_other(&publish_url(*number))),
                Err(ActError::ReportLacking(missing)) => {
                    Returned::wrong(missing.into_iter().map(problem_of).collect()).into()
                }
                Err(error) => Said::in_the_way(error)?,
            }
        }
        (true, Err(problems)) => Returned::wrong(problems).into(),
        (false, _) => Returned::expired().into(),
    };
    respond(&app, &staff, &request, visitor, &round, (&fields, &said)).await
}

impl PublishPage {
    fn of(
        head: WorkHead,
        (round, public): (i64, &str),
        found: &Found,
        can_publish: bool,
        (fields, said): (&Fields, &Said),
    ) -> Self {
        let problems = &said.returned.problems;
        let field = |value: &str, name| Field::of(value, name, problems);
        let most = usize::try_from(MOST_OPEN).unwrap_or(usize::MAX);
        let number = |input| InputNumber {
            round,
            number: input,
        };
        let unready: Vec<Unready> = found
            .responses
            .iter()
            .filter(|response| response.state != ResponseState::Ready)
            .map(|response| Unready {
                number: response.number,
                url: answer_url(round, response.number),
                state: response.state.code(),
            })
            .collect();
        let late: Vec<Late> = found
            .late
            .iter()
            .map(|number| Late {
                number: *number,
                url: format!("{}/promises", answer_url(round, *number)),
            })
            .collect();
        let ready = found.responses.len() - unready.len();
        Self {
            head,
            coverage: CoverageView::of(found.coverage),
            is_full: found.coverage.is_full(),
            has_open: !found.coverage.is_full(),
            open: found
                .open
                .iter()
                .take(most)
                .map(|input| Link {
                    name: number(*input).to_string(),
                    url: handle_url(round, *input),
                })
                .collect(),
            has_more_open: found.open.len() > most,
            can_publish,
            ready: i64::try_from(ready).unwrap_or(i64::MAX),
            has_unready: !unready.is_empty(),
            unready,
            has_late: !late.is_empty(),
            late,
            has_reports: !found.reports.is_empty(),
            reports: found
                .reports
                .iter()
                .map(|report| Version {
                    version: report.version,
                    at: rfc3339(report.published_at),
                    url: format!("{public}?version={}", report.version),
                })
                .collect(),
            letters_url: format!("{}/letters", publish_url(round)),
            intro: field(&fields.intro, "intro"),
            own_motion: field(&fields.own_motion, "own_motion"),
            reason: field(&fields.reason, "reason"),
            over: field(&fields.over, "override"),
        }
    }
}

impl PageView for PublishPage {
    const TEMPLATE: &'static str = "pages/desk/responses/publish";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::frame::sample_response;
        let at = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
        let found = |open: i64, has_report: bool| Found {
            coverage: Coverage {
                open,
                answered: 30,
                ..Coverage::default()
            },
            open: (1..=open).collect(),
            responses: ResponseState::ALL
                .iter()
                .map(|state| sample_response(2, *state))
                .filter(|one| open > 0 || one.state == ResponseState::Ready)
                .collect(),
            late: if has_report { vec![3, 5] } else { Vec::new() },
            reports: match has_report {
                true => vec![ReportRecord {
                    id: 1,
                    version: 1,
                    intro: String::new(),
                    own_motion: String::new(),
                    reason: None,
                    override_reason: None,
                    open_inputs: 0,
                    facts: weerklank_store::responses::ReportFacts::default(),
                    published_at: at,
                }],
                false => Vec::new(),
            },
        };
        let names = ["intro", "own_motion", "reason", "override"];
        let wrong = Said::from(Returned::wrong(
            names
                .map(|field| Problem {
                    field,
                    code: "required",
                })
                .to_vec(),
        ));
        let page = |found: &Found, may, said: &Said| {
            let head = WorkHead::sample("report", may, said, None);
            let fields = Fields {
                intro: "Op 3 maart <b>der</b>".to_owned(),
                ..Fields::default()
            };
            Self::of(
                head,
                (12, "/rounds/groen/report"),
                found,
                may,
                (&fields, said),
            )
        };
        let plain = Said::default();
        vec![
            ("open".to_owned(), page(&found(3, false), true, &plain)),
            (
                "many-open".to_owned(),
                page(&found(MOST_OPEN + 1, false), true, &plain),
            ),
            ("full".to_owned(), page(&found(0, false), true, &plain)),
            ("again".to_owned(), page(&found(0, true), true, &plain)),
            ("errors".to_owned(), page(&found(3, true), true, &wrong)),
            ("not-now".to_owned(), page(&found(3, false), false, &plain)),
        ]
    }
}
