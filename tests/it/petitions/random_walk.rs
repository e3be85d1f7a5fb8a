//! Whatever people do in whatever order: the published count is what a simple model says.

use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::mailbox::Mail;
use crate::support::paper::{MOST_MAILS, Paper, UNCONFIRMED_TERM_DAYS};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use std::collections::BTreeMap;
use weerklank_acts::clock::Clock as _;

const NAMES: [&str; 3] = ["Anna de Vries", "Bert de Vries", "anna  DE VRIES"];
const POSTCODES: [&str; 2] = ["9871 AB", "1011AB"];
/// Two mailboxes, each written in two ways.
const ADDRESSES: [&str; 4] = [
    "jan@voorbeeld.nl",
    "JAN+x@Voorbeeld.nl",
    "an.na@gmail.com",
    "anna+y@googlemail.com",
];
const DAYS_OPEN: i64 = 9;

/// Something that somebody does.
#[derive(Debug, Clone)]
enum Deed {
    Sign {
        name: usize,
        postcode: usize,
        address: usize,
        show_name: bool,
    },
    /// Presses the button of one of the mails that came, old or new.
    Confirm(prop::sample::Index),
    /// Asks for the mail of one of the signings again.
    Resend(prop::sample::Index),
    Wait {
        hours: i64,
    },
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0..NAMES.len(), 0..POSTCODES.len(), 0..ADDRESSES.len(), any::<bool>())
            .prop_map(|(name, postcode, address, show_name)| Deed::Sign { name, postcode, address, show_name }),
        4 => any::<prop::sample::Index>().prop_map(Deed::Confirm),
        1 => any::<prop::sample::Index>().prop_map(Deed::Resend),
        1 => (1i64..60).prop_map(|hours| Deed::Wait { hours }),
    ]
}

/// Who somebody is to the model: a folded name and a household.
type Person = (String, &'static str);

fn person(name: usize, postcode: usize) -> Person {
    let folded = NAMES[name]
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (folded, POSTCODES[postcode])
}

/// A link that somebody was mailed.
struct Link {
    path: String,
    mailbox: usize,
    person: Person,
    begun_at: DateTime<Utc>,
}

/// What should be true, told as simply as possible.
#[derive(Default)]
struct Model {
    confirmed: BTreeMap<usize, Vec<Person>>,
    links: Vec<Link>,
}

impl Model {
    fn count(&self) -> i64 {
        self.confirmed
            .values()
            .map(|people| i64::try_from(people.len()).unwrap())
            .sum()
    }

    fn confirms(&mut self, link: usize, now: DateTime<Utc>, closes_at: DateTime<Utc>) {
        let link = &self.links[link];
        let is_erased = now - link.begun_at >= TimeDelta::days(UNCONFIRMED_TERM_DAYS);
        if is_erased || now >= closes_at + TimeDelta::hours(24) {
            return;
        }
        let people = self.confirmed.entry(link.mailbox).or_default();
        let is_known = people.iter().any(|(name, _)| *name == link.person.0);
        let has_room = match people.as_slice() {
            [] => true,
            [(_, household)] => *household == link.person.1,
            _ => false,
        };
        if !is_known && has_room {
            people.push(link.person.clone());
        }
    }
}

#[test]
fn any_order_of_deeds_gives_the_count_of_the_model() {
    let config = Config {
        cases: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let deeds = prop::collection::vec(deed(), 5..40);
    let system = actix_web::rt::System::new();
    let house = TestHouse::open(Engine::Sqlite);
    // Each walk has a petition of its own, so they can share a house: nothing joins two petitions.
    let walks = Cell::new(0);
    TestRunner::new(config)
        .run(&deeds, |deeds| {
            walks.set(walks.get() + 1);
            let slug = format!("bankje-{}", walks.get());
            system.block_on(walk(&house, &slug, deeds));
            Ok(())
        })
        .unwrap();
    house.everything_adds_up();
}

async fn walk(house: &TestHouse, slug: &str, deeds: Vec<Deed>) {
    let begun = house.clock.now();
    let closes_at = begun + TimeDelta::days(DAYS_OPEN);
    house.enter(&Paper::open(slug).closing_at(closes_at));
    let mut model = Model::default();
    let mut pages: Vec<String> = Vec::new();
    for deed in deeds {
        let now = house.clock.now();
        match deed {
            Deed::Sign {
                name,
                postcode,
                address,
                show_name,
            } => {
                let mut somebody = house
                    .citizen(NAMES[name], ADDRESSES[address])
                    .living_at(POSTCODES[postcode]);
                somebody.show_name = show_name;
                let answer = somebody.signs_by_api(slug).await;
                assert_eq!(
                    answer.status,
                    if now < closes_at { 202 } else { 409 },
                    "{}",
                    answer.text()
                );
                if answer.status == 202 {
                    let page = answer.json()["codeUrl"].as_str().unwrap().to_owned();
                    pages.push(somebody.browser.path_of(&page));
                }
                // Mails with a link are news to the model; what is only told changes nothing.
                for path in links_of(house, slug).await {
                    if model.links.iter().all(|link| link.path != path) {
                        let (mailbox, person) = (address / 2, person(name, postcode));
                        model.links.push(Link {
                            path,
                            mailbox,
                            person,
                            begun_at: now,
                        });
                    }
                }
            }
            Deed::Confirm(which) if !model.links.is_empty() => {
                let which = which.index(model.links.len());
                let browser = house.visitor();
                let page = browser.get(&model.links[which].path).await;
                if let Some(button) = page.forms().into_iter().find(|form| form.is_post) {
                    browser.submit(&button, &[]).await;
                }
                model.confirms(which, now, closes_at);
            }
            Deed::Resend(which) if !pages.is_empty() => {
                let browser = house.visitor();
                let page = browser.get(which.get(&pages).as_str()).await;
                browser.submit(&page.form_with("resend"), &[]).await;
            }
            Deed::Confirm(_) | Deed::Resend(_) => {}
            Deed::Wait { hours } => house.later(TimeDelta::hours(hours)).await,
        }
        assert_eq!(house.count(slug).await, model.count());
    }
    // Two people's mails with a link, their reminders: nobody is flooded.
    let with_link = links_of(house, slug).await.len();
    assert!(with_link <= 2 * (2 * MOST_MAILS + 12), "{with_link} mails");
}

/// The links in the mails about a petition, in the order of sending.
async fn links_of(house: &TestHouse, slug: &str) -> Vec<String> {
    let is_about = |mail: &Mail| {
        mail.text
            .lines()
            .any(|line| line.trim().ends_with(&format!(" {slug}")))
    };
    let mut mails = house.mails().await;
    mails.retain(|mail| is_about(mail) && mail.text.contains("/confirm/"));
    mails.iter().map(Mail::confirm_path).collect()
}
