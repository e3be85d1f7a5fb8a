//! `GET /petitions/{slug}/answers/{version}`: one version of an answer. What was published stays
//! readable (invariant 7).

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::petitions::card::rfc3339;
use crate::web::petitions::show::Answer;
use crate::web::petitions::show::parts::answer;
use crate::web::petitions::sign::public_petition;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_store::petitions::{AnswerRecord, PetitionRecord, answers};

/// One version of an answer.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerVersionPage {
    title: String,
    lang: &'static str,
    petition_url: String,
    answer: Answer,
    is_newest: bool,
    newest_url: String,
    /// Why the version after this one stands in its place.
    has_replacement: bool,
    replacement_reason: String,
    replaced_at: String,
}

impl AnswerVersionPage {
    /// The page of a version; `None` when there is none of this number.
    fn of(petition: &PetitionRecord, answers: &[AnswerRecord], version: i32) -> Option<Self> {
        let place = answers
            .iter()
            .position(|answer| answer.version == version)?;
        let record = &answers[place];
        let next = place.checked_sub(1).and_then(|place| answers.get(place));
        let url = format!("/petitions/{}", petition.slug);
        Some(Self {
            title: petition.title.clone(),
            lang: petition.language.code(),
            answer: answer(record, &petition.slug, &[]),
            is_newest: next.is_none(),
            newest_url: format!("{url}#answer-heading"),
            petition_url: url,
            has_replacement: next.is_some(),
            replacement_reason: next
                .and_then(|next| next.correction.clone())
                .unwrap_or_default(),
            replaced_at: next
                .map(|next| rfc3339(next.published_at))
                .unwrap_or_default(),
        })
    }
}

/// Answers a version.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: web::Path<(String, i32)>,
) -> WebResult<HttpResponse> {
    let (slug, version) = path.into_inner();
    let key = format!("answer {} {slug} {version}", visitor.language.code());
    app.remembered(&request, key, move |app| {
        Ok(Content::html(build(app, &slug, version, visitor.language)?))
    })
    .await
}

fn build(app: &App, slug: &str, version: i32, language: Language) -> WebResult<String> {
    let petition = public_petition(app, slug)?;
    let found = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(answers(db, petition.id)?))?;
    let view = AnswerVersionPage::of(&petition, &found, version).ok_or(ErrorCode::NotFound)?;
    let path = format!("/petitions/{slug}/answers/{version}");
    Ok(render_page(app, language, &path, "", &view)?)
}

impl PageView for AnswerVersionPage {
    const TEMPLATE: &'static str = "pages/responses/answer_version";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let (petition, answers) = crate::web::petitions::show::answered_sample();
        [2, 1]
            .into_iter()
            .filter_map(|version| {
                let page = Self::of(&petition, &answers, version)?;
                Some((format!("version-{version}"), page))
            })
            .collect()
    }
}
