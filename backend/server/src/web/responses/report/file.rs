//! `GET /rounds/{slug}/report.csv` and `.json`: a version of the report as data, without personal data.

use super::groups::{GroupResource, group_resources};
use super::{Published, consequence, consequence_of_view, published, version_of};
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::inputs::csv::harmless;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::commitments::reference;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::text::plain_text;
use weerklank_store::responses::{
    PlacedEntry, ReportEntry, ReportView, Voices, entries, views, voices_of_answers,
    voices_of_round,
};

/// So many views are read at a time.
const BATCH: i64 = 1_000;
/// A cell that has nothing to say: no cell of the export is empty (NOT-1).
const NOTHING: &str = "-";
const HEADER: [&str; 15] = [
    "reference",
    "part",
    "sender_kind",
    "sender",
    "organisation",
    "channel",
    "outcome",
    "answer",
    "verdict",
    "heard",
    "reasons",
    "consequence",
    "change",
    "commitments",
    "set_aside",
];

/// The answers and the views of a report.
pub(super) fn whole(app: &App, report_id: i64) -> WebResult<(Vec<PlacedEntry>, Vec<ReportView>)> {
    let mut all = Vec::new();
    let answers = app.house.store.read_at_once(|db| {
        let mut last = (0, 0);
        loop {
            let found = views(db, report_id, last, BATCH)?;
            let Some(end) = found.last().map(|view| (view.number, view.part)) else {
                break;
            };
            last = end;
            all.extend(found);
        }
        Ok::<_, ActError>(entries(db, report_id, 0, i64::MAX)?)
    })?;
    Ok((answers, all))
}

fn attached(slug: &str, version: i32, end: &str) -> String {
    format!("attachment; filename=\"{slug}-report-{version}.{end}\"")
}

/// Answers a file of lines, made of the version that is asked for; `part` is what its name says beside the round.
pub(super) async fn csv_answer(
    request: &HttpRequest,
    app: &web::Data<Arc<App>>,
    slug: web::Path<String>,
    part: &'static str,
    write: fn(&App, &Published) -> WebResult<Vec<u8>>,
) -> WebResult<HttpResponse> {
    let version = version_of(request.query_string())?;
    let slug = slug.into_inner();
    let (body, name) = app
        .block(move |app| {
            let published = published(app, &slug, version)?;
            let name = attached(&format!("{slug}{part}"), published.report.version, "csv");
            WebResult::Ok((write(app, &published)?, name))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .body(body))
}

/// Answers one line a view.
pub async fn csv_file(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    csv_answer(&request, &app, slug, "", write_csv).await
}

fn write_csv(app: &App, published: &Published) -> WebResult<Vec<u8>> {
    let (answers, views) = whole(app, published.report.id)?;
    let answers: BTreeMap<i64, &PlacedEntry> = answers
        .iter()
        .map(|placed| (placed.response_id, placed))
        .collect();
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEADER).map_err(WebError::internal)?;
    for view in &views {
        let answer = view.response_id.and_then(|id| answers.get(&id).copied());
        let round = published.report.facts.round;
        file.write_record(csv_row(round, view, answer))
            .map_err(WebError::internal)?;
    }
    file.into_inner().map_err(WebError::internal)
}

fn csv_row(round: i64, view: &ReportView, answer: Option<&PlacedEntry>) -> [String; 15] {
    let filled = |text: Option<&str>| {
        let text = text.map(plain_text).unwrap_or_default();
        match text.trim() {
            "" => NOTHING.to_owned(),
            text => harmless(text),
        }
    };
    let entry = answer.map(|placed| &placed.entry);
    let aside = view.aside_reason.as_ref().map(|reason| {
        let original = view
            .duplicate_of
            .map(|number| format!(" ({})", InputNumber { round, number }))
            .unwrap_or_default();
        let why = view.explanation.clone().unwrap_or_default();
        format!("{reason}{original}: {why}")
    });
    [
        InputNumber {
            round,
            number: view.number,
        }
        .to_string(),
        filled(view.quote.as_deref()),
        view.sender.kind().code().to_owned(),
        view.sender.code().to_owned(),
        filled(view.organisation.as_deref()),
        view.channel.clone(),
        view.outcome.clone(),
        entry.map_or_else(|| NOTHING.to_owned(), |entry| entry.number.to_string()),
        filled(entry.map(|entry| entry.verdict.as_str())),
        filled(entry.map(|entry| entry.heard.as_str())),
        filled(entry.map(|entry| entry.reasons.as_str())),
        answer
            .map_or_else(|| consequence_of_view(view), consequence)
            .to_owned(),
        filled(entry.and_then(|entry| entry.change.as_deref())),
        filled(entry.map(promised).as_deref()),
        filled(aside.as_deref()),
    ]
}

/// The numbers of the commitments that an answer made.
fn promised(entry: &ReportEntry) -> String {
    let numbers: Vec<String> = entry
        .promises
        .iter()
        .map(|promise| reference(promise.number))
        .collect();
    numbers.join(" ")
}

/// A report as data.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportResource {
    /// 1, 2, 3 …
    version: i32,
    /// When it was published.
    published_at: String,
    /// Why there is a new version.
    reason: Option<String>,
    /// Why it was published while inputs were open.
    override_reason: Option<String>,
    /// The title of the round.
    title: String,
    /// Inputs by outcome.
    coverage: ReportCoverage,
    /// Who was involved, by which way, and what was done with it: each of the four groups, also when nobody
    /// of it took part.
    groups: Vec<GroupResource>,
    /// What stands above the answers (Markdown).
    intro: String,
    /// What the body changes of its own motion (Markdown).
    own_motion: String,
    /// What authors say of the answers: is this what you meant? Only from five voices on.
    heard_score: Option<HeardScoreResource>,
    /// The answers, in their order.
    answers: Vec<AnswerResource>,
    /// What became of each input.
    views: Vec<ViewResource>,
}

/// How many authors said something of the answer, and the share that says that it is what was meant.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HeardScoreResource {
    percent: i64,
    answered: i64,
}

impl HeardScoreResource {
    fn of(voices: Voices) -> Option<Self> {
        let score = voices.score()?;
        Some(Self {
            percent: score.percent,
            answered: score.answered,
        })
    }
}

/// Inputs by outcome, as they stood.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportCoverage {
    total: i64,
    answered: i64,
    set_aside: i64,
    withdrawn: i64,
    removed: i64,
    open: i64,
}

/// An answer.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerResource {
    number: i64,
    /// `theme`, `input` or `part`.
    to: &'static str,
    /// The number of the theme or input.
    of: i64,
    /// The title of the theme, or the words of the part.
    title: Option<String>,
    inputs: i64,
    verdict: String,
    heard: String,
    reasons: String,
    /// `changed`, `unchanged` or `outside`.
    consequence: &'static str,
    change: Option<String>,
    change_document: Option<String>,
    change_version: Option<i32>,
    change_paragraph: String,
    responsible: String,
    adopted_by: String,
    adopted_on: Option<String>,
    correction: Option<String>,
    /// The commitments that it made: their numbers for people.
    commitments: Vec<String>,
    heard_score: Option<HeardScoreResource>,
    /// How many answers of this report were begun with the same text.
    same_text_answers: Option<i64>,
}

/// What became of an input, or of a part of it.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ViewResource {
    reference: String,
    part: i32,
    quote: Option<String>,
    /// `person` or `organisation`.
    sender_kind: &'static str,
    /// `resident`, `business`, `civil_society`, `public_body`, or `organisation` where nobody said which.
    sender: &'static str,
    organisation: Option<String>,
    channel: String,
    outcome: String,
    /// The number of the answer.
    answer: Option<i64>,
    set_aside_reason: Option<String>,
    duplicate_of: Option<String>,
    explanation: Option<String>,
}

impl AnswerResource {
    fn of(placed: &PlacedEntry, voices: Voices) -> Self {
        use weerklank_store::responses::EntrySubject as S;
        let entry: &ReportEntry = &placed.entry;
        let (to, of, title) = match &entry.subject {
            S::Theme { number, title } => ("theme", *number, Some(title.clone())),
            S::Input { number } => ("input", *number, None),
            S::Part { number, quote } => ("part", *number, Some(quote.clone())),
        };
        let document = entry.change_document.as_ref();
        Self {
            number: entry.number,
            to,
            of,
            title,
            inputs: placed.inputs,
            verdict: entry.verdict.clone(),
            heard: entry.heard.clone(),
            reasons: entry.reasons.clone(),
            consequence: consequence(placed),
            change: entry.change.clone(),
            change_document: document.map(|(_, title, _)| title.clone()),
            change_version: document.and_then(|(_, _, version)| *version),
            change_paragraph: entry.change_paragraph.clone(),
            responsible: entry.responsible.clone(),
            adopted_by: entry.adopted_by.clone(),
            adopted_on: entry.adopted_on.map(|day| day.to_string()),
            correction: entry.correction.clone(),
            commitments: entry
                .promises
                .iter()
                .map(|promise| reference(promise.number))
                .collect(),
            heard_score: HeardScoreResource::of(voices),
            same_text_answers: entry.reuse.map(|(answers, _)| answers),
        }
    }
}

/// Everything that the data of a version is made of.
struct Content {
    answers: Vec<PlacedEntry>,
    views: Vec<ReportView>,
    voices: Voices,
    by_answer: BTreeMap<i64, Voices>,
}

impl ReportResource {
    fn of(published: &Published, content: &Content) -> Self {
        let (answers, views) = (&content.answers, &content.views);
        let (report, round) = (&published.report, published.report.facts.round);
        let numbers: BTreeMap<i64, i64> = answers
            .iter()
            .map(|placed| (placed.response_id, placed.entry.number))
            .collect();
        let name = |number| InputNumber { round, number }.to_string();
        let counted = report.facts.coverage();
        Self {
            version: report.version,
            published_at: crate::web::petitions::card::rfc3339(report.published_at),
            reason: report.reason.clone(),
            override_reason: report.override_reason.clone(),
            title: report.facts.title.clone(),
            coverage: ReportCoverage {
                total: counted.total(),
                answered: counted.answered,
                set_aside: counted.set_aside,
                withdrawn: counted.withdrawn,
                removed: counted.removed,
                open: counted.open,
            },
            groups: group_resources(&published.involved),
            intro: report.intro.clone(),
            own_motion: report.own_motion.clone(),
            heard_score: HeardScoreResource::of(content.voices),
            answers: answers
                .iter()
                .map(|placed| {
                    let voices = content.by_answer.get(&placed.response_id);
                    AnswerResource::of(placed, voices.copied().unwrap_or_default())
                })
                .collect(),
            views: views
                .iter()
                .map(|view| ViewResource {
                    reference: name(view.number),
                    part: view.part,
                    quote: view.quote.clone().filter(|quote| !quote.is_empty()),
                    sender_kind: view.sender.kind().code(),
                    sender: view.sender.code(),
                    organisation: view.organisation.clone(),
                    channel: view.channel.clone(),
                    outcome: view.outcome.clone(),
                    answer: view.response_id.and_then(|id| numbers.get(&id).copied()),
                    set_aside_reason: view.aside_reason.clone(),
                    duplicate_of: view.duplicate_of.map(name),
                    explanation: view.explanation.clone(),
                })
                .collect(),
        }
    }
}

/// Answers a version as JSON.
#[utoipa::path(
    get,
    path = "/rounds/{slug}/report",
    tag = "rounds",
    params(
        ("slug" = String, Path, description = "The round's name in addresses"),
        ("version" = Option<i32>, Query, description = "The version; the newest without")
    ),
    responses(
        (status = 200, description = "The response report", body = ReportResource),
        (status = 404, description = "There is no such round, or no report yet")
    )
)]
pub async fn json_file(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let version = version_of(request.query_string())?;
    let slug = slug.into_inner();
    let body = app
        .block(move |app| {
            let published = published(app, &slug, version)?;
            let (answers, views) = whole(app, published.report.id)?;
            let (voices, by_answer) = app.house.store.read(|db| {
                let of_round = voices_of_round(db, published.round.id)?;
                Ok::<_, ActError>((of_round, voices_of_answers(db, published.report.id)?))
            })?;
            let content = Content {
                answers,
                views,
                voices,
                by_answer,
            };
            let resource = ReportResource::of(&published, &content);
            serde_json::to_string(&resource).map_err(WebError::internal)
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .body(body))
}
