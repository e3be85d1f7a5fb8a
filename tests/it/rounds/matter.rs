//! A dossier in which rounds can be planned, and plans of rounds.

use crate::support::desk::somebody;
use crate::support::harness::{TestHouse, start_of_test};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::json;
use weerklank_acts::people::Actor;
use weerklank_acts::rounds::desk::{announce, plan_round};
use weerklank_acts::rounds::{RoundPlan, enter_procedure};
use weerklank_domain::Language;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::people::Role;
use weerklank_domain::petitions::Title;
use weerklank_domain::rounds::{Access, InputForm, ModerationTime, Procedure};
use weerklank_store::rounds::{FormRecord, RoundRecord, find_by_number};

/// The number of the dossier of [`furnish`].
pub const DOSSIER: &str = "D26-0901";

/// Both procedures that are shipped, and a public dossier of the council in its second phase, with a
/// whole scope and a paper.
pub fn furnish(house: &TestHouse) {
    for (code, rules) in [
        (
            "informal",
            json!({
                "needs_bulletin_url": false, "needs_documents": false, "respondents": "everyone",
                "post_grace_days": 0, "answer_term_days": 56, "source": "Eigen beweging",
            }),
        ),
        (
            "formal_view",
            json!({
                "minimum": {
                    "length": { "weeks": 6 }, "moves_to_working_day": true, "source": "Awb 3:16",
                },
                "needs_bulletin_url": true, "needs_documents": true, "respondents": "stakeholders",
                "post_grace_days": 7, "source": "Awb 3.4",
            }),
        ),
    ] {
        let procedure = Procedure {
            code: code.to_owned(),
            version: 1,
            valid_from: day("2020-01-01"),
            rules: serde_json::from_value(rules).unwrap(),
        };
        enter_procedure(house.house(), &procedure).unwrap();
    }
    house.sql(&format!(
        "INSERT INTO dossiers (slug, reference, body_id, lang, title, summary, state, phase, source,
             revision, created_at, published_at)
         SELECT 'vissersbuurt', '{DOSSIER}', id, 'nl', 'De Vissersbuurt', '', 'public',
             'policy_preparation', 'own', 1, '2026-01-01 00:00:00', '2026-01-02 00:00:00'
         FROM bodies WHERE slug = 'raad'"
    ));
    house.sql(
        "INSERT INTO phases (dossier_id, kind, decided, decided_by, changeable, fixed, how, moment,
             afterwards, outcome, revision, started_at)
         SELECT id, 'policy_preparation', 'Waar groen komt', 'De raad', 'De plekken', 'Het geld',
             'Op de site', 'In maart', 'U krijgt antwoord', '', 1, '2026-01-02 00:00:00'
         FROM dossiers WHERE slug = 'vissersbuurt'",
    );
    for kind in [
        "agenda_setting",
        "decision_making",
        "implementation",
        "evaluation",
    ] {
        house.sql(&format!(
            "INSERT INTO phases (dossier_id, kind, decided, decided_by, changeable, fixed, how, moment,
                 afterwards, outcome, revision)
             SELECT id, '{kind}', '', '', '', '', '', '', '', '', 1 FROM dossiers WHERE slug = 'vissersbuurt'"
        ));
    }
    house.sql(
        "INSERT INTO documents (dossier_id, phase, title, lang, created_at)
         SELECT id, 'policy_preparation', 'Ontwerp', 'nl', '2026-01-02 00:00:00' FROM dossiers WHERE slug = 'vissersbuurt'",
    );
}

/// A house with that dossier, and somebody who may plan rounds in it.
pub fn ready(house: &TestHouse) -> Actor {
    furnish(house);
    somebody(house, "Hinke", Role::PolicyOfficer)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// An informal round that opens in a day and is open for a week.
pub fn plan() -> RoundPlan {
    let opens_at = start_of_test() + TimeDelta::days(1);
    let form = |form, question: &str| FormRecord {
        form,
        question: question.to_owned(),
        takes_own: form == InputForm::Statement,
    };
    RoundPlan {
        phase: PhaseKind::PolicyPreparation,
        procedure: "informal".to_owned(),
        language: Language::Nl,
        title: Title::parse("Groen in de Vissersbuurt").unwrap(),
        intro: "Waar kan groen bij?".to_owned(),
        respondents: None,
        access: Access::Email,
        moderation: ModerationTime::Before,
        holds: weerklank_domain::moderation::Holds::default(),
        opens_at: Some(opens_at),
        closes_at: Some(opens_at + TimeDelta::days(7)),
        laid_open_on: None,
        bulletin_url: None,
        answer_by: Some(day("2026-04-01")),
        forms: vec![
            form(InputForm::Open, "Wat vindt u?"),
            form(InputForm::Statement, "Bent u het eens?"),
        ],
    }
}

/// A formal round, laid open on a day on which it opens at nine, and closing at a moment.
pub fn formal_plan(laid_open_on: &str, closes_at: DateTime<Utc>) -> RoundPlan {
    let opens_at = weerklank_domain::calendar::start_of(day(laid_open_on)) + TimeDelta::hours(9);
    RoundPlan {
        procedure: "formal_view".to_owned(),
        opens_at: Some(opens_at),
        closes_at: Some(closes_at),
        laid_open_on: Some(day(laid_open_on)),
        bulletin_url: Some("https://officielebekendmakingen.example/1".to_owned()),
        answer_by: Some(day("2026-12-01")),
        ..plan()
    }
}

/// The round of a number, as it is now.
pub fn round(house: &TestHouse, number: i64) -> RoundRecord {
    house
        .house()
        .store
        .read(|db| find_by_number(db, number))
        .unwrap()
        .unwrap()
}

/// Plans a round.
pub fn planned(house: &TestHouse, actor: &Actor, plan: &RoundPlan) -> RoundRecord {
    let number = plan_round(house.house(), actor, DOSSIER, plan).unwrap();
    round(house, number)
}

/// Plans and announces a round.
pub fn announced(house: &TestHouse, actor: &Actor, plan: &RoundPlan) -> RoundRecord {
    let draft = planned(house, actor, plan);
    announce(house.house(), actor, draft.id, draft.revision).unwrap();
    round(house, draft.number)
}
