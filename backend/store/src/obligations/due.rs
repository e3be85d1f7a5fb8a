//! What is owed, by due date: the desk's first list.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{answer_drafts, bodies, obligations, outbox, petition_updates, petitions};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::petitions::PetitionState;

/// A step that is owed, with its petition.
#[derive(Debug, Clone)]
pub struct DueRecord {
    /// Its key.
    pub id: i64,
    /// What is owed.
    pub kind: ObligationKind,
    /// First moment at which it is overdue.
    pub due_at: DateTime<Utc>,
    /// The petition's number for people.
    pub reference: String,
    /// The petition's title.
    pub title: String,
    /// The language of its text.
    pub language: Language,
    /// Where it is on its way.
    pub state: PetitionState,
    /// Dutch and English name of the body that owes it.
    pub body: (String, String),
}

/// Where a page begins: after the step with these values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueCursor {
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// Its key.
    pub id: i64,
}

type DueRow = (
    (i64, String, Moment),
    (String, String, String, String),
    (String, String),
);

/// What these bodies owe, of one kind or of all; what is due first comes first.
pub fn due(
    db: &mut Db,
    of_bodies: &[i64],
    kind: Option<ObligationKind>,
    after: Option<DueCursor>,
    limit: i64,
) -> StoreResult<Vec<DueRecord>> {
    use obligations as o;
    let mut query = o::table
        .inner_join(petitions::table)
        .inner_join(bodies::table.on(bodies::id.eq(o::body_id)))
        .filter(o::met_at.is_null())
        .filter(o::body_id.eq_any(of_bodies.to_vec()))
        .order((o::due_at, o::id))
        .limit(limit)
        .select((
            (o::id, o::kind, o::due_at),
            (
                petitions::reference,
                petitions::title,
                petitions::lang,
                petitions::state,
            ),
            (bodies::name_nl, bodies::name_en),
        ))
        .into_boxed();
    if let Some(kind) = kind {
        query = query.filter(o::kind.eq(kind.code()));
    }
    if let Some(after) = after {
        let at = Moment::from(after.due_at);
        query = query.filter(
            o::due_at
                .gt(at)
                .or(o::due_at.eq(at).and(o::id.gt(after.id))),
        );
    }
    let rows: Vec<DueRow> = query.load(db)?;
    rows.into_iter()
        .map(
            |((id, kind, due_at), (reference, title, lang, state), body)| {
                let corrupt = || StoreError::corrupt("obligations", &id);
                Ok(DueRecord {
                    kind: ObligationKind::from_code(&kind).ok_or_else(corrupt)?,
                    language: Language::from_tag(&lang).ok_or_else(corrupt)?,
                    state: PetitionState::from_code(&state).ok_or_else(corrupt)?,
                    id,
                    due_at: due_at.into(),
                    reference,
                    title,
                    body,
                })
            },
        )
        .collect()
}

/// How much waits at the desk for some bodies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Today {
    /// Steps whose day has passed.
    pub overdue: i64,
    /// Steps that are owed, overdue ones among them.
    pub owed: i64,
    /// Petitions that wait for a decision on admissibility.
    pub to_decide: i64,
    /// News of petitioners that waits.
    pub updates: i64,
    /// Answers that wait for a second person.
    pub offered: i64,
    /// Mails that were given up, of every body.
    pub failed_mails: i64,
}

/// Counts what waits.
pub fn today(db: &mut Db, of_bodies: &[i64], now: DateTime<Utc>) -> StoreResult<Today> {
    use obligations as o;
    let owed = || {
        o::table
            .filter(o::met_at.is_null())
            .filter(o::body_id.eq_any(of_bodies))
    };
    let of_petitions = || {
        petitions::table
            .filter(petitions::body_id.eq_any(of_bodies))
            .select(petitions::id)
    };
    Ok(Today {
        overdue: owed()
            .filter(o::due_at.le(Moment::from(now)))
            .count()
            .get_result(db)?,
        owed: owed().count().get_result(db)?,
        to_decide: of_petitions()
            .filter(petitions::state.eq(PetitionState::Submitted.code()))
            .count()
            .get_result(db)?,
        updates: petition_updates::table
            .filter(petition_updates::state.eq("waiting"))
            .filter(petition_updates::petition_id.eq_any(of_petitions()))
            .count()
            .get_result(db)?,
        offered: answer_drafts::table
            .filter(answer_drafts::state.eq("offered"))
            .filter(answer_drafts::petition_id.eq_any(of_petitions()))
            .count()
            .get_result(db)?,
        failed_mails: outbox::table
            .filter(outbox::state.eq("failed"))
            .count()
            .get_result(db)?,
    })
}
