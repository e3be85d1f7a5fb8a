//! People who back a petition by its private link: who may, once, and not after it was put before
//! the clerk.

use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::{MailKind, SUPPORTED};
use crate::support::on_both_databases;
use crate::support::staff::decides;
use crate::support::visitor::{Answer, Form};
use crate::support::writer::{REQUEST, TITLE, Writer};

on_both_databases!(
    a_form_that_lacks_something_comes_back_as_it_was_typed,
    one_mailbox_backs_a_petition_once,
    the_last_two_supporters_confirm_at_once,
    too_few_supporters_put_nothing_before_the_clerk,
    after_it_was_submitted_the_link_says_so,
    a_petition_that_is_taken_back_looks_for_nobody,
);

const CONFIRMED: &str = "SELECT COUNT(*) AS number FROM supporters WHERE state = 'confirmed'";

async fn gathering(house: &TestHouse) -> (Writer, String) {
    let writer = Writer::files(house, TITLE, "citizens_initiative").await;
    let link = writer.support_link().await;
    (writer, link)
}

async fn backed_by(house: &TestHouse, link: &str, numbers: std::ops::Range<usize>) {
    for number in numbers {
        let email = format!("steun{number}@voorbeeld.example");
        let citizen = house.citizen("Anna Aa", &email);
        citizen.supports_and_confirms(house, link).await;
    }
}

fn is_closed(answer: &Answer) {
    assert_eq!(answer.status, 409, "{}", answer.text());
    let text = answer.text();
    assert!(text.contains("Deze petitie zoekt geen medestanders meer"));
}

async fn a_form_that_lacks_something_comes_back_as_it_was_typed(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, link) = gathering(&house).await;
    let before = house.mails().await.len();
    let browser = house.visitor();
    let page = browser.get(&link).await;
    assert!(page.text().contains(REQUEST), "they read what they back");
    let form = page.post_form();
    let whole = [
        ("name", "Anna <b>Aa"),
        ("email", "anna@voorbeeld.example"),
        ("postcode", "9871 AB"),
        ("is_old_enough", "1"),
        ("is_resident", "1"),
        ("keep_informed", "1"),
    ];
    for (field, value, part) in [
        ("name", "", "Vul dit in."),
        ("name", "https://reclame.example", "#name"),
        ("email", "anna@", "Vul een heel e-mailadres in"),
        ("postcode", "", "Vul"),
        ("is_old_enough", "", "De regels vragen deze leeftijd"),
        (
            "is_resident",
            "",
            "De regels vragen dat medestanders hier wonen.",
        ),
        (
            "postcode",
            "1011 AB",
            "De regels vragen dat medestanders hier wonen.",
        ),
    ] {
        let mut typed = whole.to_vec();
        typed[0] = ("name", "Anna Aa");
        typed.retain(|(name, _)| *name != field);
        if !field.starts_with("is_") {
            typed.push((field, value));
        }
        let back = browser.submit(&form, &typed).await;
        assert_eq!(back.status, 400, "{field}: {}", back.text());
        assert!(back.text().contains(part), "{field}: {part}");
        let again = back.post_form();
        for (name, value) in &typed {
            assert_eq!(again.value(name), *value, "{field}");
        }
    }
    // Without its proof it comes back too.
    let mut typed = whole.to_vec();
    typed.push(("csrf", "zzz"));
    let back = browser.submit(&form, &typed).await;
    assert_eq!(back.status, 403);
    for (name, value) in whole {
        assert_eq!(back.post_form().value(name), value);
    }
    let rows = "SELECT COUNT(*) AS number FROM supporters";
    assert_eq!(house.number(rows), 0);
    assert_eq!(house.mails().await.len(), before);
}

async fn one_mailbox_backs_a_petition_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, link) = gathering(&house).await;
    let citizen = house.citizen("Anna Aa", "anna@voorbeeld.example");
    let first = citizen.supports(&link).await;
    let again = citizen.clone().writing("Anna+x@Voorbeeld.example");
    let second = again.supports(&link).await;
    assert_eq!(first.text(), second.text(), "a stranger learns nothing");
    // A mail program that looks at the link confirms nothing.
    let path = citizen.support_mail(&house).await;
    for method in ["GET", "HEAD"] {
        house.visitor().send(method, &path, &[], Vec::new()).await;
    }
    assert_eq!(house.number(CONFIRMED), 0);
    let form = house.visitor().get(&path).await.post_form();
    let bare = house.visitor().post_form(&form.action, &[]).await;
    assert_eq!(bare.status, 403, "no proof, no support");
    assert_eq!(house.number(CONFIRMED), 0);
    for _ in 0..3 {
        let thanks = house.visitor().submit(&form, &[]).await;
        assert!(thanks.text().contains("Bedankt, uw steun telt"));
        assert!(thanks.text().contains("1 van 3 medestanders"));
    }
    // Nor after that, and no mail tells anything.
    let mails = house.mails().await.len();
    let third = citizen.supports(&link).await;
    assert_eq!(first.text(), third.text());
    assert_eq!(house.mails().await.len(), mails);
    assert_eq!(house.number(CONFIRMED), 1);
}

async fn the_last_two_supporters_confirm_at_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, link) = gathering(&house).await;
    backed_by(&house, &link, 0..1).await;
    let mut buttons: Vec<Form> = Vec::new();
    for number in 1..3 {
        let email = format!("steun{number}@voorbeeld.example");
        let citizen = house.citizen("Anna Aa", &email);
        citizen.supports(&link).await;
        let path = citizen.support_mail(&house).await;
        buttons.push(house.visitor().get(&path).await.post_form());
    }
    let press = |form: Form| {
        let browser = house.visitor();
        async move { browser.submit(&form, &[]).await.status }
    };
    let second = press(buttons.pop().unwrap());
    let first = press(buttons.pop().unwrap());
    assert_eq!(at_once(first, second).await, (200, 200));
    assert_eq!(house.number(CONFIRMED), 3);
    let told = writer.subjects(&house).await;
    let enough = told.iter().filter(|subject| *subject == SUPPORTED).count();
    assert_eq!(enough, 1, "told once: {told:?}");
    assert!(
        writer
            .sends()
            .await
            .text()
            .contains("Uw petitie is ingediend")
    );
}

async fn too_few_supporters_put_nothing_before_the_clerk(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, link) = gathering(&house).await;
    backed_by(&house, &link, 0..3).await;
    let form = writer.page("").await.form_with("/send");
    // As if one of them had been erased between the page and the button.
    house.sql("DELETE FROM supporters WHERE id = (SELECT MAX(id) FROM supporters)");
    let refused = writer.browser.submit(&form, &[]).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused
            .text()
            .contains("Er zijn nog niet genoeg medestanders.")
    );
    assert!(refused.text().contains("U hebt nog 1 medestander nodig."));
    let state = house.text("SELECT state AS text FROM petitions");
    assert_eq!(state, "gathering");
}

async fn after_it_was_submitted_the_link_says_so(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, link) = gathering(&house).await;
    backed_by(&house, &link, 0..3).await;
    let late = house.citizen("Te Laat", "laat@voorbeeld.example");
    late.supports(&link).await;
    let form = house.visitor().get(&link).await.post_form();
    let confirm = late.support_mail(&house).await;
    let button = house.visitor().get(&confirm).await.post_form();
    writer.sends().await;
    is_closed(&house.visitor().get(&link).await);
    let typed = [
        ("name", "Nog Later"),
        ("email", "later@voorbeeld.example"),
        ("postcode", "9871 AB"),
        ("is_old_enough", "1"),
        ("is_resident", "1"),
    ];
    is_closed(&house.visitor().submit(&form, &typed).await);
    is_closed(&house.visitor().submit(&button, &[]).await);
    assert_eq!(house.number(CONFIRMED), 3);
    assert!(house.mails_to("later@voorbeeld.example").await.is_empty());
    // Once it is open, the same link leads to the page.
    let clerk = house.staff("clerk").await;
    decides(&clerk, &writer.reference().await, "admit", &[]).await;
    let page = house.visitor().get(&link).await;
    is_closed(&page);
    assert!(
        page.text()
            .contains("/petitions/maak-de-schoolstraat-veilig")
    );
    assert_eq!(house.count("maak-de-schoolstraat-veilig").await, 3);
    house.everything_adds_up();
}

async fn a_petition_that_is_taken_back_looks_for_nobody(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, link) = gathering(&house).await;
    let form = writer.page("/withdraw").await.post_form();
    writer.browser.submit(&form, &[]).await;
    let page = house.visitor().get(&link).await;
    is_closed(&page);
    assert!(
        !page.text().contains("/petitions/maak-de"),
        "it has no page"
    );
    let told = writer.mail(&house, MailKind::News).await;
    assert_eq!(told.subject, "De petitie is ingetrokken");
}
