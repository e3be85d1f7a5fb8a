//! Counts: exact under parallel requests, equal to their parts, and checked by `verify`.

use crate::support::database::Engine;
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use chrono::TimeDelta;

on_both_databases!(
    sixty_four_presses_of_one_person_count_once,
    sixty_four_signings_of_one_person_make_one_person,
    many_people_at_once_are_all_counted,
    parts_by_place_and_hour_add_up,
    a_damaged_count_is_found,
);

const SLUG: &str = "bankje";

fn open(engine: Engine) -> TestHouse {
    let house = TestHouse::open(engine);
    house.enter(&Paper::open(SLUG));
    house
}

async fn sixty_four_presses_of_one_person_count_once(engine: Engine) {
    let house = open(engine);
    let aliases = [
        "jan.jansen@gmail.com",
        "janjansen+1@googlemail.com",
        "JANJANSEN@gmail.com",
        "j.anjansen@gmail.com",
    ];
    for (number, email) in aliases.iter().enumerate() {
        let mut jan = house.citizen("Jan Jansen", email);
        // Other choices, so that each alias has a row and a link of its own.
        jan.show_name = number % 2 == 1;
        jan.keep_informed = number >= 2;
        jan.signs(SLUG).await;
    }
    let mails = house.mails().await;
    let paths: Vec<String> = mails
        .iter()
        .map(crate::support::mailbox::Mail::confirm_path)
        .collect();
    assert_eq!(paths.len(), aliases.len());
    let mut buttons = Vec::new();
    for path in &paths {
        buttons.push(house.visitor().get(path).await.post_form());
    }
    let presses: Vec<_> = (0..64)
        .map(|number| {
            let (visitor, button) = (house.visitor(), buttons[number % buttons.len()].clone());
            actix_web::rt::spawn(async move { visitor.submit(&button, &[]).await.status })
        })
        .collect();
    for press in presses {
        assert_eq!(press.await.unwrap(), 200);
    }
    assert_eq!(house.count(SLUG).await, 1);
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM signatures"), 1);
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM signers WHERE state = 'spent'"),
        3
    );
    house.everything_adds_up();
}

async fn sixty_four_signings_of_one_person_make_one_person(engine: Engine) {
    let house = open(engine);
    let signings: Vec<_> = (0..64)
        .map(|number| {
            let jan = house.citizen("Jan Jansen", &format!("jan.jansen+{number}@gmail.com"));
            actix_web::rt::spawn(async move { jan.signs_by_api(SLUG).await.status })
        })
        .collect();
    for signing in signings {
        assert_eq!(signing.await.unwrap(), 202);
    }
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM signers"), 1);
    let mails = house.mails().await;
    assert_eq!(
        mails.len(),
        crate::support::paper::MOST_MAILS,
        "no mailbox is flooded"
    );
}

async fn many_people_at_once_are_all_counted(engine: Engine) {
    let house = open(engine);
    house.enter(&Paper::open("zebrapad"));
    let people = 96;
    let signings: Vec<_> = (0..people)
        .map(|number| {
            let jan = house.citizen("Jan Jansen", &format!("jan{number}@voorbeeld.nl"));
            let slug = if number % 3 == 0 { "zebrapad" } else { SLUG };
            actix_web::rt::spawn(async move { jan.signs_by_api(slug).await.status })
        })
        .collect();
    for signing in signings {
        assert_eq!(signing.await.unwrap(), 202);
    }
    let mails = house.mails().await;
    assert_eq!(mails.len(), people);
    let presses: Vec<_> = mails
        .into_iter()
        .map(|mail| {
            let citizen = house.citizen("", "");
            actix_web::rt::spawn(async move { citizen.confirms(&mail).await.status })
        })
        .collect();
    for press in presses {
        assert_eq!(press.await.unwrap(), 200);
    }
    assert_eq!(
        (house.count("zebrapad").await, house.count(SLUG).await),
        (32, 64)
    );
    house.everything_adds_up();
}

async fn parts_by_place_and_hour_add_up(engine: Engine) {
    let house = TestHouse::open(engine);
    let begun = start_of_test() - TimeDelta::days(2);
    let mut paper = Paper::open(SLUG).counted_elsewhere(40);
    for number in 0..10 {
        let postcode = ["9871 AB", "9872 CD", "9871 ZZ", "1011 AB", "B-9000 Gent"][number % 5];
        let at = begun + TimeDelta::minutes(25 * i64::try_from(number).unwrap());
        paper = paper.signed_by("Jan", &format!("jan{number}@voorbeeld.nl"), postcode, at);
    }
    house.enter(&paper);
    for (number, place) in ["Noord", "nergenshuizen", "9871"].iter().enumerate() {
        house
            .citizen("Piet", &format!("piet{number}@voorbeeld.nl"))
            .living_at(place)
            .signs_and_confirms(&house, SLUG)
            .await;
    }
    let petition = house.visitor().get("/api/v1/petitions/bankje").await.json();
    let parts = |key: &str| -> Vec<(String, i64)> {
        let name = |part: &serde_json::Value| match part["name"].as_str().or(part["hour"].as_str())
        {
            Some(name) => name.to_owned(),
            None => part["kind"].as_str().unwrap().to_owned(),
        };
        let parts = petition[key].as_array().unwrap();
        parts
            .iter()
            .map(|part| (name(part), part["signatureCount"].as_i64().unwrap()))
            .collect()
    };
    let mut places = parts("places");
    places.sort();
    let expected = [
        ("Noord", 4),
        ("Zuid", 4),
        ("abroad", 2),
        ("elsewhere", 2),
        ("unknown", 41),
    ];
    assert_eq!(
        places,
        expected.map(|(name, count)| (name.to_owned(), count))
    );
    assert_eq!(petition["signatureCount"], 53);
    assert_eq!(petition["importedSignatureCount"], 40);
    // Every hour but those of the imported ones, which nobody knows.
    let hours = parts("hours");
    assert_eq!(hours.iter().map(|(_, count)| count).sum::<i64>(), 13);
    assert_eq!(hours[0], ("2026-02-28T12:00:00Z".to_owned(), 3));
    assert_eq!(hours.last(), Some(&("2026-03-02T12:00:00Z".to_owned(), 3)));
    house.everything_adds_up();
}

async fn a_damaged_count_is_found(engine: Engine) {
    let house = open(engine);
    house
        .citizen("Jan", "jan@voorbeeld.nl")
        .signs_and_confirms(&house, SLUG)
        .await;
    house.everything_adds_up();
    for (damage, repair) in [
        (
            "UPDATE petition_counts SET live = live + 1, total = total + 1",
            "UPDATE petition_counts SET live = live - 1, total = total - 1",
        ),
        (
            "UPDATE petition_counts SET sealed = sealed + 1, total = total + 1",
            "UPDATE petition_counts SET sealed = sealed - 1, total = total - 1",
        ),
        (
            "UPDATE petition_place_counts SET live = 2",
            "UPDATE petition_place_counts SET live = 1",
        ),
        (
            "UPDATE petition_hour_counts SET live = 0",
            "UPDATE petition_hour_counts SET live = 1",
        ),
        (
            "UPDATE signatures SET state = 'invalidated'",
            "UPDATE signatures SET state = 'live'",
        ),
        (
            "UPDATE signers SET state = 'confirmed', id = id + 100",
            "UPDATE signers SET id = id - 100",
        ),
    ] {
        house.sql(damage);
        let found = house.verify().differences;
        assert!(!found.is_empty(), "nothing was found after {damage}");
        assert!(
            found
                .iter()
                .all(|difference| difference.place.starts_with(SLUG)),
            "{found:?}"
        );
        house.sql(repair);
        house.everything_adds_up();
    }
}
