//! Somebody tells the visitors of a round something.

use super::subject::{audit_round, round_for};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_domain::rounds::NoticeKind;
use weerklank_store::outbox::{RoundEvent, tell_authors};
use weerklank_store::rounds;

/// Puts a notice on the page of a round that everybody can see; authors are told of what changed in the
/// papers that they wrote about.
///
/// # Errors
/// [`ActError::Missing`] for a draft: nobody could read it.
pub fn add_notice(
    house: &House,
    actor: &Actor,
    round_id: i64,
    kind: NoticeKind,
    text: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let round = round_for(db, actor, Permission::ManageRounds, round_id, now)?;
        if !round.state.is_public() {
            return Err(ActError::Missing);
        }
        let by = Some(actor.staff_id);
        let notice = rounds::add_notice(db, round.id, kind.code(), text.as_str(), by, now)?;
        if kind == NoticeKind::Papers {
            tell_authors(db, round.id, RoundEvent::PapersChanged(notice), now)?;
        }
        let subject = (round.number, round.body.0);
        audit_round(
            db,
            actor,
            AuditAct::RoundNoticeAdded,
            subject,
            kind.code(),
            now,
        )
    })
}
