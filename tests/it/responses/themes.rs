//! Inputs are put into themes, cut, set aside and answered.

use super::work::{LIGHT, TREES, Work, does, input, page, proof};
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::on_both_databases;
use crate::support::visitor::Visitor;
use weerklank_acts::ActError;
use weerklank_acts::responses::round::{
    AnswerTo, approve_response, begin_answer, merge_themes, offer_response, put_inputs,
    write_response,
};
use weerklank_domain::responses::ResponseText;
use weerklank_store::responses::Chosen;

on_both_databases!(
    a_batch_goes_into_a_theme_with_everything_that_is_alike,
    an_answer_counts_once_a_second_person_approved_it,
    an_approved_answer_that_is_written_anew_waits_again,
    an_input_in_parts_is_answered_when_every_part_is,
    what_is_set_aside_has_a_reason_and_is_taken_up_again,
    themes_are_merged_and_split_with_their_history,
    of_two_officers_who_write_the_second_is_told,
    one_answer_is_begun_once,
    a_standard_text_begins_an_answer,
    wrong_forms_come_back_with_what_was_typed,
);

const COPY: &str = "Wij willen dat de kastanjes op het plein blijven staan voor de schaduw!";

async fn a_batch_goes_into_a_theme_with_everything_that_is_alike(engine: Engine) {
    let inputs = [
        input(TREES),
        input(COPY),
        input(LIGHT),
        input("Iets heel anders over honden"),
    ];
    let work = Work::with(TestHouse::open(engine), &inputs).await;
    let officer = work.house.staff("officer").await;
    let sort = work.address("/answers/sort");
    let shown = page(&officer, &sort).await.text();
    assert!(
        shown.contains("4 keer inbreng zit nog in geen thema"),
        "{shown}"
    );
    assert!(!shown.contains("R1-0002"), "the copy goes with the first");
    let put = [("input", "1"), ("input", "3"), ("title", "Groen en licht")];
    let done = does(&officer, &sort, "put", &put).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let left = page(&officer, &sort).await.text();
    assert!(left.contains("1 inbreng zit nog in geen thema"), "{left}");
    let theme = page(&officer, &work.address("/themes/1")).await.text();
    for number in ["R1-0001", "R1-0002", "R1-0003"] {
        assert!(theme.contains(number), "{theme}");
    }
    // Everything that holds a word, on whatever page.
    let words = [("all", "1"), ("q", "honden"), ("theme", "1")];
    let done = does(&officer, &sort, "put", &words).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let board = page(&officer, &work.address("/answers")).await.text();
    assert!(board.contains("4 keer inbreng"), "{board}");
    assert_eq!(work.coverage().open, 4, "sorting answers nothing");
    work.house.everything_adds_up();
}

async fn an_answer_counts_once_a_second_person_approved_it(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let (officer, clerk) = (
        work.house.staff("officer").await,
        work.house.staff("clerk").await,
    );
    let theme = work.theme("Bomen");
    let house = work.house.house();
    put_inputs(
        house,
        &work.writer,
        work.round.id,
        &Chosen::Numbers(vec![1, 2]),
        Some(theme),
    )
    .unwrap();
    let began = does(&officer, &work.address("/themes/1"), "answer", &[]).await;
    assert_eq!(began.status, 303, "{}", began.text());
    let here = work.address("/answers/1");
    let short = [
        ("revision", "1"),
        ("verdict", "adopted"),
        ("heard", "U vraagt bomen."),
    ];
    let refused = does(&officer, &here, "offer", &short).await;
    assert_eq!(refused.status, 400);
    let text = refused.text();
    assert!(
        text.contains("#reasons") && text.contains("#change"),
        "{text}"
    );
    let whole = [
        ("revision", "1"),
        ("verdict", "adopted"),
        ("heard", "U vraagt bomen."),
        ("reasons", "Er is plaats."),
        ("no_change", "1"),
        ("responsible", "Wethouder"),
        ("adopted_by", "Gemeenteraad"),
        ("adopted_on", "2-3-2026"),
    ];
    let offered = does(&officer, &here, "offer", &whole).await;
    assert_eq!(offered.status, 303, "{}", offered.text());
    assert_eq!(work.state(1), "open", "an offer is no answer");
    let own = does(&officer, &here, "approve", &[("revision", "2")]).await;
    assert_eq!(own.status, 409);
    assert!(own.text().contains("U schreef dit zelf"), "{}", own.text());
    let stale = does(&clerk, &here, "approve", &[("revision", "1")]).await;
    assert_eq!(stale.status, 409);
    let csrf = proof(&page(&clerk, &here).await, &here);
    let press = |visitor: Visitor, address: String, csrf: String| async move {
        let fields = [
            ("csrf", csrf.as_str()),
            ("deed", "approve"),
            ("revision", "2"),
        ];
        visitor.post_form(&address, &fields).await
    };
    let (one, two) = at_once(
        press(clerk.clone(), here.clone(), csrf.clone()),
        press(clerk, here, csrf),
    )
    .await;
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "approved once");
    assert_eq!(
        (work.state(1), work.state(2), work.state(3)),
        ("answered".into(), "answered".into(), "open".into())
    );
    assert_eq!((work.coverage().answered, work.coverage().open), (2, 1));
    let round = work
        .house
        .visitor()
        .get(&format!("/rounds/{}", work.round.slug))
        .await;
    assert!(
        round
            .text()
            .contains("3 keer inbreng: 2 beantwoord, 0 buiten behandeling"),
        "{}",
        round.text()
    );
    work.house.everything_adds_up();
}

async fn an_approved_answer_that_is_written_anew_waits_again(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let number = work.answers(AnswerTo::Input(3));
    assert_eq!(work.state(3), "answered");
    let key = (work.round.id, number);
    let text = work.text("Bij nader inzien.");
    write_response(work.house.house(), &work.writer, key, 2, &text).unwrap();
    assert_eq!(work.state(3), "open");
    let again = write_response(work.house.house(), &work.writer, key, 2, &text);
    assert!(matches!(again, Err(ActError::Stale)));
    work.house.everything_adds_up();
}

async fn an_input_in_parts_is_answered_when_every_part_is(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let here = work.address("/inputs/3/answer");
    let wrong = does(&officer, &here, "cut", &[("quote", "Dit staat er niet")]).await;
    assert_eq!(wrong.status, 409);
    assert!(
        wrong.text().contains("Dit staat er niet"),
        "what was typed stays"
    );
    for quote in [
        "De boulevard verdient betere verlichting  in de winter",
        "minder auto's",
    ] {
        let cut = does(&officer, &here, "cut", &[("quote", quote)]).await;
        assert_eq!(cut.status, 303, "{}", cut.text());
    }
    let twice = does(&officer, &here, "cut", &[("quote", "verlichting")]).await;
    assert!(twice.text().contains("horen") || twice.text().contains("hoort al bij een ander deel"));
    let theme = work.theme("Licht");
    let put = does(&officer, &here, "put", &[("unit", "1"), ("move_to", "1")]).await;
    assert_eq!(put.status, 303, "{}", put.text());
    work.answers(AnswerTo::Theme(theme));
    assert_eq!(work.state(3), "open", "a part is open still");
    let aside = [
        ("unit", "2"),
        ("aside_reason", "off_topic"),
        ("aside_why", "Over auto's gaat een andere ronde."),
    ];
    let done = does(&officer, &here, "aside", &aside).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let remainder = [
        ("unit", "0"),
        ("aside_reason", "off_topic"),
        ("aside_why", "Niets verder."),
    ];
    assert_eq!(work.state(3), "open", "what remains is open still");
    let done = does(&officer, &here, "aside", &remainder).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(work.state(3), "answered");
    let whole = does(&officer, &here, "whole", &[]).await;
    assert_eq!(whole.status, 409, "something was decided on it");
    work.house.everything_adds_up();
}

async fn what_is_set_aside_has_a_reason_and_is_taken_up_again(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let sort = work.address("/answers/sort");
    let chosen = [
        ("input", "2"),
        ("aside_reason", "duplicate"),
        ("aside_why", "Nummer 1 zegt dit ook."),
    ];
    let missing = does(&officer, &sort, "aside", &chosen).await;
    assert_eq!(missing.status, 400, "a duplicate of what?");
    for (original, status) in [("R1-0099", 409), ("2", 409), ("R1-0001", 303)] {
        let mut filled = chosen.to_vec();
        filled.push(("original", original));
        let done = does(&officer, &sort, "aside", &filled).await;
        assert_eq!(done.status, status, "{original}: {}", done.text());
    }
    let late = [
        ("input", "3"),
        ("aside_reason", "late"),
        ("aside_why", "Het kwam te laat."),
    ];
    assert_eq!(
        does(&officer, &sort, "aside", &late).await.status,
        409,
        "it was in time"
    );
    // What others are a duplicate of is not set aside itself: the number leads to an answer.
    let original = [
        ("input", "1"),
        ("aside_reason", "off_topic"),
        ("aside_why", "Iets anders."),
    ];
    assert_eq!(does(&officer, &sort, "aside", &original).await.status, 409);
    let public = format!("/rounds/{}/inputs/2", work.round.slug);
    let shown = work.house.visitor().get(&public).await.text();
    assert!(
        shown.contains("Nummer 1 zegt dit ook.") && shown.contains("R1-0001"),
        "{shown}"
    );
    assert_eq!((work.coverage().set_aside, work.coverage().open), (1, 2));
    let here = work.address("/inputs/2/answer");
    let id = work
        .house
        .number("SELECT MAX(id) AS number FROM set_asides")
        .to_string();
    let lifted = does(&officer, &here, "lift", &[("aside", &id)]).await;
    assert_eq!(lifted.status, 303, "{}", lifted.text());
    assert_eq!(work.state(2), "open");
    let again = does(&officer, &here, "lift", &[("aside", &id)]).await;
    assert_eq!(again.status, 409);
    assert!(
        page(&officer, &here)
            .await
            .text()
            .contains("Nummer 1 zegt dit ook.")
    );
    work.house.everything_adds_up();
}

async fn themes_are_merged_and_split_with_their_history(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let (trees, light) = (work.theme("Bomen"), work.theme("Licht"));
    let (house, id) = (work.house.house(), work.round.id);
    for (numbers, theme) in [(vec![1, 2], trees), (vec![3], light)] {
        put_inputs(
            house,
            &work.writer,
            id,
            &Chosen::Numbers(numbers),
            Some(theme),
        )
        .unwrap();
    }
    work.answers(AnswerTo::Theme(trees));
    let refused = merge_themes(house, &work.writer, id, (trees, light));
    assert!(
        matches!(refused, Err(ActError::Handled)),
        "its answer was given"
    );
    let merged = does(
        &officer,
        &work.address("/themes/2"),
        "merge",
        &[("merge_into", "1")],
    )
    .await;
    assert_eq!(merged.status, 303, "{}", merged.text());
    assert_eq!(work.state(3), "answered", "it has the answer of its theme");
    let gone = page(&officer, &work.address("/themes/2")).await.text();
    assert!(
        gone.contains("Dit thema is samengevoegd met") && gone.contains("Thema 1"),
        "{gone}"
    );
    let split = [
        ("input", "3"),
        ("move_to", "new"),
        ("new_title", "Toch licht"),
    ];
    let done = does(&officer, &work.address("/themes/1"), "move", &split).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(work.state(3), "open", "the answer was not to this");
    let history = page(&officer, &work.address("/themes/1")).await.text();
    for word in ["samengevoegd", "erbij gekomen", "eruit gegaan", "Hinke"] {
        assert!(history.contains(word), "{word}: {history}");
    }
    let none = does(
        &officer,
        &work.address("/themes/1"),
        "move",
        &[("move_to", "3")],
    )
    .await;
    assert_eq!(none.status, 400, "nothing was chosen");
    work.house.everything_adds_up();
}

async fn of_two_officers_who_write_the_second_is_told(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let theme = work.theme("Bomen").to_string();
    let here = work.address(&format!("/themes/{theme}"));
    let texts = [
        ("revision", "1"),
        ("title", "Bomen op het plein"),
        ("summary", "Veel bomen."),
    ];
    assert_eq!(does(&officer, &here, "describe", &texts).await.status, 303);
    let second = does(&officer, &here, "describe", &texts).await;
    assert_eq!(second.status, 409);
    assert!(second.text().contains("Bomen op het plein"));
    let nobody = [
        ("revision", "2"),
        ("officer", "999999"),
        ("due_on", "1-4-2026"),
    ];
    let refused = does(&officer, &here, "assign", &nobody).await;
    assert!(
        refused.text().contains("Deze collega mag"),
        "{}",
        refused.text()
    );
    let owner = work
        .house
        .number("SELECT id AS number FROM staff WHERE name = 'Piet'");
    work.house.sql(&format!(
        "INSERT INTO staff_roles (staff_id, role, body_id)
         SELECT {owner}, 'policy_officer', id FROM bodies WHERE slug = 'testwater'"
    ));
    let owner = owner.to_string();
    let given = [
        ("revision", "2"),
        ("officer", owner.as_str()),
        ("due_on", "1-4-2026"),
    ];
    let done = does(&officer, &here, "assign", &given).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let noted = does(
        &officer,
        &here,
        "note",
        &[("note", "Vraag het de boomwachter.")],
    )
    .await;
    assert_eq!(noted.status, 303);
    let shown = page(&officer, &here).await.text();
    assert!(
        shown.contains("Piet") && shown.contains("boomwachter"),
        "{shown}"
    );
    let public = work
        .house
        .visitor()
        .get(&format!("/rounds/{}", work.round.slug))
        .await
        .text();
    assert!(!public.contains("boomwachter"), "notes are internal");
}

async fn one_answer_is_begun_once(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let (house, id) = (work.house.house(), work.round.id);
    let theme = work.theme("Bomen");
    let begin = || begin_answer(house, &work.writer, id, AnswerTo::Theme(theme), None).unwrap();
    let (one, two) = std::thread::scope(|scope| {
        let one = scope.spawn(begin);
        let two = scope.spawn(begin);
        (one.join().unwrap(), two.join().unwrap())
    });
    assert_eq!(one, two);
    let key = (id, one);
    let nothing = offer_response(house, &work.writer, key, 1, &ResponseText::default());
    assert!(matches!(nothing, Err(ActError::Lacking(_))));
    let read = work
        .house
        .number("SELECT CAST(revision AS BIGINT) AS number FROM responses");
    assert_eq!(read, 1, "nothing of it was written");
    let early = approve_response(house, &work.second, key, 1);
    assert!(matches!(early, Err(ActError::Stale)), "it does not wait");
}

async fn a_standard_text_begins_an_answer(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let board = work.address("/answers");
    let empty = does(&officer, &board, "template", &[("template", "Daarom.")]).await;
    assert_eq!(empty.status, 400);
    let kept = [
        ("template_title", "Valt erbuiten"),
        ("verdict", "other_body"),
        ("template", "Dit is aan de provincie."),
    ];
    assert_eq!(does(&officer, &board, "template", &kept).await.status, 303);
    work.theme("Bomen");
    let began = does(
        &officer,
        &work.address("/themes/1"),
        "answer",
        &[("template", "1")],
    )
    .await;
    assert_eq!(began.status, 303, "{}", began.text());
    let text = page(&officer, &work.address("/answers/1")).await.text();
    assert!(text.contains("Dit is aan de provincie."), "{text}");
    assert!(
        text.contains("Veel mensen noemen dit."),
        "the summary of the theme: {text}"
    );
    assert_eq!(
        does(&officer, &board, "retire", &[("retire", "1")])
            .await
            .status,
        303
    );
    let gone = does(&officer, &board, "retire", &[("retire", "1")]).await;
    assert_eq!(gone.status, 409);
}

async fn wrong_forms_come_back_with_what_was_typed(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let long = "a".repeat(121);
    let board = work.address("/answers");
    let refused = does(
        &officer,
        &board,
        "make",
        &[("title", &long), ("summary", "Zo is het")],
    )
    .await;
    assert_eq!(refused.status, 400);
    assert!(refused.text().contains("Zo is het") && refused.text().contains("#title"));
    let unproven = officer
        .post_form(&board, &[("deed", "make"), ("title", "Bomen")])
        .await;
    assert_eq!(unproven.status, 403);
    assert!(unproven.text().contains("Bomen"));
    let sort = work.address("/answers/sort");
    let none = does(&officer, &sort, "put", &[("title", "Bomen")]).await;
    assert_eq!(none.status, 400);
    assert!(none.text().contains("#input"));
    let ghost = does(&officer, &sort, "put", &[("input", "1"), ("theme", "77")]).await;
    assert_eq!(ghost.status, 409);
    for missing in ["/themes/9", "/answers/9", "/inputs/9/answer", "/themes/x"] {
        assert_eq!(
            officer.get(&work.address(missing)).await.status,
            404,
            "{missing}"
        );
    }
    let reader = work.house.staff("reader").await;
    let shown = page(&reader, &sort).await;
    assert!(
        !shown.text().contains("name=\"deed\""),
        "whoever reads does nothing"
    );
}
