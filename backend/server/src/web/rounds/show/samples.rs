//! Examples of the page of a round.

use super::{ExtensionView, FormView, NoticeView, RoundPage, ScopeView};
use crate::web::inputs::card::InputCard;
use crate::web::rounds::card::{CoverageView, RoundHead};
use crate::web::rounds::papers::PaperView;
use weerklank_domain::dossiers::ScopePart;
use weerklank_domain::inputs::Coverage;
use weerklank_domain::rounds::RoundState;
use weerklank_domain::text::{Under, to_html};

fn of(state: RoundState) -> RoundPage {
    let html = || to_html("Alles **behalve** de bomen.", Under::Section);
    let is_open = state == RoundState::Open;
    RoundPage {
        head: RoundHead::sample(state),
        number: 12,
        state: state.code(),
        phase: "policy_preparation",
        statutory: "preparation",
        has_level: is_open,
        level: "advise",
        dossier_url: "/dossiers/marktplein".to_owned(),
        dossier_title: "Marktplein".to_owned(),
        dossier_lang: "nl",
        intro_html: html(),
        is_announced: state == RoundState::Announced,
        is_open,
        takes_late: state == RoundState::Closed,
        is_answered: state == RoundState::Answered,
        is_cancelled: state == RoundState::Cancelled,
        is_elsewhere: state == RoundState::Answering,
        cancelled_at: "2026-03-20T10:00:00Z".to_owned(),
        cancel_reason_html: html(),
        has_opens_at: true,
        opens_at: "2026-03-02T08:00:00Z".to_owned(),
        has_closes_at: true,
        closes_at: "2026-04-13T22:00:00Z".to_owned(),
        has_days_left: is_open,
        days_left: 3,
        closes_today: false,
        has_answer_by: is_open,
        answer_by: "2026-06-01".to_owned(),
        access: "email",
        respondents: if is_open { "stakeholders" } else { "everyone" },
        holds: crate::web::moderation::holds::HoldsView::sample(is_open),
        has_bulletin: is_open,
        bulletin_url: "https://www.officielebekendmakingen.nl/gmb-2026-1".to_owned(),
        procedure: "formal_view".to_owned(),
        procedure_source: "Awb 3:16".to_owned(),
        forms: ["open", "idea", "statement"]
            .into_iter()
            .map(|code| FormView {
                code,
                question: "Wat mist u op het plein?".to_owned(),
                has_question: code == "open",
                url: "/rounds/plein/take-part?form=open".to_owned(),
            })
            .collect(),
        scope: ScopePart::ALL
            .iter()
            .map(|part| ScopeView {
                part: part.code(),
                html: html(),
            })
            .collect(),
        papers: PaperView::samples(),
        has_papers: is_open,
        is_laid_open: is_open,
        laid_open_on: "2026-03-02".to_owned(),
        has_extensions: is_open,
        extensions: ["outage", "other"]
            .into_iter()
            .map(|cause| ExtensionView {
                from: "2026-04-06T22:00:00Z".to_owned(),
                to: "2026-04-13T22:00:00Z".to_owned(),
                cause,
                reason_html: html(),
                at: "2026-04-01T10:00:00Z".to_owned(),
            })
            .collect(),
        has_notices: is_open,
        notices: ["outage", "papers", "note"]
            .into_iter()
            .map(|kind| NoticeView {
                kind: kind.to_owned(),
                html: html(),
                at: "2026-04-01T10:00:00Z".to_owned(),
            })
            .collect(),
        has_report: state == RoundState::Answered,
        report_url: "/rounds/plein/report".to_owned(),
        coverage: CoverageView::of(Coverage {
            open: 3,
            answered: 5,
            set_aside: 1,
            withdrawn: 1,
            removed: 2,
        }),
        inputs_url: "/rounds/plein/inputs".to_owned(),
        has_map: is_open,
        map_url: "/rounds/plein/map".to_owned(),
        who_url: "/rounds/plein/who-took-part".to_owned(),
        inputs: InputCard::samples(),
        has_listed: is_open,
        has_commitments: is_open,
        commitments: crate::web::commitments::card::CommitmentCard::samples(),
        has_attribution: !is_open,
        attribution: "Polis".to_owned(),
    }
}

/// One page a state; the first of them with everything on it.
pub fn rounds() -> Vec<(String, RoundPage)> {
    let mut pages: Vec<(String, RoundPage)> = RoundState::ALL
        .iter()
        .filter(|state| state.is_public())
        .map(|state| (state.code().replace('_', "-"), of(*state)))
        .collect();
    let last_day = RoundPage {
        closes_today: true,
        days_left: 0,
        access: "code",
        coverage: CoverageView::of(Coverage::default()),
        ..of(RoundState::Open)
    };
    let residents = RoundPage {
        access: "resident",
        has_closes_at: false,
        has_opens_at: false,
        ..of(RoundState::Announced)
    };
    pages.push(("last-day".to_owned(), last_day));
    pages.push(("residents".to_owned(), residents));
    pages
}
