//! The text of a petition, and its news, are reported, decided on and put back like everything else.

use super::reports;
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::staff::{HIDES, decides, moderates, moderation_form};
use crate::support::visitor::Visitor;
use crate::support::writer::{TITLE, Writer};

on_both_databases!(
    what_was_wrongly_taken_down_is_where_it_was,
    a_petition_whose_day_passed_meanwhile_closes_when_it_is_put_back,
    a_petition_that_waited_waits_again,
    words_of_a_petition_are_left_out_in_every_version_and_come_back,
    news_is_taken_off_the_thread_and_put_back,
    below_a_closed_petition_nobody_replies,
    a_petitioner_is_warned_and_then_suspended_from_writing,
    a_petition_is_removed_by_order,
    what_does_not_fit_a_petition_is_not_done,
    two_who_take_one_petition_down_take_it_down_once,
);

const PUBLIC: &str = "/petitions/maak-de-schoolstraat-veilig";
const REFERENCE: &str = "P26-0001";
const ELS: &str = "els@voorbeeld.example";
const RIGHT: [(&str, &str); 2] = [("outcome", "upheld"), ("reason", "Het was een citaat.")];
const BACK: [(&str, &str); 2] = [
    ("action", "restore"),
    ("reason", "Bij nader inzien mag dit."),
];
const STATE: &str = "SELECT state AS text FROM petitions";

/// What is said to do something else about it.
fn does<'a>(action: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("action", action)];
    fields.extend(&HIDES[1..]);
    fields.extend(more);
    fields
}

async fn open(house: &TestHouse) -> (Writer, Visitor) {
    let writer = Writer::files(house, TITLE, "petition").await;
    let clerk = house.staff("clerk").await;
    decides(&clerk, REFERENCE, "admit", &[]).await;
    (writer, clerk)
}

async fn public(house: &TestHouse) -> (u16, String) {
    let answer = house.visitor().get(PUBLIC).await;
    (answer.status, answer.text())
}

/// The petitioner asks for another decision by the link of the mail, and somebody else says that it was right.
async fn is_put_right(house: &TestHouse, writer: &Writer, reviewer: &Visitor) {
    let mail = writer.mail(house, MailKind::PetitionModerated).await;
    let browser = house.visitor();
    let page = browser.get(&mail.path_with("/complaints/")).await;
    let asked = [("complaint", "Het was een citaat.")];
    browser.submit(&page.form_with("complaint"), &asked).await;
    let case = reviewer.get("/desk/complaints/1").await;
    let done = reviewer.submit(&case.form_with("outcome"), &RIGHT).await;
    assert_eq!(done.status, 200, "{}", done.text());
}

async fn what_was_wrongly_taken_down_is_where_it_was(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, clerk) = open(&house).await;
    assert!(public(&house).await.1.contains("Meld dat dit niet mag"));
    let receipt = reports(&house.visitor(), PUBLIC, ELS).await;
    let moderator = house.staff("moderator").await;
    let list = moderator.get("/desk/moderation?kind=petition").await;
    assert!(list.text().contains(TITLE), "{}", list.text());
    let page = moderator.get("/desk/moderation/2").await;
    assert!(page.text().contains("Hier wordt iemand uitgescholden."));
    let form = page.form_with("seen");
    let done = moderator.submit(&form, &HIDES).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let (status, text) = public(&house).await;
    assert_eq!(status, 410);
    assert!(text.contains("Er stond een bedreiging in.") && !text.contains(TITLE));
    let told = house.visitor().get(&receipt.path).await.text();
    assert!(told.contains("U had gelijk."), "{told}");
    let mine = writer.page("").await.text();
    assert!(mine.contains("bedreigt iemand") && mine.contains("/complaints/author/"));

    is_put_right(&house, &writer, &clerk).await;
    let (status, text) = public(&house).await;
    assert_eq!(status, 200, "{text}");
    for part in [TITLE, "Teruggezet", "Weggehaald"] {
        assert!(text.contains(part), "{part}");
    }
    assert_eq!(house.text(STATE), "open");
    let log = house.visitor().get("/moderation-log").await.text();
    assert!(log.contains("Petitie") && log.contains("100 %"), "{log}");
    // Once more: the reversal of the first decision does not stand in the way.
    let again = moderates(&moderator, REFERENCE, "moderation", &HIDES).await;
    assert_eq!(again.status, 200, "{}", again.text());
    assert_eq!(public(&house).await.0, 410);
    house.everything_adds_up();
}

async fn a_petition_whose_day_passed_meanwhile_closes_when_it_is_put_back(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, clerk) = open(&house).await;
    moderates(&clerk, REFERENCE, "moderation", &HIDES).await;
    house.later(chrono::TimeDelta::days(400)).await;
    assert_eq!(house.text(STATE), "taken_down");
    let clerk = house.staff("clerk2").await;
    let done = moderates(&clerk, REFERENCE, "moderation", &BACK).await;
    assert_eq!(done.status, 200, "{}", done.text());
    house.settle().await;
    assert_eq!(house.text(STATE), "closed");
    house.everything_adds_up();
}

async fn a_petition_that_waited_waits_again(engine: Engine) {
    let house = TestHouse::open(engine);
    Writer::files(&house, TITLE, "petition").await;
    let clerk = house.staff("clerk").await;
    let owed = "SELECT COUNT(*) AS number FROM obligations WHERE met_at IS NULL";
    let waits = "SELECT COUNT(*) AS number FROM moderation_items WHERE closed_at IS NULL";
    assert_eq!((house.number(owed), house.number(waits)), (1, 1));
    moderates(&clerk, REFERENCE, "moderation", &HIDES).await;
    assert_eq!((house.number(owed), house.number(waits)), (0, 0));
    moderates(&clerk, REFERENCE, "moderation", &BACK).await;
    assert_eq!((house.number(owed), house.number(waits)), (1, 1));
    assert_eq!(house.text(STATE), "submitted");
    assert_eq!(public(&house).await.0, 404);
    house.everything_adds_up();
}

async fn words_of_a_petition_are_left_out_in_every_version_and_come_back(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, clerk) = open(&house).await;
    // The address, in small letters, stays what it was.
    let word = "Schoolstraat";
    assert!(TITLE.contains(word));
    let redacts = does("redact", &[("words", word)]);
    let done = moderates(&clerk, REFERENCE, "moderation", &redacts).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let (_, text) = public(&house).await;
    assert!(!text.contains(word), "{text}");
    assert!(text.contains("Regel vier bedreigt iemand."), "says why");
    let versions = "SELECT MAX(title) AS text FROM petition_versions";
    assert!(!house.text(versions).contains(word));
    let found = house.visitor().get(&format!("/petitions?q={word}")).await;
    assert!(!found.text().contains("maak-de-schoolstraat"));
    is_put_right(&house, &writer, &house.staff("clerk2").await).await;
    assert!(public(&house).await.1.contains(TITLE));
    assert_eq!(house.text(versions), TITLE);
    let found = house.visitor().get(&format!("/petitions?q={word}")).await;
    assert!(found.text().contains("maak-de-schoolstraat"));
    house.everything_adds_up();
}

async fn news_is_taken_off_the_thread_and_put_back(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, clerk) = open(&house).await;
    let form = writer.page("/news").await.post_form();
    let news = "De bijeenkomst was vol.";
    writer.browser.submit(&form, &[("value", news)]).await;
    let approves = [("action", "approve")];
    moderates(&clerk, REFERENCE, "news/1", &approves).await;
    let (_, text) = public(&house).await;
    assert!(text.contains(news) && text.contains("/petitions/maak-de-schoolstraat-veilig/news/1"));
    let at = format!("{PUBLIC}/news/1");
    let there = house.visitor().get(&at).await;
    assert_eq!(there.header("location"), Some(&*format!("{PUBLIC}#news-1")));
    reports(&house.visitor(), &at, ELS).await;
    let moderator = house.staff("moderator").await;
    let case = moderator.get("/desk/notices/1").await;
    assert!(case.text().contains(news), "{}", case.text());
    let mut upheld = HIDES.to_vec();
    upheld.push(("outcome", "upheld"));
    let done = moderator.submit(&case.form_with("outcome"), &upheld).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let (_, text) = public(&house).await;
    assert!(!text.contains(news) && text.contains("Dit nieuws is verborgen."));
    let api = house
        .visitor()
        .get(&format!("/api/v1{PUBLIC}"))
        .await
        .text();
    assert!(!api.contains(news));
    let gone = house.visitor().get(&format!("/report?at={at}")).await;
    assert!(!gone.text().contains(news));
    is_put_right(&house, &writer, &clerk).await;
    let (_, text) = public(&house).await;
    assert!(text.contains(news) && !text.contains("Dit nieuws is verborgen."));
    let events = "SELECT COUNT(*) AS number FROM petition_events WHERE kind = 'update'";
    assert_eq!(house.number(events), 1, "where it was before");
    for nowhere in ["/news/2", "/news/x"] {
        let answer = house.visitor().get(&format!("{PUBLIC}{nowhere}")).await;
        assert_eq!(answer.status, 404, "{nowhere}");
    }
    house.everything_adds_up();
}

async fn below_a_closed_petition_nobody_replies(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, clerk) = open(&house).await;
    let thread = format!("{PUBLIC}/replies");
    let takes = house.visitor().get(&thread).await.text();
    assert!(takes.contains("<textarea"), "{takes}");
    let closes = does("close", &[("term", "week")]);
    let done = moderates(&clerk, REFERENCE, "moderation", &closes).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let closed = house.visitor().get(&thread).await.text();
    assert!(!closed.contains("<textarea"), "{closed}");
    assert_eq!(house.text(STATE), "open", "signing goes on");
    let twice = moderates(&clerk, REFERENCE, "moderation", &closes).await;
    assert_eq!(twice.status, 400, "{}", twice.text());
    house.later(chrono::TimeDelta::days(8)).await;
    let again = house.visitor().get(&thread).await.text();
    assert!(again.contains("<textarea"), "the week is over");
    house.everything_adds_up();
}

async fn a_petitioner_is_warned_and_then_suspended_from_writing(engine: Engine) {
    let house = TestHouse::open(engine);
    let (writer, clerk) = open(&house).await;
    let suspends = does("suspend", &[("term", "month")]);
    let early = moderates(&clerk, REFERENCE, "moderation", &suspends).await;
    assert_eq!(early.status, 400, "a warning comes first");
    let warned = moderates(&clerk, REFERENCE, "moderation", &does("warn", &[])).await;
    assert_eq!(warned.status, 200, "{}", warned.text());
    let done = moderates(&clerk, REFERENCE, "moderation", &suspends).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let marks = "SELECT COUNT(*) AS number FROM writer_marks";
    assert_eq!(house.number(marks), 2);
    assert_eq!(public(&house).await.0, 200, "the petition stays");
    let mail = writer.mail(&house, MailKind::PetitionModerated).await;
    assert!(mail.text.contains("een tijd geen inbreng"), "{}", mail.text);
    house.everything_adds_up();
}

async fn a_petition_is_removed_by_order(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, clerk) = open(&house).await;
    let order = [("authority", "Rechtbank"), ("reference", "C/12/345")];
    let removes = does("remove", &order);
    let moderator = house.staff("moderator").await;
    let form = moderation_form(&moderator, REFERENCE, "moderation").await;
    assert_eq!(moderator.submit(&form, &removes).await.status, 403);
    let done = moderates(&clerk, REFERENCE, "moderation", &removes).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(public(&house).await.0, 410);
    let left = "SELECT COUNT(*) AS number FROM petitions p JOIN petition_versions v ON v.petition_id = p.id
        WHERE p.request = '' AND v.request = '' AND p.title = v.title";
    assert_eq!(house.number(left), 1, "its words are gone");
    let desk = clerk.get("/desk/petitions/P26-0001/moderation").await;
    assert!(!desk.text().contains(TITLE));
    let undo = clerk
        .post_form("/desk/petitions/P26-0001/moderation", &BACK)
        .await;
    assert!(matches!(undo.status, 400 | 403 | 409), "{}", undo.status);
    assert_eq!(house.text(STATE), "taken_down");
    house.everything_adds_up();
}

async fn what_does_not_fit_a_petition_is_not_done(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, clerk) = open(&house).await;
    let nowhere = does("redact", &[("words", "staat er niet")]);
    for fields in [
        does("collapse", &[]),
        vec![("action", "approve")],
        vec![("action", "burn")],
        does("hide", &[("rule", "zzz")]),
        nowhere,
        vec![("action", "hide")],
        BACK.to_vec(),
    ] {
        let told = moderates(&clerk, REFERENCE, "moderation", &fields).await;
        assert!(
            matches!(told.status, 400 | 409),
            "{fields:?}: {}",
            told.text()
        );
    }
    let decided = "SELECT COUNT(*) AS number FROM moderation_decisions";
    assert_eq!(house.number(decided), 0);
    assert_eq!(house.text(STATE), "open");
    for path in [
        "/desk/petitions/P26-0009/moderation",
        "/desk/petitions/P26-0001/news/7",
    ] {
        assert_eq!(clerk.get(path).await.status, 404, "{path}");
    }
}

async fn two_who_take_one_petition_down_take_it_down_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, clerk) = open(&house).await;
    let moderator = house.staff("moderator").await;
    let one = moderation_form(&clerk, REFERENCE, "moderation").await;
    let other = moderation_form(&moderator, REFERENCE, "moderation").await;
    let (first, second) = at_once(
        async move { clerk.submit(&one, &HIDES).await },
        async move { moderator.submit(&other, &HIDES).await },
    )
    .await;
    let statuses = (first.status, second.status);
    assert!(matches!(statuses, (200, 409) | (409, 200)), "{statuses:?}");
    let late = if first.status == 409 { first } else { second };
    assert!(
        late.text().contains("Lees regel vier nog eens."),
        "nothing typed is lost"
    );
    let decided = "SELECT COUNT(*) AS number FROM moderation_decisions";
    assert_eq!(house.number(decided), 1);
    house.everything_adds_up();
}
