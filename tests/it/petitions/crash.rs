//! The power fails while many people sign and confirm: nothing that was answered is lost, nothing is
//! counted twice.

use crate::support::database::{Engine, Folder, OwnDatabase};
use crate::support::harness::{start_of_test, until};
use crate::support::mailbox::Mail;
use crate::support::on_both_databases;
use crate::support::program::{Installation, Program};
use crate::support::visitor::{Answer, Form, Visitor};
use chrono::TimeDelta;
use diesel::RunQueryDsl;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::rc::Rc;
use weerklank_store::{Store, StoreError};

on_both_databases!(nothing_that_was_answered_is_lost_when_the_power_fails);

const BEFORE: usize = 200;
const AT_ONCE: usize = 32;
/// The power fails when so many of the last requests were answered.
const ANSWERED: usize = 120;
const NEW: usize = 100;

/// One of the requests during which the power fails.
enum Deed {
    Press { person: usize, button: Form },
    Sign { person: usize },
}

fn email(person: usize) -> String {
    format!("burger{person}@voorbeeld.nl")
}

async fn sign(visitor: &Visitor, slugs: &[String], person: usize) -> Result<Answer, String> {
    let slug = &slugs[person % slugs.len()];
    let value =
        serde_json::json!({"name": "Jan Jansen", "email": email(person), "postcode": "1011 AB"});
    let headers = [("content-type", "application/json")];
    let path = format!("/api/v1/petitions/{slug}/signatures");
    visitor
        .try_to_send("POST", &path, &headers, value.to_string().into())
        .await
}

/// Runs `work` for each of `deeds`, some dozens at the same time.
async fn all_at_once<D: 'static, F>(deeds: Vec<D>, work: impl Fn(D) -> F + Clone + 'static)
where
    F: Future<Output = ()> + 'static,
{
    let queue = Rc::new(RefCell::new(VecDeque::from(deeds)));
    let workers: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (queue, work) = (Rc::clone(&queue), work.clone());
            actix_web::rt::spawn(async move {
                loop {
                    let next = queue.borrow_mut().pop_front();
                    match next {
                        Some(deed) => work(deed).await,
                        None => break,
                    }
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
}

/// The newest link of each address.
fn links(outbox: &Path) -> BTreeMap<String, String> {
    let mails = Mail::all_in(outbox);
    mails
        .iter()
        .filter(|mail| mail.text.contains("/confirm/"))
        .map(|mail| (mail.to.clone(), mail.confirm_path()))
        .collect()
}

async fn links_of(outbox: &Path, people: std::ops::Range<usize>) -> BTreeMap<String, String> {
    until("a mail to everybody", || {
        let links = links(outbox);
        people
            .clone()
            .all(|person| links.contains_key(&email(person)))
            .then_some(links)
    })
    .await
}

async fn total(visitor: &Visitor, slugs: &[String]) -> usize {
    let mut total = 0;
    for slug in slugs {
        let answer = visitor
            .get(&format!("/api/v1/petitions/{slug}/count"))
            .await;
        total += usize::try_from(answer.json()["signatureCount"].as_u64().unwrap()).unwrap();
    }
    total
}

async fn button_of(visitor: &Visitor, path: &str) -> Option<Form> {
    let page = visitor.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page.forms().into_iter().find(|form| form.is_post)
}

async fn nothing_that_was_answered_is_lost_when_the_power_fails(engine: Engine) {
    let folder = Folder::new();
    let database = OwnDatabase::empty(engine, &folder);
    let mut installation = Installation::new(database.url(), folder.path());
    installation.moved_to(start_of_test());
    installation.run_well(&["seed", "demo"]);
    let outbox = folder.path().join("outbox");
    let program = installation.serve();
    let visitor = program.visitor();
    let open = visitor
        .get("/api/v1/petitions?state=open&sort=newest&limit=3")
        .await
        .json();
    let slugs: Vec<String> = open["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["slug"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(slugs.len(), 3);
    let before = total(&visitor, &slugs).await;

    let asked = slugs.clone();
    let browser = visitor.clone();
    all_at_once((0..BEFORE).collect(), move |person| {
        let (visitor, slugs) = (browser.clone(), asked.clone());
        async move { assert_eq!(sign(&visitor, &slugs, person).await.unwrap().status, 202) }
    })
    .await;
    let paths = links_of(&outbox, 0..BEFORE).await;
    let mut deeds = Vec::new();
    for person in 0..BEFORE {
        let button = button_of(&visitor, &paths[&email(person)]).await.unwrap();
        deeds.push(Deed::Press { person, button });
        if person % 2 == 0 {
            deeds.push(Deed::Sign {
                person: BEFORE + person / 2,
            });
        }
    }
    assert_eq!(deeds.len(), BEFORE + NEW);

    let program = Rc::new(RefCell::new(program));
    let answered = Rc::new(Cell::new(0));
    let (pressed, signed) = (
        Rc::new(RefCell::new(Vec::new())),
        Rc::new(RefCell::new(Vec::new())),
    );
    let work = {
        let (program, answered) = (Rc::clone(&program), Rc::clone(&answered));
        let (pressed, signed, slugs) = (Rc::clone(&pressed), Rc::clone(&signed), slugs.clone());
        move |deed: Deed| {
            let (program, answered, visitor) =
                (Rc::clone(&program), Rc::clone(&answered), visitor.clone());
            let (pressed, signed, slugs) = (Rc::clone(&pressed), Rc::clone(&signed), slugs.clone());
            async move {
                let done = match deed {
                    Deed::Press { person, button } => {
                        let fields: Vec<(&str, &str)> = button
                            .fields
                            .iter()
                            .map(|(name, value)| (name.as_str(), value.as_str()))
                            .collect();
                        let body = crate::support::visitor::encoded(&fields).into();
                        let headers = [("content-type", "application/x-www-form-urlencoded")];
                        let answer = visitor
                            .try_to_send("POST", &button.action, &headers, body)
                            .await;
                        let done = answer.is_ok_and(|answer| matches!(answer.status, 200 | 303));
                        if done {
                            pressed.borrow_mut().push(person);
                        }
                        done
                    }
                    Deed::Sign { person } => {
                        let done = sign(&visitor, &slugs, person)
                            .await
                            .is_ok_and(|answer| answer.status == 202);
                        if done {
                            signed.borrow_mut().push(person);
                        }
                        done
                    }
                };
                if done {
                    answered.set(answered.get() + 1);
                    if answered.get() == ANSWERED {
                        program.borrow_mut().kill();
                    }
                }
            }
        }
    };
    all_at_once(deeds, work).await;
    assert!(
        answered.get() >= ANSWERED && answered.get() < BEFORE + NEW,
        "{} answered",
        answered.get()
    );

    // Mails that the dead server had taken in hand are free again after some minutes.
    installation.moved_to(start_of_test() + TimeDelta::minutes(10));
    let program: Program = installation.serve();
    let visitor = program.visitor();
    let counted = total(&visitor, &slugs).await - before;
    let pressed = pressed.take();
    assert!(
        counted >= pressed.len() && counted <= BEFORE,
        "{counted} counted, {} told so",
        pressed.len()
    );
    for person in &pressed {
        assert_eq!(
            button_of(&visitor, &paths[&email(*person)]).await,
            None,
            "{person} was told to be counted"
        );
    }
    let arrived = until(
        "the mails of everybody who was told to look for one",
        || {
            let links = links(&outbox);
            signed
                .borrow()
                .iter()
                .all(|person| links.contains_key(&email(*person)))
                .then_some(links)
        },
    )
    .await;
    assert!(arrived.len() >= BEFORE + signed.borrow().len());

    // Everybody tries again, as people do. Nobody counts twice.
    for person in 0..BEFORE + NEW {
        assert_eq!(sign(&visitor, &slugs, person).await.unwrap().status, 202);
    }
    let paths = links_of(&outbox, 0..BEFORE + NEW).await;
    for person in 0..BEFORE + NEW {
        if let Some(button) = button_of(&visitor, &paths[&email(person)]).await {
            assert_eq!(visitor.submit(&button, &[]).await.status, 200);
        }
    }
    assert_eq!(total(&visitor, &slugs).await - before, BEFORE + NEW);
    installation.run_well(&["verify"]);

    // And it would have told of a difference.
    let store = Store::open(&database.parsed()).unwrap();
    let damage =
        "UPDATE petition_counts SET live = live + 1, total = total + 1 WHERE petition_id = 1";
    store
        .write(|db| Ok::<_, StoreError>(diesel::sql_query(damage).execute(db)?))
        .unwrap();
    assert_eq!(installation.run(&["verify"]).status.code(), Some(1));
}
