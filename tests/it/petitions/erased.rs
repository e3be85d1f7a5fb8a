//! What nobody came back to is erased on time, with everything that tells who it was.

use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::paper::UNCONFIRMED_TERM_DAYS;
use crate::support::writer::{TITLE, Writer};
use chrono::TimeDelta;

on_both_databases!(
    a_draft_that_nobody_touches_is_erased_after_ninety_days,
    a_supporter_who_never_confirmed_is_erased_after_the_term,
);

fn rows(house: &TestHouse, table: &str) -> i64 {
    house.number(&format!("SELECT COUNT(*) AS number FROM {table}"))
}

async fn a_draft_that_nobody_touches_is_erased_after_ninety_days(engine: Engine) {
    let house = TestHouse::open(engine);
    let filed = Writer::files(&house, "Een filmhuis in het oude postkantoor", "petition").await;
    let mut draft = Writer::begins(&house, TITLE).await;
    draft.email = "anders@voorbeeld.example".to_owned();
    draft.answers_everything("petition").await;
    draft.sends().await;
    draft.follows(&house, MailKind::FileLink).await;

    house.later(TimeDelta::days(89)).await;
    assert_eq!(rows(&house, "petitioners"), 2);
    // Looking is not touching, an answer is.
    draft.page("").await;
    draft.answers("request", &[("value", "Toch maar.")]).await;
    house.later(TimeDelta::days(89)).await;
    assert!(draft.page("").await.text().contains("Toch maar."));
    house.later(TimeDelta::days(1) + TimeDelta::hours(12)).await;

    assert_eq!(draft.page("").await.status, 404);
    assert_eq!(filed.page("").await.status, 200, "what was filed stays");
    for (table, left) in [
        ("petitions", 1),
        ("petitioners", 1),
        ("petition_counts", 1),
        ("petition_search", 1),
        ("petition_fts", 1),
    ] {
        assert_eq!(rows(&house, table), left, "{table}");
    }
    let about_it = "outbox WHERE message IN ('file_link', 'draft_link') AND sent_at IS NULL";
    assert_eq!(rows(&house, about_it), 0);
    let words = format!("petitions WHERE title = '{TITLE}' OR request = 'Toch maar.'");
    assert_eq!(rows(&house, &words), 0);
    house.everything_adds_up();
}

async fn a_supporter_who_never_confirmed_is_erased_after_the_term(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = Writer::files(&house, TITLE, "citizens_initiative").await;
    let link = writer.support_link().await;
    let sure = house.citizen("Anna Aa", "anna@voorbeeld.example");
    sure.supports_and_confirms(&house, &link).await;
    let unsure = house.citizen("Bert Bee", "bert@voorbeeld.example");
    unsure.supports(&link).await;
    let button = unsure.support_mail(&house).await;
    let form = house.visitor().get(&button).await.post_form();

    let term = TimeDelta::days(UNCONFIRMED_TERM_DAYS);
    house.later(term - TimeDelta::hours(1)).await;
    assert_eq!(rows(&house, "supporters"), 2);
    house.later(TimeDelta::hours(2)).await;
    assert_eq!(rows(&house, "supporters"), 1);
    let mails = "outbox WHERE message = 'confirm_support'";
    assert_eq!(rows(&house, mails), 1, "nor is his mail remembered");
    assert_eq!(house.visitor().get(&button).await.status, 404);
    assert_eq!(house.visitor().submit(&form, &[]).await.status, 404);
    let page = writer.page("").await.text();
    assert!(page.contains("U hebt nog 2 medestanders nodig."), "{page}");
    // He may begin anew; whoever confirmed stays.
    unsure.supports_and_confirms(&house, &link).await;
    house.later(TimeDelta::days(60)).await;
    assert_eq!(rows(&house, "supporters"), 2);
    house.everything_adds_up();
}
