//! What everybody reads of decisions: the log, its file, the report of a year, and the statements of
//! reasons, which fit the schema.

use super::schema::fits;
use super::{HIDES, decisions, hides_input};
use crate::inputs::take_part::{open_round, takes_part};
use crate::support::database::{Engine, Folder, OwnDatabase};
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::program::Installation;
use weerklank_domain::moderation::HouseRule;

on_both_databases!(
    the_log_has_a_line_a_decision_and_nobody_in_it,
    every_rule_makes_a_statement_that_fits_the_schema,
    the_database_keeps_no_restriction_without_its_reasons,
    the_command_writes_nothing_where_nothing_was_decided,
);

const WORDS: &str = "Sukkel die je bent, Kees.";

async fn the_log_has_a_line_a_decision_and_nobody_in_it(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, WORDS, "jan@voorbeeld.example").await;
    let empty = house.visitor().get("/moderation-log").await;
    assert!(empty.text().contains("Er is nog niets besloten."));
    let moderator = house.staff("moderator").await;
    hides_input(&moderator).await;
    let form = moderator.get("/desk/rounds/1/inputs/1").await;
    let restores = [
        ("action", "restore"),
        ("reason", "Bij nader inzien mag het."),
    ];
    moderator
        .submit(&form.form_with("/decide"), &restores)
        .await;
    house.settle().await;
    let log = house.visitor().get("/moderation-log").await.text();
    let file = house.visitor().get("/moderation-log.csv").await.text();
    let statements = house.visitor().get("/api/v1/moderation/statements").await;
    for text in [&log, &file, &statements.text()] {
        for never in ["Sukkel", "Kees", "jan@", "Hinke"] {
            assert!(!text.contains(never), "{never}: {text}");
        }
    }
    assert!(log.contains("Verborgen") && log.contains("Teruggezet"));
    assert_eq!(file.lines().count(), 3, "{file}");
    assert!(file.contains(",hide,insult,1,own,"), "{file}");
    let year = house.visitor().get("/moderation-log/2026").await;
    assert!(year.text().contains("Moderatie in 2026"), "{}", year.text());
    for nowhere in [
        "/moderation-log/1999",
        "/moderation-log/2999",
        "/moderation-log/x",
    ] {
        assert_eq!(house.visitor().get(nowhere).await.status, 404, "{nowhere}");
    }
    for wrong in ["before=0", "before=x", "page=2"] {
        let refused = house
            .visitor()
            .get(&format!("/moderation-log?{wrong}"))
            .await;
        assert_eq!(refused.status, 400, "{wrong}");
    }
}

async fn every_rule_makes_a_statement_that_fits_the_schema(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, WORDS, "jan@voorbeeld.example").await;
    let moderator = house.staff("moderator").await;
    for rule in HouseRule::ALL {
        let page = moderator.get("/desk/rounds/1/inputs/1").await;
        let mut fields = HIDES.to_vec();
        fields[1] = ("rule", rule.code());
        moderator.submit(&page.form_with("/decide"), &fields).await;
        let page = moderator.get("/desk/rounds/1/inputs/1").await;
        let restores = [("action", "restore"), ("reason", "Terug.")];
        moderator
            .submit(&page.form_with("/decide"), &restores)
            .await;
    }
    assert_eq!(decisions(&house), 18);
    let path = "/api/v1/moderation/statements?limit=5";
    let first = house.visitor().get(path).await.json();
    assert_eq!(first["items"].as_array().unwrap().len(), 5);
    let next = first["next"].as_str().unwrap();
    let rest = house.visitor().get(&format!("{path}&cursor={next}")).await;
    let rest = rest.json();
    assert!(rest["next"].is_null());
    let all = [first["items"].as_array(), rest["items"].as_array()];
    let all: Vec<_> = all.into_iter().flatten().flatten().collect();
    assert_eq!(all.len(), HouseRule::ALL.len());
    for statement in all {
        let faults = fits(statement);
        assert!(faults.is_empty(), "{faults:?}: {statement}");
    }
    for wrong in ["limit=0", "limit=101", "cursor=x", "page=1"] {
        let refused = house
            .visitor()
            .get(&format!("/api/v1/moderation/statements?{wrong}"))
            .await;
        assert_eq!(refused.status, 400, "{wrong}");
    }
}

async fn the_database_keeps_no_restriction_without_its_reasons(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, WORDS, "jan@voorbeeld.example").await;
    let moderator = house.staff("moderator").await;
    let page = moderator.get("/desk/rounds/1/inputs/1").await;
    for lacking in ["rule", "facts", "reason"] {
        let mut fields = HIDES.to_vec();
        fields.retain(|(name, _)| *name != lacking);
        let answer = moderator.submit(&page.form_with("/decide"), &fields).await;
        assert_eq!(answer.status, 400, "{lacking}");
        assert!(answer.text().contains(&format!("href=\"#{lacking}\"")));
    }
    let long = "a".repeat(20_000);
    let mut fields = HIDES.to_vec();
    fields[2] = ("facts", long.as_str());
    let answer = moderator.submit(&page.form_with("/decide"), &fields).await;
    assert_eq!(answer.status, 400);
    assert_eq!(decisions(&house), 0);
    hides_input(&moderator).await;
    for column in ["rule", "rule_version", "facts", "reason"] {
        let outcome = house.house().store.write(|db| {
            use diesel::RunQueryDsl as _;
            let emptied = format!("UPDATE moderation_decisions SET {column} = NULL");
            diesel::sql_query(emptied).execute(db)?;
            Ok::<_, weerklank_store::StoreError>(())
        });
        assert!(outcome.is_err(), "{column}");
    }
}

async fn the_command_writes_nothing_where_nothing_was_decided(engine: Engine) {
    let folder = Folder::new();
    let database = OwnDatabase::furnished(engine, &folder);
    let installation = Installation::furnished(&database, folder.path(), &[]);
    let written = installation.run_well(&["export", "statements-of-reasons"]);
    assert_eq!(written, "");
}
