//! Rounds open and close at the second, whether or not the scheduler came by.

use super::matter::{announced, at, plan, ready, round};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_acts::rounds::desk::{begin_answering, cancel_round, extend_round};
use weerklank_acts::rounds::{RoundPlan, close_round, open_round};
use weerklank_domain::petitions::Passage;
use weerklank_domain::rounds::{
    CannotExtend, CannotTake, ExtensionCause, RoundState as State, Takes,
};

on_both_databases!(
    a_round_opens_and_closes_at_the_second_across_both_changes_of_the_clock,
    after_a_standstill_a_round_has_the_moments_that_were_announced,
    a_round_that_the_clock_closed_cannot_be_extended,
    an_extension_moves_the_closing_and_never_to_an_earlier_moment,
    a_round_that_was_stopped_neither_opens_nor_closes,
    the_day_of_the_answer_moves_on_only_where_it_must,
);

fn between(opens_at: &str, closes_at: &str) -> RoundPlan {
    let closes_at = at(closes_at);
    RoundPlan {
        opens_at: Some(at(opens_at)),
        closes_at: Some(closes_at),
        answer_by: Some((closes_at + TimeDelta::days(20)).date_naive()),
        ..plan()
    }
}

fn extends(house: &TestHouse, actor: &Actor, id: i64, to: DateTime<Utc>) -> Result<(), ActError> {
    let reason = Passage::parse("De site was er niet.").unwrap();
    extend_round(
        house.house(),
        actor,
        id,
        to,
        ExtensionCause::Outage,
        &reason,
    )
}

async fn a_round_opens_and_closes_at_the_second_across_both_changes_of_the_clock(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let moment = TimeDelta::microseconds(1);
    for (opens_at, closes_at) in [
        // Opens in the first minute after the hour that is left out.
        ("2026-03-29T03:00:00+02:00", "2026-03-30T00:00:00+02:00"),
        // Closes in the second of the two hours from two to three.
        ("2026-10-24T22:00:00+02:00", "2026-10-25T02:30:00+01:00"),
    ] {
        let planned = announced(&house, &officer, &between(opens_at, closes_at));
        let takes = |now| round(&house, planned.number).window().takes(now);
        let (opens_at, closes_at) = (at(opens_at), at(closes_at));

        house.clock.set(opens_at - moment);
        house.settle().await;
        assert_eq!(round(&house, planned.number).state, State::Announced);
        assert_eq!(
            takes(opens_at - moment),
            Err(CannotTake::NotOpenYet(Some(opens_at)))
        );
        // The clock decides before the scheduler does.
        assert_eq!(takes(opens_at), Ok(Takes::Input));
        house.clock.set(opens_at);
        house.settle().await;
        assert_eq!(round(&house, planned.number).state, State::Open);

        house.clock.set(closes_at - moment);
        house.settle().await;
        assert_eq!(round(&house, planned.number).state, State::Open);
        assert_eq!(takes(closes_at - moment), Ok(Takes::Input));
        assert_eq!(takes(closes_at), Ok(Takes::LateInput));
        house.clock.set(closes_at);
        house.settle().await;
        assert_eq!(round(&house, planned.number).state, State::Closed);
    }
}

async fn after_a_standstill_a_round_has_the_moments_that_were_announced(engine: Engine) {
    let mut house = TestHouse::open(engine);
    let officer = ready(&house);
    let planned = announced(&house, &officer, &plan());
    let clock = std::sync::Arc::clone(&house.clock);
    house.restart_with(|_| clock.advance(TimeDelta::days(30)));
    house.settle().await;
    let after = round(&house, planned.number);
    assert_eq!(after.state, State::Closed);
    for (column, planned_at) in [
        ("opened_at", planned.opens_at),
        ("closed_at", planned.closes_at),
    ] {
        let same = column
            .replace("opened", "opens")
            .replace("closed", "closes");
        let kept = house.number(&format!(
            "SELECT COUNT(*) AS number FROM rounds WHERE {column} = {same}"
        ));
        assert_eq!(kept, 1, "{column} {planned_at:?}");
    }
    // The jobs come again, after a crash before they were ticked off.
    let (opened, closed) = (
        open_round(house.house(), planned.id).unwrap(),
        close_round(house.house(), planned.id).unwrap(),
    );
    assert!(!opened && !closed);
    assert_eq!(round(&house, planned.number).revision, after.revision);
}

async fn a_round_that_the_clock_closed_cannot_be_extended(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let planned = announced(&house, &officer, &plan());
    let closes_at = planned.closes_at.unwrap();
    house.clock.set(closes_at);
    let refused = extends(&house, &officer, planned.id, closes_at + TimeDelta::days(9));
    assert!(
        matches!(
            refused,
            Err(ActError::CannotExtend(CannotExtend::NotRunning))
        ),
        "{refused:?}"
    );
    // And the answers can begin, also before the scheduler was there.
    begin_answering(house.house(), &officer, planned.id).unwrap();
    let after = round(&house, planned.number);
    assert_eq!(
        (after.state, after.closes_at),
        (State::Answering, Some(closes_at))
    );
}

async fn an_extension_moves_the_closing_and_never_to_an_earlier_moment(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let planned = announced(&house, &officer, &plan());
    let first = planned.closes_at.unwrap();
    let mut longest = first;
    let mut runner = TestRunner::new(Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    });
    let longest_seen = std::cell::Cell::new(longest);
    runner
        .run(&(-200_000_i64..200_000), |seconds| {
            let before = longest_seen.get();
            let to = before + TimeDelta::seconds(seconds);
            let outcome = extends(&house, &officer, planned.id, to);
            let after = round(&house, planned.number).closes_at.unwrap();
            prop_assert_eq!(outcome.is_ok(), seconds > 0);
            prop_assert_eq!(after, before.max(to));
            longest_seen.set(after);
            Ok(())
        })
        .unwrap();
    longest = longest.max(longest_seen.get());
    let rows = house.number("SELECT COUNT(*) AS number FROM round_extensions");
    let entries =
        house.number("SELECT COUNT(*) AS number FROM audit_entries WHERE act = 'round_extended'");
    assert!(rows > 0 && rows == entries, "{rows} {entries}");

    // The job of the first closing comes too early now, and leaves the round open.
    house.clock.set(first);
    assert!(!close_round(house.house(), planned.id).unwrap());
    house.settle().await;
    assert_eq!(round(&house, planned.number).state, State::Open);
    house.clock.set(longest);
    house.settle().await;
    assert_eq!(round(&house, planned.number).state, State::Closed);
}

async fn a_round_that_was_stopped_neither_opens_nor_closes(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let planned = announced(&house, &officer, &plan());
    let reason = Passage::parse("Het plan vervalt.").unwrap();
    cancel_round(house.house(), &officer, planned.id, &reason).unwrap();
    house.later(TimeDelta::days(30)).await;
    let after = round(&house, planned.number);
    assert_eq!(after.state, State::Cancelled);
    assert_eq!(
        after.cancelled.map(|(_, why)| why).as_deref(),
        Some(reason.as_str())
    );
    let again = cancel_round(house.house(), &officer, planned.id, &reason);
    assert!(
        matches!(again, Err(ActError::WrongRoundStep(_))),
        "{again:?}"
    );
}

async fn the_day_of_the_answer_moves_on_only_where_it_must(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let planned = announced(&house, &officer, &plan());
    let promised = planned.answer_by.unwrap();
    let closes_at = planned.closes_at.unwrap();
    let answer_by = || round(&house, planned.number).answer_by.unwrap();
    extends(&house, &officer, planned.id, closes_at + TimeDelta::days(2)).unwrap();
    assert_eq!(answer_by(), promised);
    extends(
        &house,
        &officer,
        planned.id,
        closes_at + TimeDelta::days(42),
    )
    .unwrap();
    assert_eq!(answer_by(), promised + TimeDelta::days(40));
}
