//! Opening, closing, extending, late post, editing, hiding, restoring and taking back in any order and
//! in parallel: every input keeps its number and has exactly one state (invariant 3).

use super::take_part::open_round;
use crate::support::database::Engine;
use crate::support::desk::somebody;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use weerklank_acts::inputs::{Writing, edit_input, moderate_input, withdraw_input, write_input};
use weerklank_acts::moderation::{Measure, Moderation, Order, Undo, Why, end_limits};
use weerklank_acts::people::{Actor, Proven};
use weerklank_acts::rounds::desk::extend_round;
use weerklank_domain::inputs::{InputState, InputText, ModerationState};
use weerklank_domain::moderation::{HouseRule, LeftOut, Term};
use weerklank_domain::people::{EmailAddress, Role};
use weerklank_domain::petitions::Passage;
use weerklank_domain::rounds::ExtensionCause;
use weerklank_store::inputs::{InputRecord, find};
use weerklank_store::moderation::{ModerationSubject, decisions_of, limits_of, tombstone_of};
use weerklank_store::people::Seal;
use weerklank_store::rounds::{RoundRecord, coverage};

on_both_databases!(every_input_keeps_its_number_and_one_state,);

#[derive(Debug, Clone)]
enum Deed {
    Write {
        text: usize,
    },
    Edit(prop::sample::Index),
    Withdraw(prop::sample::Index),
    /// What is done, of [`Walk::measure`].
    Restrict(prop::sample::Index, usize),
    Restore(prop::sample::Index),
    /// What the newest decision did.
    Undo(prop::sample::Index),
    EndLimits,
    Extend,
    Wait {
        hours: i64,
    },
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0..4usize).prop_map(|text| Deed::Write { text }),
        2 => any::<prop::sample::Index>().prop_map(Deed::Edit),
        2 => any::<prop::sample::Index>().prop_map(Deed::Withdraw),
        4 => (any::<prop::sample::Index>(), 0..7usize)
            .prop_map(|(index, which)| Deed::Restrict(index, which)),
        2 => any::<prop::sample::Index>().prop_map(Deed::Restore),
        1 => any::<prop::sample::Index>().prop_map(Deed::Undo),
        1 => Just(Deed::EndLimits),
        1 => Just(Deed::Extend),
        1 => (1i64..80).prop_map(|hours| Deed::Wait { hours }),
    ]
}

/// Two of them are the same text, as a campaign sends it.
const TEXTS: [&str; 4] = [
    "Wij willen dat de kastanjes op het plein blijven staan voor de schaduw",
    "Wij willen dat de kastanjes op het plein blijven staan voor de schaduw!",
    "De boulevard verdient betere verlichting in de winter",
    "Meer bankjes graag",
];

struct Walk<'a> {
    house: &'a TestHouse,
    round: RoundRecord,
    actor: Actor,
    /// What each number was given for: nothing may ever change that.
    given: BTreeMap<i64, i64>,
}

impl Walk<'_> {
    fn input(&self, number: i64) -> InputRecord {
        let found: Option<InputRecord> = self
            .house
            .house()
            .store
            .read(|db| find(db, self.round.id, number))
            .unwrap();
        found.unwrap_or_else(|| panic!("number {number} is gone"))
    }

    fn token(&self, input: &InputRecord) -> String {
        let sealed = self.house.text(&format!(
            "SELECT sealed AS text FROM authors WHERE id = {}",
            input.author_id.unwrap()
        ));
        let json = self
            .house
            .house()
            .vault
            .open(Seal::Author(self.round.id), &sealed)
            .unwrap();
        let person: serde_json::Value = serde_json::from_str(&json).unwrap();
        person["token"].as_str().unwrap().to_owned()
    }

    fn chosen(&self, index: &prop::sample::Index) -> Option<InputRecord> {
        let numbers: Vec<i64> = self.given.keys().copied().collect();
        (!numbers.is_empty()).then(|| self.input(*index.get(&numbers)))
    }

    /// Does the same thing twice at once: whatever both answer, it happened at most once.
    fn twice(&self, deed: impl Fn() + Sync) {
        std::thread::scope(|scope| {
            scope.spawn(&deed);
            scope.spawn(&deed);
        });
    }

    fn write(&mut self, text: usize, person: usize) {
        let house = self.house.house();
        let before = self.given.len();
        let send = || {
            let email = format!("p{person}@voorbeeld.example");
            let proven = Proven::mailbox(EmailAddress::parse(&email).unwrap());
            let writing = Writing {
                round_id: self.round.id,
                form: "open".to_owned(),
                language: "nl".to_owned(),
                title: None,
                text: TEXTS[text].to_owned(),
                is_public: text != 3,
                name: String::new(),
                show_name: false,
                is_organisation: false,
                said: None,
                stake: None,
                area_id: None,
                place_name: None,
                point: None,
            };
            write_input(house, &proven, &writing).unwrap().number.number
        };
        let (one, other) = std::thread::scope(|scope| {
            let one = scope.spawn(send);
            let other = scope.spawn(send);
            (one.join().unwrap(), other.join().unwrap())
        });
        assert_ne!(one, other, "two inputs never share a number");
        for number in [one, other] {
            let input = self.input(number);
            assert_eq!(self.given.insert(number, input.id), None);
        }
        assert_eq!(self.given.len(), before + 2);
    }

    fn perform(&mut self, deed: &Deed, step: usize) {
        let house = self.house.house();
        let reason = || Passage::parse("Dit is de reden.").unwrap();
        match deed {
            Deed::Write { text } => self.write(*text, step),
            Deed::Edit(index) => {
                if let Some(input) = self.chosen(index) {
                    let token = self.token(&input);
                    let text = InputText::parse(&format!("Nieuwe tekst {step}")).unwrap();
                    self.twice(|| {
                        let _ = edit_input(house, &token, input.version, None, &text);
                    });
                    assert!(self.input(input.number.number).version <= input.version + 1);
                }
            }
            Deed::Withdraw(index) => {
                if let Some(input) = self.chosen(index) {
                    let token = self.token(&input);
                    self.twice(|| {
                        let _ = withdraw_input(house, &token);
                    });
                }
            }
            Deed::Restrict(index, which) => {
                if let Some(input) = self.chosen(index) {
                    let restrict = Moderation::Restrict {
                        measure: Self::measure(*which, &input),
                        why: Why {
                            rule: HouseRule::Insult,
                            facts: reason(),
                            reason: reason(),
                        },
                    };
                    self.twice(|| {
                        let _ = moderate_input(house, &self.actor, input.id, None, &restrict);
                    });
                }
            }
            Deed::Restore(index) => {
                if let Some(input) = self.chosen(index) {
                    let restore = Moderation::Restore {
                        undo: Undo::All,
                        reason: reason(),
                    };
                    self.twice(|| {
                        let _ = moderate_input(house, &self.actor, input.id, None, &restore);
                    });
                }
            }
            Deed::Undo(index) => {
                if let Some(input) = self.chosen(index) {
                    let subject = ModerationSubject::Input(input.id);
                    let taken = house.store.read(|db| decisions_of(db, subject)).unwrap();
                    let newest = taken.first().map_or(0, |decision| decision.id);
                    let undo = Moderation::Restore {
                        undo: Undo::Decision(newest),
                        reason: reason(),
                    };
                    self.twice(|| {
                        let _ = moderate_input(house, &self.actor, input.id, None, &undo);
                    });
                }
            }
            Deed::EndLimits => self.twice(|| {
                end_limits(house).unwrap();
            }),
            Deed::Extend => {
                let closes_at =
                    weerklank_acts::clock::Clock::now(&*house.clock) + TimeDelta::days(3);
                let _ = extend_round(
                    house,
                    &self.actor,
                    self.round.id,
                    closes_at,
                    ExtensionCause::Other,
                    &reason(),
                );
            }
            Deed::Wait { hours } => self.house.clock.advance(TimeDelta::hours(*hours)),
        }
    }

    /// One thing of everything that can be done about an input.
    fn measure(which: usize, input: &InputRecord) -> Measure {
        let word = input.text.split_whitespace().nth(1).unwrap_or("Nieuwe");
        match which {
            0 => Measure::Hide,
            1 => Measure::Redact {
                words: LeftOut::parse(word).unwrap(),
            },
            2 => Measure::Collapse {
                term: Some(Term::Week),
            },
            3 => Measure::Close { term: None },
            4 => Measure::Warn,
            5 => Measure::Remove {
                order: Order {
                    authority: "Rechtbank".to_owned(),
                    reference: "7".to_owned(),
                },
            },
            _ => Measure::Suspend { term: Term::Week },
        }
    }

    /// What limits an input fits its state, and what is left out is nowhere.
    fn limits_fit(&self, input: &InputRecord) {
        let subject = ModerationSubject::Input(input.id);
        let store = &self.house.house().store;
        let limits = store.read(|db| limits_of(db, subject)).unwrap();
        if input.standing.state == InputState::Withdrawn {
            return;
        }
        match input.standing.moderation {
            ModerationState::Limited => assert!(!limits.is_empty(), "{input:?}"),
            ModerationState::Visible | ModerationState::Awaiting => {
                assert!(limits.is_empty(), "{limits:?}: {input:?}");
            }
            ModerationState::Hidden => {}
        }
        let is_removed = store
            .read(|db| tombstone_of(db, subject))
            .unwrap()
            .is_some();
        assert_eq!(is_removed, input.text.is_empty());
        assert!(
            !is_removed || input.standing.state == InputState::Removed,
            "{input:?}"
        );
        let is_marked = input.text.contains("‹weggelaten›");
        let has_kept = limits.iter().any(|limit| limit.sealed.is_some());
        assert!(
            has_kept || !is_marked,
            "what was put back is whole: {input:?}"
        );
    }

    fn holds(&self) {
        for (number, id) in &self.given {
            let input = self.input(*number);
            assert_eq!(input.id, *id, "the number stays with its input");
            let is_removed = input.standing.state == InputState::Removed;
            let is_hidden = input.standing.moderation == ModerationState::Hidden;
            assert_eq!(is_removed, is_hidden);
            self.limits_fit(&input);
        }
        let counted = self
            .house
            .house()
            .store
            .read(|db| coverage(db, self.round.id))
            .unwrap();
        assert_eq!(counted.total(), i64::try_from(self.given.len()).unwrap());
        self.house.everything_adds_up();
    }
}

async fn every_input_keeps_its_number_and_one_state(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let actor = somebody(&house, "Moderator", Role::Clerk);
    let cases = match engine {
        Engine::Sqlite => 12,
        Engine::Postgres => 6,
    };
    let walk = std::cell::RefCell::new(Walk {
        house: &house,
        round,
        actor,
        given: BTreeMap::new(),
    });
    let mut runner = TestRunner::new_with_rng(
        Config {
            cases,
            failure_persistence: None,
            ..Config::default()
        },
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let deeds = prop::collection::vec(deed(), 1..10);
    let outcome = runner.run(&deeds, |deeds| {
        let mut walk = walk.borrow_mut();
        for (step, deed) in deeds.iter().enumerate() {
            walk.perform(deed, step);
        }
        walk.holds();
        Ok(())
    });
    outcome.unwrap();
    assert!(walk.borrow().given.len() > 10, "the walk wrote something");
}
