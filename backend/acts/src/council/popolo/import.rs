//! Takes a bundle in. What is there already is found again by its name elsewhere, so doing it twice
//! changes nothing; what is missing is made; what is odd is told.

use super::bundle::Bundle;
use super::enter_events::enter_events;
use super::enter_motions::{enter_motions, stand_still};
use super::enter_people::enter_people;
use super::enter_votes::enter_votes;
use crate::council::CouncilReport;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use std::collections::BTreeMap;
use weerklank_store::Db;
use weerklank_store::council::rule_sets;

/// Where a bundle comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PopoloSource<'a> {
    /// The name under which its identifiers are kept: the same one finds the same things again.
    pub scheme: &'a str,
    /// The code of the rule sets of bodies that are new and name none.
    pub rules: Option<&'a str>,
}

impl PopoloSource<'_> {
    /// The key of a meeting or a proposal of this source.
    pub(super) fn key(&self, id: &str) -> String {
        format!("{}:{id}", self.scheme)
    }
}

/// What of the bundle is what of ours.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// Bodies: key.
    pub bodies: BTreeMap<String, i64>,
    /// The only body of the bundle that has members, where there is only one.
    pub only_body: Option<i64>,
    /// Factions of each body: key.
    pub factions: BTreeMap<(i64, String), i64>,
    /// Parties that are no faction here, as they say that it is not known.
    pub no_parties: Vec<String>,
    /// People: key.
    pub members: BTreeMap<String, i64>,
    /// Seats: key.
    pub seats: BTreeMap<String, i64>,
    /// Meetings and items: key of the meeting, and of the item.
    pub events: BTreeMap<String, (i64, Option<i64>)>,
    /// Proposals: key.
    pub motions: BTreeMap<String, i64>,
    /// Those of them that are new.
    pub new_motions: Vec<String>,
    /// Votes: key.
    pub votes: BTreeMap<String, i64>,
}

/// Does one piece of work in a transaction. What it found and tells counts only when that is committed: a
/// database may ask for it twice.
pub(super) fn at_once(
    house: &House,
    (found, report): (&mut Found, &mut CouncilReport),
    work: impl Fn(&mut Db, (&mut Found, &mut CouncilReport)) -> ActResult<()>,
) -> ActResult<()> {
    let (then, told) = house.store.write(|db| {
        let (mut then, mut told) = (found.clone(), report.clone());
        work(db, (&mut then, &mut told))?;
        Ok::<_, ActError>((then, told))
    })?;
    (*found, *report) = (then, told);
    Ok(())
}

/// Takes a bundle in. `progress` is told how much of it was done.
///
/// # Errors
/// [`ActError::Unusable`] for rules that are not there, or what the store says. What went before stays;
/// the next import goes on from there.
pub fn import_popolo(
    house: &House,
    bundle: &Bundle,
    source: PopoloSource,
    progress: &dyn Fn(usize),
) -> ActResult<CouncilReport> {
    if let Some(code) = source.rules {
        let known = house.store.read(|db| rule_sets::all_of(db, code))?;
        if known.is_empty() {
            return Err(ActError::Unusable(format!("no rule set {code}")));
        }
    }
    let mut report = CouncilReport::default();
    let mut found = Found::default();
    enter_people(house, bundle, source, (&mut found, &mut report))?;
    progress(bundle.organizations.len() + bundle.persons.len() + bundle.memberships.len());
    enter_events(house, bundle, source, (&mut found, &mut report))?;
    progress(bundle.events.len());
    enter_motions(house, bundle, source, (&mut found, &mut report))?;
    progress(bundle.motions.len());
    enter_votes(house, bundle, source, (&mut found, &mut report), progress)?;
    stand_still(house, bundle, (&mut found, &mut report))?;
    Ok(report)
}
