//! Votes of other systems: what adds up comes in with what was stated, what does not is told.

use super::popolo::{Books, is_sound, votes};
use crate::support::database::Engine;
use crate::support::on_both_databases;
use serde_json::Value;
use std::collections::BTreeMap;
use weerklank_acts::council::popolo::PopoloSource;
use weerklank_acts::council::{read_legistar, read_tweedekamer};

on_both_databases!(
    the_house_comes_in_with_the_published_results_and_the_same_agreement,
    a_roll_call_that_was_cut_off_is_told_and_not_published,
    avg_4_new_york_comes_in_without_a_reason_of_any_absence,
    sheets_of_clerks_come_in_by_name_and_by_faction,
    programs_read_the_council_of_the_demonstration,
);

fn read(path: &std::path::Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

async fn the_house_comes_in_with_the_published_results_and_the_same_agreement(engine: Engine) {
    let Some(folder) = votes().map(|folder| folder.join("nl-tweede-kamer")) else {
        return;
    };
    let mut answer = read(&folder.join("besluiten-met-stemmingen.json"));
    // The independent numbers are those of shows of hands.
    let decisions = answer["value"].as_array_mut().unwrap();
    decisions.retain(|one| one["StemmingsSoort"] == "Met handopsteken");
    let books = Books::empty(engine);
    let file = books.folder.path().join("hands.json");
    std::fs::write(&file, answer.to_string()).unwrap();
    let program = books.program();
    let call = ["import", "tweedekamer", file.to_str().unwrap(), "--json"];
    let report: Value = serde_json::from_str(program.run_well(&call).trim()).unwrap();
    assert_eq!(report["votes"], 132, "{report}");
    assert_eq!(
        report["not_published"].as_array().unwrap().len(),
        0,
        "{report}"
    );
    let again: Value = serde_json::from_str(program.run_well(&call).trim()).unwrap();
    assert_eq!(
        (&again["votes"], &again["members"]),
        (&0.into(), &0.into()),
        "{again}"
    );

    let expected = read(&folder.join("expected.json"));
    let written = books.bundle();
    is_sound(&written);
    let bundle = read_tweedekamer(&answer.to_string()).unwrap();
    assert_eq!(bundle.vote_events.len(), 132);
    let server = program.serve();
    let visitor = server.visitor();
    let mut seen = BTreeMap::<(i64, i64, String), i64>::new();
    let mut cursor = String::new();
    loop {
        let page = visitor
            .get(&format!("/api/v1/votes?limit=100{cursor}"))
            .await
            .json();
        for vote in page["items"].as_array().unwrap() {
            assert_eq!(vote["complete"], true, "{vote}");
            assert_eq!(vote["statedResult"], Value::Null, "as published: {vote}");
            let of = |name: &str| vote["counts"][name].as_i64().unwrap();
            let outcome = vote["outcome"].as_str().unwrap().to_owned();
            *seen.entry((of("for"), of("against"), outcome)).or_default() += 1;
        }
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let mut wanted = BTreeMap::<(i64, i64, String), i64>::new();
    for decision in expected["decisions"].as_object().unwrap().values() {
        let of = |name: &str| decision[name].as_i64().unwrap();
        let result = decision["result"].as_str().unwrap().to_owned();
        *wanted
            .entry((of("for"), of("against"), result))
            .or_default() += 1;
    }
    assert_eq!(seen, wanted);

    for (compare, both, same) in [
        ("all", "both_voted", "same"),
        ("contested", "both_voted_contested", "same_contested"),
    ] {
        let told = visitor
            .get(&format!("/api/v1/agreement?compare={compare}"))
            .await
            .json();
        let pairs: BTreeMap<[String; 2], [i64; 2]> = told["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| {
                let mut names =
                    ["aName", "bName"].map(|name| pair[name].as_str().unwrap().to_owned());
                names.sort();
                (
                    names,
                    ["shared", "same"].map(|name| pair[name].as_i64().unwrap()),
                )
            })
            .collect();
        let mut compared = 0;
        for pair in expected["agreement"].as_array().unwrap() {
            let mut names = ["a", "b"].map(|name| pair[name].as_str().unwrap().to_owned());
            names.sort();
            let numbers = [both, same].map(|name| pair[name].as_i64().unwrap());
            let found = pairs.get(&names).copied().unwrap_or_default();
            assert_eq!(found, numbers, "{names:?}");
            compared += 1;
        }
        assert!(
            compared > 100 && pairs.len() <= compared,
            "{compared} {}",
            pairs.len()
        );
    }
}

async fn a_roll_call_that_was_cut_off_is_told_and_not_published(engine: Engine) {
    let Some(folder) = votes().map(|folder| folder.join("nl-tweede-kamer")) else {
        return;
    };
    let mut answer = read(&folder.join("besluiten-met-stemmingen.json"));
    let decisions = answer["value"].as_array_mut().unwrap();
    decisions.retain(|one| one["StemmingsSoort"] == "Hoofdelijk");
    let books = Books::empty(engine);
    books.program().run_well(&["seed", "rules"]);
    let bundle = read_tweedekamer(&answer.to_string()).unwrap();
    let source = PopoloSource {
        scheme: "tweedekamer",
        rules: Some("nl_house"),
    };
    let report = books.take_in(&bundle, source);
    assert_eq!(
        (report.votes, report.not_published.len()),
        (1, 3),
        "{report:?}"
    );
    let tied = report
        .not_published
        .iter()
        .find(|one| one.stated[0] == Some(72))
        .unwrap();
    assert_eq!(tied.id, "besluit/9bb5cf9a-7d6f-4154-bce4-b0e95994c594");
    assert_eq!(
        (tied.stated[1], tied.counted[0], tied.counted[1]),
        (Some(72), 47, 51)
    );
    let written = books.bundle();
    is_sound(&written);
    let [vote] = written.vote_events.as_slice() else {
        panic!("{:?}", written.vote_events.len());
    };
    assert_eq!(
        (vote.votes.len(), vote.x_outcome.as_deref()),
        (150, Some("adopted"))
    );
}

async fn avg_4_new_york_comes_in_without_a_reason_of_any_absence(engine: Engine) {
    let Some(folder) = votes().map(|folder| folder.join("us-nyc-council")) else {
        return;
    };
    let books = Books::empty(engine);
    let program = books.program();
    let call = ["import", "legistar", folder.to_str().unwrap(), "--json"];
    let told = program.run_well(&call);
    let report: Value = serde_json::from_str(told.trim()).unwrap();
    assert_eq!(
        (&report["proposals"], &report["votes"]),
        (&10.into(), &24.into()),
        "{report}"
    );
    let again: Value = serde_json::from_str(program.run_well(&call).trim()).unwrap();
    assert_eq!(
        (&again["votes"], &again["memberships"]),
        (&0.into(), &0.into()),
        "{again}"
    );
    let written = books.bundle();
    is_sound(&written);
    let mut options = BTreeMap::<&str, usize>::new();
    for vote in written.vote_events.iter().flat_map(|event| &event.votes) {
        *options.entry(vote.option.as_deref().unwrap()).or_default() += 1;
    }
    let expected = [
        ("abstain", 1),
        ("absent", 32 + 16 + 5 + 2),
        ("no", 95),
        ("yes", 572),
    ];
    assert_eq!(options, BTreeMap::from(expected));
    let text = serde_json::to_string(&written).unwrap() + &told;
    for reason in ["Medical", "Maternity", "Parental", "Bereavement", "Excused"] {
        assert!(!text.contains(reason), "{reason}");
    }
    let stated = written
        .vote_events
        .iter()
        .filter(|vote| vote.x_stated_result.is_some());
    assert_eq!(
        stated.count(),
        24,
        "what was stated is kept, and nothing is computed"
    );
    let bundle = read_legistar(&folder).unwrap();
    assert!(bundle.vote_events.iter().all(|vote| vote.x_date.is_some()));
}

async fn sheets_of_clerks_come_in_by_name_and_by_faction(engine: Engine) {
    let books = Books::empty(engine);
    let program = books.program();
    program.run_well(&["seed", "rules"]);
    let council = r#"{"organizations": [
        {"id": "bodies/raad", "name": "Raad", "classification": "council", "x_rule_set": "nl_council",
         "x_terms": [{"start_date": "2022-03-30", "seats": 3}]},
        {"id": "factions/pz", "name": "Partij der zee", "classification": "fraction", "parent_id": "bodies/raad"},
        {"id": "factions/duin", "name": "Duin", "classification": "fraction", "parent_id": "bodies/raad"}],
        "persons": [{"id": "members/a", "name": "A. Aal"}, {"id": "members/b", "name": "B. Bot"},
                    {"id": "members/c", "name": "C. Krab"}],
        "memberships": [
        {"person_id": "members/a", "organization_id": "bodies/raad", "on_behalf_of_id": "factions/pz"},
        {"person_id": "members/b", "organization_id": "bodies/raad", "on_behalf_of_id": "factions/pz"},
        {"person_id": "members/c", "organization_id": "bodies/raad", "on_behalf_of_id": "factions/duin"}]}"#;
    let write = |name: &str, text: &str| {
        let path = books.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let bundle = write("raad.json", council);
    program.run_well(&["import", "popolo", &bundle]);
    let by_name = write(
        "votes.csv",
        "\u{feff}meeting_date;agenda_item;motion_number;motion_title;method;member;faction;choice\n\
         2026-02-02;3;7;Meer duin;hoofdelijk;A. Aal;pz;voor\n\
         2026-02-02;3;7;Meer duin;hoofdelijk;B. Bot;pz;voor\n\
         2026-02-02;3;7;Meer duin;hoofdelijk;C. Krab;Duin;tegen\n\
         2026-02-02;4;8;Minder duin;hoofdelijk;A. Aal;pz;voor\n",
    );
    let by_faction = write(
        "faction_votes.csv",
        "meeting_date,agenda_item,motion_number,motion_title,method,faction,present,for,against,recused\n\
         2026-02-02,5,9,Meer zee,handopsteken,Partij der zee,1,1,0,0\n\
         2026-02-02,5,9,Meer zee,handopsteken,Duin,1,0,1,0\n",
    );
    let call = ["import", "votes-csv", &by_name, &by_faction, "--json"];
    let report: Value = serde_json::from_str(program.run_well(&call).trim()).unwrap();
    assert_eq!(report["votes"], 2, "{report}");
    let refused = report["not_published"].as_array().unwrap();
    assert_eq!(
        refused.len(),
        1,
        "one member of three is no roll call: {report}"
    );
    let again: Value = serde_json::from_str(program.run_well(&call).trim()).unwrap();
    assert_eq!(
        (&again["votes"], &again["meetings"]),
        (&0.into(), &0.into()),
        "{again}"
    );
    let written = books.bundle();
    is_sound(&written);
    let outcomes: Vec<&str> = written
        .vote_events
        .iter()
        .filter_map(|vote| vote.x_outcome.as_deref())
        .collect();
    assert_eq!(outcomes, ["adopted", "tied_postponed"]);
}

async fn programs_read_the_council_of_the_demonstration(engine: Engine) {
    let books = Books::empty(engine);
    let program = books.program();
    program.run_well(&["seed", "demo"]);
    let server = program.serve();
    let visitor = server.visitor();
    let get = |path: &'static str| {
        let visitor = &visitor;
        async move {
            let answer = visitor.get(path).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
            answer
        }
    };
    let bodies = get("/api/v1/council/bodies").await.json();
    assert_eq!(bodies["items"][0]["statutorySeats"], 31, "{bodies}");
    let members = get("/api/v1/council/members?body=gemeenteraad")
        .await
        .json();
    assert!(
        members["items"].as_array().unwrap().len() >= 30,
        "{members}"
    );
    let factions = get("/api/v1/council/factions").await.json();
    assert!(
        factions["items"].as_array().unwrap().len() >= 8,
        "{factions}"
    );
    for (list, one, key) in [
        (
            "/api/v1/council/meetings",
            "/api/v1/council/meetings",
            "reference",
        ),
        (
            "/api/v1/council/proposals",
            "/api/v1/council/proposals",
            "reference",
        ),
        ("/api/v1/votes", "/api/v1/votes", "id"),
        ("/api/v1/council/members", "/api/v1/council/members", "slug"),
    ] {
        let items = get(list).await.json()["items"].as_array().unwrap().clone();
        assert!(!items.is_empty(), "{list}");
        for item in items.iter().take(3) {
            let path = format!("{one}/{}", item[key].as_str().unwrap());
            assert_eq!(visitor.get(&path).await.status, 200, "{path}");
        }
    }
    let first = get("/api/v1/council/meetings?limit=2").await.json();
    let next = format!(
        "/api/v1/council/meetings?limit=2&cursor={}",
        first["next"].as_str().unwrap()
    );
    let second = visitor.get(&next).await.json();
    assert_ne!(first["items"][1], second["items"][0]);
    for path in [
        "/calendar.ics",
        "/council/calendar.ics",
        "/council/bodies/gemeenteraad/calendar.ics",
    ] {
        let text = get(path).await.text();
        assert!(text.contains("/council/meetings/V26-"), "{path}: {text}");
    }
    let atom = get("/feeds/council.atom?lang=nl").await.text();
    assert!(atom.contains("<entry>"), "{atom}");
    let feed = get("/feeds/council.json").await.json();
    assert!(!feed["items"].as_array().unwrap().is_empty(), "{feed}");
    assert!(
        get("/council/votes.csv")
            .await
            .text()
            .starts_with("vote,date,body")
    );
    assert!(
        get("/api/v1/popolo.json")
            .await
            .text()
            .contains("council meeting")
    );
    for path in [
        "/ori/v2/vergaderingen",
        "/ori/v2/vergaderingen?gewijzigdSinds=2026-01-01T00:00:00Z",
        "/ori/v2/informatieobjecten",
        "/ori/v2/stemmingen",
        "/ori/v2/fracties",
    ] {
        let all = get(path).await.json();
        assert!(all["aantal"].as_u64().unwrap() > 0, "{path}");
    }
    for (path, status) in [
        ("/ori/v2/vergaderingen?gewijzigdSinds=gisteren", 400),
        ("/ori/v2/vergaderingen/V99-0001", 404),
        ("/api/v1/votes/S99-0001", 404),
        ("/api/v1/votes?body=nergens", 400),
        ("/api/v1/council/proposals?kind=x&zzz=1", 400),
        ("/api/v1/agreement?compare=x", 400),
        ("/council/bodies/nergens/calendar.ics", 404),
    ] {
        assert_eq!(visitor.get(path).await.status, status, "{path}");
    }
}
