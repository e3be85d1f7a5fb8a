//! The page in each of its states.

use super::super::decision_form::samples as examples;
use super::{AboveView, ContributionPage};
use crate::web::field::Problem;
use crate::web::moderation::limits::RemovedView;
use crate::web::responses::desk::form::FormView;
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::text::{Under, to_html};

fn page(problems: &[Problem], is_expired: bool, moderation: &'static str) -> ContributionPage {
    ContributionPage {
        name: "R12-0043 #5".to_owned(),
        kind: "reply",
        title: "Een plein <b>der</b> rust".to_owned(),
        title_lang: "nl",
        is_reply: true,
        back_url: "/desk/replies".to_owned(),
        has_url: true,
        url: "/rounds/plein/inputs/43/replies/5".to_owned(),
        moderation,
        is_gone: false,
        removed: RemovedView::default(),
        lang: "nl",
        at: "2026-03-03T10:00:00Z".to_owned(),
        html: to_html("Dat is **niet** zo <b>der</b>.", Under::Title),
        above: vec![AboveView {
            number: 4,
            text: "Er komen 500 auto's <b>der</b>.".to_owned(),
            lang: "nl",
        }],
        has_above: true,
        is_stale: false,
        is_taken: false,
        typed: Vec::new(),
        has_typed: false,
        can_decide: true,
        form: FormView::sample(problems, is_expired),
        decision: examples::form(problems, ModerationAction::ALL),
        decisions: examples::taken(),
        has_decisions: true,
    }
}

fn of_petition(kind: &'static str, moderation: &'static str) -> ContributionPage {
    ContributionPage {
        name: "P26-0001".to_owned(),
        kind,
        is_reply: false,
        back_url: "/desk/petitions/P26-0001".to_owned(),
        has_url: moderation == "visible",
        has_above: false,
        above: Vec::new(),
        ..page(&[], false, moderation)
    }
}

pub(super) fn all() -> Vec<(String, ContributionPage)> {
    let problems = examples::problems();
    let deleted = ContributionPage {
        is_gone: true,
        can_decide: false,
        has_url: false,
        has_above: false,
        has_decisions: false,
        html: to_html("", Under::Title),
        ..page(&[], false, "visible")
    };
    let overtaken = ContributionPage {
        is_stale: true,
        can_decide: false,
        typed: vec!["Er staat een <b>der</b> in.".to_owned()],
        has_typed: true,
        ..of_petition("update", "hidden")
    };
    let taken = ContributionPage {
        is_taken: true,
        ..page(&[], false, "visible")
    };
    let removed = ContributionPage {
        removed: RemovedView::sample(),
        can_decide: false,
        has_url: false,
        html: to_html("", Under::Title),
        ..page(&[], false, "hidden")
    };
    vec![
        ("removed".to_owned(), removed),
        ("overtaken".to_owned(), overtaken),
        ("taken".to_owned(), taken),
        ("awaiting".to_owned(), page(&[], false, "awaiting")),
        ("errors".to_owned(), page(&problems, false, "visible")),
        ("expired".to_owned(), page(&[], true, "hidden")),
        ("limited".to_owned(), page(&[], false, "limited")),
        ("deleted".to_owned(), deleted),
        ("petition".to_owned(), of_petition("petition", "visible")),
        ("taken-down".to_owned(), of_petition("petition", "hidden")),
        ("news".to_owned(), of_petition("update", "awaiting")),
    ]
}
