//! Citizens reply, agree, and take back what they wrote.

use super::{counts, replies, thread_below_an_input};
use crate::inputs::take_part::proves;
use crate::support::database::Engine;
use crate::support::dossier::Matter;
use crate::support::harness::{TestHouse, at_once};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::staff::press;
use weerklank_domain::dossiers::PhaseKind;

on_both_databases!(
    whoever_is_known_replies_at_once,
    whoever_is_not_known_replies_by_the_link_of_a_mail,
    people_reply_below_petitions_and_dossiers_too,
    two_people_reply_at_once_and_both_count,
    one_agrees_once_and_may_change_ones_mind,
    what_its_author_deletes_leaves_a_stub_and_no_text,
    wrong_replies_come_back_with_what_was_typed,
    nobody_replies_where_nothing_is_to_be_read,
);

async fn whoever_is_known_replies_at_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    let first = replies(&jan, &thread, "En een fontein erbij.").await;
    assert_eq!(first.path, format!("{thread}/1"));
    let second = replies(&jan, &first.path, "Met **lampjes**.").await;
    assert_eq!(second.path, format!("{thread}/2"));
    assert!(second.text().contains("<strong>lampjes</strong>"));
    assert!(
        second.text().contains("En een fontein erbij."),
        "what it answers"
    );
    let third = replies(&jan, &second.path, "Blauwe.").await;
    assert!(third.text().contains("En een fontein"), "both of them");
    let page = house.visitor().get(&thread).await;
    assert!(page.text().contains("fontein") && page.text().contains("lampjes"));
    assert!(page.text().contains("Lees alle 2 reacties hierop"));
    assert!(!page.text().contains("jan@voorbeeld"), "nobody's address");
    assert_eq!(counts(&house), (3, 3));
    let below = "SELECT CAST(descendants AS BIGINT) AS number FROM replies WHERE number = 1";
    assert_eq!(house.number(below), 2);
    let input = house
        .visitor()
        .get(thread.trim_end_matches("/replies"))
        .await;
    assert!(input.text().contains("Lees alle 3 reacties"));
    house.everything_adds_up();
}

async fn whoever_is_not_known_replies_by_the_link_of_a_mail(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, _) = thread_below_an_input(&house).await;
    let anna = house.visitor();
    let form = anna.get(&thread).await.form_with("stance");
    let typed = [
        ("text", "Liever bomen."),
        ("email", "anna@voorbeeld.example"),
        ("stance", "against"),
        ("name", "Anna"),
    ];
    let sent = anna.submit(&form, &typed).await;
    assert!(sent.path.starts_with("/take-part/sent/"), "{}", sent.text());
    let none = "SELECT COUNT(*) AS number FROM replies";
    assert_eq!(house.number(none), 0, "nothing before the proof");
    let done = proves(&house, &anna, "anna@voorbeeld.example").await;
    assert_eq!(done.path, format!("{thread}/1"), "{}", done.text());
    assert!(done.text().contains("Anna") && done.text().contains("Tegen"));
    let agrees = house.visitor();
    let asked = agrees
        .submit(
            &agrees.get(&thread).await.form_with("/1/agree"),
            &[("value", "agree")],
        )
        .await;
    let wrong = agrees
        .submit(&asked.form_with("asked"), &[("email", "piet@")])
        .await;
    assert_eq!(wrong.status, 400);
    agrees
        .submit(
            &wrong.form_with("asked"),
            &[("email", "piet@voorbeeld.example")],
        )
        .await;
    proves(&house, &agrees, "piet@voorbeeld.example").await;
    let agreed = "SELECT CAST(agreed AS BIGINT) AS number FROM replies";
    assert_eq!(house.number(agreed), 1);
    house.everything_adds_up();
}

async fn people_reply_below_petitions_and_dossiers_too(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, jan) = thread_below_an_input(&house).await;
    house.enter(&Paper::open("brug"));
    Matter::public("wonen", PhaseKind::AgendaSetting).enter_into(&house);
    for subject in ["/petitions/brug", "/dossiers/wonen"] {
        let thread = format!("{subject}/replies");
        let done = replies(&jan, &thread, "Daar ben ik voor.").await;
        assert_eq!(done.path, format!("{thread}/1"));
        let list = house
            .visitor()
            .get(&format!("/api/v1{thread}"))
            .await
            .json();
        assert_eq!(list["items"][0]["text"], "Daar ben ik voor.");
        assert_eq!(list["next"], serde_json::Value::Null);
        assert!(house.visitor().get(subject).await.text().contains(&thread));
    }
    house.everything_adds_up();
}

async fn two_people_reply_at_once_and_both_count(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    let first = replies(&jan, &thread, "Eerst dit.").await;
    let form = first.form_with("stance");
    for round in 0..3 {
        let says = |text: &'static str| {
            let (window, form) = (jan.clone(), form.clone());
            async move { window.submit(&form, &[("text", text)]).await }
        };
        let (one, other) = at_once(says("Ja."), says("Nee.")).await;
        assert_eq!((one.status, other.status), (200, 200), "{round}");
        assert_ne!(one.path, other.path, "each has its number");
    }
    assert_eq!(counts(&house), (7, 7));
    let children = "SELECT CAST(children AS BIGINT) AS number FROM replies WHERE number = 1";
    assert_eq!(house.number(children), 6);
    house.everything_adds_up();
}

async fn one_agrees_once_and_may_change_ones_mind(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    replies(&jan, &thread, "Eerst dit.").await;
    let form = jan.get(&thread).await.form_with("/1/agree");
    let counted = |column: &str| {
        house.number(&format!(
            "SELECT CAST({column} AS BIGINT) AS number FROM replies"
        ))
    };
    for (value, agreed, disagreed) in [("agree", 1, 0), ("agree", 1, 0), ("disagree", 0, 1)] {
        let done = jan.submit(&form, &[("value", value)]).await;
        assert_eq!(done.status, 200, "{}", done.text());
        assert_eq!(
            (counted("agreed"), counted("disagreed")),
            (agreed, disagreed)
        );
        assert_eq!(counted("balance"), agreed - disagreed);
    }
    assert!(
        jan.get(&thread)
            .await
            .text()
            .contains("U bent het hiermee oneens.")
    );
    let odd = jan.submit(&form, &[("value", "maybe")]).await;
    assert_eq!(odd.status, 400);
}

async fn what_its_author_deletes_leaves_a_stub_and_no_text(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    replies(&jan, &thread, "Dit had ik niet moeten zeggen.").await;
    replies(&jan, &format!("{thread}/1"), "En dit blijft.").await;
    let stranger = house.visitor();
    stranger.get(&thread).await;
    let theirs = press(&stranger, &format!("{thread}/1/delete"), &[]).await;
    assert_eq!(theirs.status, 404, "only its author can");
    let page = jan.get(&thread).await;
    let gone = jan.submit(&page.form_with("/1/delete"), &[]).await;
    assert_eq!(gone.status, 200, "{}", gone.text());
    for path in [
        thread.clone(),
        format!("{thread}/1"),
        format!("{thread}/2"),
        format!("/api/v1{thread}"),
        format!("/api/v1{thread}?parent=1"),
    ] {
        let page = house.visitor().get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.text().contains("niet moeten zeggen"), "{path}");
    }
    let page = house.visitor().get(&thread).await;
    assert!(
        page.text()
            .contains("De schrijver heeft deze reactie verwijderd.")
    );
    assert!(page.text().contains("En dit blijft."));
    assert_eq!(counts(&house), (2, 2), "the stub keeps its place");
    house.everything_adds_up();
}

async fn wrong_replies_come_back_with_what_was_typed(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, _) = thread_below_an_input(&house).await;
    let anna = house.visitor();
    let form = anna.get(&thread).await.form_with("stance");
    let long = "x".repeat(2_001);
    for (typed, field) in [
        (
            [
                ("text", " "),
                ("email", "anna@voorbeeld.example"),
                ("name", ""),
            ],
            "text",
        ),
        (
            [
                ("text", &long),
                ("email", "anna@voorbeeld.example"),
                ("name", ""),
            ],
            "text",
        ),
        ([("text", "Ja."), ("email", "anna@"), ("name", "")], "email"),
        (
            [
                ("text", "Ja."),
                ("email", "anna@voorbeeld.example"),
                ("name", "www.x.nl"),
            ],
            "name",
        ),
    ] {
        let wrong = anna.submit(&form, &typed).await;
        assert_eq!(wrong.status, 400, "{field}");
        assert!(
            wrong.text().contains(&format!("href=\"#{field}\"")),
            "{field}"
        );
    }
    let kept = anna
        .submit(&form, &[("text", "Ik <b>ben</b> er."), ("email", "x")])
        .await;
    assert!(kept.text().contains("Ik &lt;b&gt;ben&lt;/b&gt; er."));
    let mut strange = form.clone();
    strange.fields.retain(|(name, _)| name != "csrf");
    let expired = anna.submit(&strange, &[("text", "Ja.")]).await;
    assert_eq!(expired.status, 403);
    for path in ["/9", "/0", "/x", "?sort=best", "?cursor=1"] {
        let status = house.visitor().get(&format!("{thread}{path}")).await.status;
        assert!([400, 404].contains(&status), "{path}: {status}");
    }
    let none = "SELECT COUNT(*) AS number FROM replies";
    assert_eq!(house.number(none), 0);
}

async fn nobody_replies_where_nothing_is_to_be_read(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    let form = jan.get(&thread).await.form_with("stance");
    house.sql("UPDATE rounds SET state = 'cancelled', cancel_reason = 'Storm.'");
    let refused = jan.submit(&form, &[("text", "Toch nog.")]).await;
    assert_eq!(refused.status, 409);
    assert!(
        jan.get(&thread)
            .await
            .text()
            .contains("Hier kunt u nu niet reageren.")
    );
    house.sql("UPDATE rounds SET state = 'open', cancel_reason = NULL");
    house.sql("UPDATE inputs SET is_public = FALSE, is_listed = FALSE");
    assert_eq!(jan.get(&thread).await.status, 404);
    assert_eq!(
        jan.submit(&form, &[("text", "Toch nog.")]).await.status,
        404
    );
    let none = "SELECT COUNT(*) AS number FROM replies";
    assert_eq!(house.number(none), 0);
    let unknown = house.visitor().get("/petitions/geen/replies").await;
    assert_eq!(unknown.status, 404);
}
