//! What is decided on one item, or on many with one reason. Each gets its own decision, its own statement
//! of reasons and its own mail; one that changed meanwhile is left out, and told.

use super::open::{held_by, keep_entry};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::moderation::decide_notice::settle_notice;
use crate::moderation::{Cause, Moderation, Target};
use crate::people::{Actor, AuditAct};
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::CannotModerate;
use weerklank_domain::moderation::{DecisionSource, NoticeOutcome};
use weerklank_store::moderation::{
    ItemRecord, NoticeRecord, clear_signals, hold_subject, open_notices_of, touch_item,
};
use weerklank_store::{Db, StoreError};

/// An item as somebody saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenItem {
    /// Its key.
    pub id: i64,
    /// How often it had changed.
    pub revision: i32,
}

/// What became of a decision on several items.
#[derive(Debug, Default)]
pub struct Batch {
    /// How many it was taken on.
    pub decided: usize,
    /// Those that it was not taken on, and why.
    pub left: Vec<(SeenItem, ActError)>,
}

/// Decides on one item, from what was seen of it.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::NotAllowed`], [`ActError::Claimed`] when a colleague has it,
/// [`ActError::Stale`] when it is not what was seen, [`ActError::ReasonLacking`] where somebody reported it
/// and is told why it stays, [`ActError::CannotModerate`], or what the store says.
pub fn decide_item(
    house: &House,
    actor: &Actor,
    seen: SeenItem,
    moderation: &Moderation,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let item = held_by(db, actor, seen.id, now)?;
        // Whether a petition is admitted, is decided by the rules that it was filed under.
        if item.is_admission() {
            return Err(CannotModerate::NotAwaiting.into());
        }
        // In the order of every other decision: the contribution first, then its item.
        hold_subject(db, item.subject)?;
        if !touch_item(db, item.id, seen.revision)? {
            return Err(ActError::Stale);
        }
        on_contribution(house, db, actor, &item, moderation, now)
    })
}

/// Decides the same on several items, one after the other.
///
/// # Errors
/// What the store says of the first that fails for another reason than what stands in [`Batch::left`].
pub fn decide_items(
    house: &House,
    actor: &Actor,
    items: &[SeenItem],
    moderation: &Moderation,
) -> ActResult<Batch> {
    let mut batch = Batch::default();
    for seen in items {
        match decide_item(house, actor, *seen, moderation) {
            Ok(()) => batch.decided += 1,
            Err(ActError::Store(error)) if !matches!(error, StoreError::Changed) => {
                return Err(error.into());
            }
            Err(error) => batch.left.push((*seen, error)),
        }
    }
    Ok(batch)
}

fn on_contribution(
    house: &House,
    db: &mut Db,
    actor: &Actor,
    item: &ItemRecord,
    moderation: &Moderation,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let target = Target::find(db, item.subject, now)?;
    let notices = open_notices_of(db, item.subject)?;
    if let Some((holder, name)) = notices.iter().find_map(|one| one.assigned_to.as_ref())
        && *holder != actor.staff_id
    {
        return Err(ActError::Claimed(name.clone(), now));
    }
    match moderation {
        Moderation::Approve | Moderation::Keep { .. } => {
            if item.awaits.is_some() {
                target.decide(house, db, actor, &Moderation::Approve, (Cause::OWN, now))?;
            }
            if !notices.is_empty() {
                return stays(house, db, actor, (&target, &notices), moderation, now);
            }
            if item.awaits.is_none() {
                see_marks(db, actor, item, now)?;
            }
            Ok(())
        }
        Moderation::Restrict { why, .. } => {
            // What is hidden or gone already stays so; whoever reported it hears all the same.
            let as_it_is = Moderation::Keep {
                reason: why.reason.clone(),
            };
            let is_possible = target.possible(moderation.action());
            let done = if is_possible || notices.is_empty() {
                moderation
            } else {
                &as_it_is
            };
            let decision = target.decide(house, db, actor, done, (cause_of(&notices), now))?;
            for notice in &notices {
                settle_notice(db, actor, notice, (NoticeOutcome::Upheld, decision), now)?;
            }
            Ok(())
        }
        Moderation::Restore { .. } => Err(CannotModerate::NotHidden.into()),
    }
}

/// What was reported stays: whoever reported it is told why.
fn stays(
    house: &House,
    db: &mut Db,
    actor: &Actor,
    (target, notices): (&Target, &[NoticeRecord]),
    moderation: &Moderation,
    now: DateTime<Utc>,
) -> ActResult<()> {
    if moderation.reason().is_none() {
        return Err(ActError::ReasonLacking);
    }
    // It may have been let through within this very transaction.
    let target = Target::find(db, target.subject(), now)?;
    let decision = target.decide(house, db, actor, moderation, (cause_of(notices), now))?;
    for notice in notices {
        settle_notice(db, actor, notice, (NoticeOutcome::NotUpheld, decision), now)?;
    }
    Ok(())
}

/// Nothing is restricted and nobody waits for an answer: somebody has seen what drew attention.
fn see_marks(db: &mut Db, actor: &Actor, item: &ItemRecord, now: DateTime<Utc>) -> ActResult<()> {
    if !clear_signals(db, item.id, item.revision + 1, now)? {
        return Err(StoreError::Changed.into());
    }
    keep_entry(db, actor, item, (AuditAct::SignalsSeen, ""), now)
}

fn cause_of(notices: &[NoticeRecord]) -> Cause {
    notices.first().map_or(Cause::OWN, |oldest| Cause {
        source: DecisionSource::Notice,
        since: Some(oldest.received_at),
    })
}
