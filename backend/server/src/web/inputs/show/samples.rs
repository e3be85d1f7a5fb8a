//! Examples of the page of one input.

use super::page::{InputPage, OtherView, VersionView};
use crate::web::areas::map::MapView;
use crate::web::field::{Field, Problem};
use crate::web::responses::report::ViewAnswer;
use crate::web::rounds::card::RoundHead;
use weerklank_domain::rounds::RoundState;
use weerklank_domain::text::{Under, to_html};

fn rich() -> InputPage {
    let html = || to_html("Zet er **bankjes** neer.", Under::Section);
    InputPage {
        head: RoundHead::sample(RoundState::Open),
        number: "R12-0043".to_owned(),
        lang: "nl",
        form: "idea",
        is_statement: false,
        is_readable: true,
        unread: "private",
        has_tombstone: false,
        tombstone: crate::web::moderation::limits::TombstoneView::default(),
        has_limits: true,
        limits: crate::web::moderation::limits::samples(),
        is_collapsed: false,
        has_title: true,
        title: "Bankjes <b>der</b> rust".to_owned(),
        line: String::new(),
        text_html: html(),
        has_name: true,
        name: "Zoë".to_owned(),
        is_organisation: true,
        sender: "public_body",
        channel: "elsewhere",
        is_web: false,
        has_source: true,
        source_name: "Buurtforum".to_owned(),
        has_source_url: true,
        source_url: "https://voorbeeld.nl/forum".to_owned(),
        has_area: true,
        area_name: "Havenkwartier".to_owned(),
        has_place: true,
        has_map: true,
        map: MapView::sample(false),
        place_name: "Bij de fontein".to_owned(),
        at: "2026-03-03T10:00:00Z".to_owned(),
        is_late: true,
        state: "open",
        is_changed: true,
        changed_at: "2026-03-04T10:00:00Z".to_owned(),
        versions: vec![VersionView {
            version: 1,
            at: "2026-03-03T10:00:00Z".to_owned(),
            text_html: html(),
        }],
        has_senders: true,
        senders: 412,
        others: [true, false]
            .map(|is_readable| OtherView {
                number: "R12-0044".to_owned(),
                url: "/rounds/plein/inputs/44".to_owned(),
                has_name: is_readable,
                name: "Jan".to_owned(),
                is_readable,
            })
            .to_vec(),
        is_variant: false,
        first_url: String::new(),
        endorsements: 12,
        can_endorse: true,
        has_endorsed: false,
        endorse_action: "/rounds/plein/inputs/43/endorse".to_owned(),
        csrf: "abc".to_owned(),
        asks_email: false,
        email: Field::default(),
        has_errors: false,
        problems: Vec::new(),
        form_expired: false,
        has_votes: false,
        agree: 6,
        disagree: 3,
        pass: 1,
        has_answers: false,
        answers: Vec::new(),
        has_report: false,
        report_url: "/rounds/plein/report".to_owned(),
        is_answer_coming: false,
        is_question: false,
        asked_of: "R12-0001".to_owned(),
        asked_of_url: "/rounds/plein/inputs/1".to_owned(),
        questions: Vec::new(),
        replies: 3,
        replies_url: "/rounds/plein/inputs/43/replies".to_owned(),
        share_url: "https://voorbeeld.nl/rounds/plein/inputs/43".to_owned(),
    }
}

pub fn pages() -> Vec<(String, InputPage)> {
    let plain = InputPage {
        has_title: false,
        has_name: false,
        is_web: true,
        channel: "web",
        has_source: false,
        has_source_url: false,
        has_area: false,
        has_place: false,
        has_map: false,
        is_late: false,
        is_changed: false,
        has_senders: false,
        is_variant: true,
        first_url: "/rounds/plein/inputs/12".to_owned(),
        has_endorsed: true,
        ..rich()
    };
    let asking = InputPage {
        asks_email: true,
        ..plain.clone()
    };
    let problem = Problem {
        field: "email",
        code: "invalid_email",
    };
    let wrong = InputPage {
        email: Field::of("zoe@", "email", &[problem]),
        has_errors: true,
        problems: vec![problem],
        ..asking.clone()
    };
    let statement = InputPage {
        head: RoundHead::sample(RoundState::Closed),
        is_statement: true,
        form: "statement",
        line: "Het plein moet autovrij zijn.".to_owned(),
        is_collapsed: true,
        can_endorse: false,
        has_votes: true,
        is_organisation: false,
        sender: "resident",
        ..rich()
    };
    let expired = InputPage {
        form_expired: true,
        ..rich()
    };
    let mut pages = vec![
        ("rich".to_owned(), rich()),
        (
            "answered".to_owned(),
            InputPage {
                has_answers: true,
                answers: ViewAnswer::samples(),
                has_report: true,
                is_question: true,
                questions: vec![super::page::LinkView {
                    number: "R12-0060".to_owned(),
                    url: "/rounds/plein/inputs/60".to_owned(),
                }],
                ..rich()
            },
        ),
        (
            "answer-coming".to_owned(),
            InputPage {
                is_answer_coming: true,
                ..plain.clone()
            },
        ),
        ("plain".to_owned(), plain.clone()),
        ("asking".to_owned(), asking),
        ("wrong".to_owned(), wrong),
        ("statement".to_owned(), statement),
        ("expired".to_owned(), expired),
    ];
    for (unread, state) in [
        ("private", "open"),
        ("awaiting", "open"),
        ("withdrawn", "withdrawn"),
        ("removed", "removed"),
    ] {
        let view = InputPage {
            is_readable: false,
            unread,
            state,
            can_endorse: false,
            ..plain.clone()
        };
        pages.push((unread.to_owned(), view));
    }
    for state in ["answered", "set_aside"] {
        let view = InputPage {
            state,
            ..plain.clone()
        };
        pages.push((state.replace('_', "-"), view));
    }
    pages
}
