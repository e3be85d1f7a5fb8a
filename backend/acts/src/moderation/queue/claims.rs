//! Two people do not decide one thing, by whichever page they come.

use crate::errors::{ActError, ActResult};
use crate::people::Actor;
use chrono::{DateTime, Utc};
use weerklank_domain::people::Permission;
use weerklank_store::Db;
use weerklank_store::moderation::{ItemRecord, ModerationSubject, open_item_of};

/// What somebody has to be allowed who decides on something.
pub(super) fn permission_for(item: &ItemRecord) -> Permission {
    match item.subject {
        ModerationSubject::Petition(_) if item.is_admission() => Permission::DecidePetitions,
        ModerationSubject::Input(_)
        | ModerationSubject::Reply(_)
        | ModerationSubject::Petition(_) => Permission::Moderate,
        ModerationSubject::Update(_) => Permission::ApproveUpdates,
    }
}

/// Refuses when a colleague has an item now.
pub(super) fn refuse_when_held(
    item: &ItemRecord,
    actor: &Actor,
    now: DateTime<Utc>,
) -> ActResult<()> {
    match item.held_by_another(actor.staff_id, now) {
        Some((name, until)) => Err(ActError::Claimed(name.to_owned(), until)),
        None => Ok(()),
    }
}

/// Refuses when a colleague has the open item of something.
pub(crate) fn refuse_when_claimed(
    db: &mut Db,
    actor: &Actor,
    subject: ModerationSubject,
    now: DateTime<Utc>,
) -> ActResult<()> {
    match open_item_of(db, subject)? {
        Some(item) => refuse_when_held(&item, actor, now),
        None => Ok(()),
    }
}
