//! What a notice or a complaint is about, whatever its kind.

use super::{Cause, Moderation};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::inputs::decide_on_input;
use crate::people::Actor;
use crate::petitions::desk::{decide_on_news, decide_on_petition};
use crate::replies::{ThreadPlace, decide_on_reply, thread_place};
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::{InputState, ModerationAction, ModerationState};
use weerklank_domain::petitions::{
    moderated_news, moderated_petition, news_standing, petition_standing,
};
use weerklank_store::Db;
use weerklank_store::inputs::{InputRecord, find_by_id as input_by_id};
use weerklank_store::moderation::{DecisionRecord, ModerationSubject, limits_of, takedown_of};
use weerklank_store::petitions::{
    PetitionRecord, UpdateRecord, find_by_id as petition_by_id, update,
};
use weerklank_store::replies::{ReplyRecord, find_by_id as reply_by_id, thread_by_id};
use weerklank_store::rounds::find_by_id as round_by_id;

/// A petition, with what moderation has to know of it.
#[derive(Debug, Clone)]
pub struct PetitionTarget {
    /// The petition.
    pub petition: PetitionRecord,
    /// What it says: what is observed, what is asked, and why (Markdown).
    pub text: String,
    /// What moderation made of it.
    pub standing: ModerationState,
    /// Whether a decision took it down, which can be reversed.
    pub can_be_put_back: bool,
}

/// News of a petitioner, with what moderation has to know of it.
#[derive(Debug, Clone)]
pub struct NewsTarget {
    /// The news.
    pub news: UpdateRecord,
    /// The petition.
    pub petition: PetitionRecord,
    /// What moderation made of it.
    pub standing: ModerationState,
}

/// A contribution with the place where it stands.
#[derive(Debug, Clone)]
pub enum Target {
    /// An input.
    Input(Box<InputRecord>, Box<ThreadPlace>),
    /// A reply, and what its thread hangs on.
    Reply(Box<ReplyRecord>, Box<ThreadPlace>),
    /// The text of a petition.
    Petition(Box<PetitionTarget>, Box<ThreadPlace>),
    /// News of a petitioner.
    News(Box<NewsTarget>, Box<ThreadPlace>),
}

fn petition_target(db: &mut Db, id: i64) -> ActResult<PetitionTarget> {
    let petition = petition_by_id(db, id)?.ok_or(ActError::Missing)?;
    let is_limited = !limits_of(db, ModerationSubject::Petition(id))?.is_empty();
    let passages = [
        &petition.observation,
        &petition.request,
        &petition.explanation,
    ];
    let written: Vec<&str> = passages
        .into_iter()
        .map(|passage| passage.trim())
        .filter(|passage| !passage.is_empty())
        .collect();
    Ok(PetitionTarget {
        text: written.join("\n\n"),
        standing: petition_standing(petition.state, is_limited),
        can_be_put_back: takedown_of(db, id)?.is_some(),
        petition,
    })
}

fn news_target(db: &mut Db, id: i64) -> ActResult<NewsTarget> {
    let news = update(db, id)?.ok_or(ActError::Missing)?;
    let petition = petition_by_id(db, news.petition_id)?.ok_or(ActError::Missing)?;
    let is_limited = !limits_of(db, ModerationSubject::Update(id))?.is_empty();
    Ok(NewsTarget {
        standing: news_standing(news.state, is_limited),
        news,
        petition,
    })
}

impl Target {
    /// Looks it up.
    ///
    /// # Errors
    /// [`ActError::Missing`], or what the store says.
    pub fn find(db: &mut Db, subject: ModerationSubject, now: DateTime<Utc>) -> ActResult<Self> {
        Ok(match subject {
            ModerationSubject::Input(id) => {
                let input = input_by_id(db, id)?.ok_or(ActError::Missing)?;
                let round = round_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
                let place = ThreadPlace::of_input(&round, &input, now);
                Self::Input(Box::new(input), Box::new(place))
            }
            ModerationSubject::Reply(id) => {
                // The stub of something that was moved says nothing.
                let reply = reply_by_id(db, id)?.filter(|reply| reply.moved_id.is_none());
                let reply = reply.ok_or(ActError::Missing)?;
                let thread = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
                let place = thread_place(db, thread.subject, now)?;
                Self::Reply(Box::new(reply), Box::new(place))
            }
            ModerationSubject::Petition(id) => {
                let target = petition_target(db, id)?;
                let place = ThreadPlace::of_petition(&target.petition);
                Self::Petition(Box::new(target), Box::new(place))
            }
            ModerationSubject::Update(id) => {
                let target = news_target(db, id)?;
                let place = ThreadPlace::of_petition(&target.petition);
                Self::News(Box::new(target), Box::new(place))
            }
        })
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> &ThreadPlace {
        match self {
            Self::Input(_, place)
            | Self::Reply(_, place)
            | Self::Petition(_, place)
            | Self::News(_, place) => place,
        }
    }

    /// Its text; nothing where its author took it back.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            _ if self.is_gone() => "",
            Self::Input(input, _) => &input.text,
            Self::Reply(reply, _) => &reply.text,
            Self::Petition(target, _) => &target.text,
            Self::News(target, _) => &target.news.text,
        }
    }

    /// The language of its text.
    #[must_use]
    pub fn language(&self) -> &'static str {
        match self {
            Self::Input(input, _) => input.language.code(),
            Self::Reply(reply, _) => reply.language.code(),
            Self::Petition(target, _) => target.petition.language.code(),
            Self::News(target, _) => target.petition.language.code(),
        }
    }

    /// Its page on the site.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Input(_, place) | Self::Petition(_, place) => place.url.clone(),
            Self::News(target, place) => format!("{}/news/{}", place.url, target.news.id),
            Self::Reply(reply, place) => format!("{}/{}", place.replies_url(), reply.number),
        }
    }

    /// Its page at the desk.
    #[must_use]
    pub fn desk_url(&self) -> String {
        match self {
            Self::Input(_, place) => place.desk_url.clone(),
            Self::Reply(reply, _) => format!("/desk/replies/{}", reply.id),
            Self::Petition(target, _) => {
                format!("/desk/petitions/{}/moderation", target.petition.reference)
            }
            Self::News(target, _) => {
                let reference = &target.petition.reference;
                format!("/desk/petitions/{reference}/news/{}", target.news.id)
            }
        }
    }

    /// When it was written.
    #[must_use]
    pub fn written_at(&self) -> DateTime<Utc> {
        match self {
            Self::Input(input, _) => input.registered_at,
            Self::Reply(reply, _) => reply.written_at,
            Self::Petition(target, _) => target.petition.filed_at,
            Self::News(target, _) => target.news.written_at,
        }
    }

    /// Its key.
    #[must_use]
    pub fn subject(&self) -> ModerationSubject {
        match self {
            Self::Input(input, _) => ModerationSubject::Input(input.id),
            Self::Reply(reply, _) => ModerationSubject::Reply(reply.id),
            Self::Petition(target, _) => ModerationSubject::Petition(target.petition.id),
            Self::News(target, _) => ModerationSubject::Update(target.news.id),
        }
    }

    /// What moderation made of it.
    #[must_use]
    pub fn moderation(&self) -> ModerationState {
        match self {
            Self::Input(input, _) => input.standing.moderation,
            Self::Reply(reply, _) => reply.moderation,
            Self::Petition(target, _) => target.standing,
            Self::News(target, _) => target.standing,
        }
    }

    /// Whether its author took it back.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        match self {
            Self::Input(input, _) => input.standing.state == InputState::Withdrawn,
            Self::Reply(reply, _) => reply.is_deleted,
            // What a petitioner withdrew stays to be read.
            Self::Petition(..) | Self::News(..) => false,
        }
    }

    /// Whether everybody may read it.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        match self {
            Self::Input(_, place) | Self::Petition(_, place) => place.is_readable,
            Self::News(target, place) => place.is_readable && target.standing.is_readable(),
            Self::Reply(reply, place) => {
                place.is_readable && reply.moderation.is_readable() && !reply.is_deleted
            }
        }
    }

    /// Whether this can be done with it now.
    #[must_use]
    pub fn possible(&self, action: ModerationAction) -> bool {
        match self {
            _ if self.is_gone() => {
                matches!(action, ModerationAction::Keep | ModerationAction::Remove)
            }
            Self::Input(input, _) => input.standing.moderated(action).is_ok(),
            Self::Reply(reply, _) => reply.moderation.after(action).is_ok(),
            Self::Petition(target, _)
                if action == ModerationAction::Restore
                    && target.standing == ModerationState::Hidden =>
            {
                target.can_be_put_back
            }
            Self::Petition(target, _) => moderated_petition(target.standing, action).is_ok(),
            Self::News(target, _) => moderated_news(target.standing, action).is_ok(),
        }
    }

    /// Everything that can be done with it now, of its own accord or after a notice.
    #[must_use]
    pub fn choices(&self) -> Vec<ModerationAction> {
        let all = ModerationAction::ALL.iter().copied();
        all.filter(|action| self.possible(*action)).collect()
    }

    /// Whether there is anything to restrict.
    pub(super) fn can_be_restricted(&self) -> bool {
        self.possible(ModerationAction::Hide)
    }

    /// Whether what a decision did to it stands.
    pub(super) fn stands(&self, db: &mut Db, taken: &DecisionRecord) -> ActResult<bool> {
        Ok(!self.is_gone()
            && match taken.action {
                ModerationAction::Hide => self.moderation() == ModerationState::Hidden,
                ModerationAction::Redact
                | ModerationAction::Collapse
                | ModerationAction::Close
                | ModerationAction::Move => limits_of(db, self.subject())?
                    .iter()
                    .any(|limit| limit.decision_id == taken.id),
                ModerationAction::Warn | ModerationAction::Suspend => true,
                ModerationAction::Remove
                | ModerationAction::Approve
                | ModerationAction::Restore
                | ModerationAction::Keep => false,
            })
    }

    pub(super) fn decide(
        &self,
        house: &House,
        db: &mut Db,
        actor: &Actor,
        moderation: &Moderation,
        at: (Cause, DateTime<Utc>),
    ) -> ActResult<i64> {
        match self {
            Self::Input(input, _) => decide_on_input(house, db, actor, input, moderation, at),
            Self::Reply(reply, _) => decide_on_reply(house, db, actor, reply, moderation, at),
            Self::Petition(target, _) => {
                decide_on_petition(house, db, actor, &target.petition, moderation, at)
            }
            Self::News(target, _) => {
                let of = (&target.news, &target.petition);
                decide_on_news(house, db, actor, of, moderation, at)
            }
        }
    }
}
