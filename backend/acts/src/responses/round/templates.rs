//! Texts that answers are begun with. How often one is used is told in public.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{Passage, Verdict};
use weerklank_store::responses::{add_template, retire, template};

/// Keeps a text for answers of a body; answers its key.
///
/// # Errors
/// [`ActError::NotAllowed`], or what the store says.
pub fn keep_template(
    house: &House,
    actor: &Actor,
    body_id: i64,
    title: &str,
    (verdict, reasons): (Option<Verdict>, &Passage),
) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        actor.require(Permission::DraftAnswers, body_id)?;
        let text = (title, verdict, reasons.as_str());
        let id = add_template(db, body_id, text, actor.staff_id, now)?;
        let name = id.to_string();
        let subject = Subject {
            kind: "template",
            name: &name,
            body_id: Some(body_id),
        };
        audit(db, actor, AuditAct::TemplateChanged, subject, "kept", now)?;
        Ok(id)
    })
}

/// Takes a text out of use; answers that were begun with it stay.
///
/// # Errors
/// [`ActError::Missing`] when it is not in use, [`ActError::NotAllowed`].
pub fn retire_template(house: &House, actor: &Actor, body_id: i64, id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        actor.require(Permission::DraftAnswers, body_id)?;
        if template(db, body_id, id)?.is_none() || !retire(db, id, now)? {
            return Err(ActError::Missing);
        }
        let name = id.to_string();
        let subject = Subject {
            kind: "template",
            name: &name,
            body_id: Some(body_id),
        };
        audit(
            db,
            actor,
            AuditAct::TemplateChanged,
            subject,
            "retired",
            now,
        )?;
        Ok(())
    })
}
