//! Two people of the desk at one petition: who holds it, who was first, and what was read.

use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::staff::{HIDES, decides, moderates, moderation_form, ruling_form};
use crate::support::visitor::{Answer, Form, Visitor};
use crate::support::writer::{TITLE, Writer};
use chrono::TimeDelta;
use weerklank_domain::petitions::PetitionState as State;

on_both_databases!(
    whoever_holds_a_petition_is_named_and_can_be_relieved,
    a_claim_that_was_forgotten_blocks_nobody,
    who_decides_second_reads_who_was_first_and_what,
    two_who_decide_at_once_decide_once,
    a_petitioner_and_a_clerk_act_at_once,
    whoever_read_an_old_text_is_told_so,
    a_moderator_does_not_wait_for_a_claim,
);

const REFERENCE: &str = "P26-0001";
const DESK: &str = "/desk/petitions/P26-0001";
const REASON: &str = "Zeg wat er <moet> gebeuren.";
const RULINGS: &str = "SELECT COUNT(*) AS number FROM petition_rulings";

fn open(engine: Engine) -> TestHouse {
    let house = TestHouse::open(engine);
    house.enter(&paper(1));
    house
}

fn paper(number: usize) -> Paper {
    let mut paper = Paper::open(&format!("petitie-{number}")).in_state(State::Submitted);
    paper.0.reference = Some(format!("P26-{number:04}"));
    paper
}

fn is_told(answer: &Answer, parts: &[&str]) {
    assert_eq!(answer.status, 409, "{}", answer.text());
    for part in parts {
        let text = answer.text();
        assert!(text.contains(part), "{part}: {text}");
    }
}

async fn press(staff: &Visitor, button: &str) -> Answer {
    let form = staff.get(DESK).await.form_with(button);
    staff.submit(&form, &[]).await
}

async fn whoever_holds_a_petition_is_named_and_can_be_relieved(engine: Engine) {
    let house = open(engine);
    let clerk = house.staff("clerk").await;
    let other = house.staff("clerk2").await;
    // Both look at it while nobody holds it.
    let late_claim = other.get(DESK).await.form_with("/claim");
    let late_refusal = ruling_form(&other, REFERENCE, "refuse").await;
    let held = press(&clerk, "/claim").await;
    assert!(held.text().contains("U werkt hieraan, tot"));
    let refused = other.submit(&late_claim, &[]).await;
    is_told(&refused, &["Medewerker clerk werkt aan deze petitie"]);

    let typed = [("code", "no_action"), ("reason", REASON)];
    let refused = other.submit(&late_refusal, &typed).await;
    is_told(&refused, &["Medewerker clerk werkt aan deze petitie"]);
    let form = refused.form_with("refuse");
    assert_eq!(form.value("reason"), REASON, "nothing typed is lost");
    assert_eq!(form.value("code"), "no_action");
    assert_eq!(house.number(RULINGS), 0);
    // The button of that page takes it over; deciding is a second press.
    let over = other.submit(&form, &[("take_over", "1")]).await;
    assert_eq!(over.status, 200, "{}", over.text());
    assert_eq!(house.number(RULINGS), 0);
    let form = over.form_with("refuse");
    assert_eq!(form.value("reason"), REASON);
    // Now the first one is the one who is told.
    let late = decides(&clerk, REFERENCE, "admit", &[]).await;
    is_told(&late, &["Medewerker clerk2 werkt aan deze petitie"]);
    let back = press(&clerk, "/take-over").await;
    assert!(back.text().contains("U werkt hieraan, tot"));
    let given = press(&clerk, "/release").await;
    assert!(given.text().contains("Niemand werkt hieraan."));
    let done = other.submit(&form, &[]).await;
    assert!(done.text().contains("Niet opengesteld"));
    let acts = "SELECT COUNT(*) AS number FROM audit_entries WHERE act = 'petition_taken_over'";
    assert_eq!(house.number(acts), 2);
    house.everything_adds_up();
}

async fn a_claim_that_was_forgotten_blocks_nobody(engine: Engine) {
    let house = open(engine);
    let clerk = house.staff("clerk").await;
    press(&clerk, "/claim").await;
    house.clock.advance(TimeDelta::minutes(29));
    let other = house.staff("clerk2").await;
    let refused = decides(&other, REFERENCE, "admit", &[]).await;
    is_told(&refused, &["Medewerker clerk werkt aan deze petitie"]);
    house.clock.advance(TimeDelta::minutes(1));
    let done = decides(&other, REFERENCE, "admit", &[]).await;
    assert!(done.text().contains("Opengesteld"), "{}", done.text());
}

async fn who_decides_second_reads_who_was_first_and_what(engine: Engine) {
    let house = open(engine);
    let clerk = house.staff("clerk").await;
    let other = house.staff("clerk2").await;
    let refusal = ruling_form(&other, REFERENCE, "refuse").await;
    let forwarding = ruling_form(&other, REFERENCE, "forward").await;
    let admission = ruling_form(&clerk, REFERENCE, "admit").await;
    let done = clerk.submit(&admission, &[]).await;
    assert!(done.text().contains("Opengesteld"));
    let typed = [("code", "no_action"), ("reason", REASON)];
    let late = other.submit(&refusal, &typed).await;
    is_told(
        &late,
        &[
            "Medewerker clerk was u voor: opengesteld",
            "<strong>Open</strong>",
        ],
    );
    assert_eq!(late.form_with("refuse").value("reason"), REASON);
    let typed = [("to_name", "Waterschap"), ("reason", REASON)];
    let late = other.submit(&forwarding, &typed).await;
    is_told(&late, &["Medewerker clerk was u voor: opengesteld"]);
    assert_eq!(late.form_with("forward").value("to_name"), "Waterschap");
    // The same button twice is told too, and does nothing.
    let twice = clerk.submit(&admission, &[]).await;
    is_told(&twice, &["Medewerker clerk was u voor: opengesteld"]);
    assert_eq!(house.number(RULINGS), 1);
    let page = other.get(&format!("{DESK}/refuse")).await;
    is_told(&page, &["Dat kan niet met een petitie die nu zo staat"]);
}

async fn two_who_decide_at_once_decide_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    let other = house.staff("clerk2").await;
    let words = [
        ("admit", "refuse"),
        ("admit", "admit"),
        ("refuse", "forward"),
        ("revise", "admit"),
        ("moderation", "admit"),
        ("refuse", "refuse"),
    ];
    let mut taken = 0;
    for (number, (one, two)) in words.into_iter().enumerate() {
        house.enter(&paper(number));
        let reference = format!("P26-{number:04}");
        let decide = |form: Form, staff: &Visitor| {
            let staff = staff.clone();
            async move {
                let ruling = [
                    ("reason", REASON),
                    ("to_name", "Waterschap"),
                    ("code", "duplicate"),
                ];
                match form.action.ends_with("moderation") {
                    true => staff.submit(&form, &HIDES).await,
                    false => staff.submit(&form, &ruling).await,
                }
            }
        };
        let first = match one {
            "moderation" => moderation_form(&clerk, &reference, one).await,
            _ => ruling_form(&clerk, &reference, one).await,
        };
        let second = ruling_form(&other, &reference, two).await;
        let (first, second) = at_once(decide(first, &clerk), decide(second, &other)).await;
        let outcome = (first.status, second.status);
        // Removing it is a step from every state, so both may be done, one after the other.
        let rulings = house.number(RULINGS);
        if one == "moderation" && outcome == (200, 200) {
            assert_eq!(rulings, 2);
        } else {
            let (late, name) = match outcome {
                (200, 409) => (second, "Medewerker clerk was u voor"),
                (409, 200) => (first, "Medewerker clerk2 was u voor"),
                _ => panic!("{one} and {two}: {outcome:?} {}", second.text()),
            };
            is_told(&late, &[name]);
            assert_eq!(rulings, 1, "{one} and {two}");
        }
        let entries = "SELECT COUNT(*) AS number FROM audit_entries
            WHERE act LIKE 'petition_%' OR act = 'revision_asked'";
        taken += rulings;
        assert_eq!(house.number(entries), taken, "an entry for each decision");
        house.sql("DELETE FROM petition_rulings");
    }
    house.everything_adds_up();
}

async fn a_petitioner_and_a_clerk_act_at_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    for _ in 0..3 {
        let writer = Writer::files(&house, TITLE, "petition").await;
        let reference = writer.reference().await;
        let admission = ruling_form(&clerk, &reference, "admit").await;
        let withdrawal = writer.page("/withdraw").await.post_form();
        let (clerk, browser) = (clerk.clone(), writer.browser.clone());
        let (admitted, withdrawn) = at_once(
            async move { clerk.submit(&admission, &[]).await },
            async move { browser.submit(&withdrawal, &[]).await },
        )
        .await;
        // The petitioner may take it back before and after; the clerk is told when he was second.
        assert_eq!(withdrawn.status, 200, "{}", withdrawn.text());
        assert!(withdrawn.text().contains("Ingetrokken"));
        if admitted.status != 200 {
            is_told(&admitted, &["De indiener of de klok was u voor"]);
        }
    }
    let left = "SELECT COUNT(*) AS number FROM petitions WHERE state <> 'withdrawn'";
    assert_eq!(house.number(left), 0);
    house.everything_adds_up();
}

async fn whoever_read_an_old_text_is_told_so(engine: Engine) {
    let house = TestHouse::open(engine);
    let mut writer = Writer::files(&house, TITLE, "petition").await;
    let clerk = house.staff("clerk").await;
    let other = house.staff("clerk2").await;
    let old = ruling_form(&other, REFERENCE, "refuse").await;
    decides(&clerk, REFERENCE, "revise", &[("reason", "Zeg waar.")]).await;
    writer.browser = house.visitor();
    writer
        .answers("request", &[("value", "Heel iets anders.")])
        .await;
    writer.sends().await;
    // A mistake in the form does not make the new text a text that was read.
    let back = other.submit(&old, &[("reason", REASON)]).await;
    assert_eq!(back.status, 400);
    let form = back.form_with("refuse");
    let typed = [("code", "no_action"), ("reason", REASON)];
    let told = other.submit(&form, &typed).await;
    is_told(&told, &["De tekst is veranderd nadat u de pagina opende."]);
    assert_eq!(told.form_with("refuse").value("reason"), REASON);
    assert_eq!(house.number(RULINGS), 1, "only the revision");
    let told = other.submit(&told.form_with("refuse"), &[]).await;
    assert!(told.text().contains("Niet opengesteld"), "{}", told.text());
}

async fn a_moderator_does_not_wait_for_a_claim(engine: Engine) {
    let house = open(engine);
    let clerk = house.staff("clerk").await;
    let moderator = house.staff("moderator").await;
    let admission = ruling_form(&clerk, REFERENCE, "admit").await;
    press(&clerk, "/claim").await;
    for word in ["admit", "revise", "refuse", "forward"] {
        let page = moderator.get(&format!("{DESK}/{word}")).await;
        assert_eq!(page.status, 403, "{word} is the clerk's");
    }
    let gone = moderates(&moderator, REFERENCE, "moderation", &HIDES).await;
    assert_eq!(gone.status, 200, "{}", gone.text());
    let late = clerk.submit(&admission, &[]).await;
    is_told(&late, &["Medewerker moderator was u voor: weggehaald"]);
}
