//! The desk's pages of rounds, without JavaScript.

use super::matter::{DOSSIER, announced, at, furnish, plan, planned, ready, round};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::staff::press;
use crate::support::visitor::{Answer, Visitor};
use chrono::TimeDelta;
use weerklank_domain::rounds::RoundState as State;

on_both_databases!(
    an_officer_takes_a_round_from_plan_to_answered_by_pages_alone,
    wrong_values_come_back_with_a_code_each,
    a_form_that_is_opened_and_sent_again_changes_no_letter,
    the_first_lawful_closing_is_shown_for_the_day_of_laying_open,
    a_round_is_not_concluded_while_an_input_waits,
    what_was_announced_is_stopped_in_public_and_not_changed,
    visitors_are_told_of_an_outage,
    the_legal_notice_has_five_parts,
    a_form_without_its_proof_changes_nothing,
    a_dossier_that_is_not_there_is_asked_again,
);

/// Everything of a formal round, as it is typed.
fn whole() -> Vec<(&'static str, &'static str)> {
    vec![
        ("title", "Groen in de Vissersbuurt"),
        ("intro", "Waar kan **groen** bij?"),
        ("phase", "policy_preparation"),
        ("procedure", "formal_view"),
        ("lang", "nl"),
        ("respondents", ""),
        ("access", "email"),
        ("moderation", "before"),
        ("form_open", "1"),
        ("question_open", "Wat vindt u?"),
        ("laid_open_on", "16-3-2026"),
        ("bulletin_url", "https://officielebekendmakingen.example/1"),
        ("opens_on", "2026-03-16"),
        ("opens_time", "09:00"),
        ("closes_on", "2026-04-28"),
        ("closes_time", ""),
        ("answer_by", "2026-07-01"),
    ]
}

async fn page(visitor: &Visitor, address: &str) -> Answer {
    let answer = visitor.get(address).await;
    assert_eq!(answer.status, 200, "{address}: {}", answer.text());
    answer
}

async fn sends(visitor: &Visitor, address: &str, fields: &[(&str, &str)]) -> Answer {
    let form = page(visitor, address).await.post_form();
    visitor.submit(&form, fields).await
}

async fn an_officer_takes_a_round_from_plan_to_answered_by_pages_alone(engine: Engine) {
    let house = TestHouse::open(engine);
    furnish(&house);
    let officer = house.staff("officer").await;
    let new = format!("/desk/rounds/new?dossier={DOSSIER}");
    let bare = [
        ("title", "Groen in de Vissersbuurt"),
        ("phase", "policy_preparation"),
        ("procedure", "formal_view"),
        ("lang", "nl"),
        ("access", "email"),
        ("moderation", "before"),
    ];
    let draft = sends(&officer, &new, &bare).await;
    assert_eq!(draft.path, "/desk/rounds/1", "{}", draft.text());
    assert!(draft.text().contains("Vul in wanneer de ronde opent."));
    let blocked = page(&officer, "/desk/rounds/1/announce").await;
    assert_eq!(blocked.forms().len(), 1, "no button but to sign out");

    let planned = sends(&officer, "/desk/rounds/1/edit", &whole()).await;
    assert_eq!(planned.path, "/desk/rounds/1", "{}", planned.text());
    assert!(planned.text().contains("U kunt deze ronde aankondigen."));
    let record = round(&house, 1);
    assert_eq!(record.opens_at, Some(at("2026-03-16T09:00:00+01:00")));
    assert_eq!(record.closes_at, Some(at("2026-04-29T00:00:00+02:00")));

    let told = sends(&officer, "/desk/rounds/1/announce", &[]).await;
    assert!(told.text().contains("aangekondigd"), "{}", told.text());
    assert!(
        page(&officer, "/desk/rounds")
            .await
            .text()
            .contains("28 april 2026")
    );

    house.clock.set(at("2026-03-16T09:00:00+01:00"));
    house.settle().await;
    assert_eq!(round(&house, 1).state, State::Open);
    let officer = house.staff("officer").await;
    let extension = [
        ("closes_on", "2026-05-04"),
        ("closes_time", "12:00"),
        ("cause", "outage"),
        ("reason", "De site was een dag niet te bereiken."),
    ];
    let longer = sends(&officer, "/desk/rounds/1/extend", &extension).await;
    assert!(longer.text().contains("een dag niet te bereiken"));
    assert_eq!(
        round(&house, 1).closes_at,
        Some(at("2026-05-04T12:00:00+02:00"))
    );

    house.clock.set(at("2026-05-04T12:00:00+02:00"));
    house.settle().await;
    let officer = house.staff("officer").await;
    assert_eq!(round(&house, 1).state, State::Closed);
    sends(&officer, "/desk/rounds/1/begin-answering", &[]).await;
    assert_eq!(round(&house, 1).state, State::Answering);
    let done = sends(&officer, "/desk/rounds/1/report", &[]).await;
    assert_eq!(done.path, "/desk/rounds/1/report", "{}", done.text());
    assert_eq!(round(&house, 1).state, State::Answered);

    let acts = house.number(
        "SELECT COUNT(*) AS number FROM audit_entries WHERE subject_kind = 'round' AND subject = 'R1'",
    );
    assert_eq!(
        acts, 6,
        "planned, changed, announced, extended, answering, reported"
    );
    let clerk = house.staff("clerk").await;
    let audit = page(&clerk, "/desk/audit?subject=R1").await.text();
    assert_eq!(
        audit.matches("href=\"/desk/rounds/1\"").count(),
        6,
        "{audit}"
    );
}

async fn wrong_values_come_back_with_a_code_each(engine: Engine) {
    let house = TestHouse::open(engine);
    furnish(&house);
    let officer = house.staff("officer").await;
    let new = format!("/desk/rounds/new?dossier={DOSSIER}");
    let form = page(&officer, &new).await.post_form();
    let with = |field: &'static str, value: &'static str| {
        let mut fields = whole();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        fields
    };
    for (field, value) in [
        ("title", ""),
        ("phase", "elsewhere"),
        ("opens_on", "morgen"),
        ("opens_time", "9 uur"),
        ("closes_on", "2026-03-01"),
        ("bulletin_url", "javascript:alert(1)"),
        ("answer_by", "32-1-2026"),
        ("question_open", " "),
    ] {
        let answer = officer.sends(&form, &with(field, value)).await;
        assert_eq!(answer.status, 400, "{field}: {}", answer.text());
        let text = answer.text();
        assert!(text.contains(&format!("href=\"#{field}\"")), "{field}");
        assert!(text.contains("Waar kan **groen** bij?"), "{field}");
    }
    // The night in which the clocks go forward has no half past two.
    let mut fields = with("opens_on", "2026-03-29");
    fields.retain(|(name, _)| *name != "opens_time");
    fields.push(("opens_time", "02:30"));
    let answer = officer.sends(&form, &fields).await;
    assert!(answer.text().contains("Deze tijd bestaat niet"));
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM rounds"), 0);
}

async fn a_form_that_is_opened_and_sent_again_changes_no_letter(engine: Engine) {
    let house = TestHouse::open(engine);
    let mut given = plan();
    given.intro = "Waar kan **groen** bij?\n\n- kade\n- plein".to_owned();
    let draft = planned(&house, &ready(&house), &given);
    let officer = house.staff("officer").await;
    let chosen = [
        ("phase", "policy_preparation"),
        ("procedure", "informal"),
        ("lang", "nl"),
        ("respondents", "everyone"),
        ("access", "email"),
        ("moderation", "before"),
    ];
    let address = format!("/desk/rounds/{}/edit", draft.number);
    let saved = sends(&officer, &address, &chosen).await;
    assert_eq!(saved.path, format!("/desk/rounds/{}", draft.number));
    let after = round(&house, draft.number);
    assert_eq!(after.revision, draft.revision + 1);
    assert_eq!(after.intro, draft.intro);
    assert_eq!(after.title, draft.title);
    assert_eq!(after.forms, draft.forms);
    assert_eq!(after.opens_at, draft.opens_at);
    assert_eq!(after.closes_at, draft.closes_at);
    assert_eq!(after.answer_by, draft.answer_by);
}

async fn the_first_lawful_closing_is_shown_for_the_day_of_laying_open(engine: Engine) {
    let house = TestHouse::open(engine);
    furnish(&house);
    let officer = house.staff("officer").await;
    let new = format!("/desk/rounds/new?dossier={DOSSIER}");
    sends(&officer, &new, &whole()).await;
    let text = page(&officer, "/desk/rounds/1/edit").await.text();
    // Six weeks from 16 March end on a Sunday, and Monday is King's Day.
    assert!(text.contains("<time datetime=\"2026-04-28\">"), "{text}");
}

async fn a_round_is_not_concluded_while_an_input_waits(engine: Engine) {
    let house = TestHouse::open(engine);
    let open = announced(&house, &ready(&house), &plan());
    house.later(TimeDelta::days(30)).await;
    house.sql(&format!(
        "INSERT INTO round_counts (round_id, facet, value, amount)
         VALUES ({0}, 'state', 'open', 3), ({0}, 'state', 'answered', 4), ({0}, 'channel', 'web', 7)",
        open.id
    ));
    let officer = house.staff("officer").await;
    let address = format!("/desk/rounds/{}", open.number);
    sends(&officer, &format!("{address}/begin-answering"), &[]).await;
    let gate = format!("{address}/report");
    let question = page(&officer, &gate).await;
    assert!(
        question.text().contains("3 keer inbreng is nog open"),
        "{}",
        question.text()
    );
    let form = question.post_form();
    let pressed = officer.sends(&form, &[]).await;
    assert_eq!(pressed.status, 400, "{}", pressed.text());
    assert_eq!(round(&house, open.number).state, State::Answering);
    let overview = page(&officer, &address).await.text();
    assert!(overview.contains("57% beantwoord"), "{overview}");
    house.sql("UPDATE round_counts SET amount = 0 WHERE facet = 'state' AND value = 'open'");
    sends(&officer, &gate, &[]).await;
    assert_eq!(round(&house, open.number).state, State::Answered);
}

async fn what_was_announced_is_stopped_in_public_and_not_changed(engine: Engine) {
    let house = TestHouse::open(engine);
    let open = announced(&house, &ready(&house), &plan());
    let officer = house.staff("officer").await;
    let address = format!("/desk/rounds/{}", open.number);
    let edit = page(&officer, &format!("{address}/edit")).await;
    assert!(edit.text().contains("al aangekondigd"));
    let changed = press(&officer, &format!("{address}/edit"), &whole()).await;
    assert_eq!(changed.status, 409, "{}", changed.text());

    let cancel = format!("{address}/cancel");
    let form = page(&officer, &cancel).await.post_form();
    let without = officer.sends(&form, &[("reason", " ")]).await;
    assert_eq!(without.status, 400);
    let done = officer
        .submit(&form, &[("reason", "Het plan vervalt.")])
        .await;
    assert!(done.text().contains("Het plan vervalt."), "{}", done.text());
    assert_eq!(round(&house, open.number).state, State::Cancelled);
    let again = officer.sends(&form, &[("reason", "Nog eens.")]).await;
    assert_eq!(again.status, 409);
}

async fn visitors_are_told_of_an_outage(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let open = announced(&house, &actor, &plan());
    let officer = house.staff("officer").await;
    let address = format!("/desk/rounds/{}/notices", open.number);
    let form = page(&officer, &address).await.post_form();
    let by_hand = officer
        .sends(&form, &[("notice", "papers"), ("text", "Nieuwe stukken")])
        .await;
    assert_eq!(by_hand.status, 400, "papers tell it themselves");
    let fields = [("notice", "outage"), ("text", "Wij waren **een uur** weg.")];
    let told = officer.submit(&form, &fields).await;
    assert!(
        told.text().contains("<strong>een uur</strong>"),
        "{}",
        told.text()
    );

    let draft = planned(&house, &actor, &plan());
    let address = format!("/desk/rounds/{}/notices", draft.number);
    assert_eq!(press(&officer, &address, &fields).await.status, 200);
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM round_notices"),
        1
    );
}

async fn the_legal_notice_has_five_parts(engine: Engine) {
    let house = TestHouse::open(engine);
    let open = announced(&house, &ready(&house), &plan());
    let reader = house.staff("reader").await;
    let address = format!("/desk/rounds/{}/notice", open.number);
    let text = page(&reader, &address).await.text();
    for part in [
        "Wie kan meedoen",
        "Waar groen komt",
        "De plekken",
        "Het geld",
        "In maart",
        "De raad",
        "U krijgt antwoord",
        "/rounds/groen-in-de-vissersbuurt",
        "Ontwerp",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("De kennisgeving is nog niet"));
    house.sql("UPDATE phases SET decided_by = ''");
    assert!(
        page(&reader, &address)
            .await
            .text()
            .contains("De kennisgeving is nog niet")
    );
}

async fn a_form_without_its_proof_changes_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let draft = planned(&house, &ready(&house), &plan());
    let officer = house.staff("officer").await;
    let revision = draft.revision.to_string();
    let fields = [
        whole(),
        vec![("revision", revision.as_str()), ("csrf", "elsewhere")],
        vec![("dossier", DOSSIER), ("reason", "x"), ("cause", "other")],
        vec![
            ("notice", "note"),
            ("text", "x"),
            ("label", "x"),
            ("amount", "1"),
        ],
    ]
    .concat();
    for ending in ["edit", "announce", "extend", "cancel", "notices", "codes"] {
        let address = format!("/desk/rounds/{}/{ending}", draft.number);
        let answer = officer.post_form(&address, &fields).await;
        assert_eq!(answer.status, 403, "{ending}: {}", answer.text());
    }
    let new = officer.post_form("/desk/rounds/new", &fields).await;
    assert_eq!(new.status, 403, "{}", new.text());
    let after = round(&house, draft.number);
    assert_eq!(
        (after.state, after.revision),
        (State::Draft, draft.revision)
    );
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM rounds"), 1);
}

async fn a_dossier_that_is_not_there_is_asked_again(engine: Engine) {
    let house = TestHouse::open(engine);
    furnish(&house);
    let officer = house.staff("officer").await;
    let asked = page(&officer, "/desk/rounds/new").await.text();
    assert!(!asked.contains("Dit dossier is er niet."));
    let unknown = page(&officer, "/desk/rounds/new?dossier=D26-9999")
        .await
        .text();
    assert!(unknown.contains("Dit dossier is er niet."));
}
