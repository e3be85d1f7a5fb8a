//! Planning a round and moving it on its way; every change only from the state that was looked at.

use crate::Db;
use crate::errors::StoreResult;
use crate::moderation::keep_holds_of_round;
use crate::moment::{Moment, moment};
use crate::schema::{round_extensions, round_forms, round_notices, rounds};
use crate::search::{self, Index};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::moderation::Holds;
use weerklank_domain::rounds::{
    Access, ExtensionCause, ModerationTime, Respondents, RoundState, RoundStep,
};
use weerklank_domain::search::tokens;

use super::FormRecord;

/// What the desk says about a round.
#[derive(Debug, Clone)]
pub struct RoundTexts {
    /// The phase of the dossier.
    pub phase: PhaseKind,
    /// The procedure's version, by its key.
    pub procedure_id: i64,
    /// The language of the texts.
    pub language: Language,
    /// The title.
    pub title: String,
    /// What it is about (Markdown).
    pub intro: String,
    /// Who may respond by law.
    pub respondents: Respondents,
    /// Who may take part.
    pub access: Access,
    /// When what people write is looked at.
    pub moderation: ModerationTime,
    /// What is read first, beside that.
    pub holds: Holds,
    /// When it opens.
    pub opens_at: Option<DateTime<Utc>>,
    /// When it closes.
    pub closes_at: Option<DateTime<Utc>>,
    /// The day on which papers are laid open.
    pub laid_open_on: Option<NaiveDate>,
    /// The official notice.
    pub bulletin_url: Option<String>,
    /// The day by which people have their answer.
    pub answer_by: Option<NaiveDate>,
}

/// A round to be added.
#[derive(Debug, Clone)]
pub struct NewRound<'a> {
    /// Its number.
    pub number: i64,
    /// Its name in addresses.
    pub slug: &'a str,
    /// The dossier.
    pub dossier_id: i64,
    /// `own`, or the system that it comes from.
    pub source: &'a str,
    /// Its key in that system.
    pub source_key: Option<&'a str>,
    /// What has to be said of the source.
    pub attribution: Option<&'a str>,
    /// Its texts.
    pub texts: &'a RoundTexts,
    /// When it is added.
    pub at: DateTime<Utc>,
}

macro_rules! texts {
    ($texts:expr) => {
        (
            rounds::phase.eq($texts.phase.code()),
            rounds::procedure_id.eq($texts.procedure_id),
            rounds::lang.eq($texts.language.code()),
            rounds::title.eq(&$texts.title),
            rounds::intro.eq(&$texts.intro),
            rounds::respondents.eq($texts.respondents.code()),
            rounds::access.eq($texts.access.code()),
            rounds::moderation.eq($texts.moderation.code()),
            rounds::opens_at.eq(moment($texts.opens_at)),
            rounds::closes_at.eq(moment($texts.closes_at)),
            rounds::laid_open_on.eq($texts.laid_open_on),
            rounds::bulletin_url.eq(&$texts.bulletin_url),
            rounds::answer_by.eq($texts.answer_by),
        )
    };
}

/// Adds a draft and answers its key.
///
/// # Errors
/// [`crate::StoreError::Taken`] when slug or source key are in use.
pub fn add(db: &mut Db, new: &NewRound) -> StoreResult<i64> {
    let id = diesel::insert_into(rounds::table)
        .values((
            rounds::number.eq(new.number),
            rounds::slug.eq(new.slug),
            rounds::dossier_id.eq(new.dossier_id),
            rounds::state.eq(RoundState::Draft.code()),
            rounds::source.eq(new.source),
            rounds::source_key.eq(new.source_key),
            rounds::attribution.eq(new.attribution),
            rounds::revision.eq(1),
            rounds::created_at.eq(Moment::from(new.at)),
            texts!(new.texts),
        ))
        .returning(rounds::id)
        .get_result(db)?;
    keep_holds_of_round(db, id, &new.texts.holds)?;
    reindex(db, id, new.texts)?;
    Ok(id)
}

/// Whether a slug is in use.
pub fn slug_exists(db: &mut Db, slug: &str) -> StoreResult<bool> {
    let found: Option<i64> = rounds::table
        .filter(rounds::slug.eq(slug))
        .select(rounds::id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// The next number of a round.
pub fn next_number(db: &mut Db) -> StoreResult<i64> {
    crate::counters::next(db, "round")
}

/// Changes a draft that is still what was read; `false` when it is not.
pub fn change(db: &mut Db, id: i64, revision: i32, texts: &RoundTexts) -> StoreResult<bool> {
    let changed = diesel::update(rounds::table.find(id))
        .filter(rounds::revision.eq(revision))
        .filter(rounds::state.eq(RoundState::Draft.code()))
        .set((rounds::revision.eq(rounds::revision + 1), texts!(texts)))
        .execute(db)?;
    if changed == 1 {
        keep_holds_of_round(db, id, &texts.holds)?;
        reindex(db, id, texts)?;
    }
    Ok(changed == 1)
}

/// Sets the version of the procedure that a draft is announced under.
pub fn set_procedure(db: &mut Db, id: i64, procedure_id: i64) -> StoreResult<()> {
    diesel::update(rounds::table.find(id))
        .filter(rounds::state.eq(RoundState::Draft.code()))
        .set(rounds::procedure_id.eq(procedure_id))
        .execute(db)?;
    Ok(())
}

fn reindex(db: &mut Db, id: i64, texts: &RoundTexts) -> StoreResult<()> {
    let mut words = tokens(&texts.title, texts.language);
    let intro = weerklank_domain::text::plain_text(&texts.intro);
    words.extend(tokens(&intro, texts.language));
    search::write(db, Index::Rounds, id, words)
}

/// Sets what people can do in a round.
pub fn set_forms(db: &mut Db, round_id: i64, forms: &[FormRecord]) -> StoreResult<()> {
    diesel::delete(round_forms::table.filter(round_forms::round_id.eq(round_id))).execute(db)?;
    for form in forms {
        diesel::insert_into(round_forms::table)
            .values((
                round_forms::round_id.eq(round_id),
                round_forms::form.eq(form.form.code()),
                round_forms::question.eq(&form.question),
                round_forms::takes_own.eq(form.takes_own),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Moves a round by one step of its way; `false` when it is not in the state that was looked at.
/// Cancelling has a reason of its own: [`cancel`].
pub fn step(
    db: &mut Db,
    id: i64,
    from: RoundState,
    to: RoundState,
    step: RoundStep,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let target = rounds::table
        .filter(rounds::id.eq(id))
        .filter(rounds::state.eq(from.code()));
    let at = moment(Some(at));
    let moved = (
        rounds::state.eq(to.code()),
        rounds::revision.eq(rounds::revision + 1),
    );
    let changed = match step {
        RoundStep::Announce => diesel::update(target)
            .set((moved, rounds::announced_at.eq(at)))
            .execute(db)?,
        RoundStep::Open => diesel::update(target)
            .set((moved, rounds::opened_at.eq(at)))
            .execute(db)?,
        RoundStep::Close => diesel::update(target)
            .set((moved, rounds::closed_at.eq(at)))
            .execute(db)?,
        RoundStep::BeginAnswering => diesel::update(target)
            .set((moved, rounds::answering_at.eq(at)))
            .execute(db)?,
        RoundStep::Conclude => diesel::update(target)
            .set((moved, rounds::answered_at.eq(at)))
            .execute(db)?,
        RoundStep::Cancel => 0,
    };
    Ok(changed == 1)
}

/// Stops a round for a public reason; `false` when it is not in the state that was looked at.
pub fn cancel(
    db: &mut Db,
    id: i64,
    from: RoundState,
    reason: &str,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let changed = diesel::update(rounds::table.find(id))
        .filter(rounds::state.eq(from.code()))
        .set((
            rounds::state.eq(RoundState::Cancelled.code()),
            rounds::cancelled_at.eq(moment(Some(at))),
            rounds::cancel_reason.eq(reason),
            rounds::revision.eq(rounds::revision + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// How a round is made longer.
#[derive(Debug, Clone)]
pub struct NewExtension<'a> {
    /// The closing that was looked at.
    pub from: DateTime<Utc>,
    /// The new one.
    pub to: DateTime<Utc>,
    /// Why, as a code.
    pub cause: ExtensionCause,
    /// Why, in words.
    pub reason: &'a str,
    /// Who.
    pub staff_id: i64,
    /// When.
    pub at: DateTime<Utc>,
}

/// Makes a round longer, and answers the key of the extension; `None` when its closing is not what was
/// looked at, or it does not run.
pub fn extend(db: &mut Db, id: i64, new: &NewExtension) -> StoreResult<Option<i64>> {
    let changed = diesel::update(rounds::table.find(id))
        .filter(rounds::closes_at.eq(moment(Some(new.from))))
        .filter(rounds::state.eq_any([RoundState::Announced.code(), RoundState::Open.code()]))
        .set((
            rounds::closes_at.eq(moment(Some(new.to))),
            rounds::revision.eq(rounds::revision + 1),
        ))
        .execute(db)?;
    if changed == 0 {
        return Ok(None);
    }
    use round_extensions as e;
    let extension = diesel::insert_into(e::table)
        .values((
            e::round_id.eq(id),
            e::from_closes_at.eq(Moment::from(new.from)),
            e::to_closes_at.eq(Moment::from(new.to)),
            e::cause.eq(new.cause.code()),
            e::reason.eq(new.reason),
            e::staff_id.eq(new.staff_id),
            e::at.eq(Moment::from(new.at)),
        ))
        .returning(e::id)
        .get_result(db)?;
    Ok(Some(extension))
}

/// Tells visitors of a round something; answers the key of the notice.
pub fn add_notice(
    db: &mut Db,
    round_id: i64,
    kind: &str,
    text: &str,
    staff_id: Option<i64>,
    at: DateTime<Utc>,
) -> StoreResult<i64> {
    use round_notices as n;
    Ok(diesel::insert_into(n::table)
        .values((
            n::round_id.eq(round_id),
            n::kind.eq(kind),
            n::text.eq(text),
            n::staff_id.eq(staff_id),
            n::at.eq(Moment::from(at)),
        ))
        .returning(n::id)
        .get_result(db)?)
}

/// The keys of the rounds of a phase that everybody sees and that are not over.
pub fn under_way(db: &mut Db, dossier_id: i64, phase: PhaseKind) -> StoreResult<Vec<i64>> {
    let states = [
        RoundState::Announced,
        RoundState::Open,
        RoundState::Closed,
        RoundState::Answering,
    ];
    Ok(rounds::table
        .filter(rounds::dossier_id.eq(dossier_id))
        .filter(rounds::phase.eq(phase.code()))
        .filter(rounds::state.eq_any(states.map(RoundState::code)))
        .order(rounds::id)
        .select(rounds::id)
        .load(db)?)
}
