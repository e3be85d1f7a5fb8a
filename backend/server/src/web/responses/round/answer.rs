//! `GET` and `POST /desk/rounds/{number}/answers/{answer}`: an answer is written by one, and approved or
//! given back by another.

use super::frame::{Said, WorkHead, run};
use super::{answer_url, board_url, handle_url, theme_url};
use crate::web::app::App;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeDesk;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::answer_form::Fields as AnswerFields;
use crate::web::responses::desk::form::{Choice, Returned, choices, line, needed};
use crate::web::responses::desk::problem::problem_of_answer;
use crate::web::responses::promise::PromiseView;
use crate::web::rounds::desk::look;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::responses::round::{
    approve_response, offer_response, return_response, write_response,
};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{Passage, Verdict};
use weerklank_domain::responses::{ChangePlace, ResponseState, ResponseText};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::dossiers::{DocumentRecord, documents};
use weerklank_store::inputs::find_by_id;
use weerklank_store::responses::{
    PromiseRecord, ResponseRecord, ResponseSubject, parts_of, promises_of, reach, response,
    theme_by_id,
};
use weerklank_store::rounds::RoundRecord;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerPage {
    head: WorkHead,
    number: i64,
    to_theme: bool,
    theme: i64,
    theme_title: String,
    to_input: bool,
    input: String,
    subject_url: String,
    has_quote: bool,
    quote: String,
    inputs: i64,
    state: &'static str,
    is_offered: bool,
    is_ready: bool,
    is_published: bool,
    writer: String,
    written_at: String,
    has_remark: bool,
    remark: String,
    preview: Preview,
    has_promises: bool,
    promises: Vec<PromiseView>,
    promises_url: String,
    must_be_other: bool,
    can_approve: bool,
    revision: i32,
    verdicts: Vec<Choice>,
    verdict: Field,
    heard: Field,
    reasons: Field,
    change: Field,
    papers: Vec<Paper>,
    has_papers: bool,
    change_document: Field,
    change_paragraph: Field,
    no_change: bool,
    responsible: Field,
    adopted_by: Field,
    adopted_on: Field,
    correction: Field,
    remark_field: Field,
}

/// The answer as it would be published.
#[derive(Debug, Clone, Default, Serialize)]
struct Preview {
    has_verdict: bool,
    verdict: &'static str,
    has_heard: bool,
    heard_html: SafeHtml,
    has_reasons: bool,
    reasons_html: SafeHtml,
    has_change: bool,
    change_html: SafeHtml,
    is_no_change: bool,
    has_place: bool,
    place: String,
    has_paragraph: bool,
    paragraph: String,
    responsible: String,
    adopted_by: String,
    has_adopted_on: bool,
    adopted_on: String,
    has_correction: bool,
    correction: String,
}

/// A version of a paper, to be chosen.
#[derive(Debug, Clone, Serialize)]
struct Paper {
    value: String,
    title: String,
    version: i32,
    is_selected: bool,
}

struct Found {
    response: ResponseRecord,
    theme: Option<(i64, String)>,
    input: Option<i64>,
    quote: Option<String>,
    inputs: i64,
    papers: Vec<DocumentRecord>,
    promises: Vec<PromiseRecord>,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    deed: String,
    revision: i32,
    verdict: String,
    heard: String,
    reasons: String,
    change: String,
    /// Key and version of the paper, with a full stop in between.
    change_document: String,
    change_paragraph: String,
    no_change: Option<String>,
    responsible: String,
    adopted_by: String,
    adopted_on: String,
    correction: String,
    remark: String,
}

impl Fields {
    fn of(response: &ResponseRecord) -> Self {
        let kept = AnswerFields::of(&response.text.answer, response.revision);
        let place = &response.text.place;
        let document = place
            .document_id
            .map(|id| format!("{id}.{}", place.version.unwrap_or(0)));
        Self {
            deed: String::new(),
            revision: kept.revision,
            verdict: kept.verdict,
            heard: kept.heard,
            reasons: kept.reasons,
            change: kept.change,
            change_document: document.unwrap_or_default(),
            change_paragraph: place.paragraph.clone(),
            no_change: kept.no_change,
            responsible: kept.responsible,
            adopted_by: kept.adopted_by,
            adopted_on: kept.adopted_on,
            correction: kept.correction,
            remark: String::new(),
        }
    }

    fn text(&self) -> Result<ResponseText, Vec<Problem>> {
        let answer = AnswerFields {
            revision: self.revision,
            then: String::new(),
            verdict: self.verdict.clone(),
            heard: self.heard.clone(),
            reasons: self.reasons.clone(),
            change: self.change.clone(),
            no_change: self.no_change.clone(),
            responsible: self.responsible.clone(),
            adopted_by: self.adopted_by.clone(),
            adopted_on: self.adopted_on.clone(),
            correction: self.correction.clone(),
        }
        .parse();
        let paragraph = line("change_paragraph", &self.change_paragraph);
        let chosen = self.change_document.split_once('.');
        let document_id = chosen.and_then(|(id, _)| id.parse().ok());
        let version = chosen
            .and_then(|(_, version)| version.parse().ok())
            .filter(|version| *version > 0);
        match (answer, paragraph) {
            (Ok(answer), Ok(paragraph)) => Ok(ResponseText {
                answer,
                place: ChangePlace {
                    document_id,
                    version: version.filter(|_| document_id.is_some()),
                    paragraph,
                },
            }),
            (answer, paragraph) => Err(answer
                .err()
                .unwrap_or_default()
                .into_iter()
                .chain(paragraph.err())
                .collect()),
        }
    }
}

async fn find(app: &Arc<App>, round: &RoundRecord, number: i64) -> WebResult<Found> {
    let (id, dossier) = (round.id, round.dossier.0);
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let Some(response) = response(db, id, number)? else {
                    return Ok(None);
                };
                let mut found = Found {
                    theme: None,
                    input: None,
                    quote: None,
                    inputs: reach(db, response.subject)?,
                    papers: documents(db, dossier)?,
                    promises: promises_of(db, response.id)?,
                    response,
                };
                match found.response.subject {
                    ResponseSubject::Theme(theme) => {
                        found.theme = theme_by_id(db, theme)?.map(|one| (one.number, one.title));
                    }
                    ResponseSubject::Input(input) | ResponseSubject::Part(input, _) => {
                        found.input = find_by_id(db, input)?.map(|one| one.number.number);
                    }
                }
                if let ResponseSubject::Part(input, part) = found.response.subject {
                    let parts = parts_of(db, input)?;
                    let part = parts.into_iter().find(|one| one.id == part);
                    found.quote = part.map(|part| part.quote);
                }
                Ok::<_, ActError>(Some(found))
            })
        })
        .await?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

async fn respond(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (round, number): (&RoundRecord, i64),
    (fields, said): (Option<&mut Fields>, &Said),
) -> WebResult<HttpResponse> {
    let found = find(app, round, number).await?;
    let mut shown = Fields::of(&found.response);
    if let Some(sent) = fields {
        // Whoever has seen what is there now may write over it.
        let is_second = sent.deed == "return";
        if is_second {
            shown.remark.clone_from(&sent.remark);
        } else {
            sent.revision = found.response.revision;
            shown = sent.clone();
        }
    }
    let head = WorkHead::of(app, (staff, request, visitor), round, "answer", said);
    let view = AnswerPage::of(head, round.number, &found, &staff.actor, (&shown, said));
    desk_page(app, staff, request, visitor, said.status(), &view)
}

/// Shows what is written, and the forms that somebody may use.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    path: web::Path<(i64, i64)>,
) -> WebResult<HttpResponse> {
    let (number, answer) = path.into_inner();
    let round = look(&app, &staff.actor, Permission::SeeDesk, number).await?;
    let shown = (None, &Said::default());
    respond(&app, &staff, &request, visitor, (&round, answer), shown).await
}

/// What somebody asks for.
enum Deed {
    Save(ResponseText),
    Offer(ResponseText),
    Approve,
    GiveBack(Passage),
}

fn parsed(fields: &Fields) -> Result<Deed, Vec<Problem>> {
    match fields.deed.as_str() {
        "approve" => Ok(Deed::Approve),
        "return" => needed("remark", &fields.remark)
            .map(Deed::GiveBack)
            .map_err(|problem| vec![problem]),
        "offer" => fields.text().map(Deed::Offer),
        _ => fields.text().map(Deed::Save),
    }
}

fn act(
    app: &App,
    actor: &Actor,
    key: (i64, i64),
    read: i32,
    deed: &Deed,
) -> ActResult<&'static str> {
    let house = &app.house;
    match deed {
        Deed::Save(text) => write_response(house, actor, key, read, text).map(|_| "saved"),
        Deed::Offer(text) => offer_response(house, actor, key, read, text).map(|_| "saved"),
        Deed::Approve => approve_response(house, actor, key, read).map(|()| "approved"),
        Deed::GiveBack(remark) => {
            return_response(house, actor, key, read, remark).map(|()| "saved")
        }
    }
}

/// Keeps, offers, approves or gives back.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    path: web::Path<(i64, i64)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (number, answer) = path.into_inner();
    let (mut fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let permission = match fields.deed.as_str() {
        "approve" | "return" => Permission::ApproveAnswers,
        _ => Permission::DraftAnswers,
    };
    let round = look(&app, &staff.actor, permission, number).await?;
    let said = match (is_proven, parsed(&fields)) {
        (true, Ok(deed)) => {
            let is_approval = matches!(deed, Deed::Approve);
            let (actor, key, read) = (staff.actor.clone(), (round.id, answer), fields.revision);
            match run(&app, move |app| act(app, &actor, key, read, &deed)).await? {
                Ok(done) => {
                    let next = if is_approval {
                        board_url(number)
                    } else {
                        answer_url(number, answer)
                    };
                    return Ok(see_other(&format!("{next}?done={done}")));
                }
                Err(ActError::Lacking(missing)) => {
                    Returned::wrong(missing.into_iter().map(problem_of_answer).collect()).into()
                }
                Err(error) => Said::in_the_way(error)?,
            }
        }
        (true, Err(problems)) => Returned::wrong(problems).into(),
        (false, _) => Returned::expired().into(),
    };
    let shown = (Some(&mut fields), &said);
    respond(&app, &staff, &request, visitor, (&round, answer), shown).await
}

impl Preview {
    fn of(text: &ResponseText, papers: &[DocumentRecord]) -> Self {
        let (answer, place) = (&text.answer, &text.place);
        let html = |text: &str| to_html(text, Under::Section);
        let paper = place
            .document_id
            .and_then(|id| papers.iter().find(|paper| paper.id == id));
        Self {
            has_verdict: answer.verdict.is_some(),
            verdict: answer.verdict.map_or("", Verdict::code),
            has_heard: !answer.heard.is_empty(),
            heard_html: html(&answer.heard),
            has_reasons: !answer.reasons.is_empty(),
            reasons_html: html(&answer.reasons),
            has_change: !answer.change.is_empty(),
            change_html: html(&answer.change),
            is_no_change: answer.is_no_change,
            has_place: paper.is_some(),
            place: paper.map(|paper| paper.title.clone()).unwrap_or_default(),
            has_paragraph: !place.paragraph.is_empty(),
            paragraph: place.paragraph.clone(),
            responsible: answer.responsible.clone(),
            adopted_by: answer.adopted_by.clone(),
            has_adopted_on: answer.adopted_on.is_some(),
            adopted_on: answer
                .adopted_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            has_correction: !answer.correction.is_empty(),
            correction: answer.correction.clone(),
        }
    }
}

fn papers(papers: &[DocumentRecord], selected: &str) -> Vec<Paper> {
    papers
        .iter()
        .flat_map(|paper| {
            paper.versions.iter().map(|version| {
                let value = format!("{}.{}", paper.id, version.version);
                Paper {
                    is_selected: value == selected,
                    value,
                    title: paper.title.clone(),
                    version: version.version,
                }
            })
        })
        .collect()
}

impl AnswerPage {
    fn of(
        head: WorkHead,
        round: i64,
        found: &Found,
        actor: &Actor,
        (fields, said): (&Fields, &Said),
    ) -> Self {
        let response = &found.response;
        let problems = &said.returned.problems;
        let field = |value: &str, name| Field::of(value, name, problems);
        let is_offered = response.state == ResponseState::Offered;
        let is_own = response.writer.0 == actor.staff_id;
        let subject_url = match (&found.theme, found.input) {
            (Some((number, _)), _) => theme_url(round, *number),
            (None, Some(input)) => handle_url(round, input),
            (None, None) => board_url(round),
        };
        let papers = papers(&found.papers, &fields.change_document);
        Self {
            number: response.number,
            to_theme: found.theme.is_some(),
            theme: found.theme.as_ref().map_or(0, |(number, _)| *number),
            theme_title: found
                .theme
                .as_ref()
                .map(|(_, title)| title.clone())
                .unwrap_or_default(),
            to_input: found.input.is_some(),
            input: found
                .input
                .map(|number| InputNumber { round, number }.to_string())
                .unwrap_or_default(),
            subject_url,
            has_quote: found.quote.as_ref().is_some_and(|quote| !quote.is_empty()),
            quote: found.quote.clone().unwrap_or_default(),
            inputs: found.inputs,
            state: response.state.code(),
            is_offered,
            is_ready: response.state == ResponseState::Ready,
            is_published: response.is_published(),
            writer: response.writer.1.clone(),
            written_at: rfc3339(response.written_at),
            has_remark: !response.remark.is_empty(),
            remark: response.remark.clone(),
            preview: Preview::of(&response.text, &found.papers),
            has_promises: !found.promises.is_empty(),
            promises: found.promises.iter().map(PromiseView::written).collect(),
            promises_url: format!("{}/promises", answer_url(round, response.number)),
            must_be_other: is_offered && is_own,
            can_approve: is_offered && !is_own && head.may_approve(),
            revision: fields.revision,
            verdicts: choices(
                Verdict::ALL.iter().map(|verdict| verdict.code()),
                &fields.verdict,
            ),
            verdict: field(&fields.verdict, "verdict"),
            heard: field(&fields.heard, "heard"),
            reasons: field(&fields.reasons, "reasons"),
            change: field(&fields.change, "change"),
            has_papers: !papers.is_empty(),
            papers,
            change_document: field(&fields.change_document, "change_document"),
            change_paragraph: field(&fields.change_paragraph, "change_paragraph"),
            no_change: fields.no_change.is_some(),
            responsible: field(&fields.responsible, "responsible"),
            adopted_by: field(&fields.adopted_by, "adopted_by"),
            adopted_on: Field::of_day(&fields.adopted_on, "adopted_on", problems),
            correction: field(&fields.correction, "correction"),
            remark_field: field(&fields.remark, "remark"),
            head,
        }
    }
}

impl PageView for AnswerPage {
    const TEMPLATE: &'static str = "pages/desk/responses/round_answer";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::frame::sample_response;
        use weerklank_domain::Language;
        use weerklank_domain::dossiers::PhaseKind;
        use weerklank_domain::people::Grants;
        use weerklank_store::dossiers::VersionRecord;
        let at = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
        let actor = |staff_id| Actor {
            staff_id,
            name: "Piet".to_owned(),
            grants: Grants::default(),
        };
        let paper = DocumentRecord {
            id: 5,
            phase: PhaseKind::PolicyPreparation,
            title: "Ontwerp <b>der</b>".to_owned(),
            language: Language::Nl,
            versions: vec![VersionRecord {
                version: 2,
                sha256: "00".to_owned(),
                file_name: "ontwerp.pdf".to_owned(),
                size: 12,
                note: None,
                by: None,
                laid_at: at,
            }],
        };
        let found = |response: ResponseRecord, is_theme: bool| Found {
            theme: is_theme.then(|| (1, "Bomen <b>der</b>".to_owned())),
            input: (!is_theme).then_some(43),
            quote: (!is_theme).then(|| "de bomen <b>der</b>".to_owned()),
            inputs: 12,
            papers: if is_theme {
                vec![paper.clone()]
            } else {
                Vec::new()
            },
            promises: if is_theme {
                crate::web::responses::promise::sample_promises()
            } else {
                Vec::new()
            },
            response,
        };
        let page = |found: &Found, staff, said: &Said, may| {
            let head = WorkHead::sample("answer", may, said, None);
            let fields = Fields::of(&found.response);
            Self::of(head, 12, found, &actor(staff), (&fields, said))
        };
        let plain = Said::default();
        let mut empty = sample_response(1, ResponseState::Draft);
        empty.text = ResponseText::default();
        empty.remark = String::new();
        let mut published = sample_response(1, ResponseState::Ready);
        published.published_revision = Some(2);
        published.text.answer.is_no_change = true;
        published.text.answer.change = String::new();
        let names = [
            "verdict",
            "heard",
            "reasons",
            "change",
            "change_paragraph",
            "responsible",
            "adopted_by",
            "adopted_on",
            "correction",
            "remark",
        ];
        let wrong = Said::from(Returned::wrong(
            names
                .map(|field| Problem {
                    field,
                    code: "required",
                })
                .to_vec(),
        ));
        let offered = || sample_response(1, ResponseState::Offered);
        vec![
            (
                "draft".to_owned(),
                page(
                    &found(sample_response(1, ResponseState::Draft), true),
                    1,
                    &plain,
                    true,
                ),
            ),
            (
                "empty".to_owned(),
                page(&found(empty, false), 1, &plain, true),
            ),
            (
                "own".to_owned(),
                page(&found(offered(), true), 1, &plain, true),
            ),
            (
                "approve".to_owned(),
                page(&found(offered(), true), 2, &plain, true),
            ),
            (
                "errors".to_owned(),
                page(&found(offered(), true), 2, &wrong, true),
            ),
            (
                "published".to_owned(),
                page(&found(published, false), 1, &plain, true),
            ),
            (
                "read-only".to_owned(),
                page(&found(offered(), true), 2, &plain, false),
            ),
        ]
    }
}
