//! The texts that were put before the clerk, and what the desk decided on each.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moderation::{ModerationSubject, settle};
use crate::moment::{Moment, moment};
use crate::schema::{petition_rulings, petition_versions, petitions, staff};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::petitions::{PetitionState, RulingKind};

/// One version of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRecord {
    /// 1, 2, 3 …
    pub version: i32,
    /// The title.
    pub title: String,
    /// What the petitioner observes (Markdown).
    pub observation: String,
    /// What is asked (Markdown).
    pub request: String,
    /// Why (Markdown).
    pub explanation: String,
    /// When it was put before the clerk.
    pub submitted_at: DateTime<Utc>,
}

/// Puts the text as it stands before the clerk: keeps it as the next version, and counts it.
/// Answers its number.
pub fn add_version(db: &mut Db, petition_id: i64, now: DateTime<Utc>) -> StoreResult<i32> {
    use petition_versions as v;
    let newest: Option<i32> = v::table
        .filter(v::petition_id.eq(petition_id))
        .select(diesel::dsl::max(v::version))
        .first(db)?;
    let version = newest.unwrap_or(0) + 1;
    let (title, observation, request, explanation): (String, String, String, String) =
        petitions::table
            .find(petition_id)
            .select((
                petitions::title,
                petitions::observation,
                petitions::request,
                petitions::explanation,
            ))
            .first(db)?;
    diesel::insert_into(v::table)
        .values((
            v::petition_id.eq(petition_id),
            v::version.eq(version),
            v::title.eq(title),
            v::observation.eq(observation),
            v::request.eq(request),
            v::explanation.eq(explanation),
            v::submitted_at.eq(Moment::from(now)),
        ))
        .execute(db)?;
    diesel::update(petitions::table.find(petition_id))
        .set((
            petitions::text_version.eq(version),
            petitions::submitted_at.eq(moment(Some(now))),
        ))
        .execute(db)?;
    Ok(version)
}

/// The versions of a text, the newest first.
pub fn versions(db: &mut Db, petition_id: i64) -> StoreResult<Vec<VersionRecord>> {
    use petition_versions as v;
    type Row = (i32, String, String, String, String, Moment);
    let rows: Vec<Row> = v::table
        .filter(v::petition_id.eq(petition_id))
        .order(v::version.desc())
        .select((
            v::version,
            v::title,
            v::observation,
            v::request,
            v::explanation,
            v::submitted_at,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(
            |(version, title, observation, request, explanation, submitted_at)| VersionRecord {
                version,
                title,
                observation,
                request,
                explanation,
                submitted_at: submitted_at.into(),
            },
        )
        .collect())
}

/// A decision of the desk to be recorded.
#[derive(Debug, Clone)]
pub struct NewRuling<'a> {
    /// What was decided.
    pub kind: RulingKind,
    /// On which version of the text.
    pub text_version: i32,
    /// The ground, as a code.
    pub code: Option<&'a str>,
    /// The rule that the ground cites.
    pub citation: Option<&'a str>,
    /// The reason in words (Markdown).
    pub reason: Option<&'a str>,
    /// Who decided.
    pub staff_id: i64,
    /// When.
    pub at: DateTime<Utc>,
}

/// A decision of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingRecord {
    /// What was decided.
    pub kind: RulingKind,
    /// On which version of the text.
    pub text_version: i32,
    /// The ground, as a code.
    pub code: Option<String>,
    /// The rule that the ground cites.
    pub citation: Option<String>,
    /// The reason in words (Markdown).
    pub reason: Option<String>,
    /// Who decided, by name.
    pub staff_name: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Records a decision of the desk.
pub fn add_ruling(db: &mut Db, petition_id: i64, new: &NewRuling) -> StoreResult<()> {
    use petition_rulings as r;
    diesel::insert_into(r::table)
        .values((
            r::petition_id.eq(petition_id),
            r::kind.eq(new.kind.code()),
            r::text_version.eq(new.text_version),
            r::code.eq(new.code),
            r::citation.eq(new.citation),
            r::reason.eq(new.reason),
            r::staff_id.eq(new.staff_id),
            r::at.eq(Moment::from(new.at)),
        ))
        .execute(db)?;
    Ok(())
}

/// The decisions of the desk on a petition, the newest first.
pub fn rulings(db: &mut Db, petition_id: i64) -> StoreResult<Vec<RulingRecord>> {
    use petition_rulings as r;
    type Row = (
        i64,
        String,
        i32,
        Option<String>,
        Option<String>,
        Option<String>,
        String,
        Moment,
    );
    let rows: Vec<Row> = r::table
        .inner_join(staff::table)
        .filter(r::petition_id.eq(petition_id))
        .order(r::id.desc())
        .select((
            r::id,
            r::kind,
            r::text_version,
            r::code,
            r::citation,
            r::reason,
            staff::name,
            r::at,
        ))
        .load(db)?;
    rows.into_iter()
        .map(
            |(id, kind, text_version, code, citation, reason, staff_name, at)| {
                Ok(RulingRecord {
                    kind: RulingKind::from_code(&kind)
                        .ok_or_else(|| StoreError::corrupt("petition_rulings", &id))?,
                    text_version,
                    code,
                    citation,
                    reason,
                    staff_name,
                    at: at.into(),
                })
            },
        )
        .collect()
}

/// What a decision changes of a petition.
#[derive(Debug, Clone)]
pub struct Ruled {
    /// The state before.
    pub from: PetitionState,
    /// The version of the text that was decided on.
    pub text_version: i32,
    /// The state after.
    pub to: PetitionState,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// The petitioner's name, where it may be public.
    pub petitioner_name: Option<String>,
    /// When it opened for signatures.
    pub opened_at: Option<DateTime<Utc>>,
    /// First moment at which it takes no signatures any more.
    pub closes_at: Option<DateTime<Utc>>,
    /// When it became public.
    pub listed_at: Option<DateTime<Utc>>,
}

/// Changes a petition as it was decided; `false` when it is not in the state, or its text not of the
/// version, that was looked at.
pub fn apply_ruling(
    db: &mut Db,
    petition_id: i64,
    ruled: &Ruled,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    use petitions as p;
    let changed = diesel::update(p::table.find(petition_id))
        .filter(p::state.eq(ruled.from.code()))
        .filter(p::text_version.eq(ruled.text_version))
        .set((
            p::state.eq(ruled.to.code()),
            p::is_public.eq(ruled.is_public),
            p::petitioner_name.eq(&ruled.petitioner_name),
            p::opened_at.eq(moment(ruled.opened_at)),
            p::closes_at.eq(moment(ruled.closes_at)),
        ))
        .execute(db)?;
    if let (1, Some(listed_at)) = (changed, ruled.listed_at) {
        diesel::update(p::table.find(petition_id))
            .set(p::listed_at.eq(Moment::from(listed_at)))
            .execute(db)?;
    }
    settle(db, ModerationSubject::Petition(petition_id), None, at)?;
    Ok(changed == 1)
}
