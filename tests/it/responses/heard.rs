//! After the answer: its author says whether it is what was meant, once, and asks one question.

use super::work::{Work, input, page, proof};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::visitor::{Answer, Visitor};
use chrono::TimeDelta;
use weerklank_acts::inputs::EnteredInput;
use weerklank_acts::responses::round::{AnswerTo, ReportText, publish_report, put_inputs};
use weerklank_domain::petitions::Passage;
use weerklank_store::responses::Chosen;

on_both_databases!(
    an_author_says_once_whether_it_is_what_was_meant,
    the_score_is_shown_from_five_voices_on,
    a_question_is_an_input_and_there_is_one_for_each_answer,
    of_two_windows_one_asks,
    a_question_can_be_asked_for_six_weeks,
);

fn from(number: usize) -> EnteredInput {
    EnteredInput {
        person: Some((
            "Jo de Vries".to_owned(),
            format!("jo{number}@voorbeeld.example"),
        )),
        ..input(&format!(
            "Bankje nummer {number} hoort aan de oever, vind ik."
        ))
    }
}

/// A published answer to a theme of so many inputs, and the addresses of their authors.
async fn answered(house: TestHouse, inputs: usize) -> (Work, Vec<String>) {
    let all: Vec<EnteredInput> = (1..=inputs).map(from).collect();
    let work = Work::with(house, &all).await;
    let theme = work.theme("Bankjes");
    put_inputs(
        work.house.house(),
        &work.writer,
        work.round.id,
        &Chosen::Unsorted(None),
        Some(theme),
    )
    .unwrap();
    work.answers(AnswerTo::Theme(theme));
    publish_report(
        work.house.house(),
        &work.writer,
        work.round.id,
        &ReportText {
            intro: Some(Passage::parse("Dank.").unwrap()),
            own_motion: None,
            reason: None,
            override_reason: None,
        },
    )
    .unwrap();
    work.house.settle().await;
    let mut links = Vec::new();
    for number in 1..=inputs {
        let mails = work
            .house
            .mails_to(&format!("jo{number}@voorbeeld.example"))
            .await;
        let told = mails
            .into_iter()
            .find(|mail| mail.kind() == MailKind::RoundAnswered)
            .unwrap();
        let link = told
            .links()
            .into_iter()
            .find(|link| link.ends_with("/answer"));
        let link = link.unwrap();
        let path = link.find("/my-input").unwrap();
        links.push(link[path..].to_owned());
    }
    (work, links)
}

fn at(link: &str, end: &str) -> String {
    link.replace("/answer", end)
}

async fn says(visitor: &Visitor, link: &str, voice: &str) -> Answer {
    let shown = page(visitor, link).await;
    let action = at(link, "/heard");
    let csrf = proof(&shown, &action);
    visitor
        .post_form(&action, &[("csrf", &csrf), ("says", voice)])
        .await
}

async fn asks(visitor: &Visitor, link: &str, csrf: &str, answer: &str, text: &str) -> Answer {
    let fields = [("csrf", csrf), ("answer", answer), ("text", text)];
    visitor.post_form(&at(link, "/follow-up"), &fields).await
}

async fn csrf_of(visitor: &Visitor, link: &str) -> String {
    proof(&page(visitor, link).await, &at(link, "/follow-up"))
}

async fn an_author_says_once_whether_it_is_what_was_meant(engine: Engine) {
    let (work, links) = answered(TestHouse::open(engine), 1).await;
    let visitor = work.house.visitor();
    let link = links[0].as_str();
    let shown = page(&visitor, link).await;
    assert!(
        shown.text().contains("Is dit wat u bedoelde?"),
        "{}",
        shown.text()
    );
    let csrf = proof(&shown, &at(link, "/heard"));
    let other = visitor
        .post_form(&at(link, "/heard"), &[("csrf", &csrf), ("says", "maybe")])
        .await;
    assert_eq!(other.status, 400);
    let unproven = visitor
        .post_form(&at(link, "/heard"), &[("csrf", "x"), ("says", "meant")])
        .await;
    assert_eq!(unproven.status, 403);
    assert_eq!(says(&visitor, link, "not_meant").await.status, 303);
    let again = [("csrf", csrf.as_str()), ("says", "meant")];
    let again = visitor.post_form(&at(link, "/heard"), &again).await;
    assert_eq!(again.status, 409);
    assert!(again.text().contains("Wat u het eerst zei, telt"));
    let kept = work.house.text("SELECT says AS text FROM heard_voices");
    assert_eq!(kept, "not_meant", "what was said first");
    let unknown = at(link, "/answer").replace("my-input/", "my-input/x");
    assert_eq!(visitor.get(&unknown).await.status, 404);
}

async fn the_score_is_shown_from_five_voices_on(engine: Engine) {
    let (work, links) = answered(TestHouse::open(engine), 6).await;
    let visitor = work.house.visitor();
    let report = format!("/rounds/{}/report", work.round.slug);
    for link in &links[..4] {
        assert_eq!(says(&visitor, link, "meant").await.status, 303);
    }
    let shown = page(&visitor, &report).await.text();
    assert!(
        shown.contains("te weinig mensen") && !shown.contains("zegt ja"),
        "{shown}"
    );
    let data = page(&visitor, &format!("{report}.json")).await.json();
    assert!(data["heardScore"].is_null() && data["answers"][0]["heardScore"].is_null());
    says(&visitor, &links[4], "not_meant").await;
    let shown = page(&visitor, &report).await.text();
    assert!(shown.contains("80 % van de 5 mensen"), "{shown}");
    assert!(shown.contains("80 % van 5 zegt ja"));
    let data = page(&visitor, &format!("{report}.json")).await.json();
    assert_eq!(data["heardScore"]["percent"], 80);
    assert_eq!(data["answers"][0]["heardScore"]["answered"], 5);
}

async fn a_question_is_an_input_and_there_is_one_for_each_answer(engine: Engine) {
    let (work, links) = answered(TestHouse::open(engine), 2).await;
    let (visitor, link) = (work.house.visitor(), links[0].as_str());
    let csrf = csrf_of(&visitor, link).await;
    let empty = asks(&visitor, link, &csrf, "1", "  ").await;
    assert_eq!(empty.status, 400);
    let long = asks(&visitor, link, &csrf, "1", &"a".repeat(20_000)).await;
    assert_eq!(long.status, 400);
    assert!(long.text().contains("aaaa"), "nothing typed is lost");
    let other = asks(&visitor, link, &csrf, "7", "Waarom?").await;
    assert_eq!(other.status, 404, "an answer that is not there");
    let before = work.coverage();
    assert_eq!((before.total(), before.open), (2, 0));
    let asked = asks(
        &visitor,
        link,
        &csrf,
        "1",
        "Wanneer komt het bankje er dan?",
    )
    .await;
    assert_eq!(asked.status, 303, "{}", asked.text());
    let after = work.coverage();
    assert_eq!((after.total(), after.open, after.answered), (3, 1, 2));
    assert_eq!(work.state(3), "open");
    let shown = page(&visitor, link).await.text();
    assert!(shown.contains("/inputs/3\""), "{shown}");
    let input = |number: i64| format!("/rounds/{}/inputs/{number}", work.round.slug);
    let question = page(&visitor, &input(3)).await.text();
    assert!(question.contains("/inputs/1\""), "{question}");
    assert!(
        page(&visitor, &input(1))
            .await
            .text()
            .contains("/inputs/3\"")
    );
    let twice = asks(&visitor, link, &csrf, "1", "En nog iets?").await;
    assert_eq!(twice.status, 409);
    assert!(
        twice.text().contains("En nog iets?"),
        "nothing typed is lost"
    );
    assert_eq!(work.coverage().total(), 3);
    work.house.settle().await;
    let mails = work.house.mails_to("jo1@voorbeeld.example").await;
    let receipts = mails
        .iter()
        .filter(|mail| mail.kind() == MailKind::InputReceived);
    assert_eq!(receipts.count(), 1, "the question has a receipt");
    let persons = work.house.number(
        "SELECT COUNT(*) AS number FROM inputs a JOIN inputs b ON a.author_id = b.author_id AND a.id <> b.id",
    );
    assert_eq!(persons, 0, "each input has its own person row");
}

async fn of_two_windows_one_asks(engine: Engine) {
    let (work, links) = answered(TestHouse::open(engine), 1).await;
    let (visitor, link) = (work.house.visitor(), links[0].as_str());
    let csrf = csrf_of(&visitor, link).await;
    let (one, two) = tokio::join!(
        asks(&visitor, link, &csrf, "1", "Wanneer komt het bankje?"),
        asks(&visitor, link, &csrf, "1", "Waar komt het bankje?"),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(work.coverage().total(), 2, "no number was used up");
    let shown = page(&visitor, link).await;
    let heard = proof(&shown, &at(link, "/heard"));
    let address = at(link, "/heard");
    let meant = [("csrf", heard.as_str()), ("says", "meant")];
    let not = [("csrf", heard.as_str()), ("says", "not_meant")];
    let (one, two) = tokio::join!(
        visitor.post_form(&address, &meant),
        visitor.post_form(&address, &not),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
}

async fn a_question_can_be_asked_for_six_weeks(engine: Engine) {
    let (work, links) = answered(TestHouse::open(engine), 1).await;
    let (visitor, link) = (work.house.visitor(), links[0].as_str());
    let csrf = csrf_of(&visitor, link).await;
    work.house.later(TimeDelta::days(43)).await;
    let late = asks(&visitor, link, &csrf, "1", "Wanneer?").await;
    assert_eq!(late.status, 409);
    let shown = page(&visitor, link).await.text();
    assert!(shown.contains("geen vraag meer stellen"), "{shown}");
    assert_eq!(
        says(&visitor, link, "meant").await.status,
        303,
        "that has no term"
    );
}
