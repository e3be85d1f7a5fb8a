//! What people around one petition can do, and doing it.

use proptest::prelude::*;
use weerklank_acts::ActResult;
use weerklank_acts::House;
use weerklank_acts::moderation::{Measure, Moderation, Why, moderate};
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::desk::{
    ForwardedTo, Seen, admit, ask_revision, claim, forward, refuse, release, take_over,
};
use weerklank_acts::petitions::write::{
    Answer, PetitionerPage, file, save_answer, withdraw, write_update,
};
use weerklank_acts::petitions::{HandOver, hand_over};
use weerklank_acts::responses::{offer_answer, publish_answer};
use weerklank_domain::calendar::day_of;
use weerklank_domain::moderation::HouseRule;
use weerklank_domain::people::Role;
use weerklank_domain::petitions::{Handling, Passage, RefusalCode, Step, Verdict};
use weerklank_domain::responses::AnswerText;
use weerklank_store::moderation::ModerationSubject;

/// Something that somebody does; the number says who of the desk.
#[derive(Debug, Clone, Copy)]
pub enum Deed {
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
pub enum Turn {
    One(Deed),
    AtOnce(Deed, Deed),
    Support,
    Wait(i64),
}

pub const ROLES: [Role; 5] = [
    Role::Clerk,
    Role::Clerk,
    Role::Moderator,
    Role::PolicyOfficer,
    Role::Reader,
];

fn deed() -> impl Strategy<Value = Deed> {
    let who = || 0..ROLES.len();
    // Mostly those who may, and mostly what leads on: a walk that ends at once shows little.
    let clerk = || prop_oneof![6 => 0..2usize, 1 => who()];
    let ruling = prop::sample::select(vec![
        Step::Admit,
        Step::Admit,
        Step::Admit,
        Step::Admit,
        Step::AskRevision,
        Step::AskRevision,
        Step::AskRevision,
        Step::Refuse,
        Step::Forward,
    ]);
    prop_oneof![
        8 => Just(Deed::Revise),
        28 => Just(Deed::File),
        1 => Just(Deed::Withdraw),
        8 => Just(Deed::News),
        4 => who().prop_map(Deed::Claim),
        4 => who().prop_map(Deed::Release),
        4 => who().prop_map(Deed::TakeOver),
        28 => (clerk(), ruling, prop::bool::weighted(0.9))
            .prop_map(|(who, step, is_read)| Deed::Rule(who, step, is_read)),
        1 => who().prop_map(|who| Deed::Rule(who, Step::TakeDown, true)),
        10 => (clerk(), any::<bool>()).prop_map(|(who, is_approved)| Deed::Approve(who, is_approved)),
        20 => clerk().prop_map(Deed::HandOver),
        16 => who().prop_map(Deed::Offer),
        16 => clerk().prop_map(Deed::Publish),
    ]
}

pub fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        10 => deed().prop_map(Turn::One),
        4 => (deed(), deed()).prop_map(|(one, other)| Turn::AtOnce(one, other)),
        3 => Just(Turn::Support),
        3 => (1i64..10).prop_map(Turn::Wait),
    ]
}

impl Deed {
    /// The steps that this can be, in their order.
    pub fn steps(self) -> &'static [Step] {
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

    pub fn is_ruling(self) -> bool {
        matches!(self, Self::Rule(..) | Self::HandOver(_))
    }
}

pub fn passage(text: &str) -> Passage {
    Passage::parse(text).unwrap()
}

pub type Context<'a> = (&'a House, &'a [Actor], i64, &'a PetitionerPage);

pub fn does((house, staff, id, page): Context, (deed, number): (Deed, i64)) -> ActResult<i32> {
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
                _ => moderate(house, actor, ModerationSubject::Petition(id), &hides()),
            }
        }
        Deed::Approve(who, is_approved) => {
            let moderation = if is_approved {
                Moderation::Approve
            } else {
                hides()
            };
            let subject = ModerationSubject::Update(number);
            moderate(house, &staff[who], subject, &moderation)
        }
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

/// It breaks a rule, and nobody may read it.
fn hides() -> Moderation {
    Moderation::Restrict {
        measure: Measure::Hide,
        why: Why {
            rule: HouseRule::Insult,
            facts: passage("Er staat een scheldwoord."),
            reason: passage("Schelden mag niet."),
        },
    }
}
