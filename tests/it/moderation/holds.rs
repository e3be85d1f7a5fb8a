//! What is read first: everything, the first contribution of somebody, and what comes in quiet hours; and the
//! words that only mark.

use crate::inputs::take_part::takes_part;
use crate::replies::replies;
use crate::rounds::matter::{announced, plan, ready};
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::staff::press;
use chrono::TimeDelta;
use weerklank_domain::moderation::{Holds, QuietHours};
use weerklank_domain::rounds::ModerationTime;
use weerklank_store::rounds::RoundRecord;

on_both_databases!(
    the_first_contribution_of_somebody_is_read_first,
    what_comes_in_quiet_hours_is_read_first,
    what_is_rewritten_is_read_again,
    a_body_says_what_is_read_first_below_its_petitions,
    two_people_change_the_holds_at_once,
    a_word_of_the_list_marks_and_holds_nothing,
    wrong_words_and_hours_come_back,
);

const OPEN: &str = "SELECT COUNT(*) AS number FROM moderation_items WHERE closed_at IS NULL";

/// An open round with holds, at ten in the morning.
async fn round_with(house: &TestHouse, holds: Holds) -> RoundRecord {
    let actor = ready(house);
    let mut plan = plan();
    plan.moderation = ModerationTime::After;
    plan.holds = holds;
    let round = announced(house, &actor, &plan);
    house.later(TimeDelta::days(1)).await;
    round
}

fn why(house: &TestHouse) -> String {
    house.text(
        "SELECT why AS text FROM moderation_items WHERE closed_at IS NULL ORDER BY id DESC LIMIT 1",
    )
}

fn night() -> Option<QuietHours> {
    QuietHours::from_minutes(22 * 60, 7 * 60).ok()
}

/// Goes on to an hour of the next day, by the clock in Amsterdam in winter.
async fn at_hour(house: &TestHouse, hour: i64) {
    let now = house.house().clock.now();
    let midnight = weerklank_domain::calendar::start_of(weerklank_domain::calendar::day_of(now));
    house
        .later(midnight + TimeDelta::hours(24 + hour) - now)
        .await;
}

async fn the_first_contribution_of_somebody_is_read_first(engine: Engine) {
    let house = TestHouse::open(engine);
    let holds = Holds {
        is_first: true,
        ..Holds::default()
    };
    let round = round_with(&house, holds).await;
    let page = house
        .visitor()
        .get(&format!("/rounds/{}", round.slug))
        .await;
    assert!(
        page.text().contains("De eerste keer dat u hier schrijft"),
        "{}",
        page.text()
    );
    let jan = "jan@voorbeeld.example";
    let (browser, _) = takes_part(&house, &round, "Meer bomen langs de kade.", jan).await;
    assert_eq!(why(&house), "newcomer");
    let again = takes_part(&house, &round, "En banken bij de haven.", jan).await;
    assert_eq!(
        house.number(OPEN),
        2,
        "nothing of Jan is read by everybody yet: {}",
        again.1.path
    );
    let moderator = house.staff("moderator").await;
    let list = moderator.get("/desk/moderation").await;
    assert!(list.text().contains("Nieuw hier"));
    let input = moderator.get("/desk/rounds/1/inputs/1").await;
    moderator.submit(&input.form_with("/approve"), &[]).await;
    takes_part(&house, &round, "Of een fontein op het plein.", jan).await;
    assert_eq!(house.number(OPEN), 1, "Jan is no newcomer any more");
    let thread = format!("/rounds/{}/inputs/1/replies", round.slug);
    let told = replies(&browser, &thread, "Graag snel.").await;
    assert!(told.path.contains("/replies/"), "{}", told.path);
    let els = house.visitor();
    let els_form = els.get(&thread).await;
    assert!(
        els_form
            .text()
            .contains("De eerste keer dat u hier schrijft")
    );
    house.everything_adds_up();
}

async fn what_comes_in_quiet_hours_is_read_first(engine: Engine) {
    let house = TestHouse::open(engine);
    let holds = Holds {
        quiet: night(),
        ..Holds::default()
    };
    let round = round_with(&house, holds).await;
    let page = house
        .visitor()
        .get(&format!("/rounds/{}", round.slug))
        .await;
    assert!(
        page.text().contains("Wat tussen 22:00 en 07:00 uur komt"),
        "{}",
        page.text()
    );
    at_hour(&house, 12).await;
    takes_part(
        &house,
        &round,
        "Meer bomen langs de kade.",
        "jan@voorbeeld.example",
    )
    .await;
    assert_eq!(house.number(OPEN), 0);
    at_hour(&house, 2).await;
    takes_part(
        &house,
        &round,
        "En banken bij de haven.",
        "els@voorbeeld.example",
    )
    .await;
    assert_eq!(why(&house), "quiet_hours");
    let hidden = house
        .visitor()
        .get(&format!("/rounds/{}/inputs/2", round.slug))
        .await;
    assert!(
        !hidden.text().contains("banken bij de haven"),
        "{}",
        hidden.text()
    );
    house.everything_adds_up();
}

async fn what_is_rewritten_is_read_again(engine: Engine) {
    let house = TestHouse::open(engine);
    let holds = Holds {
        quiet: night(),
        ..Holds::default()
    };
    let round = round_with(&house, holds).await;
    at_hour(&house, 12).await;
    let jan = "jan@voorbeeld.example";
    takes_part(&house, &round, "Meer bomen langs de kade.", jan).await;
    let mails = house.mails_to(jan).await;
    let mine = mails.last().unwrap().path_with("/my-input/");
    at_hour(&house, 3).await;
    let author = house.visitor();
    let form = author.get(&mine).await.form_with("text");
    let done = author
        .submit(&form, &[("text", "Sukkels, allemaal.")])
        .await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(why(&house), "quiet_hours", "nobody is there to read it");
    let public = house
        .visitor()
        .get(&format!("/rounds/{}/inputs/1", round.slug))
        .await;
    assert!(!public.text().contains("Sukkels"), "{}", public.text());
    house.everything_adds_up();
}

async fn a_body_says_what_is_read_first_below_its_petitions(engine: Engine) {
    let house = TestHouse::open(engine);
    house.enter(&Paper::open("brug"));
    let (thread, jan) = crate::replies::thread_below_an_input(&house).await;
    let below = "/petitions/brug/replies";
    let first = replies(&jan, below, "Daar ben ik voor.").await;
    assert_eq!(first.path, format!("{below}/1"));
    let clerk = house.staff("clerk").await;
    let page = clerk.get("/desk/moderation/holds?body=raad").await;
    let set = [("body", "raad"), ("is_before", "1")];
    let done = clerk.submit(&page.form_with("revision"), &set).await;
    assert!(done.text().contains("Bewaard."), "{}", done.text());
    let second = replies(&jan, below, "En nog iets.").await;
    assert!(second.path.ends_with("?received=1"), "{}", second.path);
    assert_eq!(why(&house), "before");
    // A round says that itself.
    let other = replies(&jan, &thread, "En daar ook.").await;
    assert!(other.path.ends_with("/1"), "{}", other.path);
    house.everything_adds_up();
}

async fn two_people_change_the_holds_at_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (clerk, admin) = (house.staff("clerk").await, house.staff("admin").await);
    let address = "/desk/moderation/holds?body=raad";
    let (one, other) = (clerk.get(address).await, admin.get(address).await);
    let first = clerk
        .submit(&one.form_with("revision"), &[("holds_first", "1")])
        .await;
    assert_eq!(first.status, 200, "{}", first.text());
    let late = admin
        .submit(&other.form_with("revision"), &[("is_before", "1")])
        .await;
    assert_eq!(late.status, 409, "{}", late.text());
    let again = admin.submit(&late.form_with("revision"), &[]).await;
    assert!(again.text().contains("Bewaard."), "{}", again.text());
    let rows = "SELECT COUNT(*) AS number FROM holds WHERE is_before AND NOT is_first";
    assert_eq!(house.number(rows), 1);
    let entries = "SELECT COUNT(*) AS number FROM audit_entries WHERE act = 'holds_changed'";
    assert_eq!(house.number(entries), 2);
    let moderator = house.staff("moderator").await;
    assert_eq!(moderator.get(address).await.status, 403);
}

async fn a_word_of_the_list_marks_and_holds_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = round_with(&house, Holds::default()).await;
    let moderator = house.staff("moderator").await;
    let page = moderator.get("/desk/moderation/signals").await;
    let typed = [("phrase", "Rot  óp"), ("body", "raad")];
    for _ in 0..2 {
        let done = moderator.submit(&page.form_with("phrase"), &typed).await;
        assert!(done.text().contains("Rot óp"), "{}", done.text());
    }
    let words = "SELECT COUNT(*) AS number FROM signal_words";
    assert_eq!(house.number(words), 1, "once, whatever its spelling");
    takes_part(
        &house,
        &round,
        "Jullie kunnen oprotten of: rot op.",
        "jan@voorbeeld.example",
    )
    .await;
    let read = house
        .visitor()
        .get(&format!("/rounds/{}/inputs/1", round.slug))
        .await;
    assert!(read.text().contains("rot op"), "everybody reads it");
    assert_eq!(why(&house), "signal");
    let list = moderator.get("/desk/moderation?signal=word").await;
    assert!(list.text().contains("R1-0001"), "{}", list.text());
    let page = moderator.get("/desk/moderation/signals").await;
    let gone = moderator.submit(&page.form_with("/drop"), &[]).await;
    assert!(!gone.text().contains("Rot óp"), "{}", gone.text());
    takes_part(
        &house,
        &round,
        "Weer iets: rot op daar.",
        "els@voorbeeld.example",
    )
    .await;
    assert_eq!(house.number(OPEN), 1);
    let reader = house.staff("reader").await;
    let refused = press(&reader, "/desk/moderation/signals", &typed).await;
    assert_eq!(refused.status, 403);
    house.everything_adds_up();
}

async fn wrong_words_and_hours_come_back(engine: Engine) {
    let house = TestHouse::open(engine);
    assert!(house.house().clock.now() >= start_of_test());
    let clerk = house.staff("clerk").await;
    let page = clerk.get("/desk/moderation/signals").await;
    let long = "a".repeat(81);
    for (phrase, body) in [
        ("", "raad"),
        ("–", "raad"),
        (long.as_str(), "raad"),
        ("sukkel", "maan"),
    ] {
        let typed = [("phrase", phrase), ("body", body)];
        let back = clerk.submit(&page.form_with("phrase"), &typed).await;
        assert_eq!(back.status, 400, "{phrase} {body}");
        assert!(back.text().contains("error-summary"));
    }
    let page = clerk.get("/desk/moderation/holds?body=raad").await;
    for (from, until) in [
        ("22:00", ""),
        ("", "7:00"),
        ("25:00", "07:00"),
        ("07:00", "7.00"),
    ] {
        let typed = [("quiet_from", from), ("quiet_until", until)];
        let back = clerk.submit(&page.form_with("revision"), &typed).await;
        assert_eq!(back.status, 400, "{from} {until}");
    }
    assert_eq!(
        clerk.get("/desk/moderation/holds?body=maan").await.status,
        404
    );
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM holds"), 0);
    // The database keeps no half of a pair, and no holds of nobody.
    for odd in [
        "INSERT INTO holds (body_id, is_before, is_first, quiet_from, revision) SELECT MIN(id), FALSE, FALSE, 60, 1 FROM bodies",
        "INSERT INTO holds (is_before, is_first, revision) VALUES (TRUE, FALSE, 1)",
    ] {
        assert!(!house.takes(odd), "{odd}");
    }
}
