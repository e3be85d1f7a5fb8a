//! Examples of the page of an item.

use super::{
    AboveView, AlsoView, Concern, ItemKind, ItemPage, MarkView, NoticeView, ScopeView, ToldView,
};
use crate::web::field::Problem;
use crate::web::moderation::desk::decision_form::samples::{form, problems, taken};
use crate::web::responses::desk::form::FormView;
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::moderation::Signal;
use weerklank_domain::text::{Under, to_html};

fn also(is_held: bool) -> AlsoView {
    AlsoView {
        seen: "8:1".to_owned(),
        name: "R12-0044".to_owned(),
        url: "/desk/moderation/8".to_owned(),
        why: "before",
        text: "Hetzelfde <b>der</b>.".to_owned(),
        lang: "nl",
        is_chosen: !is_held,
        has_holder: is_held,
        holder: "Hinke <b>der</b> Boer".to_owned(),
    }
}

fn bare(kind: ItemKind, why: Concern) -> ItemPage {
    ItemPage {
        name: "R12-0043".to_owned(),
        place: "Een plein <b>der</b> rust".to_owned(),
        place_lang: "nl",
        kind: kind.code(),
        why: why.code(),
        at: "2026-03-03T10:00:00Z".to_owned(),
        lang: "nl",
        text_html: to_html("Dat is **niet** zo <b>der</b>.", Under::Section),
        desk_url: "/desk/rounds/12/inputs/43".to_owned(),
        list_url: "/desk/moderation?whose=all".to_owned(),
        within: "whose=all".to_owned(),
        seen: "7:1".to_owned(),
        is_awaiting: why != Concern::Signal && why != Concern::Notice,
        can_decide: true,
        take_action: "/desk/moderation/7/take".to_owned(),
        take_csrf: "abc".to_owned(),
        next_action: "/desk/moderation/7/next".to_owned(),
        next_csrf: "abc".to_owned(),
        form: FormView::sample(&[], false),
        decision: form(&[], &[ModerationAction::Hide]),
        ..ItemPage::default()
    }
}

fn full(problems: &[Problem], is_expired: bool) -> ItemPage {
    ItemPage {
        is_newcomer: true,
        title: "Een <b>der</b> titel".to_owned(),
        has_title: true,
        url: "/rounds/plein/inputs/43".to_owned(),
        has_url: true,
        scope: ["changeable", "fixed"]
            .map(|part| ScopeView {
                part,
                text: "Het plein <b>der</b>.".to_owned(),
            })
            .to_vec(),
        has_scope: true,
        above: vec![AboveView {
            text: "Er komen 500 auto's <b>der</b>.".to_owned(),
            lang: "nl",
        }],
        has_above: true,
        marks: Signal::ALL
            .iter()
            .map(|signal| MarkView {
                signal: signal.code(),
                what: "iets <b>der</b>".to_owned(),
            })
            .collect(),
        has_marks: true,
        notices: vec![NoticeView {
            number: "M26-0007".to_owned(),
            url: "/desk/notices/7".to_owned(),
            rule: "insult",
            text: "Hij scheldt <b>der</b>.".to_owned(),
            lang: "nl",
            at: "2026-03-03T11:00:00Z".to_owned(),
        }],
        has_notices: true,
        decisions: taken(),
        has_decisions: true,
        before: taken(),
        has_before: true,
        alike: vec![also(false), also(true)],
        has_alike: true,
        same_author: vec![also(false)],
        has_same_author: true,
        form: FormView::sample(problems, is_expired),
        decision: form(problems, ModerationAction::ALL),
        told: ToldView::sample(),
        ..bare(ItemKind::Reply, Concern::Notice)
    }
}

pub(super) fn all() -> Vec<(String, ItemPage)> {
    let problems = problems();
    let held = ItemPage {
        has_holder: true,
        holder: "Hinke <b>der</b> Boer".to_owned(),
        holder_until: "2026-03-03T10:15:00Z".to_owned(),
        can_decide: false,
        ..bare(ItemKind::Input, Concern::Newcomer)
    };
    let taken = ItemPage {
        is_taken: true,
        can_decide: true,
        ..held.clone()
    };
    let closed = ItemPage {
        is_closed: true,
        is_gone: true,
        is_stale: true,
        typed: vec!["Er staat <b>der</b>.".to_owned()],
        has_typed: true,
        can_decide: false,
        ..bare(ItemKind::Statement, Concern::QuietHours)
    };
    vec![
        ("full".to_owned(), full(&[], false)),
        ("wrong".to_owned(), full(&problems, false)),
        ("expired".to_owned(), full(&[], true)),
        ("held".to_owned(), held),
        ("taken".to_owned(), taken),
        ("closed".to_owned(), closed),
        ("input".to_owned(), bare(ItemKind::Input, Concern::Before)),
        ("signal".to_owned(), bare(ItemKind::Reply, Concern::Signal)),
        ("update".to_owned(), bare(ItemKind::Update, Concern::Before)),
    ]
}
