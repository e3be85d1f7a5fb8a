//! Complaints: by either side within six months, never decided by the first decider, and what was wrongly
//! hidden comes back.

use super::{HIDES, decisions, hides_input, reports};
use crate::inputs::take_part::{open_round, takes_part};
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::visitor::Visitor;
use chrono::TimeDelta;

on_both_databases!(
    an_author_is_put_in_the_right_by_somebody_else,
    the_first_decider_never_decides_the_complaint,
    whoever_reported_is_put_in_the_right_and_the_text_is_hidden,
    a_complaint_comes_once_in_time_and_by_its_own_link,
    of_two_reviewers_one_decides,
);

const JAN: &str = "jan@voorbeeld.example";
const ELS: &str = "els@voorbeeld.example";

/// An input that a moderator hid; answers its address, the link of its author, and the moderator.
async fn hidden(house: &TestHouse) -> (String, String, Visitor) {
    let round = open_round(house).await;
    takes_part(house, &round, "Sukkel die je bent.", JAN).await;
    let moderator = house.staff("moderator").await;
    hides_input(&moderator).await;
    let mails = house.mails_to(JAN).await;
    let told = mails
        .iter()
        .find(|mail| mail.kind() == MailKind::InputModerated)
        .unwrap();
    let link = told.path_with("/complaints/");
    (format!("/rounds/{}/inputs/1", round.slug), link, moderator)
}

async fn complains(browser: &Visitor, link: &str) {
    let form = browser.get(link).await;
    assert_eq!(form.status, 200, "{}", form.text());
    let fields = [("complaint", "Het was een citaat.")];
    let done = browser.submit(&form.form_with("complaint"), &fields).await;
    assert!(
        done.text().contains("Wij hebben uw verzoek."),
        "{}",
        done.text()
    );
}

const RIGHT: [(&str, &str); 2] = [("outcome", "upheld"), ("reason", "Het was een citaat.")];

async fn an_author_is_put_in_the_right_by_somebody_else(engine: Engine) {
    let house = TestHouse::open(engine);
    let (at, link, _) = hidden(&house).await;
    let jan = house.visitor();
    complains(&jan, &link).await;
    let clerk = house.staff("clerk").await;
    let list = clerk.get("/desk/notices?list=complaints").await;
    assert!(
        list.text()
            .contains("De schrijver vraagt een nieuw besluit")
    );
    let case = clerk.get("/desk/complaints/1").await;
    assert!(case.text().contains("Het was een citaat."));
    assert!(
        case.text().contains("U scheldt iemand uit."),
        "the first decision"
    );
    let done = clerk.submit(&case.form_with("outcome"), &RIGHT).await;
    assert_eq!(
        done.path,
        "/desk/notices?list=complaints",
        "{}",
        done.text()
    );
    assert!(house.visitor().get(&at).await.text().contains("Sukkel"));
    let page = jan.get(&link).await;
    assert!(page.text().contains("Het verzoek is terecht"));
    let told = house.mails_to(JAN).await;
    assert!(told.last().unwrap().text.contains("Het was een citaat."));
    let log = house.visitor().get("/moderation-log").await;
    assert!(log.text().contains("100 %"), "{}", log.text());
    house.everything_adds_up();
}

async fn the_first_decider_never_decides_the_complaint(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, link, moderator) = hidden(&house).await;
    complains(&house.visitor(), &link).await;
    let case = moderator.get("/desk/complaints/1").await;
    assert!(case.text().contains("U nam het eerste besluit."));
    assert!(
        case.forms()
            .iter()
            .all(|form| form.action != "/desk/complaints/1")
    );
    // By direct request, with a proof of their own browser for that address.
    let clerk = house.staff("clerk").await;
    let mut form = clerk.get("/desk/complaints/1").await.form_with("outcome");
    let refused = moderator.submit(&form, &RIGHT).await;
    assert_eq!(refused.status, 403, "a proof holds for one browser");
    let cookie = clerk.cookie("weerklank-form").unwrap();
    moderator.set_cookie("weerklank-form", &cookie);
    form.action = "/desk/complaints/1".to_owned();
    let refused = moderator.submit(&form, &RIGHT).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert_eq!(decisions(&house), 1);
    // The database keeps it as well.
    let outcome = house.house().store.write(|db| {
        use diesel::RunQueryDsl as _;
        let forced = "UPDATE complaints SET outcome = 'rejected', reviewer_id = decided_by,
            review_id = decision_id, closed_at = opened_at";
        diesel::sql_query(forced).execute(db)?;
        Ok::<_, weerklank_store::StoreError>(())
    });
    assert!(outcome.is_err());
    let other = house.house().store.write(|db| {
        use diesel::RunQueryDsl as _;
        diesel::sql_query("UPDATE complaints SET decided_by = decided_by + 1").execute(db)?;
        Ok::<_, weerklank_store::StoreError>(())
    });
    assert!(
        other.is_err(),
        "nobody else can be named as the first decider"
    );
}

async fn whoever_reported_is_put_in_the_right_and_the_text_is_hidden(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, "Sukkel die je bent.", JAN).await;
    let at = format!("/rounds/{}/inputs/1", round.slug);
    let els = house.visitor();
    let receipt = reports(&els, &at, ELS).await;
    let moderator = house.staff("moderator").await;
    let case = moderator.get("/desk/notices/1").await;
    let keeps = [("outcome", "not_upheld"), ("reason", "Dit mag.")];
    moderator.submit(&case.form_with("outcome"), &keeps).await;
    let page = els.get(&receipt.path).await;
    let link = page
        .references()
        .into_iter()
        .find(|link| link.starts_with("/complaints/notifier/"))
        .unwrap();
    complains(&els, &link).await;
    let clerk = house.staff("clerk").await;
    let case = clerk.get("/desk/complaints/1").await;
    let form = case.form_with("outcome");
    let lacking = clerk.submit(&form, &RIGHT).await;
    assert_eq!(
        lacking.status, 400,
        "nothing is hidden without rule and facts"
    );
    let mut fields = HIDES.to_vec();
    fields.push(("outcome", "upheld"));
    let done = clerk.submit(&form, &fields).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert!(!house.visitor().get(&at).await.text().contains("Sukkel"));
    let author = house.mails_to(JAN).await;
    assert!(
        author
            .last()
            .unwrap()
            .text
            .contains("U scheldt iemand uit.")
    );
    let told = house.mails_to(ELS).await;
    assert_eq!(told.len(), 3, "received, decided, decided anew");
    let page = els.get(&receipt.path).await;
    assert!(
        page.text()
            .contains("Daarna besliste iemand anders opnieuw")
    );
    house.everything_adds_up();
}

async fn a_complaint_comes_once_in_time_and_by_its_own_link(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, link, _) = hidden(&house).await;
    let jan = house.visitor();
    let form = jan.get(&link).await.form_with("complaint");
    let empty = jan.submit(&form, &[("complaint", " ")]).await;
    assert_eq!(empty.status, 400);
    let old = [("complaint", "Nee."), ("csrf", "old")];
    assert_eq!(jan.submit(&form, &old).await.status, 403);
    for wrong in [
        link.replace("/author/", "/notifier/"),
        link.replace("/1/", "/2/"),
        format!("{link}x"),
    ] {
        assert_eq!(jan.get(&wrong).await.status, 404, "{wrong}");
    }
    house.later(TimeDelta::days(190)).await;
    let late = jan.submit(&form, &[("complaint", "Nee.")]).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(jan.get(&link).await.text().contains("niet of niet meer"));
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM complaints"), 0);
}

async fn of_two_reviewers_one_decides(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, link, _) = hidden(&house).await;
    let (jan, again) = (house.visitor(), house.visitor());
    let form = jan.get(&link).await.form_with("complaint");
    let twice = form.clone();
    let text = [("complaint", "Het was een citaat.")];
    let (one, two) = at_once(
        async move { jan.submit(&form, &text).await.status },
        async move { again.submit(&twice, &text).await.status },
    )
    .await;
    let mut told = [one, two];
    told.sort_unstable();
    assert_eq!(told, [200, 409], "one complaint for each side");
    let (left, right) = (house.staff("clerk").await, house.staff_again("clerk").await);
    let first = left.get("/desk/complaints/1").await.form_with("outcome");
    let second = right.get("/desk/complaints/1").await.form_with("outcome");
    let rejects = [("outcome", "rejected"), ("reason", "Het besluit klopt.")];
    let (one, two) = at_once(
        async move { left.submit(&first, &RIGHT).await.status },
        async move { right.submit(&second, &rejects).await.status },
    )
    .await;
    let mut told = [one, two];
    told.sort_unstable();
    assert_eq!(told, [200, 409]);
    assert_eq!(decisions(&house), 2);
    house.everything_adds_up();
}
