//! The queue follows what happens: in the transaction that makes something wait, reports it, decides on it
//! or takes it back. Nothing that waits is outside the queue, and nothing decided stays in it.

use super::super::ModerationSubject;
use super::marks;
use super::record::is_open;
use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::moderation_items;
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text};
use weerklank_domain::moderation::{Concern, Hold, ItemKind, Mark};

/// How something came in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Why it is read first, where it is.
    pub hold: Option<Hold>,
    /// Whether its author is new there.
    pub is_newcomer: bool,
    /// What draws attention in it.
    pub marks: Vec<Mark>,
}

/// What a subject is now.
#[derive(QueryableByName)]
struct Facts {
    #[diesel(sql_type = BigInt)]
    body_id: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    round_id: Option<i64>,
    #[diesel(sql_type = Text)]
    kind: String,
    /// 1 when it waits, 0 when it does not, -1 when nobody is to read it any more.
    #[diesel(sql_type = Integer)]
    waits: i32,
    #[diesel(sql_type = BigInt)]
    notices: i64,
}

impl ModerationSubject {
    /// The statement that looks at it: the same text on both engines. A key is a number of ours.
    fn facts(self) -> String {
        match self {
            Self::Input(id) => format!(
                "SELECT d.body_id, i.round_id, CASE WHEN i.form = 'statement' THEN 'statement' ELSE 'input' END AS kind,
                    CASE WHEN i.state = 'withdrawn' THEN -1 WHEN i.moderation = 'awaiting' THEN 1 ELSE 0 END AS waits,
                    (SELECT COUNT(*) FROM notices n WHERE n.input_id = i.id AND n.state <> 'decided') AS notices
                 FROM inputs i JOIN rounds r ON r.id = i.round_id JOIN dossiers d ON d.id = r.dossier_id WHERE i.id = {id}"
            ),
            Self::Reply(id) => format!(
                "SELECT COALESCE(rd.body_id, d.body_id, p.body_id) AS body_id, i.round_id, 'reply' AS kind,
                    CASE WHEN r.is_deleted THEN -1 WHEN r.moderation = 'awaiting' THEN 1 ELSE 0 END AS waits,
                    (SELECT COUNT(*) FROM notices n WHERE n.reply_id = r.id AND n.state <> 'decided') AS notices
                 FROM replies r JOIN threads t ON t.id = r.thread_id LEFT JOIN inputs i ON i.id = t.input_id
                 LEFT JOIN rounds ro ON ro.id = i.round_id LEFT JOIN dossiers rd ON rd.id = ro.dossier_id
                 LEFT JOIN dossiers d ON d.id = t.dossier_id LEFT JOIN petitions p ON p.id = t.petition_id WHERE r.id = {id}"
            ),
            Self::Petition(id) => format!(
                "SELECT p.body_id, CAST(NULL AS BIGINT) AS round_id, 'petition' AS kind,
                    CASE p.state WHEN 'submitted' THEN 1 WHEN 'withdrawn' THEN -1 WHEN 'taken_down' THEN -1 ELSE 0 END
                        AS waits,
                    (SELECT COUNT(*) FROM notices n WHERE n.petition_id = p.id AND n.state <> 'decided') AS notices
                 FROM petitions p WHERE p.id = {id}"
            ),
            Self::Update(id) => format!(
                "SELECT p.body_id, CAST(NULL AS BIGINT) AS round_id, 'update' AS kind,
                    CASE WHEN u.state = 'waiting' THEN 1 ELSE 0 END AS waits,
                    (SELECT COUNT(*) FROM notices n WHERE n.update_id = u.id AND n.state <> 'decided') AS notices
                 FROM petition_updates u JOIN petitions p ON p.id = u.petition_id WHERE u.id = {id}"
            ),
        }
    }

    /// Why it waits where nobody says.
    fn usual_hold(self) -> Hold {
        match self {
            Self::Petition(_) => Hold::Submitted,
            Self::Input(_) | Self::Reply(_) | Self::Update(_) => Hold::Before,
        }
    }
}

/// Something came in, or was written anew: it is put into the queue where it waits or bears a mark.
pub fn arrive(
    db: &mut Db,
    subject: ModerationSubject,
    arrival: &Arrival,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    follow(db, subject, Some(arrival), None, at)
}

/// Something happened to a subject; by a decision, the marks have been seen.
pub fn settle(
    db: &mut Db,
    subject: ModerationSubject,
    decision_id: Option<i64>,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    follow(db, subject, None, decision_id, at)
}

/// A reply was moved with everything below it: what waits of them, and what was reported, is for whoever
/// moderates where they stand now. `branch` is the statement that begins with their keys, from `$1` on.
pub(crate) fn follow_branch(db: &mut Db, root: i64, branch: &str) -> StoreResult<()> {
    let facts: Facts = diesel::sql_query(ModerationSubject::Reply(root).facts()).get_result(db)?;
    diesel::sql_query(format!(
        "{branch} UPDATE moderation_items SET body_id = $2, round_id = $3, revision = revision + 1
         WHERE closed_at IS NULL AND reply_id IN (SELECT id FROM branch)"
    ))
    .bind::<BigInt, _>(root)
    .bind::<BigInt, _>(facts.body_id)
    .bind::<Nullable<BigInt>, _>(facts.round_id)
    .execute(db)?;
    diesel::sql_query(format!(
        "{branch} UPDATE notices SET body_id = $2 WHERE state <> 'decided' AND reply_id IN (SELECT id FROM branch)"
    ))
    .bind::<BigInt, _>(root)
    .bind::<BigInt, _>(facts.body_id)
    .execute(db)?;
    Ok(())
}

type Open = (i64, Option<String>, i32);

/// Locks the open item of a subject, and counts a change of it.
fn locked(db: &mut Db, subject: ModerationSubject) -> StoreResult<Option<Open>> {
    use moderation_items as m;
    let is_open = || sql::<Bool>(&is_open(subject));
    diesel::update(m::table.filter(is_open()))
        .set(m::revision.eq(m::revision + 1))
        .execute(db)?;
    Ok(m::table
        .filter(is_open())
        .select((m::id, m::awaits, m::signals))
        .first(db)
        .optional()?)
}

fn follow(
    db: &mut Db,
    subject: ModerationSubject,
    arrival: Option<&Arrival>,
    decision_id: Option<i64>,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    // The row of the item is the lock: what is counted after it, is what others left.
    let open = locked(db, subject)?;
    let Some(facts) = diesel::sql_query(subject.facts())
        .get_result::<Facts>(db)
        .optional()?
    else {
        return Ok(());
    };
    let (had, signals) = match &open {
        Some((_, awaits, signals)) => (awaits.as_deref().and_then(Hold::from_code), *signals),
        None => (None, 0),
    };
    let awaits = (facts.waits == 1).then(|| {
        let said = arrival.and_then(|arrival| arrival.hold);
        said.or(had).unwrap_or_else(|| subject.usual_hold())
    });
    let signals = match arrival {
        _ if decision_id.is_some() || facts.waits < 0 => 0,
        Some(arrival) => i32::try_from(arrival.marks.len()).unwrap_or(i32::MAX),
        None => signals,
    };
    let notices = i32::try_from(facts.notices).unwrap_or(i32::MAX);
    let now = Now {
        why: Concern::of(awaits, notices, signals),
        awaits,
        notices,
        signals,
    };
    match (open, now.why) {
        (None, None) => Ok(()),
        (Some((id, ..)), None) => close(db, id, decision_id, at),
        (Some((id, ..)), Some(why)) => {
            change(db, id, why, &now)?;
            keep_marks(db, id, &now, arrival)
        }
        (None, Some(why)) => match insert(db, subject, &facts, (why, &now), arrival, at)? {
            Some(id) => keep_marks(db, id, &now, arrival),
            // Somebody else was first: look again at what stands there.
            None => Err(StoreError::Changed),
        },
    }
}

/// What an item says of its subject.
struct Now {
    why: Option<Concern>,
    awaits: Option<Hold>,
    notices: i32,
    signals: i32,
}

fn keep_marks(db: &mut Db, id: i64, now: &Now, arrival: Option<&Arrival>) -> StoreResult<()> {
    match arrival {
        Some(arrival) => marks::replace(db, id, &arrival.marks),
        None if now.signals == 0 => marks::replace(db, id, &[]),
        None => Ok(()),
    }
}

fn insert(
    db: &mut Db,
    subject: ModerationSubject,
    facts: &Facts,
    (why, now): (Concern, &Now),
    arrival: Option<&Arrival>,
    at: DateTime<Utc>,
) -> StoreResult<Option<i64>> {
    use moderation_items as m;
    let kind = ItemKind::from_code(&facts.kind)
        .ok_or_else(|| StoreError::corrupt("moderation_items", &facts.kind))?;
    let row = (
        m::body_id.eq(facts.body_id),
        m::round_id.eq(facts.round_id),
        m::kind.eq(kind.code()),
        m::input_id.eq(subject.input()),
        m::reply_id.eq(subject.reply()),
        m::petition_id.eq(subject.petition()),
        m::update_id.eq(subject.update()),
        m::why.eq(why.code()),
        m::awaits.eq(now.awaits.map(Hold::code)),
        m::notices.eq(now.notices),
        m::signals.eq(now.signals),
        m::is_newcomer.eq(arrival.is_some_and(|arrival| arrival.is_newcomer)),
        m::revision.eq(1),
        m::opened_at.eq(Moment::from(at)),
    );
    // ON CONFLICT has no common form.
    let added = on_both!(db, |inner| diesel::insert_into(m::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added == 0 {
        return Ok(None);
    }
    Ok(m::table
        .filter(sql::<Bool>(&is_open(subject)))
        .select(m::id)
        .first(db)
        .optional()?)
}

fn change(db: &mut Db, id: i64, why: Concern, now: &Now) -> StoreResult<()> {
    use moderation_items as m;
    diesel::update(m::table.find(id))
        .set((
            m::why.eq(why.code()),
            m::awaits.eq(now.awaits.map(Hold::code)),
            m::notices.eq(now.notices),
            m::signals.eq(now.signals),
        ))
        .execute(db)?;
    Ok(())
}

fn close(db: &mut Db, id: i64, decision_id: Option<i64>, at: DateTime<Utc>) -> StoreResult<()> {
    use moderation_items as m;
    marks::replace(db, id, &[])?;
    diesel::update(m::table.find(id))
        .set((
            m::awaits.eq(None::<String>),
            m::notices.eq(0),
            m::signals.eq(0),
            m::claimed_by.eq(None::<i64>),
            m::claimed_until.eq(None::<Moment>),
            m::closed_at.eq(Some(Moment::from(at))),
            m::decision_id.eq(decision_id),
        ))
        .execute(db)?;
    Ok(())
}

/// Somebody saw the marks of something that everybody can read, and left it at that; `false` when it is
/// not what was seen.
pub fn clear_signals(db: &mut Db, id: i64, revision: i32, at: DateTime<Utc>) -> StoreResult<bool> {
    use moderation_items as m;
    let changed = diesel::update(m::table.find(id))
        .filter(m::closed_at.is_null())
        .filter(m::revision.eq(revision))
        .filter(m::why.eq(Concern::Signal.code()))
        .set(m::revision.eq(revision + 1))
        .execute(db)?;
    if changed == 1 {
        close(db, id, None, at)?;
    }
    Ok(changed == 1)
}

/// Takes the right to decide on what was seen: `false` when it is closed or changed. The row stays locked
/// until the transaction ends, so that nobody else decides on it.
pub fn touch_item(db: &mut Db, id: i64, revision: i32) -> StoreResult<bool> {
    use moderation_items as m;
    let changed = diesel::update(m::table.find(id))
        .filter(m::closed_at.is_null())
        .filter(m::revision.eq(revision))
        .set(m::revision.eq(revision + 1))
        .execute(db)?;
    Ok(changed == 1)
}
