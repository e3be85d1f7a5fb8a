//! The petitioner answers one question of writing; it is kept at once.

use super::person::{PetitionerPage, fresh};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::{nonce, token};
use chrono::NaiveDate;
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::{EmailAddress, PersonName};
use weerklank_domain::petitions::{
    Passage, PetitionState, Step, Title, WriteStep, WrongStep, closing_of,
};
use weerklank_store::people::{Keyed, Seal, hash_of_token};
use weerklank_store::petitions::{
    Access, DraftChange, PetitionerChange, change_draft, prove_petitioner, reindex_petition,
    set_answered, set_petitioner,
};
use weerklank_store::{Db, areas, instruments, site};

/// The answer to one question.
#[derive(Debug, Clone)]
pub enum Answer {
    /// The title.
    Title(Title),
    /// What the petitioner observes.
    Observation(Passage),
    /// What is asked.
    Request(Passage),
    /// Why.
    Explanation(Passage),
    /// The slug of the body.
    Body(String),
    /// The code of the area; `None` for the whole authority.
    Area(Option<String>),
    /// The code of the instrument.
    Instrument(String),
    /// The last day of signing.
    Closing(NaiveDate),
    /// Who asks.
    Petitioner {
        /// The name.
        name: PersonName,
        /// The address.
        email: EmailAddress,
        /// Whether the name may be public.
        show_name: bool,
        /// The language in which the petitioner writes.
        language: Language,
    },
}

impl Answer {
    /// The question that it answers.
    #[must_use]
    pub fn step(&self) -> WriteStep {
        match self {
            Self::Title(_) => WriteStep::Title,
            Self::Observation(_) => WriteStep::Observation,
            Self::Request(_) => WriteStep::Request,
            Self::Explanation(_) => WriteStep::Explanation,
            Self::Body(_) => WriteStep::Body,
            Self::Area(_) => WriteStep::Area,
            Self::Instrument(_) => WriteStep::Instrument,
            Self::Closing(_) => WriteStep::Closing,
            Self::Petitioner { .. } => WriteStep::Petitioner,
        }
    }
}

/// Whether a question can be answered in a state: everything while it is written, the text when a
/// revision was asked.
#[must_use]
pub fn may_answer(state: PetitionState, step: WriteStep) -> bool {
    match state {
        PetitionState::Draft => true,
        PetitionState::RevisionRequested => step.is_text(),
        PetitionState::Gathering
        | PetitionState::Submitted
        | PetitionState::Refused
        | PetitionState::Forwarded
        | PetitionState::Open
        | PetitionState::Closed
        | PetitionState::HandedOver
        | PetitionState::Answered
        | PetitionState::Withdrawn
        | PetitionState::Joined
        | PetitionState::TakenDown => false,
    }
}

/// Keeps an answer.
///
/// # Errors
/// [`ActError::WrongStep`] when the petition is not being written or revised any more,
/// [`ActError::Closing`] for a day outside the limits of its rules, [`ActError::Missing`] for a body,
/// area or instrument that is not there, or what the store says.
pub fn save_answer(house: &House, page: &PetitionerPage, answer: &Answer) -> ActResult<()> {
    let now = house.clock.now();
    let id = page.petition.id;
    house.store.write(|db| {
        let (petition, petitioner, person) = fresh(db, &house.vault, id, now)?;
        let refused = WrongStep {
            from: petition.state,
            step: Step::Submit,
        };
        if !may_answer(petition.state, answer.step()) {
            return Err(refused.into());
        }
        if page.access == Access::Mail {
            prove_petitioner(db, id)?;
        }
        let change = match answer {
            Answer::Title(title) => DraftChange::Title(title.as_str().to_owned()),
            Answer::Observation(text) => DraftChange::Observation(text.as_str().to_owned()),
            Answer::Request(text) => DraftChange::Request(text.as_str().to_owned()),
            Answer::Explanation(text) => DraftChange::Explanation(text.as_str().to_owned()),
            Answer::Body(slug) => DraftChange::Body(addressee(db, slug)?),
            Answer::Area(code) => DraftChange::Area(area(db, code.as_deref())?),
            Answer::Instrument(code) => {
                let found = instruments::on_day(db, code, day_of(now))?;
                let (key, rules) = found.ok_or(ActError::Missing)?;
                if !rules.can_be_filed() {
                    return Err(ActError::Missing);
                }
                DraftChange::Instrument(key)
            }
            Answer::Closing(day) => DraftChange::Closing(closing_of(*day, &petition.rules, now)?),
            Answer::Petitioner {
                name,
                email,
                show_name,
                language,
            } => {
                let is_same = email.as_str() == person.email;
                let mail_token = if is_same && !person.mail_token.is_empty() {
                    person.mail_token.clone()
                } else {
                    token(house.random.as_ref())
                };
                let mut told = person;
                name.as_str().clone_into(&mut told.name);
                email.as_str().clone_into(&mut told.email);
                told.mail_token.clone_from(&mail_token);
                let change = PetitionerChange {
                    sealed: house.vault.seal(
                        Seal::Petitioner(id),
                        &told.to_json(),
                        nonce(house.random.as_ref()),
                    ),
                    mail_hash: hash_of_token(&mail_token),
                    mailbox_key: house
                        .vault
                        .hash(Keyed::Mailbox(id), email.canonical().as_str()),
                    is_proven: is_same && (petitioner.is_proven || page.access == Access::Mail),
                    show_name: *show_name,
                    language: *language,
                };
                set_petitioner(db, id, &change, now)?;
                let answered = with(&petitioner.answered, WriteStep::Petitioner);
                set_answered(db, id, &answered, now)?;
                return Ok(());
            }
        };
        if !change_draft(db, id, petition.state, &change)? {
            return Err(refused.into());
        }
        if answer.step().is_text() {
            reindex_petition(db, id)?;
        }
        let mut answered = with(&petitioner.answered, answer.step());
        if answer.step() == WriteStep::Instrument {
            // Other rules have other limits: the closing day is asked again.
            let is_within = petition.closes_at.is_none_or(|closes| {
                let day = weerklank_domain::calendar::last_day_before(closes);
                weerklank_store::petitions::find_by_id(db, id)
                    .ok()
                    .flatten()
                    .is_some_and(|changed| closing_of(day, &changed.rules, now).is_ok())
            });
            if !is_within {
                answered.retain(|step| *step != WriteStep::Closing);
            }
        }
        Ok(set_answered(db, id, &answered, now)?)
    })
}

fn with(answered: &[WriteStep], step: WriteStep) -> Vec<WriteStep> {
    WriteStep::ALL
        .iter()
        .copied()
        .filter(|known| *known == step || answered.contains(known))
        .collect()
}

fn addressee(db: &mut Db, slug: &str) -> ActResult<i64> {
    let bodies = site::addressees(db)?;
    let found = bodies.into_iter().find(|body| body.slug == slug);
    Ok(found.ok_or(ActError::Missing)?.id)
}

fn area(db: &mut Db, code: Option<&str>) -> ActResult<Option<i64>> {
    match code {
        None => Ok(None),
        Some(code) => Ok(Some(
            areas::id_of(db, areas::OWN_SCHEME, code)?.ok_or(ActError::Missing)?,
        )),
    }
}
