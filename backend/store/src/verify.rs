//! Recomputes what must agree (invariants 1 and 2) and tells every difference.

mod moderation;
mod queue;
mod rounds;

use crate::Db;
use crate::errors::StoreResult;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use serde::Serialize;

/// A difference between what is kept and what is counted anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Which rule is broken.
    pub rule: &'static str,
    /// Where: usually a petition's slug.
    pub place: String,
    /// What is kept.
    pub kept: i64,
    /// What was counted anew.
    pub counted: i64,
}

/// What was looked at, and what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How many petitions were counted anew.
    pub petitions: i64,
    /// How many signatures they have together.
    pub signatures: i64,
    /// Every difference.
    pub differences: Vec<Difference>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = BigInt)]
    kept: i64,
    #[diesel(sql_type = BigInt)]
    counted: i64,
}

/// Rules as statements that find what breaks them; each answers `place, kept, counted`. They are
/// the same text on both engines.
const RULES: &[(&str, &str)] = &[
    (
        "live count = live signature rows",
        "SELECT p.slug AS place, c.live AS kept, COALESCE(s.number, 0) AS counted
         FROM petition_counts c JOIN petitions p ON p.id = c.petition_id
         LEFT JOIN (SELECT petition_id, COUNT(*) AS number FROM signatures WHERE state = 'live' GROUP BY petition_id) s
            ON s.petition_id = c.petition_id
         WHERE c.live <> COALESCE(s.number, 0)",
    ),
    (
        "sealed count = sealed tally",
        "SELECT p.slug AS place, c.sealed AS kept, CAST(COALESCE(t.number, 0) AS BIGINT) AS counted
         FROM petition_counts c JOIN petitions p ON p.id = c.petition_id
         LEFT JOIN (SELECT petition_id, SUM(amount) AS number FROM tallies WHERE kind = 'sealed' GROUP BY petition_id) t
            ON t.petition_id = c.petition_id
         WHERE c.sealed <> COALESCE(t.number, 0)",
    ),
    (
        "imported count = imported tally",
        "SELECT p.slug AS place, c.imported AS kept, CAST(COALESCE(t.number, 0) AS BIGINT) AS counted
         FROM petition_counts c JOIN petitions p ON p.id = c.petition_id
         LEFT JOIN (SELECT petition_id, SUM(amount) AS number FROM tallies WHERE kind = 'imported' GROUP BY petition_id) t
            ON t.petition_id = c.petition_id
         WHERE c.imported <> COALESCE(t.number, 0)",
    ),
    (
        "published count = live + sealed + imported",
        "SELECT p.slug AS place, c.total AS kept, c.live + c.sealed + c.imported AS counted
         FROM petition_counts c JOIN petitions p ON p.id = c.petition_id
         WHERE c.total <> c.live + c.sealed + c.imported",
    ),
    (
        "parts by place add up to the published count",
        "SELECT p.slug AS place, c.total AS kept, CAST(COALESCE(x.number, 0) AS BIGINT) AS counted
         FROM petition_counts c JOIN petitions p ON p.id = c.petition_id
         LEFT JOIN (SELECT petition_id, SUM(live + tallied) AS number FROM petition_place_counts GROUP BY petition_id) x
            ON x.petition_id = c.petition_id
         WHERE c.total <> COALESCE(x.number, 0)",
    ),
    (
        "live count of a place = its live signature rows",
        "SELECT p.slug || ' / ' || x.place_kind || ' ' || CAST(x.area_id AS TEXT) AS place, x.live AS kept,
            COALESCE(s.number, 0) AS counted
         FROM petition_place_counts x JOIN petitions p ON p.id = x.petition_id
         LEFT JOIN (SELECT petition_id, place_kind, COALESCE(area_id, 0) AS area, COUNT(*) AS number FROM signatures
                    WHERE state = 'live' GROUP BY petition_id, place_kind, COALESCE(area_id, 0)) s
            ON s.petition_id = x.petition_id AND s.place_kind = x.place_kind AND s.area = x.area_id
         WHERE x.live <> COALESCE(s.number, 0)",
    ),
    (
        "tallied count of a place = its tally",
        "SELECT p.slug || ' / ' || x.place_kind || ' ' || CAST(x.area_id AS TEXT) AS place, x.tallied AS kept,
            CAST(COALESCE(t.number, 0) AS BIGINT) AS counted
         FROM petition_place_counts x JOIN petitions p ON p.id = x.petition_id
         LEFT JOIN (SELECT petition_id, place_kind, COALESCE(area_id, 0) AS area, SUM(amount) AS number FROM tallies
                    GROUP BY petition_id, place_kind, COALESCE(area_id, 0)) t
            ON t.petition_id = x.petition_id AND t.place_kind = x.place_kind AND t.area = x.area_id
         WHERE x.tallied <> COALESCE(t.number, 0)",
    ),
    (
        "live count of the hours = live count",
        "SELECT p.slug AS place, c.live AS kept, CAST(COALESCE(x.number, 0) AS BIGINT) AS counted
         FROM petition_counts c JOIN petitions p ON p.id = c.petition_id
         LEFT JOIN (SELECT petition_id, SUM(live) AS number FROM petition_hour_counts GROUP BY petition_id) x
            ON x.petition_id = c.petition_id
         WHERE c.live <> COALESCE(x.number, 0)",
    ),
    (
        "live count of an hour = its live signature rows",
        "SELECT p.slug || ' / ' || CAST(x.hour AS TEXT) AS place, x.live AS kept, COALESCE(s.number, 0) AS counted
         FROM petition_hour_counts x JOIN petitions p ON p.id = x.petition_id
         LEFT JOIN (SELECT petition_id, hour, COUNT(*) AS number FROM signatures WHERE state = 'live'
                    GROUP BY petition_id, hour) s
            ON s.petition_id = x.petition_id AND s.hour = x.hour
         WHERE x.live <> COALESCE(s.number, 0)",
    ),
    (
        "a mailbox signs a petition at most twice",
        "SELECT p.slug AS place, CAST(2 AS BIGINT) AS kept, COUNT(*) AS counted
         FROM signatures s JOIN petitions p ON p.id = s.petition_id
         GROUP BY p.slug, s.petition_id, s.mailbox_key HAVING COUNT(*) > 2",
    ),
    (
        "a person signs a petition once",
        "SELECT p.slug AS place, CAST(1 AS BIGINT) AS kept, COUNT(*) AS counted
         FROM signatures s JOIN petitions p ON p.id = s.petition_id
         GROUP BY p.slug, s.petition_id, s.mailbox_key, s.name_key HAVING COUNT(*) > 1",
    ),
    (
        "a confirmed person has a signature",
        "SELECT p.slug AS place, COUNT(*) AS kept, CAST(0 AS BIGINT) AS counted
         FROM signers x JOIN petitions p ON p.id = x.petition_id
         LEFT JOIN signatures s ON s.signer_id = x.id
         WHERE x.state = 'confirmed' AND s.signer_id IS NULL GROUP BY p.slug HAVING COUNT(*) > 0",
    ),
    (
        "an answered petition has an answer with reasons",
        "SELECT p.slug AS place, CAST(1 AS BIGINT) AS kept, CAST(0 AS BIGINT) AS counted
         FROM petitions p LEFT JOIN petition_answers a ON a.petition_id = p.id
         WHERE p.state = 'answered' AND (a.id IS NULL OR a.reasons = '')",
    ),
    (
        "every petition has a count and words to be found by",
        "SELECT p.slug AS place, CAST(1 AS BIGINT) AS kept, CAST(0 AS BIGINT) AS counted
         FROM petitions p LEFT JOIN petition_counts c ON c.petition_id = p.id
         LEFT JOIN petition_search w ON w.petition_id = p.id
         WHERE c.petition_id IS NULL OR w.petition_id IS NULL",
    ),
    (
        "a dossier has its five phases",
        "SELECT d.slug AS place, CAST(5 AS BIGINT) AS kept, COUNT(p.kind) AS counted
         FROM dossiers d LEFT JOIN phases p ON p.dossier_id = d.id
         GROUP BY d.id, d.slug HAVING COUNT(p.kind) <> 5",
    ),
    (
        "a public dossier is in a phase that has begun",
        "SELECT d.slug AS place, CAST(1 AS BIGINT) AS kept, CAST(0 AS BIGINT) AS counted
         FROM dossiers d LEFT JOIN phases p ON p.dossier_id = d.id AND p.kind = d.phase
         WHERE d.state <> 'draft' AND p.started_at IS NULL",
    ),
];

/// Counts everything anew. Run it with [`crate::Store::read_at_once`], so that all statements see
/// the same moment beside a running server.
pub fn run(db: &mut Db) -> StoreResult<Report> {
    let mut differences = Vec::new();
    let all = RULES
        .iter()
        .chain(rounds::RULES)
        .chain(moderation::RULES)
        .chain(queue::RULES);
    for (rule, statement) in all {
        let rows: Vec<Row> = sql_query(*statement).load(db)?;
        differences.extend(rows.into_iter().map(|row| Difference {
            rule,
            place: row.place,
            kept: row.kept,
            counted: row.counted,
        }));
    }
    if let Some(entry) = crate::audit::first_broken(db)? {
        differences.push(Difference {
            rule: "every audit entry follows from the one before it",
            place: format!("audit entry {entry}"),
            kept: entry,
            counted: entry - 1,
        });
    }
    for (sha256, size, there) in crate::dossiers::damaged_files(db)? {
        differences.push(Difference {
            rule: "a document is what was laid open (ZIE-7)",
            place: format!("document {sha256}"),
            kept: size,
            counted: there,
        });
    }
    use crate::schema::petition_counts as c;
    let totals: Vec<i64> = c::table.select(c::total).load(db)?;
    Ok(Report {
        petitions: i64::try_from(totals.len()).unwrap_or(i64::MAX),
        signatures: totals.iter().sum(),
        differences,
    })
}
