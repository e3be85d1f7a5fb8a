//! Examples of the form.

use super::*;
use weerklank_domain::rounds::RoundState;

fn field(error: &'static str) -> Field {
    Field {
        value: "Zoë \"van\" <b>der</b> Ploeg".to_owned(),
        has_error: !error.is_empty(),
        error,
        is_odd: false,
    }
}

fn open() -> TakePartPage {
    TakePartPage {
        head: RoundHead::sample(RoundState::Open),
        form: "open",
        is_idea: false,
        is_statement: false,
        has_question: true,
        question: "Wat mist u op het plein?".to_owned(),
        action: "/rounds/plein/take-part".to_owned(),
        csrf: "abc".to_owned(),
        has_errors: false,
        problems: Vec::new(),
        form_expired: false,
        access: "email",
        respondents: "everyone",
        is_late: false,
        holds: HoldsView::sample(false),
        max: LONGEST_INPUT,
        title: Field::default(),
        text: Field::default(),
        place: Field::default(),
        stake: Field::default(),
        asks_stake: false,
        name: Field::default(),
        email: Field::default(),
        asks_email: true,
        is_email_optional: false,
        known_as: String::new(),
        is_known: false,
        areas: vec![AreaView {
            value: "haven".to_owned(),
            name: "Havenkwartier".to_owned(),
            is_selected: true,
        }],
        area_error: Field::default(),
        has_map: false,
        map: PressedMap::default(),
        point_error: Field::default(),
        opens_places: false,
        is_private: false,
        show_name: false,
        senders: sender_choices(""),
        sender_error: Field::default(),
        has_similar: false,
        similar: Vec::new(),
        other_forms: vec![OtherForm {
            code: "idea",
            url: "/rounds/plein/take-part?form=idea".to_owned(),
        }],
        has_other_forms: true,
    }
}

fn map(point: &str) -> PressedMap {
    let ring = vec![[3.27, 52.19], [3.46, 52.19], [3.46, 52.32], [3.27, 52.19]];
    let outline = weerklank_domain::areas::Boundary::parse(ring).unwrap();
    let frame = weerklank_domain::areas::MapFrame::around(&[outline], 256);
    PressedMap::of(frame, point)
}

pub fn pages() -> Vec<(String, TakePartPage)> {
    let fields = [
        ("title", "required"),
        ("text", "too_long"),
        ("area", "choose"),
        ("place", "too_long"),
        ("point", "choose"),
        ("stake", "required"),
        ("sender", "choose"),
        ("name", "invalid_name"),
        ("email", "invalid_email"),
    ];
    let wrong = TakePartPage {
        has_errors: true,
        problems: fields
            .into_iter()
            .map(|(field, code)| Problem { field, code })
            .collect(),
        title: field("required"),
        text: field("too_long"),
        place: field("too_long"),
        stake: field("required"),
        asks_stake: true,
        access: "code",
        respondents: "stakeholders",
        name: field("invalid_name"),
        email: field("invalid_email"),
        area_error: field("choose"),
        has_map: true,
        map: map("0,0"),
        point_error: field("choose"),
        sender_error: field("choose"),
        opens_places: true,
        is_idea: true,
        form: "idea",
        ..open()
    };
    let known = TakePartPage {
        asks_email: false,
        is_known: true,
        known_as: "zoe@voorbeeld.nl".to_owned(),
        is_late: true,
        holds: HoldsView::sample(true),
        has_other_forms: false,
        is_private: true,
        show_name: true,
        senders: sender_choices("civil_society"),
        ..open()
    };
    let marked = TakePartPage {
        has_map: true,
        map: map("52.25,3.4"),
        opens_places: true,
        ..open()
    };
    let similar = TakePartPage {
        has_similar: true,
        similar: InputCard::samples().into_iter().take(2).collect(),
        text: field(""),
        ..open()
    };
    let statement = TakePartPage {
        form: "statement",
        is_statement: true,
        is_email_optional: true,
        has_question: false,
        max: LONGEST_STATEMENT,
        ..open()
    };
    let expired = TakePartPage {
        form_expired: true,
        text: field(""),
        ..open()
    };
    vec![
        ("open".to_owned(), open()),
        ("wrong".to_owned(), wrong),
        ("known".to_owned(), known),
        ("marked".to_owned(), marked),
        ("similar".to_owned(), similar),
        ("statement".to_owned(), statement),
        ("expired".to_owned(), expired),
    ]
}
