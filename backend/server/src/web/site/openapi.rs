//! `/api/v1/openapi.json`, generated from the handlers (API-2).

use crate::web::app::App;
use crate::web::commitments::api as commitments;
use crate::web::council::api as council;
use crate::web::dossiers::api as dossiers;
use crate::web::error_page::Problem;
use crate::web::errors::{FieldProblem, WebError, WebResult};
use crate::web::inputs::support_api;
use crate::web::memory::Content;
use crate::web::middleware::API_VERSION;
use crate::web::moderation::api as moderation;
use crate::web::petitions::api;
use crate::web::replies::{api as replies, write_api as write_replies};
use crate::web::representation;
use crate::web::responses::api as responses;
use crate::web::responses::report;
use crate::web::rounds::api as rounds;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa::openapi::{ContactBuilder, Server};
use weerklank_domain::Language;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Weerklank",
        description = "Petitions and policy matters, and what was done with them. Lists answer `items` and `next`; times are UTC; \
                       failures are problem details (RFC 9457) with every wrong value at once.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    paths(
        api::list,
        api::one,
        api::count,
        api::create,
        responses::list,
        dossiers::list,
        dossiers::one,
        commitments::list,
        commitments::one,
        council::popolo::bundle,
        council::people::bodies,
        council::people::faction_list,
        council::people::member_list,
        council::people::one_member,
        council::meetings::list,
        council::meetings::one,
        council::proposals::list,
        council::proposals::one,
        council::votes::list,
        council::votes::one,
        council::votes::agreed,
        rounds::list,
        rounds::one,
        rounds::covered,
        report::file::json_file,
        representation::show::json,
        rounds::list_inputs,
        rounds::one_input,
        rounds::create_input,
        support_api::endorse,
        support_api::vote,
        replies::of_input,
        replies::of_petition,
        replies::of_dossier,
        write_replies::to_input,
        write_replies::to_petition,
        write_replies::to_dossier,
        write_replies::agree_below_input,
        write_replies::agree_below_petition,
        write_replies::agree_below_dossier,
        moderation::statements
    ),
    components(schemas(Problem, FieldProblem)),
    tags(
        (name = "petitions", description = "Requests to a body, with signatures"),
        (name = "dossiers", description = "Policy matters on their way through the policy cycle"),
        (name = "commitments", description = "What the authority promised, and what came of it"),
        (name = "council", description = "Bodies that meet, their people, meetings and what was proposed there"),
        (name = "rounds", description = "Consultations, their inputs and how far the answers are"),
        (name = "replies", description = "What people say below an input, a petition or a dossier"),
        (name = "moderation", description = "Decisions that hide something, with their reasons")
    )
)]
struct Api;

/// Answers the description of the API.
pub async fn openapi(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    api::no_parameters(request.query_string())?;
    app.remembered(&request, "openapi".to_owned(), move |app| {
        let site = app.site(Language::En);
        let mut api = Api::openapi();
        API_VERSION.clone_into(&mut api.info.version);
        let contact = ContactBuilder::new()
            .name(Some(site.authority_name.clone()))
            .url(Some(format!("{}/about", app.base_url)))
            .email(Some(site.contact_email.clone()))
            .build();
        api.info.contact = Some(contact);
        api.servers = Some(vec![Server::new(format!("{}/api/v1", app.base_url))]);
        api.to_json().map(Content::json).map_err(WebError::internal)
    })
    .await
}
