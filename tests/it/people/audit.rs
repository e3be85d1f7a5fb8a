//! Who did what: for whom, kept whole, and what a change behind the program's back looks like.

use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::staff::{address_of, id_of};
use crate::support::visitor::Answer;
use weerklank_acts::clock::Clock as _;
use weerklank_acts::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::people::Grants;
use weerklank_store::StoreError;

on_both_databases!(
    an_entry_can_be_neither_changed_nor_erased,
    a_change_behind_the_programs_back_is_found,
    a_page_is_filled_with_what_may_be_read,
);

fn try_sql(house: &TestHouse, statement: &str) -> Result<usize, StoreError> {
    use diesel::RunQueryDsl as _;
    house
        .house()
        .store
        .write(|db| Ok::<_, StoreError>(diesel::sql_query(statement).execute(db)?))
}

fn open_up(house: &TestHouse, engine: Engine) {
    let statements: &[&str] = match engine {
        Engine::Sqlite => &[
            "DROP TRIGGER audit_entries_stay",
            "DROP TRIGGER audit_entries_are_kept",
        ],
        Engine::Postgres => &["ALTER TABLE audit_entries DISABLE TRIGGER USER"],
    };
    for statement in statements {
        house.sql(statement);
    }
}

async fn an_entry_can_be_neither_changed_nor_erased(engine: Engine) {
    let house = TestHouse::open(engine);
    house.staff("clerk").await;
    for statement in [
        "UPDATE audit_entries SET staff_name = 'Iemand anders'",
        "DELETE FROM audit_entries",
    ] {
        assert!(try_sql(&house, statement).is_err(), "{statement}");
    }
    house.everything_adds_up();
}

async fn a_change_behind_the_programs_back_is_found(engine: Engine) {
    let house = TestHouse::open(engine);
    for who in ["clerk", "reader", "moderator"] {
        house.staff(who).await;
    }
    let entries = house.number("SELECT COUNT(*) AS number FROM audit_entries");
    assert_eq!(entries, 6, "three accounts, three sign-ins");
    open_up(&house, engine);
    house.everything_adds_up();
    for (change, back) in [
        (
            "staff_name = 'Iemand anders'",
            "staff_name = 'Medewerker clerk'",
        ),
        ("act = 'signed_out'", "act = 'signed_in'"),
        ("detail = 'x'", "detail = ''"),
        ("staff_id = NULL", "staff_id = (SELECT MIN(id) FROM staff)"),
    ] {
        house.sql(&format!("UPDATE audit_entries SET {change} WHERE id = 2"));
        let report = house.verify();
        assert_eq!(report.differences.len(), 1, "{change}");
        assert_eq!(report.differences[0].place, "audit entry 2", "{change}");
        house.sql(&format!("UPDATE audit_entries SET {back} WHERE id = 2"));
        house.everything_adds_up();
    }
    // One that is gone from the middle, and one from the end.
    house.sql("DELETE FROM audit_entries WHERE id = 6");
    assert_eq!(house.verify().differences[0].place, "audit entry 6");
    house.sql("DELETE FROM audit_entries WHERE id = 3");
    assert_eq!(house.verify().differences[0].place, "audit entry 4");
}

async fn a_page_is_filled_with_what_may_be_read(engine: Engine) {
    let house = TestHouse::open(engine);
    house.hire_for("clerk", "raad");
    let clerk = house.staff_again("clerk").await;
    let body = |slug: &str| {
        house.number(&format!(
            "SELECT id AS number FROM bodies WHERE slug = '{slug}'"
        ))
    };
    let actor = Actor {
        staff_id: id_of(&house, "clerk"),
        name: address_of("clerk"),
        grants: Grants::default(),
    };
    let (ours, theirs) = (body("raad"), body("college"));
    let now = house.clock.now();
    let add = |reference: &str, body: i64| {
        house
            .house()
            .store
            .write(|db| {
                let subject = Subject::petition(reference, body);
                audit(db, &actor, AuditAct::PetitionAdmitted, subject, "", now)
            })
            .unwrap();
    };
    add("P26-0001", ours);
    // More than a page of entries about petitions of another body.
    for _ in 0..120 {
        add("P26-0666", theirs);
    }
    let page = clerk.get("/desk/audit").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("P26-0001"), "{}", page.text());
    assert!(!page.text().contains("P26-0666"));
    let goes_on = |page: &Answer| {
        page.references()
            .iter()
            .any(|link| link.contains("before="))
    };
    assert!(!goes_on(&page), "there is no more to read");
    let about = clerk.get("/desk/audit?subject=P26-0666").await;
    assert!(!about.text().contains("/desk/petitions/P26-0666"));
    // Whoever works for the whole authority reads all of it.
    let all = house.staff("clerk2").await.get("/desk/audit").await;
    assert!(all.text().contains("P26-0666") && goes_on(&all));
}
