//! Words that are left out, texts that are collapsed, replies that are closed: what everybody reads then, and
//! that each of them can be taken back, or ends by itself.

use super::{decides, decisions};
use crate::inputs::take_part::{open_round, takes_part};
use crate::replies::replies;
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::visitor::Visitor;
use chrono::TimeDelta;

on_both_databases!(
    words_are_left_out_everywhere_and_come_back,
    what_was_left_out_is_kept_sealed_for_its_term,
    of_two_redactions_each_is_taken_back_alone,
    an_author_does_not_bring_back_what_was_left_out,
    a_text_is_collapsed_for_a_term_and_opens_by_itself,
    below_a_closed_reply_nobody_replies,
    what_does_not_fit_is_said_in_the_form,
    two_people_limit_the_same_text_at_once,
);

const TEXT: &str = "Meneer **de\nVries** van nummer 12 stal mijn fiets. Vraag de vries maar.";
const JAN: &str = "jan@voorbeeld.example";
const WHY: [(&str, &str); 3] = [
    ("rule", "personal_data"),
    ("facts", "Er staan naam en huisnummer van een ander."),
    ("reason", "U noemt iemand met naam en adres."),
];

/// An input of a round, and somebody who moderates; answers its address too.
async fn input(house: &TestHouse) -> (String, Visitor) {
    let round = open_round(house).await;
    takes_part(house, &round, TEXT, JAN).await;
    let at = format!("/rounds/{}/inputs/1", round.slug);
    (at, house.staff("moderator").await)
}

const INPUT: &str = "/desk/rounds/1/inputs/1";

fn redacts(words: &str) -> Vec<(&str, &str)> {
    let mut fields = WHY.to_vec();
    fields.extend([("action", "redact"), ("words", words)]);
    fields
}

fn does<'a>(action: &'a str, term: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = WHY.to_vec();
    fields.extend([("action", action), ("term", term)]);
    fields
}

const RESTORES: [(&str, &str); 2] = [
    ("action", "restore"),
    ("reason", "Bij nader inzien mag dit."),
];

async fn text_of(house: &TestHouse, at: &str) -> String {
    house.settle().await;
    house.visitor().get(at).await.text()
}

async fn words_are_left_out_everywhere_and_come_back(engine: Engine) {
    let house = TestHouse::open(engine);
    let (at, moderator) = input(&house).await;
    let done = decides(&moderator, INPUT, &redacts("de Vries\nnummer 12")).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let round = at.trim_end_matches("/inputs/1").to_owned();
    let places = [
        at.clone(),
        format!("{round}/inputs"),
        format!("{round}/inputs.csv"),
        format!("/api/v1{at}"),
        format!("/api/v1{round}/inputs"),
    ];
    for place in &places {
        let page = text_of(&house, place).await;
        let folded = page.to_lowercase();
        assert!(
            !folded.contains("vries") && !page.contains("nummer 12"),
            "{place}: {page}"
        );
        assert!(page.contains("‹weggelaten›"), "{place}: {page}");
    }
    let page = text_of(&house, &at).await;
    assert!(page.contains("Een moderator liet woorden weg"), "{page}");
    assert!(page.contains("Er staan naam en huisnummer van een ander."));
    for nowhere in ["q=vries", "q=Vries"] {
        let found = text_of(&house, &format!("{round}/inputs?{nowhere}")).await;
        assert!(!found.contains("stal mijn fiets"), "{nowhere}: {found}");
    }
    let mails = house.mails_to(JAN).await;
    let told = mails.last().unwrap();
    assert_eq!(told.kind(), MailKind::InputModerated);
    assert!(told.text.contains("woorden weggelaten") && !told.text.contains("Vries"));
    assert!(told.text.contains("/complaints/author/"), "{}", told.text);
    for table in ["inputs", "input_versions"] {
        let left = house.text(&format!("SELECT text FROM {table}"));
        assert!(!left.to_lowercase().contains("vries"), "{table}");
    }
    let state = "SELECT moderation || ' ' || state AS text FROM inputs";
    assert_eq!(house.text(state), "limited open");
    let log = text_of(&house, "/moderation-log").await;
    assert!(log.contains("Woorden weggelaten") && !log.contains("Vries"));

    decides(&moderator, INPUT, &RESTORES).await;
    let page = text_of(&house, &at).await;
    assert!(
        page.contains("Vries") && page.contains("nummer 12"),
        "{page}"
    );
    assert!(!page.contains("weggelaten"));
    assert_eq!(house.text("SELECT text FROM inputs"), TEXT);
    assert_eq!(house.text("SELECT text FROM input_versions"), TEXT);
    assert_eq!(house.text(state), "visible open");
    let found = text_of(&house, &format!("{round}/inputs?q=vries")).await;
    assert!(found.contains("stal mijn fiets"), "{found}");
    house.everything_adds_up();
}

const SEALED: &str = "SELECT COUNT(*) AS number FROM moderation_limits WHERE sealed IS NOT NULL";

async fn what_was_left_out_is_kept_sealed_for_its_term(engine: Engine) {
    let house = TestHouse::open(engine);
    let (at, moderator) = input(&house).await;
    decides(&moderator, INPUT, &redacts("de Vries")).await;
    let sealed = house.text("SELECT sealed AS text FROM moderation_limits");
    assert!(!sealed.contains("Vries"));
    house.later(TimeDelta::days(540)).await;
    assert_eq!(house.number(SEALED), 1);
    house.later(TimeDelta::days(10)).await;
    assert_eq!(house.number(SEALED), 0);
    let page = text_of(&house, &at).await;
    assert!(page.contains("‹weggelaten›"), "it stays as it was: {page}");
    let moderator_again = house.staff_again("moderator").await;
    let refused = decides(&moderator_again, INPUT, &RESTORES).await;
    assert_eq!(refused.status, 400, "{}", refused.text());
    assert!(refused.text().contains("De woorden zijn gewist."));
    assert_eq!(decisions(&house), 1);
    drop(moderator);
    house.everything_adds_up();
}

/// The author asks for another decision on the decision of a key; the clerk agrees.
async fn is_put_right(house: &TestHouse, decision: i64) {
    let mails = house.mails_to(JAN).await;
    let link = format!("/complaints/author/{decision}/");
    let told = mails
        .iter()
        .find(|mail| mail.text.contains(&link))
        .unwrap_or_else(|| panic!("no mail about {decision}"));
    let author = house.visitor();
    let form = author.get(&told.path_with(&link)).await;
    let fields = [("complaint", "Dit klopt niet.")];
    author.submit(&form.form_with("complaint"), &fields).await;
    let clerk = house.staff_again("clerk").await;
    let id = house.number("SELECT MAX(id) AS number FROM complaints");
    let case = clerk.get(&format!("/desk/complaints/{id}")).await;
    let right = [("outcome", "upheld"), ("reason", "Het mag toch.")];
    let done = clerk.submit(&case.form_with("outcome"), &right).await;
    assert_eq!(done.status, 200, "{}", done.text());
}

async fn of_two_redactions_each_is_taken_back_alone(engine: Engine) {
    let house = TestHouse::open(engine);
    let (at, moderator) = input(&house).await;
    house.staff("clerk").await;
    decides(&moderator, INPUT, &redacts("de Vries")).await;
    decides(&moderator, INPUT, &redacts("nummer 12")).await;
    is_put_right(&house, 1).await;
    let page = text_of(&house, &at).await;
    assert!(
        page.contains("Vries") && !page.contains("nummer 12"),
        "{page}"
    );
    let state = "SELECT moderation AS text FROM inputs";
    assert_eq!(house.text(state), "limited");
    is_put_right(&house, 2).await;
    assert_eq!(house.text("SELECT text FROM inputs"), TEXT);
    assert_eq!(house.text(state), "visible");
    house.everything_adds_up();
}

async fn an_author_does_not_bring_back_what_was_left_out(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, moderator) = input(&house).await;
    let mails = house.mails_to(JAN).await;
    let received = mails
        .iter()
        .find(|mail| mail.kind() == MailKind::InputReceived)
        .unwrap();
    let mine = received.path_with("/my-input/");
    let author = house.visitor();
    let before = author.get(&mine).await.form_with("version");
    decides(&moderator, INPUT, &redacts("de Vries")).await;
    let back = author.submit(&before, &[("text", TEXT)]).await;
    assert_eq!(back.status, 400, "{}", back.text());
    assert!(back.text().contains("woorden die een moderator wegliet"));
    let other = [("text", "Iemand stal mijn fiets.")];
    let done = author.submit(&before, &other).await;
    assert_eq!(done.status, 200, "{}", done.text());
    decides(&moderator, INPUT, &RESTORES).await;
    let newest = house.text("SELECT text FROM inputs");
    assert_eq!(
        newest, "Iemand stal mijn fiets.",
        "what was written since stays"
    );
    let first = house.text("SELECT text FROM input_versions WHERE version = 1");
    assert_eq!(first, TEXT);
    house.everything_adds_up();
}

async fn a_text_is_collapsed_for_a_term_and_opens_by_itself(engine: Engine) {
    let house = TestHouse::open(engine);
    let (at, moderator) = input(&house).await;
    decides(&moderator, INPUT, &does("collapse", "month")).await;
    let page = text_of(&house, &at).await;
    assert!(
        page.contains("<details") && page.contains("Lees de tekst toch"),
        "{page}"
    );
    assert!(
        page.contains("Een moderator klapte deze tekst in. Tot"),
        "{page}"
    );
    let list = text_of(&house, at.trim_end_matches("/1")).await;
    assert!(
        !list.contains("fiets") && list.contains("Een moderator klapte"),
        "{list}"
    );
    let file = house.visitor().get("/moderation-log.csv").await.text();
    assert!(file.contains(",collapse,personal_data,1,own,"), "{file}");
    let statements = house.visitor().get("/api/v1/moderation/statements").await;
    let one = &statements.json()["items"][0];
    assert_eq!(
        one["decision_visibility"][0],
        "DECISION_VISIBILITY_CONTENT_LABELLED"
    );
    assert!(one["end_date_visibility_restriction"].is_string());
    let faults = super::schema::fits(one);
    assert!(faults.is_empty(), "{faults:?}");
    house.later(TimeDelta::days(29)).await;
    assert!(text_of(&house, &at).await.contains("<details"));
    house.later(TimeDelta::days(2)).await;
    let page = text_of(&house, &at).await;
    assert!(!page.contains("klapte deze tekst in"), "{page}");
    assert_eq!(
        house.text("SELECT moderation AS text FROM inputs"),
        "visible"
    );
    assert_eq!(decisions(&house), 1, "an end is no decision");
    house.everything_adds_up();
}

async fn below_a_closed_reply_nobody_replies(engine: Engine) {
    let house = TestHouse::open(engine);
    let (at, moderator) = input(&house).await;
    let thread = format!("{at}/replies");
    let anna = house.visitor();
    let form = anna.get(&thread).await.form_with("stance");
    let typed = [("text", "Wat erg."), ("email", "anna@voorbeeld.example")];
    anna.submit(&form, &typed).await;
    crate::inputs::take_part::proves(&house, &anna, "anna@voorbeeld.example").await;
    let below = replies(&anna, &format!("{thread}/1"), "Zeg dat.").await;
    let before = anna.get(&below.path).await.form_with("stance");
    decides(&moderator, "/desk/replies/1", &does("close", "")).await;
    for place in ["1", "2"] {
        let page = anna.get(&format!("{thread}/{place}")).await.text();
        assert!(page.contains("Een moderator sloot de reacties."), "{page}");
        assert!(!page.contains("name=\"stance\""), "{place}");
    }
    let refused = anna.submit(&before, &[("text", "Toch nog iets.")]).await;
    assert_eq!(refused.status, 409, "by direct request: {}", refused.text());
    let beside = replies(&anna, &thread, "Naast de gesloten reactie.").await;
    assert_eq!(beside.status, 200, "{}", beside.text());
    decides(&moderator, INPUT, &does("close", "week")).await;
    let page = anna.get(&thread).await;
    assert!(
        page.text()
            .contains("Een moderator sloot de reacties. U kunt hier niet reageren.")
    );
    house.later(TimeDelta::days(8)).await;
    let again = house.visitor().get(&thread).await;
    assert!(again.text().contains("name=\"stance\""), "{}", again.text());
    let moderator = house.staff_again("moderator").await;
    decides(&moderator, "/desk/replies/1", &RESTORES).await;
    let page = house.visitor().get(&format!("{thread}/2")).await;
    assert!(page.text().contains("name=\"stance\""), "{}", page.text());
    house.everything_adds_up();
}

async fn what_does_not_fit_is_said_in_the_form(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, moderator) = input(&house).await;
    let long = "a".repeat(2_001);
    for (fields, field) in [
        (redacts(""), "words"),
        (redacts(&long), "words"),
        (redacts("Staat er niet"), "words"),
        (does("collapse", "ever"), "term"),
        (does("suspend", ""), "term"),
        (does("burn", ""), "action"),
        (does("keep", ""), "action"),
    ] {
        let refused = decides(&moderator, INPUT, &fields).await;
        assert_eq!(refused.status, 400, "{fields:?}: {}", refused.text());
        let summary = format!("href=\"#{field}\"");
        assert!(refused.text().contains(&summary), "{fields:?}");
    }
    assert_eq!(decisions(&house), 0);
    decides(&moderator, INPUT, &does("collapse", "")).await;
    let twice = decides(&moderator, INPUT, &does("collapse", "")).await;
    assert_eq!(twice.status, 400, "{}", twice.text());
    assert!(twice.text().contains("Dit is al zo besloten."));
    assert_eq!(decisions(&house), 1);
    for unreasoned in [
        "UPDATE moderation_decisions SET facts = NULL",
        "UPDATE moderation_decisions SET ends_at = at",
        "UPDATE moderation_decisions SET action = 'suspend'",
        "UPDATE moderation_limits SET sealed = 'x'",
    ] {
        assert!(!house.takes(unreasoned), "{unreasoned}");
    }
}

async fn two_people_limit_the_same_text_at_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, one) = input(&house).await;
    let two = house.staff("clerk").await;
    let form = one.get(INPUT).await.form_with("/decide");
    let other = two.get(INPUT).await.form_with("/decide");
    let (left, right) = at_once(
        async move { one.submit(&form, &redacts("de Vries")).await.status },
        async move { two.submit(&other, &redacts("nummer 12")).await.status },
    )
    .await;
    let mut told = [left, right];
    told.sort_unstable();
    assert_eq!(told, [200, 409], "who came second reads again");
    let (three, four) = (
        house.staff_again("moderator").await,
        house.staff_again("clerk").await,
    );
    let form = three.get(INPUT).await.form_with("/decide");
    let other = four.get(INPUT).await.form_with("/decide");
    let (left, right) = at_once(
        async move { three.submit(&form, &does("collapse", "")).await.status },
        async move { four.submit(&other, &redacts("fiets")).await.status },
    )
    .await;
    assert_eq!([left, right], [200, 200], "one does not undo the other");
    let text = house.text("SELECT text FROM inputs");
    assert!(!text.contains("fiets"), "{text}");
    let standing = "SELECT COUNT(*) AS number FROM moderation_limits WHERE ended_at IS NULL";
    assert_eq!(house.number(standing), 3);
    house.everything_adds_up();
}
