//! Reading: lists without gaps, search that is equal on both databases, and what nobody may see.

use crate::support::database::Engine;
use crate::support::harness::{TestHouse, run, start_of_test};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::visitor::{Visitor, encoded};
use chrono::TimeDelta;
use std::collections::BTreeSet;
use weerklank_domain::Language;
use weerklank_domain::petitions::PetitionState as State;

on_both_databases!(
    paging_neither_skips_nor_repeats,
    pages_of_the_list_lead_on_to_the_end,
    a_page_that_is_turned_while_somebody_signs_stays_whole,
    facets_narrow_and_count,
    what_is_not_public_is_not_there,
    what_was_taken_down_is_gone,
    no_text_of_a_citizen_becomes_part_of_the_page,
    the_home_page_and_every_public_petition_can_be_read_in_both_languages,
);

const MANY: usize = 120;
const SORTS: [&str; 5] = ["relevance", "signatures", "newest", "closing", "answered"];

/// Many petitions with many ties, in every public state.
fn open_many(engine: Engine) -> TestHouse {
    let house = TestHouse::open(engine);
    let now = start_of_test();
    let states = [
        State::Open,
        State::Open,
        State::Answered,
        State::Closed,
        State::HandedOver,
        State::Refused,
    ];
    for number in 0..MANY {
        let days = i64::try_from(number % 5).unwrap();
        let state = states[number % states.len()];
        let mut paper = Paper::open(&format!("petitie-{number}"))
            .titled(&format!("Meer bomen, voorstel {number}"));
        paper = paper
            .opening_at(now - TimeDelta::days(20 + days))
            .closing_at(now + TimeDelta::days(1 + days));
        paper = paper.in_state(state);
        if state == State::Answered {
            paper.0.answer = None;
            paper.0.events.clear();
            paper = paper.answered_at(now - TimeDelta::days(days));
        } else if state != State::Refused {
            paper = paper.counted_elsewhere(i64::try_from(number % 7).unwrap() * 10 + 1);
        }
        let (body, area) = (
            ["raad", "college"][number % 2],
            [None, Some("noord"), Some("zuid")][number % 3],
        );
        body.clone_into(&mut paper.0.body);
        paper.0.area = area.map(str::to_owned);
        if number % 4 == 0 {
            "citizens_initiative".clone_into(&mut paper.0.instrument);
        }
        house.enter(&paper);
    }
    house
}

/// Every petition of a list over the API, and the values that it is ordered by.
async fn all_of(visitor: &Visitor, query: &str, limit: usize) -> Vec<serde_json::Value> {
    let mut items = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/petitions?{query}&limit={limit}{cursor}");
        let page = visitor.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        let page = page.json();
        let found = page["items"].as_array().unwrap();
        assert!(found.len() <= limit, "{path}");
        items.extend(found.iter().cloned());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&{}", encoded(&[("cursor", next)])),
            None => return items,
        }
        assert!(
            !found.is_empty() && items.len() <= MANY,
            "{path} leads in a circle"
        );
    }
}

fn slugs(items: &[serde_json::Value]) -> Vec<String> {
    items
        .iter()
        .map(|item| item["slug"].as_str().unwrap().to_owned())
        .collect()
}

async fn paging_neither_skips_nor_repeats(engine: Engine) {
    let house = open_many(engine);
    let visitor = house.visitor();
    for sort in SORTS {
        let query = format!("sort={sort}&q=bomen");
        let whole = all_of(&visitor, &query, 100).await;
        let slow = all_of(&visitor, &query, 7).await;
        assert_eq!(slugs(&slow), slugs(&whole), "{sort}");
        let different: BTreeSet<String> = slugs(&whole).into_iter().collect();
        assert_eq!(different.len(), whole.len(), "{sort} repeats");
        let expected = match sort {
            "closing" => MANY / 3,
            "answered" => MANY / 6,
            _ => MANY,
        };
        assert_eq!(whole.len(), expected, "{sort}");
        let keys = |key: &str| -> Vec<String> {
            whole
                .iter()
                .map(|item| item[key].as_str().unwrap_or_default().to_owned())
                .collect()
        };
        let counts: Vec<i64> = whole
            .iter()
            .map(|item| item["signatureCount"].as_i64().unwrap())
            .collect();
        match sort {
            "closing" => assert!(keys("closesAt").is_sorted(), "{sort}"),
            "answered" => assert!(
                keys("answeredAt").is_sorted_by(|one, next| one >= next),
                "{sort}"
            ),
            "newest" => {
                let opened: Vec<String> = keys("openedAt")
                    .into_iter()
                    .filter(|at| !at.is_empty())
                    .collect();
                assert!(opened.is_sorted_by(|one, next| one >= next), "{sort}");
            }
            _ => assert!(counts.is_sorted_by(|one, next| one >= next), "{sort}"),
        }
    }
}

async fn pages_of_the_list_lead_on_to_the_end(engine: Engine) {
    let house = open_many(engine);
    let visitor = house.visitor();
    for sort in SORTS {
        let mut path = format!("/petitions?sort={sort}");
        let mut seen = Vec::new();
        loop {
            let page = visitor.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            let cards = page.references().into_iter().filter_map(|link| {
                let slug = link.strip_prefix("/petitions/petitie-")?;
                (!slug.contains('/')).then(|| slug.to_owned())
            });
            let cards: BTreeSet<String> = cards.collect();
            assert!(!cards.is_empty(), "{path}");
            seen.extend(cards);
            let next = page
                .text()
                .split("<a ")
                .find(|link| link.contains("rel=\"next\""))
                .and_then(|link| crate::support::visitor::attribute(&format!(" {link}"), "href"));
            match next {
                Some(next) => path = next,
                None => break,
            }
            assert!(seen.len() < MANY, "{sort} leads in a circle");
        }
        let different: BTreeSet<String> = seen.iter().cloned().collect();
        assert_eq!(different.len(), seen.len(), "{sort} repeats");
        let expected = match sort {
            "closing" => MANY / 3,
            "answered" => MANY / 6,
            _ => MANY,
        };
        assert_eq!(seen.len(), expected, "{sort}");
    }
}

async fn a_page_that_is_turned_while_somebody_signs_stays_whole(engine: Engine) {
    let house = TestHouse::open(engine);
    for number in 0..6 {
        house.enter(&Paper::open(&format!("petitie-{number}")).counted_elsewhere(10 - number));
    }
    let visitor = house.visitor();
    let first = visitor
        .get("/api/v1/petitions?sort=signatures&limit=3")
        .await
        .json();
    // The last one of the first page moves up: whoever turns the page must not miss the fourth.
    for number in 0..3 {
        let email = format!("jan{number}@voorbeeld.nl");
        house
            .citizen("Jan", &email)
            .signs_and_confirms(&house, "petitie-2")
            .await;
    }
    let next = encoded(&[("cursor", first["next"].as_str().unwrap())]);
    let second = visitor
        .get(&format!("/api/v1/petitions?sort=signatures&limit=3&{next}"))
        .await
        .json();
    assert_eq!(
        slugs(second["items"].as_array().unwrap()),
        ["petitie-3", "petitie-4", "petitie-5"]
    );
}

async fn facets_narrow_and_count(engine: Engine) {
    let house = open_many(engine);
    let visitor = house.visitor();
    let every = all_of(&visitor, "", 100).await;
    let expected = |fits: &dyn Fn(usize) -> bool| {
        let mut slugs: Vec<String> = (0..MANY)
            .filter(|number| fits(*number))
            .map(|number| format!("petitie-{number}"))
            .collect();
        slugs.sort();
        slugs
    };
    type Fits = Box<dyn Fn(usize) -> bool>;
    let cases: [(&str, Fits); 9] = [
        ("", Box::new(|_| true)),
        ("state=open", Box::new(|number| number % 6 < 2)),
        ("state=refused", Box::new(|number| number % 6 == 5)),
        ("state=withdrawn", Box::new(|_| false)),
        ("body=college", Box::new(|number| number % 2 == 1)),
        ("area=noord", Box::new(|number| number % 3 == 1)),
        (
            "instrument=citizens_initiative",
            Box::new(|number| number % 4 == 0),
        ),
        ("state=open&body=raad&area=zuid", Box::new(|_| false)),
        (
            "state=answered&body=raad&area=zuid&instrument=petition&q=boom",
            Box::new(|number| number % 12 == 2),
        ),
    ];
    for (query, fits) in &cases {
        let mut found = slugs(&all_of(&visitor, query, 13).await);
        found.sort();
        assert_eq!(found, expected(fits.as_ref()), "{query}");
    }
    assert_eq!(every.len(), MANY);

    // The page says beforehand what a choice would leave.
    let page = visitor.get("/petitions?state=open&body=raad").await.text();
    let option = |value: &str| {
        let (_, rest) = page
            .split_once(&format!("<option value=\"{value}\""))
            .unwrap();
        let text = rest.split("</option>").next().unwrap();
        let (_, number) = text.rsplit_once('(').unwrap();
        (
            text.starts_with(" selected"),
            number.trim_end_matches(')').parse::<usize>().unwrap(),
        )
    };
    assert_eq!(option("open"), (true, 20));
    assert_eq!(option("answered"), (false, 20));
    assert_eq!(option("raad"), (true, 20));
    assert_eq!(option("college"), (false, 20));
}

async fn what_is_not_public_is_not_there(engine: Engine) {
    let house = TestHouse::open(engine);
    house.enter(&Paper::open("zichtbaar"));
    let hidden = [
        State::Draft,
        State::Gathering,
        State::Submitted,
        State::RevisionRequested,
    ];
    for state in hidden {
        house.enter(
            &Paper::open(state.code())
                .in_state(state)
                .titled("Een geheim voornemen"),
        );
    }
    let mut never_opened = Paper::open("withdrawn").in_state(State::Withdrawn);
    never_opened.0.opened_at = None;
    house.enter(&never_opened);
    let visitor = house.visitor();
    for slug in hidden
        .iter()
        .map(|state| state.code())
        .chain(["withdrawn", "bestaat-niet"])
    {
        for path in [
            "/petitions/{}",
            "/petitions/{}/sign",
            "/api/v1/petitions/{}",
            "/api/v1/petitions/{}/count",
        ] {
            let path = path.replace("{}", slug);
            let answer = visitor.get(&path).await;
            assert_eq!(answer.status, 404, "{path}");
            assert!(!answer.text().contains("geheim voornemen"), "{path}");
        }
    }
    for path in [
        "/",
        "/petitions",
        "/petitions?q=geheim",
        "/api/v1/petitions",
        "/api/v1/petitions?state=draft",
    ] {
        let answer = visitor.get(path).await;
        assert!(!answer.text().contains("geheim voornemen"), "{path}");
    }
    assert_eq!(slugs(&all_of(&visitor, "", 100).await), ["zichtbaar"]);
}

async fn what_was_taken_down_is_gone(engine: Engine) {
    let house = TestHouse::open(engine);
    house.enter(
        &Paper::open("weg")
            .in_state(State::TakenDown)
            .titled("Een onrechtmatige tekst"),
    );
    let visitor = house.visitor();
    for path in [
        "/petitions/weg",
        "/petitions/weg/sign",
        "/api/v1/petitions/weg",
        "/api/v1/petitions/weg/count",
    ] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, 410, "{path}");
        assert!(!answer.text().contains("onrechtmatige tekst"), "{path}");
    }
    let page = visitor.get("/petitions/weg").await;
    assert!(
        page.references()
            .iter()
            .any(|link| link.starts_with("/petitions")),
        "{}",
        page.text()
    );
    assert!(slugs(&all_of(&visitor, "", 100).await).is_empty());
    assert_eq!(
        house
            .citizen("Jan", "jan@voorbeeld.nl")
            .signs_by_api("weg")
            .await
            .status,
        410
    );
}

async fn no_text_of_a_citizen_becomes_part_of_the_page(engine: Engine) {
    let house = TestHouse::open(engine);
    let evil = "<script>boos()</script> <img src=x onerror=boos()> [klik](javascript:boos()) \
                ![plaatje](https://kwaad.example/x.gif) <style>*{color:red}</style> <svg/onload=boos()> \
                <a href=\"https://kwaad.example\" onclick=\"boos()\" style=\"color:red\">x</a> {{title}} {{{body_html}}} \
                </article></main><form action=https://kwaad.example><input name=q> <iframe src=//kwaad.example>";
    let mut paper = Paper::open("kwaad")
        .asking(evil)
        .titled("\"><script>boos()</script> <b onclick=x>");
    paper.0.observation = evil.to_owned();
    paper.0.explanation = format!("# {evil}\n\n- {evil}\n\n> {evil}\n\n```\n{evil}\n```\n");
    paper.0.petitioner_name = Some("<script>boos()</script>".to_owned());
    paper = paper.in_state(State::Answered);
    if let Some(answer) = &mut paper.0.answer {
        evil.clone_into(&mut answer.heard);
        evil.clone_into(&mut answer.reasons);
        answer.change = Some(evil.to_owned());
        answer.responsible = "<script>boos()</script>".to_owned();
    }
    let signed = start_of_test() - TimeDelta::days(7);
    house.enter(&paper.signed_by("O'Brien & zoon", "o@voorbeeld.nl", "9871 AB", signed));
    let visitor = house.visitor();
    let strange = format!(
        "/petitions?{}",
        encoded(&[("q", "\"><script>boos()</script>")])
    );
    for path in [
        "/",
        "/petitions",
        "/petitions/kwaad",
        strange.as_str(),
        "/petitions/%3Cscript%3Eboos()",
    ] {
        let page = visitor.get(path).await;
        let html = page.text();
        for tag in html.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let name = tag
                .split(|sign: char| !sign.is_ascii_alphanumeric())
                .next()
                .unwrap_or_default();
            let own_script = tag.starts_with("script type=\"module\" src=\"/assets/")
                || tag.starts_with("script src=\"/assets/");
            assert!(name != "script" || own_script, "{path}: <{tag}>");
            assert!(
                !["style", "iframe", "object", "base"].contains(&name),
                "{path}: <{tag}>"
            );
            let attributes: Vec<&str> = tag.split(' ').skip(1).collect();
            let is_bad =
                |attribute: &&str| attribute.starts_with("on") || attribute.starts_with("style=");
            assert!(!attributes.iter().any(is_bad), "{path}: <{tag}>");
        }
        for link in page.references() {
            assert!(!link.contains("javascript:"), "{path}: {link}");
            let is_foreign = link.contains("//") && !link.starts_with(&house.address());
            let is_resource = html.contains(&format!("src=\"{link}\""))
                || html.contains(&format!("action=\"{link}\""));
            assert!(!(is_foreign && is_resource), "{path}: {link}");
        }
    }
    let page = visitor.get("/petitions/kwaad").await.text();
    assert!(
        page.contains("&lt;script&gt;boos()"),
        "what was written is shown as it was written"
    );
}

async fn the_home_page_and_every_public_petition_can_be_read_in_both_languages(engine: Engine) {
    let house = TestHouse::open(engine);
    let public = [
        State::Open,
        State::Closed,
        State::HandedOver,
        State::Answered,
        State::Refused,
        State::Forwarded,
    ];
    for state in public.into_iter().chain([State::Withdrawn, State::Joined]) {
        house.enter(&Paper::open(&state.code().replace('_', "-")).in_state(state));
    }
    house.enter(
        &Paper::open("beach")
            .in_language(Language::En)
            .titled("Who decides on the beach"),
    );
    let visitor = house.visitor();
    let items = all_of(&visitor, "", 100).await;
    assert_eq!(items.len(), 9);
    let texts = ["/about", "/house-rules", "/privacy", "/accessibility"];
    let paths = slugs(&items)
        .into_iter()
        .map(|slug| format!("/petitions/{slug}"));
    for path in paths
        .chain(["/".to_owned(), "/petitions".to_owned()])
        .chain(texts.map(str::to_owned))
    {
        let fresh = house.visitor();
        let mut texts = Vec::new();
        for language in ["nl", "en"] {
            let page = fresh.get(&format!("{path}?lang={language}")).await;
            assert_eq!(page.status, 200, "{path}: {}", page.text());
            let start = format!("<html lang=\"{language}\"");
            assert!(page.text().contains(&start), "{path}");
            // The choice is remembered.
            assert!(fresh.get(&path).await.text().contains(&start), "{path}");
            texts.push(page.text());
        }
        assert_ne!(texts[0], texts[1], "{path}");
    }
}

/// What people look for, in what they may type.
const QUESTIONS: &[&str] = &[
    "boom",
    "bomen",
    "BOMEN",
    "bómen",
    "de",
    "de bomen",
    "fiets",
    "fietsen",
    "fietspad",
    "zwembad open",
    "zwembaden",
    "swim",
    "swimming pool",
    "openings",
    "who decides",
    "flags",
    "cafe",
    "café",
    "Zoë",
    "zoe's",
    "o'brien",
    "9871",
    "bomen!!!",
    "\"bomen\"",
    "bomen OR fiets",
    "bomen AND NOT fiets",
    "bomen*",
    "bomen:A",
    "(bomen",
    "bomen | fiets",
    "'; --",
    "-bomen",
    "^bomen",
    "NEAR(bomen fiets)",
    "%",
    "_",
    "b_men",
    "bomen bomen bomen",
    "李明",
    "ß",
    "strasse",
    "Straße",
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf bomen",
    "nietsdaarvan",
    "!!!",
    "🌳",
    "\u{1F170}",
    "²",
];

#[test]
fn search_answers_the_same_on_both_databases() {
    run(async {
        let houses = [
            TestHouse::open(Engine::Sqlite),
            TestHouse::open(Engine::Postgres),
        ];
        let texts: &[(&str, &str, Language)] = &[
            (
                "Red de bomen aan de Parklaan",
                "Kap geen enkele boom.",
                Language::Nl,
            ),
            (
                "Meer bomen op het schoolplein",
                "Wij vragen schaduw.",
                Language::Nl,
            ),
            (
                "Een fietspad langs de Veling",
                "Laat ons veilig fietsen, ook onder de bomen.",
                Language::Nl,
            ),
            (
                "Zwembad langer open",
                "Open het zwembad op zondag.",
                Language::Nl,
            ),
            (
                "Longer swimming pool opening hours",
                "Please open the pools on Sunday.",
                Language::En,
            ),
            (
                "Who decides on the beach flags?",
                "We ask for a lifeguard.",
                Language::En,
            ),
            (
                "Café 't Hoekje moet blijven",
                "Zoë's café is van ons allen, zegt O'Brien.",
                Language::Nl,
            ),
            (
                "Straße und Wasser",
                "Verkeer in 9871 AB: rustig.",
                Language::Nl,
            ),
            (
                "Welkom 李明 in onze straat",
                "Een 🌳 en een 🅰 voor iedereen, 20 m² groen.",
                Language::Nl,
            ),
            ("Bomen, bomen en bomen", "Nog meer bomen.", Language::Nl),
        ];
        for house in &houses {
            for (number, (title, request, language)) in texts.iter().enumerate() {
                let slug = format!("petitie-{number}");
                let amount = i64::try_from(number % 3).unwrap() + 1;
                let paper = Paper::open(&slug)
                    .titled(title)
                    .asking(request)
                    .in_language(*language);
                house.enter(&paper.counted_elsewhere(amount));
            }
        }
        let mut found_something = 0;
        for question in QUESTIONS {
            let mut answers = Vec::new();
            for house in &houses {
                let query = encoded(&[("q", question)]);
                answers.push(slugs(&all_of(&house.visitor(), &query, 3).await));
                let page = house.visitor().get(&format!("/petitions?{query}")).await;
                assert_eq!(page.status, 200, "{question}");
            }
            assert_eq!(answers[0], answers[1], "{question}");
            found_something += usize::from(!answers[0].is_empty());
        }
        assert!(
            found_something >= 25,
            "only {found_something} questions found something"
        );

        let visitor = houses[0].visitor();
        let first = |question: &'static str| {
            let visitor = visitor.clone();
            async move { slugs(&all_of(&visitor, &encoded(&[("q", question)]), 100).await) }
        };
        // Words in the title come before words in the text; then the number of signatures.
        assert_eq!(
            first("bomen").await,
            ["petitie-1", "petitie-9", "petitie-0", "petitie-2"]
        );
        assert_eq!(first("boom").await.len(), 4, "one tree finds many");
        assert_eq!(first("fietsen").await, ["petitie-2"]);
        assert_eq!(first("pools").await, ["petitie-4"]);
        assert_eq!(first("cafe zoe's").await, ["petitie-6"]);
        assert!(first("!!!").await.is_empty());
    });
}
