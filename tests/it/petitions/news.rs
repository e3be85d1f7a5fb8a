//! News of a petitioner: nothing is on the thread that the desk did not approve, and what is declined
//! is declined with a reason that arrives.

use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::{MailKind, UPDATE};
use crate::support::on_both_databases;
use crate::support::staff::decides;
use crate::support::visitor::{Answer, Visitor};
use crate::support::writer::{TITLE, Writer};

on_both_databases!(
    news_is_on_the_thread_once_it_is_approved,
    news_that_is_declined_comes_back_with_the_reason,
    news_decided_twice_names_who_was_first,
    news_decided_at_once_is_decided_once,
    a_reason_that_cannot_be_taken_is_not_lost,
    news_that_cannot_be_taken_is_not_lost,
    only_a_running_petition_has_news,
);

const DESK: &str = "/desk/petitions/P26-0001";
const PUBLIC: &str = "/petitions/maak-de-schoolstraat-veilig";
const NEWS: &str = "De **bijeenkomst** was vol. <i>Echt</i>.";

async fn running(house: &TestHouse) -> (Writer, Visitor) {
    let writer = Writer::files(house, TITLE, "petition").await;
    let clerk = house.staff("clerk").await;
    decides(&clerk, "P26-0001", "admit", &[]).await;
    (writer, clerk)
}

async fn writes(writer: &Writer, text: &str) -> Answer {
    let form = writer.page("/news").await.post_form();
    writer.browser.submit(&form, &[("value", text)]).await
}

async fn news_is_on_the_thread_once_it_is_approved(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, _) = running(&house).await;
    let form = writer.page("/news").await.post_form();
    for _ in 0..2 {
        let sent = writer.browser.submit(&form, &[("value", NEWS)]).await;
        assert!(sent.text().contains("Wacht op de griffie"));
    }
    let waiting = "SELECT COUNT(*) AS number FROM petition_updates";
    assert_eq!(house.number(waiting), 1, "pressed twice, sent once");
    let public = || async { house.visitor().get(PUBLIC).await.text() };
    assert!(!public().await.contains("bijeenkomst"), "not yet");
    let moderator = house.staff("moderator").await;
    let page = moderator.get(DESK).await;
    assert!(
        page.text()
            .contains("De <strong>bijeenkomst</strong> was vol.")
    );
    let done = moderator.submit(&page.form_with("/approve"), &[]).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let text = public().await;
    assert!(text.contains("bijeenkomst"));
    assert!(!text.contains("<i>Echt"));
    let told = writer.mail(&house, MailKind::News).await;
    assert_eq!(told.subject, UPDATE);
    assert!(writer.page("").await.text().contains("Geplaatst"));
    house.everything_adds_up();
}

async fn news_that_is_declined_comes_back_with_the_reason(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, clerk) = running(&house).await;
    writes(&writer, NEWS).await;
    let form = clerk.get(DESK).await.form_with("/decline");
    let typed = [("reason", "Er staat een naam in.")];
    let done = clerk.submit(&form, &typed).await;
    assert!(done.text().contains("Niet geplaatst"), "{}", done.text());
    let mail = writer.mail(&house, MailKind::UpdateDeclined).await;
    assert!(mail.text.contains("Er staat een naam in."));
    let own = writer.page("").await.text();
    assert!(own.contains("Niet geplaatst") && own.contains("Er staat een naam in."));
    let public = house.visitor().get(PUBLIC).await.text();
    assert!(!public.contains("bijeenkomst") && !public.contains("Er staat een naam in."));
    // The same words again are another text to look at.
    writes(&writer, NEWS).await;
    assert!(clerk.get(DESK).await.text().contains("Plaats dit nieuws"));
}

async fn news_decided_twice_names_who_was_first(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, clerk) = running(&house).await;
    writes(&writer, NEWS).await;
    let other = house.staff("moderator").await;
    let late = other.get(DESK).await.form_with("/decline");
    let approval = clerk.get(DESK).await.form_with("/approve");
    clerk.submit(&approval, &[]).await;
    let typed = [("reason", "Er staat een naam in.")];
    let told = other.submit(&late, &typed).await;
    assert_eq!(told.status, 409);
    for part in ["Medewerker clerk was u voor", "Er staat een naam in."] {
        assert!(told.text().contains(part), "{part}: {}", told.text());
    }
    let again = clerk.submit(&approval, &[]).await;
    assert_eq!(again.status, 409);
    let events = "SELECT COUNT(*) AS number FROM petition_events WHERE kind = 'update'";
    assert_eq!(house.number(events), 1);
    let declined = "SELECT COUNT(*) AS number FROM outbox WHERE message = 'update_declined'";
    assert_eq!(house.number(declined), 0);
}

async fn news_decided_at_once_is_decided_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, clerk) = running(&house).await;
    let moderator = house.staff("moderator").await;
    for round in 1..4 {
        writes(&writer, &format!("Nieuws {round}")).await;
        let approval = clerk.get(DESK).await.form_with("/approve");
        let decline = moderator.get(DESK).await.form_with("/decline");
        let (one, other) = (clerk.clone(), moderator.clone());
        let (approved, declined) = at_once(
            async move { one.submit(&approval, &[]).await.status },
            async move { other.submit(&decline, &[("reason", "Nee.")]).await.status },
        )
        .await;
        assert!(
            matches!((approved, declined), (200, 409) | (409, 200)),
            "{approved} {declined}"
        );
        let entries = "SELECT COUNT(*) AS number FROM audit_entries WHERE act LIKE 'update_%'";
        assert_eq!(house.number(entries), round);
    }
    house.everything_adds_up();
}

async fn a_reason_that_cannot_be_taken_is_not_lost(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, clerk) = running(&house).await;
    writes(&writer, NEWS).await;
    let form = clerk.get(DESK).await.form_with("/decline");
    let none = clerk.submit(&form, &[("reason", " ")]).await;
    assert_eq!(none.status, 400);
    assert!(
        none.text()
            .contains("Schrijf op waarom u het nieuws niet plaatst.")
    );
    let long = "ë".repeat(5_001);
    let back = clerk.submit(&form, &[("reason", &long)]).await;
    assert_eq!(back.status, 400);
    assert!(back.text().contains("Dit is te lang."));
    assert_eq!(back.form_with("/decline").value("reason"), long);
    let typed = [("csrf", "zzz"), ("reason", "Een <naam>.")];
    let back = clerk.submit(&form, &typed).await;
    assert_eq!(back.status, 403);
    let again = back.form_with("/decline");
    assert_eq!(again.value("reason"), "Een <naam>.");
    let waiting = "SELECT COUNT(*) AS number FROM petition_updates WHERE state = 'waiting'";
    assert_eq!(house.number(waiting), 1);
    assert_eq!(clerk.submit(&again, &[]).await.status, 200);
    assert_eq!(house.number(waiting), 0);
    let reader = house.staff("reader").await;
    assert_eq!(reader.submit(&form, &typed).await.status, 403);
}

async fn news_that_cannot_be_taken_is_not_lost(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, _) = running(&house).await;
    let long = "ë".repeat(5_001);
    for (typed, part) in [("", "Vul dit in."), (&long, "Dit is te lang.")] {
        let back = writes(&writer, typed).await;
        assert_eq!(back.status, 400);
        assert!(back.text().contains(part), "{part}");
        assert_eq!(back.post_form().value("value"), typed);
    }
    let form = writer.page("/news").await.post_form();
    let typed = [("csrf", ""), ("value", NEWS)];
    let back = writer.browser.submit(&form, &typed).await;
    assert_eq!(back.status, 403);
    assert_eq!(back.post_form().value("value"), NEWS);
    for number in 0..3 {
        let sent = writes(&writer, &format!("Nieuws {number}")).await;
        assert_eq!(sent.path, format!("{}?sent=news", writer.mine));
    }
    let back = writes(&writer, "Nieuws 4").await;
    assert_eq!(back.status, 400);
    assert!(
        back.text()
            .contains("Er wacht al nieuws van u op de griffie.")
    );
    assert_eq!(back.post_form().value("value"), "Nieuws 4");
}

async fn only_a_running_petition_has_news(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = Writer::files(&house, TITLE, "petition").await;
    let early = writer.page("/news").await;
    assert_eq!(early.header("location"), Some(writer.mine.as_str()));
    let clerk = house.staff("clerk").await;
    decides(&clerk, "P26-0001", "admit", &[]).await;
    let form = writer.page("/news").await.post_form();
    let typed = [("code", "other"), ("reason", "Weg.")];
    decides(&clerk, "P26-0001", "take-down", &typed).await;
    let late = writer.browser.submit(&form, &[("value", NEWS)]).await;
    assert_eq!(late.status, 400);
    assert!(
        late.text()
            .contains("Deze petitie kan geen nieuws meer krijgen.")
    );
    assert_eq!(late.post_form().value("value"), NEWS);
    let rows = "SELECT COUNT(*) AS number FROM petition_updates";
    assert_eq!(house.number(rows), 0);
}
