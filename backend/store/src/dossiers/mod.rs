//! Dossiers: finding one, listing many, their phases, moves, documents, tasks and petitions.

mod change;
mod desk;
mod documents;
mod find;
mod list;
mod moves;
mod petitions;
mod phases;
mod rounds;
mod tasks;

pub use change::{
    DossierText, NewDossier, Position, add, describe, next_reference, reindex, set_position,
    slug_exists,
};
pub use desk::{DeskDossier, DeskFilter, DueTask, desk_page, due_tasks, managers};
pub use documents::{
    DocumentRecord, LaidFile, NewVersion, VersionRecord, add_document, add_version, damaged_files,
    document, document_subject, documents, laid_file,
};
pub(crate) use documents::{keep_file, kept_content};
pub use find::{DossierRecord, find, find_by_id, find_by_reference, id_of_source};
pub use list::{Card, Cursor, Facet, Facets, Filter, Page, facets, newest, page};
pub use moves::{MoveRecord, NewMove, add_move, facts, moves};
pub use petitions::{HungPetition, hang, petitions_of, reference_of_petition, take_off};
pub use phases::{PhaseRecord, PhaseText, begin, describe_phase, finish, phase, phases};
pub use rounds::{RoundLine, rounds_of};
pub use tasks::{NewTask, TaskRecord, add_task, task, tasks, tick, untick};
