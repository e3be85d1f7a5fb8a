//! An answer from its first word to its correction.

use crate::support::database::Engine;
use crate::support::desk::{id_of, somebody};
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use chrono::TimeDelta;
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::{EntryIncoming, HandOver, hand_over};
use weerklank_acts::responses::{offer_answer, publish_answer, return_answer, write_answer};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::Role;
use weerklank_domain::petitions::{Handling, Passage, PetitionState as State, Verdict};
use weerklank_domain::responses::{AnswerText, Lack};
use weerklank_store::responses::draft;

on_both_databases!(
    an_answer_is_written_by_one_and_published_by_another,
    an_answer_that_lacks_something_is_not_offered,
    what_is_approved_is_what_was_read,
    of_two_who_approve_one_wins_and_the_other_is_told_who,
    what_was_given_back_is_offered_again,
    a_correction_is_a_new_version_and_the_old_one_stays,
    an_open_petition_is_answered_and_stays_open,
    one_that_was_answered_while_open_is_answered_when_it_is_handed_over,
    a_refused_petition_is_answered_and_stays_refused,
    nothing_else_can_be_answered,
);

struct Desk {
    house: TestHouse,
    writer: Actor,
    second: Actor,
}

impl Desk {
    fn open(engine: Engine) -> Self {
        let house = TestHouse::open(engine);
        Self {
            writer: somebody(&house, "Bea Beleid", Role::PolicyOfficer),
            second: somebody(&house, "Griet Griffier", Role::Clerk),
            house,
        }
    }

    fn enter(&self, state: State) -> i64 {
        self.house.enter(&Paper::open("bankje").in_state(state));
        id_of(&self.house, "bankje")
    }

    fn handed_over(&self) -> i64 {
        let id = self.enter(State::Closed);
        let given = HandOver {
            proposal: Handling::Executive,
            note: None,
            text: None,
        };
        hand_over(self.house.house(), &self.second, id, &given).unwrap();
        id
    }

    fn offer(&self, id: i64, read: i32, text: &AnswerText) -> ActResult<i32> {
        offer_answer(self.house.house(), &self.writer, id, read, text)
    }

    fn publish(&self, id: i64, revision: i32) -> ActResult<i32> {
        publish_answer(self.house.house(), &self.second, id, revision)
    }

    async fn detail(&self) -> serde_json::Value {
        self.house
            .visitor()
            .get("/api/v1/petitions/bankje")
            .await
            .json()
    }
}

fn text() -> AnswerText {
    AnswerText {
        verdict: Some(Verdict::Adopted),
        heard: "U vraagt een bankje.".to_owned(),
        reasons: "Er is plaats voor **een** bankje.".to_owned(),
        change: "Het bankje komt er in mei.".to_owned(),
        is_no_change: false,
        responsible: "Wethouder Zitten".to_owned(),
        adopted_by: "Gemeenteraad".to_owned(),
        adopted_on: Some(day_of(start_of_test())),
        correction: String::new(),
    }
}

async fn an_answer_is_written_by_one_and_published_by_another(engine: Engine) {
    let desk = Desk::open(engine);
    let id = desk.handed_over();
    let house = desk.house.house();
    // A draft may lack anything.
    let half = AnswerText {
        reasons: "Er is".to_owned(),
        ..AnswerText::default()
    };
    let first = write_answer(house, &desk.writer, id, 0, &half).unwrap();
    let revision = desk.offer(id, first, &text()).unwrap();
    assert!(
        desk.detail().await["answers"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let alone = publish_answer(house, &desk.writer, id, revision);
    assert!(matches!(alone, Err(ActError::SamePerson)), "{alone:?}");
    assert_eq!(desk.publish(id, revision).unwrap(), 1);

    let detail = desk.detail().await;
    assert_eq!(detail["state"], "answered");
    assert_eq!(detail["answeredAt"], "2026-03-02T12:00:00Z");
    let answer = &detail["answers"][0];
    assert_eq!(answer["verdict"], "adopted");
    assert_eq!(answer["change"], "Het bankje komt er in mei.");
    assert_eq!(answer["adoptedAt"], "2026-03-02T11:00:00Z");
    assert!(answer["correction"].is_null());
    assert_eq!(detail["obligations"][0]["metAt"], "2026-03-02T12:00:00Z");
    let page = desk.house.visitor().get("/petitions/bankje").await.text();
    assert!(page.contains("Er is plaats voor <strong>een</strong> bankje."));
    let left = house.store.read(|db| draft(db, id)).unwrap();
    assert!(left.is_none(), "the draft is gone");
}

async fn an_answer_that_lacks_something_is_not_offered(engine: Engine) {
    let desk = Desk::open(engine);
    let id = desk.handed_over();
    let lacking = |text: AnswerText| match desk.offer(id, 0, &text) {
        Err(ActError::Lacking(missing)) => missing,
        other => panic!("{other:?}"),
    };
    let no_reasons = AnswerText {
        reasons: "  ".to_owned(),
        ..text()
    };
    assert_eq!(lacking(no_reasons), [Lack::Reasons]);
    let neither = AnswerText {
        change: String::new(),
        ..text()
    };
    assert_eq!(lacking(neither), [Lack::Change]);
    let both = AnswerText {
        is_no_change: true,
        ..text()
    };
    assert_eq!(lacking(both), [Lack::ChangeTwice]);
    assert_eq!(
        desk.house
            .number("SELECT COUNT(*) AS number FROM answer_drafts"),
        0
    );
}

async fn what_is_approved_is_what_was_read(engine: Engine) {
    let desk = Desk::open(engine);
    let id = desk.handed_over();
    let house = desk.house.house();
    let read = desk.offer(id, 0, &text()).unwrap();
    let changed = AnswerText {
        verdict: Some(Verdict::NotAdopted),
        ..text()
    };
    // The writer goes on while the second person reads.
    let newer = desk.offer(id, read, &changed).unwrap();
    assert!(matches!(desk.publish(id, read), Err(ActError::Stale)));
    let back = Passage::parse("Wat verandert er?").unwrap();
    let returned = return_answer(house, &desk.second, id, read, &back);
    assert!(matches!(returned, Err(ActError::Stale)));
    // Nor does a second writer write over what was not read.
    let other = write_answer(house, &desk.second, id, read, &text());
    assert!(matches!(other, Err(ActError::Stale)));
    let fresh = write_answer(house, &desk.second, id, 0, &text());
    assert!(matches!(fresh, Err(ActError::Stale)));
    desk.publish(id, newer).unwrap();
    assert_eq!(desk.detail().await["answers"][0]["verdict"], "not_adopted");
}

async fn of_two_who_approve_one_wins_and_the_other_is_told_who(engine: Engine) {
    let desk = Desk::open(engine);
    let id = desk.handed_over();
    let third = somebody(&desk.house, "Gijs Griffier", Role::Clerk);
    let revision = desk.offer(id, 0, &text()).unwrap();
    let outcomes = std::thread::scope(|scope| {
        [&desk.second, &third]
            .map(|actor| {
                let house = desk.house.house();
                scope.spawn(move || publish_answer(house, actor, id, revision))
            })
            .map(|thread| thread.join().unwrap())
    });
    let winner = if outcomes[0].is_ok() {
        &desk.second.name
    } else {
        &third.name
    };
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    match outcomes.iter().find(|outcome| outcome.is_err()) {
        Some(Err(ActError::Overtaken(first))) => {
            assert_eq!(first.by.as_ref(), Some(winner));
            assert_eq!(first.state, State::Answered);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(
        desk.house
            .number("SELECT COUNT(*) AS number FROM petition_answers"),
        1
    );
    assert_eq!(
        desk.house
            .number("SELECT COUNT(*) AS number FROM petition_events WHERE kind = 'answered'"),
        1
    );
}

async fn what_was_given_back_is_offered_again(engine: Engine) {
    let desk = Desk::open(engine);
    let id = desk.handed_over();
    let house = desk.house.house();
    let revision = desk.offer(id, 0, &text()).unwrap();
    let remark = Passage::parse("Noem de kosten.").unwrap();
    return_answer(house, &desk.second, id, revision, &remark).unwrap();
    assert!(matches!(desk.publish(id, revision), Err(ActError::Stale)));
    let found = house.store.read(|db| draft(db, id)).unwrap().unwrap();
    assert_eq!(found.remark, "Noem de kosten.");
    let again = desk.offer(id, revision, &text()).unwrap();
    let found = house.store.read(|db| draft(db, id)).unwrap().unwrap();
    assert_eq!(found.remark, "");
    desk.publish(id, again).unwrap();
}

async fn a_correction_is_a_new_version_and_the_old_one_stays(engine: Engine) {
    let desk = Desk::open(engine);
    let id = desk.handed_over();
    let first = desk.offer(id, 0, &text()).unwrap();
    desk.publish(id, first).unwrap();
    desk.house.clock.advance(TimeDelta::days(3));
    let better = AnswerText {
        change: "Het bankje komt er in juni.".to_owned(),
        ..text()
    };
    match desk.offer(id, 0, &better) {
        Err(ActError::Lacking(missing)) => assert_eq!(missing, [Lack::Correction]),
        other => panic!("{other:?}"),
    }
    let better = AnswerText {
        correction: "De maand was verkeerd.".to_owned(),
        ..better
    };
    let second = desk.offer(id, 0, &better).unwrap();
    assert_eq!(desk.publish(id, second).unwrap(), 2);

    let detail = desk.detail().await;
    assert_eq!(
        detail["answeredAt"], "2026-03-02T12:00:00Z",
        "answered once"
    );
    assert_eq!(detail["answers"][0]["correction"], "De maand was verkeerd.");
    let kinds: Vec<&str> = detail["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"answer_corrected"), "{kinds:?}");
    let visitor = desk.house.visitor();
    let page = visitor.get("/petitions/bankje").await;
    assert!(page.text().contains("Het bankje komt er in juni."));
    assert!(page.text().contains("De maand was verkeerd."));
    let old = "/petitions/bankje/answers/1";
    assert!(page.references().contains(&old.to_owned()));
    let old = visitor.get(old).await;
    assert_eq!(old.status, 200);
    for part in ["Het bankje komt er in mei.", "De maand was verkeerd."] {
        assert!(old.text().contains(part), "{part}");
    }
    for missing in ["3", "0", "-1", "x"] {
        let path = format!("/petitions/bankje/answers/{missing}");
        assert_eq!(visitor.get(&path).await.status, 404, "{path}");
    }
}

async fn an_open_petition_is_answered_and_stays_open(engine: Engine) {
    let desk = Desk::open(engine);
    let id = desk.enter(State::Open);
    let revision = desk.offer(id, 0, &text()).unwrap();
    desk.publish(id, revision).unwrap();
    let detail = desk.detail().await;
    assert_eq!(detail["state"], "open");
    assert_eq!(detail["answers"].as_array().unwrap().len(), 1);
    assert_eq!(detail["answeredAt"], "2026-03-02T12:00:00Z");
    let form = desk.house.visitor().get("/petitions/bankje/sign").await;
    assert_eq!(form.status, 200, "it can still be signed");
}

async fn one_that_was_answered_while_open_is_answered_when_it_is_handed_over(engine: Engine) {
    let desk = Desk::open(engine);
    let id = desk.enter(State::Closed);
    let revision = desk.offer(id, 0, &text()).unwrap();
    desk.publish(id, revision).unwrap();
    assert_eq!(desk.detail().await["state"], "closed");
    desk.house.clock.advance(TimeDelta::days(2));
    let given = HandOver {
        proposal: Handling::Note,
        note: None,
        text: None,
    };
    hand_over(desk.house.house(), &desk.second, id, &given).unwrap();
    let detail = desk.detail().await;
    assert_eq!(detail["state"], "answered");
    assert_eq!(detail["obligations"][0]["metAt"], "2026-03-04T12:00:00Z");
    assert_eq!(detail["answeredAt"], "2026-03-02T12:00:00Z");
}

async fn a_refused_petition_is_answered_and_stays_refused(engine: Engine) {
    let desk = Desk::open(engine);
    let mut paper = Paper::open("bankje").in_state(State::Refused);
    paper.0.incoming = Some(EntryIncoming {
        received_at: start_of_test() - TimeDelta::days(4),
        proposal: Handling::Executive,
        proposal_note: None,
        decision: None,
        answered_at: None,
    });
    desk.house.enter(&paper);
    let id = id_of(&desk.house, "bankje");
    let page = desk.house.visitor().get("/petitions/bankje").await.text();
    assert!(page.contains("Er komt een antwoord"), "the answer is owed");
    let revision = desk.offer(id, 0, &text()).unwrap();
    desk.publish(id, revision).unwrap();
    let detail = desk.detail().await;
    assert_eq!(detail["state"], "refused");
    assert_eq!(detail["answers"].as_array().unwrap().len(), 1);
    assert_eq!(detail["obligations"][0]["metAt"], "2026-03-02T12:00:00Z");
}

async fn nothing_else_can_be_answered(engine: Engine) {
    let desk = Desk::open(engine);
    for state in State::ALL {
        let slug = format!("petitie-{}", state.code().replace('_', "-"));
        desk.house.enter(&Paper::open(&slug).in_state(state));
        let outcome = write_answer(
            desk.house.house(),
            &desk.writer,
            id_of(&desk.house, &slug),
            0,
            &text(),
        );
        let may = matches!(
            state,
            State::Open | State::Closed | State::HandedOver | State::Refused | State::Answered
        );
        assert_eq!(outcome.is_ok(), may, "{state:?}: {outcome:?}");
        assert!(may || matches!(outcome, Err(ActError::WrongStep(_))));
    }
}
