//! `/desk/dossiers/{reference}/phases/{kind}`: the days, the promise, the scope and the outcome of a
//! phase.

use super::form::{
    Choice, FormView, Returned, choices, day, opened, optional, problems_of_scope, see_other,
};
use super::{Head, desk_url, managed};
use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::ManageDossiers;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, dossiers};
use weerklank_domain::dossiers::{LONGEST_SCOPE_PART, Level, PhaseKind, Planned, Scope, ScopePart};
use weerklank_domain::petitions::Passage;
use weerklank_store::dossiers::{DossierRecord, PhaseRecord, PhaseText, phase};

/// The largest form, in bytes: seven parts and an outcome, each character of which may take twelve
/// bytes on its way.
pub const LARGEST_FORM: usize = 192 * 1024;

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct PhasePage {
    head: Head,
    kind: &'static str,
    statutory: &'static str,
    form: FormView,
    conflict: Conflict,
    revision: i32,
    planned_from: Field,
    planned_until: Field,
    level: Field,
    levels: Vec<Choice>,
    scope: Vec<ScopeField>,
    outcome: Field,
}

#[derive(Debug, Clone, Serialize)]
struct ScopeField {
    part: &'static str,
    field: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    /// The revision that was read.
    #[serde(default)]
    revision: i32,
    #[serde(default)]
    planned_from: String,
    #[serde(default)]
    planned_until: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    decided: String,
    #[serde(default)]
    decided_by: String,
    #[serde(default)]
    changeable: String,
    #[serde(default)]
    fixed: String,
    #[serde(default)]
    how: String,
    #[serde(default)]
    moment: String,
    #[serde(default)]
    afterwards: String,
    #[serde(default)]
    outcome: String,
}

impl Fields {
    fn of(phase: &PhaseRecord) -> Self {
        let text = &phase.text;
        let scope = text.scope.clone();
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        Self {
            revision: phase.revision,
            planned_from: day(text.planned.from()).unwrap_or_default(),
            planned_until: day(text.planned.until()).unwrap_or_default(),
            level: text.level.map_or("", Level::code).to_owned(),
            decided: scope.decided,
            decided_by: scope.decided_by,
            changeable: scope.changeable,
            fixed: scope.fixed,
            how: scope.how,
            moment: scope.moment,
            afterwards: scope.afterwards,
            outcome: text.outcome.clone(),
        }
    }

    fn part(&self, part: ScopePart) -> &str {
        match part {
            ScopePart::Decided => &self.decided,
            ScopePart::DecidedBy => &self.decided_by,
            ScopePart::Changeable => &self.changeable,
            ScopePart::Fixed => &self.fixed,
            ScopePart::How => &self.how,
            ScopePart::Moment => &self.moment,
            ScopePart::Afterwards => &self.afterwards,
        }
    }

    /// Makes a description of what was typed; it may lack anything.
    fn parse(&self) -> Result<PhaseText, Vec<Problem>> {
        let mut problems = Vec::new();
        let planned = self.planned().unwrap_or_else(|wrong| {
            problems.extend(wrong);
            Planned::default()
        });
        let mut scope = Scope::default();
        for part in ScopePart::ALL {
            match optional(part.code(), self.part(*part)) {
                Ok(text) => {
                    *scope.part_mut(*part) = text.map(Passage::into_string).unwrap_or_default();
                }
                Err(problem) => problems.push(problem),
            }
            if scope.part(*part).chars().count() > LONGEST_SCOPE_PART {
                problems.push(Problem {
                    field: part.code(),
                    code: "too_long",
                });
            }
        }
        let outcome = optional("outcome", &self.outcome).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        if problems.is_empty() {
            Ok(PhaseText {
                planned,
                level: Level::from_code(&self.level),
                scope,
                outcome: outcome.map(Passage::into_string).unwrap_or_default(),
            })
        } else {
            Err(problems)
        }
    }

    fn planned(&self) -> Result<Planned, Vec<Problem>> {
        match (
            day("planned_from", &self.planned_from),
            day("planned_until", &self.planned_until),
        ) {
            (Ok(from), Ok(until)) => Planned::new(from, until).map_err(|_| {
                vec![Problem {
                    field: "planned_until",
                    code: "ends_before",
                }]
            }),
            (from, until) => Err([from.err(), until.err()].into_iter().flatten().collect()),
        }
    }
}

type Staff = Allowed<ManageDossiers>;
type Path = web::Path<(String, String)>;
type Found = (DossierRecord, PhaseRecord);

/// What is shown of a form that came back.
#[derive(Default)]
struct Shown {
    fields: Fields,
    returned: Returned,
    conflict: Conflict,
}

async fn look(
    app: &Arc<App>,
    actor: &Actor,
    (reference, kind): &(String, String),
) -> WebResult<Found> {
    let dossier = managed(app, actor, reference).await?;
    let kind = PhaseKind::from_code(kind).ok_or(ErrorCode::NotFound)?;
    let id = dossier.id;
    let found = app
        .block(move |app| {
            app.house
                .store
                .read(|db| Ok::<_, ActError>(phase(db, id, kind)?))
        })
        .await?
        .ok_or(ErrorCode::NotFound)?;
    Ok((dossier, found))
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (dossier, phase): &Found,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, request.path(), &shown.returned);
    let head = Head::of(dossier, visitor.language);
    let view = PhasePage::of(head, phase.kind, form, shown);
    let status = shown.returned.status(shown.conflict.has_conflict);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: Path,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, &path).await?;
    let shown = Shown {
        fields: Fields::of(&found.1),
        ..Shown::default()
    };
    answer(&app, &staff, &request, visitor, &found, &shown)
}

/// Takes the form.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: Path,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let mut found = look(&app, &staff.actor, &path).await?;
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, shown.fields.parse()) {
        (true, Ok(text)) => {
            let (id, kind, read) = (found.0.id, found.1.kind, shown.fields.revision);
            let actor = staff.actor.clone();
            let outcome = app
                .block(move |app| {
                    let house = &app.house;
                    WebResult::Ok(dossiers::describe_phase(
                        house, &actor, id, kind, read, &text,
                    ))
                })
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&desk_url(&found.0.reference))),
                Err(ActError::ScopeLacking(missing)) => {
                    shown.returned.problems = problems_of_scope(&missing);
                }
                Err(error) => {
                    shown.conflict = Conflict::of(error)?;
                    // Whoever was told what is so now may write over it.
                    found = look(&app, &staff.actor, &path).await?;
                    shown.fields.revision = found.1.revision;
                }
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    answer(&app, &staff, &request, visitor, &found, &shown)
}

impl PhasePage {
    fn of(head: Head, kind: PhaseKind, form: FormView, shown: &Shown) -> Self {
        let fields = &shown.fields;
        let problems = &shown.returned.problems;
        Self {
            head,
            kind: kind.code(),
            statutory: kind.statutory().code(),
            form,
            conflict: shown.conflict.clone(),
            revision: fields.revision,
            planned_from: Field::of_day(&fields.planned_from, "planned_from", problems),
            planned_until: Field::of_day(&fields.planned_until, "planned_until", problems),
            level: Field::of(&fields.level, "level", problems),
            levels: choices(Level::ALL.iter().map(|level| level.code()), &fields.level),
            scope: ScopePart::ALL
                .iter()
                .map(|part| ScopeField {
                    part: part.code(),
                    field: Field::of(fields.part(*part), part.code(), problems),
                })
                .collect(),
            outcome: Field::of(&fields.outcome, "outcome", problems),
        }
    }
}

impl PageView for PhasePage {
    const TEMPLATE: &'static str = "pages/desk/dossiers/phase";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let of = |kind, problems: &[Problem], is_expired, conflict| {
            let shown = Shown {
                fields: Fields {
                    planned_from: "morgen <b>der</b>".to_owned(),
                    level: "advise".to_owned(),
                    decided: "Waar huizen komen.".to_owned(),
                    ..Fields::default()
                },
                returned: Returned {
                    problems: problems.to_vec(),
                    is_expired,
                },
                conflict,
            };
            let form = FormView::sample(problems, is_expired);
            Self::of(Head::sample(true), kind, form, &shown)
        };
        let mut problems = problems_of_scope(ScopePart::ALL);
        problems.extend(
            ["planned_from", "planned_until", "outcome"].map(|field| Problem {
                field,
                code: "ends_before",
            }),
        );
        vec![
            (
                "empty".to_owned(),
                of(PhaseKind::AgendaSetting, &[], false, Conflict::default()),
            ),
            (
                "errors".to_owned(),
                of(PhaseKind::Evaluation, &problems, false, Conflict::default()),
            ),
            (
                "expired".to_owned(),
                of(PhaseKind::Implementation, &[], true, Conflict::default()),
            ),
            (
                "conflict".to_owned(),
                of(PhaseKind::DecisionMaking, &[], false, Conflict::sample()),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_may_be_half_told_and_every_wrong_value_is_named() {
        let half = Fields {
            decided: " Waar huizen komen. ".to_owned(),
            planned_from: "2-3-2026".to_owned(),
            ..Fields::default()
        };
        let text = half.parse().unwrap();
        assert_eq!(text.scope.decided, "Waar huizen komen.");
        assert_eq!(text.scope.missing().len(), 6);
        assert!(text.planned.from().is_some() && text.level.is_none());

        let wrong = Fields {
            planned_from: "2026-03-02".to_owned(),
            planned_until: "2026-03-01".to_owned(),
            how: "a".repeat(LONGEST_SCOPE_PART + 1),
            fixed: "a".repeat(6_000),
            outcome: "a".repeat(6_000),
            ..Fields::default()
        };
        let told: Vec<_> = wrong
            .parse()
            .unwrap_err()
            .into_iter()
            .map(|problem| (problem.field, problem.code))
            .collect();
        assert_eq!(
            told,
            [
                ("planned_until", "ends_before"),
                ("fixed", "too_long"),
                ("how", "too_long"),
                ("outcome", "too_long"),
            ]
        );
    }
}
