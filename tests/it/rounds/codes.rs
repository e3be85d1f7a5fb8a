//! Codes for letters: shown once, kept as hashes, used once.

use super::matter::{plan, planned, ready};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::snapshot::snapshot;
use chrono::TimeDelta;
use std::collections::BTreeSet;
use weerklank_acts::ActError;
use weerklank_acts::clock::Clock as _;
use weerklank_acts::rounds::RoundPlan;
use weerklank_acts::rounds::desk::make_codes;
use weerklank_domain::rounds::{Access, CODE_LENGTH, CannotMakeCodes, MOST_CODES, plain_code};
use weerklank_store::people::hash_of_token;
use weerklank_store::rounds::{code_of_hash, use_code};

on_both_databases!(
    the_letters_are_shown_once_and_only_hashes_are_kept,
    a_code_is_used_once,
    a_whole_batch_has_no_code_twice,
    codes_are_made_only_where_somebody_can_use_them,
);

fn by_code() -> RoundPlan {
    RoundPlan {
        access: Access::Code,
        ..plan()
    }
}

/// The codes on a page of letters.
fn codes_on(page: &str) -> Vec<String> {
    page.split("weerklank-letter__code\">")
        .skip(1)
        .map(|rest| plain_code(rest.split('<').next().unwrap()))
        .collect()
}

async fn the_letters_are_shown_once_and_only_hashes_are_kept(engine: Engine) {
    let house = TestHouse::open(engine);
    let draft = planned(&house, &ready(&house), &by_code());
    let officer = house.staff("officer").await;
    let address = format!("/desk/rounds/{}/codes", draft.number);
    let form = officer.get(&address).await.post_form();
    let wrong = officer.sends(&form, &[("amount", "5001")]).await;
    assert_eq!(wrong.status, 400, "{}", wrong.text());
    let letters = officer
        .sends(&form, &[("label", "Havenstraat"), ("amount", "12")])
        .await;
    assert_eq!(letters.status, 200, "{}", letters.text());
    assert_eq!(letters.header("cache-control"), Some("no-store"));
    let codes = codes_on(&letters.text());
    assert_eq!(codes.len(), 12);
    assert_eq!(letters.text().matches("<svg").count(), 12);

    // No address on the page holds a code, so none gets into a log.
    for reference in letters.references() {
        assert!(codes.iter().all(|code| !reference.contains(code.as_str())));
    }
    let everything = snapshot(&house, engine);
    for code in &codes {
        assert_eq!(code.len(), CODE_LENGTH);
        let kept = everything.values().any(|rows| rows.contains(code.as_str()));
        assert!(!kept, "{code} is in the database");
        let hash = hash_of_token(code);
        assert!(everything["invitation_codes"].contains(&hash));
    }
    let page = officer.get(&address).await.text();
    assert!(
        page.contains("Havenstraat") && page.contains("0 van 12"),
        "{page}"
    );
    assert!(
        codes
            .iter()
            .all(|code| !page.contains(&code[..CODE_LENGTH / 2]))
    );
}

async fn a_code_is_used_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let draft = planned(&house, &actor, &by_code());
    let codes = make_codes(house.house(), &actor, draft.id, "Kade", 2).unwrap();
    let typed = format!(" {} ", codes[0].to_uppercase());
    let now = house.clock.now();
    let used = |at| {
        house
            .house()
            .store
            .write(|db| {
                let code = code_of_hash(db, &hash_of_token(&plain_code(&typed)))?.unwrap();
                assert_eq!(code.round_id, draft.id);
                use_code(db, code.id, at)
            })
            .unwrap()
    };
    assert!(used(now));
    assert!(!used(now + TimeDelta::seconds(1)));
    let officer = house.staff("officer").await;
    let address = format!("/desk/rounds/{}/codes", draft.number);
    let page = officer.get(&address).await.text();
    assert!(page.contains("1 van 2"), "{page}");
}

async fn a_whole_batch_has_no_code_twice(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let draft = planned(&house, &actor, &by_code());
    let codes = make_codes(house.house(), &actor, draft.id, "Stad", MOST_CODES).unwrap();
    let different: BTreeSet<&String> = codes.iter().collect();
    assert_eq!(different.len(), usize::from(MOST_CODES));
    let rows = house.number("SELECT COUNT(*) AS number FROM invitation_codes");
    assert_eq!(rows, i64::from(MOST_CODES));
    for code in &codes {
        assert!(!code.contains(['o', '1', 'l', 'i']), "{code}");
    }
}

async fn codes_are_made_only_where_somebody_can_use_them(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let open_to_all = planned(&house, &actor, &plan());
    let refused = make_codes(house.house(), &actor, open_to_all.id, "x", 1);
    assert!(
        matches!(
            refused,
            Err(ActError::CannotMakeCodes(CannotMakeCodes::NotByCode))
        ),
        "{refused:?}"
    );
    let officer = house.staff("officer").await;
    let address = format!("/desk/rounds/{}/codes", open_to_all.number);
    assert_eq!(officer.get(&address).await.forms().len(), 1, "to sign out");
}
