//! Somebody publishes a new version of the house rules. Decisions go on citing the version that they were
//! taken under.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::moderation::{HouseRule, RuleText};
use weerklank_domain::people::Permission;
use weerklank_store::moderation::{RuleRecord, publish, rules_of};
use weerklank_store::{StoreError, site};

/// A new version: every rule in both languages, and what changed.
#[derive(Debug, Clone)]
pub struct NewRules {
    /// The version that was looked at.
    pub seen: i32,
    /// What changed, in Dutch and in English.
    pub note: [RuleText; 2],
    /// The rules, in the order of the list.
    pub rules: Vec<(HouseRule, [RuleText; 2])>,
}

/// Publishes it and answers its number.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Stale`] when somebody published one in the meantime,
/// [`ActError::Unchanged`] when no rule reads differently, or what the store says.
pub fn publish_rules(house: &House, actor: &Actor, new: &NewRules) -> ActResult<i32> {
    let now = house.clock.now();
    let outcome = house.store.write(|db| {
        let authority = site::authority(db)?.ok_or(ActError::Missing)?;
        actor.require(Permission::PublishHouseRules, authority.id)?;
        let rules: Vec<RuleRecord> = new.rules.iter().map(record).collect();
        if rules_of(db, new.seen)? == rules {
            return Err(ActError::Unchanged);
        }
        let note = [new.note[0].as_str(), new.note[1].as_str()];
        if !publish(db, new.seen, note, &rules, actor.staff_id, now)? {
            return Err(ActError::Stale);
        }
        let version = new.seen + 1;
        let name = version.to_string();
        let subject = Subject {
            kind: "house_rules",
            name: &name,
            body_id: Some(authority.id),
        };
        audit(db, actor, AuditAct::HouseRulesPublished, subject, "", now)?;
        Ok(version)
    });
    match outcome {
        // Somebody else published the same number at the same moment.
        Err(ActError::Store(StoreError::Taken)) => Err(ActError::Stale),
        other => other,
    }
}

fn record((rule, text): &(HouseRule, [RuleText; 2])) -> RuleRecord {
    let [dutch, english] = text;
    RuleRecord {
        rule: *rule,
        text: [dutch.as_str().to_owned(), english.as_str().to_owned()],
    }
}
