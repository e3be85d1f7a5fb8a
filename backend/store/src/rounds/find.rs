//! One round, with everything that decides what it takes and from whom.

use super::procedures;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moderation::quiet_hours;
use crate::moment::{Moment, utc};
use crate::schema::{
    bodies, dossiers, holds, procedures as p, round_extensions, round_forms, round_notices, rounds,
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::dossiers::{DossierState, PhaseKind};
use weerklank_domain::moderation::Holds;
use weerklank_domain::rounds::{
    Access, ExtensionCause, InputForm, ModerationTime, ProcedureRules, Respondents, RoundState,
    RoundWindow,
};

/// A round.
#[derive(Debug, Clone)]
pub struct RoundRecord {
    /// Its key.
    pub id: i64,
    /// Its number for people: the 12 of R12-0043.
    pub number: i64,
    /// Its name in addresses.
    pub slug: String,
    /// The dossier's key, name in addresses, reference and title.
    pub dossier: (i64, String, String, String),
    /// The language of the dossier's texts: its title, and the scope of its phases.
    pub dossier_language: Language,
    /// How far the dossier is.
    pub dossier_state: DossierState,
    /// The body's key, name in addresses, Dutch name and English name.
    pub body: (i64, String, String, String),
    /// The phase of the dossier that it belongs to.
    pub phase: PhaseKind,
    /// The phase that the dossier is in.
    pub present_phase: Option<PhaseKind>,
    /// The procedure's code and version.
    pub procedure: (String, i32),
    /// What the procedure asks.
    pub rules: ProcedureRules,
    /// The language of its texts.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// What it is about (Markdown).
    pub intro: String,
    /// Where it is on its way, as the scheduler left it; [`RoundWindow::shown_state`] says what holds.
    pub state: RoundState,
    /// Who may respond by law.
    pub respondents: Respondents,
    /// Who may take part.
    pub access: Access,
    /// When what people write is looked at.
    pub moderation: ModerationTime,
    /// What is read first, beside that.
    pub holds: Holds,
    /// The first moment at which it takes input.
    pub opens_at: Option<DateTime<Utc>>,
    /// The first moment at which input is late.
    pub closes_at: Option<DateTime<Utc>>,
    /// The day on which papers are laid open.
    pub laid_open_on: Option<NaiveDate>,
    /// The official notice.
    pub bulletin_url: Option<String>,
    /// The day by which people have their answer.
    pub answer_by: Option<NaiveDate>,
    /// When it was announced.
    pub announced_at: Option<DateTime<Utc>>,
    /// When every input had its answer.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was stopped, and why.
    pub cancelled: Option<(DateTime<Utc>, String)>,
    /// Where it comes from: `own`, or the system that it was imported from.
    pub source: String,
    /// What has to be said of the source.
    pub attribution: Option<String>,
    /// How often it was changed.
    pub revision: i32,
    /// What people can do in it.
    pub forms: Vec<FormRecord>,
}

/// One form of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRecord {
    /// Which.
    pub form: InputForm,
    /// What people are asked.
    pub question: String,
    /// Whether people may add statements of their own.
    pub takes_own: bool,
}

impl RoundRecord {
    /// The times that decide what it takes.
    #[must_use]
    pub fn window(&self) -> RoundWindow {
        RoundWindow {
            state: self.state,
            opens_at: self.opens_at,
            closes_at: self.closes_at,
        }
    }

    /// Whether everybody may see it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.state.is_public() && self.dossier_state.is_public()
    }

    /// The name of its body in a language.
    #[must_use]
    pub fn body_name(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.body.2,
            Language::En => &self.body.3,
        }
    }

    /// A form, where the round has it.
    #[must_use]
    pub fn form(&self, form: InputForm) -> Option<&FormRecord> {
        self.forms.iter().find(|had| had.form == form)
    }

    /// Whether it runs elsewhere, or ran there: nobody can take part here.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        self.source != "own"
    }
}

#[derive(Queryable)]
struct Row {
    id: i64,
    number: i64,
    slug: String,
    dossier: (i64, String, String, String),
    dossier_facts: (String, Option<String>, String),
    body: (i64, String, String, String),
    phase: String,
    procedure: (i64, String, i32, String),
    lang: String,
    title: String,
    intro: String,
    state: String,
    respondents: String,
    access: String,
    moderation: String,
    holds: (Option<bool>, Option<i32>, Option<i32>),
    times: (Option<Moment>, Option<Moment>),
    laid_open_on: Option<NaiveDate>,
    bulletin_url: Option<String>,
    answer_by: Option<NaiveDate>,
    announced_at: Option<Moment>,
    answered_at: Option<Moment>,
    cancelled: (Option<Moment>, Option<String>),
    source: String,
    attribution: Option<String>,
    revision: i32,
}

/// The one round that a condition finds. A macro, because the type of the joined query has no name
/// that could be written down.
macro_rules! the_one {
    ($db:expr, $condition:expr) => {{
        let row: Option<Row> = rounds::table
            .inner_join(dossiers::table.inner_join(bodies::table))
            .inner_join(p::table)
            .left_join(holds::table)
            .filter($condition)
            .select((
                rounds::id,
                rounds::number,
                rounds::slug,
                (
                    dossiers::id,
                    dossiers::slug,
                    dossiers::reference,
                    dossiers::title,
                ),
                (dossiers::state, dossiers::phase, dossiers::lang),
                (bodies::id, bodies::slug, bodies::name_nl, bodies::name_en),
                rounds::phase,
                (p::id, p::code, p::version, p::rules),
                rounds::lang,
                rounds::title,
                rounds::intro,
                rounds::state,
                rounds::respondents,
                rounds::access,
                rounds::moderation,
                (
                    holds::is_first.nullable(),
                    holds::quiet_from.nullable(),
                    holds::quiet_until.nullable(),
                ),
                (rounds::opens_at, rounds::closes_at),
                rounds::laid_open_on,
                rounds::bulletin_url,
                rounds::answer_by,
                rounds::announced_at,
                rounds::answered_at,
                (rounds::cancelled_at, rounds::cancel_reason),
                rounds::source,
                rounds::attribution,
                rounds::revision,
            ))
            .get_result($db)
            .optional()?;
        match row {
            Some(row) => {
                let forms = forms($db, row.id)?;
                Ok(Some(record(row, forms)?))
            }
            None => Ok(None),
        }
    }};
}

/// The round of a slug, whatever its state.
pub fn find(db: &mut Db, slug: &str) -> StoreResult<Option<RoundRecord>> {
    the_one!(db, rounds::slug.eq(slug))
}

/// The round of a key.
pub fn find_by_id(db: &mut Db, id: i64) -> StoreResult<Option<RoundRecord>> {
    the_one!(db, rounds::id.eq(id))
}

/// The round of a number.
pub fn find_by_number(db: &mut Db, number: i64) -> StoreResult<Option<RoundRecord>> {
    the_one!(db, rounds::number.eq(number))
}

/// The key of a round that was imported.
pub fn id_of_source(db: &mut Db, source_key: &str) -> StoreResult<Option<i64>> {
    Ok(rounds::table
        .filter(rounds::source_key.eq(source_key))
        .select(rounds::id)
        .first(db)
        .optional()?)
}

fn record(row: Row, forms: Vec<FormRecord>) -> StoreResult<RoundRecord> {
    let corrupt = || StoreError::corrupt("rounds", &row.id);
    let present_phase = match &row.dossier_facts.1 {
        Some(code) => Some(PhaseKind::from_code(code).ok_or_else(corrupt)?),
        None => None,
    };
    let moderation = ModerationTime::from_code(&row.moderation).ok_or_else(corrupt)?;
    let (is_first, from, until) = row.holds;
    Ok(RoundRecord {
        holds: Holds {
            is_before: moderation == ModerationTime::Before,
            is_first: is_first.unwrap_or_default(),
            quiet: quiet_hours(from, until)?,
        },
        moderation,
        dossier_language: Language::from_tag(&row.dossier_facts.2).ok_or_else(corrupt)?,
        dossier_state: DossierState::from_code(&row.dossier_facts.0).ok_or_else(corrupt)?,
        phase: PhaseKind::from_code(&row.phase).ok_or_else(corrupt)?,
        present_phase,
        rules: procedures::rules(row.procedure.0, &row.procedure.3)?,
        language: Language::from_tag(&row.lang).ok_or_else(corrupt)?,
        state: RoundState::from_code(&row.state).ok_or_else(corrupt)?,
        respondents: Respondents::from_code(&row.respondents).ok_or_else(corrupt)?,
        access: Access::from_code(&row.access).ok_or_else(corrupt)?,
        opens_at: utc(row.times.0),
        closes_at: utc(row.times.1),
        announced_at: utc(row.announced_at),
        answered_at: utc(row.answered_at),
        cancelled: utc(row.cancelled.0).zip(row.cancelled.1),
        id: row.id,
        number: row.number,
        slug: row.slug,
        dossier: row.dossier,
        body: row.body,
        procedure: (row.procedure.1, row.procedure.2),
        title: row.title,
        intro: row.intro,
        laid_open_on: row.laid_open_on,
        bulletin_url: row.bulletin_url,
        answer_by: row.answer_by,
        source: row.source,
        attribution: row.attribution,
        revision: row.revision,
        forms,
    })
}

fn forms(db: &mut Db, round_id: i64) -> StoreResult<Vec<FormRecord>> {
    let rows: Vec<(String, String, bool)> = round_forms::table
        .filter(round_forms::round_id.eq(round_id))
        .select((
            round_forms::form,
            round_forms::question,
            round_forms::takes_own,
        ))
        .load(db)?;
    let mut forms = rows
        .into_iter()
        .map(|(form, question, takes_own)| {
            Ok(FormRecord {
                form: InputForm::from_code(&form)
                    .ok_or_else(|| StoreError::corrupt("round_forms", &round_id))?,
                question,
                takes_own,
            })
        })
        .collect::<StoreResult<Vec<_>>>()?;
    forms.sort_by_key(|form| InputForm::ALL.iter().position(|one| *one == form.form));
    Ok(forms)
}

/// How a round was made longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionRecord {
    /// The closing before.
    pub from: DateTime<Utc>,
    /// The closing after.
    pub to: DateTime<Utc>,
    /// Why, as a code.
    pub cause: ExtensionCause,
    /// Why, in words.
    pub reason: String,
    /// When it was decided.
    pub at: DateTime<Utc>,
}

/// Every extension of a round, the first one first.
pub fn extensions(db: &mut Db, round_id: i64) -> StoreResult<Vec<ExtensionRecord>> {
    use round_extensions as e;
    let rows: Vec<(Moment, Moment, String, String, Moment)> = e::table
        .filter(e::round_id.eq(round_id))
        .order(e::id)
        .select((
            e::from_closes_at,
            e::to_closes_at,
            e::cause,
            e::reason,
            e::at,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(from, to, cause, reason, at)| {
            Ok(ExtensionRecord {
                from: from.into(),
                to: to.into(),
                cause: ExtensionCause::from_code(&cause)
                    .ok_or_else(|| StoreError::corrupt("round_extensions", &round_id))?,
                reason,
                at: at.into(),
            })
        })
        .collect()
}

/// What visitors of a round have to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRecord {
    /// `outage`, `papers` or `note`.
    pub kind: String,
    /// What (Markdown).
    pub text: String,
    /// When it was told.
    pub at: DateTime<Utc>,
}

/// The notices of a round, the newest first.
pub fn notices(db: &mut Db, round_id: i64) -> StoreResult<Vec<NoticeRecord>> {
    use round_notices as n;
    let rows: Vec<(String, String, Moment)> = n::table
        .filter(n::round_id.eq(round_id))
        .order(n::id.desc())
        .select((n::kind, n::text, n::at))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(kind, text, at)| NoticeRecord {
            kind,
            text,
            at: at.into(),
        })
        .collect())
}
