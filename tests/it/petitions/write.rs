//! The petitioner's links and what they are good for: before filing, twice, at once, and after.

use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::{MailKind, WITHDRAWN};
use crate::support::on_both_databases;
use crate::support::writer::{REQUEST, TITLE, Writer};

on_both_databases!(
    filing_asks_for_the_mailbox_first,
    filing_twice_is_filing_once,
    two_windows_file_at_once,
    two_questions_answered_at_once_are_both_kept,
    another_address_has_another_link,
    a_draft_that_is_taken_back_is_gone,
    a_petition_that_is_taken_back_stays_so,
    what_was_typed_in_another_window_is_not_lost,
);

const SUBMITTED: &str = "SELECT COUNT(*) AS number FROM petition_events WHERE kind = 'submitted'";

async fn filing_asks_for_the_mailbox_first(engine: Engine) {
    let house = TestHouse::open(engine);
    let mut writer = Writer::begins(&house, TITLE).await;
    writer.answers_everything("petition").await;
    let asked = writer.sends().await;
    assert!(asked.text().contains("Kijk nu in uw mail"));
    let is_draft = "SELECT COUNT(*) AS number FROM petitions WHERE state = 'draft'";
    assert_eq!(house.number(is_draft), 1, "the browser proves nothing");
    let before = house.visitor();
    let old_page = format!("{}/request", writer.mine);
    let old_form = writer.page("/request").await.post_form();
    let old_mine = writer.mine.clone();

    writer.follows(&house, MailKind::FileLink).await;
    assert_ne!(writer.mine, old_mine, "the mail has a link of its own");
    assert!(writer.page("").await.text().contains(REQUEST));
    let filed = writer.sends().await;
    assert!(filed.text().contains("Uw petitie is ingediend"));
    assert_eq!(writer.reference().await, "P26-0001");
    let receipt = writer.mail(&house, MailKind::Received).await;
    for part in ["P26-0001", "16 maart 2026", &writer.mine] {
        assert!(receipt.text.contains(part), "{part}: {}", receipt.text);
    }
    // The link of the browser ended with the filing, whoever still has it.
    for path in [&old_mine, &old_page] {
        let gone = before.get(path).await;
        assert_eq!(gone.status, 404, "{path}");
        assert!(!gone.text().contains(TITLE));
    }
    let late = before.submit(&old_form, &[("value", "Anders")]).await;
    assert_eq!(late.status, 404);
    // Nothing of it is public before somebody admits it.
    for path in [
        "/petitions/maak-de-schoolstraat-veilig",
        "/petitions/maak-de-schoolstraat-veilig/sign",
        "/api/v1/petitions/maak-de-schoolstraat-veilig",
    ] {
        assert_eq!(before.get(path).await.status, 404, "{path}");
    }
    let list = before.get("/petitions?q=Schoolstraat").await.text();
    assert!(!list.contains("maak-de-schoolstraat"));
}

async fn filing_twice_is_filing_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let mut writer = Writer::begins(&house, TITLE).await;
    writer.answers_everything("petition").await;
    writer.sends().await;
    writer.follows(&house, MailKind::FileLink).await;
    let form = writer.page("").await.form_with("/send");
    for _ in 0..3 {
        let filed = writer.browser.submit(&form, &[]).await;
        assert_eq!((filed.status, &filed.path), (200, &writer.mine));
        assert!(filed.text().contains("Uw petitie is ingediend"));
    }
    assert_eq!(house.number(SUBMITTED), 1);
    let subjects = writer.subjects(&house).await;
    assert_eq!(
        subjects,
        [
            "Nog één klik: dien uw petitie in",
            "Uw petitie is ontvangen"
        ]
    );
}

async fn two_windows_file_at_once(engine: Engine) {
    let house = TestHouse::open(engine);
    for round in 0..4 {
        let mut writer = Writer::begins(&house, TITLE).await;
        writer.email = format!("wil{round}@voorbeeld.example");
        writer.answers_everything("petition").await;
        writer.sends().await;
        writer.follows(&house, MailKind::FileLink).await;
        let form = writer.page("").await.form_with("/send");
        let send = |form: crate::support::visitor::Form| {
            let browser = writer.browser.clone();
            async move { browser.submit(&form, &[]).await }
        };
        let (one, other) = at_once(send(form.clone()), send(form)).await;
        for answer in [one, other] {
            assert_eq!(answer.status, 200, "{} {}", answer.path, answer.text());
            assert!(answer.text().contains("Uw petitie is ingediend"));
        }
        assert_eq!(house.number(SUBMITTED), round + 1);
        let obligations = "SELECT COUNT(*) AS number FROM obligations";
        assert_eq!(house.number(obligations), round + 1);
        assert_eq!(writer.subjects(&house).await.len(), 2);
    }
    // Petitions of one title have names of their own.
    let names = "SELECT COUNT(DISTINCT slug) AS number FROM petitions";
    assert_eq!(house.number(names), 4);
}

async fn two_questions_answered_at_once_are_both_kept(engine: Engine) {
    let house = TestHouse::open(engine);
    for _ in 0..4 {
        let writer = Writer::begins(&house, TITLE).await;
        let answer = |step: &'static str| {
            let (browser, path) = (writer.browser.clone(), format!("{}/{step}", writer.mine));
            async move {
                let form = browser.get(&path).await.post_form();
                browser.submit(&form, &[("value", step)]).await
            }
        };
        let (one, other) = at_once(answer("observation"), answer("request")).await;
        assert_eq!((one.status, other.status), (200, 200));
        let open = writer.page("").await.references();
        for step in ["observation", "request"] {
            let form = writer.page(&format!("/{step}")).await.post_form();
            assert_eq!(form.value("value"), step);
        }
        assert!(open.contains(&format!("{}/explanation", writer.mine)));
        let text = writer.page("").await.text();
        assert_eq!(text.matches("Nog niet beantwoord").count(), 6, "{text}");
    }
}

async fn another_address_has_another_link(engine: Engine) {
    let house = TestHouse::open(engine);
    let mut writer = Writer::begins(&house, TITLE).await;
    writer.answers_everything("petition").await;
    writer.sends().await;
    let first = writer.mail(&house, MailKind::FileLink).await;
    // It was a typing error: somebody else has the first mail.
    writer.email = "wil.de.schrijver@voorbeeld.example".to_owned();
    let who = [
        ("name", writer.name.as_str()),
        ("email", writer.email.as_str()),
    ];
    writer.answers("petitioner", &who).await;
    writer.sends().await;
    let stranger = house.visitor().get(&first.path_with("/mine/")).await;
    assert_eq!(stranger.status, 404);
    writer.follows(&house, MailKind::FileLink).await;
    let filed = writer.sends().await;
    assert!(filed.text().contains("Uw petitie is ingediend"));
    assert_eq!(house.mails_to("fenna@voorbeeld.example").await.len(), 1);
}

async fn a_draft_that_is_taken_back_is_gone(engine: Engine) {
    let house = TestHouse::open(engine);
    let mut writer = Writer::begins(&house, TITLE).await;
    writer.answers_everything("petition").await;
    let browser = writer.mine.clone();
    writer.sends().await;
    writer.follows(&house, MailKind::FileLink).await;
    let form = writer.page("/withdraw").await.post_form();
    let gone = writer.browser.submit(&form, &[]).await;
    assert_eq!(gone.status, 200, "{}", gone.text());
    for table in ["petitions", "petitioners", "petition_search", "outbox"] {
        let rows = format!("SELECT COUNT(*) AS number FROM {table}");
        assert_eq!(house.number(&rows), 0, "{table}");
    }
    for mine in [&browser, &writer.mine] {
        assert_eq!(writer.browser.get(mine).await.status, 404);
    }
    assert_eq!(writer.browser.submit(&form, &[]).await.status, 404);
    house.everything_adds_up();
}

async fn a_petition_that_is_taken_back_stays_so(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = Writer::files(&house, TITLE, "petition").await;
    let form = writer.page("/withdraw").await.post_form();
    for _ in 0..2 {
        let done = writer.browser.submit(&form, &[]).await;
        assert_eq!((done.status, &done.path), (200, &writer.mine));
        assert!(done.text().contains("Ingetrokken"), "{}", done.text());
    }
    let told = writer.mail(&house, MailKind::News).await;
    assert_eq!(told.subject, WITHDRAWN);
    let events = "SELECT COUNT(*) AS number FROM petition_events WHERE kind = 'withdrawn'";
    assert_eq!(house.number(events), 1);
    // Nothing goes on from here, and every page says how it stands.
    for page in ["/title", "/request", "/later", "/withdraw", "/news"] {
        let answer = writer.page(page).await;
        assert_eq!(answer.header("location"), Some(writer.mine.as_str()));
    }
    assert_eq!(
        house
            .visitor()
            .get("/petitions/maak-de-schoolstraat-veilig")
            .await
            .status,
        404
    );
    // The desk owes nothing any more.
    let owed = "SELECT COUNT(*) AS number FROM obligations WHERE met_at IS NULL";
    assert_eq!(house.number(owed), 0);
    house.everything_adds_up();
}

async fn what_was_typed_in_another_window_is_not_lost(engine: Engine) {
    let house = TestHouse::open(engine);
    let mut writer = Writer::begins(&house, TITLE).await;
    writer.answers_everything("petition").await;
    writer.sends().await;
    writer.follows(&house, MailKind::FileLink).await;
    // One window writes on, the other files, and then takes it back.
    let form = writer.page("/request").await.post_form();
    writer.sends().await;
    let typed = [("value", "Nog veel fijner")];
    let told = writer.browser.submit(&form, &typed).await;
    assert_eq!(told.status, 409, "{}", told.text());
    assert!(told.text().contains("Deze petitie is al ingediend"));
    assert_eq!(told.post_form().value("value"), "Nog veel fijner");
    let text = house.text("SELECT request AS text FROM petitions");
    assert_eq!(text, REQUEST, "what the clerk reads was not changed");
    let withdraw = writer.page("/withdraw").await.post_form();
    writer.browser.submit(&withdraw, &[]).await;
    let told = writer.browser.submit(&form, &typed).await;
    assert_eq!(told.status, 409);
    assert_eq!(told.post_form().value("value"), "Nog veel fijner");
}
