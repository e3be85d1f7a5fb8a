//! The pages of the desk, without JavaScript: what is typed comes back, whoever is second is told,
//! nothing happens without the proof of the form.

use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::visitor::{Answer, Visitor};
use weerklank_domain::petitions::PetitionState as State;

on_both_databases!(
    a_petition_goes_from_closed_to_corrected_by_pages_alone,
    wrong_values_come_back_with_a_code_each,
    an_answer_that_lacks_something_comes_back_as_it_was_typed,
    whoever_offered_it_cannot_publish_it,
    whoever_is_second_reads_who_was_first,
    a_form_without_its_proof_changes_nothing,
    the_home_page_counts_what_waits,
    a_mail_that_was_given_up_is_listed_and_sent_again,
    a_reader_reads_and_nobody_else_sees_the_desk,
);

const PETITION: &str = "/desk/petitions/P26-0001";

fn open(engine: Engine, state: State) -> TestHouse {
    let house = TestHouse::open(engine);
    let mut paper = Paper::open("bankje").in_state(state);
    paper.0.reference = Some("P26-0001".to_owned());
    house.enter(&paper);
    house
}

async fn page(visitor: &Visitor, ending: &str) -> Answer {
    let answer = visitor.get(&format!("{PETITION}{ending}")).await;
    assert_eq!(answer.status, 200, "{ending}: {}", answer.text());
    answer
}

/// The fields of a whole answer, with its button.
fn whole<'a>(change: &'a str, correction: &'a str, then: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("verdict", "adopted"),
        ("heard", "U vraagt een bankje."),
        ("reasons", "Er is plaats.\r\n\r\n- en geld\r\n- en tijd"),
        ("change", change),
        ("responsible", "Wethouder Zitten"),
        ("adopted_by", "Gemeenteraad"),
        ("adopted_on", "2-3-2026"),
        ("correction", correction),
        ("then", then),
    ]
}

async fn hands_over(clerk: &Visitor) -> Answer {
    let form = page(clerk, "/hand-over").await.form_with("hand-over");
    clerk
        .submit(
            &form,
            &[
                ("proposal", "agenda"),
                ("note", "Met de bewoners."),
                ("text", "Aangeboden op het bordes."),
            ],
        )
        .await
}

async fn offers(officer: &Visitor, change: &str, correction: &str) -> Answer {
    let form = page(officer, "/answer").await.form_with("/answer");
    officer
        .submit(&form, &whole(change, correction, "offer"))
        .await
}

async fn publishes(clerk: &Visitor) -> Answer {
    let form = page(clerk, "/answer").await.form_with("/publish");
    clerk.submit(&form, &[]).await
}

async fn a_petition_goes_from_closed_to_corrected_by_pages_alone(engine: Engine) {
    let house = open(engine, State::Closed);
    let clerk = house.staff("clerk").await;
    let officer = house.staff("officer").await;
    let handled = hands_over(&clerk).await;
    assert_eq!(handled.status, 200, "{}", handled.text());
    assert!(handled.text().contains("IS-2026-001"));
    let decided = clerk
        .submit(
            &handled.form_with("handling"),
            &[
                ("decision", "executive"),
                ("day", "2026-03-02"),
                ("note", ""),
            ],
        )
        .await;
    assert!(
        decided
            .text()
            .contains("Een antwoord door het dagelijks bestuur")
    );
    let events = page(&clerk, "/events").await;
    let recorded = clerk
        .submit(
            &events.form_with("events"),
            &[
                ("kind", "voted"),
                ("day", "2026-03-02"),
                ("text", "19 voor, 8 tegen."),
                ("url", "https://testwater.example/stemming"),
            ],
        )
        .await;
    assert!(recorded.text().contains("19 voor, 8 tegen."));

    let draft = page(&officer, "/answer").await.form_with("/answer");
    let kept = officer
        .submit(&draft, &[("reasons", "Half af"), ("then", "save")])
        .await;
    assert!(kept.text().contains("Half af"), "{}", kept.text());
    let offered = offers(&officer, "In mei.", "").await;
    assert!(offered.text().contains("Wacht op een tweede lezer"));
    let returned = clerk
        .submit(
            &page(&clerk, "/answer").await.form_with("/return"),
            &[("remark", "Noem de kosten.")],
        )
        .await;
    assert_eq!(returned.status, 200);
    let again = page(&officer, "/answer").await;
    assert!(again.text().contains("Noem de kosten."));
    assert!(
        again.text().contains("- en geld\n- en tijd"),
        "what was typed stands in the form without a space more"
    );
    offers(&officer, "In mei.", "").await;
    let published = publishes(&clerk).await;
    assert!(
        published
            .text()
            .contains("Op deze petitie is al antwoord gegeven.")
    );
    let public = house.visitor().get("/petitions/bankje").await.text();
    for part in ["In mei.", "19 voor, 8 tegen.", "Overgenomen", "IS-2026-001"] {
        assert!(public.contains(part), "{part}");
    }
    offers(&officer, "In april.", "De maand was verkeerd.").await;
    publishes(&clerk).await;
    let public = house.visitor().get("/petitions/bankje").await.text();
    assert!(public.contains("In april.") && public.contains("De maand was verkeerd."));
    let old = house.visitor().get("/petitions/bankje/answers/1").await;
    assert!(old.text().contains("In mei."));
}

async fn wrong_values_come_back_with_a_code_each(engine: Engine) {
    let house = open(engine, State::Closed);
    let clerk = house.staff("clerk").await;
    let form = page(&clerk, "/events").await.form_with("events");
    let back = clerk
        .submit(
            &form,
            &[
                ("kind", "voted"),
                ("day", "2-3-2027"),
                ("text", "Bewaar <b>dit</b>"),
                ("url", "javascript:alert(1)"),
            ],
        )
        .await;
    assert_eq!(back.status, 400);
    let text = back.text();
    for part in [
        "href=\"#url\"",
        "Bewaar &lt;b&gt;dit&lt;/b&gt;",
        "value=\"javascript:alert(1)\"",
        "value=\"2027-03-02\"",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let back = clerk
        .submit(
            &form,
            &[("kind", "voted"), ("day", "2-3-2027"), ("text", "")],
        )
        .await;
    assert_eq!(back.status, 400);
    assert!(back.text().contains("Deze datum is nog niet geweest."));
    let form = page(&clerk, "/hand-over").await.form_with("hand-over");
    let back = clerk.submit(&form, &[("note", "Bewaar dit")]).await;
    assert_eq!(back.status, 400);
    assert!(back.text().contains("href=\"#proposal\"") && back.text().contains("Bewaar dit"));
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM incoming_papers"),
        0
    );
}

async fn an_answer_that_lacks_something_comes_back_as_it_was_typed(engine: Engine) {
    let house = open(engine, State::HandedOver);
    let officer = house.staff("officer").await;
    let form = page(&officer, "/answer").await.form_with("/answer");
    let mut fields = whole("", "", "offer");
    fields.retain(|(name, _)| *name != "reasons");
    let back = officer.submit(&form, &fields).await;
    assert_eq!(back.status, 400);
    for part in [
        "href=\"#reasons\"",
        "href=\"#change\"",
        "Schrijf wat er verandert, of kruis aan dat er niets verandert.",
        "U vraagt een bankje.",
        "value=\"Wethouder Zitten\"",
    ] {
        assert!(back.text().contains(part), "{part}");
    }
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM answer_drafts"),
        0
    );
}

async fn whoever_offered_it_cannot_publish_it(engine: Engine) {
    let house = open(engine, State::HandedOver);
    let clerk = house.staff("clerk").await;
    let other = house.staff("clerk2").await;
    offers(&clerk, "In mei.", "").await;
    let own = page(&clerk, "/answer").await;
    assert!(own.text().contains("Iemand anders keurt het goed."));
    assert!(
        !own.forms()
            .iter()
            .any(|form| form.action.ends_with("/publish")),
        "there is no button"
    );
    // Without the button, with the form of a colleague.
    let form = page(&other, "/answer").await.form_with("/publish");
    let tried = clerk.submit(&form, &[]).await;
    assert_eq!(tried.status, 403, "the proof of another browser");
    publishes(&other).await;
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM petition_answers"),
        1
    );
}

async fn whoever_is_second_reads_who_was_first(engine: Engine) {
    let house = open(engine, State::Closed);
    let clerk = house.staff("clerk").await;
    let other = house.staff("clerk2").await;
    let late = page(&other, "/hand-over").await.form_with("hand-over");
    hands_over(&clerk).await;
    let refused = other
        .submit(&late, &[("proposal", "note"), ("note", "Mijn woorden")])
        .await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("Medewerker clerk was u voor"));
    assert!(
        refused.text().contains("Mijn woorden"),
        "nothing typed is lost"
    );

    // Two answers at once: the second is told, reads what is there, and may write over it.
    let officer = house.staff("officer").await;
    let slow = page(&other, "/answer").await.form_with("/answer");
    offers(&officer, "In mei.", "").await;
    let refused = other
        .submit(&slow, &whole("In augustus.", "", "offer"))
        .await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("Lees eerst wat er nu staat."));
    assert!(refused.text().contains("In mei.") && refused.text().contains("In augustus."));
    let over = other
        .submit(
            &refused.form_with("/answer"),
            &whole("In augustus.", "", "offer"),
        )
        .await;
    assert_eq!(over.status, 200, "{}", over.text());
    // Two approvals at once.
    let one = page(&clerk, "/answer").await.form_with("/publish");
    let third = house.staff("officer").await;
    let two = page(&third, "/answer").await.form_with("/publish");
    assert_eq!(clerk.submit(&one, &[]).await.status, 200);
    let refused = third.submit(&two, &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("Medewerker clerk was u voor"));
    assert!(refused.text().contains("Beantwoord"), "and where it is now");
}

async fn a_form_without_its_proof_changes_nothing(engine: Engine) {
    let house = open(engine, State::Closed);
    let clerk = house.staff("clerk").await;
    for (path, fields) in [
        (
            "/hand-over",
            vec![("proposal", "note"), ("note", "Mijn woorden")],
        ),
        (
            "/events",
            vec![
                ("kind", "voted"),
                ("day", "2-3-2026"),
                ("text", "Mijn woorden"),
            ],
        ),
        ("/answer", whole("Mijn woorden", "", "save")),
    ] {
        let answer = clerk.post_form(&format!("{PETITION}{path}"), &fields).await;
        assert_eq!(answer.status, 403, "{path}");
        assert!(answer.text().contains("Mijn woorden"), "{path}");
    }
    for table in ["incoming_papers", "answer_drafts"] {
        let count = format!("SELECT COUNT(*) AS number FROM {table}");
        assert_eq!(house.number(&count), 0, "{table}");
    }
}

async fn the_home_page_counts_what_waits(engine: Engine) {
    let house = open(engine, State::Closed);
    let clerk = house.staff("clerk").await;
    let quiet = clerk.get("/desk").await;
    assert_eq!(quiet.status, 200, "{}", quiet.text());
    assert!(quiet.text().contains("Er staat niets open."));
    hands_over(&clerk).await;
    offers(&house.staff("officer").await, "In mei.", "").await;
    let busy = clerk.get("/desk").await.text();
    assert!(busy.contains("antwoord wacht op een tweede lezer"));
    assert!(busy.contains("27 april 2026"), "when the answer is due");
    let answers = clerk.get("/desk/answers").await.text();
    assert!(answers.contains("Wacht op een tweede lezer") && answers.contains("27 april 2026"));
    house.clock.advance(chrono::TimeDelta::days(57));
    let late = house.staff("clerk").await.get("/desk").await.text();
    assert!(late.contains("Te laat"));
}

async fn a_mail_that_was_given_up_is_listed_and_sent_again(engine: Engine) {
    let house = open(engine, State::Open);
    house
        .citizen("Anna de Vries", "anna@voorbeeld.example")
        .signs("bankje")
        .await;
    house.settle().await;
    house.sql("UPDATE outbox SET state = 'failed', attempts = 12, last_error = 'mailbox is full'");
    let clerk = house.staff("clerk").await;
    let list = clerk.get("/desk/mails").await;
    assert_eq!(list.status, 200, "{}", list.text());
    for part in [
        "mailbox is full",
        "P26-0001",
        "Bevestiging van een ondertekening",
    ] {
        assert!(list.text().contains(part), "{part}");
    }
    assert!(!list.text().contains("anna@"), "no address");
    let form = list.form_with("/repeat");
    let after = clerk.submit(&form, &[]).await;
    assert_eq!(after.status, 200);
    assert!(after.text().contains("Er zijn geen mails opgegeven."));
    house.settle().await;
    assert_eq!(house.mails_to("anna@voorbeeld.example").await.len(), 1);
    let gone = clerk.submit(&form, &[]).await;
    assert_eq!(gone.status, 409);
    assert!(gone.text().contains("Deze mail staat er niet meer."));
}

async fn a_reader_reads_and_nobody_else_sees_the_desk(engine: Engine) {
    let house = open(engine, State::HandedOver);
    let reader = house.staff("reader").await;
    let seen = page(&reader, "/answer").await;
    assert!(
        !seen
            .forms()
            .iter()
            .any(|form| form.action.contains("/answer")),
        "nothing to send"
    );
    for path in ["/desk", "/desk/answers"] {
        assert_eq!(reader.get(path).await.status, 200, "{path}");
    }
    for path in ["/hand-over", "/handling", "/events"] {
        let answer = reader.get(&format!("{PETITION}{path}")).await;
        assert_eq!(answer.status, 403, "{path}");
    }
    assert_eq!(reader.get("/desk/mails").await.status, 403);
    assert_eq!(
        reader.get("/desk/petitions/P99-9999/answer").await.status,
        404
    );
    let stranger = house.visitor();
    for path in ["/desk", "/desk/answers", "/desk/mails", PETITION] {
        let answer = stranger.get(path).await;
        assert!(matches!(answer.status, 303 | 401 | 403 | 404), "{path}");
        assert!(!answer.text().contains("bankje"), "{path}");
    }
}
