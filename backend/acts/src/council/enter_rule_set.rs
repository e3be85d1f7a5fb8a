//! Puts a version of the rules of a kind of body on the books: from the seeds.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_domain::council::RuleSet;
use weerklank_store::council::rule_sets;

/// Adds a version, unless it is there, and answers its key. The rules of a version that is there stay as
/// they are, since votes were decided under it; only a last day that it did not have yet is given to it.
///
/// # Errors
/// [`ActError::Unusable`] when its rules contradict themselves, or what the store says.
pub fn enter_rule_set(house: &House, set: &RuleSet) -> ActResult<i64> {
    set.check().map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        ActError::Unusable(format!("{}: {}", set.code, faults.join(", ")))
    })?;
    house.store.write(|db| {
        let Some(id) = rule_sets::id_of(db, &set.code, set.version)? else {
            return Ok(rule_sets::add(db, set)?);
        };
        let kept = rule_sets::by_id(db, id)?.ok_or(ActError::Missing)?;
        if let (None, Some(last)) = (kept.valid_until, set.valid_until) {
            rule_sets::end(db, id, last)?;
        }
        Ok(id)
    })
}
