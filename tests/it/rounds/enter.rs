//! Rounds that come with a history: from the seeds, or from another system.

use super::matter::{at, plan, ready, round};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use chrono::TimeDelta;
use weerklank_acts::ActError;
use weerklank_acts::clock::Clock as _;
use weerklank_acts::rounds::{EntryRound, RoundPlan, RoundWay, enter_round, walk_round};
use weerklank_domain::rounds::RoundState as State;
use weerklank_store::rounds::find_by_id;

on_both_databases!(
    a_round_is_entered_in_whatever_state_it_is,
    a_round_that_is_there_stays_as_it_is,
    an_entered_round_goes_on_by_the_clock,
);

fn way() -> RoundWay<'static> {
    RoundWay {
        announced_at: at("2026-02-01T09:00:00Z"),
        answering_at: at("2026-02-20T09:00:00Z"),
        answered_at: at("2026-02-25T09:00:00Z"),
        cancelled_at: at("2026-02-12T09:00:00Z"),
        cancel_reason: "Het plan vervalt.",
    }
}

fn past() -> RoundPlan {
    RoundPlan {
        opens_at: Some(at("2026-02-05T09:00:00Z")),
        closes_at: Some(at("2026-02-15T09:00:00Z")),
        ..plan()
    }
}

/// Enters a round and walks it to a state; its number, unless it was there.
fn enters(house: &TestHouse, key: &str, plan: &RoundPlan, to: State) -> Option<i64> {
    let now = house.clock.now();
    let dossier_id = house.number("SELECT id AS number FROM dossiers");
    let entry = EntryRound {
        slug: None,
        dossier_id,
        source: "own",
        source_key: Some(key),
        attribution: None,
        plan,
        planned_at: at("2026-01-20T09:00:00Z"),
    };
    house
        .house()
        .store
        .write(|db| {
            let Some(id) = enter_round(db, &entry)? else {
                return Ok(None);
            };
            walk_round(db, id, to, &way(), now)?;
            Ok::<_, ActError>(find_by_id(db, id)?.map(|round| round.number))
        })
        .unwrap()
}

async fn a_round_is_entered_in_whatever_state_it_is(engine: Engine) {
    let house = TestHouse::open(engine);
    ready(&house);
    for state in State::ALL {
        let number = enters(&house, state.code(), &past(), *state).unwrap();
        let entered = round(&house, number);
        assert_eq!(entered.state, *state);
        assert_eq!(entered.cancelled.is_some(), *state == State::Cancelled);
        assert_eq!(
            entered.announced_at.is_some(),
            *state != State::Draft,
            "{state:?}"
        );
    }
}

async fn a_round_that_is_there_stays_as_it_is(engine: Engine) {
    let house = TestHouse::open(engine);
    ready(&house);
    assert!(enters(&house, "polis:1", &past(), State::Closed).is_some());
    assert!(enters(&house, "polis:1", &past(), State::Answered).is_none());
    assert_eq!(round(&house, 1).state, State::Closed);
}

async fn an_entered_round_goes_on_by_the_clock(engine: Engine) {
    let house = TestHouse::open(engine);
    ready(&house);
    let announced = enters(&house, "a", &plan(), State::Announced).unwrap();
    let overdue = enters(&house, "b", &past(), State::Open).unwrap();
    house.settle().await;
    assert_eq!(round(&house, overdue).state, State::Closed);
    house.later(TimeDelta::days(1)).await;
    assert_eq!(round(&house, announced).state, State::Open);
    house.later(TimeDelta::days(7)).await;
    assert_eq!(round(&house, announced).state, State::Closed);
}
