//! A queue of a hundred thousand items: every filter enters an index in the order of the list.

use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use diesel::RunQueryDsl as _;
use diesel::sql_types::Text;
use weerklank_domain::moderation::{Concern, ItemKind, Signal};
use weerklank_store::StoreError;
use weerklank_store::moderation::{
    CAPPED_AT, ItemCursor, ItemFilter, Whose, item_count, item_page, page_statements,
};

on_both_databases!(a_hundred_thousand_items_list_flat);

const PAGE: i64 = 51;

/// A queue of that many pieces of news, one in fifty of a newcomer.
fn filled(house: &TestHouse, engine: Engine) {
    house.enter(&Paper::open("brug"));
    house.sql(
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000)
         INSERT INTO petition_updates (petition_id, text, state, written_at)
         SELECT p.id, 'Nieuws', 'waiting', '2026-03-01 00:00:00' FROM n, petitions p",
    );
    house.sql(
        "INSERT INTO moderation_items (body_id, kind, update_id, why, awaits, notices, signals, is_newcomer, revision,
            opened_at)
         SELECT p.body_id, 'update', u.id, 'before', 'before', 0, CASE WHEN u.id % 100 = 0 THEN 1 ELSE 0 END,
            u.id % 50 = 0, 1, '2026-03-01 00:00:00'
         FROM petition_updates u JOIN petitions p ON p.id = u.petition_id",
    );
    house.sql(
        "INSERT INTO moderation_marks (item_id, signal, what, body_id, is_newcomer)
         SELECT id, 'link', 'kopen.example', body_id, is_newcomer FROM moderation_items WHERE signals = 1",
    );
    if engine == Engine::Postgres {
        house.sql("ANALYZE");
    }
}

#[derive(diesel::QueryableByName)]
struct Lite {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(diesel::QueryableByName)]
struct Elephant {
    #[diesel(sql_type = Text)]
    #[diesel(column_name = "QUERY PLAN")]
    line: String,
}

/// How a database reads a statement.
fn plan(house: &TestHouse, engine: Engine, statement: &str) -> String {
    let read = house.house().store.read(|db| {
        let lines: Vec<String> = match engine {
            Engine::Sqlite => diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}"))
                .load::<Lite>(db)?
                .into_iter()
                .map(|row| row.detail)
                .collect(),
            Engine::Postgres => diesel::sql_query(format!("EXPLAIN {statement}"))
                .load::<Elephant>(db)?
                .into_iter()
                .map(|row| row.line)
                .collect(),
        };
        Ok::<_, StoreError>(lines.join("\n"))
    });
    read.unwrap()
}

async fn a_hundred_thousand_items_list_flat(engine: Engine) {
    let house = TestHouse::open(engine);
    filled(&house, engine);
    let body = house.number("SELECT MIN(body_id) AS number FROM petitions");
    let now = house.house().clock.now();
    let all = ItemFilter {
        bodies: vec![body],
        petitions_of: vec![body],
        ..ItemFilter::default()
    };
    let filters = [
        all.clone(),
        ItemFilter {
            petitions_of: Vec::new(),
            ..all.clone()
        },
        ItemFilter {
            kind: Some(ItemKind::Update),
            ..all.clone()
        },
        ItemFilter {
            why: Some(Concern::Before),
            ..all.clone()
        },
        ItemFilter {
            round_id: Some(1),
            ..all.clone()
        },
        ItemFilter {
            signal: Some(Signal::Link),
            ..all.clone()
        },
        ItemFilter {
            whose: Whose::Free(1, now),
            ..all.clone()
        },
        ItemFilter {
            whose: Whose::Mine(1),
            ..all.clone()
        },
    ];
    for filter in &filters {
        let store = &house.house().store;
        let statements = store
            .read(|db| Ok::<_, StoreError>(page_statements(db, filter, PAGE)))
            .unwrap();
        for statement in statements {
            let plan = plan(&house, engine, &statement);
            for slow in ["SCAN ", "Seq Scan", "TEMP B-TREE"] {
                assert!(!plan.contains(slow), "{statement}\n{plan}");
            }
        }
    }
    // The whole way through costs at each page what it cost at the first.
    let page = |after| {
        house
            .house()
            .store
            .read(|db| item_page(db, &all, after, PAGE))
            .unwrap()
    };
    let first = page(None);
    assert_eq!(first.len(), 51);
    assert!(first.iter().all(|item| item.is_newcomer), "newcomers first");
    let end = ItemCursor {
        is_newcomer: false,
        id: house.number("SELECT MAX(id) - 10 AS number FROM moderation_items"),
    };
    assert_eq!(
        page(Some(end)).len(),
        9,
        "one of the last ten is of a newcomer"
    );
    let count = house.house().store.read(|db| item_count(db, &all)).unwrap();
    assert_eq!(count, CAPPED_AT, "nobody counts them all");
    house.hire("moderator");
    let moderator = house.staff_again("moderator").await;
    let list = moderator.get("/desk/moderation").await;
    assert!(
        list.text().contains("Er wachten meer dan"),
        "{}",
        list.status
    );
}
