//! News of a petitioner: nothing is on the thread that the desk did not approve, and what is declined
//! is declined with a reason that arrives.

use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::{MailKind, UPDATE};
use crate::support::on_both_databases;
use crate::support::staff::{HIDES, decides, moderates, moderation_form};
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
const WHY: &str = "Lees regel vier nog eens.";
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
    let done = moderates(&clerk, "P26-0001", "news/1", &HIDES).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let mail = writer.mail(&house, MailKind::PetitionModerated).await;
    for part in [WHY, "bedreigt iemand", "bijeenkomst", "/complaints/author/"] {
        assert!(mail.text.contains(part), "{part}: {}", mail.text);
    }
    let own = writer.page("").await.text();
    assert!(own.contains("Niet geplaatst") && own.contains(WHY));
    let public = house.visitor().get(PUBLIC).await.text();
    assert!(!public.contains("bijeenkomst") && !public.contains(WHY));
    // The same words again are another text to look at.
    writes(&writer, NEWS).await;
    assert!(clerk.get(DESK).await.text().contains("Plaats dit nieuws"));
}

async fn news_decided_twice_names_who_was_first(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, clerk) = running(&house).await;
    writes(&writer, NEWS).await;
    let other = house.staff("moderator").await;
    let late = moderation_form(&other, "P26-0001", "news/1").await;
    let approval = clerk.get(DESK).await.form_with("/approve");
    clerk.submit(&approval, &[]).await;
    let again = clerk.submit(&approval, &[]).await;
    assert_eq!(again.status, 409);
    assert!(again.text().contains("Medewerker clerk was u voor"));
    // It may be taken off the thread again, but whoever hid it first is who hid it.
    let second = house.staff("clerk2").await;
    let later = moderation_form(&second, "P26-0001", "news/1").await;
    assert_eq!(other.submit(&late, &HIDES).await.status, 200);
    let told = second.submit(&later, &HIDES).await;
    assert_eq!(told.status, 409);
    for part in ["Medewerker moderator", WHY] {
        assert!(told.text().contains(part), "{part}: {}", told.text());
    }
    let events = "SELECT COUNT(*) AS number FROM petition_events WHERE kind = 'update'";
    assert_eq!(house.number(events), 1);
    let told = "SELECT COUNT(*) AS number FROM outbox WHERE message = 'petition_moderated'";
    assert_eq!(house.number(told), 1);
}

async fn news_decided_at_once_is_decided_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, clerk) = running(&house).await;
    let moderator = house.staff("moderator").await;
    let mut entries = 0;
    for round in 1..4 {
        writes(&writer, &format!("Nieuws {round}")).await;
        let approval = clerk.get(DESK).await.form_with("/approve");
        let what = format!("news/{round}");
        let decline = moderation_form(&moderator, "P26-0001", &what).await;
        let (one, other) = (clerk.clone(), moderator.clone());
        let (approved, declined) = at_once(
            async move { one.submit(&approval, &[]).await.status },
            async move { other.submit(&decline, &HIDES).await.status },
        )
        .await;
        // What was approved a moment before may still be hidden: then both were done, one after the other.
        assert!(
            matches!((approved, declined), (200, 200 | 409) | (409, 200)),
            "{approved} {declined}"
        );
        let done = i64::from(approved == 200) + i64::from(declined == 200);
        let decided = format!(
            "SELECT COUNT(*) AS number FROM moderation_decisions WHERE update_id = {round}"
        );
        assert_eq!(house.number(&decided), done);
        entries += done;
        let kept = "SELECT COUNT(*) AS number FROM audit_entries WHERE act LIKE 'update_%'";
        assert_eq!(house.number(kept), entries);
    }
    house.everything_adds_up();
}

async fn a_reason_that_cannot_be_taken_is_not_lost(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, clerk) = running(&house).await;
    writes(&writer, NEWS).await;
    let form = moderation_form(&clerk, "P26-0001", "news/1").await;
    let with = |reason: &'static str| [HIDES[0], HIDES[1], HIDES[2], ("reason", reason)];
    let none = clerk.submit(&form, &with(" ")).await;
    assert_eq!(none.status, 400);
    let long: &'static str = "ë".repeat(5_001).leak();
    let back = clerk.submit(&form, &with(long)).await;
    assert_eq!(back.status, 400);
    assert!(back.text().contains("Dit is te lang."));
    assert_eq!(back.form_with("reason").value("reason").trim(), long);
    let typed = [("csrf", "zzz"), ("reason", "Een <naam>.")];
    let back = clerk.submit(&form, &typed).await;
    assert_eq!(back.status, 403);
    let again = back.form_with("reason");
    assert_eq!(again.value("reason").trim(), "Een <naam>.");
    let waiting = "SELECT COUNT(*) AS number FROM petition_updates WHERE state = 'waiting'";
    assert_eq!(house.number(waiting), 1);
    assert_eq!(clerk.submit(&again, &HIDES[..3]).await.status, 200);
    assert_eq!(house.number(waiting), 0);
    let reader = house.staff("reader").await;
    assert_eq!(reader.submit(&form, &HIDES).await.status, 403);
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
    moderates(&clerk, "P26-0001", "moderation", &HIDES).await;
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
