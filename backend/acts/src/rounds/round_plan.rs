//! What somebody plans for a round, and its row.

use crate::errors::{ActError, ActResult};
use chrono::{DateTime, NaiveDate, Utc};
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::moderation::Holds;
use weerklank_domain::petitions::{Title, slugify};
use weerklank_domain::rounds::{Access, ModerationTime, Respondents};
use weerklank_store::Db;
use weerklank_store::rounds::{FormRecord, RoundTexts, procedures, slug_exists};

/// What is planned for a round. Anything but title, phase and procedure may still be missing.
#[derive(Debug, Clone)]
pub struct RoundPlan {
    /// The phase of the dossier.
    pub phase: PhaseKind,
    /// The code of the procedure; its version follows from the day of opening.
    pub procedure: String,
    /// The language of the texts.
    pub language: Language,
    /// The title.
    pub title: Title,
    /// What it is about (Markdown).
    pub intro: String,
    /// Who may respond by law; as the procedure says when `None`.
    pub respondents: Option<Respondents>,
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
    /// What people can do.
    pub forms: Vec<FormRecord>,
}

/// The row of a plan, under the version of its procedure that holds on the day of opening (while
/// that is unknown: today).
pub(super) fn texts_of(db: &mut Db, plan: &RoundPlan, now: DateTime<Utc>) -> ActResult<RoundTexts> {
    if plan
        .opens_at
        .zip(plan.closes_at)
        .is_some_and(|(opens, closes)| closes <= opens)
    {
        return Err(ActError::Unusable("it closes before it opens".to_owned()));
    }
    let day = day_of(plan.opens_at.unwrap_or(now));
    let (procedure_id, rules) = procedures::on_day(db, &plan.procedure, day)?
        .ok_or_else(|| ActError::Unusable(format!("no procedure {}", plan.procedure)))?;
    Ok(RoundTexts {
        phase: plan.phase,
        procedure_id,
        language: plan.language,
        title: plan.title.as_str().to_owned(),
        intro: plan.intro.clone(),
        respondents: plan.respondents.unwrap_or(rules.respondents),
        access: plan.access,
        moderation: plan.moderation,
        holds: plan.holds,
        opens_at: plan.opens_at,
        closes_at: plan.closes_at,
        laid_open_on: plan.laid_open_on,
        bulletin_url: plan.bulletin_url.clone(),
        answer_by: plan.answer_by,
    })
}

/// A name in addresses that no other round has.
pub(super) fn round_slug(db: &mut Db, title: &Title, number: i64) -> ActResult<String> {
    let wanted = slugify(title.as_str(), &format!("round-{number}"));
    let mut slug = wanted.clone();
    let mut count = 1;
    while slug_exists(db, &slug)? {
        count += 1;
        slug = format!("{wanted}-{count}");
    }
    Ok(slug)
}
