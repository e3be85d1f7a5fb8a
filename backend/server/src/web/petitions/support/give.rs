//! `GET` and `POST /support/{link}`: somebody who was sent the private link backs the petition.

use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{SealedForm, Unsealed, is_token, proof_of_address, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::petitions::sign_form::{SignFields, SignValues};
use crate::web::petitions::write::link_unknown;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::petitions::support::{SupportPage, support, support_page};
use weerklank_domain::Language;
use weerklank_domain::instruments::SupporterCondition;
use weerklank_domain::petitions::{CannotSupport, PetitionState, SupportClaims};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::people::Keyed;

/// The petition, and the form to back it.
#[derive(Debug, Clone, Serialize)]
pub struct GivePage {
    title: String,
    lang: &'static str,
    body_name: String,
    is_gathering: bool,
    has_petition_url: bool,
    petition_url: String,
    request_html: SafeHtml,
    observation_html: SafeHtml,
    has_explanation: bool,
    explanation_html: SafeHtml,
    supporters: i64,
    supporters_needed: u32,
    action: String,
    csrf: String,
    has_errors: bool,
    form_expired: bool,
    problems: Vec<Problem>,
    values: Values,
    name: Field,
    email: Field,
    postcode: Field,
    asks_age: bool,
    min_age: u8,
    age: Field,
    is_old_enough: bool,
    asks_residence: bool,
    residence: Field,
    is_resident: bool,
}

#[derive(Debug, Clone, Default, Serialize)]
struct Values {
    name: String,
    email: String,
    postcode: String,
    show_name: bool,
    keep_informed: bool,
}

/// What of a form is shown again.
#[derive(Default)]
struct Again {
    values: SignValues,
    claims: SupportClaims,
    problems: Vec<Problem>,
    is_expired: bool,
}

impl GivePage {
    fn of(app: &App, link: &str, page: &SupportPage, language: Language, again: Again) -> Self {
        let petition = &page.petition;
        let action = format!("/support/{link}");
        let html = |text: &str| to_html(text, Under::Section);
        let field = |name: &str| Field::of("", name, &again.problems);
        let asks = |condition| petition.rules.supporter_conditions.contains(&condition);
        Self {
            title: petition.title.clone(),
            lang: petition.language.code(),
            body_name: petition.body_name(language).to_owned(),
            is_gathering: petition.state == PetitionState::Gathering,
            has_petition_url: petition.is_public,
            petition_url: format!("/petitions/{}", petition.slug),
            request_html: html(&petition.request),
            observation_html: html(&petition.observation),
            has_explanation: !petition.explanation.is_empty(),
            explanation_html: html(&petition.explanation),
            supporters: page.supporters,
            supporters_needed: petition.rules.supporters_needed,
            csrf: proof_of_address(app, &action),
            action,
            has_errors: !again.problems.is_empty(),
            form_expired: again.is_expired,
            name: field("name"),
            email: field("email"),
            postcode: field("postcode"),
            asks_age: asks(SupporterCondition::Age),
            min_age: petition.rules.supporter_min_age.unwrap_or(0),
            age: field("is_old_enough"),
            is_old_enough: again.claims.is_old_enough,
            asks_residence: asks(SupporterCondition::Resident),
            residence: field("is_resident"),
            is_resident: again.claims.is_resident,
            problems: again.problems,
            values: Values {
                name: again.values.name,
                email: again.values.email,
                postcode: again.values.postcode,
                show_name: again.values.show_name,
                keep_informed: again.values.keep_informed,
            },
        }
    }
}

impl PageView for GivePage {
    const TEMPLATE: &'static str = "pages/petitions/support/give";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let plain = Self {
            title: "Een bankje & een boom".to_owned(),
            lang: "nl",
            body_name: "Gemeenteraad".to_owned(),
            is_gathering: true,
            has_petition_url: false,
            petition_url: "/petitions/bankje".to_owned(),
            request_html: to_html("Zet er **een**.", Under::Section),
            observation_html: to_html("Er staat geen.", Under::Section),
            has_explanation: false,
            explanation_html: SafeHtml::default(),
            supporters: 3,
            supporters_needed: 25,
            action: "/support/abc".to_owned(),
            csrf: "0123456789".to_owned(),
            has_errors: false,
            form_expired: false,
            problems: Vec::new(),
            values: Values::default(),
            name: Field::default(),
            email: Field::default(),
            postcode: Field::default(),
            asks_age: false,
            min_age: 16,
            age: Field::default(),
            is_old_enough: false,
            asks_residence: false,
            residence: Field::default(),
            is_resident: false,
        };
        let wrong = |error| Field {
            has_error: true,
            error,
            ..Field::default()
        };
        let strict = Self {
            asks_age: true,
            asks_residence: true,
            has_explanation: true,
            explanation_html: to_html("Daarom.", Under::Section),
            ..plain.clone()
        };
        let failed = Self {
            has_errors: true,
            problems: vec![
                Problem {
                    field: "name",
                    code: "required",
                },
                Problem {
                    field: "is_old_enough",
                    code: "too_young",
                },
                Problem {
                    field: "is_resident",
                    code: "not_resident",
                },
            ],
            name: wrong("required"),
            email: wrong("invalid_email"),
            postcode: wrong("invalid_postcode"),
            age: wrong("too_young"),
            residence: wrong("not_resident"),
            is_resident: true,
            is_old_enough: true,
            ..strict.clone()
        };
        let expired = Self {
            form_expired: true,
            ..strict.clone()
        };
        let closed = Self {
            is_gathering: false,
            ..plain.clone()
        };
        let open = Self {
            has_petition_url: true,
            ..closed.clone()
        };
        vec![
            ("plain".to_owned(), plain),
            ("strict".to_owned(), strict),
            ("failed".to_owned(), failed),
            ("expired".to_owned(), expired),
            ("closed".to_owned(), closed),
            ("open".to_owned(), open),
        ]
    }
}

/// Look into your mailbox.
#[derive(Debug, Clone, Serialize)]
pub struct SentPage {
    title: String,
    lang: &'static str,
    back_url: String,
    is_demo: bool,
    mailbox_url: &'static str,
}

impl PageView for SentPage {
    const TEMPLATE: &'static str = "pages/petitions/support/sent";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        [true, false]
            .map(|is_demo| {
                let view = Self {
                    title: "Een bankje".to_owned(),
                    lang: "nl",
                    back_url: "/support/abc".to_owned(),
                    is_demo,
                    mailbox_url: "/dev/mailbox",
                };
                (format!("demo-{is_demo}"), view)
            })
            .to_vec()
    }
}

async fn look(app: &Arc<App>, link: &str) -> WebResult<Option<SupportPage>> {
    if !is_token(link) {
        return Ok(None);
    }
    let link = link.to_owned();
    app.block(move |app| support_page(&app.house, &link)).await
}

/// Answers the petition and the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    link: web::Path<String>,
) -> WebResult<HttpResponse> {
    let Some(page) = look(&app, &link).await? else {
        return link_unknown(&request, &app, visitor);
    };
    answer(&request, &app, visitor, &link, &page, Again::default())
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    link: &str,
    page: &SupportPage,
    again: Again,
) -> WebResult<HttpResponse> {
    let status = match (page.petition.state, again.problems.is_empty()) {
        (PetitionState::Gathering, _) if again.is_expired => StatusCode::FORBIDDEN,
        (PetitionState::Gathering, true) => StatusCode::OK,
        (PetitionState::Gathering, false) => StatusCode::BAD_REQUEST,
        _ => StatusCode::CONFLICT,
    };
    let view = GivePage::of(app, link, page, visitor.language, again);
    let (path, query) = (request.path(), request.query_string());
    private_page(app, visitor.language, path, query, status, &view)
}

#[derive(Debug, Deserialize)]
struct ClaimFields {
    #[serde(default)]
    is_old_enough: Option<String>,
    #[serde(default)]
    is_resident: Option<String>,
}

/// The form as a browser sends it: as the sign form, with what the rules ask of supporters.
#[derive(Debug, Deserialize)]
struct Fields {
    #[serde(flatten)]
    signing: SignFields,
    #[serde(flatten)]
    claims: ClaimFields,
}

/// Backs the petition; a mail asks to confirm.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    link: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let Some(page) = look(&app, &link).await? else {
        return link_unknown(&request, &app, visitor);
    };
    let action = format!("/support/{link}");
    let (fields, is_expired) = match form.open_by_address::<Fields>(&app, &action)? {
        Unsealed::Proven(fields) => (fields, false),
        Unsealed::Expired(fields) => (fields, true),
    };
    let claims = SupportClaims {
        is_old_enough: fields.claims.is_old_enough.is_some(),
        is_resident: fields.claims.is_resident.is_some(),
    };
    let values = SignValues::from(fields.signing);
    if is_expired {
        let again = Again {
            values,
            claims,
            is_expired,
            ..Again::default()
        };
        return answer(&request, &app, visitor, &link, &page, again);
    }
    app.count_write(&request)?;
    let signing = match values.parse(visitor.language, "web") {
        Ok(signing) => signing,
        Err(problems) => {
            let problems = problems
                .iter()
                .map(|problem| Problem {
                    field: problem.field,
                    code: problem.code,
                })
                .collect();
            let again = Again {
                values,
                claims,
                problems,
                is_expired: false,
            };
            return answer(&request, &app, visitor, &link, &page, again);
        }
    };
    let mailbox = app
        .house
        .vault
        .hash(Keyed::Limit, signing.email.canonical().as_str());
    app.limits.mail(&mailbox).map_err(WebError::too_many)?;
    let (page, refused) = app
        .block(move |app| {
            let refused = match support(&app.house, &page, &signing, claims) {
                Ok(()) => None,
                Err(ActError::CannotSupport(reason)) => Some(reason),
                Err(error) => return Err(WebError::from(error)),
            };
            Ok((page, refused))
        })
        .await?;
    let problem = match refused {
        None => return Ok(see_other(&format!("/support/{link}/sent"))),
        Some(CannotSupport::TooYoung) => Problem {
            field: "is_old_enough",
            code: "too_young",
        },
        Some(CannotSupport::NotResident) => Problem {
            field: "is_resident",
            code: "not_resident",
        },
        Some(CannotSupport::NotGathering) => {
            let page = look(&app, &link).await?.unwrap_or(page);
            return answer(&request, &app, visitor, &link, &page, Again::default());
        }
    };
    let again = Again {
        values,
        claims,
        problems: vec![problem],
        is_expired: false,
    };
    answer(&request, &app, visitor, &link, &page, again)
}

/// Look into your mailbox: the same whether or not this mailbox backs it already.
pub async fn sent(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    link: web::Path<String>,
) -> WebResult<HttpResponse> {
    let Some(page) = look(&app, &link).await? else {
        return link_unknown(&request, &app, visitor);
    };
    let view = SentPage {
        title: page.petition.title.clone(),
        lang: page.petition.language.code(),
        back_url: format!("/support/{link}"),
        is_demo: app.settings.demo,
        mailbox_url: "/dev/mailbox",
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}
