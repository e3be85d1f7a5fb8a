//! The state of inputs as it follows from what was done with them: themes, answers, parts, and what was
//! set aside. The rule is [`weerklank_domain::inputs::state_of_units`]; here it is said in SQL, so that an
//! answer to ten thousand inputs is one statement.

use crate::Db;
use crate::errors::StoreResult;
use crate::rounds::{Changes, Facet};
use diesel::prelude::*;
use weerklank_domain::inputs::Handling;

/// Which inputs may stand otherwise now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched {
    /// One input, with its parts.
    Input(i64),
    /// Every input that belongs to a theme, or of which a part does.
    Theme(i64),
    /// Every input of the round.
    All,
}

impl Touched {
    fn inputs(self) -> String {
        match self {
            Self::Input(id) => format!("inputs.id = {id}"),
            Self::Theme(id) => format!(
                "inputs.id IN (SELECT i.id FROM inputs i WHERE i.theme_id = {id}
                    UNION ALL SELECT p.input_id FROM input_parts p WHERE p.theme_id = {id})"
            ),
            Self::All => "1 = 1".to_owned(),
        }
    }

    fn parts(self) -> String {
        match self {
            Self::Input(id) => format!("input_parts.input_id = {id}"),
            Self::Theme(id) => format!("input_parts.theme_id = {id}"),
            Self::All => "1 = 1".to_owned(),
        }
    }
}

const PART: &str = "CASE
    WHEN EXISTS (SELECT 1 FROM set_asides s WHERE s.part_id = input_parts.id AND s.lifted_at IS NULL) THEN 'set_aside'
    WHEN EXISTS (SELECT 1 FROM responses r WHERE r.part_id = input_parts.id AND r.is_given) THEN 'answered'
    WHEN EXISTS (SELECT 1 FROM responses r WHERE r.theme_id = input_parts.theme_id AND r.is_given) THEN 'answered'
    ELSE 'open' END";

const WHOLE: &str = "CASE
    WHEN EXISTS (SELECT 1 FROM input_parts p WHERE p.input_id = inputs.id) THEN CASE
        WHEN EXISTS (SELECT 1 FROM input_parts p WHERE p.input_id = inputs.id AND p.state = 'open') THEN 'open'
        WHEN EXISTS (SELECT 1 FROM input_parts p WHERE p.input_id = inputs.id AND p.state = 'answered') THEN 'answered'
        ELSE 'set_aside' END
    WHEN EXISTS (SELECT 1 FROM set_asides s WHERE s.input_id = inputs.id AND s.part_id IS NULL AND s.lifted_at IS NULL)
        THEN 'set_aside'
    WHEN EXISTS (SELECT 1 FROM responses r WHERE r.input_id = inputs.id AND r.part_id IS NULL AND r.is_given)
        THEN 'answered'
    WHEN EXISTS (SELECT 1 FROM responses r WHERE r.theme_id = inputs.theme_id AND r.is_given) THEN 'answered'
    ELSE 'open' END";

/// Brings the states of inputs, and the counts of their round, in line with what was done. Whoever calls
/// it holds the round ([`crate::rounds::hold`]). What is withdrawn or hidden stays so.
pub fn settle(db: &mut Db, round_id: i64, touched: Touched) -> StoreResult<()> {
    let parts = touched.parts();
    diesel::sql_query(format!(
        "UPDATE input_parts SET state = {PART}
         WHERE round_id = {round_id} AND {parts} AND state <> {PART}"
    ))
    .execute(db)?;
    let which = touched.inputs();
    let mut changes = Changes::default();
    for from in Handling::ALL {
        for to in Handling::ALL {
            if from == to {
                continue;
            }
            let (from, to) = (from.code(), to.code());
            // The state is in the condition: each row is counted from where it stood.
            let moved = diesel::sql_query(format!(
                "UPDATE inputs SET state = '{to}'
                 WHERE round_id = {round_id} AND state = '{from}' AND {which} AND {WHOLE} = '{to}'"
            ))
            .execute(db)?;
            let moved = i64::try_from(moved).unwrap_or(i64::MAX);
            changes.add(Facet::State, from, -moved);
            changes.add(Facet::State, to, moved);
        }
    }
    changes.write(db, round_id)
}
