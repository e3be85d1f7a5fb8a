//! Examples of a dossier's page.

use super::{DossierPage, Whole};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use weerklank_domain::Language;
use weerklank_domain::dossiers::{
    DossierState, Level, MoveKind, PhaseKind, Planned, Scope, ScopePart,
};
use weerklank_domain::petitions::PetitionState;
use weerklank_domain::rounds::RoundState;
use weerklank_store::dossiers::{
    DocumentRecord, DossierRecord, HungPetition, MoveRecord, PhaseRecord, PhaseText, RoundLine,
    VersionRecord,
};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default()
}

/// A public dossier in a phase.
pub fn dossier(state: DossierState, phase: Option<PhaseKind>) -> DossierRecord {
    DossierRecord {
        id: 1,
        slug: "woonvisie".to_owned(),
        reference: "D26-0001".to_owned(),
        language: Language::Nl,
        title: "Wonen <b>der</b> toekomst".to_owned(),
        summary: "Waar komen er **huizen** bij?\n\n## Waarom\n\nEr is te weinig.".to_owned(),
        state,
        phase,
        duty: Some("Participatieverordening, artikel 4".to_owned()),
        copied_from: None,
        source: "desk".to_owned(),
        attribution: None,
        revision: 3,
        created_at: now() - TimeDelta::days(90),
        published_at: (state != DossierState::Draft).then(|| now() - TimeDelta::days(60)),
        body_id: 1,
        body: (
            "raad".to_owned(),
            "Gemeenteraad".to_owned(),
            "Council".to_owned(),
        ),
        area_id: Some(1),
        area: Some(("haven".to_owned(), "Havenkwartier".to_owned())),
        manager: Some((1, "Samira Belhadj".to_owned())),
    }
}

/// The phase of a kind, told or empty.
pub fn phase(kind: PhaseKind, is_told: bool) -> PhaseRecord {
    let mut scope = Scope::default();
    for part in ScopePart::ALL.iter().filter(|_| is_told) {
        "Dit *en* dat.".clone_into(scope.part_mut(*part));
    }
    PhaseRecord {
        kind,
        started_at: is_told.then(|| now() - TimeDelta::days(60)),
        finished_at: (kind != PhaseKind::PolicyPreparation && is_told).then(now),
        text: PhaseText {
            planned: Planned::new(
                NaiveDate::from_ymd_opt(2026, 3, 2).filter(|_| is_told),
                NaiveDate::from_ymd_opt(2026, 6, 1).filter(|_| is_told),
            )
            .unwrap_or_default(),
            level: is_told.then_some(Level::Advise),
            scope,
            outcome: if is_told {
                "Het werd *anders*.".to_owned()
            } else {
                String::new()
            },
        },
        revision: 2,
    }
}

/// A document with so many versions.
pub fn document(versions: i32) -> DocumentRecord {
    DocumentRecord {
        id: 7,
        phase: PhaseKind::PolicyPreparation,
        title: "Tellingen <b>der</b> straat".to_owned(),
        language: Language::Nl,
        versions: (1..=versions)
            .rev()
            .map(|version| VersionRecord {
                version,
                sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
                    .to_owned(),
                file_name: "tellingen.csv".to_owned(),
                size: 1_234,
                note: (version > 1).then(|| "Een fout in de telling is hersteld.".to_owned()),
                by: Some("Samira Belhadj".to_owned()),
                laid_at: now(),
            })
            .collect(),
    }
}

/// A petition that hangs on it.
pub fn petition(is_public: bool) -> HungPetition {
    HungPetition {
        id: 1,
        slug: "meer-woningen".to_owned(),
        reference: "P26-0001".to_owned(),
        title: "Meer <b>der</b> woningen".to_owned(),
        language: Language::Nl,
        state: PetitionState::Open,
        is_public,
        closes_at: Some(now() + TimeDelta::days(2)),
        total: 412,
    }
}

fn round(number: i64, state: RoundState) -> RoundLine {
    RoundLine {
        number,
        slug: format!("ronde-{number}"),
        title: "Waar wilt u wonen?".to_owned(),
        language: Language::Nl,
        phase: PhaseKind::PolicyPreparation,
        state,
        opens_at: (number % 2 == 0).then(now),
        closes_at: (number % 2 == 0).then(|| now() + TimeDelta::days(20)),
    }
}

/// Steps of every kind.
pub fn steps() -> Vec<MoveRecord> {
    MoveKind::ALL
        .iter()
        .map(|kind| MoveRecord {
            kind: *kind,
            from: Some(PhaseKind::DecisionMaking),
            to: (*kind != MoveKind::Finish).then_some(PhaseKind::PolicyPreparation),
            reason: (*kind == MoveKind::Return).then(|| "Er zijn nieuwe cijfers.".to_owned()),
            by: (*kind == MoveKind::Begin).then(|| "Samira Belhadj".to_owned()),
            at: now(),
        })
        .collect()
}

/// A dossier with everything in it.
pub fn whole() -> Whole {
    Whole {
        votes: crate::web::council::vote::card::samples::decided(),
        replies: 7,
        commitments: crate::web::commitments::card::samples(),
        proposed: crate::web::council::Proposed::sample(),
        dossier: dossier(DossierState::Public, Some(PhaseKind::PolicyPreparation)),
        phases: PhaseKind::ALL
            .iter()
            .map(|kind| phase(*kind, kind.position() < 3))
            .collect(),
        moves: steps(),
        documents: vec![document(2)],
        rounds: RoundState::ALL
            .iter()
            .zip(1..)
            .filter(|(state, _)| state.is_public())
            .map(|(state, number)| round(number, *state))
            .collect(),
        petitions: vec![petition(true)],
    }
}

pub(super) fn all() -> Vec<(String, DossierPage)> {
    let rich = whole();
    let mut closed = whole();
    closed.dossier.state = DossierState::Closed;
    closed.dossier.phase = Some(PhaseKind::Evaluation);
    closed.dossier.area = None;
    closed.dossier.duty = None;
    closed.dossier.summary = String::new();
    closed.dossier.attribution = Some("Gemeente Elders, CC BY".to_owned());
    closed.petitions = Vec::new();
    closed.proposed = crate::web::council::Proposed::default();
    [("rich", rich), ("closed", closed)]
        .into_iter()
        .filter_map(|(name, whole)| {
            let page = DossierPage::of(&whole, Language::Nl, now())?;
            Some((name.to_owned(), page))
        })
        .collect()
}
