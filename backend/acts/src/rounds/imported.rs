//! The dossier and the round that what is imported belongs to: found by their names, made when they
//! are missing.

use super::enter_round::{EntryRound, RoundWay, enter_round_as};
use super::odd::Odd;
use super::round_plan::RoundPlan;
use crate::dossiers::{EntryDossier, EntryMove, EntryPhase, enter};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::dossiers::{PhaseKind, Scope};
use weerklank_domain::petitions::{Title, is_slug};
use weerklank_domain::rounds::{
    Access, ModerationTime, Procedure, ProcedureRules, Respondents, RoundState,
};
use weerklank_store::dossiers::{PhaseText, find as find_dossier};
use weerklank_store::rounds::{FormRecord, RoundRecord, find, procedures};
use weerklank_store::site;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Inputs that are new.
    pub inputs: usize,
    /// Votes that are new, or changed.
    pub votes: usize,
    /// Replies that are new.
    pub replies: usize,
    /// What was there already.
    pub unchanged: usize,
    /// What was odd, a sentence each.
    pub odd: Vec<String>,
}

impl ImportReport {
    /// A report that begins with the inputs: so many of all are new.
    pub(super) fn of_inputs(odd: &[Odd], all: usize, new: usize) -> Self {
        Self {
            inputs: new,
            unchanged: all - new,
            odd: odd.iter().map(ToString::to_string).collect(),
            ..Self::default()
        }
    }
}

/// The first of some moments, and the first one after the last; `now` where there are none.
pub(super) fn held(
    moments: impl Iterator<Item = DateTime<Utc>> + Clone,
    now: DateTime<Utc>,
) -> (DateTime<Utc>, DateTime<Utc>) {
    let first = moments.clone().min().unwrap_or(now);
    let last = moments.max().unwrap_or(first);
    (first, last + TimeDelta::seconds(1))
}

/// What is imported, as far as dossier and round need to know.
pub(super) struct Origin<'a> {
    /// The system.
    pub(super) source: &'a str,
    /// What has to be said of it.
    pub(super) attribution: &'a str,
    /// The language of the texts.
    pub(super) language: Language,
    /// What it was about.
    pub(super) title: &'a str,
    /// What people were told (Markdown).
    pub(super) intro: &'a str,
    /// The first contribution, and the first moment after the last one.
    pub(super) held: (DateTime<Utc>, DateTime<Utc>),
    /// What people could do.
    pub(super) forms: Vec<FormRecord>,
}

/// Refuses a name that cannot stand in an address.
pub(super) fn named(slug: &str) -> ActResult<&str> {
    if is_slug(slug) {
        Ok(slug)
    } else {
        Err(ActError::Unusable(format!(
            "`{slug}` cannot stand in an address: small letters, digits and dashes only"
        )))
    }
}

/// The key of a dossier; a public one of the authority is made when there is none of this name.
pub(super) fn dossier(house: &House, slug: &str, origin: &Origin) -> ActResult<i64> {
    let found = house
        .store
        .read(|db| Ok::<_, ActError>(find_dossier(db, slug)?))?;
    if let Some(dossier) = found {
        return Ok(dossier.id);
    }
    let authority = house
        .store
        .read(|db| Ok::<_, ActError>(site::authority(db)?))?
        .ok_or_else(|| {
            ActError::Unusable(
                "there is no authority yet: add it with `weerklank body add`".to_owned(),
            )
        })?;
    let (begun, _) = origin.held;
    let title = titled(origin.title)?;
    let entry = EntryDossier {
        slug: Some(slug.to_owned()),
        summary: origin.intro.to_owned(),
        attribution: Some(origin.attribution.to_owned()),
        phases: vec![EntryPhase {
            kind: PhaseKind::AgendaSetting,
            text: PhaseText {
                scope: told_elsewhere(origin.source),
                ..PhaseText::default()
            },
        }],
        moves: vec![EntryMove {
            to: Some(PhaseKind::AgendaSetting),
            reason: None,
            at: begun,
        }],
        ..EntryDossier::draft(
            title,
            &authority.slug,
            origin.language,
            origin.source,
            begun,
        )
    };
    Ok(enter(house, &entry)?.id())
}

/// What is said of the scope of something that was held elsewhere: where to look for it.
fn told_elsewhere(source: &str) -> Scope {
    let there = format!("[{source}]");
    Scope {
        decided: there.clone(),
        decided_by: there.clone(),
        changeable: there.clone(),
        fixed: there.clone(),
        how: there.clone(),
        moment: there.clone(),
        afterwards: there,
    }
}

fn titled(text: &str) -> ActResult<Title> {
    Title::shortened(text)
        .ok_or_else(|| ActError::Unusable("what is imported has no title".to_owned()))
}

/// The round of a name: public and closed; made in a dossier when there is none.
pub(super) fn round(
    house: &House,
    slug: &str,
    dossier_slug: &str,
    origin: &Origin,
) -> ActResult<RoundRecord> {
    let found = house.store.read(|db| Ok::<_, ActError>(find(db, slug)?))?;
    if let Some(round) = found {
        return Ok(round);
    }
    let dossier_id = dossier(house, dossier_slug, origin)?;
    let (opens_at, closes_at) = origin.held;
    let plan = RoundPlan {
        phase: PhaseKind::AgendaSetting,
        procedure: "informal".to_owned(),
        language: origin.language,
        title: titled(origin.title)?,
        intro: origin.intro.to_owned(),
        respondents: Some(Respondents::Everyone),
        access: Access::Email,
        moderation: ModerationTime::After,
        holds: weerklank_domain::moderation::Holds::default(),
        opens_at: Some(opens_at),
        closes_at: Some(closes_at),
        laid_open_on: None,
        bulletin_url: None,
        answer_by: None,
        forms: origin.forms.clone(),
    };
    house.store.write(|db| {
        if procedures::on_day(db, &plan.procedure, opens_at.date_naive())?.is_none() {
            procedures::add(db, &held_elsewhere(origin.source, opens_at))?;
        }
        Ok::<_, ActError>(())
    })?;
    let entry = EntryRound {
        slug: Some(slug),
        dossier_id,
        source: origin.source,
        source_key: None,
        attribution: Some(origin.attribution),
        plan: &plan,
        planned_at: opens_at,
    };
    let way = RoundWay {
        announced_at: opens_at,
        answering_at: closes_at,
        answered_at: closes_at,
        cancelled_at: closes_at,
        cancel_reason: "",
    };
    enter_round_as(house, &entry, RoundState::Closed, &way)?.ok_or(ActError::Missing)
}

/// The procedure of what was held elsewhere, for an installation whose rules were never loaded.
fn held_elsewhere(source: &str, at: DateTime<Utc>) -> Procedure {
    Procedure {
        code: "informal".to_owned(),
        version: 1,
        valid_from: at.date_naive(),
        rules: ProcedureRules {
            minimum: None,
            needs_bulletin_url: false,
            needs_documents: false,
            respondents: Respondents::Everyone,
            post_grace_days: 0,
            answer_term_days: None,
            equated_days: Vec::new(),
            source: source.to_owned(),
            source_url: None,
        },
    }
}
