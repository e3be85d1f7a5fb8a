//! `GET /api/v1/moderation/statements`: the decisions that restrict something, as statements of reasons in the
//! shape of the European Commission's transparency database.

use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::{FieldProblem, WebError, WebResult};
use crate::web::petitions::api::json;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_domain::moderation::{Decided, Statement};
use weerklank_store::moderation::{StatementRow, statements as rows};

/// A page of statements.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct StatementList {
    /// The statements, the oldest first; the fields are those of the Commission's schema.
    #[schema(value_type = Vec<Object>)]
    items: Vec<Statement>,
    /// The cursor of the next page.
    next: Option<String>,
}

/// The statement of a decision on this site.
pub fn statement_of(base_url: &str, row: &StatementRow) -> Statement {
    Statement::of(&Decided {
        puid: &format!("weerklank-{}", row.id),
        action: row.action,
        ends_at: row.ends_at,
        rule: row.grounds.rule,
        rule_version: row.grounds.version,
        rule_text: &row.rule_text,
        facts: &row.grounds.facts,
        reason: &row.reason,
        source: row.source,
        language: &row.language,
        content_at: row.content_at,
        at: row.at,
        rule_url: &format!("{base_url}/house-rules/{}", row.grounds.version),
    })
}

fn asked(query: &str) -> WebResult<(i64, i64)> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let (mut after, mut limit) = (0, 20);
    let mut problems = Vec::new();
    for (name, value) in pairs {
        let number = value.parse::<i64>().ok();
        match (name.as_str(), number) {
            ("cursor", Some(id)) if id > 0 => after = id,
            ("limit", Some(most)) if (1..=100).contains(&most) => limit = most,
            ("cursor" | "limit", _) => problems.push(FieldProblem::new(&name, "unknown_value")),
            _ => problems.push(FieldProblem::new(&name, "unknown")),
        }
    }
    if problems.is_empty() {
        Ok((after, limit))
    } else {
        Err(WebError::wrong_values(problems))
    }
}

/// Lists the statements of reasons.
#[utoipa::path(
    get, path = "/moderation/statements", tag = "moderation", operation_id = "listStatements",
    params(
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses((status = 200, body = StatementList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn statements(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let (after, limit) = asked(request.query_string())?;
    let key = format!("api statements {after} {limit}");
    app.remembered(&request, key, move |app| {
        let mut found = app.house.store.read(|db| rows(db, after, limit + 1))?;
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let has_next = found.len() > most;
        found.truncate(most);
        json(&StatementList {
            next: found
                .last()
                .filter(|_| has_next)
                .map(|last| last.id.to_string()),
            items: found
                .iter()
                .map(|row| statement_of(&app.base_url, row))
                .collect(),
        })
    })
    .await
}
