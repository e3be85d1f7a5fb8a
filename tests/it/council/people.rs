//! Members, factions and memberships; and what the tables cannot hold.

use super::town::{going_on, member, town};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use weerklank_store::Db;

on_both_databases!(
    nobody_sits_on_two_seats_and_no_seat_is_held_by_two,
    a_date_is_kept_as_far_as_it_is_known,
    a_faction_shows_where_it_comes_from,
    nothing_private_can_be_kept_of_a_member,
    a_secret_vote_cannot_have_the_choices_of_members,
);

async fn nobody_sits_on_two_seats_and_no_seat_is_held_by_two(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    let form = clerk
        .get("/desk/council/people/raad/new-member")
        .await
        .form_with("sort_name");
    let values = [("name", "Els de Boer"), ("sort_name", "Boer, E. de")];
    assert_eq!(clerk.submit(&form, &values).await.status, 200);
    let seat = |position: i32| {
        let query = format!("SELECT id AS number FROM council_seats WHERE position = {position}");
        house.number(&query).to_string()
    };
    let sits = async |who: &str, place: i32| {
        let form = clerk
            .get("/desk/council/people/raad/new-membership")
            .await
            .form_with("seat");
        let (who, seat) = (member(&house, who), seat(place));
        let values = [
            ("member", who.as_str()),
            ("seat", seat.as_str()),
            ("starts", "2026"),
        ];
        clerk.submit(&form, &values).await
    };
    for (who, place) in [("els-de-boer", 1), ("anna", 5)] {
        let refused = sits(who, place).await;
        assert_eq!(refused.status, 400, "{who}");
        assert!(refused.references().contains(&"#seat".to_owned()));
    }
    assert_eq!(sits("els-de-boer", 5).await.status, 200);
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM memberships"),
        6
    );
}

async fn a_date_is_kept_as_far_as_it_is_known(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    let id = house.number(
        "SELECT p.id AS number FROM memberships p JOIN members m ON m.id = p.member_id WHERE m.slug = 'dirk'",
    );
    let address = format!("/desk/council/people/raad/memberships/{id}");
    let form = clerk.get(&address).await.form_with("starts");
    assert_eq!(form.value("starts"), "2022-03");
    let back = clerk.submit(&form, &[("ends", "ooit")]).await;
    assert_eq!(back.status, 400);
    let back = clerk.submit(&form, &[("ends", "2021")]).await;
    assert!(back.references().contains(&"#ends".to_owned()));
    assert_eq!(
        clerk.submit(&form, &[("ends", "2025-04")]).await.status,
        200
    );
    let late = clerk.submit(&form, &[("ends", "")]).await;
    assert_eq!(late.status, 409);
    let page = house.visitor().get("/council/members/dirk").await.text();
    assert!(page.contains("maart 2022"), "{page}");
    assert!(page.contains("april 2025"), "{page}");
    let council = house.visitor().get("/council").await.text();
    assert!(
        council.contains("Van 5 zetels zijn er 3 bezet"),
        "{council}"
    );
}

async fn a_faction_shows_where_it_comes_from(engine: Engine) {
    let house = TestHouse::open(engine);
    town(&house).await;
    let visitor = house.visitor();
    let land = visitor.get("/council/factions/land").await;
    assert!(
        land.references()
            .contains(&"/council/factions/zee".to_owned())
    );
    assert!(
        land.references()
            .contains(&"/council/members/carla".to_owned())
    );
    let zee = visitor.get("/council/factions/zee").await;
    assert!(
        zee.references()
            .contains(&"/council/factions/land".to_owned())
    );
    for unknown in [
        "/council/factions/x",
        "/council/members/x",
        "/council/meetings/V1",
    ] {
        assert_eq!(visitor.get(unknown).await.status, 404, "{unknown}");
    }
}

#[derive(diesel::QueryableByName)]
struct Column {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

async fn nothing_private_can_be_kept_of_a_member(engine: Engine) {
    use diesel::RunQueryDsl as _;
    let house = TestHouse::open(engine);
    let columns: Vec<Column> = house
        .house()
        .store
        .read(|db| {
            let query = match db {
                Db::Sqlite(_) => "SELECT name FROM pragma_table_info('members') ORDER BY name",
                Db::Postgres(_) => {
                    "SELECT column_name::text AS name FROM information_schema.columns
                     WHERE table_name = 'members' AND table_schema = 'public' ORDER BY column_name"
                }
            };
            Ok::<_, weerklank_store::StoreError>(diesel::sql_query(query).load(db)?)
        })
        .unwrap();
    let names: Vec<String> = columns.into_iter().map(|column| column.name).collect();
    assert_eq!(names, ["id", "name", "revision", "slug", "sort_name"]);
}

/// Statements that make a vote of a method with one version.
fn vote(method: &str, basis: &str) -> [String; 2] {
    let (counts, ballots) = match basis {
        "secret" => ("NULL, NULL, NULL, NULL", "3, 0, 0"),
        _ => ("2, 1, 0, 0", "NULL, NULL, NULL"),
    };
    [
        format!(
            "INSERT INTO vote_events (reference, item_id, title, lang, subject, choice_is_limited, method, asked_by_chair,
                state, edition, taken_at, created_at)
             SELECT 'S-{method}', MIN(id), 'Stemming', 'nl', 'matter', FALSE, '{method}', FALSE, 'published', 1,
                '2026-03-10 20:00:00', '2026-03-10 20:00:00' FROM agenda_items"
        ),
        format!(
            "INSERT INTO vote_versions (event_id, method, basis, number, rule_set_id, statutory, sitting, recused, absent,
                for_count, against_count, abstained, silent, handed_in, blank, wrong, outcome, reasons, summary_nl,
                summary_en, published_at)
             SELECT e.id, '{method}', '{basis}', 1, r.id, 5, 4, 0, 1, {counts}, {ballots}, 'adopted', '[]', '', '',
                '2026-03-10 21:00:00' FROM vote_events e, council_rule_sets r WHERE e.reference = 'S-{method}'"
        ),
    ]
}

async fn a_secret_vote_cannot_have_the_choices_of_members(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    going_on(&house, &clerk).await;
    for (method, basis) in [("secret", "secret"), ("roll_call", "by_name")] {
        for statement in vote(method, basis) {
            house.sql(&statement);
        }
    }
    let choice = |of: &str, method: &str| {
        format!(
            "INSERT INTO vote_choices (version_id, member_id, method, choice, weight)
             SELECT v.id, m.id, '{method}', 'for', 1 FROM vote_versions v, members m
             WHERE v.method = '{of}' AND m.slug = 'anna'"
        )
    };
    assert!(house.takes(&choice("roll_call", "roll_call")));
    assert!(!house.takes(&choice("secret", "roll_call")));
    assert!(!house.takes(&choice("secret", "secret")));
    // Nor can the method of what was published be made another.
    assert!(!house.takes("UPDATE vote_events SET method = 'roll_call' WHERE method = 'secret'"));
    // And no version has more votes than members.
    let more = "UPDATE vote_versions SET for_count = 9 WHERE method = 'roll_call'";
    assert!(!house.takes(more));
}
