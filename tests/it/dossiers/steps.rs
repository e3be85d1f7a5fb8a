//! Steps through the cycle, as acts: what is in the way, and what a step leaves behind.

use crate::support::database::Engine;
use crate::support::desk::somebody;
use crate::support::dossier::Matter;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use weerklank_acts::ActError;
use weerklank_acts::dossiers::{enter, move_phase, publish};
use weerklank_domain::dossiers::{CannotMove, DossierState, MoveKind, PhaseKind, PhaseMove};
use weerklank_domain::people::Role;
use weerklank_store::dossiers::{find_by_id, phases};

on_both_databases!(
    a_dossier_stays_while_a_round_runs_by_the_clock,
    open_inputs_hold_a_dossier_unless_everybody_may_read_why,
    the_end_closes_it_and_a_reason_opens_it_again,
    entering_twice_changes_nothing,
);

fn step(to: Option<PhaseKind>, reason: Option<&str>) -> PhaseMove<'_> {
    PhaseMove { to, reason }
}

/// Adds a round behind the program's back, as its own capability does.
fn add_round(house: &TestHouse, state: &str, closes_at: &str) {
    house.sql(
        "INSERT INTO procedures (id, code, version, valid_from, rules)
         VALUES (1, 'informal', 1, '2020-01-01', '{}')",
    );
    house.sql(&format!(
        "INSERT INTO rounds (id, number, slug, dossier_id, phase, procedure_id, lang, title, intro, state,
             respondents, access, moderation, opens_at, closes_at, opened_at, source, revision, created_at)
         SELECT 1, 1, 'ronde', id, 'agenda_setting', 1, 'nl', 'Een ronde', '', '{state}',
             'everyone', 'email', 'after', '2026-02-01 00:00:00', '{closes_at}', '2026-02-01 00:00:00', 'seed', 1,
             '2026-01-01 00:00:00' FROM dossiers"
    ));
}

async fn a_dossier_stays_while_a_round_runs_by_the_clock(engine: Engine) {
    let house = TestHouse::open(engine);
    let id = Matter::public("haven", PhaseKind::AgendaSetting).enter_into(&house);
    add_round(&house, "open", "2026-03-02 13:00:00");
    let actor = somebody(&house, "Samira", Role::PolicyOfficer);
    let on = step(Some(PhaseKind::PolicyPreparation), Some("haast"));
    let refused = move_phase(house.house(), &actor, id, 2, on);
    assert!(
        matches!(refused, Err(ActError::CannotMove(CannotMove::RoundsRun(1)))),
        "{refused:?}"
    );
    let page = house.visitor().get("/dossiers/haven").await;
    assert!(page.references().contains(&"/rounds/ronde".to_owned()));
    // An hour later it is closed by the clock, whether or not the scheduler came by.
    house.clock.advance(chrono::TimeDelta::hours(1));
    let moved = move_phase(house.house(), &actor, id, 2, on);
    assert_eq!(moved.ok(), Some(MoveKind::Advance));
}

async fn open_inputs_hold_a_dossier_unless_everybody_may_read_why(engine: Engine) {
    let house = TestHouse::open(engine);
    let id = Matter::public("haven", PhaseKind::AgendaSetting).enter_into(&house);
    add_round(&house, "closed", "2026-03-01 00:00:00");
    house.sql(
        "INSERT INTO round_counts (round_id, facet, value, amount) VALUES (1, 'state', 'open', 3)",
    );
    let actor = somebody(&house, "Samira", Role::PolicyOfficer);
    let to = Some(PhaseKind::PolicyPreparation);
    let refused = move_phase(house.house(), &actor, id, 2, step(to, None));
    assert!(
        matches!(
            refused,
            Err(ActError::CannotMove(CannotMove::InputsOpen(3)))
        ),
        "{refused:?}"
    );
    let why = Some("De raad besluit vanavond.");
    let moved = move_phase(house.house(), &actor, id, 2, step(to, why));
    assert_eq!(moved.ok(), Some(MoveKind::Override));
    let page = house.visitor().get("/dossiers/haven").await;
    assert!(page.text().contains("De raad besluit vanavond."));
}

async fn the_end_closes_it_and_a_reason_opens_it_again(engine: Engine) {
    let house = TestHouse::open(engine);
    let id = Matter::public("haven", PhaseKind::Evaluation).enter_into(&house);
    let actor = somebody(&house, "Samira", Role::PolicyOfficer);
    let store = &house.house().store;
    let finished = move_phase(house.house(), &actor, id, 2, step(None, None));
    assert_eq!(finished.ok(), Some(MoveKind::Finish));
    let closed = store.read(|db| find_by_id(db, id)).unwrap().unwrap();
    assert_eq!(closed.state, DossierState::Closed);
    let again = move_phase(house.house(), &actor, id, 3, step(None, None));
    assert!(matches!(again, Err(ActError::CannotMove(_))), "{again:?}");
    let page = house.visitor().get("/dossiers/haven").await;
    assert!(page.text().contains("Dit dossier is afgerond."));

    let back = step(Some(PhaseKind::Implementation), Some("Het werkt niet."));
    let returned = move_phase(house.house(), &actor, id, 3, back);
    assert_eq!(returned.ok(), Some(MoveKind::Return));
    let open = store.read(|db| find_by_id(db, id)).unwrap().unwrap();
    assert_eq!(open.state, DossierState::Public);
    let all = store.read(|db| phases(db, id)).unwrap();
    assert!(all[3].started_at.is_some() && all[3].finished_at.is_none());
    assert!(all[4].finished_at.is_some());
    let read_before = publish(house.house(), &actor, id, 4, PhaseKind::Evaluation);
    assert!(
        matches!(read_before, Err(ActError::ChangedBy(..))),
        "{read_before:?}"
    );
    house.everything_adds_up();
}

async fn entering_twice_changes_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let matter = Matter::public("haven", PhaseKind::AgendaSetting);
    let id = matter.enter_into(&house);
    assert_eq!(matter.enter_into(&house), id);
    let mut imported = matter.0;
    imported.slug = None;
    imported.source_key = Some("elders/1".to_owned());
    let first = enter(house.house(), &imported).unwrap().id();
    assert_ne!(first, id);
    assert_eq!(enter(house.house(), &imported).unwrap().id(), first);
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM dossiers"), 2);
    let mut nowhere = imported.clone();
    nowhere.source_key = None;
    nowhere.body = "nergens".to_owned();
    let refused = enter(house.house(), &nowhere);
    assert!(matches!(refused, Err(ActError::Unusable(_))), "{refused:?}");
}
