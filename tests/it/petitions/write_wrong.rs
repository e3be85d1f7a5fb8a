//! Whatever somebody types on the pages of writing: what is wrong is told, what was typed is still
//! there, and nothing was kept that should not be.

use crate::support::database::Engine;
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::visitor::Answer;
use crate::support::writer::{REQUEST, TITLE, Writer};
use chrono::TimeDelta;
use weerklank_domain::calendar::day_of;

on_both_databases!(
    a_title_that_is_none_comes_back,
    every_question_tells_what_is_wrong_and_keeps_what_was_typed,
    a_public_name_needs_an_age_that_was_ticked,
    signs_of_html_are_shown_as_they_were_typed,
    a_form_without_its_proof_comes_back_filled_in,
    a_wrong_link_leads_nowhere,
    a_draft_whose_closing_day_came_near_is_not_filed,
    an_address_for_later_is_checked,
);

const DRAFTS: &str = "SELECT COUNT(*) AS number FROM petitions WHERE state = 'draft'";
const REQUIRED: &str = "Vul dit in.";
const TOO_LONG: &str = "Dit is te lang.";
const CHOOSE: &str = "Maak een keuze.";

fn is_told(answer: &Answer, status: u16, part: &str) {
    assert_eq!(answer.status, status, "{part}: {}", answer.text());
    assert!(answer.text().contains(part), "{part}: {}", answer.text());
}

async fn a_title_that_is_none_comes_back(engine: Engine) {
    let house = TestHouse::open(engine);
    let browser = house.visitor();
    let form = browser.get("/petitions/new").await.post_form();
    let long = "é".repeat(81);
    for (typed, part) in [("", REQUIRED), ("   ", REQUIRED), (&long, TOO_LONG)] {
        let back = browser.submit(&form, &[("title", typed)]).await;
        is_told(&back, 400, part);
        assert_eq!(back.post_form().value("title"), typed);
    }
    let stranger = house.visitor();
    let back = stranger
        .submit(&form, &[("title", "Een \"bankje\" <b>hier</b>")])
        .await;
    is_told(&back, 403, "U bent niets kwijt");
    let again = back.post_form();
    assert_eq!(again.value("title"), "Een \"bankje\" <b>hier</b>");
    assert_eq!(house.number(DRAFTS), 0);
    assert_eq!(stranger.submit(&again, &[]).await.status, 200);
    assert_eq!(house.number(DRAFTS), 1);
}

async fn every_question_tells_what_is_wrong_and_keeps_what_was_typed(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = Writer::begins(&house, TITLE).await;
    let long = "ë".repeat(5_001);
    let too_soon = (day_of(start_of_test()) + TimeDelta::days(13)).to_string();
    let too_late = (day_of(start_of_test()) + TimeDelta::days(181)).to_string();
    let cases = [
        ("title", "", REQUIRED),
        ("title", &long[..200], TOO_LONG),
        ("observation", " \r\n ", REQUIRED),
        ("observation", &long, TOO_LONG),
        ("request", "", REQUIRED),
        ("request", &long, TOO_LONG),
        ("explanation", &long, TOO_LONG),
        ("body", "", CHOOSE),
        ("body", "zzz", CHOOSE),
        ("body", "testwater", CHOOSE),
        ("area", "", CHOOSE),
        ("area", "zzz", CHOOSE),
        ("instrument", "", CHOOSE),
        ("instrument", "zzz", CHOOSE),
        ("closing", "", REQUIRED),
        ("closing", "morgen", "Vul een hele datum in"),
        ("closing", "31-31-2026", "Vul een hele datum in"),
        ("closing", &too_soon, "Die dag is te dichtbij."),
        ("closing", &too_late, "Die dag is te ver weg."),
    ];
    for (step, typed, part) in cases {
        let back = writer.answers(step, &[("value", typed)]).await;
        is_told(&back, 400, part);
        let form = back.post_form();
        let is_choice = part == CHOOSE;
        let kept = if is_choice { "" } else { typed };
        assert_eq!(form.value("value"), kept, "{step}");
        assert!(back.text().contains("href=\"#value\""), "{step}");
    }
    for (name, email, part) in [
        ("", "", REQUIRED),
        (
            "https://reclame.example",
            "fenna@voorbeeld.example",
            "#name",
        ),
        ("Fenna", "fenna@", "Vul een heel e-mailadres in"),
        ("Fenna", "<fenna>@voorbeeld.example", "#email"),
    ] {
        let typed = [("name", name), ("email", email)];
        let back = writer.answers("petitioner", &typed).await;
        is_told(&back, 400, part);
        let form = back.post_form();
        assert_eq!((form.value("name"), form.value("email")), (name, email));
    }
    let huge = "x".repeat(70_000);
    let refused = writer.answers("request", &[("value", &huge)]).await;
    is_told(&refused, 413, "Dit is te veel tekst");
    let answered = house.text("SELECT answered AS text FROM petitioners");
    assert_eq!(answered, "title", "nothing wrong was kept");
    assert_eq!(writer.page("/zzz").await.status, 404, "no such question");
    assert_eq!(house.mails().await, []);
}

async fn a_public_name_needs_an_age_that_was_ticked(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = Writer::begins(&house, TITLE).await;
    let who = [
        ("name", "Fenna de Schrijver"),
        ("email", "fenna@voorbeeld.example"),
        ("show_name", "1"),
    ];
    let back = writer.answers("petitioner", &who).await;
    is_told(&back, 400, "zestien jaar of ouder");
    let again = back.post_form();
    assert_eq!(again.value("show_name"), "1");
    assert_eq!(again.value("is_sixteen"), "", "the box was left open");
    // Pressing once more says nothing that the person did not say.
    let back = writer.browser.submit(&again, &[]).await;
    assert_eq!(back.status, 400);
    let ticked = [("is_sixteen", "1")];
    let next = writer.browser.submit(&back.post_form(), &ticked).await;
    assert_eq!(next.status, 200);
    let shown = "SELECT COUNT(*) AS number FROM petitioners WHERE show_name";
    assert_eq!(house.number(shown), 1);
}

async fn signs_of_html_are_shown_as_they_were_typed(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = Writer::begins(&house, "<script>alert(1)</script> & co").await;
    writer.answers_everything("petition").await;
    let typed = "<img src=x onerror=alert(1)> [klik](javascript:alert(1))";
    writer.answers("request", &[("value", typed)]).await;
    for page in ["", "/title", "/request", "/similar", "/later", "/withdraw"] {
        let text = writer.page(page).await.text();
        for part in ["<script>alert", "<img src=x", "href=\"javascript:"] {
            assert!(!text.contains(part), "{page}: {part}");
        }
    }
    let form = writer.page("/request").await.post_form();
    assert_eq!(form.value("value"), typed);
}

async fn a_form_without_its_proof_comes_back_filled_in(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = Writer::begins(&house, TITLE).await;
    let form = writer.page("/observation").await.post_form();
    for proof in ["", "zzz"] {
        let typed = [("csrf", proof), ("value", "Een lang verhaal")];
        let back = writer.browser.submit(&form, &typed).await;
        is_told(&back, 403, "U bent niets kwijt");
        assert_eq!(back.post_form().value("value"), "Een lang verhaal");
    }
    let answered = house.text("SELECT answered AS text FROM petitioners");
    assert_eq!(answered, "title");
    writer.answers_everything("petition").await;
    for action in ["/send", "/withdraw", "/later"] {
        let path = format!("{}{action}", writer.mine);
        let fields = [("email", "fenna@voorbeeld.example")];
        let refused = writer.browser.post_form(&path, &fields).await;
        is_told(&refused, 403, "laad de pagina opnieuw");
    }
    assert_eq!(house.number(DRAFTS), 1, "neither filed nor erased");
    assert_eq!(house.mails().await, []);
}

async fn a_wrong_link_leads_nowhere(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = Writer::begins(&house, TITLE).await;
    let visitor = house.visitor();
    let mut guess = writer.mine.clone();
    let last = guess.pop().unwrap();
    guess.push(if last == 'A' { 'B' } else { 'A' });
    for token in ["x", "%00", "aaaaaaaaaaaaaaaaaaaaaa", &guess[6..]] {
        for page in ["", "/similar", "/title", "/later", "/withdraw", "/news"] {
            let answer = visitor.get(&format!("/mine/{token}{page}")).await;
            assert_eq!(answer.status, 404, "{token}{page}");
        }
        for page in ["/send", "/title", "/later", "/withdraw", "/news"] {
            let path = format!("/mine/{token}{page}");
            let fields = [("value", "x"), ("email", "a@b.nl")];
            let answer = visitor.post_form(&path, &fields).await;
            assert_eq!(answer.status, 404, "{path}");
        }
        for path in ["/support/", "/support/confirm/"] {
            let path = format!("{path}{token}");
            assert_eq!(visitor.get(&path).await.status, 404, "{path}");
            let fields = [("name", "x")];
            let answer = visitor.post_form(&path, &fields).await;
            assert_eq!(answer.status, 404, "{path}");
        }
    }
    let answer = visitor.get(&guess).await.text();
    assert!(answer.contains("Gebruik de link uit de nieuwste mail"));
    assert!(!answer.contains(TITLE));
}

async fn a_draft_whose_closing_day_came_near_is_not_filed(engine: Engine) {
    let house = TestHouse::open(engine);
    let mut writer = Writer::begins(&house, TITLE).await;
    writer.answers_everything("petition").await;
    writer.sends().await;
    writer.follows(&house, MailKind::FileLink).await;
    house.later(TimeDelta::days(50)).await;
    let refused = writer.sends().await;
    is_told(&refused, 409, "De sluitingsdatum is intussen te dichtbij.");
    assert!(refused.text().contains(REQUEST), "nothing is lost");
    assert_eq!(house.number(DRAFTS), 1);
    let later = day_of(start_of_test()) + TimeDelta::days(90);
    writer
        .answers("closing", &[("value", &later.to_string())])
        .await;
    assert!(
        writer
            .sends()
            .await
            .text()
            .contains("Uw petitie is ingediend")
    );
}

async fn an_address_for_later_is_checked(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = Writer::begins(&house, TITLE).await;
    let form = writer.page("/later").await.post_form();
    for (typed, part) in [("", REQUIRED), ("fenna@", "Vul een heel e-mailadres in")] {
        let back = writer.browser.submit(&form, &[("email", typed)]).await;
        is_told(&back, 400, part);
        assert_eq!(back.post_form().value("email"), typed);
    }
    // Nobody's mailbox is flooded, and the page does not say that the mails are used up.
    for _ in 0..12 {
        let email = [("email", writer.email.as_str())];
        let sent = writer.browser.submit(&form, &email).await;
        is_told(&sent, 200, "Kijk nu in uw mail");
    }
    assert_eq!(house.mails().await.len(), 8);
}
