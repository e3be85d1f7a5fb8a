//! The house rules, version by version.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{house_rule_versions, house_rules};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::moderation::HouseRule;

/// A rule in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRecord {
    /// Which rule.
    pub rule: HouseRule,
    /// Its Dutch and its English words.
    pub text: [String; 2],
}

/// A version of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRecord {
    /// Its number.
    pub version: i32,
    /// What changed, in Dutch and in English.
    pub note: [String; 2],
    /// Since when it holds.
    pub published_at: DateTime<Utc>,
}

/// The version that decisions are taken under now.
pub fn current_version(db: &mut Db) -> StoreResult<i32> {
    use house_rule_versions as v;
    Ok(v::table
        .order(v::version.desc())
        .select(v::version)
        .first(db)?)
}

/// Every version, the newest first.
pub fn versions(db: &mut Db) -> StoreResult<Vec<VersionRecord>> {
    use house_rule_versions as v;
    let rows: Vec<(i32, String, String, Moment)> = v::table
        .order(v::version.desc())
        .select((v::version, v::note_nl, v::note_en, v::published_at))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(version, dutch, english, at)| VersionRecord {
            version,
            note: [dutch, english],
            published_at: at.into(),
        })
        .collect())
}

/// One version.
pub fn version_of(db: &mut Db, version: i32) -> StoreResult<Option<VersionRecord>> {
    Ok(versions(db)?
        .into_iter()
        .find(|known| known.version == version))
}

/// The rules of a version, in the order of the list.
pub fn rules_of(db: &mut Db, version: i32) -> StoreResult<Vec<RuleRecord>> {
    use house_rules as r;
    let rows: Vec<(String, String, String)> = r::table
        .filter(r::version.eq(version))
        .select((r::rule, r::text_nl, r::text_en))
        .load(db)?;
    let mut found = rows
        .into_iter()
        .map(|(rule, dutch, english)| {
            Ok(RuleRecord {
                rule: HouseRule::from_code(&rule)
                    .ok_or_else(|| StoreError::corrupt("house_rules", &rule))?,
                text: [dutch, english],
            })
        })
        .collect::<StoreResult<Vec<_>>>()?;
    found.sort_by_key(|known| HouseRule::ALL.iter().position(|rule| *rule == known.rule));
    Ok(found)
}

/// Publishes the version after `seen`; `false` when somebody else did so first.
pub fn publish(
    db: &mut Db,
    seen: i32,
    note: [&str; 2],
    rules: &[RuleRecord],
    staff_id: i64,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    use {house_rule_versions as v, house_rules as r};
    if current_version(db)? != seen {
        return Ok(false);
    }
    let version = seen + 1;
    let [dutch, english] = note;
    diesel::insert_into(v::table)
        .values((
            v::version.eq(version),
            v::note_nl.eq(dutch),
            v::note_en.eq(english),
            v::staff_id.eq(Some(staff_id)),
            v::published_at.eq(Moment::from(at)),
        ))
        .execute(db)?;
    for rule in rules {
        let [dutch, english] = &rule.text;
        diesel::insert_into(r::table)
            .values((
                r::version.eq(version),
                r::rule.eq(rule.rule.code()),
                r::text_nl.eq(dutch),
                r::text_en.eq(english),
            ))
            .execute(db)?;
    }
    Ok(true)
}
