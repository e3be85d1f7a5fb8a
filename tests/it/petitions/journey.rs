//! From the first word to the answer, by pages alone: what a petitioner, supporters, clerks and
//! signers meet on the way, without a script and without an account.

use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::mailbox::{
    ANSWERED, CLOSED, GATHERING, HANDED_OVER, MailKind, OPENED, REVISE, SUPPORTED,
};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::staff::decides;
use crate::support::writer::{REQUEST, TITLE, Writer, closing_day};
use chrono::TimeDelta;
use weerklank_store::audit;

on_both_databases!(a_petition_goes_from_the_first_word_to_the_answer);

const SLUG: &str = "maak-de-schoolstraat-veilig";
const PUBLIC: &str = "/petitions/maak-de-schoolstraat-veilig";
const REVISED: &str = "Wij vragen de raad een verlicht zebrapad te maken.";

async fn a_petition_goes_from_the_first_word_to_the_answer(engine: Engine) {
    let house = TestHouse::open(engine);
    house.enter(&Paper::open("oud").titled("Maak de Schoolstraat groen en veilig"));

    let mut writer = writes_and_leaves(&house).await;
    comes_back_and_files(&house, &mut writer).await;
    is_supported(&house, &writer).await;
    let reference = is_revised(&house, &mut writer).await;
    is_admitted(&house, &writer, &reference).await;
    is_signed_and_closed(&house).await;
    is_answered(&house, &writer, &reference).await;

    house.everything_adds_up();
    let broken = house.house().store.read(audit::first_broken).unwrap();
    assert_eq!(broken, None, "the chain of the audit is whole");
}

async fn writes_and_leaves(house: &TestHouse) -> Writer {
    let browser = house.visitor();
    let form = browser.get("/petitions/new").await.post_form();
    let similar = browser.submit(&form, &[("title", TITLE)]).await;
    assert!(similar.path.ends_with("/similar"), "{}", similar.path);
    assert!(similar.text().contains("/petitions/oud"), "join this one");
    let mine = similar.path.trim_end_matches("/similar").to_owned();
    let writer = Writer {
        browser,
        mine,
        name: "Fenna de Schrijver".to_owned(),
        email: "fenna@voorbeeld.example".to_owned(),
    };
    let on = format!("{}/observation", writer.mine);
    assert!(similar.references().contains(&on), "or write on");
    let seen = [("value", "Auto's rijden **hard**.")];
    let next = writer.answers("observation", &seen).await;
    assert_eq!(next.path, format!("{}/request", writer.mine));
    let next = writer.answers("request", &[("value", REQUEST)]).await;
    assert_eq!(next.path, format!("{}/explanation", writer.mine));
    // Enough for today.
    let later = writer.page("/later").await.post_form();
    let sent = writer
        .browser
        .submit(&later, &[("email", &writer.email)])
        .await;
    assert!(sent.text().contains("Kijk nu in uw mail"));
    writer
}

async fn comes_back_and_files(house: &TestHouse, writer: &mut Writer) {
    house.later(TimeDelta::days(20)).await;
    writer.follows(house, MailKind::DraftLink).await;
    let check = writer.page("").await;
    assert!(check.text().contains(REQUEST), "it was kept");
    assert!(check.text().contains("Uw petitie is nog niet af."));
    let open = format!("{}/body", writer.mine);
    assert!(check.references().contains(&open), "what is still to do");
    let closing = closing_day();
    for (step, value, next) in [
        ("explanation", "", "body"),
        ("body", "raad", "area"),
        ("area", "noord", "instrument"),
        ("instrument", "citizens_initiative", "closing"),
        ("closing", closing.as_str(), "petitioner"),
    ] {
        let after = writer.answers(step, &[("value", value)]).await;
        assert_eq!(after.path, format!("{}/{next}", writer.mine));
    }
    let who = [
        ("name", writer.name.as_str()),
        ("email", writer.email.as_str()),
        ("show_name", "1"),
        ("is_sixteen", "1"),
    ];
    let check = writer.answers("petitioner", &who).await.text();
    for part in [
        "Kijk uw petitie na",
        REQUEST,
        "<strong>hard</strong>",
        "Burgerinitiatief",
        "Noord",
        "Deze naam komt bij de petitie te staan.",
        "/petitions/oud",
    ] {
        assert!(check.contains(part), "{part} is not on the check page");
    }
    // The link of the mail has proven the mailbox: no second mail.
    let filed = writer.sends().await;
    assert_eq!(filed.status, 200);
    assert!(filed.text().contains("3 medestanders"), "{}", filed.text());
}

async fn is_supported(house: &TestHouse, writer: &Writer) {
    let mail = writer.mail(house, MailKind::News).await;
    assert_eq!(mail.subject, GATHERING);
    let link = mail.path_with("/support/");
    assert_eq!(link, writer.support_link().await);
    for (number, name) in ["Anna Aa", "Bert Bee", "Cor Cee"].into_iter().enumerate() {
        assert!(
            !writer.page("").await.text().contains("/send\""),
            "{number} are not enough"
        );
        let mut citizen = house.citizen(name, &format!("steun{number}@voorbeeld.example"));
        citizen.keep_informed = true;
        citizen.show_name = true;
        citizen.supports_and_confirms(house, &link).await;
    }
    assert_eq!(house.visitor().get(PUBLIC).await.status, 404, "not public");
    let mail = writer.mail(house, MailKind::News).await;
    assert_eq!(mail.subject, SUPPORTED);
    let submitted = writer.sends().await;
    assert!(submitted.text().contains("Uw petitie is ingediend"));
    let receipt = writer.mail(house, MailKind::Received).await;
    assert!(receipt.text.contains(&writer.reference().await), "PET-4");
}

async fn is_revised(house: &TestHouse, writer: &mut Writer) -> String {
    let clerk = house.staff("clerk").await;
    let list = clerk.get("/desk/petitions").await.text();
    let reference = writer.reference().await;
    assert!(list.contains(&reference), "it waits at the desk");
    let desk = format!("/desk/petitions/{reference}");
    let page = clerk.get(&desk).await;
    assert!(page.text().contains("/petitions/oud"), "similar ones");
    let held = clerk.submit(&page.form_with("/claim"), &[]).await;
    assert!(held.text().contains("U werkt hieraan"));
    let asked = decides(&clerk, &reference, "revise", &[("reason", "Zeg **waar**.")]).await;
    assert!(asked.text().contains("Teruggestuurd om aan te passen"));

    let mail = writer.mail(house, MailKind::News).await;
    assert_eq!(mail.subject, REVISE);
    assert!(mail.text.contains("Zeg waar."), "{}", mail.text);
    writer.mine = mail.path_with("/mine/");
    let page = writer.page("").await.text();
    assert!(page.contains("Zeg <strong>waar</strong>."));
    let saved = writer.answers("request", &[("value", REVISED)]).await;
    assert_eq!(saved.path, writer.mine);
    let again = writer.sends().await;
    assert!(again.text().contains("Uw petitie is ingediend"));

    let page = clerk.get(&desk).await.text();
    assert!(page.contains("Dit is versie 2."), "{page}");
    assert!(page.contains("<ins>verlicht"), "the difference is shown");
    assert!(page.contains("3 van 3 medestanders"), "they were kept");
    reference
}

async fn is_admitted(house: &TestHouse, writer: &Writer, reference: &str) {
    let clerk = house.staff("clerk").await;
    let admitted = decides(&clerk, reference, "admit", &[]).await;
    assert!(admitted.text().contains("Opengesteld"));
    assert_eq!(writer.mail(house, MailKind::News).await.subject, OPENED);
    let page = house.visitor().get(PUBLIC).await;
    assert_eq!(page.status, 200);
    for part in [REVISED, &writer.name, "Anna Aa", "Cor Cee"] {
        assert!(page.text().contains(part), "{part} is not on the page");
    }
    assert_eq!(house.count(SLUG).await, 3, "supporters are first signers");
    // Who backed it is told once, and does not sign twice.
    let told = house.mails_to("steun0@voorbeeld.example").await;
    let told: Vec<&str> = told.iter().map(|mail| mail.subject.as_str()).collect();
    assert_eq!(told, ["Bevestig uw steun", OPENED]);
    let again = house.citizen("Anna Aa", "steun0@voorbeeld.example");
    again.signs(SLUG).await;
    let mails = house.mails_to("steun0@voorbeeld.example").await;
    assert_eq!(mails.last().unwrap().kind(), MailKind::AlreadySigned);
    assert_eq!(house.count(SLUG).await, 3);
}

async fn is_signed_and_closed(house: &TestHouse) {
    for (number, name) in ["Dirk Dee", "Els Ee", "Fem Ef"].into_iter().enumerate() {
        let mut citizen = house.citizen(name, &format!("teken{number}@voorbeeld.example"));
        citizen.keep_informed = true;
        citizen.signs_and_confirms(house, SLUG).await;
    }
    assert_eq!(house.count(SLUG).await, 6);
    house.later(TimeDelta::days(61)).await;
    let detail = house.visitor().get(&format!("/api/v1{PUBLIC}")).await;
    assert_eq!(detail.json()["state"], "closed");
    let late = house.citizen("Te Laat", "laat@voorbeeld.example");
    assert_eq!(late.signs_by_api(SLUG).await.status, 409);
}

async fn is_answered(house: &TestHouse, writer: &Writer, reference: &str) {
    let desk = format!("/desk/petitions/{reference}");
    let clerk = house.staff("clerk").await;
    let form = clerk.get(&format!("{desk}/hand-over")).await;
    let proposal = [("proposal", "agenda"), ("note", ""), ("text", "")];
    let done = clerk.submit(&form.form_with("hand-over"), &proposal).await;
    assert!(done.text().contains("IS-2026-001"), "{}", done.text());

    let officer = house.staff("officer").await;
    let form = officer.get(&format!("{desk}/answer")).await;
    let answer = [
        ("verdict", "adopted"),
        ("heard", "U vraagt een zebrapad."),
        ("reasons", "De straat is gevaarlijk."),
        ("change", "Het zebrapad komt er in april."),
        ("responsible", "Wethouder Verkeer"),
        ("adopted_by", "Gemeenteraad"),
        ("adopted_on", "2026-05-02"),
        ("then", "offer"),
    ];
    let offered = officer.submit(&form.form_with("/answer"), &answer).await;
    assert!(offered.text().contains("Wacht op een tweede lezer"));
    let form = clerk.get(&format!("{desk}/answer")).await;
    let published = clerk.submit(&form.form_with("/publish"), &[]).await;
    assert_eq!(published.status, 200, "{}", published.text());

    let page = house.visitor().get(PUBLIC).await.text();
    assert!(page.contains("Het zebrapad komt er in april."));
    for signer in ["steun0", "steun1", "steun2", "teken0", "teken1", "teken2"] {
        let mails = house.mails_to(&format!("{signer}@voorbeeld.example")).await;
        let told = mails.iter().filter(|mail| mail.subject == ANSWERED).count();
        assert_eq!(told, 1, "{signer} is told of the answer once");
    }
    assert_eq!(
        writer.subjects(house).await,
        [
            "Ga verder met uw petitie",
            GATHERING,
            SUPPORTED,
            "Uw petitie is ontvangen",
            REVISE,
            "Uw petitie is ontvangen",
            OPENED,
            CLOSED,
            HANDED_OVER,
            ANSWERED,
        ]
    );
}
