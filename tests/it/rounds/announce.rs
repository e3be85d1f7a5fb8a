//! What is in the way of announcing a round, one thing at a time.

use super::matter::{announced, at, day, formal_plan, plan, planned, ready, round};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use chrono::TimeDelta;
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_acts::rounds::desk::announce;
use weerklank_acts::rounds::{RoundPlan, enter_procedure};
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::rounds::{
    Access, AnnounceLack as Lack, Procedure, ProcedureRules, Respondents, RoundState,
};

on_both_databases!(
    everything_that_a_plan_lacks_is_told,
    everything_that_the_dossier_lacks_is_told,
    a_formal_round_is_open_for_six_weeks_and_on_to_a_working_day,
    a_round_for_residents_waits_for_an_identity_provider,
    a_round_is_announced_under_the_rules_of_the_day_on_which_it_opens,
    who_may_respond_follows_from_the_procedure_unless_the_round_says_otherwise,
);

/// Everything that is told when a plan is announced; nothing is changed by it.
fn lacks(house: &TestHouse, actor: &Actor, plan: &RoundPlan) -> Vec<Lack> {
    let draft = planned(house, actor, plan);
    match announce(house.house(), actor, draft.id, draft.revision) {
        Ok(()) => Vec::new(),
        Err(ActError::CannotAnnounce(lacks)) => {
            let after = round(house, draft.number);
            assert_eq!(
                (after.state, after.revision),
                (RoundState::Draft, draft.revision)
            );
            let jobs = house.number(&format!(
                "SELECT COUNT(*) AS number FROM jobs WHERE kind IN ('open_round', 'close_round')
                 AND subject_id = {}",
                draft.id
            ));
            assert_eq!(jobs, 0);
            lacks
        }
        Err(other) => panic!("{other}"),
    }
}

async fn everything_that_a_plan_lacks_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    assert_eq!(lacks(&house, &officer, &plan()), []);
    let change = |change: fn(&mut RoundPlan)| {
        let mut changed = plan();
        change(&mut changed);
        lacks(&house, &officer, &changed)
    };
    assert_eq!(change(|p| p.forms.clear()), [Lack::Forms]);
    assert_eq!(change(|p| p.opens_at = None), [Lack::Opening]);
    assert_eq!(change(|p| p.closes_at = None), [Lack::Closing]);
    assert_eq!(change(|p| p.answer_by = None), [Lack::AnswerBy]);
    assert_eq!(
        change(|p| p.answer_by = Some(day("2026-03-09"))),
        [Lack::AnswerEarly]
    );
    assert_eq!(
        change(|p| p.answer_by = Some(day("2026-05-06"))),
        [Lack::AnswerLate]
    );
    assert_eq!(
        change(|p| p.phase = PhaseKind::Evaluation),
        [Lack::Phase, Lack::Scope]
    );
    assert_eq!(
        change(|p| p.opens_at = Some(at("2026-03-02T12:00:00Z"))),
        [Lack::OpeningPast]
    );
    let bare = RoundPlan {
        opens_at: None,
        closes_at: None,
        answer_by: None,
        forms: Vec::new(),
        ..plan()
    };
    let formal = RoundPlan {
        procedure: "formal_view".to_owned(),
        ..bare
    };
    assert_eq!(
        lacks(&house, &officer, &formal),
        [
            Lack::Forms,
            Lack::Opening,
            Lack::Closing,
            Lack::LaidOpen,
            Lack::Bulletin,
            Lack::AnswerBy
        ]
    );
}

async fn everything_that_the_dossier_lacks_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let formal = formal_plan("2026-03-03", at("2026-04-16T00:00:00+02:00"));
    for (spoil, mend, expected) in [
        (
            "UPDATE phases SET fixed = ' '",
            "UPDATE phases SET fixed = 'Het geld'",
            Lack::Scope,
        ),
        (
            "UPDATE dossiers SET phase = 'decision_making'",
            "UPDATE dossiers SET phase = 'policy_preparation'",
            Lack::Phase,
        ),
        (
            "UPDATE dossiers SET state = 'draft', published_at = NULL",
            "UPDATE dossiers SET state = 'public', published_at = '2026-01-02 00:00:00'",
            Lack::Dossier,
        ),
        (
            "UPDATE dossiers SET state = 'closed'",
            "UPDATE dossiers SET state = 'public'",
            Lack::Dossier,
        ),
        (
            "UPDATE documents SET phase = 'evaluation'",
            "UPDATE documents SET phase = 'policy_preparation'",
            Lack::Documents,
        ),
    ] {
        house.sql(spoil);
        assert_eq!(lacks(&house, &officer, &formal), [expected], "{spoil}");
        house.sql(mend);
    }
    assert_eq!(lacks(&house, &officer, &formal), []);
}

async fn a_formal_round_is_open_for_six_weeks_and_on_to_a_working_day(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    for (laid_open_on, end) in [
        // Six weeks end on Monday 13 April.
        ("2026-03-03", "2026-04-14T00:00:00+02:00"),
        // On Sunday 26 April; Monday is King's Day.
        ("2026-03-16", "2026-04-29T00:00:00+02:00"),
        // On Whit Sunday, and on over Whit Monday.
        ("2026-04-13", "2026-05-27T00:00:00+02:00"),
        // Across the night in which the clocks go back.
        ("2026-10-01", "2026-11-12T00:00:00+01:00"),
    ] {
        let end = at(end);
        let short = formal_plan(laid_open_on, end - TimeDelta::seconds(1));
        assert_eq!(
            lacks(&house, &officer, &short),
            [Lack::TooShort],
            "{laid_open_on}"
        );
        assert_eq!(
            lacks(&house, &officer, &formal_plan(laid_open_on, end)),
            [],
            "{laid_open_on}"
        );
    }
}

async fn a_round_for_residents_waits_for_an_identity_provider(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let residents = RoundPlan {
        access: Access::Resident,
        ..plan()
    };
    assert_eq!(lacks(&house, &officer, &residents), [Lack::Identity]);
}

async fn a_round_is_announced_under_the_rules_of_the_day_on_which_it_opens(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let draft = planned(&house, &officer, &plan());
    assert_eq!(draft.procedure, ("informal".to_owned(), 1));
    // A new version comes into force after it was planned, on the day before it opens.
    let newer = Procedure {
        code: "informal".to_owned(),
        version: 2,
        valid_from: day("2026-03-02"),
        rules: ProcedureRules {
            needs_bulletin_url: true,
            ..draft.rules.clone()
        },
    };
    enter_procedure(house.house(), &newer).unwrap();
    let refused = announce(house.house(), &officer, draft.id, draft.revision);
    assert!(
        matches!(&refused, Err(ActError::CannotAnnounce(lacks)) if *lacks == [Lack::Bulletin]),
        "{refused:?}"
    );
    let linked = RoundPlan {
        bulletin_url: Some("https://officielebekendmakingen.example/1".to_owned()),
        ..plan()
    };
    let other = announced(&house, &officer, &linked);
    assert_eq!(other.procedure.1, 2);
    house.sql("UPDATE rounds SET bulletin_url = 'https://b.example/1' WHERE state = 'draft'");
    announce(house.house(), &officer, draft.id, draft.revision).unwrap();
    assert_eq!(round(&house, draft.number).procedure.1, 2);
}

async fn who_may_respond_follows_from_the_procedure_unless_the_round_says_otherwise(
    engine: Engine,
) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let formal = formal_plan("2026-03-03", at("2026-04-16T00:00:00+02:00"));
    let by_law = announced(&house, &officer, &formal);
    assert_eq!(by_law.respondents, Respondents::Stakeholders);
    let said = RoundPlan {
        respondents: Some(Respondents::Everyone),
        ..formal
    };
    let said = announced(&house, &officer, &said);
    assert_eq!(said.respondents, Respondents::Everyone);
    assert_ne!(by_law.slug, said.slug);
}
