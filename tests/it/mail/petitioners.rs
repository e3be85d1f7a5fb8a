//! Mails to petitioners, supporters and other authorities while the mail server is away: nothing is
//! lost, and nothing comes twice.

use super::smtp::Catcher;
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, until};
use crate::support::mailbox::{Mail, MailKind, OPENED, REVISE, SENT_ON};
use crate::support::on_both_databases;
use crate::support::staff::{HIDES, decides, moderates};
use crate::support::visitor::Visitor;
use crate::support::writer::{TITLE, Writer};
use chrono::TimeDelta;
use std::collections::BTreeSet;

on_both_databases!(an_hour_without_a_mail_server_loses_nothing_and_doubles_nothing);

const QUEUED: &str = "SELECT COUNT(*) AS number FROM outbox WHERE state = 'queued'";

/// Writes and files with the mails that the server took.
async fn files(house: &TestHouse, catcher: &Catcher, email: &str, instrument: &str) -> Writer {
    let mut writer = Writer::begins(house, TITLE).await;
    writer.email = email.to_owned();
    writer.answers_everything(instrument).await;
    writer.sends().await;
    house.settle().await;
    let mails = catcher.mails();
    let mine = |mail: &&Mail| mail.to == email && mail.kind() == MailKind::FileLink;
    writer.mine = mails.iter().find(mine).unwrap().path_with("/mine/");
    writer.sends().await;
    writer
}

async fn declines_news(house: &TestHouse, clerk: &Visitor, writer: &Writer) {
    let form = writer.page("/news").await.post_form();
    writer.browser.submit(&form, &[("value", "Nieuws.")]).await;
    let reference = writer.reference().await;
    let news = house.number("SELECT MAX(id) AS number FROM petition_updates");
    let done = moderates(clerk, &reference, &format!("news/{news}"), &HIDES).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert!(house.number(QUEUED) > 0);
}

async fn an_hour_without_a_mail_server_loses_nothing_and_doubles_nothing(engine: Engine) {
    let catcher = Catcher::start();
    let house = TestHouse::open_with(engine, |given| given.smtp_url = Some(catcher.url()));
    let clerk = house.staff("clerk").await;
    let sent_on = files(&house, &catcher, "een@voorbeeld.example", "petition").await;
    let open = files(&house, &catcher, "twee@voorbeeld.example", "petition").await;
    let backed = files(
        &house,
        &catcher,
        "drie@voorbeeld.example",
        "citizens_initiative",
    )
    .await;
    let draft = Writer::begins(&house, TITLE).await;
    house.settle().await;
    let before = catcher.mails().len();

    catcher.behave("refuse-temporarily");
    let reference = sent_on.reference().await;
    decides(&clerk, &reference, "revise", &[("reason", "Zeg waar.")]).await;
    sent_on.answers("request", &[("value", "Hier.")]).await;
    sent_on.sends().await;
    let to = [
        ("to_name", "Waterschap"),
        ("to_email", "post@waterschap.example"),
        ("reason", "Zij gaan erover."),
    ];
    decides(&clerk, &reference, "forward", &to).await;
    decides(&clerk, &open.reference().await, "admit", &[]).await;
    declines_news(&house, &clerk, &open).await;
    let link = backed.support_link().await;
    let citizen = house.citizen("Anna Aa", "anna@voorbeeld.example");
    citizen.supports(&link).await;
    let later = draft.page("/later").await.post_form();
    let email = [("email", "vier@voorbeeld.example")];
    draft.browser.submit(&later, &email).await;

    // Tried again after 1, 2, 4 … minutes: an hour in all.
    let expected = 8;
    for (tries, minutes) in [1, 2, 4, 8, 16, 32].into_iter().enumerate() {
        let tried = format!("{QUEUED} AND attempts > {tries}");
        until("another try of every mail", || {
            (house.number(&tried) == expected).then_some(())
        })
        .await;
        house.clock.advance(TimeDelta::minutes(minutes));
    }
    assert_eq!(catcher.mails().len(), before);
    assert_eq!(house.number(QUEUED), expected, "nothing is given up");

    catcher.behave("ok");
    house.later(TimeDelta::minutes(64)).await;
    house.later(TimeDelta::hours(12)).await;
    let mails = catcher.mails().split_off(before);
    let mut came: Vec<(&str, &str)> = mails
        .iter()
        .map(|mail| (mail.to.as_str(), mail.subject.as_str()))
        .collect();
    came.sort_unstable();
    assert_eq!(
        came,
        [
            ("anna@voorbeeld.example", "Bevestig uw steun"),
            ("een@voorbeeld.example", SENT_ON),
            ("een@voorbeeld.example", REVISE),
            ("een@voorbeeld.example", "Uw petitie is ontvangen"),
            ("post@waterschap.example", "Doorgestuurde petitie"),
            ("twee@voorbeeld.example", OPENED),
            ("twee@voorbeeld.example", "Een besluit over uw petitie"),
            ("vier@voorbeeld.example", "Ga verder met uw petitie"),
        ]
    );
    let different: BTreeSet<&str> = mails.iter().map(|mail| mail.message_id.as_str()).collect();
    assert_eq!(different.len(), mails.len());
    house.everything_adds_up();
}
