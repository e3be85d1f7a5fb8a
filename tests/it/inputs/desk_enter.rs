//! Staff enter what came by post, at a meeting, by telephone, by e-mail or elsewhere.

use super::desk::page;
use super::take_part::open_round;
use crate::rounds::matter::{announced, at, formal_plan, plan, ready};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::visitor::{Answer, Visitor};
use weerklank_store::rounds::RoundRecord;

on_both_databases!(
    a_stack_of_letters_is_entered_one_after_another,
    a_letter_that_was_posted_in_time_is_in_time,
    a_sheet_that_is_sent_twice_is_one_input,
    what_is_wrong_on_the_sheet_comes_back_with_what_was_typed,
    a_round_that_is_not_open_yet_takes_no_letters,
    a_private_person_is_a_number_and_an_organisation_is_named,
    the_speaker_agrees_by_the_link_of_the_mail,
    the_desk_records_that_a_speaker_without_a_mailbox_agreed,
);

const SHEET: &str = "/desk/rounds/1/inputs/new";

async fn enters(staff: &Visitor, fields: &[(&str, &str)]) -> Answer {
    let form = page(staff, SHEET).await.form_with("/inputs/new");
    staff.submit(&form, fields).await
}

/// A formal round of six weeks, at a moment.
async fn formal_round(house: &TestHouse, now: &str) -> RoundRecord {
    let actor = ready(house);
    let closes = at("2026-04-14T00:00:00+02:00");
    let round = announced(house, &actor, &formal_plan("2026-03-03", closes));
    house.clock.set(at(now));
    house.settle().await;
    round
}

fn inputs(house: &TestHouse, condition: &str) -> i64 {
    house.number(&format!(
        "SELECT COUNT(*) AS number FROM inputs WHERE {condition}"
    ))
}

async fn a_stack_of_letters_is_entered_one_after_another(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let officer = house.staff("officer").await;
    let first = enters(
        &officer,
        &[
            ("channel", "paper"),
            ("received_on", "2-3-2026"),
            ("input_text", "Een brief over bomen."),
            ("email", "jan@voorbeeld.example"),
        ],
    )
    .await;
    assert!(first.path.starts_with(SHEET), "{}", first.text());
    assert!(first.text().contains("R1-0001 is ingevoerd"));
    let sheet = first.form_with("/inputs/new");
    assert!(
        first.text().contains("value=\"2026-03-02\""),
        "the day is kept"
    );
    let second = officer
        .submit(&sheet, &[("input_text", "Een brief over bankjes.")])
        .await;
    assert!(
        second.text().contains("R1-0002 is ingevoerd"),
        "{}",
        second.text()
    );
    assert_eq!(inputs(&house, "channel = 'paper' AND is_late = FALSE"), 2);
    let list = house
        .visitor()
        .get(&format!("/rounds/{}/inputs", round.slug))
        .await
        .text();
    assert!(
        list.contains("brief over bomen") && list.contains("Per post"),
        "{list}"
    );
    let mails = house.mails_to("jan@voorbeeld.example").await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].kind(), MailKind::InputReceived);
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM audit_entries WHERE act = 'input_entered'"),
        2
    );
    let one = page(&officer, "/desk/rounds/1/inputs/1").await.text();
    assert!(one.contains("Ingevoerd door"), "{one}");
    house.everything_adds_up();
}

async fn a_letter_that_was_posted_in_time_is_in_time(engine: Engine) {
    let house = TestHouse::open(engine);
    formal_round(&house, "2026-04-22T12:00:00+02:00").await;
    let officer = house.staff("officer").await;
    // Channel, received, postmark, late.
    for (number, (channel, received, posted, is_late)) in [
        ("paper", "2026-04-13", "", false),
        ("paper", "2026-04-20", "2026-04-13", false),
        ("paper", "2026-04-21", "2026-04-13", true),
        ("paper", "2026-04-20", "2026-04-14", true),
        ("paper", "2026-04-14", "", true),
        // An e-mail has no postmark.
        ("email", "2026-04-14", "2026-04-13", true),
        ("email", "2026-04-13", "", false),
    ]
    .into_iter()
    .enumerate()
    {
        let text = format!("Zienswijze {channel} {received} {posted} {number}");
        let sent = enters(
            &officer,
            &[
                ("channel", channel),
                ("received_on", received),
                ("posted_on", posted),
                ("input_text", &text),
            ],
        )
        .await;
        assert_eq!(sent.status, 200, "{}", sent.text());
        let condition = format!("text = '{text}' AND is_late = {is_late}");
        assert_eq!(inputs(&house, &condition), 1, "{condition}");
    }
    assert_eq!(inputs(&house, "moderation = 'awaiting'"), 7, "read first");
}

async fn a_sheet_that_is_sent_twice_is_one_input(engine: Engine) {
    let house = TestHouse::open(engine);
    open_round(&house).await;
    let officer = house.staff("officer").await;
    let form = page(&officer, SHEET).await.form_with("/inputs/new");
    let fields = [
        ("channel", "telephone"),
        ("input_text", "Meer bomen."),
        ("email", "jan@voorbeeld.example"),
    ];
    for _ in 0..2 {
        let sent = officer.submit(&form, &fields).await;
        assert!(
            sent.text().contains("R1-0001 is ingevoerd"),
            "{}",
            sent.text()
        );
    }
    assert_eq!(inputs(&house, "number > 0"), 1);
    assert_eq!(house.mails_to("jan@voorbeeld.example").await.len(), 1);
}

async fn what_is_wrong_on_the_sheet_comes_back_with_what_was_typed(engine: Engine) {
    let house = TestHouse::open(engine);
    open_round(&house).await;
    let officer = house.staff("officer").await;
    for (fields, told) in [
        (vec![("channel", "web")], "Hoe gestuurd: Kies er één."),
        (
            vec![("received_on", "morgen")],
            "Ontvangen op: Vul een datum in",
        ),
        (
            vec![("received_on", "2027-01-01")],
            "Deze datum is nog niet geweest.",
        ),
        (
            vec![("received_on", "2026-02-27")],
            "was de ronde nog niet aangekondigd",
        ),
        (vec![("channel", "elsewhere")], "Bron: Vul dit in."),
        (
            vec![
                ("channel", "elsewhere"),
                ("source", "Buurtapp"),
                ("url", "javascript:alert(1)"),
            ],
            "Vul een heel adres in",
        ),
        (vec![("form", "idea")], "href=\"#title\""),
        (vec![("input_text", " ")], "Tekst: Vul dit in."),
        (
            vec![("sender", "civil_society")],
            "Naam van de afzender: Vul dit in.",
        ),
        (vec![("email", "jan@")], "Vul een e-mailadres in"),
    ] {
        let mut all = vec![("channel", "paper"), ("input_text", "Wat Jan schreef.")];
        all.retain(|(name, _)| fields.iter().all(|(other, _)| other != name));
        all.extend(fields);
        let back = enters(&officer, &all).await;
        assert_eq!(back.status, 400, "{told}: {}", back.text());
        assert!(back.text().contains(told), "{told}: {}", back.text());
        if told != "Tekst: Vul dit in." {
            assert!(back.text().contains("Wat Jan schreef."), "{told}: kept");
        }
    }
    assert_eq!(inputs(&house, "number > 0"), 0);
}

async fn a_round_that_is_not_open_yet_takes_no_letters(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let round = announced(&house, &actor, &plan());
    let officer = house.staff("officer").await;
    let early = page(&officer, SHEET).await;
    assert!(early.text().contains("als de ronde open of gesloten is"));
    assert!(!early.text().contains("name=\"input_text\""));
    // It closed for good while somebody typed.
    house.clock.set(round.opens_at.unwrap());
    house.settle().await;
    let officer = house.staff("officer").await;
    let form = page(&officer, SHEET).await.form_with("/inputs/new");
    house.sql("UPDATE rounds SET state = 'answered'");
    let told = officer
        .submit(
            &form,
            &[("channel", "paper"), ("input_text", "Wat Jan schreef.")],
        )
        .await;
    assert_eq!(told.status, 409);
    assert!(told.text().contains("Wat Jan schreef."), "kept");
    assert_eq!(inputs(&house, "number > 0"), 0);
}

async fn a_private_person_is_a_number_and_an_organisation_is_named(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let officer = house.staff("officer").await;
    let letter = |name, text| {
        vec![
            ("channel", "paper"),
            ("sender_name", name),
            ("input_text", text),
        ]
    };
    enters(&officer, &letter("Jan Jansen", "Een brief over bomen.")).await;
    let mut named = letter("Vereniging Groen", "Namens ons allen een bankje.");
    named.push(("sender", "civil_society"));
    enters(&officer, &named).await;
    let mut shown = letter("Zoë van Dam", "Hier moeten woningen komen.");
    shown.push(("show_name", "1"));
    enters(&officer, &shown).await;
    let public = format!("/rounds/{}/inputs", round.slug);
    let list = house.visitor().get(&public).await.text();
    assert!(!list.contains("Jansen"), "{list}");
    assert!(list.contains("Vereniging Groen") && list.contains("Zoë van Dam"));
    let desk = page(&officer, "/desk/rounds/1/inputs/1").await.text();
    assert!(!desk.contains("Jansen"), "{desk}");
}

const SAID: [(&str, &str); 3] = [
    ("channel", "meeting"),
    ("received_on", "2026-03-05"),
    ("input_text", "Jan zei dat er bomen moeten komen."),
];

async fn the_speaker_agrees_by_the_link_of_the_mail(engine: Engine) {
    let house = TestHouse::open(engine);
    formal_round(&house, "2026-03-06T12:00:00+01:00").await;
    let officer = house.staff("officer").await;
    let mut said = SAID.to_vec();
    said.push(("email", "jan@voorbeeld.example"));
    enters(&officer, &said).await;
    let mails = house.mails_to("jan@voorbeeld.example").await;
    assert!(
        mails[0].text.contains("Is dit wat u zei?"),
        "{}",
        mails[0].text
    );
    let jan = house.visitor();
    let mine = jan.get(&mails[0].path_with("/my-input/")).await;
    assert!(mine.text().contains("Dit is wat ik zei"), "{}", mine.text());
    let desk = page(&officer, "/desk/rounds/1/inputs/1").await.text();
    assert!(desk.contains("nog niet goedgekeurd"), "{desk}");
    let form = mine.form_with("/agree");
    for _ in 0..2 {
        let agreed = jan.submit(&form, &[]).await;
        assert!(
            agreed.text().contains("met deze tekst eens"),
            "{}",
            agreed.text()
        );
        assert!(!agreed.text().contains("Dit is wat ik zei"));
    }
    let desk = page(&officer, "/desk/rounds/1/inputs/1").await.text();
    assert!(desk.contains("eens met het verslag"), "{desk}");
}

async fn the_desk_records_that_a_speaker_without_a_mailbox_agreed(engine: Engine) {
    let house = TestHouse::open(engine);
    formal_round(&house, "2026-03-06T12:00:00+01:00").await;
    let officer = house.staff("officer").await;
    enters(&officer, &SAID).await;
    let form = page(&officer, "/desk/rounds/1/inputs/1")
        .await
        .form_with("/speaker");
    for (day, told) in [
        ("", "Vul dit in."),
        ("2026-03-07", "Deze datum is nog niet geweest."),
    ] {
        let back = officer.submit(&form, &[("agreed_on", day)]).await;
        assert_eq!(back.status, 400, "{}", back.text());
        assert!(back.text().contains(told), "{}", back.text());
    }
    let agreed = officer.submit(&form, &[("agreed_on", "5-3-2026")]).await;
    assert!(
        agreed.text().contains("op 5 maart 2026"),
        "{}",
        agreed.text()
    );
    assert!(agreed.text().contains("eens met het verslag"));
    // Or at once, on the sheet.
    let mut said = SAID.to_vec();
    said.push(("agreed_on", "2026-03-05"));
    enters(&officer, &said).await;
    let two = page(&officer, "/desk/rounds/1/inputs/2").await.text();
    assert!(two.contains("eens met het verslag"), "{two}");
}
