//! `GET /rounds/{slug}/report`: one version of the report. Long ones are sent as they are made: the
//! frame first, then answers and views some at a time.

use super::page::{EntryView, ReportPage, Scores, Shown, ViewRow, changes, score_of};
use super::{Published, consequence, published, version_of};
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::page::{PageView as _, render_page};
use crate::web::visitor::Visitor;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::stream;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_store::responses::{PlacedEntry, entries, views, voices_of_answers, voices_of_round};

/// So many answers, and views, are made at a time.
const BATCH: i64 = 200;
/// Where the frame is cut to let more answers in, and more views.
const MORE_ENTRIES: &str = "<!--more answers-->";
const MORE_VIEWS: &str = "<!--more views-->";

/// Some answers, as the part that prints them takes them.
#[derive(Serialize)]
struct Entries {
    entries: Vec<EntryView>,
}

/// Some views, as the part that prints them takes them.
#[derive(Serialize)]
struct Views {
    views: Vec<ViewRow>,
}

/// The frame, cut in three.
struct Frame {
    published: Published,
    language: Language,
    /// The number and the consequence of each answer, by its key.
    answers: BTreeMap<i64, (i64, &'static str)>,
    scores: Scores,
    pieces: [String; 3],
    last_entry: i32,
    last_view: (i64, i32),
}

fn frame(
    app: &App,
    slug: &str,
    version: Option<i32>,
    language: Language,
    query: &str,
) -> WebResult<Frame> {
    let published = published(app, slug, version)?;
    let report = &published.report;
    let store = &app.house.store;
    // What changes is listed above everything; the texts are read once, in the order of the report.
    let all: Vec<PlacedEntry> =
        store.read(|db| Ok::<_, ActError>(entries(db, report.id, 0, i64::MAX)?))?;
    let before = published
        .versions
        .iter()
        .find(|one| one.version + 1 == report.version);
    let changes = match before {
        Some(before) => {
            let was = store.read(|db| Ok::<_, ActError>(entries(db, before.id, 0, i64::MAX)?))?;
            changes(&was, &all)
        }
        None => Vec::new(),
    };
    let answers: BTreeMap<i64, (i64, &'static str)> = all
        .iter()
        .map(|placed| {
            (
                placed.response_id,
                (placed.entry.number, consequence(placed)),
            )
        })
        .collect();
    let found = store.read(|db| Ok::<_, ActError>(views(db, report.id, (0, 0), BATCH)?))?;
    let rows = found
        .iter()
        .map(|view| {
            ViewRow::of(
                (
                    &published.round.slug,
                    report.facts.round,
                    &report.facts.language,
                ),
                &answers,
                view,
            )
        })
        .collect();
    let (score, scores) = store.read(|db| {
        let of_round = voices_of_round(db, published.round.id)?;
        Ok::<_, ActError>((of_round, voices_of_answers(db, report.id)?))
    })?;
    let first = usize::try_from(BATCH).unwrap_or(usize::MAX).min(all.len());
    let shown = Shown {
        entries: all.get(..first).unwrap_or(&all),
        changing: &all,
        views: rows,
        changes,
        score: score.score(),
        scores: &scores,
    };
    let last_entry = shown.entries.last().map_or(0, |placed| placed.position);
    let page = ReportPage::of(&published, shown, language, app.house.clock.now());
    let path = format!("/rounds/{slug}/report");
    let html = render_page(app, language, &path, query, &page)?;
    let lacking = || WebError::internal(format!("{} has no place for more", ReportPage::TEMPLATE));
    let (head, rest) = html.split_once(MORE_ENTRIES).ok_or_else(lacking)?;
    let (middle, tail) = rest.split_once(MORE_VIEWS).ok_or_else(lacking)?;
    Ok(Frame {
        last_view: found.last().map_or((0, 0), |view| (view.number, view.part)),
        pieces: [head, middle, tail].map(str::to_owned),
        published,
        language,
        answers,
        scores,
        last_entry,
    })
}

/// Where the sending is.
enum Next {
    Head,
    Entries(i32),
    Middle,
    Views((i64, i32)),
    Tail,
    End,
}

impl Frame {
    /// The next piece, and what comes after it.
    fn piece(&self, app: &App, next: &Next) -> WebResult<(String, Next)> {
        let [head, middle, tail] = &self.pieces;
        let (report, slug) = (&self.published.report, &self.published.round.slug);
        let store = &app.house.store;
        Ok(match *next {
            Next::Head => (head.clone(), Next::Entries(self.last_entry)),
            Next::Entries(after) => {
                let found =
                    store.read(|db| Ok::<_, ActError>(entries(db, report.id, after, BATCH)?))?;
                let Some(last) = found.last().map(|placed| placed.position) else {
                    return Ok((String::new(), Next::Middle));
                };
                let facts = &report.facts;
                let part = Entries {
                    entries: found
                        .iter()
                        .map(|one| {
                            let score = score_of(&self.scores, one.response_id);
                            EntryView::of((slug, facts.round, &facts.language), one, score)
                        })
                        .collect(),
                };
                let html = app
                    .templates
                    .html("parts/report_entries", self.language, &part)?;
                (html, Next::Entries(last))
            }
            Next::Middle => (middle.clone(), Next::Views(self.last_view)),
            Next::Views(after) => {
                let found =
                    store.read(|db| Ok::<_, ActError>(views(db, report.id, after, BATCH)?))?;
                let Some(last) = found.last().map(|view| (view.number, view.part)) else {
                    return Ok((String::new(), Next::Tail));
                };
                let part = Views {
                    views: found
                        .iter()
                        .map(|view| {
                            ViewRow::of(
                                (slug, report.facts.round, &report.facts.language),
                                &self.answers,
                                view,
                            )
                        })
                        .collect(),
                };
                let html = app
                    .templates
                    .html("parts/report_views", self.language, &part)?;
                (html, Next::Views(last))
            }
            Next::Tail => (tail.clone(), Next::End),
            Next::End => (String::new(), Next::End),
        })
    }
}

/// Answers a version.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let version = version_of(request.query_string())?;
    let (slug, query) = (slug.into_inner(), request.query_string().to_owned());
    let frame = app
        .block(move |app| frame(app, &slug, version, visitor.language, &query))
        .await?;
    let begin = (Arc::clone(&app), Arc::new(frame), Next::Head);
    let body = stream::unfold(begin, |(app, frame, next)| async move {
        if matches!(next, Next::End) {
            return None;
        }
        let made = Arc::clone(&frame);
        let piece = app.block(move |app| made.piece(app, &next)).await;
        match piece {
            Ok((html, next)) => Some((Ok(Bytes::from(html)), (app, frame, next))),
            // Half a page was sent already: breaking off is the only way to tell.
            Err(error) => {
                tracing::error!(cause = ?error.cause, "a report broke off");
                let broken = actix_web::error::ErrorInternalServerError(error);
                Some((Err::<Bytes, _>(broken), (app, frame, Next::End)))
            }
        }
    });
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .streaming(Box::pin(body)))
}

/// An example of an answer in a report.
#[cfg(test)]
pub(super) fn sample_entry(number: i64) -> PlacedEntry {
    use weerklank_store::responses::{EntrySubject, ReportEntry};
    PlacedEntry {
        position: i32::try_from(number).unwrap_or(1),
        response_id: number,
        inputs: 214,
        entry: ReportEntry {
            number,
            subject: match number % 3 {
                1 => EntrySubject::Theme {
                    number: 1,
                    title: "Bomen <b>der</b>".to_owned(),
                },
                2 => EntrySubject::Input { number: 43 },
                _ => EntrySubject::Part {
                    number: 44,
                    quote: "de bomen <b>der</b>".to_owned(),
                },
            },
            verdict: "partly_adopted".to_owned(),
            heard: "Veel mensen *willen* bomen.".to_owned(),
            reasons: "Er is plaats.".to_owned(),
            change: (number % 2 == 1).then(|| "Er komen **twaalf** bomen.".to_owned()),
            change_document: (number == 1).then(|| (5, "Ontwerp <b>der</b>".to_owned(), Some(2))),
            change_paragraph: "artikel 4".to_owned(),
            responsible: "Wethouder groen".to_owned(),
            adopted_by: "College".to_owned(),
            adopted_on: chrono::NaiveDate::from_ymd_opt(2026, 3, 2),
            correction: (number == 2).then(|| "Het aantal klopte niet <b>der</b>.".to_owned()),
            reuse: Some((number, 214)),
            promises: match number {
                1 => vec![weerklank_store::responses::EntryPromise {
                    number: 12,
                    title: "Een plan <b>der</b> bomen".to_owned(),
                    owner: "Wethouder groen".to_owned(),
                    due_on: chrono::NaiveDate::from_ymd_opt(2027, 3, 2).unwrap_or_default(),
                }],
                _ => Vec::new(),
            },
        },
    }
}

/// Examples of the page.
#[cfg(test)]
pub(super) fn samples() -> Vec<(String, ReportPage)> {
    use super::groups::sample_involved;
    use crate::web::rounds::desk::show::sample_round;
    use weerklank_domain::inputs::Sender;
    use weerklank_domain::rounds::RoundState;
    use weerklank_store::responses::{ReportFacts, ReportRecord, ReportView};
    let at = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
    let round = sample_round(RoundState::Answered, true);
    let report = |version: i32, is_full: bool| ReportRecord {
        id: 1,
        version,
        intro: if is_full { "Dank *allen*." } else { "" }.to_owned(),
        own_motion: if is_full {
            "De kaart is *scherper*."
        } else {
            ""
        }
        .to_owned(),
        reason: (version > 1).then(|| "Een getal klopte niet <b>der</b>.".to_owned()),
        override_reason: is_full.then(|| "De raad beslist morgen.".to_owned()),
        open_inputs: i64::from(is_full) * 3,
        facts: ReportFacts {
            round: 12,
            title: round.title.clone(),
            language: "nl".to_owned(),
            body: ("Gemeenteraad".to_owned(), "Council".to_owned()),
            dossier: ("D26-0003".to_owned(), "Groen <b>der</b>".to_owned()),
            procedure: ("formal_view".to_owned(), 1),
            laid_open_on: is_full.then(|| weerklank_domain::calendar::day_of(at)),
            announced_at: is_full.then_some(at),
            opens_at: is_full.then_some(at),
            closes_at: is_full.then_some(at),
            bulletin_url: is_full.then(|| "https://testwater.example/bekendmaking".to_owned()),
            coverage: (3, 30, 2, 1, 1),
        },
        published_at: at,
    };
    let view = |number: i64, outcome: &str| ReportView {
        number,
        part: i32::from(number == 2),
        quote: (number == 2).then(|| "de bomen <b>der</b>".to_owned()),
        outcome: outcome.to_owned(),
        response_id: (outcome == "answered").then_some(1),
        aside_reason: (outcome == "set_aside").then(|| "duplicate".to_owned()),
        duplicate_of: (outcome == "set_aside").then_some(1),
        explanation: (outcome == "set_aside").then(|| "Zegt hetzelfde.".to_owned()),
        sender: Sender::ALL[usize::try_from(number).unwrap_or(0) % Sender::ALL.len()],
        channel: "paper".to_owned(),
        organisation: (number == 1).then(|| "Vereniging <b>der</b>".to_owned()),
    };
    let page = |version: i32, newest: i32, is_full: bool| {
        let all: Vec<PlacedEntry> = match is_full {
            true => (1..=3).map(sample_entry).collect(),
            false => Vec::new(),
        };
        let answers = all
            .iter()
            .map(|placed| {
                (
                    placed.response_id,
                    (placed.entry.number, consequence(placed)),
                )
            })
            .collect();
        let outcomes = ["answered", "set_aside", "withdrawn", "removed", "open"];
        let views = match is_full {
            true => (1..)
                .zip(outcomes)
                .map(|(number, outcome)| {
                    ViewRow::of(("groen", 12, "nl"), &answers, &view(number, outcome))
                })
                .collect(),
            false => Vec::new(),
        };
        let published = Published {
            round: round.clone(),
            report: report(version, is_full),
            involved: match is_full {
                true => sample_involved(),
                false => Vec::new(),
            },
            versions: (1..=newest).rev().map(|one| report(one, is_full)).collect(),
        };
        let voices = weerklank_store::responses::Voices {
            meant: i64::from(version),
            not_meant: 4,
        };
        let scores = Scores::from([(1, voices), (2, voices)]);
        let shown = Shown {
            entries: &all,
            changing: &all,
            views,
            changes: match version > 1 {
                true => changes(&[sample_entry(4)], &all),
                false => Vec::new(),
            },
            score: voices.score(),
            scores: &scores,
        };
        ReportPage::of(&published, shown, Language::Nl, at)
    };
    vec![
        ("full".to_owned(), page(2, 2, true)),
        ("older".to_owned(), page(1, 2, true)),
        ("empty".to_owned(), page(1, 1, false)),
    ]
}
