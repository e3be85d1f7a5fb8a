//! What a thread hangs on: where it is, whose it is, and whether it takes replies.

use crate::errors::{ActError, ActResult};
use crate::people::{Actor, Subject, audit};
use chrono::{DateTime, Utc};
use weerklank_domain::Language;
use weerklank_domain::dossiers::DossierState;
use weerklank_domain::inputs::ModerationState;
use weerklank_domain::moderation::Holds;
use weerklank_domain::people::AuditAct;
use weerklank_domain::petitions::Visibility;
use weerklank_domain::replies::ThreadName;
use weerklank_domain::rounds::{ModerationTime, RoundState};
use weerklank_store::dossiers::{
    DossierRecord, find as dossier_of_slug, find_by_id as dossier_by_id,
    find_by_reference as dossier_of_reference,
};
use weerklank_store::inputs::{InputRecord, find as input_of_number, find_by_id as input_by_id};
use weerklank_store::moderation::{LimitRecord, ModerationSubject, limits_of};
use weerklank_store::petitions::{
    PetitionRecord, find as petition_of_slug, find_by_id as petition_by_id, id_of_reference,
};
use weerklank_store::replies::ThreadSubject;
use weerklank_store::rounds::{
    RoundRecord, find as round_of_slug, find_by_id as round_by_id,
    find_by_number as round_by_number,
};
use weerklank_store::{Db, StoreResult};

/// What a thread hangs on.
#[derive(Debug, Clone)]
pub struct ThreadPlace {
    /// Its kind and key.
    pub subject: ThreadSubject,
    /// The round of an input.
    pub round_id: Option<i64>,
    /// The body that it belongs to.
    pub body_id: i64,
    /// Its number or reference, as people know it: R12-0043, P26-0001, D26-0001.
    pub name: String,
    /// The title of the round, petition or dossier.
    pub title: String,
    /// The language of that title.
    pub language: Language,
    /// Its page.
    pub url: String,
    /// The address of its desk page, without what follows.
    pub desk_url: String,
    /// When replies are looked at, in a thread that begins now.
    pub moderation: ModerationTime,
    /// What is read first in the round of an input; of other threads their body says that.
    pub holds: Option<Holds>,
    /// Whether everybody may read it.
    pub is_readable: bool,
    /// Whether it takes replies.
    pub takes_replies: bool,
    /// Whether moderation limits an input.
    is_limited: bool,
}

impl ThreadPlace {
    /// The address of its thread.
    #[must_use]
    pub fn replies_url(&self) -> String {
        format!("{}/replies", self.url)
    }

    /// What moderation limits of it, so that a limit may close its thread.
    ///
    /// # Errors
    /// What the store says.
    pub fn limits(&self, db: &mut Db) -> StoreResult<Vec<LimitRecord>> {
        match self.subject {
            ThreadSubject::Input(id) if self.is_limited => {
                limits_of(db, ModerationSubject::Input(id))
            }
            ThreadSubject::Petition(id) => limits_of(db, ModerationSubject::Petition(id)),
            ThreadSubject::Input(_) | ThreadSubject::Dossier(_) => Ok(Vec::new()),
        }
    }

    /// An input of a round, at a moment.
    #[must_use]
    pub fn of_input(round: &RoundRecord, input: &InputRecord, now: DateTime<Utc>) -> Self {
        let is_readable = round.is_public() && input.is_readable();
        let is_on = !matches!(
            round.window().shown_state(now),
            RoundState::Draft | RoundState::Announced | RoundState::Cancelled
        );
        Self {
            subject: ThreadSubject::Input(input.id),
            round_id: Some(round.id),
            body_id: round.body.0,
            name: input.number.to_string(),
            title: round.title.clone(),
            language: round.language,
            url: format!("/rounds/{}/inputs/{}", round.slug, input.number.number),
            desk_url: format!(
                "/desk/rounds/{}/inputs/{}",
                round.number, input.number.number
            ),
            moderation: round.moderation,
            holds: Some(round.holds),
            is_readable,
            takes_replies: is_readable && is_on && !round.is_elsewhere(),
            is_limited: input.standing.moderation == ModerationState::Limited,
        }
    }

    /// A petition.
    #[must_use]
    pub fn of_petition(petition: &PetitionRecord) -> Self {
        Self {
            subject: ThreadSubject::Petition(petition.id),
            round_id: None,
            body_id: petition.body_id,
            name: petition.reference.clone(),
            title: petition.title.clone(),
            language: petition.language,
            url: format!("/petitions/{}", petition.slug),
            desk_url: format!("/desk/petitions/{}", petition.reference),
            moderation: ModerationTime::After,
            holds: None,
            is_readable: petition.visibility() == Visibility::Public,
            takes_replies: petition.visibility() == Visibility::Public,
            is_limited: false,
        }
    }

    /// A dossier.
    #[must_use]
    pub fn of_dossier(dossier: &DossierRecord) -> Self {
        Self {
            subject: ThreadSubject::Dossier(dossier.id),
            round_id: None,
            body_id: dossier.body_id,
            name: dossier.reference.clone(),
            title: dossier.title.clone(),
            language: dossier.language,
            url: format!("/dossiers/{}", dossier.slug),
            desk_url: format!("/desk/dossiers/{}", dossier.reference),
            moderation: ModerationTime::After,
            holds: None,
            is_readable: dossier.state.is_public(),
            takes_replies: dossier.state == DossierState::Public,
            is_limited: false,
        }
    }

    /// Adds the entry of an act on a reply below it.
    pub(super) fn audit(
        &self,
        db: &mut Db,
        actor: &Actor,
        act: AuditAct,
        (number, detail): (i64, &str),
        at: DateTime<Utc>,
    ) -> StoreResult<()> {
        let name = format!("{} #{number}", self.name);
        let subject = Subject {
            kind: "reply",
            name: &name,
            body_id: Some(self.body_id),
        };
        audit(db, actor, act, subject, detail, at)
    }
}

/// What a thread hangs on now, whether or not everybody may read it.
///
/// # Errors
/// [`ActError::Missing`], or what the store says.
pub fn thread_place(
    db: &mut Db,
    subject: ThreadSubject,
    now: DateTime<Utc>,
) -> ActResult<ThreadPlace> {
    Ok(match subject {
        ThreadSubject::Input(id) => {
            let input = input_by_id(db, id)?.ok_or(ActError::Missing)?;
            let round = round_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
            ThreadPlace::of_input(&round, &input, now)
        }
        ThreadSubject::Petition(id) => {
            ThreadPlace::of_petition(&petition_by_id(db, id)?.ok_or(ActError::Missing)?)
        }
        ThreadSubject::Dossier(id) => {
            ThreadPlace::of_dossier(&dossier_by_id(db, id)?.ok_or(ActError::Missing)?)
        }
    })
}

/// What people name, whether or not everybody may read it; `None` where there is no such thing.
///
/// # Errors
/// What the store says.
pub fn thread_named(
    db: &mut Db,
    name: &ThreadName,
    now: DateTime<Utc>,
) -> ActResult<Option<ThreadPlace>> {
    let round = match name {
        ThreadName::Input(number) => round_by_number(db, number.round)?.zip(Some(number.number)),
        ThreadName::InputAt(slug, number) => round_of_slug(db, slug)?.zip(Some(*number)),
        ThreadName::Petition(reference) => {
            return match id_of_reference(db, reference)? {
                Some(id) => thread_place(db, ThreadSubject::Petition(id), now).map(Some),
                None => Ok(None),
            };
        }
        ThreadName::PetitionAt(slug) => {
            return Ok(petition_of_slug(db, slug)?
                .as_ref()
                .map(ThreadPlace::of_petition));
        }
        ThreadName::Dossier(reference) => {
            return Ok(dossier_of_reference(db, reference)?
                .as_ref()
                .map(ThreadPlace::of_dossier));
        }
        ThreadName::DossierAt(slug) => {
            return Ok(dossier_of_slug(db, slug)?
                .as_ref()
                .map(ThreadPlace::of_dossier));
        }
    };
    let Some((round, number)) = round else {
        return Ok(None);
    };
    let input = input_of_number(db, round.id, number)?;
    Ok(input.map(|input| ThreadPlace::of_input(&round, &input, now)))
}
