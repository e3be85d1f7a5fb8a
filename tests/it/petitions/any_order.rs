//! Whoever does what in whatever order, and two of them at once: a petition is always where the
//! drawing of `product.md` can lead, and nothing of it is public too early.

mod deeds;

use crate::support::database::Engine;
use crate::support::desk::somebody;
use crate::support::harness::TestHouse;
use crate::support::writer::TITLE;
use chrono::TimeDelta;
use deeds::{Context, Deed, ROLES, Turn, does, passage, turn};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use weerklank_acts::clock::Clock as _;
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::write::{
    Answer, PetitionerPage, begin_draft, petitioner_page, save_answer,
};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::{EmailAddress, PersonName};
use weerklank_domain::petitions::{Passage, PetitionState as State, Step, Title};
use weerklank_store::audit;

/// Where some of these steps, in this order, can lead.
fn reachable(from: State, steps: &[Step]) -> Vec<State> {
    let mut reached = vec![from];
    for step in steps {
        let next: Vec<State> = reached
            .iter()
            .filter_map(|state| state.after(*step).ok())
            .collect();
        reached.extend(next);
    }
    reached
}

/// One petition, and everybody around it.
struct Walk<'a> {
    house: &'a TestHouse,
    staff: &'a [Actor],
    id: i64,
    page: PetitionerPage,
    revision: Cell<i32>,
}

impl<'a> Walk<'a> {
    /// A draft in which every question was answered, seen by the link of the mail.
    fn begin(house: &'a TestHouse, staff: &'a [Actor], instrument: &str) -> Self {
        let acts = house.house();
        let title = Title::parse(TITLE).unwrap();
        let token = begin_draft(acts, &title, Language::Nl).unwrap();
        let look = |token: &str| petitioner_page(acts, token).unwrap().unwrap();
        let page = look(&token);
        let closing = day_of(house.clock.now()) + TimeDelta::days(30);
        for answer in [
            Answer::Observation(passage("Auto's rijden hard.")),
            Answer::Request(passage("Maak een zebrapad.")),
            Answer::Explanation(Passage::parse_optional("").unwrap()),
            Answer::Body("raad".to_owned()),
            Answer::Area(None),
            Answer::Instrument(instrument.to_owned()),
            Answer::Closing(closing),
            Answer::Petitioner {
                name: PersonName::parse("Fenna de Schrijver").unwrap(),
                email: EmailAddress::parse("fenna@voorbeeld.example").unwrap(),
                show_name: true,
                language: Language::Nl,
            },
        ] {
            save_answer(acts, &page, &answer).unwrap();
        }
        let page = look(&look(&token).person.mail_token);
        Self {
            house,
            staff,
            id: page.petition.id,
            page,
            revision: Cell::new(0),
        }
    }

    /// The state now; `None` when a draft was erased.
    fn state(&self) -> Option<State> {
        let id = self.id;
        let there = format!("SELECT COUNT(*) AS number FROM petitions WHERE id = {id}");
        (self.house.number(&there) == 1).then(|| {
            let code = format!("SELECT state AS text FROM petitions WHERE id = {id}");
            State::from_code(&self.house.text(&code)).unwrap()
        })
    }

    fn rows(&self, table: &str) -> i64 {
        let id = self.id;
        self.house.number(&format!(
            "SELECT COUNT(*) AS number FROM {table} WHERE petition_id = {id}"
        ))
    }

    /// What a deed needs that only the database knows, looked up before anybody does anything.
    fn prepared(&self, deed: Deed) -> (Deed, i64) {
        let id = self.id;
        let number = match deed {
            Deed::Rule(_, _, is_read) => {
                let version = format!("SELECT CAST(text_version AS BIGINT) AS number FROM petitions WHERE id = {id}");
                self.house.number(&version) - i64::from(!is_read)
            }
            Deed::Approve(..) => self.house.number(&format!(
                "SELECT COALESCE(MIN(id), 0) AS number FROM petition_updates WHERE petition_id = {id} AND state = 'waiting'"
            )),
            Deed::Offer(_) | Deed::Publish(_) => self.revision.get().into(),
            _ => 0,
        };
        (deed, number)
    }

    fn noted(&self, deed: Deed, outcome: ActResult<i32>) -> bool {
        match outcome {
            Ok(revision) => {
                if let Deed::Offer(_) = deed {
                    self.revision.set(revision);
                }
                true
            }
            // The house refuses; it does not break.
            Err(ActError::Store(error)) => panic!("{deed:?}: {error:?}"),
            Err(_) => false,
        }
    }

    async fn takes(&self, turn: Turn) {
        let Some(before) = self.state() else { return };
        let (rulings, events) = (self.rows("petition_rulings"), self.rows("petition_events"));
        let context: Context = (self.house.house(), self.staff, self.id, &self.page);
        let (done, allowed) = match turn {
            Turn::One(deed) => {
                let outcome = does(context, self.prepared(deed));
                let is_done = self.noted(deed, outcome);
                (vec![(deed, is_done)], reachable(before, deed.steps()))
            }
            Turn::AtOnce(one, other) => {
                let prepared = [self.prepared(one), self.prepared(other)];
                let outcomes = std::thread::scope(|scope| {
                    prepared
                        .map(|deed| scope.spawn(move || does(context, deed)))
                        .map(|thread| thread.join().unwrap())
                });
                let [first, second] = outcomes;
                let done = vec![
                    (one, self.noted(one, first)),
                    (other, self.noted(other, second)),
                ];
                let mut allowed = reachable(before, &[one.steps(), other.steps()].concat());
                allowed.extend(reachable(before, &[other.steps(), one.steps()].concat()));
                (done, allowed)
            }
            Turn::Support => {
                self.is_supported(before).await;
                (Vec::new(), vec![before])
            }
            Turn::Wait(days) => {
                self.house.later(TimeDelta::days(days)).await;
                (Vec::new(), reachable(before, &[Step::Close]))
            }
        };
        let Some(after) = self.state() else {
            assert_eq!(before, State::Draft, "only a draft is erased: {turn:?}");
            return;
        };
        assert!(allowed.contains(&after), "{turn:?}: {before:?} → {after:?}");
        let decided = done
            .iter()
            .filter(|(deed, is_done)| deed.is_ruling() && *is_done);
        let decided = i64::try_from(decided.count()).unwrap();
        assert_eq!(self.rows("petition_rulings"), rulings + decided, "{turn:?}");
        if !done.is_empty() && done.iter().all(|(_, is_done)| !is_done) {
            assert_eq!(after, before, "{turn:?} was refused");
            assert_eq!(self.rows("petition_events"), events, "{turn:?} was refused");
        }
        self.is_public_in_time(after).await;
    }

    async fn is_supported(&self, state: State) {
        let link = format!("/support/{}", {
            let page = petitioner_page(self.house.house(), &self.page.person.mail_token);
            page.unwrap().unwrap().person.support_token
        });
        if state != State::Gathering {
            let page = self.house.visitor().get(&link).await;
            assert!(matches!(page.status, 404 | 409), "{state:?}");
            return;
        }
        let number = self.rows("supporters");
        let email = format!("steun{}-{number}@voorbeeld.example", self.id);
        let citizen = self.house.citizen("Anna Aa", &email);
        citizen.supports_and_confirms(self.house, &link).await;
    }

    async fn is_public_in_time(&self, state: State) {
        let id = self.id;
        let slug = format!("SELECT slug AS text FROM petitions WHERE id = {id}");
        let opened = format!("SELECT COUNT(opened_at) AS number FROM petitions WHERE id = {id}");
        let path = format!("/petitions/{}", self.house.text(&slug));
        let page = self.house.visitor().get(&path).await;
        let expected = match state {
            State::Draft | State::Gathering | State::Submitted | State::RevisionRequested => 404,
            State::Withdrawn if self.house.number(&opened) == 0 => 404,
            State::TakenDown => 410,
            _ => 200,
        };
        assert_eq!(page.status, expected, "{state:?}");
        let own = petitioner_page(self.house.house(), &self.page.person.mail_token);
        assert!(own.unwrap().is_some(), "the petitioner's link stays good");
    }
}

fn walks(engine: Engine, cases: u32) {
    let config = Config {
        cases,
        failure_persistence: None,
        // A shorter walk is worth some time, not all of it.
        max_shrink_iters: 40,
        ..Config::default()
    };
    let turns = (any::<bool>(), prop::collection::vec(turn(), 30..70));
    let system = actix_web::rt::System::new();
    let house = TestHouse::open(engine);
    let staff: Vec<Actor> = ROLES
        .iter()
        .enumerate()
        .map(|(number, role)| somebody(&house, &format!("Medewerker {number}"), *role))
        .collect();
    TestRunner::new(config)
        .run(&turns, |(needs_supporters, turns)| {
            let instrument = match needs_supporters {
                true => "citizens_initiative",
                false => "petition",
            };
            let walk = Walk::begin(&house, &staff, instrument);
            for turn in turns {
                system.block_on(walk.takes(turn));
            }
            let broken = house.house().store.read(audit::first_broken).unwrap();
            prop_assert_eq!(broken, None, "the chain of the audit is whole");
            Ok(())
        })
        .unwrap();
    house.everything_adds_up();
}

#[test]
fn any_order_of_acts_stays_on_the_drawn_way_on_sqlite() {
    walks(Engine::Sqlite, 24);
}

#[test]
fn any_order_of_acts_stays_on_the_drawn_way_on_postgres() {
    walks(Engine::Postgres, 12);
}
