//! `GET` and `POST /desk/rounds/{number}/answers`: every theme and single answer of a round, how far they
//! are, and what is still to be done.

use super::frame::{Said, WorkHead, run};
use super::{answer_url, board_url, handle_url, sort_url, theme_url};
use crate::web::app::App;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::{DraftAnswers, SeeDesk};
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::{SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{Choice, Returned, choices, line, needed};
use crate::web::rounds::card::CoverageView;
use crate::web::rounds::desk::look;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::responses::round::{
    ThemeFault, ThemeText, keep_template, make_theme, retire_template,
};
use weerklank_domain::calendar::day_of;
use weerklank_domain::inputs::{Coverage, InputNumber};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{Passage, Verdict};
use weerklank_domain::text::excerpt;
use weerklank_store::inputs::find_by_id;
use weerklank_store::responses::{
    ResponseRecord, ResponseSubject, TemplateRecord, ThemeLine, count_unsorted, oldest_open,
    responses_of, templates, themes_of,
};
use weerklank_store::rounds::{RoundRecord, coverage};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct BoardPage {
    head: WorkHead,
    coverage: CoverageView,
    unsorted: i64,
    sort_url: String,
    has_themes: bool,
    themes: Vec<ThemeRow>,
    has_singles: bool,
    singles: Vec<SingleRow>,
    title: Field,
    summary: Field,
    has_templates: bool,
    templates: Vec<TemplateRow>,
    template_title: Field,
    verdict: Field,
    verdicts: Vec<Choice>,
    template: Field,
}

#[derive(Debug, Clone, Serialize)]
struct ThemeRow {
    number: i64,
    url: String,
    title: String,
    inputs: i64,
    open: i64,
    has_owner: bool,
    owner: String,
    has_due: bool,
    due_on: String,
    is_overdue: bool,
    has_answer: bool,
    answer_url: String,
    answer_state: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct SingleRow {
    number: i64,
    url: String,
    input: String,
    input_url: String,
    state: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct TemplateRow {
    id: i64,
    title: String,
    words: String,
}

struct Found {
    coverage: Coverage,
    oldest: Option<DateTime<Utc>>,
    unsorted: i64,
    themes: Vec<ThemeLine>,
    /// Answers to single inputs, with the number of the input.
    singles: Vec<(ResponseRecord, i64)>,
    templates: Vec<TemplateRecord>,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    deed: String,
    title: String,
    summary: String,
    template_title: String,
    verdict: String,
    template: String,
    retire: String,
}

async fn find(app: &Arc<App>, round: &RoundRecord) -> WebResult<Found> {
    let (id, body_id) = (round.id, round.body.0);
    app.block(move |app| {
        app.house.store.read(|db| {
            let mut singles = Vec::new();
            for response in responses_of(db, id, None)? {
                if let ResponseSubject::Input(input) | ResponseSubject::Part(input, _) =
                    response.subject
                {
                    let input = find_by_id(db, input)?.ok_or(ActError::Missing)?;
                    singles.push((response, input.number.number));
                }
            }
            Ok::<_, ActError>(Found {
                coverage: coverage(db, id)?,
                oldest: oldest_open(db, id)?,
                unsorted: count_unsorted(db, id, None)?,
                themes: themes_of(db, id)?,
                singles,
                templates: templates(db, body_id)?,
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
    let head = WorkHead::of(app, (staff, request, visitor), round, "board", said);
    let now = app.house.clock.now();
    let view = BoardPage::of(head, round.number, &found, now, fields, said);
    desk_page(app, staff, request, visitor, said.status(), &view)
}

/// Shows it.
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

/// What somebody asks for.
enum Deed {
    Make(ThemeText),
    Keep(String, Option<Verdict>, Passage),
    Retire(i64),
}

/// The field of a fault in a theme.
pub(super) fn theme_problem(fault: ThemeFault) -> Problem {
    let (field, code) = match fault {
        ThemeFault::NoTitle => ("title", "required"),
        ThemeFault::LongTitle => ("title", "too_long"),
        ThemeFault::LongSummary => ("summary", "too_long"),
    };
    Problem { field, code }
}

fn parsed(fields: &Fields) -> Result<Deed, Vec<Problem>> {
    match fields.deed.as_str() {
        "template" => {
            let title =
                line("template_title", &fields.template_title).and_then(|title| {
                    match title.is_empty() {
                        true => Err(Problem {
                            field: "template_title",
                            code: "required",
                        }),
                        false => Ok(title),
                    }
                });
            match (title, needed("template", &fields.template)) {
                (Ok(title), Ok(text)) => {
                    Ok(Deed::Keep(title, Verdict::from_code(&fields.verdict), text))
                }
                (title, text) => Err([title.err(), text.err()].into_iter().flatten().collect()),
            }
        }
        "retire" => Ok(Deed::Retire(fields.retire.parse().unwrap_or(0))),
        _ => ThemeText::parse(&fields.title, &fields.summary)
            .map(Deed::Make)
            .map_err(|fault| vec![theme_problem(fault)]),
    }
}

/// Makes a theme, or keeps or retires a text.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DraftAnswers>,
    number: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let round = look(&app, &staff.actor, Permission::DraftAnswers, *number).await?;
    let said = match (is_proven, parsed(&fields)) {
        (true, Ok(deed)) => {
            let (actor, id, body) = (staff.actor.clone(), round.id, round.body.0);
            let outcome = run(&app, move |app| match deed {
                Deed::Make(text) => {
                    make_theme(&app.house, &actor, id, &text, None).map(|_| "theme_made")
                }
                Deed::Keep(title, verdict, text) => {
                    keep_template(&app.house, &actor, body, &title, (verdict, &text))
                        .map(|_| "template")
                }
                Deed::Retire(key) => {
                    retire_template(&app.house, &actor, body, key).map(|()| "template")
                }
            })
            .await?;
            match Said::of(outcome)? {
                Ok(done) => {
                    let place = format!("{}?done={done}", board_url(*number));
                    return Ok(see_other(&place));
                }
                Err(said) => said,
            }
        }
        (true, Err(problems)) => Returned::wrong(problems).into(),
        (false, _) => Returned::expired().into(),
    };
    respond(&app, &staff, &request, visitor, &round, (&fields, &said)).await
}

impl ThemeRow {
    fn of(round: i64, theme: &ThemeLine, today: NaiveDate) -> Self {
        let answer = theme.response.as_ref();
        Self {
            number: theme.number,
            url: theme_url(round, theme.number),
            title: theme.title.clone(),
            inputs: theme.inputs,
            open: theme.open,
            has_owner: theme.owner.is_some(),
            owner: theme.owner.clone().unwrap_or_default(),
            has_due: theme.due_on.is_some(),
            due_on: theme.due_on.map(|day| day.to_string()).unwrap_or_default(),
            is_overdue: theme.open > 0 && theme.due_on.is_some_and(|day| day < today),
            has_answer: answer.is_some(),
            answer_url: answer
                .map(|(number, _)| answer_url(round, *number))
                .unwrap_or_default(),
            answer_state: answer.map_or("", |(_, state)| state.code()),
        }
    }
}

impl BoardPage {
    fn of(
        head: WorkHead,
        round: i64,
        found: &Found,
        now: DateTime<Utc>,
        fields: &Fields,
        said: &Said,
    ) -> Self {
        let problems = &said.returned.problems;
        let field = |value: &str, name| Field::of(value, name, problems);
        let number = |input| InputNumber {
            round,
            number: input,
        };
        Self {
            head,
            coverage: CoverageView::of(found.coverage).waiting_since(found.oldest, now),
            unsorted: found.unsorted,
            sort_url: sort_url(round),
            has_themes: !found.themes.is_empty(),
            themes: found
                .themes
                .iter()
                .map(|theme| ThemeRow::of(round, theme, day_of(now)))
                .collect(),
            has_singles: !found.singles.is_empty(),
            singles: found
                .singles
                .iter()
                .map(|(response, input)| SingleRow {
                    number: response.number,
                    url: answer_url(round, response.number),
                    input: number(*input).to_string(),
                    input_url: handle_url(round, *input),
                    state: response.state.code(),
                })
                .collect(),
            title: field(&fields.title, "title"),
            summary: field(&fields.summary, "summary"),
            has_templates: !found.templates.is_empty(),
            templates: found
                .templates
                .iter()
                .map(|template| TemplateRow {
                    id: template.id,
                    title: template.title.clone(),
                    words: excerpt(&template.reasons, 160),
                })
                .collect(),
            template_title: field(&fields.template_title, "template_title"),
            verdict: field(&fields.verdict, "verdict"),
            verdicts: choices(
                Verdict::ALL.iter().map(|verdict| verdict.code()),
                &fields.verdict,
            ),
            template: field(&fields.template, "template"),
        }
    }
}

impl PageView for BoardPage {
    const TEMPLATE: &'static str = "pages/desk/responses/board";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::frame::sample_response;
        use weerklank_domain::responses::ResponseState;
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
        let theme = |number: i64, response| ThemeLine {
            id: number,
            number,
            title: "Bomen <b>der</b>".to_owned(),
            summary: "Veel mensen *vragen* om bomen.".to_owned(),
            owner: (number == 1).then(|| "Noor Haddad".to_owned()),
            due_on: (number == 1).then(|| day_of(now) - chrono::TimeDelta::days(2)),
            inputs: 12,
            open: if number == 1 { 12 } else { 0 },
            response,
        };
        let full = Found {
            coverage: Coverage {
                open: 12,
                answered: 30,
                set_aside: 2,
                withdrawn: 1,
                removed: 1,
            },
            oldest: Some(now - chrono::TimeDelta::days(16)),
            unsorted: 4,
            themes: std::iter::once(theme(1, None))
                .chain(
                    (2..)
                        .zip(ResponseState::ALL)
                        .map(|(number, state)| theme(number, Some((number, *state)))),
                )
                .collect(),
            singles: vec![(sample_response(7, ResponseState::Draft), 43)],
            templates: vec![TemplateRecord {
                id: 1,
                title: "Valt buiten het besluit <b>der</b>".to_owned(),
                verdict: Some(Verdict::OtherBody),
                reasons: "Dit gaat over *iets* anders.".to_owned(),
            }],
        };
        let empty = Found {
            coverage: Coverage::default(),
            oldest: None,
            unsorted: 0,
            themes: Vec::new(),
            singles: Vec::new(),
            templates: Vec::new(),
        };
        let problems: Vec<Problem> = ["title", "summary", "template_title", "template"]
            .map(|field| Problem {
                field,
                code: "too_long",
            })
            .to_vec();
        let wrong = Said::from(Returned::wrong(problems));
        let page = |found: &Found, said: &Said, done| {
            let head = WorkHead::sample("board", done != Some("saved"), said, done);
            let fields = Fields {
                title: "Groen <b>der</b>".to_owned(),
                ..Fields::default()
            };
            Self::of(head, 12, found, now, &fields, said)
        };
        let mut pages = vec![
            ("full".to_owned(), page(&full, &Said::default(), None)),
            (
                "empty".to_owned(),
                page(&empty, &Said::default(), Some("saved")),
            ),
            ("errors".to_owned(), page(&full, &wrong, None)),
        ];
        for done in super::frame::DONE {
            let name = format!("done-{}", done.replace('_', "-"));
            pages.push((name, page(&full, &Said::default(), Some(done))));
        }
        for trouble in super::frame::TROUBLES {
            let said = Said {
                trouble: Some(trouble),
                ..Said::default()
            };
            pages.push((
                format!("trouble-{}", trouble.replace('_', "-")),
                page(&empty, &said, None),
            ));
        }
        pages
    }
}
