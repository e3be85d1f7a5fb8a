//! `GET /rounds/{slug}/report.docx`: a version of the report for clerks, who paste it into Word.

mod writer;

use super::file::whole;
use super::groups::{Counted, group_rows};
use super::{Published, consequence, consequence_of_view, published, version_of};
use crate::texts::Texts;
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::visitor::Visitor;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, TimeDelta, Utc};
use docx_rs::Docx;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;
use weerklank_domain::Language;
use weerklank_domain::commitments::reference;
use weerklank_domain::inputs::InputNumber;
use weerklank_store::responses::{EntrySubject, PlacedEntry, ReportView};
use writer::Writer;

/// The widths of the columns, in twentieths of a point; together as wide as a page.
const GROUP_WIDTHS: [usize; 4] = [2_900, 1_300, 2_400, 3_000];
const VIEW_WIDTHS: [usize; 4] = [1_300, 2_500, 3_400, 2_400];

const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The whole report as a document.
fn document(
    texts: &Texts,
    language: Language,
    published: &Published,
    (answers, views): (&[PlacedEntry], &[ReportView]),
) -> Docx {
    let mut writer = Writer::new(texts, language);
    let (report, facts) = (&published.report, &published.report.facts);
    let title = writer.t("report-title");
    writer.heading(1, &title);
    writer.line(&facts.title);
    let version = writer.counted("report-version", "version", i64::from(report.version));
    let zone = weerklank_domain::calendar::ZONE;
    let on = texts.datetime(language, report.published_at, zone);
    writer.line(&format!("{version}, {on}"));
    if let Some(reason) = &report.reason {
        let why = writer.t("report-why-new");
        writer.heading(2, &why);
        writer.prose(reason);
    }
    if let Some(reason) = &report.override_reason {
        let open = writer.counted("report-override", "count", report.open_inputs);
        writer.fact(&open, "");
        writer.prose(reason);
    }
    writer.prose(&report.intro);
    procedure(&mut writer, published);
    handled(&mut writer, published);
    changes(&mut writer, published, answers);
    let heading = writer.t("report-answers");
    writer.heading(2, &heading);
    for placed in answers {
        answer(&mut writer, facts.round, placed);
    }
    every_view(&mut writer, facts.round, answers, views);
    writer.finished()
}

fn procedure(writer: &mut Writer, published: &Published) {
    let facts = &published.report.facts;
    let heading = writer.t("report-procedure");
    writer.heading(2, &heading);
    let body = match writer.language {
        Language::Nl => facts.body.0.clone(),
        Language::En => facts.body.1.clone(),
    };
    let zone = weerklank_domain::calendar::ZONE;
    let at = |moment: Option<DateTime<Utc>>| {
        moment.map(|at| writer.texts.datetime(writer.language, at, zone))
    };
    let lines = [
        ("report-body", Some(body)),
        (
            "report-dossier",
            Some(format!("{} {}", facts.dossier.0, facts.dossier.1)),
        ),
        (
            "answer-field-procedure",
            Some(writer.coded("procedure", &facts.procedure.0)),
        ),
        (
            "answer-field-laid-open-on",
            facts
                .laid_open_on
                .map(|day| day.format("%d-%m-%Y").to_string()),
        ),
        ("report-announced", at(facts.announced_at)),
        ("report-opened", at(facts.opens_at)),
        ("report-closed", at(facts.closes_at.map(last_moment))),
        ("answer-field-bulletin-url", facts.bulletin_url.clone()),
    ];
    for (key, value) in lines {
        if let Some(value) = value {
            let name = writer.t(key);
            writer.fact(&name, &value);
        }
    }
}

/// What closes at midnight is open until 23.59 of the day before.
fn last_moment(closes_at: DateTime<Utc>) -> DateTime<Utc> {
    closes_at - TimeDelta::minutes(1)
}

fn handled(writer: &mut Writer, published: &Published) {
    let heading = writer.t("report-groups");
    writer.heading(2, &heading);
    let lead = writer.t("report-groups-lead");
    writer.line(&lead);
    let head = [
        "report-group",
        "report-total",
        "report-channel",
        "report-done",
    ]
    .map(|key| writer.t(key));
    let counted = |prefix: &str, counted: &[Counted]| -> String {
        let lines: Vec<String> = counted
            .iter()
            .map(|one| format!("{}: {}", writer.coded(prefix, one.code), one.inputs))
            .collect();
        match lines.is_empty() {
            true => writer.t("report-group-none"),
            false => lines.join("\n"),
        }
    };
    let rows: Vec<Vec<String>> = group_rows(&published.involved)
        .iter()
        .map(|row| {
            vec![
                writer.coded("report-group", row.sender),
                row.inputs.to_string(),
                counted("input-channel", &row.channels),
                counted("done-with", &row.done),
            ]
        })
        .collect();
    writer.table(&head, &GROUP_WIDTHS, &rows);
}

fn changes(writer: &mut Writer, published: &Published, answers: &[PlacedEntry]) {
    let heading = writer.t("report-changes");
    writer.heading(2, &heading);
    let mut has_changes = false;
    for placed in answers {
        let Some(change) = &placed.entry.change else {
            continue;
        };
        has_changes = true;
        let number = writer.counted("report-answer-number", "number", placed.entry.number);
        writer.fact(&number, &place(placed));
        writer.prose(change);
    }
    if !has_changes {
        let none = writer.t("report-changes-none");
        writer.line(&none);
    }
    let own = writer.t("report-own-motion");
    writer.heading(3, &own);
    match published.report.own_motion.is_empty() {
        true => {
            let none = writer.t("report-own-motion-none");
            writer.line(&none);
        }
        false => writer.prose(&published.report.own_motion),
    }
}

/// The paper and the paragraph in which something changes.
fn place(placed: &PlacedEntry) -> String {
    let document = placed.entry.change_document.as_ref();
    let title = document
        .map(|(_, title, _)| title.as_str())
        .unwrap_or_default();
    let paragraph = placed.entry.change_paragraph.as_str();
    match (title.is_empty(), paragraph.is_empty()) {
        (false, false) => format!("{title}, {paragraph}"),
        _ => format!("{title}{paragraph}"),
    }
}

fn answer(writer: &mut Writer, round: i64, placed: &PlacedEntry) {
    let entry = &placed.entry;
    let title = match &entry.subject {
        EntrySubject::Theme { title, .. } => title.clone(),
        EntrySubject::Input { number } | EntrySubject::Part { number, .. } => InputNumber {
            round,
            number: *number,
        }
        .to_string(),
    };
    writer.heading(3, &format!("{}. {title}", entry.number));
    if let EntrySubject::Part { quote, .. } = &entry.subject
        && !quote.is_empty()
    {
        writer.prose(&format!("> {}", weerklank_domain::text::from_plain(quote)));
    }
    let inputs = writer.counted("report-answers-inputs", "count", placed.inputs);
    writer.line(&inputs);
    if let Some(correction) = &entry.correction {
        let why = writer.t("responses-corrected");
        writer.fact(&why, correction);
    }
    let verdict = writer.coded("verdict", &entry.verdict);
    writer.fact(&verdict, "");
    for (key, text) in [
        ("petitions-answer-heard", &entry.heard),
        ("petitions-answer-reasons", &entry.reasons),
    ] {
        let heading = writer.t(key);
        writer.heading(4, &heading);
        writer.prose(text);
    }
    let heading = writer.t("report-consequence-heading");
    writer.heading(4, &heading);
    let outcome = writer.coded("report-consequence", consequence(placed));
    writer.line(&outcome);
    writer.prose(entry.change.as_deref().unwrap_or_default());
    if !entry.promises.is_empty() {
        let heading = writer.t("promises-heading");
        writer.heading(4, &heading);
        let due = writer.t("promises-due");
        for promise in &entry.promises {
            let day = promise.due_on.format("%d-%m-%Y");
            let what = format!("{}, {}, {due} {day}", promise.title, promise.owner);
            writer.fact(&reference(promise.number), &what);
        }
    }
    writer.line(&format!("{} · {}", entry.responsible, entry.adopted_by));
}

fn every_view(writer: &mut Writer, round: i64, answers: &[PlacedEntry], views: &[ReportView]) {
    let heading = writer.t("report-views");
    writer.heading(2, &heading);
    let by_key: BTreeMap<i64, &PlacedEntry> = answers
        .iter()
        .map(|placed| (placed.response_id, placed))
        .collect();
    let head = [
        "report-view",
        "report-sender",
        "report-outcome",
        "report-consequence-heading",
    ]
    .map(|key| writer.t(key));
    let rows: Vec<Vec<String>> = views
        .iter()
        .map(|view| {
            let placed = view.response_id.and_then(|id| by_key.get(&id).copied());
            let number = InputNumber {
                round,
                number: view.number,
            };
            let sender = writer.coded("input-sender", view.sender.code());
            let outcome = writer.coded("input-state", &view.outcome);
            let answer = placed.map(|placed| {
                writer.counted("report-answer-number", "number", placed.entry.number)
            });
            let aside = view.aside_reason.as_ref().map(|reason| {
                let why = view.explanation.clone().unwrap_or_default();
                format!("{}. {why}", writer.coded("set-aside", reason))
            });
            let consequence = placed.map_or_else(|| consequence_of_view(view), consequence);
            vec![
                number.to_string(),
                view.organisation.clone().unwrap_or(sender),
                [Some(outcome), answer, aside]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(": "),
                writer.coded("report-consequence", consequence),
            ]
        })
        .collect();
    writer.table(&head, &VIEW_WIDTHS, &rows);
}

/// Answers a version as a Word document.
pub async fn docx_file(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let version = version_of(request.query_string())?;
    let slug = slug.into_inner();
    let (body, name) = app
        .block(move |app| {
            let published = published(app, &slug, version)?;
            let (answers, views) = whole(app, published.report.id)?;
            let texts = app.templates.texts();
            let made = document(texts, visitor.language, &published, (&answers, &views));
            let mut file = Cursor::new(Vec::new());
            made.pack(&mut file).map_err(WebError::internal)?;
            let version = published.report.version;
            let name = format!("attachment; filename=\"{slug}-report-{version}.docx\"");
            WebResult::Ok((file.into_inner(), name))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, MEDIA_TYPE))
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .body(body))
}
