//! `weerklank staff` and `weerklank verify`, as a program: what they print, and how they end.

use crate::support::database::{Engine, Folder, OwnDatabase, open_house};
use crate::support::on_both_databases;
use crate::support::program::Installation;
use crate::support::staff::{is_in, sign_in};
use diesel::RunQueryDsl as _;
use std::process::Output;
use weerklank_store::StoreError;

on_both_databases!(
    an_account_is_added_listed_and_reset,
    what_cannot_be_done_ends_with_two_and_what_went_wrong_with_one,
    verify_finds_an_entry_that_was_changed,
);

const EMAIL: &str = "hinke@testwater.example";

fn add(email: &'static str, role: &'static str, body: &'static str) -> Vec<&'static str> {
    vec![
        "staff",
        "add",
        "--email",
        email,
        "--name",
        "Hinke de Boer",
        "--role",
        role,
        "--body",
        body,
    ]
}

fn first_password(told: &str) -> &str {
    let (_, rest) = told.split_once("first password: ").unwrap();
    rest.lines().next().unwrap()
}

async fn an_account_is_added_listed_and_reset(engine: Engine) {
    let folder = Folder::new();
    let database = OwnDatabase::furnished(engine, &folder);
    let installation = Installation::furnished(&database, folder.path(), &[]);
    let told = installation.run_well(&add(EMAIL, "clerk", "raad"));
    let password = first_password(&told).to_owned();
    // Another part for the same person: no other password, and none that is printed.
    let told = installation.run_well(&add(EMAIL, "moderator", "college"));
    assert!(!told.contains("password"), "{told}");

    let listed = installation.run_well(&["staff", "list", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["email"], EMAIL);
    assert_eq!(listed[0]["roles"].as_array().unwrap().len(), 2);
    let plain = installation.run_well(&["staff", "list"]);
    assert!(plain.contains(EMAIL) && plain.contains("clerk"), "{plain}");
    assert!(!plain.contains("argon2") && !plain.contains(&password));

    let program = installation.serve();
    let hinke = program.visitor();
    sign_in(&hinke, EMAIL, &password).await;
    assert!(is_in(&hinke).await);
    let led = hinke.get("/desk").await;
    assert_eq!(led.status, 303, "the first password is changed first");
    // While the server runs, which sees it at the next request.
    let told = installation.run_well(&["staff", "reset", "--email", EMAIL]);
    assert!(!is_in(&hinke).await);
    sign_in(&hinke, EMAIL, &password).await;
    assert!(!is_in(&hinke).await, "the old password is gone");
    sign_in(&hinke, EMAIL, first_password(&told)).await;
    assert!(is_in(&hinke).await);
}

fn ends_with(output: &Output, code: i32) {
    assert_eq!(
        output.status.code(),
        Some(code),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    if code != 0 {
        assert!(!output.stderr.is_empty(), "it says why");
    }
}

async fn what_cannot_be_done_ends_with_two_and_what_went_wrong_with_one(engine: Engine) {
    let folder = Folder::new();
    let database = OwnDatabase::furnished(engine, &folder);
    let mut installation = Installation::furnished(&database, folder.path(), &[]);
    for arguments in [
        add("geen adres", "clerk", "raad"),
        add(EMAIL, "burgemeester", "raad"),
        add(EMAIL, "clerk", "waterschap"),
        vec!["staff", "add", "--email", EMAIL],
        vec!["staff", "reset", "--email", "niemand@testwater.example"],
        vec!["staff", "reset", "--email", "geen adres"],
        vec!["staff", "reset"],
        vec!["staff", "ontsla"],
        vec!["staff"],
    ] {
        ends_with(&installation.run(&arguments), 2);
    }
    let list = installation.run(&["staff", "list"]);
    ends_with(&list, 0);
    assert!(list.stdout.is_empty(), "nobody was added");
    installation.database_url = match engine {
        // In a folder that is a file.
        Engine::Sqlite => format!("{}/nergens.db", installation.database_url),
        Engine::Postgres => format!("{}_nergens", installation.database_url),
    };
    ends_with(&installation.run(&["staff", "list"]), 1);
    ends_with(&installation.run(&add(EMAIL, "clerk", "raad")), 1);
}

async fn verify_finds_an_entry_that_was_changed(engine: Engine) {
    let folder = Folder::new();
    let database = OwnDatabase::furnished(engine, &folder);
    let installation = Installation::furnished(&database, folder.path(), &[]);
    installation.run_well(&add(EMAIL, "clerk", "raad"));
    installation.run_well(&add(EMAIL, "moderator", "raad"));
    installation.run_well(&["verify"]);
    let house = open_house(&database.parsed());
    for statement in [
        match engine {
            Engine::Sqlite => "DROP TRIGGER audit_entries_stay",
            Engine::Postgres => "ALTER TABLE audit_entries DISABLE TRIGGER USER",
        },
        "UPDATE audit_entries SET detail = 'reader raad' WHERE id = 1",
    ] {
        house
            .store
            .write(|db| Ok::<_, StoreError>(diesel::sql_query(statement).execute(db)?))
            .unwrap();
    }
    house.intake.stop();
    let found = installation.run(&["verify"]);
    assert_eq!(found.status.code(), Some(1));
    let told = String::from_utf8_lossy(&found.stdout).into_owned()
        + &String::from_utf8_lossy(&found.stderr);
    assert!(told.contains("audit entry 1"), "{told}");
}
