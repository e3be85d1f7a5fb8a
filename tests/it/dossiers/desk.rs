//! The pages of the desk: what is typed comes back, whoever is second is told, nothing happens
//! without the proof of the form.

use crate::support::database::Engine;
use crate::support::dossier::{Matter, SCOPE};
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::staff::press;
use crate::support::visitor::Visitor;
use weerklank_domain::dossiers::PhaseKind;

on_both_databases!(
    wrong_values_come_back_with_a_code_each,
    whoever_is_second_reads_who_was_first_and_may_write_over_it,
    of_two_officers_who_publish_at_once_one_is_told,
    a_form_without_its_proof_changes_nothing,
    a_petition_hangs_on_one_dossier,
    somebody_of_another_body_is_kept_out,
    a_manager_must_be_allowed_to_manage,
);

const DOSSIER: &str = "/desk/dossiers/D26-0001";

fn open(engine: Engine, matter: &Matter) -> TestHouse {
    let house = TestHouse::open(engine);
    matter.enter_into(&house);
    house
}

async fn wrong_values_come_back_with_a_code_each(engine: Engine) {
    let house = open(engine, &Matter::draft("haven"));
    let officer = house.staff("officer").await;
    let new = officer.get("/desk/dossiers/new").await.form_with("summary");
    let summary = "Waar komen er huizen?\n\nEn hoeveel?";
    let back = officer
        .submit(&new, &[("title", &"x".repeat(81)), ("summary", summary)])
        .await;
    assert_eq!(back.status, 400);
    let form = back.form_with("summary");
    assert_eq!(form.value("summary").trim(), summary);
    assert_eq!(form.value("title"), "x".repeat(81));
    for link in ["#title", "#body"] {
        assert!(back.references().contains(&link.to_owned()), "{link}");
    }

    let phase = officer
        .get(&format!("{DOSSIER}/phases/evaluation"))
        .await
        .form_with("decided");
    let fields = [
        ("planned_from", "2-5-2026"),
        ("planned_until", "1-5-2026"),
        ("fixed", &"x".repeat(1_501)),
        ("how", "Zo."),
    ];
    let back = officer.submit(&phase, &fields).await;
    assert_eq!(back.status, 400);
    let form = back.form_with("decided");
    assert_eq!(form.value("planned_from"), "2026-05-02");
    assert_eq!(form.value("how").trim(), "Zo.");
    for link in ["#planned_until", "#fixed"] {
        assert!(back.references().contains(&link.to_owned()), "{link}");
    }

    let tasks = officer.get(&format!("{DOSSIER}/tasks")).await;
    let back = officer
        .submit(&tasks.form_with("task"), &[("due_on", "morgen")])
        .await;
    assert_eq!(back.status, 400);
    assert_eq!(back.form_with("task").value("due_on"), "morgen");
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM dossiers"), 1);
    let tasks = house.number("SELECT COUNT(*) AS number FROM dossier_tasks");
    assert_eq!(tasks, 0);
}

async fn whoever_is_second_reads_who_was_first_and_may_write_over_it(engine: Engine) {
    let house = open(engine, &Matter::draft("haven"));
    let officer = house.staff("officer").await;
    let clerk = house.staff("clerk").await;
    for (ending, field) in [("/texts", "duty"), ("/phases/evaluation", "outcome")] {
        let path = format!("{DOSSIER}{ending}");
        let mine = officer.get(&path).await.form_with(field);
        let theirs = clerk.get(&path).await.form_with(field);
        let first = clerk.submit(&theirs, &[(field, "Van de griffier")]).await;
        assert_eq!(first.status, 200, "{}", first.text());
        let second = officer.submit(&mine, &[(field, "Van mij")]).await;
        assert_eq!(second.status, 409, "{}", second.text());
        assert!(
            second
                .text()
                .contains("Medewerker clerk heeft dit intussen veranderd"),
            "{}",
            second.text()
        );
        let form = second.form_with(field);
        assert_eq!(form.value(field).trim(), "Van mij", "nothing typed is lost");
        let again = officer.submit(&form, &[]).await;
        assert_eq!(again.status, 200, "{}", again.text());
        let now = officer.get(&path).await.form_with(field);
        assert_eq!(now.value(field).trim(), "Van mij");
    }
    house.everything_adds_up();
}

async fn of_two_officers_who_publish_at_once_one_is_told(engine: Engine) {
    let house = open(engine, &Matter::draft("haven"));
    let officer = house.staff("officer").await;
    let clerk = house.staff("clerk").await;
    let form = |page: crate::support::visitor::Answer| page.form_with("/publish");
    let (one, other) = (
        form(officer.get(DOSSIER).await),
        form(clerk.get(DOSSIER).await),
    );
    let press = |visitor: &Visitor, form: crate::support::visitor::Form| {
        let visitor = visitor.clone();
        async move { visitor.sends(&form, &[]).await.status }
    };
    let (one, other) =
        crate::support::harness::at_once(press(&officer, one), press(&clerk, other)).await;
    let mut statuses = [one, other];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let moves = house.number("SELECT COUNT(*) AS number FROM phase_moves");
    assert_eq!(moves, 1);
    house.everything_adds_up();
}

async fn a_form_without_its_proof_changes_nothing(engine: Engine) {
    let house = open(engine, &Matter::public("haven", PhaseKind::AgendaSetting));
    let officer = house.staff("officer").await;
    let before = house.number("SELECT COUNT(*) AS number FROM audit_entries");
    for (ending, fields) in [
        ("/texts", vec![("title", "Anders"), ("body", "raad")]),
        ("/phases/evaluation", SCOPE.to_vec()),
        ("/move", vec![("to", "policy_preparation")]),
        ("/copy", vec![("title", "Kopie")]),
        ("/tasks", vec![("task", "Doen"), ("phase", "evaluation")]),
        ("/petitions", vec![("petition", "P26-0001")]),
        ("/publish", vec![("into", "evaluation")]),
    ] {
        let path = format!("{DOSSIER}{ending}");
        let fields = [&fields[..], &[("csrf", "van elders")]].concat();
        let answer = officer.post_form(&path, &fields).await;
        assert_eq!(answer.status, 403, "{ending}");
        assert!(answer.text().contains("csrf"), "{ending}: the form is back");
    }
    let after = house.number("SELECT COUNT(*) AS number FROM audit_entries");
    assert_eq!(before, after);
}

async fn a_petition_hangs_on_one_dossier(engine: Engine) {
    let house = open(engine, &Matter::public("haven", PhaseKind::AgendaSetting));
    Matter::draft("dijk").enter_into(&house);
    let mut paper = crate::support::paper::Paper::open("bankje");
    paper.0.reference = Some("P26-0001".to_owned());
    house.enter(&paper);
    let officer = house.staff("officer").await;
    let hang = |dossier: &'static str, petition: &'static str| {
        let officer = officer.clone();
        async move {
            let path = format!("/desk/dossiers/{dossier}/petitions");
            let form = officer.get(&path).await.form_with("petition");
            officer.submit(&form, &[("petition", petition)]).await
        }
    };
    assert_eq!(hang("D26-0001", "P26-0001").await.status, 200);
    assert_eq!(hang("D26-0001", "P26-0001").await.status, 200);
    let elsewhere = hang("D26-0002", "P26-0001").await;
    assert_eq!(elsewhere.status, 400);
    assert!(elsewhere.text().contains("bij een ander dossier"));
    let unknown = hang("D26-0002", "P26-0404").await;
    assert!(unknown.text().contains("We kennen geen petitie"));
    assert_eq!(unknown.form_with("petition").value("petition"), "P26-0404");

    let page = officer.get(&format!("{DOSSIER}/petitions")).await;
    let off = officer.submit(&page.form_with("/take-off"), &[]).await;
    assert_eq!(off.status, 200);
    let public = house.visitor().get("/petitions/bankje").await;
    assert!(!public.references().contains(&"/dossiers/haven".to_owned()));
    assert_eq!(hang("D26-0002", "P26-0001").await.status, 200);
    let public = house.visitor().get("/petitions/bankje").await;
    assert!(
        !public.references().contains(&"/dossiers/dijk".to_owned()),
        "a draft is not shown"
    );
}

async fn somebody_of_another_body_is_kept_out(engine: Engine) {
    let house = open(engine, &Matter::public("haven", PhaseKind::AgendaSetting));
    house.hire_for("clerk2", "college");
    let elsewhere = house.staff_again("clerk2").await;
    assert_eq!(elsewhere.get(DOSSIER).await.status, 403);
    let list = elsewhere.get("/desk/dossiers").await;
    assert!(!list.text().contains("D26-0001"));
    let new = elsewhere.get("/desk/dossiers/new").await;
    assert!(!new.text().contains("value=\"raad\""), "{}", new.text());
    // Nothing but the body is between the form and the act.
    let fields = [("title", "Wonen"), ("language", "nl"), ("body", "raad")];
    let answer = press(&elsewhere, "/desk/dossiers/new", &fields).await;
    assert_eq!(answer.status, 403);
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM dossiers"), 1);
}

async fn a_manager_must_be_allowed_to_manage(engine: Engine) {
    let house = open(engine, &Matter::draft("haven"));
    let officer = house.staff("officer").await;
    house.hire("reader");
    let reader = crate::support::staff::id_of(&house, "reader").to_string();
    let form = officer
        .get(&format!("{DOSSIER}/texts"))
        .await
        .form_with("duty");
    let back = officer.submit(&form, &[("manager", &reader)]).await;
    assert_eq!(back.status, 400);
    assert!(back.references().contains(&"#manager".to_owned()));
}
