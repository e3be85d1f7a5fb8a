//! What a decision does: to the petition's page, to the petitioner, to the list of the body; and
//! what a form that cannot be taken does not do.

use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::mailbox::{MailKind, REFUSED, SENT_ON};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::staff::{HIDES, decides, moderates, ruling_form};
use crate::support::writer::{REQUEST, TITLE, Writer};
use weerklank_domain::petitions::PetitionState as State;

on_both_databases!(
    a_refusal_is_public_with_its_ground_and_the_request_goes_on,
    a_petition_for_another_body_is_sent_on,
    what_is_taken_down_leaves_a_date_and_a_class,
    a_name_is_public_only_by_choice,
    a_decision_that_lacks_something_comes_back_as_it_was_typed,
    a_form_of_another_browser_decides_nothing,
    what_was_not_submitted_is_not_at_the_desk,
);

const REFERENCE: &str = "P26-0001";
const PUBLIC: &str = "/petitions/maak-de-schoolstraat-veilig";
const RULINGS: &str = "SELECT COUNT(*) AS number FROM petition_rulings";

/// A petition whose petitioner wanted a public name.
async fn filed(house: &TestHouse) -> Writer {
    let mut writer = Writer::begins(house, TITLE).await;
    writer.answers_everything("petition").await;
    let who = [
        ("name", writer.name.as_str()),
        ("email", writer.email.as_str()),
        ("show_name", "1"),
        ("is_sixteen", "1"),
    ];
    writer.answers("petitioner", &who).await;
    writer.sends().await;
    writer.follows(house, MailKind::FileLink).await;
    writer.sends().await;
    writer
}

async fn a_refusal_is_public_with_its_ground_and_the_request_goes_on(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = filed(&house).await;
    let clerk = house.staff("clerk").await;
    let typed = [
        ("code", "no_action"),
        ("reason", "Zeg **wat** er moet gebeuren. <b>Nu</b>."),
    ];
    let done = decides(&clerk, REFERENCE, "refuse", &typed).await;
    assert!(
        done.text().contains("Huisregel 1"),
        "the desk keeps the rule"
    );

    let page = house.visitor().get(PUBLIC).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    for part in [
        "De petitie vraagt niet om iets dat het bestuur kan doen.",
        "Zeg <strong>wat</strong> er moet gebeuren.",
        "IS-2026-001",
        "Er komt een antwoord",
        REQUEST,
    ] {
        assert!(text.contains(part), "{part} is not on the page: {text}");
    }
    assert!(!text.contains("<b>Nu"), "no signs of HTML");
    let sign = house.visitor().get(&format!("{PUBLIC}/sign")).await;
    assert_eq!(sign.status, 409, "it takes no signatures");
    let detail = house.visitor().get(&format!("/api/v1{PUBLIC}")).await;
    let owed = detail.json()["obligations"].clone();
    let is_owed = |kind: &str| {
        let owed = owed.as_array().unwrap();
        owed.iter()
            .any(|one| one["kind"] == kind && one["metAt"].is_null())
    };
    assert!(is_owed("answer") && !is_owed("decide"));
    // Whatever was chosen, a refused petition names nobody (invariant 11).
    for path in [PUBLIC, &format!("/api/v1{PUBLIC}"), "/incoming-papers"] {
        let text = house.visitor().get(path).await.text();
        assert!(!text.contains(&writer.name), "{path}");
        assert!(!text.contains(&writer.email), "{path}");
    }
    let mail = writer.mail(&house, MailKind::News).await;
    assert_eq!(mail.subject, REFUSED);
    assert!(
        mail.text.contains("Zeg wat er moet gebeuren."),
        "{}",
        mail.text
    );
    let own = writer.page("").await.text();
    assert!(own.contains("Zeg <strong>wat</strong> er moet gebeuren."));
    house.everything_adds_up();
}

async fn a_petition_for_another_body_is_sent_on(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = filed(&house).await;
    let clerk = house.staff("clerk").await;
    let typed = [
        ("to_name", "  Waterschap   Testwater "),
        ("to_email", "post@waterschap.example"),
        ("reason", "Het waterschap gaat hierover."),
    ];
    let done = decides(&clerk, REFERENCE, "forward", &typed).await;
    assert!(done.text().contains("Doorgestuurd"), "{}", done.text());
    let mails = house.mails_to("post@waterschap.example").await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].kind(), MailKind::Forwarded);
    for part in [
        "Waterschap Testwater",
        REFERENCE,
        REQUEST,
        &writer.name,
        &writer.email,
        "Het waterschap gaat hierover.",
    ] {
        assert!(mails[0].text.contains(part), "{part}: {}", mails[0].text);
    }
    assert!(
        !mails[0].text.contains("/mine/"),
        "not the petitioner's link"
    );
    let told = writer.mail(&house, MailKind::News).await;
    assert_eq!(told.subject, SENT_ON);
    let page = house.visitor().get(PUBLIC).await.text();
    assert!(page.contains("Waterschap Testwater"));
    for secret in [&writer.name, "post@waterschap.example"] {
        assert!(!page.contains(secret), "{secret}");
    }
    let detail = house.visitor().get(&format!("/api/v1{PUBLIC}")).await;
    assert_eq!(detail.json()["state"], "forwarded");
}

async fn what_is_taken_down_leaves_a_date_and_a_class(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = filed(&house).await;
    let clerk = house.staff("clerk").await;
    decides(&clerk, REFERENCE, "admit", &[]).await;
    assert_eq!(house.visitor().get(PUBLIC).await.status, 200);
    moderates(&clerk, REFERENCE, "moderation", &HIDES).await;

    for path in [
        PUBLIC,
        &format!("{PUBLIC}/sign"),
        &format!("/api/v1{PUBLIC}"),
    ] {
        let gone = house.visitor().get(path).await;
        assert_eq!(gone.status, 410, "{path}");
        for secret in [TITLE, REQUEST, "regel vier", &writer.name, REFERENCE] {
            assert!(!gone.text().contains(secret), "{path}: {secret}");
        }
    }
    let gone = house.visitor().get(PUBLIC).await.text();
    assert!(gone.contains("2 maart 2026") && gone.contains("Er stond een bedreiging in."));
    for path in [
        "/petitions",
        "/petitions?q=Schoolstraat",
        "/api/v1/petitions",
        "/",
    ] {
        let text = house.visitor().get(path).await.text();
        assert!(!text.contains("maak-de-schoolstraat"), "{path}");
    }
    let mail = writer.mail(&house, MailKind::PetitionModerated).await;
    assert!(
        mail.text.contains("Lees regel vier nog eens."),
        "{}",
        mail.text
    );
    let own = writer.page("").await.text();
    assert!(own.contains("Lees regel vier nog eens."), "he reads why");
    house.everything_adds_up();
}

async fn a_name_is_public_only_by_choice(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = Writer::files(&house, TITLE, "petition").await;
    let clerk = house.staff("clerk").await;
    decides(&clerk, REFERENCE, "admit", &[]).await;
    for path in [PUBLIC, &format!("/api/v1{PUBLIC}"), "/petitions", "/"] {
        let page = house.visitor().get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.text().contains(&writer.name), "{path}");
    }
    let desk = clerk.get("/desk/petitions/P26-0001").await.text();
    assert!(desk.contains(&writer.name), "the desk knows it");
}

/// The word of a decision, what is typed, and the field that is pointed at.
type BadDecision<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

async fn a_decision_that_lacks_something_comes_back_as_it_was_typed(engine: Engine) {
    let house = TestHouse::open(engine);
    filed(&house).await;
    let clerk = house.staff("clerk").await;
    let long = "ë".repeat(5_001);
    let cases: [BadDecision; 7] = [
        ("refuse", &[("reason", "Mijn <reden>")], "Maak een keuze."),
        (
            "refuse",
            &[("code", "no_action"), ("reason", " ")],
            "Vul dit in.",
        ),
        (
            "refuse",
            &[("code", "zzz"), ("reason", "Mijn <reden>")],
            "Maak een keuze.",
        ),
        // A ground of the law that these rules do not have.
        (
            "refuse",
            &[("code", "honours"), ("reason", "Mijn <reden>")],
            "Maak een keuze.",
        ),
        (
            "refuse",
            &[("code", "no_action"), ("reason", &long)],
            "Dit is te lang.",
        ),
        ("revise", &[("reason", "")], "Vul dit in."),
        (
            "forward",
            &[("reason", "Mijn <reden>"), ("to_email", "post@")],
            "heel e-mailadres",
        ),
    ];
    for (word, typed, part) in cases {
        let back = decides(&clerk, REFERENCE, word, typed).await;
        assert_eq!(back.status, 400, "{word} {typed:?}: {}", back.text());
        assert!(back.text().contains(part), "{word} {typed:?}");
        let form = back.form_with(word);
        for (field, value) in typed.iter().filter(|(field, _)| *field != "code") {
            assert_eq!(form.value(field), *value, "{word}");
        }
    }
    assert_eq!(house.number(RULINGS), 0);
    let state = house.text("SELECT state AS text FROM petitions");
    assert_eq!(state, "submitted");
}

async fn a_form_of_another_browser_decides_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    filed(&house).await;
    let clerk = house.staff("clerk").await;
    let other = house.staff("clerk2").await;
    for word in ["admit", "revise", "refuse", "forward"] {
        let form = ruling_form(&other, REFERENCE, word).await;
        let typed = [
            ("code", "no_action"),
            ("reason", "Mijn reden"),
            ("to_name", "Waterschap"),
        ];
        let back = clerk.submit(&form, &typed).await;
        assert_eq!(back.status, 403, "{word}");
        assert!(back.text().contains("U bent niets kwijt"), "{word}");
        if word != "admit" {
            assert_eq!(back.form_with(word).value("reason"), "Mijn reden");
        }
    }
    assert_eq!(house.number(RULINGS), 0);
    // Nor does somebody without a role, or without a session.
    let form = ruling_form(&clerk, REFERENCE, "admit").await;
    let reader = house.staff("reader").await;
    assert_eq!(reader.submit(&form, &[]).await.status, 403);
    let stranger = house.visitor();
    let answer = stranger.post_form(&form.action, &[]).await;
    assert!(matches!(answer.status, 303 | 401), "{}", answer.status);
    assert_eq!(house.number(RULINGS), 0);
}

async fn what_was_not_submitted_is_not_at_the_desk(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    let writer = Writer::files(&house, TITLE, "citizens_initiative").await;
    let reference = writer.reference().await;
    house.enter(&Paper::open("open").in_state(State::Open));
    for path in ["", "/admit", "/refuse"] {
        let path = format!("/desk/petitions/{reference}{path}");
        assert_eq!(clerk.get(&path).await.status, 404, "{path}");
    }
    let list = clerk.get("/desk/petitions").await.text();
    assert!(!list.contains(TITLE), "gathering is the petitioner's own");
    let nobody = clerk.get("/desk/petitions/P99-9999/admit").await;
    assert_eq!(nobody.status, 404);
    assert_eq!(clerk.get("/desk/petitions/P26-0001/zzz").await.status, 404);
}
