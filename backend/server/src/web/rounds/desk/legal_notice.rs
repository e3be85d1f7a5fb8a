//! `GET /desk/rounds/{number}/notice`: the notice of participation, in its five parts, to be printed
//! or copied (Omgevingswet, articles 5.47(4) and 16.29; Omgevingsbesluit, article 5.3; PAR-5).

use super::look;
use super::moments::ClosingView;
use super::subject::RoundSubject;
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeDesk;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339_or_empty;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::dossiers::Scope;
use weerklank_domain::people::Permission;
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::rounds::{RoundRecord, documents_of, scope_of};

/// The notice.
#[derive(Debug, Clone, Serialize)]
pub struct LegalNoticePage {
    subject: RoundSubject,
    /// Whether a part is missing that the dossier or the round does not tell yet.
    is_unfinished: bool,
    respondents: &'static str,
    access: &'static str,
    how: Part,
    decided: Part,
    changeable: Part,
    fixed: Part,
    moment: Part,
    has_opening: bool,
    opens_at: String,
    closing: ClosingView,
    decided_by: Part,
    afterwards: Part,
    has_answer_by: bool,
    answer_by: String,
    round_url: String,
    has_bulletin: bool,
    bulletin_url: String,
    has_documents: bool,
    documents: Vec<Paper>,
}

/// A text of the scope, where there is one.
#[derive(Debug, Clone, Serialize)]
struct Part {
    is_told: bool,
    html: SafeHtml,
}

#[derive(Debug, Clone, Serialize)]
struct Paper {
    title: String,
    lang: String,
}

impl Part {
    fn of(markdown: &str) -> Self {
        Self {
            is_told: !markdown.trim().is_empty(),
            html: to_html(markdown, Under::Section),
        }
    }
}

impl LegalNoticePage {
    fn of(
        subject: RoundSubject,
        round: &RoundRecord,
        scope: &Scope,
        papers: Vec<(String, String)>,
        base_url: &str,
    ) -> Self {
        Self {
            subject,
            is_unfinished: !scope.is_whole()
                || round.opens_at.is_none()
                || round.closes_at.is_none()
                || round.answer_by.is_none(),
            respondents: round.respondents.code(),
            access: round.access.code(),
            how: Part::of(&scope.how),
            decided: Part::of(&scope.decided),
            changeable: Part::of(&scope.changeable),
            fixed: Part::of(&scope.fixed),
            moment: Part::of(&scope.moment),
            has_opening: round.opens_at.is_some(),
            opens_at: rfc3339_or_empty(round.opens_at),
            closing: ClosingView::of(round.closes_at),
            decided_by: Part::of(&scope.decided_by),
            afterwards: Part::of(&scope.afterwards),
            has_answer_by: round.answer_by.is_some(),
            answer_by: round
                .answer_by
                .map(|day| day.to_string())
                .unwrap_or_default(),
            round_url: format!("{base_url}/rounds/{}", round.slug),
            has_bulletin: round.bulletin_url.is_some(),
            bulletin_url: round.bulletin_url.clone().unwrap_or_default(),
            has_documents: !papers.is_empty(),
            documents: papers
                .into_iter()
                .map(|(title, lang)| Paper { title, lang })
                .collect(),
        }
    }
}

/// Shows the notice.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let round = look(&app, &staff.actor, Permission::SeeDesk, number).await?;
    let (dossier_id, phase) = (round.dossier.0, round.phase);
    let (scope, papers) = app
        .block(move |app| {
            app.house.store.read(|db| {
                let scope = scope_of(db, dossier_id, phase)?;
                Ok::<_, ActError>((scope, documents_of(db, dossier_id, phase)?))
            })
        })
        .await?;
    let subject = RoundSubject::of(&round, visitor.language, app.house.clock.now());
    let view = LegalNoticePage::of(subject, &round, &scope, papers, &app.base_url);
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl PageView for LegalNoticePage {
    const TEMPLATE: &'static str = "pages/desk/rounds/legal_notice";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::show::sample_round;
        use weerklank_domain::rounds::RoundState;
        let text = || "Wij **besluiten** over <b>der</b> groen.".to_owned();
        let whole = Scope {
            decided: text(),
            decided_by: text(),
            changeable: text(),
            fixed: text(),
            how: text(),
            moment: text(),
            afterwards: text(),
        };
        let base = "https://weerklank.example";
        let papers = vec![("Ontwerp <b>der</b> plan".to_owned(), "nl".to_owned())];
        let page = |round, scope: &Scope, papers| {
            Self::of(
                RoundSubject::sample("announced"),
                round,
                scope,
                papers,
                base,
            )
        };
        let full = sample_round(RoundState::Announced, true);
        let bare = sample_round(RoundState::Draft, false);
        vec![
            ("full".to_owned(), page(&full, &whole, papers)),
            (
                "bare".to_owned(),
                page(&bare, &Scope::default(), Vec::new()),
            ),
        ]
    }
}
