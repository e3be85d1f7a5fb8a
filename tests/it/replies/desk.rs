//! Replies at the desk: what waits, what is hidden, and staff who reply as their body.

use super::{counts, replies, thread_below_an_input};
use crate::rounds::matter::DOSSIER;
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::paper::Paper;

on_both_databases!(
    what_is_read_first_is_nowhere_until_it_is_approved,
    what_is_hidden_leaves_a_stub_and_its_author_a_mail,
    staff_reply_with_a_badge_and_correct_with_a_source,
    the_desk_leads_to_the_thread_and_pins_a_reply_later,
    every_reply_is_found_at_the_desk_by_list_or_address,
);

const WORDS: &str = "Wat een onzin is dit.";

async fn what_is_read_first_is_nowhere_until_it_is_approved(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    house.sql("UPDATE rounds SET moderation = 'before'");
    let received = replies(&jan, &thread, WORDS).await;
    assert!(
        received.text().contains("Wij hebben uw reactie"),
        "{}",
        received.text()
    );
    for path in ["", "/1", "?sort=oldest"] {
        let page = house.visitor().get(&format!("{thread}{path}")).await;
        assert!(!page.text().contains("onzin"), "{path}");
    }
    assert_eq!(
        house.visitor().get(&format!("{thread}/1")).await.status,
        404
    );
    let list = house.visitor().get(&format!("/api/v1{thread}")).await;
    assert_eq!(list.json()["items"].as_array().unwrap().len(), 0);
    assert_eq!(counts(&house), (0, 0));
    house.everything_adds_up();

    let moderator = house.staff("moderator").await;
    let waiting = moderator.get("/desk/replies").await;
    assert!(waiting.text().contains("onzin"));
    let page = moderator.get("/desk/replies/1").await;
    let form = page.form_with("action");
    let done = moderator.submit(&form, &[("action", "approve")]).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert!(house.visitor().get(&thread).await.text().contains("onzin"));
    assert_eq!(counts(&house), (1, 1));
    let again = moderator.submit(&form, &[("action", "approve")]).await;
    assert_eq!(again.status, 409, "it does not wait any more");
    let mails = house.mails_to("jan@voorbeeld.example").await;
    let told = mails
        .iter()
        .filter(|mail| mail.kind() == MailKind::ReplyModerated);
    assert_eq!(told.count(), 1);
    house.everything_adds_up();
}

async fn what_is_hidden_leaves_a_stub_and_its_author_a_mail(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    replies(&jan, &thread, WORDS).await;
    let moderator = house.staff("moderator").await;
    let form = moderator.get("/desk/replies/1").await.form_with("action");
    let lacking = moderator.submit(&form, &[("action", "hide")]).await;
    assert_eq!(lacking.status, 400, "a rule and a reason are needed");
    let hides = [
        ("action", "hide"),
        ("rule", "insult"),
        ("facts", "Er staat een scheldwoord."),
        ("reason", "Dit gaat over de persoon."),
    ];
    let hidden = moderator.submit(&form, &hides).await;
    assert_eq!(hidden.status, 200, "{}", hidden.text());
    for path in [
        thread.clone(),
        format!("{thread}/1"),
        format!("/api/v1{thread}"),
    ] {
        let page = house.visitor().get(&path).await;
        assert!(!page.text().contains("onzin"), "{path}");
    }
    let page = house.visitor().get(&thread).await;
    assert!(page.text().contains("Wij hebben deze reactie verborgen."));
    let mails = house.mails_to("jan@voorbeeld.example").await;
    let told = mails
        .iter()
        .find(|mail| mail.kind() == MailKind::ReplyModerated);
    let told = told.expect("its author is told");
    assert!(told.text.contains("Dit gaat over de persoon.") && told.text.contains("onzin"));
    assert!(told.path_with("/rounds/").ends_with("/replies"));
    assert_eq!(counts(&house), (1, 1), "the stub keeps its place");
    let form = moderator.get("/desk/replies/1").await.form_with("action");
    let restores = [("action", "restore"), ("reason", "Bij nader inzien.")];
    moderator.submit(&form, &restores).await;
    assert!(house.visitor().get(&thread).await.text().contains("onzin"));
    let decisions =
        "SELECT COUNT(*) AS number FROM moderation_decisions WHERE reply_id IS NOT NULL";
    assert_eq!(house.number(decisions), 2);
    let entries = "SELECT COUNT(*) AS number FROM audit_entries WHERE subject_kind = 'reply'";
    assert_eq!(house.number(entries), 2);
    house.everything_adds_up();
}

async fn staff_reply_with_a_badge_and_correct_with_a_source(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    replies(&jan, &thread, "Er komen 500 huizen.").await;
    let desk = "/desk/rounds/1/inputs/1/reply";
    let officer = house.staff("officer").await;
    let page = officer.get(&format!("{desk}?parent=1")).await;
    assert!(page.text().contains("Er komen 500 huizen."));
    let form = page.form_with("parent");
    let says = [("reply", "Het zijn er 50."), ("is_correction", "1")];
    let lacking = officer.submit(&form, &says).await;
    assert_eq!(lacking.status, 400, "a correction names its source");
    assert!(lacking.text().contains("href=\"#source\""));
    let source = ("source", "https://testwater.example/telling");
    let whole = [says[0], says[1], source, ("is_pinned", "1")];
    let done = officer.submit(&form, &whole).await;
    assert_eq!(done.path, format!("{thread}/2"), "{}", done.text());
    let read = house.visitor().get(&thread).await;
    for piece in [
        "beleidsmedewerker",
        "namens",
        "Rechtzetting",
        source.1,
        "Bovenaan gezet",
    ] {
        assert!(read.text().contains(piece), "{piece}");
    }
    let coverage = "SELECT COUNT(*) AS number FROM inputs WHERE state = 'open'";
    assert_eq!(house.number(coverage), 1, "it is not the response");
    let unpin = officer.get(desk).await.form_with("/unpin");
    assert_eq!(officer.submit(&unpin, &[]).await.status, 200);
    assert!(
        !house
            .visitor()
            .get(&thread)
            .await
            .text()
            .contains("Bovenaan gezet")
    );
    let entries = "SELECT COUNT(*) AS number FROM audit_entries WHERE subject_kind = 'reply'";
    assert_eq!(house.number(entries), 2);
    house.everything_adds_up();
}

async fn the_desk_leads_to_the_thread_and_pins_a_reply_later(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    house.enter(&Paper::open("bankje"));
    let petition = house.text("SELECT reference AS text FROM petitions");
    let officer = house.staff("officer").await;
    let input = "/desk/rounds/1/inputs/1".to_owned();
    for (at, below) in [
        (input.clone(), thread.clone()),
        (
            format!("/desk/petitions/{petition}"),
            "/petitions/bankje/replies".to_owned(),
        ),
        (
            format!("/desk/dossiers/{DOSSIER}"),
            "/dossiers/vissersbuurt/replies".to_owned(),
        ),
    ] {
        let links = officer.get(&at).await.references();
        assert!(links.contains(&below), "{at}: {links:?}");
        let reply = format!("{at}/reply");
        assert!(links.contains(&reply), "{at}: {links:?}");
        assert_eq!(officer.get(&reply).await.status, 200, "{reply}");
    }
    replies(&jan, &thread, "Een vraag van Jan.").await;
    let form = officer.get(&format!("{input}/reply")).await;
    let said = officer
        .submit(&form.form_with("reply"), &[("reply", "Het zijn er 50.")])
        .await;
    assert!(!said.text().contains("Bovenaan gezet"), "{}", said.text());
    let page = officer.get(&format!("{input}/reply")).await;
    assert!(!page.text().contains("Een vraag van Jan."), "of staff only");
    let pin = page.form_with("/pin");
    assert_eq!(officer.submit(&pin, &[]).await.status, 200);
    let read = house.visitor().get(&thread).await;
    assert!(read.text().contains("Bovenaan gezet"), "{}", read.text());
    let page = officer.get(&format!("{input}/reply")).await;
    assert!(
        page.forms()
            .iter()
            .all(|form| !form.action.ends_with("/pin"))
    );
    // Whoever may not reply for the body gets no link to do so.
    let reader = house.staff("reader").await;
    let links = reader.get(&input).await.references();
    assert!(!links.contains(&format!("{input}/reply")), "{links:?}");
}

async fn every_reply_is_found_at_the_desk_by_list_or_address(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    replies(&jan, &thread, "En een fontein erbij.").await;
    replies(&jan, &thread, "Weg met die bankjes.").await;
    let moderator = house.staff("moderator").await;
    let shown = moderator.get("/desk/replies?list=shown").await.text();
    let (newer, older) = (
        shown.find("Weg met").unwrap(),
        shown.find("fontein").unwrap(),
    );
    assert!(newer < older, "the newest first");
    let hidden = moderator.get("/desk/replies?list=hidden").await;
    assert!(!hidden.text().contains("Weg met"));
    for address in [
        format!("{thread}/2"),
        format!("https://testwater.example{thread}/2?sort=oldest"),
    ] {
        let address = address.replace('?', "%3F").replace('=', "%3D");
        let page = moderator
            .get(&format!("/desk/replies?address={address}"))
            .await;
        assert_eq!(
            page.header("location"),
            Some("/desk/replies/2"),
            "{address}"
        );
    }
    let page = moderator.get("/desk/replies/2").await;
    let hide = [
        ("action", "hide"),
        ("rule", "insult"),
        ("facts", "Er staat een scheldwoord."),
        ("reason", "U beledigt de bankjes."),
    ];
    let done = moderator.submit(&page.form_with("action"), &hide).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let hidden = moderator.get("/desk/replies?list=hidden").await;
    assert!(hidden.text().contains("Weg met"));
    let shown = moderator.get("/desk/replies?list=shown").await;
    assert!(!shown.text().contains("Weg met"));
    for nowhere in ["/rounds/x/inputs/1/replies/1", "zomaar", "/petitions/x"] {
        let page = moderator
            .get(&format!("/desk/replies?address={nowhere}"))
            .await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("Op dit adres staat geen reactie"));
    }
    for wrong in ["list=all", "cursor=x", "page=2"] {
        let refused = moderator.get(&format!("/desk/replies?{wrong}")).await;
        assert_eq!(refused.status, 400, "{wrong}");
    }
}
