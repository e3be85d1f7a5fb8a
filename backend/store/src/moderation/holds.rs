//! What is read first in a round, or in the threads of a body's petitions and dossiers.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::schema::holds;
use diesel::prelude::*;
use weerklank_domain::moderation::{Holds, QuietHours};

/// Quiet hours as two columns have them.
pub(crate) fn quiet_hours(
    from: Option<i32>,
    until: Option<i32>,
) -> StoreResult<Option<QuietHours>> {
    match (from, until) {
        (Some(from), Some(until)) => QuietHours::from_minutes(from, until)
            .map(Some)
            .map_err(|_| StoreError::corrupt("holds", &from)),
        _ => Ok(None),
    }
}

/// What is read first in the threads of a body, and how often that was changed.
pub fn holds_of_body(db: &mut Db, body_id: i64) -> StoreResult<(Holds, i32)> {
    type Row = (bool, bool, Option<i32>, Option<i32>, i32);
    let row: Option<Row> = holds::table
        .filter(holds::body_id.eq(Some(body_id)))
        .select((
            holds::is_before,
            holds::is_first,
            holds::quiet_from,
            holds::quiet_until,
            holds::revision,
        ))
        .first(db)
        .optional()?;
    let Some((is_before, is_first, from, until, revision)) = row else {
        return Ok((Holds::default(), 0));
    };
    let holds = Holds {
        is_before,
        is_first,
        quiet: quiet_hours(from, until)?,
    };
    Ok((holds, revision))
}

/// Keeps what is read first in the threads of a body, in place of what was seen; `false` when somebody
/// else changed it meanwhile.
pub fn keep_holds_of_body(db: &mut Db, body_id: i64, new: &Holds, seen: i32) -> StoreResult<bool> {
    use holds as h;
    let (from, until) = new.quiet.map(QuietHours::minutes).unzip();
    let values = (
        h::is_before.eq(new.is_before),
        h::is_first.eq(new.is_first),
        h::quiet_from.eq(from),
        h::quiet_until.eq(until),
        h::revision.eq(seen + 1),
    );
    if seen == 0 {
        let row = (h::body_id.eq(Some(body_id)), values);
        // ON CONFLICT has no common form.
        let added = on_both!(db, |inner| diesel::insert_into(h::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?;
        return Ok(added == 1);
    }
    let changed = diesel::update(h::table)
        .filter(h::body_id.eq(Some(body_id)))
        .filter(h::revision.eq(seen))
        .set(values)
        .execute(db)?;
    Ok(changed == 1)
}

/// Keeps what is read first in a round, beside what its own row says. Whoever changes a round holds its
/// revision.
pub(crate) fn keep_holds_of_round(db: &mut Db, round_id: i64, new: &Holds) -> StoreResult<()> {
    use holds as h;
    diesel::delete(h::table.filter(h::round_id.eq(Some(round_id)))).execute(db)?;
    if !new.is_first && new.quiet.is_none() {
        return Ok(());
    }
    let (from, until) = new.quiet.map(QuietHours::minutes).unzip();
    diesel::insert_into(h::table)
        .values((
            h::round_id.eq(Some(round_id)),
            h::is_before.eq(false),
            h::is_first.eq(new.is_first),
            h::quiet_from.eq(from),
            h::quiet_until.eq(until),
            h::revision.eq(1),
        ))
        .execute(db)?;
    Ok(())
}
