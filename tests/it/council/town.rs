//! A council of five seats for tests: four members, a mayor who chairs and has no seat, one vacancy.

use crate::support::harness::{TestHouse, start_of_test};
use crate::support::visitor::{Answer, Visitor};
use chrono::TimeDelta;
use serde_json::json;
use weerklank_acts::council::{
    EntryCouncil, EntryFaction, EntryMembership, enter_council, enter_rule_set,
};
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::{MembershipRole, PartialDate, Period, RuleSet};
use weerklank_domain::people::PersonName;

/// Four members by their names in addresses.
pub const MEMBERS: [&str; 4] = ["anna", "bram", "carla", "dirk"];

/// The rules of a Dutch council, as far as these tests need them.
fn rules() -> RuleSet {
    let set = json!({
        "code": "nl_council", "version": 1, "valid_from": "2020-01-01",
        "rules": {
            "legal_basis": "Gemeentewet", "url": "https://wetten.example/",
            "quorum": { "base": "sitting", "op": "gt", "fraction": "1/2", "second_meeting": { "min_hours": 24 } },
            "validity": { "base": "sitting", "minus_recused": true, "op": "gt", "fraction": "1/2" },
            "majority": { "base": "cast", "op": "gt", "fraction": "1/2" },
            "abstain": { "allowed": false },
            "tie": { "steps": ["postpone", "reject"], "full_meeting_base": "statutory" },
            "persons": { "tie_steps": ["revote", "lot"] },
            "chair": { "votes": true, "casting": false },
            "secret": { "mandatory_for": ["appointment"] },
            "closed_doors": {
                "threshold": { "share": { "op": "gte", "fraction": "1/5" } },
                "never_for": ["admission", "budget", "taxes", "executive"]
            }
        }
    });
    serde_json::from_value(set).unwrap()
}

fn membership(slug: &str, seat: Option<usize>, faction: Option<&str>) -> EntryMembership {
    let name = |text: &str| PersonName::parse(text).unwrap();
    EntryMembership {
        slug: slug.to_owned(),
        name: name(&format!("Lid {slug}")),
        sort_name: name(slug),
        seat,
        faction: faction.map(str::to_owned),
        role: if seat.is_some() {
            MembershipRole::Member
        } else {
            MembershipRole::Chair
        },
        period: Period {
            from: PartialDate::parse("2022-03").ok(),
            until: None,
        },
    }
}

/// Puts the council on the books of a house.
pub fn settle(house: &TestHouse) {
    enter_rule_set(house.house(), &rules()).unwrap();
    let faction = |slug: &str, from: Option<&str>| EntryFaction {
        slug: slug.to_owned(),
        name: format!("Fractie {slug}"),
        short_name: slug.to_uppercase(),
        period: Period {
            from: PartialDate::parse("2022").ok(),
            until: None,
        },
        split_from: from.map(str::to_owned),
    };
    let mut memberships = vec![membership("burgemeester", None, None)];
    for (place, slug) in (1..).zip(MEMBERS) {
        let faction = if place < 3 { "zee" } else { "land" };
        memberships.push(membership(slug, Some(place), Some(faction)));
    }
    let term = day_of(start_of_test() - TimeDelta::days(1_400));
    let entry = EntryCouncil {
        body: "raad".to_owned(),
        rule_code: Some("nl_council".to_owned()),
        decides: true,
        needs_second_person: true,
        terms: vec![(term, None, 5)],
        seats: (1..=5).map(|number| format!("zetel {number}")).collect(),
        factions: vec![faction("zee", None), faction("land", Some("zee"))],
        memberships,
    };
    assert!(enter_council(house.house(), &entry).unwrap());
    assert!(!enter_council(house.house(), &entry).unwrap());
}

/// The key of a member.
pub fn member(house: &TestHouse, slug: &str) -> String {
    let query = format!("SELECT id AS number FROM members WHERE slug = '{slug}'");
    house.number(&query).to_string()
}

/// A house with its council, and the browser of its clerk.
pub async fn town(house: &TestHouse) -> Visitor {
    settle(house);
    house.staff("clerk").await
}

/// Plans a meeting two hours after the start of the test, so many days later; answers its page.
pub async fn plan(clerk: &Visitor, day: &str) -> Answer {
    let form = clerk
        .get("/desk/council/meetings/new")
        .await
        .form_with("planned_on");
    let values = [
        ("planned_on", day),
        ("planned_time", "19.30"),
        ("place", "Raadzaal"),
    ];
    let page = clerk.submit(&form, &values).await;
    assert_eq!(page.status, 200, "{}", page.text());
    page
}

/// Puts an item on the agenda of a meeting.
pub async fn add_item(clerk: &Visitor, meeting: &str, values: &[(&str, &str)]) -> Answer {
    let form = clerk
        .get(&format!("/desk/council/meetings/{meeting}/new-item"))
        .await
        .form_with("title");
    clerk.submit(&form, values).await
}

/// Presses a button of a meeting's page.
pub async fn presses(clerk: &Visitor, meeting: &str, step: &str) -> Answer {
    let page = clerk
        .get(&format!("/desk/council/meetings/{meeting}"))
        .await;
    clerk
        .submit(&page.form_with(&format!("/{step}")), &[])
        .await
}

/// Puts members on the presence list, now.
pub async fn arrive(house: &TestHouse, clerk: &Visitor, meeting: &str, who: &[&str]) -> Answer {
    let page = clerk
        .get(&format!("/desk/council/meetings/{meeting}/attendance"))
        .await;
    let ids: Vec<String> = who.iter().map(|slug| member(house, slug)).collect();
    let ticked: Vec<(&str, &str)> = ids.iter().map(|id| ("member", id.as_str())).collect();
    clerk.submit(&page.form_with("mode"), &ticked).await
}

/// A meeting with one item that was summoned and begins now: four members and the mayor are there.
pub async fn going_on(house: &TestHouse, clerk: &Visitor) {
    plan(clerk, "10-3-2026").await;
    add_item(clerk, "V26-0001", &[("title", "Bomen")]).await;
    presses(clerk, "V26-0001", "summon").await;
    house.later(TimeDelta::days(8) + TimeDelta::hours(7)).await;
    let again = house.staff_again("clerk").await;
    arrive(
        house,
        &again,
        "V26-0001",
        &["anna", "bram", "carla", "dirk", "burgemeester"],
    )
    .await;
    let page = presses(&again, "V26-0001", "open").await;
    assert!(page.text().contains("nu bezig"), "{}", page.text());
}
