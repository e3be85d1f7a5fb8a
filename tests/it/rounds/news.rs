//! Whoever wrote to a round is told when it takes longer, is stopped, or has another paper.

use crate::inputs::take_part::{open_round, takes_part};
use crate::support::database::Engine;
use crate::support::desk::somebody;
use crate::support::harness::TestHouse;
use crate::support::mailbox::{Mail, MailKind};
use crate::support::on_both_databases;
use chrono::TimeDelta;
use weerklank_acts::dossiers::{Upload, add_document, replace_document};
use weerklank_acts::people::Actor;
use weerklank_acts::rounds::desk::{cancel_round, extend_round};
use weerklank_domain::Language;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::people::Role;
use weerklank_domain::petitions::{Passage, Title};
use weerklank_domain::rounds::ExtensionCause;
use weerklank_store::rounds::RoundRecord;

on_both_databases!(
    every_author_is_told_once_that_a_round_takes_longer,
    every_author_is_told_that_a_round_is_stopped_and_why,
    a_paper_that_is_replaced_stands_on_the_rounds_page_and_is_told,
);

const WIM: &str = "wim@voorbeeld.example";
const ESRA: &str = "esra@voorbeeld.example";

fn reason(text: &str) -> Passage {
    Passage::parse(text).unwrap()
}

async fn told(house: &TestHouse, email: &str, kind: MailKind) -> Vec<Mail> {
    let mut mails = house.mails_to(email).await;
    mails.retain(|mail| mail.kind() == kind);
    mails
}

/// A round to which Wim wrote twice, Esra once, and to which somebody else took back what was written.
async fn written(house: &TestHouse) -> (Actor, RoundRecord) {
    let round = open_round(house).await;
    let (wim, _) = takes_part(house, &round, "Meer lindes langs het water.", WIM).await;
    let again = wim
        .get(&format!("/rounds/{}/take-part", round.slug))
        .await
        .form_with("take-part");
    wim.submit(&again, &[("text", "En een pomp op het plein.")])
        .await;
    takes_part(house, &round, "Een fietsenrek bij de brug.", ESRA).await;
    takes_part(
        house,
        &round,
        "Toch liever niets.",
        "spijt@voorbeeld.example",
    )
    .await;
    house.sql(
        "UPDATE inputs SET state = 'withdrawn', withdrawn_at = received_at WHERE text = 'Toch liever niets.'",
    );
    let inputs = house.number("SELECT COUNT(*) AS number FROM inputs");
    assert_eq!(inputs, 4);
    (somebody(house, "Tjitske", Role::PolicyOfficer), round)
}

async fn every_author_is_told_once_that_a_round_takes_longer(engine: Engine) {
    let house = TestHouse::open(engine);
    let (officer, round) = written(&house).await;
    let closes_at = round.closes_at.unwrap();
    for days in [3, 5] {
        let why = reason("De site was een dag niet te bereiken.");
        let to = closes_at + TimeDelta::days(days);
        extend_round(
            house.house(),
            &officer,
            round.id,
            to,
            ExtensionCause::Outage,
            &why,
        )
        .unwrap();
    }
    for email in [WIM, ESRA] {
        let mails = told(&house, email, MailKind::RoundNews).await;
        assert_eq!(mails.len(), 2, "{email}: one for each extension");
        assert!(mails[0].text.contains("niet te bereiken"));
        assert!(!mails[0].text.contains("is gestopt"));
    }
    let nobody = told(&house, "spijt@voorbeeld.example", MailKind::RoundNews).await;
    assert!(nobody.is_empty());
}

async fn every_author_is_told_that_a_round_is_stopped_and_why(engine: Engine) {
    let house = TestHouse::open(engine);
    let (officer, round) = written(&house).await;
    let why = reason("De raad trok het voorstel in.");
    cancel_round(house.house(), &officer, round.id, &why).unwrap();
    for email in [WIM, ESRA] {
        let mails = told(&house, email, MailKind::RoundNews).await;
        assert_eq!(mails.len(), 1, "{email}");
        assert!(
            mails[0].text.contains("De raad trok het voorstel in."),
            "{}",
            mails[0].text
        );
    }
    // Stopping it once more is refused, and tells nobody again.
    assert!(cancel_round(house.house(), &officer, round.id, &why).is_err());
    assert_eq!(told(&house, WIM, MailKind::RoundNews).await.len(), 1);
}

async fn a_paper_that_is_replaced_stands_on_the_rounds_page_and_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let (officer, round) = written(&house).await;
    let dossier = round.dossier.0;
    let upload = |content| Upload {
        name: "plan.txt",
        content,
    };
    let title = Title::parse("Beplantingsplan").unwrap();
    let paper = add_document(
        house.house(),
        &officer,
        dossier,
        PhaseKind::PolicyPreparation,
        (&title, Language::Nl),
        upload(b"linden"),
    )
    .unwrap();
    assert!(told(&house, WIM, MailKind::PapersChanged).await.is_empty());
    let note = reason("De kaart op bladzijde drie klopte niet.");
    replace_document(
        house.house(),
        &officer,
        (dossier, paper),
        1,
        &note,
        upload(b"linden en essen"),
    )
    .unwrap();
    house.settle().await;
    let page = house
        .visitor()
        .get(&format!("/rounds/{}", round.slug))
        .await;
    assert!(page.text().contains("Beplantingsplan: De kaart"));
    for email in [WIM, ESRA] {
        let mails = told(&house, email, MailKind::PapersChanged).await;
        assert_eq!(mails.len(), 1, "{email}");
        assert!(mails[0].text.contains("klopte niet"));
    }
}
