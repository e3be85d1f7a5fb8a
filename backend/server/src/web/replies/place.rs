//! What the thread of an address hangs on.

use crate::web::errors::{ErrorCode, WebResult};
use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
use weerklank_acts::ActResult;
use weerklank_acts::replies::ThreadPlace;
use weerklank_store::moderation::{ModerationSubject, TombstoneRecord, tombstone_of};
use weerklank_store::rounds::RoundRecord;
use weerklank_store::{Db, dossiers, inputs, petitions, rounds};

/// What an address names.
#[derive(Debug, Clone)]
pub enum Named {
    /// An input, by the names of its round and its number.
    Input(String, i64),
    /// A petition.
    Petition(String),
    /// A dossier.
    Dossier(String),
}

impl Named {
    /// What the address of a request names.
    pub fn of(request: &HttpRequest) -> WebResult<Self> {
        let slug = request.match_info().get("slug").unwrap_or_default();
        let pattern = request.match_pattern().unwrap_or_default();
        let pattern = pattern.strip_prefix("/api/v1").unwrap_or(&pattern);
        Ok(if pattern.starts_with("/petitions") {
            Self::Petition(slug.to_owned())
        } else if pattern.starts_with("/dossiers") {
            Self::Dossier(slug.to_owned())
        } else {
            Self::Input(slug.to_owned(), number_in(request, "input")?)
        })
    }

    /// The word for its kind in message keys.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Input(..) => "input",
            Self::Petition(_) => "petition",
            Self::Dossier(_) => "dossier",
        }
    }

    /// What it is, when everybody may read it.
    pub fn find(&self, db: &mut Db, now: DateTime<Utc>) -> ActResult<Option<ThreadPlace>> {
        let found = match self {
            Self::Input(slug, number) => {
                let round = rounds::find(db, slug)?.filter(RoundRecord::is_public);
                let input = match &round {
                    Some(round) => inputs::find(db, round.id, *number)?,
                    None => None,
                };
                round
                    .zip(input)
                    .map(|(round, input)| ThreadPlace::of_input(&round, &input, now))
            }
            Self::Petition(slug) => petitions::find(db, slug)?
                .as_ref()
                .map(ThreadPlace::of_petition),
            Self::Dossier(slug) => dossiers::find(db, slug)?
                .as_ref()
                .map(ThreadPlace::of_dossier),
        };
        Ok(found.filter(|place| place.is_readable))
    }

    /// What stays of an input that the law ordered to be removed.
    pub fn tombstone(&self, db: &mut Db) -> ActResult<Option<TombstoneRecord>> {
        let Self::Input(slug, number) = self else {
            return Ok(None);
        };
        let round = rounds::find(db, slug)?.filter(RoundRecord::is_public);
        let input = match round {
            Some(round) => inputs::find(db, round.id, *number)?,
            None => None,
        };
        Ok(match input {
            Some(input) => tombstone_of(db, ModerationSubject::Input(input.id))?,
            None => None,
        })
    }
}

/// A number in the address of a request.
pub fn number_in(request: &HttpRequest, name: &str) -> WebResult<i64> {
    let text = request.match_info().get(name).unwrap_or_default();
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| ErrorCode::NotFound.into())
}
