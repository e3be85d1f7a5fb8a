//! The gate of invariant 3: no report, and no decision-making phase, while an input is open.

use super::work::{Work, does, page};
use crate::rounds::matter::{announced, plan, ready, round};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use chrono::TimeDelta;
use weerklank_acts::ActError;
use weerklank_acts::responses::round::{
    AnswerTo, ReportText, publish_report, put_inputs, set_aside,
};
use weerklank_domain::petitions::Passage;
use weerklank_domain::rounds::RoundState;
use weerklank_store::responses::Chosen;

on_both_databases!(
    the_gate_is_shut_with_the_list_of_what_is_open,
    an_override_says_why_in_public,
    nothing_is_answered_while_people_may_change_it,
    what_comes_at_the_last_moment_is_counted_or_refused,
);

async fn the_gate_is_shut_with_the_list_of_what_is_open(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    work.answers(AnswerTo::Input(1));
    let gate = work.address("/report");
    let shown = page(&officer, &gate).await.text();
    assert!(shown.contains("2 keer inbreng is nog open"), "{shown}");
    assert!(shown.contains("R1-0002") && shown.contains("R1-0003"));
    assert!(!shown.contains(">R1-0001<"));
    let refused = does(&officer, &gate, "", &[("intro", "Dank u wel.")]).await;
    assert_eq!(refused.status, 400);
    assert!(refused.text().contains("#override") && refused.text().contains("Dank u wel."));
    assert_eq!(round(&work.house, 1).state, RoundState::Answering);
    assert_eq!(
        work.house.number("SELECT COUNT(*) AS number FROM reports"),
        0
    );
    assert_eq!(
        work.house
            .visitor()
            .get(&format!("/rounds/{}/report", work.round.slug))
            .await
            .status,
        404
    );
    for number in [2, 3] {
        work.answers(AnswerTo::Input(number));
    }
    let done = does(&officer, &gate, "", &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(round(&work.house, 1).state, RoundState::Answered);
    let again = does(&officer, &gate, "", &[]).await;
    assert_eq!(again.status, 400, "a new version says why");
    assert!(again.text().contains("#reason"), "{}", again.text());
    work.house.everything_adds_up();
}

async fn an_override_says_why_in_public(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    work.answers(AnswerTo::Input(1));
    let officer = work.house.staff("officer").await;
    let why = [("override", "De raad beslist morgen; de rest volgt.")];
    let done = does(&officer, &work.address("/report"), "", &why).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let report = format!("/rounds/{}/report", work.round.slug);
    let shown = work.house.visitor().get(&report).await.text();
    assert!(
        shown.contains("Verschenen terwijl 2 keer inbreng nog open was"),
        "{shown}"
    );
    assert!(shown.contains("De raad beslist morgen"));
}

async fn nothing_is_answered_while_people_may_change_it(engine: Engine) {
    let house = TestHouse::open(engine);
    let writer = ready(&house);
    let open = announced(&house, &writer, &plan());
    let draft = put_inputs(
        house.house(),
        &writer,
        open.id,
        &Chosen::Unsorted(None),
        None,
    );
    assert!(
        matches!(draft, Err(ActError::CannotHandle)),
        "it has not opened"
    );
    house.later(TimeDelta::days(2)).await;
    let why = Passage::parse("Te laat.").unwrap();
    let aside = weerklank_acts::responses::round::Aside::OffTopic;
    let chosen = Chosen::Unsorted(None);
    let early = set_aside(house.house(), &writer, open.id, &chosen, &aside, &why);
    assert!(matches!(early, Err(ActError::CannotHandle)));
    let report = publish_report(house.house(), &writer, open.id, &ReportText::default());
    assert!(matches!(report, Err(ActError::CannotHandle)));
    let officer = house.staff("officer").await;
    let shown = page(&officer, "/desk/rounds/1/report").await.text();
    assert!(
        shown.contains("als het orgaan aan de antwoorden werkt"),
        "{shown}"
    );
}

async fn what_comes_at_the_last_moment_is_counted_or_refused(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    for number in 1..=3 {
        work.answers(AnswerTo::Input(number));
    }
    let (house, round) = (work.house.house(), &work.round);
    let (published, entered) = std::thread::scope(|scope| {
        let publish =
            scope.spawn(|| publish_report(house, &work.writer, round.id, &ReportText::default()));
        let enter = scope.spawn(|| {
            weerklank_acts::inputs::enter_inputs(house, round, &[super::work::input("Nog iets.")])
        });
        (publish.join().unwrap(), enter.join().unwrap())
    });
    entered.unwrap();
    match published {
        Ok(_) => assert_eq!(
            work.house
                .number("SELECT open_inputs AS number FROM reports"),
            0,
            "what was published had nothing open"
        ),
        Err(error) => assert!(matches!(error, ActError::ReportLacking(_)), "{error}"),
    }
    work.house.everything_adds_up();
}
