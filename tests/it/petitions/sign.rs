//! Signing: from the form to the count, and everything that must not count.

use crate::support::database::Engine;
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::mailbox::{Mail, MailKind};
use crate::support::on_both_databases;
use crate::support::paper::{MOST_MAILS, Paper, REMINDER_AFTER_DAYS, UNCONFIRMED_TERM_DAYS};
use crate::support::personas::{Couple, MailScanner};
use crate::support::visitor::Answer;
use chrono::TimeDelta;
use serde_json::json;
use weerklank_acts::petitions::EntryPetitioner;
use weerklank_domain::people::{EmailAddress, PersonName};
use weerklank_domain::petitions::PetitionState;

on_both_databases!(
    a_citizen_signs_and_the_button_counts_it_once,
    a_mail_scanner_confirms_nothing,
    a_citizen_types_the_code_instead,
    after_five_wrong_codes_only_the_link_helps,
    a_stranger_cannot_tell_by_codes_who_signed,
    a_mail_is_sent_again_only_so_often,
    a_stranger_sees_the_same_page_for_an_address_that_signed,
    the_owner_of_a_mailbox_is_told_once_a_day,
    a_couple_shares_a_mailbox_and_a_third_person_cannot,
    three_people_who_wait_with_one_mailbox_become_two,
    somebody_at_another_postcode_cannot_share_a_mailbox,
    aliases_of_one_mailbox_are_one_person,
    closing_is_sharp_and_leaves_a_day_to_confirm,
    a_petition_opens_by_the_clock,
    who_does_not_confirm_is_reminded_once,
    what_was_never_confirmed_is_erased_and_nothing_else,
    a_year_after_the_answer_only_numbers_are_left,
    a_program_signs_over_the_api,
    a_form_with_mistakes_comes_back_with_everything_in_it,
    a_made_up_link_leads_to_a_way_on,
    personal_data_is_not_readable_in_the_database,
    the_language_of_the_form_is_the_language_of_the_mail,
);

const SLUG: &str = "bankje";

fn open(engine: Engine) -> TestHouse {
    let house = TestHouse::open(engine);
    house.enter(&Paper::open(SLUG));
    house
}

fn kinds(mails: &[Mail]) -> Vec<MailKind> {
    mails.iter().map(Mail::kind).collect()
}

fn has_button(page: &Answer) -> bool {
    page.forms()
        .iter()
        .any(|form| form.is_post && form.action.contains("/confirm/"))
}

async fn a_citizen_signs_and_the_button_counts_it_once(engine: Engine) {
    let house = open(engine);
    let jan = house.citizen("Jan Jansen", "jan@voorbeeld.nl");
    jan.signs(SLUG).await;
    assert_eq!(house.count(SLUG).await, 0);

    let mails = house.mails_to("jan@voorbeeld.nl").await;
    assert_eq!(kinds(&mails), [MailKind::Confirm]);
    let mail = &mails[0];
    assert!(
        mail.text.contains("Een bankje bij de halte")
            && mail.html.contains("Een bankje bij de halte")
    );

    let page = jan.browser.get(&mail.confirm_path()).await;
    assert_eq!(page.status, 200);
    let button = page.post_form();
    assert!(button.action.contains("/confirm/"), "{}", button.action);
    assert_eq!(house.count(SLUG).await, 0, "looking changes nothing");

    let thanks = jan.browser.submit(&button, &[]).await;
    assert_eq!(thanks.status, 200, "{}", thanks.text());
    assert_eq!(house.count(SLUG).await, 1);

    let again = jan.browser.submit(&button, &[]).await;
    assert_eq!(again.status, 200, "{}", again.text());
    let later = jan.browser.get(&mail.confirm_path()).await;
    assert_eq!((later.status, has_button(&later)), (200, false));
    assert_eq!(house.count(SLUG).await, 1);
    house.everything_adds_up();
}

async fn a_mail_scanner_confirms_nothing(engine: Engine) {
    let house = open(engine);
    let jan = house.citizen("Jan Jansen", "jan@voorbeeld.nl");
    jan.signs(SLUG).await;
    let mail = jan.mail(&house).await;
    MailScanner.opens_every_link(&house.visitor(), &mail).await;
    assert_eq!(house.count(SLUG).await, 0);
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM signers WHERE state = 'pending'"),
        1
    );
    // What the scanner did leaves the button to its owner, also in another browser.
    jan.browser.forget();
    assert_eq!(jan.confirms(&mail).await.status, 200);
    assert_eq!(house.count(SLUG).await, 1);
}

async fn a_citizen_types_the_code_instead(engine: Engine) {
    let house = open(engine);
    let jan = house.citizen("Jan Jansen", "jan@voorbeeld.nl");
    let page = jan.signs(SLUG).await;
    let code = jan.mail(&house).await.code();
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    let thanks = page.types(&jan, &spaced).await;
    assert_eq!(thanks.status, 200, "{}", thanks.text());
    assert_eq!(house.count(SLUG).await, 1);
    house.everything_adds_up();
}

fn another(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

async fn after_five_wrong_codes_only_the_link_helps(engine: Engine) {
    let house = open(engine);
    let jan = house.citizen("Jan Jansen", "jan@voorbeeld.nl");
    let page = jan.signs(SLUG).await;
    let mail = jan.mail(&house).await;
    for _ in 0..5 {
        let refused = page.types(&jan, &another(&mail.code())).await;
        assert!(
            refused.text().contains("aria-invalid=\"true\""),
            "{}",
            refused.text()
        );
    }
    page.types(&jan, &mail.code()).await;
    assert_eq!(house.count(SLUG).await, 0, "the right code comes too late");
    assert_eq!(jan.confirms(&mail).await.status, 200);
    assert_eq!(house.count(SLUG).await, 1);
}

async fn a_stranger_cannot_tell_by_codes_who_signed(engine: Engine) {
    let house = open(engine);
    house
        .citizen("Jan Jansen", "jan@voorbeeld.nl")
        .signs_and_confirms(&house, SLUG)
        .await;
    let mut seen = Vec::new();
    for email in ["jan@voorbeeld.nl", "nieuw@voorbeeld.nl"] {
        let stranger = house.citizen("Jan Jansen", email);
        let page = stranger.signs(SLUG).await;
        let mut answers = Vec::new();
        for _ in 0..7 {
            // Nobody is so lucky: the real code is one in a million, and this one is no number.
            let answer = page.types(&stranger, "000 00").await;
            let same = answer
                .text()
                .replace(&page.code.action, "…")
                .replace(&page.resend.action, "…");
            answers.push((answer.status, without_proofs(&same)));
        }
        seen.push(answers);
    }
    assert_eq!(seen[0], seen[1]);
}

/// A page without the values of its proofs.
fn without_proofs(page: &str) -> String {
    let mut parts = page.split("name=\"csrf\" value=\"");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        rest.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    rest
}

async fn a_mail_is_sent_again_only_so_often(engine: Engine) {
    let house = open(engine);
    let jan = house.citizen("Jan Jansen", "jan@voorbeeld.nl");
    let page = jan.signs(SLUG).await;
    for _ in 0..MOST_MAILS + 3 {
        assert_eq!(page.asks_again(&jan).await.status, 200);
    }
    for _ in 0..MOST_MAILS {
        jan.signs(SLUG).await;
    }
    let mails = house.mails_to("jan@voorbeeld.nl").await;
    assert_eq!(kinds(&mails), vec![MailKind::Confirm; MOST_MAILS]);
    // It is the same signature: each of the mails leads to it.
    assert_eq!(
        mails[0].confirm_path(),
        mails[MOST_MAILS - 1].confirm_path()
    );
    jan.confirms(&mails[1]).await;
    assert_eq!(house.count(SLUG).await, 1);
}

async fn a_stranger_sees_the_same_page_for_an_address_that_signed(engine: Engine) {
    let house = open(engine);
    house
        .citizen("Jan Jansen", "jan@voorbeeld.nl")
        .signs_and_confirms(&house, SLUG)
        .await;
    house
        .citizen("Wim Wacht", "wim@voorbeeld.nl")
        .signs(SLUG)
        .await;

    let new = house
        .citizen("Jan Jansen", "nieuw@voorbeeld.nl")
        .signs(SLUG)
        .await;
    for (name, email) in [
        ("Jan Jansen", "jan@voorbeeld.nl"),
        ("Jan Jansen", "JAN+x@voorbeeld.nl"),
        ("Klaas Klaassen", "jan@voorbeeld.nl"),
        ("Wim Wacht", "wim@voorbeeld.nl"),
    ] {
        let known = house.citizen(name, email).signs(SLUG).await;
        assert_eq!(
            known.without_chance(),
            new.without_chance(),
            "{name} <{email}>"
        );
        assert_eq!(known.page.status, new.page.status);
        assert_eq!(known.code.action.len(), new.code.action.len());
        let names = |answer: &Answer| {
            let mut names: Vec<String> = answer
                .headers
                .iter()
                .map(|(name, _)| name.clone())
                .collect();
            names.sort();
            names
        };
        assert_eq!(names(&known.page), names(&new.page));
    }
    // Over the API it is the same too.
    let by_api = |email: &str| house.citizen("Jan Jansen", email);
    let (one, other) = (by_api("jan@voorbeeld.nl"), by_api("nieuwer@voorbeeld.nl"));
    let (one, other) = (one.signs_by_api(SLUG).await, other.signs_by_api(SLUG).await);
    let shape = |answer: &Answer| {
        let value = answer.json();
        let page = value["codeUrl"].as_str().unwrap().to_owned();
        (answer.status, page.len(), answer.text().replace(&page, "…"))
    };
    assert_eq!(shape(&one), shape(&other));
}

async fn the_owner_of_a_mailbox_is_told_once_a_day(engine: Engine) {
    let house = open(engine);
    house
        .citizen("Jan Jansen", "jan@voorbeeld.nl")
        .signs_and_confirms(&house, SLUG)
        .await;
    for _ in 0..4 {
        house
            .citizen("Jan Jansen", "jan@voorbeeld.nl")
            .signs(SLUG)
            .await;
    }
    let mails = house.mails_to("jan@voorbeeld.nl").await;
    assert_eq!(kinds(&mails), [MailKind::Confirm, MailKind::AlreadySigned]);
    assert!(!mails[1].text.contains("/confirm/"), "{}", mails[1].text);
    house.later(TimeDelta::days(1)).await;
    for _ in 0..2 {
        house
            .citizen("jan  JANSEN", "jan@voorbeeld.nl")
            .signs(SLUG)
            .await;
    }
    let mails = house.mails_to("jan@voorbeeld.nl").await;
    assert_eq!(
        kinds(&mails),
        [
            MailKind::Confirm,
            MailKind::AlreadySigned,
            MailKind::AlreadySigned
        ]
    );
    assert_eq!(house.count(SLUG).await, 1);
}

async fn a_couple_shares_a_mailbox_and_a_third_person_cannot(engine: Engine) {
    let house = open(engine);
    let couple = Couple::of(&house, "devries@voorbeeld.nl");
    couple.one.signs_and_confirms(&house, SLUG).await;
    couple.other.signs_and_confirms(&house, SLUG).await;
    assert_eq!(house.count(SLUG).await, 2);

    let third = house.citizen("Cas de Vries", "devries@voorbeeld.nl");
    third.signs(SLUG).await;
    third.signs(SLUG).await;
    let mails = house.mails_to("devries@voorbeeld.nl").await;
    assert_eq!(
        kinds(&mails),
        [MailKind::Confirm, MailKind::Confirm, MailKind::MailboxFull]
    );
    assert_eq!(house.count(SLUG).await, 2);
    // Both are repeats from now on, however they are written.
    couple.one.signs(SLUG).await;
    couple
        .other
        .clone()
        .writing("DeVries+2@voorbeeld.nl")
        .signs(SLUG)
        .await;
    assert_eq!(house.count(SLUG).await, 2);
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM signers WHERE state = 'pending'"),
        0
    );
    house.everything_adds_up();
}

async fn three_people_who_wait_with_one_mailbox_become_two(engine: Engine) {
    let house = open(engine);
    let mut waiting = Vec::new();
    for name in ["Anna de Vries", "Bert de Vries", "Cas de Vries"] {
        let person = house.citizen(name, "devries@voorbeeld.nl");
        person.signs(SLUG).await;
        let mail = person.mail(&house).await;
        waiting.push((person, mail));
    }
    let mut answers = Vec::new();
    for (person, mail) in &waiting {
        answers.push(person.confirms(mail).await);
    }
    assert_eq!(house.count(SLUG).await, 2);
    assert!(!has_button(&answers[2]), "there is nothing left to press");
    assert_ne!(answers[2].text(), answers[1].text(), "the third is told");
    house.everything_adds_up();
}

async fn somebody_at_another_postcode_cannot_share_a_mailbox(engine: Engine) {
    let house = open(engine);
    house
        .citizen("Anna de Vries", "devries@voorbeeld.nl")
        .signs_and_confirms(&house, SLUG)
        .await;
    house
        .citizen("Bert Bakker", "devries@voorbeeld.nl")
        .living_at("1011 AB")
        .signs(SLUG)
        .await;
    let mails = house.mails_to("devries@voorbeeld.nl").await;
    assert_eq!(kinds(&mails), [MailKind::Confirm, MailKind::MailboxFull]);
    assert_eq!(house.count(SLUG).await, 1);
}

async fn aliases_of_one_mailbox_are_one_person(engine: Engine) {
    let house = open(engine);
    let addresses = [
        "jan.jansen@gmail.com",
        "JanJansen+petities@googlemail.com",
        "j.a.n.j.a.n.s.e.n@GMAIL.com",
    ];
    let mut waiting = Vec::new();
    for (number, email) in addresses.iter().enumerate() {
        let mut jan = house.citizen("Jan Jansen", email);
        // Another choice makes another row that waits.
        jan.show_name = number == 1;
        jan.keep_informed = number == 2;
        jan.signs(SLUG).await;
        let mail = house.mails().await.pop().unwrap();
        waiting.push((jan, mail));
    }
    for (jan, mail) in &waiting {
        let answer = jan.confirms(mail).await;
        assert!(
            answer.status == 200 && !has_button(&answer),
            "{}",
            answer.text()
        );
        assert_eq!(house.count(SLUG).await, 1);
    }
    house.everything_adds_up();
}

async fn closing_is_sharp_and_leaves_a_day_to_confirm(engine: Engine) {
    let house = TestHouse::open(engine);
    let closes_at = start_of_test() + TimeDelta::hours(3);
    house.enter(&Paper::open(SLUG).closing_at(closes_at));
    let instant = TimeDelta::microseconds(1);

    house.clock.set(closes_at - instant);
    let (jan, piet) = (
        house.citizen("Jan", "jan@voorbeeld.nl"),
        house.citizen("Piet", "piet@voorbeeld.nl"),
    );
    let form = jan.browser.get("/petitions/bankje/sign").await.post_form();
    jan.signs(SLUG).await;
    piet.signs(SLUG).await;
    let (of_jan, of_piet) = (jan.mail(&house).await, piet.mail(&house).await);

    house.clock.set(closes_at);
    let filled = [
        ("name", "Kees"),
        ("email", "kees@voorbeeld.nl"),
        ("postcode", "9871 AB"),
    ];
    let late = jan.browser.submit(&form, &filled).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert_eq!(jan.browser.get("/petitions/bankje/sign").await.status, 409);
    assert_eq!(
        house
            .citizen("Kees", "kees@voorbeeld.nl")
            .signs_by_api(SLUG)
            .await
            .status,
        409
    );
    assert_eq!(house.mails_to("kees@voorbeeld.nl").await, []);
    let state = house.visitor().get("/api/v1/petitions/bankje").await.json()["state"].clone();
    assert_eq!(state, "closed", "the clock closed it");

    house.clock.set(closes_at + TimeDelta::hours(24) - instant);
    jan.confirms(&of_jan).await;
    assert_eq!(house.count(SLUG).await, 1);

    let page = piet.browser.get(&of_piet.confirm_path()).await;
    house.clock.set(closes_at + TimeDelta::hours(24));
    let late = piet.browser.submit(&page.post_form(), &[]).await;
    assert!(!has_button(&late) && late.status < 500, "{}", late.text());
    assert!(!has_button(
        &piet.browser.get(&of_piet.confirm_path()).await
    ));
    assert_eq!(house.count(SLUG).await, 1);
    house.everything_adds_up();
}

async fn a_petition_opens_by_the_clock(engine: Engine) {
    let house = TestHouse::open(engine);
    let opens_at = start_of_test() + TimeDelta::hours(5);
    house.enter(&Paper::open(SLUG).opening_at(opens_at));
    let visitor = house.visitor();
    assert_eq!(visitor.get("/petitions/bankje").await.status, 404);
    let early = house
        .citizen("Jan", "jan@voorbeeld.nl")
        .signs_by_api(SLUG)
        .await;
    assert!(matches!(early.status, 404 | 409), "{}", early.text());
    house.later(TimeDelta::hours(5)).await;
    assert_eq!(visitor.get("/petitions/bankje").await.status, 200);
    house
        .citizen("Jan", "jan@voorbeeld.nl")
        .signs_and_confirms(&house, SLUG)
        .await;
    assert_eq!(house.count(SLUG).await, 1);
}

async fn who_does_not_confirm_is_reminded_once(engine: Engine) {
    let house = open(engine);
    let jan = house.citizen("Jan", "jan@voorbeeld.nl");
    jan.signs(SLUG).await;
    house
        .citizen("Piet", "piet@voorbeeld.nl")
        .signs_and_confirms(&house, SLUG)
        .await;
    house
        .later(TimeDelta::days(REMINDER_AFTER_DAYS) - TimeDelta::hours(2))
        .await;
    assert_eq!(
        kinds(&house.mails_to("jan@voorbeeld.nl").await),
        [MailKind::Confirm]
    );
    for _ in 0..5 {
        house.later(TimeDelta::days(1)).await;
    }
    let mails = house.mails_to("jan@voorbeeld.nl").await;
    assert_eq!(kinds(&mails), [MailKind::Confirm, MailKind::Reminder]);
    assert_eq!(
        kinds(&house.mails_to("piet@voorbeeld.nl").await),
        [MailKind::Confirm]
    );
    assert_eq!(jan.confirms(&mails[1]).await.status, 200);
    assert_eq!(house.count(SLUG).await, 2);
}

async fn what_was_never_confirmed_is_erased_and_nothing_else(engine: Engine) {
    let house = open(engine);
    let jan = house.citizen("Jan", "jan@voorbeeld.nl");
    jan.signs(SLUG).await;
    let mail = jan.mail(&house).await;
    house
        .citizen("Piet", "piet@voorbeeld.nl")
        .signs_and_confirms(&house, SLUG)
        .await;
    let people = "SELECT COUNT(*) AS number FROM signers";
    house
        .later(TimeDelta::days(UNCONFIRMED_TERM_DAYS) - TimeDelta::hours(2))
        .await;
    assert_eq!(house.number(people), 2);
    // The clock comes by at least once a day.
    house.later(TimeDelta::days(1)).await;
    assert_eq!(house.number(people), 1);
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM signatures"), 1);
    assert_eq!(
        house.number(
            "SELECT COUNT(*) AS number FROM outbox WHERE person_id NOT IN (SELECT id FROM signers)"
        ),
        0
    );
    assert_eq!(house.count(SLUG).await, 1);
    assert_eq!(jan.browser.get(&mail.confirm_path()).await.status, 404);
    house.everything_adds_up();
    // Whoever was erased may begin anew.
    jan.signs_and_confirms(&house, SLUG).await;
    assert_eq!(house.count(SLUG).await, 2);
}

async fn a_year_after_the_answer_only_numbers_are_left(engine: Engine) {
    let house = TestHouse::open(engine);
    let now = start_of_test();
    let signed = now - TimeDelta::days(400);
    let paper = Paper::open(SLUG)
        .opening_at(now - TimeDelta::days(410))
        .closing_at(now - TimeDelta::days(380))
        .in_state(PetitionState::HandedOver);
    let mut paper = paper
        .closing_at(now - TimeDelta::days(380))
        .answered_at(now - TimeDelta::days(364));
    paper.0.state = PetitionState::Answered;
    paper.0.filed_by = Some(EntryPetitioner {
        name: PersonName::parse("Ina Dienster").unwrap(),
        email: EmailAddress::parse("ina@voorbeeld.nl").unwrap(),
        show_name: false,
        revision: None,
        news: Vec::new(),
    });
    let paper = paper
        .signed_by("Anna de Vries", "devries@voorbeeld.nl", "9871 AB", signed)
        .signed_by(
            "Bert de Vries",
            "devries@voorbeeld.nl",
            "9871 AB",
            signed + TimeDelta::hours(1),
        )
        .signed_by(
            "Cor",
            "cor@voorbeeld.nl",
            "9872 AB",
            signed + TimeDelta::hours(2),
        )
        .signed_by(
            "Dirk",
            "dirk@voorbeeld.nl",
            "1011 AB",
            signed + TimeDelta::hours(2),
        )
        .signed_by(
            "Els",
            "els@voorbeeld.nl",
            "B-9000 Gent",
            signed + TimeDelta::hours(3),
        );
    house.enter(&paper);
    house.settle().await;
    let rows = |table: &str| house.number(&format!("SELECT COUNT(*) AS number FROM {table}"));
    assert_eq!(
        (rows("signatures"), rows("signers"), rows("petitioners")),
        (5, 5, 1)
    );
    let before = house.visitor().get("/api/v1/petitions/bankje").await.json();

    house.later(TimeDelta::days(3)).await;
    assert_eq!(
        (rows("signatures"), rows("signers"), rows("outbox")),
        (0, 0, 0)
    );
    assert_eq!(rows("petitioners"), 0);
    assert_eq!(
        house.number("SELECT sealed AS number FROM petition_counts"),
        5
    );
    assert_eq!(
        house.number(
            "SELECT CAST(SUM(amount) AS BIGINT) AS number FROM tallies WHERE kind = 'sealed'"
        ),
        5
    );
    assert_eq!(house.count(SLUG).await, 5);
    let after = house.visitor().get("/api/v1/petitions/bankje").await.json();
    for key in ["signatureCount", "places", "signaturesByPlace"] {
        assert_eq!(before.get(key), after.get(key), "{key}");
    }
    house.everything_adds_up();
    // Nothing is left to seal: a second time changes nothing.
    house.later(TimeDelta::days(3)).await;
    assert_eq!(house.count(SLUG).await, 5);
}

async fn a_program_signs_over_the_api(engine: Engine) {
    let house = open(engine);
    house.enter(&Paper::open("gesloten").in_state(PetitionState::Closed));
    house.enter(&Paper::open("concept").in_state(PetitionState::Draft));
    let jan = house.citizen("Jan Jansen", "jan@voorbeeld.nl");
    let taken = jan.signs_by_api(SLUG).await;
    assert_eq!(taken.status, 202, "{}", taken.text());
    assert!(
        taken
            .header("cache-control")
            .is_some_and(|value| value.contains("no-store"))
    );
    assert_eq!(house.count(SLUG).await, 0);
    jan.confirms(&jan.mail(&house).await).await;
    assert_eq!(house.count(SLUG).await, 1);

    let path = "/api/v1/petitions/bankje/signatures";
    let wrong = jan
        .browser
        .post_json(
            path,
            &json!({"name": "", "email": "geen adres", "postcode": "!"}),
        )
        .await;
    assert_eq!(wrong.status, 400, "{}", wrong.text());
    assert_eq!(wrong.content_type(), "application/problem+json");
    let problem = wrong.json();
    assert_eq!(problem["status"], 400);
    assert!(
        problem["title"].is_string() && problem["detail"].is_string(),
        "{problem}"
    );
    let mut fields: Vec<String> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| {
            format!(
                "{} {}",
                error["field"].as_str().unwrap(),
                error["code"].as_str().unwrap()
            )
        })
        .collect();
    fields.sort();
    assert_eq!(
        fields,
        [
            "email invalid_email",
            "name required",
            "postcode invalid_postcode"
        ]
    );

    let closed = jan.signs_by_api("gesloten").await;
    assert_eq!(
        (closed.status, closed.content_type()),
        (409, "application/problem+json"),
        "{}",
        closed.text()
    );
    for missing in ["concept", "bestaat-niet"] {
        let answer = jan.signs_by_api(missing).await;
        assert_eq!(
            (answer.status, answer.content_type()),
            (404, "application/problem+json"),
            "{missing}"
        );
    }
    for body in [
        json!({}),
        json!([]),
        json!("x"),
        json!({"name": 5}),
        json!({"zzz": 1}),
    ] {
        let answer = jan.browser.post_json(path, &body).await;
        assert_eq!(
            (answer.status, answer.content_type()),
            (400, "application/problem+json"),
            "{body}"
        );
    }
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM signers"), 1);
    house.everything_adds_up();
}

async fn a_form_with_mistakes_comes_back_with_everything_in_it(engine: Engine) {
    let house = open(engine);
    let mut jan = house.citizen("Jan <b> \"Jansen\"", "jan@voorbeeld");
    jan.postcode = "???".to_owned();
    jan.show_name = true;
    let page = jan.tries_to_sign(SLUG).await;
    assert_eq!(page.status, 400, "{}", page.text());
    let html = page.text();
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 3, "{html}");
    for field in ["name", "email", "postcode"] {
        assert!(
            html.contains(&format!("href=\"#{field}\"")),
            "the summary leads to {field}"
        );
    }
    let form = page.post_form();
    let value = |name: &str| {
        form.fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    assert_eq!(value("name"), Some("Jan <b> \"Jansen\""));
    assert_eq!(value("email"), Some("jan@voorbeeld"));
    assert_eq!(value("postcode"), Some("???"));
    assert_eq!(value("show_name"), Some("1"));
    assert_eq!(value("keep_informed"), None);
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM signers"), 0);

    let mended = [
        ("name", "Jan Jansen"),
        ("email", "jan@voorbeeld.nl"),
        ("postcode", "9871 AB"),
    ];
    assert_eq!(jan.browser.submit(&form, &mended).await.status, 200);
    jan.email = "jan@voorbeeld.nl".to_owned();
    jan.confirms(&jan.mail(&house).await).await;
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM signatures WHERE public_name = 'Jan Jansen'"),
        1
    );
}

async fn a_made_up_link_leads_to_a_way_on(engine: Engine) {
    let house = open(engine);
    let visitor = house.visitor();
    for token in ["AAAAAAAAAAAAAAAAAAAAAA", "x", "%00", "..%2f..", "ééé"] {
        let token = token.replace('é', "%C3%A9");
        let page = visitor.get(&format!("/confirm/{token}")).await;
        assert!(matches!(page.status, 400 | 404), "{token}: {}", page.status);
        assert!(
            page.references()
                .iter()
                .any(|link| link.starts_with("/petitions")),
            "{}",
            page.text()
        );
        let pressed = visitor
            .post_form(&format!("/confirm/{token}"), &[("csrf", "x")])
            .await;
        assert!(
            matches!(pressed.status, 400 | 403 | 404),
            "{token}: {}",
            pressed.status
        );
    }
    assert_eq!(house.count(SLUG).await, 0);
}

async fn personal_data_is_not_readable_in_the_database(engine: Engine) {
    let house = open(engine);
    house.enter(&Paper::open("zebrapad"));
    let jan = house
        .citizen("Janneke Uniekenaam", "uniek.adres@voorbeeld.nl")
        .living_at("9871 QX");
    jan.signs_and_confirms(&house, SLUG).await;
    jan.signs(SLUG).await;
    jan.signs_and_confirms(&house, "zebrapad").await;
    let columns = "sealed || mailbox_key || name_key || household_key || token_hash";
    for word in ["niekenaam", "uniek.adres", "9871", "voorbeeld"] {
        let found = house.number(&format!(
            "SELECT COUNT(*) AS number FROM signers WHERE {columns} LIKE '%{word}%'"
        ));
        assert_eq!(found, 0, "{word} in signers");
        let outbox = "event_key || COALESCE(last_error, '') || message";
        let found = house.number(&format!(
            "SELECT COUNT(*) AS number FROM outbox WHERE {outbox} LIKE '%{word}%'"
        ));
        assert_eq!(found, 0, "{word} in outbox");
    }
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM signatures WHERE public_name IS NOT NULL"),
        0
    );
    // No key is the same in two petitions, so two acts of one person cannot be joined.
    for key in ["mailbox_key", "name_key", "household_key"] {
        assert_eq!(
            house.number(&format!(
                "SELECT COUNT(DISTINCT {key}) AS number FROM signatures"
            )),
            2,
            "{key}"
        );
    }
}

async fn the_language_of_the_form_is_the_language_of_the_mail(engine: Engine) {
    let house = open(engine);
    let mut jane = house.citizen("Jane Smith", "jane@voorbeeld.nl");
    jane.browser = jane.browser.with_header("accept-language", "en");
    jane.signs(SLUG).await;
    let mail = jane.mail(&house).await;
    assert_eq!(mail.subject, "Confirm your signature");
    let page = jane.browser.get(&mail.confirm_path()).await;
    assert!(page.text().contains("<html lang=\"en\""), "{}", page.text());
}
