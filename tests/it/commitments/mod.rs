//! Commitments: made and settled at the desk, read by everybody, followed by mail.

mod desk;
mod follow;
mod read;

use crate::rounds::matter::{DOSSIER, ready};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use chrono::NaiveDate;
use weerklank_acts::ActError;
use weerklank_acts::commitments::{CommitmentDraft, make, subject_of};
use weerklank_acts::people::Actor;
use weerklank_domain::commitments::Owner;
use weerklank_domain::petitions::{Passage, Title};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A commitment on the dossier of the rounds, due in June.
pub(crate) fn draft(house: &TestHouse) -> CommitmentDraft {
    let found = house
        .house()
        .store
        .read(|db| subject_of(db, DOSSIER))
        .unwrap();
    CommitmentDraft {
        body_id: found.body_id,
        subject: found.subject,
        language: found.language,
        title: Title::parse("Een plan voor de bomen").unwrap(),
        text: Passage::parse("Wij maken een **plan**.").unwrap(),
        owner: Owner::parse("Wethouder groen").unwrap(),
        due_on: day("2026-06-01"),
    }
}

/// Makes the first commitment of a house that is ready for rounds.
pub(crate) fn promised(house: &TestHouse, actor: &Actor) -> i64 {
    make(house.house(), actor, &draft(house)).unwrap()
}

/// A house with one commitment, and the officer who made it.
fn open(engine: Engine) -> (TestHouse, Actor) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    assert_eq!(promised(&house, &officer), 1);
    (house, officer)
}

fn is_changed_by(error: &ActError) -> bool {
    matches!(error, ActError::ChangedBy(..))
}
