//! Whoever does what in whatever order, and two of them at once: a petition is always where the
//! drawing of `product.md` can lead, and nothing of it is public too early.

use crate::support::database::Engine;
use crate::support::desk::somebody;
use crate::support::harness::TestHouse;
use crate::support::writer::TITLE;
use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use weerklank_acts::clock::Clock as _;
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::desk::{
    ForwardedTo, Seen, admit, approve_update, ask_revision, claim, decline_update, forward, refuse,
    release, take_down, take_over,
};
use weerklank_acts::petitions::write::{
    Answer, PetitionerPage, begin_draft, file, petitioner_page, save_answer, withdraw, write_update,
};
use weerklank_acts::petitions::{HandOver, hand_over};
use weerklank_acts::responses::{offer_answer, publish_answer};
use weerklank_acts::{ActError, ActResult, House};
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::{EmailAddress, PersonName, Role};
use weerklank_domain::petitions::{
    Handling, Passage, PetitionState as State, RefusalCode, Step, TakenDownReason, Title, Verdict,
};
use weerklank_domain::responses::AnswerText;
use weerklank_store::audit;

/// Something that somebody does; the number says who of the desk.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Revise,
    File,
    Withdraw,
    News,
    Claim(usize),
    Release(usize),
    TakeOver(usize),
    Rule(usize, Step, bool),
    Approve(usize, bool),
    HandOver(usize),
    Offer(usize),
    Publish(usize),
}

#[derive(Debug, Clone, Copy)]
enum Turn {
    One(Deed),
    AtOnce(Deed, Deed),
    Support,
    Wait(i64),
}

const ROLES: [Role; 5] = [
    Role::Clerk,
    Role::Clerk,
    Role::Moderator,
    Role::PolicyOfficer,
    Role::Reader,
];

fn deed() -> impl Strategy<Value = Deed> {
    let who = || 0..ROLES.len();
    let clerk = || 0..2usize;
    let ruling = prop::sample::select(vec![
        Step::Admit,
        Step::Admit,
        Step::AskRevision,
        Step::Refuse,
        Step::Forward,
        Step::TakeDown,
    ]);
    prop_oneof![
        2 => Just(Deed::Revise),
        5 => Just(Deed::File),
        1 => Just(Deed::Withdraw),
        2 => Just(Deed::News),
        1 => who().prop_map(Deed::Claim),
        1 => who().prop_map(Deed::Release),
        1 => who().prop_map(Deed::TakeOver),
        4 => (who(), ruling, prop::bool::weighted(0.9))
            .prop_map(|(who, step, is_read)| Deed::Rule(who, step, is_read)),
        2 => (who(), any::<bool>()).prop_map(|(who, is_approved)| Deed::Approve(who, is_approved)),
        3 => clerk().prop_map(Deed::HandOver),
        2 => who().prop_map(Deed::Offer),
        2 => who().prop_map(Deed::Publish),
    ]
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        10 => deed().prop_map(Turn::One),
        4 => (deed(), deed()).prop_map(|(one, other)| Turn::AtOnce(one, other)),
        3 => Just(Turn::Support),
        2 => (1i64..40).prop_map(Turn::Wait),
    ]
}

impl Deed {
    /// The steps that this can be, in their order.
    fn steps(self) -> &'static [Step] {
        match self {
            Self::File => &[Step::Gather, Step::Submit],
            Self::Withdraw => &[Step::Withdraw],
            Self::Rule(_, Step::Admit, _) => &[Step::Admit],
            Self::Rule(_, Step::AskRevision, _) => &[Step::AskRevision],
            Self::Rule(_, Step::Refuse, _) => &[Step::Refuse],
            Self::Rule(_, Step::Forward, _) => &[Step::Forward],
            Self::Rule(_, Step::TakeDown, _) => &[Step::TakeDown],
            // What was answered while it was open is answered when it is handed over.
            Self::HandOver(_) => &[Step::HandOver, Step::Answer],
            Self::Publish(_) => &[Step::Answer],
            _ => &[],
        }
    }

    fn is_ruling(self) -> bool {
        matches!(self, Self::Rule(..) | Self::HandOver(_))
    }
}

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

fn passage(text: &str) -> Passage {
    Passage::parse(text).unwrap()
}

impl<'a> Walk<'a> {
    /// A draft in which every question was answered, seen by the link of the mail.
    fn begin(house: &'a TestHouse, staff: &'a [Actor], instrument: &str) -> Self {
        let acts = house.house();
        let title = Title::parse(TITLE).unwrap();
        let token = begin_draft(acts, &title, Language::Nl).unwrap();
        let look = |token: &str| petitioner_page(acts, token).unwrap().unwrap();
        let page = look(&token);
        let closing = day_of(house.clock.now()) + TimeDelta::days(60);
        for answer in [
            Answer::Observation(passage("Auto's rijden hard.")),
            Answer::Request(passage("Maak een zebrapad.")),
            Answer::Explanation(Passage::parse_optional("").unwrap()),
            Answer::Body("raad".to_owned()),
            Answer::Area(None),
            Answer::Instrument(instrument.to_owned()),
            Answer::Closing(closing),
            Answer::Petitioner {
                name: PersonName::parse("Wil de Schrijver").unwrap(),
                email: EmailAddress::parse("wil@voorbeeld.example").unwrap(),
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
        let context = (self.house.house(), self.staff, self.id, &self.page);
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

type Context<'a> = (&'a House, &'a [Actor], i64, &'a PetitionerPage);

fn does((house, staff, id, page): Context, (deed, number): (Deed, i64)) -> ActResult<i32> {
    let reason = passage("Daarom.");
    let done = match deed {
        Deed::Revise => save_answer(house, page, &Answer::Request(passage("Maak er twee."))),
        Deed::File => file(house, page).map(drop),
        Deed::Withdraw => withdraw(house, page),
        Deed::News => write_update(house, page, &passage("Er was een bijeenkomst.")),
        Deed::Claim(who) => claim(house, &staff[who], id),
        Deed::Release(who) => release(house, &staff[who], id),
        Deed::TakeOver(who) => take_over(house, &staff[who], id),
        Deed::Rule(who, step, _) => {
            let actor = &staff[who];
            let seen = Seen {
                petition_id: id,
                text_version: i32::try_from(number).unwrap(),
            };
            match step {
                Step::Admit => admit(house, actor, seen),
                Step::AskRevision => ask_revision(house, actor, seen, &reason),
                Step::Refuse => refuse(house, actor, seen, RefusalCode::NoAction, &reason),
                Step::Forward => {
                    let to = ForwardedTo {
                        name: "Waterschap".to_owned(),
                        email: None,
                    };
                    forward(house, actor, seen, &to, &reason)
                }
                _ => take_down(house, actor, seen, TakenDownReason::Other, &reason),
            }
        }
        Deed::Approve(who, true) => approve_update(house, &staff[who], number),
        Deed::Approve(who, false) => decline_update(house, &staff[who], number, &reason),
        Deed::HandOver(who) => {
            let given = HandOver {
                proposal: Handling::Agenda,
                note: None,
                text: None,
            };
            hand_over(house, &staff[who], id, &given).map(drop)
        }
        Deed::Offer(who) => {
            let revision = i32::try_from(number).unwrap();
            return offer_answer(house, &staff[who], id, revision, &answer(house));
        }
        Deed::Publish(who) => {
            let revision = i32::try_from(number).unwrap();
            return publish_answer(house, &staff[who], id, revision);
        }
    };
    done.map(|()| 0)
}

fn answer(house: &House) -> AnswerText {
    AnswerText {
        verdict: Some(Verdict::Adopted),
        heard: "U vraagt een zebrapad.".to_owned(),
        reasons: "De straat is gevaarlijk.".to_owned(),
        change: "Het komt er.".to_owned(),
        is_no_change: false,
        responsible: "Wethouder".to_owned(),
        adopted_by: "Gemeenteraad".to_owned(),
        adopted_on: Some(day_of(house.clock.now())),
        correction: "Een woord was verkeerd.".to_owned(),
    }
}

fn walks(engine: Engine, cases: u32) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let turns = (any::<bool>(), prop::collection::vec(turn(), 15..45));
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
