//! Editing aside, everything that can become of inputs after their round closed, in any order and twice at
//! once: each is in exactly one state, which follows from what was done, and coverage adds up (invariant 3).

use super::work::{LIGHT, TREES, Work, input};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::sync::atomic::{AtomicI64, Ordering};
use weerklank_acts::responses::round::{
    AnswerTo, Aside, ThemeText, approve_response, begin_answer, cut_input, lift_set_aside,
    make_theme, make_whole, merge_themes, offer_response, put_inputs, put_part, set_aside,
    set_aside_part, write_response,
};
use weerklank_domain::inputs::{Handling, InputState, ModerationAction, UnitFacts, state_of_units};
use weerklank_domain::petitions::Passage;
use weerklank_store::StoreError;
use weerklank_store::inputs::{InputRecord, find, restand, withdraw};
use weerklank_store::responses::{
    Chosen, ResponseSubject, parts_of, response_to, responses_of, set_asides_of, themes_of,
};

on_both_databases!(whatever_is_done_every_input_has_one_state,);

#[derive(Debug, Clone)]
enum Deed {
    Withdraw(Index),
    Moderate(Index, ModerationAction),
    Put(Index, Option<Index>),
    Split(Index),
    Merge(Index, Index),
    Cut(Index, usize),
    MakeWhole(Index),
    PutPart(Index, i32, Option<Index>),
    SetAside(Index, Option<Index>),
    SetAsidePart(Index, i32),
    Lift(Index),
    Answer(Target, bool),
    Rewrite(Index),
}

#[derive(Debug, Clone)]
enum Target {
    Theme(Index),
    Input(Index),
    Part(Index, i32),
}

fn deed() -> impl Strategy<Value = Deed> {
    let index = any::<Index>;
    let moderation = prop::sample::select(vec![ModerationAction::Hide, ModerationAction::Restore]);
    let target = prop_oneof![
        index().prop_map(Target::Theme),
        index().prop_map(Target::Input),
        (index(), 0..3).prop_map(|(input, part)| Target::Part(input, part)),
    ];
    prop_oneof![
        1 => index().prop_map(Deed::Withdraw),
        3 => (index(), moderation).prop_map(|(input, action)| Deed::Moderate(input, action)),
        3 => (index(), prop::option::of(index())).prop_map(|(input, theme)| Deed::Put(input, theme)),
        1 => index().prop_map(Deed::Split),
        1 => (index(), index()).prop_map(|(from, into)| Deed::Merge(from, into)),
        2 => (index(), 0..QUOTES.len()).prop_map(|(input, quote)| Deed::Cut(input, quote)),
        1 => index().prop_map(Deed::MakeWhole),
        2 => (index(), 0..3, prop::option::of(index()))
            .prop_map(|(input, part, theme)| Deed::PutPart(input, part, theme)),
        2 => (index(), prop::option::of(index()))
            .prop_map(|(input, original)| Deed::SetAside(input, original)),
        2 => (index(), 0..3).prop_map(|(input, part)| Deed::SetAsidePart(input, part)),
        2 => index().prop_map(Deed::Lift),
        4 => (target, any::<bool>()).prop_map(|(target, whole)| Deed::Answer(target, whole)),
        1 => index().prop_map(Deed::Rewrite),
    ]
}

const INPUTS: i64 = 6;
const QUOTES: [&str; 4] = [
    "kastanjes op het plein",
    "de schaduw",
    "verlichting",
    "auto's",
];

struct Walk<'a> {
    work: &'a Work,
    /// How many answers were approved, and how often something was set aside.
    done: [AtomicI64; 2],
}

impl Walk<'_> {
    fn number(index: &Index) -> i64 {
        i64::try_from(index.index(usize::try_from(INPUTS).unwrap())).unwrap() + 1
    }

    fn read<T>(&self, look: impl FnOnce(&mut weerklank_store::Db) -> Result<T, StoreError>) -> T {
        self.work.house.house().store.read(look).unwrap()
    }

    fn theme(&self, index: &Index) -> Option<i64> {
        let themes = self.read(|db| themes_of(db, self.work.round.id));
        (!themes.is_empty()).then(|| index.get(&themes).number)
    }

    fn input(&self, number: i64) -> InputRecord {
        self.read(|db| find(db, self.work.round.id, number))
            .unwrap()
    }

    fn answer(&self, target: &Target, is_whole: bool) {
        let work = self.work;
        let (house, id) = (work.house.house(), work.round.id);
        let to = match target {
            Target::Theme(index) => match self.theme(index) {
                Some(theme) => AnswerTo::Theme(theme),
                None => return,
            },
            Target::Input(index) => AnswerTo::Input(Self::number(index)),
            Target::Part(index, part) => AnswerTo::Part(Self::number(index), *part),
        };
        let Ok(number) = begin_answer(house, &work.writer, id, to, None) else {
            return;
        };
        let read = i32::try_from(work.house.number(&format!(
            "SELECT CAST(revision AS BIGINT) AS number FROM responses WHERE number = {number}"
        )))
        .unwrap();
        let text = work.text("Er is plaats.");
        let key = (id, number);
        if let (Ok(revision), true) = (
            offer_response(house, &work.writer, key, read, &text),
            is_whole,
        ) {
            self.twice(|| {
                if approve_response(house, &work.second, key, revision).is_ok() {
                    self.done[0].fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    }

    /// Does the same thing twice at once: whatever both answer, nothing is half done.
    fn twice(&self, deed: impl Fn() + Sync) {
        std::thread::scope(|scope| {
            scope.spawn(&deed);
            scope.spawn(&deed);
        });
    }

    fn perform(&self, deed: &Deed) {
        let work = self.work;
        let (house, id, who) = (work.house.house(), work.round.id, &work.writer);
        let why = Passage::parse("Dit is de reden.").unwrap();
        let theme = |index: &Option<Index>| match index {
            Some(index) => self.theme(index).map(Some),
            None => Some(None),
        };
        match deed {
            Deed::Withdraw(index) => {
                let (input, now) = (self.input(Self::number(index)), house.clock.now());
                house
                    .store
                    .write(|db| withdraw(db, input.id, now))
                    .map(drop)
                    .unwrap();
            }
            Deed::Moderate(index, action) => {
                let now = house.clock.now();
                let number = Self::number(index);
                self.twice(|| {
                    let input = self.input(number);
                    if let Ok(to) = input.standing.moderated(*action) {
                        house
                            .store
                            .write(|db| restand(db, &input, to, now))
                            .map(drop)
                            .unwrap();
                    }
                });
            }
            Deed::Put(index, to) => {
                let chosen = Chosen::Alike(vec![Self::number(index)]);
                if let Some(to) = theme(to) {
                    self.twice(|| {
                        let _ = put_inputs(house, who, id, &chosen, to);
                    });
                }
            }
            Deed::Split(index) => {
                let text = ThemeText::parse("Nog een thema", "").unwrap();
                let chosen = Chosen::Numbers(vec![Self::number(index)]);
                make_theme(house, who, id, &text, Some(&chosen)).unwrap();
            }
            Deed::Merge(from, into) => {
                if let (Some(from), Some(into)) = (self.theme(from), self.theme(into)) {
                    self.twice(|| {
                        let _ = merge_themes(house, who, id, (from, into));
                    });
                }
            }
            Deed::Cut(index, quote) => {
                let key = (id, Self::number(index));
                self.twice(|| {
                    let _ = cut_input(house, who, key, QUOTES[*quote]);
                });
            }
            Deed::MakeWhole(index) => {
                let _ = make_whole(house, who, (id, Self::number(index)));
            }
            Deed::PutPart(index, part, to) => {
                if let Some(to) = theme(to) {
                    let _ = put_part(house, who, (id, Self::number(index), *part), to);
                }
            }
            Deed::SetAside(index, original) => {
                let aside = match original {
                    Some(original) => Aside::Duplicate(Self::number(original)),
                    None => Aside::OffTopic,
                };
                let chosen = Chosen::Numbers(vec![Self::number(index)]);
                self.twice(|| {
                    if set_aside(house, who, id, &chosen, &aside, &why).is_ok() {
                        self.done[1].fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
            Deed::SetAsidePart(index, part) => {
                let key = (id, Self::number(index), *part);
                self.twice(|| {
                    let _ = set_aside_part(house, who, key, &Aside::OffTopic, &why);
                });
            }
            Deed::Lift(index) => {
                let number = Self::number(index);
                let input = self.input(number);
                let asides = self.read(|db| set_asides_of(db, input.id));
                if let Some(aside) = asides.iter().find(|aside| aside.lifted_at.is_none()) {
                    self.twice(|| {
                        let _ = lift_set_aside(house, who, (id, number), aside.id);
                    });
                }
            }
            Deed::Answer(target, is_whole) => self.answer(target, *is_whole),
            Deed::Rewrite(index) => {
                let responses = self.read(|db| responses_of(db, id, None));
                if !responses.is_empty() {
                    let response = index.get(&responses);
                    let key = (id, response.number);
                    let text = work.text("Anders.");
                    self.twice(|| {
                        let _ = write_response(house, who, key, response.revision, &text);
                    });
                }
            }
        }
    }

    fn is_given(&self, subject: ResponseSubject) -> bool {
        self.read(|db| response_to(db, subject))
            .is_some_and(|response| response.is_given)
    }

    /// The state that an input must have, by the rule, from what was done.
    fn expected(&self, input: &InputRecord) -> InputState {
        if matches!(
            input.standing.state,
            InputState::Withdrawn | InputState::Removed
        ) {
            return input.standing.state;
        }
        let asides = self.read(|db| set_asides_of(db, input.id));
        let is_aside = |part| {
            asides
                .iter()
                .any(|aside| aside.part_id == part && aside.lifted_at.is_none())
        };
        let of_theme = |theme: Option<i64>| {
            theme.is_some_and(|theme| self.is_given(ResponseSubject::Theme(theme)))
        };
        let parts = self.read(|db| parts_of(db, input.id));
        let units: Vec<Handling> = if parts.is_empty() {
            vec![
                UnitFacts {
                    is_set_aside: is_aside(None),
                    has_answer: self.is_given(ResponseSubject::Input(input.id)),
                    has_theme_answer: of_theme(input.theme_id),
                }
                .handling(),
            ]
        } else {
            parts
                .iter()
                .map(|part| {
                    let handling = UnitFacts {
                        is_set_aside: is_aside(Some(part.id)),
                        has_answer: self.is_given(ResponseSubject::Part(input.id, part.id)),
                        has_theme_answer: of_theme(part.theme_id),
                    }
                    .handling();
                    // Of what is withdrawn or hidden the parts may be behind; here nothing is.
                    assert_eq!(part.handling, handling, "part {}", part.number);
                    handling
                })
                .collect()
        };
        state_of_units(&units)
    }

    fn holds(&self, deeds: &[Deed]) {
        for number in 1..=INPUTS {
            let input = self.input(number);
            assert_eq!(
                input.standing.state,
                self.expected(&input),
                "input {number} after {deeds:?}"
            );
        }
        assert_eq!(self.work.coverage().total(), INPUTS);
        self.work.house.everything_adds_up();
    }
}

async fn whatever_is_done_every_input_has_one_state(engine: Engine) {
    let (cases, longest) = match engine {
        Engine::Sqlite => (24, 14),
        Engine::Postgres => (10, 12),
    };
    let again = TREES.replace("schaduw.", "schaduw!");
    let texts = [
        TREES,
        &again,
        LIGHT,
        "Een steiger",
        LIGHT,
        "Nog een steiger met de schaduw",
    ];
    let inputs: Vec<_> = texts.iter().map(|text| input(text)).collect();
    let work = Work::with(TestHouse::open(engine), &inputs).await;
    work.theme("Bomen");
    work.theme("Licht");
    let walk = Walk {
        work: &work,
        done: [AtomicI64::new(0), AtomicI64::new(0)],
    };
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    };
    let chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, chance);
    let deeds = prop::collection::vec(deed(), 1..longest);
    let outcome = runner.run(&deeds, |deeds| {
        for deed in &deeds {
            walk.perform(deed);
        }
        walk.holds(&deeds);
        Ok(())
    });
    outcome.unwrap();
    let [approved, aside] = walk.done.map(AtomicI64::into_inner);
    assert!(
        approved > 0 && aside > 0,
        "{approved} approved, {aside} set aside"
    );
}
