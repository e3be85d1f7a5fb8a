//! Dossiers for tests.

use super::harness::{TestHouse, start_of_test};
use chrono::TimeDelta;
use weerklank_acts::dossiers::{EntryDossier, EntryMove, EntryPhase, enter};
use weerklank_domain::Language;
use weerklank_domain::dossiers::{PhaseKind, Scope, ScopePart};
use weerklank_domain::petitions::Title;
use weerklank_store::dossiers::PhaseText;

/// A dossier as it is entered.
#[derive(Clone)]
pub struct Matter(pub EntryDossier);

impl Matter {
    /// A draft of the council whose phases tell their scope whole.
    pub fn draft(slug: &str) -> Self {
        let title = Title::parse(&format!("Wonen in {slug}")).unwrap();
        let at = start_of_test() - TimeDelta::days(30);
        let mut entry = EntryDossier::draft(title, "raad", Language::Nl, "seed", at);
        entry.slug = Some(slug.to_owned());
        entry.summary = "Waar komen er **huizen** bij?".to_owned();
        entry.phases = PhaseKind::ALL
            .iter()
            .map(|kind| EntryPhase {
                kind: *kind,
                text: PhaseText {
                    scope: whole_scope(),
                    ..PhaseText::default()
                },
            })
            .collect();
        Self(entry)
    }

    /// A public one, in this phase since five days.
    pub fn public(slug: &str, phase: PhaseKind) -> Self {
        let mut matter = Self::draft(slug);
        matter.0.moves = vec![EntryMove {
            to: Some(phase),
            reason: None,
            at: start_of_test() - TimeDelta::days(5),
        }];
        matter
    }

    /// Puts it on the books, and answers its key.
    pub fn enter_into(&self, house: &TestHouse) -> i64 {
        enter(house.house(), &self.0).unwrap().id()
    }
}

/// A scope with all of its parts.
pub fn whole_scope() -> Scope {
    let mut scope = Scope::default();
    for part in ScopePart::ALL {
        *scope.part_mut(*part) = format!("Dit is gezegd: {}.", part.code());
    }
    scope
}

/// The fields of a scope as a form sends them.
pub const SCOPE: [(&str, &str); 7] = [
    ("decided", "Waar huizen komen."),
    ("decided_by", "De raad."),
    ("changeable", "De hoogte."),
    ("fixed", "Het aantal."),
    ("how", "Op de site."),
    ("moment", "In maart."),
    ("afterwards", "U krijgt antwoord."),
];
