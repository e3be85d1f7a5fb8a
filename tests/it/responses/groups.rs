//! What a report tells of each group of sender: how many took part, by which way, and what was done with it.

use super::work::{Work, input, page};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use diesel::connection::SimpleConnection as _;
use serde_json::json;
use weerklank_acts::inputs::EnteredInput;
use weerklank_acts::responses::round::{
    AnswerTo, Aside, ReportText, approve_response, begin_answer, cut_input, offer_response,
    publish_report, set_aside, set_aside_part,
};
use weerklank_domain::inputs::{Channel, InputState, ModerationState, Sender};
use weerklank_domain::petitions::{Passage, Verdict};
use weerklank_store::StoreError;
use weerklank_store::responses::Chosen;

on_both_databases!(
    each_group_is_told_of_and_everything_adds_up,
    an_input_in_parts_counts_once,
    what_was_published_before_the_groups_is_counted_by_the_migration,
);

fn sent(sender: Sender, channel: Channel, text: &str) -> EnteredInput {
    EnteredInput {
        sender,
        channel,
        display_name: sender.is_organisation().then(|| "De Kade".to_owned()),
        ..input(text)
    }
}

/// Gives an answer with a judgement.
fn judged(work: &Work, to: AnswerTo, verdict: Verdict) {
    let house = work.house.house();
    let number = begin_answer(house, &work.writer, work.round.id, to, None).unwrap();
    let key = (work.round.id, number);
    let mut text = work.text("Er is plaats.");
    text.answer.verdict = Some(verdict);
    let revision = offer_response(house, &work.writer, key, 1, &text).unwrap();
    approve_response(house, &work.second, key, revision).unwrap();
}

fn why() -> Passage {
    Passage::parse("Dit gaat hier niet over.").unwrap()
}

/// Publishes, for a reason where something is open.
fn publishes(work: &Work) {
    let text = ReportText {
        reason: Some(why()),
        override_reason: Some(why()),
        ..ReportText::default()
    };
    publish_report(work.house.house(), &work.writer, work.round.id, &text).unwrap();
}

/// What the tables tell, line by line.
fn frozen(work: &Work) -> Vec<String> {
    let rows = work
        .house
        .number("SELECT COUNT(*) AS number FROM report_groups");
    (0..rows)
        .map(|place| {
            work.house.text(&format!(
                "SELECT sender || ' ' || channel || ' ' || done || ' ' || amount AS text FROM report_groups
                 ORDER BY report_id, sender, channel, done LIMIT 1 OFFSET {place}"
            ))
        })
        .collect()
}

async fn each_group_is_told_of_and_everything_adds_up(engine: Engine) {
    let hidden = EnteredInput {
        state: InputState::Removed,
        moderation: ModerationState::Hidden,
        ..sent(Sender::Resident, Channel::Paper, "Weg met die lui.")
    };
    let work = Work::with(
        TestHouse::open(engine),
        &[
            sent(Sender::Resident, Channel::Paper, "Laat de bomen staan."),
            sent(Sender::Resident, Channel::Email, "Meer licht op de kade."),
            sent(
                Sender::Business,
                Channel::Email,
                "Een laadplek voor de winkel.",
            ),
            sent(
                Sender::CivilSociety,
                Channel::Meeting,
                "Wij vragen een steiger.",
            ),
            sent(Sender::Organisation, Channel::Paper, "Namens ons bestuur."),
            hidden,
        ],
    )
    .await;
    judged(&work, AnswerTo::Input(1), Verdict::Adopted);
    judged(&work, AnswerTo::Input(2), Verdict::NotAdopted);
    judged(&work, AnswerTo::Input(3), Verdict::PartlyAdopted);
    judged(&work, AnswerTo::Input(5), Verdict::Noted);
    set_aside(
        work.house.house(),
        &work.writer,
        work.round.id,
        &Chosen::Numbers(vec![4]),
        &Aside::OffTopic,
        &why(),
    )
    .unwrap();
    publishes(&work);
    let visitor = work.house.visitor();
    let address = format!("/rounds/{}/report", work.round.slug);
    let told = page(&visitor, &format!("{address}.json")).await.json();
    let one = |code: &str| json!([{"code": code, "inputs": 1}]);
    assert_eq!(
        told["groups"],
        json!([
            {"sender": "resident", "inputs": 3,
                "channels": [{"code": "paper", "inputs": 2}, {"code": "email", "inputs": 1}],
                "done": [{"code": "adopted", "inputs": 1}, {"code": "not_adopted", "inputs": 1},
                    {"code": "removed", "inputs": 1}]},
            {"sender": "business", "inputs": 1, "channels": one("email"), "done": one("partly_adopted")},
            {"sender": "civil_society", "inputs": 1, "channels": one("meeting"), "done": one("set_aside")},
            {"sender": "public_body", "inputs": 0, "channels": [], "done": []},
            {"sender": "organisation", "inputs": 1, "channels": one("paper"), "done": one("noted")},
        ])
    );
    assert_eq!(told["views"][2]["sender"], "business");
    assert_eq!(told["views"][2]["senderKind"], "organisation");
    let html = page(&visitor, &address).await.text();
    for words in [
        "Inwoners",
        "Bedrijven",
        "Maatschappelijke organisaties",
        "Bestuursorganen",
        "Organisaties, niet gezegd welke",
        "Deels overgenomen: 1",
        "Op een bijeenkomst: 1",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let csv = page(&visitor, &format!("{address}-groups.csv"))
        .await
        .text();
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].starts_with("sender,inputs,web,paper,"), "{csv}");
    let starts = [
        "resident,3,",
        "business,1,",
        "civil_society,1,",
        "public_body,0,",
        "organisation,1,",
        "all,6,",
    ];
    assert_eq!(lines.len(), 1 + starts.len(), "{csv}");
    for (line, start) in lines[1..].iter().zip(starts) {
        assert!(line.starts_with(start), "{start}: {csv}");
        let numbers: Vec<i64> = line
            .split(',')
            .skip(1)
            .map(|cell| cell.parse().unwrap())
            .collect();
        let (ways, done) = numbers[1..].split_at(Channel::ALL.len());
        assert_eq!(ways.iter().sum::<i64>(), numbers[0], "{csv}");
        assert_eq!(done.iter().sum::<i64>(), numbers[0], "{csv}");
    }
    assert!(page(&visitor, &format!("{address}.docx")).await.body.len() > 1_000);
    assert_eq!(
        work.coverage().total(),
        work.house
            .number("SELECT CAST(SUM(amount) AS BIGINT) AS number FROM report_groups")
    );
}

async fn an_input_in_parts_counts_once(engine: Engine) {
    let text = "De bomen moeten blijven. De lantaarns zijn kapot. En dank voor de avond.";
    let work = Work::with(
        TestHouse::open(engine),
        &[
            sent(Sender::PublicBody, Channel::Paper, text),
            sent(Sender::PublicBody, Channel::Email, text),
            sent(Sender::Business, Channel::Email, text),
        ],
    )
    .await;
    let (house, id) = (work.house.house(), work.round.id);
    for number in 1..=3 {
        for quote in ["De bomen moeten blijven.", "De lantaarns zijn kapot."] {
            cut_input(house, &work.writer, (id, number), quote).unwrap();
        }
        // What remains says nothing that asks for an answer.
        set_aside_part(
            house,
            &work.writer,
            (id, number, 0),
            &Aside::OffTopic,
            &why(),
        )
        .unwrap();
    }
    for (number, one, other) in [
        (1, Verdict::Adopted, Verdict::NotAdopted),
        (2, Verdict::NotAdopted, Verdict::QuestionAnswered),
        (3, Verdict::Adopted, Verdict::Adopted),
    ] {
        judged(&work, AnswerTo::Part(number, 1), one);
        judged(&work, AnswerTo::Part(number, 2), other);
    }
    publishes(&work);
    assert_eq!(
        frozen(&work),
        [
            "business email adopted 1",
            "public_body email several 1",
            "public_body paper partly_adopted 1",
        ]
    );
    // The next version says it anew, and the first one stays.
    publishes(&work);
    assert_eq!(frozen(&work).len(), 6);
}

/// The two files of the migration, on the database of a test.
fn migrates(work: &Work, engine: Engine, file: &str) {
    let folder = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let path = format!(
        "{}/../migrations/{folder}/2026-12-01-000601_sender_groups/{file}.sql",
        env!("CARGO_MANIFEST_DIR")
    );
    let statements = std::fs::read_to_string(&path).unwrap();
    let store = &work.house.house().store;
    store
        .write(|db| Ok::<_, StoreError>(db.batch_execute(&statements)?))
        .unwrap();
}

async fn what_was_published_before_the_groups_is_counted_by_the_migration(engine: Engine) {
    let text = "De bomen moeten blijven. De lantaarns zijn kapot. En dank voor de avond.";
    let whole = "Meer bankjes bij het water, en minder auto's op de kade.";
    let work = Work::with(
        TestHouse::open(engine),
        &[
            sent(Sender::Resident, Channel::Paper, text),
            sent(Sender::Organisation, Channel::Email, text),
            sent(Sender::Resident, Channel::Meeting, text),
            sent(Sender::Resident, Channel::Meeting, whole),
            sent(
                Sender::Resident,
                Channel::Paper,
                "Dit wacht nog op een antwoord.",
            ),
        ],
    )
    .await;
    let (house, id) = (work.house.house(), work.round.id);
    for number in 1..=3 {
        cut_input(
            house,
            &work.writer,
            (id, number),
            "De bomen moeten blijven.",
        )
        .unwrap();
        set_aside_part(
            house,
            &work.writer,
            (id, number, 0),
            &Aside::OffTopic,
            &why(),
        )
        .unwrap();
    }
    cut_input(house, &work.writer, (id, 1), "De lantaarns zijn kapot.").unwrap();
    judged(&work, AnswerTo::Part(1, 1), Verdict::PartlyAdopted);
    judged(&work, AnswerTo::Part(1, 2), Verdict::Noted);
    judged(&work, AnswerTo::Part(2, 1), Verdict::OtherBody);
    set_aside_part(house, &work.writer, (id, 3, 1), &Aside::OffTopic, &why()).unwrap();
    judged(&work, AnswerTo::Input(4), Verdict::NotAdopted);
    publishes(&work);
    judged(&work, AnswerTo::Input(5), Verdict::AlreadyProvided);
    publishes(&work);
    let before = frozen(&work);
    assert_eq!(before.len(), 10, "{before:?}");
    assert!(
        before.contains(&"resident paper open 1".to_owned()),
        "{before:?}"
    );
    migrates(&work, engine, "down");
    migrates(&work, engine, "up");
    assert_eq!(frozen(&work), before);
}
