//! Examples of a thread.

use super::forms::StanceChoice;
use super::*;
use crate::web::field::Field;
use crate::web::moderation::holds::HoldsView;
use crate::web::moderation::limits;
use weerklank_domain::people::Role;
use weerklank_domain::replies::{LONGEST_REPLY, Stance};
use weerklank_domain::text::{Under, to_html};

fn reply(number: i64) -> ReplyView {
    ReplyView {
        number,
        url: format!("/petitions/veilige-havenstraat/replies/{number}"),
        is_readable: true,
        stub: "deleted",
        has_name: true,
        name: "Zoë <b>der</b> Ploeg".to_owned(),
        has_stance: true,
        stance: "against",
        at: "2026-03-03T10:00:00Z".to_owned(),
        lang: "nl",
        is_whole: true,
        has_html: true,
        html: Some(to_html("Dat is **niet** zo <b>der</b>.", Under::Section)),
        agreed: 7,
        disagreed: 2,
        has_replies: true,
        replies: 12,
        can_reply: true,
        can_agree: true,
        agree_action: format!("/petitions/veilige-havenstraat/replies/{number}/agree"),
        agree_csrf: "abc".to_owned(),
        ..ReplyView::default()
    }
}

fn beside(number: i64) -> ReplyView {
    ReplyView {
        has_html: false,
        html: None,
        excerpt: "Dat is niet zo <b>der</b>…".to_owned(),
        is_whole: false,
        ..reply(number)
    }
}

fn by_staff(role: Role, number: i64) -> ReplyView {
    ReplyView {
        is_staff: true,
        role: role.code(),
        body_name: "Gemeenteraad".to_owned(),
        is_correction: true,
        source_url: "https://voorbeeld.nl/bron".to_owned(),
        has_stance: false,
        has_name: false,
        ..beside(number)
    }
}

fn limited(reply: ReplyView) -> ReplyView {
    ReplyView {
        is_collapsed: true,
        has_limits: true,
        limits: limits::samples(),
        has_way: true,
        way: WayView::sample(),
        ..reply
    }
}

fn stub(number: i64, stub: &'static str) -> ReplyView {
    ReplyView {
        number,
        url: format!("/petitions/veilige-havenstraat/replies/{number}"),
        stub,
        is_orphan: true,
        at: "2026-03-03T10:00:00Z".to_owned(),
        ..ReplyView::default()
    }
}

/// What stays where something was moved away, with and without a place that everybody may read.
fn moved(number: i64, way: WayView) -> ReplyView {
    ReplyView {
        has_rule: way.has_url,
        rule: "off_topic",
        has_way: true,
        way,
        ..stub(number, "moved")
    }
}

fn form(problems: Vec<Problem>) -> ReplyForm {
    ReplyForm {
        is_open: true,
        action: "/petitions/veilige-havenstraat/replies".to_owned(),
        csrf: "abc".to_owned(),
        is_expired: false,
        has_errors: !problems.is_empty(),
        max: LONGEST_REPLY,
        text: Field::of("Ja <b>der</b>", "text", &problems),
        name: Field::of("", "name", &problems),
        email: Field::of("zoe@", "email", &problems),
        stance: Field::of("for", "stance", &problems),
        stances: Stance::ALL
            .iter()
            .map(|stance| StanceChoice {
                value: stance.code(),
                is_selected: *stance == Stance::For,
            })
            .collect(),
        asks_email: true,
        is_known: false,
        known_as: String::new(),
        holds: HoldsView::sample(false),
        problems,
    }
}

fn thread() -> ThreadPage {
    let url = "/petitions/veilige-havenstraat/replies";
    let item = |reply: ReplyView, children: Vec<ReplyView>| ItemView {
        reply,
        has_children: !children.is_empty(),
        has_more: !children.is_empty(),
        children,
    };
    let mine = ReplyView {
        is_mine: true,
        has_agreed: true,
        delete_action: format!("{url}/6/delete"),
        delete_csrf: "abc".to_owned(),
        ..reply(6)
    };
    let nameless = ReplyView {
        has_name: false,
        has_disagreed: true,
        can_agree: false,
        stance: "neutral",
        ..reply(7)
    };
    ThreadPage {
        kind: "petition",
        name: "P26-0031".to_owned(),
        title: "Een veilige Havenstraat <b>der</b>".to_owned(),
        lang: "nl",
        subject_url: "/petitions/veilige-havenstraat".to_owned(),
        thread_url: url.to_owned(),
        count: 412,
        is_one: false,
        above: Vec::new(),
        has_above: false,
        has_more_above: false,
        more_above_url: String::new(),
        one: ReplyView::default(),
        has_pinned: true,
        pinned: Role::ALL
            .iter()
            .zip(1..)
            .map(|(role, number)| by_staff(*role, number))
            .collect(),
        items: vec![
            item(mine, vec![beside(8), stub(9, "hidden")]),
            item(nameless, Vec::new()),
            item(limited(reply(12)), vec![limited(beside(13))]),
            item(stub(10, "deleted"), vec![beside(11)]),
        ],
        is_empty: false,
        sorts: ReplySort::ALL
            .iter()
            .map(|sort| SortLink {
                value: sort.code(),
                url: format!("{url}?sort={}", sort.code()),
                is_selected: *sort == ReplySort::Newest,
            })
            .collect(),
        is_first: false,
        first_url: url.to_owned(),
        has_next: true,
        next_url: format!("{url}?cursor=1.2"),
        last_url: format!("{url}?page=last"),
        was_received: false,
        form: form(Vec::new()),
        has_tombstone: false,
        tombstone: TombstoneView::default(),
        has_own: false,
        own: OwnDecision::default(),
        is_closed: false,
        closed: Vec::new(),
        agreement: AgreementForm::default(),
    }
}

/// Every example.
pub fn pages() -> Vec<(String, ThreadPage)> {
    let problems = || {
        [
            ("text", "too_long"),
            ("stance", "choose"),
            ("name", "invalid_name"),
            ("email", "invalid_email"),
        ]
        .map(|(field, code)| Problem { field, code })
        .to_vec()
    };
    let empty = ThreadPage {
        kind: "input",
        count: 0,
        items: Vec::new(),
        is_empty: true,
        has_pinned: false,
        pinned: Vec::new(),
        is_first: true,
        was_received: true,
        form: ReplyForm {
            asks_email: false,
            is_known: true,
            known_as: "zoe@voorbeeld.nl".to_owned(),
            holds: HoldsView::sample(true),
            ..form(Vec::new())
        },
        ..thread()
    };
    let one = ThreadPage {
        kind: "dossier",
        is_one: true,
        above: vec![beside(1), stub(2, "deleted"), moved(3, WayView::sample())],
        has_above: true,
        has_more_above: true,
        more_above_url: "/petitions/veilige-havenstraat/replies/1".to_owned(),
        one: reply(5),
        has_pinned: false,
        pinned: Vec::new(),
        has_next: false,
        ..thread()
    };
    let wrong = ThreadPage {
        form: form(problems()),
        ..thread()
    };
    let expired = ThreadPage {
        form: ReplyForm {
            is_expired: true,
            ..form(Vec::new())
        },
        ..thread()
    };
    let closed = ThreadPage {
        form: ReplyForm::default(),
        one: stub(5, "hidden"),
        has_own: true,
        own: OwnDecision::sample(),
        is_closed: true,
        closed: limits::samples(),
        ..one.clone()
    };
    let gone = ThreadPage {
        has_tombstone: true,
        tombstone: TombstoneView::sample(),
        ..closed.clone()
    };
    let asking = |problems: Vec<Problem>| ThreadPage {
        agreement: AgreementForm {
            is_asked: true,
            action: "/petitions/veilige-havenstraat/replies/5/agree".to_owned(),
            csrf: "abc".to_owned(),
            value: "agree".to_owned(),
            email: Field::of("zoe@", "email", &problems),
        },
        form: ReplyForm {
            is_open: false,
            ..form(problems)
        },
        ..one.clone()
    };
    let email = Problem {
        field: "email",
        code: "invalid_email",
    };
    vec![
        ("thread".to_owned(), thread()),
        ("empty".to_owned(), empty),
        ("wrong".to_owned(), wrong),
        ("expired".to_owned(), expired),
        ("closed".to_owned(), closed),
        ("gone".to_owned(), gone),
        ("asking".to_owned(), asking(Vec::new())),
        ("asking-wrong".to_owned(), asking(vec![email])),
        ("one".to_owned(), one),
    ]
}
