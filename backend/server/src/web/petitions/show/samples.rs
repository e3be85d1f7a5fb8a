//! Examples of the petition page: each state, each condition both ways.

use super::{ShowPage, Whole};
use crate::web::petitions::chart::OverTime;
use chrono::{DateTime, TimeDelta, Utc};
use weerklank_domain::Language;
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::instruments::{GoalKind, Rules};
use weerklank_domain::moderation::HouseRule;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::petitions::{
    EventKind, Handling, PetitionState, PlaceKind, SignatureCount, Verdict,
};
use weerklank_store::moderation::LimitRecord;
use weerklank_store::obligations::ObligationRecord;
use weerklank_store::petitions::{
    AnswerRecord, Decision, EventRecord, HourCount, IncomingRecord, NewsOnThread, PetitionRecord,
    PlaceCount,
};

pub(super) fn all() -> Vec<(String, ShowPage)> {
    let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
    let states = PetitionState::ALL
        .into_iter()
        .filter(|state| *state != PetitionState::TakenDown);
    let mut samples: Vec<(String, ShowPage)> = states
        .flat_map(|state| [(state, true), (state, false)])
        .map(|(state, is_rich)| {
            let name = format!("{}-{}", state.code(), if is_rich { "rich" } else { "bare" });
            (name, page(&whole(state, is_rich, now), now))
        })
        .collect();
    let mut soon = whole(PetitionState::Open, true, now);
    soon.petition.opened_at = Some(now + TimeDelta::days(2));
    samples.push(("opens-later".to_owned(), page(&soon, now)));
    let mut past = whole(PetitionState::Open, true, now);
    past.petition.closes_at = Some(now - TimeDelta::seconds(1));
    samples.push(("closed-by-clock".to_owned(), page(&past, now)));
    let mut today = whole(PetitionState::Open, true, now);
    today.petition.closes_at = Some(now + TimeDelta::minutes(5));
    samples.push(("closes-today".to_owned(), page(&today, now)));
    let mut late = whole(PetitionState::HandedOver, true, now);
    late.owed = vec![owed(now - TimeDelta::days(2))];
    late.events.push(event(EventKind::DebateScheduled, -9, now));
    samples.push(("overdue".to_owned(), page(&late, now)));
    let mut answered_refusal = whole(PetitionState::Refused, true, now);
    answered_refusal.answers = vec![answer(false, now)];
    samples.push(("refused-answered".to_owned(), page(&answered_refusal, now)));
    samples
}

/// An answered petition with two versions of its answer.
pub fn answered() -> (PetitionRecord, Vec<AnswerRecord>) {
    let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
    let sample = whole(PetitionState::Answered, true, now);
    (sample.petition, sample.answers)
}

fn owed(due_at: DateTime<Utc>) -> ObligationRecord {
    ObligationRecord {
        kind: ObligationKind::Answer,
        body_id: 1,
        begun_at: due_at - TimeDelta::days(42),
        due_at,
        met_at: None,
    }
}

/// A place on the list for what is with its body: decided on where it is rich.
fn paper(state: PetitionState, is_rich: bool, now: DateTime<Utc>) -> Option<IncomingRecord> {
    let is_delivered = matches!(
        state,
        PetitionState::HandedOver | PetitionState::Answered | PetitionState::Refused
    );
    is_delivered.then(|| IncomingRecord {
        number: "IS-2026-014".to_owned(),
        body_id: 1,
        received_at: now - TimeDelta::days(20),
        proposal: Handling::Executive,
        proposal_note: is_rich.then(|| "Bespreken bij het verkeersplan.".to_owned()),
        decision: is_rich.then(|| Decision {
            handling: Handling::Agenda,
            note: Some("Op de agenda van mei.".to_owned()),
            decided_on: (now - TimeDelta::days(14)).date_naive(),
        }),
    })
}

fn page(whole: &Whole, now: DateTime<Utc>) -> ShowPage {
    let over_time = match whole.hours.is_empty() {
        true => OverTime::empty(),
        false => OverTime::sample(&whole.hours),
    };
    ShowPage::build(
        whole,
        Language::Nl,
        now,
        "https://petities.voorbeeld.nl",
        over_time,
    )
}

fn whole(state: PetitionState, is_rich: bool, now: DateTime<Utc>) -> Whole {
    let total = if is_rich { 1_310 } else { 0 };
    let place = |kind, name: Option<&str>, count| PlaceCount {
        kind,
        name: name.map(str::to_owned),
        count,
    };
    Whole {
        votes: if is_rich {
            crate::web::council::vote::card::samples::decided()
        } else {
            Vec::new()
        },
        replies: if is_rich { 7 } else { 0 },
        news: if is_rich { news() } else { Vec::new() },
        limits: if is_rich { limits() } else { Vec::new() },
        proposed: if is_rich {
            crate::web::council::Proposed::sample()
        } else {
            crate::web::council::Proposed::default()
        },
        commitments: crate::web::commitments::card::samples()
            .into_iter()
            .filter(|_| is_rich)
            .collect(),
        petition: petition(state, is_rich, total, now),
        events: events(state, is_rich, now),
        owed: match paper(state, is_rich, now) {
            Some(_) => vec![owed(now + TimeDelta::days(22))],
            None => Vec::new(),
        },
        paper: paper(state, is_rich, now),
        answers: if is_rich && state == PetitionState::Answered {
            vec![answer(true, now), answer(false, now)]
        } else if state == PetitionState::Answered {
            vec![answer(false, now)]
        } else {
            Vec::new()
        },
        places: if is_rich {
            vec![
                place(PlaceKind::Area, Some("Havenkwartier"), 900),
                place(PlaceKind::Area, Some("Duinwijk"), 300),
                place(PlaceKind::Elsewhere, None, 80),
                place(PlaceKind::Abroad, None, 20),
                place(PlaceKind::Unknown, None, 6),
                place(PlaceKind::Paper, None, 1),
                place(PlaceKind::Remainder, None, 3),
            ]
        } else {
            Vec::new()
        },
        hours: if is_rich {
            (0..120)
                .map(|day| HourCount {
                    hour: now - TimeDelta::days(day),
                    count: (day * 7) % 23,
                })
                .collect()
        } else {
            Vec::new()
        },
        names: if is_rich {
            (2, vec!["Zoë van der Ploeg".to_owned(), "李明".to_owned()])
        } else {
            (0, Vec::new())
        },
    }
}

/// A petition in a state, for pages that show one in another way.
pub(in crate::web) fn petition_in(
    state: PetitionState,
    is_rich: bool,
    now: DateTime<Utc>,
) -> PetitionRecord {
    petition(state, is_rich, 1_310, now)
}

fn petition(state: PetitionState, is_rich: bool, total: i64, now: DateTime<Utc>) -> PetitionRecord {
    let was_opened = !matches!(
        state,
        PetitionState::Draft
            | PetitionState::Gathering
            | PetitionState::Submitted
            | PetitionState::RevisionRequested
            | PetitionState::Refused
            | PetitionState::Forwarded
    );
    PetitionRecord {
        dossier: (state == PetitionState::Open).then(|| {
            (
                "woonvisie".to_owned(),
                "Wonen <b>der</b> toekomst".to_owned(),
                Language::Nl,
            )
        }),
        id: 1,
        slug: "veilige-havenstraat".to_owned(),
        reference: "P26-0001".to_owned(),
        language: Language::Nl,
        title: "Maak de Havenstraat veilig voor schoolkinderen".to_owned(),
        observation: if is_rich {
            "Auto's rijden *te hard*.\n\n- om half negen\n- om drie uur".to_owned()
        } else {
            String::new()
        },
        request: "Wij vragen de raad om **dertig** kilometer per uur.".to_owned(),
        explanation: if is_rich {
            "## Waarom nu\n\nZie [het verkeersplan](https://voorbeeld.nl/plan).".to_owned()
        } else {
            String::new()
        },
        petitioner_name: is_rich.then(|| "Oudervereniging De Schelp".to_owned()),
        state,
        is_public: true,
        source: "seed".to_owned(),
        source_key: None,
        source_url: (is_rich && state == PetitionState::Closed)
            .then(|| "https://petition.parliament.uk/petitions/1".to_owned()),
        source_changed_at: None,
        filed_at: now - TimeDelta::days(130),
        opened_at: was_opened.then(|| now - TimeDelta::days(120)),
        closes_at: is_rich.then(|| now + TimeDelta::days(9)),
        answered_at: None,
        body_id: 1,
        text_version: 1,
        submitted_at: None,
        body: (
            "raad".to_owned(),
            "Gemeenteraad".to_owned(),
            "City council".to_owned(),
        ),
        area: is_rich.then(|| ("haven".to_owned(), "Havenkwartier".to_owned())),
        instrument: "petition".to_owned(),
        rules: rules(state, is_rich),
        count: SignatureCount {
            live: total,
            sealed: 0,
            imported: 0,
        },
    }
}

fn rules(state: PetitionState, is_rich: bool) -> Rules {
    let goal = if state == PetitionState::Open {
        2_000
    } else {
        500
    };
    let kind = if state == PetitionState::HandedOver {
        GoalKind::Answer
    } else {
        GoalKind::Agenda
    };
    Rules {
        supporters_needed: 0,
        unconfirmed_term_days: 14,
        reminder_after_days: 3,
        resend_cap: 3,
        closing_min_days: 14,
        closing_max_days: 180,
        goal: is_rich.then_some(goal),
        goal_kind: is_rich.then_some(kind),
        seal_after_answer_days: 365,
        decision_term_days: 14,
        answer_term_days: 56,
        supporter_conditions: Vec::new(),
        supporter_min_age: None,
        grounds: Vec::new(),
        source: "Grondwet 5".to_owned(),
    }
}

fn event(kind: EventKind, days: i64, now: DateTime<Utc>) -> EventRecord {
    EventRecord {
        id: 0,
        kind,
        at: now - TimeDelta::days(days),
        code: (kind == EventKind::HandlingDecided).then(|| Handling::Agenda.code().to_owned()),
        text: None,
        url: None,
        to_name: None,
        other: None,
    }
}

fn news() -> Vec<NewsOnThread> {
    (1..=4)
        .map(|event_id| NewsOnThread {
            id: event_id,
            event_id,
            hidden_by: (event_id == 3).then_some(HouseRule::Insult),
            limited_by: (event_id == 2).then_some(HouseRule::PersonalData),
        })
        .collect()
}

fn limits() -> Vec<LimitRecord> {
    [ModerationAction::Redact, ModerationAction::Close]
        .into_iter()
        .map(|action| LimitRecord {
            decision_id: 1,
            action,
            rule: HouseRule::PersonalData,
            facts: "Er staat een <b>naam</b> in.".to_owned(),
            ends_at: None,
            sealed: None,
        })
        .collect()
}

fn events(state: PetitionState, is_rich: bool, now: DateTime<Utc>) -> Vec<EventRecord> {
    let event = |kind, days| event(kind, days, now);
    let mut events = vec![event(EventKind::Filed, 130)];
    match state {
        PetitionState::Refused => events.push(EventRecord {
            code: Some("no_action".to_owned()),
            text: is_rich.then(|| "Zeg wat er moet *gebeuren*.".to_owned()),
            ..event(EventKind::Refused, 128)
        }),
        PetitionState::Forwarded => events.push(EventRecord {
            to_name: Some("Provincie Noorderkust".to_owned()),
            text: is_rich.then(|| "De provincie gaat over deze weg.".to_owned()),
            ..event(EventKind::Forwarded, 128)
        }),
        PetitionState::Joined => events.push(EventRecord {
            other: Some(("andere-petitie".to_owned(), "Andere petitie".to_owned())),
            ..event(EventKind::Joined, 20)
        }),
        _ => {}
    }
    if is_rich {
        events.extend(
            EventKind::ALL
                .iter()
                .filter(|kind| {
                    !matches!(
                        kind,
                        EventKind::Refused
                            | EventKind::Forwarded
                            | EventKind::Joined
                            | EventKind::TakenDown
                            | EventKind::Filed
                    )
                })
                .map(|kind| EventRecord {
                    text: Some("Vanaf dinsdag te lezen.".to_owned()),
                    url: Some("https://voorbeeld.nl/agenda".to_owned()),
                    ..event(*kind, 10)
                }),
        );
        // News as it is, with words left out, and hidden by a rule and without one.
        events.extend((1..=4).map(|id| EventRecord {
            id,
            text: (id <= 2).then(|| "Er waren <b>veel</b> mensen.".to_owned()),
            ..event(EventKind::Update, 9)
        }));
    }
    events
}

fn answer(is_rich: bool, now: DateTime<Utc>) -> AnswerRecord {
    AnswerRecord {
        version: if is_rich { 2 } else { 1 },
        verdict: if is_rich {
            Verdict::PartlyAdopted
        } else {
            Verdict::NotAdopted
        },
        heard: "U vraagt om dertig kilometer per uur.".to_owned(),
        reasons: "De weg is daar niet breed.".to_owned(),
        change: is_rich.then(|| "Het verkeersbesluit wordt **in mei** genomen.".to_owned()),
        responsible: "Gemeenteraad".to_owned(),
        adopted_by: "Gemeenteraad".to_owned(),
        adopted_at: is_rich.then(|| now - TimeDelta::days(3)),
        published_at: now - TimeDelta::days(1),
        correction: is_rich.then(|| "Er stond een verkeerde datum.".to_owned()),
    }
}
