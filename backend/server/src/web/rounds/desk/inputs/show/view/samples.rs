//! Examples of an input at the desk.

use super::{InputPage, Moderating, Overtaken, Speaker};
use crate::web::field::Problem;
use crate::web::moderation::desk::decision_form::{DecisionFields, samples as examples};
use crate::web::replies::desk::links::ThreadLinks;
use crate::web::responses::desk::form::Returned;
use crate::web::rounds::desk::inputs::show::{Fields, Shown, Whole};
use crate::web::rounds::desk::show::sample_round;
use crate::web::rounds::desk::subject::RoundSubject;
use weerklank_acts::inputs::SeenInput;
use weerklank_domain::inputs::{
    Channel, InputNumber, InputState, ModerationAction, ModerationState, Sender, Standing,
};
use weerklank_domain::moderation::{DecisionSource, HouseRule};
use weerklank_domain::rounds::{InputForm, RoundState};
use weerklank_domain::{Language, TextLanguage};
use weerklank_store::inputs::{InputCard, InputRecord, OriginRecord, SenderGroup, VersionRecord};
use weerklank_store::moderation::{DecisionRecord, Grounds, ModerationSubject, TombstoneRecord};

fn at(day: u32) -> chrono::DateTime<chrono::Utc> {
    format!("2026-03-{day:02}T08:00:00Z").parse().unwrap()
}

/// An input in a list: the first with everything, others bare.
pub fn sample_card(number: i64) -> InputCard {
    let is_full = number == 1;
    let input = sample_input(is_full, InputState::Open, ModerationState::Awaiting);
    InputCard {
        is_collapsed: false,
        id: number,
        number,
        form: input.form,
        language: input.language,
        title: input.title,
        text: input.text,
        standing: if is_full {
            input.standing
        } else {
            Standing::new(false)
        },
        is_late: input.is_late,
        channel: input.channel,
        source_name: input.source_name,
        is_public: input.is_public,
        display_name: input.display_name,
        sender: input.sender,
        area_name: input.area.map(|area| area.1),
        place_name: input.place_name,
        point: input.point,
        received_at: input.received_at,
        registered_at: input.registered_at,
        senders: input.senders,
        endorsements: input.endorsements,
        replies: input.replies,
    }
}

/// An example of an input.
pub fn sample_input(is_full: bool, state: InputState, moderation: ModerationState) -> InputRecord {
    let text = str::to_owned;
    InputRecord {
        id: 43,
        round_id: 1,
        round_slug: text("groen"),
        number: InputNumber {
            round: 12,
            number: 43,
        },
        form: if is_full {
            InputForm::Idea
        } else {
            InputForm::Statement
        },
        language: TextLanguage::Nl,
        title: is_full.then(|| text("Bankjes <b>der</b> rust")),
        text: text("Zet er **bankjes** neer <b>der</b>."),
        version: 2,
        standing: Standing { state, moderation },
        is_late: is_full,
        channel: if is_full {
            Channel::Elsewhere
        } else {
            Channel::Web
        },
        source_name: is_full.then(|| text("Buurtforum")),
        is_public: is_full,
        display_name: is_full.then(|| text("Zoë & Jan")),
        sender: if is_full {
            Sender::CivilSociety
        } else {
            Sender::Resident
        },
        area: is_full.then(|| (text("haven"), text("Havenkwartier"))),
        place_name: is_full.then(|| text("bij de brug")),
        point: None,
        author_id: None,
        received_at: at(3),
        registered_at: at(3),
        changed_at: at(4),
        group_id: (!is_full).then_some(1),
        senders: if is_full { 3 } else { 1 },
        endorsements: 12,
        replies: 0,
        is_listed: is_full,
        theme_id: None,
    }
}

fn whole(is_full: bool, state: InputState, moderation: ModerationState) -> Whole {
    let decision = |action: ModerationAction| DecisionRecord {
        ends_at: None,
        id: 1,
        subject: ModerationSubject::Input(43),
        body_id: 1,
        action,
        grounds: action.is_restriction().then(|| Grounds {
            rule: HouseRule::Insult,
            version: 1,
            facts: "Er staat een scheldwoord <b>der</b>.".to_owned(),
        }),
        source: DecisionSource::Own,
        staff_id: 1,
        reason: (action != ModerationAction::Approve).then(|| "U beledigt **ons**.".to_owned()),
        staff_name: "Hinke <b>der</b> Boer".to_owned(),
        at: at(4),
    };
    let version = |version: i32| VersionRecord {
        version,
        title: None,
        text: format!("Tekst {version} <b>der</b>"),
        at: at(3),
    };
    Whole {
        round: sample_round(RoundState::Open, true),
        input: sample_input(is_full, state, moderation),
        origin: is_full.then(|| OriginRecord {
            entered_by: Some(1),
            url: Some("https://buurtforum.example/1".to_owned()),
            posted_on: Some(at(2).date_naive()),
            speaker_agreed_at: None,
            stake: Some("Ik woon ernaast.".to_owned()),
        }),
        entered_by: is_full.then(|| "Hinke".to_owned()),
        versions: (1..=if is_full { 2 } else { 1 }).map(version).collect(),
        others: (2..4)
            .filter(|_| is_full)
            .map(|number| SenderGroup {
                number,
                display_name: None,
                is_readable: true,
            })
            .collect(),
        first: (!is_full).then_some(1),
        decisions: ModerationAction::ALL
            .iter()
            .filter(|_| is_full)
            .map(|action| decision(*action))
            .collect(),
        rules: examples::rules(),
        tombstone: None,
    }
}

fn page(whole: &Whole, may: bool, shown: &Shown) -> InputPage {
    InputPage {
        list_url: "/desk/rounds/12/inputs".to_owned(),
        moderating: Moderating::of(whole, (may, may), shown, Language::Nl, |_| {
            "0123456789".to_owned()
        }),
        ..InputPage::of(RoundSubject::sample("open"), whole)
    }
}

pub fn samples() -> Vec<(String, InputPage)> {
    let waits = || whole(true, InputState::Open, ModerationState::Awaiting);
    let hidden = whole(true, InputState::Removed, ModerationState::Hidden);
    let mut removed = whole(true, InputState::Removed, ModerationState::Hidden);
    removed.input.text.clear();
    removed.tombstone = Some(TombstoneRecord {
        at: at(5),
        rule: HouseRule::Accusation,
        authority: "Rechtbank <b>der</b>".to_owned(),
        reference: "C/10/7".to_owned(),
    });
    let withdrawn = whole(false, InputState::Withdrawn, ModerationState::Visible);
    let problems = examples::problems();
    let wrong = |is_expired| Shown {
        fields: Fields {
            decision: DecisionFields {
                rule: "hatred".to_owned(),
                reason: "Omdat <b>der</b>".to_owned(),
                ..DecisionFields::default()
            },
            ..Fields::default()
        },
        returned: Returned {
            problems: if is_expired {
                Vec::new()
            } else {
                problems.clone()
            },
            is_expired,
        },
        ..Shown::default()
    };
    let overtaken = |whole: &Whole, version, moderation| Shown {
        overtaken: Overtaken::of(
            whole,
            Some(SeenInput {
                standing: Standing {
                    state: InputState::Open,
                    moderation,
                },
                version,
            }),
        ),
        ..Shown::default()
    };
    let none = Shown::default();
    let mut said = waits();
    said.input.channel = Channel::Meeting;
    said.round.rules.minimum = Some(weerklank_domain::rounds::Minimum {
        length: weerklank_domain::calendar::TermLength::Weeks(6),
        moves_to_working_day: true,
        source: "Awb 3:16".to_owned(),
    });
    let speaker = |whole: &Whole, may| {
        let shown = Shown {
            agreed_on: "morgen".to_owned(),
            returned: Returned {
                problems: vec![Problem {
                    field: "agreed_on",
                    code: "invalid_date",
                }],
                is_expired: false,
            },
            ..Shown::default()
        };
        InputPage {
            speaker: Speaker::of(whole, may, &shown, "0123456789".to_owned()),
            thread: ThreadLinks::sample(may),
            ..page(whole, may, &shown)
        }
    };
    let asked = speaker(&said, true);
    let asked_reader = speaker(&said, false);
    if let Some(origin) = &mut said.origin {
        origin.speaker_agreed_at = Some(at(5));
    }
    let agreed = speaker(&said, true);
    let done = InputPage {
        has_done: true,
        done: "approve",
        done_number: "R12-0042".to_owned(),
        ..page(&waits(), true, &none)
    };
    let visible = whole(true, InputState::Open, ModerationState::Visible);
    let awaiting = ModerationState::Awaiting;
    vec![
        ("asked".to_owned(), asked),
        ("asked-reader".to_owned(), asked_reader),
        ("agreed".to_owned(), agreed),
        ("awaiting".to_owned(), done),
        ("hidden".to_owned(), page(&hidden, true, &none)),
        ("removed".to_owned(), page(&removed, true, &none)),
        (
            "bare".to_owned(),
            page(
                &whole(false, InputState::Open, ModerationState::Visible),
                true,
                &none,
            ),
        ),
        ("reader".to_owned(), page(&waits(), false, &none)),
        ("errors".to_owned(), page(&waits(), true, &wrong(false))),
        (
            "restore-errors".to_owned(),
            page(&hidden, true, &wrong(false)),
        ),
        ("expired".to_owned(), page(&waits(), true, &wrong(true))),
        (
            "decided".to_owned(),
            page(&visible, true, &overtaken(&visible, 2, awaiting)),
        ),
        (
            "rewritten".to_owned(),
            page(&waits(), true, &overtaken(&waits(), 1, awaiting)),
        ),
        (
            "withdrawn".to_owned(),
            page(
                &withdrawn,
                true,
                &overtaken(&withdrawn, 2, ModerationState::Visible),
            ),
        ),
        (
            "other".to_owned(),
            page(&waits(), true, &overtaken(&waits(), 2, awaiting)),
        ),
    ]
}
