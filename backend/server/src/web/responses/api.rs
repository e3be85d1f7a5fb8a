//! `/api/v1/incoming-papers`

use super::incoming_papers::read;
use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::WebResult;
use crate::web::keyset;
use crate::web::petitions::api::json;
use crate::web::petitions::api::resources::{BodyResource, IncomingPaperResource};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_store::petitions::{ListedPaper, incoming_page};

/// A paper on the list of incoming papers, with its petition.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ListedPaperResource {
    #[serde(flatten)]
    paper: IncomingPaperResource,
    /// The petition's name in addresses.
    pub slug: String,
    /// The petition's title.
    pub title: String,
    /// The petition's state.
    pub state: &'static str,
    /// The body that received it.
    pub body: BodyResource,
    /// The petition's page.
    pub url: String,
}

/// A page of the list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct IncomingPaperList {
    /// The papers, the newest first.
    pub items: Vec<ListedPaperResource>,
    /// What to give as `cursor` for the next page; null on the last one.
    pub next: Option<String>,
}

/// Lists incoming papers.
#[utoipa::path(
    get, path = "/incoming-papers", tag = "petitions", operation_id = "listIncomingPapers",
    params(
        ("body" = Option<String>, Query, description = "Only papers of the body of this slug"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses((status = 200, body = IncomingPaperList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn list(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), true)?;
    let key = format!("api incoming {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let (papers, next) = app.house.store.read(|db| {
            let body = query.body.as_deref();
            Ok::<_, ActError>(incoming_page(db, body, query.after, query.limit)?)
        })?;
        json(&IncomingPaperList {
            items: papers
                .iter()
                .map(|paper| ListedPaperResource::of(app, paper))
                .collect(),
            next: next.map(|next| keyset::encode(next.received_at, next.id)),
        })
    })
    .await
}

impl ListedPaperResource {
    fn of(app: &App, listed: &ListedPaper) -> Self {
        Self {
            paper: IncomingPaperResource::of(&listed.paper),
            slug: listed.slug.clone(),
            title: listed.title.clone(),
            state: listed.state.code(),
            body: BodyResource {
                slug: listed.body.0.clone(),
                name: listed.body.1.clone(),
            },
            url: format!("{}/petitions/{}", app.base_url, listed.slug),
        }
    }
}
