//! The queue: whatever waits is in it, nothing decided stays in it, and two people do not decide one thing.

use super::{HIDES, decisions, reports};
use crate::inputs::take_part::{open_round, takes_part};
use crate::rounds::matter::{announced, plan, ready};
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::staff::press;
use crate::support::visitor::{Answer, Visitor};
use chrono::TimeDelta;
use weerklank_store::rounds::RoundRecord;

on_both_databases!(
    what_waits_is_in_the_queue_until_it_is_decided,
    one_decision_answers_every_notice,
    two_people_do_not_decide_one_item,
    two_decide_at_once_and_one_is_told,
    a_claim_ends_by_itself,
    what_draws_attention_is_published_and_marked,
    what_is_taken_back_leaves_the_queue,
    news_of_a_petitioner_is_in_the_queue,
    a_petition_waits_for_the_clerk_only,
);

pub(super) const OPEN: &str =
    "SELECT COUNT(*) AS number FROM moderation_items WHERE closed_at IS NULL";
pub(super) const WORDS: &str =
    "Maak van het plein een plek waar kinderen kunnen spelen en ouderen kunnen zitten.";

/// An open round in which everything is read first.
pub(super) async fn read_first(house: &TestHouse) -> RoundRecord {
    let actor = ready(house);
    let round = announced(house, &actor, &plan());
    house.later(TimeDelta::days(1)).await;
    round
}

pub(super) fn item(house: &TestHouse) -> i64 {
    house.number("SELECT MIN(id) AS number FROM moderation_items WHERE closed_at IS NULL")
}

/// Opens an item as the button of the list does.
pub(super) async fn opens(staff: &Visitor, id: i64) -> Answer {
    let list = staff.get("/desk/moderation").await;
    let button = [("open", &*id.to_string())];
    let page = staff.submit(&list.form_with("within"), &button).await;
    assert_eq!(page.status, 200, "{}", page.text());
    page
}

pub(super) fn hides() -> Vec<(&'static str, &'static str)> {
    HIDES.to_vec()
}

pub(super) const APPROVES: [(&str, &str); 1] = [("action", "approve")];

async fn what_waits_is_in_the_queue_until_it_is_decided(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = read_first(&house).await;
    takes_part(&house, &round, WORDS, "jan@voorbeeld.example").await;
    assert_eq!(house.number(OPEN), 1);
    house.everything_adds_up();
    let moderator = house.staff("moderator").await;
    let today = moderator.get("/desk").await;
    assert!(today.text().contains("/desk/moderation"));
    let list = moderator.get("/desk/moderation").await;
    assert!(list.text().contains("R1-0001") && list.text().contains("kinderen kunnen spelen"));
    let page = opens(&moderator, item(&house)).await;
    assert!(page.text().contains("De plekken"), "what can change");
    assert!(page.text().contains("Nog niemand kan dit lezen"));
    let done = moderator.submit(&page.form_with("seen"), &APPROVES).await;
    assert!(done.path.starts_with("/desk/moderation?"), "{}", done.path);
    assert!(done.text().contains("Goedgekeurd."), "{}", done.text());
    assert_eq!(house.number(OPEN), 0);
    let by = "SELECT COUNT(*) AS number FROM moderation_items i JOIN moderation_decisions d ON d.id = i.decision_id";
    assert_eq!(house.number(by), 1, "closed by its decision");
    let read = house
        .visitor()
        .get(&format!("/rounds/{}/inputs/1", round.slug))
        .await;
    assert!(read.text().contains("kinderen kunnen spelen"));
    let again = moderator.submit(&page.form_with("seen"), &hides()).await;
    assert_eq!(again.status, 409, "{}", again.text());
    assert!(
        again.text().contains("Er staat een scheldwoord."),
        "what was typed stays"
    );
    assert_eq!(decisions(&house), 1);
    house.everything_adds_up();
}

async fn one_decision_answers_every_notice(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, WORDS, "jan@voorbeeld.example").await;
    let at = format!("/rounds/{}/inputs/1", round.slug);
    for email in ["els@voorbeeld.example", "piet@voorbeeld.example"] {
        reports(&house.visitor(), &at, email).await;
    }
    let notices = "SELECT CAST(notices AS BIGINT) AS number FROM moderation_items";
    assert_eq!(house.number(notices), 2);
    house.everything_adds_up();
    let moderator = house.staff("moderator").await;
    let page = opens(&moderator, item(&house)).await;
    assert!(page.text().contains("M26-0001") && page.text().contains("M26-0002"));
    let without = moderator.submit(&page.form_with("seen"), &APPROVES).await;
    assert_eq!(without.status, 400, "whoever reported hears why");
    let kept = [APPROVES[0], ("reason", "Dit is scherp en mag.")];
    let done = moderator.submit(&without.form_with("seen"), &kept).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(house.number(OPEN), 0);
    assert_eq!(decisions(&house), 1, "one decision for both");
    for email in ["els@voorbeeld.example", "piet@voorbeeld.example"] {
        let mails = house.mails_to(email).await;
        let told = mails.last().unwrap();
        assert_eq!(told.kind(), MailKind::NoticeNews);
        assert!(
            told.text.contains("De tekst mag blijven staan."),
            "{}",
            told.text
        );
    }
    house.everything_adds_up();
}

async fn two_people_do_not_decide_one_item(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = read_first(&house).await;
    takes_part(&house, &round, WORDS, "jan@voorbeeld.example").await;
    let (one, other) = (
        house.staff("moderator").await,
        house.staff("moderator2").await,
    );
    let id = item(&house);
    let first = opens(&one, id).await;
    let held = opens(&other, id).await;
    assert!(held.text().contains("Nu werkt hieraan") && !held.text().contains("name=\"seen\""));
    // By direct request, on this page and on that of the input.
    let direct = other.submit(&first.form_with("seen"), &APPROVES).await;
    assert_eq!(direct.status, 403, "a form of another browser");
    let here = format!("/desk/moderation/{id}");
    let seen = first.form_with("seen");
    let seen = seen.fields.iter().find(|(name, _)| name == "seen").unwrap();
    let fields = [APPROVES[0], ("seen", seen.1.as_str())];
    let direct = press(&other, &here, &fields).await;
    assert_eq!(direct.status, 409, "{}", direct.text());
    let input = other.get("/desk/rounds/1/inputs/1").await;
    let by_input = other.submit(&input.form_with("/approve"), &[]).await;
    assert_ne!(by_input.status, 200, "{}", by_input.text());
    let batch = press(&other, "/desk/moderation", &[("item", seen.1.as_str())]).await;
    assert!(batch.header("location").unwrap().contains("of=0&left="));
    assert_eq!(decisions(&house), 0);

    let taken = other.submit(&held.form_with("/take"), &[]).await;
    assert_eq!(taken.status, 200, "{}", taken.text());
    let late = one.submit(&first.form_with("seen"), &hides()).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(
        late.text().contains("Er staat een scheldwoord."),
        "what was typed stays"
    );
    let done = other.submit(&taken.form_with("seen"), &APPROVES).await;
    assert!(done.text().contains("Goedgekeurd."), "{}", done.text());
    assert_eq!(decisions(&house), 1);
    let entry = "SELECT COUNT(*) AS number FROM audit_entries WHERE act = 'item_taken_over'";
    assert_eq!(house.number(entry), 1);
    house.everything_adds_up();
}

async fn two_decide_at_once_and_one_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = read_first(&house).await;
    let (one, other) = (
        house.staff("moderator").await,
        house.staff("moderator2").await,
    );
    let texts = [
        "Zet bankjes bij de haven.",
        "Maak de brug breder voor fietsers.",
        "Meer licht langs de kade in de winter.",
    ];
    for (number, text) in (1..).zip(texts) {
        let email = format!("jan{number}@voorbeeld.example");
        takes_part(&house, &round, text, &email).await;
        // Nobody opened it: both look at it by its address.
        let here = format!("/desk/moderation/{}", item(&house));
        let (first, second) = (one.get(&here).await, other.get(&here).await);
        let sends = |staff: &Visitor, page: &Answer, fields: Vec<(&'static str, &'static str)>| {
            let (staff, form) = (staff.clone(), page.form_with("seen"));
            async move { staff.sends(&form, &fields).await }
        };
        let (a, b) = at_once(
            sends(&one, &first, APPROVES.to_vec()),
            sends(&other, &second, hides()),
        )
        .await;
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "{}{}", a.text(), b.text());
        assert_eq!(decisions(&house), number);
    }
    house.everything_adds_up();
}

async fn a_claim_ends_by_itself(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = read_first(&house).await;
    takes_part(&house, &round, WORDS, "jan@voorbeeld.example").await;
    let (one, other) = (
        house.staff("moderator").await,
        house.staff("moderator2").await,
    );
    let id = item(&house);
    opens(&one, id).await;
    house.later(TimeDelta::minutes(14)).await;
    let held = opens(&other, id).await;
    assert!(held.text().contains("Nu werkt hieraan"));
    let free = other.get("/desk/moderation?whose=free").await;
    assert!(!free.text().contains("R1-0001"));
    house.later(TimeDelta::minutes(1)).await;
    let free = other.get("/desk/moderation?whose=free").await;
    assert!(free.text().contains("R1-0001"));
    let page = opens(&other, id).await;
    assert!(!page.text().contains("Nu werkt hieraan"), "{}", page.text());
    let mine = other.get("/desk/moderation?whose=mine").await;
    assert!(mine.text().contains("R1-0001"));
    let back = other.submit(&page.form_with("/next"), &[]).await;
    assert!(back.path.starts_with("/desk/moderation?"), "{}", back.path);
    let nobody = "SELECT COUNT(*) AS number FROM moderation_items WHERE claimed_by IS NOT NULL";
    assert_eq!(house.number(nobody), 0);
}

async fn what_draws_attention_is_published_and_marked(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let text = "Bel Kees op 06-12345678 of kijk op https://kopen.example/nu.";
    takes_part(&house, &round, text, "jan@voorbeeld.example").await;
    let at = format!("/rounds/{}/inputs/1", round.slug);
    assert!(
        house
            .visitor()
            .get(&at)
            .await
            .text()
            .contains("06-12345678")
    );
    let moderator = house.staff("moderator").await;
    let list = moderator.get("/desk/moderation?signal=phone").await;
    assert!(list.text().contains("R1-0001"), "{}", list.text());
    let other = moderator.get("/desk/moderation?signal=address").await;
    assert!(!other.text().contains("R1-0001"));
    let page = opens(&moderator, item(&house)).await;
    assert!(page.text().contains("kopen.example") && page.text().contains("Telefoonnummer"));
    let done = moderator.submit(&page.form_with("seen"), &APPROVES).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(
        (decisions(&house), house.number(OPEN)),
        (0, 0),
        "nothing was restricted"
    );
    let entry = "SELECT COUNT(*) AS number FROM audit_entries WHERE act = 'signals_seen'";
    assert_eq!(house.number(entry), 1);
    house.everything_adds_up();
}

async fn what_is_taken_back_leaves_the_queue(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = read_first(&house).await;
    takes_part(&house, &round, WORDS, "jan@voorbeeld.example").await;
    let moderator = house.staff("moderator").await;
    let page = opens(&moderator, item(&house)).await;
    let mails = house.mails_to("jan@voorbeeld.example").await;
    let mine = mails.last().unwrap().path_with("/my-input/");
    let author = house.visitor();
    let own = author.get(&format!("{mine}/withdraw")).await;
    let gone = author.submit(&own.form_with("/withdraw"), &[]).await;
    assert_eq!(gone.status, 200, "{}", gone.text());
    assert_eq!(house.number(OPEN), 0);
    let late = moderator.submit(&page.form_with("seen"), &hides()).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(
        !late.text().contains("kinderen kunnen spelen"),
        "nobody reads it any more"
    );
    assert_eq!(decisions(&house), 0);
    house.everything_adds_up();
}

async fn news_of_a_petitioner_is_in_the_queue(engine: Engine) {
    let house = TestHouse::open(engine);
    house.enter(&Paper::open("brug"));
    house.sql(
        "INSERT INTO petition_updates (petition_id, text, state, written_at)
         SELECT id, 'De brug is nu ook scheef.', 'waiting', '2026-03-01 00:00:00' FROM petitions",
    );
    assert!(
        !house.verify().differences.is_empty(),
        "what waits outside the queue is told"
    );
    house.sql(
        "INSERT INTO moderation_items (body_id, kind, update_id, why, awaits, notices, signals, is_newcomer, revision, opened_at)
         SELECT p.body_id, 'update', u.id, 'before', 'before', 0, 0, FALSE, 1, '2026-03-01 00:00:00'
         FROM petition_updates u JOIN petitions p ON p.id = u.petition_id",
    );
    house.everything_adds_up();
    let moderator = house.staff("moderator").await;
    let page = opens(&moderator, item(&house)).await;
    assert!(page.text().contains("De brug is nu ook scheef."));
    let without = moderator
        .submit(&page.form_with("seen"), &[("action", "hide")])
        .await;
    assert_eq!(without.status, 400, "the petitioner hears why");
    let done = moderator
        .submit(&without.form_with("seen"), &APPROVES)
        .await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(house.number(OPEN), 0);
    let state = house.text("SELECT state AS text FROM petition_updates");
    assert_eq!(state, "approved");
    house.everything_adds_up();
}

async fn a_petition_waits_for_the_clerk_only(engine: Engine) {
    use weerklank_domain::petitions::PetitionState;
    let house = TestHouse::open(engine);
    house.enter(&Paper::open("wacht").in_state(PetitionState::Submitted));
    assert_eq!(house.number(OPEN), 1);
    let id = item(&house);
    let moderator = house.staff("moderator").await;
    let list = moderator.get("/desk/moderation").await;
    assert!(
        !list.text().contains("/desk/petitions/P"),
        "{}",
        list.text()
    );
    let page = moderator.get(&format!("/desk/moderation/{id}")).await;
    assert_eq!(page.status, 403);
    let clerk = house.staff("clerk").await;
    let list = clerk.get("/desk/moderation?kind=petition").await;
    assert!(list.text().contains("/desk/petitions/P"), "{}", list.text());
    let page = clerk.get(&format!("/desk/moderation/{id}")).await;
    assert!(
        page.header("location")
            .unwrap()
            .starts_with("/desk/petitions/P")
    );
    let fields = [("seen", &*format!("{id}:1")), APPROVES[0]];
    let direct = press(&clerk, &format!("/desk/moderation/{id}"), &fields).await;
    assert_eq!(direct.status, 409, "{}", direct.text());
    assert_eq!(house.number(OPEN), 1);
    house.everything_adds_up();
}
