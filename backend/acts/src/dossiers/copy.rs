//! Somebody at the desk begins a dossier with another one as its template.

use super::looked_up::looked_up;
use super::plan::begin;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use weerklank_domain::dossiers::Planned;
use weerklank_domain::petitions::Title;
use weerklank_store::dossiers::{
    DossierText, NewTask, PhaseText, add_task, describe_phase, phases, tasks,
};

/// The revision with which a phase begins.
const FIRST: i32 = 1;

/// Begins a draft with the texts, levels, scope and tasks of a dossier, without its dates, moves,
/// outcomes, documents and petitions; answers the new reference.
///
/// # Errors
/// [`crate::ActError::NotAllowed`], [`crate::ActError::Missing`], or what the store says.
pub fn copy_dossier(
    house: &House,
    actor: &Actor,
    dossier_id: i64,
    title: &Title,
) -> ActResult<String> {
    let now = house.clock.now();
    house.store.write(|db| {
        let template = looked_up(db, actor, dossier_id)?;
        let text = DossierText {
            title: title.as_str().to_owned(),
            summary: template.summary.clone(),
            language: template.language,
            body_id: template.body_id,
            area_id: template.area_id,
            duty: template.duty.clone(),
            manager_id: template.manager.as_ref().map(|(id, _)| *id),
        };
        let copy = begin(db, &text, Some(template.id), now)?;
        for phase in phases(db, template.id)? {
            let text = PhaseText {
                planned: Planned::default(),
                outcome: String::new(),
                ..phase.text
            };
            describe_phase(db, copy.id, phase.kind, FIRST, &text)?;
        }
        for task in tasks(db, template.id)? {
            let new = NewTask {
                phase: task.phase,
                title: task.title,
                due_on: None,
            };
            add_task(db, copy.id, &new)?;
        }
        let detail = format!("from {}", template.reference);
        audit_dossier(db, actor, AuditAct::DossierCopied, &copy, &detail, now)?;
        Ok(copy.reference)
    })
}
