//! A dossier from its plan to its copy, by pages alone and without JavaScript.

use crate::support::database::Engine;
use crate::support::dossier::SCOPE;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::visitor::{Answer, Visitor};

on_both_databases!(a_dossier_goes_from_its_plan_to_its_copy_by_pages_alone);

const DOSSIER: &str = "/desk/dossiers/D26-0001";
const PUBLIC: &str = "/dossiers/wonen-aan-de-haven";

async fn page(visitor: &Visitor, ending: &str) -> Answer {
    let answer = visitor.get(&format!("{DOSSIER}{ending}")).await;
    assert_eq!(answer.status, 200, "{ending}: {}", answer.text());
    answer
}

async fn tells_scope(officer: &Visitor, phase: &str, fields: &[(&str, &str)]) -> Answer {
    let form = page(officer, &format!("/phases/{phase}"))
        .await
        .form_with("decided");
    officer.submit(&form, fields).await
}

async fn publishes(officer: &Visitor) -> Answer {
    let form = page(officer, "").await.form_with("/publish");
    officer.submit(&form, &[("into", "agenda_setting")]).await
}

async fn moves(officer: &Visitor, to: &str, reason: &str) -> Answer {
    let form = page(officer, "/move").await.form_with("/move");
    officer
        .submit(&form, &[("to", to), ("reason", reason)])
        .await
}

async fn a_dossier_goes_from_its_plan_to_its_copy_by_pages_alone(engine: Engine) {
    let house = TestHouse::open(engine);
    let mut paper = Paper::open("bankje");
    paper.0.reference = Some("P26-0007".to_owned());
    house.enter(&paper);
    let officer = house.staff("officer").await;
    let begun = plans(&officer).await;
    assert_eq!(begun.path, DOSSIER, "{}", begun.text());
    assert_eq!(house.visitor().get(PUBLIC).await.status, 404);

    is_blocked_until_all_is_told(&officer).await;
    let public = house.visitor().get(PUBLIC).await;
    assert_eq!(public.status, 200, "{}", public.text());
    for told in [
        "Agendavorming",
        "Voorbereiding",
        "De hoogte.",
        "We vragen wat u ervan vindt.",
        "2 maart 2026",
    ] {
        assert!(public.text().contains(told), "{told}: {}", public.text());
    }

    lays_open_and_replaces(&house, &officer).await;
    ticks_a_task(&officer).await;
    hangs_the_petition(&house, &officer).await;
    goes_on_and_back(&house, &officer).await;
    copies(&house, &officer).await;
    let acts =
        house.number("SELECT COUNT(*) AS number FROM audit_entries WHERE subject_kind = 'dossier'");
    assert_eq!(acts, 14, "each act left its entry");
    let clerk = house.staff("clerk").await;
    let audit = clerk.get("/desk/audit?subject=D26-0001").await;
    assert!(audit.references().contains(&DOSSIER.to_owned()));
    assert!(audit.text().contains("Document vervangen"));
    house.everything_adds_up();
}

async fn plans(officer: &Visitor) -> Answer {
    let form = officer.get("/desk/dossiers/new").await.form_with("summary");
    let fields = [
        ("title", "Wonen aan de haven"),
        ("summary", "Waar komen er **huizen** bij?"),
        ("language", "nl"),
        ("body", "raad"),
        ("area", "noord"),
        ("duty", "Verordening, artikel 4"),
    ];
    officer.submit(&form, &fields).await
}

async fn is_blocked_until_all_is_told(officer: &Visitor) {
    let blocked = publishes(officer).await;
    assert_eq!(blocked.status, 409);
    for part in ["Waarover wordt besloten", "Wat er met uw inbreng gebeurt"] {
        assert!(blocked.text().contains(part), "{part}");
    }
    let half = [&SCOPE[..6], &[("level", "consult")]].concat();
    tells_scope(officer, "agenda_setting", &half).await;
    let blocked = publishes(officer).await;
    assert_eq!(blocked.status, 409);
    let alert = blocked.text();
    let alert = alert.split("role=\"alert\"").nth(2).unwrap_or_default();
    let alert = alert.split("</ul>").next().unwrap_or_default();
    assert!(alert.contains("Wat er met uw inbreng gebeurt"), "{alert}");
    assert!(!alert.contains("Wie besluit"), "{alert}");

    tells_scope(officer, "agenda_setting", &SCOPE[6..]).await;
    let published = publishes(officer).await;
    assert_eq!(published.status, 200, "{}", published.text());
    let emptied = tells_scope(officer, "agenda_setting", &[("fixed", " ")]).await;
    assert_eq!(emptied.status, 400, "what was promised stays told");
}

async fn lays_open_and_replaces(house: &TestHouse, officer: &Visitor) {
    let form = page(officer, "/documents").await.form_with("/documents");
    let fields = [
        ("title", "Tellingen"),
        ("phase", "agenda_setting"),
        ("language", "nl"),
    ];
    let laid = officer
        .uploads(&form, &fields, ("Tellingen (dag).CSV", b"a;b\n1;2\n"))
        .await;
    assert_eq!(laid.status, 303, "{}", laid.text());
    let documents = page(officer, "/documents").await;
    let replace = documents
        .references()
        .into_iter()
        .find(|link| link.starts_with(&format!("{DOSSIER}/documents/")))
        .unwrap();
    let form = officer.get(&replace).await.form_with("note");
    let newer = ("tellingen.csv", b"a;b\n1;3\n".as_slice());
    let bare = officer.uploads(&form, &[("note", " ")], newer).await;
    assert_eq!(bare.status, 400, "a new version says why");
    let note = [("note", "Een fout in de telling.")];
    let replaced = officer.uploads(&form, &note, newer).await;
    assert_eq!(replaced.status, 303, "{}", replaced.text());

    let public = house.visitor().get(PUBLIC).await;
    assert!(public.text().contains("Een fout in de telling."));
    let files: Vec<String> = public
        .references()
        .into_iter()
        .filter(|link| link.contains("/documents/"))
        .collect();
    assert_eq!(files.len(), 2, "{files:?}");
    for (file, content) in files.iter().zip(["a;b\n1;3\n", "a;b\n1;2\n"]) {
        let answer = house.visitor().get(file).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, content));
    }
}

async fn ticks_a_task(officer: &Visitor) {
    let form = page(officer, "/tasks").await.form_with("task");
    let fields = [
        ("task", "Nodig de bewoners uit"),
        ("phase", "agenda_setting"),
        ("due_on", "1-3-2026"),
    ];
    let listed = officer.submit(&form, &fields).await;
    assert!(listed.text().contains("Te laat"), "{}", listed.text());
    let done = officer.submit(&listed.form_with("/tick"), &[]).await;
    assert!(done.text().contains("Gedaan door Medewerker officer"));
    let open = officer
        .submit(&page(officer, "").await.form_with("/untick"), &[])
        .await;
    assert_eq!(open.status, 200);
    let due = officer.get("/desk/dossiers").await;
    assert!(due.text().contains("Nodig de bewoners uit"));
}

async fn hangs_the_petition(house: &TestHouse, officer: &Visitor) {
    let form = page(officer, "/petitions").await.form_with("petition");
    let hung = officer.submit(&form, &[("petition", " p26-0007 ")]).await;
    assert!(hung.text().contains("bankje"), "{}", hung.text());
    let petition = house.visitor().get("/petitions/bankje").await;
    assert!(petition.references().contains(&PUBLIC.to_owned()));
    let public = house.visitor().get(PUBLIC).await;
    assert!(
        public
            .references()
            .contains(&"/petitions/bankje".to_owned())
    );
}

async fn goes_on_and_back(house: &TestHouse, officer: &Visitor) {
    let untold = moves(officer, "policy_preparation", "").await;
    assert_eq!(untold.status, 400, "a phase tells its scope first");
    tells_scope(officer, "policy_preparation", &SCOPE).await;
    let on = moves(officer, "policy_preparation", "").await;
    assert_eq!(on.status, 200, "{}", on.text());
    let back = moves(officer, "agenda_setting", "").await;
    assert_eq!(back.status, 400);
    assert!(back.text().contains("kan alleen met een reden"));
    assert_eq!(back.form_with("/move").value("reason").trim(), "");
    let back = moves(officer, "agenda_setting", "Er zijn nieuwe cijfers.").await;
    assert_eq!(back.status, 200, "{}", back.text());
    let public = house.visitor().get(PUBLIC).await;
    assert!(public.text().contains("Er zijn nieuwe cijfers."));
    assert!(public.text().contains("Teruggegaan"), "{}", public.text());
}

async fn copies(house: &TestHouse, officer: &Visitor) {
    let form = page(officer, "/copy").await.form_with("title");
    let copied = officer
        .submit(&form, &[("title", "Wonen aan het water")])
        .await;
    assert_eq!(copied.path, "/desk/dossiers/D26-0002", "{}", copied.text());
    for kept in ["Nodig de bewoners uit", "Alles staat er", "Concept"] {
        assert!(copied.text().contains(kept), "{kept}: {}", copied.text());
    }
    assert!(copied.text().contains("Er zijn nog geen documenten."));
    assert!(copied.text().contains("Het dossier is nog niet begonnen."));
    let hidden = house.visitor().get("/dossiers/wonen-aan-het-water").await;
    assert_eq!(hidden.status, 404);
}
