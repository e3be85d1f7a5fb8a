//! `GET` and `POST /report?at=…`: anybody reports an input, a reply, a petition or news of one, by its address, without an account.

use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, form_page, opened, see_other};
use crate::web::page::PageView;
use crate::web::petitions::sign_form::{email_code, name_code};
use crate::web::replies::desk::address::subject_at;
use crate::web::responses::desk::form::{Choice, FormView, Returned, choices, needed};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::moderation::{Report, Target, report};
use weerklank_domain::Language;
use weerklank_domain::moderation::HouseRule;
use weerklank_domain::people::{EmailAddress, PersonName};
use weerklank_domain::text::excerpt;
use weerklank_store::people::Keyed;

const ADDRESS: &str = "/report";
const EXCERPT: usize = 400;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ReportPage {
    form: FormView,
    has_text: bool,
    text: String,
    lang: &'static str,
    at: Field,
    rule: Field,
    rules: Vec<Choice>,
    explanation: Field,
    name: Field,
    email: Field,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    at: String,
    rule: String,
    explanation: String,
    name: String,
    email: String,
}

impl Fields {
    /// Makes a report of what was typed.
    fn parse(&self, target: Option<&Target>, language: Language) -> Result<Report, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut keep = |field, code| problems.push(Problem { field, code });
        if target.is_none() {
            keep("at", "not_found");
        }
        let rule = HouseRule::from_code(&self.rule);
        if rule.is_none() {
            keep("rule", "choose");
        }
        let explanation = needed("explanation", &self.explanation)
            .map_err(|problem| keep(problem.field, problem.code))
            .ok();
        let name = (!self.name.trim().is_empty())
            .then(|| PersonName::parse(&self.name).map_err(|fault| keep("name", name_code(fault))));
        let email = (!self.email.trim().is_empty()).then(|| {
            EmailAddress::parse(&self.email).map_err(|fault| keep("email", email_code(fault)))
        });
        match (target, rule, explanation) {
            (Some(target), Some(rule), Some(explanation)) if problems.is_empty() => Ok(Report {
                subject: target.subject(),
                rule,
                explanation,
                name: name.and_then(Result::ok),
                email: email.and_then(Result::ok),
                language,
            }),
            _ => Err(problems),
        }
    }
}

/// What everybody can read at an address.
async fn look(app: &Arc<App>, at: &str) -> WebResult<Option<Target>> {
    let at = at.trim().to_owned();
    app.block(move |app| {
        let now = app.house.clock.now();
        let found = app.house.store.read_at_once(|db| {
            let Some(subject) = subject_at(db, &at, now)? else {
                return Ok(None);
            };
            Ok::<_, ActError>(Some(Target::find(db, subject, now)?))
        })?;
        WebResult::Ok(found.filter(Target::is_readable))
    })
    .await
}

fn answer(
    app: &App,
    request: &HttpRequest,
    visitor: Visitor,
    target: Option<&Target>,
    fields: &Fields,
    returned: &Returned,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, ADDRESS, returned);
    let view = ReportPage::of(target, fields, &returned.problems, form);
    let status = returned.status(false);
    form_page(app, request, visitor, &browser, status, &view)
}

impl ReportPage {
    fn of(target: Option<&Target>, fields: &Fields, problems: &[Problem], form: FormView) -> Self {
        Self {
            form,
            has_text: target.is_some(),
            text: target
                .map(|target| excerpt(target.text(), EXCERPT))
                .unwrap_or_default(),
            lang: target.map_or("nl", Target::language),
            at: Field::of(&fields.at, "at", problems),
            rule: Field::of(&fields.rule, "rule", problems),
            rules: choices(HouseRule::ALL.iter().map(|rule| rule.code()), &fields.rule),
            explanation: Field::of(&fields.explanation, "explanation", problems),
            name: Field::of(&fields.name, "name", problems),
            email: Field::of(&fields.email, "email", problems),
        }
    }
}

/// Shows the form, with what stands at the address.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let fields = web::Query::<Fields>::from_query(request.query_string());
    let at = fields.map(|fields| fields.into_inner().at);
    let fields = Fields {
        at: at.unwrap_or_default(),
        ..Fields::default()
    };
    let target = look(&app, &fields.at).await?;
    let returned = Returned::default();
    answer(&app, &request, visitor, target.as_ref(), &fields, &returned)
}

/// Takes the notice, and leads to its receipt.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, ADDRESS)?;
    let target = look(&app, &fields.at).await?;
    let mut returned = Returned::default();
    match (is_proven, fields.parse(target.as_ref(), visitor.language)) {
        (true, Ok(new)) => {
            app.count_write(&request)?;
            if let Some(email) = &new.email {
                let mailbox = app
                    .house
                    .vault
                    .hash(Keyed::Limit, email.canonical().as_str());
                app.limits.mail(&mailbox).map_err(WebError::too_many)?;
            }
            let token = app.block(move |app| report(&app.house, &new)).await?;
            return Ok(see_other(&format!("/notices/{token}")));
        }
        (true, Err(problems)) => returned.problems = problems,
        (false, _) => returned.is_expired = true,
    }
    answer(&app, &request, visitor, target.as_ref(), &fields, &returned)
}

impl PageView for ReportPage {
    const TEMPLATE: &'static str = "pages/moderation/report";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let fields = Fields {
            at: "/rounds/plein/inputs/43".to_owned(),
            rule: "insult".to_owned(),
            explanation: "Hij scheldt <b>der</b>.".to_owned(),
            ..Fields::default()
        };
        let problems = [
            ("at", "not_found"),
            ("rule", "choose"),
            ("explanation", "required"),
            ("name", "invalid_name"),
            ("email", "invalid_email"),
        ];
        let problems = problems.map(|(field, code)| Problem { field, code });
        let page = |problems: &[Problem], is_expired, has_text| Self {
            has_text,
            text: "Wat een <b>der</b>.".to_owned(),
            ..Self::of(
                None,
                &fields,
                problems,
                FormView::sample(problems, is_expired),
            )
        };
        vec![
            ("text".to_owned(), page(&[], false, true)),
            ("wrong".to_owned(), page(&problems, false, false)),
            ("expired".to_owned(), page(&[], true, true)),
        ]
    }
}
