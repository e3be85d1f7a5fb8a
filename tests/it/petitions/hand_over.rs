//! Handing over: the list of incoming papers, what the body owes, what it decides, and the events of
//! the thread.

use crate::support::database::Engine;
use crate::support::desk::{id_of, somebody};
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use chrono::{Days, NaiveDate, TimeDelta};
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::desk::{Seen, refuse};
use weerklank_acts::petitions::{
    EntryIncoming, HandOver, Happening, hand_over, record_event, record_handling,
};
use weerklank_acts::{ActError, places};
use weerklank_domain::calendar::day_of;
use weerklank_domain::instruments::{Ground, Instrument, Rules};
use weerklank_domain::people::Role;
use weerklank_domain::petitions::{
    EventKind, Handling, Passage, PetitionState as State, RefusalCode,
};
use weerklank_domain::responses::CannotRecord;
use weerklank_store::instruments::on_day;
use weerklank_store::petitions::Decision;

on_both_databases!(
    a_petition_that_is_handed_over_is_on_the_list_and_owed_an_answer,
    whoever_comes_second_is_told_who_was_first,
    only_what_is_closed_is_handed_over,
    numbers_follow_each_other_within_a_year,
    what_the_body_decides_is_on_the_list,
    the_list_is_paged_by_key_and_narrowed_to_a_body,
    events_are_recorded_where_a_body_has_the_petition,
    a_planned_debate_lies_ahead_and_a_vote_behind,
    whoever_has_no_role_at_the_body_does_nothing,
    a_refused_petition_is_delivered_and_owed_an_answer,
);

fn today() -> NaiveDate {
    day_of(start_of_test())
}

fn given(proposal: Handling) -> HandOver {
    HandOver {
        proposal,
        note: Some(Passage::parse("Bespreken met de bewoners.").unwrap()),
        text: Some(Passage::parse("Aangeboden op het bordes.").unwrap()),
    }
}

fn open(engine: Engine) -> (TestHouse, Actor) {
    let house = TestHouse::open(engine);
    let clerk = somebody(&house, "Griet Griffier", Role::Clerk);
    (house, clerk)
}

async fn a_petition_that_is_handed_over_is_on_the_list_and_owed_an_answer(engine: Engine) {
    let (house, clerk) = open(engine);
    house.enter(&Paper::open("bankje").in_state(State::Closed));
    let id = id_of(&house, "bankje");
    let number = hand_over(house.house(), &clerk, id, &given(Handling::Committee)).unwrap();
    assert_eq!(number, "IS-2026-001");

    let visitor = house.visitor();
    let page = visitor.get("/petitions/bankje").await.text();
    // Eight weeks after 2 March, by the rules of the test.
    for part in [
        "IS-2026-001",
        "Bespreken met de bewoners.",
        "Aangeboden op het bordes.",
        "27 april 2026",
        "Nog geen besluit",
    ] {
        assert!(page.contains(part), "{part} is not on the page");
    }
    let list = visitor.get("/incoming-papers").await.text();
    assert!(list.contains("IS-2026-001") && list.contains("/petitions/bankje"));
    let detail = visitor.get("/api/v1/petitions/bankje").await.json();
    assert_eq!(detail["state"], "handed_over");
    assert_eq!(detail["incomingPaper"]["number"], "IS-2026-001");
    assert_eq!(detail["incomingPaper"]["proposal"], "committee");
    let owed = &detail["obligations"][0];
    assert_eq!(owed["kind"], "answer");
    assert_eq!(owed["body"]["slug"], "raad");
    assert_eq!(owed["dueAt"], "2026-04-27T22:00:00Z");
    assert!(owed["metAt"].is_null());
    let papers = visitor.get("/api/v1/incoming-papers").await.json();
    assert_eq!(papers["items"][0]["slug"], "bankje");
    assert!(papers["next"].is_null());

    house.later(TimeDelta::days(60)).await;
    let late = visitor.get("/petitions/bankje").await.text();
    assert!(late.contains("Te laat: dit moest klaar zijn op"), "overdue");
}

async fn whoever_comes_second_is_told_who_was_first(engine: Engine) {
    let (house, clerk) = open(engine);
    let other = somebody(&house, "Gijs Griffier", Role::Clerk);
    house.enter(&Paper::open("bankje").in_state(State::Closed));
    let id = id_of(&house, "bankje");
    // Both at the same time.
    let outcomes = std::thread::scope(|scope| {
        [&clerk, &other]
            .map(|actor| {
                let house = house.house();
                scope.spawn(move || hand_over(house, actor, id, &given(Handling::Note)))
            })
            .map(|thread| thread.join().unwrap())
    });
    let (won, lost): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    assert_eq!((won.len(), lost.len()), (1, 1));
    match lost.into_iter().next().unwrap() {
        Err(ActError::Overtaken(first)) => {
            assert!(first.by.unwrap().ends_with("Griffier"));
            assert_eq!(first.state, State::HandedOver);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM incoming_papers"),
        1
    );
    assert_eq!(
        house.number(
            "SELECT COUNT(*) AS number FROM audit_entries WHERE act = 'petition_handed_over'"
        ),
        1
    );
}

async fn only_what_is_closed_is_handed_over(engine: Engine) {
    let (house, clerk) = open(engine);
    for state in State::ALL {
        let slug = format!("petitie-{}", state.code().replace('_', "-"));
        house.enter(&Paper::open(&slug).in_state(state));
        let outcome = hand_over(
            house.house(),
            &clerk,
            id_of(&house, &slug),
            &given(Handling::Note),
        );
        match state {
            State::Closed => assert!(outcome.is_ok(), "{outcome:?}"),
            State::HandedOver | State::Answered => {
                assert!(
                    matches!(outcome, Err(ActError::Overtaken(_))),
                    "{outcome:?}"
                );
            }
            _ => assert!(
                matches!(outcome, Err(ActError::WrongStep(_))),
                "{outcome:?}"
            ),
        }
    }
    let mut imported = Paper::open("elders").in_state(State::Closed);
    imported.0.source_key = Some("uk:1".to_owned());
    house.enter(&imported);
    let outcome = hand_over(
        house.house(),
        &clerk,
        id_of(&house, "elders"),
        &given(Handling::Note),
    );
    assert!(matches!(
        outcome,
        Err(ActError::CannotRecord(CannotRecord::Elsewhere))
    ));
}

async fn numbers_follow_each_other_within_a_year(engine: Engine) {
    let (house, clerk) = open(engine);
    let mut numbers = Vec::new();
    for number in 0..3 {
        let slug = format!("petitie-{number}");
        house.enter(&Paper::open(&slug).in_state(State::Closed));
        let id = id_of(&house, &slug);
        numbers.push(hand_over(house.house(), &clerk, id, &given(Handling::Note)).unwrap());
    }
    assert_eq!(numbers, ["IS-2026-001", "IS-2026-002", "IS-2026-003"]);
    house.clock.advance(TimeDelta::days(365));
    house.enter(&Paper::open("later").in_state(State::Closed));
    let id = id_of(&house, "later");
    let next_year = hand_over(house.house(), &clerk, id, &given(Handling::Note)).unwrap();
    assert_eq!(next_year, "IS-2027-001");
}

async fn what_the_body_decides_is_on_the_list(engine: Engine) {
    let (house, clerk) = open(engine);
    house.enter(&Paper::open("bankje").in_state(State::Closed));
    let id = id_of(&house, "bankje");
    let decision = |day: NaiveDate| Decision {
        handling: Handling::Agenda,
        note: Some("In de vergadering van mei.".to_owned()),
        decided_on: day,
    };
    let decide = |day| record_handling(house.house(), &clerk, id, &decision(day));
    assert!(matches!(decide(today()), Err(ActError::Missing)));
    hand_over(house.house(), &clerk, id, &given(Handling::Note)).unwrap();
    let yesterday = today() - Days::new(1);
    assert!(matches!(
        decide(yesterday),
        Err(ActError::CannotRecord(CannotRecord::BeforeFiling))
    ));
    assert!(matches!(
        decide(today() + Days::new(1)),
        Err(ActError::CannotRecord(CannotRecord::InFuture))
    ));
    decide(today()).unwrap();
    assert!(matches!(decide(today()), Err(ActError::Overtaken(_))));

    let visitor = house.visitor();
    let page = visitor.get("/petitions/bankje").await.text();
    assert!(page.contains("Op de agenda van de vergadering"));
    assert!(page.contains("In de vergadering van mei."));
    let papers = visitor.get("/api/v1/incoming-papers").await.json();
    assert_eq!(papers["items"][0]["decision"], "agenda");
    assert_eq!(papers["items"][0]["decidedOn"], "2026-03-02");
}

async fn the_list_is_paged_by_key_and_narrowed_to_a_body(engine: Engine) {
    let (house, _) = open(engine);
    for number in 0..25 {
        let mut paper = Paper::open(&format!("petitie-{number}")).in_state(State::HandedOver);
        ["raad", "college"][number % 2].clone_into(&mut paper.0.body);
        paper.0.incoming = Some(EntryIncoming {
            // With ties, which paging must not lose.
            received_at: start_of_test() - TimeDelta::days(i64::try_from(number / 3).unwrap()),
            proposal: Handling::Note,
            proposal_note: None,
            decision: None,
            answered_at: None,
        });
        house.enter(&paper);
    }
    house.enter(&Paper::open("weg").in_state(State::TakenDown));
    let visitor = house.visitor();
    let mut seen = Vec::new();
    let mut path = "/api/v1/incoming-papers?limit=4".to_owned();
    loop {
        let page = visitor.get(&path).await.json();
        for item in page["items"].as_array().unwrap() {
            seen.push(item["slug"].as_str().unwrap().to_owned());
        }
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/incoming-papers?limit=4&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 25);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 25, "none twice");
    let council = visitor
        .get("/api/v1/incoming-papers?body=raad")
        .await
        .json();
    assert_eq!(council["items"].as_array().unwrap().len(), 13);
    let page = visitor.get("/incoming-papers").await;
    assert!(page.text().contains("rel=\"next\""), "20 on a page");
    for wrong in ["cursor=x", "zzz=1", "limit=0"] {
        let path = format!("/api/v1/incoming-papers?{wrong}");
        assert_eq!(visitor.get(&path).await.status, 400, "{wrong}");
    }
}

async fn events_are_recorded_where_a_body_has_the_petition(engine: Engine) {
    let (house, clerk) = open(engine);
    for state in State::ALL {
        let slug = format!("petitie-{}", state.code().replace('_', "-"));
        house.enter(&Paper::open(&slug).in_state(state));
        let id = id_of(&house, &slug);
        let debate = Happening {
            kind: EventKind::Debated,
            day: today(),
            text: Some(Passage::parse("Vijf mensen spraken in.").unwrap()),
            url: Some("https://testwater.example/verslag".to_owned()),
        };
        let outcome = record_event(house.house(), &clerk, id, &debate);
        let may = matches!(
            state,
            State::Open | State::Closed | State::HandedOver | State::Answered | State::Refused
        );
        assert_eq!(outcome.is_ok(), may, "{state:?}: {outcome:?}");
        if may {
            let page = house.visitor().get(&format!("/petitions/{slug}")).await;
            assert!(page.text().contains("Vijf mensen spraken in."), "{state:?}");
        } else {
            assert!(matches!(outcome, Err(ActError::CannotRecord(_))));
        }
    }
    let by_hand = Happening {
        kind: EventKind::Answered,
        day: today(),
        text: None,
        url: None,
    };
    let id = id_of(&house, "petitie-open");
    assert!(matches!(
        record_event(house.house(), &clerk, id, &by_hand),
        Err(ActError::CannotRecord(CannotRecord::NotByHand))
    ));
}

async fn a_planned_debate_lies_ahead_and_a_vote_behind(engine: Engine) {
    let (house, clerk) = open(engine);
    house.enter(&Paper::open("bankje"));
    let id = id_of(&house, "bankje");
    let record = |kind, day| {
        let event = Happening {
            kind,
            day,
            text: None,
            url: None,
        };
        record_event(house.house(), &clerk, id, &event)
    };
    let soon = today() + Days::new(20);
    record(EventKind::DebateScheduled, soon).unwrap();
    assert!(matches!(
        record(EventKind::Voted, soon),
        Err(ActError::CannotRecord(CannotRecord::InFuture))
    ));
    assert!(matches!(
        record(EventKind::Voted, today() - Days::new(60)),
        Err(ActError::CannotRecord(CannotRecord::BeforeFiling))
    ));
    record(EventKind::Voted, today()).unwrap();
    let page = house.visitor().get("/petitions/bankje").await.text();
    assert!(page.contains("22 maart 2026"), "the day of the debate");
}

async fn whoever_has_no_role_at_the_body_does_nothing(engine: Engine) {
    let (house, _) = open(engine);
    let reader = somebody(&house, "Lia Lezer", Role::Reader);
    house.enter(&Paper::open("bankje").in_state(State::Closed));
    let id = id_of(&house, "bankje");
    let outcome = hand_over(house.house(), &reader, id, &given(Handling::Note));
    assert!(matches!(outcome, Err(ActError::NotAllowed)));
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM incoming_papers"),
        0
    );
}

async fn a_refused_petition_is_delivered_and_owed_an_answer(engine: Engine) {
    let (house, clerk) = open(engine);
    let (_, rules) = house
        .house()
        .store
        .read(|db| on_day(db, "petition", today()))
        .unwrap()
        .unwrap();
    let newer = Instrument {
        code: "petition".to_owned(),
        version: 2,
        valid_from: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        rules: Rules {
            grounds: vec![Ground {
                code: RefusalCode::NoAction.code().to_owned(),
                cites_nl: "Huisregel 3".to_owned(),
                cites_en: "House rule 3".to_owned(),
            }],
            ..rules
        },
    };
    places::add_instrument(house.house(), &newer).unwrap();
    house.enter(&Paper::open("bankje").in_state(State::Submitted));
    let seen = Seen {
        petition_id: id_of(&house, "bankje"),
        text_version: 1,
    };
    let reason = Passage::parse("Zeg wat er moet gebeuren.").unwrap();
    refuse(house.house(), &clerk, seen, RefusalCode::NoAction, &reason).unwrap();
    let detail = house.visitor().get("/api/v1/petitions/bankje").await.json();
    assert_eq!(detail["state"], "refused");
    assert_eq!(detail["incomingPaper"]["number"], "IS-2026-001");
    let owed = detail["obligations"].as_array().unwrap();
    let answer = owed.iter().find(|owed| owed["kind"] == "answer").unwrap();
    assert!(answer["metAt"].is_null());
    let page = house.visitor().get("/petitions/bankje").await.text();
    for part in [
        "IS-2026-001",
        "Bezorgd bij het bestuur",
        "Er komt een antwoord",
    ] {
        assert!(page.contains(part), "{part}");
    }
}
