//! The desk sends a mail that was given up once more.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::people::Permission;
use weerklank_store::outbox::{failed_mail, repeat};

/// Queues a mail that was given up, from its first try on.
///
/// # Errors
/// [`ActError::Missing`] when it is not given up (any more).
pub fn repeat_mail(house: &House, actor: &Actor, mail_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let mail = failed_mail(db, mail_id)?.ok_or(ActError::Missing)?;
        let body_id = mail.petition.as_ref().map(|(_, _, _, body_id)| *body_id);
        match body_id {
            Some(body_id) => actor.require(Permission::SeeMail, body_id)?,
            // Its person was erased: no body is left to ask.
            None if actor.grants.may_somewhere(Permission::SeeMail) => {}
            None => return Err(ActError::NotAllowed),
        }
        if !repeat(db, mail_id, now)? {
            return Err(ActError::Missing);
        }
        let reference = mail
            .petition
            .map(|(_, reference, _, _)| reference)
            .unwrap_or_default();
        audit(
            db,
            actor,
            AuditAct::MailRepeated,
            Subject {
                kind: "mail",
                name: &mail_id.to_string(),
                body_id,
            },
            format!("{} {reference}", mail.message.code()).trim_end(),
            now,
        )?;
        Ok(())
    })
}
